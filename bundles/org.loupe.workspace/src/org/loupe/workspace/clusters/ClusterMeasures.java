package org.loupe.workspace.clusters;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.loupe.api.Clustering;
import org.loupe.api.Features;
import org.loupe.api.ToolException;
import org.loupe.engine.Progress;
import org.loupe.engine.clustering.Sample;
import org.loupe.engine.clustering.Silhouette;
import org.loupe.engine.clustering.Stability;

/**
 * How good and how stable clusters are. Immutable by agreement.
 *
 * @param silhouette mean of each cluster, as {@link Silhouette} has it; NaN if unknown
 * @param stability  of each cluster, as {@link Stability} has it; NaN if unknown
 * @param overall    mean silhouette of all crops in clusters; NaN with fewer than two clusters
 * @param stable     mean stability of all crops in clusters; NaN if unknown
 * @param sampled    whether they are of a sample, because there are many crops
 */
public record ClusterMeasures(double[] silhouette, double[] stability, double overall, double stable, boolean sampled) {
    /** Stability from which a cluster is found again when other defects are seen (Hennig 2007). */
    public static final double STABLE = 0.75;
    /** Crops that are asked for their silhouette at most. */
    static final int MOST_ASKED = 10_000;
    /** Crops whose halves are clustered again at most. */
    static final int MOST_HALVED = 2_000;
    private static final int TIMES = 20;

    /** Nothing is known yet. */
    public static ClusterMeasures unknown(int clusters) {
        double[] none = new double[clusters];
        Arrays.fill(none, Double.NaN);
        return new ClusterMeasures(none, none, Double.NaN, Double.NaN, false);
    }

    /**
     * Whether a cluster is loose: it is not found again among half of the crops, or its crops are on average no nearer
     * to each other than to the next cluster. It should be split, or left without a name.
     *
     * @param cluster from 0
     */
    public boolean loose(int cluster) {
        return stability[cluster] < STABLE || silhouette[cluster] <= 0;
    }

    /** Measures clusters. @throws CancellationException once the progress is cancelled */
    static ClusterMeasures of(Clusters now, Method method, Progress progress) throws ToolException {
        int count = now.clusters().size();
        if (count == 0)
            return unknown(0);
        Features rows = now.computed().rows();
        long seed = now.computed().plan().seed();
        int[] asked = Sample.of(rows, MOST_ASKED, seed), halved = Sample.of(rows, MOST_HALVED, seed);
        Silhouette silhouette = Silhouette.of(select(rows, asked), select(now.cluster(), asked), seed,
                progress.part(0, 0.3));
        double[] means = padded(silhouette.clusters(), count), stability;
        synchronized (now.common().halves()) { // they are made once for all cuts
            stability = padded(Stability.of(select(rows, halved), select(now.cluster(), halved),
                    again(now, method, progress.part(0.3, 0.3)), TIMES, seed, progress.part(0.3, 1)).jaccard(), count);
        }
        double sum = 0, size = 0;
        for (int c = 0; c < count; c++)
            if (!Double.isNaN(stability[c])) {
                sum += stability[c] * now.clusters().get(c).size();
                size += now.clusters().get(c).size();
            }
        return new ClusterMeasures(means, stability, silhouette.mean(), sum / size,
                silhouette.sampled() || asked.length < rows.rows() || halved.length < rows.rows());
    }

    /** The clusters of a half: of its own tree, cut into as many clusters, or as the method makes them. */
    private static Stability.Again again(Clusters now, Method method, Progress quiet) {
        if (now.cut() == 0)
            return rows -> method.apply(rows, quiet);
        List<Hierarchy> known = now.common().halves();
        int[] turn = new int[1];
        return rows -> {
            if (turn[0] == known.size())
                known.add(new Hierarchy(method.apply(rows, quiet).hierarchy().orElseThrow()));
            return cut(known.get(turn[0]++), now.clusters().size(), Math.max(1, (now.smallest() + 1) / 2));
        };
    }

    private static Clustering cut(Hierarchy tree, int clusters, int smallest) {
        int groups = tree.groupsFor(clusters, smallest);
        int[] cluster = tree.tree().cut(groups), first = new int[groups];
        Arrays.fill(first, -1);
        for (int row = 0; row < cluster.length; row++)
            if (first[cluster[row]] < 0)
                first[cluster[row]] = row;
        return new Clustering(cluster, first, Optional.empty());
    }

    private static Features select(Features rows, int[] chosen) {
        return chosen.length == rows.rows() ? rows : rows.select(chosen);
    }

    private static int[] select(int[] values, int[] chosen) {
        return chosen.length == values.length ? values : Arrays.stream(chosen).map(i -> values[i]).toArray();
    }

    /** With NaN for the last clusters, if none of their crops is in the sample. */
    private static double[] padded(double[] values, int count) {
        double[] all = Arrays.copyOf(values, count);
        Arrays.fill(all, Math.min(values.length, count), count, Double.NaN);
        return all;
    }
}
