package org.loupe.engine.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.loupe.api.Detections;
import org.loupe.engine.evaluation.Evaluation;
import org.loupe.engine.evaluation.ScoreLimits;

/**
 * A classifier as an inspection: an object is rejected if its probability of being a defect, that is of not being of a
 * good class, is at least a limit. Overkill, escapes, costs and targets are then what they are of detections.
 */
public final class DefectLimits {
    private DefectLimits() {
    }

    /**
     * The figures at any limit. Each object is an image of its own, by the number of its row: a good one has no true
     * box, a defective one has one, and in each one is found, whose score is the probability of a defect.
     *
     * @param good the classes that are no defect, at least one
     * @throws IllegalArgumentException if one is no class of these
     */
    public static ScoreLimits of(Scored scored, Set<String> good) {
        List<String> classes = scored.classes();
        if (good.isEmpty() || !classes.containsAll(good))
            throw new IllegalArgumentException("Good classes are one or more of " + classes + ", found " + good + ".");
        List<Evaluation.Case> cases = new ArrayList<>();
        for (int row = 0; row < scored.rows(); row++) {
            double fine = 0;
            for (int c = 0; c < classes.size(); c++)
                if (good.contains(classes.get(c)))
                    fine += scored.probability(row, c);
            boolean defect = !good.contains(classes.get(scored.truth()[row]));
            cases.add(new Evaluation.Case(scored.ids().get(row), defect ? box(1) : Detections.NONE,
                    box((float) Math.max(0, 1 - fine))));
        }
        return ScoreLimits.of(cases, 0.5, true);
    }

    private static Detections box(float score) {
        return new Detections(new float[] {0}, new float[] {0}, new float[] {1}, new float[] {1}, new float[] {score},
                List.of("defect"), new int[] {0}, new int[1][]);
    }
}
