package org.loupe.ui.viewer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.LineAttributes;
import org.eclipse.swt.graphics.Path;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Type;

/**
 * How boxes, masks and tags look over an image. Boxes of one look are drawn together, each as a rectangle: a path of
 * many takes several times as long. For one paint, on the UI thread; line attributes and colours of the GC are left as
 * they come.
 */
public final class BoxPainter {
    static final int DOT = 5;
    private static final int HANDLE = 7, CASING_ALPHA = 153, HATCH = 6, TAG_ALPHA = 200;
    private static final float CASING = 2, LINE = 1.5f;

    private final GC gc;

    /** @param gc of one paint */
    public BoxPainter(GC gc) {
        this.gc = gc;
        gc.setAntialias(SWT.ON);
    }

    /** Draws what {@code build} adds to a path. */
    private void path(Consumer<Path> build, Consumer<Path> draw) {
        Path path = new Path(gc.getDevice());
        try {
            build.accept(path);
            draw.accept(path);
        } finally {
            path.dispose();
        }
    }

    private void pen(Color colour, float width, int alpha) {
        gc.setAlpha(alpha);
        gc.setForeground(colour);
        gc.setLineAttributes(new LineAttributes(width, SWT.CAP_FLAT, SWT.JOIN_MITER));
    }

    /** The dark casing under outlines. @param width of the outline; @param alpha of the outline, 0..255 */
    public void casing(Iterable<Rectangle> boxes, float width, int alpha) {
        outlines(boxes, Palette.BLACK, width + CASING, alpha * CASING_ALPHA / 255);
    }

    /** Outlines of one colour. */
    public void outlines(Iterable<Rectangle> boxes, Color colour, float width, int alpha) {
        pen(colour, width, alpha);
        boxes.forEach(gc::drawRectangle);
    }

    /** Dashed outlines of one colour. */
    public void dashed(Iterable<Rectangle> boxes, Color colour, float width, int alpha, float... dash) {
        gc.setAlpha(alpha);
        gc.setForeground(colour);
        gc.setLineAttributes(new LineAttributes(width, SWT.CAP_FLAT, SWT.JOIN_MITER, SWT.LINE_CUSTOM, dash, 0, 10));
        boxes.forEach(gc::drawRectangle);
        gc.setLineAttributes(new LineAttributes(1));
    }

    /** Boxes too small for an outline. Two rectangles look round at this size, and are fast. */
    public void dots(Iterable<Rectangle> boxes, Color colour, int alpha) {
        for (int round = 0; round < 2; round++) {
            int size = round == 0 ? DOT + 2 : DOT;
            gc.setAlpha(round == 0 ? alpha * CASING_ALPHA / 255 : alpha);
            gc.setBackground(round == 0 ? Palette.BLACK : colour);
            for (Rectangle box : boxes) {
                int x = box.x + box.width / 2 - size / 2, y = box.y + box.height / 2 - size / 2;
                gc.fillRectangle(x + 1, y, size - 2, size);
                gc.fillRectangle(x, y + 1, size, size - 2);
            }
        }
        gc.setAlpha(255);
    }

    /** Fills a box. @param alpha 0..255 */
    public void fill(Rectangle box, Color colour, int alpha) {
        gc.setAlpha(alpha);
        gc.setBackground(colour);
        gc.fillRectangle(box);
        gc.setAlpha(255);
    }

    /** Diagonal lines in boxes. */
    public void hatch(Iterable<Rectangle> boxes, Color colour, int alpha) {
        hatch(boxes, colour, alpha, null);
    }

    /** Diagonal lines in what an area shows of boxes; {@code null} for all. They lie still while a box is moved. */
    void hatch(Iterable<Rectangle> boxes, Color colour, int alpha, Rectangle area) {
        path(p -> {
            for (Rectangle box : boxes) {
                Rectangle part = area == null ? box : box.intersection(area);
                int first = part.x - box.x + part.y - box.y, last = first + part.width + part.height;
                for (int d = (first / HATCH + 1) * HATCH; d < last && !part.isEmpty(); d += HATCH) {
                    int sum = box.x + box.y + d;
                    int x0 = Math.min(part.x + part.width, sum - part.y);
                    int x1 = Math.max(part.x, sum - part.y - part.height);
                    p.moveTo(x0, sum - x0);
                    p.lineTo(x1, sum - x1);
                }
            }
        }, p -> {
            pen(colour, 1, alpha);
            gc.drawPath(p);
        });
        gc.setAlpha(255);
    }

    /**
     * A mask: its inside lightly, its border strongly.
     *
     * @param contours as {@link org.loupe.store.labels.Contours#trace} gives them
     */
    void mask(List<int[]> contours, double left, double top, ImageCanvas canvas, Color colour, int fill, int alpha) {
        path(p -> {
            for (int[] corners : contours)
                polygon(p, corners, left, top, canvas);
        }, p -> {
            gc.setFillRule(SWT.FILL_EVEN_ODD);
            gc.setAlpha(fill);
            gc.setBackground(colour);
            gc.fillPath(p);
            pen(colour, LINE, alpha);
            gc.drawPath(p);
        });
        gc.setAlpha(255);
    }

    /** Corners that fall on one pixel of the screen are drawn once. */
    private static void polygon(Path path, int[] corners, double left, double top, ImageCanvas canvas) {
        int lastX = 0, lastY = 0;
        for (int i = 0; i < corners.length; i += 2) {
            int x = (int) Math.round(canvas.toScreenX(left + corners[i]));
            int y = (int) Math.round(canvas.toScreenY(top + corners[i + 1]));
            if (i == 0)
                path.moveTo(x, y);
            else if (x != lastX || y != lastY)
                path.lineTo(x, y);
            lastX = x;
            lastY = y;
        }
        path.close();
    }

    /** White squares at corners and edges. */
    public void handles(Rectangle box) {
        gc.setAntialias(SWT.OFF);
        gc.setAlpha(255);
        gc.setLineAttributes(new LineAttributes(1));
        for (Rectangle handle : handlesOf(box)) {
            gc.setBackground(Palette.WHITE);
            gc.fillRectangle(handle);
            gc.setForeground(Palette.BLACK);
            gc.drawRectangle(handle.x, handle.y, handle.width - 1, handle.height - 1);
        }
        gc.setAntialias(SWT.ON);
    }

    /** The eight handles of a box, row by row from the upper left. */
    static List<Rectangle> handlesOf(Rectangle box) {
        List<Rectangle> handles = new ArrayList<>();
        for (int i = 0; i < 9; i++)
            if (i != 4)
                handles.add(new Rectangle(box.x + i % 3 * box.width / 2 - HANDLE / 2,
                        box.y + i / 3 * box.height / 2 - HANDLE / 2, HANDLE, HANDLE));
        return handles;
    }

    /** Diagonals of a box. */
    void cross(Rectangle box, Color colour, float width) {
        path(p -> {
            p.moveTo(box.x, box.y);
            p.lineTo(box.x + box.width, box.y + box.height);
            p.moveTo(box.x + box.width, box.y);
            p.lineTo(box.x, box.y + box.height);
        }, p -> {
            pen(colour, width, 255);
            gc.drawPath(p);
        });
    }

    /** Writes a tag where it finds room, with a bar of a colour at its left end; none if there is no room. */
    public void tag(String text, Rectangle box, Color colour, boolean hatched, TagPlaces places) {
        gc.setFont(Palette.font(Type.SMALL));
        Point size = gc.textExtent(text);
        Optional<Rectangle> place = places.place(box, size.x + 14, size.y + 4);
        if (place.isEmpty())
            return;
        Rectangle at = place.get(), bar = new Rectangle(at.x, at.y, 3, at.height);
        fill(at, Palette.BLACK, TAG_ALPHA);
        fill(bar, colour, 255);
        if (hatched)
            hatch(List.of(bar), Palette.BLACK, 255);
        gc.setForeground(Palette.ON_IMAGE);
        gc.drawText(text, at.x + 9, at.y + 2, true);
    }
}
