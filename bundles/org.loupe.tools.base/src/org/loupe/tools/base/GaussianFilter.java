package org.loupe.tools.base;

import org.loupe.api.Operator;
import org.loupe.api.Param;
import org.loupe.api.Shape;
import org.loupe.api.ToolException;

/**
 * Weighted mean by a bell of standard deviation sigma, cut off at 3 sigma, channel by channel; outside of the image its
 * edge pixels go on. Weights are integers of 8 fraction bits for 8-bit samples and of 16 for 16-bit ones, whose
 * rounding errors are carried from the outermost to the centre; the mean is rounded half up.
 */
public abstract class GaussianFilter implements Operator<GaussianFilter.Params> {

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

    /** px that the bell reaches. */
    protected static int radius(double sigma) {
        return (int) Math.ceil(3 * sigma);
    }

    /** Weights that sum to 1, from {@code -radius} to {@code radius}. */
    protected static double[] bell(int radius, double sigma) {
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
    protected static int[] whole(double[] weights, int bits) {
        int sum = 0, radius = weights.length / 2;
        double carried = 0;
        int[] whole = new int[weights.length];
        for (int i = 0; i < radius; i++) {
            double wanted = weights[i] * (1 << bits) + carried;
            whole[i] = (int) Math.rint(wanted);
            carried = wanted - whole[i];
            whole[weights.length - 1 - i] = whole[i];
            sum += 2 * whole[i];
        }
        whole[radius] = (1 << bits) - sum;
        return whole;
    }

    /** Fraction bits of the weights for whole samples of a type. */
    protected static int bits(Shape.Type type) {
        return type == Shape.Type.U8 ? 8 : 16;
    }
}
