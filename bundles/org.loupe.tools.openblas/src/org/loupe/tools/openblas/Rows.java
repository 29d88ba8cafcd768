package org.loupe.tools.openblas;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.bytedeco.javacpp.DoublePointer;
import org.loupe.api.Features;
import org.loupe.api.ToolException;

/**
 * Rows in the order of their values, column by column: whatever is computed from them depends on the rows alone, not on
 * the order in which they came. Distances are squared Euclidean ones; for {@link Metric#COSINE} and
 * {@link Metric#CORRELATION} those of the rows brought to length 1, half of which is the metric's. A row without
 * direction is at ½ from all others then.
 */
final class Rows implements AutoCloseable {
    /** Below this share of the squared lengths a product would lose digits: the difference is computed itself. */
    private static final double NEAR = 1e-4;

    private final float[] values;
    private final int count;
    private final int columns;
    private final int[] original;
    private final Metric metric;
    /** What a value of a row is moved and multiplied by: for Euclidean distances, 0 and 1. */
    private final double[] middle;
    private final double[] factor;
    private final double[] mean;
    private final DoublePointer matrix;
    private final double[] squares;

    /**
     * Rows to be clustered.
     *
     * @throws ToolException if a value is not a number
     */
    Rows(Features features, Metric metric) throws ToolException {
        this(features, metric, true);
    }

    private Rows(Features features, Metric metric, boolean whole) throws ToolException {
        values = features.values();
        count = features.rows();
        columns = features.names().size();
        this.metric = metric;
        for (int i = 0; i < values.length; i++)
            if (!Float.isFinite(values[i]))
                throw new ToolException("Row " + i / columns + " has the value " + values[i] + " in the column \""
                        + features.names().get(i % columns) + "\"; clusters need numbers everywhere.",
                        "Bring the features to one scale first, which replaces unknown values, or leave it out.");
        original = order();
        middle = new double[count];
        factor = new double[count];
        squares = new double[count];
        mean = metric == Metric.EUCLIDEAN ? means() : new double[columns];
        measure();
        matrix = whole ? new DoublePointer(Math.max(1, (long) count * columns)) : null;
        double[] row = new double[columns];
        for (int i = 0; whole && i < count; i++) {
            for (int c = 0; c < columns; c++)
                row[c] = value(i, c) - mean[c];
            matrix.getPointer((long) i * columns).put(row, 0, columns);
        }
    }

    /** Rows whose distances are not asked of this: without the copy that these need. */
    static Rows single(Features features, Metric metric) throws ToolException {
        return new Rows(features, metric, false);
    }

    private int[] order() {
        Integer[] order = new Integer[count];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> {
            int c = Arrays.compare(values, a * columns, (a + 1) * columns, values, b * columns, (b + 1) * columns);
            return c != 0 ? c : a - b;
        });
        return Arrays.stream(order).mapToInt(i -> i).toArray();
    }

    private double[] means() {
        double[] mean = new double[columns];
        for (int row : original)
            for (int c = 0; c < columns; c++)
                mean[c] += values[row * columns + c];
        for (int c = 0; c < columns; c++)
            mean[c] /= count;
        return mean;
    }

    private void measure() {
        for (int i = 0; i < count; i++) {
            int from = original[i] * columns;
            double sum = 0, square = 0;
            if (metric == Metric.CORRELATION)
                for (int c = 0; c < columns; c++)
                    sum += values[from + c];
            middle[i] = columns == 0 ? 0 : sum / columns;
            for (int c = 0; c < columns; c++) {
                double v = values[from + c] - middle[i] - mean[c];
                square += v * v;
            }
            factor[i] = metric == Metric.EUCLIDEAN ? 1 : square > 0 ? 1 / Math.sqrt(square) : 0;
            squares[i] = square * factor[i] * factor[i];
        }
    }

    int count() {
        return count;
    }

    int columns() {
        return columns;
    }

    Metric metric() {
        return metric;
    }

    /** The row of the features that stands at a place of this order. */
    int original(int place) {
        return original[place];
    }

    /** Value of a row, as distances are measured between; not moved by the mean of all rows. */
    double value(int place, int column) {
        return (values[original[place] * columns + column] - middle[place]) * factor[place];
    }

    /** The values of a row, moved by the mean of all rows: products of shorter rows lose fewer digits. */
    void centred(int place, float[] into) {
        for (int c = 0; c < columns; c++)
            into[c] = (float) (value(place, c) - mean[c]);
    }

    /** The metric's distance of a squared Euclidean one. */
    double distance(double square) {
        return metric == Metric.EUCLIDEAN ? Math.sqrt(square) : square / 2;
    }

    /** Squared distance of two rows, from their difference. */
    double square(int a, int b) {
        int atA = original[a] * columns, atB = original[b] * columns;
        double sum = 0;
        if (metric == Metric.EUCLIDEAN)
            for (int c = 0; c < columns; c++) {
                double d = (double) values[atA + c] - values[atB + c];
                sum += d * d;
            }
        else
            for (int c = 0; c < columns; c++) {
                double d = (values[atA + c] - middle[a]) * factor[a] - (values[atB + c] - middle[b]) * factor[b];
                sum += d * d;
            }
        return sum;
    }

    /** Whether there is no distance between any two rows. */
    boolean alike() {
        for (int i = 1; i < count; i++)
            if (square(0, i) > 0)
                return false;
        return true;
    }

    /** Memory for blocks of distances; of one thread at a time. */
    static final class Block implements AutoCloseable {
        private final DoublePointer products;
        private DoublePointer gathered;
        private final double[] part;

        /** For blocks of up to so many distances. */
        Block(int size) {
            products = new DoublePointer(size);
            part = new double[size];
        }

        @Override
        public void close() {
            products.close();
            if (gathered != null)
                gathered.close();
        }
    }

    /** A block for each thread, made when it is first asked for. */
    static final class Blocks implements AutoCloseable {
        private final Block[] blocks;
        private final int size;

        Blocks(int threads, int size) {
            blocks = new Block[threads];
            this.size = size;
        }

        /** The block of a thread, asked for by it alone. */
        Block of(int thread) {
            if (blocks[thread] == null)
                blocks[thread] = new Block(size);
            return blocks[thread];
        }

        @Override
        public void close() {
            for (Block block : blocks)
                if (block != null)
                    block.close();
        }
    }

    /**
     * Squared distances of {@code m} rows from {@code a} on to {@code n} rows from {@code b} on.
     *
     * @return m × n, row by row: memory of the block, valid until it is used again
     */
    double[] squares(int a, int m, int b, int n, Block block) {
        return squares(matrix.getPointer((long) a * columns), i -> a + i, m, b, n, block);
    }

    /** The same for any rows, {@code m} of {@code chosen} from the place {@code from} on. */
    double[] squares(int[] chosen, int from, int m, int b, int n, Block block) {
        if (block.gathered == null || block.gathered.capacity() < (long) m * columns) {
            if (block.gathered != null)
                block.gathered.close();
            block.gathered = new DoublePointer(Math.max(1, (long) m * columns));
        }
        for (int i = 0; i < m; i++)
            block.gathered.getPointer((long) i * columns).put(matrix.getPointer((long) chosen[from + i] * columns)
                    .limit(columns));
        return squares(block.gathered, i -> chosen[from + i], m, b, n, block);
    }

    /** @param rows the first of the m rows @param place of the i-th of them in this order */
    private double[] squares(DoublePointer rows, IntUnaryOperator place, int m, int b, int n, Block block) {
        double[] result = block.part;
        if (columns == 0) {
            Arrays.fill(result, 0, m * n, 0);
            return result;
        }
        Blas.products(rows, m, matrix.getPointer((long) b * columns), n, columns, block.products);
        block.products.get(result, 0, m * n);
        for (int i = 0; i < m; i++) {
            int row = place.applyAsInt(i);
            double own = squares[row];
            for (int j = 0, k = i * n; j < n; j++, k++)
                result[k] = own + squares[b + j] - 2 * result[k];
            for (int j = 0, k = i * n; j < n; j++, k++)
                if (result[k] <= NEAR * (own + squares[b + j]))
                    result[k] = square(row, b + j);
        }
        return result;
    }

    @Override
    public void close() {
        if (matrix != null)
            matrix.close();
    }
}
