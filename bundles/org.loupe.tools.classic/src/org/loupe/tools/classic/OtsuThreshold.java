package org.loupe.tools.classic;

import org.loupe.api.Device;
import org.loupe.api.Labels;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.tools.base.Polarity;
import org.loupe.tools.base.Samples;

/**
 * Objects are the connected pixels above the grey level that parts the histogram best into two classes, or the others;
 * pixels that touch at corners are connected.
 */
public final class OtsuThreshold extends org.loupe.tools.base.OtsuThreshold {

    @Override
    public Step<Tile, Labels> open(Params params, Device device) {
        return (in, run) -> {
            check(params, in.shape());
            int level = level(histogram(in, run), in.shape().pixels());
            return Threshold.split(in, level, params.polarity() == Polarity.BRIGHT, params.smallestArea(), run);
        };
    }

    /** How often each grey level occurs. */
    private static long[] histogram(Tile in, Run run) {
        long[] histogram = new long[in.shape().type() == Shape.Type.U8 ? 256 : 1 << 16];
        float[] line = new float[in.width()];
        for (int row = 0; row < in.height(); row++) {
            run.checkCancelled();
            Samples.read(in, row, line);
            for (float sample : line)
                histogram[(int) sample]++;
        }
        return histogram;
    }
}
