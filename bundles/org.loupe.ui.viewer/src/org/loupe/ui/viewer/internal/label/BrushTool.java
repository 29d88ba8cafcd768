package org.loupe.ui.viewer.internal.label;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.LineAttributes;
import org.eclipse.swt.widgets.Event;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelShape;
import org.loupe.store.labels.LabelShape.Mask;
import org.loupe.store.labels.LabelShape.Polygon;
import org.loupe.ui.Palette;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.ImageCanvas;

/**
 * Paints masks, or erases: with the selected mask it goes on, else it begins one. Erasing a polygon makes a mask of it.
 * Each stroke is one change; brush and eraser share their size. UI thread.
 */
final class BrushTool extends LabelTool {
    private static final double FACTOR = 1.25, SMALLEST = 1, LARGEST = 500;
    private static double size = 12; // px across; of both tools, for as long as the workbench runs

    private final boolean eraser;
    private final List<double[]> stroke = new ArrayList<>();
    private boolean erasing;

    BrushTool(LabelScene scene, Edges edges, boolean eraser) {
        super(scene, edges);
        this.eraser = eraser;
    }

    /** Width of the brush in px of the image. */
    static double size() {
        return size;
    }

    /** Makes the brush larger (1) or smaller (-1). */
    void resize(int steps) {
        double wanted = size * Math.pow(FACTOR, steps);
        size = Math.max(SMALLEST, Math.min(LARGEST, steps > 0 ? Math.ceil(wanted) : Math.floor(wanted)));
    }

    @Override
    String hint(ImageCanvas canvas) {
        boolean on = scene().single().filter(l -> l.shape() instanceof Mask).isPresent();
        return Words.get(eraser ? "label.hint.eraser" : on ? "label.hint.brush.more" : "label.hint.brush", size);
    }

    @Override
    boolean underWay() {
        return !stroke.isEmpty();
    }

    @Override
    void cancel() {
        stroke.clear();
    }

    @Override
    public boolean wheel(double notches, Event e, ImageCanvas canvas) {
        if ((e.stateMask & SWT.SHIFT) == 0)
            return false;
        resize(notches > 0 ? 1 : -1);
        canvas.redraw();
        return true;
    }

    @Override
    void down(Event e, ImageCanvas canvas) {
        erasing = eraser || (e.stateMask & SWT.SHIFT) != 0;
        stroke.clear();
        stroke.add(new double[] { column(e, canvas), row(e, canvas) });
    }

    @Override
    void moved(Event e, ImageCanvas canvas, boolean held) {
        if (held && !stroke.isEmpty())
            stroke.add(new double[] { column(e, canvas), row(e, canvas) });
    }

    @Override
    void up(Event e, ImageCanvas canvas) {
        if (stroke.isEmpty() || canvas.pixels().isEmpty())
            return;
        List<double[]> line = List.copyOf(stroke);
        stroke.clear();
        var shape = canvas.pixels().get().shape();
        Optional<Label> target = target(line.get(0), canvas);
        if (erasing && target.isEmpty()) {
            scene().session().status().message(Kind.INFO, Words.get("label.nothingToErase"));
            return;
        }
        Mask before = target.map(l -> l.shape().mask()).orElse(null);
        Mask after = Outline.painted(before, line, size / 2, !erasing, shape.width(), shape.height());
        if (target.isEmpty()) {
            if (after.width() > 0)
                add(after);
        } else if (after.width() == 0)
            scene().desk().delete(List.of(target.get()));
        else
            scene().desk().reshape(target.get(), after);
    }

    /** The label that the stroke changes. */
    private Optional<Label> target(double[] at, ImageCanvas canvas) {
        Optional<Label> selected = scene().single().filter(l -> l.shape() instanceof Mask || erasing && paintable(l.shape()));
        if (selected.isPresent() || !erasing)
            return selected;
        return scene().at((int) Math.round(canvas.toScreenX(at[0])), (int) Math.round(canvas.toScreenY(at[1])), canvas)
                .filter(l -> paintable(l.shape()));
    }

    private static boolean paintable(LabelShape shape) {
        return shape instanceof Mask || shape instanceof Polygon;
    }

    @Override
    boolean crosshair() {
        return false;
    }

    @Override
    boolean grips() {
        return false;
    }

    @Override
    void draw(GC gc, ImageCanvas canvas) {
        double scale = canvas.view().scale();
        int across = (int) Math.max(2, Math.round(size * scale));
        if (!stroke.isEmpty()) {
            int[] xy = new int[2 * stroke.size()];
            for (int i = 0; i < stroke.size(); i++) {
                xy[2 * i] = (int) Math.round(canvas.toScreenX(stroke.get(i)[0]));
                xy[2 * i + 1] = (int) Math.round(canvas.toScreenY(stroke.get(i)[1]));
            }
            gc.setAlpha(erasing ? 150 : 110);
            gc.setForeground(erasing ? Palette.BLACK : colour());
            gc.setBackground(erasing ? Palette.BLACK : colour());
            gc.setLineAttributes(new LineAttributes(across, SWT.CAP_ROUND, SWT.JOIN_ROUND));
            if (stroke.size() == 1)
                gc.fillOval(xy[0] - across / 2, xy[1] - across / 2, across, across);
            else
                gc.drawPolyline(xy);
        }
        if (pointer() == null)
            return;
        for (int pass = 0; pass < 2; pass++) {
            LabelLayer.pen(gc, pass == 0 ? Palette.BLACK : erasing || eraser ? Palette.WHITE : colour(),
                    pass == 0 ? 3 : 1.5f, pass == 0 ? 150 : 255, null);
            gc.drawOval(pointer().x - across / 2, pointer().y - across / 2, across, across);
        }
    }
}
