package org.loupe.tools.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.engine.Progress;
import org.loupe.engine.Pyramid;
import org.loupe.engine.SimpleRun;

/** Levels of a pyramid that a GPU makes have the bits of those that the viewer makes on the processor. */
class ReductionTest extends LentKernelsTest {
    private void assertSame(Tile image, Region region, int n) throws Exception {
        Tile expected = Pyramid.reduce(image, region, n, run);
        for (int backwards = 0; backwards < 2; backwards++) {
            driver.set("backwards", backwards);
            Tile found = kernels.reduce(image, region, n, run);
            assertEquals(expected.shape(), found.shape());
            assertEquals(expected.region(), found.region());
            assertEquals(expected.data(), found.data(), n + " px of " + region + " of " + image.shape());
        }
        driver.set("backwards", 0);
    }

    @ParameterizedTest
    @EnumSource(Shape.Type.class)
    void levelsAreThoseOfThePlainLoop(Shape.Type type) throws Exception {
        for (int channels : new int[] { 1, 3, 4 }) {
            Tile image = noise(new Shape(131, 90, channels, type, 0.2));
            for (int n : new int[] { 1, 2, 3, 8, 64, 100, 5000 })
                for (Region region : new Region[] { image.shape().region(), new Region(0, 0, 64, 64),
                    new Region(17, 31, 101, 58), new Region(130, 89, 1, 1), new Region(5, 80, 120, 7) })
                    assertSame(image, region, n);
        }
    }

    @Test
    void littleMemoryMakesItInParts() throws Exception {
        Tile image = noise(Shape.grey(2000, 1501));
        System.setProperty(Gpu.MEMORY, "1");
        Gpu.forget();
        assertSame(image, image.shape().region(), 2);
        assertSame(image, new Region(3, 5, 1900, 1400), 7);
        assertTrue(driver.get("used") <= 1 << 20);
    }

    /** The run that a view reads with lends the GPU. */
    @Test
    void aRunThatLendsAGpuHasItDoneThere() {
        Tile image = noise(Shape.grey(300, 200));
        SimpleRun lending = new SimpleRun(Progress.NONE.lending(() -> Optional.of(kernels)), 1, 0);
        long before = driver.get("launches");
        assertEquals(Pyramid.reduce(image, image.shape().region(), 2, run).data(),
                Pyramid.reduce(image, image.shape().region(), 2, lending).data());
        assertEquals(before + 1, driver.get("launches"));
    }

    @Test
    void whatIsNotInTheImageIsRefused() {
        Tile image = noise(Shape.grey(30, 20));
        for (Region wrong : new Region[] { new Region(0, 0, 0, 5), new Region(25, 0, 6, 5), new Region(-1, 0, 6, 5) })
            assertTrue(assertThrows(IllegalArgumentException.class, () -> kernels.reduce(image, wrong, 2, run))
                    .getMessage().contains("30 × 20"));
        assertThrows(IllegalArgumentException.class, () -> kernels.reduce(image, image.shape().region(), 0, run));
    }
}
