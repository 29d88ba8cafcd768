package org.loupe.tools.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.loupe.api.Device;
import org.loupe.api.DeviceException;
import org.loupe.api.ImageTool;
import org.loupe.api.Labels;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.testkit.Golden;
import org.loupe.testkit.TestRun;
import org.loupe.tools.base.Polarity;

/** Tiles that are given at once get what each gets by itself, bit for bit; those of one shape by the same launches. */
class BatchTest extends FreshDriverTest {
    /** A tool with parameters. */
    private record Case<P extends Record, O>(ImageTool<P, Tile, O> tool, P params) {
        static <P extends Record, O> Case<P, O> of(ImageTool<P, Tile, O> tool) {
            return new Case<>(tool, tool.defaults());
        }

        @Override
        public String toString() {
            return tool.info().id() + " " + params;
        }
    }

    private static Stream<Case<?, ?>> cases() {
        return Stream.of(Case.of(new ConvertToGrey()), Case.of(new WindowLevel()), Case.of(new Normalise()),
                Case.of(new MedianFilter()), Case.of(new GaussianFilter()),
                new Case<>(new BilateralFilter(), new BilateralFilter.Params(1, 30)),
                new Case<>(new NonLocalMeans(), new NonLocalMeans.Params(10, 3, 5)), Case.of(new TopHat()),
                new Case<>(new TopHat(), new TopHat.Params(TopHat.Kind.BLACK, 7)), Case.of(new FlattenBackground()),
                new Case<>(new FlattenBackground(), new FlattenBackground.Params(FlattenBackground.Method.GAUSSIAN, 2,
                        12, FlattenBackground.Operation.SUBTRACT)), // blocks of 3 px; of 1 px they take seconds
                Case.of(new Threshold()), Case.of(new OtsuThreshold()), Case.of(new AdaptiveThreshold()),
                new Case<>(new AdaptiveThreshold(), new AdaptiveThreshold.Params(Polarity.DARK,
                        AdaptiveThreshold.Method.GAUSSIAN, 9, 3, 2)));
    }

    @TestFactory
    Stream<DynamicTest> tilesOfAnyShapesAtOnce() {
        return tests(CpuDriver.device());
    }

    /** That tiles of many shapes at once give what each gives by itself, for each tool that takes them together. */
    static Stream<DynamicTest> tests(Device device) {
        return cases().map(c -> DynamicTest.dynamicTest(c + " of tiles at once", () -> assertSame(c, device)));
    }

    @TestFactory
    Stream<DynamicTest> tilesOfOneShapeByAsManyLaunchesAsOne() {
        return cases().map(c -> DynamicTest.dynamicTest(c.toString(), () -> assertLaunches(c)));
    }

    /** Tiles of different content in all shapes that a tool takes, those of one shape not beside each other. */
    private static List<Tile> tiles(Case<?, ?> of) {
        List<Tile> tiles = new ArrayList<>();
        for (int i = 0; i < 4; i++)
            for (Shape.Type type : List.of(Shape.Type.U8, Shape.Type.U16, Shape.Type.F32))
                for (int channels : new int[] { 1, 3 })
                    for (int width : new int[] { 37, 70 }) {
                        Shape shape = new Shape(width, 40, channels, type, 0.5);
                        if (suits(of, shape))
                            tiles.add(Golden.image(shape, 50 * i, 3 * i, true));
                    }
        return tiles;
    }

    private static <P extends Record> boolean suits(Case<P, ?> of, Shape shape) {
        try {
            of.tool.check(of.params, shape);
            return true;
        } catch (ToolException e) {
            return false;
        }
    }

    private static <P extends Record, O> void assertSame(Case<P, O> of, Device device) throws Exception {
        List<Tile> tiles = tiles(of);
        assertTrue(tiles.size() >= 8, "few suit");
        try (TestRun run = new TestRun(); Step<Tile, O> step = of.tool.open(of.params, device)) {
            List<O> all = step.applyAll(tiles, run);
            assertEquals(tiles.size(), all.size());
            for (int i = 0; i < tiles.size(); i++)
                assertSame(step.apply(tiles.get(i), run), all.get(i), "tile " + i + " of " + tiles.get(i).shape());
        }
    }

    private static void assertSame(Object expected, Object found, String which) {
        if (expected instanceof Labels labels) {
            assertEquals(labels.count(), ((Labels) found).count(), which);
            assertSame(labels.tile(), ((Labels) found).tile(), which);
            return;
        }
        Tile a = (Tile) expected, b = (Tile) found;
        assertEquals(a.shape(), b.shape(), which);
        assertEquals(a.region(), b.region(), which);
        int bytes = (int) a.shape().bytes();
        assertEquals(a.data().slice(0, bytes), b.data().slice(0, bytes), which);
    }

    private <P extends Record, O> void assertLaunches(Case<P, O> of) throws Exception {
        Shape shape = Stream.of(3, 1).map(channels -> new Shape(40, 17, channels, Shape.Type.U8, 0.5))
                .filter(s -> suits(of, s)).findFirst().orElseThrow();
        try (TestRun run = new TestRun(); Step<Tile, O> step = of.tool.open(of.params, CpuDriver.device())) {
            long before = driver.get("launches");
            step.apply(Golden.image(shape), run);
            long one = driver.get("launches") - before;
            for (int count : new int[] { 2, 7, Batch.MOST, Batch.MOST + 1 }) {
                List<Tile> tiles = new ArrayList<>();
                for (int i = 0; i < count; i++)
                    tiles.add(Golden.image(shape, 20 * i, 0, true));
                before = driver.get("launches");
                List<O> all = step.applyAll(tiles, run);
                assertEquals(count > Batch.MOST ? 2 * one : one, driver.get("launches") - before, count + " tiles");
                assertSame(step.apply(tiles.get(count - 1), run), all.get(count - 1), "the last of " + count);
            }
        }
    }

    @Test
    void oneThatDoesNotSuitIsRefusedBeforeAnyLaunch() throws Exception {
        List<Tile> tiles = new ArrayList<>(Collections.nCopies(3, Golden.image(Shape.grey(40, 30))));
        tiles.add(Golden.image(new Shape(40, 30, 3, Shape.Type.U8, 0.5)));
        try (TestRun run = new TestRun();
                Step<Tile, Labels> step = new OtsuThreshold().open(new OtsuThreshold().defaults(),
                        CpuDriver.device())) {
            long before = driver.get("launches");
            assertThrows(ToolException.class, () -> step.applyAll(tiles, run));
            assertEquals(before, driver.get("launches"));
            assertEquals(List.of(), step.applyAll(List.of(), run));
        }
    }

    @Test
    void whatIsTooMuchIsGivenBack() throws Exception {
        System.setProperty(Gpu.MEMORY, "1");
        Gpu.forget();
        List<Tile> tiles = Collections.nCopies(20, Golden.image(Shape.grey(200, 150)));
        try (TestRun run = new TestRun();
                Step<Tile, Tile> step = new MedianFilter().open(new MedianFilter().defaults(), CpuDriver.device())) {
            DeviceException e = assertThrows(DeviceException.class, () -> step.applyAll(tiles, run));
            assertEquals(DeviceException.Cause.MEMORY, e.reason());
            for (int i = 0; i < 3; i++)
                assertEquals(10, step.applyAll(tiles.subList(0, 10), run).size());
        }
    }
}
