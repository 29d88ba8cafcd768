package org.loupe.ui.viewer;

import java.util.List;
import java.util.Optional;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.LineAttributes;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Event;
import org.loupe.model.ZoneKind;
import org.loupe.ui.Palette;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.ZonePlaces.Place;

/** Draws a new care or ignore zone: drag from corner to corner; then select is chosen again. UI thread. */
public final class ZoneTool implements PointerTool {
    private final ZoneLayer zones;
    private final ZoneKind kind;
    private double fromX, fromY;
    private Place place;
    private int x = -1, y = -1;

    /** @param kind of the zones that it draws */
    public ZoneTool(ZoneLayer zones, ZoneKind kind) {
        this.zones = zones;
        this.kind = kind;
    }

    @Override
    public boolean press(Event e, ImageCanvas canvas) {
        if (e.button != 1 || canvas.pixels().isEmpty())
            return false;
        fromX = canvas.toImageX(e.x);
        fromY = canvas.toImageY(e.y);
        place = Place.between(fromX, fromY, fromX, fromY);
        return true;
    }

    @Override
    public void drag(Event e, ImageCanvas canvas) {
        if (place == null)
            return;
        place = Place.between(fromX, fromY, canvas.toImageX(e.x), canvas.toImageY(e.y));
        hover(e, canvas);
    }

    @Override
    public void release(Event e, ImageCanvas canvas) {
        if (place == null)
            return;
        Place drawn = place;
        place = null;
        if (drawn.width() >= 1 && drawn.height() >= 1) {
            canvas.tool(null);
            zones.add(kind, drawn, canvas);
        }
        canvas.redraw();
    }

    @Override
    public boolean hover(Event e, ImageCanvas canvas) {
        x = e.x;
        y = e.y;
        canvas.redraw();
        return true;
    }

    @Override
    public boolean key(Event e, ImageCanvas canvas) {
        if (e.keyCode != SWT.ESC || place == null)
            return false;
        place = null;
        canvas.redraw();
        return true;
    }

    @Override
    public void leave(ImageCanvas canvas) {
        place = null;
        x = -1;
    }

    @Override
    public int cursor() {
        return SWT.CURSOR_CROSS;
    }

    @Override
    public void paint(GC gc, ImageCanvas canvas) {
        Rectangle area = canvas.getClientArea();
        if (x >= 0) {
            gc.setForeground(Palette.ON_IMAGE);
            gc.setAlpha(120);
            gc.setLineAttributes(new LineAttributes(1));
            gc.drawLine(0, y, area.width, y);
            gc.drawLine(x, 0, x, area.height);
        }
        Optional.ofNullable(place).ifPresent(p -> {
            int left = (int) Math.round(canvas.toScreenX(p.x())), top = (int) Math.round(canvas.toScreenY(p.y()));
            Rectangle box = new Rectangle(left, top, (int) Math.round(canvas.toScreenX(p.right())) - left,
                    (int) Math.round(canvas.toScreenY(p.bottom())) - top);
            BoxPainter painter = new BoxPainter(gc);
            painter.casing(List.of(box), 1.5f, 255);
            painter.dashed(List.of(box), ZoneLayer.colour(kind), 1.5f, 255, 2, 2);
            double um = canvas.umPerPx();
            painter.tag(Double.isNaN(um) ? Words.get("viewer.size", Words.number(p.width(), 0),
                    Words.number(p.height(), 0)) : Words.get("zone.size", Words.length(p.width() * um),
                            Words.length(p.height() * um)), box, ZoneLayer.colour(kind), false, canvas.tagPlaces());
        });
        gc.setAlpha(255);
        gc.setLineAttributes(new LineAttributes(1));
    }
}
