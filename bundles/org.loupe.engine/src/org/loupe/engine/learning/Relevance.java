package org.loupe.engine.learning;

import org.loupe.api.Features;
import org.loupe.engine.features.Fusion;

/**
 * How much each column has to do with the classes: the share of its variance that lies between them, less what chance
 * alone would give (the correlation ratio η², as ε² of T. L. Kelley, An Unbiased Correlation Ratio Measure, PNAS 21,
 * 1935). A scale whose columns have that variance lets hundreds of columns stand beside a few good ones without
 * drowning them, which matters most with few examples.
 */
final class Relevance {

    private Relevance() {
    }

    /**
     * The share of each column.
     *
     * @param truth class of each row, 0 … {@code classes - 1}
     * @return 0..1; 0 of a column without spread
     */
    static double[] of(Features rows, int[] truth, int classes) {
        int columns = rows.names().size(), n = rows.rows();
        double[] counts = new double[classes], shares = new double[columns];
        for (int t : truth)
            counts[t]++;
        int present = 0;
        for (double count : counts)
            present += count > 0 ? 1 : 0;
        for (int c = 0; c < columns && n > present; c++) {
            double[] means = new double[classes];
            double mean = 0, all = 0, within = 0;
            for (int row = 0; row < n; row++) {
                mean += rows.get(row, c) / n;
                means[truth[row]] += rows.get(row, c) / counts[truth[row]];
            }
            for (int row = 0; row < n; row++) {
                double total = rows.get(row, c) - mean, own = rows.get(row, c) - means[truth[row]];
                all += total * total;
                within += own * own;
            }
            if (all > 1e-12 * n)
                shares[c] = Math.max(0, 1 - within / (n - present) * (n - 1) / all);
        }
        return shares;
    }

    /**
     * A scale on which each column has as much of its variance as has to do with the classes. Where no column has
     * anything to do with them it stays as it is.
     */
    static Fusion weigh(Fusion fusion, Features rows, int[] truth, int classes) {
        double[] shares = of(fusion.apply(rows), truth, classes), factor = fusion.factor().clone();
        double[] most = fusion.most().clone();
        double sum = 0;
        for (double share : shares)
            sum += share;
        if (sum == 0)
            return fusion;
        for (int c = 0; c < factor.length; c++) {
            factor[c] *= Math.sqrt(shares[c]);
            most[c] *= Math.sqrt(shares[c]);
        }
        return new Fusion(fusion.names(), fusion.mean(), factor, most);
    }
}
