package org.loupe.wafer.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.loupe.wafer.Dies;
import org.loupe.wafer.Wafer;

class SpatialSignatureTest {

    @Test
    void probabilitiesAreThoseOfTables() {
        assertEquals(0.05, Distributions.chiSquareAbove(3.841459, 1), 1e-6);
        assertEquals(0.01, Distributions.chiSquareAbove(18.475307, 7), 1e-6);
        assertEquals(0.95, Distributions.chiSquareAbove(2.167350, 7), 1e-6);
        assertEquals(0.025, Distributions.normalAbove(1.959964), 1e-6);
        assertEquals(0.975, Distributions.normalAbove(-1.959964), 1e-6);
        assertEquals(0.5, Distributions.normalAbove(0));
        assertEquals(1 - Math.exp(-2) * 5, Distributions.poissonAtLeast(3, 2), 1e-12);
        assertEquals(2, Distributions.poissonMean(3, 1 - Math.exp(-2) * 5), 1e-9);
        assertEquals(Math.log(24), Distributions.logGamma(5), 1e-13);
        assertEquals(Math.log(Math.sqrt(Math.PI)), Distributions.logGamma(0.5), 1e-13);
    }

    @Test
    void randomWafersAreSeldomCalledUneven() {
        int rings = 0, sectors = 0, joins = 0, wafers = 150;
        for (int seed = 0; seed < wafers; seed++) {
            SpatialSignature found = SpatialSignature.of(new Wafers(1000 + seed).anywhere(120).wafer());
            rings += found.ringsP() < 0.05 ? 1 : 0;
            sectors += found.sectorsP() < 0.05 ? 1 : 0;
            joins += found.joins().p() < 0.05 ? 1 : 0;
        }
        for (int n : new int[] { rings, sectors, joins })
            assertTrue(n >= 1 && n <= 18, "5 % of " + wafers + " are expected, found " + rings + " by rings, " + sectors
                    + " by sectors, " + joins + " by joins");
    }

    @Test
    void edgeRingIsMeasured() {
        SpatialSignature found = SpatialSignature
                .of(new Wafers(1).anywhere(100).ring(100, 88_000, 99_000, 1).wafer(Dies.NONE, List.of()));
        assertTrue(found.edge().ratio() > 1.9, "ratio " + found.edge().ratio());
        assertTrue(found.zonesP() < 1e-6);
        assertTrue(found.ringsP() < 1e-6);
        assertTrue(found.sectorsP() > 0.001, "it is even around the centre: " + found.sectorsP());
        assertEquals(1 - 0.85 * 0.85, found.edge().share(), 0.001);
        assertEquals(0.45 * 0.45, found.centre().share(), 0.001);
        assertEquals(0.125, found.rings().get(3).share(), 0.001);
        assertEquals(0.25, found.quadrants().get(2).share(), 0.001);
        assertEquals(200, found.centre().defects() + found.middle().defects() + found.edge().defects());
        assertEquals(found.edge().defects() / ((1 - 0.85 * 0.85) * Math.PI * 100), found.edge().density(), 0.01);
    }

    @Test
    void missingDiesAtTheEdgeAreNoPattern() {
        SpatialSignature found = SpatialSignature.of(new Wafers(2).anywhere(3000).wafer());
        assertTrue(found.ringsP() > 0.001, "p " + found.ringsP());
        assertTrue(found.rings().get(7).share() < 0.1, "dies that are cut by the edge were not inspected");
        assertEquals(1, found.rings().stream().mapToDouble(SpatialSignature.Part::share).sum(), 1e-9);
    }

    @Test
    void oneSideIsMeasured() {
        Wafers of = new Wafers(3).anywhere(50);
        for (int i = 0; i < 60; i++)
            of.at(of.uniform(-70_000, 0), of.uniform(1000, 60_000), 1);
        SpatialSignature found = SpatialSignature.of(of.wafer());
        assertTrue(found.quadrants().get(1).ratio() > 2, "left upper: " + found.quadrants().get(1).ratio());
        assertTrue(found.sectorsP() < 1e-6);
        assertTrue(found.joins().p() < 0.01, "defective dies lie beside each other: " + found.joins());
    }

    @Test
    void joinsAreCountedAsWritten() {
        Dies.Builder dies = new Dies.Builder();
        for (int i = 0; i < 9; i++)
            dies.add(i % 3, i / 3, Dies.NO_BIN);
        Wafer wafer = new Wafers(1).at(1, 1, 0).at(8001, 1, 0).at(1, 10_001, 0).wafer(dies.build(), List.of());
        SpatialSignature.Joins found = SpatialSignature.of(wafer).joins();
        assertEquals(2, found.found());
        assertEquals(12 * 3 * 2 / (9.0 * 8), found.expected(), 1e-12);
        assertEquals(deviationByTrying(wafer.dies(), 3), found.deviation(), 1e-9);
    }

    /** Deviation of the number of joins over all ways to choose three defective dies. */
    private static double deviationByTrying(Dies dies, int choose) {
        double sum = 0, squares = 0, ways = 0;
        for (int set = 0; set < 1 << dies.size(); set++) {
            if (Integer.bitCount(set) != choose)
                continue;
            int joins = 0;
            for (int a = 0; a < dies.size(); a++)
                for (int b = a + 1; b < dies.size(); b++)
                    if ((set >> a & 1) == 1 && (set >> b & 1) == 1 && Math.abs(dies.column(a) - dies.column(b))
                            + Math.abs(dies.row(a) - dies.row(b)) == 1)
                        joins++;
            sum += joins;
            squares += joins * joins;
            ways++;
        }
        return Math.sqrt(squares / ways - sum / ways * (sum / ways));
    }

    @Test
    void tooFewDefectsAreNotJudged() {
        SpatialSignature found = SpatialSignature.of(new Wafers(3).anywhere(5).wafer());
        assertTrue(Double.isNaN(found.ringsP()));
        assertTrue(Double.isNaN(SpatialSignature.of(new Wafers(3).wafer()).joins().p()));
    }
}
