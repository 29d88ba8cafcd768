package org.loupe.tools.opencv;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.loupe.api.Detections;
import org.loupe.api.Device;
import org.loupe.api.Mask;
import org.loupe.api.Pair;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.testkit.TestRun;
import org.loupe.tools.opencv.Boards.Board;
import org.loupe.tools.opencv.Boards.Disturbance;
import org.loupe.tools.opencv.Boards.Figures;

/**
 * Registration, illumination and golden difference: each by itself on drawn boards whose truth is known to the pixel,
 * and the chain of the recipe golden-board on real ones. The parameters' defaults were chosen on four boards, which are
 * named here, and judged on three others.
 */
class GoldenComparisonTest {
    private static final List<String> CHOSEN_ON = List.of("00041", "13000", "20085", "44000");
    private static final List<String> JUDGED_ON = List.of("50600", "77000", "92000");
    private static final int SIZE = 320;

    private final RegisterToReference register = new RegisterToReference();
    private final MatchIllumination light = new MatchIllumination();
    private final GoldenDifference difference = new GoldenDifference();

    // ---------------------------------------------------------------- drawn boards

    /** Traces, pads and a hole on a board of SIZE × SIZE px, at a place given in board px. */
    private static double board(double x, double y) {
        double trace = Math.min(Math.abs(x - 60), Math.abs(y - 200 - 0.3 * (x - 160)));
        double bend = x > 120 ? Math.abs(y - 80) : Math.abs(x + y - 200) / Math.sqrt(2);
        double pad = Math.hypot(x - 230, y - 130) - 34, hole = Math.hypot(x - 230, y - 130);
        double inside = Math.max(Math.max(6 - trace, 5 - bend), Math.min(-pad, hole - 8));
        return 50 + 150 * Math.max(0, Math.min(1, inside + 0.5));
    }

    private interface Grey {
        double at(int x, int y);
    }

    private static Tile draw(Shape.Type type, Grey grey) {
        Tile tile = Tile.allocate(new Shape(SIZE, SIZE, 1, type, Double.NaN));
        for (int y = 0; y < SIZE; y++)
            for (int x = 0; x < SIZE; x++)
                tile.set(x, y, 0, grey.at(x, y));
        return tile;
    }

    private static Tile drawn() {
        return draw(Shape.Type.U8, GoldenComparisonTest::board);
    }

    private static <I, O> O apply(Step<I, O> step, I input) throws ToolException {
        try (step; TestRun run = new TestRun()) {
            O result = step.apply(input, run);
            assertEquals(List.of(), run.warnings());
            return result;
        }
    }

    private Detections find(Pair pair) throws ToolException {
        return apply(difference.open(difference.defaults(), Device.CPU), pair);
    }

    @Test
    void findsTheReferenceToAFractionOfAPixel() throws ToolException {
        double angle = Math.toRadians(0.8), cos = 1.006 * Math.cos(angle), sin = 1.006 * Math.sin(angle);
        Tile test = draw(Shape.Type.U8, (x, y) -> board(160 + cos * (x - 160) - sin * (y - 160) + 6.3,
                160 + sin * (x - 160) + cos * (y - 160) - 4.6));
        Pair lying = apply(register.open(register.defaults(), Device.CPU), Pair.of(test, drawn()));
        Tile moved = lying.reference().orElseThrow(), valid = lying.valid().orElseThrow();
        double sum = 0;
        int pixels = 0;
        for (int y = 0; y < SIZE; y++)
            for (int x = 0; x < SIZE; x++) {
                double left = 160 + cos * (x - 160) - sin * (y - 160) + 6.3;
                double top = 160 + sin * (x - 160) + cos * (y - 160) - 4.6;
                boolean covered = valid.get(x, y, 0) != 0;
                if (left > 1 && top > 1 && left < SIZE - 2 && top < SIZE - 2)
                    assertTrue(covered, "covered by the reference: " + x + ", " + y);
                if (left < -2 || top < -2 || left > SIZE + 1 || top > SIZE + 1)
                    assertFalse(covered, "not covered by the reference: " + x + ", " + y);
                if (covered) {
                    sum += Math.abs(moved.get(x, y, 0) - test.get(x, y, 0));
                    pixels++;
                }
            }
        double mean = sum / pixels;
        assertTrue(mean < 1, "Mean difference after registration, in grey levels: " + mean);
    }

    @Test
    void findsATurnOfSixDegrees() throws ToolException {
        double cos = Math.cos(Math.toRadians(6)), sin = Math.sin(Math.toRadians(6));
        Tile test = draw(Shape.Type.U8, (x, y) -> board(160 + cos * (x - 160) - sin * (y - 160),
                160 + sin * (x - 160) + cos * (y - 160)));
        var params = new RegisterToReference.Params(RegisterToReference.Motion.SIMILARITY, 32, 8, 2);
        Tile moved = apply(register.open(params, Device.CPU), Pair.of(test, drawn())).reference().orElseThrow();
        for (int[] place : new int[][] { { 160, 160 }, { 60, 160 }, { 230, 130 }, { 200, 80 } })
            assertEquals(test.get(place[0], place[1], 0), moved.get(place[0], place[1], 0), 30);
    }

    @Test
    void saysWhenNothingFits() throws ToolException {
        Tile other = draw(Shape.Type.U8, (x, y) -> 128 + 90 * Math.sin(x * x * 0.004 + y * 0.9));
        try (var step = register.open(register.defaults(), Device.CPU); TestRun run = new TestRun()) {
            Pair pair = step.apply(Pair.of(drawn(), other), run);
            assertEquals(1, run.warnings().size());
            assertEquals(other.data(), pair.reference().orElseThrow().data());
        }
    }

    @Test
    void givesTheReferenceTheLightOfTheTestImageButNotItsDefects() throws ToolException {
        Tile test = draw(Shape.Type.U8, (x, y) -> Math.hypot(x - 100, y - 260) < 9 ? 180
                : board(x, y) * (0.8 - 0.2 * (Math.hypot(x - 160, y - 160) / 226)));
        Pair pair = apply(light.open(light.defaults(), Device.CPU), Pair.of(test, drawn()));
        Tile matched = pair.reference().orElseThrow();
        for (int[] place : new int[][] { { 10, 10 }, { 60, 100 }, { 300, 300 }, { 200, 80 }, { 310, 20 } })
            assertEquals(test.get(place[0], place[1], 0), matched.get(place[0], place[1], 0), 4);
        assertEquals(50 * 0.7, matched.get(100, 260, 0), 4, "where the defect is");
    }

    @Test
    void reportsDefectsWithTheirPixels() throws ToolException {
        Tile test = draw(Shape.Type.U8, (x, y) -> Math.hypot(x - 100, y - 260) < 5 ? 200
                : x >= 58 && x < 70 && y >= 120 && y < 127 ? 50 : board(x, y));
        Detections found = find(Pair.of(test, drawn()));
        assertEquals(2, found.size());
        assertEquals(List.of("dark", "bright"), found.classes());
        assertEquals(0, found.classIndex()[0], "a bite of copper: darker");
        assertEquals(1, found.classIndex()[1], "a splash of copper: brighter");
        assertEquals(69, Mask.area(found.masks()[1]), 16);
        assertEquals(100.5, found.x()[1] + found.width()[1] / 2, 1);
        assertEquals(260.5, found.y()[1] + found.height()[1] / 2, 1);
        assertEquals(9 + 20, found.width()[1], 2, "padded by 10 px on each side");
    }

    @Test
    void bearsJitterOfEdgesAndLineWidthDrift() throws ToolException {
        Tile test = draw(Shape.Type.U8, (x, y) -> Math.max(board(x - 1, y), board(x + 1 + (x * 7 + y * 3) % 2, y)));
        assertEquals(0, find(Pair.of(test, drawn())).size());
    }

    @Test
    void bearsHolesOffTheirPlace() throws ToolException {
        Tile test = draw(Shape.Type.U8, (x, y) -> Math.hypot(x - 230, y - 130) > 16 ? board(x, y)
                : Math.hypot(x - 233, y - 131) < 8 ? 50 : 200);
        assertEquals(0, find(Pair.of(test, drawn())).size());
        Tile without = draw(Shape.Type.U8, (x, y) -> Math.hypot(x - 230, y - 130) > 16 ? board(x, y) : 200);
        assertEquals(1, find(Pair.of(without, drawn())).size(), "a hole that is not there");
    }

    @Test
    void takesSpecksAndBumpsOfTheReferenceForDirt() throws ToolException {
        Tile dirty = draw(Shape.Type.U8, (x, y) -> Math.hypot(x - 100, y - 260) < 4 ? 200 : board(x, y));
        assertEquals(0, find(Pair.of(drawn(), dirty)).size());
        assertEquals(1, find(Pair.of(dirty, drawn())).size(), "the same on the test image is a defect");
        Tile bump = draw(Shape.Type.U8, (x, y) -> Math.hypot(x - 68, y - 40) < 4.5 ? 200 : board(x, y));
        assertEquals(0, find(Pair.of(drawn(), bump)).size(), "a bump at a trace of the reference");
        assertEquals(1, find(Pair.of(bump, drawn())).size(), "the same on the test image");
        Tile broken = draw(Shape.Type.U8, (x, y) -> x > 180 && x < 188 && y < 100 ? 50 : board(x, y));
        assertEquals(1, find(Pair.of(broken, drawn())).size(), "a trace that is broken");
        assertEquals(1, find(Pair.of(drawn(), broken)).size(), "a trace that is broken on the reference alone");
    }

    @Test
    void findsTheSameInSixteenBits() throws ToolException {
        Grey defective = (x, y) -> Math.hypot(x - 100, y - 260) < 5 ? 200 : board(x, y);
        Detections expected = find(Pair.of(draw(Shape.Type.U8, defective), drawn()));
        var d = difference.defaults();
        var params = new GoldenDifference.Params(d.contrast() * 257, d.edgeShare(), d.tolerance(), d.thickness(),
                d.localShift(), d.lineWidth(), d.smallestArea(), d.leastScore(), d.joinDistance(), d.padding(),
                d.referenceDirt(), d.smoothing(), d.margin());
        Detections found = apply(difference.open(params, Device.CPU), Pair.of(
                draw(Shape.Type.U16, (x, y) -> 257 * Math.rint(defective.at(x, y))),
                draw(Shape.Type.U16, (x, y) -> 257 * Math.rint(board(x, y)))));
        assertEquals(1, found.size());
        assertEquals(expected.region(0), found.region(0));
        assertEquals(expected.score()[0], found.score()[0], 0.02);
    }

    @Test
    void findsTheSameInTiles() throws ToolException {
        var d = difference.defaults();
        var params = new GoldenDifference.Params(d.contrast(), d.edgeShare(), d.tolerance(), d.thickness(),
                d.localShift(), 0, d.smallestArea(), d.leastScore(), d.joinDistance(), d.padding(), d.referenceDirt(),
                d.smoothing(), d.margin());
        assertFalse(difference.global(params));
        Tile test = draw(Shape.Type.U8, (x, y) -> (x % 40 - 20) * (x % 40 - 20) + (y % 50 - 25) * (y % 50 - 25) < 20
                ? 250 - board(x, y) : board(x, y));
        Detections whole = apply(difference.open(params, Device.CPU), Pair.of(test, drawn()));
        assertEquals(8 * 6, whole.size(), 8);
        int right = SIZE - difference.halo(params) - 10, found = 0;
        Detections tile = apply(difference.open(params, Device.CPU), Pair.of(rightOf(test, 10), rightOf(drawn(), 10)));
        for (int i = 0; i < whole.size(); i++)
            for (int k = 0; k < tile.size(); k++)
                if (whole.region(i).equals(tile.move(10, 0).region(k))) {
                    assertEquals(whole.score()[i], tile.score()[k]);
                    assertArrayEquals(whole.masks()[i], tile.masks()[k]);
                    found++;
                    break;
                }
        int expected = 0;
        for (int i = 0; i < whole.size(); i++)
            if (whole.x()[i] >= SIZE - right)
                expected++;
        assertTrue(expected > 0 && found >= expected, found + " of at least " + expected);
    }

    private static Tile rightOf(Tile tile, int left) {
        Tile part = Tile.allocate(tile.shape().size(SIZE - left, SIZE));
        for (int row = 0; row < SIZE; row++)
            part.data().put(row * (SIZE - left), tile.data(), row * SIZE + left, SIZE - left);
        return part.at(left, 0);
    }

    // ---------------------------------------------------------------- real boards

    private Figures inspect(Iterable<Board> boards, Disturbance kind) throws ToolException {
        Figures sum = Figures.NONE;
        try (var first = register.open(register.defaults(), Device.CPU);
                var second = light.open(light.defaults(), Device.CPU);
                var third = difference.open(difference.defaults(), Device.CPU)) {
            for (Board board : boards)
                try (TestRun run = new TestRun()) {
                    Board seen = Boards.disturb(board, kind, board.name().hashCode());
                    Pair pair = Pair.of(seen.test(), seen.template());
                    Detections found = third.apply(second.apply(first.apply(pair, run), run), run);
                    sum = sum.plus(Boards.compare(found, seen.truth()));
                }
        }
        System.out.println(String.format(Locale.ROOT, "%-9s F %.4f, %d hits, %d false alarms, %d misses, mean IoU %.3f",
                kind, sum.f(), sum.hits(), sum.falseAlarms(), sum.misses(), sum.overlap() / sum.hits()));
        return sum;
    }

    private static Path folder() {
        Optional<Path> folder = Boards.folder();
        if (folder.isEmpty())
            System.out.println("Skipped: there is no folder deeppcb. Name the data's folder by LOUPE_DATA.");
        Assumptions.assumeTrue(folder.isPresent(), "the data set DeepPCB is here");
        return folder.get();
    }

    @Test
    void isAccurateOnBoardsThatItWasAndWasNotTunedOn() throws Exception {
        Path folder = folder();
        Figures all = Figures.NONE;
        for (String group : CHOSEN_ON)
            all = all.plus(inspect(Boards.read(folder, group, 1), Disturbance.NONE));
        assertTrue(all.f() >= 0.995, "F on the boards that it was tuned on: " + all.f());
        Figures held = Figures.NONE;
        for (String group : JUDGED_ON)
            held = held.plus(inspect(Boards.read(folder, group, 1), Disturbance.NONE));
        assertTrue(held.f() >= 0.99, "F on other boards: " + held.f());
    }

    @Test
    void bearsDisturbances() throws Exception {
        Path folder = folder();
        List<Board> boards = new ArrayList<>();
        for (String group : CHOSEN_ON)
            boards.addAll(Boards.read(folder, group, 4));
        for (String group : JUDGED_ON)
            boards.addAll(Boards.read(folder, group, 4));
        double undisturbed = inspect(boards, Disturbance.NONE).f();
        for (Disturbance kind : Disturbance.values()) {
            double f = inspect(boards, kind).f();
            assertTrue(f > undisturbed - 0.01, kind + ": F falls from " + undisturbed + " to " + f);
        }
    }
}
