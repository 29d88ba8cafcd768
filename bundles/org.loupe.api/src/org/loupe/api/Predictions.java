package org.loupe.api;

import java.util.List;

/**
 * Classes given to objects. Immutable by agreement.
 *
 * @param classes       names, in the classifier's order
 * @param best          index of the class given to each object
 * @param probabilities {@code probabilities[row * classes.size() + class]}, each row summing to 1
 */
public record Predictions(List<String> classes, int[] best, float[] probabilities) {

    public Predictions {
        classes = List.copyOf(classes);
        if (probabilities.length != best.length * classes.size())
            throw new IllegalArgumentException(best.length + " rows of " + classes.size() + " classes need "
                    + (long) best.length * classes.size() + " probabilities, found " + probabilities.length + ".");
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
