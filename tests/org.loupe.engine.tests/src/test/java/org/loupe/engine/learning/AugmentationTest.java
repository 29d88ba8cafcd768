package org.loupe.engine.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.loupe.api.Patch;
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.api.Tile;

class AugmentationTest {

    /** A 5 × 3 patch whose pixels are all different, with a defect of 2 × 1 at (1, 0). */
    private static Patch patch() {
        Shape shape = Shape.grey(5, 3);
        byte[] pixels = new byte[15], golden = new byte[15], mask = new byte[15];
        for (int i = 0; i < 15; i++) {
            pixels[i] = (byte) (10 * i);
            golden[i] = (byte) (10 * i + 5);
        }
        mask[1] = mask[2] = (byte) 255;
        return new Patch(Tile.of(shape, pixels), Optional.of(Tile.of(shape, golden)), new Region(1, 0, 2, 1),
                Tile.of(shape, mask));
    }

    private static int[] pixels(Tile tile) {
        int[] all = new int[tile.width() * tile.height()];
        for (int i = 0; i < all.length; i++)
            all[i] = (int) tile.get(i % tile.width(), i / tile.width(), 0);
        return all;
    }

    private static Augmentation only(boolean flip, boolean turn, double rotate, double shift, double noise, double blur,
            double intensity) {
        return new Augmentation(40, flip, turn, rotate, shift, noise, blur, intensity);
    }

    @Test
    void turnsAndFlipsMoveEverythingAlike() {
        Patch patch = patch();
        Set<List<Integer>> seen = new HashSet<>();
        for (Patch copy : only(true, true, 0, 0, 0, 0, 0).apply(patch, new SplittableRandom(1))) {
            int[] sorted = pixels(copy.image());
            seen.add(Arrays.stream(sorted).boxed().toList());
            Arrays.sort(sorted);
            assertArrayEquals(pixels(patch.image()), sorted, "every pixel is there once");
            for (int y = 0; y < copy.image().height(); y++)
                for (int x = 0; x < copy.image().width(); x++) {
                    double grey = copy.image().get(x, y, 0);
                    assertEquals(grey + 5, copy.reference().orElseThrow().get(x, y, 0));
                    boolean defect = grey == 10 || grey == 20;
                    assertEquals(defect ? 255 : 0, copy.mask().get(x, y, 0));
                    assertEquals(defect, copy.box().contains(x, y));
                }
        }
        assertEquals(8, seen.size(), "all ways a square can lie");
    }

    @Test
    void aQuarterTurnIsClockwise() {
        Patch patch = patch();
        Patch copy = only(false, true, 0, 0, 0, 0, 0).apply(patch, new SplittableRandom(3)).stream()
                .filter(c -> c.image().width() == 3 && c.image().get(2, 0, 0) == 0).findFirst().orElseThrow();
        // the first row, 0 10 20 30 40, is the last column now
        assertEquals(40, copy.image().get(2, 4, 0));
        assertEquals(new Region(2, 1, 1, 2), copy.box());
    }

    @Test
    void theSameSeedGivesTheSameCopies() {
        Augmentation all = new Augmentation(5, true, true, 20, 2, 3, 1, 20);
        List<Patch> one = all.apply(patch(), new SplittableRandom(7)), again = all.apply(patch(),
                new SplittableRandom(7)), other = all.apply(patch(), new SplittableRandom(8));
        boolean different = false;
        for (int i = 0; i < 5; i++) {
            assertArrayEquals(pixels(one.get(i).image()), pixels(again.get(i).image()));
            assertEquals(one.get(i).box(), again.get(i).box());
            different |= !Arrays.equals(pixels(one.get(i).image()), pixels(other.get(i).image()));
        }
        assertTrue(different);
    }

    @Test
    void theOriginalStaysAsItIs() {
        Patch patch = patch();
        int[] before = pixels(patch.image());
        new Augmentation(20, true, true, 45, 2, 20, 2, 50).apply(patch, new SplittableRandom(2));
        assertArrayEquals(before, pixels(patch.image()));
    }

    @Test
    void noiseAndLightHaveTheirLimits() {
        Tile grey = Tile.allocate(Shape.grey(64, 64));
        for (int i = 0; i < 64 * 64; i++)
            grey.data().put(i, (byte) 100);
        Tile mask = Tile.allocate(Shape.grey(64, 64));
        mask.set(30, 30, 0, 255);
        Patch flat = new Patch(grey, Optional.empty(), new Region(30, 30, 1, 1), mask);
        double most = 0;
        for (Patch copy : only(false, false, 0, 0, 2, 0, 0).apply(flat, new SplittableRandom(4))) {
            double mean = Arrays.stream(pixels(copy.image())).average().orElseThrow();
            double sd = Math.sqrt(Arrays.stream(pixels(copy.image())).mapToDouble(v -> (v - mean) * (v - mean))
                    .average().orElseThrow());
            assertEquals(100, mean, 1);
            most = Math.max(most, sd);
        }
        assertTrue(most > 2 && most < 5.6, "2 % of 255 is 5.1, found " + most);
        for (Patch copy : only(false, false, 0, 0, 0, 0, 10).apply(flat, new SplittableRandom(5))) {
            assertEquals(100, copy.image().get(5, 5, 0), 0.1 * 127.5 + 25.5 + 1);
            assertFalse(Arrays.stream(pixels(copy.image())).distinct().count() > 1, "flat stays flat");
        }
        for (Patch copy : only(false, false, 0, 0, 0, 2, 0).apply(flat, new SplittableRandom(6)))
            assertEquals(1, Arrays.stream(pixels(copy.image())).distinct().count(), "blur keeps what is flat");
    }

    @Test
    void aTurnedMaskKeepsItsAreaAndItsBoxHoldsIt() {
        Tile image = Tile.allocate(Shape.grey(81, 81)), mask = Tile.allocate(Shape.grey(81, 81));
        for (int y = 35; y < 46; y++)
            for (int x = 20; x < 61; x++)
                mask.set(x, y, 0, 255);
        Patch bar = new Patch(image, Optional.empty(), new Region(20, 35, 41, 11), mask);
        for (Patch copy : only(false, false, 90, 0, 0, 0, 0).apply(bar, new SplittableRandom(7))) {
            int area = 0;
            for (int y = 0; y < 81; y++)
                for (int x = 0; x < 81; x++)
                    if (copy.mask().get(x, y, 0) > 0) {
                        area++;
                        assertTrue(copy.box().contains(x, y));
                    }
            assertEquals(41 * 11, area, 41, "up to half a pixel at each long side");
        }
    }
}
