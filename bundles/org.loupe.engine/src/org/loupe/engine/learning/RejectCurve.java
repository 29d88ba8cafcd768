package org.loupe.engine.learning;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.loupe.engine.evaluation.Rate;

/**
 * How many objects get a class without a person, and how many of those get their own, if objects of a lower confidence
 * are left to a person. Immutable.
 *
 * @param points by rising limit, one for each confidence that occurs
 */
public record RejectCurve(List<Point> points) {

    /**
     * What happens at one limit.
     *
     * @param limit      least confidence of what is classified
     * @param classified of all objects
     * @param right      of the classified ones: the purity
     */
    public record Point(double limit, Rate classified, Rate right) {
    }

    public RejectCurve {
        points = List.copyOf(points);
    }

    /** Of what a classifier says. */
    public static RejectCurve of(Scored scored) {
        int n = scored.rows();
        int[] order = IntStream.range(0, n).boxed()
                .sorted(Comparator.comparingDouble(i -> -scored.predictions().confidence(i)))
                .mapToInt(Integer::intValue).toArray();
        List<Point> points = new ArrayList<>();
        int right = 0;
        for (int i = 0; i < n; i++) {
            right += scored.right(order[i]) ? 1 : 0;
            float limit = scored.predictions().confidence(order[i]);
            if (i + 1 == n || scored.predictions().confidence(order[i + 1]) != limit)
                points.add(new Point(limit, new Rate(i + 1, n), new Rate(right, i + 1)));
        }
        Collections.reverse(points);
        return new RejectCurve(points);
    }

    /** What happens at a limit; empty if it rejects all. */
    public Optional<Point> at(double limit) {
        return points.stream().filter(p -> p.limit() >= limit).findFirst();
    }

    /**
     * The least limit that reaches a purity: most is classified then. It lies halfway to the next lower confidence that
     * occurs, as the confidences of other objects will lie around it.
     *
     * @param purity 0..1
     * @return empty if no limit reaches it; a limit of 0 if nothing needs to be rejected
     */
    public Optional<Point> reaching(double purity) {
        for (int i = 0; i < points.size(); i++)
            if (points.get(i).right().value() >= purity) {
                Point p = points.get(i);
                return Optional.of(new Point(i == 0 ? 0 : (points.get(i - 1).limit() + p.limit()) / 2, p.classified(),
                        p.right()));
            }
        return Optional.empty();
    }
}
