package org.loupe.workspace.clusters;

import java.util.Arrays;
import java.util.Comparator;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.loupe.engine.Progress;

/**
 * What galleries show of clusters. Immutable by agreement; made off the thread that draws. Clusters that have not
 * changed are not looked at again.
 *
 * @param members  of each cluster the rows: its exemplar first, which is the one nearest to all others, then those
 *                 closest to it
 * @param distance of each of these rows to the exemplar, on the scale of the features
 * @param outliers rows of no cluster, farthest first
 * @param sigmas   how far each of these lies from the nearest cluster's middle, in units of the root mean square
 *                 distance of that cluster's crops; infinite if that is 0, or there is no cluster
 */
public record ClusterDetails(int[][] members, float[][] distance, int[] outliers, float[] sigmas) {

    /** Clusters that were looked at and are remembered. */
    private static final int MOST_KEPT = 500;

    /** Of one cluster. @param spread root mean square distance to the mean */
    record One(int[] members, float[] distance, double[] mean, double spread) {
    }

    /**
     * Looks at clusters.
     *
     * @throws CancellationException once the progress is cancelled
     */
    public static ClusterDetails of(Clusters now, Progress progress) {
        Common common = now.common();
        if (common.details().size() > MOST_KEPT)
            common.details().clear();
        int count = now.clusters().size();
        One[] all = new One[count];
        IntStream.range(0, count).parallel().forEach(c -> {
            progress.check();
            int[] rows = now.members(c);
            all[c] = common.details().computeIfAbsent(now.clusters().get(c).id() + " " + rows.length + " "
                    + Arrays.hashCode(rows), key -> one(common, rows));
        });
        int[] outliers = now.outliers();
        float[] sigmas = new float[outliers.length];
        IntStream.range(0, outliers.length).parallel().forEach(i -> {
            progress.check();
            sigmas[i] = sigmas(common, outliers[i], all);
        });
        Integer[] order = IntStream.range(0, outliers.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.<Integer>comparingDouble(i -> -sigmas[i]).thenComparing(i -> outliers[i]));
        float[] sorted = new float[order.length];
        int[] farthest = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            farthest[i] = outliers[order[i]];
            sorted[i] = sigmas[order[i]];
        }
        return new ClusterDetails(Arrays.stream(all).map(One::members).toArray(int[][]::new),
                Arrays.stream(all).map(One::distance).toArray(float[][]::new), farthest, sorted);
    }

    private static One one(Common common, int[] rows) {
        double[] mean = common.mean(rows);
        double squares = 0;
        for (int row : rows)
            squares += common.square(row, mean);
        int exemplar = common.middle(rows);
        double[] middle = common.row(exemplar);
        float[] distance = new float[rows.length];
        Integer[] order = new Integer[rows.length];
        for (int i = 0; i < rows.length; i++) {
            distance[i] = rows[i] == exemplar ? -1 : (float) Math.sqrt(common.square(rows[i], middle));
            order[i] = i;
        }
        Arrays.sort(order, Comparator.<Integer>comparingDouble(i -> distance[i]).thenComparing(i -> rows[i]));
        int[] members = new int[rows.length];
        float[] sorted = new float[rows.length];
        for (int i = 0; i < members.length; i++) {
            members[i] = rows[order[i]];
            sorted[i] = Math.max(0, distance[order[i]]);
        }
        return new One(members, sorted, mean, Math.sqrt(squares / rows.length));
    }

    private static float sigmas(Common common, int row, One[] clusters) {
        double least = Double.POSITIVE_INFINITY;
        for (One cluster : clusters)
            least = Math.min(least, Math.sqrt(common.square(row, cluster.mean)) / cluster.spread);
        return (float) least;
    }
}
