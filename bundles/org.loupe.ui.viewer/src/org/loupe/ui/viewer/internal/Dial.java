package org.loupe.ui.viewer.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.loupe.engine.evaluation.Goal;
import org.loupe.engine.evaluation.OperatingCurve;
import org.loupe.engine.evaluation.OperatingPoint;

/**
 * What is turned: the limit of the score, or another parameter.
 *
 * @param label  name for people
 * @param unit   or ""
 * @param from   lowest value
 * @param to     highest value
 * @param notch  what a key changes
 * @param before its value in the recipe; NaN if unknown
 * @param curve  the figures, as far as they are known
 * @param dense  whether the curve is known everywhere; else only at its points
 */
record Dial(String label, String unit, double from, double to, double notch, double before, OperatingCurve curve,
        boolean dense) {

    /** The cheapest of the values that the keys reach. */
    Optional<OperatingPoint> cheapest(Goal goal) {
        if (!dense)
            return curve.cheapest(goal);
        List<OperatingPoint> reached = new ArrayList<>();
        for (OperatingPoint p : curve.points())
            if (Math.abs(p.setting() / notch - Math.rint(p.setting() / notch)) < 1e-6)
                reached.add(p);
        return new OperatingCurve(reached).cheapest(goal);
    }

    /** The value, in the range and, if only points are known, on the nearest. */
    double fit(double value) {
        double inside = Math.max(from, Math.min(to, value));
        return dense || curve.points().isEmpty() ? inside : curve.nearest(inside).orElseThrow().setting();
    }
}
