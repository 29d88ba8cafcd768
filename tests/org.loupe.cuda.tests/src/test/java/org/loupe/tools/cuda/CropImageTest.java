package org.loupe.tools.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.loupe.api.Device;
import org.loupe.api.Operator;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.testkit.Golden;
import org.loupe.testkit.TestRun;
import org.loupe.tools.base.CropImage.Mode;
import org.loupe.tools.base.CropImage.Params;

/** Crops on the GPU are those of the reference implementation. */
class CropImageTest extends FreshDriverTest {
    private static Tile crop(Operator<Params> tool, Params params, Tile image, Device device, TestRun run)
            throws Exception {
        try (Step<Tile, Tile> step = tool.open(params, device)) {
            return step.apply(image, run);
        }
    }

    private static void assertSame(Params params, Tile image) throws Exception {
        try (TestRun run = new TestRun(); TestRun other = new TestRun()) {
            Tile expected = crop(new org.loupe.tools.classic.CropImage(), params, image, Device.CPU, run);
            Tile found = crop(new CropImage(), params, image, CpuDriver.device(), other);
            assertEquals(expected.shape(), found.shape(), params.toString());
            assertEquals(expected.region(), found.region(), params.toString());
            assertEquals(expected.data(), found.data(), params + " of " + image.shape());
        }
    }

    /** Wherever it begins, in units of 1 to 8 bytes. */
    @ParameterizedTest
    @ValueSource(ints = { 1, 3, 4 })
    void areasAreThoseOfTheReference(int channels) throws Exception {
        for (Shape.Type type : new Shape.Type[] { Shape.Type.U8, Shape.Type.U16, Shape.Type.F32 })
            for (int width : new int[] { 61, 72 }) {
                Tile image = Golden.image(new Shape(width, 50, channels, type, 0.5)).at(16, 8);
                for (int[] area : new int[][] { { 17, 9, 13, 31 }, { 24, 12, 16, 8 }, { 18, 0, 1000, 1000 },
                    { 0, 0, 40, 9 }, { 600, 600, 5, 5 }, { 20, 20, 4, 1 } })
                    assertSame(new Params(Mode.FIXED, area[0], area[1], area[2], area[3]), image);
            }
    }

    /** A picture with a bar and its text below, above, or without one; as a microscope of 8 or 16 bits gives it. */
    @ParameterizedTest
    @EnumSource(value = Shape.Type.class, names = { "U8", "U16", "F32" })
    void dataBarsAreFound(Shape.Type type) throws Exception {
        Random random = new Random(3);
        for (int backwards = 0; backwards < 2; backwards++)
            for (int bar : new int[] { 0, 1, 2 })
                for (int channels : new int[] { 1, 3 }) {
                    driver.set("backwards", backwards);
                    Tile image = Tile.allocate(new Shape(200, 160, channels, type, Double.NaN));
                    for (int y = 0; y < 160; y++)
                        for (int x = 0; x < 200; x++) {
                            boolean inBar = bar == 1 && y >= 130 || bar == 2 && y < 24;
                            double value = inBar ? y % 8 < 4 && x % 10 < 2 ? 250 : 10 : 60 + random.nextInt(120);
                            for (int c = 0; c < channels; c++)
                                image.set(x, y, c, type == Shape.Type.U16 ? value * 200 : value);
                        }
                    Params params = new Params(Mode.DATA_BAR, 0, 0, 1, 1);
                    assertSame(params, image);
                    try (TestRun run = new TestRun()) {
                        Tile cut = crop(new CropImage(), params, image, CpuDriver.device(), run);
                        assertTrue(bar == 0 ? cut == image : cut.height() == (bar == 1 ? 130 : 136), "bar " + bar
                                + ": " + cut.region());
                    }
                }
    }
}
