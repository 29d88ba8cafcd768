package org.loupe.ui.viewer.internal.models;

import java.nio.file.Path;
import java.util.Optional;

import org.loupe.api.ToolException;
import org.loupe.engine.anomaly.AnomalyCard;
import org.loupe.engine.learning.ModelCard;
import org.loupe.engine.learning.Spread;
import org.loupe.engine.nets.NetCard;
import org.loupe.ui.internal.nets.TrainingState;

/**
 * What a list tells of a model file.
 *
 * @param kind     key of the word for what it does
 * @param trainer  id of the tool that learned, "" if the file cannot be read
 * @param balanced balanced accuracy on what it had not learned from, if it tells classes
 * @param net      how good it is on images held apart, if it is a net: "" if nothing was
 * @param examples that it was learned from
 * @param problem  why the file cannot be read, "" if it can
 */
record ModelFacts(String kind, String trainer, Optional<Spread> balanced, Optional<String> net, int examples,
        String problem) {

    /** How good it is, for people; "–" if that is not known. */
    String score() {
        return balanced.map(s -> ModelPlot.percent(s.mean())).or(() -> net).filter(s -> !s.isEmpty()).orElse("–");
    }

    /** Reads them, off the UI thread. */
    static ModelFacts read(Path file) {
        Optional<AnomalyCard> anomaly = AnomalyCard.find(file);
        if (anomaly.isPresent())
            return new ModelFacts("models.kind.anomaly", anomaly.get().trainer().toolId(), Optional.empty(),
                    Optional.empty(), anomaly.get().scores().size(), "");
        Optional<NetCard> net = net(file);
        if (net.isPresent())
            return new ModelFacts("models.kind.net", net.get().trainer().toolId(), Optional.empty(),
                    Optional.of(net.get().report().figures().map(f -> TrainingState.score(f.score())).orElse("")),
                    net.get().report().learned(), "");
        try {
            ModelCard card = ModelCard.read(file);
            return new ModelFacts("models.kind.classifier", card.trainer().toolId(),
                    Optional.of(card.validation().balancedAccuracy()), Optional.empty(),
                    card.examples().stream().mapToInt(Integer::intValue).sum(), "");
        } catch (ToolException e) {
            return new ModelFacts("models.kind.unknown", "", Optional.empty(), Optional.empty(), 0, e.getMessage());
        }
    }

    private static Optional<NetCard> net(Path file) {
        try {
            return Optional.of(NetCard.read(file));
        } catch (ToolException e) {
            return Optional.empty(); // it is another kind of model, or whoever reads that says what is wrong
        }
    }
}
