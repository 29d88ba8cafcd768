package org.loupe.wafer.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.loupe.wafer.Wafer;
import org.loupe.wafer.WaferDefects;
import org.loupe.wafer.statistics.ClusterShape.Kind;
import org.loupe.wafer.statistics.DefectClusters.Params;

class DefectClustersTest {

    /** DBSCAN as its paper has it: every pair is looked at. */
    private static int[] everyPair(double[] xs, double[] ys, Params params) {
        int n = xs.length;
        double reach2 = params.reachUm() * params.reachUm();
        boolean[] core = new boolean[n];
        for (int i = 0; i < n; i++) {
            int near = 0;
            for (int j = 0; j < n; j++)
                near += Math.pow(xs[i] - xs[j], 2) + Math.pow(ys[i] - ys[j], 2) <= reach2 ? 1 : 0;
            core[i] = near >= params.least();
        }
        int[] labels = new int[n];
        Arrays.fill(labels, DefectClusters.RANDOM);
        int next = 0;
        for (int i = 0; i < n; i++) {
            if (!core[i] || labels[i] >= 0)
                continue;
            Deque<Integer> open = new ArrayDeque<>();
            open.add(i);
            labels[i] = next;
            while (!open.isEmpty()) {
                int p = open.pop();
                for (int j = 0; j < n && core[p]; j++)
                    if (labels[j] < 0 && Math.pow(xs[p] - xs[j], 2) + Math.pow(ys[p] - ys[j], 2) <= reach2) {
                        labels[j] = next;
                        open.add(j);
                    }
            }
            next++;
        }
        return labels;
    }

    @Test
    void cellsGiveWhatEveryPairGives() {
        SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < 60; round++) {
            int n = 1 + random.nextInt(400);
            double[] xs = new double[n], ys = new double[n];
            for (int i = 0; i < n; i++) {
                // whole numbers: many points are at the same place or exactly within reach
                xs[i] = random.nextInt(80) - 40;
                ys[i] = random.nextInt(80) - 40;
                if (i % 3 == 0) {
                    xs[i] = random.nextInt(12);
                    ys[i] = random.nextInt(6);
                }
            }
            Params params = new Params(1 + random.nextInt(6), 2 + random.nextInt(7));
            assertArrayEquals(everyPair(xs, ys, params), DefectClusters.labels(xs, ys, params), "round " + round);
        }
    }

    @Test
    void placesThatAreNoneAreRandom() {
        double[] xs = { 0, 1, Double.NaN, 2, Double.POSITIVE_INFINITY, 1e12 }, ys = { 0, 0, 0, 0, 0, 0 };
        assertArrayEquals(new int[] { 0, 0, -1, 0, -1, -1 }, DefectClusters.labels(xs, ys, new Params(1, 2)));
        assertEquals(0, DefectClusters.find(WaferDefects.NONE, new Params(1, 2)).size());
    }

    @Test
    void scratchSpotAndRingAreFoundOnARandomWafer() {
        Wafers of = new Wafers(3).anywhere(150);
        of.scratch(90, -50_000, -60_000, 20_000, 30_000, 8_000, 500);
        of.blob(70, 40_000, -40_000, 1_500);
        for (int i = 0; i < 120; i++) {
            double a = Math.toRadians(60 + 90 * i / 120.0), r = 92_000 + of.gauss() * 800;
            of.at(r * Math.cos(a), r * Math.sin(a), 3);
        }
        Wafer wafer = of.wafer();
        DefectClusters found = DefectClusters.find(wafer.defects(), Params.of(wafer.defects(), wafer.outline()));
        ClusterShape line = found.shapes().stream().filter(s -> s.kind() == Kind.LINE).findFirst().orElseThrow();
        assertEquals(95, line.defects(), 10);
        assertEquals(115_500, line.lengthUm(), 5_000);
        assertEquals(52.1, line.degrees(), 2);
        assertTrue(line.straightness() > 0.95 && line.straightness() < 0.995, "bent: " + line.straightness());
        assertTrue(line.widthUm() < 3_000, "width " + line.widthUm());
        ClusterShape spot = found.shapes().stream().filter(s -> s.kind() == Kind.SPOT && s.defects() > 30).findFirst()
                .orElseThrow();
        assertEquals(72, spot.defects(), 6);
        assertEquals(40_000, spot.xUm(), 800);
        assertEquals(-40_000, spot.yUm(), 800);
        ClusterShape arc = found.shapes().stream().filter(s -> s.kind() == Kind.ARC).findFirst().orElseThrow();
        assertEquals(128, arc.defects(), 16);
        assertEquals(Math.toRadians(90) * 92_000, arc.lengthUm(), 8_000);
        assertEquals(105, arc.degrees(), 3);
        assertEquals(4 * 800, arc.widthUm(), 1_200);
        assertTrue(found.random() > 110 && found.random() <= 150, "random: " + found.random());
        assertEquals(wafer.defects().size(),
                found.random() + found.shapes().stream().mapToInt(ClusterShape::defects).sum());
    }

    @Test
    void randomWafersHaveFewClusters() {
        for (int count : new int[] { 16, 100, 1000, 20_000 }) {
            Wafer wafer = new Wafers(count).anywhere(count).wafer();
            DefectClusters found = DefectClusters.find(wafer.defects(), Params.of(wafer.defects(), wafer.outline()));
            assertTrue(found.random() > Math.min(0.99 * count, count - 12),
                    count + " defects, random are " + found.random());
        }
    }

    @Test
    void aStraightLineIsMeasured() {
        Wafers of = new Wafers(1);
        for (int i = 0; i <= 20; i++)
            of.at(1000 + i * 100 * Math.cos(Math.toRadians(150)), i * 100 * Math.sin(Math.toRadians(150)), 1);
        DefectClusters found = DefectClusters.find(of.wafer().defects(), new Params(150, 3));
        assertEquals(1, found.size());
        ClusterShape line = found.shape(0);
        assertEquals(2000, line.lengthUm(), 1e-3);
        assertEquals(0, line.widthUm(), 1e-3);
        assertEquals(150, line.degrees(), 1e-6);
        assertEquals(1, line.straightness(), 1e-9);
        assertEquals(Kind.LINE, line.kind());
    }

    @Test
    void defectsAtOnePlaceAreASpot() {
        Wafers of = new Wafers(1);
        for (int i = 0; i < 50; i++)
            of.at(5, 5, 1);
        ClusterShape shape = DefectClusters.find(of.wafer().defects(), new Params(10, 5)).shape(0);
        assertEquals(Kind.SPOT, shape.kind());
        assertEquals(0, shape.lengthUm(), 1e-6);
    }

    @Test
    void manyDefectsAtOnePlaceTakeNoLonger() {
        Wafers of = new Wafers(1);
        for (int i = 0; i < 60_000; i++)
            of.at(i < 30_000 ? 0 : 101, of.uniform(0, 0.1), 1);
        long start = System.nanoTime();
        DefectClusters found = DefectClusters.find(of.wafer().defects(), new Params(100, 5));
        assertEquals(2, found.size());
        assertTrue(System.nanoTime() - start < 20e9, "pairs of cells were compared point by point");
    }
}
