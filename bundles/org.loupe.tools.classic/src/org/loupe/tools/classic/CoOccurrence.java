package org.loupe.tools.classic;

import java.util.Arrays;
import java.util.List;
import org.loupe.api.Run;

/**
 * How often two grey levels stand at a distance from each other: the symmetric co-occurrence matrix of Haralick et al.,
 * and what is told by it. Only one half of the matrix is filled: pairs are counted without their order, and all but the
 * entropy and the angular second moment follow from the sums, differences and single levels of the pairs, as whole
 * numbers.
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
 * One matrix after the other; not for use by several threads.
 */
final class CoOccurrence {
    /** The features in the order in which they are given. */
    static final List<String> NAMES = List.of("asm", "contrast", "correlation", "variance", "idm", "sum_average",
            "sum_variance", "sum_entropy", "entropy", "difference_variance", "difference_entropy", "imc1", "imc2",
            "dissimilarity", "energy");
    private static final int LOGARITHMS = 1 << 13;
    private static final double LN2 = StrictMath.log(2);
    /** An image of so many pairs or more is counted in another way. */
    private static final int MANY = 1 << 14;

    private final int levels;
    /** A row of the matrix has this power of two as many places. */
    private final int bits;
    /** How often the pair of {@code low << bits | high} was met; 0 between two calls. */
    private final int[] pairs;
    /** The pairs of a small image in the order in which they were met. */
    private final int[] met = new int[MANY];
    /** How many pairs of different levels were met more than n times; from MANY on, how many of equal ones. */
    private final int[] repeated = new int[2 * MANY];
    private final int[] sums;
    private final int[] differences;
    private final int[] singles;
    private long count;
    /** Pairs of two different levels. */
    private long unequal;
    /** Σ n² over the pairs of equal and over those of different levels. */
    private long equalSquares;
    private long unequalSquares;
    /** Σ n ln n over all pairs. */
    private double pairLogs;
    /** n ln n */
    private final double[] logarithms = new double[LOGARITHMS];
    /** 1 / (1 + d²) */
    private final double[] nearness;

    /** @param levels 2 to 256 */
    CoOccurrence(int levels) {
        this.levels = levels;
        bits = 32 - Integer.numberOfLeadingZeros(levels - 1);
        pairs = new int[levels << bits];
        sums = new int[2 * levels - 1];
        differences = new int[levels];
        singles = new int[levels];
        nearness = new double[levels];
        for (int d = 0; d < levels; d++)
            nearness[d] = 1 / (1 + (double) d * d);
        for (int n = 2; n < LOGARITHMS; n++)
            logarithms[n] = n * StrictMath.log(n);
    }

    /**
     * Counts anew.
     *
     * @param grey   level of each pixel row by row, below 0 where it is left out
     * @param width  px
     * @param dx     px from a pixel to the one that it is paired with, to the right
     * @param dy     down
     */
    void count(short[] grey, int width, int dx, int dy, Run run) {
        Arrays.fill(sums, 0);
        Arrays.fill(differences, 0);
        Arrays.fill(singles, 0);
        count = unequal = equalSquares = unequalSquares = 0;
        pairLogs = 0;
        int height = grey.length / Math.max(1, width), left = Math.max(0, -dx), right = Math.min(width, width - dx);
        int top = Math.max(0, -dy), bottom = Math.min(height, height - dy);
        if (right <= left || bottom <= top)
            return;
        boolean many = (right - left) * (long) (bottom - top) >= Math.min(MANY, pairs.length / 4);
        int n = 0;
        for (int y = top; y < bottom; y++) {
            run.checkCancelled();
            int from = y * width + left, to = y * width + right, offset = dy * width + dx;
            if (many)
                fill(grey, from, to, offset);
            else
                n = add(grey, from, to, offset, n);
        }
        if (many)
            takeAll();
        else
            takeMet(n);
    }

    /** Counts the pairs of a row in the matrix alone. */
    private void fill(short[] grey, int from, int to, int offset) {
        int[] matrix = pairs;
        for (int i = from; i < to; i++) {
            int one = grey[i], other = grey[i + offset];
            if ((one | other) >= 0)
                matrix[Math.min(one, other) << bits | Math.max(one, other)]++;
        }
    }

    /** Adds up the matrix, and leaves it empty. */
    private void takeAll() {
        for (int low = 0; low < levels; low++)
            for (int high = low; high < levels; high++) {
                int times = pairs[low << bits | high];
                pairs[low << bits | high] = 0;
                count += times;
                sums[low + high] += times;
                differences[high - low] += times;
                singles[low] += times;
                singles[high] += times;
                pairLogs += log(times);
                if (low == high)
                    equalSquares += (long) times * times;
                else {
                    unequal += times;
                    unequalSquares += (long) times * times;
                }
            }
    }

    /** Counts the pairs of a row, what follows from them and how often they were met before; returns their number. */
    private int add(short[] grey, int from, int to, int offset, int before) {
        int[] matrix = pairs, list = met, often = repeated, sum = sums, difference = differences, single = singles;
        int n = before;
        for (int i = from; i < to; i++) {
            int one = grey[i], other = grey[i + offset];
            if ((one | other) < 0)
                continue;
            int low = Math.min(one, other), high = Math.max(one, other), pair = low << bits | high;
            often[matrix[pair]++ + (low == high ? MANY : 0)]++;
            sum[low + high]++;
            difference[high - low]++;
            single[low]++;
            single[high]++;
            list[n++] = pair;
        }
        return n;
    }

    /** Adds up how often the pairs were met, and leaves the matrix empty without looking at all of it. */
    private void takeMet(int n) {
        count = n;
        for (int i = 0; i < n; i++)
            pairs[met[i]] = 0;
        for (int times = 1; repeated[times - 1] > 0; times++) {
            int exactly = repeated[times - 1] - repeated[times];
            unequalSquares += exactly * (long) times * times;
            unequal += exactly * (long) times;
            pairLogs += exactly * log(times);
            repeated[times - 1] = 0;
        }
        for (int times = 1; repeated[MANY + times - 1] > 0; times++) {
            int exactly = repeated[MANY + times - 1] - repeated[MANY + times];
            equalSquares += exactly * (long) times * times;
            pairLogs += exactly * log(times);
            repeated[MANY + times - 1] = 0;
        }
    }

    /** The features of what was counted last; all NaN if there was no pair. */
    double[] features() {
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
        for (int s = 0; s < sums.length; s++) {
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
