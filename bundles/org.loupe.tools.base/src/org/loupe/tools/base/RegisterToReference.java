package org.loupe.tools.base;

import java.util.Locale;
import org.loupe.api.Pair;
import org.loupe.api.PairOperator;
import org.loupe.api.Param;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;

/**
 * Lays the reference on the test image: finds by how much it is shifted, turned, grown and sheared, and resamples it
 * (bilinearly) on the test image's pixels, which stay as they are. Pixels that the reference does not cover become
 * invalid. The place is found to a small part of a pixel from the edges of both images ({@link Registration}); defects
 * and a change of light hardly pull at it. Where the images have no edges in common the reference stays where it is,
 * and a warning says so.
 *
 * <p>Both images have one channel of 8 or 16 bits, of the same type; the reference may be larger or smaller. Both
 * tiles' positions count: without a shift, the pixel at (x, y) of one full image lies on (x, y) of the other.
 */
public abstract class RegisterToReference implements PairOperator<RegisterToReference.Params> {
    private static final int PIXELS_AT_ONCE = 1 << 22;

    /** What a reference may do to lie on the test image. */
    public enum Motion {
        /** Shift alone. */
        SHIFT(MotionFit.SHIFT),
        /** Shift, turn and grow. */
        SIMILARITY(MotionFit.SIMILARITY),
        /** Shift, turn, grow and shear: different scales along and across. */
        AFFINE(MotionFit.AFFINE);

        private final int freedom;

        Motion(int freedom) {
            this.freedom = freedom;
        }

        /** How many of a motion's six numbers may change. */
        public int freedom() {
            return freedom;
        }
    }

    /**
     * @param motion      what the reference may do
     * @param maxShift    px at the image's centre
     * @param maxRotation degrees
     * @param maxScale    percent of growth or shear
     */
    public record Params(
            @Param(label = "Motion",
                    help = "What may differ between the images. Shift is enough for a camera that stands still; affine"
                            + " also levels out a stage or line camera whose steps differ along and across.")
                    Motion motion,
            @Param(label = "Largest shift", unit = "px", min = 0, max = 1000, step = 1,
                    help = "How far the image may be shifted at its centre. On patterns that repeat, keep it below"
                            + " half a repetition.") double maxShift,
            @Param(label = "Largest"
                    + " rotation", unit = "°", min = 0, max = 15, step = 0.5, when = "motion=similarity|affine",
                    help = "How far the image may be turned. Above 2° more starts are tried, which takes longer.")
                    double maxRotation,
            @Param(label = "Largest change of scale", unit = "%", min = 0, max = 5, step = 0.5,
                    when = "motion=similarity|affine", help = "By how much the image may be larger, smaller or"
                            + " sheared.") double maxScale) {
    }

    @Override
    public Info info() {
        return Info.of("loupe.register", "Register to reference", "Lays the reference on the test image: shift,"
                + " rotation, scale and shear. The test image stays as it is. Bent images (lens distortion, drift"
                + " within an image) are matched on average only.")
                .reference("C. D. Kuglin, D. C. Hines, The phase correlation image alignment method, 1975; J.-M."
                        + " Odobez, P. Bouthemy, Robust multiresolution estimation of parametric motion models, JVCIR"
                        + " 6 (1995); S. Baker, I. Matthews, Lucas-Kanade 20 years on, IJCV 56 (2004)")
                .within(2);
    }

    @Override
    public Params defaults() {
        return new Params(Motion.AFFINE, 32, 2, 2);
    }

    @Override
    public int halo(Params params) {
        return (int) Math.ceil(params.maxShift()) + 1;
    }

    @Override
    public boolean global(Params params) {
        return true;
    }

    @Override
    public void check(Params params, Shape in) throws ToolException {
        Needs.greyInteger(info().label(), in);
    }

    /** Finds the place of the reference and says what was found. */
    protected final Registration.Found find(Pair pair, Tile reference, Params params, Registration registration,
            Run run) throws ToolException {
        Tile test = pair.test();
        check(params, test.shape());
        Registration.Found found = registration.find(test, reference, run);
        if (found.failed() && Double.isNaN(found.correlation()))
            run.warn("The reference was not registered: the images are too small or show too few edges.",
                    "If both lie alike already, nothing is lost. Else use images with more structure.");
        else if (found.failed())
            run.warn(String.format(Locale.ROOT, "The reference was not registered: where it lies now it correlates by"
                    + " %.2f, and no better within %s px, %s° and %s %%.", found.correlation(), params.maxShift(),
                    params.maxRotation(), params.maxScale()),
                    "Check that it is the reference of this image, or raise 'Largest shift'.");
        else
            run.progress(1, describe(found.map(), test, reference));
        return found;
    }

    /** Where the test image lies on its reference: "registered −3.2, +1.8 px · 0.12° · × 1.0010". */
    private static String describe(double[] map, Tile test, Tile reference) {
        double x = (test.width() - 1) / 2.0, y = (test.height() - 1) / 2.0;
        double dx = x + test.x() - (map[0] * x + map[1] * y + map[2] + reference.x());
        double dy = y + test.y() - (map[3] * x + map[4] * y + map[5] + reference.y());
        double turn = Math.toDegrees(Math.atan2(map[1] - map[3], map[0] + map[4]));
        double scale = 1 / Math.sqrt(Math.abs(map[0] * map[4] - map[1] * map[3]));
        return String.format(Locale.ROOT, "registered %+.1f, %+.1f px · %.2f° · × %.4f", positive(dx, 1),
                positive(dy, 1), positive(turn, 2), scale).replace('-', '−');
    }

    /** Without a minus sign where it would stand before zeros. */
    private static double positive(double value, int decimals) {
        return Math.abs(value) < 0.5 * Math.pow(10, -decimals) ? 0 : value;
    }

    /** Rows that are resampled at once; places within them are counted from the first, which decides last bits. */
    protected static int rowsAtOnce(int width) {
        return Math.max(16, PIXELS_AT_ONCE / width);
    }

    /**
     * The part of a row of the test image that the reference covers.
     *
     * @return the first column and the one after the last; both 0 for none
     */
    protected static int[] covered(Shape reference, double[] map, int width, int row) {
        double[] columns = { 0, width - 1.0 };
        limit(map[0], map[1] * row + map[2], reference.width(), columns);
        limit(map[3], map[4] * row + map[5], reference.height(), columns);
        int first = (int) Math.ceil(columns[0]), last = (int) Math.floor(columns[1]);
        return first <= last ? new int[] { first, last + 1 } : new int[2];
    }

    /** Narrows columns c to those where {@code factor c + offset} lies among {@code size} pixels. */
    private static void limit(double factor, double offset, int size, double[] columns) {
        double low = -0.5, high = size - 0.5;
        if (Math.abs(factor) < 1e-9) {
            if (offset < low || offset > high)
                columns[1] = -1;
            return;
        }
        double a = (low - offset) / factor, b = (high - offset) / factor;
        columns[0] = Math.max(columns[0], Math.min(a, b));
        columns[1] = Math.min(columns[1], Math.max(a, b));
    }
}
