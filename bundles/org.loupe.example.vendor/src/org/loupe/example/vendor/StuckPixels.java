package org.loupe.example.vendor;

import java.util.List;
import org.loupe.api.Detections;
import org.loupe.api.Detector;
import org.loupe.api.Device;
import org.loupe.api.Pair;
import org.loupe.api.Param;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;

/**
 * Finds single pixels that are brighter than all their eight neighbours, or darker than all of them, by at least the
 * contrast: stuck pixels of a camera, which would otherwise be reported as defects of the product.
 */
public final class StuckPixels implements Detector<StuckPixels.Params> {
    private static final int DARK = 0;
    private static final int BRIGHT = 1;

    /**
     * The parameters. Loupe draws the form, the command line flags and the help page from these annotations, and checks
     * the ranges before a tool is opened. A rule across parameters belongs in a compact constructor.
     *
     * @param contrast least difference to each neighbour in grey levels
     */
    public record Params(
            @Param(label = "Contrast", unit = "grey levels", min = 1, max = 65535, step = 1,
                    help = "How much the pixel differs from each of its neighbours at least. Keep it well above the"
                            + " noise.")
                    double contrast) {
    }

    /** The id is for ever: recipes name it. A vendor's ids begin with a name that is the vendor's own. */
    @Override
    public Info info() {
        return Info.of("example.stuck-pixels", "Find stuck pixels", "Finds single pixels that are much brighter or"
                + " darker than all their neighbours, as cameras show them. Sharp specks of one pixel are found as"
                + " well.");
    }

    /** The one place where defaults are written. */
    @Override
    public Params defaults() {
        return new Params(60);
    }

    /** A pixel is judged by its neighbours alone, so 1 px around a tile suffices when a large image is cut. */
    @Override
    public int halo(Params params) {
        return 1;
    }

    /** Says before any pixel is read what does not suit, and what to do about it. */
    @Override
    public void check(Params params, Shape in) throws ToolException {
        if (in.channels() != 1 || in.type() == Shape.Type.S32)
            throw new ToolException(info().label() + " needs a grey image, got " + in + ".",
                    "Put 'Convert to grey' before this step.");
    }

    @Override
    public List<String> classes(Params params) {
        return List.of("dark", "bright");
    }

    /**
     * Native libraries, look-up tables and scratch memory are prepared here, once for each worker. This tool needs
     * none, so the step is its work alone.
     */
    @Override
    public Step<Pair, Detections> open(Params params, Device device) {
        return (pair, run) -> find(pair, params, run);
    }

    private Detections find(Pair pair, Params params, Run run) throws ToolException {
        Tile test = pair.test();
        check(params, test.shape());
        Detections.Builder found = new Detections.Builder(classes(params));
        for (int row = 0; row < test.height(); row++) {
            run.checkCancelled(); // at least every 100 ms: users expect a cancelled run to end
            for (int column = 0; column < test.width(); column++) {
                double difference = difference(test, column, row);
                // what lies outside of the valid mask must not be reported
                boolean valid = pair.valid().isEmpty() || pair.valid().get().get(column, row, 0) != 0;
                if (valid && Math.abs(difference) >= params.contrast())
                    found.add(column, row, 1, 1, Math.abs(difference) / (Math.abs(difference) + params.contrast()),
                            difference > 0 ? BRIGHT : DARK, new int[] { 0, 1 }); // mask: none off, then one pixel on
            }
        }
        return found.build();
    }

    /** By how much a pixel is brighter than its brightest neighbour, or negative: darker than its darkest; else 0. */
    private static double difference(Tile test, int column, int row) {
        double darkest = Double.POSITIVE_INFINITY, brightest = Double.NEGATIVE_INFINITY;
        for (int y = Math.max(0, row - 1); y <= Math.min(test.height() - 1, row + 1); y++)
            for (int x = Math.max(0, column - 1); x <= Math.min(test.width() - 1, column + 1); x++)
                if (x != column || y != row) {
                    darkest = Math.min(darkest, test.get(x, y, 0));
                    brightest = Math.max(brightest, test.get(x, y, 0));
                }
        double here = test.get(column, row, 0);
        if (Double.isInfinite(darkest))
            return 0; // an image of one pixel
        return here > brightest ? here - brightest : here < darkest ? here - darkest : 0;
    }
}
