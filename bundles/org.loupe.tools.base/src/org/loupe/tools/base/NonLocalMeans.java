package org.loupe.tools.base;

import org.loupe.api.Operator;
import org.loupe.api.Param;
import org.loupe.api.Shape;
import org.loupe.api.ToolException;

/**
 * Mean of the pixels whose surroundings look alike, within a search window. Likeness is the mean squared difference of
 * the surroundings for 8-bit samples, the mean absolute one for 16-bit. Outside of the image it is mirrored at its
 * edges.
 */
public abstract class NonLocalMeans implements Operator<NonLocalMeans.Params> {

    /**
     * @param strength filter strength h in grey levels
     * @param patch    side of the surroundings that are compared in px, odd
     * @param search   side of the search window in px, odd
     */
    public record Params(
            @Param(label = "Strength", unit = "grey levels", min = 0.1, max = 65535, step = 1,
                    help = "About the standard deviation of the noise. Lower it if fine structure fades.")
                    double strength,
            @Param(label = "Patch", unit = "px", min = 3, max = 15, step = 2, advanced = true,
                    help = "Side of the surroundings that are compared. Raise it for strong noise.") int patch,
            @Param(label = "Search window", unit = "px", min = 5, max = 51, step = 2,
                    help = "Side of the window in which like surroundings are looked for. Time grows with its square.")
                    int search) {

        public Params {
            if (patch % 2 == 0 || search % 2 == 0)
                throw new IllegalArgumentException("Patch and search window are odd, such as 7 and 21; found " + patch
                        + " and " + search + ".");
        }
    }

    @Override
    public Info info() {
        return Info.of("loupe.non-local-means", "Non-local means", "Removes strong noise from images with repeating or"
                + " smooth structure, such as SEM images. Slow: about half a second per megapixel with the defaults.")
                .reference("Buades, Coll, Morel: Non-Local Means Denoising, Image Processing On Line 2011");
    }

    @Override
    public Params defaults() {
        return new Params(10, 7, 21);
    }

    @Override
    public int halo(Params params) {
        return params.search() / 2 + params.patch() / 2;
    }

    @Override
    public void check(Params params, Shape in) throws ToolException {
        Needs.greyInteger(info().label(), in);
    }

    @Override
    public Shape output(Params params, Shape in) {
        return in;
    }
}
