package org.loupe.tools.cuda;

import org.loupe.api.Device;
import org.loupe.api.DeviceException;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;

/**
 * Spreads the grey levels between two percentiles of the image over the whole range, as the reference implementation
 * does, bit for bit: the grey levels are counted on the GPU, the percentiles are found here.
 */
public final class Normalise extends org.loupe.tools.base.Normalise {

    @Override
    public Info info() {
        return super.info().rank(100).devices(Device.Kind.CUDA);
    }

    @Override
    public Step<Tile, Tile> open(Params params, Device device) throws ToolException {
        Gpu.of(device);
        return (in, run) -> {
            check(params, in.shape());
            try (Work work = new Work(device, run, Stretch.SOURCE)) {
                long from = work.in(in);
                Range range = range(work, from, in.shape(), params);
                return Stretch.apply(work, in, from, output(params, in.shape()), range.black(), range.white());
            }
        };
    }

    /** The levels that become black and white. */
    private static Range range(Work work, long in, Shape shape, Params params) throws DeviceException {
        double lowest = 0, step = 1;
        long[] histogram;
        if (shape.type() == Shape.Type.F32) {
            long samples = shape.pixels() * shape.channels(), counts = work.zeros(4L * BINS);
            long extremes = work.put(Integer.MAX_VALUE, Integer.MIN_VALUE);
            work.launch("extremes_f32", Stretch.counting(samples), in, samples, extremes);
            int[] found = work.ints(extremes, 2);
            lowest = found[1] < found[0] ? 0 : ordered(found[0]);
            step = found[1] > found[0] ? (ordered(found[1]) - lowest) / (BINS - 1) : 1;
            work.launch("histogram_f32", Stretch.counting(samples), in, samples, counts, lowest, step);
            histogram = Stretch.unsigned(work.ints(counts, BINS));
        } else
            histogram = Stretch.histogram(work, in, shape);
        return range(histogram, lowest, step, params);
    }

    /** The number that a kernel's ordered integer stands for. */
    private static double ordered(int key) {
        return Float.intBitsToFloat(key < 0 ? key ^ 0x7fffffff : key);
    }
}
