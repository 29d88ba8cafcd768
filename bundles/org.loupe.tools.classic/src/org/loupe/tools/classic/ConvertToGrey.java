package org.loupe.tools.classic;

import org.loupe.api.Device;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.tools.base.Samples;

/**
 * Luma of an RGB or RGBA image: 0.299 R + 0.587 G + 0.114 B, alpha ignored, samples of the same type; a grey image is
 * given back as it is. The weights of 8-bit and 16-bit samples are integers of 15 fraction bits, rounded half up.
 */
public final class ConvertToGrey extends org.loupe.tools.base.ConvertToGrey {
    private static final long RED = 9798;
    private static final long GREEN = 19235;
    private static final long BLUE = 3735;
    private static final int FRACTION_BITS = 15;

    @Override
    public Step<Tile, Tile> open(Params params, Device device) {
        return (in, run) -> {
            check(params, in.shape());
            return in.shape().channels() == 1 ? in : convert(in, output(params, in.shape()), run);
        };
    }

    private static Tile convert(Tile in, Shape shape, Run run) {
        Tile out = run.tile(shape).at(in.x(), in.y());
        int channels = in.shape().channels();
        float[] colours = new float[Samples.perRow(in)], grey = new float[in.width()];
        for (int row = 0; row < in.height(); row++) {
            run.checkCancelled();
            Samples.read(in, row, colours);
            for (int i = 0, at = 0; i < grey.length; i++, at += channels)
                if (in.shape().type() == Shape.Type.F32)
                    grey[i] = 0.299f * colours[at] + 0.587f * colours[at + 1] + 0.114f * colours[at + 2];
                else
                    grey[i] = (RED * (long) colours[at] + GREEN * (long) colours[at + 1] + BLUE * (long) colours[at + 2]
                            + (1 << FRACTION_BITS - 1)) >> FRACTION_BITS;
            Samples.write(out, row, grey);
        }
        return out;
    }
}
