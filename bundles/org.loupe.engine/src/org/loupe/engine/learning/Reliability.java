package org.loupe.engine.learning;

import java.util.ArrayList;
import java.util.List;
import org.loupe.api.Predictions;

/**
 * Whether a confidence of 80 % is right in 80 % of all cases.
 *
 * @param ece  expected calibration error: the mean distance between confidence and share of right ones over the bins,
 *             weighted by their objects (C. Guo, G. Pleiss, Y. Sun, K. Weinberger, On Calibration of Modern Neural
 *             Networks, ICML 2017); NaN of no objects
 * @param bins of equal width from 0 to 1; empty ones are left out
 */
public record Reliability(double ece, List<Bin> bins) {
    /** Bins from 0 to 1. */
    public static final int BINS = 15;

    /**
     * Objects of like confidence: more than {@code from}, up to {@code to}.
     *
     * @param confidence their mean
     * @param right      share of those whose class is their own
     */
    public record Bin(double from, double to, int objects, double confidence, double right) {
    }

    public Reliability {
        bins = List.copyOf(bins);
    }

    /** Of objects whose class is known. @param truth the class of each, as the predictions count */
    public static Reliability of(int[] truth, Predictions predictions) {
        int[] objects = new int[BINS], right = new int[BINS];
        double[] sum = new double[BINS];
        for (int row = 0; row < truth.length; row++) {
            double confidence = predictions.confidence(row);
            int bin = (int) Math.max(0, Math.min(BINS - 1, Math.ceil(confidence * BINS) - 1));
            objects[bin]++;
            right[bin] += predictions.best()[row] == truth[row] ? 1 : 0;
            sum[bin] += confidence;
        }
        List<Bin> bins = new ArrayList<>();
        double error = 0;
        for (int b = 0; b < BINS; b++)
            if (objects[b] > 0) {
                bins.add(new Bin((double) b / BINS, (b + 1.0) / BINS, objects[b], sum[b] / objects[b],
                        (double) right[b] / objects[b]));
                error += Math.abs(right[b] - sum[b]);
            }
        return new Reliability(error / truth.length, bins);
    }
}
