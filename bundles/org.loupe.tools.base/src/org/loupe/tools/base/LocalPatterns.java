package org.loupe.tools.base;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.loupe.api.FeatureExtractor;
import org.loupe.api.Param;
import org.loupe.api.Patch;
import org.loupe.api.Region;

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
public abstract class LocalPatterns implements FeatureExtractor<LocalPatterns.Params> {

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

    /** The part of a patch's image whose pixels take part. */
    protected static Region region(Patch patch, Params params) {
        return patch.box().grow(params.area() == Area.BOX ? params.context() : 0)
                .intersect(patch.image().shape().region());
    }

    /** Of each point on the circle, px to the right of the pixel and down, to 5 decimals as scikit-image has it. */
    protected static double[] circle(Params params) {
        double[] circle = new double[2 * params.points()];
        for (int i = 0; i < params.points(); i++) {
            double angle = 2 * Math.PI * i / params.points();
            circle[2 * i] = decimals(params.radius() * StrictMath.cos(angle));
            circle[2 * i + 1] = decimals(-params.radius() * StrictMath.sin(angle));
        }
        return circle;
    }

    private static double decimals(double value) {
        return Math.rint(value * 1e5) / 1e5;
    }

    /** The columns of how often each pattern occurs. */
    protected static float[] shares(int[] counts) {
        int total = Arrays.stream(counts).sum();
        float[] shares = new float[counts.length];
        for (int i = 0; i < counts.length; i++)
            shares[i] = (float) (counts[i] / (double) total);
        return shares;
    }
}
