package org.loupe.engine.clustering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.loupe.api.Clustering;
import org.loupe.api.Features;
import org.loupe.engine.Progress;

/**
 * How much nearer each row is to its own cluster than to the next one: (b − a) / max(a, b), where a is its mean
 * distance to the others of its cluster and b the least mean distance to another cluster; from −1 (in the wrong one)
 * over 0 (between two) to 1 (Rousseeuw, Journal of Computational and Applied Mathematics 20, 1987). The only member of
 * a cluster has 0.
 *
 * @param rows     of each row; NaN for outliers, and everywhere where there are fewer than two clusters
 * @param clusters mean of each cluster; NaN where it is unknown
 * @param mean     over all rows with a value; NaN if there is none
 * @param sampled  whether the distances are to a sample of each cluster, because there are more than {@link #MOST} rows
 */
public record Silhouette(float[] rows, double[] clusters, double mean, boolean sampled) {
    /** Most rows that distances are taken to; beyond, to a {@link Sample} of each cluster, {@link #LEAST} or more. */
    public static final int MOST = 4_000;
    /** Rows of a cluster that are used in any case, if it has as many. */
    public static final int LEAST = 30;

    /**
     * Judges clusters.
     *
     * @param cluster of each row, {@link Clustering#OUTLIER} for none
     * @param seed    of a sample
     * @throws CancellationException once the progress is cancelled
     */
    public static Silhouette of(Features rows, int[] cluster, long seed, Progress progress) {
        if (cluster.length != rows.rows())
            throw new IllegalArgumentException(cluster.length + " clustered rows and " + rows.rows()
                    + " rows of features: these are not the same.");
        int clusters = Arrays.stream(cluster).max().orElse(-1) + 1;
        float[] values = new float[cluster.length];
        Arrays.fill(values, Float.NaN);
        int[][] members = Clustering.members(cluster, clusters);
        List<Cell> cells = new ArrayList<>();
        boolean sampled = false;
        int counted = Arrays.stream(members).mapToInt(m -> m.length).sum();
        for (int[] all : members) {
            int[] used = all;
            if (counted > MOST && all.length > LEAST) {
                used = Sample.of(rows, all, Math.max(LEAST, (int) ((long) all.length * MOST / counted)), seed);
                sampled = true;
            }
            cells.add(new Cell(rows, used));
        }
        if (clusters > 1)
            Parallel.each(cluster.length, progress, row -> {
                if (cluster[row] != Clustering.OUTLIER)
                    values[row] = value(rows, row, cluster[row], cells);
            });
        double[] means = new double[clusters];
        double sum = 0;
        for (int c = 0; c < clusters; c++) {
            double of = 0;
            for (int row : members[c])
                of += values[row];
            means[c] = of / members[c].length;
            sum += of;
        }
        return new Silhouette(values, means, sum / counted, sampled);
    }

    private static float value(Features rows, int row, int own, List<Cell> cells) {
        int columns = rows.names().size();
        float[] asked = Arrays.copyOfRange(rows.values(), row * columns, (row + 1) * columns);
        double inside = 0, outside = Double.POSITIVE_INFINITY;
        for (int c = 0; c < cells.size(); c++) {
            Cell cell = cells.get(c);
            if (cell.size() == 0)
                continue;
            float[] squares = cell.squares(asked);
            double sum = 0;
            int others = cell.size();
            for (int i = 0; i < cell.size(); i++)
                if (cell.row(i) == row)
                    others--;
                else
                    sum += Math.sqrt(squares[i]);
            if (c != own)
                outside = Math.min(outside, sum / others);
            else if (others == 0)
                return 0;
            else
                inside = sum / others;
        }
        double larger = Math.max(inside, outside);
        return larger == 0 ? 0 : (float) ((outside - inside) / larger);
    }
}
