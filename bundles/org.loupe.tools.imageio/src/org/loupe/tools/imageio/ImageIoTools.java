package org.loupe.tools.imageio;

import java.util.List;

import org.loupe.api.ImageFormat;
import org.loupe.api.Tool;
import org.loupe.api.ToolProvider;
import org.loupe.tools.imageio.internal.Format;

/** Image files by region (PNG, JPEG, BMP, WebP, TIFF, scans of many files), and generators of synthetic samples. */
public final class ImageIoTools implements ToolProvider {

    @Override
    public List<Tool<?, ?, ?>> tools() {
        return List.of(new BoardSamples(), new SemSamples(), new WaferSamples(), new ReviewSamples(),
                new LayerSamples());
    }

    @Override
    public List<ImageFormat> formats() {
        return Format.all();
    }
}
