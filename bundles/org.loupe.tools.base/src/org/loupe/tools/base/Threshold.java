package org.loupe.tools.base;

import org.loupe.api.Param;
import org.loupe.api.Segmenter;
import org.loupe.api.Shape;
import org.loupe.api.ToolException;

/**
 * Objects are the connected pixels above a fixed grey level, or the others; pixels that touch at corners are connected.
 */
public abstract class Threshold implements Segmenter<Threshold.Params> {
    /** Objects up to this size are whole when an image is cut into tiles. */
    protected static final int LARGEST_IN_TILES = 128;

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
                + " to 128 px are whole.");
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
}
