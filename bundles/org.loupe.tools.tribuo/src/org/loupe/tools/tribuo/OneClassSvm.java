package org.loupe.tools.tribuo;

import java.util.List;
import libsvm.svm;
import libsvm.svm_model;
import org.loupe.api.Examples;
import org.loupe.api.Features;
import org.loupe.api.Param;
import org.loupe.api.Predictions;
import org.loupe.api.Run;
import org.loupe.api.Task;
import org.loupe.api.ToolException;
import org.tribuo.anomaly.AnomalyFactory;
import org.tribuo.anomaly.Event;
import org.tribuo.anomaly.libsvm.LibSVMAnomalyTrainer;
import org.tribuo.anomaly.libsvm.SVMAnomalyType;
import org.tribuo.common.libsvm.KernelType;
import org.tribuo.common.libsvm.SVMParameters;

/**
 * Draws a border around what it is shown, by LIBSVM's one-class machine in Tribuo with a Gaussian kernel. The kernel's
 * width follows the examples' spread, so that it means the same for few and for many features.
 *
 * <p>Novelty is told as a distance: with S the kernel sum of a row, R that at the border and A the largest there can
 * be, it is √(ln(A/S) / ln(A/R)): below 1 within, 1 on the border, and it goes on growing far away, where the machine's
 * own number no longer changes.
 *
 * <p>LIBSVM can be stopped at each thousandth of its steps only, and one training waits for another in the same
 * process: with the largest number of examples stopping can take some seconds.
 */
public final class OneClassSvm extends FeatureTrainer<OneClassSvm.Params> {
    /** The classes of its models: what lies within the border, and what lies outside. */
    public static final List<String> CLASSES = List.of("good", "anomalous");
    private static final double CACHE_MIB = 100;
    /** The run of the training that is under way on a thread; LIBSVM reports to the process, not to its caller. */
    private static final ThreadLocal<Run> RUNNING = new ThreadLocal<>();

    /**
     * @param outside      % of the examples that may lie outside of the border
     * @param width        of the kernel, as a multiple of the examples' spread
     * @param mostExamples that it learns from; of more some are drawn at random
     */
    public record Params(
            @Param(label = "Outside", unit = "%", min = 0.1, max = 50,
                    help = "Share of the examples that may lie outside of the border. Raise it if some of them are"
                            + " not good.") double outside,
            @Param(label = "Width", min = 0.1, max = 10,
                    help = "How smooth the border is, as a multiple of the examples' spread. Lower follows them more"
                            + " closely.") double width,
            @Param(label = "Most examples", min = 100, max = 20000, step = 100, advanced = true,
                    help = "Of more examples as many are drawn at random, because training takes time that grows"
                            + " with their square.") int mostExamples) {
    }

    @Override
    public Info info() {
        return Info.of("loupe.one-class-svm", "One-class support vectors", "Draws a border around good objects and"
                + " tells how far others lie from it. Needs no defects to learn from; whether objects of the examples"
                + " have a class is not looked at.")
                .reference("Schölkopf et al.: Estimating the Support of a High-Dimensional Distribution, Neural"
                        + " Computation 2001")
                .within(1e-4);
    }

    @Override
    public Task task() {
        return Task.NOVELTY;
    }

    @Override
    public Params defaults() {
        return new Params(5, 2, 5000);
    }

    @Override
    Learned train(Params params, Examples<Features, Predictions> examples, Run run) throws ToolException {
        run.checkCancelled();
        Rows rows = Rows.of(examples, false);
        Scorer scorer = learn(params, rows, run);
        run.progress(1, "Trained");
        return new Learned(info().id(), rows.names, CLASSES, new int[] { 0, 1 }, scorer);
    }

    @Override
    Scorer learn(Params params, Rows rows, Run run) throws ToolException {
        double[] means = rows.means();
        double scale = 1 / Math.sqrt(rows.spread(means));
        float[] values = rows.scaled(means, scale);
        int count = rows.count;
        if (count > params.mostExamples()) {
            values = some(values, rows.columns, params.mostExamples(), run);
            run.warn("Of " + count + " examples " + params.mostExamples() + " were drawn to learn from.",
                    "Raise \"Most examples\" if training may take longer.");
            count = params.mostExamples();
        }
        double gamma = 1 / (params.width() * params.width());
        run.progress(0, "Drawing the border");
        svm_model model = border(values, count, rows.columns, params.outside() / 100, gamma, run);
        int columns = rows.columns;
        float[] vectors = new float[model.l * columns], shares = new float[model.l];
        for (int i = 0; i < model.l; i++) {
            System.arraycopy(values, (model.sv_indices[i] - 1) * columns, vectors, i * columns, columns);
            shares[i] = (float) model.sv_coef[0][i];
        }
        return new Border(means, scale, gamma, model.rho[0], vectors, shares);
    }

    private static float[] some(float[] values, int columns, int count, Run run) {
        int n = values.length / columns;
        float[] chosen = new float[count * columns];
        for (int row = 0, taken = 0; taken < count; row++)
            if (run.random().nextDouble() * (n - row) < count - taken)
                System.arraycopy(values, row * columns, chosen, taken++ * columns, columns);
        return chosen;
    }

    private static svm_model border(float[] values, int count, int columns, double outside, double gamma, Run run) {
        SVMParameters<Event> parameters = new SVMParameters<>(
                new SVMAnomalyType(SVMAnomalyType.SVMMode.ONE_CLASS), KernelType.RBF);
        parameters.setNu(outside);
        parameters.setGamma(gamma);
        parameters.setCacheSize(CACHE_MIB);
        svm.svm_set_print_string_function(text -> {
            Run running = RUNNING.get();
            if (running != null)
                running.checkCancelled();
        });
        RUNNING.set(run);
        try {
            return new LibSVMAnomalyTrainer(parameters, run.random().nextLong())
                    .train(TribuoData.of(values, count, columns, new AnomalyFactory(),
                            row -> AnomalyFactory.EXPECTED_EVENT, run))
                    .getInnerModels().get(0);
        } finally {
            RUNNING.remove();
        }
    }
}
