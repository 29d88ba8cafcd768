package org.loupe.tools.classic;

import java.util.Arrays;
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
import org.loupe.tools.base.Needs;
import org.loupe.tools.base.Samples;

/**
 * Size, form and grey level of a defect, from the pixels of its mask. Lengths in µm are NaN where the scale is unknown.
 * <ul>
 * <li>{@code area_px}, {@code area_um2}: number of pixels, and the area that they cover;</li>
 * <li>{@code equivalent_diameter_px}: diameter of the disc of that area;</li>
 * <li>{@code perimeter_px}: length of the line through the centres of the border pixels, a straight step counting 1, a
 * diagonal one √2 (Benkrid et al.);</li>
 * <li>{@code feret_max_px}, {@code feret_max_um}: largest distance between two points of the outline, which goes
 * through the middles of the pixels' edges;</li>
 * <li>{@code feret_min_px}, {@code feret_min_um}: smallest distance of two parallel lines between which all pixels fit
 * as squares;</li>
 * <li>{@code eccentricity}: of the ellipse with the same second moments, 0 for a disc, towards 1 for a line;</li>
 * <li>{@code orientation_deg}: angle of that ellipse's long axis to the x axis, 0 ≤ angle &lt; 180, anti-clockwise as
 * seen on the screen; NaN where both axes are equal;</li>
 * <li>{@code solidity}: area by the number of pixels whose centres lie in the convex hull of the outline;</li>
 * <li>{@code mean}: mean grey level of the mask;</li>
 * <li>{@code contrast}: that minus the mean of the ring around the mask, whose pixels lie 2 to 1 + ring px from it,
 * diagonal steps counting 1; NaN where the image has no such pixel;</li>
 * <li>{@code reference_contrast}: mean of image minus reference over the mask; NaN without a reference.</li>
 * </ul> Definitions are those of scikit-image's regionprops where it has them, but for the largest Feret diameter:
 * scikit-image measures the pixels of the convex hull, which may reach up to a pixel beyond the object.
 */
public final class Measure implements FeatureExtractor<Measure.Params> {
    /** Pixels next to the mask are left out of the ring: they belong half to the defect. */
    private static final int GAP = 1;

    private static final List<String> NAMES = List.of("area_px", "area_um2", "equivalent_diameter_px", "perimeter_px",
            "feret_max_px", "feret_max_um", "feret_min_px", "feret_min_um", "eccentricity", "orientation_deg",
            "solidity", "mean", "contrast", "reference_contrast");

    /**
     * @param ring width in px of the ring around the defect that its contrast is measured against
     */
    public record Params(
            @Param(label = "Ring", unit = "px", min = 1, max = 50, step = 1,
                    help = "Width of the ring around the defect that its contrast is measured against. Narrow it where"
                            + " other structure is near.") int ring) {
    }

    @Override
    public Info info() {
        return Info.of("loupe.measure", "Measure", "Measures each defect: area, Feret diameters, eccentricity,"
                + " orientation, mean grey level, and contrast to its surroundings and to the reference; in px, and in"
                + " µm where the scale is known.")
                .reference("van der Walt et al.: scikit-image, PeerJ 2014 (regionprops)");
    }

    @Override
    public Params defaults() {
        return new Params(5);
    }

    @Override
    public List<String> names(Params params) {
        return NAMES;
    }

    @Override
    public int context(Params params) {
        return params.ring() + GAP;
    }

    @Override
    public Step<Patch, Features> open(Params params, Device device) {
        return (patch, run) -> measure(patch, params, run);
    }

    private Features measure(Patch patch, Params params, Run run) throws ToolException {
        Needs.grey(info().label(), patch.image().shape());
        if (patch.reference().isPresent())
            Needs.grey(info().label() + " (reference)", patch.reference().get().shape());
        Outline outline = new Outline(patch.mask(), run);
        if (outline.area() == 0)
            throw new ToolException("The defect's mask of " + patch.mask().width() + " × " + patch.mask().height()
                    + " px is empty.", "Report this to whoever made the detector: a defect has at least one pixel.");
        double scale = patch.image().shape().umPerPx();
        double feretMax = outline.feretMax(run), feretMin = outline.feretMin();
        double inside = mean(patch.image(), outline.pixels(), run);
        double reference = patch.reference().isPresent() ? mean(patch.reference().get(), outline.pixels(), run)
                : Double.NaN;
        boolean[][] ring = ring(outline.pixels(), params.ring(), run);
        double[] values = { outline.area(), outline.area() * scale * scale, 2 * Math.sqrt(outline.area() / Math.PI),
            outline.perimeter(run), feretMax, feretMax * scale, feretMin, feretMin * scale, outline.eccentricity(),
            outline.orientation(), outline.area() / (double) outline.convexArea(run), inside,
            inside - mean(patch.image(), ring, run), inside - reference };
        float[] row = new float[values.length];
        for (int i = 0; i < row.length; i++)
            row[i] = (float) values[i];
        return new Features(NAMES, 1, row);
    }

    /** Mean of the image's pixels that are on; NaN if none is. */
    private static double mean(Tile image, boolean[][] on, Run run) {
        float[] line = new float[image.width()];
        double sum = 0;
        long count = 0;
        for (int row = 0; row < image.height(); row++) {
            run.checkCancelled();
            Samples.read(image, row, line);
            for (int i = 0; i < line.length; i++)
                if (on[row][i]) {
                    sum += line[i];
                    count++;
                }
        }
        return count == 0 ? Double.NaN : sum / count;
    }

    /** The pixels from {@code GAP + 1} to {@code GAP + width} px away from those that are on. */
    private static boolean[][] ring(boolean[][] on, int width, Run run) {
        boolean[][] inner = grow(on, GAP, run), ring = grow(on, GAP + width, run);
        for (int row = 0; row < ring.length; row++)
            for (int i = 0; i < ring[row].length; i++)
                ring[row][i] &= !inner[row][i];
        return ring;
    }

    /** The pixels up to {@code distance} px away from those that are on, diagonal steps counting 1. */
    private static boolean[][] grow(boolean[][] on, int distance, Run run) {
        int height = on.length, width = on[0].length;
        boolean[][] wide = new boolean[height][width], grown = new boolean[height][width];
        for (int row = 0; row < height; row++) {
            run.checkCancelled();
            int last = -width - distance;
            for (int i = 0; i < width + distance; i++) {
                if (i < width && on[row][i])
                    last = i;
                if (i >= distance)
                    wide[row][i - distance] = last >= i - 2 * distance;
            }
        }
        int[] last = new int[width];
        Arrays.fill(last, -height - distance);
        for (int row = 0; row < height + distance; row++) {
            run.checkCancelled();
            for (int i = 0; i < width; i++) {
                if (row < height && wide[row][i])
                    last[i] = row;
                if (row >= distance)
                    grown[row - distance][i] = last[i] >= row - 2 * distance;
            }
        }
        return grown;
    }
}
