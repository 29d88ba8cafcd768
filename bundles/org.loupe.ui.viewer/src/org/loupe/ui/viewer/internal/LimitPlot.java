package org.loupe.ui.viewer.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.loupe.engine.evaluation.Goal;
import org.loupe.engine.evaluation.OperatingCurve;
import org.loupe.engine.evaluation.OperatingPoint;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.Axis;
import org.loupe.ui.viewer.PlotCanvas;

/**
 * Overkill, escape and cost over the limit or another parameter, with the stretch that meets both targets, the cheapest
 * value, and a head that is dragged.
 */
final class LimitPlot extends PlotCanvas {
    private static final int ROOM = 58, HEAD = 7;
    private static final double TALLEST = 0.2, TARGETS = 4, LEAST = 0.02;

    private final Review review;
    private Dial dial;
    private double mostCost = 1;
    private Optional<OperatingPoint> cheapest = Optional.empty();
    private List<OperatingCurve.Range> meeting = List.of();
    /** What words must not be written over, while painting. */
    private final List<Rectangle> taken = new ArrayList<>();

    LimitPlot(Composite parent, Review review) {
        super(parent);
        this.review = review;
    }

    /** Takes new curves, costs or targets over; the setting alone needs only a {@link #redraw}. */
    void fill() {
        if (review.judged().isEmpty())
            return;
        dial = review.dial();
        Goal goal = review.goal();
        List<OperatingPoint> points = dial.curve().points();
        double most = 0;
        mostCost = 0;
        for (OperatingPoint p : points) {
            most = Math.max(most, Math.max(known(goal.decisions(p).escape().value()),
                    known(goal.decisions(p).overkill().value())));
            mostCost = Math.max(mostCost, goal.cost(p));
        }
        cheapest = dial.cheapest(goal);
        meeting = dial.curve().meeting(goal);
        double cap = Math.max(TALLEST, TARGETS * Math.max(goal.escapeTarget(), goal.overkillTarget()));
        double top = Math.max(LEAST, dial.dense() ? Math.min(most, cap) : most) * 100;
        // near the cheapest value costs differ by little, so the dear ends are cut off
        double least = cheapest.map(goal::cost).orElse(0.0);
        mostCost = Math.max(1e-9, Math.min(mostCost, Math.max(8 * least, mostCost / 4)));
        String across = !review.sweep().on() ? "" : dial.unit().isEmpty() ? dial.label()
                : Words.get("review.axis", dial.label(), dial.unit());
        boolean truth = review.state() != Review.State.NO_TRUTH;
        axes(new Axis(across, dial.from(), dial.to()), truth ? new Axis("%", 0, top)
                : new Axis(Words.get("review.found"), 0, Math.max(1, mostFound() * 1.1)));
    }

    private long mostFound() {
        return Arrays.stream(review.judged().orElseThrow().bins()[0]).max().orElse(1);
    }

    private static double known(double share) {
        return Double.isNaN(share) ? 0 : share;
    }

    @Override
    protected int right() {
        return ROOM;
    }

    @Override
    protected String emptyText() {
        if (dial != null && review.state() != Review.State.NO_TRUTH && dial.curve().points().isEmpty())
            return review.sweep().running() ? Words.get("review.sweep.waiting") : Words.get("review.sweep.hint",
                    review.sweep().values().size(), dial.label(), review.sweep().images());
        return "";
    }

    @Override
    protected String accessibleName() {
        return review.judged().isEmpty() ? "" : review.point().map(this::read).orElse("");
    }

    @Override
    protected void paintData(GC gc) {
        if (dial == null)
            return;
        Rectangle plot = plot();
        if (review.state() == Review.State.NO_TRUTH) {
            scores(gc);
            return;
        }
        Goal goal = review.goal();
        Color ok = Palette.color(Token.OK);
        gc.setBackground(ok);
        for (OperatingCurve.Range range : meeting) {
            int from = toX(range.from()), to = toX(range.to());
            gc.setAlpha(28);
            gc.fillRectangle(from, plot.y, Math.max(2, to - from), plot.height);
        }
        gc.setAlpha(255);
        unknown(gc);
        target(gc, goal.overkillTarget(), Palette.classStroke(1));
        target(gc, goal.escapeTarget(), Palette.classStroke(0));
        line(gc, p -> goal.cost(p) / mostCost * y().max(), Palette.color(Token.TEXT2), SWT.LINE_DOT, 1);
        line(gc, p -> goal.decisions(p).overkill().value() * 100, Palette.classStroke(1), SWT.LINE_SOLID, 2);
        line(gc, p -> goal.decisions(p).escape().value() * 100, Palette.classStroke(0), SWT.LINE_DASH, 2);
        gc.setFont(Palette.font(Type.SMALL));
        taken.clear();
        taken.add(new Rectangle(toX(review.setting()) - 3, plot.y, 6, plot.height));
        if (!meeting.isEmpty()) {
            OperatingCurve.Range widest = meeting.stream().max((a, b) -> Double.compare(a.to() - a.from(),
                    b.to() - b.from())).orElseThrow();
            String words = Words.get("review.meets");
            int wide = gc.textExtent(words).x;
            int at = Math.max(plot.x + 4, Math.min(plot.x + plot.width - wide - 4,
                    (toX(widest.from()) + toX(widest.to()) - wide) / 2));
            gc.setForeground(ok);
            if (!write(gc, words, at, plot.y + 3) && !write(gc, words, toX(review.setting()) + HEAD, plot.y + 3))
                write(gc, words, toX(review.setting()) - HEAD - wide, plot.y + 3);
        }
        cheapest.ifPresent(p -> cheapest(gc, p, goal));
        gc.setFont(Palette.font(Type.STRONG));
        name(gc, p -> goal.decisions(p).overkill().value() * 100, Words.get("review.overkill"), Palette.classStroke(1),
                0.06);
        name(gc, p -> goal.decisions(p).escape().value() * 100, Words.get("review.escape"), Palette.classStroke(0),
                apart(goal) ? 0.06 : 0.97);
        gc.setFont(Palette.font(Type.SMALL));
        name(gc, p -> goal.cost(p) / mostCost * y().max(), Words.get("review.costRight"), Palette.color(Token.TEXT2),
                0.85);
    }

    /** How many have which score: all that is known without truth. */
    private void scores(GC gc) {
        Judged judged = review.judged().orElseThrow();
        double width = (judged.to() - judged.from()) / Judged.BINS;
        gc.setBackground(Palette.mix(Palette.color(Token.TEXT2), Palette.color(Token.PART), 0.25));
        for (int b = 0; b < Judged.BINS; b++) {
            int left = toX(judged.from() + b * width), right = toX(judged.from() + (b + 1) * width);
            int top = toY(judged.bins()[0][b]);
            gc.fillRectangle(left, top, Math.max(1, right - left - 1), plot().y + plot().height - top);
        }
    }

    /** What the run left out. */
    private void unknown(GC gc) {
        double floor = review.sweep().on() ? Double.NEGATIVE_INFINITY
                : review.judged().map(j -> j.run().floor()).orElse(Double.NEGATIVE_INFINITY);
        if (!(floor > x().min()))
            return;
        Rectangle plot = plot();
        int to = Math.min(plot.x + plot.width, toX(floor));
        gc.setForeground(Palette.color(Token.LINE));
        gc.setClipping(plot.x, plot.y, Math.max(1, to - plot.x), plot.height);
        for (int i = plot.x - plot.height; i < to; i += 9)
            gc.drawLine(i, plot.y + plot.height, i + plot.height, plot.y);
        gc.setClipping(plot);
        gc.drawLine(to, plot.y, to, plot.y + plot.height);
    }

    private void target(GC gc, double share, Color colour) {
        gc.setForeground(colour);
        gc.setAlpha(90);
        gc.setLineWidth(1);
        gc.setLineStyle(SWT.LINE_SOLID);
        gc.drawLine(plot().x, toY(share * 100), plot().x + 8, toY(share * 100));
        gc.drawLine(plot().x + plot().width - 9, toY(share * 100), plot().x + plot().width, toY(share * 100));
        gc.setAlpha(255);
    }

    private void line(GC gc, ToDoubleFunction<OperatingPoint> value, Color colour, int style, int width) {
        List<OperatingPoint> points = dial.curve().points();
        double floor = review.sweep().on() ? Double.NEGATIVE_INFINITY : review.judged().orElseThrow().run().floor();
        int[] line = new int[2 * points.size()];
        int n = 0;
        for (OperatingPoint p : points) {
            double v = value.applyAsDouble(p);
            if (Double.isNaN(v) || p.setting() < floor)
                continue;
            line[n++] = toX(p.setting());
            line[n++] = toY(v);
        }
        gc.setForeground(colour);
        gc.setLineWidth(width);
        gc.setLineStyle(style);
        gc.drawPolyline(Arrays.copyOf(line, n));
        gc.setLineStyle(SWT.LINE_SOLID);
        gc.setLineWidth(1);
        if (!dial.dense()) {
            gc.setBackground(colour);
            for (int i = 0; i < n; i += 2)
                gc.fillOval(line[i] - 3, line[i + 1] - 3, 6, 6);
        }
    }

    /** Whether both curves begin so far from each other that their names do not touch. */
    private boolean apart(Goal goal) {
        double floor = review.sweep().on() ? Double.NEGATIVE_INFINITY : review.judged().orElseThrow().run().floor();
        return dial.curve().points().stream().filter(p -> p.setting() >= floor).findFirst()
                .filter(p -> Math.abs(toY(goal.decisions(p).escape().value() * 100)
                        - toY(goal.decisions(p).overkill().value() * 100)) > 24).isPresent();
    }

    /** Writes a curve's name beside it. @param share where along the axis it is looked for, from this end */
    private void name(GC gc, ToDoubleFunction<OperatingPoint> value, String name, Color colour, double share) {
        List<OperatingPoint> points = dial.curve().points();
        if (points.size() < 3)
            return;
        Rectangle plot = plot();
        double floor = review.judged().orElseThrow().run().floor();
        boolean fromLeft = share < 0.5;
        gc.setForeground(colour);
        int high = gc.textExtent(name).y;
        for (int i = 0; i < points.size(); i++) {
            OperatingPoint p = points.get(fromLeft ? i : points.size() - 1 - i);
            double v = value.applyAsDouble(p);
            int at = toX(p.setting()), upper = toY(v);
            boolean known = review.sweep().on() || p.setting() >= floor;
            boolean beyond = fromLeft ? at < plot.x + plot.width * share : at > plot.x + plot.width * share;
            if (Double.isNaN(v) || !known || beyond || upper < plot.y + 4)
                continue;
            int above = Math.max(plot.y + 18, Math.min(plot.y + plot.height - high - 4, upper - high - 4));
            int left = at - gc.textExtent(name).x - 10, right = at + 8;
            if (write(gc, name, fromLeft ? right : left, above) || write(gc, name, fromLeft ? right : left, upper + 4))
                return;
        }
    }

    /** Writes words unless they would cover others, the head's line or the plot's edge. */
    private boolean write(GC gc, String words, int left, int upper) {
        Point size = gc.textExtent(words);
        Rectangle plot = plot(), place = new Rectangle(left, upper, size.x, size.y);
        if (left < plot.x + 4 || left + size.x > plot.x + plot.width - 4 || upper < plot.y
                || upper + size.y > plot.y + plot.height || taken.stream().anyMatch(place::intersects))
            return false;
        gc.drawText(words, left, upper, true);
        taken.add(place);
        return true;
    }

    private void cheapest(GC gc, OperatingPoint p, Goal goal) {
        Rectangle plot = plot();
        int at = toX(p.setting());
        gc.setForeground(Palette.color(Token.TEXT2));
        gc.setLineStyle(SWT.LINE_DASH);
        gc.drawLine(at, plot.y, at, plot.y + plot.height);
        gc.setLineStyle(SWT.LINE_SOLID);
        String words = Words.get("review.cheapestAt", dial.dense() ? Words.number(p.setting(), 2)
                : x().text(p.setting()));
        int wide = gc.textExtent(words).x;
        for (int line = 0; line < 3; line++)
            if (write(gc, words, at - wide - 5, plot.y + 20 + 16 * line)
                    || write(gc, words, at + 5, plot.y + 20 + 16 * line))
                break;
        int upper = toY(goal.cost(p) / mostCost * y().max());
        gc.setBackground(Palette.color(Token.PART));
        gc.fillOval(at - 4, upper - 4, 8, 8);
        gc.drawOval(at - 4, upper - 4, 8, 8);
    }

    @Override
    protected void paintOver(GC gc) {
        if (dial == null)
            return;
        Rectangle plot = plot();
        if (review.state() != Review.State.NO_TRUTH)
            costAxis(gc);
        int at = toX(review.setting());
        if (at < plot.x || at > plot.x + plot.width)
            return;
        Color accent = Palette.color(Token.ACCENT);
        if (!Double.isNaN(dial.before())) {
            int was = toX(dial.before());
            gc.setForeground(Palette.color(Token.TEXT2));
            gc.drawLine(was, plot.y + plot.height, was, plot.y + plot.height + 6);
        }
        gc.setForeground(accent);
        gc.setBackground(accent);
        gc.setLineWidth(2);
        gc.drawLine(at, plot.y, at, plot.y + plot.height);
        gc.setLineWidth(1);
        int top = plot.y - HEAD - 4;
        gc.fillPolygon(new int[] { at - HEAD, top, at + HEAD, top, at + HEAD, top + HEAD + 2, at, top + 2 * HEAD + 2,
            at - HEAD, top + HEAD + 2 });
        if (review.state() != Review.State.NO_TRUTH)
            review.point().ifPresent(p -> {
                Goal goal = review.goal();
                dot(gc, at, goal.decisions(p).overkill().value() * 100, Palette.classStroke(1));
                dot(gc, at, goal.decisions(p).escape().value() * 100, Palette.classStroke(0));
            });
    }

    private void dot(GC gc, int at, double value, Color colour) {
        if (Double.isNaN(value) || value > y().max())
            return;
        int upper = toY(value);
        gc.setBackground(Palette.color(Token.PART));
        gc.fillOval(at - 6, upper - 6, 12, 12);
        gc.setBackground(colour);
        gc.fillOval(at - 5, upper - 5, 10, 10);
    }

    private void costAxis(GC gc) {
        Rectangle plot = plot();
        double most = mostCost * review.volume();
        gc.setFont(Palette.font(Type.SMALL));
        gc.setForeground(Palette.color(Token.TEXT2));
        int high = gc.textExtent("0").y;
        for (Axis.Tick tick : new Axis("", 0, most).ticks(Math.max(2, plot.height / 40))) {
            int upper = toY(tick.value() / most * y().max());
            gc.drawLine(plot.x + plot.width, upper, plot.x + plot.width + 3, upper);
            gc.drawText(review.money(tick.value()), plot.x + plot.width + 6, upper - high / 2, true);
        }
        String words = Words.get(review.volume() == 1 ? "review.cost" : "review.costMonth");
        gc.drawText(words, plot.x + plot.width + ROOM - gc.textExtent(words).x - 6, 6, true);
    }

    @Override
    protected String readOut(double valueX, double valueY) {
        if (dial == null || review.state() == Review.State.NO_TRUTH)
            return "";
        return (dial.dense() ? Optional.of(review.judged().orElseThrow().scoped().at(valueX))
                : dial.curve().nearest(valueX)).map(this::read).orElse("");
    }

    private String read(OperatingPoint p) {
        Goal goal = review.goal();
        var d = goal.decisions(p);
        return Words.get("review.read", dial.label(), x().text(p.setting()), rate(d.overkill().value()),
                d.overkill().count(), d.overkill().of(), rate(d.escape().value()), d.escape().count(), d.escape().of(),
                review.money(goal.cost(p) * review.volume()));
    }

    private static String rate(double share) {
        return Words.number(share * 100, 2);
    }

    @Override
    protected boolean press(Event e) {
        if (dial == null || dial.curve().points().isEmpty())
            return false;
        drag(e);
        return true;
    }

    @Override
    protected void drag(Event e) {
        double step = dial.notch();
        review.set(dial.dense() ? Math.round(valueX(e.x) / step) * step : valueX(e.x));
    }
}
