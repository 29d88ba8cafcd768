package org.loupe.api;

import java.util.Arrays;
import java.util.List;

/**
 * Classes given to objects. Immutable by agreement.
 *
 * @param classes       names, in the classifier's order
 * @param best          index of the class given to each object
 * @param probabilities {@code probabilities[row * classes.size() + class]}, each row summing to 1
 * @param novelty       how unlike everything that was learned from each object is: 1 is the limit of what is known, more
 *                      is more unlike; NaN where the classifier does not tell
 */
public record Predictions(List<String> classes, int[] best, float[] probabilities, float[] novelty) {

    public Predictions {
        classes = List.copyOf(classes);
        if (probabilities.length != best.length * classes.size())
            throw new IllegalArgumentException(best.length + " rows of " + classes.size() + " classes need "
                    + (long) best.length * classes.size() + " probabilities, found " + probabilities.length + ".");
        if (novelty.length != best.length)
            throw new IllegalArgumentException(best.length + " rows need as many values of novelty, found "
                    + novelty.length + ".");
    }

    /** Of a classifier that does not tell novelty. */
    public Predictions(List<String> classes, int[] best, float[] probabilities) {
        this(classes, best, probabilities, unknown(best.length));
    }

    private static float[] unknown(int rows) {
        float[] none = new float[rows];
        Arrays.fill(none, Float.NaN);
        return none;
    }

    /** What is known for sure: each object's class has probability 1. */
    public static Predictions truth(List<String> classes, int[] best) {
        float[] sure = new float[best.length * classes.size()];
        for (int row = 0; row < best.length; row++)
            sure[row * classes.size() + best[row]] = 1;
        return new Predictions(classes, best, sure);
    }

    /** Number of objects. */
    public int rows() {
        return best.length;
    }

    /** Name of the class given to an object. */
    public String className(int row) {
        return classes.get(best[row]);
    }

    /** Probability of the class given to an object. */
    public float confidence(int row) {
        return probabilities[row * classes.size() + best[row]];
    }
}
