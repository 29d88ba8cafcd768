package org.loupe.tools.classic;

/**
 * Triangular matrices, packed row by row, that make features uncorrelated with variance 1: distances are then those of
 * Mahalanobis.
 */
final class Whitening {

    private Whitening() {
    }

    /** Numbers of a triangular matrix. */
    static int packed(int channels) {
        return channels * (channels + 1) / 2;
    }

    /**
     * Turns a covariance into the inverse of its Cholesky factor, in place.
     *
     * @param a positive definite
     * @param n its rows
     */
    static void invert(double[] a, int n) {
        for (int i = 0; i < n; i++) {
            int ri = i * (i + 1) / 2;
            for (int j = 0; j <= i; j++) {
                int rj = j * (j + 1) / 2;
                double sum = a[ri + j];
                for (int k = 0; k < j; k++)
                    sum -= a[ri + k] * a[rj + k];
                a[ri + j] = i == j ? Math.sqrt(Math.max(sum, Double.MIN_NORMAL)) : sum / a[rj + j];
            }
        }
        for (int i = 0; i < n; i++) {
            int ri = i * (i + 1) / 2;
            double diagonal = 1 / a[ri + i];
            for (int j = 0; j < i; j++) {
                double sum = 0;
                for (int k = j; k < i; k++)
                    sum += a[ri + k] * a[k * (k + 1) / 2 + j];
                a[ri + j] = -sum * diagonal;
            }
            a[ri + i] = diagonal;
        }
    }

    /** Applies a matrix to a row of features. @param from where the matrix starts in its array */
    static void apply(float[] matrix, int from, float[] row, float[] result) {
        for (int i = 0, k = from; i < row.length; i++) {
            float sum = 0;
            for (int j = 0; j <= i; j++, k++)
                sum += matrix[k] * row[j];
            result[i] = sum;
        }
    }
}
