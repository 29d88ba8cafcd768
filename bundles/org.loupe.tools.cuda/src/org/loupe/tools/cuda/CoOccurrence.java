package org.loupe.tools.cuda;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.loupe.api.Device;
import org.loupe.api.DeviceException;
import org.loupe.api.Region;
import org.loupe.api.Run;
import org.loupe.api.ToolException;

/**
 * Counts pairs of grey levels at distances from each other, and adds them up, on a GPU. Many matrices at once; for one
 * thread.
 */
final class CoOccurrence extends org.loupe.tools.base.CoOccurrence {
    private static final int TOTALS = 4;
    /** Bytes of all matrices of a launch. */
    private static final long MOST_BYTES = 1L << 30;
    private static final int BLOCKS = 16;

    private final int[] steps;

    /**
     * @param levels 2 to 256
     * @param steps  px to the right and down between the pixels of a pair, for each matrix
     */
    CoOccurrence(int levels, int[] steps) {
        super(levels);
        this.steps = steps;
    }

    /**
     * The features of patches.
     *
     * @param grey    level of each pixel row by row, below 0 where it is left out
     * @param regions of the same size each
     * @return for each patch and each step the features
     */
    List<double[][]> measure(List<short[]> grey, List<Region> regions, Device device, Run run) throws ToolException {
        int patches = grey.size(), matrices = steps.length / 2, all = patches * matrices, size = levels << bits;
        if (4L * size * all > MOST_BYTES && patches > 1)
            throw new DeviceException(DeviceException.Cause.MEMORY, all + " matrices of " + levels
                    + " grey levels are too much for one launch.", "Measure fewer at once.");
        int[] place = new int[3 * patches];
        int pixels = 0, largest = 1;
        for (int i = 0; i < patches; i++) {
            place[3 * i] = pixels;
            place[3 * i + 1] = regions.get(i).width();
            place[3 * i + 2] = regions.get(i).height();
            pixels = Math.addExact(pixels, grey.get(i).length);
            largest = Math.max(largest, grey.get(i).length);
        }
        ByteBuffer samples = Work.buffer(Math.max(1, 2L * pixels));
        for (int i = 0; i < patches; i++)
            samples.asShortBuffer().put(place[3 * i], grey.get(i));
        int perSums = 2 * levels - 1;
        try (Work work = new Work(device, run, "Haralick")) {
            long matrix = work.zeros(4L * size * all), sums = work.zeros(4L * perSums * all);
            long differences = work.zeros(4L * levels * all), singles = work.zeros(4L * levels * all);
            long totals = work.take(8L * TOTALS * all), logs = work.take(8L * all);
            int blocks = Math.min(BLOCKS, (largest + Grid.THREADS - 1) / Grid.THREADS);
            work.launch("count_pairs", new Grid(blocks, patches, matrices, Grid.THREADS, 1), work.put(samples),
                    work.put(place), work.put(steps), matrix, bits, size);
            work.launch("sum_pairs", Grid.ofBlocks(all), matrix, levels, bits, size, work.put(logarithms), LOGARITHMS,
                    sums, differences, singles, totals, logs);
            int[] s = work.ints(sums, perSums * all), d = work.ints(differences, levels * all);
            int[] one = work.ints(singles, levels * all);
            long[] t = new long[TOTALS * all];
            work.fetch(totals, 8L * t.length).asLongBuffer().get(t);
            double[] l = work.doubles(logs, all);
            List<double[][]> results = new ArrayList<>();
            for (int i = 0; i < all; i++) {
                if (i % matrices == 0)
                    results.add(new double[matrices][]);
                int at = TOTALS * i;
                Counts counts = new Counts(part(s, i, perSums), part(d, i, levels), part(one, i, levels), t[at],
                        t[at + 1], t[at + 2], t[at + 3]);
                results.get(i / matrices)[i % matrices] = features(counts, l[i]);
            }
            return results;
        }
    }

    private static int[] part(int[] all, int number, int length) {
        return Arrays.copyOfRange(all, number * length, (number + 1) * length);
    }
}
