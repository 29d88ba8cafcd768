package org.loupe.wafer.statistics;

import java.util.Arrays;

/**
 * An index of points by square cells: which points are in a cell, which cells hold any. Points that are not finite are
 * left out. Immutable; 20 bytes a point, whatever the extent.
 */
final class PointGrid {
    private static final int MOST_ROWS = 1 << 20;

    final double[] xs;
    final double[] ys;
    private final double cell;
    private final double minX;
    private final double minY;
    private final int[] points;
    private final long[] keys;
    private final int[] starts;
    /** First cell of each row and behind the last one; null where there are more rows than it is worth. */
    private final int[] rowStarts;

    /** @param cell side of a cell; made larger where more than 2³⁰ cells would lie side by side */
    PointGrid(double[] xs, double[] ys, double cell) {
        this.xs = xs;
        this.ys = ys;
        double left = Double.POSITIVE_INFINITY, low = left, right = Double.NEGATIVE_INFINITY, high = right;
        int finite = 0;
        for (int i = 0; i < xs.length; i++)
            if (finite(i)) {
                left = Math.min(left, xs[i]);
                right = Math.max(right, xs[i]);
                low = Math.min(low, ys[i]);
                high = Math.max(high, ys[i]);
                finite++;
            }
        minX = left;
        minY = low;
        this.cell = finite == 0 ? cell : Math.max(cell, Math.max(right - left, high - low) / (1 << 30));
        points = new int[finite];
        int next = 0;
        for (int i = 0; i < xs.length; i++)
            if (finite(i))
                points[next++] = i;
        long[] sorted = sortByCell();
        int cells = 0;
        for (int i = 0; i < finite; i++)
            cells += i == 0 || sorted[i] != sorted[i - 1] ? 1 : 0;
        keys = new long[cells];
        starts = new int[cells + 1];
        cells = 0;
        for (int i = 0; i < finite; i++)
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                keys[cells] = sorted[i];
                starts[cells++] = i;
            }
        starts[cells] = finite;
        int rows = cells == 0 ? 0 : row(cells - 1) + 1;
        rowStarts = rows > MOST_ROWS ? null : new int[rows + 1];
        for (int c = 0; c < cells && rowStarts != null; c++)
            rowStarts[row(c) + 1] = c + 1;
        for (int r = 1; rowStarts != null && r <= rows; r++)
            rowStarts[r] = Math.max(rowStarts[r], rowStarts[r - 1]);
    }

    private boolean finite(int point) {
        return Double.isFinite(xs[point]) && Double.isFinite(ys[point]);
    }

    /** Sorts the points by cell, those of one cell as they came (by digits of 16 bits); the sorted keys. */
    private long[] sortByCell() {
        int n = points.length;
        long[] from = new long[n];
        long all = 0;
        for (int i = 0; i < n; i++) {
            from[i] = key(column(xs[points[i]]), row(ys[points[i]]));
            all |= from[i];
        }
        long[] to = new long[n];
        int[] order = points.clone(), other = new int[n];
        for (int shift = 0; shift < 64; shift += 16) {
            if ((all >>> shift & 0xffff) == 0)
                continue;
            int[] count = new int[0x10001];
            for (long k : from)
                count[(int) (k >>> shift & 0xffff) + 1]++;
            for (int d = 0; d < 0x10000; d++)
                count[d + 1] += count[d];
            for (int i = 0; i < n; i++) {
                int place = count[(int) (from[i] >>> shift & 0xffff)]++;
                to[place] = from[i];
                other[place] = order[i];
            }
            long[] swapKeys = from;
            from = to;
            to = swapKeys;
            int[] swap = order;
            order = other;
            other = swap;
        }
        System.arraycopy(order, 0, points, 0, n);
        return from;
    }

    static long key(int column, int row) {
        return (long) row << 32 | column;
    }

    int column(double x) {
        return (int) Math.floor((x - minX) / cell);
    }

    int row(double y) {
        return (int) Math.floor((y - minY) / cell);
    }

    /** Number of cells that hold points; they are sorted by row, then column. */
    int cells() {
        return keys.length;
    }

    int column(int cellIndex) {
        return (int) keys[cellIndex];
    }

    int row(int cellIndex) {
        return (int) (keys[cellIndex] >>> 32);
    }

    /** First of the places of {@link #point} that a cell has; it ends where the next begins. */
    int start(int cellIndex) {
        return starts[cellIndex];
    }

    int end(int cellIndex) {
        return starts[cellIndex + 1];
    }

    /** The point at a place. */
    int point(int place) {
        return points[place];
    }

    /** Number of points. */
    int size() {
        return points.length;
    }

    /** The first cell that holds points and is not before this one. */
    int first(int column, int row) {
        if (row < 0)
            return 0;
        int from = 0, to = keys.length;
        if (rowStarts != null) {
            if (row >= rowStarts.length - 1)
                return keys.length;
            from = rowStarts[row];
            to = rowStarts[row + 1];
        }
        int found = Arrays.binarySearch(keys, from, to, key(Math.max(0, column), row));
        return found >= 0 ? found : -found - 1;
    }

    /** Whether a cell is in a row and not behind a column. */
    boolean within(int cellIndex, int row, int lastColumn) {
        return cellIndex < keys.length && row(cellIndex) == row && column(cellIndex) <= lastColumn;
    }
}
