package org.loupe.ui.viewer.internal;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.Consumer;

import org.loupe.api.ToolException;
import org.loupe.store.Listing;
import org.loupe.store.RunReader;
import org.loupe.ui.DetectionIds;
import org.loupe.ui.viewer.Axis;

/**
 * What a plot shows of a run: columns of numbers by rank, and which ranks the filter lists. Whatever a gesture asks of
 * it is a loop over arrays; a million take some milliseconds. Immutable by agreement; any thread, but the loops are too
 * long for the UI thread.
 *
 * @param listing which detections are listed
 * @param x       values by rank, NaN where unknown
 * @param y       values by rank; {@code null} if the plot has one column
 * @param classes class of each, by rank
 * @param rangeX  smallest, largest and smallest positive of the listed values; NaN if none is known
 * @param rangeY  likewise
 */
record PlotData(Listing listing, float[] x, float[] y, byte[] classes, double[] rangeX, double[] rangeY)
        implements Points {

    /** Reads what a plot needs; asks the store. @param y "" for a plot of one column */
    static PlotData of(RunReader reader, String where, String x, String y) throws ToolException {
        Listing listing = reader.table().listing(where, "");
        float[] xs = reader.table().values(x), ys = y.isEmpty() ? null : reader.table().values(y);
        return new PlotData(listing, xs, ys, reader.table().classes(), range(listing, xs),
                ys == null ? new double[] { Double.NaN, Double.NaN, Double.NaN } : range(listing, ys));
    }

    private static double[] range(Listing listing, float[] values) {
        float low = Float.POSITIVE_INFINITY, high = Float.NEGATIVE_INFINITY, positive = Float.POSITIVE_INFINITY;
        for (int place = 0; place < listing.size(); place++) {
            float value = values[listing.rank(place)];
            if (!Float.isFinite(value))
                continue;
            low = Math.min(low, value);
            high = Math.max(high, value);
            if (value > 0)
                positive = Math.min(positive, value);
        }
        return new double[] { low <= high ? low : Double.NaN, low <= high ? high : Double.NaN,
                positive < Float.POSITIVE_INFINITY ? positive : Double.NaN };
    }

    /** Number of detections listed. */
    int size() {
        return listing.size();
    }

    @Override
    public void within(double fromX, double toX, double fromY, double toY, Taker taker) {
        // compared as the store compares
        float left = (float) fromX, right = (float) toX, low = (float) fromY, high = (float) toY;
        for (int place = 0; place < listing.size(); place++) {
            int rank = listing.rank(place);
            if (x[rank] >= left && x[rank] <= right && (y == null || y[rank] >= low && y[rank] <= high))
                taker.take(rank);
        }
    }

    /** The detections within a box of values. */
    DetectionIds in(double fromX, double toX, double fromY, double toY) {
        return collect(taker -> within(fromX, toX, fromY, toY, taker));
    }

    /** The detections within a polygon on the screen, by the even-odd rule. @param xs its corners as values */
    DetectionIds in(Axis axisX, Axis axisY, double[] xs, double[] ys) {
        return collect(taker -> within(axisX, axisY, xs, ys, taker));
    }

    private DetectionIds collect(Consumer<Taker> loop) {
        long[][] keys = { new long[1024] };
        int[] n = new int[1];
        loop.accept(rank -> {
            if (n[0] == keys[0].length)
                keys[0] = Arrays.copyOf(keys[0], n[0] * 2);
            keys[0][n[0]++] = listing.keyOfRank(rank);
        });
        return DetectionIds.ofKeys(Arrays.copyOf(keys[0], n[0]));
    }

    /** The ranks of some detections. */
    BitSet ranks(DetectionIds ids) {
        BitSet ranks = new BitSet(listing.all());
        long[] keys = ids.keys();
        int rank = 0;
        if (keys.length < listing.all() / 16) {
            for (long key : keys)
                if (listing.rankOf(key) >= 0)
                    ranks.set(listing.rankOf(key));
        } else {
            for (long key : keys) { // both ascend
                while (rank < listing.all() && listing.keyOfRank(rank) < key)
                    rank++;
                if (rank < listing.all() && listing.keyOfRank(rank) == key)
                    ranks.set(rank);
            }
        }
        return ranks;
    }
}
