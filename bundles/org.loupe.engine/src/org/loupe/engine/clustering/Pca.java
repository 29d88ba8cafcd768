package org.loupe.engine.clustering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.loupe.api.Features;
import org.loupe.engine.Progress;

/**
 * Principal components: the directions in which rows vary most. The sign of each is such that its largest coefficient
 * is positive, so equal rows give equal pictures. Found by subspace iteration with Rayleigh and Ritz's values on the
 * matrix of covariances (Golub and Van Loan, Matrix Computations, 8.2), up to 96 columns by Jacobi's rotations alone.
 * Immutable by agreement.
 *
 * @param mean     of each column
 * @param axes     directions of length 1, the one of most variance first: {@code axes[component][column]}
 * @param variance along each
 * @param total    variance of all columns together
 */
public record Pca(double[] mean, double[][] axes, double[] variance, double total) {
    private static final int DIRECT = 96;
    private static final int MORE = 8;
    private static final int ROUNDS = 300;
    private static final double ENOUGH = 1e-10;
    private static final int ROWS = 128;
    private static final int BAND = 32;

    /**
     * Learned from rows.
     *
     * @param components wanted; fewer where there are fewer columns
     * @throws CancellationException once the progress is cancelled
     */
    public static Pca learn(Features rows, int components, Progress progress) {
        int columns = rows.names().size(), wanted = Math.min(components, columns);
        double[] mean = new double[columns];
        for (int row = 0; row < rows.rows(); row++)
            for (int c = 0; c < columns; c++)
                mean[c] += rows.get(row, c);
        for (int c = 0; c < columns; c++)
            mean[c] /= Math.max(1, rows.rows());
        double[][] covariance = covariance(rows, mean, progress.part(0, 0.8));
        double total = 0;
        for (int c = 0; c < columns; c++)
            total += covariance[c][c];
        double[][] axes = columns <= DIRECT ? SymmetricEigen.of(covariance).vectors()
                : iterate(covariance, wanted, progress.part(0.8, 1));
        axes = Arrays.copyOf(axes, wanted);
        double[] variance = new double[wanted];
        for (int a = 0; a < wanted; a++) {
            double[] axis = axes[a];
            int largest = 0;
            for (int c = 1; c < columns; c++)
                if (Math.abs(axis[c]) > Math.abs(axis[largest]) + 1e-9)
                    largest = c;
            double sign = axis[largest] < 0 ? -1 : 1;
            for (int c = 0; c < columns; c++)
                axis[c] *= sign;
            variance[a] = Math.max(0, dot(axis, times(covariance, axis)));
        }
        return new Pca(mean, axes, variance, total);
    }

    /** Rows along the components: columns {@code pc1}, {@code pc2} … */
    public Features apply(Features rows) {
        return apply(rows, Progress.NONE);
    }

    /** The same, told and cancelled. */
    Features apply(Features rows, Progress progress) {
        int columns = mean.length;
        if (rows.names().size() != columns)
            throw new IllegalArgumentException("Rows of " + rows.names().size() + " columns are not those of " + columns
                    + " that the components were learned from.");
        float[] along = new float[rows.rows() * axes.length];
        Parallel.each(rows.rows(), progress, row -> {
            for (int a = 0; a < axes.length; a++) {
                double sum = 0;
                for (int c = 0; c < columns; c++)
                    sum += (rows.values()[row * columns + c] - mean[c]) * axes[a][c];
                along[row * axes.length + a] = (float) sum;
            }
        });
        List<String> names = new ArrayList<>();
        for (int a = 1; a <= axes.length; a++)
            names.add("pc" + a);
        return new Features(names, rows.rows(), along);
    }

    /** By the number of rows less one; each band of columns is summed over the rows in their order. */
    private static double[][] covariance(Features rows, double[] mean, Progress progress) {
        int columns = mean.length, n = rows.rows();
        double[][] covariance = new double[columns][columns];
        Parallel.each((columns + BAND - 1) / BAND, progress, band -> {
            int first = band * BAND, end = Math.min(columns, first + BAND);
            double[] part = new double[ROWS * columns];
            for (int from = 0; from < n; from += ROWS) {
                progress.check();
                int count = Math.min(ROWS, n - from);
                for (int r = 0, at = 0; r < count; r++)
                    for (int c = 0; c < columns; c++, at++)
                        part[at] = rows.values()[(from + r) * columns + c] - mean[c];
                for (int i = first; i < end; i++)
                    for (int r = 0; r < count; r++)
                        add(covariance[i], part, r * columns, part[r * columns + i]);
            }
            for (int i = first; i < end; i++)
                for (int c = 0; c < columns; c++)
                    covariance[i][c] /= Math.max(1, n - 1);
        });
        return covariance;
    }

    private static void add(double[] sums, double[] values, int from, double factor) {
        for (int c = 0; c < sums.length; c++)
            sums[c] += factor * values[from + c];
    }

    private static double[][] iterate(double[][] matrix, int wanted, Progress progress) {
        int n = matrix.length, size = Math.min(n, wanted + MORE);
        double[][] basis = new double[size][n];
        long state = 1;
        for (double[] vector : basis)
            for (int c = 0; c < n; c++) {
                state = state * 6364136223846793005L + 1442695040888963407L;
                vector[c] = (state >> 33) / (double) (1L << 31);
            }
        orthonormalize(basis);
        for (int round = 1; round <= ROUNDS; round++) {
            progress.update(round, ROUNDS, 0, 0, "");
            double[][] next = new double[size][], last = basis;
            Parallel.each(size, progress.part(1, 1), i -> next[i] = times(matrix, last[i]));
            if (round % 5 == 0) {
                SymmetricEigen ritz = SymmetricEigen.of(products(basis, next));
                double[][] axes = combine(ritz.vectors(), basis), images = combine(ritz.vectors(), next);
                double worst = 0;
                for (int a = 0; a < wanted; a++)
                    for (int c = 0; c < n; c++)
                        worst = Math.max(worst, Math.abs(images[a][c] - ritz.values()[a] * axes[a][c]));
                if (worst <= ENOUGH * Math.abs(ritz.values()[0]) || round == ROUNDS)
                    return axes;
                basis = images;
            } else
                basis = next;
            orthonormalize(basis);
        }
        return basis;
    }

    private static double[][] products(double[][] a, double[][] b) {
        double[][] products = new double[a.length][a.length];
        for (int i = 0; i < a.length; i++)
            for (int j = 0; j <= i; j++)
                products[i][j] = products[j][i] = dot(a[i], b[j]);
        return products;
    }

    private static double[][] combine(double[][] factors, double[][] vectors) {
        double[][] combined = new double[factors.length][vectors[0].length];
        for (int i = 0; i < factors.length; i++)
            for (int j = 0; j < vectors.length; j++)
                add(combined[i], vectors[j], 0, factors[i][j]);
        return combined;
    }

    /** Gram and Schmidt, twice; a vector that vanishes is left at 0. */
    private static void orthonormalize(double[][] vectors) {
        for (int i = 0; i < vectors.length; i++)
            for (int pass = 0; pass < 2; pass++) {
                for (int j = 0; j < i; j++)
                    add(vectors[i], vectors[j], 0, -dot(vectors[i], vectors[j]));
                double length = Math.sqrt(dot(vectors[i], vectors[i]));
                for (int c = 0; c < vectors[i].length; c++)
                    vectors[i][c] = length > 1e-300 ? vectors[i][c] / length : 0;
            }
    }

    private static double[] times(double[][] matrix, double[] vector) {
        double[] product = new double[vector.length];
        for (int c = 0; c < vector.length; c++)
            add(product, matrix[c], 0, vector[c]);
        return product;
    }

    private static double dot(double[] a, double[] b) {
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
        int c = 0;
        for (; c + 4 <= a.length; c += 4) {
            s0 += a[c] * b[c];
            s1 += a[c + 1] * b[c + 1];
            s2 += a[c + 2] * b[c + 2];
            s3 += a[c + 3] * b[c + 3];
        }
        for (; c < a.length; c++)
            s0 += a[c] * b[c];
        return s0 + s1 + s2 + s3;
    }
}
