package org.loupe.tools.classic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.loupe.api.Device;
import org.loupe.api.FeatureExtractor;
import org.loupe.api.Features;
import org.loupe.api.Param;
import org.loupe.api.Patch;
import org.loupe.api.Region;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;

/**
 * Texture of a defect and its surroundings: the thirteen features of Haralick, Shanmugam and Dinstein of the grey level
 * co-occurrence matrix, with dissimilarity and energy, over four directions. A direction of 0° pairs a pixel with the
 * one to its right; angles go clockwise as seen on the screen, so 45° goes right and down, and the step is the distance
 * along the angle rounded to whole pixels, all as in scikit-image: a distance of 3 at 45° is 2 px right and 2 down. What
 * each feature is, {@link CoOccurrence} tells.
 */
public final class Haralick implements FeatureExtractor<Haralick.Params> {
    private static final String[] ANGLES = { "_0", "_45", "_90", "_135" };

    /** What is told of the four directions. */
    public enum Directions {
        MEAN, MEAN_AND_RANGE, EACH
    }

    /** Which pixels take part. */
    public enum Area {
        BOX, MASK
    }

    /** Between which values the levels lie. */
    public enum Scale {
        TYPE, PATCH
    }

    /**
     * @param levels     of grey that are told apart
     * @param distance   px between the pixels of a pair
     * @param directions what is told of the four directions
     * @param area       which pixels take part
     * @param context    px around the box that take part
     * @param scale      between which values the levels lie
     */
    public record Params(
            @Param(label = "Grey levels", min = 2, max = 256, step = 1,
                    help = "How many grey levels are told apart. Few levels bear noise, many see faint texture.")
                    int levels,
            @Param(label = "Distance", unit = "px", min = 1, max = 64, step = 1,
                    help = "How far apart the two pixels of a pair are: about the size of the grains of the texture.")
                    int distance,
            @Param(label = "Directions",
                    help = "What is told of the four directions: their mean, which does not depend on how the part"
                            + " lies; also their range, which tells stripes from grains; or each by itself.")
                    Directions directions,
            @Param(label = "Area",
                    help = "Whether the box around the defect is looked at, or the defect's own pixels only.")
                    Area area,
            @Param(label = "Context", unit = "px", min = 0, max = 200, step = 1, when = "area=box",
                    help = "How far around the box the texture is looked at.") int context,
            @Param(label = "Grey scale", advanced = true,
                    help = "What the levels divide: all values that the image's type can have, which keeps patches"
                            + " comparable; or those from the patch's darkest to its brightest pixel, which takes away"
                            + " differences of light. Images of floating point always take the patch's.")
                    Scale scale) {
    }

    @Override
    public Info info() {
        return Info.of("loupe.haralick", "Texture (Haralick)", "Measures the texture of each defect by how often grey"
                + " levels stand beside each other: Haralick's thirteen features, dissimilarity and energy, over four"
                + " directions.")
                .reference("Haralick, Shanmugam, Dinstein: Textural Features for Image Classification, IEEE SMC 1973");
    }

    @Override
    public Params defaults() {
        return new Params(32, 1, Directions.MEAN_AND_RANGE, Area.BOX, 0, Scale.TYPE);
    }

    @Override
    public List<String> names(Params params) {
        List<String> names = new ArrayList<>();
        String distance = "_d" + params.distance();
        if (params.directions() == Directions.EACH)
            for (String angle : ANGLES)
                CoOccurrence.NAMES.forEach(name -> names.add("glcm_" + name + distance + angle));
        else {
            CoOccurrence.NAMES.forEach(name -> names.add("glcm_" + name + distance));
            if (params.directions() == Directions.MEAN_AND_RANGE)
                CoOccurrence.NAMES.forEach(name -> names.add("glcm_" + name + distance + "_range"));
        }
        return names;
    }

    @Override
    public int context(Params params) {
        return params.area() == Area.BOX ? params.context() : 0;
    }

    @Override
    public Step<Patch, Features> open(Params params, Device device) {
        CoOccurrence matrix = new CoOccurrence(params.levels());
        List<String> names = names(params);
        return (patch, run) -> new Features(names, 1, measure(patch, params, matrix, run));
    }

    private float[] measure(Patch patch, Params params, CoOccurrence matrix, Run run) throws ToolException {
        Needs.grey(info().label(), patch.image().shape());
        short[] grey = levels(patch, params, run);
        int n = CoOccurrence.NAMES.size();
        double[][] told = new double[ANGLES.length][];
        for (int i = 0; i < ANGLES.length; i++) {
            double angle = Math.PI / 4 * i;
            matrix.count(grey, patch.image().width(), (int) Math.round(params.distance() * Math.cos(angle)),
                    (int) Math.round(params.distance() * Math.sin(angle)), run);
            told[i] = matrix.features();
        }
        float[] row = new float[names(params).size()];
        if (params.directions() == Directions.EACH) {
            for (int i = 0; i < row.length; i++)
                row[i] = (float) told[i / n][i % n];
            return row;
        }
        for (int f = 0; f < n; f++) {
            double sum = 0, least = Double.NaN, most = Double.NaN;
            int directions = 0;
            for (double[] one : told)
                if (!Double.isNaN(one[f])) { // a line of pixels has no pair across it
                    sum += one[f];
                    least = directions == 0 ? one[f] : Math.min(least, one[f]);
                    most = directions == 0 ? one[f] : Math.max(most, one[f]);
                    directions++;
                }
            row[f] = (float) (sum / directions);
            if (row.length > n)
                row[n + f] = (float) (most - least);
        }
        return row;
    }

    /** The level of each pixel, -1 where it takes no part. */
    private short[] levels(Patch patch, Params params, Run run) {
        Tile image = patch.image();
        int width = image.width(), height = image.height();
        float[][] lines = new float[height][];
        boolean[][] in = new boolean[height][width];
        float low = Float.POSITIVE_INFINITY, high = Float.NEGATIVE_INFINITY;
        Region box = patch.box().grow(context(params)).intersect(image.shape().region());
        for (int y = 0; y < height; y++) {
            run.checkCancelled();
            lines[y] = Samples.read(image, y);
            for (int x = 0; x < width; x++) {
                in[y][x] = Float.isFinite(lines[y][x]) && (params.area() == Area.MASK
                        ? patch.mask().data().get(y * width + x) != 0
                        : x >= box.x() && x < box.right() && y >= box.y() && y < box.bottom());
                if (in[y][x]) {
                    low = Math.min(low, lines[y][x]);
                    high = Math.max(high, lines[y][x]);
                }
            }
        }
        double from = low, range = high - low;
        if (image.shape().type() != Shape.Type.F32 && params.scale() == Scale.TYPE) {
            from = 0;
            range = image.shape().type() == Shape.Type.U8 ? 256 : 65536;
        } else if (image.shape().type() != Shape.Type.F32)
            range++; // whole numbers: each level is as wide as the others
        short[] grey = new short[width * height];
        Arrays.fill(grey, (short) -1);
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
                if (in[y][x])
                    grey[y * width + x] = (short) (range > 0
                            ? Math.min(params.levels() - 1, (lines[y][x] - from) * params.levels() / range) : 0);
        return grey;
    }
}
