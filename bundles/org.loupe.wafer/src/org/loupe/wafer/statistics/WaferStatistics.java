package org.loupe.wafer.statistics;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loupe.wafer.Dies;
import org.loupe.wafer.Wafer;
import org.loupe.wafer.Wafer.TestSummary;
import org.loupe.wafer.WaferDefects;

/**
 * The figures of a wafer, counted from its defects and dies, not taken from what its file claims. Immutable.
 */
public final class WaferStatistics {
    private static final double UM2_PER_CM2 = 1e8;

    private final Wafer wafer;
    private final int[] perDie;
    private final int defects;
    private final int diesDefective;
    private final int offDies;
    private final double areaUm2;
    private final Area areaFrom;
    private final long binned;
    private final long passed;
    private final Pareto classes;
    private final Pareto bins;
    private final List<Test> tests;

    /** Where the inspected area comes from. */
    public enum Area {
        /** From the areas that the inspections tell; a die that several looked at counts with the largest. */
        TESTS,
        /** The number of dies times the area of one. */
        DIES,
        /** The whole wafer: its dies are not known. */
        OUTLINE
    }

    /**
     * The figures of one of several inspections.
     *
     * @param number        of the inspection
     * @param defects       that it found
     * @param diesInspected that it looked at, 0 if the dies are not known
     * @param diesDefective of those, or of all places if the dies are not known
     * @param areaUm2       inspected area in µm²
     * @param density       defects per cm²
     * @param claim         what the file says of it
     */
    public record Test(int number, int defects, int diesInspected, int diesDefective, double areaUm2, double density,
            TestSummary claim) {

        /** Whether the summary in the file, as far as there is one, says the same; densities to six decimals. */
        public boolean agrees() {
            return (claim.defects() < 0 || claim.defects() == defects)
                    && (claim.diesInspected() < 0 || claim.diesInspected() == diesInspected)
                    && (claim.diesDefective() < 0 || claim.diesDefective() == diesDefective)
                    && (Double.isNaN(claim.density()) || Math.abs(claim.density() - density) <= 1e-6);
        }
    }

    private WaferStatistics(Wafer wafer) {
        this.wafer = wafer;
        WaferDefects of = wafer.defects();
        defects = of.size();
        perDie = new int[wafer.dies().size()];
        Map<Integer, long[]> byClass = new HashMap<>();
        Map<Long, Integer> elsewhere = new HashMap<>();
        int off = 0;
        for (int i = 0; i < defects; i++) {
            byClass.computeIfAbsent(of.classNumber(i), k -> new long[1])[0]++;
            int die = wafer.dies().find(of.column(i), of.row(i));
            if (die >= 0) {
                perDie[die]++;
            } else {
                off++;
                elsewhere.merge((long) of.column(i) << 32 | of.row(i) & 0xffffffffL, 1, Integer::sum);
            }
        }
        offDies = perDie.length == 0 ? 0 : off;
        int defective = perDie.length == 0 ? elsewhere.size() : 0;
        for (int n : perDie)
            defective += n > 0 ? 1 : 0;
        diesDefective = defective;
        classes = Pareto.of(byClass, wafer::className);
        areaFrom = wafer.tests().stream().anyMatch(t -> t.areaUm2() > 0) ? Area.TESTS
                : perDie.length > 0 ? Area.DIES : Area.OUTLINE;
        areaUm2 = area();
        Map<Integer, long[]> byBin = new HashMap<>();
        long all = 0, good = 0;
        for (int i = 0; i < perDie.length; i++) {
            int bin = wafer.dies().bin(i);
            if (bin == Dies.NO_BIN)
                continue;
            byBin.computeIfAbsent(bin, k -> new long[1])[0]++;
        }
        for (Map.Entry<Integer, long[]> one : byBin.entrySet()) {
            all += one.getValue()[0];
            if (wafer.bin(one.getKey()).map(Wafer.Bin::pass).orElse(false))
                good += one.getValue()[0];
        }
        binned = all;
        passed = good;
        bins = Pareto.of(byBin, code -> wafer.bin(code).map(Wafer.Bin::name).orElse(""));
        tests = countTests();
    }

    /** Counts a wafer: about 0.1 s for 1,000,000 defects. */
    public static WaferStatistics of(Wafer wafer) {
        return new WaferStatistics(wafer);
    }

    private double dieArea() {
        return wafer.grid().pitchXum() * wafer.grid().pitchYum();
    }

    private double area() {
        if (areaFrom == Area.DIES)
            return perDie.length * dieArea();
        if (areaFrom == Area.OUTLINE)
            return wafer.outline().area();
        double[] largest = new double[perDie.length];
        double whole = 0, elsewhere = 0;
        for (TestSummary test : wafer.tests()) {
            if (!(test.areaUm2() > 0))
                continue;
            if (test.plan().size() == 0) {
                whole = Math.max(whole, test.areaUm2());
                continue;
            }
            double each = test.areaUm2() / test.plan().size();
            for (int i = 0; i < test.plan().size(); i++) {
                int die = wafer.dies().find(test.plan().column(i), test.plan().row(i));
                if (die >= 0)
                    largest[die] = Math.max(largest[die], each);
                else
                    elsewhere += each;
            }
        }
        for (double each : largest)
            elsewhere += each;
        return Math.max(whole, elsewhere);
    }

    private List<Test> countTests() {
        record Count(TestSummary claim, int[] defects, Dies dies, BitSet hit, Map<Long, Boolean> places) {
        }
        Map<Integer, Count> counts = new LinkedHashMap<>();
        for (TestSummary test : wafer.tests())
            counts.putIfAbsent(test.number(), new Count(test, new int[1],
                    test.plan().size() > 0 ? test.plan() : wafer.dies(), new BitSet(), new HashMap<>()));
        WaferDefects of = wafer.defects();
        for (int i = 0; i < defects && !counts.isEmpty(); i++) {
            // where defects do not name their inspection there is but one
            Count count = of.test(i) == 0 && counts.size() == 1 ? counts.values().iterator().next()
                    : counts.get(of.test(i));
            if (count == null)
                continue;
            count.defects[0]++;
            int die = count.dies.find(of.column(i), of.row(i));
            if (die >= 0)
                count.hit.set(die);
            else if (count.dies.size() == 0)
                count.places.put((long) of.column(i) << 32 | of.row(i) & 0xffffffffL, true);
        }
        List<Test> found = new ArrayList<>();
        for (Count count : counts.values()) {
            double area = count.claim.areaUm2() > 0 ? count.claim.areaUm2()
                    : count.dies.size() > 0 ? count.dies.size() * dieArea() : wafer.outline().area();
            found.add(new Test(count.claim.number(), count.defects[0], count.dies.size(),
                    count.hit.cardinality() + count.places.size(), area, count.defects[0] / area * UM2_PER_CM2,
                    count.claim));
        }
        return List.copyOf(found);
    }

    /** All defects. */
    public int defects() {
        return defects;
    }

    /** Dies that were inspected or tested; 0 if the file does not tell. */
    public int diesInspected() {
        return perDie.length;
    }

    /** Inspected dies with at least one defect; if the dies are not known, places of the grid with one. */
    public int diesDefective() {
        return diesDefective;
    }

    /** Defects in dies that were not inspected as the file says; they count as defects but not for any die. */
    public int offDies() {
        return offDies;
    }

    /** Inspected area in µm². */
    public double areaUm2() {
        return areaUm2;
    }

    /** Where the area comes from. */
    public Area areaFrom() {
        return areaFrom;
    }

    /** Defects per cm² of the inspected area. */
    public double density() {
        return defects / areaUm2 * UM2_PER_CM2;
    }

    /** Whether the yield comes from bins, which tests gave to the dies, and not from defects. */
    public boolean yieldFromBins() {
        return binned > 0;
    }

    /**
     * Share of good dies, 0 to 1: of those with a bin the share whose bin passes, a bin that the file does not explain
     * counting as failed; if no die has a bin, {@link #cleanShare()}. NaN if no dies are known.
     */
    public double dieYield() {
        return binned > 0 ? (double) passed / binned : cleanShare();
    }

    /** Good dies, as the yield counts them. */
    public long diesGood() {
        return binned > 0 ? passed : perDie.length - diesDefective;
    }

    /** Dies that the yield is a share of. */
    public long diesJudged() {
        return binned > 0 ? binned : perDie.length;
    }

    /** Share of inspected dies without a defect, 0 to 1; NaN if no dies are known. */
    public double cleanShare() {
        return perDie.length == 0 ? Double.NaN : 1 - (double) diesDefective / perDie.length;
    }

    /** Defects in a die. @param die index into the dies of the wafer */
    public int inDie(int die) {
        return perDie[die];
    }

    /** Defects by class. */
    public Pareto classes() {
        return classes;
    }

    /** Dies by bin; empty if they have none. */
    public Pareto bins() {
        return bins;
    }

    /** The inspections, in the order of the file; empty if it does not tell any. */
    public List<Test> tests() {
        return tests;
    }
}
