package org.loupe.wafer.statistics;

import java.util.Arrays;
import org.loupe.api.ToolException;
import org.loupe.wafer.Wafer;
import org.loupe.wafer.WaferDefects;

/**
 * Which defects of a step were not there in the step before. Defects within a tolerance are pairs, one to one: the two
 * nearest first, then the nearest of those that are left (of equal distances the one that comes first in the file).
 * Immutable.
 */
public final class Adders {
    private static final int MOST_PAIRS = 10_000_000;

    private final int[] before;
    private final int removed;
    private final int common;

    private Adders(int[] before, int sizeBefore) {
        this.before = before;
        common = (int) Arrays.stream(before).filter(b -> b >= 0).count();
        removed = sizeBefore - common;
    }

    /** Compares two inspections of a wafer by tools whose coordinates agree. @param toleranceUm above 0 */
    public static Adders of(Wafer before, Wafer after, double toleranceUm) throws ToolException {
        return of(before, after, toleranceUm, Placement.SAME);
    }

    /**
     * Compares two inspections of a wafer.
     *
     * @param toleranceUm how far apart a defect and itself may be seen, above 0
     * @param placement   puts the places of before where the tool of after sees them
     * @throws ToolException if the tolerance is so large that more than 10,000,000 pairs lie within it
     */
    public static Adders of(Wafer before, Wafer after, double toleranceUm, Placement placement) throws ToolException {
        if (!(toleranceUm > 0) || Double.isInfinite(toleranceUm))
            throw new ToolException("The tolerance for adders is " + toleranceUm + " µm, it has to be above 0.",
                    "Use about the accuracy of the tools' coordinates, such as 40 µm.");
        WaferDefects old = before.defects();
        double[] xs = new double[old.size()], ys = new double[old.size()];
        for (int i = 0; i < xs.length; i++) {
            xs[i] = placement.x(old.x(i), old.y(i));
            ys[i] = placement.y(old.x(i), old.y(i));
        }
        return new Adders(match(xs, ys, xs(after.defects()), ys(after.defects()), toleranceUm), old.size());
    }

    static double[] xs(WaferDefects defects) {
        double[] xs = new double[defects.size()];
        Arrays.setAll(xs, defects::x);
        return xs;
    }

    static double[] ys(WaferDefects defects) {
        double[] ys = new double[defects.size()];
        Arrays.setAll(ys, defects::y);
        return ys;
    }

    /** For each place of the second list the one of the first, -1 for none. */
    static int[] match(double[] x1, double[] y1, double[] x2, double[] y2, double tolerance) throws ToolException {
        PointGrid grid = new PointGrid(x1, y1, tolerance);
        double[] distances = new double[1024];
        long[] pairs = new long[1024];
        int n = 0;
        for (int i = 0; i < x2.length; i++) {
            if (!Double.isFinite(x2[i]) || !Double.isFinite(y2[i]) || grid.size() == 0)
                continue;
            int column = grid.column(x2[i]), row = grid.row(y2[i]);
            for (int r = Math.max(0, row - 1); r <= row + 1; r++)
                for (int c = grid.first(column - 1, r); grid.within(c, r, column + 1); c++)
                    for (int k = grid.start(c); k < grid.end(c); k++) {
                        int q = grid.point(k);
                        double dx = x1[q] - x2[i], dy = y1[q] - y2[i], d = dx * dx + dy * dy;
                        if (!(d <= tolerance * tolerance))
                            continue;
                        if (n == MOST_PAIRS)
                            throw new ToolException("More than 10,000,000 pairs of defects lie within " + tolerance
                                    + " µm of each other.", "Use a smaller tolerance.");
                        if (n == pairs.length) {
                            pairs = Arrays.copyOf(pairs, 2 * n);
                            distances = Arrays.copyOf(distances, 2 * n);
                        }
                        distances[n] = d;
                        pairs[n++] = (long) i << 32 | q;
                    }
        }
        return nearestFirst(distances, pairs, n, x1.length, x2.length);
    }

    private static int[] nearestFirst(double[] distances, long[] pairs, int n, int size1, int size2) {
        // bits of a float keep the order of distances; pairs of one distance are in the order of the file
        long[] order = new long[n];
        for (int i = 0; i < n; i++)
            order[i] = (long) Float.floatToIntBits((float) distances[i]) << 32 | i;
        Arrays.parallelSort(order);
        int[] of = new int[size2];
        boolean[] taken = new boolean[size1];
        Arrays.fill(of, -1);
        for (long one : order) {
            long pair = pairs[(int) one];
            int second = (int) (pair >>> 32), first = (int) pair;
            if (of[second] < 0 && !taken[first]) {
                of[second] = first;
                taken[first] = true;
            }
        }
        return of;
    }

    /** The defect before that a defect is, -1 if it is an adder. @param defect of the later step */
    public int before(int defect) {
        return before[defect];
    }

    /** Whether a defect of the later step was not there before. */
    public boolean adder(int defect) {
        return before[defect] < 0;
    }

    /** Defects that were not there before. */
    public int adders() {
        return before.length - common;
    }

    /** Defects of both steps. */
    public int common() {
        return common;
    }

    /** Defects of the earlier step that are gone. */
    public int removed() {
        return removed;
    }
}
