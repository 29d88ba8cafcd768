package org.loupe.tools.tribuo;

import java.util.Arrays;
import org.loupe.api.Run;

/**
 * Columns with their values replaced by at most 256 ordered bins, in which trees look for splits: one bin for each
 * value where there are no more values than bins, else bins of about equally many rows.
 */
final class Bins {
    static final int MOST = 256;

    /** {@code codes[column][row]}, unsigned. */
    final byte[][] codes;
    /** Smallest and largest value in each bin of each column. */
    private final float[][] low;
    private final float[][] high;

    Bins(Rows rows, Run run) {
        codes = new byte[rows.columns][rows.count];
        low = new float[rows.columns][];
        high = new float[rows.columns][];
        float[] sorted = new float[rows.count];
        for (int column = 0; column < rows.columns; column++) {
            run.checkCancelled();
            for (int row = 0; row < rows.count; row++)
                // adding 0 makes −0 and 0 one value
                sorted[row] = rows.values[row * rows.columns + column] + 0f;
            Arrays.sort(sorted);
            cut(sorted, column);
            for (int row = 0; row < rows.count; row++) {
                int at = Arrays.binarySearch(low[column], rows.values[row * rows.columns + column] + 0f);
                codes[column][row] = (byte) (at >= 0 ? at : -at - 2);
            }
        }
    }

    private void cut(float[] sorted, int column) {
        int distinct = 1;
        for (int i = 1; i < sorted.length; i++)
            if (sorted[i] != sorted[i - 1])
                distinct++;
        float[] from = new float[MOST], to = new float[MOST];
        int bins = 0;
        for (int i = 0; i < sorted.length; i++)
            if (bins == 0 || sorted[i] != sorted[i - 1] && (distinct <= MOST
                    || (long) bins * sorted.length <= (long) i * MOST)) {
                from[bins] = sorted[i];
                to[bins++] = sorted[i];
            } else
                to[bins - 1] = sorted[i];
        low[column] = Arrays.copyOf(from, bins);
        high[column] = Arrays.copyOf(to, bins);
    }

    int count(int column) {
        return low[column].length;
    }

    int columns() {
        return codes.length;
    }

    /** The value half-way between one bin and a later one: values up to it belong to the first. */
    float between(int column, int bin, int next) {
        float a = high[column][bin], b = low[column][next];
        float half = (float) (((double) a + b) / 2);
        return half < b ? half : a;
    }
}
