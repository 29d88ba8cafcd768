package org.loupe.tools.tribuo;

import java.io.IOException;
import java.util.Arrays;
import org.loupe.api.Run;

/**
 * The examples themselves: each row is told by the votes of the nearest of them. Compares with every example, one block
 * of rows at a time; the nearest are found by products and their distances then taken exactly.
 */
final class Neighbours implements Scorer {
    static final String KIND = "neighbours";
    private static final int PART = 256;

    private final int columns;
    private final int classes;
    private final int votes;
    private final boolean byDistance;
    private final boolean cosine;
    /** Subtracted from all rows, so that products lose no precision. */
    private final float[] means;
    /** {@code examples[row * columns + column]}, less the means; with cosine of length 1 before that. */
    private final float[] examples;
    private final int[] truth;
    private final float[] weights;
    /** Minus half the squared length of each example. */
    private final float[] halves;

    /**
     * @param votes      number of neighbours that vote
     * @param byDistance whether votes count by 1 / distance
     * @param cosine     whether rows are brought to length 1
     * @param examples   rows as {@link #prepare} gives them
     * @param weights    how much a vote for each class counts
     */
    Neighbours(int votes, boolean byDistance, boolean cosine, float[] means, float[] examples, int[] truth,
            float[] weights) {
        columns = means.length;
        classes = weights.length;
        this.votes = Math.min(votes, truth.length);
        this.byDistance = byDistance;
        this.cosine = cosine;
        this.means = means;
        this.examples = examples;
        this.truth = truth;
        this.weights = weights;
        halves = new float[truth.length];
        for (int i = 0, at = 0; i < halves.length; i++) {
            double sum = 0;
            for (int j = 0; j < columns; j++, at++)
                sum += (double) examples[at] * examples[at];
            halves[i] = (float) (-sum / 2);
        }
    }

    /** Rows as they are compared. */
    static float[] prepare(float[] values, int from, int rows, boolean cosine, float[] means) {
        int columns = means.length;
        float[] prepared = new float[rows * columns];
        for (int i = 0; i < rows; i++) {
            int at = (from + i) * columns, to = i * columns;
            double sum = 0;
            for (int j = 0; j < columns; j++)
                sum += (double) values[at + j] * values[at + j];
            float scale = cosine && sum > 0 ? (float) (1 / Math.sqrt(sum)) : 1;
            for (int j = 0; j < columns; j++)
                prepared[to + j] = scale * values[at + j] - means[j];
        }
        return prepared;
    }

    @Override
    public float[] score(float[] values, int from, int rows, float[] probabilities, Run run) {
        float[] block = new float[columns * Network.BLOCK], likeness = new float[PART * Network.BLOCK];
        int[][] nearest = new int[Network.BLOCK][votes];
        float[][] best = new float[Network.BLOCK][votes];
        for (int at = 0; at < rows; at += Network.BLOCK) {
            int there = Math.min(Network.BLOCK, rows - at);
            float[] asked = prepare(values, from + at, there, cosine, means);
            Network.transpose(asked, 0, there, columns, block);
            for (float[] row : best)
                Arrays.fill(row, Float.NEGATIVE_INFINITY);
            for (int part = 0; part < truth.length; part += PART) {
                run.checkCancelled();
                int examplesThere = Math.min(PART, truth.length - part);
                Network.multiply(examples, part * columns, columns, halves, part, examplesThere, block, likeness);
                for (int e = 0; e < examplesThere; e++)
                    for (int b = 0; b < there; b++)
                        if (likeness[e * Network.BLOCK + b] > best[b][votes - 1])
                            insert(best[b], nearest[b], likeness[e * Network.BLOCK + b], part + e);
            }
            for (int b = 0; b < there; b++)
                vote(asked, b * columns, nearest[b], probabilities, (at + b) * classes);
        }
        return null;
    }

    private static void insert(float[] best, int[] nearest, float value, int example) {
        int at = best.length - 1;
        for (; at > 0 && best[at - 1] < value; at--) {
            best[at] = best[at - 1];
            nearest[at] = nearest[at - 1];
        }
        best[at] = value;
        nearest[at] = example;
    }

    private void vote(float[] asked, int row, int[] nearest, float[] probabilities, int to) {
        double[] sums = new double[classes];
        double total = 0, least = Double.POSITIVE_INFINITY;
        double[] distance = new double[nearest.length];
        for (int i = 0; i < nearest.length; i++) {
            double sum = 0;
            for (int j = 0; j < columns; j++) {
                double difference = asked[row + j] - examples[nearest[i] * columns + j];
                sum += difference * difference;
            }
            distance[i] = Math.sqrt(sum);
            least = Math.min(least, distance[i]);
        }
        for (int i = 0; i < nearest.length; i++) {
            // equal rows leave no say to others
            double vote = !byDistance ? 1 : least > 0 ? least / distance[i] : distance[i] == 0 ? 1 : 0;
            vote *= weights[truth[nearest[i]]];
            sums[truth[nearest[i]]] += vote;
            total += vote;
        }
        for (int c = 0; c < classes; c++)
            probabilities[to + c] = (float) (sums[c] / total);
    }

    @Override
    public void write(ModelFile.Writer out) throws IOException {
        out.put(KIND);
        out.put(votes);
        out.put(byDistance ? 1 : 0);
        out.put(cosine ? 1 : 0);
        out.put(means);
        out.put(examples);
        out.put(truth);
        out.put(weights);
    }

    static Neighbours read(ModelFile.Reader in, int columns, int classes) throws IOException {
        int votes = in.integer();
        boolean byDistance = in.integer() == 1, cosine = in.integer() == 1;
        float[] means = in.reals(), examples = in.reals();
        int[] truth = in.integers();
        float[] weights = in.reals();
        ModelFile.Reader.require(votes > 0 && truth.length > 0 && means.length == columns && weights.length == classes
                && examples.length == (long) truth.length * columns
                && Arrays.stream(truth).allMatch(c -> c >= 0 && c < classes));
        return new Neighbours(votes, byDistance, cosine, means, examples, truth, weights);
    }
}
