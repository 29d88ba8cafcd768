package org.loupe.tools.classic;

import java.util.Arrays;
import org.loupe.api.Device;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.tools.base.Samples;

/**
 * Weighted mean by a bell of standard deviation sigma, cut off at 3 sigma, channel by channel; outside of the image its
 * edge pixels go on. Weights are integers of 8 fraction bits for 8-bit samples and of 16 for 16-bit ones, whose
 * rounding errors are carried from the outermost to the centre; the mean is rounded half up.
 */
public final class GaussianFilter extends org.loupe.tools.base.GaussianFilter {

    @Override
    public Step<Tile, Tile> open(Params params, Device device) {
        return (in, run) -> {
            check(params, in.shape());
            Tile out = run.tile(in.shape()).at(in.x(), in.y());
            blur(in, out, radius(params.sigma()), params.sigma(), run);
            return out;
        };
    }

    /** Smooths {@code in} into {@code out}, which has its shape. */
    static void blur(Tile in, Tile out, int radius, double sigma, Run run) {
        boolean floating = in.shape().type() == Shape.Type.F32;
        int bits = bits(in.shape().type());
        double[] bell = bell(radius, sigma);
        double[] weights = floating ? bell : Arrays.stream(whole(bell, bits)).asDoubleStream().toArray();
        double unit = floating ? 1 : 1L << 2 * bits;
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
            Arrays.fill(sum, 0);
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
        Arrays.fill(result, 0);
        for (int k = 0; k < weights.length; k++)
            for (int i = 0; i < result.length; i++)
                result[i] += weights[k] * padded[i + k * channels];
    }

    private static void add(double[] row, double weight, double[] sum) {
        for (int i = 0; i < sum.length; i++)
            sum[i] += weight * row[i];
    }
}
