package org.loupe.engine.clustering;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.loupe.api.Features;

/**
 * Draws rows that stand for many. By lot, and not every n-th one: in a list that repeats itself (a folder for each
 * board, say), these may all be of one kind. By the seed and what the rows hold, not by where they stand: the same rows
 * are drawn in whatever order they come. Each row gets a random number so, and those with the least are taken (Cohen
 * and Kaplan, Summarizing Data Using Bottom-k Sketches, PODC 2007).
 */
public final class Sample {

    private Sample() {
    }

    /** Some of all rows: as {@link #of(Features, int[], int, long)}. */
    public static int[] of(Features rows, int wanted, long seed) {
        return of(rows, IntStream.range(0, rows.rows()).toArray(), wanted, seed);
    }

    /**
     * Some of some rows, each as likely as any other.
     *
     * @param among  the rows that may be drawn, ascending
     * @param wanted how many; all if there are no more
     * @return ascending
     */
    public static int[] of(Features rows, int[] among, int wanted, long seed) {
        if (among.length <= wanted)
            return among;
        long[] number = new long[among.length];
        Map<Long, Integer> equal = new HashMap<>(); // rows that are alike are drawn one by one, too
        for (int i = 0; i < among.length; i++) {
            long hash = hash(rows, among[i], seed);
            number[i] = mixed(hash + equal.merge(hash, 1, Integer::sum));
        }
        long[] rising = number.clone();
        Arrays.sort(rising);
        return IntStream.range(0, among.length).filter(i -> wanted > 0 && number[i] <= rising[wanted - 1])
                .map(i -> among[i]).limit(wanted).toArray();
    }

    private static long hash(Features rows, int row, long seed) {
        int columns = rows.names().size();
        long hash = mixed(seed);
        for (int at = row * columns; at < (row + 1) * columns; at++)
            hash = mixed(hash + Float.floatToIntBits(rows.values()[at] + 0f)); // -0 is 0
        return hash;
    }

    /** The next number of a SplitMix64 generator (Steele, Lea and Flood, OOPSLA 2014). */
    private static long mixed(long state) {
        long z = state + 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
