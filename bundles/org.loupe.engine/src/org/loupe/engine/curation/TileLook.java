package org.loupe.engine.curation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.loupe.api.Features;
import org.loupe.api.Tile;

/**
 * How a tile looks as a whole: numbers by which tiles can be compared, whatever is on them, and a thumbnail that stays
 * nearly the same when a picture is saved again, dimmed or scaled. Channels are averaged; grey levels count from the
 * least to the most that the type holds.
 * <ul>
 * <li>{@code mean}, {@code deviation}, {@code p05} … {@code p95}: of the grey levels;</li>
 * <li>{@code edges_1}, {@code edges_2}, {@code edges_4}: mean step between neighbours at full size, half and a quarter;</li>
 * <li>{@code upright}: share of the steps that are horizontal, 0.5 where no direction prevails;</li>
 * <li>{@code blur}: 0 for sharp to 1 for blurred: how little is lost by blurring the picture once more (Crete, Dolmiere,
 * Ladret and Nicolas, The Blur Effect, SPIE 6492, 2007);</li>
 * <li>{@code laplacian}: variance of the Laplacian (Pech-Pacheco et al., ICPR 2000), as a logarithm;</li>
 * <li>{@code grid_0} … {@code grid_15}: mean grey level of sixteen parts, by rows.</li>
 * </ul>
 *
 * @param values    in the order of {@link #NAMES}
 * @param thumbnail {@value #EDGE} × {@value #EDGE} mean grey levels by rows, from their own mean (0) in 32nds of their
 *                  deviation, so that a dimmed or stretched copy has the same
 */
public record TileLook(float[] values, byte[] thumbnail) {
    /** Parts of the thumbnail in a row and in a column. */
    public static final int EDGE = 32;
    /** Names of the numbers. */
    public static final List<String> NAMES = names();
    private static final int GRID = 4, BITS = 16, UNIT = 32;
    /** Window of the second blurring. */
    private static final int WINDOW = 9;

    private static List<String> names() {
        List<String> names = new ArrayList<>(List.of("mean", "deviation", "p05", "p25", "p50", "p75", "p95", "edges_1",
                "edges_2", "edges_4", "upright", "blur", "laplacian"));
        for (int i = 0; i < GRID * GRID; i++)
            names.add("grid_" + i);
        return List.copyOf(names);
    }

    /** The look of a tile of at least 1 × 1 px. Takes some 20 ns per pixel. */
    public static TileLook of(Tile tile) {
        int width = tile.width(), height = tile.height();
        float[] grey = grey(tile), values = new float[NAMES.size()];
        moments(grey, values);
        values[7] = edges(grey, width, height);
        float[] half = halved(grey, width, height);
        int w = (width + 1) / 2, h = (height + 1) / 2;
        values[8] = edges(half, w, h);
        values[9] = edges(halved(half, w, h), (w + 1) / 2, (h + 1) / 2);
        values[10] = upright(grey, width, height);
        values[11] = blur(grey, width, height);
        values[12] = laplacian(grey, width, height);
        System.arraycopy(parts(grey, width, height, GRID, GRID), 0, values, 13, GRID * GRID);
        return new TileLook(values, thumbnail(parts(grey, width, height, EDGE, EDGE)));
    }

    /** The numbers of many tiles as a table. */
    public static Features table(List<TileLook> looks) {
        float[] all = new float[looks.size() * NAMES.size()];
        for (int i = 0; i < looks.size(); i++)
            System.arraycopy(looks.get(i).values, 0, all, i * NAMES.size(), NAMES.size());
        return new Features(NAMES, looks.size(), all);
    }

    /** Largest difference of two thumbnails in one place, in their unit; 0 to 255. */
    static int difference(byte[] a, byte[] b) {
        int most = 0;
        for (int i = 0; i < a.length; i++)
            most = Math.max(most, Math.abs(a[i] - b[i]));
        return most;
    }

    /**
     * 256 bits by which thumbnails that are nearly equal are found: whether each of 16 × 16 parts is clearly brighter
     * than the next one of its row ("dHash"), the last one's next being the first.
     */
    long[] fingerprint() {
        int[] parts = new int[BITS * BITS];
        for (int i = 0; i < thumbnail.length; i++)
            parts[i / EDGE / 2 * BITS + i % EDGE / 2] += thumbnail[i];
        long[] bits = new long[BITS * BITS / 64];
        for (int i = 0; i < parts.length; i++) {
            int next = i % BITS == BITS - 1 ? i - BITS + 1 : i + 1;
            if (parts[i] - parts[next] > 4 * UNIT / 8) // less is noise, which would turn bits of even areas at random
                bits[i / 64] |= 1L << (i % 64);
        }
        return bits;
    }

    /** Grey levels from 0 to 1; floating point as it is. */
    private static float[] grey(Tile tile) {
        int channels = tile.shape().channels(), pixels = tile.width() * tile.height();
        float[] grey = new float[pixels];
        var data = tile.data();
        for (int i = 0, at = 0; i < pixels; i++) {
            float sum = 0;
            for (int c = 0; c < channels; c++, at++)
                sum += switch (tile.shape().type()) {
                    case U8 -> (data.get(at) & 0xff) / 255f;
                    case U16 -> (data.getShort(at * 2) & 0xffff) / 65535f;
                    case S32 -> data.getInt(at * 4);
                    case F32 -> Float.isFinite(data.getFloat(at * 4)) ? data.getFloat(at * 4) : 0;
                };
            grey[i] = sum / channels;
        }
        return grey;
    }

    private static void moments(float[] grey, float[] values) {
        double sum = 0, squares = 0;
        for (float v : grey) {
            sum += v;
            squares += (double) v * v;
        }
        double mean = sum / grey.length;
        values[0] = (float) mean;
        values[1] = (float) Math.sqrt(Math.max(0, squares / grey.length - mean * mean));
        int step = Math.max(1, grey.length / 20_000); // percentiles need no more
        float[] some = new float[(grey.length + step - 1) / step];
        for (int i = 0; i < some.length; i++)
            some[i] = grey[i * step];
        Arrays.sort(some);
        double[] at = { 0.05, 0.25, 0.5, 0.75, 0.95 };
        for (int i = 0; i < at.length; i++)
            values[2 + i] = some[(int) Math.round(at[i] * (some.length - 1))];
    }

    private static float edges(float[] grey, int width, int height) {
        double sum = 0;
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++) {
                int i = y * width + x;
                if (x + 1 < width)
                    sum += Math.abs(grey[i + 1] - grey[i]);
                if (y + 1 < height)
                    sum += Math.abs(grey[i + width] - grey[i]);
            }
        return (float) (sum / grey.length);
    }

    private static float upright(float[] grey, int width, int height) {
        double across = 0, down = 0;
        for (int y = 0; y + 1 < height; y++)
            for (int x = 0; x + 1 < width; x++) {
                int i = y * width + x;
                across += Math.abs(grey[i + 1] - grey[i]);
                down += Math.abs(grey[i + width] - grey[i]);
            }
        return across + down == 0 ? 0.5f : (float) (across / (across + down));
    }

    private static float[] halved(float[] grey, int width, int height) {
        int w = (width + 1) / 2, h = (height + 1) / 2;
        float[] half = new float[w * h];
        for (int y = 0; y < h; y++)
            for (int x = 0; x < w; x++) {
                int x0 = 2 * x, x1 = Math.min(width - 1, x0 + 1), y0 = 2 * y * width,
                        y1 = Math.min(height - 1, 2 * y + 1) * width;
                half[y * w + x] = (grey[y0 + x0] + grey[y0 + x1] + grey[y1 + x0] + grey[y1 + x1]) / 4;
            }
        return half;
    }

    /** The worse of both directions, as in the paper; a picture without any edge counts as sharp. */
    private static float blur(float[] grey, int width, int height) {
        return Math.max(blur(grey, height, width, width, 1), blur(grey, width, height, 1, width));
    }

    /** Along lines of {@code length} pixels that lie {@code step} apart; the first pixels of two lines {@code next}. */
    private static float blur(float[] grey, int lines, int length, int next, int step) {
        double before = 0, lost = 0;
        float[] line = new float[length], soft = new float[length];
        for (int l = 0; l < lines; l++) {
            for (int i = 0; i < length; i++)
                line[i] = grey[l * next + i * step];
            soften(line, soft);
            for (int i = 1; i < length; i++) {
                float sharp = Math.abs(line[i] - line[i - 1]), blurred = Math.abs(soft[i] - soft[i - 1]);
                before += sharp;
                lost += Math.max(0, sharp - blurred);
            }
        }
        return before == 0 ? 0 : (float) ((before - lost) / before);
    }

    /** Mean of a window along a line; shorter at its ends. */
    private static void soften(float[] line, float[] soft) {
        int reach = WINDOW / 2;
        double sum = 0;
        int first = 0, end = 0;
        for (int i = 0; i < line.length; i++) {
            while (end < Math.min(line.length, i + reach + 1))
                sum += line[end++];
            while (first < i - reach)
                sum -= line[first++];
            soft[i] = (float) (sum / (end - first));
        }
    }

    private static float laplacian(float[] grey, int width, int height) {
        double sum = 0, squares = 0;
        int n = 0;
        for (int y = 1; y + 1 < height; y++)
            for (int x = 1; x + 1 < width; x++) {
                int i = y * width + x;
                double v = grey[i - 1] + grey[i + 1] + grey[i - width] + grey[i + width] - 4.0 * grey[i];
                sum += v;
                squares += v * v;
                n++;
            }
        double variance = n == 0 ? 0 : Math.max(0, squares / n - sum / n * (sum / n));
        return (float) Math.log10(variance + 1e-9);
    }

    /** Mean grey level of parts of equal size. */
    private static float[] parts(float[] grey, int width, int height, int across, int down) {
        float[] parts = new float[across * down];
        for (int py = 0; py < down; py++)
            for (int px = 0; px < across; px++) {
                int x0 = (int) ((long) px * width / across), y0 = (int) ((long) py * height / down);
                int x1 = Math.max(x0 + 1, (int) ((px + 1L) * width / across));
                int y1 = Math.max(y0 + 1, (int) ((py + 1L) * height / down));
                double sum = 0;
                for (int y = y0; y < y1; y++)
                    for (int x = x0; x < x1; x++)
                        sum += grey[y * width + x];
                parts[py * across + px] = (float) (sum / ((x1 - x0) * (y1 - y0)));
            }
        return parts;
    }

    private static byte[] thumbnail(float[] parts) {
        double sum = 0, squares = 0;
        for (float v : parts) {
            sum += v;
            squares += (double) v * v;
        }
        double mean = sum / parts.length, deviation = Math.sqrt(Math.max(0, squares / parts.length - mean * mean));
        byte[] thumbnail = new byte[parts.length];
        for (int i = 0; i < parts.length && deviation > 1e-6; i++)
            thumbnail[i] = (byte) Math.max(-128, Math.min(127, Math.rint((parts[i] - mean) / deviation * UNIT)));
        return thumbnail;
    }
}
