package org.loupe.tools.opencv;

import org.bytedeco.opencv.global.opencv_imgproc;
import org.loupe.api.Device;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;

/**
 * Median of a square window, channel by channel; outside of the image its edge pixels go on. 8-bit images take about
 * the same time for any size.
 */
public final class MedianFilter extends org.loupe.tools.base.MedianFilter {
    /** Largest window that OpenCV has for samples of more than 8 bits. */
    private static final int LARGEST_NATIVE = 5;

    @Override
    public Info info() {
        return super.info()
                .reference("Perreault, Hébert: Median Filtering in Constant Time, IEEE Trans. Image Process. 2007")
                .rank(10);
    }

    @Override
    public Step<Tile, Tile> open(Params params, Device device) throws ToolException {
        int size = params.size();
        double nanos = size <= LARGEST_NATIVE ? 3 : 25;
        Step<Tile, Tile> opencv = new FilterStep<>(this, params, nanos,
                (in, out) -> opencv_imgproc.medianBlur(in, out, size));
        if (size <= LARGEST_NATIVE)
            return opencv;
        return (in, run) -> in.shape().type() == Shape.Type.U16 ? wide(in, params, run) : opencv.apply(in, run);
    }

    /** 16-bit windows that OpenCV lacks: a histogram of two levels slides along each row. */
    private Tile wide(Tile in, Params params, Run run) throws ToolException {
        check(params, in.shape());
        Tile out = run.tile(in.shape()).at(in.x(), in.y());
        int radius = params.size() / 2, width = in.width(), height = in.height(), channels = in.shape().channels();
        short[][] rows = new short[params.size()][width * channels];
        short[] result = new short[width * channels];
        SlidingMedian median = new SlidingMedian(params.size() * params.size());
        var from = in.data().asShortBuffer();
        var to = out.data().asShortBuffer();
        for (int y = -radius; y < height + radius; y++) {
            short[] newest = rows[Math.floorMod(y, rows.length)];
            from.get(Math.max(0, Math.min(height - 1, y)) * newest.length, newest);
            int row = y - radius;
            if (row < 0)
                continue;
            run.checkCancelled();
            for (int channel = 0; channel < channels; channel++) {
                median.clear();
                for (int x = -radius; x <= radius; x++)
                    median.add(rows, column(x, width) * channels + channel);
                for (int x = 0; x < width; x++) {
                    result[x * channels + channel] = (short) median.get();
                    median.remove(rows, column(x - radius, width) * channels + channel);
                    median.add(rows, column(x + radius + 1, width) * channels + channel);
                }
            }
            to.put(result);
        }
        return out;
    }

    private static int column(int x, int width) {
        return Math.max(0, Math.min(width - 1, x));
    }

    /** The median of a window of 16-bit values that come and go by columns. */
    private static final class SlidingMedian {
        private final int[] coarse = new int[256];
        private final int[] fine = new int[1 << 16];
        private final int rank;

        SlidingMedian(int count) {
            rank = count / 2;
        }

        void clear() {
            java.util.Arrays.fill(coarse, 0);
            java.util.Arrays.fill(fine, 0);
        }

        void add(short[][] rows, int column) {
            for (short[] row : rows) {
                int value = row[column] & 0xffff;
                coarse[value >> 8]++;
                fine[value]++;
            }
        }

        void remove(short[][] rows, int column) {
            for (short[] row : rows) {
                int value = row[column] & 0xffff;
                coarse[value >> 8]--;
                fine[value]--;
            }
        }

        int get() {
            int below = 0, bin = 0;
            while (below + coarse[bin] <= rank)
                below += coarse[bin++];
            int value = bin << 8;
            while (below + fine[value] <= rank)
                below += fine[value++];
            return value;
        }
    }
}
