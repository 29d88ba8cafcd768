package org.loupe.tools.classic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.loupe.api.Features;
import org.loupe.api.Patch;
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.tools.base.Area;
import org.loupe.tools.base.Directions;
import org.loupe.tools.classic.GaborFilters.Params;

class GaborFiltersTest {

    private static Features gabor(Patch patch, Params params) throws Exception {
        return Images.apply(new GaborFilters(), params, patch);
    }

    /** Of scikit-image's kernels and SciPy: releng/bench/features.py --reference. */
    @Test
    void equalsScikitImage() throws Exception {
        Features found = gabor(Images.patch(Images.texture(40, 31, 256, 7), 40, new Region(0, 0, 40, 31)),
                new Params(4, 3, 4, Directions.EACH, Area.BOX, 0));
        double[] expected = { 19.829699884897977, 17.931687150497133, 18.72708290597146, 18.70648616855845,
            14.422058039100351, 12.159102989817601, 11.876113316321003, 13.65563457946836, 8.805015445970488,
            7.899805286077394, 11.811906649339328, 6.540214781072571 };
        assertEquals(expected.length, found.names().size());
        for (int i = 0; i < expected.length; i++)
            assertEquals(expected[i], found.get(0, i), 1e-4, found.names().get(i));
    }

    /** A wave that a filter fits has its own amplitude there, and less in all other filters. */
    @Test
    void aWaveIsFoundByItsFilter() throws Exception {
        for (int scale = 1; scale <= 3; scale++)
            for (int angle = 1; angle <= 6; angle++) {
                double step = 2 * Math.PI / (4 << scale - 1), to = Math.PI * (angle - 1) / 6;
                Tile image = Images.of(new Shape(100, 100, 1, Shape.Type.U16, Double.NaN), (x, y) -> (int) Math.round(
                        20000 + 5000 * Math.cos(step * (Math.cos(to) * x + Math.sin(to) * y))));
                Features found = gabor(Images.patch(image, new Region(40, 40, 24, 24)),
                        new Params(4, 3, 6, Directions.EACH, Area.BOX, 0));
                String own = "gabor.s" + scale + ".o" + angle;
                assertEquals(5000, found.get(0, found.column(own)), 150, own);
                for (String name : found.names())
                    assertTrue(name.equals(own) || found.get(0, found.column(name)) < 3600, own + " in " + name);
            }
    }

    @Test
    void pooledNumbersBearATurn() throws Exception {
        short[] grey = Images.texture(60, 60, 256, 3);
        Tile turned = Images.of(Shape.grey(60, 60), (x, y) -> grey[(59 - x) * 60 + y]);
        Region box = new Region(10, 14, 40, 32), other = new Region(59 - 45, 10, 32, 40);
        Params params = new Params(4, 2, 6, Directions.MEAN_AND_RANGE, Area.BOX, 0);
        Features one = gabor(Images.patch(grey, 60, box), params), two = gabor(Images.patch(turned, other), params);
        assertEquals(java.util.List.of("gabor.s1", "gabor.s1.range", "gabor.s2", "gabor.s2.range"), one.names());
        for (int i = 0; i < 4; i++)
            assertEquals(one.get(0, i), two.get(0, i), 1e-3 * one.get(0, 0), one.names().get(i));
    }

    @Test
    void evenGreyHasNoWaves() throws Exception {
        Params params = new Params(4, 3, 6, Directions.MEAN_AND_RANGE, Area.BOX, 0);
        Tile flat = Images.of(Shape.grey(30, 20), (x, y) -> 201);
        for (float value : gabor(Images.patch(flat, new Region(3, 3, 9, 9)), params).values())
            assertEquals(0, value, 1e-6);
        Tile ramp = Images.of(new Shape(120, 120, 1, Shape.Type.F32, Double.NaN), (x, y) -> 100 * x);
        Features found = gabor(Images.patch(ramp, new Region(56, 56, 8, 8)),
                new Params(4, 1, 6, Directions.EACH, Area.BOX, 0));
        assertTrue(found.get(0, 3) < 1e-2, "across the ramp: " + found.get(0, 3));
        for (float value : gabor(Images.patch(flat, new Region(3, 3, 0, 0)), params).values())
            assertTrue(Float.isNaN(value));
    }

    @Test
    void theDefectsOwnPixelsCountAlone() throws Exception {
        short[] grey = Images.texture(60, 60, 256, 3);
        Patch patch = Images.patch(grey, 60, new Region(20, 20, 20, 12));
        float[] box = gabor(patch, new Params(4, 2, 6, Directions.MEAN, Area.BOX, 0)).values();
        float[] mask = gabor(patch, new Params(4, 2, 6, Directions.MEAN, Area.MASK, 0)).values();
        for (int i = 0; i < box.length; i++)
            assertEquals(box[i], mask[i]);
        assertTrue(assertThrows(IllegalArgumentException.class,
                () -> new Params(32, 5, 6, Directions.MEAN, Area.BOX, 0)).getMessage().contains("512.0 px long"));
        assertEquals("gabor.wavelength-6.angles-4.s2.o4", new GaborFilters().names(
                new Params(6, 2, 4, Directions.EACH, Area.BOX, 0)).get(7));
    }
}
