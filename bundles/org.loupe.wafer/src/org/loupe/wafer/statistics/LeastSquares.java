package org.loupe.wafer.statistics;

/** Small systems of linear equations. */
final class LeastSquares {

    private LeastSquares() {
    }

    /**
     * Solves n equations of n unknowns by elimination with pivots.
     *
     * @param rows n of n + 1 numbers, the last behind the equals sign; changed
     * @return null if they have no single solution
     */
    static double[] solve(double[][] rows) {
        int n = rows.length;
        double largest = 0;
        for (double[] row : rows)
            for (int i = 0; i < n; i++)
                largest = Math.max(largest, Math.abs(row[i]));
        for (int k = 0; k < n; k++) {
            int best = k;
            for (int r = k + 1; r < n; r++)
                if (Math.abs(rows[r][k]) > Math.abs(rows[best][k]))
                    best = r;
            if (!(Math.abs(rows[best][k]) > largest * 1e-13))
                return null;
            double[] swap = rows[k];
            rows[k] = rows[best];
            rows[best] = swap;
            for (int r = k + 1; r < n; r++) {
                double factor = rows[r][k] / rows[k][k];
                for (int c = k; c <= n; c++)
                    rows[r][c] -= factor * rows[k][c];
            }
        }
        double[] found = new double[n];
        for (int k = n - 1; k >= 0; k--) {
            double sum = rows[k][n];
            for (int c = k + 1; c < n; c++)
                sum -= rows[k][c] * found[c];
            found[k] = sum / rows[k][k];
        }
        return found;
    }
}
