package org.loupe.tools.cuda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.loupe.api.Device;
import org.loupe.api.FeatureExtractor;
import org.loupe.api.Features;
import org.loupe.api.Patch;
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.testkit.TestRun;
import org.loupe.tools.base.Source;

/** Many patches of all kinds at once give, bit for bit, what the reference implementation says of each. */
class PatchesTest extends FreshDriverTest {
    /** Random pixels, some without a number, and a ragged mask, in sizes from one pixel on. */
    private static List<Patch> patches(boolean unlike) {
        Random random = new Random(7);
        List<Patch> patches = new ArrayList<>();
        int[][] sizes = { { 1, 1 }, { 1, 9 }, { 14, 2 }, { 33, 40 }, { 64, 64 }, { 90, 31 }, { 300, 23 }, { 17, 270 } };
        for (int i = 0; i < 24; i++) {
            int width = sizes[i % 8][0], height = sizes[i % 8][1];
            Shape.Type type = List.of(Shape.Type.U8, Shape.Type.U16, Shape.Type.F32).get(unlike ? i % 3 : i / 8);
            Shape shape = new Shape(width, height, 1, type, i % 2 == 0 ? 0.3 : Double.NaN);
            Tile image = noise(shape, random), mask = Tile.allocate(Shape.grey(width, height));
            int left = random.nextInt(width), top = random.nextInt(height);
            Region box = new Region(left, top, 1 + random.nextInt(width - left), 1 + random.nextInt(height - top));
            mask.set(left, top, 0, 255);
            for (int y = box.y(); y < box.bottom(); y++)
                for (int x = box.x(); x < box.right(); x++)
                    if (i % 5 == 0 || random.nextInt(10) < 7)
                        mask.set(x, y, 0, 255);
            Optional<Tile> reference = i % 4 < 2 ? Optional.empty() : Optional.of(noise(shape, random));
            patches.add(new Patch(image, reference, box, mask));
        }
        return patches;
    }

    private static Tile noise(Shape shape, Random random) {
        Tile tile = Tile.allocate(shape);
        for (int y = 0; y < shape.height(); y++)
            for (int x = 0; x < shape.width(); x++)
                tile.set(x, y, 0, switch (shape.type()) {
                    case U8 -> random.nextInt(256);
                    case U16 -> random.nextInt(65536);
                    default -> random.nextGaussian() * 1e3;
                });
        return tile;
    }

    static Stream<Source> sources() {
        return Stream.of(Source.values());
    }

    @ParameterizedTest
    @MethodSource("sources")
    void zernikeIsThatOfTheReference(Source source) throws Exception {
        for (int[] p : new int[][] { { 8, 64, 0 }, { 12, 256, 7 }, { 3, 16, 2 } }) {
            var params = new org.loupe.tools.base.Zernike.Params(p[0], source, p[1], p[2], p[1] != 16, true);
            assertSame(new org.loupe.tools.classic.Zernike(), new Zernike(), params);
        }
    }

    @Test
    void measuresAreThoseOfTheReference() throws Exception {
        for (int ring : new int[] { 1, 5, 50 })
            assertSame(new org.loupe.tools.classic.Measure(), new Measure(), new org.loupe.tools.base.Measure.Params(
                    ring));
    }

    private <P extends Record> void assertSame(FeatureExtractor<P> reference, FeatureExtractor<P> tool, P params)
            throws Exception {
        for (boolean unlike : new boolean[] { false, true })
            for (int backwards = 0; backwards < 2; backwards++) {
                driver.set("backwards", backwards);
                List<Patch> patches = patches(unlike);
                long before = driver.get("launches");
                List<Features> found = all(tool, params, CpuDriver.device(), patches);
                assertEquals(before + 1, driver.get("launches"), "all in one launch");
                List<Features> expected = all(reference, params, Device.CPU, patches);
                for (int i = 0; i < patches.size(); i++) {
                    assertEquals(expected.get(i).names(), found.get(i).names());
                    assertArrayEquals(expected.get(i).values(), found.get(i).values(), "patch " + i + " with "
                            + params);
                }
            }
    }

    private static <P extends Record> List<Features> all(FeatureExtractor<P> tool, P params, Device device,
            List<Patch> patches) throws Exception {
        try (TestRun run = new TestRun(); Step<Patch, Features> step = tool.open(params, device)) {
            return step.applyAll(patches, run);
        }
    }

    /** Tiles that a step before left on the GPU are measured where they are. */
    @Test
    void whatLiesOnTheGpuStaysThere() throws Exception {
        GpuCheck.Keeping run = new GpuCheck.Keeping();
        List<Patch> there = new ArrayList<>(), here = new ArrayList<>();
        try (Step<Tile, Tile> step = new MedianFilter().open(new MedianFilter.Params(3), CpuDriver.device());
                Step<Patch, Features> measure = new Measure().open(new Measure.Params(5), CpuDriver.device())) {
            for (Patch patch : patches(false)) {
                Tile image = step.apply(patch.image(), run);
                there.add(new Patch(image, patch.reference(), patch.box(), patch.mask()));
            }
            driver.fail("cuMemcpyDtoHAsync_v2", 1, 3); // counts, extents and sums come back, no image
            List<Features> found = measure.applyAll(there, run);
            driver.mend("cuMemcpyDtoHAsync_v2");
            for (Patch patch : there)
                here.add(new Patch(patch.image(), patch.reference(), patch.box(), patch.mask()));
            List<Features> expected = all(new org.loupe.tools.classic.Measure(),
                    new org.loupe.tools.base.Measure.Params(5), Device.CPU, here);
            for (int i = 0; i < here.size(); i++)
                assertArrayEquals(expected.get(i).values(), found.get(i).values(), "patch " + i);
        }
        run.finish();
    }

    @Test
    void noPatchesAreNoRowsAndOneWithoutABoxIsNotANumber() throws Exception {
        var zernike = new Zernike().defaults();
        assertEquals(List.of(), all(new Zernike(), zernike, CpuDriver.device(), List.of()));
        assertEquals(List.of(), all(new Measure(), new Measure().defaults(), CpuDriver.device(), List.of()));
        List<Patch> some = new ArrayList<>(patches(false).subList(3, 6));
        Patch one = some.get(1);
        some.set(1, new Patch(one.image(), one.reference(), new Region(3, 3, 0, 0), one.mask()));
        List<Features> found = all(new Zernike(), zernike, CpuDriver.device(), some);
        assertTrue(Float.isNaN(found.get(1).get(0, 0)));
        assertArrayEquals(all(new org.loupe.tools.classic.Zernike(), zernike, Device.CPU, some).get(2).values(),
                found.get(2).values());
        Patch empty = new Patch(one.image(), one.reference(), one.box(), Tile.allocate(one.mask().shape()));
        ToolException e = assertThrows(ToolException.class, () -> all(new Measure(), new Measure().defaults(),
                CpuDriver.device(), List.of(one, empty)));
        assertTrue(e.getMessage().contains("is empty"), e.getMessage());
    }
}
