package org.loupe.wafer.statistics;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What a cluster of defects looks like. A parabola is laid along its principal axis, so that a bent scratch is measured
 * along its bend; defects further than three deviations from it are left out and it is laid again.
 *
 * @param defects      how many
 * @param xUm          its middle, µm from the centre of the wafer
 * @param yUm          its middle, up
 * @param lengthUm     along the parabola, from its first to its last defect
 * @param widthUm      across the parabola: four standard deviations, told by the median distance so that strays do not
 *                     count
 * @param straightness of the parabola: its chord over its length, 1 is straight
 * @param degrees      direction of the chord from x, counter-clockwise, 0 up to 180; of an arc where its middle lies
 *                     as seen from the centre of the wafer, 0 up to 360
 * @param kind         what it is like
 */
public record ClusterShape(int defects, double xUm, double yUm, double lengthUm, double widthUm, double straightness,
        double degrees, Kind kind) {
    private static final double LONG = 6;
    /** Standard deviation of a bell whose median distance from its middle is 1. */
    private static final double DEVIATION = 1.4826;
    private static final int FEWEST_IN_LINE = 6;

    /** What a cluster is like. */
    public enum Kind {
        /** A line, straight or bent: six times as long as wide, with six or more defects, such as a scratch. */
        LINE,
        /**
         * A part of a ring around the centre of the wafer, such as residue at the edge: 30° or more, six times as long
         * as wide; length and width are those along and across the circle.
         */
        ARC,
        /** A spot. */
        SPOT
    }

    static ClusterShape of(double[] xs, double[] ys, int[] members) {
        Curve curve = new Curve(xs, ys, members);
        double[] off = curve.distances(members);
        double limit = 3 * DEVIATION * median(off);
        int[] near = IntStream.range(0, members.length).filter(i -> off[i] <= limit).map(i -> members[i]).toArray();
        curve = new Curve(xs, ys, near);
        double width = 4 * DEVIATION * median(curve.distances(near)), length = curve.length();
        int n = members.length;
        double x = Arrays.stream(members).mapToDouble(i -> xs[i]).sum() / n;
        double y = Arrays.stream(members).mapToDouble(i -> ys[i]).sum() / n;
        Ring ring = new Ring(xs, ys, members);
        if (n >= 2 * FEWEST_IN_LINE && ring.span >= Math.PI / 6 && ring.length() >= LONG * ring.width)
            return new ClusterShape(n, x, y, ring.length(), ring.width, ring.straightness(), ring.degrees, Kind.ARC);
        Kind kind = n >= FEWEST_IN_LINE && length > 0 && length >= LONG * width ? Kind.LINE : Kind.SPOT;
        return new ClusterShape(n, x, y, length, width, length > 0 ? Math.min(1, curve.chord() / length) : 1,
                curve.degrees(), kind);
    }

    private static double median(double[] of) {
        double[] sorted = of.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** The parabola over the principal axis of some defects. */
    private static final class Curve {
        private final double[] xs;
        private final double[] ys;
        private final double mx;
        private final double my;
        private final double axis;
        private final double ux;
        private final double uy;
        private double from = Double.POSITIVE_INFINITY;
        private double to = Double.NEGATIVE_INFINITY;
        private final double scale;
        private final double[] p;

        Curve(double[] xs, double[] ys, int[] members) {
            this.xs = xs;
            this.ys = ys;
            double sx = 0, sy = 0, xx = 0, xy = 0, yy = 0;
            for (int i : members) {
                sx += xs[i];
                sy += ys[i];
            }
            mx = sx / members.length;
            my = sy / members.length;
            for (int i : members) {
                double dx = xs[i] - mx, dy = ys[i] - my;
                xx += dx * dx;
                xy += dx * dy;
                yy += dy * dy;
            }
            axis = Math.atan2(2 * xy, xx - yy) / 2;
            ux = Math.cos(axis);
            uy = Math.sin(axis);
            for (int i : members) {
                from = Math.min(from, along(i));
                to = Math.max(to, along(i));
            }
            scale = Math.max(to - from, 1e-9);
            p = fit(members);
        }

        private double along(int i) {
            return (xs[i] - mx) * ux + (ys[i] - my) * uy;
        }

        private double across(int i) {
            return (ys[i] - my) * ux - (xs[i] - mx) * uy;
        }

        /** Coefficients of the distance from the axis over the place along it, in parts of its extent. */
        private double[] fit(int[] members) {
            double[] s = new double[5], v = new double[3];
            for (int i : members) {
                double t = along(i) / scale, w = across(i), power = 1;
                for (int k = 0; k < 5; k++, power *= t) {
                    s[k] += power;
                    if (k < 3)
                        v[k] += power * w;
                }
            }
            double[] found = LeastSquares.solve(new double[][] { { s[0], s[1], s[2], v[0] },
                    { s[1], s[2], s[3], v[1] }, { s[2], s[3], s[4], v[2] } });
            return found != null ? found : new double[3];
        }

        private double slope(double t) {
            return (p[1] + 2 * p[2] * t) / scale;
        }

        private double rise() {
            return p[1] * (to - from) / scale + p[2] * (to * to - from * from) / (scale * scale);
        }

        double[] distances(int[] members) {
            return Arrays.stream(members).mapToDouble(i -> {
                double t = along(i) / scale, slope = slope(t);
                return Math.abs(across(i) - (p[0] + t * (p[1] + t * p[2]))) / Math.sqrt(1 + slope * slope);
            }).toArray();
        }

        double chord() {
            return Math.hypot(to - from, rise());
        }

        double degrees() {
            double angle = Math.toDegrees(axis + Math.atan2(rise(), to - from)) % 180;
            return angle < 0 ? angle + 180 : angle;
        }

        double length() {
            int steps = 200;
            double length = 0, h = (to - from) / steps;
            for (int i = 0; i < steps; i++) {
                double slope = slope((from + (i + 0.5) * h) / scale);
                length += h * Math.sqrt(1 + slope * slope);
            }
            return length;
        }
    }

    /** The circle around the centre of the wafer that some defects lie on. */
    private static final class Ring {
        private final double radius;
        private final double width;
        /** Angle that it spans, without the largest gap. */
        private final double span;
        /** Where its middle lies. */
        private final double degrees;

        Ring(double[] xs, double[] ys, int[] members) {
            int n = members.length;
            double[] angles = new double[n], radii = new double[n];
            for (int i = 0; i < n; i++) {
                radii[i] = Math.hypot(xs[members[i]], ys[members[i]]);
                angles[i] = Math.atan2(ys[members[i]], xs[members[i]]);
            }
            Arrays.sort(angles);
            double gap = angles[0] + 2 * Math.PI - angles[n - 1], from = angles[0];
            for (int i = 1; i < n; i++)
                if (angles[i] - angles[i - 1] > gap) {
                    gap = angles[i] - angles[i - 1];
                    from = angles[i];
                }
            double middle = median(radii);
            radius = middle;
            width = 4 * DEVIATION * median(Arrays.stream(radii).map(r -> Math.abs(r - middle)).toArray());
            span = 2 * Math.PI - gap;
            double at = Math.toDegrees(from + span / 2) % 360;
            degrees = at < 0 ? at + 360 : at;
        }

        double length() {
            return span * radius;
        }

        double straightness() {
            return span >= Math.PI ? 0 : 2 * Math.sin(span / 2) / span;
        }
    }
}
