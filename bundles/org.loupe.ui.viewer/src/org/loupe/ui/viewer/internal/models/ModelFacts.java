package org.loupe.ui.viewer.internal.models;

import java.nio.file.Path;
import java.util.Optional;

import org.loupe.api.ToolException;
import org.loupe.engine.anomaly.AnomalyCard;
import org.loupe.engine.learning.ModelCard;
import org.loupe.engine.learning.Spread;

/**
 * What a list tells of a model file.
 *
 * @param kind     key of the word for what it does
 * @param trainer  id of the tool that learned, "" if the file cannot be read
 * @param balanced balanced accuracy on what it had not learned from, if it tells classes
 * @param examples that it was learned from
 * @param problem  why the file cannot be read, "" if it can
 */
record ModelFacts(String kind, String trainer, Optional<Spread> balanced, int examples, String problem) {

    /** Reads them, off the UI thread. */
    static ModelFacts read(Path file) {
        Optional<AnomalyCard> anomaly = AnomalyCard.find(file);
        if (anomaly.isPresent())
            return new ModelFacts("models.kind.anomaly", anomaly.get().trainer().toolId(), Optional.empty(),
                    anomaly.get().scores().size(), "");
        try {
            ModelCard card = ModelCard.read(file);
            return new ModelFacts("models.kind.classifier", card.trainer().toolId(),
                    Optional.of(card.validation().balancedAccuracy()),
                    card.examples().stream().mapToInt(Integer::intValue).sum(), "");
        } catch (ToolException e) {
            return new ModelFacts("models.kind.unknown", "", Optional.empty(), 0, e.getMessage());
        }
    }
}
