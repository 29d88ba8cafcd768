package org.loupe.tools.tribuo;

import java.io.IOException;
import java.util.Arrays;
import org.loupe.api.Run;

/**
 * Decision trees as flat arrays. In a forest each leaf has the share of each class, and a row gets the mean over all
 * trees. Boosted trees add up to a score for each class, tree by tree in turn, of which softmax makes probabilities.
 */
final class Trees implements Scorer {
    static final String KIND = "trees";

    /** Grows the arrays of all trees. */
    static final class Builder {
        private final int columns;
        private int[] roots = new int[16];
        private int trees;
        private int[] column = new int[1024];
        private float[] limit = new float[1024];
        private int[] left = new int[1024];
        private int nodes;
        private float[] leaves = new float[1024];
        private int leafEnd;

        /** @param columns of the rows */
        Builder(int columns) {
            this.columns = columns;
        }

        /** A node that is not yet known; both nodes below a split are taken at once. */
        int node() {
            if (nodes == column.length) {
                column = Arrays.copyOf(column, 2 * nodes);
                limit = Arrays.copyOf(limit, 2 * nodes);
                left = Arrays.copyOf(left, 2 * nodes);
            }
            return nodes++;
        }

        int root() {
            if (trees == roots.length)
                roots = Arrays.copyOf(roots, 2 * trees);
            return roots[trees++] = node();
        }

        /** Makes a node a split: up to {@code most} goes to the returned node, the rest to the one behind it. */
        int split(int node, int byColumn, float most) {
            int below = node();
            node();
            column[node] = byColumn;
            limit[node] = most;
            left[node] = below;
            return below;
        }

        /** Makes a node a leaf with the numbers at a place that {@link #leaf} has given. */
        void leaf(int node, int place) {
            column[node] = -1;
            left[node] = place;
        }

        /** Keeps the numbers of a leaf. */
        int leaf(float... numbers) {
            if (leafEnd + numbers.length > leaves.length)
                leaves = Arrays.copyOf(leaves, Math.max(2 * leaves.length, leafEnd + numbers.length));
            System.arraycopy(numbers, 0, leaves, leafEnd, numbers.length);
            leafEnd += numbers.length;
            return leafEnd - numbers.length;
        }

        Trees forest(int classes) {
            return build(classes, new float[0]);
        }

        /** @param start score of each class before the first tree */
        Trees boosted(float[] start) {
            return build(start.length, start);
        }

        private Trees build(int classes, float[] start) {
            return new Trees(columns, classes, start, Arrays.copyOf(roots, trees), Arrays.copyOf(column, nodes),
                    Arrays.copyOf(limit, nodes), Arrays.copyOf(left, nodes), Arrays.copyOf(leaves, leafEnd));
        }
    }

    private final int columns;
    private final int classes;
    /** Empty for a forest. */
    private final float[] start;
    private final int[] roots;
    /** Column that a node looks at, -1 for a leaf. */
    private final int[] column;
    private final float[] limit;
    /** The node for values up to the limit, right before that for the others; of a leaf, the place of its numbers. */
    private final int[] left;
    private final float[] leaves;

    private Trees(int columns, int classes, float[] start, int[] roots, int[] column, float[] limit, int[] left,
            float[] leaves) {
        this.columns = columns;
        this.classes = classes;
        this.start = start;
        this.roots = roots;
        this.column = column;
        this.limit = limit;
        this.left = left;
        this.leaves = leaves;
    }

    /** Of two classes there is one tree for both: the second's score against the first's. */
    static int perRound(int classes) {
        return classes == 2 ? 1 : classes;
    }

    /** The class whose score a boosted tree adds to. */
    static int classOf(int tree, int classes) {
        return classes == 2 ? 1 : tree % classes;
    }

    @Override
    public float[] score(float[] values, int from, int rows, float[] probabilities, Run run) {
        float[] sums = new float[rows * classes];
        boolean boosted = start.length > 0;
        for (int row = 0; boosted && row < rows; row++)
            System.arraycopy(start, 0, sums, row * classes, classes);
        for (int tree = 0; tree < roots.length; tree++) {
            run.checkCancelled();
            for (int row = 0; row < rows; row++) {
                int place = leaf(roots[tree], values, (from + row) * columns);
                if (boosted)
                    sums[row * classes + classOf(tree, classes)] += leaves[place];
                else
                    for (int c = 0; c < classes; c++)
                        sums[row * classes + c] += leaves[place + c];
            }
        }
        for (int row = 0; row < rows; row++)
            finish(sums, row * classes, probabilities, boosted);
        return null;
    }

    private int leaf(int root, float[] values, int at) {
        int node = root;
        while (column[node] >= 0)
            node = values[at + column[node]] <= limit[node] ? left[node] : left[node] + 1;
        return left[node];
    }

    private void finish(float[] sums, int at, float[] probabilities, boolean boosted) {
        double most = Double.NEGATIVE_INFINITY, total = 0;
        for (int c = 0; c < classes; c++)
            most = Math.max(most, sums[at + c]);
        double[] shares = new double[classes];
        for (int c = 0; c < classes; c++)
            total += shares[c] = boosted ? StrictMath.exp(sums[at + c] - most) : sums[at + c];
        for (int c = 0; c < classes; c++)
            probabilities[at + c] = (float) (shares[c] / total);
    }

    @Override
    public void write(ModelFile.Writer out) throws IOException {
        out.put(KIND);
        out.put(start);
        out.put(roots);
        out.put(column);
        out.put(limit);
        out.put(left);
        out.put(leaves);
    }

    /** Nodes lie behind the node that leads to them, so that no damaged file can make a row go in circles. */
    static Trees read(ModelFile.Reader in, int columns, int classes) throws IOException {
        float[] start = in.reals();
        int[] roots = in.integers(), column = in.integers();
        float[] limit = in.reals();
        int[] left = in.integers();
        float[] leaves = in.reals();
        int width = start.length > 0 ? 1 : classes;
        ModelFile.Reader.require(roots.length > 0 && (start.length == 0 || start.length == classes)
                && limit.length == column.length && left.length == column.length
                && Arrays.stream(roots).allMatch(root -> root >= 0 && root < column.length));
        for (int node = 0; node < column.length; node++)
            ModelFile.Reader.require(column[node] < 0 ? left[node] >= 0 && left[node] + width <= leaves.length
                    : column[node] < columns && left[node] > node && left[node] < column.length - 1);
        return new Trees(columns, classes, start, roots, column, limit, left, leaves);
    }
}
