package org.loupe.tools.base;

/**
 * Weighted linear least squares by the normal equations, for a handful of unknowns. The same bits on every machine. For
 * one thread.
 */
public final class LeastSquares {
    private final int unknowns;
    /** The lower triangle of the matrix, row by row, and as last row the right side. */
    private final double[] sums;

    /** @param unknowns how many there are */
    public LeastSquares(int unknowns) {
        this.unknowns = unknowns;
        sums = new double[(unknowns + 1) * (unknowns + 2) / 2];
    }

    /**
     * Adds an equation: the sum of {@code row[i]} times unknown i is {@code row[unknowns]}.
     *
     * @param row the factors of the unknowns, then the right side
     */
    public void add(double[] row, double weight) {
        for (int i = 0, k = 0; i <= unknowns; i++) {
            double factor = weight * row[i];
            for (int j = 0; j <= i; j++)
                sums[k++] += factor * row[j];
        }
    }

    /** How much the equations so far say of an unknown by itself. */
    public double weight(int unknown) {
        return sums[unknown * (unknown + 1) / 2 + unknown];
    }

    /** Says that an unknown is about {@code value}, with a weight on the scale of {@link #weight}. */
    public void expect(int unknown, double value, double weight) {
        sums[unknown * (unknown + 1) / 2 + unknown] += weight;
        sums[unknowns * (unknowns + 1) / 2 + unknown] += weight * value;
    }

    /** The unknowns, by Cholesky's decomposition; {@code null} if the equations do not fix them. */
    public double[] solve() {
        double[] lower = new double[unknowns * (unknowns + 1) / 2];
        for (int i = 0, k = 0; i < unknowns; i++)
            for (int j = 0; j <= i; j++, k++) {
                double sum = sums[k];
                for (int m = 0; m < j; m++)
                    sum -= lower[i * (i + 1) / 2 + m] * lower[j * (j + 1) / 2 + m];
                if (i == j && !(sum > 1e-12))
                    return null;
                lower[k] = i == j ? Math.sqrt(sum) : sum / lower[j * (j + 1) / 2 + j];
            }
        double[] x = new double[unknowns];
        for (int i = 0; i < unknowns; i++) {
            double sum = sums[unknowns * (unknowns + 1) / 2 + i];
            for (int m = 0; m < i; m++)
                sum -= lower[i * (i + 1) / 2 + m] * x[m];
            x[i] = sum / lower[i * (i + 1) / 2 + i];
        }
        for (int i = unknowns - 1; i >= 0; i--) {
            double sum = x[i];
            for (int m = i + 1; m < unknowns; m++)
                sum -= lower[m * (m + 1) / 2 + i] * x[m];
            x[i] = sum / lower[i * (i + 1) / 2 + i];
        }
        return x;
    }
}
