package org.loupe.tools.opencv;

import org.bytedeco.opencv.global.opencv_imgproc;
import org.loupe.api.Device;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;

/**
 * Luma of an RGB or RGBA image: 0.299 R + 0.587 G + 0.114 B, alpha ignored, samples of the same type; a grey image is
 * given back as it is. The weights are integers of 15 fraction bits, so 8-bit and 16-bit results are the same
 * everywhere.
 */
public final class ConvertToGrey extends org.loupe.tools.base.ConvertToGrey {

    @Override
    public Info info() {
        return super.info().rank(10).within(0.001);
    }

    @Override
    public Step<Tile, Tile> open(Params params, Device device) throws ToolException {
        Step<Tile, Tile> rgb = convert(params, opencv_imgproc.COLOR_RGB2GRAY);
        Step<Tile, Tile> rgba = convert(params, opencv_imgproc.COLOR_RGBA2GRAY);
        return (in, run) -> in.shape().channels() == 1 && in.shape().type() != Shape.Type.S32 ? in
                : (in.shape().channels() == 4 ? rgba : rgb).apply(in, run);
    }

    private Step<Tile, Tile> convert(Params params, int code) throws ToolException {
        return new FilterStep<>(this, params, 1, (in, out) -> opencv_imgproc.cvtColor(in, out, code));
    }
}
