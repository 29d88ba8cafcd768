package org.loupe.tools.base;

import java.util.List;
import org.loupe.api.FeatureExtractor;
import org.loupe.api.Features;
import org.loupe.api.Param;
import org.loupe.api.Patch;
import org.loupe.api.Run;
import org.loupe.api.ToolException;

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
public abstract class Measure implements FeatureExtractor<Measure.Params> {
    /** Pixels next to the mask are left out of the ring: they belong half to the defect. */
    protected static final int GAP = 1;

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

    /** @throws ToolException if a patch's images are not grey */
    protected void check(Patch patch) throws ToolException {
        Needs.grey(info().label(), patch.image().shape());
        if (patch.reference().isPresent())
            Needs.grey(info().label() + " (reference)", patch.reference().get().shape());
    }

    /**
     * The columns of a patch.
     *
     * @param inside    mean grey level of the mask
     * @param around    of the ring; NaN if there is none
     * @param reference of the reference on the mask; NaN if there is none
     * @throws ToolException if the mask is empty
     */
    protected Features features(Patch patch, Outline outline, double inside, double around, double reference, Run run)
            throws ToolException {
        if (outline.area() == 0)
            throw new ToolException("The defect's mask of " + patch.mask().width() + " × " + patch.mask().height()
                    + " px is empty.", "Report this to whoever made the detector: a defect has at least one pixel.");
        double scale = patch.image().shape().umPerPx();
        double feretMax = outline.feretMax(run), feretMin = outline.feretMin();
        double[] values = { outline.area(), outline.area() * scale * scale, 2 * Math.sqrt(outline.area() / Math.PI),
            outline.perimeter(), feretMax, feretMax * scale, feretMin, feretMin * scale, outline.eccentricity(),
            outline.orientation(), outline.area() / (double) outline.convexArea(run), inside, inside - around,
            inside - reference };
        float[] row = new float[values.length];
        for (int i = 0; i < row.length; i++)
            row[i] = (float) values[i];
        return new Features(NAMES, 1, row);
    }

    /**
     * The mean of many values; NaN of none.
     *
     * @param columns sums of columns of pixels, which are added up in their order
     */
    protected static double mean(double[] columns, long count) {
        double sum = 0;
        for (double column : columns)
            sum += column;
        return count == 0 ? Double.NaN : sum / count;
    }
}
