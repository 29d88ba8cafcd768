package org.loupe.tools.cuda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.loupe.api.Kernels.Layout;
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;

/** What a GPU makes for a net of an image has the bits of the plain loops. */
class PlanesTest extends LentKernelsTest {
    private static final float[] GREY_MEAN = { 0.449f }, GREY_DEVIATION = { 0.226f };
    private static final float[] MEAN = { 0.485f, 0.456f, 0.406f }, DEVIATION = { 0.229f, 0.224f, 0.225f };

    private static Layout grey(int reduction, int width, int height) {
        return new Layout(reduction, width, height, GREY_MEAN, GREY_DEVIATION);
    }

    private static Layout colour(int reduction, int width, int height) {
        return new Layout(reduction, width, height, MEAN, DEVIATION);
    }

    /** @return launches of one time */
    private long assertSame(Tile image, Region part, Layout how) throws Exception {
        float[] expected = new PlainKernels().planes(image, part, how, run);
        long launches = 0;
        for (int backwards = 0; backwards < 2; backwards++) {
            driver.set("backwards", backwards);
            launches = driver.get("launches");
            assertArrayEquals(expected, kernels.planes(image, part, how, run), how + " of " + part + " of "
                    + image.shape());
            launches = driver.get("launches") - launches;
        }
        driver.set("backwards", 0);
        return launches;
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "S32")
    void planesAreThoseOfThePlainLoops(Shape.Type type) throws Exception {
        for (int channels : new int[] { 1, 3, 4 }) {
            Tile image = noise(new Shape(37, 29, channels, type, 0.2));
            for (Region part : new Region[] { image.shape().region(), new Region(0, 0, 16, 16),
                new Region(11, 7, 21, 13), new Region(36, 28, 1, 1), new Region(30, 3, 7, 26) })
                for (int n : new int[] { 1, 2, 3, 40 })
                    for (int[] size : new int[][] { { part.width() / n, part.height() / n }, { 8, 8 }, { 50, 41 },
                        { 1, 1 }, { part.width() / n, 5 }, { 100, 2 } })
                        for (Layout how : new Layout[] { grey(n, Math.max(1, size[0]), Math.max(1, size[1])),
                            colour(n, Math.max(1, size[0]), Math.max(1, size[1])) })
                            assertSame(image, part, how);
        }
    }

    /** As the context of a defect at the edge does. */
    @Test
    void partsMayReachBeyondTheImage() throws Exception {
        for (Tile image : new Tile[] { noise(Shape.grey(37, 29)), noise(new Shape(1, 1, 3, Shape.Type.F32, 1)) })
            for (Region part : new Region[] { new Region(-5, -9, 20, 20), new Region(30, 20, 20, 20),
                new Region(-3, -4, 50, 60), new Region(-30, -30, 9, 8), new Region(60, 70, 9, 8) })
                for (int n : new int[] { 1, 3 }) {
                    assertSame(image, part, grey(n, part.width() / n, part.height() / n));
                    assertSame(image, part, colour(n, 11, 24));
                }
    }

    @Test
    void allIsOneLaunchAndASecondOneIfItIsResampled() throws Exception {
        Tile image = noise(new Shape(64, 48, 3, Shape.Type.U8, 1));
        assertEquals(1, assertSame(image, image.shape().region(), colour(1, 64, 48)));
        assertEquals(1, assertSame(image, image.shape().region(), grey(4, 16, 12)));
        assertEquals(2, assertSame(image, image.shape().region(), grey(1, 16, 12)));
        assertEquals(2, assertSame(image, image.shape().region(), colour(2, 32, 12)));
    }

    /** What a step on the GPU has made is not fetched to be brought there again. */
    @Test
    void imagesThatLieOnTheGpuStayThere() throws Exception {
        Tile image = noise(new Shape(300, 200, 1, Shape.Type.U16, 1));
        Region part = new Region(17, 31, 200, 150);
        GpuCheck.Keeping keeping = new GpuCheck.Keeping();
        try (Step<Tile, Tile> median = new MedianFilter().open(new MedianFilter.Params(3), CpuDriver.device())) {
            Tile there = median.apply(image, keeping);
            float[] found = kernels.planes(there, part, grey(2, 100, 75), run);
            keeping.finish(); // what was not fetched until now is lost
            assertTrue(IntStream.range(0, 1000).allMatch(i -> there.data().get(i) == 0));
            Tile here = median.apply(image, run);
            assertArrayEquals(new PlainKernels().planes(here, part, grey(2, 100, 75), run), found);
        }
    }

    @Test
    void littleMemoryMakesItInParts() throws Exception {
        Tile image = noise(new Shape(1100, 903, 1, Shape.Type.U16, 1));
        System.setProperty(Gpu.MEMORY, "1");
        Gpu.forget();
        assertTrue(assertSame(image, image.shape().region(), colour(1, 1100, 903)) > 2);
        assertTrue(assertSame(image, new Region(-3, 5, 1003, 897), grey(2, 400, 300)) > 4);
        assertTrue(driver.get("used") <= 1 << 20);
    }

    @Test
    void whatCannotBeMadeIsRefused() {
        Tile image = noise(Shape.grey(30, 20));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> kernels.planes(image, new Region(3, 3, 0, 5),
                grey(1, 4, 4), run)).getMessage().contains("30 × 20"));
        for (Shape wrong : new Shape[] { new Shape(9, 9, 2, Shape.Type.U8, 1), new Shape(9, 9, 1, Shape.Type.S32, 1) })
            assertTrue(assertThrows(IllegalArgumentException.class, () -> kernels.planes(Tile.allocate(wrong),
                    wrong.region(), grey(1, 4, 4), run)).getMessage().contains(wrong.toString()));
        assertThrows(IllegalArgumentException.class, () -> kernels.planes(image, image.shape().region(),
                colour(1, 1 << 16, 1 << 16), run));
        assertThrows(IllegalArgumentException.class, () -> grey(0, 4, 4));
        assertThrows(IllegalArgumentException.class, () -> grey(1, 0, 4));
        assertThrows(IllegalArgumentException.class, () -> new Layout(1, 4, 4, new float[2], new float[] { 1, 1 }));
        assertThrows(IllegalArgumentException.class, () -> new Layout(1, 4, 4, MEAN, GREY_DEVIATION));
        assertThrows(IllegalArgumentException.class, () -> new Layout(1, 4, 4, MEAN, new float[] { 1, 0, 1 }));
    }
}
