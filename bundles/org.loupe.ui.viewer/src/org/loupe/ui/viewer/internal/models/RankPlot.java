package org.loupe.ui.viewer.internal.models;

import java.util.ArrayList;
import java.util.List;

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
 * nearest limit of the nearest curve.
 */
final class RankPlot extends ModelPlot {
    private static final int MOST = 400;

    private final boolean roc;
    private List<RankCurve> curves = List.of();
    private List<List<Point>> lines = List.of();
    private int at = -1;
    private Point dot;

    /** @param roc whether recall over false alarms is drawn, else precision over recall */
    RankPlot(Composite parent, ModelDesk desk, boolean roc) {
        super(parent, desk);
        this.roc = roc;
    }

    @Override
    void refresh() {
        at = -1;
        dot = null;
        curves = new ArrayList<>();
        report().ifPresent(r -> {
            for (int c = 0; c < r.classes().size(); c++)
                curves.add(r.curve(c));
        });
        lines = curves.stream().map(c -> c.thinned(MOST)).toList();
        axes(new Axis(Words.get(roc ? "models.falseAlarms" : "review.recall"), 0, 1),
                new Axis(Words.get(roc ? "review.recall" : "review.precision"), 0, 1));
        redraw();
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
            return Words.get("models.rank.at", report.classes().get(at).name(), Words.number(dot.limit(), 2),
                    percent(dot.recall()), percent(dot.falseAlarm()), percent(dot.precision()));
        double sum = 0;
        int n = 0;
        for (RankCurve c : curves) {
            double area = roc ? c.auc() : c.ap();
            if (!Double.isNaN(area)) {
                sum += area;
                n++;
            }
        }
        return Words.get(roc ? "models.rank.auc" : "models.rank.ap", Words.number(n == 0 ? Double.NaN : sum / n, 3), n);
    }

    @Override
    protected List<Key> legend() {
        List<Key> keys = new ArrayList<>();
        report().ifPresent(r -> {
            for (int c = 0; c < curves.size(); c++)
                if (curves.get(c).positives() > 0)
                    keys.add(new Key(stroke(r.scored().classes(), c), r.classes().get(c).name() + " "
                            + Words.number(roc ? curves.get(c).auc() : curves.get(c).ap(), 3)));
        });
        return keys;
    }

    @Override
    protected void paintData(GC gc) {
        ClassificationReport report = report().orElse(null);
        if (report == null)
            return;
        for (int c = 0; c < lines.size(); c++) {
            if (curves.get(c).positives() == 0)
                continue;
            gc.setForeground(stroke(report.scored().classes(), c));
            gc.setLineWidth(c == at ? 3 : 2);
            gc.setLineStyle(c % 3 == 0 ? SWT.LINE_SOLID : c % 3 == 1 ? SWT.LINE_DASH : SWT.LINE_DOT);
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
    protected void click(Event e) {
        if (report().isEmpty())
            return;
        nearest(valueX(e.x), valueY(e.y));
        if (dot == null)
            return;
        Scored scored = report().get().scored();
        int c = at;
        double limit = dot.limit();
        choose(row -> scored.probability(row, c) >= limit != (scored.truth()[row] == c),
                Words.get("models.rank.why", scored.classes().get(c), Words.number(limit, 2)));
        redraw();
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
