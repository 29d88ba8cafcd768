package org.loupe.ui.viewer.internal.label;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Event;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelShape.Box;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.BoxPainter;
import org.loupe.ui.viewer.ImageCanvas;

/**
 * Selects, moves and changes labels: a click selects, Ctrl or Shift adds; drawing a selected one moves all that are
 * selected, a handle changes it; Shift and drawing selects what lies in a box; drawing beside all moves the view. UI thread.
 */
final class AdjustTool extends LabelTool {
    private final Adjusting adjusting;
    private Event from, last;
    private Optional<Label> under = Optional.empty();
    private boolean band, panning;

    AdjustTool(LabelScene scene, Edges edges) {
        super(scene, edges);
        adjusting = new Adjusting(scene, edges);
    }

    @Override
    String hint(ImageCanvas canvas) {
        if (scene().desk().selection().size() > 1)
            return Words.get("label.hint.several", scene().desk().selection().size());
        return Words.get(scene().single().isPresent() ? "label.hint.selected" : "label.hint.select");
    }

    @Override
    boolean underWay() {
        return from != null;
    }

    @Override
    void cancel() {
        adjusting.cancel();
        from = null;
        band = panning = false;
    }

    @Override
    void down(Event e, ImageCanvas canvas) {
        if ((e.stateMask & SWT.ALT) != 0 && adjusting.corner(e, canvas))
            return;
        from = last = e;
        under = scene().at(e.x, e.y, canvas);
        Set<Integer> selection = scene().desk().selection();
        boolean more = (e.stateMask & (SWT.MOD1 | SWT.SHIFT)) != 0;
        if (under.isPresent() && !more && !selection.contains(under.get().id()))
            scene().desk().select(List.of(under.get().id()));
    }

    @Override
    void moved(Event e, ImageCanvas canvas, boolean held) {
        if (from == null || !held)
            return;
        boolean far = Math.abs(e.x - from.x) > SLACK || Math.abs(e.y - from.y) > SLACK;
        if (adjusting.active()) {
            adjusting.drag(e, canvas);
        } else if (panning) {
            canvas.pan(last.x - e.x, last.y - e.y);
        } else if (far && !band) {
            if ((from.stateMask & SWT.SHIFT) != 0)
                band = true;
            else if (under.isPresent()) {
                adjusting.move(scene().selected(), from, canvas);
                adjusting.drag(e, canvas);
            } else {
                panning = true;
                canvas.showCursor(SWT.CURSOR_SIZEALL);
                canvas.pan(from.x - e.x, from.y - e.y);
            }
        }
        last = e;
    }

    @Override
    void up(Event e, ImageCanvas canvas) {
        if (from == null)
            return;
        if (adjusting.active())
            adjusting.drop();
        else if (band)
            select(scene().inside(Box.between(canvas.toImageX(from.x), canvas.toImageY(from.y), canvas.toImageX(e.x),
                    canvas.toImageY(e.y))));
        else if (!panning)
            click();
        if (panning)
            canvas.showCursor(-1);
        from = null;
        band = panning = false;
    }

    private void select(List<Label> more) {
        List<Integer> ids = new ArrayList<>(scene().desk().selection());
        more.forEach(label -> ids.add(label.id()));
        scene().desk().select(ids);
    }

    private void click() {
        boolean more = (from.stateMask & (SWT.MOD1 | SWT.SHIFT)) != 0;
        if (under.isEmpty()) {
            if (!more)
                scene().desk().select(List.of());
        } else if (more) {
            List<Integer> ids = new ArrayList<>(scene().desk().selection());
            if (!ids.remove((Integer) under.get().id()))
                ids.add(under.get().id());
            scene().desk().select(ids);
        } else
            scene().desk().select(List.of(under.get().id()));
    }

    @Override
    boolean crosshair() {
        return false;
    }

    @Override
    public int cursor() {
        return -1;
    }

    @Override
    void draw(GC gc, ImageCanvas canvas) {
        if (!band || last == null)
            return;
        Rectangle box = new Rectangle(Math.min(from.x, last.x), Math.min(from.y, last.y), Math.abs(last.x - from.x),
                Math.abs(last.y - from.y));
        BoxPainter painter = new BoxPainter(gc);
        painter.fill(box, Palette.color(Token.ACCENT), 38);
        painter.outlines(List.of(box), Palette.color(Token.ACCENT), 1, 255);
    }
}
