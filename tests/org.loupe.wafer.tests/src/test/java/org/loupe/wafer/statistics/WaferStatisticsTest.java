package org.loupe.wafer.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.loupe.wafer.Dies;
import org.loupe.wafer.Wafer;
import org.loupe.wafer.Wafer.Bin;
import org.loupe.wafer.Wafer.TestSummary;
import org.loupe.wafer.WaferDefects;

class WaferStatisticsTest {

    @Test
    void realToolSaysTheSame() throws IOException {
        Wafer wafer = Wafers.real();
        assumeTrue(wafer != null, "shared/data/klarf is missing");
        WaferStatistics found = WaferStatistics.of(wafer);
        assertEquals(16, found.defects());
        assertEquals(4988, found.diesInspected());
        assertEquals(15, found.diesDefective());
        assertEquals(0.068681, found.density(), 5e-7);
        assertEquals(WaferStatistics.Area.TESTS, found.areaFrom());
        assertEquals(4973 / 4988.0, found.dieYield());
        assertTrue(found.tests().get(0).agrees());
    }

    @Test
    void countsByDieClassAndArea() {
        Wafer wafer = new Wafers(1).at(100, 100, 1).at(200, 100, 1).at(-100, 100, 2).at(99_000, 5_000, 1).wafer();
        WaferStatistics found = WaferStatistics.of(wafer);
        int dies = wafer.dies().size();
        assertEquals(4, found.defects());
        assertEquals(1, found.offDies(), "the die at the edge was not inspected");
        assertEquals(2, found.diesDefective());
        assertEquals(2, found.inDie(wafer.dies().find(0, 0)));
        assertEquals(1 - 2.0 / dies, found.dieYield());
        assertFalse(found.yieldFromBins());
        assertEquals(WaferStatistics.Area.DIES, found.areaFrom());
        assertEquals(4 / (dies * 0.8), found.density(), 1e-12);
        assertEquals(List.of(new Pareto.Bar(1, "Scratch", 3, 0.75), new Pareto.Bar(2, "B", 1, 1)),
                found.classes().bars());
    }

    @Test
    void paretoKeepsTheRestTogether() {
        Wafers of = new Wafers(1);
        for (int c = 1; c <= 6; c++)
            for (int i = 0; i < c; i++)
                of.at(0, 0, c);
        Pareto all = WaferStatistics.of(of.wafer()).classes();
        assertEquals(6, all.top(6).bars().size());
        Pareto top = all.top(3);
        assertEquals(List.of(6L, 5L, 10L), top.bars().stream().map(Pareto.Bar::count).toList());
        assertEquals(Pareto.OTHER, top.bars().get(2).number());
        assertEquals(1, top.bars().get(2).cumulative());
        assertEquals(11 / 21.0, top.bars().get(1).cumulative(), 1e-12);
    }

    @Test
    void binsGiveTheYield() {
        Dies dies = new Dies.Builder().add(0, 0, 1).add(1, 0, 1).add(2, 0, 7).add(3, 0, 9)
                .add(4, 0, Dies.NO_BIN).build();
        Wafer made = new Wafers(1).at(1, 1, 0).wafer(dies, List.of());
        Wafer wafer = new Wafer(made.info(), made.outline(), made.grid(), dies,
                List.of(new Bin(1, "good", true), new Bin(7, "open", false)), made.defects(), List.of(), List.of());
        WaferStatistics found = WaferStatistics.of(wafer);
        assertTrue(found.yieldFromBins());
        assertEquals(0.5, found.dieYield(), "a bin that the file does not explain is a failed one");
        assertEquals(4, found.diesJudged());
        assertEquals(0.8, found.cleanShare(), 1e-12);
        assertEquals(List.of(1, 7, 9), found.bins().bars().stream().map(Pareto.Bar::number).toList());
    }

    @Test
    void areasOfTestsAreNotCountedTwice() {
        Dies left = new Dies.Builder().add(-1, 0, Dies.NO_BIN).add(-2, 0, Dies.NO_BIN).build();
        Dies both = new Dies.Builder().add(-1, 0, Dies.NO_BIN).add(0, 0, Dies.NO_BIN).build();
        Dies dies = new Dies.Builder().add(-2, 0, Dies.NO_BIN).add(-1, 0, Dies.NO_BIN).add(0, 0, Dies.NO_BIN).build();
        Wafer wafer = new Wafers(1).wafer(dies, List.of(new TestSummary(1, 2e8, left, -1, Double.NaN, -1, -1),
                new TestSummary(2, 1e8, both, 3, Double.NaN, -1, -1)));
        WaferStatistics found = WaferStatistics.of(wafer);
        assertEquals(2.5e8, found.areaUm2(), 1);
        assertEquals(0, found.density());
        assertTrue(found.tests().get(0).agrees());
        assertFalse(found.tests().get(1).agrees(), "the file tells three defects");
    }

    @Test
    void defectsWithoutATestBelongToTheOnlyOne() {
        Wafer wafer = new Wafers(1).at(1, 1, 0).wafer(Wafers.dies(),
                List.of(new TestSummary(1, 2e10, Dies.NONE, 1, Double.NaN, -1, 1)));
        assertEquals(1, WaferStatistics.of(wafer).tests().get(0).defects());
        assertTrue(WaferStatistics.of(wafer).tests().get(0).agrees());
    }

    @Test
    void waferWithoutDiesIsJudgedAsAWhole() {
        Wafer wafer = new Wafers(1).anywhere(1000).wafer(Dies.NONE, List.of());
        WaferStatistics found = WaferStatistics.of(wafer);
        assertEquals(WaferStatistics.Area.OUTLINE, found.areaFrom());
        assertEquals(1000 / (Math.PI * 100), found.density(), 1e-9);
        assertTrue(Double.isNaN(found.dieYield()));
        assertEquals(0, found.diesInspected());
        assertTrue(found.diesDefective() > 300);
    }

    @Test
    void nothingIsCountedOnAnEmptyWafer() {
        WaferStatistics found = WaferStatistics.of(new Wafers(1).wafer(Dies.NONE, List.of()));
        assertEquals(0, found.defects());
        assertEquals(0, found.density());
        assertEquals(List.of(), found.classes().bars());
        assertEquals(WaferDefects.NONE.size(), found.diesDefective());
    }
}
