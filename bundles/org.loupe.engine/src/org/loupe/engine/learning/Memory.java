package org.loupe.engine.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.loupe.api.Features;

/**
 * Rows that were learned from, on the model's scale: by them it tells how unlike everything known an object is, and
 * which examples it is most like. Immutable; any thread.
 */
public final class Memory {
    /** Rows that are kept at most: an object is compared with them in about a millisecond. */
    public static final int MOST = 5_000;
    /** A distance is the mean of those to so many nearest rows: one odd example makes nothing known. */
    private static final int NEAREST = 3;
    private static final int PIECE = 16;

    private final Features rows;
    private final int[] truth;
    private final List<String> ids;

    /**
     * An example that an object is like.
     *
     * @param row      place among the kept rows
     * @param id       of the example
     * @param truth    index of its class
     * @param distance on the model's scale
     */
    public record Neighbour(int row, String id, int truth, double distance) {
    }

    /** Keeps these, or evenly chosen ones of each class if there are more than {@link #MOST}. */
    Memory(Features rows, int[] truth, List<String> ids) {
        int[] kept = kept(truth);
        boolean all = kept.length == truth.length;
        this.rows = all ? rows : rows.select(kept);
        this.truth = all ? truth : Arrays.stream(kept).map(i -> truth[i]).toArray();
        this.ids = all ? List.copyOf(ids) : Arrays.stream(kept).mapToObj(ids::get).toList();
    }

    private static int[] kept(int[] truth) {
        int n = truth.length;
        if (n <= MOST)
            return IntStream.range(0, n).toArray();
        // an even choice of the rows in order of their class takes as large a share of each class
        int[] byClass = IntStream.range(0, n).boxed().sorted((a, b) -> Integer.compare(truth[a], truth[b]))
                .mapToInt(Integer::intValue).toArray();
        return IntStream.range(0, MOST).map(i -> byClass[(int) ((long) i * n / MOST)]).sorted().toArray();
    }

    /** The kept rows, on the model's scale. */
    public Features rows() {
        return rows;
    }

    /** The class of each kept row. */
    int[] truth() {
        return truth;
    }

    /** The kept rows that are most like one of them, itself first. @param row among the kept ones */
    public List<Neighbour> nearest(int row, int count) {
        return nearest(rows, row, count);
    }

    /** What each kept row is found again by. */
    public List<String> ids() {
        return ids;
    }

    /**
     * How far each object is from what is kept.
     *
     * @param asked on the model's scale, with the same columns
     * @param check called every few milliseconds; throws where nobody wants the result any more
     * @return the mean distance to its three nearest rows, to all if fewer are kept
     */
    double[] distances(Features asked, Runnable check) {
        double[] distances = new double[asked.rows()];
        for (int row = 0; row < distances.length; row++) {
            check.run();
            distances[row] = nearest(asked, row, NEAREST).stream().mapToDouble(Neighbour::distance).average()
                    .orElse(Double.POSITIVE_INFINITY);
        }
        return distances;
    }

    /**
     * The kept rows that are most like an object, the nearest first; of equal distances the row that comes first.
     *
     * @param asked on the model's scale, with the same columns
     * @param row   the object among them
     */
    List<Neighbour> nearest(Features asked, int row, int count) {
        int columns = rows.names().size(), found = 0, most = Math.min(count, rows.rows());
        int[] best = new int[most];
        float[] distance = new float[most];
        for (int i = 0; i < rows.rows(); i++) {
            float d = distance(asked.values(), row * columns, i * columns,
                    found < most ? Float.POSITIVE_INFINITY : distance[most - 1]);
            int at = found < most ? found++ : d < distance[most - 1] ? most - 1 : -1;
            if (at < 0)
                continue;
            for (; at > 0 && d < distance[at - 1]; at--) {
                distance[at] = distance[at - 1];
                best[at] = best[at - 1];
            }
            distance[at] = d;
            best[at] = i;
        }
        List<Neighbour> all = new ArrayList<>();
        for (int i = 0; i < found; i++)
            all.add(new Neighbour(best[i], ids.get(best[i]), truth[best[i]], Math.sqrt(distance[i])));
        return all;
    }

    /** Squared distance, or something infinite as soon as it is beyond {@code enough}. */
    private float distance(float[] asked, int from, int to, float enough) {
        float[] known = rows.values();
        int columns = rows.names().size();
        float sum = 0;
        for (int c = 0, end; c < columns; c = end) {
            end = Math.min(columns, c + PIECE);
            for (int i = c; i < end; i++) {
                float d = asked[from + i] - known[to + i];
                sum += d * d;
            }
            if (sum > enough)
                return Float.POSITIVE_INFINITY;
        }
        return sum;
    }
}
