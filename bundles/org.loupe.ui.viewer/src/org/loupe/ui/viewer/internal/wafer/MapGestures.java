package org.loupe.ui.viewer.internal.wafer;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Event;
import org.loupe.ui.viewer.Wheel;
import org.loupe.ui.viewer.internal.wafer.WaferCanvas.Pointed;
import org.loupe.ui.viewer.internal.wafer.WaferCanvas.Tool;

/** What mouse and hold keys do on a map. UI thread only. */
final class MapGestures {
    private static final int SLOP = 4;
    private static final double NOTCH = 1.25;

    private final WaferCanvas canvas;
    private final List<Point> trail = new ArrayList<>();
    private Point pressed, panned;
    private boolean dragging, space;

    MapGestures(WaferCanvas canvas) {
        this.canvas = canvas;
        canvas.addListener(SWT.MouseDown, this::down);
        canvas.addListener(SWT.MouseMove, this::move);
        canvas.addListener(SWT.MouseUp, this::up);
        canvas.addListener(SWT.MouseExit, e -> canvas.point(null));
        canvas.addListener(SWT.MouseDoubleClick, e -> {
            Pointed at = canvas.at(e.x, e.y);
            if (e.button == 1 && canvas.tool() == Tool.SELECT && at != null && (at.die() >= 0 || at.defect() >= 0))
                canvas.host().images();
        });
        canvas.addListener(SWT.MouseVerticalWheel, e -> {
            canvas.zoom(Math.pow(NOTCH, Wheel.of(e).notches()), e.x, e.y);
            e.doit = false;
        });
        canvas.addListener(SWT.KeyUp, e -> {
            if (e.character == ' ')
                space = false;
        });
        canvas.addListener(SWT.FocusOut, e -> space = false);
    }

    /** A key that no command takes. */
    void key(Event e) {
        if (e.character == ' ')
            space = true;
    }

    /** Gives up the drag under way. @return whether there was one */
    boolean cancel() {
        boolean was = pressed != null;
        pressed = null;
        dragging = false;
        canvas.redraw();
        return was;
    }

    /** The rubber band or lasso under way; empty if there is none. */
    List<Point> trail() {
        return dragging && pressed != null ? trail : List.of();
    }

    private void down(Event e) {
        canvas.setFocus();
        if (canvas.open().isEmpty())
            return;
        if (e.button == 2 || e.button == 1 && (space || canvas.tool() == Tool.PAN)) {
            panned = new Point(e.x, e.y);
            return;
        }
        if (e.button == 3) {
            Pointed at = canvas.at(e.x, e.y);
            if (at != null)
                point(at, 0, false);
        }
        if (e.button != 1)
            return;
        pressed = new Point(e.x, e.y);
        trail.clear();
        trail.add(pressed);
    }

    private void move(Event e) {
        if (panned != null) {
            canvas.move(e.x - panned.x, e.y - panned.y);
            panned = new Point(e.x, e.y);
        } else if (pressed != null) {
            dragging |= Math.max(Math.abs(e.x - pressed.x), Math.abs(e.y - pressed.y)) >= SLOP;
            trail.add(new Point(e.x, e.y));
            canvas.redraw();
        } else {
            canvas.point(canvas.at(e.x, e.y));
        }
    }

    private void up(Event e) {
        panned = null;
        if (e.button != 1 || pressed == null)
            return;
        Point from = pressed;
        boolean drawn = dragging;
        pressed = null;
        dragging = false;
        if (!drawn) {
            click(e);
        } else if (canvas.tool() == Tool.LASSO) {
            WaferFrame frame = canvas.frame();
            double[] xs = trail.stream().mapToDouble(p -> frame.umX(p.x)).toArray();
            double[] ys = trail.stream().mapToDouble(p -> frame.umY(p.y)).toArray();
            canvas.choose((wafer, found) -> inside(wafer, xs, ys, found), e.stateMask);
        } else {
            WaferFrame frame = canvas.frame();
            double x0 = frame.umX(Math.min(from.x, e.x)), x1 = frame.umX(Math.max(from.x, e.x));
            double y0 = frame.umY(Math.max(from.y, e.y)), y1 = frame.umY(Math.min(from.y, e.y));
            canvas.choose((wafer, found) -> wafer.index().within(x0, y0, x1, y1,
                    (d, x, y) -> found.accept(d)), e.stateMask);
        }
        canvas.redraw();
    }

    private void click(Event e) {
        if (canvas.keyClicked(e.x, e.y, e.stateMask))
            return;
        Pointed at = canvas.at(e.x, e.y);
        if (at != null)
            point(at, e.stateMask, true);
    }

    /** Selects what lies at a place. @param anew whether what is selected already is selected by itself again */
    private void point(Pointed at, int modifiers, boolean anew) {
        WaferSelection now = canvas.selection();
        WaferIndex index = canvas.open().orElseThrow().index();
        boolean add = (modifiers & SWT.MOD1) != 0;
        if (!anew && (at.defect() >= 0 ? now.defects().get(at.defect()) : now.dies().contains(at.die())
                || at.die() < 0))
            return;
        if (at.defect() >= 0 && add) {
            BitSet next = (BitSet) now.defects().clone();
            next.flip(at.defect());
            canvas.host().select(WaferSelection.defects(next));
        } else if (at.defect() >= 0) {
            canvas.host().select(WaferSelection.defect(index, at.defect()));
        } else if (at.die() < 0) {
            canvas.host().select(WaferSelection.NONE);
        } else if (add) {
            List<Integer> dies = new ArrayList<>(now.dies());
            if (!dies.remove((Integer) at.die()))
                dies.add(at.die());
            canvas.host().select(WaferSelection.dies(dies));
        } else if ((modifiers & SWT.SHIFT) != 0 && !now.dies().isEmpty()) {
            canvas.host().select(WaferSelection.dies(box(index, now.dies().get(0), at.die())));
        } else {
            canvas.host().select(WaferSelection.dies(List.of(at.die())));
        }
    }

    /** The dies between two. */
    private static List<Integer> box(WaferIndex index, int first, int last) {
        List<Integer> dies = new ArrayList<>(List.of(first));
        int c0 = Math.min(index.column(first), index.column(last)), c1 = Math.max(index.column(first),
                index.column(last));
        int r0 = Math.min(index.row(first), index.row(last)), r1 = Math.max(index.row(first), index.row(last));
        for (int die = 0; die < index.dies(); die++)
            if (die != first && index.column(die) >= c0 && index.column(die) <= c1 && index.row(die) >= r0
                    && index.row(die) <= r1)
                dies.add(die);
        return dies;
    }

    /** The defects within a closed line, where it crosses itself by the even-odd rule. */
    private static void inside(OpenWafer wafer, double[] xs, double[] ys, java.util.function.IntConsumer found) {
        double x0 = Double.MAX_VALUE, y0 = x0, x1 = -x0, y1 = -x0;
        for (int i = 0; i < xs.length; i++) {
            x0 = Math.min(x0, xs[i]);
            x1 = Math.max(x1, xs[i]);
            y0 = Math.min(y0, ys[i]);
            y1 = Math.max(y1, ys[i]);
        }
        wafer.index().within(x0, y0, x1, y1, (d, x, y) -> {
            boolean in = false;
            for (int i = 0, j = xs.length - 1; i < xs.length; j = i++)
                if (ys[i] > y != ys[j] > y && x < (xs[j] - xs[i]) * (y - ys[i]) / (ys[j] - ys[i]) + xs[i])
                    in = !in;
            if (in)
                found.accept(d);
        });
    }
}
