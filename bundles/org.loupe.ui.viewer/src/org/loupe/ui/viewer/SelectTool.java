package org.loupe.ui.viewer;

import java.util.Optional;
import java.util.Set;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.widgets.Event;
import org.loupe.ui.viewer.ZonePlaces.Place;

/**
 * What the pointer does when no other tool is chosen: it takes zones by their border and changes them by their handles;
 * all else is left to the canvas, which selects detections and pans. Arrow keys move the chosen zone by 1 px, with
 * Shift by 10. UI thread.
 */
public final class SelectTool implements PointerTool {
    private static final int FAR = 10;
    private static final int[] CURSORS = { SWT.CURSOR_SIZENW, SWT.CURSOR_SIZEN, SWT.CURSOR_SIZENE, SWT.CURSOR_SIZEW,
            SWT.CURSOR_SIZEE, SWT.CURSOR_SIZESW, SWT.CURSOR_SIZES, SWT.CURSOR_SIZESE };

    private final ZoneLayer zones;
    private final Rulers rulers;
    private Place before;
    private double fromX, fromY;
    private int handle;
    private boolean over;

    /** @param rulers are taken away by Esc */
    public SelectTool(ZoneLayer zones, Rulers rulers) {
        this.zones = zones;
        this.rulers = rulers;
    }

    @Override
    public boolean press(Event e, ImageCanvas canvas) {
        before = null;
        Optional<ZoneLayer.Hit> hit = canvas.overlays() ? zones.at(e.x, e.y, canvas) : Optional.empty();
        if (e.button != 1 || hit.isEmpty()) {
            if (e.button == 1 && zones.chosen().isPresent())
                zones.choose(null, ZonePlaces.Unit.FIRST);
            return false;
        }
        zones.choose(hit.get().zone(), hit.get().unit());
        handle = hit.get().handle();
        before = zones.place(canvas).orElse(null);
        fromX = canvas.toImageX(e.x);
        fromY = canvas.toImageY(e.y);
        canvas.redraw();
        return before != null;
    }

    @Override
    public void drag(Event e, ImageCanvas canvas) {
        if (before == null)
            return;
        double dx = Math.round(canvas.toImageX(e.x) - fromX), dy = Math.round(canvas.toImageY(e.y) - fromY);
        if (handle < 0) {
            zones.drag(before.move(dx, dy));
        } else {
            int at = handle < 4 ? handle : handle + 1; // the middle of the nine has no handle
            double x0 = before.x() + (at % 3 == 0 ? dx : 0), x1 = before.right() + (at % 3 == 2 ? dx : 0);
            double y0 = before.y() + (at / 3 == 0 ? dy : 0), y1 = before.bottom() + (at / 3 == 2 ? dy : 0);
            if (Math.abs(x1 - x0) >= 1 && Math.abs(y1 - y0) >= 1)
                zones.drag(new Place(Math.min(x0, x1), Math.min(y0, y1), Math.abs(x1 - x0), Math.abs(y1 - y0)));
        }
        canvas.redraw();
    }

    @Override
    public void release(Event e, ImageCanvas canvas) {
        if (before != null)
            zones.drop(canvas);
        before = null;
        canvas.redraw();
    }

    @Override
    public boolean hover(Event e, ImageCanvas canvas) {
        Optional<ZoneLayer.Hit> hit = canvas.overlays() ? zones.at(e.x, e.y, canvas) : Optional.empty();
        boolean inside = hit.isPresent() && hit.get().handle() < 0 && canvas.rowAt(e.x, e.y) >= 0;
        if (hit.isEmpty() || inside) { // a detection in a chosen zone can still be pointed at
            if (over)
                canvas.showCursor(-1);
            over = false;
            return false;
        }
        over = true;
        canvas.showCursor(hit.get().handle() < 0 ? SWT.CURSOR_SIZEALL : CURSORS[hit.get().handle()]);
        return true;
    }

    @Override
    public boolean key(Event e, ImageCanvas canvas) {
        boolean chosen = zones.chosen().isPresent();
        if (e.keyCode == SWT.ESC) {
            before = null;
            if (chosen)
                zones.choose(null, ZonePlaces.Unit.FIRST);
            else if (!rulers.clear())
                canvas.choose(Set.of());
            canvas.redraw();
            return true;
        }
        int step = (e.stateMask & SWT.SHIFT) != 0 ? FAR : 1;
        int dx = e.keyCode == SWT.ARROW_LEFT ? -step : e.keyCode == SWT.ARROW_RIGHT ? step : 0;
        int dy = e.keyCode == SWT.ARROW_UP ? -step : e.keyCode == SWT.ARROW_DOWN ? step : 0;
        return (dx != 0 || dy != 0) && move(dx, dy, canvas);
    }

    /** Moves the chosen zone by px of the image. @return whether there is one */
    public boolean move(int dx, int dy, ImageCanvas canvas) {
        Optional<Place> place = zones.place(canvas);
        place.ifPresent(p -> zones.move(p.move(dx, dy), canvas));
        canvas.redraw();
        return place.isPresent();
    }

    @Override
    public void paint(GC gc, ImageCanvas canvas) {
        // zones are a layer
    }
}
