package org.loupe.tools.tribuo;

import org.loupe.api.Param;
import org.loupe.api.Run;

/**
 * Multinomial logistic regression with squared weights kept small: the one best answer for given examples, found by
 * L-BFGS. The examples are centred and brought to a mean squared length of 1 as a whole, so that {@code cost} means the
 * same for few and for many features, and features that were given more weight keep it. Not Tribuo's, which takes
 * stochastic steps without holding weights down.
 */
public final class LogisticRegression extends FeatureTrainer<LogisticRegression.Params> {
    private static final double GRADIENT = 1e-4;

    /**
     * @param cost         of a mistake against large weights; the C of other programs for rows of mean squared length 1
     * @param classWeights how much examples of each class count
     * @param iterations   after how many it stops, converged or not
     */
    public record Params(
            @Param(label = "Cost of mistakes", min = 0.001, max = 100000,
                    help = "High follows the examples closely; low keeps to what many of them agree on, which suits"
                            + " few or noisy examples.") double cost,
            @Param(label = "Class weights", help = "Balanced lets rare classes count as much as frequent ones.")
                    ClassWeights classWeights,
            @Param(label = "Most iterations", min = 10, max = 10000, step = 10, advanced = true,
                    help = "Where the search for the best weights stops even if it could still be improved.")
                    int iterations) {
    }

    @Override
    public Info info() {
        return Info.of("loupe.logistic-regression", "Logistic regression", "Learns a weight of each feature for each"
                + " class. Quick, well calibrated and good with few examples; classes must lie on different sides of"
                + " planes.").reference("Bishop: Pattern Recognition and Machine Learning, section 4.3.4, 2006");
    }

    @Override
    public Params defaults() {
        return new Params(30, ClassWeights.BALANCED, 500);
    }

    @Override
    Scorer learn(Params params, Rows rows, Run run) {
        double[] means = rows.means();
        double scale = 1 / Math.sqrt(rows.spread(means));
        NetworkLoss loss = new NetworkLoss(new int[] { rows.columns, rows.present.length },
                rows.scaled(means, scale), rows.truth, rows.weights(params.classWeights()),
                1 / (params.cost() * rows.count), run);
        int[] done = new int[1];
        double[] best = Lbfgs.minimise(loss, new double[loss.size()], params.iterations(), GRADIENT, point -> {
            run.progress(Math.min(1, ++done[0] / (double) params.iterations()), "Iteration " + done[0]);
            return true;
        });
        return loss.network(best).undo(means, scale);
    }
}
