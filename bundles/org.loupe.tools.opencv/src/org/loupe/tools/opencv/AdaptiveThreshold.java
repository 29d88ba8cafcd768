package org.loupe.tools.opencv;

import java.nio.IntBuffer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Size;
import org.loupe.api.Device;
import org.loupe.api.Labels;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.tools.base.Polarity;
import org.loupe.tools.base.Samples;

/**
 * Objects are connected pixels that are brighter, or darker, than the mean of the block around them by more than the
 * offset. The mean of a block is exact; the Gaussian mean has {@code sigma = 0.15 · block + 0.35} px, is cut off at the
 * block and rounded. Outside of the image its edge pixels go on.
 */
public final class AdaptiveThreshold extends org.loupe.tools.base.AdaptiveThreshold {

    @Override
    public Info info() {
        return super.info().rank(10);
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
                (pixels, out) -> GaussianFilter.blur(pixels, out, radius, sigma(params)));
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
