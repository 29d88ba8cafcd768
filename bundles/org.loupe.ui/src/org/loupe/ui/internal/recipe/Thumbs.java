package org.loupe.ui.internal.recipe;

import java.nio.ByteBuffer;

import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.PaletteData;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.ui.Palette;

/** Small pictures of tiles. Any thread. */
final class Thumbs {
    private static final PaletteData RGB = new PaletteData(0xff0000, 0xff00, 0xff);

    private Thumbs() {
    }

    /** How a tile is placed in a picture: as large as fits, in the middle. */
    record Fit(double scale, int left, int top, int width, int height) {

        static Fit of(Tile tile, int width, int height) {
            double scale = Math.min((double) width / tile.width(), (double) height / tile.height());
            int w = Math.max(1, (int) Math.round(tile.width() * scale));
            int h = Math.max(1, (int) Math.round(tile.height() * scale));
            return new Fit(scale, (width - w) / 2, (height - h) / 2, w, h);
        }
    }

    /**
     * A tile as a picture, grey or colour as it is; 16 bits are stretched to what is there.
     *
     * @param heat whether it is a magnitude, drawn by the colour map of heat with its 99.9 % point as the brightest
     */
    static ImageData picture(Tile tile, int width, int height, boolean heat) {
        Fit fit = Fit.of(tile, width, height);
        ImageData image = new ImageData(fit.width, fit.height, 24, RGB);
        int channels = tile.shape().channels();
        double[] range = range(tile, heat);
        double factor = 255 / Math.max(1e-9, range[1] - range[0]);
        for (int y = 0; y < fit.height; y++)
            for (int x = 0; x < fit.width; x++) {
                int left = x * tile.width() / fit.width, top = y * tile.height() / fit.height;
                int right = Math.max(left + 1, (x + 1) * tile.width() / fit.width);
                int bottom = Math.max(top + 1, (y + 1) * tile.height() / fit.height);
                int colour = 0;
                for (int c = 0; c < 3; c++) {
                    if (c == 0 || channels >= 3) {
                        double v = (heat ? most(tile, left, top, right, bottom)
                                : mean(tile, left, top, right, bottom, channels >= 3 ? c : 0)) - range[0];
                        int level = (int) Math.max(0, Math.min(255, v * factor));
                        colour = channels >= 3 ? colour | level << 16 - 8 * c
                                : heat ? Palette.inferno(level / 255.0) : level * 0x010101;
                    }
                }
                image.setPixel(x, y, colour);
            }
        return image;
    }

    /** Counts of the grey levels of a tile of one channel; 16 bits in 256 equal bins up to the highest. */
    static Histogram histogram(Tile tile) {
        int highest = 255;
        ByteBuffer data = tile.data();
        int n = tile.width() * tile.height();
        boolean wide = tile.shape().type() == Shape.Type.U16;
        if (wide) {
            highest = 1;
            for (int i = 0; i < n; i++)
                highest = Math.max(highest, data.getShort(i * 2) & 0xffff);
        }
        long[] counts = new long[256];
        double perLevel = 256.0 / (highest + 1);
        for (int i = 0; i < n; i++)
            counts[wide ? (int) ((data.getShort(i * 2) & 0xffff) * perLevel) : data.get(i) & 0xff]++;
        return new Histogram(counts, highest + 1);
    }

    /**
     * How often each magnitude is there.
     *
     * @param counts per bin
     * @param end    the first level behind the last bin
     */
    record Histogram(long[] counts, int end) {

        /** Share of the pixels above a level, 0..1. */
        double above(double level) {
            long all = 0, more = 0;
            double wide = (double) end / counts.length;
            for (int i = 0; i < counts.length; i++) {
                all += counts[i];
                if (i * wide > level)
                    more += counts[i];
            }
            return all == 0 ? 0 : (double) more / all;
        }
    }

    private static double[] range(Tile tile, boolean heat) {
        if (!heat && tile.shape().type() == Shape.Type.U8)
            return new double[] { 0, 255 };
        int step = Math.max(1, (int) Math.sqrt(tile.shape().pixels() / 40_000.0));
        double[] values = new double[((tile.width() - 1) / step + 1) * ((tile.height() - 1) / step + 1)];
        int n = 0;
        for (int y = 0; y < tile.height(); y += step)
            for (int x = 0; x < tile.width(); x += step)
                values[n++] = tile.get(x, y, 0);
        java.util.Arrays.sort(values);
        double high = values[(int) ((n - 1) * (heat ? 0.999 : 0.995))];
        return heat ? new double[] { 0, Math.max(tile.shape().type() == Shape.Type.U8 ? 96 : 1, high) }
                : new double[] { values[(int) ((n - 1) * 0.005)], high };
    }

    private static double mean(Tile tile, int left, int top, int right, int bottom, int channel) {
        double sum = 0;
        int n = 0, across = Math.max(1, (right - left) / 4), down = Math.max(1, (bottom - top) / 4);
        for (int y = top; y < bottom; y += down)
            for (int x = left; x < right; x += across, n++)
                sum += tile.get(x, y, channel);
        return sum / n;
    }

    /** The highest there, so that what is thin does not vanish. */
    private static double most(Tile tile, int left, int top, int right, int bottom) {
        double most = 0;
        for (int y = top; y < bottom; y++)
            for (int x = left; x < right; x++)
                most = Math.max(most, tile.get(x, y, 0));
        return most;
    }
}
