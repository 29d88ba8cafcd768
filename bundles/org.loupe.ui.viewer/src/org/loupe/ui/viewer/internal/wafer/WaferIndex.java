package org.loupe.ui.viewer.internal.wafer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

import org.loupe.wafer.DieGrid;
import org.loupe.wafer.Dies;
import org.loupe.wafer.Outline;
import org.loupe.wafer.Wafer;
import org.loupe.wafer.WaferDefects;

/**
 * What makes the defects of a wafer quick to find: by die, by class and by place. Immutable; any thread, and the making
 * is too long for the UI thread if there are many.
 */
public final class WaferIndex {
    private static final int PER_SQUARE = 6, MOST_SQUARES = 512, MOST_GUESSED = 200_000;

    private final Wafer wafer;
    private final WaferDefects defects;
    private final boolean guessed;
    private final int[] columns, rows, bins, dieOf, firstOfDie, byDie;
    private final Map<Long, Integer> dies = new HashMap<>();
    private final int[] classNumbers, classCounts;
    private final short[] ranks;
    private final double left, bottom, edgeX, edgeY;
    private final int across, up, placed;
    private final int[] firstInSquare, bySquare;
    /** Places in the order of the squares, so that those of a square lie beside each other. */
    private final float[] xs, ys;

    /** Is told of defects with their places. */
    @FunctionalInterface
    public interface Each {
        /** @param x in µm from the centre @param y likewise, up */
        void defect(int defect, double x, double y);
    }

    /** Makes the index of a wafer. */
    public WaferIndex(Wafer wafer) {
        this.wafer = wafer;
        defects = wafer.defects();
        int n = defects.size();
        Dies listed = wafer.dies().size() > 0 ? wafer.dies() : inside(wafer.outline(), wafer.grid());
        guessed = wafer.dies().size() == 0;
        int[][] places = new int[3][listed.size() + 16];
        int size = 0;
        for (int i = 0; i < listed.size(); i++)
            size = put(places, size, listed.column(i), listed.row(i), listed.bin(i));
        dieOf = new int[n];
        for (int i = 0, before = -1; i < n; i++) {
            int column = defects.column(i), row = defects.row(i);
            if (before < 0 || places[0][before] != column || places[1][before] != row) {
                Integer known = dies.get(key(column, row));
                if (known == null) {
                    if (size == places[0].length)
                        for (int k = 0; k < 3; k++)
                            places[k] = Arrays.copyOf(places[k], 2 * size);
                    size = put(places, size, column, row, Dies.NO_BIN);
                    known = size - 1;
                }
                before = known;
            }
            dieOf[i] = before;
        }
        columns = Arrays.copyOf(places[0], size);
        rows = Arrays.copyOf(places[1], size);
        bins = Arrays.copyOf(places[2], size);
        firstOfDie = new int[size + 1];
        byDie = sorted(dieOf, firstOfDie);

        Map<Integer, int[]> counts = new HashMap<>();
        for (int i = 0; i < n; i++)
            counts.computeIfAbsent(defects.classNumber(i), c -> new int[1])[0]++;
        List<Map.Entry<Integer, int[]>> byCount = new ArrayList<>(counts.entrySet());
        byCount.sort((a, b) -> a.getValue()[0] != b.getValue()[0] ? Integer.compare(b.getValue()[0], a.getValue()[0])
                : Integer.compare(a.getKey(), b.getKey()));
        classNumbers = byCount.stream().mapToInt(Map.Entry::getKey).toArray();
        classCounts = byCount.stream().mapToInt(e -> e.getValue()[0]).toArray();
        Map<Integer, Integer> rankOf = new HashMap<>();
        for (int i = 0; i < classNumbers.length; i++)
            rankOf.put(classNumbers[i], Math.min(i, Short.MAX_VALUE));
        ranks = new short[n];
        for (int i = 0; i < n; i++)
            ranks[i] = rankOf.get(defects.classNumber(i)).shortValue();

        double x0 = Double.MAX_VALUE, y0 = x0, x1 = -x0, y1 = -x0;
        int on = 0;
        for (int i = 0; i < n; i++) {
            x0 = Math.min(x0, defects.x(i));
            x1 = Math.max(x1, defects.x(i));
            y0 = Math.min(y0, defects.y(i));
            y1 = Math.max(y1, defects.y(i));
            on += wafer.outline().contains(defects.x(i), defects.y(i)) ? 1 : 0;
        }
        placed = on;
        left = n == 0 ? 0 : x0;
        bottom = n == 0 ? 0 : y0;
        double wide = n == 0 ? 1 : Math.max(1e-3, x1 - x0), high = n == 0 ? 1 : Math.max(1e-3, y1 - y0);
        across = up = (int) Math.max(1, Math.min(MOST_SQUARES, Math.sqrt((double) n / PER_SQUARE)));
        edgeX = wide / across;
        edgeY = high / up;
        int[] squares = new int[n];
        for (int i = 0; i < n; i++)
            squares[i] = square(defects.x(i), left, edgeX, across) + across * square(defects.y(i), bottom, edgeY, up);
        firstInSquare = new int[across * up + 1];
        bySquare = sorted(squares, firstInSquare);
        xs = new float[n];
        ys = new float[n];
        for (int i = 0; i < n; i++) {
            xs[i] = (float) defects.x(bySquare[i]);
            ys[i] = (float) defects.y(bySquare[i]);
        }
    }

    private int put(int[][] places, int size, int column, int row, int bin) {
        places[0][size] = column;
        places[1][size] = row;
        places[2][size] = bin;
        dies.put(key(column, row), size);
        return size + 1;
    }

    /** The dies of a grid that lie wholly on the wafer, for files that do not list dies. */
    private static Dies inside(Outline outline, DieGrid grid) {
        Dies.Builder found = new Dies.Builder();
        double wide = outline.widthUm() / 2, high = outline.heightUm() / 2;
        int c0 = grid.column(-wide), c1 = grid.column(wide), r0 = grid.row(-high), r1 = grid.row(high);
        if ((c1 - c0 + 1L) * (r1 - r0 + 1L) > MOST_GUESSED)
            return Dies.NONE;
        for (int r = r0; r <= r1; r++)
            for (int c = c0; c <= c1; c++)
                if (outline.contains(grid.left(c), grid.bottom(r))
                        && outline.contains(grid.left(c + 1), grid.bottom(r))
                        && outline.contains(grid.left(c), grid.bottom(r + 1))
                        && outline.contains(grid.left(c + 1), grid.bottom(r + 1)))
                    found.add(c, r, Dies.NO_BIN);
        return found.build();
    }

    private static long key(int column, int row) {
        return (long) column << 32 | row & 0xffffffffL;
    }

    private static int square(double value, double from, double edge, int number) {
        return Math.max(0, Math.min(number - 1, (int) ((value - from) / edge)));
    }

    /** Numbers in the order of their keys. @param first given where each key begins; one longer than there are keys */
    private static int[] sorted(int[] keys, int[] first) {
        for (int key : keys)
            first[key + 1]++;
        for (int i = 1; i < first.length; i++)
            first[i] += first[i - 1];
        int[] next = first.clone(), order = new int[keys.length];
        for (int i = 0; i < keys.length; i++)
            order[next[keys[i]]++] = i;
        return order;
    }

    /** Number of defects. */
    public int size() {
        return dieOf.length;
    }

    /** Number of defects that lie on the wafer. */
    public int placed() {
        return placed;
    }

    // ---- dies

    /** Number of dies: those that the file lists, and those that it does not but that have defects. */
    public int dies() {
        return columns.length;
    }

    /** Whether the file lists no dies, so that those of its grid stand for them. */
    public boolean guessed() {
        return guessed;
    }

    /** Column of a die. */
    public int column(int die) {
        return columns[die];
    }

    /** Row of a die. */
    public int row(int die) {
        return rows[die];
    }

    /** Bin of a die, {@link Dies#NO_BIN} if it has none. */
    public int bin(int die) {
        return bins[die];
    }

    /** The die at a place of the grid; -1 for none. */
    public int find(int column, int row) {
        return dies.getOrDefault(key(column, row), -1);
    }

    /** The die at a place; -1 for none. @param x in µm from the centre @param y up */
    public int dieAt(double x, double y) {
        return find(wafer.grid().column(x), wafer.grid().row(y));
    }

    /** The die that a defect lies in, as the file says. */
    public int dieOf(int defect) {
        return dieOf[defect];
    }

    /** Number of defects of a die. */
    public int count(int die) {
        return firstOfDie[die + 1] - firstOfDie[die];
    }

    /** Calls back for each defect of a die, in the order of the file. */
    public void defectsOf(int die, IntConsumer defect) {
        for (int i = firstOfDie[die]; i < firstOfDie[die + 1]; i++)
            defect.accept(byDie[i]);
    }

    // ---- classes

    /** Number of classes that occur. */
    public int classes() {
        return classNumbers.length;
    }

    /** The tool's number of a class. @param rank from 0, by count: the most frequent first */
    public int classNumber(int rank) {
        return classNumbers[rank];
    }

    /** Number of defects of a class. */
    public int classCount(int rank) {
        return classCounts[rank];
    }

    /** The class of a defect, by its rank. */
    public int rank(int defect) {
        return ranks[defect];
    }

    // ---- places

    /** Calls back for each defect within a box, edges included, as exactly as 0.02 µm. */
    public void within(double x0, double y0, double x1, double y1, Each each) {
        if (size() == 0 || x1 < left || y1 < bottom || x0 > left + across * edgeX || y0 > bottom + up * edgeY)
            return;
        int c0 = square(x0, left, edgeX, across), c1 = square(x1, left, edgeX, across);
        int r0 = square(y0, bottom, edgeY, up), r1 = square(y1, bottom, edgeY, up);
        for (int r = r0; r <= r1; r++)
            for (int i = firstInSquare[r * across + c0]; i < firstInSquare[r * across + c1 + 1]; i++)
                if (xs[i] >= x0 && xs[i] <= x1 && ys[i] >= y0 && ys[i] <= y1)
                    each.defect(bySquare[i], xs[i], ys[i]);
    }

    /** About how many defects are within a box: those of all squares that it touches. */
    public int around(double x0, double y0, double x1, double y1) {
        if (size() == 0 || x1 < left || y1 < bottom || x0 > left + across * edgeX || y0 > bottom + up * edgeY)
            return 0;
        int c0 = square(x0, left, edgeX, across), c1 = square(x1, left, edgeX, across), sum = 0;
        for (int r = square(y0, bottom, edgeY, up); r <= square(y1, bottom, edgeY, up); r++)
            sum += firstInSquare[r * across + c1 + 1] - firstInSquare[r * across + c0];
        return sum;
    }

    /** The defect nearest to a place; -1 if none is within reach. @param reach in µm */
    public int nearest(double x, double y, double reach) {
        int[] found = { -1 };
        double[] best = { reach * reach };
        within(x - reach, y - reach, x + reach, y + reach, (d, atX, atY) -> {
            double away = (atX - x) * (atX - x) + (atY - y) * (atY - y);
            if (away <= best[0]) {
                best[0] = away;
                found[0] = d;
            }
        });
        return found[0];
    }
}
