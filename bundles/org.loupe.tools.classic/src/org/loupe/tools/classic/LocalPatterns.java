package org.loupe.tools.classic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.loupe.api.Device;
import org.loupe.api.FeatureExtractor;
import org.loupe.api.Features;
import org.loupe.api.Param;
import org.loupe.api.Patch;
import org.loupe.api.Region;
import org.loupe.api.Run;
import org.loupe.api.Step;
import org.loupe.api.ToolException;
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
public final class LocalPatterns implements FeatureExtractor<LocalPatterns.Params> {

    /**
     * @param points  on the circle
     * @param radius  px of the circle
     * @param area    which pixels take part
     * @param context px around the box that take part
     */
    public record Params(
            @Param(label = "Points", min = 4, max = 24, step = 1,
                    help = "How many points of the circle a pixel is compared with: about 8 for each px of the radius.")
                    int points,
            @Param(label = "Radius", unit = "px", min = 1, max = 16, step = 0.5,
                    help = "How far the points are away. Raise it for coarse texture.") double radius,
            @Param(label = "Area",
                    help = "Whether the box around the defect is looked at, or the defect's own pixels only.")
                    Area area,
            @Param(label = "Context", unit = "px", min = 0, max = 200, step = 1, when = "area=box",
                    help = "How far around the box the texture is looked at.") int context) {
    }

    @Override
    public Info info() {
        return Info.of("loupe.lbp", "Texture (local binary patterns)", "Measures the texture of each defect by how"
                + " often each pattern of brighter and darker neighbours occurs; neither brightness, contrast nor"
                + " turning the part matter. It suits fine texture; on flat areas it sees the noise, so remove"
                + " noise first.")
                .reference("Ojala, Pietikäinen, Mäenpää: Multiresolution Gray-Scale and Rotation Invariant Texture"
                        + " Classification with Local Binary Patterns, IEEE PAMI 2002");
    }

    @Override
    public Params defaults() {
        return new Params(8, 1, Area.BOX, 0);
    }

    @Override
    public List<String> names(Params params) {
        String family = "lbp" + Variant.of(params, defaults(), "points", "radius", "area", "context") + ".";
        return IntStream.range(0, params.points() + 2).mapToObj(i -> family + i).toList();
    }

    @Override
    public int context(Params params) {
        return (params.area() == Area.BOX ? params.context() : 0) + (int) Math.ceil(params.radius());
    }

    @Override
    public Step<Patch, Features> open(Params params, Device device) {
        List<String> names = names(params);
        List<Point> circle = circle(params);
        return (patch, run) -> new Features(names, 1, shares(patch, params, circle, run));
    }

    /** A point of the circle: px to the right of the pixel and down, to 5 decimals as scikit-image has it. */
    private record Point(double right, double down) {
    }

    private static List<Point> circle(Params params) {
        List<Point> circle = new ArrayList<>();
        for (int i = 0; i < params.points(); i++) {
            double angle = 2 * Math.PI * i / params.points();
            circle.add(new Point(decimals(params.radius() * StrictMath.cos(angle)),
                    decimals(-params.radius() * StrictMath.sin(angle))));
        }
        return circle;
    }

    private static double decimals(double value) {
        return Math.rint(value * 1e5) / 1e5;
    }

    private float[] shares(Patch patch, Params params, List<Point> circle, Run run) throws ToolException {
        Needs.grey(info().label(), patch.image().shape());
        Plane image = Plane.of(patch.image(), run);
        Region region = patch.box().grow(params.area() == Area.BOX ? params.context() : 0)
                .intersect(patch.image().shape().region());
        var mask = params.area() == Area.MASK ? patch.mask().data() : null;
        Patterns patterns = new Patterns(image, region, circle);
        int[] counts = new int[params.points() + 2];
        int total = 0;
        for (int y = region.y(); y < region.bottom(); y++) {
            run.checkCancelled();
            int[] brighter = patterns.row(y);
            for (int x = 0; x < region.width(); x++) {
                int at = y * image.width() + region.x() + x;
                if (!Float.isFinite(image.values()[at]) || mask != null && mask.get(at) == 0)
                    continue;
                int one = brighter[x], changes = Integer.bitCount((one ^ one >>> 1) & (1 << params.points() - 1) - 1);
                counts[changes <= 2 ? Integer.bitCount(one) : params.points() + 1]++;
                total++;
            }
        }
        float[] shares = new float[counts.length];
        for (int i = 0; i < counts.length; i++)
            shares[i] = (float) (counts[i] / (double) total);
        return shares;
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
