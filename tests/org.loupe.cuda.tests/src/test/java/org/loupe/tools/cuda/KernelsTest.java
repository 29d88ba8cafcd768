package org.loupe.tools.cuda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.loupe.tools.cuda.PlainKernels.boxes;
import static org.loupe.tools.cuda.PlainKernels.random;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.loupe.api.Device;
import org.loupe.api.DeviceException;
import org.loupe.api.Kernels;
import org.loupe.api.Kernels.Nearest;
import org.loupe.api.Kernels.RoiAlign;
import org.loupe.testkit.TestRun;

/** What a GPU lends gives the bits of the plain loops, however threads are ordered and the work is cut. */
class KernelsTest extends LentKernelsTest {
    private static final Kernels PLAIN = new PlainKernels();
    private static final int SIDE = 4;

    static void same(Nearest expected, Nearest found) {
        assertEquals(expected.k(), found.k());
        assertArrayEquals(expected.others(), found.others());
        assertArrayEquals(expected.squares(), found.squares());
    }

    /** On threads forwards and backwards. */
    private void both(Kernels.Use<?> use) throws Exception {
        use.with(kernels);
        driver.set("backwards", 1);
        use.with(kernels);
        driver.set("backwards", 0);
    }

    // ---------------------------------------------------------------- distances

    @ParameterizedTest
    @CsvSource({ "0, 5, 3", "5, 0, 3", "1, 1, 1", "64, 64, 16", "65, 130, 17", "3, 300, 40" })
    void distancesHaveTheBitsOfThePlainLoop(int n, int m, int columns) throws Exception {
        float[] rows = random(n * columns, 0, 1), others = random(m * columns, 0, 2);
        float[] expected = PLAIN.squares(rows, others, columns, run);
        both(k -> {
            assertArrayEquals(expected, k.squares(rows, others, columns, run));
            return 0;
        });
    }

    @ParameterizedTest
    @CsvSource({ "0, 5, 3, 2", "5, 0, 3, 2", "4, 7, 2, 0", "1, 1, 1, 1", "3, 4, 2, 9", "20, 1500, 2, 5",
            "2, 1300, 1, 1024", "3, 2500, 1, 2100", "2, 1200, 3, 4000" })
    void neighboursAreThoseOfThePlainLoopAndTiesGoByNumber(int n, int m, int columns, int k) throws Exception {
        for (int values : new int[] { 0, 6 }) {
            float[] rows = random(n * columns, values, 1), others = random(m * columns, values, 2);
            Nearest expected = PLAIN.nearest(rows, others, columns, k, run);
            both(lent -> {
                same(expected, lent.nearest(rows, others, columns, k, run));
                return 0;
            });
        }
    }

    @Test
    void whatIsInfinitelyFarOrNoNumberIsNobodysNeighbour() throws Exception {
        float[] rows = { 0, Float.NaN }, others = { 1, Float.NaN, 0, Float.POSITIVE_INFINITY, 3e30f, -1 };
        Nearest found = kernels.nearest(rows, others, 1, 5, run);
        assertArrayEquals(new int[] { 2, 0, 5, -1, -1, -1, -1, -1, -1, -1 }, found.others());
        same(PLAIN.nearest(rows, others, 1, 5, run), found);
    }

    @Test
    void littleMemoryAndManyRowsChangeNothing() throws Exception {
        int n = 2100, m = 8400, columns = 2, k = 3;
        float[] rows = random(n * columns, 50, 3), others = random(m * columns, 50, 4);
        Nearest whole = kernels.nearest(rows, others, columns, k, run);
        same(PLAIN.nearest(Arrays.copyOf(rows, 20 * columns), others, columns, k, run), new Nearest(k,
                Arrays.copyOf(whole.others(), 20 * k), Arrays.copyOf(whole.squares(), 20 * k)));
        System.setProperty(Gpu.MEMORY, "1");
        Gpu.forget();
        same(whole, kernels.nearest(rows, others, columns, k, run));
        assertTrue(driver.get("used") <= 1 << 20);
        float[] few = Arrays.copyOf(rows, 200);
        assertArrayEquals(PLAIN.squares(few, others, columns, run), kernels.squares(few, others, columns, run));
    }

    @Test
    void othersThatDoNotFitAreGoneThroughInParts() throws Exception {
        int columns = 100, m = 3000;
        float[] rows = random(5 * columns, 4, 5), others = random(m * columns, 4, 6);
        Nearest expected = PLAIN.nearest(rows, others, columns, 1200, run);
        System.setProperty(Gpu.MEMORY, "1");
        Gpu.forget();
        same(expected, kernels.nearest(rows, others, columns, 1200, run));
    }

    // ---------------------------------------------------------------- suppression

    @Test
    void boxesThatShareMoreThanTheLimitGo() throws Exception {
        float[] boxes = { 0, 0, 10, 10, 0, 0, 10, 5, 10, 0, 20, 10, 1, 0, 11, 10, 0, 0, 10, 10 };
        float[] scores = { 0.5f, 0.9f, 0.5f, 0.4f, 0.5f };
        int[] one = new int[5], kinds = { 0, 0, 0, 1, 2 };
        // of 0 and 1 half is shared, 0 and 2 only touch, 0 and 4 are equal
        assertArrayEquals(new int[] { 1, 0, 2 }, kernels.suppress(boxes, scores, one, 0.5f, run), "not more than half");
        assertArrayEquals(new int[] { 1, 2 }, kernels.suppress(boxes, scores, one, 0.3f, run));
        assertArrayEquals(new int[] { 1, 0, 2, 4, 3 }, kernels.suppress(boxes, scores, kinds, 0.5f, run));
        assertArrayEquals(new int[] { 1, 0, 2, 4, 3 }, kernels.suppress(boxes, scores, one, 1, run));
        assertArrayEquals(new int[] { 1, 2 }, kernels.suppress(boxes, scores, one, 0, run));
    }

    @Test
    void scoresAreOrderedAsJavaOrdersThem() throws Exception {
        float[] scores = { -1, 0, -0.0f, Float.NEGATIVE_INFINITY, Float.NaN, 2, Float.POSITIVE_INFINITY, -2, 2 };
        int[] none = new int[scores.length];
        float[] apart = new float[4 * scores.length];
        for (int i = 0; i < scores.length; i++)
            Arrays.fill(apart, 4 * i, 4 * i + 4, i);
        assertArrayEquals(new int[] { 4, 6, 5, 8, 1, 2, 0, 7, 3 }, kernels.suppress(apart, scores, none, 0.5f, run));
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 1, 63, 64, 65, 700 })
    void whatStaysIsThatOfThePlainLoop(int n) throws Exception {
        float[] boxes = boxes(n, 60, 7);
        float[] scores = random(n, 9, 8);
        int[] kinds = new int[n];
        for (int i = 0; i < n; i++)
            kinds[i] = i % 3;
        for (float limit : new float[] { 0, 0.3f, 0.7f }) {
            int[] expected = PLAIN.suppress(boxes, scores, kinds, limit, run);
            both(k -> {
                assertArrayEquals(expected, k.suppress(boxes, scores, kinds, limit, run));
                return 0;
            });
        }
    }

    @Test
    void suppressionInPartsIsTheSame() throws Exception {
        int n = 5000;
        float[] boxes = boxes(n, 400, 9), scores = random(n, 0, 10);
        int[] expected = PLAIN.suppress(boxes, scores, new int[n], 0.4f, run);
        System.setProperty(Gpu.MEMORY, "1"); // all bits would take 3
        Gpu.forget();
        assertArrayEquals(expected, kernels.suppress(boxes, scores, new int[n], 0.4f, run));
    }

    // ---------------------------------------------------------------- regions

    /** {@code images × 2 × 4 × 4}: column and ten times the row, the second channel its negative; images 100 apart. */
    private static float[] ramp(int images) {
        float[] values = new float[images * 2 * SIDE * SIDE];
        for (int i = 0; i < values.length; i++) {
            int at = i % (SIDE * SIDE), channel = i / (SIDE * SIDE) % 2, image = i / (2 * SIDE * SIDE);
            values[i] = (channel == 0 ? 1 : -1) * (at % SIDE + 10 * (at / SIDE) + 100 * image);
        }
        return values;
    }

    private float[] read(float scale, int bins, boolean aligned, int image, float... box) throws Exception {
        RoiAlign how = new RoiAlign(image + 1, 2, SIDE, SIDE, bins, bins, scale, 2, aligned);
        return kernels.roiAlign(ramp(image + 1), how, box, new int[] { image }, run);
    }

    private static float[] first(float... values) {
        return Arrays.copyOf(values, values.length / 2);
    }

    /** The numbers of the tests of {@code tools.torch}'s RoiAlign. */
    @Test
    void regionsAreReadAsCalculatedByHand() throws Exception {
        assertArrayEquals(new float[] { 11, -11 }, read(1, 1, false, 0, 0, 0, 2, 2), 1e-5f);
        assertArrayEquals(new float[] { 11, -11 }, read(0.25f, 1, false, 0, 0, 0, 8, 8), 1e-5f, "px of the image");
        assertArrayEquals(new float[] { 111, -111 }, read(1, 1, false, 1, 0, 0, 2, 2), 1e-5f, "second image");
        assertArrayEquals(new float[] { 15.5f, 16.5f, 25.5f, 26.5f }, first(read(1, 2, false, 0, 0, 1, 2, 3)), 1e-5f);
        assertArrayEquals(new float[] { 11, 12.75f, 28.5f, 30.25f }, first(read(1, 2, false, 0, 0, 0, 4, 4)), 1e-5f);
        assertArrayEquals(new float[] { 33 / 4f, -33 / 4f }, read(1, 1, false, 0, 3, 3, 5, 5), 1e-5f,
                "of 3.5 and 4.5 only the first");
        assertArrayEquals(new float[] { 5, -5 }, read(1, 1, false, 0, -2, 0, 0, 2), 1e-5f,
                "of -1.5 and -0.5 only the second");
        assertArrayEquals(new float[] { 0, 0 }, read(1, 1, false, 0, -4, -4, -2, -2), 0);
        assertArrayEquals(new float[] { 16.5f, -16.5f }, read(1, 1, false, 0, 1, 1, 1, 1), 1e-5f, "one pixel at least");
        // aligned: places 0.5 and 1.5 of a box half a pixel farther to the right and below
        assertArrayEquals(new float[] { 11, -11 }, read(1, 1, true, 0, 0.5f, 0.5f, 2.5f, 2.5f), 1e-5f);
        assertArrayEquals(new float[] { 5.5f, -5.5f }, read(1, 1, true, 0, 1, 1, 1, 1), 1e-5f, "no pixel at least");
    }

    @Test
    void theGradientGoesToThePixelsThatWereRead() throws Exception {
        float[] weights = { 0.25f, 0.5f, 0.25f, 0 }, expected = new float[2 * SIDE * SIDE];
        for (int i = 0; i < expected.length; i++)
            expected[i] = weights[i % SIDE] * weights[i / SIDE % SIDE];
        RoiAlign how = new RoiAlign(1, 2, SIDE, SIDE, 1, 1, 1, 2, false);
        assertArrayEquals(expected, kernels.roiAlignGradient(new float[] { 1, 1 }, how, new float[] { 0, 0, 2, 2 },
                new int[1], run), 1e-6f);
    }

    private static final RoiAlign[] MANY = { new RoiAlign(3, 11, 13, 37, 3, 2, 0.5f, 2, false),
            new RoiAlign(2, 9, 40, 9, 7, 7, 1, 3, true), new RoiAlign(1, 1, 1, 1, 1, 1, 2, 1, false) };

    /** Regions within the map, across its border and off it; one without size, one turned round, one of no numbers. */
    private static float[] regions(int n) {
        float[] boxes = random(4 * n, 0, 11);
        for (int i = 0; i < n; i++)
            for (int e = 0; e < 2; e++) {
                boxes[4 * i + e] = 10 * boxes[4 * i + e] + 10;
                boxes[4 * i + 2 + e] = boxes[4 * i + e] + 8 * (boxes[4 * i + 2 + e] + 3);
            }
        float[] odd = { 5, 5, 5, 5, 9, 9, 2, 3, Float.NaN, 1, 2, 3, 0, 0, Float.POSITIVE_INFINITY, 4 };
        System.arraycopy(odd, 0, boxes, 0, odd.length);
        return boxes;
    }

    private static int[] images(int n, RoiAlign how) {
        int[] images = new int[n];
        Arrays.setAll(images, i -> i * 7 % how.images());
        return images;
    }

    @Test
    void regionsAndGradientsHaveTheBitsOfThePlainLoop() throws Exception {
        int n = 40;
        for (RoiAlign how : MANY) {
            float[] maps = random(how.images() * how.channels() * how.height() * how.width(), 0, 12);
            float[] boxes = regions(n);
            int[] image = images(n, how);
            float[] expected = PLAIN.roiAlign(maps, how, boxes, image, run);
            float[] gradient = random(expected.length, 0, 13);
            float[] back = PLAIN.roiAlignGradient(gradient, how, boxes, image, run);
            both(k -> {
                assertArrayEquals(expected, k.roiAlign(maps, how, boxes, image, run));
                assertArrayEquals(back, k.roiAlignGradient(gradient, how, boxes, image, run));
                return 0;
            });
            assertEquals(0, kernels.roiAlign(maps, how, new float[0], new int[0], run).length);
            assertArrayEquals(new float[maps.length], kernels.roiAlignGradient(new float[0], how, new float[0],
                    new int[0], run));
        }
    }

    @Test
    void regionsInPartsAreTheSame() throws Exception {
        RoiAlign how = new RoiAlign(2, 20, 90, 80, 7, 7, 1, 2, false); // maps of 1.1 MiB
        int n = 150;
        float[] maps = random(2 * 20 * 90 * 80, 0, 14), boxes = regions(n);
        int[] image = images(n, how);
        float[] whole = kernels.roiAlign(maps, how, boxes, image, run), gradient = random(whole.length, 0, 15);
        float[] back = kernels.roiAlignGradient(gradient, how, boxes, image, run);
        assertArrayEquals(PLAIN.roiAlign(maps, how, boxes, image, run), whole);
        System.setProperty(Gpu.MEMORY, "1");
        Gpu.forget();
        assertArrayEquals(whole, kernels.roiAlign(maps, how, boxes, image, run));
        assertArrayEquals(back, kernels.roiAlignGradient(gradient, how, boxes, image, run));
    }

    // ---------------------------------------------------------------- the rest

    @Test
    void threadsAskSideBySide() throws Exception {
        float[] rows = random(300, 9, 16), others = random(900, 9, 17);
        Nearest expected = PLAIN.nearest(rows, others, 3, 4, run);
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Future<Nearest>> all = new ArrayList<>();
            for (int i = 0; i < 12; i++)
                all.add(threads.submit(() -> kernels.nearest(rows, others, 3, 4, new TestRun())));
            for (Future<Nearest> each : all)
                same(expected, each.get());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void callsLeaveNothingBehindWhetherTheyEndWellOrNot() throws Exception {
        float[] rows = random(300, 9, 18);
        kernels.nearest(rows, rows, 3, 4, run);
        long used = driver.get("used");
        TestRun cancelled = new TestRun();
        cancelled.cancel();
        assertThrows(CancellationException.class, () -> kernels.nearest(rows, rows, 3, 4, cancelled));
        assertThrows(CancellationException.class, () -> kernels.suppress(new float[4], new float[1], new int[1], 0.5f,
                cancelled));
        for (int i = 0; i < 50; i++)
            kernels.nearest(rows, rows, 3, 4, run);
        assertTrue(driver.get("used") <= used + 4096, "more memory is used");
    }

    @Test
    void withoutMemoryEvenForLittleItIsSaid() throws Exception {
        driver.set("memory", 1000);
        Gpu.forget();
        float[] rows = random(30, 9, 19);
        RoiAlign how = MANY[2];
        List<Kernels.Use<?>> uses = List.of(k -> k.nearest(rows, rows, 3, 4, run), k -> k.squares(rows, rows, 3, run),
                k -> k.suppress(new float[4], new float[1], new int[1], 0, run),
                k -> k.roiAlign(new float[1], how, new float[4], new int[1], run),
                k -> k.roiAlignGradient(new float[1], how, new float[4], new int[1], run));
        for (Kernels.Use<?> use : uses)
            assertEquals(DeviceException.Cause.MEMORY, assertThrows(DeviceException.class, () -> use.with(kernels))
                    .reason());
    }

    @Test
    void aFaultNamesTheKernel() throws Exception {
        float[] rows = random(30, 9, 20);
        driver.fail("cuLaunchKernel", Driver.ILLEGAL_ADDRESS, 0);
        DeviceException e = assertThrows(DeviceException.class, () -> kernels.nearest(rows, rows, 3, 4, run));
        assertEquals(DeviceException.Cause.FAULT, e.reason());
        assertTrue(e.getMessage().contains("row_squares <1×1×1 blocks of 16×16> on 10 rows and 10 others"),
                e.getMessage());
    }

    @Test
    void arraysThatDoNotFitAreRefused() {
        RoiAlign how = MANY[0];
        float[] maps = new float[3 * 11 * 13 * 37], box = new float[4];
        int[] first = new int[1];
        List<Kernels.Use<?>> uses = List.of(k -> k.squares(new float[5], new float[4], 2, run),
                k -> k.squares(new float[4], new float[5], 2, run), k -> k.squares(new float[4], new float[4], 0, run),
                k -> k.nearest(new float[4], new float[4], 2, -1, run),
                k -> k.nearest(new float[9], new float[4], 1, 1 << 30, run),
                k -> k.suppress(box, new float[2], new int[2], 0, run),
                k -> k.suppress(new float[8], new float[2], first, 0, run),
                k -> k.suppress(box, new float[1], first, Float.NaN, run),
                k -> k.suppress(box, new float[1], first, 1.1f, run),
                k -> k.roiAlign(new float[7], how, box, first, run),
                k -> k.roiAlign(maps, how, new float[3], first, run),
                k -> k.roiAlign(maps, how, box, new int[] { -1 }, run),
                k -> k.roiAlignGradient(new float[7], how, box, first, run));
        for (Kernels.Use<?> use : uses)
            assertThrows(IllegalArgumentException.class, () -> use.with(kernels));
        assertEquals("A region is of image 3, and there are 3.", assertThrows(IllegalArgumentException.class,
                () -> kernels.roiAlign(maps, how, box, new int[] { 3 }, run)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> new RoiAlign(1, 1, 1, 1, 0, 1, 1, 1, true));
        assertThrows(IllegalArgumentException.class, () -> new RoiAlign(1, 1, 1, 1, 1, 1, 1, 17, true));
        assertThrows(IllegalArgumentException.class, () -> new RoiAlign(1, 1, 1, 1, 1, 1, Float.NaN, 1, true));
    }

    /** What is run on a machine with a GPU. */
    @Test
    void theCheckOfARealGpuPasses() {
        Map<String, String> told = new KernelsCheck(CpuDriver.device()).tests(30);
        assertEquals(14, told.size());
        told.forEach((name, problem) -> assertEquals("", problem, name));
    }

    @Test
    void onlyTheGpusOfThisMachineLend() {
        assertEquals(CpuDriver.device(), kernels.device());
        assertEquals(Optional.empty(), new CudaTools().kernels(Device.CPU));
        assertEquals(Optional.empty(), new CudaTools().kernels(new Device.Cuda(7, "Another", 1)));
    }
}
