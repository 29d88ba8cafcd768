package org.loupe.tools.classic;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.loupe.api.Device;
import org.loupe.api.FeatureExtractor;
import org.loupe.api.Features;
import org.loupe.api.Param;
import org.loupe.api.Patch;
import org.loupe.api.Run;
import org.loupe.api.Step;
import org.loupe.tools.base.Needs;
import org.loupe.tools.base.Plane;
import org.loupe.tools.base.Variant;

/**
 * Outline of a defect by histograms of oriented gradients. The square around the box and its context is brought to a
 * window of fixed size, so that every defect has as many numbers; beyond the image it is as at its edge. In each cell
 * of the window, gradients are summed up by their angle, 0 to 180°; blocks of cells, each beginning one cell after the
 * other, are divided by their norm.
 *
 * <p>{@code hog.0}, {@code hog.1} … go by block row, block column, cell row and cell column in it, and angle, and equal
 * scikit-image's {@code hog} of the window; there, gradients at the window's border are 0. Blocks with pixels that are
 * no numbers are NaN.
 */
public final class OrientedGradients implements FeatureExtractor<OrientedGradients.Params> {
    private static final int MOST_NUMBERS = 65_536;
    private static final double TINY = 1e-5;
    private static final double MOST_SHARE = 0.2;

    /** What a block of histograms is divided by. */
    public enum Norm {
        /** The sum of its numbers. */
        L1,
        /** That, and the root is taken. */
        L1_SQRT,
        /** The root of the sum of squares. */
        L2,
        /** That, numbers above 0.2 are cut off, and it is done once more: a strong edge does not hide the others. */
        L2_HYS
    }

    /**
     * @param window     px of the side of the square that the defect is brought to
     * @param cell       px of the side of a cell
     * @param block      cells of the side of a block
     * @param angles     that are told apart
     * @param norm       what a block is divided by
     * @param squareRoot whether the root of grey levels is taken first; levels below 0 count as 0
     * @param context    px around the box that are looked at
     */
    public record Params(
            @Param(label = "Window", unit = "px", min = 16, max = 1024, step = 16,
                    help = "How many pixels the defect is brought to, in width and height.") int window,
            @Param(label = "Cell", unit = "px", min = 4, max = 64, step = 4,
                    help = "Side of a cell of the window, in which edges may lie anywhere. Small cells see where edges"
                            + " are, large ones bear shifts; half as large, they give four times as many numbers.")
                    int cell,
            @Param(label = "Block", unit = "cells", min = 1, max = 4, step = 1, advanced = true,
                    help = "Side of the blocks in which contrast is evened out.") int block,
            @Param(label = "Angles", min = 2, max = 18, step = 1,
                    help = "How many directions of edges are told apart within 180°.") int angles,
            @Param(label = "Norm", advanced = true,
                    help = "How contrast is evened out: by sum, by sum with a root, by squares, or by squares with"
                            + " strong edges cut off.") Norm norm,
            @Param(label = "Square root", advanced = true,
                    help = "Takes the root of grey levels first, which evens out bright and dark light.")
                    boolean squareRoot,
            @Param(label = "Context", unit = "px", min = 0, max = 200, step = 1,
                    help = "How far around the box it is looked at. A few px show the outline in full.") int context) {

        /** @throws IllegalArgumentException if a block does not fit into the window, or there are too many numbers */
        public Params {
            long blocks = window / cell - block + 1, numbers = blocks * blocks * block * block * angles;
            if (blocks < 1)
                throw new IllegalArgumentException("A block of " + block + " cells of " + cell + " px does not fit into"
                        + " a window of " + window + " px. Make the window larger or the cells smaller.");
            if (numbers > MOST_NUMBERS)
                throw new IllegalArgumentException("These settings give " + numbers + " numbers for each defect, at"
                        + " most " + MOST_NUMBERS + " are allowed. Make the cells larger or the window smaller.");
        }

        private int cells() {
            return window / cell;
        }
    }

    @Override
    public Info info() {
        return Info.of("loupe.hog", "Outline (oriented gradients)", "Measures the outline of each defect, and where in"
                + " it edges of which direction lie, whatever its size. It changes when the part is turned: for parts"
                + " that always lie alike. Neither brightness nor contrast matter.")
                .reference("Dalal, Triggs: Histograms of Oriented Gradients for Human Detection, CVPR 2005");
    }

    @Override
    public Params defaults() {
        return new Params(64, 16, 2, 9, Norm.L2_HYS, false, 4);
    }

    @Override
    public List<String> names(Params params) {
        String family = "hog" + Variant.of(params, defaults(), "window", "cell", "block", "angles", "norm",
                "squareRoot", "context") + ".";
        int blocks = params.cells() - params.block() + 1;
        return IntStream.range(0, blocks * blocks * params.block() * params.block() * params.angles())
                .mapToObj(i -> family + i).toList();
    }

    @Override
    public int context(Params params) {
        return params.context();
    }

    @Override
    public Step<Patch, Features> open(Params params, Device device) {
        List<String> names = names(params);
        double[] cosine = new double[params.angles() - 1], sine = new double[params.angles() - 1];
        for (int i = 1; i < params.angles(); i++) {
            cosine[i - 1] = cosine(i, params.angles());
            sine[i - 1] = cosine(Math.abs(2 * i - params.angles()), 2 * params.angles());
        }
        return (patch, run) -> {
            Needs.grey(info().label(), patch.image().shape());
            float[] row = new float[names.size()];
            if (patch.box().isEmpty())
                Arrays.fill(row, Float.NaN);
            else
                blocks(histograms(Plane.of(patch.image(), run).square(patch.box(), params.context(), params.window(),
                        run), params, cosine, sine, run), params, row);
            return new Features(names, 1, row);
        };
    }

    /** Cosine of i / n of 180°, exactly 0 at 90° and with equal values at 45° and 135°, where gradients often lie. */
    private static double cosine(int i, int n) {
        if (2 * i == n)
            return 0;
        if (4 * i == n || 4 * i == 3 * n)
            return i < n / 2.0 ? Math.sqrt(0.5) : -Math.sqrt(0.5);
        return StrictMath.cos(Math.PI * i / n);
    }

    /** The histograms of the cells, row by row. */
    private static double[] histograms(float[] window, Params params, double[] cosine, double[] sine, Run run) {
        int size = params.window(), cell = params.cell(), used = params.cells() * cell;
        double[] histograms = new double[params.cells() * params.cells() * params.angles()];
        double[] across = new double[size], down = new double[size], length = new double[size];
        if (params.squareRoot())
            for (int i = 0; i < window.length; i++)
                window[i] = window[i] < 0 ? 0 : (float) Math.sqrt(window[i]);
        for (int y = 0; y < used; y++) {
            run.checkCancelled();
            int at = y * size;
            for (int x = 1; x < size - 1; x++)
                across[x] = window[at + x + 1] - window[at + x - 1];
            if (y > 0 && y < size - 1)
                for (int x = 0; x < size; x++)
                    down[x] = window[at + size + x] - window[at - size + x];
            else
                Arrays.fill(down, 0);
            for (int x = 0; x < size; x++)
                length[x] = Math.sqrt(across[x] * across[x] + down[x] * down[x]);
            for (int x = 0, from = y / cell * params.cells() * params.angles(); x < used; from += params.angles())
                for (int end = x + cell; x < end; x++)
                    histograms[from + angle(across[x], down[x], cosine, sine)] += length[x];
        }
        for (int i = 0; i < histograms.length; i++)
            histograms[i] /= cell * cell;
        return histograms;
    }

    /** In which of the angles a gradient lies; those that point the other way lie in the same. */
    private static int angle(double across, double down, double[] cosine, double[] sine) {
        boolean turned = down < 0 || down == 0 && across < 0;
        double x = turned ? -across : across, y = turned ? -down : down;
        int angle = 0;
        for (int i = 0; i < cosine.length; i++)
            angle += cosine[i] * y >= sine[i] * x ? 1 : 0;
        return angle;
    }

    private static void blocks(double[] histograms, Params params, float[] row) {
        int cells = params.cells(), block = params.block(), line = block * params.angles();
        double[] one = new double[block * line];
        for (int y = 0, at = 0; y + block <= cells; y++)
            for (int x = 0; x + block <= cells; x++) {
                for (int i = 0; i < block; i++)
                    System.arraycopy(histograms, ((y + i) * cells + x) * params.angles(), one, i * line, line);
                normalise(one, params.norm());
                for (double value : one)
                    row[at++] = (float) value;
            }
    }

    private static void normalise(double[] block, Norm norm) {
        boolean squares = norm == Norm.L2 || norm == Norm.L2_HYS;
        divide(block, squares);
        if (norm == Norm.L1_SQRT)
            for (int i = 0; i < block.length; i++)
                block[i] = Math.sqrt(block[i]);
        if (norm == Norm.L2_HYS) {
            for (int i = 0; i < block.length; i++)
                block[i] = Math.min(block[i], MOST_SHARE);
            divide(block, true);
        }
    }

    private static void divide(double[] block, boolean squares) {
        double sum = squares ? TINY * TINY : TINY;
        for (double value : block)
            sum += squares ? value * value : value;
        double by = squares ? Math.sqrt(sum) : sum;
        for (int i = 0; i < block.length; i++)
            block[i] /= by;
    }
}
