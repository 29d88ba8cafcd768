package org.loupe.ui.viewer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.widgets.Event;

/** Moves the view with the first button, wherever it goes down. UI thread. */
public final class PanTool implements PointerTool {
    private int x, y;

    @Override
    public boolean press(Event e, ImageCanvas canvas) {
        x = e.x;
        y = e.y;
        return e.button == 1;
    }

    @Override
    public void drag(Event e, ImageCanvas canvas) {
        canvas.pan(x - e.x, y - e.y);
        x = e.x;
        y = e.y;
    }

    @Override
    public void release(Event e, ImageCanvas canvas) {
        // it has moved already
    }

    @Override
    public boolean hover(Event e, ImageCanvas canvas) {
        return true;
    }

    @Override
    public int cursor() {
        return SWT.CURSOR_SIZEALL;
    }

    @Override
    public void paint(GC gc, ImageCanvas canvas) {
        // nothing of its own
    }
}
