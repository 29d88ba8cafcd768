package org.loupe.ui.viewer.internal.models;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.swt.widgets.Composite;
import org.loupe.engine.anomaly.AnomalyCard;
import org.loupe.engine.learning.ModelCard;
import org.loupe.engine.learning.Spread;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.internal.FigureCards;

/** How good the shown model is, in a few figures. */
final class ModelCards extends FigureCards {
    private final ModelDesk desk;

    ModelCards(Composite parent, ModelDesk desk) {
        super(parent, 84);
        this.desk = desk;
    }

    @Override
    protected List<Card> cards() {
        List<Card> all = new ArrayList<>();
        AnomalyCard anomaly = desk.open().flatMap(OpenModel::anomaly).orElse(null);
        if (anomaly != null) {
            all.add(card(Words.get("models.card.images"), Words.number(anomaly.scores().size(), 0),
                    Words.get("models.card.goodOnly")));
            all.add(card(Words.get("models.card.method"), anomaly.trainer().toolId()
                    .replaceFirst("^.*\\.", ""), anomaly.features().toolId()));
            return all;
        }
        ModelCard card = desk.classifier().map(c -> c.model().card()).orElse(null);
        if (card == null)
            return all;
        int n = desk.classifier().get().report().scored().rows();
        String from = Words.get(card.validation().byGroup() ? "models.card.groups" : "models.card.folds",
                Words.number(n, 0), card.groups(), card.validation().accuracy().repeats());
        all.add(card(Words.get("models.balanced"), spread(card.validation().balancedAccuracy()), from));
        all.add(card(Words.get("models.macroF1"), spread(card.validation().macroF1()),
                Words.get("models.card.classes", card.classes().size())));
        all.add(card(Words.get("models.accuracy"), spread(card.validation().accuracy()),
                Words.get("models.card.accuracy")));
        all.add(card(Words.get("models.ece"), Words.number(card.validation().eceAfter(), 3),
                Words.get("models.card.ece", Words.number(card.validation().eceBefore(), 3))));
        all.add(desk.classifier().get().rejection().at(card.reject()).filter(p -> card.reject() > 0)
                .map(p -> card(Words.get("models.classified"), ModelPlot.percent(p.classified().value()),
                        Words.get("models.card.reject", Words.number(card.reject(), 2),
                                ModelPlot.percent(p.right().value()))))
                .orElse(card(Words.get("models.classified"), ModelPlot.percent(1),
                        Words.get("models.card.noReject"))));
        return all;
    }

    private static String spread(Spread spread) {
        return Double.isNaN(spread.sd()) ? ModelPlot.percent(spread.mean())
                : Words.get("models.spread", Words.number(spread.mean() * 100, 1), Words.number(spread.sd() * 100, 1));
    }

    private static Card card(String title, String figure, String from) {
        return new Card(title, figure, from, "", null);
    }
}
