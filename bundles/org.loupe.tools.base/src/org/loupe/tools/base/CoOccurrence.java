package org.loupe.tools.base;

import java.util.Arrays;
import java.util.List;

/**
 * How often two grey levels stand at a distance from each other: the symmetric co-occurrence matrix of Haralick et al.,
 * and what is told by it; who extends it counts. Only one half of the matrix is filled: pairs are counted without their
 * order, and all but the entropy and the angular second moment follow from the sums, differences and single levels of
 * the pairs, as whole numbers.
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
 * Immutable, any thread; who counts says how many matrices at once.
 */
public abstract class CoOccurrence {
    /** The features in the order in which they are given. */
    public static final List<String> NAMES = List.of("asm", "contrast", "correlation", "variance", "idm", "sum_average",
            "sum_variance", "sum_entropy", "entropy", "difference_variance", "difference_entropy", "imc1", "imc2",
            "dissimilarity", "energy");
    protected static final int LOGARITHMS = 1 << 13;
    private static final double LN2 = StrictMath.log(2);

    protected final int levels;
    /** A row of the matrix has this power of two as many places. */
    protected final int bits;
    /** n ln n of the first numbers. */
    protected final double[] logarithms = new double[LOGARITHMS];
    /** 1 / (1 + d²) */
    private final double[] nearness;

    /** @param levels 2 to 256 */
    protected CoOccurrence(int levels) {
        this.levels = levels;
        bits = 32 - Integer.numberOfLeadingZeros(levels - 1);
        nearness = new double[levels];
        for (int d = 0; d < levels; d++)
            nearness[d] = 1 / (1 + (double) d * d);
        for (int n = 2; n < LOGARITHMS; n++)
            logarithms[n] = n * StrictMath.log(n);
    }

    /**
     * What was counted of a matrix in whole numbers.
     *
     * @param sums           how often each sum of the two levels of a pair occurs
     * @param differences    how often each difference
     * @param singles        how often each level
     * @param count          all pairs
     * @param unequal        pairs of two different levels
     * @param equalSquares   Σ n² over the pairs of equal levels
     * @param unequalSquares Σ n² over those of different levels
     */
    public record Counts(int[] sums, int[] differences, int[] singles, long count, long unequal, long equalSquares,
            long unequalSquares) {
    }

    /**
     * The features of a matrix; all NaN if there was no pair.
     *
     * @param pairLogs Σ n ln n over all pairs
     */
    protected final double[] features(Counts counts, double pairLogs) {
        int[] sums = counts.sums(), differences = counts.differences(), singles = counts.singles();
        long count = counts.count();
        double[] f = new double[NAMES.size()];
        if (count == 0) {
            Arrays.fill(f, Double.NaN);
            return f;
        }
        // different levels stand twice in the matrix, each time half as often
        double n = count, squares = counts.equalSquares() + counts.unequalSquares() / 2.0;
        double logs = pairLogs - counts.unequal() * LN2;
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

    /** n ln n */
    protected final double log(int times) {
        return times < LOGARITHMS ? logarithms[times] : times * StrictMath.log(times);
    }
}
