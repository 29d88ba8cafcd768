package org.loupe.engine.clustering;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.loupe.api.Clustering;
import org.loupe.api.Dendrogram;
import org.loupe.api.Features;
import org.loupe.engine.Progress;

/**
 * A number of clusters to begin with; whoever looks at them decides.
 *
 * @param clusters proposed: the number of the best score, of equal ones the smallest
 * @param counts   numbers of clusters that were tried, rising
 * @param scores   of each, more is better
 */
public record Proposal(int clusters, int[] counts, double[] scores) {
    /** Rows that cuts are judged on at most. */
    public static final int MOST_ROWS = 2_000;

    /**
     * The cut of a tree whose mean {@link Silhouette} is best. Groups below a smallest size are outliers: they are not
     * clusters that count and do not enter the mean, so that a few odd rows do not decide. Beyond {@link #MOST_ROWS}
     * rows a {@link Sample} is looked at.
     *
     * @param most     largest number to try, with groups of any size counted as long as there are fewer such clusters
     * @param smallest rows of a cluster
     * @param seed     of the sample
     * @throws CancellationException once the progress is cancelled
     */
    public static Proposal bySilhouette(Dendrogram tree, Features rows, int most, int smallest, long seed,
            Progress progress) {
        int n = tree.leaves();
        if (n < 3)
            return new Proposal(1, new int[] { 1 }, new double[] { 0 });
        int[] chosen = Sample.of(rows, MOST_ROWS, seed);
        float[] distances = distances(rows.select(chosen), progress);
        double[] best = new double[Math.min(most, n - 1) + 1];
        Arrays.fill(best, Double.NEGATIVE_INFINITY);
        int clusters = 0;
        for (int groups = 2; groups < n && groups <= 20 * most && clusters <= most; groups++) {
            progress.check();
            int[] cluster = large(tree.cut(groups), groups, smallest);
            clusters = Arrays.stream(cluster).max().orElse(-1) + 1;
            if (clusters < 2 || clusters >= best.length)
                continue;
            double mean = mean(distances, chosen.length, Arrays.stream(chosen).map(row -> cluster[row]).toArray(),
                    clusters);
            best[clusters] = Math.max(best[clusters], mean);
        }
        return best(best);
    }

    /** The groups of a cut with at least so many rows, numbered as they were; all others are outliers. */
    private static int[] large(int[] cut, int groups, int smallest) {
        int[] sizes = new int[groups], number = new int[groups];
        for (int g : cut)
            sizes[g]++;
        int next = 0;
        for (int g = 0; g < groups; g++)
            number[g] = sizes[g] >= smallest ? next++ : Clustering.OUTLIER;
        return Arrays.stream(cut).map(g -> number[g]).toArray();
    }

    private static Proposal best(double[] scores) {
        int[] counts = new int[scores.length];
        int n = 0, best = -1;
        for (int count = 0; count < scores.length; count++)
            if (scores[count] > Double.NEGATIVE_INFINITY) {
                if (best < 0 || scores[count] > scores[best])
                    best = count;
                counts[n++] = count;
            }
        if (n == 0)
            return new Proposal(1, new int[] { 1 }, new double[] { 0 });
        counts = Arrays.copyOf(counts, n);
        return new Proposal(best, counts, Arrays.stream(counts).mapToDouble(c -> scores[c]).toArray());
    }

    private static float[] distances(Features rows, Progress progress) {
        int n = rows.rows(), columns = rows.names().size();
        int[] all = new int[n];
        Arrays.setAll(all, i -> i);
        Cell cell = new Cell(rows, all);
        float[] distances = new float[n * n];
        Parallel.each(n, progress, i -> {
            float[] squares = cell.squares(Arrays.copyOfRange(rows.values(), i * columns, (i + 1) * columns));
            for (int j = 0; j < n; j++)
                distances[i * n + j] = (float) Math.sqrt(squares[j]);
        });
        return distances;
    }

    /** Mean silhouette of rows whose distances are known. */
    private static double mean(float[] distances, int n, int[] cluster, int clusters) {
        int[] sizes = new int[clusters];
        for (int c : cluster)
            if (c >= 0)
                sizes[c]++;
        double total = 0;
        int counted = 0;
        double[] sums = new double[clusters];
        for (int i = 0; i < n; i++) {
            if (cluster[i] < 0)
                continue;
            counted++;
            if (sizes[cluster[i]] < 2)
                continue;
            Arrays.fill(sums, 0);
            for (int j = 0; j < n; j++)
                if (cluster[j] >= 0)
                    sums[cluster[j]] += distances[i * n + j];
            double inside = sums[cluster[i]] / (sizes[cluster[i]] - 1), outside = Double.POSITIVE_INFINITY;
            for (int c = 0; c < clusters; c++)
                if (c != cluster[i] && sizes[c] > 0)
                    outside = Math.min(outside, sums[c] / sizes[c]);
            double larger = Math.max(inside, outside);
            if (larger > 0 && larger < Double.POSITIVE_INFINITY)
                total += (outside - inside) / larger;
        }
        return counted == 0 ? Double.NEGATIVE_INFINITY : total / counted;
    }
}
