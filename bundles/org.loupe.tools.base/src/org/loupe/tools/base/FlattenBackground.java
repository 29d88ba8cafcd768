package org.loupe.tools.base;

import java.util.Arrays;
import org.loupe.api.Operator;
import org.loupe.api.Param;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.ToolException;

/**
 * Takes an uneven background out and keeps the image's mean level. The background is found on the means of square
 * blocks: with sides of 1/32 of the longer side of the image for the polynomial, which is fitted to them by least
 * squares, twice again without the blocks that lie off by more than 2.5 standard deviations; of sigma/4 for the bell,
 * between whose blocks it is bilinear. Where the result would be brighter than its samples can tell, it is limited.
 */
public abstract class FlattenBackground implements Operator<FlattenBackground.Params> {
    private static final int BLOCKS = 32;
    private static final double BLOCKS_PER_SIGMA = 4;
    /** The background counts as at least this part of its mean, so that division keeps in bounds. */
    protected static final double DARKEST = 0.01;

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
                + " changes of brightness, so that one threshold fits the whole image. The mean level stays.");
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

    /** Side of the blocks in px. */
    protected static int side(Params params, Shape in) {
        return params.method() == Method.GAUSSIAN ? Math.max(1, (int) (params.sigma() / BLOCKS_PER_SIGMA))
                : (Math.max(in.width(), in.height()) + BLOCKS - 1) / BLOCKS;
    }

    /** Means of square blocks, row by row; at the right and at the bottom the image's edge pixels go on. */
    protected record Blocks(double[] means, int across, int down, int side) {

        /** The means of an image's blocks. */
        public static Blocks ofSums(double[] sums, int across, int down, int side) {
            return new Blocks(Arrays.stream(sums).map(sum -> sum / ((double) side * side)).toArray(), across, down,
                    side);
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
        public double[] smoothed(double sigma, Run run) {
            double[] weights = GaussianFilter.bell((int) Math.ceil(3 * sigma / side), sigma / side);
            double[] rows = new double[means.length], result = new double[means.length];
            for (int row = 0; row < rows.length; row += across) {
                run.checkCancelled();
                for (int x = 0; x < across; x++)
                    for (int k = 0; k < weights.length; k++)
                        rows[row + x] += weights[k] * means[row + inside(x + k - weights.length / 2, across)];
            }
            for (int y = 0; y < down; y++) {
                run.checkCancelled();
                for (int k = 0; k < weights.length; k++) {
                    int from = inside(y + k - weights.length / 2, down) * across;
                    for (int x = 0; x < across; x++)
                        result[y * across + x] += weights[k] * rows[from + x];
                }
            }
            return result;
        }

        /** The mean of a value for each block. */
        public double mean(double[] values) {
            double sum = 0;
            for (double value : values)
                sum += value;
            return sum / down / across;
        }
    }

    /** The nearest number of a row or column that there is. */
    protected static int inside(int at, int length) {
        return Math.max(0, Math.min(length - 1, at));
    }

    /** A polynomial in x and y, both from -1 to 1 over the image, that was fitted to the blocks. */
    protected static final class Polynomial {
        private static final int FITS = 3;
        private static final double OUTLIER = 2.5;

        private final int order;
        private final int width;
        private final int height;
        private final double mean;
        private double[] coefficients;

        public Polynomial(Blocks blocks, int order, int width, int height) {
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

        /** Its mean over the blocks. */
        public double mean() {
            return mean;
        }

        /** The coefficients of a row by the power of x. */
        public double[] inX(int row) {
            double y = place(row, height);
            double[] inX = new double[order + 1];
            for (int j = 0, term = 0; j <= order; j++)
                for (int k = 0; k <= order - j; k++)
                    inX[k] += coefficients[term++] * power(y, j);
            return inX;
        }

        /** The place of a pixel from -1 to 1. */
        public static double place(double pixel, int side) {
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
