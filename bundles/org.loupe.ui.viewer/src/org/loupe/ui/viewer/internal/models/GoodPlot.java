package org.loupe.ui.viewer.internal.models;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.loupe.engine.anomaly.AnomalyCard;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.Axis;

/**
 * How unlike the others each of the good images is that a detector of anomalies was learned from, and the limit. A
 * click lists the images of a bar.
 */
final class GoodPlot extends ModelPlot {
    private static final int BINS = 24;

    private int[][] counts = new int[BINS][1];
    private double most = 1;

    GoodPlot(Composite parent, ModelDesk desk) {
        super(parent, desk);
    }

    private List<Double> scores() {
        return desk().open().flatMap(OpenModel::anomaly).map(AnomalyCard::scores).orElse(List.of());
    }

    @Override
    void refresh() {
        mark(-1);
        most = Math.max(1.2, scores().stream().mapToDouble(s -> s).max().orElse(1) * 1.1);
        counts = new int[BINS][1];
        scores().forEach(s -> counts[bar(s)][0]++);
        axes(new Axis(Words.get("models.good.score"), 0, most),
                new Axis(Words.get("models.good.images"), 0, Math.max(1, highest(counts) * 1.1)));
        redraw();
    }

    /** The bar of a score: one that just reaches its upper end is in it, as one that just reaches the limit is good. */
    private int bar(double score) {
        return Math.max(0, Math.min(BINS - 1, (int) Math.ceil(score / most * BINS - 1e-9) - 1));
    }

    /** None where the model does not tell which images it was learned from. */
    @Override
    int marks() {
        return desk().open().filter(m -> !m.ids().isEmpty()).map(m -> BINS).orElse(0);
    }

    /** The images of a bar, the most unlike ones first. */
    @Override
    void list(int bar) {
        List<Double> scores = scores();
        desk().choose(IntStream.range(0, scores.size()).filter(i -> bar(scores.get(i)) == bar).boxed()
                .sorted(Comparator.comparing(i -> -scores.get(i))).mapToInt(Integer::intValue).toArray(),
                Words.get("models.good.why", Words.number(most * bar / BINS, 2),
                        Words.number(most * (bar + 1) / BINS, 2)));
    }

    @Override
    protected void click(Event e) {
        if (marks() > 0)
            mark(bar(valueX(e.x)));
    }

    @Override
    protected String readOut(double valueX, double valueY) {
        if (scores().isEmpty() || valueX < 0 || valueX > most)
            return "";
        int bar = bar(valueX);
        return Words.get("models.good.read", Words.number(most * bar / BINS, 2),
                Words.number(most * (bar + 1) / BINS, 2), counts[bar][0]);
    }

    @Override
    protected String emptyText() {
        return scores().isEmpty() ? Words.get("models.empty") : "";
    }

    @Override
    String note() {
        return desk().open().flatMap(OpenModel::anomaly).map(c -> Words.get("models.good.note", c.scores().size(),
                percent(c.falseAlarms()))).orElse("");
    }

    @Override
    protected void paintData(GC gc) {
        for (int bin = 0; bin < BINS; bin++) {
            int left = toX(most * bin / BINS) + 1, wide = Math.max(1, toX(most * (bin + 1) / BINS) - left - 1);
            gc.setBackground(rightColour());
            gc.fillRectangle(left, toY(counts[bin][0]), wide, toY(0) - toY(counts[bin][0]));
            if (bin == marked())
                frame(gc, left, toY(counts[bin][0]), wide, toY(0) - toY(counts[bin][0]));
        }
        gc.setForeground(Palette.color(Token.ACCENT));
        gc.setLineWidth(2);
        gc.drawLine(toX(1), plot().y, toX(1), plot().y + plot().height);
        gc.setLineWidth(1);
    }
}
