package org.loupe.tools.cuda;

import org.loupe.api.Device;
import org.loupe.api.DeviceException;
import org.loupe.api.Labels;
import org.loupe.api.Param;
import org.loupe.api.Segmenter;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;

/**
 * Objects that differ from the mean of the block around them, as the reference implementation has them, bit for bit.
 */
public final class AdaptiveThreshold implements Segmenter<AdaptiveThreshold.Params> {

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
                + " surroundings, whatever the illumination. Areas larger than the block become hollow.")
                .rank(100).devices(Device.Kind.CUDA);
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

    @Override
    public Step<Tile, Labels> open(Params params, Device device) throws ToolException {
        Gpu.of(device);
        return (in, run) -> {
            check(params, in.shape());
            try (Work work = new Work(device, run, "AdaptiveThreshold")) {
                long from = work.in(in), on = work.take(in.shape().pixels());
                if (params.method() == Method.MEAN)
                    byMean(work, from, on, in.shape(), params);
                else
                    byGaussian(work, from, on, in.shape(), params);
                return Objects.label(work, on, in.shape(), params.smallestArea());
            }
        };
    }

    private static void byMean(Work work, long from, long on, Shape shape, Params params) throws DeviceException {
        Grid grid = Grid.plane(shape.width(), shape.height());
        long sums = work.take(4 * shape.pixels());
        String type = Work.suffix(shape.type());
        work.launch("row_sums" + type, grid, from, sums, shape.width(), shape.height(), params.block() / 2);
        work.launch("differs_from_block" + type, grid, from, sums, on, shape.width(), shape.height(),
                params.block() / 2, params.offset(), bright(params));
    }

    private static void byGaussian(Work work, long from, long on, Shape shape, Params params) throws DeviceException {
        long means = work.take(shape.bytes());
        GaussianFilter.blur(work, from, means, shape, params.block() / 2, 0.15 * params.block() + 0.35);
        work.launch("differs" + Work.suffix(shape.type()), Grid.line(shape.pixels()), from, means, on, shape.pixels(),
                params.offset(), bright(params));
    }

    private static int bright(Params params) {
        return params.polarity() == Polarity.BRIGHT ? 1 : 0;
    }
}
