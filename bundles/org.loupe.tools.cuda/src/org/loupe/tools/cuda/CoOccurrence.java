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
 * How often two grey levels stand at a distance from each other: the symmetric co-occurrence matrix of Haralick et al.,
 * and what is told by it. Counted and added up on a GPU. Only one half of the matrix is filled: pairs are counted
 * without their order, and all but the entropy and the angular second moment follow from the sums, differences and
 * single levels of the pairs, as whole numbers.
 *
 * <p>Levels count from 0, logarithms are natural. With p the matrix divided by its sum and μ, σ² mean and variance of a
 * level, the features are, f1 to f13 in Haralick's order:
 * <ul>
 * <li>{@code asm} Σ p²; {@code contrast} Σ (i − j)² p; {@code correlation} (Σ ij p − μ²) / σ², 1 where σ is 0;
 * {@code variance} σ²; {@code idm} Σ p / (1 + (i − j)²), which scikit-image calls homogeneity;</li>
 * <li>{@code sum_average}, {@code sum_variance}, {@code sum_entropy} of i + j; {@code entropy} −Σ p ln p;</li>
 * <li>{@code difference_variance}, {@code difference_entropy} of |i − j|;</li>
 * <li>{@code imc1} (H − H1) / HX and {@code imc2} √(1 − exp(−2 (H2 − H))), information measures of correlation, where H
 * is the entropy, HX that of single levels, and H1 = H2 = 2 HX since the matrix is symmetric; {@code imc1} is 0 where
 * HX is 0;</li>
 * <li>{@code dissimilarity} Σ |i − j| p; {@code energy} √asm.</li>
 * </ul>
 * Many matrices at once; for one thread.
 */
final class CoOccurrence {
    /** The features in the order in which they are given. */
    static final List<String> NAMES = List.of("asm", "contrast", "correlation", "variance", "idm", "sum_average",
            "sum_variance", "sum_entropy", "entropy", "difference_variance", "difference_entropy", "imc1", "imc2",
            "dissimilarity", "energy");
    private static final int LOGARITHMS = 1 << 13;
    private static final double LN2 = StrictMath.log(2);
    private static final int TOTALS = 4;
    /** Bytes of all matrices of a launch. */
    private static final long MOST_BYTES = 1L << 30;
    private static final int BLOCKS = 16;

    private final int levels;
    /** A row of the matrix has this power of two as many places. */
    private final int bits;
    private final int[] steps;
    /** n ln n */
    private final double[] logarithms = new double[LOGARITHMS];
    /** 1 / (1 + d²) */
    private final double[] nearness;

    /**
     * @param levels 2 to 256
     * @param steps  px to the right and down between the pixels of a pair, for each matrix
     */
    CoOccurrence(int levels, int[] steps) {
        this.levels = levels;
        this.steps = steps;
        bits = 32 - Integer.numberOfLeadingZeros(levels - 1);
        nearness = new double[levels];
        for (int d = 0; d < levels; d++)
            nearness[d] = 1 / (1 + (double) d * d);
        for (int n = 2; n < LOGARITHMS; n++)
            logarithms[n] = n * StrictMath.log(n);
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
                results.get(i / matrices)[i % matrices] = features(part(s, i, perSums), part(d, i, levels),
                        part(one, i, levels), Arrays.copyOfRange(t, TOTALS * i, TOTALS * (i + 1)), l[i]);
            }
            return results;
        }
    }

    private static int[] part(int[] all, int number, int length) {
        return Arrays.copyOfRange(all, number * length, (number + 1) * length);
    }

    /**
     * The features of one matrix; all NaN if there was no pair.
     *
     * @param totals how many pairs, of different levels, and the sums of squares of equal and of different ones
     */
    private double[] features(int[] sums, int[] differences, int[] singles, long[] totals, double pairLogs) {
        long count = totals[0], unequal = totals[1], equalSquares = totals[2], unequalSquares = totals[3];
        double[] f = new double[NAMES.size()];
        if (count == 0) {
            Arrays.fill(f, Double.NaN);
            return f;
        }
        // different levels stand twice in the matrix, each time half as often
        double n = count, squares = equalSquares + unequalSquares / 2.0, logs = pairLogs - unequal * LN2;
        double contrast = 0, dissimilarity = 0, idm = 0, differenceLogs = 0;
        for (int d = 0; d < levels; d++) {
            double times = differences[d];
            contrast += times * d * d;
            dissimilarity += times * d;
            idm += times * nearness[d];
            differenceLogs += log(differences[d]);
        }
        double sum = 0, sumSquares = 0, sumLogs = 0;
        for (int s = 0; s < 2 * levels - 1; s++) {
            sum += (double) sums[s] * s;
            sumSquares += (double) sums[s] * s * s;
            sumLogs += log(sums[s]);
        }
        double singleSquares = 0, singleLogs = 0;
        for (int i = 0; i < levels; i++) {
            singleSquares += (double) singles[i] * i * i;
            singleLogs += log(singles[i]);
        }
        double mean = sum / (2 * n), variance = singleSquares / (2 * n) - mean * mean;
        double entropy = StrictMath.log(n) - logs / n, single = StrictMath.log(2 * n) - singleLogs / (2 * n);
        boolean flat = singles[(int) Math.round(mean)] == 2 * count;
        f[0] = squares / (n * n);
        f[1] = contrast / n;
        f[2] = flat ? 1 : ((sumSquares - contrast) / (4 * n) - mean * mean) / variance;
        f[3] = flat ? 0 : variance;
        f[4] = idm / n;
        f[5] = sum / n;
        f[6] = flat ? 0 : sumSquares / n - f[5] * f[5];
        f[7] = flat ? 0 : StrictMath.log(n) - sumLogs / n;
        f[8] = flat ? 0 : entropy;
        f[9] = f[1] - dissimilarity / n * (dissimilarity / n);
        f[10] = Math.max(0, StrictMath.log(n) - differenceLogs / n);
        f[11] = flat ? 0 : (entropy - 2 * single) / single;
        f[12] = flat ? 0 : Math.sqrt(Math.max(0, 1 - StrictMath.exp(-2 * (2 * single - entropy))));
        f[13] = dissimilarity / n;
        f[14] = Math.sqrt(f[0]);
        return f;
    }

    private double log(int times) {
        return times < LOGARITHMS ? logarithms[times] : times * StrictMath.log(times);
    }
}
