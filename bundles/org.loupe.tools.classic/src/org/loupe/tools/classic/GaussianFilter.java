package org.loupe.tools.classic;

import org.loupe.api.Device;
import org.loupe.api.Operator;
import org.loupe.api.Param;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;

/**
 * Weighted mean by a bell of standard deviation sigma, cut off at 3 sigma, channel by channel; outside of the image its
 * edge pixels go on. Weights are integers of 8 fraction bits for 8-bit samples and of 16 for 16-bit ones, whose
 * rounding errors are carried from the outermost to the centre; the mean is rounded half up.
 */
public final class GaussianFilter implements Operator<GaussianFilter.Params> {

    /**
     * @param sigma standard deviation in px
     */
    public record Params(
            @Param(label = "Sigma", unit = "px", min = 0.3, max = 50, step = 0.1,
                    help = "Standard deviation of the bell. Raise it against noise; details smaller than about twice"
                            + " sigma fade.") double sigma) {
    }

    @Override
    public Info info() {
        return Info.of("loupe.gaussian", "Gaussian filter", "Smooths noise by a weighted mean of the neighbourhood. It"
                + " also softens edges; the median and bilateral filters keep them.");
    }

    @Override
    public Params defaults() {
        return new Params(1);
    }

    @Override
    public int halo(Params params) {
        return radius(params.sigma());
    }

    @Override
    public void check(Params params, Shape in) throws ToolException {
        Needs.pixels(info().label(), in);
    }

    @Override
    public Shape output(Params params, Shape in) {
        return in;
    }

    @Override
    public Step<Tile, Tile> open(Params params, Device device) {
        return (in, run) -> {
            check(params, in.shape());
            Tile out = run.tile(in.shape()).at(in.x(), in.y());
            blur(in, out, radius(params.sigma()), params.sigma(), run);
            return out;
        };
    }

    private static int radius(double sigma) {
        return (int) Math.ceil(3 * sigma);
    }

    /** Smooths {@code in} into {@code out}, which has its shape. */
    static void blur(Tile in, Tile out, int radius, double sigma, Run run) {
        boolean floating = in.shape().type() == Shape.Type.F32;
        double[] weights = floating ? bell(radius, sigma)
                : whole(bell(radius, sigma), in.shape().type() == Shape.Type.U8 ? 8 : 16);
        double unit = floating ? 1 : in.shape().type() == Shape.Type.U8 ? 1 << 16 : 1L << 32;
        int channels = in.shape().channels(), height = in.height();
        double[][] rows = new double[weights.length][Samples.perRow(in)];
        double[] sum = new double[Samples.perRow(in)];
        float[] line = new float[sum.length];
        for (int y = -radius; y < height + radius; y++) {
            Samples.read(in, Math.max(0, Math.min(height - 1, y)), line);
            alongRow(line, rows[Math.floorMod(y, rows.length)], weights, channels);
            if (y < radius)
                continue;
            run.checkCancelled();
            java.util.Arrays.fill(sum, 0);
            for (int k = 0; k < weights.length; k++)
                add(rows[Math.floorMod(y - 2 * radius + k, rows.length)], weights[k], sum);
            for (int i = 0; i < line.length; i++)
                line[i] = Samples.fit(sum[i] / unit, in.shape().type());
            Samples.write(out, y - radius, line);
        }
    }

    private static void alongRow(float[] line, double[] result, double[] weights, int channels) {
        int radius = weights.length / 2;
        double[] padded = new double[line.length + 2 * radius * channels];
        for (int i = 0; i < padded.length; i++) {
            int pixel = Math.max(0, Math.min(line.length / channels - 1, i / channels - radius));
            padded[i] = line[pixel * channels + i % channels];
        }
        java.util.Arrays.fill(result, 0);
        for (int k = 0; k < weights.length; k++)
            for (int i = 0; i < result.length; i++)
                result[i] += weights[k] * padded[i + k * channels];
    }

    private static void add(double[] row, double weight, double[] sum) {
        for (int i = 0; i < sum.length; i++)
            sum[i] += weight * row[i];
    }

    /** Weights that sum to 1. */
    static double[] bell(int radius, double sigma) {
        double[] weights = new double[2 * radius + 1];
        double sum = 0;
        for (int i = 0; i < radius; i++) {
            double twice = 2.0 * (i - radius);
            weights[i] = StrictMath.exp(twice * twice * (-0.125 / (sigma * sigma)));
            sum += weights[i];
        }
        double scale = 1 / (2 * sum + 1);
        for (int i = 0; i < radius; i++)
            weights[weights.length - 1 - i] = weights[i] *= scale;
        weights[radius] = scale;
        return weights;
    }

    /** Weights as whole numbers that sum to {@code 2^bits}; what rounding loses is carried to the next one inwards. */
    private static double[] whole(double[] weights, int bits) {
        double one = 1L << bits, carried = 0, sum = 0;
        double[] whole = new double[weights.length];
        int radius = weights.length / 2;
        for (int i = 0; i < radius; i++) {
            double wanted = weights[i] * one + carried;
            whole[i] = Math.rint(wanted);
            carried = wanted - whole[i];
            whole[weights.length - 1 - i] = whole[i];
            sum += 2 * whole[i];
        }
        whole[radius] = one - sum;
        return whole;
    }
}
