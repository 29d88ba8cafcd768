package org.loupe.tools.classic;

import java.util.Arrays;
import org.loupe.api.Run;

/**
 * Counts pairs of grey levels at a distance from each other. One matrix after the other; not for use by several
 * threads.
 */
final class CoOccurrence extends org.loupe.tools.base.CoOccurrence {
    /** An image of so many pairs or more is counted in another way. */
    private static final int MANY = 1 << 14;

    /** How often the pair of {@code low << bits | high} was met; 0 between two calls. */
    private final int[] pairs;
    /** The pairs of a small image in the order in which they were met. */
    private final int[] met = new int[MANY];
    /** How many pairs of different levels were met more than n times; from MANY on, how many of equal ones. */
    private final int[] repeated = new int[2 * MANY];
    private final int[] sums;
    private final int[] differences;
    private final int[] singles;
    private long count;
    /** Pairs of two different levels. */
    private long unequal;
    /** Σ n² over the pairs of equal and over those of different levels. */
    private long equalSquares;
    private long unequalSquares;
    /** Σ n ln n over all pairs. */
    private double pairLogs;

    /** @param levels 2 to 256 */
    CoOccurrence(int levels) {
        super(levels);
        pairs = new int[levels << bits];
        sums = new int[2 * levels - 1];
        differences = new int[levels];
        singles = new int[levels];
    }

    /**
     * Counts anew.
     *
     * @param grey   level of each pixel row by row, below 0 where it is left out
     * @param width  px
     * @param dx     px from a pixel to the one that it is paired with, to the right
     * @param dy     down
     */
    void count(short[] grey, int width, int dx, int dy, Run run) {
        Arrays.fill(sums, 0);
        Arrays.fill(differences, 0);
        Arrays.fill(singles, 0);
        count = unequal = equalSquares = unequalSquares = 0;
        pairLogs = 0;
        int height = grey.length / Math.max(1, width), left = Math.max(0, -dx), right = Math.min(width, width - dx);
        int top = Math.max(0, -dy), bottom = Math.min(height, height - dy);
        if (right <= left || bottom <= top)
            return;
        boolean many = (right - left) * (long) (bottom - top) >= Math.min(MANY, pairs.length / 4);
        int n = 0;
        for (int y = top; y < bottom; y++) {
            run.checkCancelled();
            int from = y * width + left, to = y * width + right, offset = dy * width + dx;
            if (many)
                fill(grey, from, to, offset);
            else
                n = add(grey, from, to, offset, n);
        }
        if (many)
            takeAll();
        else
            takeMet(n);
    }

    /** Counts the pairs of a row in the matrix alone. */
    private void fill(short[] grey, int from, int to, int offset) {
        int[] matrix = pairs;
        for (int i = from; i < to; i++) {
            int one = grey[i], other = grey[i + offset];
            if ((one | other) >= 0)
                matrix[Math.min(one, other) << bits | Math.max(one, other)]++;
        }
    }

    /** Adds up the matrix, and leaves it empty. */
    private void takeAll() {
        for (int low = 0; low < levels; low++)
            for (int high = low; high < levels; high++) {
                int times = pairs[low << bits | high];
                pairs[low << bits | high] = 0;
                count += times;
                sums[low + high] += times;
                differences[high - low] += times;
                singles[low] += times;
                singles[high] += times;
                pairLogs += log(times);
                if (low == high)
                    equalSquares += (long) times * times;
                else {
                    unequal += times;
                    unequalSquares += (long) times * times;
                }
            }
    }

    /** Counts the pairs of a row, what follows from them and how often they were met before; returns their number. */
    private int add(short[] grey, int from, int to, int offset, int before) {
        int[] matrix = pairs, list = met, often = repeated, sum = sums, difference = differences, single = singles;
        int n = before;
        for (int i = from; i < to; i++) {
            int one = grey[i], other = grey[i + offset];
            if ((one | other) < 0)
                continue;
            int low = Math.min(one, other), high = Math.max(one, other), pair = low << bits | high;
            often[matrix[pair]++ + (low == high ? MANY : 0)]++;
            sum[low + high]++;
            difference[high - low]++;
            single[low]++;
            single[high]++;
            list[n++] = pair;
        }
        return n;
    }

    /** Adds up how often the pairs were met, and leaves the matrix empty without looking at all of it. */
    private void takeMet(int n) {
        count = n;
        for (int i = 0; i < n; i++)
            pairs[met[i]] = 0;
        for (int times = 1; repeated[times - 1] > 0; times++) {
            int exactly = repeated[times - 1] - repeated[times];
            unequalSquares += exactly * (long) times * times;
            unequal += exactly * (long) times;
            pairLogs += exactly * log(times);
            repeated[times - 1] = 0;
        }
        for (int times = 1; repeated[MANY + times - 1] > 0; times++) {
            int exactly = repeated[MANY + times - 1] - repeated[MANY + times];
            equalSquares += exactly * (long) times * times;
            pairLogs += exactly * log(times);
            repeated[MANY + times - 1] = 0;
        }
    }

    /** The features of what was counted last; all NaN if there was no pair. */
    double[] features() {
        return features(new Counts(sums, differences, singles, count, unequal, equalSquares, unequalSquares), pairLogs);
    }
}
