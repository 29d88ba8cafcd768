package org.loupe.engine.evaluation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Judged boxes by rising score, so that those of at least a score are counted by one binary search. */
final class Ranked {
    static final Ranked NONE = new Ranked(List.of());

    private final float[] score;
    private final ScoreLimits.Box[] boxes;

    /** @param boxes in any order; those without a score count at any limit */
    Ranked(List<ScoreLimits.Box> boxes) {
        this.boxes = boxes.toArray(ScoreLimits.Box[]::new);
        Arrays.sort(this.boxes, Comparator.comparingDouble(ScoreLimits.Box::score)); // NaN last
        score = new float[this.boxes.length];
        for (int i = 0; i < score.length; i++)
            score[i] = Double.isNaN(this.boxes[i].score()) ? Float.POSITIVE_INFINITY : (float) this.boxes[i].score();
    }

    int size() {
        return score.length;
    }

    ScoreLimits.Box get(int index) {
        return boxes[index];
    }

    /** Index of the first that passes the limit. */
    int from(double limit) {
        return from(score, limit);
    }

    /** How many pass the limit. */
    int count(double limit) {
        return score.length - from(limit);
    }

    static int from(float[] sorted, double limit) {
        int low = 0, high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < limit)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
