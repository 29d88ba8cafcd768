package org.loupe.tools.cuda;

import org.loupe.api.Device;
import org.loupe.api.DeviceException;
import org.loupe.api.Operator;
import org.loupe.api.Param;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;

/**
 * Weighted mean by a bell, as the reference implementation has it, bit for bit: with the same whole weights.
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
                + " also softens edges; the median and bilateral filters keep them.")
                .rank(100).devices(Device.Kind.CUDA);
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
    public Step<Tile, Tile> open(Params params, Device device) throws ToolException {
        Gpu.of(device);
        int radius = radius(params.sigma());
        return (in, run) -> {
            check(params, in.shape());
            try (Work work = new Work(device, run, "GaussianFilter")) {
                long from = work.in(in);
                CudaTile out = work.out(in.shape(), in.x(), in.y());
                blur(work, from, work.address(out), in.shape(), radius, params.sigma());
                return work.result(out);
            }
        };
    }

    /** Smooths samples of a shape from one place to another. */
    static void blur(Work work, long from, long to, Shape shape, int radius, double sigma) throws DeviceException {
        boolean floating = shape.type() == Shape.Type.F32;
        double[] bell = bell(radius, sigma);
        long weights = floating ? work.put(bell) : work.put(whole(bell, shape.type() == Shape.Type.U8 ? 8 : 16));
        int line = shape.width() * shape.channels();
        long between = work.take((floating ? 8L : 4L) * line * shape.height());
        Grid grid = Grid.plane(line, shape.height());
        String type = Work.suffix(shape.type());
        work.launchOf("GaussianFilter", "rows" + type, grid, from, between, shape.width(), shape.height(),
                shape.channels(), weights, radius);
        work.launchOf("GaussianFilter", "columns" + type, grid, between, to, line, shape.height(), weights, radius);
    }

    private static int radius(double sigma) {
        return (int) Math.ceil(3 * sigma);
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
    private static int[] whole(double[] weights, int bits) {
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
}
