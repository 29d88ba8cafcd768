package org.loupe.wafer.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.loupe.wafer.DieGrid;
import org.loupe.wafer.Wafer;
import org.loupe.wafer.WaferDefects;

/**
 * Defects at the same place of several dies, or of several fields of the exposure, as a flaw of the mask makes them.
 * The place with most dies within the tolerance is taken first, then the next among the defects that are left. How many
 * dies it takes follows from chance: the number that less than one place of a hundred such wafers would reach if
 * defects fell anywhere in the dies, at least three. Immutable.
 */
public final class Repeaters {
    private static final int FEWEST = 3;
    private static final double BY_CHANCE = 0.01;

    private final int fewest;
    private final List<Repeater> found;
    private final int[] of;

    /**
     * A place that repeats.
     *
     * @param xUm     from the left edge of the die or field
     * @param yUm     from its lower edge
     * @param dies    how many dies or fields have a defect there
     * @param defects those defects, in the order of the file
     */
    public record Repeater(double xUm, double yUm, int dies, List<Integer> defects) {
        public Repeater {
            defects = List.copyOf(defects);
        }
    }

    /**
     * What counts as the same place.
     *
     * @param toleranceUm  distance from the middle of the place, above 0
     * @param fieldColumns dies side by side in a field of the exposure; 1 looks at dies
     * @param fieldRows    dies one above the other in a field
     * @param fewest       dies or fields that make a repeater, 0 to let chance decide
     */
    public record Params(double toleranceUm, int fieldColumns, int fieldRows, int fewest) {
        /** Within 10 µm, in each die. */
        public static final Params DEFAULT = new Params(10, 1, 1, 0);

        public Params {
            if (!(toleranceUm > 0) || fieldColumns < 1 || fieldRows < 1 || fewest < 0 || fewest == 1)
                throw new IllegalArgumentException("Repeaters need a tolerance above 0 µm, fields of 1 × 1 dies or "
                        + "more and 2 dies or more, found " + toleranceUm + " µm, " + fieldColumns + " × " + fieldRows
                        + " and " + fewest + ".");
        }
    }

    private Repeaters(Wafer wafer, Params params) {
        WaferDefects defects = wafer.defects();
        DieGrid grid = wafer.grid();
        int n = defects.size();
        double[] xs = new double[n], ys = new double[n];
        long[] fields = new long[n];
        for (int i = 0; i < n; i++) {
            int column = Math.floorDiv(defects.column(i), params.fieldColumns());
            int row = Math.floorDiv(defects.row(i), params.fieldRows());
            xs[i] = defects.x(i) - grid.left(column * params.fieldColumns());
            ys[i] = defects.y(i) - grid.bottom(row * params.fieldRows());
            fields[i] = (long) column << 32 | row & 0xffffffffL;
        }
        double area = params.fieldColumns() * grid.pitchXum() * params.fieldRows() * grid.pitchYum();
        fewest = params.fewest() > 0 ? params.fewest()
                : byChance(n, n * Math.PI * params.toleranceUm() * params.toleranceUm() / area);
        of = new int[n];
        Arrays.fill(of, -1);
        Places places = new Places(xs, ys, numbered(fields), params.toleranceUm());
        found = new ArrayList<>();
        int[] counts = new int[n];
        for (int i = 0; i < n; i++)
            counts[i] = places.dies(i, of);
        Integer[] order = IntStream.range(0, n).filter(i -> counts[i] >= fewest).boxed().toArray(Integer[]::new);
        Arrays.sort(order, (a, b) -> counts[b] != counts[a] ? counts[b] - counts[a] : a - b);
        for (int i : order)
            if (of[i] < 0 && places.dies(i, of) >= fewest)
                add(xs, ys, places, i);
    }

    private static int byChance(int defects, double mean) {
        int dies = FEWEST;
        while (defects * Distributions.poissonAtLeast(dies - 1, mean) > BY_CHANCE)
            dies++;
        return dies;
    }

    private static int[] numbered(long[] fields) {
        long[] sorted = Arrays.stream(fields).sorted().distinct().toArray();
        return Arrays.stream(fields).mapToInt(f -> Arrays.binarySearch(sorted, f)).toArray();
    }

    private void add(double[] xs, double[] ys, Places places, int seed) {
        int dies = places.dies(seed, of);
        List<Integer> members = places.members(seed, of);
        double x = 0, y = 0;
        for (int i : members) {
            of[i] = found.size();
            x += xs[i] / members.size();
            y += ys[i] / members.size();
        }
        found.add(new Repeater(x, y, dies, members));
    }

    /** Finds what is near a place within the dies, laid over each other. */
    private static final class Places {
        private final PointGrid grid;
        private final int[] fields;
        private final double tolerance;
        private final int[] seen;
        private int round;

        Places(double[] xs, double[] ys, int[] fields, double tolerance) {
            grid = new PointGrid(xs, ys, tolerance);
            this.fields = fields;
            this.tolerance = tolerance;
            seen = new int[fields.length];
        }

        private interface Each {
            void point(int point);
        }

        private void near(int point, int[] taken, Each each) {
            double x = grid.xs[point], y = grid.ys[point];
            int column = grid.column(x), row = grid.row(y);
            for (int r = Math.max(0, row - 1); r <= row + 1; r++)
                for (int c = grid.first(column - 1, r); grid.within(c, r, column + 1); c++)
                    for (int k = grid.start(c); k < grid.end(c); k++) {
                        int q = grid.point(k);
                        double dx = grid.xs[q] - x, dy = grid.ys[q] - y;
                        if (taken[q] < 0 && dx * dx + dy * dy <= tolerance * tolerance)
                            each.point(q);
                    }
        }

        /** Dies with a defect near that of a point, among the defects that are not taken. */
        int dies(int point, int[] taken) {
            int mark = ++round;
            int[] dies = new int[1];
            near(point, taken, q -> {
                if (seen[fields[q]] != mark) {
                    seen[fields[q]] = mark;
                    dies[0]++;
                }
            });
            return dies[0];
        }

        List<Integer> members(int point, int[] taken) {
            List<Integer> members = new ArrayList<>();
            near(point, taken, members::add);
            members.sort(null);
            return members;
        }
    }

    /** Finds the repeaters of a wafer: a few seconds for 1,000,000 defects. */
    public static Repeaters find(Wafer wafer, Params params) {
        return new Repeaters(wafer, params);
    }

    /** Dies that made a repeater. */
    public int fewest() {
        return fewest;
    }

    /** The places, those with most dies first. */
    public List<Repeater> found() {
        return List.copyOf(found);
    }

    /** The place that a defect belongs to, -1 for none. */
    public int of(int defect) {
        return of[defect];
    }

    /** Defects that belong to a place. */
    public int defects() {
        return (int) Arrays.stream(of).filter(p -> p >= 0).count();
    }
}
