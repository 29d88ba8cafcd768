package org.loupe.tools.cuda;

import org.loupe.api.Device;
import org.loupe.api.Operator;
import org.loupe.api.Param;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;

/**
 * Mean of the search window's pixels, weighted by how alike their surroundings are: by the mean squared difference of
 * 8-bit samples and the mean absolute one of 16-bit samples. Weights are whole numbers from a table; what weighs less
 * than a thousandth of an equal patch does not count.
 */
public final class NonLocalMeans implements Operator<NonLocalMeans.Params> {
    private static final double LEAST_WEIGHT = 0.001;

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
                .reference("Buades, Coll, Morel: Non-Local Means Denoising, Image Processing On Line 2011")
                .rank(100).within(1).devices(Device.Kind.CUDA);
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

    @Override
    public Step<Tile, Tile> open(Params params, Device device) throws ToolException {
        Gpu.of(device);
        int pixels = params.patch() * params.patch(), shift = 32 - Integer.numberOfLeadingZeros(pixels - 1);
        return (in, run) -> {
            check(params, in.shape());
            try (Work work = new Work(device, run, "NonLocalMeans")) {
                long from = work.in(in);
                CudaTile out = work.out(in.shape(), in.x(), in.y());
                long weights = work.put(weights(params, in.shape().type() == Shape.Type.U16, shift));
                work.launch("non_local_means" + Work.suffix(in.shape().type()), Grid.plane(in.width(), in.height()),
                        from, work.address(out), in.width(), in.height(), params.patch(), params.search(), weights,
                        shift);
                return work.result(out);
            }
        };
    }

    /** The weight of each distance, divided by the power of two from the patch's pixels on. */
    private static int[] weights(Params params, boolean wide, int shift) {
        double pixels = params.patch() * params.patch(), search = params.search() * params.search();
        double h = (float) params.strength(), step = (1 << shift) / pixels, farthest = wide ? 65535 : 255 * 255;
        int one = wide ? Integer.MAX_VALUE : (int) (Integer.MAX_VALUE / (search * 255));
        int[] weights = new int[(int) (farthest / step) + 1];
        for (int i = 0; i < weights.length; i++) {
            double distance = i * step;
            double weight = Math.rint(one * StrictMath.exp((wide ? -distance * distance : -distance) / (h * h)));
            weights[i] = weight < LEAST_WEIGHT * one ? 0 : (int) weight;
        }
        return weights;
    }
}
