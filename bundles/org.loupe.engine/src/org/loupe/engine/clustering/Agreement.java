package org.loupe.engine.clustering;

import java.util.Arrays;
import org.loupe.api.Clustering;

/**
 * How well clusters agree with known classes. All figures are 1 where both say the same. Outliers are a group like a
 * cluster, but one that stands for no class, so in {@code accuracy} they count as wrong.
 *
 * @param rows              with a known class: all others are left out
 * @param adjustedRand      pairs on which both agree, corrected for chance: 0 for clusters by lot, below 0 for worse
 *                          (Hubert and Arabie, Journal of Classification 2, 1985)
 * @param mutualInformation of clusters and classes, divided by the mean of their entropies
 * @param accuracy          share of rows in the right class if each cluster is given another class, in the best way
 *                          (Kuhn, Naval Research Logistics Quarterly 2, 1955)
 * @param purity            share of rows that are of the class which is most frequent in their cluster
 * @param classOf           the class that the best way gives each cluster; -1 where there are fewer classes
 */
public record Agreement(int rows, double adjustedRand, double mutualInformation, double accuracy, double purity,
        int[] classOf) {

    /**
     * Compares clusters with classes.
     *
     * @param cluster of each row, {@link Clustering#OUTLIER} for none
     * @param known   class of each row, from 0; -1 where it is not known
     */
    public static Agreement of(int[] cluster, int[] known) {
        if (cluster.length != known.length)
            throw new IllegalArgumentException(cluster.length + " clustered rows and " + known.length
                    + " known classes: these are not of the same rows.");
        int clusters = Arrays.stream(cluster).max().orElse(-1) + 1, classes = Arrays.stream(known).max().orElse(-1) + 1;
        double[][] table = new double[clusters + 1][classes]; // the last row are the outliers
        int rows = 0;
        for (int i = 0; i < cluster.length; i++)
            if (known[i] >= 0) {
                table[cluster[i] == Clustering.OUTLIER ? clusters : cluster[i]][known[i]]++;
                rows++;
            }
        int[] classOf = assign(Arrays.copyOf(table, clusters), classes);
        if (rows == 0)
            return new Agreement(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN, classOf);
        double right = 0, most = 0;
        for (int c = 0; c <= clusters; c++)
            most += Arrays.stream(table[c]).max().orElse(0);
        for (int c = 0; c < clusters; c++)
            right += classOf[c] < 0 ? 0 : table[c][classOf[c]];
        return new Agreement(rows, adjustedRand(table, rows), mutualInformation(table, rows), right / rows, most / rows,
                classOf);
    }

    private static double adjustedRand(double[][] table, double n) {
        double both = 0, inClusters = 0, inClasses = 0;
        for (double[] row : table) {
            for (double v : row)
                both += pairs(v);
            inClusters += pairs(Arrays.stream(row).sum());
        }
        for (double sum : columns(table))
            inClasses += pairs(sum);
        double expected = n < 2 ? 0 : inClusters * inClasses / pairs(n), most = (inClusters + inClasses) / 2;
        return most == expected ? 1 : (both - expected) / (most - expected);
    }

    private static double pairs(double n) {
        return n * (n - 1) / 2;
    }

    private static double mutualInformation(double[][] table, double n) {
        double[] classes = columns(table);
        double information = 0, ofClusters = 0, ofClasses = 0;
        for (double[] row : table) {
            double sum = Arrays.stream(row).sum();
            ofClusters += entropy(sum / n);
            for (int c = 0; c < row.length; c++)
                if (row[c] > 0)
                    information += row[c] / n * Math.log(row[c] * n / (sum * classes[c]));
        }
        for (double sum : classes)
            ofClasses += entropy(sum / n);
        return ofClusters + ofClasses == 0 ? 1 : Math.max(0, information / ((ofClusters + ofClasses) / 2));
    }

    private static double entropy(double share) {
        return share > 0 ? -share * Math.log(share) : 0;
    }

    private static double[] columns(double[][] table) {
        double[] sums = new double[table[0].length];
        for (double[] row : table)
            for (int c = 0; c < sums.length; c++)
                sums[c] += row[c];
        return sums;
    }

    /** Gives each cluster a class of its own so that the sum of the table's fields is largest; -1 for none. */
    private static int[] assign(double[][] table, int classes) {
        int size = Math.max(table.length, classes);
        double[] ofRow = new double[size + 1], ofColumn = new double[size + 1];
        int[] rowOf = new int[size + 1], before = new int[size + 1]; // column 0 and row 0 are helpers
        for (int row = 1; row <= size; row++) {
            double[] least = new double[size + 1];
            boolean[] used = new boolean[size + 1];
            Arrays.fill(least, Double.POSITIVE_INFINITY);
            int column = 0;
            rowOf[0] = row;
            do { // the shortest path to a column that is free
                used[column] = true;
                int next = 0;
                double step = Double.POSITIVE_INFINITY;
                for (int c = 1; c <= size; c++) {
                    if (used[c])
                        continue;
                    double cost = -field(table, rowOf[column], c) - ofRow[rowOf[column]] - ofColumn[c];
                    if (cost < least[c]) {
                        least[c] = cost;
                        before[c] = column;
                    }
                    if (least[c] < step) {
                        step = least[c];
                        next = c;
                    }
                }
                for (int c = 0; c <= size; c++)
                    if (used[c]) {
                        ofRow[rowOf[c]] += step;
                        ofColumn[c] -= step;
                    } else
                        least[c] -= step;
                column = next;
            } while (rowOf[column] != 0);
            for (; column != 0; column = before[column])
                rowOf[column] = rowOf[before[column]];
        }
        int[] classOf = new int[table.length];
        Arrays.fill(classOf, -1);
        for (int c = 1; c <= classes; c++)
            if (rowOf[c] >= 1 && rowOf[c] <= table.length)
                classOf[rowOf[c] - 1] = c - 1;
        return classOf;
    }

    private static double field(double[][] table, int row, int column) {
        return row <= table.length && column <= table[row - 1].length ? table[row - 1][column - 1] : 0;
    }
}
