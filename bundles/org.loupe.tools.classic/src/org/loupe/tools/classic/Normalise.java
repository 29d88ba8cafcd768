package org.loupe.tools.classic;

import org.loupe.api.Device;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.tools.base.Samples;

/**
 * Spreads the grey levels between two percentiles of the image over the whole range; all channels alike. An image of
 * one grey level becomes black. In floating point the percentiles are exact to 1/65535 of the range between the
 * smallest and the largest sample; samples that are no numbers do not count and become black.
 */
public final class Normalise extends org.loupe.tools.base.Normalise {

    @Override
    public Step<Tile, Tile> open(Params params, Device device) {
        return (in, run) -> {
            check(params, in.shape());
            Range range = range(in, params, run);
            return new Stretch(range.black(), range.white()).apply(in, output(params, in.shape()).type(), run);
        };
    }

    private static Range range(Tile in, Params params, Run run) {
        double lowest = 0, step = 1;
        float[] line = new float[Samples.perRow(in)];
        if (in.shape().type() == Shape.Type.F32) {
            double smallest = Double.POSITIVE_INFINITY, largest = Double.NEGATIVE_INFINITY;
            for (int row = 0; row < in.height(); row++) {
                run.checkCancelled();
                Samples.read(in, row, line);
                for (float sample : line)
                    if (Float.isFinite(sample)) {
                        smallest = Math.min(smallest, sample);
                        largest = Math.max(largest, sample);
                    }
            }
            lowest = largest < smallest ? 0 : smallest;
            step = largest > smallest ? (largest - smallest) / (BINS - 1) : 1;
        }
        long[] histogram = new long[BINS];
        for (int row = 0; row < in.height(); row++) {
            run.checkCancelled();
            Samples.read(in, row, line);
            for (float sample : line)
                if (Float.isFinite(sample))
                    histogram[(int) Math.rint((sample - lowest) / step)]++;
        }
        return range(histogram, lowest, step, params);
    }
}
