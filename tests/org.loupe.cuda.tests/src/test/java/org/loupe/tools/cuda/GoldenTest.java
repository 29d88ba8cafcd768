package org.loupe.tools.cuda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.loupe.api.Detections;
import org.loupe.api.Device;
import org.loupe.api.Pair;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.Tool;
import org.loupe.api.ToolException;
import org.loupe.testkit.TestRun;
import org.loupe.tools.base.GoldenDifference.Params;
import org.loupe.tools.base.RegisterToReference.Motion;

/**
 * Registration, illumination and golden difference on a GPU give what those on the processor give, to the last bit of
 * each pixel, mask and score.
 */
class GoldenTest extends FreshDriverTest {
    private final Tool<Params, Pair, Detections> expected = new org.loupe.tools.opencv.GoldenDifference();
    private final Tool<Params, Pair, Detections> tool = new GoldenDifference();

    private static <P extends Record, I, O> O apply(Tool<P, I, O> tool, P params, Device device, I input)
            throws ToolException {
        try (Step<I, O> step = tool.open(params, device); TestRun run = new TestRun()) {
            return step.apply(input, run);
        }
    }

    /** Returns how many there are. */
    private static int assertSame(Detections expected, Detections found, String what) {
        assertArrayEquals(expected.x(), found.x(), what);
        assertArrayEquals(expected.y(), found.y(), what);
        assertArrayEquals(expected.width(), found.width(), what);
        assertArrayEquals(expected.height(), found.height(), what);
        assertArrayEquals(expected.score(), found.score(), what);
        assertArrayEquals(expected.classIndex(), found.classIndex(), what);
        assertEquals(Arrays.deepToString(expected.masks()), Arrays.deepToString(found.masks()), what);
        return found.size();
    }

    private int assertSame(Params params, Pair pair, String what) throws ToolException {
        return assertSame(apply(expected, params, Device.CPU, pair), apply(tool, params, CpuDriver.device(), pair),
                what);
    }

    // ---------------------------------------------------------------- drawn boards

    @Test
    void findsTheSameOnDrawnBoards() throws Exception {
        Params usual = tool.defaults();
        int found = 0;
        for (int seed = 0; seed < 6; seed++)
            found += assertSame(usual, DrawnBoards.pair(Shape.Type.U8, 0.7 * (seed - 2.5), seed % 2 == 1, seed),
                    "seed " + seed);
        assertTrue(found > 20, found + " defects");
    }

    @Test
    void findsTheSameWithOtherParametersAndIn16Bits() throws Exception {
        List<Params> all = List.of(
                new Params(25, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0), // nothing is smoothed, tolerated or joined
                new Params(30, 60, 6.5, 9, 8, 5, 4, 0.1, 20, 3, 60, 1.5, 12),
                new Params(15.5, 10, 15, 31, 2, 1.5, 2, 0, 3, 10, 10000, 3, 1));
        int found = 0;
        for (Params params : all) {
            Params words = new Params(params.contrast() * 200, params.edgeShare(), params.tolerance(),
                    params.thickness(), params.localShift(), params.lineWidth(), params.smallestArea(),
                    params.leastScore(), params.joinDistance(), params.padding(), params.referenceDirt(),
                    params.smoothing(), params.margin());
            found += assertSame(params, DrawnBoards.pair(Shape.Type.U8, 0.4, true, 77), params.toString());
            found += assertSame(words, DrawnBoards.pair(Shape.Type.U16, -1.3, false, 78), words.toString());
        }
        assertTrue(found > 20, found + " defects");
    }

    @Test
    void imagesThatAreAlikeAreNotFetched() throws Exception {
        Pair pair = DrawnBoards.pair(Shape.Type.U8, 0, false, 5);
        long before = driver.get("downloaded");
        assertEquals(0, apply(tool, tool.defaults(), CpuDriver.device(), Pair.of(pair.test(), pair.test())).size());
        long fetched = driver.get("downloaded") - before;
        assertTrue(fetched < 1000, fetched + " bytes");
    }

    private static void assertSame(Pair expected, Pair found, String what) {
        assertSame(expected.reference().get(), found.reference().get(), "reference of " + what);
        assertEquals(expected.valid().isPresent(), found.valid().isPresent(), what);
        if (expected.valid().isPresent())
            assertSame(expected.valid().get(), found.valid().get(), "what is valid of " + what);
    }

    private static void assertSame(Tile expected, Tile found, String what) {
        assertEquals(expected.shape(), found.shape(), what);
        assertEquals(-1, expected.data().mismatch(found.data()), "first byte that differs in the " + what);
    }

    private static <P extends Record> Pair assertSame(Tool<P, Pair, Pair> expected, Tool<P, Pair, Pair> tool, P params,
            Pair pair, String what) throws ToolException {
        try (Step<Pair, Pair> one = expected.open(params, Device.CPU); TestRun run = new TestRun();
                Step<Pair, Pair> other = tool.open(params, CpuDriver.device()); TestRun second = new TestRun()) {
            Pair result = one.apply(pair, run);
            assertSame(result, other.apply(pair, second), what);
            assertEquals(run.warnings(), second.warnings(), what);
            return new Pair(pair.test(), result.reference().map(GoldenTest::copy),
                    result.valid().map(GoldenTest::copy));
        }
    }

    private static Tile copy(Tile tile) {
        Tile copy = Tile.allocate(tile.shape());
        copy.data().put(0, tile.data(), 0, tile.data().capacity());
        return copy;
    }

    @Test
    void registersLikeOpenCv() throws Exception {
        var expectedTool = new org.loupe.tools.opencv.RegisterToReference();
        var registering = new RegisterToReference();
        for (Shape.Type type : List.of(Shape.Type.U8, Shape.Type.U16))
            for (double degrees : new double[] { 0, -1, 5 })
                for (Motion motion : Motion.values()) {
                    Pair drawn = DrawnBoards.pair(type, 0, degrees < 0, 90);
                    Tile test = DrawnBoards.seen(drawn.test(), motion == Motion.SHIFT ? 0 : degrees, 3.3, -2.6, 0);
                    Pair pair = new Pair(test, drawn.reference(), drawn.valid());
                    var params = new RegisterToReference.Params(motion, 12, 6, 2);
                    Pair moved = assertSame(expectedTool, registering, params, pair,
                            type + " " + degrees + " " + motion);
                    assertTrue(pair.reference().get().data().mismatch(moved.reference().get().data()) >= 0, "it moves");
                }
    }

    @Test
    void registersReferencesOfOtherSizesAndTellsWhereItFails() throws Exception {
        Tile board = DrawnBoards.pair(Shape.Type.U8, 0, false, 91).test();
        Tile part = Tile.allocate(Shape.grey(131, 117));
        for (int y = 0; y < part.height(); y++)
            for (int x = 0; x < part.width(); x++)
                part.set(x, y, 0, board.get(x + 4, y + 7, 0));
        var tool = new RegisterToReference();
        var expectedTool = new org.loupe.tools.opencv.RegisterToReference();
        assertSame(expectedTool, tool, tool.defaults(), Pair.of(board, part), "a smaller reference");
        assertSame(expectedTool, tool, tool.defaults(), Pair.of(part, board), "a larger reference");
        assertSame(expectedTool, tool, tool.defaults(), Pair.of(board, Tile.allocate(board.shape())), "none");
    }

    @Test
    void findsTheShiftsThatOpenCvFinds() {
        SplittableRandom random = new SplittableRandom(3);
        for (int[] size : new int[][] { { 60, 45 }, { 101, 77 }, { 128, 96 } }) {
            int width = size[0], height = size[1];
            float[][] grey = new float[2][width * height];
            for (int i = 0; i < width * height; i++)
                grey[0][i] = random.nextInt(256);
            for (int y = 0; y < height; y++)
                for (int x = 0; x < width; x++)
                    grey[1][y * width + x] = grey[0][Math.floorMod(y - 5, height) * width
                            + Math.floorMod(x + 9, width)];
            var correlation = new PhaseCorrelation(width, height);
            float[] likeness = correlation.of(grey[0], grey[1]);
            int best = 0;
            for (int i = 0; i < likeness.length; i++)
                best = likeness[i] > likeness[best] ? i : best;
            assertEquals(correlation.width() - 9, best % correlation.width(), "columns, of " + width);
            assertEquals(5, best / correlation.width(), "rows, of " + height);
        }
    }

    /** What releng/gpu-check compares a GPU's results with. */
    @Test
    void whatAGpuIsCheckedAgainstIsWhatTheyGive() throws Exception {
        assertEquals(DrawnBoards.EXPECTED, DrawnBoards.digest(CpuDriver.device()));
        assertEquals(DrawnBoards.EXPECTED, DrawnBoards.digest(Device.CPU,
                new org.loupe.tools.opencv.RegisterToReference(), new org.loupe.tools.opencv.MatchIllumination(),
                new org.loupe.tools.opencv.GoldenDifference()));
    }

    @Test
    void matchesTheLightLikeOpenCv() throws Exception {
        for (Shape.Type type : List.of(Shape.Type.U8, Shape.Type.U16))
            for (int degree = 0; degree <= 4; degree++) {
                Pair drawn = DrawnBoards.pair(type, 0, degree % 2 == 1, degree);
                Tile test = DrawnBoards.seen(drawn.test(), 0, 0, 0, 0.1 * degree + 0.1);
                Pair pair = new Pair(test, drawn.reference(), drawn.valid());
                Pair matched = assertSame(new org.loupe.tools.opencv.MatchIllumination(), new MatchIllumination(),
                        new MatchIllumination.Params(degree, degree == 3 ? 5 : 60), pair, type + ", degree " + degree);
                assertTrue(pair.reference().get().data().mismatch(matched.reference().get().data()) >= 0, "it changes");
            }
    }

    // ---------------------------------------------------------------- real boards

    /** The folder deeppcb of the data named by LOUPE_DATA, else of a folder shared/data above the checkout. */
    private static Optional<Path> folder() {
        List<Path> places = new ArrayList<>();
        for (String named : new String[] { System.getProperty("LOUPE_DATA"), System.getenv("LOUPE_DATA") })
            if (named != null)
                places.add(Path.of(named));
        for (Path at = Path.of(System.getProperty("user.dir")).toAbsolutePath(); at != null; at = at.getParent())
            places.add(at.resolve("shared/data"));
        return places.stream().map(place -> place.resolve("deeppcb")).filter(Files::isDirectory).findFirst();
    }

    private static Tile image(Path file) throws IOException {
        Raster pixels = ImageIO.read(file.toFile()).getRaster();
        int[] grey = pixels.getSamples(0, 0, pixels.getWidth(), pixels.getHeight(), 0, (int[]) null);
        byte[] bytes = new byte[grey.length];
        for (int i = 0; i < bytes.length; i++)
            bytes[i] = (byte) grey[i];
        return Tile.of(Shape.grey(pixels.getWidth(), pixels.getHeight()), bytes);
    }

    /** One board of each group, as it is and as a worse camera would see it; of all 280 with -Dloupe.boards.every=1. */
    @Test
    void givesTheSameOnRealBoards() throws Exception {
        Optional<Path> folder = folder();
        Assumptions.assumeTrue(folder.isPresent(), "the data set DeepPCB is here");
        List<Path> tests;
        try (Stream<Path> files = Files.walk(folder.get())) {
            tests = files.filter(file -> file.toString().endsWith("_test.jpg")).sorted().toList();
        }
        int every = Integer.getInteger("loupe.boards.every", 40), found = 0, pairs = 0;
        var register = new RegisterToReference();
        var light = new MatchIllumination();
        for (int i = 0; i < tests.size(); i += every)
            for (boolean disturbed : new boolean[] { false, true }) {
                Path file = tests.get(i);
                String what = file.getFileName() + (disturbed ? ", disturbed" : "");
                Tile board = image(file);
                if (disturbed)
                    board = DrawnBoards.seen(board, i % 3 - 1, 6.4 - i % 13, 3.7 - i % 7, 0.3);
                Pair pair = Pair.of(board,
                        image(file.resolveSibling(file.getFileName().toString().replace("_test", "_temp"))));
                pair = assertSame(new org.loupe.tools.opencv.RegisterToReference(), register, register.defaults(), pair,
                        what);
                pair = assertSame(new org.loupe.tools.opencv.MatchIllumination(), light, light.defaults(), pair, what);
                found += assertSame(tool.defaults(), pair, what);
                pairs++;
            }
        System.out.println(pairs + " pairs, " + found + " detections, the same");
        assertTrue(found >= 2 * pairs, found + " defects on " + pairs + " boards");
    }
}
