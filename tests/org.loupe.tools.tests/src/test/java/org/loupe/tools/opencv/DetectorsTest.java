package org.loupe.tools.opencv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.loupe.api.Detections;
import org.loupe.api.Labels;
import org.loupe.api.Pair;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.tools.base.Polarity;
import org.loupe.tools.classic.Images;

class DetectorsTest {
    private static final RepeatComparison.Params AUTOMATIC = new RepeatComparison().defaults();

    /** Cells of a memory with a pitch that is no whole number, and a defect each at two places. */
    private static Tile cells(int width, int height, double pitchX, double pitchY) {
        Tile noise = Images.noise(Shape.grey(width, height), 4);
        return Images.of(Shape.grey(width, height), (x, y) -> {
            double px = (x + 0.5) % pitchX, py = (y + 0.5) % pitchY;
            int value = px > 6 && px < 22 && py > 5 && py < 20 ? 160 : px > 26 && px < 30 ? 120 : 70;
            if (x >= 120 && x < 126 && y >= 90 && y < 95)
                value -= 55;
            if (x >= 5 && x < 10 && y >= 150 && y < 154)
                value += 60;
            return value + (int) noise.get(x, y, 0) % 9 - 4;
        });
    }

    @Test
    void defectsAreFoundByTheirNeighbours() throws Exception {
        Detections found = Images.apply(new RepeatComparison(), AUTOMATIC, Pair.of(cells(400, 300, 37.5, 31)));
        assertEquals(2, found.size());
        assertEquals("dark", found.className(0));
        assertEquals(120, found.x()[0], 1);
        assertEquals(90, found.y()[0], 1);
        assertEquals("bright", found.className(1));
        assertEquals(5, found.x()[1], 1);
    }

    @Test
    void oneDirectionSuffices() throws Exception {
        RepeatComparison.Params rows = new RepeatComparison.Params(RepeatComparison.Pitch.GIVEN, 37.5, 0, 1, 30, 4);
        assertEquals(2, Images.apply(new RepeatComparison(), rows, Pair.of(cells(400, 300, 37.5, 31))).size());
    }

    @Test
    void aPitchIsFoundToAFractionOfAPixel() throws Exception {
        Tile cells = cells(600, 500, 37.5, 31);
        assertEquals(37.5, Repetition.pitch(cells, true, new org.loupe.testkit.TestRun()), 0.1);
        assertEquals(31, Repetition.pitch(cells, false, new org.loupe.testkit.TestRun()), 0.1);
    }

    @Test
    void withoutRepetitionThePitchIsAskedFor() {
        ToolException e = assertThrows(ToolException.class, () -> Images.apply(new RepeatComparison(), AUTOMATIC,
                Pair.of(Images.noise(Shape.grey(200, 150), 1))));
        assertTrue(e.remedy().contains("given"), e.remedy());
    }

    @Test
    void aPitchOfNothingIsRefused() {
        assertThrows(IllegalArgumentException.class,
                () -> new RepeatComparison.Params(RepeatComparison.Pitch.GIVEN, 0, 0, 1, 30, 4));
    }

    /** Two discs of radius 20 whose centres are {@code distance} px apart. */
    private static int objects(int distance, double neckDepth) throws Exception {
        Tile image = Images.of(Shape.grey(160, 100), (x, y) -> Math.hypot(x - 60, y - 50) < 20
                || Math.hypot(x - 60 - distance, y - 50) < 20 ? 180 : 60);
        Labels labels = Images.apply(new Watershed(), new Watershed.Params(Polarity.BRIGHT, Watershed.Method.OTSU,
                128, neckDepth, 10), image);
        return labels.count();
    }

    @Test
    void watershedSplitsAtNecks() throws Exception {
        assertEquals(2, objects(35, 1));
        assertEquals(1, objects(0, 1));
        assertEquals(1, objects(10, 1), "a neck nearly as wide as the discs");
        assertEquals(1, objects(35, 15), "a neck that is not deep enough");
        assertEquals(2, objects(60, 1), "discs apart");
    }

    @Test
    void splitObjectsShareAllPixels() throws Exception {
        Tile image = Images.of(Shape.grey(160, 100), (x, y) -> Math.hypot(x - 60, y - 50) < 20
                || Math.hypot(x - 95, y - 50) < 20 ? 180 : 60);
        Labels labels = Images.apply(new Watershed(), new Watershed().defaults(), image);
        for (int y = 0; y < 100; y++)
            for (int x = 0; x < 160; x++)
                assertEquals(image.get(x, y, 0) > 100, labels.tile().get(x, y, 0) > 0);
        assertEquals(1, labels.tile().get(50, 50, 0));
        assertEquals(2, labels.tile().get(105, 50, 0));
    }
}
