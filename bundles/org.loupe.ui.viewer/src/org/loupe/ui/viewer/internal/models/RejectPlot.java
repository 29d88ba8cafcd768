package org.loupe.ui.viewer.internal.models;

import java.util.List;
import java.util.Optional;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.widgets.Composite;
import org.loupe.engine.learning.RejectCurve.Point;
import org.loupe.engine.learning.Scored;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.Axis;

/**
 * How much is classified without a person, and how pure it is, by the least confidence. A click or the arrows move the
 * limit and list what is rejected at it.
 */
final class RejectPlot extends LimitedPlot {

    RejectPlot(Composite parent, ModelDesk desk) {
        super(parent, desk);
    }

    @Override
    void refresh() {
        place(desk().classifier().map(c -> c.model().card().reject()).orElse(0.0));
        double least = points().stream().mapToDouble(p -> Math.min(p.right().value(), p.classified().value())).min()
                .orElse(0);
        axes(new Axis(Words.get("models.leastConfidence"), 0, 1),
                new Axis(Words.get("models.share"), Math.max(0, Math.floor(least * 10 - 0.5) / 10), 1));
        redraw();
    }

    private List<Point> points() {
        return desk().classifier().map(c -> c.rejection().points()).orElse(List.of());
    }

    private Optional<Point> now() {
        return desk().classifier().map(OpenModel.Classifier::rejection).flatMap(c -> c.at(limit()));
    }

    @Override
    boolean ready() {
        return report().isPresent();
    }

    @Override
    void list() {
        Scored scored = report().orElseThrow().scored();
        choose(row -> scored.predictions().confidence(row) < limit(),
                Words.get("models.reject.why", Words.number(limit(), 2)));
    }

    /** The model's own. */
    @Override
    double best() {
        return desk().classifier().map(c -> c.model().card().reject()).orElse(Double.NaN);
    }

    @Override
    String note() {
        if (report().isEmpty())
            return "";
        return now().map(p -> Words.get("models.reject.note", Words.number(limit(), 2),
                percent(p.classified().value()), p.classified().count(), p.classified().of(),
                percent(p.right().value()))).orElse(Words.get("models.reject.all", Words.number(limit(), 2)));
    }

    @Override
    protected List<Key> legend() {
        return List.of(new Key(rightColour(), Words.get("models.purity")),
                new Key(wrongColour(), Words.get("models.classified")));
    }

    @Override
    protected void paintData(GC gc) {
        List<Point> points = points();
        int[] purity = new int[2 * points.size()], classified = new int[2 * points.size()];
        for (int i = 0; i < points.size(); i++) {
            purity[2 * i] = classified[2 * i] = toX(points.get(i).limit());
            purity[2 * i + 1] = toY(points.get(i).right().value());
            classified[2 * i + 1] = toY(points.get(i).classified().value());
        }
        gc.setLineWidth(2);
        gc.setForeground(rightColour());
        gc.drawPolyline(purity);
        gc.setForeground(wrongColour());
        gc.setLineStyle(SWT.LINE_DASH);
        gc.drawPolyline(classified);
        gc.setLineStyle(SWT.LINE_SOLID);
        gc.setLineWidth(1);
    }
}
