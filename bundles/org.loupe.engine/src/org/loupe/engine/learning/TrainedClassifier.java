package org.loupe.engine.learning;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.loupe.api.Device;
import org.loupe.api.Features;
import org.loupe.api.Model;
import org.loupe.api.Predictions;
import org.loupe.api.Run;
import org.loupe.api.Step;
import org.loupe.api.ToolException;
import org.loupe.engine.Registry;

/**
 * A classifier that was learned from labelled objects, with all that it takes to use it: how to measure and to scale,
 * what the trainer learned, what probabilities mean, where the known ends. Kept in one file, {@code NAME.model}.
 * Immutable; any thread.
 */
public final class TrainedClassifier {
    /** The class of an object whose confidence is too low, or that is unlike everything known. */
    public static final String UNKNOWN = "unknown";

    private final ModelCard card;
    private final Model<Features, Predictions> model;
    private final Memory memory;
    private final Scored outOfSample;

    TrainedClassifier(ModelCard card, Model<Features, Predictions> model, Memory memory, Scored outOfSample) {
        this.card = card;
        this.model = model;
        this.memory = memory;
        this.outOfSample = outOfSample;
    }

    /**
     * Reads a model file.
     *
     * @param registry where its trainer is, which reads what it learned
     * @throws ToolException if the file is none, is damaged or of a later Loupe, or its trainer is not installed
     */
    public static TrainedClassifier read(Path file, Registry registry) throws ToolException {
        return ModelFile.read(file, registry);
    }

    /** Writes a model file, whole or not at all. @throws ToolException if that fails; what was there is then kept */
    public void write(Path file) throws ToolException {
        ModelFile.write(this, file);
    }

    /** What is known of it. */
    public ModelCard card() {
        return card;
    }

    /** The columns that it must be given, as measured; others may be present. */
    public List<String> needs() {
        return card.needs();
    }

    /** The classes that it gives; {@link #UNKNOWN} is none of them. */
    public List<String> classes() {
        return card.classes();
    }

    /** What the trainer learned. */
    Model<Features, Predictions> model() {
        return model;
    }

    /** The rows that it keeps. */
    public Memory memory() {
        return memory;
    }

    /** Each object that it learned from, as it is classified by what was learned from objects of other groups. */
    public Scored outOfSample() {
        return outOfSample;
    }

    /** The same with another limit of what is unknown. @param least confidence, 0..1; 0 rejects nothing */
    public TrainedClassifier reject(double least) {
        return new TrainedClassifier(card.reject(least), model, memory, outOfSample);
    }

    /**
     * Opens it for one thread, as {@link Model#open}. The step is given rows as measured and gives calibrated
     * probabilities and novelty; nothing is rejected.
     */
    public Step<Features, Predictions> open(Device device) throws ToolException {
        Step<Features, Predictions> learned = model.open(device);
        return new Step<>() {
            @Override
            public Predictions apply(Features rows, Run run) throws ToolException {
                Features fused = fused(rows);
                Predictions p = learned.apply(fused, run);
                return card.calibration().apply(new Predictions(card.classes(), p.best(), p.probabilities(),
                        novelty(fused, run)));
            }

            @Override
            public void close() {
                learned.close();
            }
        };
    }

    /** Opens it, classifies rows as {@link #open} says, and closes it. */
    public Predictions predict(Features rows, Run run) throws ToolException {
        try (Step<Features, Predictions> step = open(Device.CPU)) {
            return step.apply(rows, run);
        }
    }

    /**
     * Calls unknown what is not sure enough or too unlike everything known: a class more, {@link #UNKNOWN}, behind the
     * others. Its probability is the chance that the best class is wrong, at least one half, for rejected objects, and
     * 0 for all others; the classes share the rest as before.
     *
     * @param least  confidence of what keeps its class; 0 rejects nothing
     * @param newest novelty of what keeps its class; infinite rejects nothing
     */
    public static Predictions reject(Predictions given, double least, double newest) {
        int n = given.classes().size();
        List<String> classes = new ArrayList<>(given.classes());
        classes.add(UNKNOWN);
        int[] best = given.best().clone();
        float[] probabilities = new float[given.rows() * (n + 1)];
        for (int row = 0; row < best.length; row++) {
            float unknown = 0;
            if (given.confidence(row) < least || given.novelty()[row] > newest) {
                unknown = Math.max(0.5f, 1 - given.confidence(row));
                best[row] = n;
            }
            for (int c = 0; c < n; c++)
                probabilities[row * (n + 1) + c] = given.probabilities()[row * n + c] * (1 - unknown);
            probabilities[row * (n + 1) + n] = unknown;
        }
        return new Predictions(classes, best, probabilities, given.novelty());
    }

    /**
     * The examples that an object is most like, the nearest first.
     *
     * @param rows as measured
     * @param row  the object among them
     */
    public List<Memory.Neighbour> nearest(Features rows, int row, int count) throws ToolException {
        return memory.nearest(fused(rows.select(row)), 0, count);
    }

    private Features fused(Features rows) throws ToolException {
        try {
            return card.fusion().apply(rows);
        } catch (IllegalArgumentException e) {
            throw new ToolException(e.getMessage(), "Measure with the features that the model was learned with.", e);
        }
    }

    private float[] novelty(Features fused, Run run) {
        double[] distances = memory.distances(fused, run::checkCancelled);
        float[] novelty = new float[distances.length];
        for (int row = 0; row < novelty.length; row++)
            novelty[row] = (float) (distances[row] / card.noveltyLimit());
        return novelty;
    }
}
