package org.loupe.ui.viewer.internal.models;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.widgets.Composite;
import org.loupe.engine.evaluation.Goal;
import org.loupe.engine.evaluation.OperatingPoint;
import org.loupe.engine.evaluation.ScoreLimits;
import org.loupe.engine.learning.DefectLimits;
import org.loupe.engine.learning.Scored;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.Axis;
import org.loupe.ui.viewer.internal.Stakes;

/**
 * The classifier as an inspection: overkill and escape by the limit of being a defect, with the project's costs. A
 * click or the arrows move the limit and list what it gets wrong.
 */
final class DefectPlot extends LimitedPlot {
    private static final int POINTS = 201, ROOM = 58;

    private final Stakes stakes;
    private Set<String> good = Set.of();
    private ScoreLimits limits;
    private List<OperatingPoint> points = List.of();

    /** @param stakes costs and targets of the project, or what is tried of them */
    DefectPlot(Composite parent, ModelDesk desk, Stakes stakes) {
        super(parent, desk);
        this.stakes = stakes;
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
        place(0.5);
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
        return stakes.goal(true);
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
        OperatingPoint at = limits.at(limit());
        return Words.get("models.limits.note", Words.number(limit(), 2), percent(at.perImage().overkill().value()),
                at.perImage().overkill().count(), at.perImage().overkill().of(),
                percent(at.perImage().escape().value()), at.perImage().escape().count(), at.perImage().escape().of(),
                stakes.money(goal().cost(at)), cheapest().map(c -> Words.number(c.setting(), 2)).orElse("–"));
    }

    @Override
    boolean ready() {
        return limits != null;
    }

    /** What the limit gets wrong. */
    @Override
    void list() {
        Scored scored = report().orElseThrow().scored();
        choose(row -> defect(scored, row) >= limit() == good.contains(scored.classes().get(scored.truth()[row])),
                Words.get("models.limits.why", Words.number(limit(), 2)));
    }

    /** The cheapest one. */
    @Override
    double best() {
        return cheapest().map(OperatingPoint::setting).orElse(Double.NaN);
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
        return List.of(new Key(rightColour(), Words.get("review.overkill")),
                new Key(wrongColour(), Words.get("review.escape")),
                new Key(Palette.color(Token.TEXT2), Words.get("review.costRight")));
    }

    @Override
    protected int right() {
        return ROOM;
    }

    /** What the cost of the dearest limit is drawn as the top of. */
    private double mostCost() {
        Goal goal = goal();
        return Math.max(1e-9, points.stream().mapToDouble(goal::cost).max().orElse(1));
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
        double most = mostCost();
        line(gc, p -> goal.cost(p) / most * y().max(), Palette.color(Token.TEXT2), SWT.LINE_DOT, 1);
        line(gc, p -> rate(p.perImage().overkill().value()), rightColour(), SWT.LINE_SOLID, 2);
        line(gc, p -> rate(p.perImage().escape().value()), wrongColour(), SWT.LINE_DASH, 2);
        cheapest().ifPresent(p -> {
            gc.setForeground(Palette.color(Token.TEXT2));
            gc.setLineStyle(SWT.LINE_DASH);
            gc.drawLine(toX(p.setting()), plot().y, toX(p.setting()), plot().y + plot().height);
            gc.setLineStyle(SWT.LINE_SOLID);
        });
    }

    private void line(GC gc, ToDoubleFunction<OperatingPoint> value, Color colour, int style, int width) {
        int[] xy = new int[2 * points.size()];
        for (int i = 0; i < points.size(); i++) {
            xy[2 * i] = toX(points.get(i).setting());
            xy[2 * i + 1] = toY(Math.min(y().max(), value.applyAsDouble(points.get(i))));
        }
        gc.setForeground(colour);
        gc.setLineWidth(width);
        gc.setLineStyle(style);
        gc.drawPolyline(xy);
        gc.setLineStyle(SWT.LINE_SOLID);
        gc.setLineWidth(1);
    }

    @Override
    protected void paintOver(GC gc) {
        super.paintOver(gc);
        if (!ready())
            return;
        gc.setFont(Palette.font(Type.SMALL));
        gc.setForeground(Palette.color(Token.TEXT2));
        int high = gc.textExtent("0").y, side = plot().x + plot().width;
        double most = mostCost();
        for (Axis.Tick tick : new Axis("", 0, most).ticks(Math.max(2, plot().height / 40))) {
            int at = toY(tick.value() / most * y().max());
            gc.drawLine(side, at, side + 3, at);
            gc.drawText(stakes.money(tick.value()), side + 6, at - high / 2, true);
        }
    }

    @Override
    protected String readOut(double valueX, double valueY) {
        if (!ready() || valueX < 0 || valueX > 1)
            return "";
        OperatingPoint at = limits.at(valueX);
        return Words.get("models.limits.read", Words.number(valueX, 2), percent(at.perImage().overkill().value()),
                percent(at.perImage().escape().value()), stakes.money(goal().cost(at)));
    }
}
