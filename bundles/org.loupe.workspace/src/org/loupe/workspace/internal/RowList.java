package org.loupe.workspace.internal;

import java.util.Arrays;

/** Rows of whole numbers, four bytes each. Not for use by several threads while it grows. */
public final class RowList {
    private final int columns;
    private int[] values;
    private int size;

    /** @param columns of each row */
    public RowList(int columns) {
        this.columns = columns;
        values = new int[columns * 16];
    }

    /** Adds a row. @param row a value for each column */
    public void add(int... row) {
        if (row.length != columns)
            throw new IllegalArgumentException("A row has " + columns + " values, found " + row.length + ".");
        if ((size + 1) * columns > values.length)
            values = Arrays.copyOf(values, values.length + (values.length >> 1));
        System.arraycopy(row, 0, values, size++ * columns, columns);
    }

    /** A value. */
    public int get(int row, int column) {
        return values[row * columns + column];
    }

    /** Number of rows. */
    public int size() {
        return size;
    }
}
