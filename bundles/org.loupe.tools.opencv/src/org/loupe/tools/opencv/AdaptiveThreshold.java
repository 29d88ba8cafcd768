package org.loupe.tools.opencv;

import java.nio.IntBuffer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Size;
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
 * Objects are connected pixels that are brighter, or darker, than the mean of the block around them by more than the
 * offset. The mean of a block is exact; the Gaussian mean has {@code sigma = 0.15 · block + 0.35} px, is cut off at the
 * block and rounded. Outside of the image its edge pixels go on.
 */
public final class AdaptiveThreshold implements Segmenter<AdaptiveThreshold.Params> {
    /** Objects up to this size are whole when an image is cut into tiles. */
    private static final int LARGEST_IN_TILES = 128;

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
                + " surroundings, whatever the illumination. Areas larger than the block become hollow.").rank(10);
    }

    @Override
    public Params defaults() {
        return new Params(Polarity.DARK, Method.MEAN, 51, 10, 10);
    }

    @Override
    public int halo(Params params) {
        return params.block() / 2 + LARGEST_IN_TILES;
    }

    @Override
    public void check(Params params, Shape in) throws ToolException {
        Needs.greyInteger(info().label(), in);
    }

    @Override
    public Step<Tile, Labels> open(Params params, Device device) throws ToolException {
        Natives.load();
        return (in, run) -> {
            check(params, in.shape());
            Tile mask = params.method() == Method.MEAN ? byMean(in, params, run) : byGaussian(in, params, run);
            return Objects.label(mask, params.smallestArea(), run);
        };
    }

    private static Tile byMean(Tile in, Params params, Run run) {
        Tile sums = run.tile(in.shape().samples(1, Shape.Type.S32));
        Size block = new Size(params.block(), params.block());
        Bands.filter(in, sums, params.block() / 2, 3, run, (pixels, out) -> opencv_imgproc.boxFilter(pixels, out,
                opencv_core.CV_32S, block, new Point(-1, -1), false, opencv_core.BORDER_REPLICATE));
        IntBuffer sum = sums.data().asIntBuffer();
        long n = (long) params.block() * params.block();
        return mask(in, params, run, (at, value) -> value * n - (sum.get(at) & 0xffffffffL), n * params.offset());
    }

    private static Tile byGaussian(Tile in, Params params, Run run) {
        Tile means = run.tile(in.shape());
        int radius = params.block() / 2;
        Bands.filter(in, means, radius, 1 + 0.4 * radius, run,
                (pixels, out) -> GaussianFilter.blur(pixels, out, radius, 0.15 * params.block() + 0.35));
        float[] line = new float[in.width()];
        return mask(in, params, run, (at, value) -> {
            if (at % line.length == 0)
                Samples.read(means, at / line.length, line);
            return value - (long) line[at % line.length];
        }, params.offset());
    }

    /** How much the sample at an index stands out from its surroundings. Asked for each index in order. */
    private interface Excess {
        long of(int index, long value);
    }

    private static Tile mask(Tile in, Params params, Run run, Excess excess, long offset) {
        Tile mask = run.tile(Shape.grey(in.width(), in.height()));
        float[] line = new float[in.width()];
        byte[] on = new byte[line.length];
        int sign = params.polarity() == Polarity.BRIGHT ? 1 : -1;
        for (int row = 0; row < in.height(); row++) {
            if (row % 256 == 0)
                run.checkCancelled();
            Samples.read(in, row, line);
            for (int i = 0; i < line.length; i++)
                on[i] = sign * excess.of(row * line.length + i, (long) line[i]) > offset ? (byte) 255 : 0;
            mask.data().put(row * line.length, on);
        }
        return mask;
    }
}
