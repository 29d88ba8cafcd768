package org.loupe.ui.viewer.internal;

import java.util.BitSet;

import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.PaletteData;
import org.loupe.ui.viewer.Axis;

/**
 * Points drawn into pixels: each as a dot, or so many that their density is drawn and only the selected ones are dots;
 * if those are many too, they colour the density.
 *
 * @param axisX    for which it was drawn
 * @param axisY    likewise
 * @param pixels   the picture, transparent where there is nothing
 * @param hits     rank + 1 of the topmost point of each pixel, 0 for none
 * @param cells    number of points in each square of {@value #CELL} pixels, {@code null} if dots are drawn
 * @param points   number of points within the axes
 * @param selected of them selected
 */
public record PointPicture(Axis axisX, Axis axisY, ImageData pixels, int[] hits, int[] cells, int points,
        int selected) {
    /** Points above which density is drawn. */
    public static final int MOST_DOTS = 20_000;
    /** Edge of a square of equal density, in pixels. */
    static final int CELL = 3;
    private static final double DOT = 2.3, CHOSEN = 2.9;

    /**
     * Colours as 0xRRGGBB.
     *
     * @param classes  of each class; one for all if it has one element
     * @param selected of the selected points
     */
    public record Colours(int[] classes, int selected) {
        int of(byte kind) {
            return classes[classes.length == 1 ? 0 : Math.min(kind, classes.length - 1)];
        }
    }

    /** Draws; too long for the UI thread. @param scale pixels for each point of the screen */
    public static PointPicture of(Points data, Axis axisX, Axis axisY, int width, int height, double scale,
            BitSet chosen, Colours colours) {
        int[] rgb = new int[width * height], hits = new int[width * height];
        byte[] alpha = new byte[width * height];
        int[] n = new int[2];
        data.within(axisX.min(), axisX.max(), axisY.min(), axisY.max(), rank -> {
            n[0]++;
            if (chosen.get(rank))
                n[1]++;
        });
        boolean many = n[1] > MOST_DOTS; // the selected ones are a density too
        int[] cells = n[0] > MOST_DOTS
                ? density(data, axisX, axisY, width, height, colours, many ? chosen : new BitSet(), rgb, alpha, hits)
                : null;
        if (cells == null)
            data.within(axisX.min(), axisX.max(), axisY.min(), axisY.max(), rank -> {
                if (!chosen.get(rank))
                    dot(x(axisX, data.x()[rank], width), y(axisY, data.y()[rank], height), DOT * scale, rank,
                            colours.of(data.classes()[rank]), 215, width, height, rgb, alpha, hits);
            });
        if (n[1] > 0 && !many)
            data.within(axisX.min(), axisX.max(), axisY.min(), axisY.max(), rank -> {
                if (chosen.get(rank))
                    dot(x(axisX, data.x()[rank], width), y(axisY, data.y()[rank], height), CHOSEN * scale, rank,
                            colours.selected, 255, width, height, rgb, alpha, hits);
            });
        ImageData pixels = new ImageData(width, height, 24, new PaletteData(0xff0000, 0xff00, 0xff));
        for (int y = 0; y < height; y++)
            pixels.setPixels(0, y, width, rgb, y * width);
        pixels.alphaData = alpha;
        return new PointPicture(axisX, axisY, pixels, hits, cells, n[0], n[1]);
    }

    private static int x(Axis axis, double value, int width) {
        return (int) Math.round(axis.share(value) * (width - 1));
    }

    private static int y(Axis axis, double value, int height) {
        return height - 1 - (int) Math.round(axis.share(value) * (height - 1));
    }

    private static int[] density(Points data, Axis axisX, Axis axisY, int width, int height, Colours colours,
            BitSet chosen, int[] rgb, byte[] alpha, int[] hits) {
        int columns = (width + CELL - 1) / CELL, lines = (height + CELL - 1) / CELL;
        int own = colours.classes.length, kinds = own + 1; // the last kind is "selected"
        int[] cells = new int[columns * lines], byClass = new int[columns * lines * kinds];
        int[] last = new int[columns * lines];
        data.within(axisX.min(), axisX.max(), axisY.min(), axisY.max(), rank -> {
            int cell = y(axisY, data.y()[rank], height) / CELL * columns + x(axisX, data.x()[rank], width) / CELL;
            cells[cell]++;
            last[cell] = rank + 1;
            byClass[cell * kinds + (chosen.get(rank) ? own : own == 1 ? 0 : Math.min(data.classes()[rank], own - 1))]++;
        });
        int most = 1;
        for (int count : cells)
            most = Math.max(most, count);
        double unit = Math.log1p(most);
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++) {
                int cell = y / CELL * columns + x / CELL;
                if (cells[cell] == 0)
                    continue;
                rgb[y * width + x] = mixed(colours, byClass, cell * kinds, cells[cell]);
                alpha[y * width + x] = (byte) Math.round(40 + 215 * Math.log1p(cells[cell]) / unit);
                hits[y * width + x] = last[cell];
            }
        return cells;
    }

    /** The colours of a square's classes, by their shares. */
    private static int mixed(Colours colours, int[] byClass, int from, int all) {
        double red = 0, green = 0, blue = 0;
        for (int kind = 0; kind <= colours.classes.length; kind++) {
            int colour = kind == colours.classes.length ? colours.selected : colours.classes[kind];
            double share = byClass[from + kind] / (double) all;
            red += share * (colour >> 16 & 0xff);
            green += share * (colour >> 8 & 0xff);
            blue += share * (colour & 0xff);
        }
        return (int) Math.round(red) << 16 | (int) Math.round(green) << 8 | (int) Math.round(blue);
    }

    /** A disc with a soft edge. */
    private static void dot(int cx, int cy, double radius, int rank, int colour, int opacity, int width, int height,
            int[] rgb, byte[] alpha, int[] hits) {
        int reach = (int) Math.ceil(radius);
        for (int y = Math.max(0, cy - reach); y <= Math.min(height - 1, cy + reach); y++)
            for (int x = Math.max(0, cx - reach); x <= Math.min(width - 1, cx + reach); x++) {
                double cover = Math.min(1, radius + 0.5 - Math.hypot(x - cx, y - cy));
                if (cover <= 0)
                    continue;
                int at = y * width + x, strength = (int) (opacity * cover);
                if (strength >= (alpha[at] & 0xff) || cover == 1) {
                    rgb[at] = colour;
                    alpha[at] = (byte) Math.max(strength, alpha[at] & 0xff);
                }
                hits[at] = rank + 1;
            }
    }

    /** The rank of the point nearest to a pixel, within some pixels; -1 for none. */
    public int hit(int x, int y, int reach) {
        int found = -1, nearest = reach * reach + 1;
        for (int dy = -reach; dy <= reach; dy++)
            for (int dx = -reach; dx <= reach; dx++) {
                int px = x + dx, py = y + dy;
                if (px < 0 || py < 0 || px >= pixels.width || py >= pixels.height
                        || dx * dx + dy * dy >= nearest || hits[py * pixels.width + px] == 0)
                    continue;
                nearest = dx * dx + dy * dy;
                found = hits[py * pixels.width + px] - 1;
            }
        return found;
    }

    /** Number of points in the square of a pixel; 0 if dots are drawn. */
    public int density(int x, int y) {
        int columns = (pixels.width + CELL - 1) / CELL;
        return cells == null || x < 0 || y < 0 || x >= pixels.width || y >= pixels.height ? 0
                : cells[y / CELL * columns + x / CELL];
    }
}
