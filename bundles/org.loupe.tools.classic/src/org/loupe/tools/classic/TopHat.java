package org.loupe.tools.classic;

import java.util.Arrays;
import org.loupe.api.Device;
import org.loupe.api.Run;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.tools.base.Samples;

/**
 * What a square element does not fit under: white, the image minus its opening; black, its closing minus the image.
 * Channel by channel; outside of the image its edge pixels go on.
 */
public final class TopHat extends org.loupe.tools.base.TopHat {
    private static final int ROWS_AT_ONCE = 512;

    @Override
    public Step<Tile, Tile> open(Params params, Device device) {
        return (in, run) -> {
            check(params, in.shape());
            Tile out = run.tile(in.shape()).at(in.x(), in.y());
            transform(in, out, params.kind() == Kind.WHITE, params.size(), run);
            return out;
        };
    }

    /** The top-hat of {@code in} by a square of {@code size} px into {@code out}, which has its shape. */
    static void transform(Tile in, Tile out, boolean white, int size, Run run) {
        int channels = in.shape().channels(), height = in.height(), halo = size - 1;
        for (int from = 0; from < height; from += ROWS_AT_ONCE) {
            int to = Math.min(height, from + ROWS_AT_ONCE);
            int first = Math.max(0, from - halo), last = Math.min(height, to + halo);
            float[][] rows = new float[last - first][];
            for (int y = first; y < last; y++)
                rows[y - first] = Samples.read(in, y);
            extreme(rows, size, channels, !white, run);
            extreme(rows, size, channels, white, run);
            for (int y = from; y < to; y++) {
                float[] line = Samples.read(in, y), level = rows[y - first];
                for (int i = 0; i < line.length; i++)
                    line[i] = white ? line[i] - level[i] : level[i] - line[i];
                Samples.write(out, y, line);
            }
        }
    }

    /** Replaces each sample by the largest, or smallest, of the square around it, as far as there are samples. */
    private static void extreme(float[][] rows, int size, int channels, boolean largest, Run run) {
        int radius = size / 2, width = rows[0].length, height = rows.length;
        for (int y = 0; y < height; y++) {
            run.checkCancelled();
            float[] padded = new float[width + 2 * radius * channels];
            for (int i = 0; i < padded.length; i++)
                padded[i] = rows[y][Math.max(0, Math.min(width / channels - 1, i / channels - radius)) * channels
                        + i % channels];
            // the window grows by doubling: an extreme of 2n samples is that of two times n
            int reach = 1;
            for (; 2 * reach <= size; reach *= 2)
                combine(padded, padded, reach * channels, padded.length - reach * channels, largest);
            combine(padded, padded, (size - reach) * channels, width, largest);
            rows[y] = Arrays.copyOf(padded, width);
        }
        float[][] padded = new float[height + 2 * radius][];
        for (int y = 0; y < padded.length; y++)
            padded[y] = rows[Math.max(0, Math.min(height - 1, y - radius))].clone();
        int reach = 1;
        for (; 2 * reach <= size; reach *= 2)
            for (int y = 0; y + reach < padded.length; y++)
                combine(padded[y], padded[y + reach], 0, width, largest);
        for (int y = 0; y < height; y++) {
            run.checkCancelled();
            combine(padded[y], padded[y + size - reach], 0, width, largest);
            rows[y] = padded[y];
        }
    }

    private static void combine(float[] a, float[] b, int fromB, int length, boolean largest) {
        for (int i = 0; i < length; i++)
            a[i] = largest ? Math.max(a[i], b[fromB + i]) : Math.min(a[i], b[fromB + i]);
    }
}
