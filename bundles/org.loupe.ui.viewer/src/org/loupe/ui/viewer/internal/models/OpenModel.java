package org.loupe.ui.viewer.internal.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.loupe.api.ToolException;
import org.loupe.engine.Registry;
import org.loupe.engine.anomaly.AnomalyCard;
import org.loupe.engine.learning.ClassificationReport;
import org.loupe.engine.learning.RejectCurve;
import org.loupe.engine.learning.TrainedClassifier;
import org.loupe.model.ModelEntry;
import org.loupe.ui.Words;
import org.loupe.ui.internal.models.TrainingWork;
import org.loupe.workspace.crops.Crop;
import org.loupe.workspace.crops.CropFile;

/**
 * A model of the project that was read. Immutable.
 *
 * @param entry      of the project
 * @param file       of the model
 * @param classifier if it tells classes
 * @param anomaly    if it tells what is unlike good images
 * @param crops      where the pictures of its examples are, by their ids; empty if that is not known
 */
record OpenModel(ModelEntry entry, Path file, Optional<Classifier> classifier, Optional<AnomalyCard> anomaly,
        Map<String, Crop> crops) {

    /**
     * A classifier and how it did on objects that it had not learned from.
     *
     * @param report    of the out-of-sample predictions
     * @param rejection of the same
     */
    record Classifier(TrainedClassifier model, ClassificationReport report, RejectCurve rejection) {
    }

    /** Keeps where the pictures are also beside a copy of a model. */
    static void copyCrops(Path model, Path copy) throws ToolException {
        Path from = TrainingWork.cropsOf(model), to = TrainingWork.cropsOf(copy);
        try {
            if (Files.exists(from))
                Files.copy(from, to);
        } catch (IOException e) {
            throw new ToolException(to + " cannot be written: " + e + ".", "Check the folder of the project.", e);
        }
    }

    /** The file of a model of a project. */
    static Path file(Path project, ModelEntry entry) {
        return project.resolve(entry.getFile().replace('\\', '/')).normalize();
    }

    /** Reads it, off the UI thread. @throws ToolException if the file is gone or damaged, or a tool is not installed */
    static OpenModel read(ModelEntry entry, Path file, Registry registry) throws ToolException {
        if (!Files.exists(file))
            throw new ToolException(Words.get("models.gone", file), Words.get("models.gone.remedy"));
        Map<String, Crop> crops = new HashMap<>();
        Path beside = TrainingWork.cropsOf(file);
        if (Files.exists(beside))
            CropFile.read(beside).crops().forEach(crop -> crops.putIfAbsent(crop.name(), crop));
        Optional<AnomalyCard> anomaly = AnomalyCard.find(file);
        if (anomaly.isPresent())
            return new OpenModel(entry, file, Optional.empty(), anomaly, crops);
        TrainedClassifier model = TrainedClassifier.read(file, registry);
        ClassificationReport report = ClassificationReport.of(model.outOfSample());
        return new OpenModel(entry, file, Optional.of(new Classifier(model, report, report.rejection())),
                Optional.empty(), crops);
    }

    /** The examples by their row in the report, or the good images. */
    List<String> ids() {
        return classifier.map(c -> c.report().scored().ids()).or(() -> anomaly.map(AnomalyCard::images))
                .orElse(List.of());
    }

    /** The crop of an example, if it is known where it is. */
    Optional<Crop> crop(String id) {
        return Optional.ofNullable(crops.get(id));
    }
}
