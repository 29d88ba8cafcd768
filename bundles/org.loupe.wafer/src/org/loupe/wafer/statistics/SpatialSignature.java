package org.loupe.wafer.statistics;

import java.util.ArrayList;
import java.util.List;
import org.loupe.wafer.DieGrid;
import org.loupe.wafer.Dies;
import org.loupe.wafer.Outline;
import org.loupe.wafer.Wafer;
import org.loupe.wafer.WaferDefects;

/**
 * How defects are spread over a wafer, each measure against complete spatial randomness: defects fall independently and
 * anywhere on the inspected area with equal probability. What share of the area a ring, sector or zone has is measured
 * on a lattice of about 200,000 points over the inspected dies, so that dies missing at the edge do not look like a
 * pattern. Only defects on the inspected area count. Immutable.
 * <p>
 * Rings, sectors and zones are tested by Pearson's chi-square, from 10 defects on (below that the distribution is only
 * roughly chi-square; Koehler and Larntz, Journal of the American Statistical Association 75, 1980); dies by the
 * join count of neighbours that share an edge and both have defects, with its mean and variance when as many defective
 * dies lie anywhere (Cliff and Ord, Spatial Autocorrelation, 1973; for wafers Taam and Hamada, Technometrics 35, 1993).
 */
public final class SpatialSignature {
    /** Rings, of equal area on a whole wafer. */
    public static final int RINGS = 8;
    /** Sectors of 45°; the first begins at the direction of x, they go counter-clockwise. */
    public static final int SECTORS = 8;
    private static final int LATTICE = 200_000;
    private static final int FEWEST = 10;

    private final Zones zones;
    private final List<Part> rings;
    private final List<Part> sectors;
    private final List<Part> quadrants;
    private final Part centre;
    private final Part middle;
    private final Part edge;
    private final double ringsP;
    private final double sectorsP;
    private final double zonesP;
    private final Joins joins;

    /**
     * Where the centre ends and the edge begins.
     *
     * @param centre radius of the centre as part of that of the wafer
     * @param edge   radius from which on the edge goes, as part of that of the wafer; above the centre's, below 1
     */
    public record Zones(double centre, double edge) {
        /** The inner 45 % and the outer 15 % of the radius. */
        public static final Zones DEFAULT = new Zones(0.45, 0.85);

        public Zones {
            if (!(centre > 0 && edge > centre && edge < 1))
                throw new IllegalArgumentException("Zones need 0 < centre < edge < 1, found " + centre + " and " + edge
                        + ".");
        }
    }

    /**
     * A part of the wafer.
     *
     * @param defects  in it
     * @param share    of the inspected area, 0 to 1
     * @param expected defects if all were spread evenly
     * @param density  defects per cm²; NaN if nothing of it was inspected
     */
    public record Part(int defects, double share, double expected, double density) {

        /** How many times as many defects as if all were spread evenly; NaN if none are expected. */
        public double ratio() {
            return expected > 0 ? defects / expected : Double.NaN;
        }
    }

    /**
     * Neighbouring dies that both have defects.
     *
     * @param found     pairs of neighbours
     * @param expected  pairs, if the defective dies lay anywhere
     * @param deviation standard deviation of that
     * @param p         probability of so many or more by chance (normal); NaN if there are too few dies to tell
     */
    public record Joins(long found, double expected, double deviation, double p) {
    }

    private SpatialSignature(Wafer wafer, Zones zones) {
        this.zones = zones;
        Outline outline = wafer.outline();
        Counts area = new Counts(outline, zones), found = new Counts(outline, zones);
        lattice(wafer, area);
        WaferDefects defects = wafer.defects();
        boolean whole = wafer.dies().size() == 0;
        for (int i = 0; i < defects.size(); i++)
            if (whole ? outline.contains(defects.x(i), defects.y(i))
                    : wafer.dies().find(defects.column(i), defects.row(i)) >= 0)
                found.add(defects.x(i), defects.y(i));
        double cm2 = WaferStatistics.of(wafer).areaUm2() / 1e8;
        rings = parts(found.rings, area.rings, cm2);
        sectors = parts(found.sectors, area.sectors, cm2);
        List<Part> by = parts(found.zones, area.zones, cm2);
        centre = by.get(0);
        middle = by.get(1);
        edge = by.get(2);
        int quarter = SECTORS / 4;
        long[] q = new long[4], qa = new long[4];
        for (int s = 0; s < SECTORS; s++) {
            q[s / quarter] += found.sectors[s];
            qa[s / quarter] += area.sectors[s];
        }
        quadrants = parts(q, qa, cm2);
        ringsP = p(rings);
        sectorsP = p(sectors);
        zonesP = p(by);
        joins = joins(wafer);
    }

    /** Measures a wafer with the usual zones. */
    public static SpatialSignature of(Wafer wafer) {
        return new SpatialSignature(wafer, Zones.DEFAULT);
    }

    /** Measures a wafer. */
    public static SpatialSignature of(Wafer wafer, Zones zones) {
        return new SpatialSignature(wafer, zones);
    }

    /** Counts places by ring, sector and zone; on a panel the rings are rectangles. */
    private static final class Counts {
        private final Outline outline;
        private final Zones of;
        private final long[] rings = new long[RINGS];
        private final long[] sectors = new long[SECTORS];
        private final long[] zones = new long[3];

        Counts(Outline outline, Zones of) {
            this.outline = outline;
            this.of = of;
        }

        void add(double x, double y) {
            double u = 2 * x / outline.widthUm(), v = 2 * y / outline.heightUm();
            double r = outline.round() ? Math.hypot(u, v) : Math.max(Math.abs(u), Math.abs(v));
            rings[(int) Math.min(RINGS - 1, r * r * RINGS)]++;
            double turn = Math.atan2(v, u) / (2 * Math.PI);
            sectors[(int) Math.min(SECTORS - 1, (turn < 0 ? turn + 1 : turn) * SECTORS)]++;
            zones[r < of.centre() ? 0 : r < of.edge() ? 1 : 2]++;
        }
    }

    private static void lattice(Wafer wafer, Counts area) {
        Dies dies = wafer.dies();
        Outline outline = wafer.outline();
        if (dies.size() == 0) {
            int side = (int) Math.sqrt(LATTICE);
            for (int r = 0; r < side; r++)
                for (int c = 0; c < side; c++) {
                    double x = ((c + 0.5) / side - 0.5) * outline.widthUm();
                    double y = ((r + 0.5) / side - 0.5) * outline.heightUm();
                    if (outline.contains(x, y))
                        area.add(x, y);
                }
            return;
        }
        DieGrid grid = wafer.grid();
        int side = (int) Math.max(1, Math.min(100, Math.sqrt((double) LATTICE / dies.size())));
        for (int d = 0; d < dies.size(); d++)
            for (int k = 0; k < side * side; k++) {
                double x = grid.left(dies.column(d)) + (k % side + 0.5) / side * grid.pitchXum();
                double y = grid.bottom(dies.row(d)) + (k / side + 0.5) / side * grid.pitchYum();
                if (outline.contains(x, y))
                    area.add(x, y);
            }
    }

    private static List<Part> parts(long[] found, long[] area, double cm2) {
        double all = 0, total = 0;
        for (int i = 0; i < found.length; i++) {
            all += area[i];
            total += found[i];
        }
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < found.length; i++) {
            double share = all == 0 ? 0 : area[i] / all;
            parts.add(new Part((int) found[i], share, total * share,
                    share > 0 ? found[i] / (share * cm2) : Double.NaN));
        }
        return List.copyOf(parts);
    }

    private static double p(List<Part> parts) {
        double sum = 0;
        int freedom = -1, defects = 0;
        for (Part part : parts)
            if (part.expected() > 0) {
                double off = part.defects() - part.expected();
                sum += off * off / part.expected();
                defects += part.defects();
                freedom++;
            }
        return freedom < 1 || defects < FEWEST ? Double.NaN : Distributions.chiSquareAbove(sum, freedom);
    }

    private static Joins joins(Wafer wafer) {
        Dies dies = wafer.dies();
        WaferStatistics statistics = WaferStatistics.of(wafer);
        long joins = 0, found = 0;
        double shared = 0, hit = 0, n = dies.size();
        for (int i = 0; i < dies.size(); i++) {
            boolean bad = statistics.inDie(i) > 0;
            hit += bad ? 1 : 0;
            int degree = 0;
            for (int side = 0; side < 4; side++) {
                int other = dies.find(dies.column(i) + (side == 0 ? 1 : side == 1 ? -1 : 0),
                        dies.row(i) + (side == 2 ? 1 : side == 3 ? -1 : 0));
                if (other < 0)
                    continue;
                degree++;
                if (side % 2 == 0) {
                    joins++;
                    found += bad && statistics.inDie(other) > 0 ? 1 : 0;
                }
            }
            shared += degree * (degree - 1.0);
        }
        if (n < 4 || hit < 2 || hit > n - 1 || joins == 0)
            return new Joins(found, joins * (n > 1 ? hit * (hit - 1) / (n * (n - 1)) : 0), 0, Double.NaN);
        double two = hit * (hit - 1) / (n * (n - 1)), three = two * (hit - 2) / (n - 2);
        double four = three * (hit - 3) / (n - 3), mean = joins * two;
        double variance = joins * two + shared * three + (joins * (joins - 1.0) - shared) * four - mean * mean;
        double deviation = Math.sqrt(Math.max(0, variance));
        double p = deviation > 0 ? Distributions.normalAbove((found - 0.5 - mean) / deviation) : Double.NaN;
        return new Joins(found, mean, deviation, p);
    }

    /** The zones that were measured. */
    public Zones zones() {
        return zones;
    }

    /** Rings from the centre outwards. */
    public List<Part> rings() {
        return rings;
    }

    /** Sectors counter-clockwise from the direction of x. */
    public List<Part> sectors() {
        return sectors;
    }

    /** Quarters counter-clockwise: right upper, left upper, left lower, right lower. */
    public List<Part> quadrants() {
        return quadrants;
    }

    /** The inner zone. */
    public Part centre() {
        return centre;
    }

    /** What lies between centre and edge. */
    public Part middle() {
        return middle;
    }

    /** The outer zone. */
    public Part edge() {
        return edge;
    }

    /** Probability that random defects are spread so unevenly over the rings; NaN if there is nothing to test. */
    public double ringsP() {
        return ringsP;
    }

    /** Probability that random defects are spread so unevenly over the sectors; NaN if there is nothing to test. */
    public double sectorsP() {
        return sectorsP;
    }

    /** Probability that random defects are spread so unevenly over centre, middle and edge; NaN if it is not known. */
    public double zonesP() {
        return zonesP;
    }

    /** Defective dies beside each other. */
    public Joins joins() {
        return joins;
    }
}
