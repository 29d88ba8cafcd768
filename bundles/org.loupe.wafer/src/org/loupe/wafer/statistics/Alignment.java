package org.loupe.wafer.statistics;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import org.loupe.api.ToolException;
import org.loupe.wafer.Wafer;

/**
 * How the coordinates of one tool lie in those of another, told by defects that both saw. Pairs of defects that are
 * equally far apart in both files propose a placement, the one that puts most defects on one wins (RANSAC: Fischler and
 * Bolles, Communications of the ACM 24, 1981); then it is fitted to all pairs by least squares, pairs further away than
 * three deviations left out, until nothing changes (trimmed ICP: Chetverikov, Stepanov and Krsek, Image and Vision
 * Computing 23, 2005). The same seed gives the same result. Immutable.
 */
public final class Alignment {
    private static final int TRIALS = 20_000;
    private static final int JUDGES = 400;
    private static final int FIRST_JUDGES = 30;
    private static final int ROUNDS = 30;
    private static final int MOST_SOURCES = 40_000;
    private static final double DEVIATION = 1.4826;

    private final Placement placement;
    private final int matched;
    private final double residualUm;
    private final double byChance;

    /** What a placement may do. */
    public enum Model {
        /** Shift, rotation and one scale. */
        SIMILARITY(4),
        /** Shift, rotation, scales of x and y and shear. */
        AFFINE(8);

        private final int fewest;

        Model(int fewest) {
            this.fewest = fewest;
        }
    }

    /**
     * How to look.
     *
     * @param reachUm     how far apart the same defect may be in the two files, above the tolerance
     * @param toleranceUm how far apart it may be once the files are aligned, above 0
     * @param seed        of the random draws
     */
    public record Params(Model model, double reachUm, double toleranceUm, long seed) {
        /** A similarity within 1 mm, then within 20 µm. */
        public static final Params DEFAULT = new Params(Model.SIMILARITY, 1000, 20, 1);

        public Params {
            if (!(toleranceUm > 0 && reachUm > toleranceUm) || Double.isInfinite(reachUm))
                throw new IllegalArgumentException("An alignment needs a tolerance above 0 µm and a reach above it, "
                        + "found " + toleranceUm + " and " + reachUm + " µm.");
        }
    }

    private Alignment(Placement placement, int matched, double residualUm, double byChance) {
        this.placement = placement;
        this.matched = matched;
        this.residualUm = residualUm;
        this.byChance = byChance;
    }

    /**
     * Finds the placement of one wafer's defects onto another's.
     *
     * @throws ToolException if too few defects fit, or no more than would by chance: it tells how many
     */
    public static Alignment find(Wafer from, Wafer to, Params params) throws ToolException {
        double[] x1 = Adders.xs(from.defects()), y1 = Adders.ys(from.defects());
        double[] x2 = Adders.xs(to.defects()), y2 = Adders.ys(to.defects());
        int fewest = params.model().fewest;
        if (Math.min(x1.length, x2.length) < fewest)
            throw new ToolException(String.format(Locale.ROOT, "The wafers have %,d and %,d defects; "
                    + "an alignment needs %d or more that both have.", x1.length, x2.length, fewest),
                    "Choose inspections with more defects, or align by the tools' own marks.");
        Placement best = place(some(x1), some(y1), x2, y2, params);
        int[] pairs = best == null ? new int[0] : pairs(best, x1, y1, x2, y2, params.toleranceUm());
        int matched = (int) Arrays.stream(pairs).filter(p -> p >= 0).count();
        double area = to.outline().area();
        double near = 1 - Math.exp(-x1.length * Math.PI * params.toleranceUm() * params.toleranceUm() / area);
        double chance = x2.length * near;
        if (matched < Math.max(fewest, chance + 4 * Math.sqrt(chance) + 2))
            throw new ToolException(String.format(Locale.ROOT, "Only %,d of %,d and %,d defects fit on each other "
                    + "within %.0f µm, %.1f would by chance; an alignment needs %d or more beyond that.", matched,
                    x1.length, x2.length, params.toleranceUm(), chance, fewest),
                    "Check that both files are of the same wafer, or allow a larger distance.");
        return new Alignment(best, matched, residual(best, x1, y1, x2, y2, pairs), chance);
    }

    /** As many of them as are needed to find the placement, spread over the file. */
    private static double[] some(double[] all) {
        if (all.length <= MOST_SOURCES)
            return all;
        double[] some = new double[MOST_SOURCES];
        Arrays.setAll(some, i -> all[(int) ((long) i * all.length / MOST_SOURCES)]);
        return some;
    }

    private static Placement place(double[] x1, double[] y1, double[] x2, double[] y2, Params params)
            throws ToolException {
        Placement best = propose(x1, y1, x2, y2, params);
        int[] pairs = new int[0];
        for (int round = 0; best != null && round < ROUNDS; round++) {
            int[] next = pairs(best, x1, y1, x2, y2, params.toleranceUm());
            boolean same = Arrays.equals(next, pairs);
            pairs = next;
            Placement fitted = same ? null : fit(best, x1, y1, x2, y2, pairs, params.model());
            if (fitted == null)
                break;
            best = fitted;
        }
        return best;
    }

    private static Placement propose(double[] x1, double[] y1, double[] x2, double[] y2, Params params)
            throws ToolException {
        SplittableRandom random = new SplittableRandom(params.seed());
        Near near = new Near(x2, y2, params.reachUm()), close = new Near(x2, y2, params.toleranceUm());
        int[] judges = judges(x1.length, random);
        Placement best = null;
        int most = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            int a = random.nextInt(x1.length), b = random.nextInt(x1.length);
            double length = Math.hypot(x1[b] - x1[a], y1[b] - y1[a]);
            // a short base tells nothing of the rotation
            if (!(length > 10 * params.reachUm()) && trial % 4 != 0 || !(length > 2 * params.toleranceUm()))
                continue;
            int p = near.any(x1[a], y1[a], random), q = near.any(x1[b], y1[b], random);
            if (p < 0 || q < 0 || p == q)
                continue;
            double stretch = Math.hypot(x2[q] - x2[p], y2[q] - y2[p]) / length;
            if (Math.abs(stretch - 1) > 0.01 + 2 * params.toleranceUm() / length)
                continue;
            Placement found = through(x1[a], y1[a], x1[b], y1[b], x2[p], y2[p], x2[q], y2[q]);
            int score = 0, asked = 0;
            for (int j : judges) {
                // a placement that is far worse than the best so far is not asked about all
                if (asked++ == FIRST_JUDGES && score * (double) judges.length / FIRST_JUDGES < 0.5 * most)
                    break;
                score += close.has(found.x(x1[j], y1[j]), found.y(x1[j], y1[j])) ? 1 : 0;
            }
            if (score > most) {
                most = score;
                best = found;
            }
            if (most == judges.length)
                break;
        }
        return best;
    }

    private static int[] judges(int n, SplittableRandom random) {
        if (n <= JUDGES) {
            int[] all = new int[n];
            Arrays.setAll(all, i -> i);
            return all;
        }
        return random.ints(JUDGES, 0, n).toArray();
    }

    /** The similarity that puts two places on two others. */
    private static Placement through(double ax, double ay, double bx, double by, double px, double py, double qx,
            double qy) {
        double ux = bx - ax, uy = by - ay, vx = qx - px, vy = qy - py, l = ux * ux + uy * uy;
        double c = (ux * vx + uy * vy) / l, s = (ux * vy - uy * vx) / l;
        return new Placement(c, -s, px - c * ax + s * ay, s, c, py - s * ax - c * ay);
    }

    private static int[] pairs(Placement of, double[] x1, double[] y1, double[] x2, double[] y2, double tolerance)
            throws ToolException {
        double[] x = new double[x1.length], y = new double[x1.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = of.x(x1[i], y1[i]);
            y[i] = of.y(x1[i], y1[i]);
        }
        return Adders.match(x, y, x2, y2, tolerance);
    }

    private static Placement fit(Placement last, double[] x1, double[] y1, double[] x2, double[] y2, int[] pairs,
            Model model) {
        double limit = 3 * DEVIATION * median(last, x1, y1, x2, y2, pairs);
        double n = 0, sx = 0, sy = 0, tx = 0, ty = 0;
        boolean[] used = new boolean[pairs.length];
        for (int i = 0; i < pairs.length; i++) {
            int p = pairs[i];
            used[i] = p >= 0 && distance(last, x1[p], y1[p], x2[i], y2[i]) <= limit + 1e-9;
            if (!used[i])
                continue;
            n++;
            sx += x1[p];
            sy += y1[p];
            tx += x2[i];
            ty += y2[i];
        }
        if (n < 3)
            return null;
        double xx = 0, xy = 0, yy = 0, xu = 0, xv = 0, yu = 0, yv = 0;
        for (int i = 0; i < pairs.length; i++) {
            if (!used[i])
                continue;
            double x = x1[pairs[i]] - sx / n, y = y1[pairs[i]] - sy / n, u = x2[i] - tx / n, v = y2[i] - ty / n;
            xx += x * x;
            xy += x * y;
            yy += y * y;
            xu += x * u;
            xv += x * v;
            yu += y * u;
            yv += y * v;
        }
        double a, b, c, d;
        if (model == Model.SIMILARITY) {
            if (!(xx + yy > 0))
                return null;
            a = d = (xu + yv) / (xx + yy);
            c = (xv - yu) / (xx + yy);
            b = -c;
        } else {
            double[] first = LeastSquares.solve(new double[][] { { xx, xy, xu }, { xy, yy, yu } });
            double[] second = LeastSquares.solve(new double[][] { { xx, xy, xv }, { xy, yy, yv } });
            if (first == null || second == null)
                return null;
            a = first[0];
            b = first[1];
            c = second[0];
            d = second[1];
        }
        return new Placement(a, b, (tx - a * sx - b * sy) / n, c, d, (ty - c * sx - d * sy) / n);
    }

    private static double distance(Placement of, double x1, double y1, double x2, double y2) {
        return Math.hypot(of.x(x1, y1) - x2, of.y(x1, y1) - y2);
    }

    private static double median(Placement of, double[] x1, double[] y1, double[] x2, double[] y2, int[] pairs) {
        double[] distances = new double[pairs.length];
        int n = 0;
        for (int i = 0; i < pairs.length; i++)
            if (pairs[i] >= 0)
                distances[n++] = distance(of, x1[pairs[i]], y1[pairs[i]], x2[i], y2[i]);
        Arrays.sort(distances, 0, n);
        return n == 0 ? 0 : distances[n / 2];
    }

    private static double residual(Placement of, double[] x1, double[] y1, double[] x2, double[] y2, int[] pairs) {
        double squares = 0;
        int n = 0;
        for (int i = 0; i < pairs.length; i++)
            if (pairs[i] >= 0) {
                squares += Math.pow(distance(of, x1[pairs[i]], y1[pairs[i]], x2[i], y2[i]), 2);
                n++;
            }
        return Math.sqrt(squares / n);
    }

    /** Finds places within a distance. */
    private static final class Near {
        private final PointGrid grid;
        private final double reach;

        Near(double[] xs, double[] ys, double reach) {
            grid = new PointGrid(xs, ys, reach);
            this.reach = reach;
        }

        /** One of those near, each with equal probability; -1 for none. */
        int any(double x, double y, SplittableRandom random) {
            int found = -1, n = 0;
            int column = grid.column(x), row = grid.row(y);
            for (int r = Math.max(0, row - 1); r <= row + 1; r++)
                for (int c = grid.first(column - 1, r); grid.within(c, r, column + 1); c++)
                    for (int k = grid.start(c); k < grid.end(c); k++) {
                        int q = grid.point(k);
                        if (Math.hypot(grid.xs[q] - x, grid.ys[q] - y) <= reach && random.nextInt(++n) == 0)
                            found = q;
                    }
            return found;
        }

        boolean has(double x, double y) {
            int column = grid.column(x), row = grid.row(y);
            for (int r = Math.max(0, row - 1); r <= row + 1; r++)
                for (int c = grid.first(column - 1, r); grid.within(c, r, column + 1); c++)
                    for (int k = grid.start(c); k < grid.end(c); k++)
                        if (Math.hypot(grid.xs[grid.point(k)] - x, grid.ys[grid.point(k)] - y) <= reach)
                            return true;
            return false;
        }
    }

    /** Puts places of the first wafer on those of the second. */
    public Placement placement() {
        return placement;
    }

    /** Pairs of defects that fit on each other. */
    public int matched() {
        return matched;
    }

    /** Root of the mean square distance of the pairs, µm. */
    public double residualUm() {
        return residualUm;
    }

    /** Pairs that would fit by chance. */
    public double byChance() {
        return byChance;
    }
}
