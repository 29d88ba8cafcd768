package org.loupe.tools.classic;

import org.loupe.api.Device;
import org.loupe.api.Labels;
import org.loupe.api.Run;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.tools.base.Polarity;
import org.loupe.tools.base.Samples;

/**
 * Objects are connected pixels that are brighter, or darker, than the mean of the block around them by more than the
 * offset. The mean of a block is exact; the Gaussian mean has {@code sigma = 0.15 · block + 0.35} px, is cut off at the
 * block and rounded. Outside of the image its edge pixels go on.
 */
public final class AdaptiveThreshold extends org.loupe.tools.base.AdaptiveThreshold {

    @Override
    public Step<Tile, Labels> open(Params params, Device device) {
        return (in, run) -> {
            check(params, in.shape());
            return Objects.label(in, params.method() == Method.MEAN ? byMean(in, params) : byGaussian(in, params, run),
                    params.smallestArea(), run);
        };
    }

    private static Objects.Mask byMean(Tile in, Params params) {
        int width = in.width(), radius = params.block() / 2;
        double[] columns = new double[width];
        for (int y = -radius; y < radius; y++)
            add(in, y, 1, columns);
        double pixels = (double) params.block() * params.block();
        float[] line = new float[width];
        return (row, on) -> {
            add(in, row + radius, 1, columns);
            double sum = 0;
            for (int x = -radius; x < radius; x++)
                sum += columns[inside(x, width)];
            Samples.read(in, row, line);
            for (int x = 0; x < width; x++) {
                sum += columns[inside(x + radius, width)];
                on[x] = differs(line[x] * pixels - sum, params.offset() * pixels, params);
                sum -= columns[inside(x - radius, width)];
            }
            add(in, row - radius, -1, columns);
        };
    }

    private static void add(Tile in, int row, int sign, double[] columns) {
        float[] line = Samples.read(in, inside(row, in.height()));
        for (int x = 0; x < line.length; x++)
            columns[x] += sign * line[x];
    }

    private static int inside(int at, int side) {
        return Math.max(0, Math.min(side - 1, at));
    }

    private static Objects.Mask byGaussian(Tile in, Params params, Run run) {
        Tile means = run.tile(in.shape());
        GaussianFilter.blur(in, means, params.block() / 2, sigma(params), run);
        float[] line = new float[in.width()], mean = new float[in.width()];
        return (row, on) -> {
            Samples.read(in, row, line);
            Samples.read(means, row, mean);
            for (int x = 0; x < line.length; x++)
                on[x] = differs(line[x] - mean[x], params.offset(), params);
        };
    }

    private static boolean differs(double excess, double offset, Params params) {
        return params.polarity() == Polarity.BRIGHT ? excess > offset : -excess > offset;
    }
}
