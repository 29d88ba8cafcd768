package org.loupe.tools.imageio.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * A shape given by its distance function: below 0 inside, above outside, in units of its own plane. Exact or nearly so
 * close to its edge, which is all that drawing with soft edges needs.
 */
public interface Form {

    /** Distance from the edge at a place. */
    double at(double x, double y);

    /** Left, top, right and bottom of a box around it. */
    double[] box();

    /** A line with round ends. */
    static Form line(double ax, double ay, double bx, double by, double radius) {
        return taper(ax, ay, radius, bx, by, radius);
    }

    /** A line with round ends whose half width changes evenly from end to end. */
    static Form taper(double ax, double ay, double ar, double bx, double by, double br) {
        double dx = bx - ax, dy = by - ay, length = Math.max(1e-9, dx * dx + dy * dy), most = Math.max(ar, br);
        return form((x, y) -> {
            double t = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length));
            double ex = x - ax - t * dx, ey = y - ay - t * dy;
            return Math.sqrt(ex * ex + ey * ey) - ar - t * (br - ar);
        }, Math.min(ax, bx) - most, Math.min(ay, by) - most, Math.max(ax, bx) + most, Math.max(ay, by) + most);
    }

    /** A disc. */
    static Form disc(double cx, double cy, double radius) {
        return form((x, y) -> Math.sqrt((x - cx) * (x - cx) + (y - cy) * (y - cy)) - radius, cx - radius, cy - radius,
                cx + radius, cy + radius);
    }

    /** A rectangle by half sizes with rounded corners. */
    static Form rectangle(double cx, double cy, double halfWidth, double halfHeight, double corner) {
        return form((x, y) -> {
            double ex = Math.abs(x - cx) - halfWidth + corner, ey = Math.abs(y - cy) - halfHeight + corner;
            double ox = Math.max(ex, 0), oy = Math.max(ey, 0);
            return Math.sqrt(ox * ox + oy * oy) + Math.min(Math.max(ex, ey), 0) - corner;
        }, cx - halfWidth, cy - halfHeight, cx + halfWidth, cy + halfHeight);
    }

    /** A rectangle whose corners are cut at 45°. */
    static Form chamfered(double cx, double cy, double halfWidth, double halfHeight, double cut) {
        return form((x, y) -> {
            double ex = Math.abs(x - cx) - halfWidth, ey = Math.abs(y - cy) - halfHeight;
            return Math.max(Math.max(ex, ey), (ex + ey + cut) * 0.7071067811865476);
        }, cx - halfWidth, cy - halfHeight, cx + halfWidth, cy + halfHeight);
    }

    /**
     * A lump with an uneven outline.
     *
     * @param roughness 0 a disc, 0.4 very uneven
     * @param stretch   1 round, 2 twice as long as wide, turned at random
     */
    static Form lump(double cx, double cy, double radius, double roughness, double stretch, Dice dice) {
        double[] a = new double[4], b = new double[4];
        for (int k = 0; k < 4; k++) {
            a[k] = dice.around(roughness / (k + 1));
            b[k] = dice.around(roughness / (k + 1));
        }
        double turn = dice.uniform(0, 3.141592653589793), c = StrictMath.cos(turn), s = StrictMath.sin(turn);
        double along = radius * Math.sqrt(stretch), across = radius / Math.sqrt(stretch);
        double most = Math.max(along, across) * (1 + 2.1 * roughness);
        return form((x, y) -> {
            double u = ((x - cx) * c + (y - cy) * s) / along, v = ((y - cy) * c - (x - cx) * s) / across;
            double r = Math.sqrt(u * u + v * v);
            if (r < 1e-6)
                return -across * (1 - roughness);
            double c1 = u / r, s1 = v / r, ck = c1, sk = s1, outline = 1;
            for (int k = 0; k < 4; k++) {
                outline += a[k] * ck + b[k] * sk;
                double next = ck * c1 - sk * s1;
                sk = sk * c1 + ck * s1;
                ck = next;
            }
            return (r - Math.max(0.3, outline)) * across;
        }, cx - most, cy - most, cx + most, cy + most);
    }

    /** All of them together. */
    static Form union(List<Form> forms) {
        Form[] parts = forms.toArray(Form[]::new);
        double[] box = parts[0].box().clone();
        for (Form part : parts) {
            box[0] = Math.min(box[0], part.box()[0]);
            box[1] = Math.min(box[1], part.box()[1]);
            box[2] = Math.max(box[2], part.box()[2]);
            box[3] = Math.max(box[3], part.box()[3]);
        }
        return form((x, y) -> {
            double d = Double.POSITIVE_INFINITY;
            for (Form part : parts)
                d = Math.min(d, part.at(x, y));
            return d;
        }, box[0], box[1], box[2], box[3]);
    }

    /** A line that wavers: pieces between two points, each joint off the straight by up to {@code waver}. */
    static Form wavering(double ax, double ay, double bx, double by, double radius, double waver, Dice dice) {
        List<Form> pieces = new ArrayList<>();
        double dx = bx - ax, dy = by - ay, length = Math.sqrt(dx * dx + dy * dy);
        int n = Math.max(2, (int) (length / 5));
        double px = ax, py = ay, pr = radius;
        for (int i = 1; i <= n; i++) {
            double t = (double) i / n, off = i == n ? 0 : dice.around(waver) / Math.max(1, length);
            double x = ax + t * dx - off * dy, y = ay + t * dy + off * dx, r = radius * dice.uniform(0.7, 1.3);
            pieces.add(taper(px, py, pr, x, y, r));
            px = x;
            py = y;
            pr = r;
        }
        return union(pieces);
    }

    /** A distance function. */
    interface Distance {
        double at(double x, double y);
    }

    /** A form by its function and its box. */
    static Form form(Distance distance, double left, double top, double right, double bottom) {
        double[] box = { left, top, right, bottom };
        return new Form() {
            @Override
            public double at(double x, double y) {
                return distance.at(x, y);
            }

            @Override
            public double[] box() {
                return box;
            }
        };
    }
}
