package org.loupe.tools.tribuo;

import java.io.IOException;
import org.loupe.api.Run;

/**
 * The border of {@link OneClassSvm}: rows near it, and how much each counts. Gives probabilities of good and anomalous.
 */
final class Border implements Scorer {
    static final String KIND = "border";
    /** Novelty is not told beyond this. */
    private static final double FARTHEST = 1e6;

    private final double[] means;
    private final double scale;
    private final double gamma;
    private final double limit;
    /** {@code vectors[row * columns + column]}, centred and scaled. */
    private final float[] vectors;
    private final float[] shares;
    private final double most;

    /**
     * @param means   of the columns, subtracted first
     * @param scale   that rows are then multiplied by
     * @param gamma   that squared distances are multiplied by
     * @param limit   the kernel sum at the border
     * @param vectors rows near the border
     * @param shares  how much each counts
     */
    Border(double[] means, double scale, double gamma, double limit, float[] vectors, float[] shares) {
        this.means = means;
        this.scale = scale;
        this.gamma = gamma;
        this.limit = limit;
        this.vectors = vectors;
        this.shares = shares;
        double sum = 0;
        for (float share : shares)
            sum += share;
        most = sum;
    }

    private float[] novelty(float[] values, int from, int rows, Run run) {
        int columns = means.length;
        // of equal examples the border is a point: any distance is far
        double unit = Math.max(StrictMath.log(most / limit), 1e-9);
        float[] novelty = new float[rows];
        float[] row = new float[columns];
        double[] exponents = new double[shares.length];
        for (int i = 0; i < rows; i++) {
            if (i % 16 == 0)
                run.checkCancelled();
            for (int j = 0; j < columns; j++)
                row[j] = (float) ((values[(from + i) * columns + j] - means[j]) * scale);
            double nearest = Double.NEGATIVE_INFINITY;
            for (int v = 0; v < exponents.length; v++) {
                exponents[v] = -gamma * distance(row, v * columns);
                nearest = Math.max(nearest, exponents[v]);
            }
            double sum = 0;
            for (int v = 0; v < exponents.length; v++)
                sum += shares[v] * StrictMath.exp(exponents[v] - nearest);
            double away = StrictMath.log(most / sum) - nearest;
            novelty[i] = (float) Math.min(FARTHEST, Math.sqrt(Math.max(0, away) / unit));
        }
        return novelty;
    }

    private double distance(float[] row, int at) {
        double a = 0, b = 0;
        int j = 0;
        for (; j + 1 < row.length; j += 2) {
            double first = row[j] - vectors[at + j], second = row[j + 1] - vectors[at + j + 1];
            a += first * first;
            b += second * second;
        }
        if (j < row.length) {
            double last = row[j] - vectors[at + j];
            a += last * last;
        }
        return a + b;
    }

    /** Even on the border; the farther outside, the surer anomalous. */
    @Override
    public float[] score(float[] values, int from, int rows, float[] probabilities, Run run) {
        float[] novelty = novelty(values, from, rows, run);
        for (int i = 0; i < rows; i++) {
            double squared = (double) novelty[i] * novelty[i];
            float anomalous = (float) (squared / (1 + squared));
            probabilities[2 * i] = 1 - anomalous;
            probabilities[2 * i + 1] = anomalous;
        }
        return novelty;
    }

    @Override
    public void write(ModelFile.Writer out) throws IOException {
        out.put(KIND);
        for (double mean : means)
            out.put(mean);
        out.put(scale);
        out.put(gamma);
        out.put(limit);
        out.put(vectors);
        out.put(shares);
    }

    static Border read(ModelFile.Reader in, int columns, int classes) throws IOException {
        double[] means = new double[columns];
        for (int j = 0; j < columns; j++)
            means[j] = in.real();
        double scale = in.real(), gamma = in.real(), limit = in.real();
        float[] vectors = in.reals(), shares = in.reals();
        ModelFile.Reader.require(classes == 2 && shares.length > 0
                && vectors.length == (long) shares.length * columns);
        return new Border(means, scale, gamma, limit, vectors, shares);
    }
}
