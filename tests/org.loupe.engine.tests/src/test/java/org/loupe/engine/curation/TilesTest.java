package org.loupe.engine.curation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.loupe.api.Features;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.engine.Progress;
import org.loupe.engine.clustering.NeighbourIndex;
import org.loupe.engine.curation.Duplicates.Duplicate;

/** Duplicates, blur and what is out of domain, planted among pictures of rectangles. */
class TilesTest {
    private static final int SIZE = 160;

    /** Bright rectangles on dark ground with noise. */
    private static float[] picture(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] grey = new float[SIZE * SIZE];
        Arrays.fill(grey, 60);
        for (int n = 0; n < 12; n++) {
            int x0 = random.nextInt(SIZE), y0 = random.nextInt(SIZE), w = 10 + random.nextInt(50), h = 10
                    + random.nextInt(50);
            for (int y = y0; y < Math.min(SIZE, y0 + h); y++)
                Arrays.fill(grey, y * SIZE + x0, y * SIZE + Math.min(SIZE, x0 + w), 120 + random.nextInt(80));
        }
        return noisy(grey, seed);
    }

    private static float[] noisy(float[] grey, long seed) {
        SplittableRandom random = new SplittableRandom(seed + 1000);
        float[] noisy = grey.clone();
        for (int i = 0; i < noisy.length; i++)
            noisy[i] += 3 * random.nextGaussian();
        return noisy;
    }

    private static float[] blurred(float[] grey, int radius) {
        float[] soft = new float[grey.length];
        for (int y = 0; y < SIZE; y++)
            for (int x = 0; x < SIZE; x++) {
                float sum = 0;
                int n = 0;
                for (int yy = Math.max(0, y - radius); yy <= Math.min(SIZE - 1, y + radius); yy++)
                    for (int xx = Math.max(0, x - radius); xx <= Math.min(SIZE - 1, x + radius); xx++, n++)
                        sum += grey[yy * SIZE + xx];
                soft[y * SIZE + x] = sum / n;
            }
        return soft;
    }

    private static TileLook look(float[] grey, double gain) {
        Tile tile = Tile.allocate(Shape.grey(SIZE, SIZE));
        for (int i = 0; i < grey.length; i++)
            tile.set(i % SIZE, i / SIZE, 0, grey[i] * gain);
        return TileLook.of(tile);
    }

    private static float blur(TileLook look) {
        return look.values()[TileLook.NAMES.indexOf("blur")];
    }

    @Test
    void dimmedAndNoisyCopiesAreFoundAndNothingElse() {
        List<TileLook> looks = new ArrayList<>();
        for (int i = 0; i < 60; i++)
            looks.add(look(picture(i), 1));
        looks.add(look(noisy(picture(7), 99), 1));
        looks.add(look(picture(31), 0.8));
        looks.add(look(picture(7), 1));
        float[] defect = picture(12);
        for (int y = 70; y < 76; y++)
            Arrays.fill(defect, y * SIZE + 80, y * SIZE + 86, 250);
        looks.add(look(defect, 1)); // the same artwork, but with a defect: no duplicate
        List<Duplicate> found = Duplicates.find(looks, Progress.NONE);
        assertEquals(List.of(60, 61, 62), found.stream().map(Duplicate::row).toList());
        assertEquals(List.of(7, 31, 7), found.stream().map(Duplicate::first).toList());
        assertEquals(0, found.get(2).difference());
    }

    @Test
    void blurredTilesAreAboveTheLimitWhateverTheyShow() {
        float[] values = new float[50];
        for (int i = 0; i < 50; i++)
            values[i] = blur(look(i % 10 == 3 ? noisy(blurred(picture(i), 3), i) : picture(i), 1));
        Outliers found = Outliers.above(values, 0.05);
        assertEquals(IntStream.range(0, 50).filter(i -> i % 10 == 3).boxed().collect(Collectors.toSet()),
                Arrays.stream(found.rows()).boxed().collect(Collectors.toSet()),
                Arrays.toString(values) + found.limit());
        assertEquals(0, blur(look(new float[SIZE * SIZE], 1)), "nothing to see is not blurred");
    }

    @Test
    void otherPicturesAreOutOfDomain() {
        List<TileLook> examples = IntStream.range(0, 80).mapToObj(i -> look(picture(i), 1)).toList();
        List<TileLook> rows = new ArrayList<>();
        for (int i = 100; i < 140; i++)
            rows.add(look(picture(i), 1));
        float[] noise = new float[SIZE * SIZE];
        Arrays.fill(noise, 128);
        for (int i = 0; i < 8; i++)
            noise = noisy(noise, 500 + i);
        rows.add(look(noise, 1));
        float[] inverse = picture(3);
        for (int i = 0; i < inverse.length; i++)
            inverse[i] = 255 - inverse[i];
        rows.add(look(inverse, 1));
        Outliers found = Outliers.unlike(TileLook.table(examples), TileLook.table(rows), Progress.NONE);
        int[] out = found.rows();
        assertTrue(Arrays.stream(out).anyMatch(i -> i == 40) && Arrays.stream(out).anyMatch(i -> i == 41),
                Arrays.toString(out));
        assertTrue(out.length <= 4, "of 40 alike ones some 1 % may be found by chance: " + Arrays.toString(out));
    }

    @Test
    void limitsSurviveOutliersUnknownValuesAndEqualOnes() {
        float[] values = new float[40];
        for (int i = 0; i < 40; i++)
            values[i] = i % 4;
        values[5] = 100;
        values[6] = Float.NaN;
        assertArrayEquals(new int[] { 5 }, Outliers.above(values, 0).rows());
        assertArrayEquals(new int[] { 1 }, Outliers.above(new float[] { 2, 2.3f, 2, 2 }, 0.2).rows());
        assertArrayEquals(new int[0], Outliers.above(new float[] { 2, 2.1f, 2, 2 }, 0.2).rows());
        assertArrayEquals(new int[0], Outliers.above(new float[] { Float.NaN }, 0.2).rows());
    }

    @Test
    void neighboursAreTheNearestNotOneself() {
        Features known = new Features(List.of("a"), 4, new float[] { 0, 1, 3, 7 });
        Neighbours among = new Neighbours(known, Progress.NONE);
        NeighbourIndex.Nearest of = among.others(3, Progress.NONE);
        assertArrayEquals(new int[] { 1, 2, 3, 0, 2, 3, 1, 0, 3, 2, 1, 0 }, of.rows());
        NeighbourIndex.Nearest few = among.find(known.select(2), 5, Progress.NONE);
        assertArrayEquals(new int[] { 2, 1, 0, 3, -1 }, few.rows());
        assertEquals(Float.POSITIVE_INFINITY, few.distances()[4]);
    }

    @Test
    void looksOfAllKindsOfPixelsAgree() {
        for (Shape.Type type : List.of(Shape.Type.U8, Shape.Type.U16)) {
            Tile tile = Tile.allocate(new Shape(SIZE, SIZE, 3, type, Double.NaN));
            double gain = type == Shape.Type.U8 ? 1 : 257;
            float[] grey = picture(4);
            for (int i = 0; i < grey.length; i++)
                for (int c = 0; c < 3; c++)
                    tile.set(i % SIZE, i / SIZE, c, Math.rint(grey[i]) * gain);
            assertArrayEquals(look(grey, 1).values(), TileLook.of(tile).values(), 2e-3f, type.name());
        }
        assertEquals(TileLook.NAMES.size(), TileLook.of(Tile.allocate(Shape.grey(1, 1))).values().length);
    }
}
