package org.loupe.tools.torch.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Which true object each of many boxes is on, and a random choice of boxes to learn from.
 *
 * @param rows of each box: number of its object, {@link #BACKGROUND} or {@link #NEITHER}
 */
record Matching(int[] rows) {
    static final int BACKGROUND = -1;
    /** Neither surely an object nor surely none: not learned from. */
    static final int NEITHER = -2;

    /**
     * True objects of a window.
     *
     * @param boxes as {@link Boxes}
     * @param kinds class of each, from 0; {@link #IGNORED} where nothing is to be learned
     */
    record Truth(float[] boxes, int[] kinds) {
        static final int IGNORED = -1;
    }

    /**
     * Matches boxes.
     *
     * @param below overlap below which a box is background
     * @param from  overlap from which it is on the object
     * @param best  whether the boxes that overlap an object the most, all of them if they are equal, are on the object
     *              they overlap the most, however little that is
     */
    static Matching of(float[] boxes, Truth truth, float below, float from, boolean best) {
        int[] rows = new int[boxes.length / 4], nearest = new int[rows.length];
        float[] most = new float[truth.kinds.length];
        for (int i = 0; i < rows.length; i++) {
            float highest = -1;
            for (int t = 0; t < most.length; t++) {
                float overlap = Boxes.overlap(truth.boxes, t, boxes, i);
                most[t] = Math.max(most[t], overlap);
                if (overlap > highest) {
                    highest = overlap;
                    nearest[i] = t;
                }
            }
            rows[i] = highest < below ? BACKGROUND
                    : highest < from || truth.kinds[nearest[i]] == Truth.IGNORED ? NEITHER : nearest[i];
        }
        for (int t = 0; t < most.length && best; t++)
            if (most[t] > 0 && truth.kinds[t] != Truth.IGNORED)
                for (int i = 0; i < rows.length; i++)
                    if (Boxes.overlap(truth.boxes, t, boxes, i) == most[t]
                            && truth.kinds[nearest[i]] != Truth.IGNORED)
                        rows[i] = nearest[i];
        return new Matching(rows);
    }

    /**
     * Boxes to learn from.
     *
     * @param objects    numbers of those on objects
     * @param background numbers of those on none
     */
    record Choice(int[] objects, int[] background) {

        /** How many. */
        int size() {
            return objects.length + background.length;
        }

        /** A number of a box; objects come first. */
        int get(int i) {
            return i < objects.length ? objects[i] : background[i - objects.length];
        }
    }

    /**
     * Chooses at random.
     *
     * @param count  of boxes at most
     * @param share  of them that lie on objects at most
     */
    Choice choose(int count, double share, RandomGenerator random) {
        List<Integer> on = new ArrayList<>(), off = new ArrayList<>();
        for (int i = 0; i < rows.length; i++)
            if (rows[i] >= 0)
                on.add(i);
            else if (rows[i] == BACKGROUND)
                off.add(i);
        int[] objects = some(on, (int) (count * share), random);
        return new Choice(objects, some(off, count - objects.length, random));
    }

    private static int[] some(List<Integer> all, int count, RandomGenerator random) {
        int[] numbers = all.stream().mapToInt(i -> i).toArray();
        int kept = Math.min(count, numbers.length);
        for (int i = 0; i < kept && kept < numbers.length; i++) {
            int other = i + random.nextInt(numbers.length - i), number = numbers[other];
            numbers[other] = numbers[i];
            numbers[i] = number;
        }
        int[] some = Arrays.copyOf(numbers, kept);
        Arrays.sort(some);
        return some;
    }
}
