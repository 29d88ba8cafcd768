package org.loupe.ui.viewer.internal.label;

import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.widgets.Event;
import org.loupe.store.labels.LabelShape.Box;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.ImageCanvas;

/** Draws boxes from corner to corner: by drawing, or by two clicks. UI thread. */
final class BoxDrawTool extends LabelTool {
    private static final int NOTE = 14;

    private double x0, y0;
    private boolean begun, waiting; // waiting for the second of two clicks
    private Box box;

    BoxDrawTool(LabelScene scene, Edges edges) {
        super(scene, edges);
    }

    @Override
    String hint(ImageCanvas canvas) {
        return Words.get(waiting ? "label.hint.box.second" : "label.hint.box");
    }

    @Override
    boolean underWay() {
        return begun;
    }

    @Override
    void cancel() {
        begun = waiting = false;
        box = null;
    }

    @Override
    boolean back() {
        boolean was = begun;
        cancel();
        return was;
    }

    @Override
    void down(Event e, ImageCanvas canvas) {
        if (waiting)
            return;
        begun = true;
        x0 = Math.round(column(e, canvas));
        y0 = Math.round(row(e, canvas));
        box = null;
    }

    @Override
    void moved(Event e, ImageCanvas canvas, boolean held) {
        if (begun)
            box = edges().snapped(Box.between(x0, y0, Math.round(column(e, canvas)), Math.round(row(e, canvas))),
                    canvas);
    }

    @Override
    void up(Event e, ImageCanvas canvas) {
        if (!begun)
            return;
        moved(e, canvas, true);
        double scale = canvas.view().scale();
        boolean click = box.width() * scale <= SLACK && box.height() * scale <= SLACK;
        if (click && !waiting) {
            waiting = true;
            return;
        }
        Box made = box;
        if (made.width() < 1 || made.height() < 1)
            return;
        cancel();
        add(made);
    }

    @Override
    void draw(GC gc, ImageCanvas canvas) {
        if (!begun)
            return;
        point(gc, canvas, x0, y0, "");
        if (box == null || pointer() == null)
            return;
        line(gc, canvas, box.x(), box.y(), box.x() + box.width(), box.y(), box.x() + box.width(),
                box.y() + box.height(), box.x(), box.y() + box.height(), box.x(), box.y());
        note(gc, Words.get("label.size", box.width(), box.height()), pointer().x + NOTE, pointer().y + NOTE);
    }
}
