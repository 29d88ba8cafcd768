package org.loupe.ui.viewer.internal.label;

import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.widgets.Event;
import org.loupe.store.labels.LabelShape.Point;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.ImageCanvas;

/** Sets points. UI thread. */
final class PointTool extends LabelTool {

    PointTool(LabelScene scene, Edges edges) {
        super(scene, edges);
    }

    @Override
    String hint(ImageCanvas canvas) {
        return Words.get("label.hint.point");
    }

    @Override
    boolean underWay() {
        return false;
    }

    @Override
    void cancel() {
        // a click is all there is
    }

    @Override
    void down(Event e, ImageCanvas canvas) {
        add(new Point((float) column(e, canvas), (float) row(e, canvas)));
    }

    @Override
    void moved(Event e, ImageCanvas canvas, boolean held) {
        // the cross-hair follows the pointer
    }

    @Override
    void up(Event e, ImageCanvas canvas) {
        // set when it went down
    }

    @Override
    void draw(GC gc, ImageCanvas canvas) {
        // the cross-hair is all there is
    }
}
