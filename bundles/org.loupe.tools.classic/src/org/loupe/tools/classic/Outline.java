package org.loupe.tools.classic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.loupe.api.Run;
import org.loupe.api.Tile;
import org.loupe.tools.base.Samples;

/** The form of a mask: moments, perimeter and convex hulls. Lengths in px. */
final class Outline {
    private static final double DIAGONAL = Math.sqrt(2);

    private final boolean[][] on;
    private final int width;
    private final int height;
    private final int area;
    /** Inertia in x and y and their product, by area. */
    private final double inX;
    private final double inY;
    private final double inXY;

    /** A point; x to the right, y down. */
    private record Point(double x, double y) {
    }

    Outline(Tile mask, Run run) {
        width = mask.width();
        height = mask.height();
        on = new boolean[height][width];
        float[] line = new float[width];
        long n = 0, sumX = 0, sumY = 0;
        for (int y = 0; y < height; y++) {
            run.checkCancelled();
            Samples.read(mask, y, line);
            for (int x = 0; x < width; x++)
                if (line[x] != 0) {
                    on[y][x] = true;
                    n++;
                    sumX += x;
                    sumY += y;
                }
        }
        area = (int) n;
        double meanX = (double) sumX / n, meanY = (double) sumY / n, xx = 0, yy = 0, xy = 0;
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
                if (on[y][x]) {
                    xx += (x - meanX) * (x - meanX);
                    yy += (y - meanY) * (y - meanY);
                    xy += (x - meanX) * (y - meanY);
                }
        inX = xx / n;
        inY = yy / n;
        inXY = xy / n;
    }

    /** Row by row which pixels are on; not to be written. */
    boolean[][] pixels() {
        return on;
    }

    int area() {
        return area;
    }

    /** Half the difference of the two principal moments. */
    private double spread() {
        return Math.sqrt((inX - inY) * (inX - inY) / 4 + inXY * inXY);
    }

    double eccentricity() {
        double middle = (inX + inY) / 2, largest = middle + spread();
        return largest == 0 ? 0 : Math.sqrt(Math.min(1, 2 * spread() / largest));
    }

    /** Degrees from the x axis, anti-clockwise as seen on the screen, 0 ≤ angle &lt; 180; NaN if all are alike. */
    double orientation() {
        if (spread() <= 1e-12 * (inX + inY))
            return Double.NaN;
        double degrees = Math.toDegrees(StrictMath.atan2(-2 * inXY, inX - inY)) / 2;
        return degrees < 0 ? degrees + 180 : degrees == 0 ? 0 : degrees;
    }

    /** Length of the line through the border pixels' centres, from how each border pixel's neighbours lie. */
    double perimeter(Run run) {
        boolean[][] border = new boolean[height][width];
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
                border[y][x] = on(x, y) && !(on(x - 1, y) && on(x + 1, y) && on(x, y - 1) && on(x, y + 1));
        double length = 0;
        for (int y = 0; y < height; y++) {
            run.checkCancelled();
            for (int x = 0; x < width; x++)
                if (border[y][x])
                    length += weight(border, x, y);
        }
        return length;
    }

    private double weight(boolean[][] border, int x, int y) {
        int straight = 0, diagonal = 0;
        for (int dy = -1; dy <= 1; dy++)
            for (int dx = -1; dx <= 1; dx++) {
                int nx = x + dx, ny = y + dy;
                if ((dx != 0 || dy != 0) && nx >= 0 && ny >= 0 && nx < width && ny < height && border[ny][nx])
                    if (dx == 0 || dy == 0)
                        straight++;
                    else
                        diagonal++;
            }
        return switch (1 + 2 * straight + 10 * diagonal) {
            case 5, 7, 15, 17, 25, 27 -> 1;
            case 21, 33 -> DIAGONAL;
            case 13, 23 -> (1 + DIAGONAL) / 2;
            default -> 0;
        };
    }

    private boolean on(int x, int y) {
        return x >= 0 && y >= 0 && x < width && y < height && on[y][x];
    }

    double feretMax(Run run) {
        Point[] hull = hull(true);
        double largest = 0;
        for (Point a : hull) {
            run.checkCancelled();
            for (Point b : hull)
                largest = Math.max(largest, (a.x() - b.x()) * (a.x() - b.x()) + (a.y() - b.y()) * (a.y() - b.y()));
        }
        return Math.sqrt(largest);
    }

    double feretMin() {
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
    int convexArea(Run run) {
        Point[] hull = hull(true);
        int pixels = 0;
        for (int y = 0; y < height; y++) {
            run.checkCancelled();
            double left = Double.POSITIVE_INFINITY, right = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < hull.length; i++) {
                Point a = hull[i], b = hull[(i + 1) % hull.length];
                if (Math.min(a.y(), b.y()) > y || Math.max(a.y(), b.y()) < y)
                    continue;
                double x = a.y() == b.y() ? a.x() : a.x() + (y - a.y()) * (b.x() - a.x()) / (b.y() - a.y());
                left = Math.min(left, a.y() == b.y() ? Math.min(a.x(), b.x()) : x);
                right = Math.max(right, a.y() == b.y() ? Math.max(a.x(), b.x()) : x);
            }
            if (left <= right)
                pixels += Math.max(0, (int) Math.floor(right + 1e-9) - (int) Math.ceil(left - 1e-9) + 1);
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
        for (int y = 0; y < height; y++) {
            int left = 0, right = width - 1;
            while (left < width && !on[y][left])
                left++;
            if (left == width)
                continue;
            while (!on[y][right])
                right--;
            for (double dy : new double[] { -0.5, 0.5 }) {
                points.add(new Point(middles ? left : left - 0.5, y + dy));
                points.add(new Point(middles ? right : right + 0.5, y + dy));
            }
            if (middles) {
                points.add(new Point(left - 0.5, y));
                points.add(new Point(right + 0.5, y));
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
