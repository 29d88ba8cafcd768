package org.loupe.ui.viewer.internal;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.swt.widgets.Composite;
import org.loupe.engine.evaluation.Goal;
import org.loupe.engine.evaluation.OperatingPoint;
import org.loupe.engine.evaluation.Rate;
import org.loupe.ui.Words;

/** Four numbers at the setting: overkill, escape, F and cost, each with its counts and what it shall be or was. */
final class Cards extends FigureCards {
    private final Review review;

    Cards(Composite parent, Review review) {
        super(parent, 98);
        this.review = review;
    }

    @Override
    protected List<Card> cards() {
        List<Card> cards = new ArrayList<>();
        OperatingPoint at = review.judged().isEmpty() || review.state() == Review.State.NO_TRUTH ? null
                : review.point().orElse(null);
        if (at == null) {
            for (String title : List.of("review.overkill", "review.escape", "review.f", "review.cost"))
                cards.add(new Card(Words.get(title, Words.number(review.iou(), 2)), "–", "", "", null));
            return cards;
        }
        Goal goal = review.goal();
        cards.add(rate("review.overkill", goal.decisions(at).overkill(), goal.overkillTarget(), goal.perImage()
                ? "review.of.goodImages" : "review.of.found"));
        cards.add(rate("review.escape", goal.decisions(at).escape(), goal.escapeTarget(), goal.perImage()
                ? "review.of.badImages" : "review.of.true"));
        cards.add(new Card(Words.get("review.f", Words.number(review.iou(), 2)), Words.number(at.scores().f(), 3),
                Words.get("review.pr", Words.number(at.scores().precision(), 3), Words.number(at.scores().recall(), 3)),
                review.pointBefore().map(b -> Words.get("review.was", Words.number(b.scores().f(), 3))).orElse(""),
                null));
        double volume = review.volume();
        cards.add(new Card(Words.get("review.cost"), review.money(goal.cost(at) * volume),
                Words.get(review.stakes().project().getImagesPerMonth() > 0 ? "review.perMonth" : "review.perRun",
                        at.images()),
                review.dial().cheapest(goal)
                        .map(c -> Words.get("review.cheapest", review.money(goal.cost(c) * volume))).orElse(""),
                null));
        return cards;
    }

    private static Card rate(String title, Rate rate, double target, String of) {
        boolean met = !(rate.value() > target);
        return new Card(Words.get(title), Double.isNaN(rate.value()) ? "–"
                : Words.get("review.percent", Words.number(rate.value() * 100, 2)),
                Words.get(of, rate.count(), rate.of()),
                Words.get("review.target", Words.number(target * 100, target * 100 == Math.rint(target * 100) ? 0 : 2)),
                rate.of() == 0 ? null : met);
    }
}
