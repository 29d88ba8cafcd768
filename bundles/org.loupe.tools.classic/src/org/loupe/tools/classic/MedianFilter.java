package org.loupe.tools.classic;

import java.util.Arrays;
import org.loupe.api.Device;
import org.loupe.api.Run;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.tools.base.Samples;

/**
 * Median of a square window, channel by channel; outside of the image its edge pixels go on. The window's samples are
 * kept in order while it slides along a row.
 */
public final class MedianFilter extends org.loupe.tools.base.MedianFilter {

    @Override
    public Info info() {
        return super.info()
                .reference("Huang, Yang, Tang: A Fast Two-Dimensional Median Filtering Algorithm, IEEE ASSP 1979");
    }

    @Override
    public Step<Tile, Tile> open(Params params, Device device) {
        return (in, run) -> filter(in, params, run);
    }

    private Tile filter(Tile in, Params params, Run run) throws ToolException {
        check(params, in.shape());
        Tile out = run.tile(in.shape()).at(in.x(), in.y());
        int radius = params.size() / 2, channels = in.shape().channels();
        float[][] rows = new float[params.size()][Samples.perRow(in)];
        float[] result = new float[Samples.perRow(in)];
        for (int y = -radius; y < in.height() + radius; y++) {
            Samples.read(in, inside(y, in.height()), rows[Math.floorMod(y, rows.length)]);
            if (y < radius)
                continue;
            run.checkCancelled();
            for (int channel = 0; channel < channels; channel++)
                filterRow(rows, result, channel, channels, radius);
            Samples.write(out, y - radius, result);
        }
        return out;
    }

    private static void filterRow(float[][] rows, float[] result, int channel, int channels, int radius) {
        int width = result.length / channels;
        Window window = new Window(rows.length * rows.length);
        for (int x = -radius; x < radius; x++)
            for (float[] row : rows)
                window.add(row[inside(x, width) * channels + channel]);
        for (int x = 0; x < width; x++) {
            for (float[] row : rows)
                window.add(row[inside(x + radius, width) * channels + channel]);
            result[x * channels + channel] = window.median();
            for (float[] row : rows)
                window.remove(row[inside(x - radius, width) * channels + channel]);
        }
    }

    private static int inside(int at, int side) {
        return Math.max(0, Math.min(side - 1, at));
    }

    /** Samples in order. */
    private static final class Window {
        private final float[] ordered;
        private int size;

        Window(int capacity) {
            ordered = new float[capacity];
        }

        void add(float sample) {
            int found = Arrays.binarySearch(ordered, 0, size, sample), at = found < 0 ? -found - 1 : found;
            System.arraycopy(ordered, at, ordered, at + 1, size++ - at);
            ordered[at] = sample;
        }

        void remove(float sample) {
            int at = Arrays.binarySearch(ordered, 0, size, sample);
            System.arraycopy(ordered, at + 1, ordered, at, --size - at);
        }

        float median() {
            return ordered[size / 2];
        }
    }
}
