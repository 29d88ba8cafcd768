package org.loupe.tools.base;

import java.util.Arrays;
import org.loupe.api.Operator;
import org.loupe.api.Param;
import org.loupe.api.Shape;
import org.loupe.api.ToolException;

/**
 * Spreads the grey levels between two percentiles of the image over the whole range; all channels alike. An image of
 * one grey level becomes black. In floating point the percentiles are exact to 1/65535 of the range between the
 * smallest and the largest sample; samples that are no numbers do not count and become black.
 */
public abstract class Normalise implements Operator<Normalise.Params> {
    /** Parts into which the range of floating point samples is divided. */
    protected static final int BINS = 1 << 16;

    /** What the result's samples are. */
    public enum Output {
        /** Those of the image: 0..255, 0..65535, or 0..1 in floating point. */
        SAME,
        /** 8 bits. */
        EIGHT_BIT
    }

    /**
     * @param low    percent of the pixels that become black
     * @param high   percent of the pixels that do not become white
     * @param output what the result's samples are
     */
    public record Params(
            @Param(label = "Black at", unit = "%", min = 0, max = 100, step = 0.1,
                    help = "Percentile of the grey levels that becomes black. Raise it if a few dark pixels waste"
                            + " contrast.")
                    double low,
            @Param(label = "White at", unit = "%", min = 0, max = 100, step = 0.1,
                    help = "Percentile of the grey levels that becomes white. Lower it if a few bright pixels waste"
                            + " contrast.")
                    double high,
            @Param(label = "Output",
                    help = "Same keeps the type of the samples; eight-bit suits all tools that follow.")
                    Output output) {

        public Params {
            if (!(low < high))
                throw new IllegalArgumentException("Black at " + low + " % is below white at " + high
                        + " % only if its percentile is lower.");
        }
    }

    @Override
    public Info info() {
        return Info.of("loupe.normalise", "Normalise", "Spreads each image's own grey levels over black to white, so"
                + " that images of different exposure look alike. A large bright or dark object in one image shifts all"
                + " others of its levels: use 'Window and level' where levels must stay comparable.");
    }

    @Override
    public Params defaults() {
        return new Params(0.5, 99.5, Output.SAME);
    }

    @Override
    public int halo(Params params) {
        return 0;
    }

    @Override
    public boolean global(Params params) {
        return true;
    }

    @Override
    public void check(Params params, Shape in) throws ToolException {
        Needs.pixels(info().label(), in);
    }

    @Override
    public Shape output(Params params, Shape in) {
        return in.samples(in.channels(), params.output() == Output.SAME ? in.type() : Shape.Type.U8);
    }

    /** A range of grey levels: what becomes black and what becomes white. */
    protected record Range(double black, double white) {
    }

    /**
     * The range between the two percentiles.
     *
     * @param histogram how often each of the levels {@code lowest}, {@code lowest + step} and so on occurs
     */
    protected static Range range(long[] histogram, double lowest, double step, Params params) {
        long count = Arrays.stream(histogram).sum();
        double black = lowest + step * percentile(histogram, count, params.low());
        double white = lowest + step * percentile(histogram, count, params.high());
        return new Range(black, white > black ? white : black + step);
    }

    /** The first bin up to which more than {@code percent} of all lie, or the last one that is used. */
    private static int percentile(long[] histogram, long count, double percent) {
        double wanted = count * percent / 100;
        long sum = 0;
        int last = 0;
        for (int bin = 0; bin < histogram.length; bin++)
            if (histogram[bin] > 0) {
                sum += histogram[bin];
                last = bin;
                if (sum > wanted)
                    break;
            }
        return last;
    }
}
