package org.loupe.ui.viewer;

import java.util.Set;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Event;
import org.loupe.ui.Preferences;

/**
 * What pointer, wheel and keys do in a canvas: its own gestures first – the map, the swipe bar, panning by the middle
 * button or the space bar –, then the chosen tool's, then selecting and panning. UI thread.
 */
final class Gestures {
    private static final int STEP = 64, SLACK = 3, GRIP = 6;

    private final ImageCanvas canvas;
    private final Navigation navigation;
    private final Overview map;
    private Point pressed, dragged;
    private boolean tooling, panning, swiping, space, moved;

    Gestures(ImageCanvas canvas, Navigation navigation, Overview map) {
        this.canvas = canvas;
        this.navigation = navigation;
        this.map = map;
        canvas.addListener(SWT.MouseVerticalWheel, this::wheel);
        canvas.addListener(SWT.MouseDown, this::press);
        canvas.addListener(SWT.MouseMove, this::move);
        canvas.addListener(SWT.MouseUp, this::release);
        canvas.addListener(SWT.MouseDoubleClick, e -> {
            if (canvas.tool().isPresent() && canvas.tool().get().doubleClick(e, canvas))
                return;
            int row = canvas.rowAt(e.x, e.y);
            if (row >= 0)
                canvas.zoomTo(row);
        });
        canvas.addListener(SWT.MouseExit, e -> canvas.left());
        canvas.addListener(SWT.KeyDown, this::key);
        canvas.addListener(SWT.KeyUp, e -> {
            if (e.keyCode == ' ') {
                space = false;
                canvas.showCursor(-1);
            }
        });
        canvas.addListener(SWT.FocusOut, e -> space = false);
    }

    private void wheel(Event e) {
        Wheel turn = Wheel.of(e);
        if (canvas.tool().isPresent() && canvas.tool().get().wheel(turn.notches(), e, canvas)) {
            e.doit = false;
            return;
        }
        double notches = Preferences.ZOOM_REVERSED.get() ? -turn.notches() : turn.notches();
        navigation.zoom(Math.pow(ImageCanvas.NOTCH, notches), e.x, e.y, turn.isNotch());
        canvas.pointed(e);
        e.doit = false;
    }

    private void press(Event e) {
        canvas.setFocus();
        pressed = dragged = new Point(e.x, e.y);
        moved = false;
        panning = e.button == 2 || e.button == 1 && space;
        swiping = tooling = false;
        if (e.button == 1 && map.area().contains(e.x, e.y)) {
            map.jump(e.x, e.y, navigation);
            panning = false;
        } else if (e.button == 1 && onSwipeBar(e))
            swiping = true;
        else if (!panning && canvas.tool().isPresent())
            tooling = canvas.tool().get().press(e, canvas);
    }

    private boolean onSwipeBar(Event e) {
        Rectangle area = canvas.getClientArea();
        return canvas.swiped().isPresent() && Math.abs(e.x - canvas.swipeAt() * area.width) <= GRIP;
    }

    private void move(Event e) {
        if (tooling) {
            canvas.tool().ifPresent(tool -> tool.drag(e, canvas));
            canvas.pointed(e);
            return;
        }
        if (pressed != null && (Math.abs(e.x - pressed.x) > SLACK || Math.abs(e.y - pressed.y) > SLACK))
            moved = true;
        if (swiping) {
            canvas.swipeAt((double) e.x / Math.max(1, canvas.getClientArea().width));
        } else if (pressed != null && map.area().contains(pressed)) {
            map.jump(e.x, e.y, navigation);
        } else if (pressed != null && moved) {
            panning = true;
            canvas.showCursor(SWT.CURSOR_SIZEALL);
            navigation.pan(dragged.x - e.x, dragged.y - e.y);
            dragged = new Point(e.x, e.y);
        } else if (pressed == null) {
            if (onSwipeBar(e))
                canvas.showCursor(SWT.CURSOR_SIZEWE);
            else if (canvas.tool().isEmpty() || !canvas.tool().get().hover(e, canvas)) {
                canvas.hovering(canvas.rowAt(e.x, e.y));
                canvas.hoveringPreviewed(canvas.previewedAt(e.x, e.y) >= 0);
            }
        }
        canvas.pointed(e);
    }

    private void release(Event e) {
        boolean click = pressed != null && !moved && e.button == 1 && !map.area().contains(pressed);
        pressed = null;
        if (tooling) {
            tooling = false;
            canvas.tool().ifPresent(tool -> tool.release(e, canvas));
            return;
        }
        if (panning && moved)
            canvas.showCursor(-1);
        panning = false;
        if (swiping) {
            swiping = false;
            return;
        }
        if (!click || !canvas.overlays())
            return;
        if (canvas.choosePreviewed(canvas.previewedAt(e.x, e.y)))
            return;
        RowSet rows = canvas.rowsAt(e.x, e.y), before = canvas.selected();
        if ((e.stateMask & (SWT.MOD1 | SWT.SHIFT)) != 0)
            rows = before.containsAll(rows) ? before.without(rows) : before.with(rows);
        canvas.choose(rows);
    }

    private void key(Event e) {
        if (canvas.tool().isPresent() && canvas.tool().get().key(e, canvas))
            return;
        Point size = canvas.getSize();
        boolean screen = (e.stateMask & SWT.SHIFT) != 0;
        int across = screen ? size.x : STEP, down = screen ? size.y : STEP;
        switch (e.keyCode) {
            case SWT.ARROW_LEFT -> navigation.pan(-across, 0);
            case SWT.ARROW_RIGHT -> navigation.pan(across, 0);
            case SWT.ARROW_UP -> navigation.pan(0, -down);
            case SWT.ARROW_DOWN -> navigation.pan(0, down);
            case SWT.ESC -> {
                if (canvas.tool().isPresent())
                    canvas.tool(null);
                else
                    canvas.choose(Set.of());
            }
            case ' ' -> {
                space = true;
                canvas.showCursor(SWT.CURSOR_HAND);
            }
            default -> {
                // a command of the context
            }
        }
    }
}
