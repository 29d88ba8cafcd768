package org.loupe.wafer.statistics;

import java.util.Arrays;

/**
 * The clusters of {@link DefectClusters} by cells whose diagonal is the reach: points of one cell are within reach of
 * each other, so that whole cells are joined, not points. For one use by one thread.
 */
final class CellClusters {
    private final double[] xs;
    private final double[] ys;
    private final double reach2;
    private final int least;
    private final PointGrid grid;
    private final boolean[] core;
    private final int[] cellOf;
    private final int[] parent;

    CellClusters(double[] xs, double[] ys, double reach, int least) {
        this.xs = xs;
        this.ys = ys;
        this.reach2 = reach * reach;
        this.least = least;
        // a hair smaller, so that rounding never makes the diagonal longer than the reach
        grid = new PointGrid(xs, ys, reach / Math.sqrt(2) * (1 - 1e-12));
        core = new boolean[xs.length];
        cellOf = new int[xs.length];
        parent = new int[grid.cells()];
        Arrays.fill(cellOf, -1);
        for (int c = 0; c < parent.length; c++) {
            parent[c] = c;
            for (int i = grid.start(c); i < grid.end(c); i++)
                cellOf[grid.point(i)] = c;
        }
    }

    int[] labels() {
        for (int c = 0; c < grid.cells(); c++)
            markCores(c);
        for (int c = 0; c < grid.cells(); c++)
            join(c);
        int[] numbers = new int[grid.cells()], labels = new int[xs.length];
        Arrays.fill(numbers, -1);
        Arrays.fill(labels, DefectClusters.RANDOM);
        int next = 0;
        for (int i = 0; i < xs.length; i++)
            if (core[i]) {
                int root = root(cellOf[i]);
                if (numbers[root] < 0)
                    numbers[root] = next++;
                labels[i] = numbers[root];
            }
        for (int i = 0; i < xs.length; i++)
            if (!core[i] && cellOf[i] >= 0)
                labels[i] = border(i, labels);
        return labels;
    }

    /** Visits the cells around one, itself too: rows and columns up to two away. */
    private interface Visit {
        /** @return false to stop */
        boolean cell(int cell);
    }

    private void around(int cell, Visit visit) {
        int column = grid.column(cell), row = grid.row(cell);
        for (int r = Math.max(0, row - 2); r <= row + 2; r++)
            for (int c = grid.first(column - 2, r); grid.within(c, r, column + 2); c++)
                if (!visit.cell(c))
                    return;
    }

    private void markCores(int cell) {
        int own = grid.end(cell) - grid.start(cell);
        if (own >= least) {
            for (int i = grid.start(cell); i < grid.end(cell); i++)
                core[grid.point(i)] = true;
            return;
        }
        int[] cells = new int[25];
        int[] n = new int[1];
        around(cell, c -> {
            if (c != cell)
                cells[n[0]++] = c;
            return true;
        });
        for (int i = grid.start(cell); i < grid.end(cell); i++) {
            int p = grid.point(i), near = own;
            for (int k = 0; k < n[0] && near < least; k++)
                for (int j = grid.start(cells[k]); j < grid.end(cells[k]) && near < least; j++)
                    near += within(p, grid.point(j)) ? 1 : 0;
            core[p] = near >= least;
        }
    }

    private boolean within(int a, int b) {
        double dx = xs[a] - xs[b], dy = ys[a] - ys[b];
        return dx * dx + dy * dy <= reach2;
    }

    private void join(int cell) {
        if (!hasCore(cell))
            return;
        around(cell, other -> {
            if (other > cell && hasCore(other) && root(cell) != root(other) && coresMeet(cell, other))
                parent[Math.max(root(cell), root(other))] = Math.min(root(cell), root(other));
            return true;
        });
    }

    private boolean hasCore(int cell) {
        for (int i = grid.start(cell); i < grid.end(cell); i++)
            if (core[grid.point(i)])
                return true;
        return false;
    }

    private boolean coresMeet(int a, int b) {
        double left = Double.POSITIVE_INFINITY, low = left, right = Double.NEGATIVE_INFINITY, high = right;
        for (int j = grid.start(b); j < grid.end(b); j++) {
            int q = grid.point(j);
            if (!core[q])
                continue;
            left = Math.min(left, xs[q]);
            right = Math.max(right, xs[q]);
            low = Math.min(low, ys[q]);
            high = Math.max(high, ys[q]);
        }
        for (int i = grid.start(a); i < grid.end(a); i++) {
            int p = grid.point(i);
            if (!core[p])
                continue;
            double dx = Math.max(0, Math.max(left - xs[p], xs[p] - right));
            double dy = Math.max(0, Math.max(low - ys[p], ys[p] - high));
            if (dx * dx + dy * dy > reach2)
                continue;
            for (int j = grid.start(b); j < grid.end(b); j++)
                if (core[grid.point(j)] && within(p, grid.point(j)))
                    return true;
        }
        return false;
    }

    /** The lowest number of the clusters within reach. */
    private int border(int point, int[] labels) {
        int[] best = { Integer.MAX_VALUE };
        around(cellOf[point], c -> {
            for (int j = grid.start(c); j < grid.end(c); j++) {
                int q = grid.point(j);
                if (core[q] && labels[q] < best[0] && within(point, q))
                    best[0] = labels[q];
            }
            return true;
        });
        return best[0] == Integer.MAX_VALUE ? DefectClusters.RANDOM : best[0];
    }

    private int root(int cell) {
        int at = cell;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }
}
