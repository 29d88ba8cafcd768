package org.loupe.engine.curation;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.loupe.api.Features;
import org.loupe.engine.Progress;
import org.loupe.engine.clustering.NeighbourIndex;

/**
 * Which rows stand apart, each with the value found and the limit that it is held to. Immutable.
 *
 * @param values of each row; NaN where nothing is known
 * @param limit  above which a row stands apart
 */
public record Outliers(float[] values, float limit) {
    /** Deviations of a normal distribution that values within the set may have: 1 of 700 is beyond by chance. */
    private static final double DEVIATIONS = 3;
    /** Neighbours whose distances are averaged. */
    private static final int NEAREST = 5;

    /** The rows above the limit, the farthest first. */
    public int[] rows() {
        return IntStream.range(0, values.length).filter(i -> values[i] > limit).boxed()
                .sorted((a, b) -> Float.compare(values[b], values[a])).mapToInt(i -> i).toArray();
    }

    /**
     * Values far above those of most of the set: beyond the median by three deviations, estimated by the median distance
     * to it, which outliers hardly move (Leys et al., Journal of Experimental Social Psychology 49, 2013).
     *
     * @param values   at least one; NaN ones are left out
     * @param smallest distance from the median that matters, however alike the others are
     */
    public static Outliers above(float[] values, double smallest) {
        float[] known = known(values);
        if (known.length == 0)
            return new Outliers(values, Float.POSITIVE_INFINITY);
        float median = known[known.length / 2];
        float[] distances = new float[known.length];
        for (int i = 0; i < known.length; i++)
            distances[i] = Math.abs(known[i] - median);
        Arrays.sort(distances);
        double deviation = 1.4826 * distances[distances.length / 2];
        return new Outliers(values, (float) (median + Math.max(smallest, DEVIATIONS * deviation)));
    }

    /**
     * Rows unlike a set of examples: mean distance to the nearest five of them (Ramaswamy, Rastogi and Shim, Efficient
     * Algorithms for Mining Outliers, SIGMOD 2000). The limit comes from the same distances among the examples, as
     * {@link #above} has it.
     *
     * @param examples two rows or more
     * @param rows     to be judged, with the same features
     */
    public static Outliers unlike(Features examples, Features rows, Progress progress) {
        Neighbours neighbours = new Neighbours(examples, progress);
        float[] among = mean(neighbours.others(NEAREST, progress));
        float[] known = known(among);
        double least = known.length == 0 ? 0 : known[known.length / 2] / 2;
        return new Outliers(mean(neighbours.find(rows, NEAREST, progress)), above(among, least).limit);
    }

    private static float[] mean(NeighbourIndex.Nearest nearest) {
        float[] mean = new float[nearest.rows().length / nearest.k()];
        for (int row = 0; row < mean.length; row++) {
            double sum = 0;
            int n = 0;
            for (int j = 0; j < nearest.k(); j++)
                if (nearest.rows()[row * nearest.k() + j] >= 0) {
                    sum += nearest.distances()[row * nearest.k() + j];
                    n++;
                }
            mean[row] = n == 0 ? Float.NaN : (float) (sum / n);
        }
        return mean;
    }

    private static float[] known(float[] values) {
        int n = 0;
        float[] known = new float[values.length];
        for (float v : values)
            if (!Float.isNaN(v))
                known[n++] = v;
        known = Arrays.copyOf(known, n);
        Arrays.sort(known);
        return known;
    }
}
