package org.loupe.ui.viewer;

import org.loupe.api.Shape;
import org.loupe.api.Tile;

/**
 * How often each range of values occurs in an image; of colour images all three colours together. Immutable.
 *
 * @param from   first value of the first bin
 * @param to     last value of the last bin, above {@code from}
 * @param counts samples in each bin
 */
public record Histogram(double from, double to, long[] counts) {
    /** Bins, as many as 8-bit samples have values. */
    public static final int BINS = 256;
    /** Samples that are looked at, spread evenly; more would not change the picture. */
    private static final int MOST = 4 << 20;

    /**
     * Counts the samples of an image, at most {@value #MOST} of them; what is not a number is left out. 8-bit samples
     * are counted from 0 to 255, others from the smallest to the largest. Any thread.
     */
    public static Histogram of(Tile tile) {
        Shape shape = tile.shape();
        int channels = Math.min(3, shape.channels());
        if (channels == 2)
            channels = 1;
        int step = (int) Math.max(1, Math.ceil(Math.sqrt((double) shape.pixels() * channels / MOST)));
        double from = Double.POSITIVE_INFINITY, to = Double.NEGATIVE_INFINITY;
        if (shape.type() == Shape.Type.U8) {
            from = 0;
            to = 255;
        } else
            for (int y = 0; y < shape.height(); y += step)
                for (int x = 0; x < shape.width(); x += step)
                    for (int c = 0; c < channels; c++) {
                        double v = tile.get(x, y, c);
                        if (Double.isFinite(v)) {
                            from = Math.min(from, v);
                            to = Math.max(to, v);
                        }
                    }
        if (!(to > from)) {
            from = Double.isFinite(from) ? from : 0;
            to = from + 1;
        }
        long[] counts = new long[BINS];
        double factor = (BINS - 1) / (to - from);
        for (int y = 0; y < shape.height(); y += step)
            for (int x = 0; x < shape.width(); x += step)
                for (int c = 0; c < channels; c++) {
                    double v = tile.get(x, y, c);
                    if (Double.isFinite(v))
                        counts[(int) ((v - from) * factor + 0.5)]++;
                }
        return new Histogram(from, to, counts);
    }

    /** The value in the middle of a bin. */
    public double value(int bin) {
        return from + (to - from) * bin / (BINS - 1);
    }

    /**
     * What to show as black and white so that a share of the samples is left out at either end.
     *
     * @param share 0 up to below 0.5
     * @return low and high, high above low
     */
    public double[] window(double share) {
        long all = 0;
        for (long count : counts)
            all += count;
        if (all == 0)
            return new double[] { from, to };
        long out = (long) Math.floor(all * share);
        int low = 0, high = BINS - 1;
        for (long n = counts[0]; n <= out && low < BINS - 1; n += counts[low])
            low++;
        for (long n = counts[BINS - 1]; n <= out && high > 0; n += counts[high])
            high--;
        return high > low ? new double[] { value(low), value(high) }
                : new double[] { value(Math.min(low, high)), value(Math.min(low, high)) + (to - from) / (BINS - 1) };
    }

    /** The largest count. */
    public long most() {
        long most = 1;
        for (long count : counts)
            most = Math.max(most, count);
        return most;
    }
}
