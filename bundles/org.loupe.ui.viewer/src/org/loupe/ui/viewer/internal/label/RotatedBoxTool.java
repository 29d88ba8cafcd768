package org.loupe.ui.viewer.internal.label;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.widgets.Event;
import org.loupe.store.labels.LabelShape.RotatedBox;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.ImageCanvas;

/** Draws boxes that are turned: the ends of one side by two clicks or by drawing, then how far the other lies. UI thread. */
final class RotatedBoxTool extends LabelTool {
    private static final int NOTE = 14;

    private final List<double[]> points = new ArrayList<>();
    private Event from;

    RotatedBoxTool(LabelScene scene, Edges edges) {
        super(scene, edges);
    }

    @Override
    String hint(ImageCanvas canvas) {
        return Words.get("label.hint.rotated." + points.size());
    }

    @Override
    boolean underWay() {
        return !points.isEmpty();
    }

    @Override
    void cancel() {
        points.clear();
        from = null;
    }

    @Override
    boolean back() {
        if (points.isEmpty())
            return false;
        points.remove(points.size() - 1);
        return true;
    }

    private static double[] at(Event e, ImageCanvas canvas) {
        return new double[] { column(e, canvas), row(e, canvas) };
    }

    @Override
    void down(Event e, ImageCanvas canvas) {
        from = e;
        if (points.size() == 2) {
            RotatedBox box = box(at(e, canvas));
            if (box.height() >= 1) {
                points.clear();
                from = null;
                add(box);
            }
        } else if (points.isEmpty() || distance(points.get(0), at(e, canvas)) >= 1)
            points.add(at(e, canvas));
    }

    @Override
    void moved(Event e, ImageCanvas canvas, boolean held) {
        // the dotted box follows the pointer when it is drawn
    }

    @Override
    void up(Event e, ImageCanvas canvas) {
        boolean drawn = from != null && points.size() == 1
                && Math.hypot(e.x - from.x, e.y - from.y) > SLACK;
        if (drawn)
            points.add(at(e, canvas));
        from = null;
    }

    private static double distance(double[] a, double[] b) {
        return Math.hypot(a[0] - b[0], a[1] - b[1]);
    }

    /** The box over the side with another side through a place. */
    private RotatedBox box(double[] through) {
        double[] a = points.get(0), b = points.get(1);
        double length = distance(a, b), ux = (b[0] - a[0]) / length, uy = (b[1] - a[1]) / length;
        double height = (through[0] - a[0]) * -uy + (through[1] - a[1]) * ux; // to the right of the side is positive
        double x = (a[0] + b[0]) / 2 - uy * height / 2, y = (a[1] + b[1]) / 2 + ux * height / 2;
        return new RotatedBox((float) x, (float) y, (float) length, (float) Math.abs(height),
                (float) Math.toDegrees(Math.atan2(uy, ux)));
    }

    @Override
    void draw(GC gc, ImageCanvas canvas) {
        double[] now = pointer() == null ? null : at(pointer(), canvas);
        if (points.size() == 1 && now != null) {
            double[] a = points.get(0);
            line(gc, canvas, a[0], a[1], now[0], now[1]);
            note(gc, Words.get("label.length", distance(a, now),
                    Math.toDegrees(Math.atan2(now[1] - a[1], now[0] - a[0]))), pointer().x + NOTE, pointer().y + NOTE);
        } else if (points.size() == 2 && now != null) {
            float[] c = box(now).corners();
            line(gc, canvas, c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7], c[0], c[1]);
            note(gc, Words.get("label.size", box(now).width(), box(now).height()), pointer().x + NOTE,
                    pointer().y + NOTE);
        }
        for (double[] p : points)
            point(gc, canvas, p[0], p[1], "");
    }
}
