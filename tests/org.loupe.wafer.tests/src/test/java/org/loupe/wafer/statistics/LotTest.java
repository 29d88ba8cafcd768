package org.loupe.wafer.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.loupe.api.ToolException;
import org.loupe.wafer.DieGrid;
import org.loupe.wafer.Dies;
import org.loupe.wafer.Wafer;
import org.loupe.wafer.Wafer.Bin;

/** What several inspections of wafers tell together: repeaters, adders, alignment, stack, trend. */
class LotTest {

    @Test
    void plantedRepeatersAreFoundAndNoOthers() {
        Wafers of = new Wafers(11).anywhere(2000);
        Dies dies = Wafers.dies();
        for (int d = 0; d < dies.size(); d += 4)
            of.at(Wafers.GRID.left(dies.column(d)) + 1234 + of.uniform(-4, 4),
                    Wafers.GRID.bottom(dies.row(d)) + 5678 + of.uniform(-4, 4), 1);
        Wafer wafer = of.wafer();
        Repeaters found = Repeaters.find(wafer, Repeaters.Params.DEFAULT);
        assertEquals(1, found.found().size(), "needed dies: " + found.fewest());
        Repeaters.Repeater one = found.found().get(0);
        int planted = (dies.size() + 3) / 4;
        assertEquals(planted, one.dies(), 1);
        assertEquals(1234, one.xUm(), 2);
        assertEquals(5678, one.yUm(), 2);
        assertEquals(one.defects().size(), found.defects());
        assertEquals(0, found.of(one.defects().get(0)));
        assertEquals(-1, found.of(0));
    }

    @Test
    void repeatersOfTheMaskAreFoundByField() {
        Wafers of = new Wafers(12).anywhere(300);
        for (int column = -8; column < 8; column += 2)
            for (int row = -3; row < 3; row += 3)
                of.at(Wafers.GRID.left(column + 1) + 100, Wafers.GRID.bottom(row + 2) + 200, 1);
        Repeaters found = Repeaters.find(of.wafer(), new Repeaters.Params(10, 2, 3, 0));
        assertEquals(1, found.found().size());
        assertEquals(16, found.found().get(0).dies());
        assertEquals(8100, found.found().get(0).xUm(), 1);
        assertEquals(20_200, found.found().get(0).yUm(), 1);
    }

    @Test
    void manyDefectsOfOneDieAreNoRepeater() {
        Wafers of = new Wafers(13);
        for (int i = 0; i < 50; i++)
            of.at(500, 500, 1);
        assertEquals(List.of(), Repeaters.find(of.wafer(), Repeaters.Params.DEFAULT).found());
        assertThrows(IllegalArgumentException.class, () -> new Repeaters.Params(0, 1, 1, 0));
    }

    @Test
    void addersArePairedNearestFirstOneToOne() throws ToolException {
        Wafer before = new Wafers(1).at(0, 0, 0).at(30, 0, 0).at(5000, 0, 0).wafer();
        Wafer after = new Wafers(1).at(20, 0, 0).at(25, 0, 0).at(0, 9000, 0).wafer();
        Adders found = Adders.of(before, after, 40);
        assertEquals(1, found.before(1), "5 µm is the shortest distance");
        assertEquals(0, found.before(0), "what is left for the other");
        assertTrue(found.adder(2));
        assertEquals(List.of(1, 2, 1), List.of(found.adders(), found.common(), found.removed()));
    }

    @Test
    void plantedAddersAreCounted() throws ToolException {
        Wafers one = new Wafers(21).anywhere(500), two = new Wafers(22);
        Wafer before = one.wafer();
        for (int i = 0; i < 400; i++)
            two.at(before.defects().x(i) + two.gauss() * 5, before.defects().y(i) + two.gauss() * 5, 0);
        Wafer after = two.anywhere(250).wafer();
        Adders found = Adders.of(before, after, 30);
        assertEquals(400, found.common(), 1);
        assertEquals(250, found.adders(), 1);
        assertEquals(100, found.removed(), 1);
        for (int i = 0; i < 400; i++)
            assertEquals(i, found.before(i));
        Adders same = Adders.of(before, before, 1e-3);
        assertEquals(0, same.adders());
    }

    @Test
    void tolerancesThatPairEverythingAreRefused() throws ToolException {
        Wafers of = new Wafers(1);
        for (int i = 0; i < 4000; i++)
            of.at(i * 1e-3, 0, 0);
        Wafer wafer = of.wafer();
        ToolException refused = assertThrows(ToolException.class, () -> Adders.of(wafer, wafer, 100));
        assertTrue(refused.getMessage().contains("10,000,000"), refused.getMessage());
        assertThrows(ToolException.class, () -> Adders.of(wafer, wafer, 0));
    }

    private static Wafer moved(Wafer of, Placement by, double noise, int keep, int more, long seed) {
        Wafers made = new Wafers(seed);
        for (int i = 0; i < keep; i++) {
            double x = of.defects().x(i), y = of.defects().y(i);
            made.at(by.x(x, y) + made.gauss() * noise, by.y(x, y) + made.gauss() * noise, 0);
        }
        return made.anywhere(more).wafer();
    }

    @Test
    void alignmentFindsWhatWasPlanted() throws ToolException {
        double turn = Math.toRadians(0.15), scale = 1.0004;
        Placement truth = new Placement(scale * Math.cos(turn), -scale * Math.sin(turn), 310, scale * Math.sin(turn),
                scale * Math.cos(turn), -180);
        for (int seed = 0; seed < 12; seed++) {
            Wafer from = new Wafers(100 + seed).anywhere(300).wafer();
            Wafer to = moved(from, truth, 4, 120, 180, 200 + seed);
            Alignment found = Alignment.find(from, to, Alignment.Params.DEFAULT);
            Placement p = found.placement();
            assertEquals(120, found.matched(), 4);
            assertEquals(0.15, p.degrees(), 0.001);
            assertEquals(scale, p.scaleX(), 2e-5);
            assertEquals(310, p.dx(), 2);
            assertEquals(-180, p.dy(), 2);
            assertEquals(4 * Math.sqrt(2), found.residualUm(), 1);
            assertEquals(0, p.shearDegrees(), 1e-9);
            for (double x : new double[] { -80_000, 80_000 })
                assertEquals(truth.y(x, 0), p.y(x, 0), 4);
        }
    }

    @Test
    void affineAlignmentFindsUnequalScales() throws ToolException {
        Placement truth = new Placement(1.0002, 0.0001, 50, -0.0001, 0.9997, 20);
        Wafer from = new Wafers(5).anywhere(400).wafer();
        Wafer to = moved(from, truth, 2, 300, 50, 6);
        Placement p = Alignment
                .find(from, to, new Alignment.Params(Alignment.Model.AFFINE, 500, 30, 9)).placement();
        assertEquals(1.0002, p.scaleX(), 1e-5);
        assertEquals(0.9997, p.scaleY(), 1e-5);
        assertEquals(truth.shearDegrees(), p.shearDegrees(), 1e-3);
        assertEquals(p, Alignment.find(from, to, new Alignment.Params(Alignment.Model.AFFINE, 500, 30, 9)).placement(),
                "one seed, one result");
    }

    @Test
    void alignmentOfOtherWafersIsRefused() {
        for (int seed = 0; seed < 10; seed++) {
            Wafer from = new Wafers(300 + seed).anywhere(300).wafer();
            Wafer to = new Wafers(900 + seed).anywhere(300).wafer();
            ToolException refused = assertThrows(ToolException.class,
                    () -> Alignment.find(from, to, Alignment.Params.DEFAULT), "seed " + seed);
            assertTrue(refused.getMessage().contains("by chance"), refused.getMessage());
        }
        Wafer few = new Wafers(1).anywhere(3).wafer();
        ToolException refused = assertThrows(ToolException.class,
                () -> Alignment.find(few, few, Alignment.Params.DEFAULT));
        assertTrue(refused.getMessage().contains("3 and 3"), refused.getMessage());
    }

    @Test
    void stackAddsTheLot() throws ToolException {
        Wafer one = new Wafers(1).at(100, 100, 0).at(200, 200, 0).wafer();
        Wafer two = new Wafers(1).at(100, 100, 0).at(-50_000, 100, 0).wafer();
        LotStack stack = LotStack.of(List.of(one, two), 10);
        int die = stack.dies().find(0, 0);
        assertEquals(List.of(2, 2, 3, 2), List.of(stack.wafers(), stack.inspected(die), stack.defects(die),
                stack.defective(die)));
        assertEquals(3, stack.heat(5, 5));
        assertEquals(1, stack.heat(2, 5));
        assertEquals(0, stack.failed(die));
    }

    @Test
    void stackCountsFailedDies() throws ToolException {
        Dies bins = new Dies.Builder().add(0, 0, 5).add(1, 0, 1).build();
        Wafer made = new Wafers(1).wafer(bins, List.of());
        Wafer wafer = new Wafer(made.info(), made.outline(), made.grid(), bins, List.of(new Bin(1, "", true)),
                made.defects(), List.of(), List.of());
        LotStack stack = LotStack.of(List.of(wafer, wafer), 1);
        assertEquals(2, stack.failed(stack.dies().find(0, 0)));
        assertEquals(0, stack.failed(stack.dies().find(1, 0)));
    }

    @Test
    void wafersThatDoNotFitAreNotStacked() {
        Wafer one = new Wafers(1).wafer();
        Wafer other = new Wafer(one.info(), one.outline(), new DieGrid(8100, 10_000, 0, 0), one.dies(), List.of(),
                one.defects(), List.of(), List.of());
        ToolException refused = assertThrows(ToolException.class, () -> LotStack.of(List.of(one, other), 10));
        assertTrue(refused.getMessage().contains("8.100 × 10.000 mm, not 8.000 × 10.000 mm"), refused.getMessage());
    }

    @Test
    void limitsAreThoseOfTheCharts() {
        Trend found = Trend.individuals(new double[] { 10, 12, 11, 13, Double.NaN, 12 });
        assertEquals(11.6, found.centre(), 1e-12);
        assertEquals(11.6 + 2.66 * 1.5, found.upper(), 1e-12);
        assertEquals(11.6 - 2.66 * 1.5, found.lower(), 1e-12);
        assertFalse(found.outside(4), "an unknown value is not outside");
        Trend counts = Trend.counts(new double[] { 9, 12, 8, 11, 10 });
        assertEquals(Trend.Chart.COUNTS, counts.chart());
        assertEquals(10 + 3 * Math.sqrt(10), counts.upper(), 1e-12);
        assertEquals(0.513, counts.lower(), 1e-3);
        double[] lot = { 41, 38, 44, 35, 52, 40, 47, 188, 204, 61, 39, 43, 221, 585, 402, 58, 44, 36, 49, 41, 45, 37,
                50, 42, 39 };
        assertEquals(Trend.Chart.INDIVIDUALS, Trend.counts(new double[] { 10, 200, 30, 12 }).chart());
        assertEquals(Trend.Chart.INDIVIDUALS, Trend.counts(new double[] { 5, 5, 5, 5, 5, 5, 5, 90 }).chart(),
                "medians without any range have no limits");
        Trend medians = Trend.counts(lot);
        assertEquals(Trend.Chart.MEDIANS, medians.chart());
        assertEquals(5, medians.outside(), "upper limit " + medians.upper());
        assertEquals(44, medians.centre());
    }

    @Test
    void oneWaferHasNoLimits() {
        Trend found = Trend.individuals(new double[] { 5 });
        assertEquals(Double.POSITIVE_INFINITY, found.upper());
        assertEquals(0, found.lower());
        assertEquals(0, found.outside());
        assertEquals(0, Trend.counts(new double[0]).values().length);
    }
}
