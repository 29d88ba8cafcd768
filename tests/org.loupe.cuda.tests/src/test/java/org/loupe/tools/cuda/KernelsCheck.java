package org.loupe.tools.cuda;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.loupe.api.Device;
import org.loupe.api.Kernels;
import org.loupe.api.Kernels.Nearest;
import org.loupe.api.Kernels.RoiAlign;
import org.loupe.testkit.TestRun;

/** What a GPU lends, on a real one: the same bits as the plain loops, and how long it takes, copies included. */
final class KernelsCheck {
    private static final int REPEATS = 7;
    private static final int COLUMNS = 128;

    private final Kernels plain = new PlainKernels();
    private final Kernels kernels;
    private final TestRun run = new TestRun();

    KernelsCheck(Device device) {
        kernels = new CudaTools().kernels(device).orElseThrow();
    }

    // ---------------------------------------------------------------- tests

    private Map<String, Kernels.Use<float[]>> results(int part) {
        int n = 3000 / part, m = 10_000 / part, few = n / 6, count = 6000 / part, c = 37;
        float[] rows = PlainKernels.random(n * c, 0, 1), others = PlainKernels.random(m * c, 0, 2);
        float[] first = Arrays.copyOf(rows, few * c), ties = PlainKernels.random(n * 2, 40, 3);
        float[] boxes = PlainKernels.boxes(count, 500, 4), scores = PlainKernels.random(count, 1000, 5);
        float[] maps = PlainKernels.random(2 * 19 * 60 * 75, 0, 6), regions = PlainKernels.boxes(300 / part, 90, 7);
        int[] kinds = new int[count], image = new int[300 / part];
        float[] gradient = PlainKernels.random(image.length * 19 * 7 * 5, 0, 8);
        Arrays.setAll(kinds, i -> i % 5);
        Arrays.setAll(image, i -> i % 2);
        Map<String, Kernels.Use<float[]>> results = new LinkedHashMap<>();
        results.put("distances", k -> k.squares(first, others, c, run));
        for (int neighbours : new int[] { 1, 10, 1024, 1500 })
            results.put(neighbours + " nearest", k -> all(k.nearest(first, others, c, neighbours, run)));
        results.put("nearest of many", k -> all(k.nearest(rows, others, c, 3, run)));
        results.put("nearest among ties", k -> all(k.nearest(ties, ties, 2, 20, run)));
        for (float limit : new float[] { 0, 0.3f, 0.7f })
            results.put("suppression above " + limit, k -> all(k.suppress(boxes, scores, kinds, limit, run)));
        for (boolean aligned : new boolean[] { false, true }) {
            RoiAlign how = new RoiAlign(2, 19, 60, 75, 7, 5, 0.7f, 2, aligned);
            results.put("RoIAlign, aligned " + aligned, k -> k.roiAlign(maps, how, regions, image, run));
            results.put("gradient, aligned " + aligned, k -> k.roiAlignGradient(gradient, how, regions, image, run));
        }
        return results;
    }

    private static float[] all(int... numbers) {
        float[] all = new float[numbers.length];
        for (int i = 0; i < all.length; i++)
            all[i] = numbers[i];
        return all;
    }

    private static float[] all(Nearest nearest) {
        float[] numbers = all(nearest.others()), all = Arrays.copyOf(numbers, 2 * numbers.length);
        System.arraycopy(nearest.squares(), 0, all, numbers.length, numbers.length);
        return all;
    }

    /** By the name of each test, what is wrong; "" if nothing is. @param part of the work, 1 for all of it */
    Map<String, String> tests(int part) {
        Map<String, String> told = new LinkedHashMap<>();
        results(part).forEach((name, use) -> {
            try {
                float[] expected = use.with(plain), found = use.with(kernels);
                int at = Arrays.mismatch(expected, found);
                told.put(name, at < 0 ? "" : at >= Math.min(expected.length, found.length)
                        ? "length " + found.length + ", expected " + expected.length
                        : "number " + at + " is " + found[at] + ", expected " + expected[at]);
            } catch (Exception | Error e) { // it is told, and the others go on
                told.put(name, e.toString());
            }
        });
        return told;
    }

    // ---------------------------------------------------------------- times

    /** Prints times of whole calls from arrays to arrays; what torchvision's kernels take has no copies in it. */
    void benchmark() throws Exception {
        print("%-42s%12s%16s%14s%12s%n", "lent arithmetic", "ms", "rows/s", "1 core rows/s", "speed-up");
        float[] rows = PlainKernels.random(20_000 * COLUMNS, 0, 1);
        float[] others = PlainKernels.random(50_000 * COLUMNS, 0, 2);
        float[] few = Arrays.copyOf(rows, 200 * COLUMNS), asked = Arrays.copyOf(rows, 2000 * COLUMNS);
        line("2000 × 50000 distances of 128", 2000, k -> k.squares(asked, others, COLUMNS, run), 200,
                k -> k.squares(few, others, COLUMNS, run));
        for (int neighbours : new int[] { 1, 10, 100 })
            line(neighbours + " nearest of 20000 among 50000", 20_000, k -> k.nearest(rows, others, COLUMNS, neighbours,
                    run), 200, k -> k.nearest(few, others, COLUMNS, neighbours, run));
        for (int count : new int[] { 1000, 10_000, 100_000 }) {
            float[] boxes = PlainKernels.boxes(count, 4000, 3), scores = PlainKernels.random(count, 0, 4);
            Kernels.Use<int[]> suppress = k -> k.suppress(boxes, scores, new int[count], 0.5f, run);
            line("suppression of " + count + " boxes above 0.5", count, suppress, count > 10_000 ? 0 : count, suppress);
        }
        RoiAlign how = new RoiAlign(1, 256, 200, 272, 7, 7, 0.25f, 2, false);
        float[] maps = PlainKernels.random(256 * 200 * 272, 0, 5), regions = PlainKernels.boxes(1000, 800, 6);
        int[] image = new int[1000], one = new int[10];
        float[] gradient = PlainKernels.random(1000 * 256 * 49, 0, 7), first = Arrays.copyOf(regions, 40);
        line("RoIAlign of 1000 regions, 256 × 200 × 272", 1000, k -> k.roiAlign(maps, how, regions, image, run), 10,
                k -> k.roiAlign(maps, how, first, one, run));
        line("its gradient", 1000, k -> k.roiAlignGradient(gradient, how, regions, image, run), 0, k -> null);
    }

    /** @param plainRows of what the plain loop does; 0 to leave it out */
    private void line(String what, int rows, Kernels.Use<?> use, int plainRows, Kernels.Use<?> slow) throws Exception {
        double millis = time(use, kernels, REPEATS), perSecond = rows / millis * 1e3;
        String processor = "", ratio = "";
        if (plainRows > 0) {
            double its = plainRows / time(slow, plain, 1) * 1e3;
            processor = String.format(Locale.ROOT, "%.0f", its);
            ratio = String.format(Locale.ROOT, "%.0f", perSecond / its);
        }
        print("%-42s%12.3f%16.0f%14s%12s%n", what, millis, perSecond, processor, ratio);
    }

    /** Milliseconds, the median of several after one that does not count. */
    private static double time(Kernels.Use<?> use, Kernels on, int repeats) throws Exception {
        List<Double> millis = new ArrayList<>();
        for (int i = -1; i < repeats; i++) {
            long start = System.nanoTime();
            use.with(on);
            if (i >= 0)
                millis.add((System.nanoTime() - start) / 1e6);
        }
        return millis.stream().sorted().toList().get(repeats / 2);
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
        System.out.flush();
    }
}
