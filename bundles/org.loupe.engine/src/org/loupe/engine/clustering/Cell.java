package org.loupe.engine.clustering;

import org.loupe.api.Features;

/**
 * Rows side by side in memory, column after column, so that the distances of one point to all of them are computed many
 * at a time by the processor's vector unit. Immutable.
 */
final class Cell {
    /** Rows of one pass: their sums stay in the innermost cache. */
    private static final int PASS = 1024;

    private final int columns;
    private final int[] rows;
    private final float[] values;

    /** Some rows of a batch. */
    Cell(Features all, int[] rows) {
        this.rows = rows;
        columns = all.names().size();
        values = new float[columns * rows.length];
        for (int i = 0; i < rows.length; i++)
            for (int c = 0, from = rows[i] * columns; c < columns; c++)
                values[c * rows.length + i] = all.values()[from + c];
    }

    int size() {
        return rows.length;
    }

    /** Number in the whole batch of the i-th row. */
    int row(int i) {
        return rows[i];
    }

    /** Squared distance of a point to each row. */
    float[] squares(float[] point) {
        float[] sums = new float[rows.length];
        squares(point, sums);
        return sums;
    }

    /** The same into an array that has room for {@link #size()}. */
    void squares(float[] point, float[] sums) {
        for (int from = 0; from < rows.length; from += PASS) {
            int to = Math.min(rows.length, from + PASS), c = 0;
            java.util.Arrays.fill(sums, from, to, 0);
            for (; c + 4 <= columns; c += 4)
                four(values, c * rows.length, rows.length, from, to, point, c, sums);
            for (; c < columns; c++)
                one(values, c * rows.length, from, to, point[c], sums);
        }
    }

    private static void four(float[] v, int at, int next, int from, int to, float[] point, int c, float[] sums) {
        float p0 = point[c], p1 = point[c + 1], p2 = point[c + 2], p3 = point[c + 3];
        int at1 = at + next, at2 = at1 + next, at3 = at2 + next;
        for (int i = from; i < to; i++) {
            float d0 = v[at + i] - p0, d1 = v[at1 + i] - p1, d2 = v[at2 + i] - p2, d3 = v[at3 + i] - p3;
            sums[i] = sums[i] + d0 * d0 + d1 * d1 + d2 * d2 + d3 * d3; // in order, as a device adds them
        }
    }

    private static void one(float[] v, int at, int from, int to, float p, float[] sums) {
        for (int i = from; i < to; i++) {
            float d = v[at + i] - p;
            sums[i] += d * d;
        }
    }
}
