package org.loupe.tools.base;

import org.loupe.api.Param;
import org.loupe.api.Segmenter;
import org.loupe.api.Shape;
import org.loupe.api.ToolException;

/**
 * Objects are connected pixels that are brighter, or darker, than the mean of the block around them by more than the
 * offset. The mean of a block is exact; the Gaussian mean has {@code sigma = 0.15 · block + 0.35} px, is cut off at the
 * block and rounded. Outside of the image its edge pixels go on.
 */
public abstract class AdaptiveThreshold implements Segmenter<AdaptiveThreshold.Params> {

    /** How the surroundings are averaged. */
    public enum Method {
        /** All pixels of the block alike. */
        MEAN,
        /** Near pixels more than far ones. */
        GAUSSIAN
    }

    /**
     * @param polarity     which side of the local threshold the objects lie on
     * @param method       how the surroundings are averaged
     * @param block        side of the block in px, odd
     * @param offset       grey levels between an object and the mean of its surroundings
     * @param smallestArea pixels of the smallest object
     */
    public record Params(
            @Param(label = "Objects",
                    help = "Whether the objects are the bright or the dark parts of the image.") Polarity polarity,
            @Param(label = "Surroundings",
                    help = "Mean is sharpest for flat surroundings; Gaussian counts near pixels more.") Method method,
            @Param(label = "Block", unit = "px", min = 3, max = 255, step = 2,
                    help = "Side of the square of surroundings. Keep it well above the size of the objects.") int block,
            @Param(label = "Offset", unit = "grey levels", min = 0, max = 65535, step = 1,
                    help = "How much an object differs from the mean of its surroundings. Raise it against noise.")
                    int offset,
            @Param(label = "Smallest area", unit = "px²", min = 1, max = 1e6, step = 1,
                    help = "Objects of fewer pixels are left out. Raise it if noise is reported.") int smallestArea) {

        public Params {
            if (block % 2 == 0)
                throw new IllegalArgumentException("The block's side is odd, such as 51; found " + block + ".");
        }
    }

    @Override
    public Info info() {
        return Info.of("loupe.adaptive-threshold", "Adaptive threshold", "Finds objects that differ from their"
                + " surroundings, whatever the illumination. Areas larger than the block become hollow.");
    }

    @Override
    public Params defaults() {
        return new Params(Polarity.DARK, Method.MEAN, 51, 10, 10);
    }

    @Override
    public int halo(Params params) {
        return params.block() / 2 + Threshold.LARGEST_IN_TILES;
    }

    @Override
    public void check(Params params, Shape in) throws ToolException {
        Needs.greyInteger(info().label(), in);
    }

    /** Standard deviation of the Gaussian mean in px. */
    protected static double sigma(Params params) {
        return 0.15 * params.block() + 0.35;
    }
}
