package org.loupe.engine.evaluation;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.loupe.api.Detections;

/**
 * Which found box is which true one, in one image: the found boxes choose in order of falling score (equal ones in
 * their own order), each takes the free true box that it overlaps best. Immutable by agreement.
 *
 * @param truthOf for each found box the row of its true box, or -1
 * @param foundOf for each true box the row of its found box, or -1
 */
public record Matching(int[] truthOf, int[] foundOf) {

    /** Whether a found box may be a true one, whatever their places. */
    @FunctionalInterface
    public interface Compatible {
        /** Rows of the two. */
        boolean test(int found, int truth);
    }

    /**
     * Matches boxes of any class.
     *
     * @param iou a pair overlaps by more than this share of its union, 0 to 1
     */
    public static Matching of(Detections truth, Detections found, double iou) {
        return of(truth, found, iou, (f, t) -> true);
    }

    /** Matches compatible boxes, as {@link #of(Detections, Detections, double)} does. */
    public static Matching of(Detections truth, Detections found, double iou, Compatible compatible) {
        return of(truth, found, iou, true, compatible);
    }

    /** Strict or, as COCO has it, not: an overlap of exactly the limit is enough. */
    static Matching of(Detections truth, Detections found, double iou, boolean strict, Compatible compatible) {
        int[] truthOf = new int[found.size()], foundOf = new int[truth.size()];
        Arrays.fill(truthOf, -1);
        Arrays.fill(foundOf, -1);
        // true boxes by their left edge, so that few are looked at for each found one
        int[] byLeft = sorted(truth.x(), 1);
        double widest = 0;
        for (int t = 0; t < truth.size(); t++)
            widest = Math.max(widest, truth.width()[t]);
        for (int f : byScore(found)) {
            double left = found.x()[f], right = left + found.width()[f];
            int best = -1;
            double bestIou = iou;
            for (int i = firstAfter(byLeft, truth, left - widest); i < byLeft.length; i++) {
                int t = byLeft[i];
                if (truth.x()[t] > right)
                    break;
                if (foundOf[t] >= 0 || !compatible.test(f, t))
                    continue;
                double overlap = iou(truth, t, found, f);
                if (overlap > bestIou || !strict && best < 0 && overlap == bestIou) {
                    best = t;
                    bestIou = overlap;
                }
            }
            if (best >= 0) {
                truthOf[f] = best;
                foundOf[best] = f;
            }
        }
        return new Matching(truthOf, foundOf);
    }

    /** Rows in order of falling score; one without a score is last. */
    private static int[] byScore(Detections found) {
        return sorted(found.score(), -1);
    }

    /** Rows in order of {@code sign} × value, equal ones in their own order, unknown ones last. */
    private static int[] sorted(float[] values, int sign) {
        return IntStream.range(0, values.length).boxed()
                .sorted((a, b) -> Float.compare(sign * values[a], sign * values[b])).mapToInt(i -> i).toArray();
    }

    private static int firstAfter(int[] byLeft, Detections truth, double left) {
        int low = 0, high = byLeft.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (truth.x()[byLeft[middle]] < left)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    /** Area that two boxes share, divided by the area that they cover together; 0 if both are empty. */
    public static double iou(Detections a, int i, Detections b, int j) {
        double left = Math.max(a.x()[i], b.x()[j]), top = Math.max(a.y()[i], b.y()[j]);
        double width = Math.min((double) a.x()[i] + a.width()[i], (double) b.x()[j] + b.width()[j]) - left;
        double height = Math.min((double) a.y()[i] + a.height()[i], (double) b.y()[j] + b.height()[j]) - top;
        if (width <= 0 || height <= 0)
            return 0;
        double shared = width * height;
        return shared / ((double) a.width()[i] * a.height()[i] + (double) b.width()[j] * b.height()[j] - shared);
    }
}
