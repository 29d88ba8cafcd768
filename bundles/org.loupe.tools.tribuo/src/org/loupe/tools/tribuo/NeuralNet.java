package org.loupe.tools.tribuo;

import java.util.SplittableRandom;
import org.loupe.api.Param;
import org.loupe.api.Run;

/**
 * A net with one hidden layer of rectified units, trained by L-BFGS with weight decay. Where there are enough examples
 * some are held back, whole groups if there are several, and the net that tells these best is kept.
 */
public final class NeuralNet extends FeatureTrainer<NeuralNet.Params> {
    private static final double GRADIENT = 1e-5;
    /** With fewer rows held back, which net is best is mostly chance. */
    private static final int FEWEST_HELD = 30;
    private static final int PATIENCE = 25;

    /**
     * @param units        of the hidden layer
     * @param decay        how strongly large weights are held down
     * @param heldBack     % of the examples that tell when to stop
     * @param iterations   after how many it stops at the latest
     * @param classWeights how much examples of each class count
     */
    public record Params(
            @Param(label = "Hidden units", min = 1, max = 1024, step = 8,
                    help = "How many intermediate features the net forms. More can tell finer forms of classes, need"
                            + " more examples and take longer.") int units,
            @Param(label = "Weight decay", min = 0, max = 100,
                    help = "How strongly large weights are held down. Raise it where the net tells its examples much"
                            + " better than others.") double decay,
            @Param(label = "Held back", unit = "%", min = 0, max = 50, step = 5, advanced = true,
                    help = "Share of the examples that are not learned from but tell when to stop. With few examples"
                            + " none are held back.") int heldBack,
            @Param(label = "Most iterations", min = 10, max = 10000, step = 10, advanced = true,
                    help = "Where training stops even if the net could still be improved.") int iterations,
            @Param(label = "Class weights", help = "Balanced lets rare classes count as much as frequent ones.")
                    ClassWeights classWeights) {
    }

    @Override
    public Info info() {
        return Info.of("loupe.neural-net", "Neural net", "Learns intermediate features and weighs them for each class."
                + " Follows curved borders between classes; needs some tens of examples of each and more time than"
                + " logistic regression.")
                .reference("Bishop: Pattern Recognition and Machine Learning, chapter 5, 2006");
    }

    @Override
    public Params defaults() {
        return new Params(64, 1, 15, 300, ClassWeights.BALANCED);
    }

    @Override
    Scorer learn(Params params, Rows rows, Run run) {
        SplittableRandom random = new SplittableRandom(run.random().nextLong());
        double[] means = rows.means();
        // one scale for all columns, so that their mean variance is 1
        double scale = Math.sqrt(rows.columns / rows.spread(means));
        float[] values = rows.scaled(means, scale);
        int[] sizes = { rows.columns, params.units(), rows.present.length };
        double[] weights = rows.weights(params.classWeights());
        boolean[] held = HeldBack.choose(rows, params.heldBack() / 100.0, FEWEST_HELD, random);
        int[] learned = HeldBack.rows(held, false), judged = HeldBack.rows(held, true);
        NetworkLoss loss = new NetworkLoss(sizes, HeldBack.values(values, rows.columns, learned),
                HeldBack.truth(rows.truth, learned), weights, params.decay() / learned.length, run);
        Judge judge = judged.length == 0 ? null : new Judge(new NetworkLoss(sizes,
                HeldBack.values(values, rows.columns, judged), HeldBack.truth(rows.truth, judged), weights, 0, run));
        int[] done = new int[1];
        double[] last = Lbfgs.minimise(loss, start(sizes, random), params.iterations(), GRADIENT, point -> {
            run.progress(Math.min(1, ++done[0] / (double) params.iterations()), "Iteration " + done[0]);
            return judge == null || judge.goesOn(point);
        });
        return loss.network(judge == null || judge.best == null ? last : judge.best).undo(means, scale);
    }

    /** Weights drawn so that what a layer gives varies as much as what it is given (He et al., ICCV 2015). */
    private static double[] start(int[] sizes, SplittableRandom random) {
        int size = 0;
        for (int layer = 0; layer + 1 < sizes.length; layer++)
            size += (sizes[layer] + 1) * sizes[layer + 1];
        double[] start = new double[size];
        for (int layer = 0, at = 0; layer + 1 < sizes.length; layer++) {
            double reach = Math.sqrt(6.0 / sizes[layer]);
            for (int i = 0; i < sizes[layer] * sizes[layer + 1]; i++)
                start[at++] = (random.nextDouble() * 2 - 1) * reach;
            at += sizes[layer + 1];
        }
        return start;
    }

    /** Remembers the point that tells what was held back best, and says when no better is to be hoped for. */
    private static final class Judge {
        private final NetworkLoss loss;
        private double least = Double.POSITIVE_INFINITY;
        private int since;
        private double[] best;

        Judge(NetworkLoss loss) {
            this.loss = loss;
        }

        boolean goesOn(double[] point) {
            double now = loss.mean(point);
            if (now < least) {
                least = now;
                best = point.clone();
                since = 0;
            } else
                since++;
            return since < PATIENCE;
        }
    }
}
