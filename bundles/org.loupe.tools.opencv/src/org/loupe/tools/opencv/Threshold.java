package org.loupe.tools.opencv;

import java.lang.ref.Reference;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.loupe.api.Device;
import org.loupe.api.Labels;
import org.loupe.api.Param;
import org.loupe.api.Run;
import org.loupe.api.Segmenter;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;

/**
 * Objects are the connected pixels above a fixed grey level, or the others; pixels that touch at corners are connected.
 */
public final class Threshold implements Segmenter<Threshold.Params> {
    /** Objects up to this size are whole when an image is cut into tiles. */
    static final int LARGEST_IN_TILES = 128;

    /** Which side of the threshold the objects lie on. */
    public enum Polarity {
        /** Objects are brighter than the threshold. */
        BRIGHT,
        /** Objects are not brighter than the threshold. */
        DARK
    }

    /**
     * @param polarity     which side of the threshold the objects lie on
     * @param level        threshold in grey levels: above it is bright
     * @param smallestArea pixels of the smallest object
     */
    public record Params(
            @Param(label = "Objects",
                    help = "Whether the objects are the bright or the dark parts of the image.") Polarity polarity,
            @Param(label = "Level", unit = "grey levels", min = 0, max = 65535, step = 1,
                    help = "Pixels above this grey level are bright, all others dark.") double level,
            @Param(label = "Smallest area", unit = "px²", min = 1, max = 1e6, step = 1,
                    help = "Objects of fewer pixels are left out. Raise it if noise is reported.") int smallestArea) {
    }

    @Override
    public Info info() {
        return Info.of("loupe.threshold", "Threshold", "Finds objects brighter or darker than a fixed grey level. Needs"
                + " even illumination: put 'Flatten background' before it. Images that are cut into tiles: objects up"
                + " to 128 px are whole.").rank(10);
    }

    @Override
    public Params defaults() {
        return new Params(Polarity.BRIGHT, 128, 10);
    }

    @Override
    public int halo(Params params) {
        return LARGEST_IN_TILES;
    }

    @Override
    public void check(Params params, Shape in) throws ToolException {
        Needs.grey(info().label(), in);
    }

    @Override
    public Step<Tile, Labels> open(Params params, Device device) throws ToolException {
        Natives.load();
        return (in, run) -> {
            check(params, in.shape());
            return Objects.label(mask(in, params.level(), params.polarity() == Polarity.BRIGHT, 0, run),
                    params.smallestArea(), run);
        };
    }

    /**
     * A mask of the bright or of the dark pixels.
     *
     * @param flags 0, or OpenCV's flag of a way to find the level, which is then not used
     */
    static Tile mask(Tile in, double level, boolean bright, int flags, Run run) {
        run.checkCancelled();
        Tile mask = run.tile(Shape.grey(in.width(), in.height()));
        try (PointerScope scope = new PointerScope()) {
            int type = (bright ? opencv_imgproc.THRESH_BINARY : opencv_imgproc.THRESH_BINARY_INV) | flags;
            Mat source = Mats.of(in), target = Mats.of(mask);
            if (in.shape().type() == Shape.Type.U8)
                opencv_imgproc.threshold(source, target, level, 255, type);
            else {
                Mat wide = new Mat();
                opencv_imgproc.threshold(source, wide, level, 255, type);
                wide.convertTo(target, target.type());
            }
        }
        Reference.reachabilityFence(in);
        Reference.reachabilityFence(mask);
        return mask;
    }
}
