package org.loupe.tools.tribuo;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.loupe.api.Param;
import org.loupe.api.Run;

/**
 * Trees grown one after another, each on what the ones before leave unexplained, with first and second derivatives and
 * bins as in XGBoost and LightGBM. Not XGBoost itself, whose release for Tribuo has no native for Macs with ARM, cannot
 * be stopped, and would read a stranger's model in native code.
 */
public final class GradientBoosting extends FeatureTrainer<GradientBoosting.Params> {
    /** Mean loss below which there is nothing left to learn. */
    private static final double ENOUGH = 1e-4;
    /** A tree looks at no fewer columns, so that they can act together. */
    private static final int FEWEST_COLUMNS = 8;

    /**
     * @param rounds       how often a tree is grown for each class
     * @param rate         share of what a tree tells that is added
     * @param leaves       most leaves of a tree
     * @param smallestLeaf fewest rows that a leaf is for
     * @param features     % of the features that each tree looks at
     * @param shrink       how strongly what leaves tell is held down
     * @param classWeights how much examples of each class count
     */
    public record Params(
            @Param(label = "Rounds", min = 1, max = 5000, step = 10,
                    help = "How often a tree is added for each class. More follow the examples more closely.")
                    int rounds,
            @Param(label = "Learning rate", min = 0.001, max = 1,
                    help = "Share of what each tree tells that is added. Lower needs more rounds and is steadier.")
                    double rate,
            @Param(label = "Leaves", min = 2, max = 256, step = 1,
                    help = "Leaves of a tree at most. More let more features act together.") int leaves,
            @Param(label = "Smallest leaf", min = 1, max = 1000, step = 1, advanced = true,
                    help = "How many examples a leaf is for at least. Raise it where labels are often wrong.")
                    int smallestLeaf,
            @Param(label = "Features looked at", unit = "%", min = 1, max = 100, step = 5, advanced = true,
                    help = "Share of the features, drawn at random, that each tree may use, at least eight. Fewer"
                            + " are quicker and let more features have a say.") int features,
            @Param(label = "Shrinkage of leaves", min = 0, max = 1000, advanced = true,
                    help = "How strongly what small leaves tell is held down.") double shrink,
            @Param(label = "Class weights", help = "Balanced lets rare classes count as much as frequent ones.")
                    ClassWeights classWeights) {
    }

    @Override
    public Info info() {
        return Info.of("loupe.gradient-boosting", "Gradient-boosted trees", "Grows small trees one after another, each"
                + " on what those before leave unexplained. Strong where some hundreds of examples are there and"
                + " features act together; needs no scale.")
                .reference("Chen, Guestrin: XGBoost: A Scalable Tree Boosting System, KDD 2016");
    }

    @Override
    public Params defaults() {
        return new Params(100, 0.1, 15, 4, 25, 0.1, ClassWeights.BALANCED);
    }

    @Override
    Scorer learn(Params params, Rows rows, Run run) {
        int classes = rows.present.length, n = rows.count;
        double[] classWeights = rows.weights(params.classWeights());
        float[] weights = new float[n];
        double total = 0;
        for (int i = 0; i < n; i++)
            total += weights[i] = (float) classWeights[rows.truth[i]];
        float[] start = start(rows, classWeights, total);
        double[] scores = new double[n * classes], shares = new double[n * classes];
        for (int i = 0; i < n * classes; i++)
            scores[i] = start[i % classes];
        Bins bins = new Bins(rows, run);
        Trees.Builder trees = new Trees.Builder(rows.columns);
        BoostedTree grower = new BoostedTree(bins, n, params, trees, run);
        SplittableRandom random = new SplittableRandom(run.random().nextLong());
        for (int round = 0; round < params.rounds(); round++) {
            double loss = softmax(scores, shares, rows.truth, weights, classes) / total;
            if (loss < ENOUGH)
                break;
            for (int tree = 0; tree < Trees.perRound(classes); tree++) {
                int c = Trees.classOf(tree, classes);
                for (int i = 0; i < n; i++) {
                    double p = shares[i * classes + c];
                    grower.gradient[i] = weights[i] * (p - (rows.truth[i] == c ? 1 : 0));
                    grower.curvature[i] = weights[i] * Math.max(p * (1 - p), 1e-9);
                }
                grower.grow(random);
                for (int i = 0; i < n; i++)
                    scores[i * classes + c] += grower.told[i];
            }
            run.progress((round + 1.0) / params.rounds(), "Round " + (round + 1) + " of " + params.rounds());
        }
        return trees.boosted(start);
    }

    /** Logarithms of the classes' shares; for two classes, of the second against the first. */
    private static float[] start(Rows rows, double[] classWeights, double total) {
        int[] counts = rows.counts();
        float[] start = new float[counts.length];
        for (int c = 0; c < start.length; c++)
            start[c] = (float) StrictMath.log(counts[c] * classWeights[c] / total);
        if (start.length == 2) {
            start[1] -= start[0];
            start[0] = 0;
        }
        return start;
    }

    private static double softmax(double[] scores, double[] shares, int[] truth, float[] weights, int classes) {
        double loss = 0;
        for (int i = 0, at = 0; i < truth.length; i++, at += classes) {
            double most = Double.NEGATIVE_INFINITY, sum = 0;
            for (int c = 0; c < classes; c++)
                most = Math.max(most, scores[at + c]);
            for (int c = 0; c < classes; c++)
                sum += shares[at + c] = StrictMath.exp(scores[at + c] - most);
            for (int c = 0; c < classes; c++)
                shares[at + c] /= sum;
            loss -= weights[i] * StrictMath.log(Math.max(shares[at + truth[i]], 1e-300));
        }
        return loss;
    }

    /** Grows one tree after another, the leaf first whose split explains most. */
    private static final class BoostedTree {
        private final Bins bins;
        private final Params params;
        private final Trees.Builder trees;
        private final Run run;
        /** First and second derivatives of the loss for each row; set before a tree is grown. */
        final double[] gradient;
        final double[] curvature;
        /** What the last tree adds to each row's score. */
        final double[] told;
        private final int[] columns;
        private final int used;
        private final int[] rows;
        private final int[] kept;
        /** Where each used column's bins begin in a histogram of gradient, curvature and number of rows. */
        private final int[] begin;

        private static final class Leaf {
            int node;
            int from;
            int to;
            double gradient;
            double curvature;
            double[] histogram;
            double gain;
            int column;
            int bin;
            int next;
        }

        BoostedTree(Bins bins, int rowCount, Params params, Trees.Builder trees, Run run) {
            this.bins = bins;
            this.params = params;
            this.trees = trees;
            this.run = run;
            gradient = new double[rowCount];
            curvature = new double[rowCount];
            told = new double[rowCount];
            rows = new int[rowCount];
            kept = new int[rowCount];
            columns = new int[bins.columns()];
            Arrays.setAll(columns, i -> i);
            used = Math.max(Math.min(columns.length, FEWEST_COLUMNS),
                    (int) Math.ceil(params.features() / 100.0 * columns.length));
            begin = new int[used + 1];
        }

        void grow(SplittableRandom random) {
            for (int i = 0; i < used; i++) {
                int other = i + random.nextInt(columns.length - i), column = columns[other];
                columns[other] = columns[i];
                columns[i] = column;
            }
            Arrays.sort(columns, 0, used);
            for (int i = 0; i < used; i++)
                begin[i + 1] = begin[i] + 3 * bins.count(columns[i]);
            Arrays.setAll(rows, i -> i);
            Leaf root = leaf(trees.root(), 0, rows.length);
            root.histogram = histogram(root);
            seek(root);
            Leaf[] leaves = new Leaf[params.leaves()];
            leaves[0] = root;
            int count = 1;
            while (count < leaves.length) {
                int best = 0;
                for (int i = 1; i < count; i++)
                    if (leaves[i].gain > leaves[best].gain)
                        best = i;
                if (leaves[best].gain <= 0)
                    break;
                Leaf[] halves = split(leaves[best], count + 1 < leaves.length);
                leaves[best] = halves[0];
                leaves[count++] = halves[1];
            }
            for (int i = 0; i < count; i++)
                finish(leaves[i]);
        }

        private Leaf leaf(int node, int from, int to) {
            Leaf leaf = new Leaf();
            leaf.node = node;
            leaf.from = from;
            leaf.to = to;
            for (int i = from; i < to; i++) {
                leaf.gradient += gradient[rows[i]];
                leaf.curvature += curvature[rows[i]];
            }
            return leaf;
        }

        private double[] histogram(Leaf leaf) {
            double[] histogram = new double[begin[used]];
            for (int k = 0; k < used; k++) {
                run.checkCancelled();
                byte[] codes = bins.codes[columns[k]];
                int first = begin[k];
                for (int i = leaf.from; i < leaf.to; i++) {
                    int row = rows[i], at = first + 3 * (codes[row] & 255);
                    histogram[at] += gradient[row];
                    histogram[at + 1] += curvature[row];
                    histogram[at + 2]++;
                }
            }
            return histogram;
        }

        private double worth(double g, double h) {
            return g * g / (h + params.shrink());
        }

        private void seek(Leaf leaf) {
            int count = leaf.to - leaf.from;
            double whole = worth(leaf.gradient, leaf.curvature);
            leaf.gain = 1e-9;
            leaf.column = -1;
            for (int k = 0; k < used; k++) {
                double g = 0, h = 0;
                int n = 0, last = -1;
                for (int bin = 0, at = begin[k]; at < begin[k + 1] && count - n >= params.smallestLeaf(); bin++,
                        at += 3) {
                    if (leaf.histogram[at + 2] == 0)
                        continue;
                    if (n >= params.smallestLeaf()) {
                        double gain = worth(g, h) + worth(leaf.gradient - g, leaf.curvature - h) - whole;
                        if (gain > leaf.gain) {
                            leaf.gain = gain;
                            leaf.column = columns[k];
                            leaf.bin = last;
                            leaf.next = bin;
                        }
                    }
                    g += leaf.histogram[at];
                    h += leaf.histogram[at + 1];
                    n += (int) leaf.histogram[at + 2];
                    last = bin;
                }
            }
            if (leaf.column < 0)
                leaf.gain = 0;
        }

        /** Only the half with fewer rows is counted; the other's histogram is the difference. */
        private Leaf[] split(Leaf leaf, boolean goesOn) {
            int below = trees.split(leaf.node, leaf.column, bins.between(leaf.column, leaf.bin, leaf.next));
            byte[] codes = bins.codes[leaf.column];
            int middle = leaf.from, others = 0;
            for (int i = leaf.from; i < leaf.to; i++)
                if ((codes[rows[i]] & 255) <= leaf.bin)
                    rows[middle++] = rows[i];
                else
                    kept[others++] = rows[i];
            System.arraycopy(kept, 0, rows, middle, others);
            Leaf[] halves = { leaf(below, leaf.from, middle), leaf(below + 1, middle, leaf.to) };
            if (goesOn) {
                Leaf small = halves[middle - leaf.from < leaf.to - middle ? 0 : 1];
                Leaf large = small == halves[0] ? halves[1] : halves[0];
                small.histogram = histogram(small);
                large.histogram = leaf.histogram;
                for (int i = 0; i < large.histogram.length; i++)
                    large.histogram[i] -= small.histogram[i];
                seek(small);
                seek(large);
            }
            leaf.histogram = null;
            return halves;
        }

        private void finish(Leaf leaf) {
            float tells = (float) (-params.rate() * leaf.gradient / (leaf.curvature + params.shrink()));
            trees.leaf(leaf.node, trees.leaf(tells));
            for (int i = leaf.from; i < leaf.to; i++)
                told[rows[i]] = tells;
        }
    }
}
