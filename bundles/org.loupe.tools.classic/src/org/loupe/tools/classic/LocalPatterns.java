package org.loupe.tools.classic;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.loupe.api.Device;
import org.loupe.api.Features;
import org.loupe.api.Patch;
import org.loupe.api.Region;
import org.loupe.api.Run;
import org.loupe.api.Step;
import org.loupe.api.ToolException;
import org.loupe.tools.base.Area;
import org.loupe.tools.base.Needs;
import org.loupe.tools.base.Plane;
import org.loupe.tools.base.Variant;

/**
 * Texture of a defect by local binary patterns: each pixel is compared with points on a circle around it. Where the
 * points that are as bright or brighter follow each other (at most two changes around the circle: the uniform
 * patterns), the pixel's pattern is their number, which does not change when the part is turned; all others are one
 * pattern more. {@code lbp.0} to {@code lbp.(points + 1)} are the shares of the pixels with each pattern: {@code lbp.0}
 * is a bright spot, {@code lbp.(points)} a dark spot or a flat place, those between are edges and corners, the last one
 * is noise.
 *
 * <p>Patterns are those of scikit-image's {@code local_binary_pattern(…, method="uniform")} bit by bit: points between
 * pixels are interpolated, and beyond the image all is 0. Pixels that are no numbers take no part; without a pixel all
 * shares are NaN.
 */
public final class LocalPatterns extends org.loupe.tools.base.LocalPatterns {

    @Override
    public Step<Patch, Features> open(Params params, Device device) {
        List<String> names = names(params);
        List<Point> circle = points(circle(params));
        return (patch, run) -> new Features(names, 1, shares(count(patch, params, circle, run)));
    }

    /** A point of the circle: px to the right of the pixel and down. */
    private record Point(double right, double down) {
    }

    private static List<Point> points(double[] circle) {
        return IntStream.range(0, circle.length / 2).mapToObj(i -> new Point(circle[2 * i], circle[2 * i + 1]))
                .toList();
    }

    /** How often each pattern occurs. */
    private int[] count(Patch patch, Params params, List<Point> circle, Run run) throws ToolException {
        Needs.grey(info().label(), patch.image().shape());
        Plane image = Plane.of(patch.image(), run);
        Region region = region(patch, params);
        var mask = params.area() == Area.MASK ? patch.mask().data() : null;
        Patterns patterns = new Patterns(image, region, circle);
        int[] counts = new int[params.points() + 2];
        for (int y = region.y(); y < region.bottom(); y++) {
            run.checkCancelled();
            int[] brighter = patterns.row(y);
            for (int x = 0; x < region.width(); x++) {
                int at = y * image.width() + region.x() + x;
                if (!Float.isFinite(image.values()[at]) || mask != null && mask.get(at) == 0)
                    continue;
                int one = brighter[x], changes = Integer.bitCount((one ^ one >>> 1) & (1 << params.points() - 1) - 1);
                counts[changes <= 2 ? Integer.bitCount(one) : params.points() + 1]++;
            }
        }
        return counts;
    }

    /** Compares the pixels of a region with the points around them, row by row. */
    private static final class Patterns {
        /** What is no number is darker than all else. */
        private static final double DARK = -1e300;

        private final Region region;
        private final List<Point> circle;
        private final Plane image;
        /** Columns and rows beyond the region that the circle reaches. */
        private final int reach;
        /** The rows that a row's points lie on, as far as the circle reaches; 0 beyond the image. */
        private final double[][] rows;
        private int next;
        /** For each point that lies between two columns, how much of the right one it is at each pixel; else null. */
        private final double[][] rights;
        private final int[] brighter;
        private final double[] values;

        Patterns(Plane image, Region region, List<Point> circle) {
            this.image = image;
            this.region = region;
            this.circle = circle;
            reach = circle.stream().mapToInt(p -> (int) Math.ceil(Math.max(Math.abs(p.right), Math.abs(p.down))))
                    .max().orElse(0);
            rows = new double[2 * reach + 1][region.width() + 2 * reach + 1];
            next = region.y() - reach;
            brighter = new int[region.width()];
            values = new double[region.width()];
            rights = circle.stream().map(p -> p.right == Math.rint(p.right) ? null : rights(p))
                    .toArray(double[][]::new);
        }

        /** The fractions are those of sums, whose last bits depend on the column. */
        private double[] rights(Point point) {
            return IntStream.range(region.x(), region.right()).mapToDouble(x -> x + point.right
                    - Math.floor(x + point.right)).toArray();
        }

        /** For each pixel of the row, a bit for each point as bright or brighter. Rows are asked for in order. */
        int[] row(int y) {
            for (; next <= y + reach; next++)
                read(next, rows[Math.floorMod(next, rows.length)]);
            Arrays.fill(brighter, 0);
            for (int i = 0; i < circle.size(); i++) {
                Point point = circle.get(i);
                int top = (int) Math.floor(y + point.down), bottom = (int) Math.ceil(y + point.down);
                double[] high = rows[Math.floorMod(top, rows.length)], low = rows[Math.floorMod(bottom, rows.length)];
                int from = reach + (int) Math.floor(point.right);
                if (top == bottom && rights[i] == null)
                    compare(high, from, y, i);
                else {
                    interpolate(high, low, from, y + point.down - top, rights[i]);
                    compare(values, 0, y, i);
                }
            }
            return brighter;
        }

        private void read(int y, double[] row) {
            Arrays.fill(row, 0);
            if (y < 0 || y >= image.height())
                return;
            int column = region.x() - reach;
            for (int x = Math.max(0, -column); x < Math.min(row.length, image.width() - column); x++) {
                float value = image.values()[y * image.width() + column + x];
                row[x] = Float.isFinite(value) ? value + 0.0 : DARK;
            }
        }

        /** Sets the bit of each pixel whose value is not below that at its centre; the sign of the difference tells. */
        private void compare(double[] points, int from, int y, int bit) {
            double[] centres = rows[Math.floorMod(y, rows.length)];
            int[] bits = brighter;
            for (int x = 0; x < bits.length; x++)
                bits[x] |= (int) (~Double.doubleToRawLongBits(points[from + x] - centres[reach + x]) >>> 63) << bit;
        }

        /** The values at a point beside each pixel, in scikit-image's order of operations. */
        private void interpolate(double[] high, double[] low, int from, double down, double[] rights) {
            double up = 1 - down;
            double[] to = values;
            if (rights == null)
                for (int x = 0; x < to.length; x++)
                    to[x] = up * high[from + x] + down * low[from + x];
            else
                for (int x = 0; x < to.length; x++)
                    to[x] = up * ((1 - rights[x]) * high[from + x] + rights[x] * high[from + x + 1])
                            + down * ((1 - rights[x]) * low[from + x] + rights[x] * low[from + x + 1]);
        }
    }
}
