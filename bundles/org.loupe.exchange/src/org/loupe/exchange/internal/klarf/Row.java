package org.loupe.exchange.internal.klarf;

import java.util.Arrays;
import java.util.List;
import org.loupe.wafer.WaferDefects.Image;

/** One row of a list of defects, with the places of what an edit may change. Used again for the next row. */
final class Row {
    /** By role, in the unit of the file; NaN for what the row does not tell. */
    final double[] values = new double[Columns.ROLES];
    /** Where the value of a role begins in the file, -1 if the row has none. */
    final long[] from = new long[Columns.ROLES];
    /** Where it ends. */
    final long[] to = new long[Columns.ROLES];
    /** Its images. */
    List<Image> images = List.of();
    /** Line of its first value. */
    int line;
    /** Where its first value begins. */
    long start;
    /** Where the last value before those of images ends. */
    long fixedEnd;
    /** Where its last value ends. */
    long end;

    /** Whether one of its texts lacks its closing quote. */
    boolean open;

    void clear() {
        open = false;
        Arrays.fill(values, Double.NaN);
        Arrays.fill(from, -1);
        images = List.of();
    }

    /** A whole number, 0 if the row does not tell. */
    int whole(int role) {
        double value = values[role];
        return value == value ? (int) value : 0;
    }
}
