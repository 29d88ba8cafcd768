package org.loupe.engine.learning;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Divides rows into parts so that no group is in two of them and each class is spread evenly. */
final class Folds {

    private Folds() {
    }

    /**
     * The part of each row. Groups are dealt out one after another, the largest first, each to the part that has least
     * of the group's classes; equally large ones in an order that the seed decides.
     *
     * @param truth   class of each row, 0 … {@code classes - 1}
     * @param groups  of each row, numbered from 0
     * @param folds   as many as there are groups if those are fewer
     * @return 0 … folds − 1 for each row
     */
    static int[] of(int[] truth, int classes, int[] groups, int folds, long seed) {
        int count = Arrays.stream(groups).max().orElse(-1) + 1, used = Math.min(folds, count);
        double[][] has = new double[count][classes];
        double[] total = new double[classes];
        int[] size = new int[count];
        for (int row = 0; row < truth.length; row++) {
            has[groups[row]][truth[row]]++;
            total[truth[row]]++;
            size[groups[row]]++;
        }
        int[] order = shuffled(count, new SplittableRandom(seed));
        order = Arrays.stream(order).boxed().sorted((a, b) -> Integer.compare(size[b], size[a]))
                .mapToInt(Integer::intValue).toArray();
        double[][] filled = new double[used][classes];
        int[] rows = new int[used], fold = new int[count];
        for (int group : order) {
            int best = 0;
            double least = Double.POSITIVE_INFINITY;
            for (int f = 0; f < used; f++) {
                double cost = 1e-9 * rows[f];
                for (int c = 0; c < classes; c++)
                    if (has[group][c] > 0)
                        cost += has[group][c] * (2 * filled[f][c] + has[group][c]) / (total[c] * total[c]);
                if (cost < least) {
                    least = cost;
                    best = f;
                }
            }
            fold[group] = best;
            rows[best] += size[group];
            for (int c = 0; c < classes; c++)
                filled[best][c] += has[group][c];
        }
        return IntStream.of(groups).map(g -> fold[g]).toArray();
    }

    /** 0 … n − 1 in random order. */
    static int[] shuffled(int n, SplittableRandom random) {
        int[] order = IntStream.range(0, n).toArray();
        for (int i = n - 1; i > 0; i--) {
            int j = random.nextInt(i + 1), kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
        return order;
    }
}
