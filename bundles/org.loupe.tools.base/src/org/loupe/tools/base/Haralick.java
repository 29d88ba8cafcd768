package org.loupe.tools.base;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.loupe.api.FeatureExtractor;
import org.loupe.api.Param;
import org.loupe.api.Patch;
import org.loupe.api.Region;
import org.loupe.api.Run;
import org.loupe.api.Shape;

/**
 * Texture of a defect and its surroundings: the thirteen features of Haralick, Shanmugam and Dinstein of the grey level
 * co-occurrence matrix, with dissimilarity and energy, over four directions. A direction of 0° pairs a pixel with the
 * one to its right; angles go clockwise as seen on the screen, so 45° goes right and down, and the step is the distance
 * along the angle rounded to whole pixels, all as in scikit-image: a distance of 3 at 45° is 2 px right and 2 down.
 * What each feature is, {@link CoOccurrence} tells.
 */
public abstract class Haralick implements FeatureExtractor<Haralick.Params> {
    private static final String[] ANGLES = { "_0", "_45", "_90", "_135" };
    private static final int FARTHEST = 64;
    private static final int MOST_DISTANCES = 8;

    /**
     * @param levels     of grey that are told apart
     * @param distances  px between the pixels of a pair, such as "1" or "1, 2, 4"
     * @param directions what is told of the four directions
     * @param area       which pixels take part
     * @param context    px around the box that take part
     * @param scale      between which values the levels lie
     */
    public record Params(
            @Param(label = "Grey levels", min = 2, max = 256, step = 1,
                    help = "How many grey levels are told apart. Few levels bear noise, many see faint texture.")
                    int levels,
            @Param(label = "Distances", unit = "px",
                    help = "How far apart the two pixels of a pair are: about the size of the grains of the texture."
                            + " Several, with a comma between them, see fine and coarse grains: 1, 2, 4.")
                    String distances,
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

        /** @throws IllegalArgumentException if the distances are not whole numbers within their limits */
        public Params {
            read(distances);
        }
    }

    /** Distances as they were written. */
    private static int[] read(String distances) {
        try {
            int[] read = Arrays.stream(distances.split(",")).mapToInt(d -> Integer.parseInt(d.strip())).toArray();
            if (read.length <= MOST_DISTANCES && Arrays.stream(read).distinct().count() == read.length
                    && Arrays.stream(read).allMatch(d -> d >= 1 && d <= FARTHEST))
                return read;
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IllegalArgumentException("Distances are whole numbers from 1 to " + FARTHEST + ", up to "
                + MOST_DISTANCES + " different ones with a comma between them, found \"" + distances + "\". Write \"1\""
                + " or \"1, 2, 4\".");
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
        return new Params(32, "1", Directions.MEAN_AND_RANGE, Area.BOX, 0, Scale.TYPE);
    }

    @Override
    public List<String> names(Params params) {
        List<String> names = new ArrayList<>();
        String family = "glcm" + Variant.of(params, defaults(), "levels", "area", "context", "scale") + "_";
        for (int distance : read(params.distances())) {
            String far = "_d" + distance;
            if (params.directions() == Directions.EACH)
                for (String angle : ANGLES)
                    CoOccurrence.NAMES.forEach(name -> names.add(family + name + far + angle));
            else {
                CoOccurrence.NAMES.forEach(name -> names.add(family + name + far));
                if (params.directions() == Directions.MEAN_AND_RANGE)
                    CoOccurrence.NAMES.forEach(name -> names.add(family + name + far + "_range"));
            }
        }
        return List.copyOf(names);
    }

    @Override
    public int context(Params params) {
        return params.area() == Area.BOX ? params.context() : 0;
    }

    /** The level of each pixel of a region, -1 where it takes no part. */
    protected static short[] levels(Patch patch, Region region, Params params, Run run) {
        Shape.Type type = patch.image().shape().type();
        int width = region.width(), height = region.height(), most = params.levels() - 1;
        short[] grey = new short[width * height];
        float[] line = new float[width];
        boolean own = type == Shape.Type.F32 || params.scale() == Scale.PATCH;
        float low = Float.POSITIVE_INFINITY, high = Float.NEGATIVE_INFINITY;
        for (int y = 0; own && y < height; y++) {
            run.checkCancelled();
            read(patch, region, y, params.area(), line);
            for (float value : line)
                if (Float.isFinite(value)) {
                    low = Math.min(low, value);
                    high = Math.max(high, value);
                }
        }
        double from = own ? low : 0;
        double range = !own ? type == Shape.Type.U8 ? 256 : 65536
                : (double) high - low + (type == Shape.Type.F32 ? 0 : 1); // whole numbers have a width
        double each = params.levels() / range; // of a type's range exact, since that is a power of 2; of others rounded
        for (int y = 0, at = 0; y < height; y++) {
            run.checkCancelled();
            read(patch, region, y, params.area(), line);
            for (float value : line) {
                double level = own ? (value - from) * params.levels() / range : value * each;
                grey[at++] = (short) (Float.isFinite(value) ? Math.min(most, (int) level) : -1); // 0 / 0 gives 0
            }
        }
        return grey;
    }

    /** Reads a row of a region; NaN where a pixel takes no part. */
    private static void read(Patch patch, Region region, int y, Area area, float[] line) {
        int from = (region.y() + y) * patch.image().width() + region.x();
        Samples.read(patch.image(), from, line, 0, line.length);
        if (area == Area.MASK) {
            ByteBuffer mask = patch.mask().data();
            for (int x = 0; x < line.length; x++)
                if (mask.get(from + x) == 0)
                    line[x] = Float.NaN;
        }
    }

    /** The part of a patch's image whose pixels may take part. */
    protected Region region(Patch patch, Params params) {
        return patch.box().grow(context(params)).intersect(patch.image().shape().region());
    }

    /** px to the right and down between the pixels of a pair, for each angle of each distance. */
    protected static int[] steps(Params params) {
        int[] distances = read(params.distances()), steps = new int[2 * ANGLES.length * distances.length];
        for (int i = 0; i < steps.length / 2; i++) {
            int distance = distances[i / ANGLES.length];
            double angle = Math.PI / 4 * (i % ANGLES.length);
            steps[2 * i] = (int) Math.round(distance * StrictMath.cos(angle));
            steps[2 * i + 1] = (int) Math.round(distance * StrictMath.sin(angle));
        }
        return steps;
    }

    /** The columns of the features at each of the {@linkplain #steps steps}. */
    protected static float[] row(double[][] each, int columns, Directions told) {
        float[] row = new float[columns];
        int n = CoOccurrence.NAMES.size(), distances = each.length / ANGLES.length;
        for (int d = 0; d < distances; d++)
            for (int f = 0; f < n; f++) {
                double[] angles = new double[ANGLES.length];
                for (int i = 0; i < angles.length; i++)
                    angles[i] = each[d * ANGLES.length + i][f];
                told.write(angles, row, d * (columns / distances) + f, n);
            }
        return row;
    }
}
