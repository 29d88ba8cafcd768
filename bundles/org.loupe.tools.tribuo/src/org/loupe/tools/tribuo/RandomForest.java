package org.loupe.tools.tribuo;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.loupe.api.Param;
import org.loupe.api.Run;

/**
 * Many trees, each grown on examples drawn with replacement and looking at a few features drawn anew for each split,
 * the one that lowers the Gini impurity most. Not Tribuo's forest, which took 37 times as long as scikit-learn's on
 * 10,000 rows of 64 columns and cannot be stopped.
 */
public final class RandomForest extends FeatureTrainer<RandomForest.Params> {

    /**
     * @param trees        how many there are
     * @param features     % of the features that are looked at for each split; 0 is as many as the root of their number
     * @param smallestLeaf fewest rows that a leaf is for
     * @param depth        most splits on the way to a leaf
     * @param classWeights how much examples of each class count
     */
    public record Params(
            @Param(label = "Trees", min = 1, max = 5000, step = 50,
                    help = "How many trees vote. More are steadier and never worse, but take longer.") int trees,
            @Param(label = "Features looked at", unit = "%", min = 0, max = 100, step = 5, advanced = true,
                    help = "Share of the features that each split may choose from; 0 looks at as many as the square"
                            + " root of their number. Raise it where few of many features matter.") int features,
            @Param(label = "Smallest leaf", min = 1, max = 1000, step = 1, advanced = true,
                    help = "How many examples a leaf is for at least. Raise it where labels are often wrong.")
                    int smallestLeaf,
            @Param(label = "Greatest depth", min = 1, max = 100, step = 1, advanced = true,
                    help = "How many splits lead to a leaf at most.") int depth,
            @Param(label = "Class weights", help = "Balanced lets rare classes count as much as frequent ones.")
                    ClassWeights classWeights) {
    }

    @Override
    public Info info() {
        return Info.of("loupe.random-forest", "Random forest", "Lets many decision trees vote, each grown on other"
                + " examples and features. Needs no scale and no tuning and bears useless features; its probabilities"
                + " are cautious.").reference("Breiman: Random Forests, Machine Learning 2001");
    }

    @Override
    public Params defaults() {
        return new Params(300, 0, 1, 100, ClassWeights.BALANCED);
    }

    @Override
    Scorer learn(Params params, Rows rows, Run run) {
        Bins bins = new Bins(rows, run);
        double[] classWeights = rows.weights(params.classWeights());
        int looked = params.features() == 0 ? (int) Math.round(Math.sqrt(rows.columns))
                : (int) Math.ceil(params.features() / 100.0 * rows.columns);
        Trees.Builder trees = new Trees.Builder(rows.columns);
        GiniTree grower = new GiniTree(bins, rows.truth, rows.present.length, Math.max(1, looked),
                params.smallestLeaf(), params.depth(), trees, run);
        SplittableRandom seeds = new SplittableRandom(run.random().nextLong());
        float[] weights = new float[rows.count];
        for (int tree = 0; tree < params.trees(); tree++) {
            SplittableRandom random = seeds.split();
            Arrays.fill(weights, 0);
            for (int i = 0; i < rows.count; i++)
                weights[random.nextInt(rows.count)]++;
            for (int i = 0; i < rows.count; i++)
                weights[i] *= classWeights[rows.truth[i]];
            grower.grow(weights, random);
            run.progress((tree + 1.0) / params.trees(), "Tree " + (tree + 1) + " of " + params.trees());
        }
        return trees.forest(rows.present.length);
    }
}
