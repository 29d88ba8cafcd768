package org.loupe.tools.cuda;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
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
        return Batch.step(device, Stretch.SOURCE, shape -> check(params, shape), batch -> {
            long[] in = batch.in();
            List<Range> ranges = ranges(batch, in, params);
            return Stretch.apply(batch, in, output(params, batch.shape()),
                    ranges.stream().mapToDouble(Range::black).toArray(),
                    ranges.stream().mapToDouble(Range::white).toArray());
        });
    }

    /** The levels of each tile that become black and white. */
    private static List<Range> ranges(Batch batch, long[] in, Params params) throws DeviceException {
        double[] lowest = new double[batch.count()], step = new double[batch.count()];
        Arrays.fill(step, 1);
        long[][] histograms;
        if (batch.shape().type() == Shape.Type.F32) {
            int[] extremes = extremes(batch, in);
            for (int i = 0; i < step.length; i++) {
                int least = extremes[2 * i], most = extremes[2 * i + 1];
                lowest[i] = most < least ? 0 : ordered(least);
                step[i] = most > least ? (ordered(most) - lowest[i]) / (BINS - 1) : 1;
            }
            histograms = Stretch.histograms(batch, in, BINS, lowest, step);
        } else
            histograms = Stretch.histograms(batch, in);
        return IntStream.range(0, step.length).mapToObj(i -> range(histograms[i], lowest[i], step[i], params)).toList();
    }

    /** The smallest and the largest sample of each tile, as ordered integers. */
    private static int[] extremes(Batch batch, long[] in) throws DeviceException {
        int[] none = new int[2 * batch.count()];
        for (int i = 0; i < none.length; i++)
            none[i] = i % 2 == 0 ? Integer.MAX_VALUE : Integer.MIN_VALUE;
        long extremes = batch.work().put(none), samples = batch.shape().pixels() * batch.shape().channels();
        batch.launch("extremes_f32", Stretch.counting(samples), in, samples, Work.parts(extremes, batch.count(), 8));
        return batch.work().ints(extremes, none.length);
    }

    /** The number that a kernel's ordered integer stands for. */
    private static double ordered(int key) {
        return Float.intBitsToFloat(key < 0 ? key ^ 0x7fffffff : key);
    }
}
