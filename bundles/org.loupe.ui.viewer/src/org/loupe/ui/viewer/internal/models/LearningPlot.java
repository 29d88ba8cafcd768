package org.loupe.ui.viewer.internal.models;

import java.util.List;

import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.widgets.Composite;
import org.loupe.engine.learning.LearningCurve;
import org.loupe.engine.learning.LearningCurve.Point;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.Axis;

/** How good the classifier is by the number of examples of each class, with the spread of repeats. */
final class LearningPlot extends ModelPlot {
    private LearningCurve curve;

    LearningPlot(Composite parent, ModelDesk desk) {
        super(parent, desk);
    }

    /** Shows a curve, or with {@code null} none yet. */
    void show(LearningCurve shown) {
        curve = shown;
        refresh();
    }

    @Override
    void refresh() {
        List<Point> points = points();
        double least = points.stream().mapToDouble(p -> p.balancedAccuracy().mean() - spread(p)).min().orElse(0);
        int most = points.stream().mapToInt(Point::perClass).max().orElse(100);
        axes(Axis.around(Words.get("models.perClass"), points.isEmpty() ? 1 : points.get(0).perClass(), most, true),
                new Axis(Words.get("models.balanced"), Math.max(0, Math.floor(least * 10 - 0.5) / 10), 1));
        redraw();
    }

    private List<Point> points() {
        return curve == null ? List.of() : curve.points();
    }

    private static double spread(Point p) {
        return Double.isNaN(p.balancedAccuracy().sd()) ? 0 : p.balancedAccuracy().sd();
    }

    @Override
    protected String emptyText() {
        String none = super.emptyText();
        return !none.isEmpty() ? none : curve == null ? Words.get("models.learning.none") : "";
    }

    @Override
    String note() {
        List<Point> points = points();
        if (points.isEmpty())
            return "";
        Point last = points.get(points.size() - 1);
        return Words.get("models.learning.note", last.perClass(), percent(last.balancedAccuracy().mean()),
                percent(spread(last)), last.balancedAccuracy().repeats());
    }

    @Override
    protected void paintData(GC gc) {
        List<Point> points = points();
        int[] xy = new int[2 * points.size()];
        gc.setForeground(rightColour());
        gc.setBackground(rightColour());
        for (int i = 0; i < points.size(); i++) {
            Point p = points.get(i);
            int x = toX(p.perClass()), y = toY(p.balancedAccuracy().mean());
            xy[2 * i] = x;
            xy[2 * i + 1] = y;
            int low = toY(p.balancedAccuracy().mean() - spread(p)), high = toY(p.balancedAccuracy().mean() + spread(p));
            gc.drawLine(x, low, x, high);
            gc.drawLine(x - 3, low, x + 3, low);
            gc.drawLine(x - 3, high, x + 3, high);
            gc.fillOval(x - 4, y - 4, 9, 9);
        }
        gc.setLineWidth(2);
        gc.drawPolyline(xy);
        gc.setLineWidth(1);
    }

    @Override
    protected String readOut(double valueX, double valueY) {
        Point best = null;
        for (Point p : points())
            if (best == null || Math.abs(x().share(p.perClass()) - x().share(valueX)) < Math.abs(x().share(best.perClass())
                    - x().share(valueX)))
                best = p;
        return best == null ? "" : Words.get("models.learning.note", best.perClass(),
                percent(best.balancedAccuracy().mean()), percent(spread(best)), best.balancedAccuracy().repeats());
    }
}
