package org.loupe.ui.viewer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Rectangle;
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.ui.viewer.TileCache.Key;

/** Draws the tiles in sight, coarser ones where the right ones have yet to come, and asks for what is missing. */
final class TilePainter {
    private static final double NEAREST_FROM = 2, SHARPEST = 1.5;

    private final ImageCanvas canvas;
    private final TileCache tiles;
    private final List<Key> missing = new ArrayList<>();

    TilePainter(ImageCanvas canvas, TileCache tiles) {
        this.canvas = canvas;
        this.tiles = tiles;
    }

    /**
     * The level whose pixels are drawn at 0.75 to 1.5 pixels of the screen: below, the platform's filter takes many
     * times as long.
     */
    int level(Pixels pixels) {
        return level(pixels, canvas.view().scale());
    }

    private int level(Pixels pixels, double zoom) {
        int level = (int) Math.floor(Math.log(SHARPEST / (zoom * canvas.device())) / Math.log(2));
        return Math.max(0, Math.min(pixels.levels() - 1, level));
    }

    /** Whether an image can be drawn without gaps, however coarse. */
    boolean loaded(Pixels pixels) {
        return tiles.get(new Key(pixels, pixels.levels() - 1, 0, 0)).isPresent();
    }

    /** A paint begins: nothing is missing yet. */
    void begin() {
        missing.clear();
    }

    /**
     * The tiles that would be in sight if an image took the shown one's place, the most urgent first.
     *
     * @param zoom   points of the screen per px
     * @param inSight part of the image
     */
    List<Key> tiles(Pixels pixels, double zoom, Region inSight) {
        int top = pixels.levels() - 1, level = level(pixels, zoom), edge = Pixels.TILE << level;
        List<Key> keys = new ArrayList<>(List.of(new Key(pixels, top, 0, 0)));
        if (level < top && !inSight.isEmpty())
            for (int row = inSight.y() / edge; row <= (inSight.bottom() - 1) / edge; row++)
                for (int column = inSight.x() / edge; column <= (inSight.right() - 1) / edge; column++)
                    keys.add(new Key(pixels, level, column, row));
        return keys;
    }

    /** Draws an image into a part of the canvas. @param area in points, inside the canvas */
    void paint(GC gc, Pixels pixels, Rectangle area) {
        int top = pixels.levels() - 1, level = level(pixels), edge = Pixels.TILE << level;
        Shape shape = pixels.shape();
        int left = (int) Math.max(0, Math.floor(canvas.toImageX(area.x) / edge));
        int upper = (int) Math.max(0, Math.floor(canvas.toImageY(area.y) / edge));
        int right = (int) Math.min((shape.width() - 1) / edge,
                Math.floor(canvas.toImageX(area.x + area.width) / edge));
        int lower = (int) Math.min((shape.height() - 1) / edge,
                Math.floor(canvas.toImageY(area.y + area.height) / edge));
        List<Key> wanted = new ArrayList<>();
        for (int row = upper; row <= lower; row++)
            for (int column = left; column <= right; column++) {
                Key key = new Key(pixels, level, column, row);
                if (!tiles.has(key))
                    wanted.add(key);
                draw(gc, key, top);
            }
        double cx = canvas.view().x() / edge - 0.5, cy = canvas.view().y() / edge - 0.5;
        wanted.sort(Comparator.comparingDouble(k -> Math.hypot(k.column() - cx, k.row() - cy)));
        Key overview = new Key(pixels, top, 0, 0);
        if (!tiles.has(overview) && !wanted.contains(overview))
            wanted.add(tiles.get(overview).isEmpty() ? 0 : wanted.size(), overview);
        missing.addAll(wanted);
    }

    /** Asks for what the paint lacked. @return whether nothing was missing */
    boolean end() {
        tiles.want(canvas, List.copyOf(missing));
        return missing.isEmpty();
    }

    /** Draws a tile, or what coarser tiles know of its place. */
    private void draw(GC gc, Key key, int top) {
        Region region = key.pixels().region(key.level(), key.column(), key.row());
        Rectangle to = canvas.toScreen(region);
        if (to.isEmpty())
            return;
        for (int level = key.level(); level <= top; level++) {
            int down = level - key.level();
            Key at = new Key(key.pixels(), level, key.column() >> down, key.row() >> down);
            Optional<Image> image = tiles.get(at);
            if (image.isEmpty())
                continue;
            Region whole = key.pixels().region(level, at.column(), at.row());
            Rectangle bounds = image.get().getBounds();
            int x = (region.x() - whole.x()) >> level, y = (region.y() - whole.y()) >> level;
            int w = Math.min(bounds.width - x, (region.width() + (1 << level) - 1) >> level);
            int h = Math.min(bounds.height - y, (region.height() + (1 << level) - 1) >> level);
            if (w <= 0 || h <= 0)
                continue;
            gc.setInterpolation(interpolation(1 << level));
            gc.drawImage(image.get(), x, y, w, h, to.x, to.y, to.width, to.height);
            return;
        }
    }

    /** Draws a picture over its part of the image. */
    void paint(GC gc, Patch patch) {
        Rectangle to = canvas.toScreen(patch.region());
        Rectangle size = patch.image().getBounds();
        if (to.isEmpty())
            return;
        gc.setInterpolation(interpolation((double) patch.region().width() / size.width));
        gc.drawImage(patch.image(), 0, 0, size.width, size.height, to.x, to.y, to.width, to.height);
    }

    /** Pixels that are drawn large are squares, so that they can be counted. */
    private int interpolation(double pixel) {
        return canvas.view().scale() * canvas.device() * pixel >= NEAREST_FROM ? SWT.NONE : SWT.DEFAULT;
    }
}
