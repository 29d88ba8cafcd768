package org.loupe.ui.viewer.internal;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Event;
import org.loupe.ui.viewer.ImageCanvas;
import org.loupe.ui.viewer.PointerTool;
import org.loupe.ui.viewer.Tone;

/** Dragging in the image: to the right brighter, down with more contrast. The canvas's width is the whole range. */
final class LevelTool implements PointerTool {
    private static final double LEAST = 0.004;

    private final Toning toning;
    private Point start;
    private Tone before;

    LevelTool(Toning toning) {
        this.toning = toning;
    }

    @Override
    public boolean press(Event e, ImageCanvas canvas) {
        before = toning.tone().orElse(null);
        start = new Point(e.x, e.y);
        return e.button == 1 && before != null;
    }

    @Override
    public void drag(Event e, ImageCanvas canvas) {
        double x = (double) (e.x - start.x) / Math.max(1, canvas.getSize().x);
        double y = (double) (e.y - start.y) / Math.max(1, canvas.getSize().y);
        toning.tone(moved(before, x, y));
    }

    /** @param x share of the width to the right, brighter @param y share of the height down, more contrast */
    static Tone moved(Tone tone, double x, double y) {
        double window = tone.high() - tone.low(), level = (tone.low() + tone.high()) / 2 - x * window;
        double wide = window * Math.max(LEAST, Math.pow(4, -y));
        return tone.range(level - wide / 2, level + wide / 2);
    }

    @Override
    public void release(Event e, ImageCanvas canvas) {
        before = null;
    }

    @Override
    public int cursor() {
        return SWT.CURSOR_SIZEALL;
    }

    @Override
    public void paint(GC gc, ImageCanvas canvas) {
        // the image itself shows what it does
    }
}
