package org.loupe.ui.viewer.internal.nets;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.loupe.engine.evaluation.ScoreLimits;

/**
 * Precision over recall of a class, by rising least score. Immutable.
 *
 * @param name   of the class
 * @param truths true objects of it
 * @param points where both are known
 */
record ClassCurve(String name, long truths, List<Point> points) {
    private static final int STEPS = 200;

    /** What a least score gives. */
    record Point(double limit, double precision, double recall) {
    }

    ClassCurve {
        points = List.copyOf(points);
    }

    /** A curve for each class of the truth, at equally spaced limits from 0 to 1. Off the UI thread. */
    static List<ClassCurve> of(ScoreLimits limits) {
        Map<String, List<Point>> points = new LinkedHashMap<>();
        Map<String, Long> truths = new LinkedHashMap<>();
        for (int i = 0; i <= STEPS; i++) {
            double limit = (double) i / STEPS;
            for (ScoreLimits.ClassFigures one : limits.classesAt(limit)) {
                if (one.scores().truths() == 0)
                    continue;
                truths.put(one.name(), one.scores().truths());
                List<Point> line = points.computeIfAbsent(one.name(), n -> new ArrayList<>());
                if (!Double.isNaN(one.scores().precision()))
                    line.add(new Point(limit, one.scores().precision(), one.scores().recall()));
            }
        }
        List<ClassCurve> curves = new ArrayList<>();
        points.forEach((name, line) -> curves.add(new ClassCurve(name, truths.get(name), line)));
        return curves;
    }
}
