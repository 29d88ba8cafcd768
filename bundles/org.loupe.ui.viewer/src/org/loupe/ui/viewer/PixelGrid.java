package org.loupe.ui.viewer;

import java.util.Optional;

import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Words;

/** Lines between pixels that are drawn large, and their values in them when they are drawn larger still. */
final class PixelGrid {
    private static final int GRID_FROM = 16, VALUES_FROM = 40;

    private PixelGrid() {
    }

    static void paint(GC gc, ImageCanvas canvas, TileCache tiles, Pixels pixels, Rectangle area) {
        double scale = canvas.view().scale();
        if (scale < GRID_FROM)
            return;
        Shape shape = pixels.shape();
        int left = (int) Math.max(0, Math.floor(canvas.toImageX(area.x)));
        int top = (int) Math.max(0, Math.floor(canvas.toImageY(area.y)));
        int right = (int) Math.min(shape.width(), Math.ceil(canvas.toImageX(area.x + area.width)));
        int bottom = (int) Math.min(shape.height(), Math.ceil(canvas.toImageY(area.y + area.height)));
        int x0 = round(canvas.toScreenX(left)), x1 = round(canvas.toScreenX(right));
        int y0 = round(canvas.toScreenY(top)), y1 = round(canvas.toScreenY(bottom));
        gc.setForeground(Palette.BLACK);
        gc.setAlpha(60);
        for (int column = left; column <= right; column++)
            gc.drawLine(round(canvas.toScreenX(column)), y0, round(canvas.toScreenX(column)), y1);
        for (int row = top; row <= bottom; row++)
            gc.drawLine(x0, round(canvas.toScreenY(row)), x1, round(canvas.toScreenY(row)));
        gc.setAlpha(255);
        if (scale >= VALUES_FROM && shape.channels() < 3)
            values(gc, canvas, tiles, pixels, new Rectangle(left, top, right - left, bottom - top));
    }

    private static void values(GC gc, ImageCanvas canvas, TileCache tiles, Pixels pixels, Rectangle cells) {
        Tone tone = tiles.tone(pixels).orElse(new Tone(0, 255, 1, ColorMap.GREY));
        int decimals = pixels.shape().type() == Shape.Type.F32 ? 1 : 0, edge = Pixels.TILE;
        gc.setFont(Palette.font(Type.SMALL));
        for (int row = cells.y; row < cells.y + cells.height; row++)
            for (int column = cells.x; column < cells.x + cells.width; column++) {
                Optional<Tile> tile = tiles.samples(new TileCache.Key(pixels, 0, column / edge, row / edge));
                if (tile.isEmpty())
                    continue;
                double value = tile.get().get(column % edge, row % edge, 0);
                String text = Words.number(value, decimals);
                Point size = gc.textExtent(text);
                gc.setForeground(bright(tone.rgb(value)) ? Palette.BLACK : Palette.ON_IMAGE);
                gc.drawText(text, round(canvas.toScreenX(column + 0.5) - size.x / 2.0),
                        round(canvas.toScreenY(row + 0.5) - size.y / 2.0), true);
            }
    }

    private static boolean bright(int rgb) {
        return 0.3 * (rgb >> 16 & 0xff) + 0.59 * (rgb >> 8 & 0xff) + 0.11 * (rgb & 0xff) > 127;
    }

    private static int round(double v) {
        return (int) Math.round(v);
    }
}
