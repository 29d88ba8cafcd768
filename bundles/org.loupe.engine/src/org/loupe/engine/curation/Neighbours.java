package org.loupe.engine.curation;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.loupe.api.Features;
import org.loupe.engine.Progress;

/**
 * Finds the nearest rows among known ones: Euclidean distance of features on one scale, all pairs compared, so that the
 * result is exact; of equal distances the row that comes first. Above {@link #MOST_KNOWN} known rows it keeps every
 * n-th, so that the work stays bounded. Immutable; any thread.
 */
public final class Neighbours {
    /** Known rows that are compared at most: 100,000 rows are then asked in minutes, not hours. */
    public static final int MOST_KNOWN = 20_000;
    private static final int CHECK = 256;

    private final Scale scale;
    private final float[] known;
    private final int[] rows;
    private final int columns;

    /** Neighbours among these rows. */
    public Neighbours(Features known) {
        columns = known.names().size();
        scale = new Scale(known);
        int step = (known.rows() + MOST_KNOWN - 1) / MOST_KNOWN;
        rows = new int[step < 2 ? known.rows() : (known.rows() + step - 1) / step];
        for (int i = 0; i < rows.length; i++)
            rows[i] = i * Math.max(1, step);
        this.known = scale.apply(rows.length == known.rows() ? known : known.select(rows));
    }

    /**
     * The nearest of each asked row.
     *
     * @param rows      {@code rows[i * k + j]} is the known row that is the j-th nearest of row i, -1 where there are
     *                  fewer
     * @param distances of the same, in standard deviations of all features together; infinite where there are fewer
     */
    public record Nearest(int k, int[] rows, float[] distances) {
    }

    /** Number of rows that are compared. */
    public int size() {
        return rows.length;
    }

    /** The k nearest known rows of each asked row. */
    public Nearest find(Features asked, int k, Progress progress) {
        return find(asked, k, false, progress);
    }

    /**
     * The k nearest known rows of each asked row.
     *
     * @param others whether the asked rows are the known ones, none of which is a neighbour of itself
     * @throws CancellationException once the progress is cancelled
     */
    public Nearest find(Features asked, int k, boolean others, Progress progress) {
        float[] query = scale.apply(asked);
        Nearest nearest = new Nearest(k, new int[asked.rows() * k], new float[asked.rows() * k]);
        Arrays.fill(nearest.rows, -1);
        Arrays.fill(nearest.distances, Float.POSITIVE_INFINITY);
        for (int row = 0; row < asked.rows(); row++) {
            if (row % CHECK == 0) {
                check(progress);
                progress.update(row, asked.rows(), 0, 0, "");
            }
            for (int i = 0; i < rows.length; i++)
                if (!others || rows[i] != row)
                    keep(nearest, row, rows[i], distance(query, row * columns, i * columns,
                            nearest.distances[row * k + k - 1]));
        }
        for (int i = 0; i < nearest.distances.length; i++)
            nearest.distances[i] = (float) Math.sqrt(nearest.distances[i]);
        return nearest;
    }

    /** Squared distance, or something larger than {@code enough} as soon as it is beyond that. */
    private float distance(float[] query, int from, int to, float enough) {
        float sum = 0;
        int c = 0;
        for (int end; c < columns; c = end) {
            end = Math.min(columns, c + 16);
            for (int i = c; i < end; i++) {
                float d = query[from + i] - known[to + i];
                sum += d * d;
            }
            if (sum > enough)
                return Float.POSITIVE_INFINITY;
        }
        return sum;
    }

    private static void keep(Nearest nearest, int row, int found, float distance) {
        int first = row * nearest.k, at = first + nearest.k - 1;
        if (!(distance < nearest.distances[at]))
            return;
        while (at > first && distance < nearest.distances[at - 1]) {
            nearest.distances[at] = nearest.distances[at - 1];
            nearest.rows[at] = nearest.rows[at - 1];
            at--;
        }
        nearest.distances[at] = distance;
        nearest.rows[at] = found;
    }

    static void check(Progress progress) {
        if (progress.cancelled())
            throw new CancellationException();
    }
}
