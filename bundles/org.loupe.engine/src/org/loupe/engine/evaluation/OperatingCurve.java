package org.loupe.engine.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Operating points by rising setting. Immutable.
 *
 * @param points settings differ
 */
public record OperatingCurve(List<OperatingPoint> points) {

    /** Settings from the first to the last. */
    public record Range(double from, double to) {
    }

    public OperatingCurve {
        points = List.copyOf(points);
        for (int i = 1; i < points.size(); i++)
            if (!(points.get(i - 1).setting() < points.get(i).setting()))
                throw new IllegalArgumentException("Operating points have rising settings, found "
                        + points.get(i - 1).setting() + " before " + points.get(i).setting() + ".");
    }

    /**
     * The point of least cost. If several cost as little, the one in the middle of the longest row of them, so that
     * the images to come, which differ a little, cost little too.
     *
     * @return empty without points
     */
    public Optional<OperatingPoint> cheapest(Goal goal) {
        double least = points.stream().mapToDouble(goal::cost).min().orElse(Double.NaN);
        int best = -1, longest = 0;
        for (int i = 0, length = 0; i < points.size(); i++) {
            length = goal.cost(points.get(i)) == least ? length + 1 : 0;
            if (length > longest) {
                longest = length;
                best = i - (length - 1) / 2;
            }
        }
        return best < 0 ? Optional.empty() : Optional.of(points.get(best));
    }

    /** Where both targets are met, by rising setting. */
    public List<Range> meeting(Goal goal) {
        List<Range> ranges = new ArrayList<>();
        double from = Double.NaN, to = Double.NaN;
        for (OperatingPoint point : points)
            if (goal.met(point)) {
                from = Double.isNaN(from) ? point.setting() : from;
                to = point.setting();
            } else if (!Double.isNaN(from)) {
                ranges.add(new Range(from, to));
                from = Double.NaN;
            }
        if (!Double.isNaN(from))
            ranges.add(new Range(from, to));
        return List.copyOf(ranges);
    }

    /** The point whose setting is nearest. @return empty without points */
    public Optional<OperatingPoint> nearest(double setting) {
        OperatingPoint best = null;
        for (OperatingPoint point : points)
            if (best == null || Math.abs(point.setting() - setting) < Math.abs(best.setting() - setting))
                best = point;
        return Optional.ofNullable(best);
    }
}
