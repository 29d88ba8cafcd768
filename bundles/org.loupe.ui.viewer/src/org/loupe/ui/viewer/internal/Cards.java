package org.loupe.ui.viewer.internal;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.loupe.engine.evaluation.Goal;
import org.loupe.engine.evaluation.OperatingPoint;
import org.loupe.engine.evaluation.Rate;
import org.loupe.ui.Icons;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Words;

/** Four numbers at the setting: overkill, escape, F and cost, each with its counts and what it shall be or was. */
final class Cards extends Canvas {
    private static final int HIGH = 98, PAD = 12, ICON = 12;

    /** @param met whether the last line says that a target is met, or not, or {@code null} if it is no target */
    private record Card(String title, String figure, String counts, String last, Boolean met) {
    }

    private final Review review;

    Cards(Composite parent, Review review) {
        super(parent, SWT.DOUBLE_BUFFERED);
        this.review = review;
        addListener(SWT.Paint, e -> paint(e.gc));
        Palette.onChange(this, this::redraw);
        getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent e) {
                e.result = String.join(", ", cards().stream().map(c -> c.title + " " + c.figure).toList());
            }
        });
    }

    @Override
    public Point computeSize(int wHint, int hHint, boolean changed) {
        return new Point(wHint == SWT.DEFAULT ? 400 : wHint, hHint == SWT.DEFAULT ? HIGH : hHint);
    }

    /** What is written, for tests: title, figure, counts and last line of each card. */
    List<String> texts() {
        return cards().stream().map(c -> c.title + "|" + c.figure + "|" + c.counts + "|" + c.last).toList();
    }

    private List<Card> cards() {
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

    private void paint(GC gc) {
        Rectangle area = getClientArea();
        gc.setBackground(Palette.color(Token.PART));
        gc.fillRectangle(area);
        gc.setTextAntialias(SWT.ON);
        List<Card> cards = cards();
        for (int i = 0; i < cards.size(); i++) {
            Card card = cards.get(i);
            int left = area.width * i / cards.size(), x = left + PAD, y = 8;
            if (i > 0) {
                gc.setForeground(Palette.color(Token.LINE2));
                gc.drawLine(left, 0, left, area.height);
            }
            gc.setClipping(left, 0, area.width / cards.size(), area.height);
            y = text(gc, card.title, x, y, Type.SMALL, Token.TEXT2);
            y = text(gc, card.figure, x, y, Type.FIGURE, Token.TEXT);
            y = text(gc, card.counts, x, y, Type.SMALL, Token.TEXT2);
            Token colour = card.met == null ? Token.TEXT2 : card.met ? Token.OK : Token.ERROR;
            if (card.met != null) {
                gc.drawImage(Icons.get(card.met ? "check" : "warning", colour, ICON), x, y + 2);
                x += ICON + 4;
            }
            text(gc, card.last, x, y, Type.SMALL, colour);
            gc.setClipping((Rectangle) null);
        }
        gc.setForeground(Palette.color(Token.LINE2));
        gc.drawLine(0, area.height - 1, area.width, area.height - 1);
    }

    /** @return where the next line begins */
    private static int text(GC gc, String text, int x, int y, Type type, Token colour) {
        gc.setFont(Palette.font(type));
        gc.setForeground(Palette.color(colour));
        gc.drawText(text, x, y, true);
        return y + gc.textExtent("0").y + 2;
    }
}
