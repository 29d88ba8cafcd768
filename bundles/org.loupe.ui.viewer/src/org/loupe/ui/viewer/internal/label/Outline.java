package org.loupe.ui.viewer.internal.label;

import java.util.ArrayList;
import java.util.List;

import org.loupe.store.labels.LabelShape;
import org.loupe.store.labels.LabelShape.Box;
import org.loupe.store.labels.LabelShape.Mask;
import org.loupe.store.labels.LabelShape.Point;
import org.loupe.store.labels.LabelShape.Polygon;
import org.loupe.store.labels.LabelShape.Ring;
import org.loupe.store.labels.LabelShape.RotatedBox;

/** The handles of an outline, and what it becomes when one of them is drawn to another place. In px; any thread. */
public final class Outline {
    private static final int TURN = 8;

    private Outline() {
    }

    /**
     * The handles as x, y: of a box and a rotated one eight row by row without the middle, of the rotated one a ninth to
     * turn it by; of a polygon its corners; of a point itself; of others none.
     *
     * @param arm px from the upper side of a rotated box to the handle that turns it
     */
    static List<double[]> handles(LabelShape shape, double arm) {
        List<double[]> all = new ArrayList<>();
        if (shape instanceof Box b) {
            for (int i = 0; i < 9; i++)
                if (i != 4)
                    all.add(new double[] { b.x() + i % 3 * b.width() / 2.0, b.y() + i / 3 * b.height() / 2.0 });
        } else if (shape instanceof RotatedBox r) {
            for (int i = 0; i < 9; i++)
                if (i != 4)
                    all.add(place(r, (i % 3 - 1) * r.width() / 2.0, (i / 3 - 1) * r.height() / 2.0));
            all.add(place(r, 0, -r.height() / 2.0 - arm));
        } else if (shape instanceof Polygon p) {
            for (Ring ring : p.rings())
                for (int i = 0; i < ring.xy().length; i += 2)
                    all.add(new double[] { ring.xy()[i], ring.xy()[i + 1] });
        } else if (shape instanceof Point p) {
            all.add(new double[] { p.x(), p.y() });
        }
        return all;
    }

    private static double[] place(RotatedBox r, double dx, double dy) {
        double cos = Math.cos(Math.toRadians(r.degrees())), sin = Math.sin(Math.toRadians(r.degrees()));
        return new double[] { r.centreX() + dx * cos - dy * sin, r.centreY() + dx * sin + dy * cos };
    }

    /** The outline with a handle drawn to a place; a box may turn over, and never vanishes. */
    static LabelShape drawn(LabelShape shape, int handle, double x, double y) {
        if (shape instanceof Box b) {
            int at = handle < 4 ? handle : handle + 1;
            double x0 = at % 3 == 0 ? x : b.x(), x1 = at % 3 == 2 ? x : b.x() + b.width();
            double y0 = at / 3 == 0 ? y : b.y(), y1 = at / 3 == 2 ? y : b.y() + b.height();
            return Math.abs(x1 - x0) < 1 || Math.abs(y1 - y0) < 1 ? shape : Box.between(x0, y0, x1, y1);
        }
        if (shape instanceof RotatedBox r)
            return drawn(r, handle, x, y);
        if (shape instanceof Polygon p) {
            List<Ring> rings = new ArrayList<>();
            int first = 0;
            for (Ring ring : p.rings()) {
                float[] xy = ring.xy();
                if (handle >= first && handle < first + xy.length / 2) {
                    xy = xy.clone();
                    xy[2 * (handle - first)] = (float) x;
                    xy[2 * (handle - first) + 1] = (float) y;
                }
                rings.add(new Ring(xy));
                first += xy.length / 2;
            }
            return new Polygon(rings);
        }
        return shape instanceof Point ? new Point((float) x, (float) y) : shape;
    }

    /** The opposite side stays where it is. */
    private static LabelShape drawn(RotatedBox r, int handle, double x, double y) {
        double dx = x - r.centreX(), dy = y - r.centreY();
        if (handle == TURN) {
            double degrees = Math.toDegrees(Math.atan2(dx, -dy));
            return new RotatedBox(r.centreX(), r.centreY(), r.width(), r.height(), (float) degrees);
        }
        double cos = Math.cos(Math.toRadians(r.degrees())), sin = Math.sin(Math.toRadians(r.degrees()));
        double u = dx * cos + dy * sin, v = dy * cos - dx * sin, left = -r.width() / 2.0, top = -r.height() / 2.0;
        double right = -left, bottom = -top;
        int at = handle < 4 ? handle : handle + 1;
        if (at % 3 == 0)
            left = Math.min(u, right - 1);
        if (at % 3 == 2)
            right = Math.max(u, left + 1);
        if (at / 3 == 0)
            top = Math.min(v, bottom - 1);
        if (at / 3 == 2)
            bottom = Math.max(v, top + 1);
        double[] centre = place(r, (left + right) / 2, (top + bottom) / 2);
        return new RotatedBox((float) centre[0], (float) centre[1], (float) (right - left), (float) (bottom - top),
                r.degrees());
    }

    /** With its right and lower edge moved by px; what has none is only moved. */
    static LabelShape grown(LabelShape shape, double dx, double dy) {
        if (shape instanceof Box b)
            return new Box(b.x(), b.y(), (float) Math.max(1, b.width() + dx), (float) Math.max(1, b.height() + dy));
        if (shape instanceof RotatedBox r) {
            float width = (float) Math.max(1, r.width() + dx), height = (float) Math.max(1, r.height() + dy);
            double[] centre = place(r, (width - r.width()) / 2.0, (height - r.height()) / 2.0);
            return new RotatedBox((float) centre[0], (float) centre[1], width, height, r.degrees());
        }
        return shape.moved((float) dx, (float) dy);
    }

    /** Moved by px, but not beyond the edges of an image. */
    static LabelShape moved(LabelShape shape, double dx, double dy, double imageWidth, double imageHeight) {
        Box b = shape.bounds();
        double x = Math.max(Math.min(0, -b.x()), Math.min(Math.max(0, imageWidth - b.x() - b.width()), dx));
        double y = Math.max(Math.min(0, -b.y()), Math.min(Math.max(0, imageHeight - b.y() - b.height()), dy));
        return shape.moved((float) x, (float) y);
    }

    /** The closed lines of an outline; of a mask and a point none. */
    public static List<float[]> lines(LabelShape shape) {
        if (shape instanceof Box b)
            return List.of(new float[] { b.x(), b.y(), b.x() + b.width(), b.y(), b.x() + b.width(),
                    b.y() + b.height(), b.x(), b.y() + b.height() });
        if (shape instanceof RotatedBox r)
            return List.of(r.corners());
        if (shape instanceof Polygon p)
            return p.rings().stream().map(Ring::xy).toList();
        return List.of();
    }

    /** How far a place is from the lines of an outline; the largest number if it has none. */
    static double distance(LabelShape shape, double x, double y) {
        double least = Double.MAX_VALUE;
        for (float[] line : lines(shape))
            for (int i = 0, j = line.length - 2; i < line.length; j = i, i += 2)
                least = Math.min(least, distance(x, y, line[j], line[j + 1], line[i], line[i + 1]));
        return least;
    }

    private static double distance(double x, double y, double x0, double y0, double x1, double y1) {
        double dx = x1 - x0, dy = y1 - y0, length = dx * dx + dy * dy;
        double t = length == 0 ? 0 : Math.max(0, Math.min(1, ((x - x0) * dx + (y - y0) * dy) / length));
        return Math.hypot(x - x0 - t * dx, y - y0 - t * dy);
    }

    /** A polygon with a further corner where a place is nearest to one of its lines. */
    static Polygon withCorner(Polygon polygon, double x, double y) {
        int bestRing = 0, bestAt = 0;
        double least = Double.MAX_VALUE;
        for (int k = 0; k < polygon.rings().size(); k++) {
            float[] xy = polygon.rings().get(k).xy();
            for (int i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2) {
                double d = distance(x, y, xy[j], xy[j + 1], xy[i], xy[i + 1]);
                if (d < least) {
                    least = d;
                    bestRing = k;
                    bestAt = i;
                }
            }
        }
        List<Ring> rings = new ArrayList<>(polygon.rings());
        float[] old = rings.get(bestRing).xy(), xy = new float[old.length + 2];
        System.arraycopy(old, 0, xy, 0, bestAt);
        xy[bestAt] = (float) x;
        xy[bestAt + 1] = (float) y;
        System.arraycopy(old, bestAt, xy, bestAt + 2, old.length - bestAt);
        rings.set(bestRing, new Ring(xy));
        return new Polygon(rings);
    }

    /** A polygon without one of its corners; a hole of three goes as a whole, an outline of three stays. */
    static Polygon withoutCorner(Polygon polygon, int corner) {
        List<Ring> rings = new ArrayList<>(polygon.rings());
        int first = 0;
        for (int k = 0; k < rings.size(); k++) {
            float[] old = rings.get(k).xy();
            int at = corner - first;
            first += old.length / 2;
            if (at < 0 || at >= old.length / 2)
                continue;
            if (old.length <= 6) {
                if (k == 0)
                    return polygon;
                rings.remove(k);
                break;
            }
            float[] xy = new float[old.length - 2];
            System.arraycopy(old, 0, xy, 0, 2 * at);
            System.arraycopy(old, 2 * at + 2, xy, 2 * at, xy.length - 2 * at);
            rings.set(k, new Ring(xy));
            break;
        }
        return new Polygon(rings);
    }

    /** Takes those points out of a line drawn by hand that are no further than {@code slack} px from it without them. */
    static List<double[]> simplified(List<double[]> line, double slack) {
        if (line.size() < 3)
            return line;
        double[] a = line.get(0), b = line.get(line.size() - 1);
        int at = 0;
        double most = 0;
        for (int i = 1; i < line.size() - 1; i++) {
            double d = distance(line.get(i)[0], line.get(i)[1], a[0], a[1], b[0], b[1]);
            if (d > most) {
                most = d;
                at = i;
            }
        }
        if (most <= slack)
            return List.of(a, b);
        List<double[]> kept = new ArrayList<>(simplified(line.subList(0, at + 1), slack));
        kept.remove(kept.size() - 1);
        kept.addAll(simplified(line.subList(at, line.size()), slack));
        return kept;
    }

    /**
     * A mask with the pixels of a thick line added or taken away.
     *
     * @param mask    {@code null} for none yet
     * @param line    places that the middle of the brush went through
     * @param radius  px
     * @param add     else they are taken away
     * @param columns of the image, which nothing leaves
     * @param rows    of the image
     */
    static Mask painted(Mask mask, List<double[]> line, double radius, boolean add, int columns, int rows) {
        double x0 = Double.MAX_VALUE, y0 = Double.MAX_VALUE, x1 = -Double.MAX_VALUE, y1 = -Double.MAX_VALUE;
        for (double[] p : line) {
            x0 = Math.min(x0, p[0] - radius);
            y0 = Math.min(y0, p[1] - radius);
            x1 = Math.max(x1, p[0] + radius);
            y1 = Math.max(y1, p[1] + radius);
        }
        if (mask != null && mask.width() > 0) {
            x0 = add ? Math.min(x0, mask.x()) : mask.x();
            y0 = add ? Math.min(y0, mask.y()) : mask.y();
            x1 = add ? Math.max(x1, mask.x() + mask.width()) : mask.x() + mask.width();
            y1 = add ? Math.max(y1, mask.y() + mask.height()) : mask.y() + mask.height();
        }
        int left = (int) Math.max(0, Math.floor(x0)), top = (int) Math.max(0, Math.floor(y0));
        int width = (int) Math.min(columns, Math.ceil(x1)) - left, height = (int) Math.min(rows, Math.ceil(y1)) - top;
        if (width <= 0 || height <= 0)
            return mask == null ? new Mask(0, 0, 0, 0, new int[0]) : mask;
        boolean[] inside = new boolean[width * height];
        if (mask != null) {
            boolean[] old = mask.pixels();
            for (int row = 0; row < mask.height(); row++)
                System.arraycopy(old, row * mask.width(), inside, (row + mask.y() - top) * width + mask.x() - left,
                        mask.width());
        }
        for (int i = 0; i < line.size(); i++)
            stroke(inside, left, top, width, height, line.get(Math.max(0, i - 1)), line.get(i), radius, add);
        return Mask.of(left, top, width, height, inside);
    }

    private static void stroke(boolean[] inside, int left, int top, int width, int height, double[] a, double[] b,
            double radius, boolean add) {
        int x0 = (int) Math.max(0, Math.floor(Math.min(a[0], b[0]) - radius) - left);
        int x1 = (int) Math.min(width, Math.ceil(Math.max(a[0], b[0]) + radius) - left);
        int y0 = (int) Math.max(0, Math.floor(Math.min(a[1], b[1]) - radius) - top);
        int y1 = (int) Math.min(height, Math.ceil(Math.max(a[1], b[1]) + radius) - top);
        for (int y = y0; y < y1; y++)
            for (int x = x0; x < x1; x++)
                if (distance(left + x + 0.5, top + y + 0.5, a[0], a[1], b[0], b[1]) <= radius)
                    inside[y * width + x] = add;
    }
}
