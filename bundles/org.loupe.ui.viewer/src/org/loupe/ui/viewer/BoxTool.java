package org.loupe.ui.viewer;

import java.util.BitSet;
import java.util.List;
import java.util.function.BiConsumer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Event;
import org.loupe.api.Detections;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Words;

/** Selects the detections whose centre lies in a rectangle: Shift adds them, Ctrl takes them away. UI thread. */
public final class BoxTool implements PointerTool {
    private final BiConsumer<ImageCanvas, RowSet> select;
    private Rectangle box;
    private int fromX, fromY;
    private RowSet inside = RowSet.NONE;

    /** @param select is told the rows that are selected now, and in which canvas */
    public BoxTool(BiConsumer<ImageCanvas, RowSet> select) {
        this.select = select;
    }

    @Override
    public boolean press(Event e, ImageCanvas canvas) {
        if (e.button != 1)
            return false;
        fromX = e.x;
        fromY = e.y;
        box = new Rectangle(e.x, e.y, 0, 0);
        inside = RowSet.NONE;
        return true;
    }

    @Override
    public void drag(Event e, ImageCanvas canvas) {
        if (box == null)
            return;
        box = new Rectangle(Math.min(fromX, e.x), Math.min(fromY, e.y), Math.abs(e.x - fromX), Math.abs(e.y - fromY));
        inside = within(canvas.toImageX(box.x), canvas.toImageY(box.y), canvas.toImageX(box.x + box.width),
                canvas.toImageY(box.y + box.height), canvas.overlay().boxes());
        canvas.redraw();
    }

    private static RowSet within(double x0, double y0, double x1, double y1, BoxIndex boxes) {
        Detections d = boxes.detections();
        BitSet rows = new BitSet();
        boxes.visit(x0, y0, x1, y1, row -> {
            double x = d.x()[row] + d.width()[row] / 2.0, y = d.y()[row] + d.height()[row] / 2.0;
            if (x >= x0 && x < x1 && y >= y0 && y < y1)
                rows.set(row);
            return true;
        });
        return new RowSet(rows);
    }

    @Override
    public void release(Event e, ImageCanvas canvas) {
        if (box == null)
            return;
        boolean click = box.width < 3 && box.height < 3;
        RowSet found = click ? canvas.rowsAt(e.x, e.y) : inside;
        box = null;
        RowSet before = canvas.selected();
        if ((e.stateMask & SWT.SHIFT) != 0)
            found = before.with(found);
        else if ((e.stateMask & SWT.MOD1) != 0)
            found = before.without(found);
        select.accept(canvas, found);
        canvas.redraw();
    }

    @Override
    public boolean key(Event e, ImageCanvas canvas) {
        if (e.keyCode != SWT.ESC || box == null)
            return false;
        leave(canvas);
        return true;
    }

    @Override
    public void leave(ImageCanvas canvas) {
        box = null;
        canvas.redraw();
    }

    @Override
    public int cursor() {
        return SWT.CURSOR_CROSS;
    }

    @Override
    public void paint(GC gc, ImageCanvas canvas) {
        if (box == null)
            return;
        BoxPainter painter = new BoxPainter(gc);
        painter.fill(box, Palette.color(Token.ACCENT), 38);
        painter.casing(List.of(box), 1, 255);
        painter.outlines(List.of(box), Palette.WHITE, 1, 255);
        painter.tag(Words.get("viewer.inSquare", inside.size()), box, Palette.color(Token.ACCENT), false,
                canvas.tagPlaces());
        gc.setAlpha(255);
    }
}
