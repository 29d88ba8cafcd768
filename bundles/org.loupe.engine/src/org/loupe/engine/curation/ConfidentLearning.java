package org.loupe.engine.curation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which labels are suspected to be wrong: confident learning (Northcutt, Jiang and Chuang, Confident Learning:
 * Estimating Uncertainty in Dataset Labels, JAIR 70, 2021). A class's threshold is the mean probability that its own
 * labels are given; a label counts as confidently of the class that is most probable among those whose threshold it
 * reaches. Immutable.
 *
 * @param thresholds of each class, NaN for a class without labels
 * @param joint      {@code joint[given][true]}: estimated share of all labels, calibrated so that each given class has
 *                   its own share and all sum to 1
 * @param suspects   all labels, the most suspected first
 */
public record ConfidentLearning(double[] thresholds, double[][] joint, List<Suspect> suspects) {

    /**
     * A label in doubt.
     *
     * @param row       of the label
     * @param given     class that it has
     * @param suggested most probable other class
     * @param score     0 to 1: above 0.5 the suggested class is more probable than the given one; it is
     *                  (1 + p(suggested) - p(given)) / 2, the normalised margin turned round
     * @param confident whether confident learning counts it as surely of another class
     */
    public record Suspect(int row, int given, int suggested, double score, boolean confident) {
    }

    /**
     * Ranks labels by doubt; those with equal scores as they come.
     *
     * @param probabilities {@code labels × classes}, made without the label in question ({@link OutOfSample}), by
     *                      whatever model
     * @param given         class of each label
     * @param classes       number of classes, 2 or more
     */
    public static ConfidentLearning of(float[] probabilities, int[] given, int classes) {
        if (classes < 2)
            throw new IllegalArgumentException("Labels can be mixed up only if there are 2 classes, found " + classes
                    + ".");
        if (probabilities.length != given.length * classes)
            throw new IllegalArgumentException(given.length + " labels of " + classes + " classes need "
                    + (long) given.length * classes + " probabilities, found " + probabilities.length + ".");
        double[] thresholds = new double[classes];
        int[] count = new int[classes];
        for (int row = 0; row < given.length; row++) {
            thresholds[given[row]] += probabilities[row * classes + given[row]];
            count[given[row]]++;
        }
        for (int c = 0; c < classes; c++)
            thresholds[c] /= count[c];
        int[][] confident = new int[classes][classes];
        List<Suspect> suspects = new ArrayList<>(given.length);
        for (int row = 0; row < given.length; row++) {
            int sure = -1, other = -1;
            for (int c = 0; c < classes; c++) {
                float p = probabilities[row * classes + c];
                if (p >= thresholds[c] && (sure < 0 || p > probabilities[row * classes + sure]))
                    sure = c;
                if (c != given[row] && (other < 0 || p > probabilities[row * classes + other]))
                    other = c;
            }
            if (sure >= 0)
                confident[given[row]][sure]++;
            double margin = probabilities[row * classes + other] - probabilities[row * classes + given[row]];
            suspects.add(new Suspect(row, given[row], other, (1 + margin) / 2, sure >= 0 && sure != given[row]));
        }
        suspects.sort(Comparator.comparingDouble(Suspect::score).reversed());
        return new ConfidentLearning(thresholds, joint(confident, count, given.length), List.copyOf(suspects));
    }

    private static double[][] joint(int[][] confident, int[] count, int labels) {
        double[][] joint = new double[count.length][count.length];
        for (int g = 0; g < count.length; g++) {
            int sum = 0;
            for (int n : confident[g])
                sum += n;
            for (int t = 0; t < count.length && labels > 0; t++)
                joint[g][t] = sum > 0 ? confident[g][t] / (double) sum * count[g] / labels
                        : g == t ? count[g] / (double) labels : 0;
        }
        return joint;
    }

    /** Share of the labels that is estimated to be wrong. */
    public double wrong() {
        double right = 0, all = 0;
        for (int c = 0; c < joint.length; c++)
            for (int t = 0; t < joint.length; t++) {
                all += joint[c][t];
                right += c == t ? joint[c][t] : 0;
            }
        return all - right;
    }
}
