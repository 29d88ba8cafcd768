package org.loupe.tools.opencv;

import java.lang.ref.Reference;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.loupe.api.Device;
import org.loupe.api.Operator;
import org.loupe.api.Param;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.tools.base.Needs;

/**
 * Contrast limited adaptive histogram equalisation. The image is divided into square fields from its top left corner,
 * those at the right and at the bottom filled by mirroring; the look-up table of a pixel is interpolated between those
 * of the four nearest fields. Global, since where the fields lie depends on where the image begins.
 */
public final class Clahe implements Operator<Clahe.Params> {
    private static final int PIXELS_BETWEEN_CHECKS = 1 << 22;

    /**
     * @param clipLimit largest part of a field's histogram in one grey level, as a multiple of the mean
     * @param field     side of a field in px
     */
    public record Params(
            @Param(label = "Clip limit", min = 1, max = 40, step = 0.5,
                    help = "How much contrast may rise: 1 leaves the image nearly as it is, 4 is strong. Lower it if"
                            + " noise comes out.") double clipLimit,
            @Param(label = "Field", unit = "px", min = 8, max = 1024, step = 8,
                    help = "Side of the neighbourhoods that are equalised. Smaller fields bring out finer detail.")
                    int field) {
    }

    @Override
    public Info info() {
        return Info.of("loupe.clahe", "Local contrast (CLAHE)", "Spreads the grey levels of each neighbourhood, so that"
                + " faint structure shows in dark and bright regions alike."
                + " Grey levels are no longer comparable between places: measure before this step.")
                .reference("Zuiderveld: Contrast Limited Adaptive Histogram Equalization, Graphics Gems IV, 1994")
                .rank(10).within(1);
    }

    @Override
    public Params defaults() {
        return new Params(2, 64);
    }

    @Override
    public int halo(Params params) {
        return 2 * params.field();
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
    public Shape output(Params params, Shape in) {
        return in;
    }

    @Override
    public Step<Tile, Tile> open(Params params, Device device) throws ToolException {
        Natives.load();
        return (in, run) -> equalise(in, params, run);
    }

    private Tile equalise(Tile in, Params params, Run run) throws ToolException {
        check(params, in.shape());
        Tile out = run.tile(in.shape()).at(in.x(), in.y());
        if (in.shape().type() == Shape.Type.U16) {
            new WideClahe(in, params.clipLimit(), params.field(), run).apply(out);
            return out;
        }
        int field = params.field(), across = (in.width() + field - 1) / field;
        int band = Math.max(1, PIXELS_BETWEEN_CHECKS / (field * in.width())) * field;
        for (int from = 0; from < in.height(); from += band) {
            run.checkCancelled();
            // the fields above and below take part in the interpolation
            int first = Math.max(0, from - field), to = Math.min(in.height(), from + band);
            int last = Math.min(in.height(), to + field), down = (last - first + field - 1) / field;
            try (PointerScope scope = new PointerScope()) {
                Mat whole = new Mat(), equalised = new Mat();
                opencv_core.copyMakeBorder(Mats.rows(in, first, last), whole, 0, down * field - (last - first), 0,
                        across * field - in.width(), opencv_core.BORDER_REFLECT_101);
                opencv_imgproc.createCLAHE(params.clipLimit(), new Size(across, down)).apply(whole, equalised);
                equalised.rowRange(from - first, to - first).colRange(0, in.width()).copyTo(Mats.rows(out, from, to));
            }
            run.progress((double) to / in.height(), info().label());
        }
        Reference.reachabilityFence(in);
        Reference.reachabilityFence(out);
        return out;
    }
}
