package org.loupe.tools.base;

import java.util.List;
import org.loupe.api.Detections;
import org.loupe.api.Detector;
import org.loupe.api.Mask;
import org.loupe.api.Param;
import org.loupe.api.Shape;
import org.loupe.api.ToolException;

/**
 * Spots by their size and their contrast against the local background. The image is smoothed by a bell of a quarter of
 * the smallest diameter; the background is its opening (closing for dark spots) by a square just larger than the
 * largest diameter. What stands out by at least the contrast is a spot if the disc of its area has a suiting diameter
 * and its box is no longer than one and a half times the largest.
 */
public abstract class FindSpots implements Detector<FindSpots.Params> {
    private static final double LENGTH = 1.5;

    /** Which spots are looked for. */
    public enum Polarity {
        /** Darker than their surroundings. */
        DARK,
        /** Brighter than their surroundings. */
        BRIGHT,
        /** Either. */
        BOTH
    }

    /**
     * @param polarity which spots are looked for
     * @param smallest diameter in px
     * @param largest  diameter in px
     * @param contrast grey levels against the local background
     */
    public record Params(
            @Param(label = "Polarity",
                    help = "Whether spots are darker or brighter than their surroundings.") Polarity polarity,
            @Param(label = "Smallest diameter", unit = "px", min = 1, max = 200, step = 0.5,
                    help = "Diameter of a disc of the spot's area. Raise it if noise is reported.") double smallest,
            @Param(label = "Largest diameter", unit = "px", min = 1, max = 200, step = 0.5,
                    help = "Diameter of the largest spot; what is longer or has more area is taken for structure.")
                    double largest,
            @Param(label = "Contrast", unit = "grey levels", min = 1, max = 65535, step = 1,
                    help = "How much a spot's pixels differ from the local background at least. Lower it for faint"
                            + " spots, raise it against noise.") double contrast) {

        public Params {
            if (smallest > largest)
                throw new IllegalArgumentException("The smallest diameter " + smallest
                        + " px is above the largest diameter " + largest + " px.");
        }
    }

    @Override
    public Info info() {
        return Info.of("loupe.spots", "Find spots", "Finds dark or bright spots, such as particles and pits, by their"
                + " diameter and contrast, without a reference. Corners and thin lines of a pattern can look like"
                + " spots: compare patterned images with a reference instead.");
    }

    @Override
    public Params defaults() {
        return new Params(Polarity.BOTH, 3, 15, 20);
    }

    @Override
    public int halo(Params params) {
        return filterHalo(params) + (int) Math.ceil(LENGTH * params.largest());
    }

    /** px that decide a pixel's contrast, to each side. */
    protected static int filterHalo(Params params) {
        return radius(params) + element(params) - 1;
    }

    /** Standard deviation in px of the bell that smooths first. */
    protected static double sigma(Params params) {
        return params.smallest() / 4;
    }

    /** px that the bell reaches; 0 for no smoothing. */
    protected static int radius(Params params) {
        return sigma(params) < 0.3 ? 0 : (int) Math.ceil(3 * sigma(params));
    }

    /** Side in px of the square that no spot covers. */
    protected static int element(Params params) {
        return 2 * (int) Math.ceil(params.largest() / 2) + 3;
    }

    @Override
    public void check(Params params, Shape in) throws ToolException {
        Needs.greyInteger(info().label(), in);
    }

    @Override
    public List<String> classes(Params params) {
        return switch (params.polarity()) {
            case DARK -> List.of("dark");
            case BRIGHT -> List.of("bright");
            case BOTH -> List.of("dark", "bright");
        };
    }

    /** Whether an object's size is that of a spot. */
    protected static boolean suits(Detections all, int row, Params params) {
        double diameter = 2 * Math.sqrt(Mask.area(all.masks()[row]) / Math.PI);
        return diameter >= params.smallest() && diameter <= params.largest()
                && Math.max(all.width()[row], all.height()[row]) <= LENGTH * params.largest();
    }
}
