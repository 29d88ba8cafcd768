package org.loupe.ui.viewer.internal.nets;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.swt.widgets.Composite;
import org.loupe.engine.nets.NetEpoch;
import org.loupe.ui.Words;
import org.loupe.ui.internal.nets.TrainingState;
import org.loupe.ui.viewer.internal.FigureCards;

/** How far a training is, how fast and how good: a few figures. */
final class NetCards extends FigureCards {
    /** Figures beside the score, as far as there are such. */
    private static final List<String> BESIDES = List.of("f", "dice", "recall", "accuracy", "macroF1");

    private final NetDesk desk;

    NetCards(Composite parent, NetDesk desk) {
        super(parent, 84);
        this.desk = desk;
    }

    @Override
    protected double share(int card) {
        TrainingState s = desk.state().orElse(null);
        return card != 0 || s == null || s.wanted() == 0 ? Double.NaN : Math.min(1, s.now() / s.wanted());
    }

    @Override
    protected List<Card> cards() {
        TrainingState s = desk.state().orElse(null);
        if (s == null)
            return List.of();
        List<Card> all = new ArrayList<>();
        int epoch = s.alive() && s.learned() > 0 ? (int) Math.min(Math.max(1, s.wanted()), Math.floor(s.now()) + 1)
                : s.epochs().size();
        all.add(card(Words.get("net.card.epoch"), s.wanted() == 0 ? Words.number(epoch, 0)
                : Words.get("net.card.of", epoch, s.wanted()), ""));
        if (s.alive()) {
            all.add(card(Words.get("net.card.left"), Double.isNaN(s.pace().left()) ? "–"
                    : Words.time(s.pace().left()), s.pace().since() > 0 ? Words.get("net.card.since",
                            Words.time(s.pace().since())) : ""));
            all.add(card(Words.get("net.card.speed"), Double.isNaN(s.pace().images()) ? "–"
                    : Words.get("net.card.perSecond", Words.number(s.pace().images(), 1)),
                    Double.isNaN(s.pace().mean()) ? "" : Words.get("net.card.mean",
                            Words.number(s.pace().mean(), 1))));
        } else
            all.add(card(Words.get("net.card.images"), s.learned() == 0 ? "–" : Words.number(s.learned(), 0),
                    s.learned() == 0 ? "" : s.groups().isEmpty()
                    ? Words.get("net.card.held", s.held()) : Words.get("net.card.heldGroups", s.held(),
                            s.groups().size())));
        all.add(score(s));
        if (s.alive())
            all.add(card(Words.get("net.card.memory"), s.memory().used() == 0 ? "–" : gigabytes(s.memory().used()),
                    s.memory().estimated() == 0 ? Words.get("net.card.notEstimated")
                            : Words.get("net.card.estimated", gigabytes(s.memory().estimated()))));
        else
            s.card().flatMap(c -> c.report().figures()).ifPresent(f -> BESIDES.stream().filter(f.overall()::containsKey)
                    .limit(2).forEach(key -> all.add(card(Words.get("net.figure." + key),
                            Words.number(f.overall().get(key), 3), key.equals("f") || key.equals("recall")
                                    ? Words.get("net.card.fromScore", Words.number(s.plan().settings().leastScore(), 2))
                                    : ""))));
        return all;
    }

    private static Card score(TrainingState s) {
        NetEpoch best = s.best().orElse(null);
        if (best == null)
            return card(s.scoreName(), "–", s.learned() > 0 && s.held() == 0 ? Words.get("net.card.unjudged") : "");
        double shown = s.card().isPresent() ? best.score() : s.last().orElseThrow().score();
        return card(s.scoreName(), TrainingState.score(shown), Words.get("net.card.best",
                TrainingState.score(best.score()), best.number()));
    }

    private static String gigabytes(long bytes) {
        return bytes < 1e9 ? Words.get("net.card.mb", Words.number(bytes / 1e6, 0))
                : Words.get("net.card.gb", Words.number(bytes / 1e9, 1));
    }

    private static Card card(String title, String figure, String from) {
        return new Card(title, figure, from, "", null);
    }
}
