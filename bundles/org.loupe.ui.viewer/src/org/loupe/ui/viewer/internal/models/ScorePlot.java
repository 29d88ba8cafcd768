package org.loupe.ui.viewer.internal.models;

import java.util.List;

import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.loupe.engine.learning.Scored;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.Axis;

/** How sure the classifier was of what it got right and of what it got wrong. A click lists the examples of a bar. */
final class ScorePlot extends ModelPlot {
    private static final int BINS = 20;

    private int[][] counts = new int[BINS][2];

    ScorePlot(Composite parent, ModelDesk desk) {
        super(parent, desk);
    }

    @Override
    void refresh() {
        mark(-1);
        counts = report().map(r -> histogram(r.scored(), BINS)).orElse(new int[BINS][2]);
        axes(new Axis(Words.get("models.confidence"), 0, 1),
                new Axis(Words.get("models.examples"), 0, Math.max(1, highest(counts) * 1.05)));
        redraw();
    }

    @Override
    String note() {
        return report().map(r -> Words.get("models.score.note", Words.number(r.scored().rows(), 0))).orElse("");
    }

    @Override
    protected List<Key> legend() {
        return List.of(new Key(rightColour(), Words.get("models.right")),
                new Key(wrongColour(), Words.get("models.wrong")));
    }

    @Override
    protected void paintData(GC gc) {
        for (int bin = 0; bin < BINS; bin++) {
            int left = toX((double) bin / BINS) + 1, wide = Math.max(1, toX((bin + 1.0) / BINS) - left - 1);
            int all = toY(counts[bin][0] + counts[bin][1]), wrong = toY(counts[bin][1]), floor = toY(0);
            gc.setBackground(rightColour());
            gc.fillRectangle(left, all, wide, wrong - all);
            gc.setBackground(wrongColour());
            gc.fillRectangle(left, wrong, wide, floor - wrong);
            if (bin == marked())
                frame(gc, left, all, wide, floor - all);
        }
        desk().classifier().filter(c -> c.model().card().reject() > 0).ifPresent(c -> {
            int x = toX(c.model().card().reject());
            gc.setForeground(Palette.color(Token.ACCENT));
            gc.drawLine(x, plot().y, x, plot().y + plot().height);
        });
    }

    @Override
    protected String readOut(double valueX, double valueY) {
        if (report().isEmpty() || valueX < 0 || valueX > 1)
            return "";
        int bin = bin(valueX, BINS);
        return Words.get("models.score.read", Words.number((double) bin / BINS, 2),
                Words.number((bin + 1.0) / BINS, 2), counts[bin][0], counts[bin][1]);
    }

    @Override
    int marks() {
        return report().isEmpty() ? 0 : BINS;
    }

    @Override
    void list(int bin) {
        list(bin, false);
    }

    private void list(int bin, boolean onlyWrong) {
        Scored scored = report().orElseThrow().scored();
        choose(row -> bin(scored.predictions().confidence(row), BINS) == bin && (!onlyWrong || !scored.right(row)),
                Words.get(onlyWrong ? "models.score.whyWrong" : "models.score.why",
                        Words.number((double) bin / BINS, 2), Words.number((bin + 1.0) / BINS, 2)));
    }

    @Override
    protected void click(Event e) {
        if (report().isEmpty())
            return;
        int bin = bin(valueX(e.x), BINS);
        mark(bin);
        if (valueY(e.y) <= counts[bin][1] && counts[bin][1] > 0)
            list(bin, true);
    }
}
