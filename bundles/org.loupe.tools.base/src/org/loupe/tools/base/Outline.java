package org.loupe.tools.base;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.loupe.api.Run;

/**
 * The form of a mask: moments, perimeter and convex hulls, from what was counted of its pixels. Lengths in px. It keeps
 * the arrays that it is given.
 */
public final class Outline {
    private static final double DIAGONAL = Math.sqrt(2);

    private final int[] left;
    private final int[] right;
    private final long area;
    private final double perimeter;
    /** Inertia in x and y and their product, by area. */
    private final double inX;
    private final double inY;
    private final double inXY;

    /** A point; x to the right, y down. */
    private record Point(double x, double y) {
    }

    /**
     * Sums over the pixels of a mask.
     *
     * @param area number of pixels
     * @param x    sum of their columns
     * @param y    sum of their rows
     * @param xx   sum of the squares of the columns
     * @param yy   sum of the squares of the rows
     * @param xy   sum of the products of both
     */
    public record Sums(long area, long x, long y, long xx, long yy, long xy) {
    }

    /**
     * How the border pixels' neighbours on the border lie (Benkrid et al.); a border pixel has one of its four straight
     * neighbours outside of the mask.
     *
     * @param straight border pixels that count 1
     * @param diagonal that count √2
     * @param corner   that count half of both
     */
    public record Border(long straight, long diagonal, long corner) {

        /**
         * What a border pixel counts: 1, 2 and 3 for straight, diagonal and corner, 0 for none of them.
         *
         * @param beside neighbours on the border, left, right, above and below
         * @param across neighbours on the border at the pixel's corners
         */
        public static int kind(int beside, int across) {
            return switch (1 + 2 * beside + 10 * across) {
                case 5, 7, 15, 17, 25, 27 -> 1;
                case 21, 33 -> 2;
                case 13, 23 -> 3;
                default -> 0;
            };
        }
    }

    /**
     * @param left  of each row, the first column that is on
     * @param right of each row, the last one; below the first where none is
     */
    public Outline(int[] left, int[] right, Sums sums, Border border) {
        this.left = left;
        this.right = right;
        area = sums.area();
        perimeter = border.straight() + border.diagonal() * DIAGONAL + border.corner() * ((1 + DIAGONAL) / 2);
        inX = inertia(sums.xx(), sums.x(), sums.x());
        inY = inertia(sums.yy(), sums.y(), sums.y());
        inXY = inertia(sums.xy(), sums.x(), sums.y());
    }

    /** Mean of the products about the centre; the numerator is exact, however large the mask. */
    private double inertia(long products, long one, long other) {
        BigInteger exact = BigInteger.valueOf(products).multiply(BigInteger.valueOf(area))
                .subtract(BigInteger.valueOf(one).multiply(BigInteger.valueOf(other)));
        return exact.doubleValue() / area / area;
    }

    public long area() {
        return area;
    }

    /** Length of the line through the border pixels' centres. */
    public double perimeter() {
        return perimeter;
    }

    /** Half the difference of the two principal moments. */
    private double spread() {
        return Math.sqrt((inX - inY) * (inX - inY) / 4 + inXY * inXY);
    }

    public double eccentricity() {
        double middle = (inX + inY) / 2, largest = middle + spread();
        return largest == 0 ? 0 : Math.sqrt(Math.min(1, 2 * spread() / largest));
    }

    /** Degrees from the x axis, anti-clockwise as seen on the screen, 0 ≤ angle &lt; 180; NaN if all are alike. */
    public double orientation() {
        if (spread() <= 1e-12 * (inX + inY))
            return Double.NaN;
        double degrees = Math.toDegrees(StrictMath.atan2(-2 * inXY, inX - inY)) / 2;
        return degrees < 0 ? degrees + 180 : degrees == 0 ? 0 : degrees;
    }

    /** Largest distance between two middles of the pixels' edges. */
    public double feretMax(Run run) {
        Point[] hull = hull(true);
        double largest = 0;
        for (Point a : hull) {
            run.checkCancelled();
            for (Point b : hull)
                largest = Math.max(largest, (a.x() - b.x()) * (a.x() - b.x()) + (a.y() - b.y()) * (a.y() - b.y()));
        }
        return Math.sqrt(largest);
    }

    /** Smallest distance of two parallel lines between which all pixels fit as squares. */
    public double feretMin() {
        Point[] hull = hull(false);
        double smallest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < hull.length; i++) {
            Point a = hull[i], b = hull[(i + 1) % hull.length];
            double side = Math.hypot(b.x() - a.x(), b.y() - a.y()), widest = 0;
            for (Point p : hull)
                widest = Math.max(widest, Math.abs(cross(a, b, p)) / side);
            smallest = Math.min(smallest, widest);
        }
        return smallest;
    }

    /** Pixels whose centres lie in the convex hull, or on it. */
    public int convexArea(Run run) {
        Point[] hull = hull(true);
        int pixels = 0;
        for (int y = 0; y < left.length; y++) {
            run.checkCancelled();
            double low = Double.POSITIVE_INFINITY, high = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < hull.length; i++) {
                Point a = hull[i], b = hull[(i + 1) % hull.length];
                if (Math.min(a.y(), b.y()) > y || Math.max(a.y(), b.y()) < y)
                    continue;
                double x = a.y() == b.y() ? a.x() : a.x() + (y - a.y()) * (b.x() - a.x()) / (b.y() - a.y());
                low = Math.min(low, a.y() == b.y() ? Math.min(a.x(), b.x()) : x);
                high = Math.max(high, a.y() == b.y() ? Math.max(a.x(), b.x()) : x);
            }
            if (low <= high)
                pixels += Math.max(0, (int) Math.floor(high + 1e-9) - (int) Math.ceil(low - 1e-9) + 1);
        }
        return pixels;
    }

    /**
     * The convex hull of all pixels, in order.
     *
     * @param middles of the middles of the pixels' edges; else of the pixels' corners
     */
    private Point[] hull(boolean middles) {
        List<Point> points = new ArrayList<>();
        for (int y = 0; y < left.length; y++) {
            if (right[y] < left[y])
                continue;
            for (double dy : new double[] { -0.5, 0.5 }) {
                points.add(new Point(middles ? left[y] : left[y] - 0.5, y + dy));
                points.add(new Point(middles ? right[y] : right[y] + 0.5, y + dy));
            }
            if (middles) {
                points.add(new Point(left[y] - 0.5, y));
                points.add(new Point(right[y] + 0.5, y));
            }
        }
        return hull(points);
    }

    private static Point[] hull(List<Point> points) {
        points.sort(Comparator.comparingDouble(Point::x).thenComparingDouble(Point::y));
        Point[] hull = new Point[2 * points.size()];
        int n = 0;
        for (Point p : points) {
            while (n >= 2 && cross(hull[n - 2], hull[n - 1], p) <= 0)
                n--;
            hull[n++] = p;
        }
        int lower = n + 1;
        for (int i = points.size() - 2; i >= 0; i--) {
            while (n >= lower && cross(hull[n - 2], hull[n - 1], points.get(i)) <= 0)
                n--;
            hull[n++] = points.get(i);
        }
        return Arrays.copyOf(hull, n - 1);
    }

    private static double cross(Point a, Point b, Point p) {
        return (b.x() - a.x()) * (p.y() - a.y()) - (b.y() - a.y()) * (p.x() - a.x());
    }
}
