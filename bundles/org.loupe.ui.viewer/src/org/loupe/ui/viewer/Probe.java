package org.loupe.ui.viewer;

import java.util.Optional;

import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.ui.Status.ReadOut;
import org.loupe.ui.Words;

/** What the status line says of a place of an image. Nothing is read for it: what is not loaded stays empty. */
final class Probe {

    private Probe() {
    }

    /** @param zoom as text; what lies beside the image has no place */
    static ReadOut at(double x, double y, Pixels pixels, TileCache tiles, double umPerPx, String zoom) {
        String scale = Double.isNaN(umPerPx) ? "" : Words.scale(umPerPx);
        if (!pixels.shape().region().contains(x, y))
            return new ReadOut("", "", "", zoom, scale);
        String pixel = Words.get("viewer.pixel", Words.number(x, 1), Words.number(y, 1)), place = "";
        if (!Double.isNaN(umPerPx)) {
            boolean mm = Math.max(x, y) * umPerPx >= 1000;
            double by = mm ? umPerPx / 1000 : umPerPx;
            place = Words.get(mm ? "viewer.mm" : "viewer.um", Words.number(x * by, mm ? 3 : 1),
                    Words.number(y * by, mm ? 3 : 1));
        }
        return new ReadOut(pixel, place, value(pixels, tiles, (int) x, (int) y), zoom, scale);
    }

    private static String value(Pixels pixels, TileCache tiles, int x, int y) {
        for (int level = 0; level < pixels.levels(); level++) {
            int edge = Pixels.TILE << level;
            Optional<Tile> tile = tiles.samples(new TileCache.Key(pixels, level, x / edge, y / edge));
            if (tile.isEmpty())
                continue;
            Tile t = tile.get();
            int u = Math.min(t.width() - 1, x % edge >> level), v = Math.min(t.height() - 1, y % edge >> level);
            if (t.shape().channels() < 3)
                return Words.get("viewer.grey",
                        Words.number(t.get(u, v, 0), t.shape().type() == Shape.Type.F32 ? 2 : 0));
            return Words.get("viewer.rgb", (int) t.get(u, v, 0), (int) t.get(u, v, 1), (int) t.get(u, v, 2));
        }
        return "";
    }
}
