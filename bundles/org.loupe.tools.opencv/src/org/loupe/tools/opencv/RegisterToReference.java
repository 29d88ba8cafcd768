package org.loupe.tools.opencv;

import java.util.Locale;
import java.util.Optional;
import org.loupe.api.Device;
import org.loupe.api.Pair;
import org.loupe.api.PairOperator;
import org.loupe.api.Param;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.tools.base.Needs;

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
public final class RegisterToReference implements PairOperator<RegisterToReference.Params> {

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
                .rank(10).within(2);
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

    @Override
    public Step<Pair, Pair> open(Params params, Device device) throws ToolException {
        Natives.load();
        Registration registration = new Registration(params.maxShift(), params.maxRotation(), params.maxScale() / 100,
                params.motion().freedom);
        return new Step<>() {
            @Override
            public Pair apply(Pair pair, Run run) throws ToolException {
                return register(pair, params, registration, run);
            }

            @Override
            public void close() {
                registration.close();
            }
        };
    }

    private Pair register(Pair pair, Params params, Registration registration, Run run) throws ToolException {
        Tile test = pair.test(), reference = References.of(info().label(), pair);
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
        Tile moved = run.tile(reference.shape().size(test.width(), test.height())).at(test.x(), test.y());
        Tile valid = run.tile(Shape.grey(test.width(), test.height())).at(test.x(), test.y());
        Warp.apply(reference, moved, found.map(), run);
        Warp.covered(reference.width(), reference.height(), found.map(), valid);
        if (pair.valid().isPresent())
            restrict(valid, pair.valid().get());
        return new Pair(test, Optional.of(moved), Optional.of(valid));
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

    /** Clears what is 0 in {@code allowed}, which has the same size. */
    private static void restrict(Tile mask, Tile allowed) {
        var data = mask.data();
        byte[] line = new byte[mask.width()], other = new byte[mask.width()];
        for (int row = 0; row < mask.height(); row++) {
            data.get(row * line.length, line);
            allowed.data().get(row * line.length, other);
            for (int i = 0; i < line.length; i++)
                line[i] &= other[i] == 0 ? 0 : (byte) 255;
            data.put(row * line.length, line);
        }
    }
}
