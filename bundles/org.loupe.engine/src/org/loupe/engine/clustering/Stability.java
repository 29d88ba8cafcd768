package org.loupe.engine.clustering;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.loupe.api.Clustering;
import org.loupe.api.Features;
import org.loupe.api.ToolException;
import org.loupe.engine.Progress;

/**
 * How well each cluster is found again when only half of the rows, chosen by lot, are clustered: the mean over all
 * repetitions of the largest Jaccard similarity of its rows among them with a cluster of theirs. 0.75 and more is a
 * stable cluster, below 0.6 one should not believe in it, below 0.5 it is dissolved (Hennig, Computational Statistics
 * and Data Analysis 52, 2007: resampling by subsetting).
 *
 * @param jaccard of each cluster, 0 … 1; NaN where no repetition drew one of its rows
 * @param times   repetitions
 */
public record Stability(double[] jaccard, int times) {

    /** Clusters rows as they were clustered before: same method, same parameters. */
    @FunctionalInterface
    public interface Again {
        Clustering cluster(Features rows) throws ToolException;
    }

    /**
     * Clusters halves of the rows.
     *
     * @param cluster  of each row, {@link Clustering#OUTLIER} for none
     * @param times    repetitions; 20 tell stable from unstable, 100 give a second digit
     * @param progress told after each repetition, which itself is cancelled as {@code again} sees fit
     * @throws ToolException         what {@code again} throws
     * @throws CancellationException once the progress is cancelled
     */
    public static Stability of(Features rows, int[] cluster, Again again, int times, long seed, Progress progress)
            throws ToolException {
        int clusters = Arrays.stream(cluster).max().orElse(-1) + 1;
        double[] sum = new double[clusters];
        int[] drawn = new int[clusters];
        for (int t = 0; t < times; t++) {
            progress.check();
            progress.update(t, times, 0, 0, "");
            int[] half = half(rows.rows(),
                    RandomGeneratorFactory.of("L64X128MixRandom").create(seed * 0x9E3779B97F4A7C15L + t));
            Clustering found = again.cluster(rows.select(half));
            int[][] common = new int[clusters][found.clusters()];
            int[] inHalf = new int[clusters];
            for (int i = 0; i < half.length; i++) {
                int c = cluster[half[i]];
                if (c == Clustering.OUTLIER)
                    continue;
                inHalf[c]++;
                if (found.cluster()[i] != Clustering.OUTLIER)
                    common[c][found.cluster()[i]]++;
            }
            int[] sizes = found.sizes();
            for (int c = 0; c < clusters; c++) {
                if (inHalf[c] == 0)
                    continue;
                double best = 0;
                for (int f = 0; f < sizes.length; f++)
                    best = Math.max(best, (double) common[c][f] / (inHalf[c] + sizes[f] - common[c][f]));
                sum[c] += best;
                drawn[c]++;
            }
        }
        double[] jaccard = new double[clusters];
        for (int c = 0; c < clusters; c++)
            jaccard[c] = sum[c] / drawn[c];
        return new Stability(jaccard, times);
    }

    /** Half of the rows by lot, in their order. */
    private static int[] half(int rows, RandomGenerator random) {
        int wanted = (rows + 1) / 2, taken = 0;
        int[] half = new int[wanted];
        for (int row = 0; taken < wanted; row++)
            if (random.nextInt(rows - row) < wanted - taken)
                half[taken++] = row;
        return half;
    }
}
