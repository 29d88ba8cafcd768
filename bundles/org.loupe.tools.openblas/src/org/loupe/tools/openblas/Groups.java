package org.loupe.tools.openblas;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import org.loupe.api.Clustering;
import org.loupe.api.Dendrogram;

/** Makes a {@link Clustering} of groups: numbered from the largest on, of equal ones by the order of their rows. */
final class Groups {

    private Groups() {
    }

    /**
     * Groups as clusters.
     *
     * @param rows     that were clustered
     * @param group    of each row in their order, below 0 for none
     * @param smallest rows of a cluster; smaller groups are outliers
     * @param tree     of the rows as they came
     */
    static Clustering of(Rows rows, int[] group, int smallest, Optional<Dendrogram> tree) {
        return of(rows, group, smallest, null, tree);
    }

    /** The same with the row, in their order, that stands for each group; null: the one nearest to its mean. */
    static Clustering of(Rows rows, int[] group, int smallest, int[] exemplar, Optional<Dendrogram> tree) {
        int groups = Arrays.stream(group).max().orElse(-1) + 1;
        int[] size = new int[groups], first = new int[groups];
        for (int i = group.length - 1; i >= 0; i--)
            if (group[i] >= 0) {
                size[group[i]]++;
                first[group[i]] = i;
            }
        Integer[] order = new Integer[groups];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.<Integer>comparingInt(g -> -size[g]).thenComparingInt(g -> first[g]));
        int[] number = new int[groups];
        Arrays.fill(number, Clustering.OUTLIER);
        int clusters = 0;
        for (int g : order)
            if (size[g] >= Math.max(1, smallest))
                number[g] = clusters++;
        int[] cluster = new int[group.length], exemplars = new int[clusters];
        int[] standing = exemplar != null ? exemplar : medoids(rows, group, size);
        for (int g = 0; g < groups; g++)
            if (number[g] >= 0)
                exemplars[number[g]] = rows.original(standing[g]);
        for (int i = 0; i < group.length; i++)
            cluster[rows.original(i)] = group[i] < 0 ? Clustering.OUTLIER : number[group[i]];
        return new Clustering(cluster, exemplars, tree);
    }

    /** The member of each group nearest to its mean: the sum of its squared distances to the others is least. */
    private static int[] medoids(Rows rows, int[] group, int[] size) {
        int columns = rows.columns();
        double[][] mean = new double[size.length][columns];
        for (int i = 0; i < group.length; i++)
            if (group[i] >= 0)
                for (int c = 0; c < columns; c++)
                    mean[group[i]][c] += rows.value(i, c) / size[group[i]];
        int[] medoid = new int[size.length];
        double[] least = new double[size.length];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        for (int i = 0; i < group.length; i++) {
            if (group[i] < 0)
                continue;
            double square = 0;
            for (int c = 0; c < columns; c++) {
                double d = rows.value(i, c) - mean[group[i]][c];
                square += d * d;
            }
            if (square < least[group[i]]) {
                least[group[i]] = square;
                medoid[group[i]] = i;
            }
        }
        return medoid;
    }
}
