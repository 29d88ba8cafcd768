package org.loupe.example.vendor;

import java.util.List;
import org.loupe.api.Device;
import org.loupe.api.FeatureExtractor;
import org.loupe.api.Features;
import org.loupe.api.Param;
import org.loupe.api.Patch;
import org.loupe.api.Run;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;

/**
 * How sharp a defect's edge is: the mean difference in grey levels between pixels of its mask and pixels outside, a
 * given distance apart. Particles above the focal plane have soft edges, pits and scratches sharp ones.
 */
public final class EdgeSharpness implements FeatureExtractor<EdgeSharpness.Params> {
    private static final int[][] DIRECTIONS = { { 1, 0 }, { -1, 0 }, { 0, 1 }, { 0, -1 } };

    /**
     * @param distance between the two pixels that are compared, in px
     */
    public record Params(
            @Param(label = "Distance", unit = "px", min = 1, max = 10, step = 1,
                    help = "Distance of the pixels that are compared across the edge. Raise it for blurred images.")
                    int distance) {
    }

    @Override
    public Info info() {
        return Info.of("example.edge-sharpness", "Edge sharpness", "Measures how steep the grey levels change at a"
                + " defect's edge, in grey levels per pixel. Needs a mask: the edge of a mere box says nothing.");
    }

    @Override
    public Params defaults() {
        return new Params(1);
    }

    /** Columns of the result; in a recipe, later steps name them. */
    @Override
    public List<String> names(Params params) {
        return List.of("edge_sharpness");
    }

    /** How much of the defect's surroundings the patch is to show. */
    @Override
    public int context(Params params) {
        return params.distance();
    }

    @Override
    public Step<Patch, Features> open(Params params, Device device) {
        return (patch, run) -> {
            Tile image = patch.image();
            if (image.shape().channels() != 1)
                throw new ToolException(info().label() + " needs a grey image, got " + image.shape() + ".",
                        "Put 'Convert to grey' before this step.");
            return new Features(names(params), 1,
                    new float[] { sharpness(image, patch.mask(), params.distance(), run) });
        };
    }

    private static float sharpness(Tile image, Tile mask, int distance, Run run) {
        double sum = 0;
        int edges = 0;
        for (int y = 0; y < image.height(); y++) {
            run.checkCancelled();
            for (int x = 0; x < image.width(); x++)
                for (int[] direction : DIRECTIONS) {
                    int farX = x + direction[0] * distance, farY = y + direction[1] * distance;
                    if (mask.get(x, y, 0) != 0 && farX >= 0 && farY >= 0 && farX < image.width()
                            && farY < image.height()
                            && mask.get(farX, farY, 0) == 0) {
                        sum += Math.abs(image.get(x, y, 0) - image.get(farX, farY, 0)) / distance;
                        edges++;
                    }
                }
        }
        return edges == 0 ? Float.NaN : (float) (sum / edges); // unknown is NaN, never 0
    }
}
