package org.loupe.engine.evaluation;

import java.util.Arrays;
import org.loupe.api.Detections;

/**
 * What is wrong with what was found in one image.
 *
 * @param missed true defects that were not found
 * @param wrong  found ones that are not true
 */
public record Mistakes(int missed, int wrong) {

    /** Counts as {@link Evaluation} does. */
    public static Mistakes of(Detections truth, Detections found, Evaluation.Settings settings) {
        int[] rows = new int[found.size()];
        int n = 0;
        for (int row = 0; row < rows.length; row++)
            if (!(found.score()[row] < settings.minScore()))
                rows[n++] = row;
        Detections kept = n == rows.length ? found : found.select(Arrays.copyOf(rows, n));
        String[] trueKeys = keys(truth), foundKeys = keys(kept);
        Matching matching = settings.classAgnostic() ? Matching.of(truth, kept, settings.iou())
                : Matching.of(truth, kept, settings.iou(), (f, t) -> foundKeys[kept.classIndex()[f]]
                        .equals(trueKeys[truth.classIndex()[t]]));
        int matched = (int) Arrays.stream(matching.foundOf()).filter(f -> f >= 0).count();
        return new Mistakes(truth.size() - matched, kept.size() - matched);
    }

    private static String[] keys(Detections detections) {
        return detections.classes().stream().map(ClassNumbers::key).toArray(String[]::new);
    }

    /** Whether two classes are one: their names differ at most in case, blanks, hyphens and underscores. */
    public static boolean sameClass(String one, String other) {
        return ClassNumbers.key(one).equals(ClassNumbers.key(other));
    }

    /** Both kinds together. */
    public int total() {
        return missed + wrong;
    }
}
