package org.loupe.engine;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.loupe.api.Mask;
import org.loupe.api.Region;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Tile;

/** Connected places of a map above a limit; pixels that touch at corners are connected. */
final class Spot {
    private int[] pixels = new int[64];
    private int size, left = Integer.MAX_VALUE, top = Integer.MAX_VALUE, right, bottom;
    private double peak, sum;

    /** Takes a spot with its box and mask. */
    @FunctionalInterface
    interface Sink {
        void accept(Spot spot, Region box, int[] mask);
    }

    /** One channel of a map of floats. */
    static float[] values(Tile map, int channel) {
        FloatBuffer all = map.data().asFloatBuffer();
        int width = map.width(), channels = map.shape().channels();
        float[] values = new float[width * map.height()], row = new float[width * channels];
        for (int from = 0; from < values.length; from += width) {
            all.get(row);
            for (int x = 0; x < width; x++)
                values[from + x] = row[x * channels + channel];
        }
        return values;
    }

    /** Finds the spots of at least so many pixels, from top to bottom. */
    static void add(float[] values, int width, double limit, int smallest, Run run, Sink sink) {
        boolean[] done = new boolean[values.length];
        for (int start = 0; start < values.length; start++) {
            if (start % width == 0)
                run.checkCancelled();
            if (done[start] || !(values[start] > (float) limit))
                continue;
            Spot spot = around(start, values, done, width, values.length / width, (float) limit);
            if (spot.size >= smallest)
                sink.accept(spot, new Region(spot.left, spot.top, spot.right - spot.left, spot.bottom - spot.top),
                        spot.mask(width));
        }
    }

    private static Spot around(int start, float[] values, boolean[] done, int width, int height, float limit) {
        Spot spot = new Spot();
        int[] waiting = new int[64];
        int count = 1;
        waiting[0] = start;
        done[start] = true;
        while (count > 0) {
            int at = waiting[--count], x = at % width, y = at / width;
            spot.add(at, x, y, values[at]);
            if (count + 8 > waiting.length)
                waiting = Arrays.copyOf(waiting, waiting.length * 2);
            for (int ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++)
                for (int nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
                    int next = ny * width + nx;
                    if (!done[next] && values[next] > limit) {
                        done[next] = true;
                        waiting[count++] = next;
                    }
                }
        }
        return spot;
    }

    private void add(int at, int x, int y, float value) {
        if (size == pixels.length)
            pixels = Arrays.copyOf(pixels, size * 2);
        pixels[size++] = at;
        left = Math.min(left, x);
        top = Math.min(top, y);
        right = Math.max(right, x + 1);
        bottom = Math.max(bottom, y + 1);
        peak = Math.max(peak, value);
        sum += value;
    }

    /** Its largest value. */
    double peak() {
        return peak;
    }

    /** The mean of its values. */
    double mean() {
        return sum / size;
    }

    private int[] mask(int width) {
        Region box = new Region(left, top, right - left, bottom - top);
        Tile mask = Tile.allocate(Shape.grey(box.width(), box.height()));
        byte[] on = new byte[box.width() * box.height()];
        for (int i = 0; i < size; i++)
            on[(pixels[i] / width - top) * box.width() + pixels[i] % width - left] = (byte) 255;
        mask.data().put(on);
        return Mask.encode(mask, mask.shape().region());
    }
}
