package org.loupe.ui.viewer;

import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.loupe.api.Detections;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Words;

/**
 * Detections drawn over an image, in points of the screen, so that lines keep their width at any zoom. The more there
 * are in sight, the less is drawn of each.
 *
 * @param detections of the image
 * @param colours    of the classes, by their index
 * @param selected   rows that are selected
 * @param hover      row under the pointer, or -1
 * @param allTags    whether every box has its tag, if there are few
 */
record Overlay(Detections detections, IntFunction<Color> colours, Set<Integer> selected, int hover, boolean allTags) {
    private static final int SMALLEST = 6, DOT = 5, HANDLE = 7, HANDLES_FROM = 24, MOST = 4000, MOST_TAGS = 60,
            MOST_MASKS = 200, BIN = 16;

    static final Overlay NONE = new Overlay(Detections.NONE, i -> Palette.WHITE, Set.of(), -1, false);

    Overlay selected(Set<Integer> rows) {
        return new Overlay(detections, colours, rows, hover, allTags);
    }

    Overlay hover(int row) {
        return new Overlay(detections, colours, selected, row, allTags);
    }

    Overlay tags(boolean all) {
        return new Overlay(detections, colours, selected, hover, all);
    }

    /** The box of a row on the screen. */
    Rectangle box(int row, ImageCanvas canvas) {
        int left = (int) Math.round(canvas.toScreenX(detections.x()[row]));
        int top = (int) Math.round(canvas.toScreenY(detections.y()[row]));
        int right = (int) Math.round(canvas.toScreenX(detections.x()[row] + detections.width()[row]));
        int bottom = (int) Math.round(canvas.toScreenY(detections.y()[row] + detections.height()[row]));
        return new Rectangle(left, top, right - left, bottom - top);
    }

    /** The row whose box is at a place of the screen, the smallest if there are several; -1 if none. */
    int at(int x, int y, ImageCanvas canvas) {
        int best = -1;
        long least = Long.MAX_VALUE;
        for (int row = 0; row < detections.size(); row++) {
            Rectangle box = box(row, canvas);
            int grow = Math.max(3, (SMALLEST - Math.min(box.width, box.height)) / 2 + 2);
            long area = (long) box.width * box.height;
            if (x >= box.x - grow && y >= box.y - grow && x <= box.x + box.width + grow
                    && y <= box.y + box.height + grow && area < least) {
                best = row;
                least = area;
            }
        }
        return best;
    }

    void paint(GC gc, ImageCanvas canvas) {
        Rectangle area = canvas.getClientArea();
        int n = detections.size(), inSight = 0;
        int[] rows = new int[n];
        Rectangle[] boxes = new Rectangle[n];
        for (int row = 0; row < n; row++) {
            Rectangle box = box(row, canvas);
            if (box.x + box.width >= -8 && box.y + box.height >= -8 && box.x <= area.width + 8
                    && box.y <= area.height + 8) {
                boxes[inSight] = box;
                rows[inSight++] = row;
            }
        }
        gc.setAntialias(SWT.ON);
        if (inSight > MOST) {
            density(gc, boxes, inSight, area);
            for (int i = 0; i < inSight; i++)
                if (selected.contains(rows[i]))
                    outline(gc, rows[i], boxes[i]);
            return;
        }
        for (int i = 0; i < inSight; i++)
            if (!selected.contains(rows[i]) && rows[i] != hover)
                one(gc, rows[i], boxes[i], canvas, inSight);
        for (int i = 0; i < inSight; i++)
            if (selected.contains(rows[i]) || rows[i] == hover)
                one(gc, rows[i], boxes[i], canvas, inSight);
        if (selected.size() > 1)
            frame(gc, rows, boxes, inSight);
        tags(gc, rows, boxes, inSight, area);
    }

    private void one(GC gc, int row, Rectangle box, ImageCanvas canvas, int inSight) {
        boolean fade = hover >= 0 && row != hover && !selected.contains(row);
        gc.setAlpha(fade ? 153 : 255);
        if (inSight <= MOST_MASKS && detections.masks()[row] != null && box.width > 8 && !selected.contains(row))
            mask(gc, row, canvas, fade);
        if (Math.max(box.width, box.height) < SMALLEST)
            dot(gc, row, box);
        else
            outline(gc, row, box);
        gc.setAlpha(255);
    }

    private Color colour(int row) {
        return colours.apply(detections.classIndex()[row]);
    }

    private void dot(GC gc, int row, Rectangle box) {
        int x = box.x + box.width / 2, y = box.y + box.height / 2;
        gc.setBackground(Palette.BLACK);
        gc.fillOval(x - DOT / 2 - 1, y - DOT / 2 - 1, DOT + 2, DOT + 2);
        gc.setBackground(selected.contains(row) ? Palette.WHITE : colour(row));
        gc.fillOval(x - DOT / 2, y - DOT / 2, DOT, DOT);
    }

    private void outline(GC gc, int row, Rectangle box) {
        boolean strong = row == hover || selected.contains(row);
        if (row == hover) {
            int before = gc.getAlpha();
            gc.setAlpha(20);
            gc.setBackground(colour(row));
            gc.fillRectangle(box);
            gc.setAlpha(before);
        }
        int alpha = gc.getAlpha();
        gc.setAlpha(alpha * 6 / 10);
        gc.setForeground(Palette.BLACK);
        gc.setLineWidth(strong ? 5 : 4);
        gc.drawRectangle(box);
        gc.setAlpha(alpha);
        gc.setForeground(colour(row));
        gc.setLineWidth(strong ? 3 : 2);
        gc.drawRectangle(box);
        gc.setLineWidth(1);
        if (selected.contains(row) && selected.size() == 1 && Math.min(box.width, box.height) >= HANDLES_FROM)
            handles(gc, box);
    }

    private static void handles(GC gc, Rectangle box) {
        gc.setAntialias(SWT.OFF);
        for (int i = 0; i < 9; i++)
            if (i != 4) {
                int x = box.x + i % 3 * box.width / 2 - HANDLE / 2, y = box.y + i / 3 * box.height / 2 - HANDLE / 2;
                gc.setBackground(Palette.WHITE);
                gc.fillRectangle(x, y, HANDLE, HANDLE);
                gc.setForeground(Palette.BLACK);
                gc.drawRectangle(x, y, HANDLE - 1, HANDLE - 1);
            }
        gc.setAntialias(SWT.ON);
    }

    private void mask(GC gc, int row, ImageCanvas canvas, boolean fade) {
        gc.setBackground(colour(row));
        gc.setAlpha(fade ? 38 : 64);
        int width = Math.round(detections.width()[row]), left = Math.round(detections.x()[row]);
        int top = Math.round(detections.y()[row]), at = 0;
        boolean on = false;
        for (int run : detections.masks()[row]) {
            for (int from = at; on && from < at + run;) {
                int line = from / width, column = from % width;
                int length = Math.min(width - column, at + run - from);
                int x = (int) Math.round(canvas.toScreenX(left + column));
                int y = (int) Math.round(canvas.toScreenY(top + line));
                gc.fillRectangle(x, y, (int) Math.round(canvas.toScreenX(left + column + length)) - x,
                        (int) Math.round(canvas.toScreenY(top + line + 1)) - y);
                from += length;
            }
            at += run;
            on = !on;
        }
        gc.setAlpha(fade ? 153 : 255);
    }

    private void frame(GC gc, int[] rows, Rectangle[] boxes, int inSight) {
        Rectangle all = null;
        for (int i = 0; i < inSight; i++)
            if (selected.contains(rows[i]))
                all = all == null ? boxes[i] : all.union(boxes[i]);
        if (all == null)
            return;
        gc.setForeground(Palette.WHITE);
        gc.setLineDash(new int[] { 4, 3 });
        gc.drawRectangle(all.x - 6, all.y - 6, all.width + 12, all.height + 12);
        gc.setLineStyle(SWT.LINE_SOLID);
    }

    /** Number of detections per square, as strength of colour. */
    private static void density(GC gc, Rectangle[] boxes, int n, Rectangle area) {
        int columns = area.width / BIN + 1, lines = area.height / BIN + 1, most = 1;
        int[] counts = new int[columns * lines];
        for (int i = 0; i < n; i++) {
            int x = (boxes[i].x + boxes[i].width / 2) / BIN, y = (boxes[i].y + boxes[i].height / 2) / BIN;
            if (x >= 0 && y >= 0 && x < columns && y < lines)
                most = Math.max(most, ++counts[y * columns + x]);
        }
        gc.setBackground(Palette.classFill(0));
        for (int i = 0; i < counts.length; i++)
            if (counts[i] > 0) {
                gc.setAlpha((int) (40 + 200 * Math.log1p(counts[i]) / Math.log1p(most)));
                gc.fillRectangle(i % columns * BIN, i / columns * BIN, BIN - 1, BIN - 1);
            }
        gc.setAlpha(255);
    }

    private void tags(GC gc, int[] rows, Rectangle[] boxes, int inSight, Rectangle area) {
        gc.setFont(Palette.font(Type.SMALL));
        java.util.List<Rectangle> taken = new java.util.ArrayList<>();
        boolean all = allTags && inSight <= MOST_TAGS;
        for (int pass = 0; pass < 2; pass++)
            for (int i = 0; i < inSight; i++) {
                boolean first = rows[i] == hover || selected.contains(rows[i]) && selected.size() <= 8;
                if (pass == 0 ? first : all && !first)
                    tag(gc, rows[i], boxes[i], taken, area);
            }
    }

    private void tag(GC gc, int row, Rectangle box, List<Rectangle> taken, Rectangle area) {
        String text = detections.className(row) + " " + Words.number(detections.score()[row], 2);
        Point size = gc.textExtent(text);
        int w = size.x + 13, h = size.y + 4;
        Rectangle[] places = { new Rectangle(box.x, box.y - h - 5, w, h),
                new Rectangle(box.x, box.y + box.height + 6, w, h),
                new Rectangle(box.x + box.width - w, box.y - h - 5, w, h),
                new Rectangle(box.x + box.width - w, box.y + box.height + 6, w, h) };
        for (Rectangle place : places) {
            if (place.y < 0 || place.y + place.height > area.height || place.x + place.width > area.width
                    || taken.stream().anyMatch(place::intersects))
                continue;
            taken.add(place);
            gc.setAlpha(200);
            gc.setBackground(Palette.BLACK);
            gc.fillRectangle(place);
            gc.setAlpha(255);
            gc.setBackground(colour(row));
            gc.fillRectangle(place.x, place.y, 3, place.height);
            gc.setForeground(Palette.ON_IMAGE);
            gc.drawText(text, place.x + 8, place.y + 2, true);
            return;
        }
    }
}
