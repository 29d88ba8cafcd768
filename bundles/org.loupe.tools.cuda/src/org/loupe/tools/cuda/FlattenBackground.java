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
 * Takes an uneven background out and keeps the image's mean level, as the reference implementation does, bit for bit:
 * the means of blocks are taken on the GPU, the surface is fitted to them here and taken out there.
 */
public final class FlattenBackground implements Operator<FlattenBackground.Params> {
    private static final int BLOCKS = 32;
    private static final double BLOCKS_PER_SIGMA = 4;
    /** The background counts as at least this part of its mean, so that division keeps in bounds. */
    private static final double DARKEST = 0.01;

    /** How the background is estimated. */
    public enum Method {
        /** A smooth surface fitted to the whole image. */
        POLYNOMIAL,
        /** The mean of the neighbourhood, weighted by a wide bell. */
        GAUSSIAN
    }

    /** How the background is taken out. */
    public enum Operation {
        /** For uneven illumination, which multiplies. */
        DIVIDE,
        /** For stray light and offsets, which add. */
        SUBTRACT
    }

    /**
     * @param method    how the background is estimated
     * @param order     degree of the polynomial in x and y
     * @param sigma     standard deviation of the bell in px
     * @param operation how the background is taken out
     */
    public record Params(
            @Param(label = "Background",
                    help = "Polynomial suits vignettes and leaves objects of any size alone; Gaussian"
                    + " follows any slow change but weakens objects larger than its sigma.") Method method,
            @Param(label = "Order", min = 1, max = 4, when = "method=polynomial",
                    help = "Degree of the surface: 1 is a tilt, 2 a bowl. Raise it only if rings or corners remain.")
                    int order,
            @Param(label = "Sigma", unit = "px", min = 5, max = 500, step = 5, when = "method=gaussian",
                    help = "Width of the neighbourhood. Keep it well above the largest object of interest.")
                    double sigma,
            @Param(label = "Operation",
                    help = "Divide for uneven illumination, subtract for stray light.") Operation operation) {
    }

    @Override
    public Info info() {
        return Info.of("loupe.flatten", "Flatten background", "Evens out vignettes, tilted illumination and other slow"
                + " changes of brightness, so that one threshold fits the whole image. The mean level stays.")
                .rank(100).devices(Device.Kind.CUDA);
    }

    @Override
    public Params defaults() {
        return new Params(Method.POLYNOMIAL, 2, 50, Operation.DIVIDE);
    }

    @Override
    public int halo(Params params) {
        return params.method() == Method.GAUSSIAN ? (int) Math.ceil(3 * params.sigma()) : 0;
    }

    @Override
    public boolean global(Params params) {
        return true;
    }

    @Override
    public void check(Params params, Shape in) throws ToolException {
        Needs.grey(info().label(), in);
    }

    @Override
    public Shape output(Params params, Shape in) {
        return in;
    }

    @Override
    public Step<Tile, Tile> open(Params params, Device device) throws ToolException {
        Gpu.of(device);
        return (in, run) -> {
            check(params, in.shape());
            try (Work work = new Work(device, run, "FlattenBackground")) {
                long from = work.in(in);
                CudaTile out = work.out(in.shape(), in.x(), in.y());
                if (params.method() == Method.GAUSSIAN)
                    bell(work, from, work.address(out), in.shape(), params);
                else
                    polynomial(work, from, work.address(out), in.shape(), params);
                return work.result(out);
            }
        };
    }

    private static void polynomial(Work work, long from, long to, Shape shape, Params params) throws DeviceException {
        int width = shape.width(), height = shape.height(), order = params.order();
        Blocks blocks = Blocks.of(work, from, shape, (Math.max(width, height) + BLOCKS - 1) / BLOCKS);
        Polynomial surface = new Polynomial(blocks, order, width, height);
        double[] rows = new double[height * (order + 1)];
        for (int row = 0; row < height; row++)
            System.arraycopy(surface.inX(row), 0, rows, row * (order + 1), order + 1);
        work.launch("flatten_polynomial" + Work.suffix(shape.type()), Grid.plane(width, height), from, to, width,
                height, work.put(rows), order, surface.mean(), divides(params), DARKEST);
    }

    private static void bell(Work work, long from, long to, Shape shape, Params params) throws DeviceException {
        int width = shape.width(), height = shape.height();
        Blocks blocks = Blocks.of(work, from, shape, Math.max(1, (int) (params.sigma() / BLOCKS_PER_SIGMA)));
        double[] smooth = blocks.smoothed(params.sigma());
        work.launch("flatten_bell" + Work.suffix(shape.type()), Grid.plane(width, height), from, to, width, height,
                work.put(smooth), blocks.across(), blocks.down(), blocks.side(), mean(smooth, blocks), divides(params),
                DARKEST);
    }

    private static double mean(double[] values, Blocks blocks) {
        double sum = 0;
        for (double value : values)
            sum += value;
        return sum / blocks.down() / blocks.across();
    }

    private static int divides(Params params) {
        return params.operation() == Operation.DIVIDE ? 1 : 0;
    }

    /** Means of square blocks, row by row; at the right and at the bottom the image's edge pixels go on. */
    private record Blocks(double[] means, int across, int down, int side) {

        static Blocks of(Work work, long in, Shape shape, int side) throws DeviceException {
            int across = (shape.width() + side - 1) / side, down = (shape.height() + side - 1) / side;
            long sums = work.take(8L * across * down);
            work.launch("block_sums" + Work.suffix(shape.type()), new Grid(across, down, 1, Grid.THREADS, 1), in, sums,
                    shape.width(), shape.height(), side);
            double[] means = work.doubles(sums, across * down);
            for (int i = 0; i < means.length; i++)
                means[i] /= (double) side * side;
            return new Blocks(means, across, down, side);
        }

        int count() {
            return means.length;
        }

        double mean(int block) {
            return means[block];
        }

        double centreX(int block) {
            return (block % across + 0.5) * side - 0.5;
        }

        double centreY(int block) {
            return (block / across + 0.5) * side - 0.5;
        }

        /** The means smoothed by a bell, along rows and then along columns. */
        double[] smoothed(double sigma) {
            double[] weights = GaussianFilter.bell((int) Math.ceil(3 * sigma / side), sigma / side);
            double[] rows = new double[means.length], result = new double[means.length];
            for (int i = 0; i < rows.length; i++)
                for (int k = 0; k < weights.length; k++)
                    rows[i] += weights[k] * means[i / across * across
                            + inside(i % across + k - weights.length / 2, across)];
            for (int i = 0; i < result.length; i++)
                for (int k = 0; k < weights.length; k++)
                    result[i] += weights[k] * rows[inside(i / across + k - weights.length / 2, down) * across
                            + i % across];
            return result;
        }

        private static int inside(int at, int length) {
            return Math.max(0, Math.min(length - 1, at));
        }
    }

    /** A polynomial in x and y, both from -1 to 1 over the image. */
    private static final class Polynomial {
        private static final int FITS = 3;
        private static final double OUTLIER = 2.5;

        private final int order;
        private final int width;
        private final int height;
        private final double mean;
        private double[] coefficients;

        Polynomial(Blocks blocks, int order, int width, int height) {
            this.order = order;
            this.width = width;
            this.height = height;
            boolean[] out = new boolean[blocks.count()];
            for (int fit = 0; fit < FITS; fit++) {
                coefficients = fit(blocks, out);
                findOutliers(blocks, out);
            }
            double sum = 0;
            for (int i = 0; i < blocks.count(); i++)
                sum += at(blocks.centreX(i), blocks.centreY(i));
            mean = sum / blocks.count();
        }

        double mean() {
            return mean;
        }

        /** The coefficients of a row by the power of x. */
        double[] inX(int row) {
            double y = place(row, height);
            double[] inX = new double[order + 1];
            for (int j = 0, term = 0; j <= order; j++)
                for (int k = 0; k <= order - j; k++)
                    inX[k] += coefficients[term++] * power(y, j);
            return inX;
        }

        private static double place(double pixel, int side) {
            return (2 * pixel + 1) / side - 1;
        }

        private static double power(double base, int exponent) {
            double result = 1;
            for (int i = 0; i < exponent; i++)
                result *= base;
            return result;
        }

        private double[] terms(double x, double y) {
            double[] terms = new double[(order + 1) * (order + 2) / 2];
            for (int j = 0, term = 0; j <= order; j++)
                for (int k = 0; k <= order - j; k++)
                    terms[term++] = power(place(y, height), j) * power(place(x, width), k);
            return terms;
        }

        private double at(double x, double y) {
            double[] terms = terms(x, y);
            double sum = 0;
            for (int i = 0; i < terms.length; i++)
                sum += coefficients[i] * terms[i];
            return sum;
        }

        private void findOutliers(Blocks blocks, boolean[] out) {
            double[] off = new double[out.length];
            double squares = 0;
            int kept = 0;
            for (int i = 0; i < out.length; i++) {
                off[i] = Math.abs(blocks.mean(i) - at(blocks.centreX(i), blocks.centreY(i)));
                if (!out[i]) {
                    squares += off[i] * off[i];
                    kept++;
                }
            }
            double limit = OUTLIER * Math.sqrt(squares / kept) + 1e-9;
            for (int i = 0; i < out.length; i++)
                out[i] = off[i] > limit;
        }

        /** Least squares over the blocks that are no outliers, by normal equations. */
        private double[] fit(Blocks blocks, boolean[] out) {
            int n = (order + 1) * (order + 2) / 2;
            double[][] system = new double[n][n + 1];
            for (int b = 0; b < out.length; b++) {
                if (out[b])
                    continue;
                double[] terms = terms(blocks.centreX(b), blocks.centreY(b));
                for (int i = 0; i < n; i++) {
                    for (int j = 0; j < n; j++)
                        system[i][j] += terms[i] * terms[j];
                    system[i][n] += terms[i] * blocks.mean(b);
                }
            }
            return solve(system);
        }

        /** Solves by elimination; an unknown that the equations leave open, as in an image of one row, is 0. */
        private static double[] solve(double[][] system) {
            int n = system.length;
            boolean[] open = new boolean[n];
            for (int i = 0; i < n; i++) {
                // the matrix is symmetric and positive: no pivoting is needed
                double pivot = system[i][i];
                open[i] = pivot < 1e-9 * system[0][0];
                for (int row = 0; row < n && !open[i]; row++) {
                    double factor = system[row][i] / pivot;
                    for (int column = i; column <= n && row != i; column++)
                        system[row][column] -= factor * system[i][column];
                }
            }
            double[] solution = new double[n];
            for (int i = 0; i < n; i++)
                solution[i] = open[i] ? 0 : system[i][n] / system[i][i];
            return solution;
        }
    }
}
