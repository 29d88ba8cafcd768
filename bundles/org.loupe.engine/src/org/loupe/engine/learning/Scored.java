package org.loupe.engine.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.loupe.api.Predictions;
import org.loupe.engine.ClassKey;

/**
 * Objects whose class is known, with what a classifier says of them. Immutable by agreement.
 *
 * @param ids         what people and views find each object again by
 * @param groups      the wafer, board or lot that each is from
 * @param truth       the class of each, an index into the predictions' classes
 * @param predictions a row for each object
 */
public record Scored(List<String> ids, List<String> groups, int[] truth, Predictions predictions) {

    public Scored {
        ids = List.copyOf(ids);
        groups = List.copyOf(groups);
        int rows = predictions.rows();
        if (ids.size() != rows || groups.size() != rows || truth.length != rows)
            throw new IllegalArgumentException(rows + " predictions need as many names, groups and classes, found "
                    + ids.size() + ", " + groups.size() + " and " + truth.length + ".");
    }

    /**
     * What a classifier says of labelled rows. Names that differ only in case or in blanks, hyphens and underscores are
     * one class; those of the rows that the classifier does not know come behind its own and never have a probability.
     *
     * @param rows        whose features do not count
     * @param predictions a row for each
     */
    public static Scored of(LabelledRows rows, Predictions predictions) {
        List<String> classes = new ArrayList<>(predictions.classes());
        List<String> keys = new ArrayList<>(classes.stream().map(ClassKey::of).toList());
        int[] number = new int[rows.classes().size()], counts = rows.counts();
        for (int c = 0; c < number.length; c++) {
            String key = ClassKey.of(rows.classes().get(c));
            number[c] = keys.indexOf(key);
            if (number[c] < 0 && counts[c] > 0) {
                number[c] = classes.size();
                classes.add(rows.classes().get(c));
                keys.add(key);
            }
        }
        int[] truth = Arrays.stream(rows.truth()).map(t -> number[t]).toArray();
        int known = predictions.classes().size();
        if (classes.size() == known)
            return new Scored(rows.ids(), rows.groups(), truth, predictions);
        float[] wide = new float[predictions.rows() * classes.size()];
        for (int row = 0; row < predictions.rows(); row++)
            System.arraycopy(predictions.probabilities(), row * known, wide, row * classes.size(), known);
        return new Scored(rows.ids(), rows.groups(), truth,
                new Predictions(classes, predictions.best(), wide, predictions.novelty()));
    }

    /** Number of objects. */
    public int rows() {
        return truth.length;
    }

    /** Names of all classes. */
    public List<String> classes() {
        return predictions.classes();
    }

    /** Whether the class given to an object is its own. */
    public boolean right(int row) {
        return predictions.best()[row] == truth[row];
    }

    /** Probability of a class for an object. */
    public float probability(int row, int c) {
        return predictions.probabilities()[row * classes().size() + c];
    }
}
