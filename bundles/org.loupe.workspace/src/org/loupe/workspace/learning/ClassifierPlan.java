package org.loupe.workspace.learning;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.loupe.api.ToolException;
import org.loupe.engine.Problem;
import org.loupe.engine.Progress;
import org.loupe.engine.Registry;
import org.loupe.engine.Schema;
import org.loupe.engine.features.FeatureSet;
import org.loupe.engine.learning.Augmentation;
import org.loupe.engine.learning.LabelledRows;
import org.loupe.engine.learning.TrainedClassifier;
import org.loupe.engine.learning.Training;
import org.loupe.engine.learning.TrainingSettings;
import org.loupe.engine.learning.Variants;
import org.loupe.workspace.crops.CropList;
import org.loupe.workspace.crops.CropMeasuring;
import org.loupe.workspace.crops.CropTable;
import org.loupe.workspace.crops.CropVariants;
import org.loupe.workspace.crops.UsualFeatures;

/**
 * How a classifier is learned from crops. Immutable.
 *
 * @param features     what the crops are measured with
 * @param augmentation how altered copies are made of those that are learned from
 * @param training     what learns, and how it is tried
 */
public record ClassifierPlan(FeatureSet features, Augmentation augmentation, TrainingSettings training) {
    /** What is done where nothing else is said. */
    public static final ClassifierPlan DEFAULT = new ClassifierPlan(UsualFeatures.HAND_MADE, Augmentation.NONE,
            TrainingSettings.DEFAULT);

    /** The same on other features. */
    public ClassifierPlan features(FeatureSet other) {
        return new ClassifierPlan(other, augmentation, training);
    }

    /**
     * What was learned.
     *
     * @param model    the classifier
     * @param problems what could not be measured, and what makes its figures doubtful
     */
    public record Result(TrainedClassifier model, List<Problem> problems) {

        public Result {
            problems = List.copyOf(problems);
        }
    }

    /**
     * Measures crops and learns from those of a known class.
     *
     * @param cache    where numbers are kept; nothing to keep none
     * @param progress told of crops measured, then of parts learned
     * @throws ToolException as {@link CropMeasuring} and {@link Training} do
     * @throws java.util.concurrent.CancellationException once the progress is cancelled
     */
    public Result learn(CropList crops, Registry registry, Optional<Path> cache, Progress progress)
            throws ToolException {
        Training.check(training, registry);
        CropList known = new CropList(crops.all().stream().filter(c -> !c.known().isEmpty()).toList(), crops.source(),
                crops.problems());
        try (CropMeasuring measuring = new CropMeasuring(features, registry, cache)) {
            CropTable table = measuring.measure(known, progress);
            Variants variants = augmentation.copies() == 0 ? Variants.none(table.features())
                    : CropVariants.measure(known.all(), features, augmentation, training.seed(), registry, progress);
            return learn(table, variants, registry, progress);
        }
    }

    /** Learns from measured crops of a known class, without altered copies. */
    public Result learn(CropTable table, Registry registry, Progress progress) throws ToolException {
        if (augmentation.copies() > 0)
            throw new ToolException("Altered copies cannot be made of a table: the pictures are not at hand.",
                    "Train from the images, or without augmentation.");
        return learn(table, null, registry, progress);
    }

    private Result learn(CropTable table, Variants variants, Registry registry, Progress progress)
            throws ToolException {
        LabelledRows rows = Classifiers.labelled(table);
        TrainedClassifier model = Training.train(rows, variants == null ? Variants.none(rows.features()) : variants,
                augmentation.copies() == 0 ? Map.of() : Schema.of(augmentation).write(augmentation), table.columns(),
                training, registry, progress);
        List<Problem> problems = new ArrayList<>(table.problems());
        model.card().validation().warnings().forEach(w -> problems.add(Problem.warning("", w, "")));
        return new Result(model, problems);
    }
}
