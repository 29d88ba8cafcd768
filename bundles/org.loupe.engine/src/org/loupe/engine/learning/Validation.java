package org.loupe.engine.learning;

import java.util.List;

/**
 * How good a classifier is on objects that it has not learned from, by cross-validation. Immutable.
 *
 * @param folds            parts, each of them predicted by what was learned from the others
 * @param byGroup          whether no group was on both sides; else there was one group alone, and the figures hold for
 *                         that one
 * @param accuracy         of the repeats, each with another division and other random numbers of the trainer
 * @param balancedAccuracy likewise
 * @param macroF1          likewise
 * @param eceBefore        expected calibration error of the trainer's own probabilities, of the first repeat
 * @param eceAfter         the same of calibrated ones, each part by a temperature found on the others
 * @param warnings         what makes the figures doubtful, in whole sentences
 */
public record Validation(int folds, boolean byGroup, Spread accuracy, Spread balancedAccuracy, Spread macroF1,
        double eceBefore, double eceAfter, List<String> warnings) {

    public Validation {
        warnings = List.copyOf(warnings);
    }
}
