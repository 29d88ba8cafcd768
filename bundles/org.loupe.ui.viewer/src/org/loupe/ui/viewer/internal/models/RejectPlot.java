package org.loupe.ui.viewer.internal.models;

import java.util.List;
import java.util.Optional;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.loupe.engine.learning.RejectCurve;
import org.loupe.engine.learning.RejectCurve.Point;
import org.loupe.engine.learning.Scored;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.Axis;

/**
 * How much is classified without a person, and how pure it is, by the least confidence. A click or the arrows move the
 * limit and list what is rejected at it.
 */
final class RejectPlot extends ModelPlot {
    private static final double STEP = 0.01;

    private double limit;

    RejectPlot(Composite parent, ModelDesk desk) {
        super(parent, desk);
    }

    @Override
    void refresh() {
        limit = desk().classifier().map(c -> c.model().card().reject()).orElse(0.0);
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
        return desk().classifier().map(OpenModel.Classifier::rejection).flatMap(c -> c.at(limit));
    }

    /** The least confidence that the plot is turned to. */
    double limit() {
        return limit;
    }

    /** Turns to a least confidence and lists what it rejects. */
    void turn(double to) {
        if (report().isEmpty())
            return;
        limit = Math.max(0, Math.min(1, Math.round(to / STEP) * STEP));
        Scored scored = report().get().scored();
        choose(row -> scored.predictions().confidence(row) < limit,
                Words.get("models.reject.why", Words.number(limit, 2)));
        redraw();
    }

    /** Turns to the least confidence that reaches a purity. @return whether one does */
    boolean reach(double purity) {
        Optional<Point> found = desk().classifier().map(OpenModel.Classifier::rejection)
                .flatMap((RejectCurve c) -> c.reaching(purity));
        found.ifPresent(p -> turn(Math.ceil(p.limit() / STEP) * STEP));
        return found.isPresent();
    }

    @Override
    String note() {
        if (report().isEmpty())
            return "";
        return now().map(p -> Words.get("models.reject.note", Words.number(limit, 2),
                percent(p.classified().value()), p.classified().count(), p.classified().of(),
                percent(p.right().value()))).orElse(Words.get("models.reject.all", Words.number(limit, 2)));
    }

    @Override
    protected List<Key> legend() {
        return List.of(new Key(rightColour(), Words.get("models.purity")), new Key(wrongColour(), Words.get("models.classified")));
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
        gc.drawPolyline(classified);
        gc.setLineWidth(1);
    }

    @Override
    protected void paintOver(GC gc) {
        if (report().isEmpty())
            return;
        int x = toX(limit);
        gc.setForeground(Palette.color(Token.ACCENT));
        gc.setBackground(Palette.color(Token.ACCENT));
        gc.setLineWidth(2);
        gc.drawLine(x, plot().y, x, plot().y + plot().height);
        gc.setLineWidth(1);
        gc.fillPolygon(new int[] { x - 6, plot().y - 7, x + 6, plot().y - 7, x, plot().y + 1 });
    }

    @Override
    protected boolean press(Event e) {
        if (report().isEmpty() || !plot().contains(Math.max(plot().x, e.x), Math.max(plot().y, e.y)))
            return false;
        turn(valueX(e.x));
        return true;
    }

    @Override
    protected void drag(Event e) {
        turn(valueX(e.x));
    }

    @Override
    protected boolean key(Event e) {
        int by = e.keyCode == SWT.ARROW_LEFT ? -1 : e.keyCode == SWT.ARROW_RIGHT ? 1 : 0;
        if (by != 0)
            turn(limit + by * STEP * ((e.stateMask & SWT.SHIFT) != 0 ? 10 : 1));
        return by != 0;
    }
}
