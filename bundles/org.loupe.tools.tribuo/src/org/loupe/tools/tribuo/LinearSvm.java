package org.loupe.tools.tribuo;

import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.loupe.api.Param;
import org.loupe.api.Run;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.liblinear.LibLinearClassificationTrainer;
import org.tribuo.classification.liblinear.LinearClassificationType;
import org.tribuo.classification.liblinear.LinearClassificationType.LinearType;
import org.tribuo.common.liblinear.LibLinearModel;

/**
 * Linear support vector machine, each class against the rest, by LIBLINEAR in Tribuo. The examples are centred and
 * brought to a mean squared length of 1 as a whole, so that {@code cost} means the same for few and for many features.
 *
 * <p>A support vector machine tells on which side of its plane a row lies and how far, not a probability. Those told
 * here are the softmax of three times these distances in units of the margin; they rank well, and whoever
 * needs them true calibrates them on other examples.
 */
public final class LinearSvm extends FeatureTrainer<LinearSvm.Params> {
    private static final float STEEPNESS = 3;
    private static final double PRECISION = 0.01;

    /**
     * @param cost         of a row on the wrong side of its margin; the C of other programs for rows of mean squared
     *                     length 1
     * @param classWeights how much examples of each class count
     * @param iterations   passes over the examples after which it stops, converged or not
     */
    public record Params(
            @Param(label = "Cost of mistakes", min = 0.001, max = 10000,
                    help = "High follows the examples closely; low keeps a wide margin between the classes, which"
                            + " suits few or noisy examples.") double cost,
            @Param(label = "Class weights", help = "Balanced lets rare classes count as much as frequent ones.")
                    ClassWeights classWeights,
            @Param(label = "Most iterations", min = 10, max = 10000, step = 10, advanced = true,
                    help = "Passes over the examples after which the search for the best margin stops.")
                    int iterations) {
    }

    @Override
    public Info info() {
        return Info.of("loupe.linear-svm", "Linear support vectors", "Puts a plane with the widest margin between each"
                + " class and the others. Good with many features and few examples; its probabilities rank well but"
                + " are not calibrated.")
                .reference("Fan, Chang, Hsieh, Wang, Lin: LIBLINEAR, Journal of Machine Learning Research 2008");
    }

    @Override
    public Params defaults() {
        return new Params(1, ClassWeights.BALANCED, 1000);
    }

    @Override
    Scorer learn(Params params, Rows rows, Run run) {
        double[] means = rows.means();
        double scale = 1 / Math.sqrt(rows.spread(means));
        int classes = rows.present.length;
        run.progress(0, "Passing over the examples");
        MutableDataset<Label> data = TribuoData.of(rows.scaled(means, scale), rows.count, rows.columns,
                new LabelFactory(), row -> label(rows.truth[row]), run);
        Map<Label, Float> weights = new HashMap<>();
        double[] weight = rows.weights(params.classWeights());
        for (int c = 0; c < classes; c++)
            weights.put(label(c), (float) weight[c]);
        Stoppable trainer = new Stoppable(params, run);
        trainer.setLabelWeights(weights);
        LibLinearModel<Label> learned = trainer.train(data);
        return network(learned.getInnerModels().get(0), learned.getOutputIDInfo(), rows.columns, classes)
                .undo(means, scale);
    }

    private static Label label(int number) {
        return new Label(Integer.toString(number));
    }

    /** For two classes LIBLINEAR has one plane, whose positive side is the first of its labels. */
    private static Network network(Model model, ImmutableOutputInfo<Label> outputs, int columns, int classes) {
        double[] learned = model.getFeatureWeights();
        int planes = classes == 2 ? 1 : classes;
        float[] weights = new float[columns * classes], biases = new float[classes];
        for (int i = 0; i < classes; i++) {
            int number = Integer.parseInt(outputs.getOutput(model.getLabels()[i]).getLabel());
            float sign = classes == 2 && i == 1 ? -STEEPNESS : STEEPNESS;
            int plane = classes == 2 ? 0 : i;
            for (int j = 0; j < columns; j++)
                weights[number * columns + j] = sign * (float) learned[j * planes + plane];
            biases[number] = sign * (float) learned[columns * planes + plane];
        }
        return new Network(new int[] { columns, classes }, new float[][] { weights }, new float[][] { biases });
    }

    /** LIBLINEAR cannot be stopped, but draws a random number for each row of each pass: there it is asked. */
    private static final class Stoppable extends LibLinearClassificationTrainer {
        private final Run run;
        private final long seed;

        Stoppable(Params params, Run run) {
            super(new LinearClassificationType(LinearType.L2R_L2LOSS_SVC_DUAL), params.cost(), params.iterations(),
                    PRECISION);
            this.run = run;
            seed = run.random().nextLong();
        }

        @Override
        protected List<Model> trainModels(Parameter parameters, int columns, FeatureNode[][] rows,
                double[][] truths) {
            parameters.setRandom(new Random(seed) {
                private static final long serialVersionUID = 1L;

                @Override
                public int nextInt(int bound) {
                    run.checkCancelled();
                    return super.nextInt(bound);
                }
            });
            return super.trainModels(parameters, columns, rows, truths);
        }
    }
}
