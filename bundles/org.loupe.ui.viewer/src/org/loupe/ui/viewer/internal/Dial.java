package org.loupe.ui.viewer.internal;

import org.loupe.engine.evaluation.OperatingCurve;

/**
 * What is turned: the limit of the score, or another parameter.
 *
 * @param label  with its unit
 * @param from   lowest value
 * @param to     highest value
 * @param notch  what a key changes
 * @param before its value in the recipe; NaN if unknown
 * @param curve  the figures, as far as they are known
 * @param dense  whether the curve is known everywhere; else only at its points
 */
record Dial(String label, double from, double to, double notch, double before, OperatingCurve curve, boolean dense) {

    /** The value, in the range and, if only points are known, on the nearest. */
    double fit(double value) {
        double inside = Math.max(from, Math.min(to, value));
        return dense || curve.points().isEmpty() ? inside : curve.nearest(inside).orElseThrow().setting();
    }
}
