package org.loupe.tools.imageio.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import javax.imageio.ImageReader;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;

import org.loupe.api.ImageInfo;
import org.loupe.api.Shape;

/** WebP, lossy and lossless, still images. Decoded as a whole, which its size of at most 16383 × 16383 allows. */
final class WebpPages {
    private static final long LARGEST_FILE = 1L << 30;

    private WebpPages() {
    }

    static Pages open(Path file) throws IOException {
        if (Files.size(file) > LARGEST_FILE)
            throw new Unreadable("it has " + Files.size(file) + " bytes; WebP files up to " + LARGEST_FILE
                    + " bytes are read.", "Convert it to a tiled TIFF.");
        ByteArrayImageInputStream input = new ByteArrayImageInputStream(Files.readAllBytes(file));
        ImageReader reader = new WebPImageReaderSpi().createReaderInstance();
        try {
            reader.setInput(input, false, true);
            int width = reader.getWidth(0), height = reader.getHeight(0);
            Guard.size(width, height, 1L << 28);
            Shape shape = Pixels.shape(reader.getImageTypes(0).next(), width, height, Double.NaN);
            Guard.memory(shape, "a WebP image");
            return new LibraryPages(reader, input, List.of(new ImageInfo(shape, shape.region(),
                    ImageInfo.Conditions.UNKNOWN, Map.of("Compression", "WebP"))), false, false);
        } catch (IOException | RuntimeException | Error e) {
            reader.dispose();
            input.close();
            throw e;
        }
    }
}
