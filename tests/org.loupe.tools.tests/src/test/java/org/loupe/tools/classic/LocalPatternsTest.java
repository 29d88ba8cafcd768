package org.loupe.tools.classic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.loupe.api.Features;
import org.loupe.api.Patch;
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.tools.base.Area;
import org.loupe.tools.base.LocalPatterns.Params;

class LocalPatternsTest {

    private static int[] counts(Patch patch, Params params, int pixels) throws Exception {
        float[] shares = Images.apply(new LocalPatterns(), params, patch).values();
        int[] counts = new int[shares.length];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = Math.round(shares[i] * pixels);
            assertEquals(counts[i] / (float) pixels, shares[i]);
        }
        return counts;
    }

    /** Counts of scikit-image 0.19.3: releng/bench/features.py --reference. */
    @Test
    void equalsScikitImage() throws Exception {
        Patch patch = Images.patch(Images.texture(40, 31, 256, 7), 40, new Region(0, 0, 40, 31));
        assertEquals("[225, 156, 45, 39, 34, 40, 46, 143, 203, 309]",
                Arrays.toString(counts(patch, new Params(8, 1, Area.BOX, 0), 1240)));
        assertEquals("[175, 119, 38, 8, 4, 3, 5, 6, 6, 15, 10, 9, 10, 9, 24, 68, 147, 584]",
                Arrays.toString(counts(patch, new Params(16, 2, Area.BOX, 0), 1240)));
        assertEquals("[256, 92, 16, 5, 1, 5, 12, 30, 9, 28, 15, 66, 176, 529]",
                Arrays.toString(counts(patch, new Params(12, 2.5, Area.BOX, 0), 1240)));
    }

    /** A box is measured with what lies around it; the rest of the image and the pixels of no mask do not count. */
    @Test
    void aPixelSeesItsNeighboursOnly() throws Exception {
        short[] grey = Images.texture(40, 31, 256, 7), other = grey.clone();
        Region box = new Region(9, 8, 17, 12), seen = box.grow(2);
        for (int i = 0; i < grey.length; i++)
            if (!seen.contains(i % 40, i / 40))
                other[i] = 99;
        Params params = new Params(12, 2, Area.BOX, 0);
        int[] expected = counts(Images.patch(grey, 40, box), params, 17 * 12);
        assertEquals(17 * 12, Arrays.stream(expected).sum());
        assertEquals(Arrays.toString(expected), Arrays.toString(counts(Images.patch(other, 40, box), params, 204)));
        Params mask = new Params(12, 2, Area.MASK, 0);
        assertEquals(Arrays.toString(expected), Arrays.toString(counts(Images.patch(grey, 40, box), mask, 204)));
        assertEquals(2, new LocalPatterns().context(params));
    }

    @Test
    void brightnessContrastAndTurningDoNotMatter() throws Exception {
        short[] grey = Images.texture(30, 30, 60, 3);
        Region box = new Region(2, 2, 26, 26);
        Params params = new Params(8, 1, Area.BOX, 0);
        String expected = Arrays.toString(counts(Images.patch(grey, 30, box), params, 676));
        Tile wide = Images.of(new Shape(30, 30, 1, Shape.Type.U16, Double.NaN), (x, y) -> 5000 + 64 * grey[y * 30 + x]);
        assertEquals(expected, Arrays.toString(counts(Images.patch(wide, box), params, 676)));
        Tile turned = Images.of(Shape.grey(30, 30), (x, y) -> grey[(29 - x) * 30 + y]);
        assertEquals(expected, Arrays.toString(counts(Images.patch(turned, box), params, 676)));
    }

    @Test
    void whatIsNoNumberTakesNoPart() throws Exception {
        Tile image = Images.of(new Shape(6, 5, 1, Shape.Type.F32, Double.NaN), (x, y) -> x * y);
        image.set(3, 2, 0, Double.NaN);
        Features some = Images.apply(new LocalPatterns(), new LocalPatterns().defaults(),
                Images.patch(image, new Region(0, 0, 6, 5)));
        float sum = 0;
        for (float share : some.values())
            sum += share;
        assertEquals(1, sum, 1e-6);
        Features none = Images.apply(new LocalPatterns(), new LocalPatterns().defaults(), new Patch(image,
                Optional.empty(), new Region(3, 2, 1, 1), Images.of(Shape.grey(6, 5), (x, y) -> 0)));
        for (float share : none.values())
            assertTrue(Float.isNaN(share));
    }

    @Test
    void namesTellTheParameters() {
        assertEquals("lbp.3", new LocalPatterns().names(new LocalPatterns().defaults()).get(3));
        assertEquals("lbp.points-16.radius-2.5.area-mask.17",
                new LocalPatterns().names(new Params(16, 2.5, Area.MASK, 0)).get(17));
    }
}
