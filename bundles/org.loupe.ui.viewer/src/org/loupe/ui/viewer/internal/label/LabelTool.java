package org.loupe.ui.viewer.internal.label;

import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.LineAttributes;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Event;
import org.loupe.store.labels.LabelShape;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.viewer.ImageCanvas;
import org.loupe.ui.viewer.PointerTool;

/**
 * A tool that draws or changes labels. It keeps to the image: places beside it are taken to its edge. Handles of the
 * selected label can be drawn with any of them while nothing else is under way. UI thread.
 */
abstract class LabelTool implements PointerTool {
    /** Points of the screen that a hand moves without meaning it. */
    static final int SLACK = 3;
    private static final int POINT = 4;
    private static final float[] DOTS = { 2, 3 };

    private final LabelScene scene;
    private final Edges edges;
    private final Adjusting adjusting;
    private Event pointer;

    LabelTool(LabelScene scene, Edges edges) {
        this.scene = scene;
        this.edges = edges;
        adjusting = new Adjusting(scene, edges);
    }

    /** The labels of the image. */
    LabelScene scene() {
        return scene;
    }

    /** Where edges of the image are. */
    Edges edges() {
        return edges;
    }

    /** What the next click or key does, in a sentence. */
    abstract String hint(ImageCanvas canvas);

    /** Whether something is being drawn. */
    abstract boolean underWay();

    /** Ends what is being drawn as it is. @return whether there was something */
    boolean enter(ImageCanvas canvas) {
        return false;
    }

    /** Takes the last point back. @return whether there was one */
    boolean back() {
        return false;
    }

    /** Forgets what is being drawn. */
    abstract void cancel();

    abstract void down(Event e, ImageCanvas canvas);

    abstract void moved(Event e, ImageCanvas canvas, boolean held);

    abstract void up(Event e, ImageCanvas canvas);

    /** Draws what is under way. */
    abstract void draw(GC gc, ImageCanvas canvas);

    @Override
    public boolean press(Event e, ImageCanvas canvas) {
        pointer = e;
        if (e.button != 1 || canvas.pixels().isEmpty())
            return false;
        if (grips() && !underWay() && (e.stateMask & SWT.ALT) == 0 && adjusting.grip(e, canvas))
            return true;
        down(e, canvas);
        canvas.redraw();
        return true;
    }

    @Override
    public void drag(Event e, ImageCanvas canvas) {
        pointer = e;
        if (adjusting.active())
            adjusting.drag(e, canvas);
        else
            moved(e, canvas, true);
        canvas.redraw();
    }

    @Override
    public void release(Event e, ImageCanvas canvas) {
        pointer = e;
        if (adjusting.active())
            adjusting.drop();
        else
            up(e, canvas);
        canvas.redraw();
    }

    @Override
    public boolean hover(Event e, ImageCanvas canvas) {
        pointer = e;
        moved(e, canvas, false);
        int grip = underWay() || !grips() ? -1 : adjusting.cursor(e, canvas);
        canvas.showCursor(grip);
        scene.hover(underWay() ? null : scene.at(e.x, e.y, canvas).orElse(null));
        canvas.redraw(); // the cross-hair
        return true;
    }

    /** The pointer has left the image. */
    void gone(ImageCanvas canvas) {
        pointer = null;
        scene.hover(null);
        canvas.redraw();
    }

    @Override
    public boolean key(Event e, ImageCanvas canvas) {
        if (e.keyCode == SWT.ESC) {
            if (adjusting.active())
                adjusting.cancel();
            else if (underWay())
                cancel();
            else if (!scene.desk().selection().isEmpty())
                scene.desk().select(List.of());
            else
                return !crosshair() && cursor() < 0; // the tool that selects stays
            canvas.redraw();
            return true;
        }
        if (e.keyCode == SWT.BS && back()) {
            canvas.redraw();
            return true;
        }
        return false;
    }

    @Override
    public void leave(ImageCanvas canvas) {
        adjusting.cancel();
        cancel();
    }

    @Override
    public int cursor() {
        return SWT.CURSOR_CROSS;
    }

    @Override
    public void paint(GC gc, ImageCanvas canvas) {
        if (!canvas.overlays())
            return;
        if (pointer != null && !adjusting.active() && crosshair())
            cross(gc, canvas);
        draw(gc, canvas);
        gc.setAlpha(255);
        gc.setLineAttributes(new LineAttributes(1));
    }

    /** Whether handles of the selected label can be taken. */
    boolean grips() {
        return true;
    }

    /** Whether lines through the pointer help to hit. */
    boolean crosshair() {
        return true;
    }

    /** Where the pointer is, or {@code null}. */
    Event pointer() {
        return pointer;
    }

    /** The column under the pointer in px, within the image. */
    static double column(Event e, ImageCanvas canvas) {
        double width = canvas.pixels().map(p -> p.shape().width()).orElse(0);
        return Math.max(0, Math.min(width, canvas.toImageX(e.x)));
    }

    /** The row under the pointer in px, within the image. */
    static double row(Event e, ImageCanvas canvas) {
        double height = canvas.pixels().map(p -> p.shape().height()).orElse(0);
        return Math.max(0, Math.min(height, canvas.toImageY(e.y)));
    }

    /** Colour of the class in hand. */
    Color colour() {
        return scene.session().colours().fill(scene.desk().code());
    }

    /** Adds a label of the class in hand. */
    void add(LabelShape shape) {
        scene.desk().add(shape).ifPresent(label -> scene.hover(null));
    }

    private void cross(GC gc, ImageCanvas canvas) {
        Rectangle area = canvas.getClientArea();
        LabelLayer.pen(gc, colour(), 1, 150, DOTS);
        gc.drawLine(0, pointer.y, area.width, pointer.y);
        gc.drawLine(pointer.x, 0, pointer.x, area.height);
    }

    /** Draws a dotted line through places of the image. */
    void line(GC gc, ImageCanvas canvas, double... xy) {
        for (int pass = 0; pass < 2; pass++) {
            LabelLayer.pen(gc, pass == 0 ? Palette.BLACK : colour(), pass == 0 ? 3.5f : 1.5f, pass == 0 ? 120 : 255,
                    pass == 0 ? null : DOTS);
            int[] points = new int[xy.length];
            for (int i = 0; i < xy.length; i += 2) {
                points[i] = (int) Math.round(canvas.toScreenX(xy[i]));
                points[i + 1] = (int) Math.round(canvas.toScreenY(xy[i + 1]));
            }
            gc.drawPolyline(points);
        }
    }

    /** Marks a place of the image. @param text beside it, or "" */
    void point(GC gc, ImageCanvas canvas, double x, double y, String text) {
        int sx = (int) Math.round(canvas.toScreenX(x)), sy = (int) Math.round(canvas.toScreenY(y));
        gc.setAlpha(255);
        gc.setBackground(Palette.BLACK);
        gc.fillOval(sx - POINT - 1, sy - POINT - 1, 2 * POINT + 2, 2 * POINT + 2);
        gc.setBackground(colour());
        gc.fillOval(sx - POINT, sy - POINT, 2 * POINT, 2 * POINT);
        if (!text.isEmpty())
            note(gc, text, sx + 8, sy - 16);
    }

    /** Writes beside the pointer or a point. */
    static void note(GC gc, String text, int x, int y) {
        gc.setFont(Palette.font(Type.SMALL));
        Point size = gc.textExtent(text);
        gc.setAlpha(170);
        gc.setBackground(Palette.BLACK);
        gc.fillRoundRectangle(x - 3, y - 1, size.x + 6, size.y + 2, 3, 3);
        gc.setAlpha(255);
        gc.setForeground(Palette.ON_IMAGE);
        gc.drawText(text, x, y, true);
    }
}
