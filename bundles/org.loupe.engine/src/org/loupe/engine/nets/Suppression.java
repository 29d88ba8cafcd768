package org.loupe.engine.nets;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.loupe.api.Detections;
import org.loupe.engine.evaluation.Matching;

/**
 * Greedy suppression of what is not the surest of its place (non-maximum suppression): from the surest on, a box takes
 * away those of its class that overlap it by more than a share of the union.
 */
public final class Suppression {

    private Suppression() {
    }

    /**
     * What is left, in the order that it was given.
     *
     * @param leastScore what is less sure is taken away first
     * @param iou        of boxes of one class, above which the less sure one goes; of equal ones the later
     */
    public static Detections apply(Detections found, double leastScore, double iou) {
        int[] order = IntStream.range(0, found.size()).filter(i -> found.score()[i] >= leastScore).boxed()
                .sorted((a, b) -> Float.compare(found.score()[b], found.score()[a])).mapToInt(i -> i).toArray();
        int[] kept = new int[order.length];
        int n = 0;
        for (int i : order) {
            boolean free = true;
            for (int k = 0; k < n && free; k++)
                free = found.classIndex()[kept[k]] != found.classIndex()[i]
                        || Matching.iou(found, kept[k], found, i) <= iou;
            if (free)
                kept[n++] = i;
        }
        int[] rows = Arrays.copyOf(kept, n);
        Arrays.sort(rows);
        return found.select(rows);
    }
}
