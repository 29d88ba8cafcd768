package org.loupe.tools.classic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.loupe.api.Features;
import org.loupe.api.Patch;
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.tools.base.Scale;
import org.loupe.tools.classic.GreyHistogram.Params;

class GreyHistogramTest {

    private static Features histogram(Patch patch, Params params) throws Exception {
        return Images.apply(new GreyHistogram(), params, patch);
    }

    private static float value(Features features, String name) {
        assertTrue(features.column(name) >= 0, name + " in " + features.names());
        return features.get(0, features.column(name));
    }

    /** Of NumPy 1.24.2 and SciPy 1.10.1: releng/bench/features.py --reference. */
    @Test
    void equalsNumPyAndSciPy() throws Exception {
        Features found = histogram(Images.patch(Images.texture(40, 31, 256, 7), 40, new Region(0, 0, 40, 31)),
                new Params(8, Scale.TYPE, false, false, 8));
        double[] expected = { 0.11774193548387096, 0.12661290322580646, 0.1153225806451613, 0.12258064516129032,
            0.12419354838709677, 0.12580645161290321, 0.12741935483870967, 0.1403225806451613, 130.30161290322582,
            74.22981531210696, -0.04976631803328593, -1.2111728285621088, 12.950000000000003, 65.0, 132.0, 195.0,
            242.0 };
        assertEquals(expected.length, found.names().size());
        for (int i = 0; i < expected.length; i++)
            assertEquals(expected[i], found.get(0, i), 1e-6 * Math.max(1, Math.abs(expected[i])),
                    found.names().get(i));
    }

    /** The defect, what is around it, and what it changed, each by itself. */
    @Test
    void defectSurroundingsAndDifferenceAreToldApart() throws Exception {
        Shape shape = new Shape(40, 40, 1, Shape.Type.U16, Double.NaN);
        Region box = new Region(15, 15, 8, 6);
        Tile reference = Images.of(shape, (x, y) -> 9000 + 10 * x);
        Tile image = Images.of(shape, (x, y) -> 9000 + 10 * x + (box.contains(x, y) ? 4000 : 0));
        Tile mask = Images.of(Shape.grey(40, 40), (x, y) -> box.contains(x, y) ? 255 : 0);
        Features found = histogram(new Patch(image, Optional.of(reference), box, mask), new GreyHistogram().defaults());
        assertEquals(3 * (16 + 9), found.names().size());
        assertEquals(13185, value(found, "histogram.mean"), 1e-2);
        assertEquals(1, value(found, "histogram.3"), 0, "12288 to 16384");
        assertEquals(1, value(found, "histogram.around.2"), 0, "8192 to 12288");
        assertEquals(9185, value(found, "histogram.around.p50"), 5);
        assertEquals(4000, value(found, "histogram.difference.mean"), 0);
        assertEquals(0, value(found, "histogram.difference.deviation"), 0);
        assertEquals(4000, value(found, "histogram.difference.p5"), 0);
        assertEquals(1, value(found, "histogram.difference.8"), 0, "0 to 8192");
        assertTrue(Float.isNaN(value(found, "histogram.difference.skewness")), "all are equal");
        Features alone = histogram(new Patch(image, Optional.empty(), box, mask), new GreyHistogram().defaults());
        assertTrue(Float.isNaN(value(alone, "histogram.difference.mean")));
        assertEquals(found.names(), alone.names());
    }

    @Test
    void ownScaleTakesAwayDifferencesOfLight() throws Exception {
        short[] grey = Images.texture(20, 20, 60, 3);
        Params params = new Params(5, Scale.PATCH, false, false, 8);
        Tile bright = Images.of(new Shape(20, 20, 1, Shape.Type.F32, Double.NaN), (x, y) -> 3 * grey[y * 20 + x] - 700);
        Features one = histogram(Images.patch(grey, 20, new Region(0, 0, 20, 20)), params);
        Features other = histogram(Images.patch(bright, new Region(0, 0, 20, 20)), params);
        for (int i = 0; i < 5; i++)
            assertEquals(one.get(0, i), other.get(0, i));
        assertEquals("histogram.bins-5.scale-patch.0", one.names().get(0));
    }

    /** Percentiles come out right whatever the order of the values, also where many are equal. */
    @Test
    void percentilesOfAPermutation() throws Exception {
        for (int levels : new int[] { 3, 101 }) {
            Tile image = Images.of(Shape.grey(101, 1), (x, y) -> x * 37 % 101 % levels);
            Features found = histogram(Images.patch(image, new Region(0, 0, 101, 1)), new GreyHistogram().defaults());
            int[] sorted = java.util.stream.IntStream.range(0, 101).map(x -> x % levels).sorted().toArray();
            for (int percent : new int[] { 5, 25, 50, 75, 95 })
                assertEquals(sorted[percent], value(found, "histogram.p" + percent), "p" + percent);
        }
    }

    @Test
    void anEmptyMaskIsNotANumber() throws Exception {
        Tile image = Images.of(Shape.grey(5, 5), (x, y) -> x);
        Features found = histogram(new Patch(image, Optional.empty(), new Region(1, 1, 2, 2),
                Images.of(Shape.grey(5, 5), (x, y) -> 0)), new GreyHistogram().defaults());
        assertTrue(Float.isNaN(value(found, "histogram.0")));
        assertEquals(2, value(found, "histogram.around.mean"));
    }
}
