package org.loupe.tools.classic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.loupe.api.Patch;
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.testkit.TestRun;
import org.loupe.tools.base.Plane;
import org.loupe.tools.base.Source;

class PlaneTest {

    private static Plane ramp(int width, int height) {
        return Plane.of(Images.of(Shape.grey(width, height), (x, y) -> 3 * x + 2 * y), new TestRun());
    }

    @Test
    void asManyPixelsStayAsTheyAre() {
        float[] square = ramp(40, 30).square(new Region(5, 7, 16, 16), 0, 16, new TestRun());
        for (int i = 0; i < 256; i++)
            assertEquals(3 * (5 + i % 16) + 2 * (7 + i / 16), square[i]);
    }

    /** A linear ramp stays one, whatever the number of pixels; a part holds the mean of what it covers. */
    @Test
    void fewerAreMeansAndMoreAreBetween() {
        Plane plane = ramp(80, 60);
        for (int size : new int[] { 5, 16, 23, 77, 256 }) {
            float[] square = plane.square(new Region(30, 20, 20, 14), 3, size, new TestRun());
            for (int i = 0; i < square.length; i++) {
                double x = 27 + (i % size + 0.5) * 26 / size - 0.5, y = 14 + (i / size + 0.5) * 26 / size - 0.5;
                assertEquals(3 * x + 2 * y, square[i], size < 26 ? 0.5 : 1e-3, size + ": " + i);
            }
        }
    }

    @Test
    void beyondTheEdgeItIsAsAtTheEdge() {
        float[] square = ramp(6, 4).square(new Region(0, 0, 6, 4), 5, 16, new TestRun());
        for (int i = 0; i < 256; i++) {
            int x = Math.min(5, Math.max(0, i % 16 - 5)), y = Math.min(3, Math.max(0, i / 16 - 6));
            assertEquals(3 * x + 2 * y, square[i]);
        }
    }

    @Test
    void contrastIsToTheReferenceOrToWhatLiesBeside() {
        Tile image = Images.of(Shape.grey(5, 2), (x, y) -> x == 2 ? 90 : 40 + y);
        Tile mask = Images.of(image.shape(), (x, y) -> x == 2 ? 255 : 0);
        Patch alone = new Patch(image, Optional.empty(), new Region(2, 0, 1, 2), mask);
        assertArrayEquals(new float[] { 1, 1, 49, 1, 1, 0, 0, 49, 0, 0 }, contrast(alone));
        Patch full = new Patch(image, Optional.empty(), new Region(0, 0, 5, 2),
                Images.of(image.shape(), (x, y) -> 255));
        assertArrayEquals(new float[] { 1, 1, 49, 1, 1, 0, 0, 49, 0, 0 }, contrast(full), "the median of all");
        Tile reference = Images.of(image.shape(), (x, y) -> 45);
        assertArrayEquals(new float[] { 5, 5, 45, 5, 5, 4, 4, 45, 4, 4 },
                contrast(new Patch(image, Optional.of(reference), alone.box(), mask)));
    }

    private static float[] contrast(Patch patch) {
        return Plane.of(patch, Source.CONTRAST, new TestRun()).values();
    }
}
