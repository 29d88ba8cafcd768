package org.loupe.ui.viewer.internal.models;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.loupe.engine.evaluation.Goal;
import org.loupe.engine.evaluation.OperatingPoint;
import org.loupe.engine.evaluation.ScoreLimits;
import org.loupe.engine.learning.DefectLimits;
import org.loupe.engine.learning.Scored;
import org.loupe.model.Project;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.Axis;

/**
 * The classifier as an inspection: overkill and escape by the limit of being a defect, with the project's costs. A click
 * or the arrows move the limit and list what it gets wrong.
 */
final class DefectPlot extends ModelPlot {
    private static final int POINTS = 201;
    private static final double STEP = 0.01;

    private Set<String> good = Set.of();
    private ScoreLimits limits;
    private List<OperatingPoint> points = List.of();
    private double limit = 0.5;

    DefectPlot(Composite parent, ModelDesk desk) {
        super(parent, desk);
    }

    /** Names of classes that are usually no defect. */
    private static boolean soundsGood(String name) {
        return Set.of("good", "ok", "none", "no defect", "nuisance", "false", "background", "正常", "良好")
                .contains(name.toLowerCase(Locale.ROOT).replace('_', ' ').replace('-', ' '));
    }

    @Override
    void refresh() {
        Set<String> named = new LinkedHashSet<>();
        report().ifPresent(r -> r.scored().classes().stream().filter(DefectPlot::soundsGood).forEach(named::add));
        limit = 0.5;
        good(named);
    }

    /** The classes that are no defect. */
    Set<String> good() {
        return good;
    }

    /** Says which classes are no defect. */
    void good(Set<String> classes) {
        good = new LinkedHashSet<>(classes);
        boolean some = report().isPresent() && !good.isEmpty()
                && good.size() < report().get().scored().classes().size();
        limits = some ? DefectLimits.of(report().get().scored(), good) : null;
        points = limits == null ? List.of() : limits.curve(0, 1, POINTS).points();
        double most = points.stream().mapToDouble(p -> Math.max(rate(p.perImage().overkill().value()),
                rate(p.perImage().escape().value()))).filter(v -> v < 1).max().orElse(1);
        axes(new Axis(Words.get("models.limit"), 0, 1), new Axis(Words.get("models.share"), 0,
                Math.max(0.1, Math.min(1, Math.ceil(most * 10) / 10))));
        redraw();
    }

    private static double rate(double value) {
        return Double.isNaN(value) ? 0 : value;
    }

    private Goal goal() {
        Project p = desk().session().project().orElseThrow().project();
        return new Goal(p.getEscapeCost(), p.getOverkillCost(), p.getEscapeTarget(), p.getOverkillTarget(), true);
    }

    private Optional<OperatingPoint> cheapest() {
        Goal goal = goal();
        return points.stream().min((a, b) -> Double.compare(goal.cost(a), goal.cost(b)));
    }

    @Override
    protected String emptyText() {
        String none = super.emptyText();
        return !none.isEmpty() ? none : limits == null ? Words.get("models.limits.choose") : "";
    }

    @Override
    String note() {
        if (limits == null)
            return "";
        OperatingPoint at = limits.at(limit);
        Project p = desk().session().project().orElseThrow().project();
        return Words.get("models.limits.note", Words.number(limit, 2), percent(at.perImage().overkill().value()),
                at.perImage().overkill().count(), at.perImage().overkill().of(),
                percent(at.perImage().escape().value()), at.perImage().escape().count(), at.perImage().escape().of(),
                Words.number(goal().cost(at), 0) + (p.getCurrency().isBlank() ? "" : "\u00a0" + p.getCurrency()),
                cheapest().map(c -> Words.number(c.setting(), 2)).orElse("–"));
    }

    /** Turns to a limit and lists what it gets wrong. */
    void turn(double to) {
        if (limits == null)
            return;
        limit = Math.max(0, Math.min(1, Math.round(to / STEP) * STEP));
        Scored scored = report().orElseThrow().scored();
        choose(row -> defect(scored, row) >= limit == good.contains(scored.classes().get(scored.truth()[row])),
                Words.get("models.limits.why", Words.number(limit, 2)));
        redraw();
    }

    private double defect(Scored scored, int row) {
        double fine = 0;
        for (int c = 0; c < scored.classes().size(); c++)
            if (good.contains(scored.classes().get(c)))
                fine += scored.probability(row, c);
        return Math.max(0, 1 - fine);
    }

    @Override
    protected List<Key> legend() {
        return List.of(new Key(rightColour(), Words.get("review.overkill")), new Key(wrongColour(), Words.get("review.escape")));
    }

    @Override
    protected void paintData(GC gc) {
        if (limits == null)
            return;
        Goal goal = goal();
        gc.setBackground(Palette.mix(Palette.color(Token.PART), Palette.color(Token.OK), 0.15));
        for (OperatingPoint p : points)
            if (goal.met(p))
                gc.fillRectangle(toX(p.setting()), plot().y, toX(p.setting() + 1.0 / POINTS) - toX(p.setting()) + 1,
                        plot().height);
        line(gc, true);
        line(gc, false);
        cheapest().ifPresent(p -> {
            gc.setForeground(Palette.color(Token.TEXT2));
            gc.setLineStyle(SWT.LINE_DASH);
            gc.drawLine(toX(p.setting()), plot().y, toX(p.setting()), plot().y + plot().height);
            gc.setLineStyle(SWT.LINE_SOLID);
        });
    }

    private void line(GC gc, boolean overkill) {
        int[] xy = new int[2 * points.size()];
        for (int i = 0; i < points.size(); i++) {
            OperatingPoint p = points.get(i);
            xy[2 * i] = toX(p.setting());
            xy[2 * i + 1] = toY(rate(overkill ? p.perImage().overkill().value() : p.perImage().escape().value()));
        }
        gc.setForeground(overkill ? rightColour() : wrongColour());
        gc.setLineWidth(2);
        gc.setLineStyle(overkill ? SWT.LINE_SOLID : SWT.LINE_DASH);
        gc.drawPolyline(xy);
        gc.setLineStyle(SWT.LINE_SOLID);
        gc.setLineWidth(1);
    }

    @Override
    protected void paintOver(GC gc) {
        if (limits == null)
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
        if (limits == null)
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
        else if (e.keyCode == SWT.HOME)
            cheapest().ifPresent(p -> turn(p.setting()));
        return by != 0 || e.keyCode == SWT.HOME;
    }
}
