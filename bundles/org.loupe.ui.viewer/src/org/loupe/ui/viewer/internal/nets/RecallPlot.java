package org.loupe.ui.viewer.internal.nets;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.Axis;
import org.loupe.ui.viewer.PlotCanvas;

/**
 * Precision over recall of each class of a detector, with a dot where the least score is. The pointer reads a point, a
 * click turns the least score there.
 */
final class RecallPlot extends PlotCanvas {
    private static final int[] DASHES = { SWT.LINE_SOLID, SWT.LINE_DASH, SWT.LINE_DASHDOT, SWT.LINE_DASHDOTDOT };
    private static final int NAMED = 6;

    private final TrialDesk desk;
    private final ClassStrokes strokes;

    /** A point of a class's curve. */
    private record Place(ClassCurve curve, ClassCurve.Point point) {
    }

    /** The colour of a class's line. */
    @FunctionalInterface
    interface ClassStrokes {
        Color of(String name, int place);
    }

    RecallPlot(Composite parent, TrialDesk desk, ClassStrokes strokes) {
        super(parent);
        this.desk = desk;
        this.strokes = strokes;
        axes(new Axis(Words.get("review.recall"), 0, 1), new Axis(Words.get("review.precision"), 0, 1));
    }

    @Override
    protected String accessibleName() {
        return Words.get("trial.curve");
    }

    @Override
    protected List<Key> legend() {
        List<Key> keys = new ArrayList<>();
        List<ClassCurve> curves = desk.curves();
        for (int i = 0; i < curves.size() && curves.size() <= NAMED; i++)
            keys.add(new Key(strokes.of(curves.get(i).name(), i), curves.get(i).name()));
        return keys;
    }

    @Override
    protected void paintData(GC gc) {
        List<ClassCurve> curves = desk.curves();
        gc.setLineWidth(2);
        for (int i = 0; i < curves.size(); i++) {
            gc.setForeground(strokes.of(curves.get(i).name(), i));
            gc.setLineStyle(DASHES[i % DASHES.length]);
            int[] line = new int[2 * curves.get(i).points().size()];
            for (int p = 0; p < line.length / 2; p++) {
                line[2 * p] = toX(curves.get(i).points().get(p).recall());
                line[2 * p + 1] = toY(curves.get(i).points().get(p).precision());
            }
            gc.drawPolyline(line);
        }
        gc.setLineStyle(SWT.LINE_SOLID);
        gc.setLineWidth(1);
        for (int i = 0; i < curves.size(); i++) {
            ClassCurve.Point now = at(curves.get(i));
            if (now != null) {
                int x = toX(now.recall()), y = toY(now.precision());
                gc.setBackground(Palette.color(Token.PART));
                gc.fillOval(x - 5, y - 5, 11, 11);
                gc.setBackground(strokes.of(curves.get(i).name(), i));
                gc.fillOval(x - 4, y - 4, 9, 9);
            }
        }
    }

    /** The point of a curve whose least score is next to the one that is looked at; {@code null} if there is none. */
    private ClassCurve.Point at(ClassCurve curve) {
        ClassCurve.Point best = null;
        for (ClassCurve.Point point : curve.points())
            if (best == null || Math.abs(point.limit() - desk.limit()) < Math.abs(best.limit() - desk.limit()))
                best = point;
        return best;
    }

    private Place nearest(double valueX, double valueY) {
        Place best = null;
        double least = Double.MAX_VALUE;
        for (ClassCurve curve : desk.curves())
            for (ClassCurve.Point point : curve.points()) {
                double away = Math.hypot(point.recall() - valueX, point.precision() - valueY);
                if (away < least) {
                    least = away;
                    best = new Place(curve, point);
                }
            }
        return best;
    }

    @Override
    protected String readOut(double valueX, double valueY) {
        Place place = nearest(valueX, valueY);
        return place == null ? "" : Words.get("trial.curve.point", place.curve.name(),
                Words.number(place.point.precision(), 3), Words.number(place.point.recall(), 3),
                Words.number(place.point.limit(), 2), place.curve.truths());
    }

    @Override
    protected void click(Event e) {
        Place place = nearest(valueX(e.x), valueY(e.y));
        if (place != null)
            desk.limit(place.point.limit(), true);
    }
}
