package org.loupe.ui.viewer.internal.models;

import java.util.List;

import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.widgets.Composite;
import org.loupe.engine.anomaly.AnomalyCard;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.Axis;

/** How unlike the others each of the good images is that a detector of anomalies was learned from, and the limit. */
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
        most = Math.max(1.2, scores().stream().mapToDouble(s -> s).max().orElse(1) * 1.1);
        counts = new int[BINS][1];
        scores().forEach(s -> counts[bin(s / most, BINS)][0]++);
        axes(new Axis(Words.get("models.good.score"), 0, most),
                new Axis(Words.get("models.good.images"), 0, Math.max(1, highest(counts) * 1.1)));
        redraw();
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
        }
        gc.setForeground(Palette.color(Token.ACCENT));
        gc.setLineWidth(2);
        gc.drawLine(toX(1), plot().y, toX(1), plot().y + plot().height);
        gc.setLineWidth(1);
    }
}
