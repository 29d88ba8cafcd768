package org.loupe.tools.classic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.loupe.api.Patch;
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.tools.base.Source;
import org.loupe.tools.classic.HuMoments.Params;

class HuMomentsTest {

    private static float[] hu(Patch patch, Params params) throws Exception {
        return Images.apply(new HuMoments(), params, patch).values();
    }

    /** Of scikit-image 0.19.3: releng/bench/features.py --reference. */
    @Test
    void equalsScikitImage() throws Exception {
        float[] found = hu(Images.patch(Images.texture(40, 31, 256, 7), 40, new Region(0, 0, 40, 31)),
                new Params(Source.IMAGE, false));
        double[] expected = { 0.17238534632849356, 0.0018438874206666979, 3.5871280609180538e-06,
            2.6860352276627137e-06, 3.5012978282007427e-12, 1.0840601859656467e-07, 7.566800409075506e-12 };
        for (int i = 0; i < expected.length; i++)
            assertEquals(expected[i], found[i], 1e-6 * Math.abs(expected[i]), "hu." + (i + 1));
    }

    /** A rectangle of a × b px: the second moment about an axis is (side² − 1) / 12 for each pixel. */
    @Test
    void equalsTheClosedFormOfARectangle() throws Exception {
        double u = (20 * 20 - 1) / 12.0 / 240, v = (12 * 12 - 1) / 12.0 / 240;
        Patch patch = Images.patch(Images.of(Shape.grey(50, 40), (x, y) -> x), new Region(7, 9, 20, 12));
        float[] found = hu(patch, new Params(Source.MASK, false));
        assertEquals(u + v, found[0], 1e-7);
        assertEquals((u - v) * (u - v), found[1], 1e-8);
        for (int i = 2; i < 7; i++)
            assertEquals(0, found[i], 1e-15);
        float[] logarithmic = hu(patch, new Params(Source.MASK, true));
        assertEquals(Math.log10(1 + (u + v) * 1e12), logarithmic[0], 1e-5);
        for (int i = 2; i < 7; i++)
            assertEquals(0, logarithmic[i], 1e-3, "what only rounding keeps from 0");
    }

    /** A form drawn in three sizes, turned and shifted, dark or bright. */
    @Test
    void shiftSizeTurnAndLightDoNotMatter() throws Exception {
        float[] first = hu(key(64, 0, 0, 40), new Params(Source.MASK, true));
        for (Patch patch : new Patch[] { key(64, 0.7, 3, 40), key(160, 2.1, -7, 90), key(90, 4, 2, 40) })
            for (int i = 0; i < 4; i++)
                assertEquals(first[i], hu(patch, new Params(Source.MASK, true))[i], i < 2 ? 0.03 : 0.2,
                        "hu." + (i + 1));
        float[] dim = hu(key(96, 0, 0, 20), new Params(Source.CONTRAST, false));
        float[] strong = hu(key(96, 0, 0, 80), new Params(Source.CONTRAST, false));
        for (int i = 0; i < 7; i++)
            assertEquals(dim[i], strong[i], 1e-5 * Math.abs(dim[i]), "hu." + (i + 1));
    }

    private static Patch key(int size, double angle, int shift, int contrast) {
        Tile mask = Images.of(Shape.grey(size, size), (px, py) -> {
            double x = (px + 0.5 - shift) * 2 / size - 1, y = (py + 0.5) * 2 / size - 1;
            double u = Math.cos(angle) * x + Math.sin(angle) * y, v = Math.cos(angle) * y - Math.sin(angle) * x;
            return Math.abs(v) < 0.15 && u > -0.5 && u < 0.7 || Math.hypot(u + 0.4, v) < 0.33
                    || u > 0.35 && u < 0.6 && v > 0 && v < 0.4 ? 255 : 0;
        });
        Tile image = Images.of(mask.shape(), (x, y) -> 100 + (mask.get(x, y, 0) > 0 ? contrast : 0));
        return new Patch(image, Optional.empty(), image.shape().region(), mask);
    }

    @Test
    void contrastIsToTheReferenceIfThereIsOne() throws Exception {
        Tile reference = Images.noise(Shape.grey(20, 20), 1);
        Tile image = Images.of(reference.shape(), (x, y) -> (int) reference.get(x, y, 0)
                + (x > 4 && x < 9 && y > 6 && y < 16 ? reference.get(x, y, 0) > 127 ? -50 : 50 : 0));
        Tile mask = Images.of(reference.shape(), (x, y) -> x > 4 && x < 9 && y > 6 && y < 16 ? 255 : 0);
        Patch patch = new Patch(image, Optional.of(reference), image.shape().region(), mask);
        float[] form = hu(patch, new Params(Source.MASK, false)), contrast = hu(patch, new Params(Source.CONTRAST,
                false));
        // pixels count by their mean over the box there, by 1 in the mask here: the form is the same, its size is not
        double share = 4 * 9 / 400.0;
        assertEquals(form[0] * share, contrast[0], 1e-6);
    }

    @Test
    void whatCountsNothingIsNotANumber() throws Exception {
        Patch black = Images.patch(Images.of(Shape.grey(9, 9), (x, y) -> 0), new Region(2, 2, 5, 5));
        for (float value : hu(black, new Params(Source.IMAGE, true)))
            assertTrue(Float.isNaN(value));
        assertEquals("hu.1", new HuMoments().names(new HuMoments().defaults()).get(0));
        assertEquals("hu.source-image.7", new HuMoments().names(new Params(Source.IMAGE, true)).get(6));
    }
}
