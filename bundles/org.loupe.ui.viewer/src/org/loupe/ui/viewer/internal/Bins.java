package org.loupe.ui.viewer.internal;

import java.util.BitSet;

import org.loupe.ui.viewer.Axis;

/**
 * How often the values of a plot fall into bins that are equally wide on the axis. Immutable by agreement.
 *
 * @param axis     they divide, from end to end
 * @param counts   [class][bin]
 * @param selected in each bin
 * @param most     largest sum of a bin over all classes
 * @param shown    number of values within the axis
 * @param unknown  number of detections listed without a value
 */
record Bins(Axis axis, int[][] counts, int[] selected, int most, int shown, int unknown) {

    /** Counts; too long for the UI thread. @param number of bins @param chosen ranks of the selected detections */
    static Bins of(PlotData data, Axis axis, int number, int classes, BitSet chosen) {
        int[][] counts = new int[Math.max(1, classes)][number];
        int[] selected = new int[number];
        int shown = 0, unknown = 0;
        for (int place = 0; place < data.size(); place++) {
            int rank = data.listing().rank(place);
            float value = data.x()[rank];
            if (Float.isNaN(value)) {
                unknown++;
                continue;
            }
            if (!(value >= axis.min() && value <= axis.max()))
                continue;
            int bin = Math.max(0, Math.min(number - 1, (int) (axis.share(value) * number)));
            counts[Math.min(counts.length - 1, data.classes()[rank])][bin]++;
            shown++;
            if (chosen.get(rank))
                selected[bin]++;
        }
        int most = 0;
        for (int bin = 0; bin < number; bin++)
            most = Math.max(most, sum(counts, bin));
        return new Bins(axis, counts, selected, most, shown, unknown);
    }

    private static int sum(int[][] counts, int bin) {
        int sum = 0;
        for (int[] of : counts)
            sum += of[bin];
        return sum;
    }

    /** Number of bins. */
    int size() {
        return selected.length;
    }

    /** Values in a bin. */
    int count(int bin) {
        return sum(counts, bin);
    }

    /** Left edge of a bin; of {@code size()} the right edge of the last. */
    double edge(int bin) {
        return axis.value(bin / (double) size());
    }

    /** The bin of a value; -1 if it lies outside. */
    int bin(double value) {
        double share = axis.share(value);
        return share < 0 || share > 1 ? -1 : Math.min(size() - 1, (int) (share * size()));
    }
}
