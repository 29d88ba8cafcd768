package org.loupe.tools.tribuo;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.loupe.api.Run;

/** Grows the trees of a forest, one after another. */
final class GiniTree {
    /** Fewer rows than this are sorted, more are counted in bins: whichever is less work. */
    private static final int FEW = 192;
    /** Impurity that a split must take away, as a share of the node's weight; less is rounding. */
    private static final double LEAST_GAIN = 1e-7;

    private final Bins bins;
    private final int[] truth;
    private final int classes;
    private final int looked;
    private final int smallestLeaf;
    private final int depth;
    private final Trees.Builder trees;
    private final Run run;
    private final int[] columns;
    private final int[] pure;
    private final int[] sorted = new int[FEW];
    private final double[] counts;
    private final int[] rowCounts = new int[Bins.MOST];
    private final double[] leftWeights;
    private final double[] rightWeights;
    private int[] rows = new int[0];
    private int[] kept = new int[0];
    private float[] weights;
    private SplittableRandom random;

    private int bestColumn;
    private int bestBin;
    private int bestNext;
    private double bestScore;

    /**
     * @param looked       number of columns that each split may choose from
     * @param smallestLeaf fewest rows of a leaf
     * @param depth        most splits on the way to a leaf
     * @param trees        takes the trees
     */
    GiniTree(Bins bins, int[] truth, int classes, int looked, int smallestLeaf, int depth, Trees.Builder trees,
            Run run) {
        this.bins = bins;
        this.truth = truth;
        this.classes = classes;
        this.looked = looked;
        this.smallestLeaf = smallestLeaf;
        this.depth = depth;
        this.trees = trees;
        this.run = run;
        columns = IntStream.range(0, bins.columns()).toArray();
        counts = new double[Bins.MOST * classes];
        leftWeights = new double[classes];
        rightWeights = new double[classes];
        pure = new int[classes];
        for (int c = 0; c < classes; c++) {
            float[] sure = new float[classes];
            sure[c] = 1;
            pure[c] = trees.leaf(sure);
        }
    }

    /** @param weights of the rows; 0 leaves one out */
    void grow(float[] weights, SplittableRandom random) {
        this.weights = weights;
        this.random = random;
        rows = IntStream.range(0, weights.length).filter(row -> weights[row] > 0).toArray();
        if (kept.length < rows.length)
            kept = new int[rows.length];
        grow(trees.root(), 0, rows.length, 0);
    }

    private void grow(int node, int from, int to, int above) {
        run.checkCancelled();
        double[] shares = new double[classes];
        double total = 0;
        for (int i = from; i < to; i++)
            shares[truth[rows[i]]] += weights[rows[i]];
        int seen = 0, last = 0;
        double squares = 0;
        for (int c = 0; c < classes; c++)
            if (shares[c] > 0) {
                seen++;
                last = c;
                total += shares[c];
                squares += shares[c] * shares[c];
            }
        if (seen == 1) {
            trees.leaf(node, pure[last]);
            return;
        }
        if (above == depth || to - from < 2 * smallestLeaf || !split(from, to, shares, squares / total, total)) {
            float[] numbers = new float[classes];
            for (int c = 0; c < classes; c++)
                numbers[c] = (float) (shares[c] / total);
            trees.leaf(node, trees.leaf(numbers));
            return;
        }
        int below = trees.split(node, bestColumn, bins.between(bestColumn, bestBin, bestNext));
        int middle = part(from, to, bins.codes[bestColumn], bestBin);
        grow(below, from, middle, above + 1);
        grow(below + 1, middle, to, above + 1);
    }

    /** Puts the rows up to a bin before the others, each in the order that they had. */
    private int part(int from, int to, byte[] codes, int bin) {
        int at = from, others = 0;
        for (int i = from; i < to; i++)
            if ((codes[rows[i]] & 255) <= bin)
                rows[at++] = rows[i];
            else
                kept[others++] = rows[i];
        System.arraycopy(kept, 0, rows, at, others);
        return at;
    }

    /** Looks at columns drawn at random, at more than wanted only while none can be split. */
    private boolean split(int from, int to, double[] shares, double score, double total) {
        bestColumn = -1;
        bestScore = score + LEAST_GAIN * total;
        for (int tried = 0; tried < columns.length && (tried < looked || bestColumn < 0); tried++) {
            int other = tried + random.nextInt(columns.length - tried), column = columns[other];
            columns[other] = columns[tried];
            columns[tried] = column;
            if (bins.count(column) == 1)
                continue;
            if (to - from <= FEW)
                trySorted(column, from, to, shares, total);
            else
                tryCounted(column, from, to, shares, total);
        }
        return bestColumn >= 0;
    }

    private void trySorted(int column, int from, int to, double[] shares, double total) {
        byte[] codes = bins.codes[column];
        int count = to - from;
        for (int i = 0; i < count; i++)
            sorted[i] = (codes[rows[from + i]] & 255) << 8 | i;
        Arrays.sort(sorted, 0, count);
        if (sorted[0] >> 8 == sorted[count - 1] >> 8)
            return;
        Arrays.fill(leftWeights, 0);
        System.arraycopy(shares, 0, rightWeights, 0, classes);
        double left = 0, leftSquares = 0, rightSquares = 0;
        for (double share : shares)
            rightSquares += share * share;
        for (int i = 0; i + smallestLeaf < count; i++) {
            int row = rows[from + (sorted[i] & 255)], c = truth[row];
            double w = weights[row];
            leftSquares += w * (2 * leftWeights[c] + w);
            rightSquares -= w * (2 * rightWeights[c] - w);
            leftWeights[c] += w;
            rightWeights[c] -= w;
            left += w;
            int bin = sorted[i] >> 8, next = sorted[i + 1] >> 8;
            if (bin != next && i + 1 >= smallestLeaf)
                consider(column, bin, next, leftSquares / left + rightSquares / (total - left));
        }
    }

    private void tryCounted(int column, int from, int to, double[] shares, double total) {
        byte[] codes = bins.codes[column];
        int count = bins.count(column);
        Arrays.fill(counts, 0, count * classes, 0);
        Arrays.fill(rowCounts, 0, count, 0);
        for (int i = from; i < to; i++) {
            int row = rows[i], code = codes[row] & 255;
            counts[code * classes + truth[row]] += weights[row];
            rowCounts[code]++;
        }
        Arrays.fill(leftWeights, 0);
        double left = 0;
        int leftRows = 0, last = -1;
        for (int bin = 0; bin < count; bin++) {
            if (rowCounts[bin] == 0)
                continue;
            if (last >= 0 && leftRows >= smallestLeaf && to - from - leftRows >= smallestLeaf) {
                double leftSquares = 0, rightSquares = 0;
                for (int c = 0; c < classes; c++) {
                    double l = leftWeights[c], r = shares[c] - l;
                    leftSquares += l * l;
                    rightSquares += r * r;
                }
                consider(column, last, bin, leftSquares / left + rightSquares / (total - left));
            }
            for (int c = 0; c < classes; c++) {
                leftWeights[c] += counts[bin * classes + c];
                left += counts[bin * classes + c];
            }
            leftRows += rowCounts[bin];
            last = bin;
        }
    }

    private void consider(int column, int bin, int next, double score) {
        if (score > bestScore) {
            bestScore = score;
            bestColumn = column;
            bestBin = bin;
            bestNext = next;
        }
    }
}
