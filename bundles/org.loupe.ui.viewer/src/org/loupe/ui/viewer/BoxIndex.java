package org.loupe.ui.viewer;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntPredicate;

import org.loupe.api.Detections;
import org.loupe.store.labels.Contours;

/**
 * The boxes of an image, so arranged that those of a part of it are found without looking at the others: grids of cells
 * that double in size, each box in the cell of its centre of the finest grid whose cells are not smaller than the box.
 * Immutable, any thread. Building one of a million boxes takes some 100 ms, which is not for the UI thread.
 */
public final class BoxIndex {
    /** No boxes. */
    public static final BoxIndex NONE = of(Detections.NONE);
    private static final int FINEST = 256, PER_CELL = 8, CONTOURS = 1000;

    private final Detections detections;
    /** Place and edge of the finest cells, in px. */
    private final double left, top, edge;
    /** Number of finest cells along each side, a power of two. */
    private final int cells;
    private final int levels;
    /** Where the rows of a level's cell start in {@link #rows}; levels one after the other. */
    private final int[] starts;
    private final int[] rows;
    /** Number of centres in each finest cell, whatever the size of their boxes. */
    private final int[] counts;
    private RowSet boundedRows;
    private double[] bounds;
    /** Outlines of masks that were asked for, the last ones. */
    private final Map<Integer, List<int[]>> contours = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, List<int[]>> eldest) {
            return size() > CONTOURS;
        }
    };

    /**
     * How many centres lie in each square of a part of the image. The squares lie still on the image, so that they do
     * not flicker while it is moved.
     *
     * @param x       left edge of the first square in px
     * @param y       top edge in px
     * @param edge    of a square, in px
     * @param columns of squares
     * @param counts  row by row
     */
    public record Density(double x, double y, double edge, int columns, int[] counts) {

        /** The number in the square at a place of the image; 0 outside. */
        public int at(double px, double py) {
            int place = place(px, py);
            return place < 0 ? 0 : counts[place];
        }

        /** Index of the square at a place of the image, -1 outside. */
        public int place(double px, double py) {
            int column = (int) Math.floor((px - x) / edge), line = (int) Math.floor((py - y) / edge);
            return column < 0 || column >= columns || line < 0 || line >= counts.length / columns ? -1
                    : line * columns + column;
        }
    }

    private BoxIndex(Detections detections) {
        this.detections = Objects.requireNonNull(detections);
        int n = detections.size();
        double x0 = Double.MAX_VALUE, y0 = Double.MAX_VALUE, x1 = -Double.MAX_VALUE, y1 = -Double.MAX_VALUE;
        for (int row = 0; row < n; row++) {
            x0 = Math.min(x0, x(row));
            y0 = Math.min(y0, y(row));
            x1 = Math.max(x1, x(row));
            y1 = Math.max(y1, y(row));
        }
        int wanted = (int) Math.sqrt(n / (double) PER_CELL);
        cells = Math.min(FINEST, Math.max(1, Integer.highestOneBit(Math.max(1, wanted))));
        levels = Integer.numberOfTrailingZeros(cells) + 1;
        left = n == 0 ? 0 : x0;
        top = n == 0 ? 0 : y0;
        edge = n == 0 ? 1 : Math.max(1, Math.max(x1 - x0, y1 - y0) / cells * (1 + 1e-6) + 1e-6);
        counts = new int[cells * cells];
        starts = new int[offset(levels) + 1];
        int[] place = new int[n];
        for (int row = 0; row < n; row++) {
            int column = cell(x(row) - left, 0), line = cell(y(row) - top, 0);
            counts[line * cells + column]++;
            int level = level(row);
            place[row] = offset(level) + (line >> level) * (cells >> level) + (column >> level);
            starts[place[row] + 1]++;
        }
        for (int i = 1; i < starts.length; i++)
            starts[i] += starts[i - 1];
        int[] next = Arrays.copyOf(starts, starts.length);
        rows = new int[n];
        for (int row = 0; row < n; row++)
            rows[next[place[row]]++] = row;
    }

    /** Arranges the boxes of an image. */
    public static BoxIndex of(Detections detections) {
        return new BoxIndex(detections);
    }

    /** The boxes. */
    public Detections detections() {
        return detections;
    }

    private double x(int row) {
        return detections.x()[row] + detections.width()[row] / 2.0;
    }

    private double y(int row) {
        return detections.y()[row] + detections.height()[row] / 2.0;
    }

    private int level(int row) {
        double size = Math.max(detections.width()[row], detections.height()[row]);
        int level = 0;
        for (double cell = edge; cell < size && level < levels - 1; cell *= 2)
            level++;
        return level;
    }

    /** Number of cells of all finer levels. */
    private int offset(int level) {
        int n = 0;
        for (int i = 0; i < level; i++)
            n += (cells >> i) * (cells >> i);
        return n;
    }

    private int cell(double distance, int level) {
        return (int) Math.max(0, Math.min((cells >> level) - 1, Math.floor(distance / (edge * (1 << level)))));
    }

    /**
     * Visits the boxes that touch a part of the image, until the visitor has enough. The order is that of the cells.
     *
     * @param visitor is given a row; returns whether to go on
     * @return whether all were visited
     */
    public boolean visit(double x0, double y0, double x1, double y1, IntPredicate visitor) {
        int first = 0;
        for (int level = 0; level < levels; level++) {
            int side = cells >> level, from = first;
            first += side * side;
            if (starts[from] == starts[first])
                continue;
            // a box of the last level may be larger than its cell, which then is the only one
            double reach = level == levels - 1 ? Double.MAX_VALUE / 4 : edge * (1 << level) / 2;
            int a = cell(x0 - reach - left, level), b = cell(x1 + reach - left, level);
            int c = cell(y0 - reach - top, level), d = cell(y1 + reach - top, level);
            for (int line = c; line <= d; line++)
                for (int i = starts[from + line * side + a], end = starts[from + line * side + b + 1]; i < end; i++) {
                    int row = rows[i];
                    float x = detections.x()[row], y = detections.y()[row];
                    if (x <= x1 && y <= y1 && x + detections.width()[row] >= x0
                            && y + detections.height()[row] >= y0 && !visitor.test(row))
                        return false;
                }
        }
        return true;
    }

    /**
     * The rows of the boxes that touch a part of the image, in ascending order.
     *
     * @return {@code null} if there are more than {@code most}
     */
    public int[] within(double x0, double y0, double x1, double y1, int most) {
        int[] found = new int[Math.min(detections.size(), Math.min(most, 1 << 12)) + 1];
        int[][] grown = { found };
        int[] n = new int[1];
        boolean all = visit(x0, y0, x1, y1, row -> {
            if (n[0] == most)
                return false;
            if (n[0] == grown[0].length)
                grown[0] = Arrays.copyOf(grown[0], n[0] * 2);
            grown[0][n[0]++] = row;
            return true;
        });
        if (!all)
            return null;
        int[] rowsWithin = Arrays.copyOf(grown[0], n[0]);
        Arrays.sort(rowsWithin);
        return rowsWithin;
    }

    /**
     * The part of the image that some boxes take: left, top, right and lower edge in px. Kept for the rows that were
     * asked for last, since a million may be selected while the view moves.
     *
     * @param of not empty
     */
    synchronized double[] bounds(RowSet of) {
        if (of == boundedRows)
            return bounds.clone();
        double[] all = { Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE };
        for (int row = of.next(0); row >= 0 && row < detections.size(); row = of.next(row + 1)) {
            all[0] = Math.min(all[0], detections.x()[row]);
            all[1] = Math.min(all[1], detections.y()[row]);
            all[2] = Math.max(all[2], detections.x()[row] + detections.width()[row]);
            all[3] = Math.max(all[3], detections.y()[row] + detections.height()[row]);
        }
        boundedRows = of;
        bounds = all;
        return all.clone();
    }

    /** Whether the outline of a row's mask is at hand. */
    synchronized boolean hasContour(int row) {
        return contours.containsKey(row);
    }

    /** The outline of a row's mask as {@link Contours#trace} gives it; it is kept for some time. */
    synchronized List<int[]> contour(int row) {
        return contours.computeIfAbsent(row, r -> Contours.trace(detections.masks()[r],
                Math.round(detections.width()[r]), Math.round(detections.height()[r])));
    }

    /** The row of the smallest box that a place lies in or no further from than {@code grow} px; -1 if none. */
    public int at(double px, double py, double grow) {
        int[] best = { -1 };
        double[] least = { Double.MAX_VALUE };
        visit(px - grow, py - grow, px + grow, py + grow, row -> {
            double area = (double) detections.width()[row] * detections.height()[row];
            if (area < least[0] || area == least[0] && row < best[0]) {
                least[0] = area;
                best[0] = row;
            }
            return true;
        });
        return best[0];
    }

    /**
     * Counts the centres in squares of a part of the image.
     *
     * @param least smallest edge of a square in px; the squares are up to twice as large
     */
    public Density density(double x0, double y0, double x1, double y1, double least) {
        double square = edge;
        int per = 0; // squares are 2^per cells
        while (square < least && square < edge * cells) {
            square *= 2;
            per++;
        }
        while (square / 2 >= least) {
            square /= 2;
            per--;
        }
        int a = (int) Math.floor((Math.max(x0, left) - left) / square);
        int b = (int) Math.floor((Math.min(x1, left + edge * cells) - left) / square);
        int c = (int) Math.floor((Math.max(y0, top) - top) / square);
        int d = (int) Math.floor((Math.min(y1, top + edge * cells) - top) / square);
        int columns = Math.max(1, b - a + 1), lines = Math.max(1, d - c + 1);
        Density density = new Density(left + a * square, top + c * square, square, columns, new int[columns * lines]);
        if (per >= 0) {
            int last = cells - 1;
            for (int line = Math.max(0, c << per); line <= Math.min(last, (d + 1 << per) - 1); line++)
                for (int column = Math.max(0, a << per); column <= Math.min(last, (b + 1 << per) - 1); column++)
                    density.counts[((line >> per) - c) * columns + (column >> per) - a] += counts[line * cells
                            + column];
        } else
            visit(density.x, density.y, density.x + columns * square, density.y + lines * square, row -> {
                int place = density.place(x(row), y(row));
                if (place >= 0)
                    density.counts[place]++;
                return true;
            });
        return density;
    }
}
