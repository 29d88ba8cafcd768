package org.loupe.tools.cuda;

import org.loupe.api.Device;
import org.loupe.api.DeviceException;
import org.loupe.api.Operator;
import org.loupe.api.Param;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;

/**
 * Spreads the grey levels between two percentiles of the image over the whole range, as the reference implementation
 * does, bit for bit: the grey levels are counted on the GPU, the percentiles are found here.
 */
public final class Normalise implements Operator<Normalise.Params> {
    private static final int BINS = 1 << 16;

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
                + " others of its levels: use 'Window and level' where levels must stay comparable.")
                .rank(100).devices(Device.Kind.CUDA);
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

    @Override
    public Step<Tile, Tile> open(Params params, Device device) throws ToolException {
        Gpu.of(device);
        return (in, run) -> {
            check(params, in.shape());
            try (Work work = new Work(device, run, Stretch.SOURCE)) {
                long from = work.in(in);
                double[] range = range(work, from, in.shape(), params);
                return Stretch.apply(work, in, from, output(params, in.shape()), range[0], range[1]);
            }
        };
    }

    /** The levels that become black and white. */
    private static double[] range(Work work, long in, Shape shape, Params params) throws DeviceException {
        double lowest = 0, step = 1;
        int[] histogram;
        if (shape.type() == Shape.Type.F32) {
            long samples = shape.pixels() * shape.channels(), counts = work.zeros(4L * BINS);
            long extremes = work.put(Integer.MAX_VALUE, Integer.MIN_VALUE);
            work.launch("extremes_f32", Stretch.counting(samples), in, samples, extremes);
            int[] found = work.ints(extremes, 2);
            lowest = found[1] < found[0] ? 0 : ordered(found[0]);
            step = found[1] > found[0] ? (ordered(found[1]) - lowest) / (BINS - 1) : 1;
            work.launch("histogram_f32", Stretch.counting(samples), in, samples, counts, lowest, step);
            histogram = work.ints(counts, BINS);
        } else
            histogram = Stretch.histogram(work, in, shape);
        long count = 0;
        for (int c : histogram)
            count += c & 0xffffffffL;
        double black = lowest + step * percentile(histogram, count, params.low());
        double white = lowest + step * percentile(histogram, count, params.high());
        return new double[] { black, white > black ? white : black + step };
    }

    /** The number that a kernel's ordered integer stands for. */
    private static double ordered(int key) {
        return Float.intBitsToFloat(key < 0 ? key ^ 0x7fffffff : key);
    }

    /** The first bin up to which more than {@code percent} of all lie, or the last one that is used. */
    private static int percentile(int[] histogram, long count, double percent) {
        double wanted = count * percent / 100;
        long sum = 0;
        int last = 0;
        for (int bin = 0; bin < histogram.length; bin++)
            if (histogram[bin] != 0) {
                sum += histogram[bin] & 0xffffffffL;
                last = bin;
                if (sum > wanted)
                    break;
            }
        return last;
    }
}
