package org.loupe.tools.classic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.loupe.api.Device;
import org.loupe.api.Features;
import org.loupe.api.Patch;
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.testkit.TestRun;

class NoiseTest {

    /** A square of 10 × 10 px, 50 grey levels brighter, on ground that slopes in both directions. */
    private static Features measure(double sigma, int size, int context) throws Exception {
        Tile image = Tile.allocate(new Shape(size, size, 1, Shape.Type.F32, Double.NaN));
        Tile mask = Tile.allocate(Shape.grey(size, size));
        Random random = new Random(7);
        int at = size / 2 - 5;
        for (int y = 0; y < size; y++)
            for (int x = 0; x < size; x++) {
                boolean on = x >= at && x < at + 10 && y >= at && y < at + 10;
                image.set(x, y, 0, 400 + x + (on ? 50 : 0) - 2 * y + sigma * random.nextGaussian());
                mask.set(x, y, 0, on ? 255 : 0);
            }
        Noise tool = new Noise();
        try (TestRun run = new TestRun(); var step = tool.open(new Noise.Params(context), Device.CPU)) {
            return step.apply(new Patch(image, Optional.empty(), new Region(at, at, 10, 10), mask), run);
        }
    }

    @Test
    void noiseIsThatOfTheCameraAndNotTheSlope() throws Exception {
        for (double sigma : new double[] {2, 8, 20}) {
            Features f = measure(sigma, 90, 40);
            assertEquals(sigma, f.get(0, 0), 0.03 * sigma);
            assertEquals(50 / sigma, f.get(0, 1), 0.06 * 50 / sigma);
        }
        assertEquals(0, measure(0, 60, 12).get(0, 0), 1e-2);
    }

    @Test
    void withoutSurroundingsItIsUnknown() throws Exception {
        assertTrue(Float.isNaN(measure(5, 10, 12).get(0, 0)));
        assertEquals(List.of("noise.context-20", "contrast_to_noise.context-20"),
                new Noise().names(new Noise.Params(20)));
    }
}
