package org.loupe.ui.viewer.internal.label;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.widgets.Event;
import org.loupe.store.labels.LabelShape.Box;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.ImageCanvas;

/** Draws boxes by a click on the outermost place of each side of a thing, in any order. UI thread. */
final class FourClicksTool extends LabelTool {
    private static final int SIDES = 4;
    private static final String[] NAMES = { "left", "top", "right", "bottom" };

    private final List<double[]> points = new ArrayList<>();

    FourClicksTool(LabelScene scene, Edges edges) {
        super(scene, edges);
    }

    @Override
    String hint(ImageCanvas canvas) {
        return points.isEmpty() ? Words.get("label.hint.four")
                : points.size() < SIDES - 1 ? Words.get("label.hint.four.next", points.size())
                : Words.get("label.hint.four." + NAMES[missing(points)]);
    }

    @Override
    boolean underWay() {
        return !points.isEmpty();
    }

    @Override
    void cancel() {
        points.clear();
    }

    @Override
    boolean back() {
        if (points.isEmpty())
            return false;
        points.remove(points.size() - 1);
        return true;
    }

    @Override
    void down(Event e, ImageCanvas canvas) {
        points.add(new double[] { column(e, canvas), row(e, canvas) });
        if (points.size() < SIDES)
            return;
        Box box = edges().snapped(whole(around(points)), canvas);
        points.clear();
        if (box.width() >= 1 && box.height() >= 1)
            add(box);
    }

    /** The box around places, as they are. */
    private static Box around(List<double[]> places) {
        double x0 = Double.MAX_VALUE, y0 = Double.MAX_VALUE, x1 = -Double.MAX_VALUE, y1 = -Double.MAX_VALUE;
        for (double[] p : places) {
            x0 = Math.min(x0, p[0]);
            y0 = Math.min(y0, p[1]);
            x1 = Math.max(x1, p[0]);
            y1 = Math.max(y1, p[1]);
        }
        return Box.between(x0, y0, x1, y1);
    }

    private static Box whole(Box box) {
        return Box.between(Math.round(box.x()), Math.round(box.y()), Math.round(box.x() + box.width()),
                Math.round(box.y() + box.height()));
    }

    /** The side that three places leave out, in the order of {@link #NAMES}: as far from all of them as possible. */
    static int missing(List<double[]> three) {
        Box box = around(three);
        int best = 0;
        double least = Double.MAX_VALUE;
        for (int side = 0; side < SIDES; side++) {
            double cost = cost(three, box, side, 0, 1 << side);
            if (cost < least - 1e-9) {
                least = cost;
                best = side;
            }
        }
        return best;
    }

    /** How badly the places, from one on, fit the sides that are not taken, each its own. */
    private static double cost(List<double[]> places, Box box, int without, int from, int taken) {
        if (from == places.size())
            return 0;
        double least = Double.MAX_VALUE;
        for (int side = 0; side < SIDES; side++)
            if ((taken & 1 << side) == 0) {
                double[] p = places.get(from);
                double off = switch (side) {
                    case 0 -> p[0] - box.x();
                    case 1 -> p[1] - box.y();
                    case 2 -> box.x() + box.width() - p[0];
                    default -> box.y() + box.height() - p[1];
                };
                least = Math.min(least, off + cost(places, box, without, from + 1, taken | 1 << side));
            }
        return least;
    }

    @Override
    void moved(Event e, ImageCanvas canvas, boolean held) {
        // the dotted box follows the pointer when it is drawn
    }

    @Override
    void up(Event e, ImageCanvas canvas) {
        // each click counts when it goes down
    }

    @Override
    void draw(GC gc, ImageCanvas canvas) {
        if (points.size() >= 2) {
            List<double[]> all = new ArrayList<>(points);
            if (pointer() != null)
                all.add(new double[] { column(pointer(), canvas), row(pointer(), canvas) });
            Box box = around(all);
            line(gc, canvas, box.x(), box.y(), box.x() + box.width(), box.y(), box.x() + box.width(),
                    box.y() + box.height(), box.x(), box.y() + box.height(), box.x(), box.y());
        }
        for (int i = 0; i < points.size(); i++)
            point(gc, canvas, points.get(i)[0], points.get(i)[1], Integer.toString(i + 1));
    }
}
