package org.loupe.engine.learning;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How to learn. Immutable.
 *
 * @param trainer id of the tool that learns, such as {@code loupe.logistic-regression}
 * @param params  those that differ from the tool's defaults, as a recipe holds them
 * @param folds   parts of the cross-validation, 2 or more
 * @param repeats of the cross-validation, each with another division and other random numbers, 1 or more
 * @param purity  share of right ones among what gets a class; the limit of what is unknown is put where this is
 *                reached. 0 for no limit
 * @param seed    of all random numbers
 */
public record TrainingSettings(String trainer, Map<String, Object> params, int folds, int repeats,
        double purity, long seed) {
    /** What is used where nothing else is said. */
    public static final TrainingSettings DEFAULT = new TrainingSettings("loupe.logistic-regression", Map.of(), 5, 3, 0,
            1);

    public TrainingSettings {
        params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
        if (folds < 2 || repeats < 1)
            throw new IllegalArgumentException("There are 2 folds or more and 1 repeat or more, found " + folds
                    + " and " + repeats + ".");
        if (!(purity >= 0 && purity <= 1))
            throw new IllegalArgumentException("The purity is from 0 to 1, found " + purity + ".");
    }

    /** The same with another trainer. */
    public TrainingSettings trainer(String id, Map<String, Object> changed) {
        return new TrainingSettings(id, changed, folds, repeats, purity, seed);
    }

    /** The same with another cross-validation. */
    public TrainingSettings validation(int newFolds, int newRepeats) {
        return new TrainingSettings(trainer, params, newFolds, newRepeats, purity, seed);
    }

    /** The same with another purity. */
    public TrainingSettings purity(double wanted) {
        return new TrainingSettings(trainer, params, folds, repeats, wanted, seed);
    }

    /** The same with another seed. */
    public TrainingSettings seed(long other) {
        return new TrainingSettings(trainer, params, folds, repeats, purity, other);
    }
}
