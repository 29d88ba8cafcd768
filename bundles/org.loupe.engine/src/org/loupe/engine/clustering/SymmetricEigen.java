package org.loupe.engine.clustering;

import java.util.Arrays;
import java.util.Comparator;

/**
 * All eigenvalues of a small symmetric matrix, the largest first, by Jacobi's rotations (Golub and Van Loan, Matrix
 * Computations, 8.5).
 *
 * @param values  of the matrix
 * @param vectors of length 1: {@code vectors[i]} belongs to {@code values[i]}
 */
record SymmetricEigen(double[] values, double[][] vectors) {
    private static final int SWEEPS = 60;

    static SymmetricEigen of(double[][] matrix) {
        int n = matrix.length;
        double[][] a = new double[n][], v = new double[n][n]; // v row by row: the transpose of what is usual
        for (int i = 0; i < n; i++) {
            a[i] = matrix[i].clone();
            v[i][i] = 1;
        }
        double all = 0;
        for (double[] row : a)
            for (double x : row)
                all += x * x;
        for (int sweep = 0; sweep < SWEEPS && outside(a) > 1e-30 * all; sweep++)
            for (int p = 0; p < n; p++)
                for (int q = p + 1; q < n; q++)
                    rotate(a, v, p, q);
        Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> -a[i][i]));
        double[] values = new double[n];
        double[][] vectors = new double[n][];
        for (int i = 0; i < n; i++) {
            values[i] = a[order[i]][order[i]];
            vectors[i] = v[order[i]];
        }
        return new SymmetricEigen(values, vectors);
    }

    private static double outside(double[][] a) {
        double sum = 0;
        for (int i = 0; i < a.length; i++)
            for (int j = 0; j < i; j++)
                sum += 2 * a[i][j] * a[i][j];
        return sum;
    }

    private static void rotate(double[][] a, double[][] v, int p, int q) {
        if (a[p][q] == 0)
            return;
        double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        double c = 1 / Math.sqrt(t * t + 1), s = t * c;
        for (double[] row : a) {
            double x = row[p], y = row[q];
            row[p] = c * x - s * y;
            row[q] = s * x + c * y;
        }
        for (double[][] m : new double[][][] { a, v }) {
            double[] rowP = m[p], rowQ = m[q];
            for (int i = 0; i < rowP.length; i++) {
                double x = rowP[i], y = rowQ[i];
                rowP[i] = c * x - s * y;
                rowQ[i] = s * x + c * y;
            }
        }
        a[p][q] = a[q][p] = 0;
    }
}
