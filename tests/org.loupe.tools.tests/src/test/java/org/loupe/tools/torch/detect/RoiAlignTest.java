package org.loupe.tools.torch.detect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.loupe.api.ToolException;
import org.loupe.tools.torch.compute.Natives;
import org.loupe.tools.torch.compute.Tensors;

/** On maps whose pixels have the value of their column and ten times their row. */
class RoiAlignTest {
    private static final int SIDE = 4;

    @BeforeAll
    static void load() throws ToolException {
        Natives.load();
    }

    /** {@code images × 2 × 4 × 4}; the second channel is the first one's negative, further images have 100 more. */
    private static Tensor ramp(int images) {
        float[] values = new float[images * 2 * SIDE * SIDE];
        for (int i = 0; i < values.length; i++) {
            int at = i % (SIDE * SIDE), channel = i / (SIDE * SIDE) % 2, image = i / (2 * SIDE * SIDE);
            values[i] = (channel == 0 ? 1 : -1) * (at % SIDE + 10 * (at / SIDE) + 100 * image);
        }
        return Tensor.create(values, images, 2, SIDE, SIDE);
    }

    private static float[] read(int stride, int bins, int image, float... region) {
        try (PointerScope scope = new PointerScope()) {
            return Tensors.values(RoiAlign.read(List.of(ramp(image + 1)), stride, region, new int[] { image }, bins));
        }
    }

    @Test
    void aBinIsTheMeanOfFourPlacesBetweenPixels() {
        assertArrayEquals(new float[] { 11, -11 }, read(1, 1, 0, 0, 0, 2, 2), 1e-5f);
        assertArrayEquals(new float[] { 11, -11 }, read(4, 1, 0, 0, 0, 8, 8), 1e-5f, "px of the image");
        assertArrayEquals(new float[] { 111, -111 }, read(1, 1, 1, 0, 0, 2, 2), 1e-5f, "second image");
        // places 0.25, 0.75 | 1.25, 1.75 across; 1.25, 1.75 | 2.25, 2.75 down
        assertArrayEquals(new float[] { 15.5f, 16.5f, 25.5f, 26.5f },
                java.util.Arrays.copyOf(read(1, 2, 0, 0, 1, 2, 3), 4), 1e-5f);
    }

    @Test
    void beyondTheLastPixelItsValueGoesOnForLessThanOnePixel() {
        // places 0.5, 1.5 | 2.5, 3.5, of which the last one is read at 3
        assertArrayEquals(new float[] { 11, 12.75f, 28.5f, 30.25f },
                java.util.Arrays.copyOf(read(1, 2, 0, 0, 0, 4, 4), 4), 1e-5f);
        assertArrayEquals(new float[] { 33 / 4f, -33 / 4f }, read(1, 1, 0, 3, 3, 5, 5), 1e-5f,
                "of 3.5 and 4.5 only the first");
        assertArrayEquals(new float[] { 5, -5 }, read(1, 1, 0, -2, 0, 0, 2), 1e-5f, "of -1.5 and -0.5 only the second");
        assertArrayEquals(new float[] { 0, 0 }, read(1, 1, 0, -4, -4, -2, -2), 0);
    }

    @Test
    void aRegionHasAtLeastOnePixel() {
        assertArrayEquals(new float[] { 16.5f, -16.5f }, read(1, 1, 0, 1, 1, 1, 1), 1e-5f);
    }

    @Test
    void theGradientGoesToThePixelsThatWereRead() {
        try (PointerScope scope = new PointerScope()) {
            Tensor map = ramp(1);
            map.set_requires_grad(true);
            RoiAlign.read(List.of(map), 1, new float[] { 0, 0, 2, 2 }, new int[1], 1).sum().backward();
            float[] weights = { 0.25f, 0.5f, 0.25f, 0 }, expected = new float[2 * SIDE * SIDE];
            for (int i = 0; i < expected.length; i++)
                expected[i] = weights[i % SIDE] * weights[i / SIDE % SIDE];
            assertArrayEquals(expected, Tensors.values(map.grad()), 1e-6f);
        }
    }

    @Test
    void largeRegionsAreReadFromCoarseMaps() {
        double[] sides = { 1, 111.9, 112, 223.9, 224, 447, 448, 5000 };
        int[] levels = { 0, 0, 1, 1, 2, 2, 3, 3 };
        for (int i = 0; i < sides.length; i++)
            assertEquals(levels[i], RoiAlign.level(new float[] { 7, 9, (float) (7 + sides[i]), (float) (9 + sides[i]) },
                    0, 4, 4), "side " + sides[i]);
        assertEquals(1, RoiAlign.level(new float[] { 0, 0, 56, 224 }, 0, 4, 4), "by the area");
    }

    @Test
    void regionsStayInTheirOrderWhateverTheirLevels() {
        try (PointerScope scope = new PointerScope()) {
            Tensor fine = ramp(1), coarse = ramp(1).add(new org.bytedeco.pytorch.Scalar(1000.0));
            float[] regions = { -150, -150, 150, 150, 0, 0, 56, 56, -150, -150, 150, 150 };
            float[] read = Tensors.values(RoiAlign.read(List.of(fine, coarse), 4, regions, new int[3], 7));
            int each = 2 * 7 * 7, middle = 3 * 7 + 3;
            // of the places -75 / 56 and 75 / 56 only the second lies on the coarse map
            assertEquals((1000 + 11 * 75 / 56.0) / 4, read[middle], 1e-3);
            assertEquals(11, read[each], 1e-3, "from the fine map: places 0.5 and 1.5");
            assertEquals(read[middle], read[2 * each + middle]);
        }
    }
}
