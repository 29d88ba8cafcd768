package org.loupe.engine.evaluation;

/**
 * How an inspection does at one setting of its limit or of another parameter.
 *
 * @param setting    the limit's or the parameter's value
 * @param scores     of all boxes together
 * @param images     of the run
 * @param perImage   as in {@link Evaluation#perImage}
 * @param perDefect  as in {@link Evaluation#perDefect}
 */
public record OperatingPoint(double setting, Evaluation.Scores scores, long images, Evaluation.Decisions perImage,
        Evaluation.Decisions perDefect) {
}
