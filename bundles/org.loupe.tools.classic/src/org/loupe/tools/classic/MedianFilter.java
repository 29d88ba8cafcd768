package org.loupe.tools.classic;

import java.util.Arrays;
import org.loupe.api.Device;
import org.loupe.api.Operator;
import org.loupe.api.Param;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;

/**
 * Median of a square window, channel by channel; outside of the image its edge pixels go on. The window's samples are
 * kept in order while it slides along a row.
 */
public final class MedianFilter implements Operator<MedianFilter.Params> {
    private static final int LARGEST_FLOATING = 5;

    /**
     * @param size side of the square window in px, odd
     */
    public record Params(
            @Param(label = "Size", unit = "px", min = 3, max = 31, step = 2,
                    help = "Side of the square window. Specks smaller than half of it vanish; lines thinner than half"
                            + " of it vanish too.") int size) {

        public Params {
            if (size % 2 == 0)
                throw new IllegalArgumentException("The size is odd, such as 3, 5 or 7; found " + size + ".");
        }
    }

    @Override
    public Info info() {
        return Info.of("loupe.median", "Median filter", "Removes specks and salt-and-pepper noise and keeps edges"
                + " sharp. Floating point images: sizes 3 and 5 only.")
                .reference("Huang, Yang, Tang: A Fast Two-Dimensional Median Filtering Algorithm, IEEE ASSP 1979");
    }

    @Override
    public Params defaults() {
        return new Params(3);
    }

    @Override
    public int halo(Params params) {
        return params.size() / 2;
    }

    @Override
    public void check(Params params, Shape in) throws ToolException {
        Needs.pixels(info().label(), in);
        if (in.type() == Shape.Type.F32 && params.size() > LARGEST_FLOATING)
            throw new ToolException(info().label() + " of " + params.size() + " px needs 8-bit or 16-bit samples, got "
                    + in
                    + "; with floating point the size is 3 or 5.",
                    "Set the size to 5, or put 'Window and level' before this step.");
    }

    @Override
    public Shape output(Params params, Shape in) {
        return in;
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
