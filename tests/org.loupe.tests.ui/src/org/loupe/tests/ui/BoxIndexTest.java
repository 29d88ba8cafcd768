package org.loupe.tests.ui;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.loupe.api.Detections;
import org.loupe.ui.viewer.BoxIndex;
import org.loupe.ui.viewer.RowSet;

/** The index gives what looking at every box would give. */
class BoxIndexTest {

    /** Boxes of all sizes, some of them in clusters. */
    static Detections boxes(int n, double edge, long seed) {
        Random random = new Random(seed);
        Detections.Builder all = new Detections.Builder(List.of("a", "b"));
        for (int i = 0; i < n; i++) {
            double size = Math.pow(2, random.nextDouble() * (i % 100 == 0 ? 10 : 4));
            double spread = i % 3 == 0 ? edge / 20 : edge;
            all.add(random.nextDouble() * spread, random.nextDouble() * spread, size,
                    size * (0.5 + random.nextDouble()), random.nextDouble(), i % 2, null);
        }
        return all.build();
    }

    private static int[] touching(Detections d, double x0, double y0, double x1, double y1) {
        return IntStream.range(0, d.size()).filter(i -> d.x()[i] <= x1 && d.y()[i] <= y1
                && d.x()[i] + d.width()[i] >= x0 && d.y()[i] + d.height()[i] >= y0).toArray();
    }

    @Test
    void itFindsWhatTouchesAPart() {
        Random random = new Random(3);
        for (int n : new int[] { 0, 1, 2, 50, 3000, 40_000 }) {
            Detections d = boxes(n, 5000, n);
            BoxIndex index = BoxIndex.of(d);
            for (int i = 0; i < 50; i++) {
                double x = random.nextDouble() * 5500 - 250, y = random.nextDouble() * 5500 - 250;
                double size = Math.pow(2, random.nextDouble() * 12);
                int[] expected = touching(d, x, y, x + size, y + size);
                assertArrayEquals(expected, index.within(x, y, x + size, y + size, n));
                if (expected.length > 1)
                    assertNull(index.within(x, y, x + size, y + size, expected.length - 1), "more than asked for");
            }
            assertEquals(n, index.within(-1e9, -1e9, 1e9, 1e9, n).length);
        }
    }

    @Test
    void theSmallestBoxUnderAPlaceIsMeant() {
        Detections d = new Detections.Builder(List.of("a")).add(0, 0, 100, 100, 1, 0, null)
                .add(40, 40, 10, 10, 1, 0, null).add(200, 200, 0, 0, 1, 0, null).build();
        BoxIndex index = BoxIndex.of(d);
        assertEquals(1, index.at(45, 45, 0));
        assertEquals(0, index.at(30, 45, 2));
        assertEquals(2, index.at(203, 198, 4));
        assertEquals(-1, index.at(150, 150, 3));
    }

    @Test
    void theDensityCountsEveryCentreOnce() {
        Detections d = boxes(30_000, 5000, 7);
        BoxIndex index = BoxIndex.of(d);
        for (double least : new double[] { 1, 7, 40, 300, 1e5 }) {
            BoxIndex.Density all = index.density(-1e6, -1e6, 1e6, 1e6, least);
            assertEquals(d.size(), Arrays.stream(all.counts()).sum(), "squares of " + least);
            assertTrue(all.edge() >= least * 0.999 || all.edge() > 5000, all.edge() + " of " + least);
            int place = all.place(100, 100), count = 0;
            for (int i = 0; i < d.size(); i++)
                if (all.place(d.x()[i] + d.width()[i] / 2.0, d.y()[i] + d.height()[i] / 2.0) == place)
                    count++;
            assertEquals(count, all.at(100, 100));
        }
        BoxIndex.Density some = index.density(1000, 1000, 2000, 2000, 20);
        assertTrue(some.x() <= 1000 && some.y() <= 1000 && Arrays.stream(some.counts()).sum() > 0);
        BoxIndex.Density moved = index.density(1003, 1001, 2003, 2001, 20);
        assertEquals(0, (moved.x() - some.x()) / some.edge() % 1, 1e-6, "squares lie still on the image");
    }

    @Test
    void aSetOfRowsIsASet() {
        BitSet bits = new BitSet();
        bits.set(3);
        bits.set(700);
        RowSet rows = new RowSet(bits);
        assertEquals(Set.of(3, 700), rows);
        assertEquals(rows, RowSet.of(Set.of(700, 3)));
        assertEquals(Set.of(3, 700).hashCode(), rows.hashCode());
        assertEquals(List.of(3, 700), List.copyOf(rows));
        assertEquals(Set.of(700), rows.without(RowSet.of(Set.of(3, 4))));
        assertEquals(Set.of(3, 4, 700), rows.with(RowSet.of(Set.of(3, 4))));
        assertTrue(rows.has(3) && !rows.has(4) && !rows.has(-1));
    }
}
