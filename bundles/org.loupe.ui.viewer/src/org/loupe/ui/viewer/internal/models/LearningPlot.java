package org.loupe.ui.viewer.internal.models;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.loupe.engine.learning.LearningCurve;
import org.loupe.engine.learning.LearningCurve.Point;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.Axis;

/**
 * How good the classifier is by the number of examples of each class, with the spread of repeats. A click on a point
 * lists what is still wrong with so many.
 */
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
        mark(-1);
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
        return words(points.get(marked() < 0 ? points.size() - 1 : marked()));
    }

    private static String words(Point point) {
        return Words.get("models.learning.note", point.perClass(), percent(point.balancedAccuracy().mean()),
                percent(spread(point)), point.balancedAccuracy().repeats());
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
            if (i == marked())
                gc.drawOval(x - 8, y - 8, 16, 16);
        }
        gc.setLineWidth(2);
        gc.drawPolyline(xy);
        gc.setLineWidth(1);
    }

    private int nearest(double valueX) {
        List<Point> points = points();
        return IntStream.range(0, points.size()).boxed().min(Comparator.comparingDouble(
                i -> Math.abs(x().share(points.get(i).perClass()) - x().share(valueX)))).orElse(-1);
    }

    @Override
    protected String readOut(double valueX, double valueY) {
        int at = nearest(valueX);
        return at < 0 ? "" : words(points().get(at));
    }

    @Override
    int marks() {
        return points().size();
    }

    /** What is still wrong with so many examples. */
    @Override
    void list(int mark) {
        Point point = points().get(mark);
        Set<String> wrong = Set.copyOf(point.wrong());
        List<String> ids = report().orElseThrow().scored().ids();
        choose(row -> wrong.contains(ids.get(row)), Words.get("models.learning.why", point.perClass()));
    }

    @Override
    protected void click(Event e) {
        if (marks() > 0)
            mark(nearest(valueX(e.x)));
    }
}
