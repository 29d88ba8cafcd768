package org.loupe.workspace.clusters;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.loupe.api.Clustering;
import org.loupe.api.Features;

/** What all states of one clustering share. Safe for any thread. */
final class Common {
    final Computed computed;
    final int rows;
    /** {@code null} if the method makes none. */
    final Hierarchy tree;
    private final int[] nodes;
    private final List<Hierarchy> halves = new ArrayList<>();
    private final Map<String, ClusterDetails.One> details = new ConcurrentHashMap<>();

    Common(Computed computed) {
        this.computed = computed;
        rows = computed.table().rows();
        tree = computed.clustering().hierarchy().map(Hierarchy::new).orElse(null);
        int[][] members = Clustering.members(computed.clustering().cluster(), computed.clustering().clusters());
        nodes = new int[members.length];
        for (int c = 0; c < nodes.length; c++)
            nodes[c] = tree == null ? -1 : tree.node(members[c]);
    }

    /** The node whose leaves are a cluster as it was computed; -1 if there is none. */
    int node(int cluster) {
        return nodes[cluster];
    }

    /** Id of a cluster as it was computed. */
    String id(int cluster) {
        return nodes[cluster] >= 0 ? "n" + nodes[cluster] : "k" + cluster;
    }

    /** Of some rows the one with the least sum of squared distances to all of them. */
    int middle(int[] some) {
        return middle(computed.rows(), some);
    }

    /** Of some rows the one with the least sum of squared distances to all of them: the nearest to their mean. */
    static int middle(Features rows, int[] some) {
        double[] mean = mean(rows, some);
        int best = some[0];
        double least = Double.POSITIVE_INFINITY;
        for (int row : some) {
            double d = square(rows, row, mean);
            if (d < least || d == least && row < best) {
                least = d;
                best = row;
            }
        }
        return best;
    }

    double[] mean(int[] some) {
        return mean(computed.rows(), some);
    }

    private static double[] mean(Features rows, int[] some) {
        int columns = rows.names().size();
        double[] mean = new double[columns];
        for (int row : some)
            for (int c = 0, at = row * columns; c < columns; c++)
                mean[c] += rows.values()[at + c];
        for (int c = 0; c < columns; c++)
            mean[c] /= some.length;
        return mean;
    }

    double square(int row, double[] point) {
        return square(computed.rows(), row, point);
    }

    private static double square(Features rows, int row, double[] point) {
        float[] values = rows.values();
        double sum = 0;
        for (int c = 0, at = row * point.length; c < point.length; c++) {
            double d = values[at + c] - point[c];
            sum += d * d;
        }
        return sum;
    }

    double[] row(int row) {
        float[] values = computed.rows().values();
        int columns = computed.rows().names().size();
        double[] copy = new double[columns];
        for (int c = 0; c < columns; c++)
            copy[c] = values[row * columns + c];
        return copy;
    }

    /** Trees of halves of the rows, drawn by the clustering's seed: those that were made so far. */
    List<Hierarchy> halves() {
        return halves;
    }

    Map<String, ClusterDetails.One> details() {
        return details;
    }
}
