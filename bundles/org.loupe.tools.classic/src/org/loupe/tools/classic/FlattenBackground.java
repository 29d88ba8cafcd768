package org.loupe.tools.classic;

import org.loupe.api.Device;
import org.loupe.api.Run;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.tools.base.Samples;

/**
 * Takes an uneven background out and keeps the image's mean level. The background is found on the means of square
 * blocks: with sides of 1/32 of the longer side of the image for the polynomial, which is fitted to them by least
 * squares, twice again without the blocks that lie off by more than 2.5 standard deviations; of sigma/4 for the bell,
 * between whose blocks it is bilinear. Where the result would be brighter than its samples can tell, it is limited.
 */
public final class FlattenBackground extends org.loupe.tools.base.FlattenBackground {

    @Override
    public Step<Tile, Tile> open(Params params, Device device) {
        return (in, run) -> flatten(in, params, run);
    }

    private Tile flatten(Tile in, Params params, Run run) throws ToolException {
        check(params, in.shape());
        Tile out = run.tile(in.shape()).at(in.x(), in.y());
        Background background = background(in, params, run);
        double mean = background.mean();
        float[] line = new float[in.width()];
        double[] local = new double[in.width()];
        for (int row = 0; row < in.height(); row++) {
            run.checkCancelled();
            Samples.read(in, row, line);
            background.row(row, local);
            for (int i = 0; i < line.length; i++)
                line[i] = Samples.fit(level(line[i], local[i], mean, params.operation()), in.shape().type());
            Samples.write(out, row, line);
        }
        return out;
    }

    private static double level(double sample, double background, double mean, Operation operation) {
        if (operation == Operation.SUBTRACT)
            return sample - background + mean;
        return mean == 0 ? sample : sample * (mean / Math.max(background, DARKEST * mean));
    }

    private static Background background(Tile in, Params params, Run run) {
        Blocks blocks = blocks(in, side(params, in.shape()), run);
        if (params.method() == Method.GAUSSIAN)
            return new Bell(blocks, params.sigma(), in.width(), run);
        return new Surface(new Polynomial(blocks, params.order(), in.width(), in.height()), params.order(), in.width());
    }

    private static Blocks blocks(Tile in, int side, Run run) {
        int across = (in.width() + side - 1) / side, down = (in.height() + side - 1) / side;
        double[] sums = new double[down * across];
        float[] line = new float[in.width()];
        for (int row = 0; row < down * side; row++) {
            run.checkCancelled();
            Samples.read(in, Math.min(row, in.height() - 1), line);
            for (int i = 0; i < across * side; i++)
                sums[row / side * across + i / side] += line[Math.min(i, line.length - 1)];
        }
        return Blocks.ofSums(sums, across, down, side);
    }

    /** Brightness at each place. */
    private interface Background {
        double mean();

        void row(int row, double[] result);
    }

    /** The blocks smoothed by a bell, bilinear between their centres. */
    private static final class Bell implements Background {
        private final Blocks blocks;
        private final double[] smooth;
        private final int width;

        Bell(Blocks blocks, double sigma, int width, Run run) {
            this.blocks = blocks;
            this.width = width;
            smooth = blocks.smoothed(sigma, run);
        }

        @Override
        public double mean() {
            return blocks.mean(smooth);
        }

        @Override
        public void row(int row, double[] result) {
            int side = blocks.side(), across = blocks.across();
            double y = (row + 0.5) / side - 0.5;
            int top = (int) Math.floor(y);
            int above = inside(top, blocks.down()) * across, below = inside(top + 1, blocks.down()) * across;
            for (int i = 0; i < width; i++) {
                double x = (i + 0.5) / side - 0.5;
                int left = (int) Math.floor(x), from = inside(left, across), to = inside(left + 1, across);
                double up = smooth[above + from] + (x - left) * (smooth[above + to] - smooth[above + from]);
                double down = smooth[below + from] + (x - left) * (smooth[below + to] - smooth[below + from]);
                result[i] = up + (y - top) * (down - up);
            }
        }
    }

    /** A polynomial at the pixels of a row. */
    private record Surface(Polynomial polynomial, int order, int width) implements Background {

        @Override
        public double mean() {
            return polynomial.mean();
        }

        @Override
        public void row(int row, double[] result) {
            double[] inX = polynomial.inX(row);
            for (int i = 0; i < width; i++) {
                double x = Polynomial.place(i, width), value = inX[order];
                for (int k = order - 1; k >= 0; k--)
                    value = value * x + inX[k];
                result[i] = value;
            }
        }
    }
}
