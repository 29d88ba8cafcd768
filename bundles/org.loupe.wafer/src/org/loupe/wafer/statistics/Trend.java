package org.loupe.wafer.statistics;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * A figure over the wafers of a lot, with the limits of a control chart. Values that are unknown (NaN) stay and count
 * for nothing. Immutable: the array is not changed by anyone.
 *
 * @param values one per wafer, in the order of the lot
 * @param chart  which the limits belong to
 * @param centre its middle line; NaN without values
 * @param lower  limit, not below 0
 * @param upper  limit
 */
public record Trend(double[] values, Chart chart, double centre, double lower, double upper) {
    private static final int FEWEST_FOR_MEDIANS = 8;

    /** Kinds of control charts. */
    public enum Chart {
        /** Individuals: mean ± 2.66 times the mean moving range (Shewhart; 2.66 = 3 / 1.128). */
        INDIVIDUALS,
        /**
         * Individuals by medians: median ± 3.145 times the median moving range (Wheeler), which a few bad wafers do not
         * widen.
         */
        MEDIANS,
        /** Counts: mean ± 3 times its root, for defects that fall at random (Poisson). */
        COUNTS
    }

    /** Individuals chart. */
    public static Trend individuals(double[] values) {
        return of(values, Chart.INDIVIDUALS, mean(values), 2.66 * mean(ranges(values)));
    }

    /** Individuals chart by medians. */
    public static Trend medians(double[] values) {
        return of(values, Chart.MEDIANS, median(values), 3.145 * median(ranges(values)));
    }

    /**
     * Counts of defects: the chart of counts if they vary no more than at random (Fisher's index of dispersion, p 0.05
     * or more), else an individuals chart, since defects that come in clusters vary more: by medians from eight wafers
     * on, so that bad wafers do not hide themselves, by means below.
     */
    public static Trend counts(double[] values) {
        double mean = mean(values);
        double[] known = known(values);
        double squares = Arrays.stream(known).map(v -> (v - mean) * (v - mean)).sum();
        if (known.length < 2 || !(mean > 0)
                || Distributions.chiSquareAbove(squares / mean, known.length - 1) >= 0.05)
            return of(values, Chart.COUNTS, mean, 3 * Math.sqrt(mean));
        Trend medians = medians(values);
        return known.length >= FEWEST_FOR_MEDIANS && medians.upper() > medians.centre() ? medians
                : individuals(values);
    }

    private static Trend of(double[] values, Chart chart, double centre, double width) {
        double wide = Double.isNaN(width) ? Double.POSITIVE_INFINITY : width;
        return new Trend(values, chart, centre, Math.max(0, centre - wide), centre + wide);
    }

    private static double[] known(double[] values) {
        return DoubleStream.of(values).filter(v -> !Double.isNaN(v)).toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(known(values)).average().orElse(Double.NaN);
    }

    private static double median(double[] values) {
        double[] sorted = known(values);
        Arrays.sort(sorted);
        int n = sorted.length;
        return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }

    private static double[] ranges(double[] values) {
        double[] known = known(values);
        double[] ranges = new double[Math.max(0, known.length - 1)];
        Arrays.setAll(ranges, i -> Math.abs(known[i + 1] - known[i]));
        return ranges;
    }

    /** Whether a value lies outside the limits. */
    public boolean outside(int wafer) {
        return values[wafer] < lower || values[wafer] > upper;
    }

    /** How many values lie outside the limits. */
    public int outside() {
        int n = 0;
        for (int i = 0; i < values.length; i++)
            n += outside(i) ? 1 : 0;
        return n;
    }
}
