package org.loupe.tools.openblas;

import java.util.Arrays;
import org.loupe.api.Features;
import org.loupe.api.ToolException;

/**
 * A tree of many rows by one of a sample: rows at even distances in the order of their values. Each of the others joins
 * the nearest row of the sample at the distance to it, the nearest first; heights of the sample's tree are raised where
 * they would fall below that.
 */
final class SampledTree {
    private static final int BAND = 256;

    private SampledTree() {
    }

    static Merges of(Rows rows, Features features, Agglomerative.Params params, Workers workers) throws ToolException {
        int count = rows.count(), sampled = params.mostRows();
        Memory.require(4.0 * sampled * sampled, sampled + " rows", "lower \"Rows of a full tree\"");
        int[] place = new int[sampled], chosen = new int[sampled];
        for (int s = 0; s < sampled; s++) {
            place[s] = (int) ((long) s * count / sampled);
            chosen[s] = rows.original(place[s]);
        }
        // the sample is in the order of its values already, so its row s is the one at place[s]
        try (Rows sample = new Rows(features.select(chosen), params.metric())) {
            Merges of = Hierarchy.of(sample, params.linkage(), workers);
            workers.stage(0.9, 1, "other rows");
            int[] nearest = new int[count];
            double[] distance = new double[count];
            nearest(rows, place, workers, nearest, distance);
            for (int s = 0; s < sampled; s++)
                nearest[place[s]] = -1;
            return joined(of, place, nearest, distance);
        }
    }

    private static void nearest(Rows rows, int[] place, Workers workers, int[] nearest, double[] distance) {
        try (Rows.Blocks blocks = new Rows.Blocks(workers.threads(), BAND * BAND)) {
            Arrays.fill(distance, Double.POSITIVE_INFINITY);
            workers.each((rows.count() + BAND - 1) / BAND, (strip, thread) -> {
                int b = strip * BAND, n = Math.min(BAND, rows.count() - b);
                for (int a = 0; a < place.length; a += BAND) {
                    int m = Math.min(BAND, place.length - a);
                    double[] squares = rows.squares(place, a, m, b, n, blocks.of(thread));
                    for (int i = 0; i < m; i++)
                        for (int j = 0; j < n; j++)
                            if (squares[i * n + j] < distance[b + j]) {
                                distance[b + j] = squares[i * n + j];
                                nearest[b + j] = a + i;
                            }
                }
            });
        }
        for (int i = 0; i < distance.length; i++)
            distance[i] = rows.distance(distance[i]);
    }

    private static Merges joined(Merges of, int[] place, int[] nearest, double[] distance) {
        int count = nearest.length, sampled = place.length;
        Merges merges = new Merges(count);
        double[] top = new double[sampled];
        for (int i = 0; i < count; i++)
            if (nearest[i] >= 0) {
                merges.add(place[nearest[i]], i, distance[i]);
                top[nearest[i]] = Math.max(top[nearest[i]], distance[i]);
            }
        int[] parent = new int[sampled], order = of.order();
        Arrays.setAll(parent, i -> i);
        for (int m : order) {
            int x = Merges.root(parent, of.rowA(m)), y = Merges.root(parent, of.rowB(m));
            double height = Math.max(of.height(m), Math.max(top[x], top[y]));
            merges.add(place[of.rowA(m)], place[of.rowB(m)], height);
            parent[y] = x;
            top[x] = height;
        }
        return merges;
    }
}
