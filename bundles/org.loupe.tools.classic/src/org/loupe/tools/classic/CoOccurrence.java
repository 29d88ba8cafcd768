package org.loupe.tools.classic;

import java.util.Arrays;
import java.util.List;
import org.loupe.api.Run;

/**
 * How often two grey levels stand at a distance from each other: the symmetric co-occurrence matrix of Haralick et al.,
 * and what is told by it. The matrix is never filled: pairs are counted without their order, and all but the entropy
 * and the angular second moment follow from the sums, differences and single levels of the pairs, as whole numbers.
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

    private final int levels;
    /** Pairs {@code low * levels + high}, how often. */
    private final int[] pairs;
    private int[] met = new int[1024];
    private int different;
    private final int[] sums;
    private final int[] differences;
    private final int[] singles;
    private long count;
    /** n ln n */
    private final double[] logarithms = new double[LOGARITHMS];

    /** @param levels 2 to 256 */
    CoOccurrence(int levels) {
        this.levels = levels;
        pairs = new int[levels * levels];
        sums = new int[2 * levels - 1];
        differences = new int[levels];
        singles = new int[levels];
        for (int n = 2; n < LOGARITHMS; n++)
            logarithms[n] = n * Math.log(n);
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
        clear();
        int height = grey.length / Math.max(1, width);
        int left = Math.max(0, -dx), right = Math.min(width, width - dx), offset = dy * width + dx;
        for (int y = Math.max(0, -dy); y < Math.min(height, height - dy); y++) {
            run.checkCancelled();
            if (different + width > met.length)
                met = Arrays.copyOf(met, Math.min(pairs.length, 2 * met.length) + width);
            for (int x = left, at = y * width + left; x < right; x++, at++) {
                int one = grey[at], other = grey[at + offset];
                if ((one | other) < 0)
                    continue;
                int low = Math.min(one, other), high = Math.max(one, other), pair = low * levels + high;
                if (pairs[pair]++ == 0)
                    met[different++] = pair;
                sums[low + high]++;
                differences[high - low]++;
                singles[low]++;
                singles[high]++;
                count++;
            }
        }
    }

    private void clear() {
        for (int i = 0; i < different; i++)
            pairs[met[i]] = 0;
        different = 0;
        count = 0;
        Arrays.fill(sums, 0);
        Arrays.fill(differences, 0);
        Arrays.fill(singles, 0);
    }

    /** The features of what was counted last; all NaN if there was no pair. */
    double[] features() {
        double[] f = new double[NAMES.size()];
        if (count == 0) {
            Arrays.fill(f, Double.NaN);
            return f;
        }
        double n = count, squares = 0, logs = 0;
        for (int i = 0; i < different; i++) {
            int pair = met[i];
            double times = pairs[pair];
            if (pair / levels == pair % levels) {
                squares += times * times;
                logs += log(pairs[pair]);
            } else { // twice in the matrix, each time half as much
                squares += times * times / 2;
                logs += log(pairs[pair]) - times * Math.log(2);
            }
        }
        double contrast = 0, dissimilarity = 0, idm = 0, differenceLogs = 0;
        for (int d = 0; d < levels; d++) {
            double times = differences[d];
            contrast += times * d * d;
            dissimilarity += times * d;
            idm += times / (1 + (double) d * d);
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
        double entropy = Math.log(n) - logs / n, single = Math.log(2 * n) - singleLogs / (2 * n);
        boolean flat = singles[(int) Math.round(mean)] == 2 * count;
        f[0] = squares / (n * n);
        f[1] = contrast / n;
        f[2] = flat ? 1 : ((sumSquares - contrast) / (4 * n) - mean * mean) / variance;
        f[3] = flat ? 0 : variance;
        f[4] = idm / n;
        f[5] = sum / n;
        f[6] = flat ? 0 : sumSquares / n - f[5] * f[5];
        f[7] = flat ? 0 : Math.log(n) - sumLogs / n;
        f[8] = flat ? 0 : entropy;
        f[9] = f[1] - dissimilarity / n * (dissimilarity / n);
        f[10] = Math.max(0, Math.log(n) - differenceLogs / n);
        f[11] = flat ? 0 : (entropy - 2 * single) / single;
        f[12] = flat ? 0 : Math.sqrt(Math.max(0, 1 - Math.exp(-2 * (2 * single - entropy))));
        f[13] = dissimilarity / n;
        f[14] = Math.sqrt(f[0]);
        return f;
    }

    private double log(int times) {
        return times < LOGARITHMS ? logarithms[times] : times * Math.log(times);
    }
}
