package org.loupe.ui.viewer.internal.label;

import java.util.Optional;

import org.loupe.api.Tile;
import org.loupe.store.labels.LabelShape.Box;
import org.loupe.ui.Preferences;
import org.loupe.ui.viewer.ImageCanvas;
import org.loupe.ui.viewer.Pixels;
import org.loupe.ui.viewer.TileCache;

/**
 * Draws what is nearly on an edge of the image onto it: within 6 points of the screen, where the grey values change most.
 * Only pixels that are loaded are looked at, few enough for the UI thread; where none are, nothing moves.
 */
final class Edges {
    private static final int REACH = 6, SAMPLES = 48;
    /** From one pixel to the next an edge changes by this share of the range of values around it; noise does not. */
    private static final double CLEAR = 0.18, PULL = 0.25;

    private final TileCache tiles;

    Edges(TileCache tiles) {
        this.tiles = tiles;
    }

    /** Whether things are drawn to edges. */
    static boolean on() {
        return Preferences.SNAP.get();
    }

    /** The box with those of its sides on edges that are near one. */
    Box snapped(Box box, ImageCanvas canvas) {
        double left = column(box.x(), box.y(), box.y() + box.height(), canvas);
        double right = column(box.x() + box.width(), box.y(), box.y() + box.height(), canvas);
        double top = row(box.y(), box.x(), box.x() + box.width(), canvas);
        double bottom = row(box.y() + box.height(), box.x(), box.x() + box.width(), canvas);
        return right - left < 1 || bottom - top < 1 ? box : Box.between(left, top, right, bottom);
    }

    /** The column of the vertical edge nearest to a column, between two rows; the column itself if there is none. */
    double column(double x, double y0, double y1, ImageCanvas canvas) {
        return edge(x, y0, y1, canvas, true);
    }

    /** The row of the level edge nearest to a row, between two columns; the row itself if there is none. */
    double row(double y, double x0, double x1, ImageCanvas canvas) {
        return edge(y, x0, x1, canvas, false);
    }

    private double edge(double at, double from, double to, ImageCanvas canvas, boolean upright) {
        Pixels pixels = canvas.pixels().orElse(null);
        if (!on() || pixels == null)
            return at;
        int level = canvas.level(), step = 1 << level;
        int reach = (int) Math.max(1, Math.round(REACH / canvas.view().scale() / step));
        double low = Math.min(from, to), length = Math.abs(to - from);
        int n = (int) Math.max(1, Math.min(SAMPLES, length / step));
        int middle = (int) Math.round(at / step);
        double[] change = new double[2 * reach + 1];
        double least = Double.MAX_VALUE, most = -Double.MAX_VALUE;
        int counted = 0;
        for (int i = 0; i < n; i++) {
            double along = low + (i + 0.5) * length / n;
            double before = Double.NaN;
            for (int k = -reach - 1; k <= reach; k++) {
                double across = (middle + k + 0.5) * step;
                double value = upright ? value(pixels, level, across, along) : value(pixels, level, along, across);
                if (Double.isNaN(value)) {
                    before = Double.NaN;
                    continue;
                }
                least = Math.min(least, value);
                most = Math.max(most, value);
                if (k >= -reach && !Double.isNaN(before))
                    change[k + reach] += value - before; // noise cancels out along the line
                before = value;
                counted++;
            }
        }
        if (counted == 0 || !(most > least))
            return at;
        int best = reach;
        double strongest = 0;
        for (int k = 0; k < change.length; k++) {
            double strength = Math.abs(change[k]) / n * (1 - PULL * Math.abs(k - reach) / (reach + 1));
            if (strength > strongest) {
                strongest = strength;
                best = k;
            }
        }
        return strongest < CLEAR * (most - least) ? at : (double) (middle + best - reach) * step;
    }

    private double value(Pixels pixels, int level, double x, double y) {
        if (!pixels.shape().region().contains(x, y))
            return Double.NaN;
        int edge = Pixels.TILE << level, column = (int) x, row = (int) y;
        Optional<Tile> tile = tiles.samples(new TileCache.Key(pixels, level, column / edge, row / edge));
        if (tile.isEmpty())
            return Double.NaN;
        Tile t = tile.get();
        int u = Math.min(t.width() - 1, column % edge >> level), v = Math.min(t.height() - 1, row % edge >> level);
        double sum = 0;
        int channels = Math.min(3, t.shape().channels());
        for (int c = 0; c < channels; c++)
            sum += t.get(u, v, c);
        return sum / channels;
    }
}
