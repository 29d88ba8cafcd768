package org.loupe.tools.tribuo;

import java.nio.file.Path;
import org.loupe.api.Device;
import org.loupe.api.Examples;
import org.loupe.api.Features;
import org.loupe.api.Model;
import org.loupe.api.Predictions;
import org.loupe.api.Run;
import org.loupe.api.Step;
import org.loupe.api.Task;
import org.loupe.api.ToolException;
import org.loupe.api.Trainer;

/**
 * A trainer of classifiers on features. What is common to all: examples are checked and put in order, a single class
 * needs no learning, models are written to and read from {@link ModelFile}s.
 */
abstract class FeatureTrainer<P extends Record> implements Trainer<P, Features, Predictions> {

    /**
     * Learns to tell the rows' classes apart, of which there are at least two.
     *
     * @throws ToolException if it cannot learn from these
     */
    abstract Scorer learn(P params, Rows rows, Run run) throws ToolException;

    @Override
    public Task task() {
        return Task.CLASSIFICATION;
    }

    @Override
    public Step<Examples<Features, Predictions>, Model<Features, Predictions>> open(P params, Device device) {
        return (examples, run) -> train(params, examples, run);
    }

    /** Trains on examples that were not yet looked at. */
    Learned train(P params, Examples<Features, Predictions> examples, Run run) throws ToolException {
        run.checkCancelled();
        Rows rows = Rows.of(examples, true);
        Scorer scorer = rows.present.length == 1 ? null : learn(params, rows, run);
        run.progress(1, "Trained");
        return new Learned(info().id(), rows.names, rows.classes, rows.present, scorer);
    }

    @Override
    public Model<Features, Predictions> read(Path file) throws ToolException {
        return Learned.read(info().id(), file);
    }
}
