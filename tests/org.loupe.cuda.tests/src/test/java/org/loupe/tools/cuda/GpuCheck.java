package org.loupe.tools.cuda;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.loupe.api.Detector;
import org.loupe.api.Device;
import org.loupe.api.FeatureExtractor;
import org.loupe.api.Features;
import org.loupe.api.Kernels;
import org.loupe.api.Operator;
import org.loupe.api.Patch;
import org.loupe.api.Pair;
import org.loupe.api.PairOperator;
import org.loupe.api.Region;
import org.loupe.api.Run;
import org.loupe.api.Segmenter;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.Tool;
import org.loupe.engine.Pyramid;
import org.loupe.testkit.Golden;
import org.loupe.testkit.TestRun;
import org.loupe.testkit.ToolContract;
import org.loupe.tools.classic.ClassicTools;

/**
 * What {@code releng/gpu-check} runs on a machine with a GPU: the contract of every tool, its agreement with the
 * reference, tiles at once, what is lent, and a benchmark. Prints a table; the exit status is 0 if every test passed.
 */
final class GpuCheck {
    private static final int REPEATS = 20;
    private static final int SIDE = 4096;
    /** Tests that take minutes on a driver that computes on the processor. */
    static final Pattern SLOW = Pattern.compile(
            ".*(stops within.*|does not grow.*|(Threshold|Spots|Hat|Means)\\) gives the same (in tiles|again).*)");
    /** The smallest part of the work that still tests it. */
    private static final int LEAST = 30;
    /** Defects that are measured at once. */
    private static final int PATCHES = 64;
    /** Pixels of an image that become one of a net's input, along each side: so that little is fetched. */
    private static final int EIGHTH = 8;
    /** Pixels of the edge that the processor is timed on, since it is slower. */
    private static final int CPU_SIDE = 1024;

    private final Device device;

    private GpuCheck(Device device) {
        this.device = device;
    }

    /**
     * Runs it.
     *
     * @param args {@code test}, {@code bench} or nothing for both; then the edge of the benchmark's image in px: with a
     *             smaller one the tests are fewer and shorter, too, as a driver on the processor needs it
     */
    public static void main(String[] args) throws Exception {
        Probe probe = Probe.ofThisMachine();
        if (probe.devices().found().isEmpty()) {
            print("%s %s%n", probe.devices().problem(), probe.devices().remedy());
            System.exit(2);
        }
        boolean good = true;
        String what = args.length > 0 ? args[0] : "all";
        int side = args.length > 1 ? Integer.parseInt(args[1]) : SIDE;
        for (Device device : probe.devices().found()) {
            print("%s, %s, Java %s%n", device.label(), System.getProperty("os.name"), Runtime.version());
            GpuCheck check = new GpuCheck(device);
            if (!what.equals("bench"))
                good &= check.tests(Math.max(1, Math.min(LEAST, SIDE / side)));
            if (!what.equals("test")) {
                check.benchmark(side);
                new KernelsCheck(device).benchmark();
            }
        }
        System.exit(good ? 0 : 1);
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
        System.out.flush();
    }

    /** @param part of the work of what is lent, and the slow tests only if it is 1: all of it */
    private boolean tests(int part) {
        int passed = 0;
        List<String> failed = new ArrayList<>();
        Stream<DynamicTest> all = Stream.of(ToolContract.of(new CudaTools(), device)
                .filter(test -> part == 1 || !SLOW.matcher(test.getDisplayName()).matches()),
                ToolContract.sameResults(new ClassicTools(), new CudaTools(), device), BatchTest.tests(device),
                levels(), planes(), Stream.of(comparison())).flatMap(tests -> tests);
        for (DynamicTest test : (Iterable<DynamicTest>) all::iterator)
            try {
                test.getExecutable().execute();
                passed++;
            } catch (Throwable e) { // of any kind: it is told, and the others go on
                failed.add(test.getDisplayName() + ": " + e);
            }
        for (Map.Entry<String, String> test : new KernelsCheck(device).tests(part).entrySet())
            if (test.getValue().isEmpty())
                passed++;
            else
                failed.add(test.getKey() + ": " + test.getValue());
        print("%d tests passed, %d failed%s%n", passed, failed.size(), part == 1 ? "" : ", the slow ones left out");
        failed.forEach(f -> print("  FAILED %s%n", f));
        return failed.isEmpty();
    }

    /** A pyramid's levels are those that the viewer makes on the processor. */
    private Stream<DynamicTest> levels() {
        Kernels kernels = new CudaTools().kernels(device).orElseThrow();
        return Stream.of(Shape.Type.U8, Shape.Type.U16, Shape.Type.F32).map(type -> DynamicTest.dynamicTest("levels of "
                + type, () -> {
                    Tile image = Golden.image(new Shape(701, 502, 3, type, Double.NaN));
                    for (int n : new int[] { 2, 8, 100 })
                        try (TestRun run = new TestRun()) {
                            Tile expected = Pyramid.reduce(image, image.shape().region(), n, run);
                            if (!expected.data().equals(kernels.reduce(image, image.shape().region(), n, run).data()))
                                throw new AssertionError("The means of " + n + " px differ.");
                        }
                }));
    }

    /** OpenCV is not here: what it gives is known by a hash. */
    private DynamicTest comparison() {
        return DynamicTest.dynamicTest("Registration, illumination and golden difference", () -> {
            String found = DrawnBoards.digest(device);
            if (!found.equals(DrawnBoards.EXPECTED))
                throw new AssertionError("their results differ from the processor's: " + found);
        });
    }

    /** Whether a tool takes a pair of images. */
    private static boolean takesPairs(Tool<?, ?, ?> tool) {
        return tool instanceof PairOperator<?> || tool instanceof Detector<?>;
    }

    /** What a net is given of an image is that of the plain loops. */
    private Stream<DynamicTest> planes() {
        Kernels kernels = new CudaTools().kernels(device).orElseThrow();
        Region part = new Region(-3, 5, 201, 130);
        return Stream.of(Shape.Type.U8, Shape.Type.U16, Shape.Type.F32).map(type -> DynamicTest.dynamicTest("planes of "
                + type, () -> {
                    Tile image = Golden.image(new Shape(191, 142, 3, type, Double.NaN));
                    for (Kernels.Layout how : List.of(colour(1, 201, 130), colour(1, 64, 300), colour(3, 67, 43),
                            grey(2, 33, 96), grey(1, 201, 130)))
                        try (TestRun run = new TestRun()) {
                            if (!Arrays.equals(new PlainKernels().planes(image, part, how, run), kernels.planes(image,
                                    part, how, run)))
                                throw new AssertionError("The planes of " + how + " differ.");
                        }
                }));
    }

    private static Kernels.Layout grey(int reduction, int width, int height) {
        return new Kernels.Layout(reduction, width, height, new float[] { 0.449f }, new float[] { 0.226f });
    }

    private static Kernels.Layout colour(int reduction, int width, int height) {
        return new Kernels.Layout(reduction, width, height, new float[] { 0.485f, 0.456f, 0.406f }, new float[] {
            0.229f, 0.224f, 0.225f });
    }

    /** Times every tool of images on pixels that are on the GPU already, beside a copy of the same bytes there. */
    private void benchmark(int side) throws Exception {
        Map<String, Tool<?, ?, ?>> references = new HashMap<>();
        new ClassicTools().tools().forEach(tool -> references.put(tool.info().id(), tool));
        print("%-26s%-8s%10s%10s%12s%14s%12s%n", "tool", "image", "ms", "GB/s", "of a copy", "1 core Mpx/s",
                "speed-up");
        for (Shape.Type type : List.of(Shape.Type.U8, Shape.Type.U16)) {
            Shape shape = Shape.grey(side, side).samples(1, type);
            double copy = copy(shape.bytes());
            print("%-26s%-8s%10.3f%10.1f%n", "(copy)", type, copy, 2 * shape.bytes() / copy / 1e6);
            for (Tool<?, ?, ?> tool : new CudaTools().tools())
                if ((tool instanceof Operator<?> || tool instanceof Segmenter<?> || takesPairs(tool))
                        && !tool.info().id().matches("loupe\\.(grey|crop)")
                        && !(tool.info().id().equals("loupe.non-local-means") && type == Shape.Type.U16))
                    line(tool, references.get(tool.info().id()), shape, copy);
            // from an odd column on, so that nothing is aligned
            line(new CropImage(), new CropImage.Params(CropImage.Mode.FIXED, 1, 1, side, side),
                    references.get("loupe.crop"), shape, copy);
            level(shape);
            planes(shape, "(a net's input, eighth)", grey(EIGHTH, side / EIGHTH, side / EIGHTH), copy);
            planes(shape, "(a net's input, resampled)", grey(1, side / EIGHTH, side / EIGHTH), copy);
        }
        print("%n%-26s%-8s%10s%12s%14s%12s%n", "of " + PATCHES + " defects", "image", "ms", "a defect µs", "1 core µs",
                "speed-up");
        for (Shape.Type type : List.of(Shape.Type.U8, Shape.Type.F32))
            for (Tool<?, ?, ?> tool : new CudaTools().tools())
                if (tool instanceof FeatureExtractor<?> extractor)
                    defects(extractor, (FeatureExtractor<?>) references.get(tool.info().id()), type);
    }

    /** Times a pyramid's next level of an image that lies here: it is brought there and the level back. */
    private void level(Shape shape) throws Exception {
        Kernels kernels = new CudaTools().kernels(device).orElseThrow();
        Tile image = Tile.allocate(shape);
        double millis = median(REPEATS, () -> kernels.reduce(image, shape.region(), 2, new TestRun()));
        double own = median(3, () -> Pyramid.reduce(image, shape.region(), 2, new TestRun()));
        print("%-26s%-8s%10.3f%10.1f%12s%14.1f%12.0f%n", "(next level, from here)", shape.type(), millis,
                1.25 * shape.bytes() / millis / 1e6, "", shape.pixels() / own / 1e3, own / millis);
    }

    /** Times what a net is given of an image that is on the GPU; the planes are fetched. */
    private void planes(Shape shape, String what, Kernels.Layout how, double copy) throws Exception {
        Kernels kernels = new CudaTools().kernels(device).orElseThrow();
        Keeping run = new Keeping();
        try (Step<Tile, Tile> there = new MedianFilter().open(new MedianFilter.Params(3), device)) {
            Tile image = there.apply(Tile.allocate(shape), run);
            double millis = median(REPEATS, () -> kernels.planes(image, shape.region(), how, run));
            long bytes = shape.bytes() + 4L * how.channels() * how.width() * how.height();
            print("%-26s%-8s%10.3f%10.1f%11.0f%%%n", what, shape.type(), millis, bytes / millis / 1e6, 100 * copy
                    / millis * bytes / (2.0 * shape.bytes()));
        }
        run.finish();
    }

    /** Times what is measured of a batch of defects that lie here. */
    private <P extends Record, Q extends Record> void defects(FeatureExtractor<P> tool, FeatureExtractor<Q> reference,
            Shape.Type type) throws Exception {
        List<Patch> patches = Collections.nCopies(PATCHES, Golden.patch(type, 1, 0.5));
        try (Step<Patch, Features> step = tool.open(tool.defaults(), device);
                Step<Patch, Features> own = reference.open(reference.defaults(), Device.CPU)) {
            double millis = median(REPEATS, () -> step.applyAll(patches, new TestRun()));
            double here = median(REPEATS, () -> own.applyAll(patches, new TestRun()));
            print("%-26s%-8s%10.3f%12.1f%14.1f%12.0f%n", tool.info().id(), type, millis, 1e3 * millis / PATCHES,
                    1e3 * here / PATCHES, here / millis);
        }
    }

    /** Work that is timed. */
    private interface Timed {
        void run() throws Exception;
    }

    /** Milliseconds of one time of several, after one that is not counted. */
    private static double median(int repeats, Timed work) throws Exception {
        double[] millis = new double[repeats];
        for (int i = -1; i < repeats; i++) {
            long start = System.nanoTime();
            work.run();
            if (i >= 0)
                millis[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        return millis[repeats / 2];
    }

    private <P extends Record> void line(Tool<P, ?, ?> tool, Tool<?, ?, ?> reference, Shape shape, double copy)
            throws Exception {
        line(tool, tool.defaults(), reference, shape, copy);
    }

    /** @param reference of the same parameters */
    @SuppressWarnings("unchecked")
    private <P extends Record> void line(Tool<P, ?, ?> tool, P params, Tool<?, ?, ?> reference, Shape shape,
            double copy) throws Exception {
        double millis = time(tool, params, shape, device);
        double bytes = 2.0 * shape.bytes();
        String cpu = "", ratio = "";
        if (reference != null) {
            Shape small = shape.size(Math.min(CPU_SIDE, shape.width()), Math.min(CPU_SIDE, shape.height()));
            double perSecond = small.pixels() / time((Tool<P, ?, ?>) reference, params, small, Device.CPU) / 1e3;
            cpu = String.format(Locale.ROOT, "%.1f", perSecond);
            ratio = String.format(Locale.ROOT, "%.0f", shape.pixels() / millis / 1e3 / perSecond);
        }
        print("%-26s%-8s%10.3f%10.1f%11.0f%%%14s%12s%n", tool.info().id(), shape.type(), millis, bytes / millis / 1e6,
                100 * copy / millis, cpu, ratio);
    }

    /** Milliseconds of one call, the median of several; results stay where they are. */
    @SuppressWarnings("unchecked")
    private static <P extends Record, I, O> double time(Tool<P, I, O> tool, P params, Shape shape, Device on)
            throws Exception {
        Keeping run = new Keeping();
        Tile image = Golden.image(shape.size(512, 512));
        Tile whole = Tile.allocate(shape);
        int bytes = shape.type().bytes();
        for (int y = 0; y < shape.height(); y++)
            for (int x = 0; x < shape.width(); x += 512)
                whole.data().put((y * shape.width() + x) * bytes, image.data(), y % 512 * 512 * bytes, Math.min(512,
                        shape.width() - x) * bytes);
        int repeats = on == Device.CPU ? 3 : REPEATS;
        double[] millis = new double[repeats];
        try (Step<I, O> step = tool.open(params, on)) {
            Tile test = whole, reference = whole;
            if (on != Device.CPU)
                try (Step<Tile, Tile> there = new MedianFilter().open(new MedianFilter.Params(3), on)) {
                    test = there.apply(whole, run);
                    reference = there.apply(test, run);
                }
            I input = (I) (takesPairs(tool) ? Pair.of(test, reference) : test);
            int[] mark = run.mark();
            for (int i = -1; i < repeats; i++) {
                long start = System.nanoTime();
                step.apply(input, run);
                if (on != Device.CPU)
                    Gpu.of(on).stream().await();
                if (i >= 0)
                    millis[i] = (System.nanoTime() - start) / 1e6;
                run.finish(mark);
            }
        }
        run.finish();
        Arrays.sort(millis);
        return millis[repeats / 2];
    }

    /** Milliseconds of a copy within the GPU. */
    private double copy(long bytes) throws Exception {
        Gpu gpu = Gpu.of(device);
        gpu.enter();
        GpuStream stream = gpu.stream();
        long from = gpu.memory().take(stream, bytes), to = gpu.memory().take(stream, bytes);
        double[] millis = new double[REPEATS];
        for (int i = 0; i < REPEATS; i++) {
            long start = System.nanoTime();
            stream.copy(from, to, bytes);
            stream.await();
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        gpu.memory().giveBack(stream, from, bytes);
        gpu.memory().giveBack(stream, to, bytes);
        Arrays.sort(millis);
        return millis[REPEATS / 2];
    }

    /** A run that keeps what steps leave on the GPU until it is told. */
    static final class Keeping implements Run {
        private final TestRun run = new TestRun();
        private final Deque<AutoCloseable> kept = new ArrayDeque<>();
        private final Deque<Tile> lent = new ArrayDeque<>();
        private final Map<Shape, Deque<Tile>> free = new HashMap<>();

        @Override
        public boolean keep(AutoCloseable resource) {
            kept.push(resource);
            return true;
        }

        /** How much is kept and lent. */
        int[] mark() {
            return new int[] { kept.size(), lent.size() };
        }

        /** Closes what was kept and takes back what was lent since the mark. */
        void finish(int... mark) throws Exception {
            while (kept.size() > mark[0])
                kept.pop().close();
            for (; lent.size() > mark[1]; lent.pop())
                free.computeIfAbsent(lent.peek().shape(), s -> new ArrayDeque<>()).push(lent.peek());
        }

        /** Closes and takes back all. */
        void finish() throws Exception {
            finish(0, 0);
        }

        @Override
        public void checkCancelled() {
            run.checkCancelled();
        }

        @Override
        public void progress(double fraction, String message) {
            run.progress(fraction, message);
        }

        @Override
        public RandomGenerator random() {
            return run.random();
        }

        @Override
        public Tile tile(Shape shape) {
            Deque<Tile> same = free.get(shape);
            lent.push(same == null || same.isEmpty() ? Tile.allocate(shape) : same.pop());
            return lent.peek();
        }

        @Override
        public <T extends AutoCloseable> T own(T resource) {
            return run.own(resource);
        }

        @Override
        public void warn(String problem, String remedy) {
            run.warn(problem, remedy);
        }
    }
}
