package org.loupe.tools.classic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.loupe.api.Detections;
import org.loupe.api.Features;
import org.loupe.api.Labels;
import org.loupe.api.Mask;
import org.loupe.api.Pair;
import org.loupe.api.Predictions;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.testkit.Golden;
import org.loupe.tools.base.Polarity;

class ObjectsTest {

    private static Tile image(String... rows) {
        return Images.of(Shape.grey(rows[0].length(), rows.length), (x, y) -> rows[y].charAt(x) == '#' ? 200 : 50);
    }

    private static Labels bright(Tile image, int smallestArea) throws Exception {
        return Images.apply(new Threshold(), new Threshold.Params(Polarity.BRIGHT, 100, smallestArea), image);
    }

    @Test
    void objectsAreNumberedRowByRowAndTouchAtCorners() throws Exception {
        Labels labels = bright(image(
                "...#....#",
                ".#..#...#",
                ".#...#.#.",
                "..#.#.#..",
                "...#....#"), 1);
        int[] expected = {
            0, 0, 0, 1, 0, 0, 0, 0, 1,
            0, 1, 0, 0, 1, 0, 0, 0, 1,
            0, 1, 0, 0, 0, 1, 0, 1, 0,
            0, 0, 1, 0, 1, 0, 1, 0, 0,
            0, 0, 0, 1, 0, 0, 0, 0, 2 };
        int[] found = new int[expected.length];
        labels.tile().data().asIntBuffer().get(found);
        assertArrayEquals(expected, found);
        assertEquals(2, labels.count());
    }

    @Test
    void smallObjectsAreLeftOutAndTheOthersNumberedWithoutGaps() throws Exception {
        Labels labels = bright(image(
                "#..##..#",
                "...##..#",
                "#......#"), 2);
        assertEquals(2, labels.count());
        Detections found = labels.detections("object");
        assertEquals(2, found.size());
        assertArrayEquals(new float[] { 3, 7 }, found.x());
        assertArrayEquals(new int[] { 0, 4 }, found.masks()[0]);
    }

    @Test
    void detectionsOfLabelsHaveTheMasksThatMaskEncodes() throws Exception {
        Tile image = Golden.image(Shape.grey(180, 140));
        Labels labels = bright(image, 1);
        Detections found = labels.detections("object");
        assertTrue(found.size() > 10);
        assertEquals(labels.count(), found.size());
        for (int i = 0; i < found.size(); i++) {
            int label = i + 1;
            Tile alone = Images.of(Shape.grey(180, 140), (x, y) -> labels.tile().get(x, y, 0) == label ? 255 : 0);
            assertArrayEquals(Mask.encode(alone, found.region(i)), found.masks()[i]);
        }
    }

    @Test
    void darkIsWhatIsNotBright() throws Exception {
        Tile image = Images.of(Shape.grey(3, 1), (x, y) -> 99 + x);
        assertEquals(1, bright(image, 1).detections("object").width()[0]);
        assertEquals(2, Images.apply(new Threshold(), new Threshold.Params(Polarity.DARK, 100, 1), image)
                .detections("object").width()[0]);
    }

    @Test
    void otsuPartsTwoClasses() throws Exception {
        Tile image = Images.of(new Shape(60, 60, 1, Shape.Type.U16, Double.NaN),
                (x, y) -> (x - 20) * (x - 20) + (y - 30) * (y - 30) < 100 ? 9000 + x : 4000 + 13 * y);
        Detections found = Images.apply(new OtsuThreshold(), new OtsuThreshold.Params(Polarity.BRIGHT, 10),
                image).detections("object");
        assertEquals(1, found.size());
        assertEquals(19, found.width()[0]);
    }

    @Test
    void adaptiveThresholdIgnoresIllumination() throws Exception {
        Tile image = Images.of(Shape.grey(200, 60),
                (x, y) -> 40 + x - (x % 50 >= 20 && x % 50 < 26 && y >= 20 && y < 26 ? 25 : 0));
        for (AdaptiveThreshold.Method method : AdaptiveThreshold.Method.values()) {
            Detections found = Images.apply(new AdaptiveThreshold(),
                    new AdaptiveThreshold.Params(Polarity.DARK, method, 31, 10, 4), image)
                    .detections("object");
            assertEquals(4, found.size(), method.toString());
            assertArrayEquals(new float[] { 20, 70, 120, 170 }, found.x());
            assertArrayEquals(new float[] { 6, 6, 6, 6 }, found.width());
        }
    }

    @Test
    void spotsAreFoundBySizeAndContrast() throws Exception {
        int[][] discs = { { 30, 30, 2, 60 }, { 80, 30, 5, -60 }, { 130, 30, 12, 60 }, { 30, 80, 4, 8 },
                { 80, 80, 4, 40 },
            { 130, 80, 0, 80 } };
        Tile image = Images.of(Shape.grey(170, 120), (x, y) -> {
            int value = 100 + x / 4;
            for (int[] d : discs)
                if ((x - d[0]) * (x - d[0]) + (y - d[1]) * (y - d[1]) <= d[2] * d[2])
                    value += d[3];
            return value;
        });
        Detections found = Images.apply(new FindSpots(), new FindSpots.Params(FindSpots.Polarity.BOTH, 3, 15, 20),
                Pair.of(image));
        assertEquals(List.of("dark", "bright", "bright"),
                List.of(found.className(0), found.className(1), found.className(2)));
        assertEquals(3, found.size(), "too large, too faint and too small ones are not spots");
        assertEquals(80, found.x()[0] + found.width()[0] / 2, 1);
        assertEquals(30, found.x()[1] + found.width()[1] / 2, 1);
        assertEquals(80, found.y()[2] + found.height()[2] / 2, 1);
        assertEquals(11, found.width()[0], 2);
        assertTrue(found.score()[0] > found.score()[2], "the score rises with the contrast");
    }

    @Test
    void spotsAreNotReportedOutsideOfTheValidMask() throws Exception {
        Tile image = Images.of(Shape.grey(100, 60), (x, y) -> y / 4 == 7 && (x / 4 == 5 || x / 4 == 20) ? 200 : 100);
        Tile valid = Images.of(Shape.grey(100, 60), (x, y) -> x < 50 ? 255 : 0);
        FindSpots tool = new FindSpots();
        assertEquals(2, Images.apply(tool, tool.defaults(), Pair.of(image)).size());
        Detections found = Images.apply(tool, tool.defaults(), new Pair(image, Optional.empty(), Optional.of(valid)));
        assertEquals(1, found.size());
        assertTrue(found.x()[0] < 50);
    }

    @Test
    void aLimitSortsByOneFeature() throws Exception {
        Features features = new Features(List.of("contrast", "area_px"), 4,
                new float[] { 1, 11.9f, 1, 12, 1, 500, 1, Float.NaN });
        Predictions p = Images.apply(new Limit(), new Limit.Params("area_px", 12, "small", "large"), features);
        assertArrayEquals(new int[] { 0, 1, 1, 1 }, p.best());
        assertArrayEquals(new float[] { 1, 0, 0, 1, 0, 1, 0.5f, 0.5f }, p.probabilities());
        ToolException e = assertThrows(ToolException.class,
                () -> Images.apply(new Limit(), new Limit.Params("length", 12, "small", "large"), features));
        assertTrue(e.getMessage().contains("[contrast, area_px]"), e.getMessage());
    }
}
