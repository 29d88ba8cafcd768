package org.loupe.ui.viewer.internal.models;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.loupe.engine.learning.ClassificationReport;
import org.loupe.engine.learning.RankCurve;
import org.loupe.engine.learning.RankCurve.Point;
import org.loupe.engine.learning.Scored;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.Axis;

/**
 * ROC or precision over recall of each class against all others. A click lists what is missed or falsely taken at the
 * nearest limit of the nearest curve. Of many classes only the curves that are worst are coloured and named.
 */
final class RankPlot extends ModelPlot {
    private static final int MOST = 400, COLOURED = 8;

    private final boolean roc;
    private List<RankCurve> curves = List.of();
    private List<List<Point>> lines = List.of();
    /** The classes whose curves are coloured, the worst first. */
    private Set<Integer> told = Set.of();
    private int at = -1;
    private Point dot;

    /** @param roc whether recall over false alarms is drawn, else precision over recall */
    RankPlot(Composite parent, ModelDesk desk, boolean roc) {
        super(parent, desk);
        this.roc = roc;
    }

    @Override
    void refresh() {
        mark(-1);
        at = -1;
        dot = null;
        curves = new ArrayList<>();
        report().ifPresent(r -> {
            for (int c = 0; c < r.classes().size(); c++)
                curves.add(r.curve(c));
        });
        lines = curves.stream().map(c -> c.thinned(MOST)).toList();
        told = new LinkedHashSet<>(IntStream.range(0, curves.size()).filter(c -> curves.get(c).positives() > 0).boxed()
                .sorted(Comparator.comparingDouble(c -> area(curves.get(c)))).limit(COLOURED).toList());
        axes(new Axis(Words.get(roc ? "models.falseAlarms" : "review.recall"), 0, 1),
                new Axis(Words.get(roc ? "review.recall" : "review.precision"), 0, 1));
        redraw();
    }

    private double area(RankCurve curve) {
        return roc ? curve.auc() : curve.ap();
    }

    private double across(Point p) {
        return roc ? p.falseAlarm() : p.recall();
    }

    private double up(Point p) {
        return roc ? p.recall() : p.precision();
    }

    @Override
    String note() {
        ClassificationReport report = report().orElse(null);
        if (report == null)
            return "";
        if (dot != null)
            return words();
        double sum = 0;
        int n = 0;
        for (RankCurve c : curves) {
            double area = area(c);
            if (!Double.isNaN(area)) {
                sum += area;
                n++;
            }
        }
        return Words.get(roc ? "models.rank.auc" : "models.rank.ap", Words.number(n == 0 ? Double.NaN : sum / n, 3), n);
    }

    /** The chosen point in words. */
    private String words() {
        return Words.get("models.rank.at", report().orElseThrow().classes().get(at).name(),
                Words.number(dot.limit(), 2), percent(dot.recall()), percent(dot.falseAlarm()),
                percent(dot.precision()));
    }

    @Override
    protected List<Key> legend() {
        List<Key> keys = new ArrayList<>();
        report().ifPresent(r -> told.forEach(c -> keys.add(new Key(stroke(r.scored().classes(), c),
                Words.get("models.rank.key", r.classes().get(c).name(), Words.number(area(curves.get(c)), 3))))));
        return keys;
    }

    @Override
    protected void paintData(GC gc) {
        ClassificationReport report = report().orElse(null);
        if (report == null)
            return;
        for (int c : drawn()) {
            boolean pale = c != at && !told.contains(c);
            gc.setForeground(pale ? Palette.color(Token.LINE) : stroke(report.scored().classes(), c));
            gc.setLineWidth(c == at ? 3 : pale ? 1 : 2);
            gc.setLineStyle(pale || c % 3 == 0 ? SWT.LINE_SOLID : c % 3 == 1 ? SWT.LINE_DASH : SWT.LINE_DOT);
            List<Point> line = lines.get(c);
            int[] xy = new int[2 * line.size() + (roc ? 2 : 0)];
            int k = 0;
            if (roc) {
                xy[k++] = toX(0);
                xy[k++] = toY(0);
            }
            for (Point p : line) {
                xy[k++] = toX(across(p));
                xy[k++] = toY(up(p));
            }
            gc.drawPolyline(xy);
        }
        gc.setLineStyle(SWT.LINE_SOLID);
        gc.setLineWidth(1);
    }

    /** The classes that have a curve, pale ones first, the chosen one last. */
    private List<Integer> drawn() {
        return IntStream.range(0, lines.size()).filter(c -> curves.get(c).positives() > 0).boxed()
                .sorted(Comparator.comparingInt(c -> c == at ? 2 : told.contains(c) ? 1 : 0)).toList();
    }

    @Override
    protected void paintOver(GC gc) {
        if (dot == null)
            return;
        gc.setBackground(Palette.color(Token.ACCENT));
        gc.fillOval(toX(across(dot)) - 5, toY(up(dot)) - 5, 11, 11);
    }

    private void nearest(double x, double y) {
        double least = Double.MAX_VALUE;
        for (int c = 0; c < curves.size(); c++)
            for (Point p : lines.get(c)) {
                double away = Math.hypot(x().share(across(p)) - x().share(x), y().share(up(p)) - y().share(y));
                if (away < least) {
                    least = away;
                    at = c;
                    dot = p;
                }
            }
    }

    @Override
    protected String readOut(double valueX, double valueY) {
        int curve = at;
        Point point = dot;
        nearest(valueX, valueY);
        String words = dot == null ? "" : words();
        at = curve;
        dot = point;
        return words;
    }

    /** The curve that the arrows walk along: the chosen one, else the first. */
    private int curve() {
        return at >= 0 ? at : next(-1, 1);
    }

    /** The next curve that there is, or the same. */
    private int next(int from, int by) {
        for (int c = from + by; c >= 0 && c < curves.size(); c += by)
            if (curves.get(c).positives() > 0)
                return c;
        return from;
    }

    @Override
    int marks() {
        return curve() < 0 ? 0 : lines.get(curve()).size();
    }

    /** What the class gets wrong at a limit: missed ones and false alarms. */
    @Override
    void list(int mark) {
        at = curve();
        dot = lines.get(at).get(mark);
        Scored scored = report().orElseThrow().scored();
        int c = at;
        double limit = dot.limit();
        choose(row -> scored.probability(row, c) >= limit != (scored.truth()[row] == c),
                Words.get("models.rank.why", scored.classes().get(c), Words.number(limit, 2)));
    }

    @Override
    protected void click(Event e) {
        if (report().isEmpty())
            return;
        nearest(valueX(e.x), valueY(e.y));
        if (dot != null)
            mark(lines.get(at).indexOf(dot));
    }

    /** Left and right walk along a curve, up and down go to another one. */
    @Override
    protected boolean key(Event e) {
        int by = e.keyCode == SWT.ARROW_UP ? -1 : e.keyCode == SWT.ARROW_DOWN ? 1 : 0;
        if (by == 0 || marks() == 0)
            return super.key(e);
        at = next(curve(), by);
        mark(lines.get(at).size() / 2);
        return true;
    }

    @Override
    protected void zoom(double valueX, double valueY, double factor) {
        axes(x().zoom(valueX, factor), y().zoom(valueY, factor));
    }

    @Override
    protected void pan(double shareX, double shareY) {
        axes(x().part(shareX, 1 + shareX), y().part(shareY, 1 + shareY));
    }
}
