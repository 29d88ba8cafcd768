package org.loupe.tools.tribuo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.loupe.api.Examples;
import org.loupe.api.Features;
import org.loupe.api.Predictions;
import org.loupe.api.ToolException;

/**
 * Examples as one table, in an order that follows from their values alone, so that what is learned does not depend on
 * the order in which they came. Only classes that have an example are told apart; {@link #present} says which they are.
 */
final class Rows {
    /** Names of the columns, and of all classes. */
    final List<String> names;
    final List<String> classes;
    final int count;
    final int columns;
    /** {@code values[row * columns + column]}, finite. */
    final float[] values;
    /** Each row's class, as an index into {@link #present}; 0 for all where truths are not looked at. */
    final int[] truth;
    /** Each row's group, 0 up to {@link #groups}. */
    final int[] group;
    final int groups;
    /** Indices of the classes that have an example, ascending. */
    final int[] present;

    private Rows(Examples<Features, Predictions> examples, List<String> names, float[] values, int[] classOf,
            int[] group, int groups) {
        this.names = names;
        classes = examples.classes();
        count = classOf.length;
        columns = names.size();
        this.values = values;
        this.group = group;
        this.groups = groups;
        present = Arrays.stream(classOf).distinct().sorted().toArray();
        truth = Arrays.stream(classOf).map(c -> Arrays.binarySearch(present, c)).toArray();
    }

    /**
     * @param truths whether truths are looked at
     * @throws ToolException if there are no examples or no columns, if parts have different columns, if a value is not
     *                       finite, or if a truth is of other classes
     */
    static Rows of(Examples<Features, Predictions> examples, boolean truths) throws ToolException {
        int count = examples.inputs().stream().mapToInt(Features::rows).sum();
        if (count == 0)
            throw new ToolException("There are no examples to learn from.",
                    "Label some objects, or choose a set that has labels.");
        List<String> names = examples.inputs().get(0).names();
        if (names.isEmpty())
            throw new ToolException("The examples have no features.", "Choose at least one feature.");
        List<String> groupNames = new ArrayList<>(new TreeSet<>(examples.groups()));
        float[] all = new float[Math.multiplyExact(count, names.size())];
        int[] classOf = new int[count], group = new int[count];
        int row = 0;
        for (int part = 0; part < examples.size(); part++) {
            Features features = examples.inputs().get(part);
            if (!features.names().equals(names))
                throw new ToolException("Examples of group \"" + examples.groups().get(part) + "\" have the features "
                        + features.names() + ", the first have " + names + ".",
                        "Measure all examples with the same features.");
            if (truths)
                classes(examples, part, classOf, row);
            Arrays.fill(group, row, row + features.rows(), groupNames.indexOf(examples.groups().get(part)));
            System.arraycopy(features.values(), 0, all, row * names.size(), features.values().length);
            row += features.rows();
        }
        for (int i = 0; i < all.length; i++)
            if (!Float.isFinite(all[i]))
                throw new ToolException("Feature " + names.get(i % names.size()) + " of an example is " + all[i] + ".",
                        "Bring the features on one scale, which also fills in unknown values, before learning.");
        Integer[] order = order(all, names.size(), classOf, group);
        float[] values = new float[all.length];
        int[] sortedClass = new int[count], sortedGroup = new int[count];
        for (int i = 0; i < count; i++) {
            System.arraycopy(all, order[i] * names.size(), values, i * names.size(), names.size());
            sortedClass[i] = classOf[order[i]];
            sortedGroup[i] = group[order[i]];
        }
        return new Rows(examples, names, values, sortedClass, sortedGroup, groupNames.size());
    }

    private static void classes(Examples<Features, Predictions> examples, int part, int[] classOf, int from)
            throws ToolException {
        Predictions truth = examples.truths().get(part);
        if (!truth.classes().equals(examples.classes()))
            throw new ToolException("Truths of group \"" + examples.groups().get(part) + "\" are of the classes "
                    + truth.classes() + ", the examples of " + examples.classes() + ".",
                    "Give all examples the same list of classes.");
        if (truth.rows() != examples.inputs().get(part).rows())
            throw new ToolException("Group \"" + examples.groups().get(part) + "\" has "
                    + examples.inputs().get(part).rows() + " rows and " + truth.rows() + " truths.",
                    "Give each row its class.");
        System.arraycopy(truth.best(), 0, classOf, from, truth.rows());
    }

    private static Integer[] order(float[] all, int columns, int[] classOf, int[] group) {
        Integer[] order = new Integer[classOf.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> {
            if (classOf[a] != classOf[b])
                return Integer.compare(classOf[a], classOf[b]);
            int values = Arrays.compare(all, a * columns, (a + 1) * columns, all, b * columns, (b + 1) * columns);
            return values != 0 ? values : Integer.compare(group[a], group[b]);
        });
        return order;
    }

    /** Number of rows of each class in {@link #present}. */
    int[] counts() {
        int[] counts = new int[present.length];
        for (int c : truth)
            counts[c]++;
        return counts;
    }

    /** How much a row of each class in {@link #present} counts; over all rows the mean is 1. */
    double[] weights(ClassWeights kind) {
        double[] weights = new double[present.length];
        int[] counts = counts();
        for (int c = 0; c < weights.length; c++)
            weights[c] = kind == ClassWeights.NONE ? 1 : (double) count / ((double) weights.length * counts[c]);
        return weights;
    }

    /** The mean of each column. */
    double[] means() {
        double[] means = new double[columns];
        for (int i = 0, at = 0; i < count; i++)
            for (int j = 0; j < columns; j++)
                means[j] += values[at++];
        for (int j = 0; j < columns; j++)
            means[j] /= count;
        return means;
    }

    /** Mean squared distance of rows from their mean; 1 where all rows are equal. */
    double spread(double[] means) {
        double sum = 0;
        for (int i = 0, at = 0; i < count; i++)
            for (int j = 0; j < columns; j++) {
                double difference = values[at++] - means[j];
                sum += difference * difference;
            }
        return sum > 0 ? sum / count : 1;
    }

    /** The values less the means, times the scale. */
    float[] scaled(double[] means, double scale) {
        float[] scaled = new float[values.length];
        for (int i = 0, at = 0; i < count; i++)
            for (int j = 0; j < columns; j++, at++)
                scaled[at] = (float) ((values[at] - means[j]) * scale);
        return scaled;
    }
}
