package org.loupe.engine.learning;

import org.loupe.api.Predictions;

/**
 * Makes a trainer's probabilities true to how often they are right, by one temperature: the logarithms of the
 * probabilities are divided by it and brought to a sum of 1 again. The given class stays what it was (C. Guo,
 * G. Pleiss, Y. Sun, K. Weinberger, On Calibration of Modern Neural Networks, ICML 2017). It is found for truths that
 * are not quite certain, the less so the fewer objects there are: else a few that are all right would promise that
 * nothing ever goes wrong.
 *
 * @param temperature above 1 for a trainer that is too sure, below 1 for one that is not sure enough
 */
public record Calibration(double temperature) {
    /** Leaves probabilities as they are. */
    public static final Calibration NONE = new Calibration(1);
    /** A probability below this counts as this: a trainer that counts votes says 0 where it has seen little. */
    private static final double LEAST = 1e-4;
    private static final double LOWEST = 0.05, HIGHEST = 20;

    public Calibration {
        if (!(temperature > 0) || !Double.isFinite(temperature))
            throw new IllegalArgumentException("A temperature is above 0, found " + temperature + ".");
    }

    /**
     * The temperature at which the classes that the objects have are most likely, from 0.05 to 20.
     *
     * @param truth       of each object
     * @param predictions of what has not learned from these objects
     */
    public static Calibration fit(int[] truth, Predictions predictions) {
        if (truth.length == 0)
            return NONE;
        // convex in the inverse temperature, so unimodal in its logarithm: golden section
        double ratio = (Math.sqrt(5) - 1) / 2, a = Math.log(1 / HIGHEST), b = Math.log(1 / LOWEST);
        double c = b - ratio * (b - a), d = a + ratio * (b - a);
        double atC = loss(Math.exp(c), truth, predictions), atD = loss(Math.exp(d), truth, predictions);
        while (b - a > 1e-5)
            if (atC < atD) {
                b = d;
                d = c;
                atD = atC;
                c = b - ratio * (b - a);
                atC = loss(Math.exp(c), truth, predictions);
            } else {
                a = c;
                c = d;
                atC = atD;
                d = a + ratio * (b - a);
                atD = loss(Math.exp(d), truth, predictions);
            }
        return new Calibration(Math.exp(-(a + b) / 2));
    }

    /**
     * Mean cross-entropy with the truth, of which one in n + 2 is doubted: that is how often the next object is
     * expected to be wrong where none of n was (Laplace's rule of succession).
     */
    private static double loss(double inverse, int[] truth, Predictions predictions) {
        int n = predictions.classes().size();
        double[] p = new double[n];
        double loss = 0, doubt = 1.0 / (truth.length + 2);
        for (int row = 0; row < truth.length; row++) {
            scale(predictions.probabilities(), row * n, inverse, p);
            for (int c = 0; c < n; c++)
                loss -= (c == truth[row] ? 1 - doubt : doubt / (n - 1)) * Math.log(Math.max(Double.MIN_NORMAL, p[c]));
        }
        return loss / truth.length;
    }

    private static void scale(float[] from, int at, double inverse, double[] to) {
        double most = Double.NEGATIVE_INFINITY, sum = 0;
        for (int c = 0; c < to.length; c++) {
            to[c] = Math.log(Math.max(LEAST, from[at + c])) * inverse;
            most = Math.max(most, to[c]);
        }
        for (int c = 0; c < to.length; c++)
            sum += to[c] = Math.exp(to[c] - most);
        for (int c = 0; c < to.length; c++)
            to[c] /= sum;
    }

    /** The same predictions with true probabilities. */
    public Predictions apply(Predictions predictions) {
        if (temperature == 1)
            return predictions;
        int n = predictions.classes().size();
        double[] p = new double[n];
        float[] scaled = new float[predictions.probabilities().length];
        for (int row = 0; row < predictions.rows(); row++) {
            scale(predictions.probabilities(), row * n, 1 / temperature, p);
            for (int c = 0; c < n; c++)
                scaled[row * n + c] = (float) p[c];
        }
        return new Predictions(predictions.classes(), predictions.best(), scaled, predictions.novelty());
    }
}
