package org.loupe.wafer;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Dies of a wafer with their bins, in columns, in the order of the file; each place once. Immutable. */
public final class Dies {
    /** No dies. */
    public static final Dies NONE = new Builder().build();
    /** The bin of a die that has none. */
    public static final int NO_BIN = -1;

    private final int[] columns;
    private final int[] rows;
    private final int[] bins;
    private final Map<Long, Integer> byPlace;

    private Dies(int[] columns, int[] rows, int[] bins, Map<Long, Integer> byPlace) {
        this.columns = columns;
        this.rows = rows;
        this.bins = bins;
        this.byPlace = byPlace;
    }

    private static long place(int column, int row) {
        return (long) column << 32 | row & 0xffffffffL;
    }

    public int size() {
        return columns.length;
    }

    public int column(int die) {
        return columns[die];
    }

    public int row(int die) {
        return rows[die];
    }

    /** Its bin, {@link #NO_BIN} if it has none. */
    public int bin(int die) {
        return bins[die];
    }

    /** The die at a place of the grid, -1 if there is none. */
    public int find(int column, int row) {
        return byPlace.getOrDefault(place(column, row), -1);
    }

    /** Collects dies. */
    public static final class Builder {
        private int[] columns = new int[64];
        private int[] rows = new int[64];
        private int[] bins = new int[64];
        private int size;
        private final Map<Long, Integer> byPlace = new HashMap<>();

        /**
         * Adds a die; at a place that has one already only the bin is taken, if it is one.
         *
         * @param bin 0 or more, or {@link Dies#NO_BIN}
         */
        public Builder add(int column, int row, int bin) {
            Integer known = byPlace.putIfAbsent(place(column, row), size);
            if (known != null) {
                if (bin != NO_BIN)
                    bins[known] = bin;
                return this;
            }
            if (size == columns.length) {
                columns = Arrays.copyOf(columns, 2 * size);
                rows = Arrays.copyOf(rows, 2 * size);
                bins = Arrays.copyOf(bins, 2 * size);
            }
            columns[size] = column;
            rows[size] = row;
            bins[size++] = bin;
            return this;
        }

        public int size() {
            return size;
        }

        public Dies build() {
            return new Dies(Arrays.copyOf(columns, size), Arrays.copyOf(rows, size), Arrays.copyOf(bins, size),
                    new HashMap<>(byPlace));
        }
    }
}
