package org.loupe.store;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Which of a run's detections are listed, in which order: 4 bytes for each, and 4 more once a place was looked for.
 * Immutable; any thread. Made by {@link RunTable#listing}.
 *
 * <p>A detection is named by its <em>key</em>, a number that sorts by image and row; its <em>rank</em> is its place
 * among all of the run's detections in that order.
 */
public final class Listing {
    private final long[] keys;
    private final int[] ranks;
    private volatile int[] places;

    /**
     * @param keys  of all the run's detections, ascending; not changed any more
     * @param ranks of those listed, in their order; {@code null} for all in order of their keys
     */
    Listing(long[] keys, int[] ranks) {
        this.keys = keys;
        this.ranks = ranks;
    }

    /** A detection as a number that sorts by image and row. @param image its image's index @param row within it */
    public static long key(int image, int row) {
        return (long) image << 32 | row & 0xffffffffL;
    }

    /** Index of the image of a {@link #key}. */
    public static int image(long key) {
        return (int) (key >> 32);
    }

    /** Number within its image of a {@link #key}. */
    public static int row(long key) {
        return (int) key;
    }

    /** Number of detections listed. */
    public int size() {
        return ranks == null ? keys.length : ranks.length;
    }

    /** Number of all the run's detections. */
    public int all() {
        return keys.length;
    }

    /** The key of a detection listed. @param place 0 to {@code size() - 1} */
    public long key(int place) {
        return keys[rank(place)];
    }

    /** The rank of a detection listed. @param place 0 to {@code size() - 1} */
    public int rank(int place) {
        return ranks == null ? place : ranks[place];
    }

    /** The keys of the places from {@code from} to before {@code to}. */
    public long[] keys(int from, int to) {
        if (ranks == null)
            return Arrays.copyOfRange(keys, from, to);
        long[] found = new long[to - from];
        for (int i = from; i < to; i++)
            found[i - from] = keys[ranks[i]];
        return found;
    }

    /** The keys of the places from {@code from} to before {@code to}, ascending. */
    public long[] sortedKeys(int from, int to) {
        if (ranks == null)
            return Arrays.copyOfRange(keys, from, to);
        BitSet chosen = new BitSet(keys.length);
        for (int i = from; i < to; i++)
            chosen.set(ranks[i]);
        long[] found = new long[to - from];
        int n = 0;
        for (int rank = chosen.nextSetBit(0); rank >= 0; rank = chosen.nextSetBit(rank + 1))
            found[n++] = keys[rank];
        return found;
    }

    /** The rank of a key; -1 if the run has no such detection. */
    public int rankOf(long key) {
        int rank = Arrays.binarySearch(keys, key);
        return rank < 0 ? -1 : rank;
    }

    /** The key of a rank. @param rank 0 to {@code all() - 1} */
    public long keyOfRank(int rank) {
        return keys[rank];
    }

    /** The place of a key; -1 if it is not listed. */
    public int place(long key) {
        int rank = rankOf(key);
        return rank < 0 ? -1 : ranks == null ? rank : places()[rank];
    }

    private int[] places() {
        int[] known = places;
        if (known == null) {
            known = new int[keys.length];
            Arrays.fill(known, -1);
            for (int i = 0; i < ranks.length; i++)
                known[ranks[i]] = i;
            places = known;
        }
        return known;
    }
}
