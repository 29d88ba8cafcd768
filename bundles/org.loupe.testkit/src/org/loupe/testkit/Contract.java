package org.loupe.testkit;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;
import org.loupe.api.Classifier;
import org.loupe.api.Clusterer;
import org.loupe.api.Detections;
import org.loupe.api.Detector;
import org.loupe.api.Device;
import org.loupe.api.Examples;
import org.loupe.api.FeatureExtractor;
import org.loupe.api.Filter;
import org.loupe.api.Features;
import org.loupe.api.Generator;
import org.loupe.api.ImageTool;
import org.loupe.api.Labels;
import org.loupe.api.LocalFeatureExtractor;
import org.loupe.api.Model;
import org.loupe.api.Operator;
import org.loupe.api.Pair;
import org.loupe.api.PairOperator;
import org.loupe.api.Patch;
import org.loupe.api.Region;
import org.loupe.api.Segmenter;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Task;
import org.loupe.api.Tile;
import org.loupe.api.Tool;
import org.loupe.api.ToolException;
import org.loupe.api.Trainer;
import org.loupe.testkit.Results.Found;

/** The contract of one tool. */
final class Contract<P extends Record> {
    private static final int CALLS = 1000;
    private static final long CALLS_END_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long CANCEL_MILLIS = 200;
    private static final int ROWS_OF_LARGE = 128;
    private static final long GROWTH_BYTES_PER_CALL = 3 << 10;
    private static final long NOISE_BYTES = 1 << 20;
    private static final int ROUNDS = 8;
    private static final int STEADY_ROUNDS = 2;

    private final Tool<P, Object, Object> tool;
    private final Device device;
    private final P defaults;
    /** The tool as one of these shapes; null if it is none. */
    private final ImageTool<P, ?, ?> imageTool;
    private final Detector<P> detector;
    private final FeatureExtractor<P> extractor;
    private final LocalFeatureExtractor<P> localExtractor;
    private final Classifier<P> classifier;
    private final Filter<P> filter;
    private final Trainer<P, ?, ?> trainer;

    @SuppressWarnings("unchecked")
    Contract(Tool<P, ?, ?> tool, Device device) {
        this.tool = (Tool<P, Object, Object>) tool;
        this.device = device;
        defaults = tool.defaults();
        imageTool = (ImageTool<P, ?, ?>) as(ImageTool.class);
        detector = (Detector<P>) as(Detector.class);
        extractor = (FeatureExtractor<P>) as(FeatureExtractor.class);
        localExtractor = (LocalFeatureExtractor<P>) as(LocalFeatureExtractor.class);
        classifier = (Classifier<P>) as(Classifier.class);
        filter = (Filter<P>) as(Filter.class);
        trainer = (Trainer<P, ?, ?>) as(Trainer.class);
    }

    private Object as(Class<?> kind) {
        return is(kind) ? tool : null;
    }

    private boolean is(Class<?> kind) {
        return kind.isInstance(tool);
    }

    List<DynamicTest> tests() {
        List<DynamicTest> tests = new ArrayList<>();
        add(tests, "describes itself", this::describesItself);
        add(tests, "describes its parameters", this::describesParameters);
        add(tests, "gives what it announced, for every choice", this::givesWhatItAnnounced);
        add(tests, "bears the limits of its parameters", this::bearsLimits);
        add(tests, "refuses what does not suit, with a remedy", this::refusesWithRemedy);
        add(tests, "bears the smallest input", this::bearsSmallInput);
        add(tests, "leaves its input as it was", this::leavesInput);
        if (tool.info().determinism() != Tool.Determinism.NONE)
            add(tests, "gives the same again, in any memory and on any thread", this::repeats);
        if (imageTool != null)
            add(tests, "gives the same in tiles as on the whole image", this::sameInTiles);
        if (is(Clusterer.class))
            add(tests, "gives the same clusters for any order of the rows and any number of threads", () -> {
                for (P params : choices())
                    Clusterers.assertIndependent(tool, params);
            });
        if (trainer != null)
            add(tests, "gives models that can be written and read and say what they lack", this::givesModels);
        if (detector != null)
            add(tests, "reports nothing where nothing is valid", this::reportsNothingWhereInvalid);
        add(tests, "stops within " + CANCEL_MILLIS + " ms when cancelled", this::stopsWhenCancelled);
        if (!learnsNets())
            add(tests, "does not grow in " + CALLS + " calls", this::doesNotGrow);
        return tests;
    }

    private void add(List<DynamicTest> tests, String what, Executable test) {
        tests.add(DynamicTest.dynamicTest(tool.info().id() + " (" + tool.getClass().getSimpleName() + ") " + what,
                test));
    }

    // ---------------------------------------------------------------- what it says

    private void describesItself() {
        Tool.Info info = tool.info();
        assertAll(() -> assertEquals(info, tool.info(), "info() is always the same"),
                () -> assertTrue(!info.label().isBlank() && Character.isUpperCase(info.label().codePointAt(0)),
                        "The label is in sentence case, found \"" + info.label() + "\""),
                () -> assertTrue(info.help().length() >= 40 && info.help().endsWith("."),
                        "The help says in full sentences what it does and its limits, found \"" + info.help() + "\""),
                () -> assertFalse(info.devices().isEmpty(), "A tool runs on some device"),
                () -> assertTrue(info.determinism() != Tool.Determinism.TOLERANCE || info.tolerance() > 0,
                        "A tool with determinism TOLERANCE states a tolerance above 0"),
                () -> assertTrue(shapeOf() != null, "A tool is an operator, pair operator, detector, segmenter, feature"
                        + " extractor, local feature extractor, classifier, clusterer, trainer, filter or generator"));
    }

    private String shapeOf() {
        for (Class<?> shape : List.of(Operator.class, PairOperator.class, Detector.class, Segmenter.class,
                FeatureExtractor.class, LocalFeatureExtractor.class, Classifier.class, Clusterer.class,
                Trainer.class, Filter.class, Generator.class))
            if (shape.isInstance(tool))
                return shape.getSimpleName();
        return null;
    }

    private void describesParameters() {
        assertEquals(defaults, tool.defaults(), "defaults() are always the same");
        List<String> faults = Parameters.faults(defaults);
        assertTrue(faults.isEmpty(), () -> String.join("\n", faults));
    }

    // ---------------------------------------------------------------- what it gives

    private void givesWhatItAnnounced() throws Exception {
        for (P params : choices()) {
            if (refuses(params))
                continue;
            int tried = 0;
            for (Shape shape : suiting(params, 200, 150)) {
                Object input = input(params, shape);
                try (TestRun run = new TestRun()) {
                    Object result = apply(params, input, run);
                    Results.assertWellFormed(tool, params, input, result);
                    tried++;
                } catch (ToolException e) {
                    // a pair operator or detector sees its reference, an extractor its patch, only now
                    if (imageTool != null)
                        throw new AssertionError("check() let " + shape + " pass, apply() refuses it: " + params, e);
                    assertRemedy(e);
                }
            }
            assertTrue(tried > 0, "It refuses every type of image with " + params);
        }
    }

    /**
     * Whether each call of it takes long: it learns a net. It is then tried with its defaults alone, and not a thousand
     * times.
     */
    private boolean learnsNets() {
        return trainer != null && Trainers.ofPairs(trainer);
    }

    private List<P> choices() {
        return learnsNets() ? List.of(defaults) : Parameters.choices(defaults);
    }

    private void bearsLimits() throws Exception {
        if (learnsNets()) {
            for (P params : Parameters.limits(defaults))
                tool.open(params, device).close();
            return;
        }
        for (P params : Parameters.limits(defaults))
            for (Shape shape : suiting(params, 48, 40))
                applyOrRefuse(params, input(params, shape), "with " + params + " on " + shape);
    }

    private void bearsSmallInput() throws Exception {
        int[][] sizes = { { 1, 1 }, { 1, 7 }, { 7, 1 }, { 2, 2 }, { 5, 3 } };
        for (P params : choices()) {
            for (int[] size : sizes)
                for (Shape shape : suiting(params, size[0], size[1]))
                    applyOrRefuse(params, input(params, shape), "on " + shape);
            if (classifier != null)
                applyOrRefuse(params, Golden.features(classifier.needs(params), 0), "on no rows");
            if (is(Clusterer.class))
                for (Features rows : Clusterers.small())
                    applyOrRefuse(params, rows, "on " + rows.rows() + " rows of " + rows.names().size() + " columns");
            if (trainer != null)
                for (Examples<?, ?> examples : Trainers.small(trainer))
                    assertLearns(params, examples);
            if (filter != null)
                applyOrRefuse(params, Golden.detections(filter.classes(params), 0), "on no rows");
        }
    }

    private void refusesWithRemedy() throws Exception {
        for (Shape shape : shapes(40, 30, true)) {
            if (imageTool != null && !suits(defaults, shape)) {
                try {
                    imageTool.check(defaults, shape);
                } catch (ToolException e) {
                    assertRemedy(e);
                }
                try (TestRun run = new TestRun()) {
                    apply(defaults, input(defaults, shape), run);
                    fail("check() refuses " + shape + ", but apply() takes it.");
                } catch (ToolException e) {
                    assertRemedy(e);
                }
            } else
                applyOrRefuse(defaults, input(defaults, shape), "on " + shape);
        }
        if (detector != null && detector.needsReference())
            for (Shape shape : suiting(defaults, 40, 30))
                assertRefused(Pair.of(Golden.image(shape)), "without a reference");
        if (classifier != null && !classifier.needs(defaults).isEmpty())
            assertRefused(Features.none(2), "without the features that it needs");
        if (trainer != null)
            for (Examples<?, ?> examples : Trainers.useless(trainer))
                assertRefused(examples, "from which nothing can be learned");
    }

    private void assertRefused(Object input, String what) throws Exception {
        try (TestRun run = new TestRun()) {
            apply(defaults, input, run);
            fail("It takes an input " + what + ".");
        } catch (ToolException e) {
            assertRemedy(e);
        }
    }

    /** Fails unless the tool works or says what is wrong. */
    private void applyOrRefuse(P params, Object input, String when) throws Exception {
        try (TestRun run = new TestRun()) {
            Results.assertWellFormed(tool, params, input, apply(params, input, run));
        } catch (ToolException e) {
            assertRemedy(e);
        } catch (RuntimeException | Error e) {
            throw new AssertionError("It fails " + when + ": " + e, e);
        }
    }

    static void assertRemedy(ToolException e) {
        assertTrue(e.getMessage().length() > 10, () -> "An error says what is wrong, found \"" + e.getMessage() + "\"");
        assertTrue(e.remedy().length() > 10, () -> "An error names the remedy: \"" + e.getMessage() + "\"");
    }

    private void leavesInput() throws Exception {
        for (P params : choices())
            for (Shape shape : suiting(params, 90, 70)) {
                Object input = input(params, shape), same = input(params, shape);
                applyOrRefuse(params, input, "on " + shape);
                assertUntouched(input, same, shape);
            }
    }

    private static void assertUntouched(Object input, Object same, Shape shape) {
        List<Tile> tiles = tiles(input), before = tiles(same);
        for (int i = 0; i < tiles.size(); i++)
            assertEquals(before.get(i).data(), tiles.get(i).data(), "It changed its input of " + shape);
        if (input instanceof Features features)
            assertEquals(ByteBuffer.wrap(bytes((Features) same)), ByteBuffer.wrap(bytes(features)),
                    "It changed its input");
        if (input instanceof Examples<?, ?> examples)
            for (int i = 0; i < examples.size(); i++)
                assertUntouched(examples.inputs().get(i), ((Examples<?, ?>) same).inputs().get(i), shape);
    }

    private static byte[] bytes(Features features) {
        ByteBuffer buffer = ByteBuffer.allocate(features.values().length * Float.BYTES);
        buffer.asFloatBuffer().put(features.values());
        return buffer.array();
    }

    private static List<Tile> tiles(Object input) {
        if (input instanceof Tile tile)
            return List.of(tile);
        List<Tile> tiles = new ArrayList<>();
        if (input instanceof Pair pair) {
            tiles.add(pair.test());
            pair.reference().ifPresent(tiles::add);
            pair.valid().ifPresent(tiles::add);
        } else if (input instanceof Patch patch) {
            tiles.add(patch.image());
            patch.reference().ifPresent(tiles::add);
            tiles.add(patch.mask());
        }
        return tiles;
    }

    // ---------------------------------------------------------------- always the same

    private void repeats() throws Exception {
        for (P params : choices()) {
            List<Shape> shapes = suiting(params, 120, 90);
            for (Shape shape : shapes) {
                Object input = input(params, shape);
                try (TestRun run = new TestRun(5, 0x00)) {
                    Object first;
                    try {
                        first = apply(params, input, run);
                    } catch (ToolException e) {
                        assertRemedy(e);
                        continue;
                    }
                    repeatsAsBefore(params, input, shapes, first);
                    repeatsOnOtherThreads(params, input, first);
                }
            }
        }
    }

    private void repeatsAsBefore(P params, Object input, List<Shape> shapes, Object first) throws Exception {
        try (Step<Object, Object> step = tool.open(params, device);
                TestRun other = new TestRun(9, 0x33);
                TestRun run = new TestRun(5, 0xFF);
                TestRun again = new TestRun(5, 0x7B);
                TestRun all = new TestRun(5, 0x11)) {
            for (Shape shape : shapes)
                try {
                    step.apply(input(params, shape.size(61, 47)), other);
                } catch (ToolException e) {
                    assertRemedy(e);
                }
            Results.assertSame(first, step.apply(input, run), 0, "after other images, in memory with other content");
            Results.assertSame(first, step.apply(input, again), 0, "a second time");
            Results.assertSame(first, step.applyAll(List.of(input), all).get(0), 0, "by applyAll");
        }
    }

    private void repeatsOnOtherThreads(P params, Object input, Object first) throws Exception {
        ExecutorService one = Executors.newSingleThreadExecutor(), two = Executors.newSingleThreadExecutor();
        try (TestRun runOne = new TestRun(5, 0x21); TestRun runTwo = new TestRun(5, 0x42)) {
            Step<Object, Object> stepOne = get(one.submit(() -> tool.open(params, device)));
            Step<Object, Object> stepTwo = get(one.submit(() -> tool.open(params, device)));
            Future<Object> resultOne = one.submit(() -> stepOne.apply(input, runOne));
            Future<Object> resultTwo = two.submit(() -> stepTwo.apply(input, runTwo));
            Results.assertSame(first, get(resultOne), 0, "on another thread");
            Results.assertSame(first, get(resultTwo), 0, "on two threads at once, opened by another");
            get(two.submit(() -> {
                stepOne.close();
                stepTwo.close();
                return "";
            }));
        } finally {
            one.shutdownNow();
            two.shutdownNow();
        }
    }

    private static <T> T get(Future<T> future) throws Exception {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause)
                throw cause;
            throw e;
        }
    }

    private void assertLearns(P params, Object examples) throws Exception {
        try (TestRun run = new TestRun()) {
            Results.assertWellFormed(tool, params, examples, apply(params, examples, run));
        } catch (ToolException e) {
            // on images a trainer may need more of them; rows must do
            assertTrue(!(trainer.task() == Task.CLASSIFICATION || trainer.task() == Task.NOVELTY),
                    "It refuses examples that may come: " + e.getMessage());
            assertRemedy(e);
        } catch (RuntimeException e) {
            throw new AssertionError("It fails with " + params + ": " + e, e);
        }
    }

    private void givesModels() throws Exception {
        for (P params : choices())
            try (TestRun run = new TestRun(3)) {
                Examples<?, ?> examples = Trainers.examples(trainer, 40);
                Model<?, ?> model = (Model<?, ?>) apply(params, examples, run);
                Trainers.assertReadsWhatItWrites(trainer, model, examples);
                Trainers.assertTellsWhatItLacks(model, examples);
            }
    }

    // ---------------------------------------------------------------- tiles

    private void sameInTiles() throws Exception {
        for (P params : choices()) {
            int halo = imageTool.halo(params);
            assertTrue(halo >= 0, "The halo is 0 or more, found " + halo);
            if (imageTool.global(params))
                continue;
            int extra = Math.min(2 * halo, 500);
            for (Shape shape : suiting(params, 150 + extra, 110 + extra))
                sameInTiles(params, shape, halo);
        }
    }

    private void sameInTiles(P params, Shape shape, int halo) throws Exception {
        Object whole = input(params, shape);
        double tolerance = tool.info().tolerance();
        try (Step<Object, Object> step = tool.open(params, device); TestRun wholeRun = new TestRun()) {
            Object expected = step.apply(whole, wholeRun);
            List<Found> found = new ArrayList<>();
            for (Region core : cores(shape)) {
                Region tile = core.grow(halo).intersect(shape.region());
                String when = "tile " + core + " with halo " + halo + " of " + shape + " with " + params;
                try (TestRun run = new TestRun()) {
                    Object result = step.apply(cut(whole, tile), run);
                    if (result instanceof Tile pixels)
                        Results.assertTiles((Tile) expected, pixels, core, tolerance, when);
                    else if (result instanceof Pair pair)
                        Results.assertTiles(((Pair) expected).reference().get(), pair.reference().get(), core,
                                tolerance, when);
                    else
                        objects(result).stream().map(f -> f.move(tile.x(), tile.y())).filter(f -> fits(f, halo))
                                .filter(f -> core.contains(f.centreX(), f.centreY())).forEach(found::add);
                }
            }
            if (expected instanceof Detections || expected instanceof Labels)
                Results.assertFound(objects(expected).stream().filter(f -> fits(f, halo)).toList(), found, tolerance,
                        "the whole image and its tiles, " + shape + " with " + params);
        }
    }

    private static List<Found> objects(Object result) {
        return result instanceof Labels labels ? Results.found(labels) : Results.found((Detections) result);
    }

    /** An object is reported whole only if the halo holds it. */
    private static boolean fits(Found found, int halo) {
        return found.width() <= halo && found.height() <= halo;
    }

    private static List<Region> cores(Shape shape) {
        List<Region> cores = new ArrayList<>();
        for (int y = 0; y < shape.height(); y += 83)
            for (int x = 0; x < shape.width(); x += 97)
                cores.add(new Region(x, y, 97, 83).intersect(shape.region()));
        return cores;
    }

    private static Object cut(Object whole, Region region) {
        if (whole instanceof Tile tile)
            return cut(tile, region);
        Pair pair = (Pair) whole;
        return new Pair(cut(pair.test(), region), pair.reference().map(r -> cut(r, region)),
                pair.valid().map(v -> cut(v, region)));
    }

    private static Tile cut(Tile tile, Region region) {
        Tile part = Tile.allocate(tile.shape().size(region.width(), region.height()));
        int pixel = tile.shape().channels() * tile.shape().type().bytes();
        for (int row = 0; row < region.height(); row++)
            part.data().put(row * region.width() * pixel, tile.data(),
                    ((region.y() + row) * tile.width() + region.x()) * pixel, region.width() * pixel);
        return part.at(region.x(), region.y());
    }

    private void reportsNothingWhereInvalid() throws Exception {
        for (Shape shape : suiting(defaults, 200, 150)) {
            Pair pair = (Pair) input(defaults, shape);
            Tile nowhere = Tile.allocate(Shape.grey(shape.width(), shape.height()));
            try (TestRun run = new TestRun()) {
                Object result = apply(defaults, new Pair(pair.test(), pair.reference(), Optional.of(nowhere)), run);
                assertEquals(0, ((Detections) result).size(), "detections where the valid mask is 0");
            }
        }
    }

    // ---------------------------------------------------------------- cancel, memory

    private void stopsWhenCancelled() throws Exception {
        if (refuses(defaults))
            return;
        for (Shape shape : suiting(defaults, 120, 90))
            applyOrRefuse(defaults, input(defaults, shape), "on " + shape);
        if (classifier != null)
            stopsWhenCancelled(Golden.features(classifier.needs(defaults), 200_000), 0, 40);
        else if (is(Clusterer.class))
            stopsWhenCancelled(Golden.groups(4_000), 0, 40, 150, 400);
        else if (trainer != null)
            stopsWhenCancelled(Trainers.examples(trainer, 10_000), 0, 40, 400);
        else if (filter != null)
            stopsWhenCancelled(Golden.detections(filter.classes(defaults), 200_000), 0, 40);
        else if (is(FeatureExtractor.class))
            stopsWhenCancelled(largePatch(), 0, 40, 200);
        else {
            List<Shape> shapes = suiting(defaults, 3200, 2400);
            stopsWhenCancelled(large(shapes.get(0)), 0, 40, 150, 400);
            for (Shape shape : shapes)
                if (shape.channels() == 1 && shape != shapes.get(0))
                    stopsWhenCancelled(large(shape), 60);
        }
    }

    private void stopsWhenCancelled(Object input, int... delays) throws Exception {
        for (int delay : delays) {
            long best = Long.MAX_VALUE;
            for (int attempt = 0; attempt < 4 && best >= CANCEL_MILLIS; attempt++)
                best = Math.min(best, millisToStop(input, delay));
            long millis = best;
            assertTrue(millis < CANCEL_MILLIS, () -> "Cancelled after " + delay + " ms, it went on for " + millis
                    + " ms. Call run.checkCancelled() at least every 100 ms.");
        }
    }

    /** An input of this shape, quickly made: its rows are those of a golden image again and again. */
    private Object large(Shape shape) {
        Object input = input(defaults, shape.size(shape.width(), ROWS_OF_LARGE));
        if (input instanceof Tile tile)
            return repeat(tile, shape);
        return input instanceof Pair pair
                ? new Pair(repeat(pair.test(), shape), pair.reference().map(r -> repeat(r, shape)), Optional.empty())
                : input;
    }

    private static Tile repeat(Tile rows, Shape shape) {
        Tile large = Tile.allocate(shape);
        ByteBuffer data = large.data();
        while (data.hasRemaining())
            data.put(rows.data().limit(Math.min(rows.data().capacity(), data.remaining())));
        return large;
    }

    private static Patch largePatch() {
        Shape shape = Shape.grey(2400, 2000);
        Tile image = Golden.image(shape), mask = Tile.allocate(shape);
        for (int i = 0; i < shape.pixels(); i += 3)
            mask.data().put(i, (byte) 255);
        return new Patch(image, Optional.of(Golden.image(shape)), shape.region(), mask);
    }

    /**
     * Processor time that the tool goes on for after it was cancelled, so that a busy machine does no harm; for a tool
     * that waits instead, a tenth of the time that passes.
     */
    private long millisToStop(Object input, int delay) throws Exception {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        AtomicLong end = new AtomicLong(), endOfWork = new AtomicLong();
        List<Throwable> failures = new ArrayList<>();
        try (TestRun run = new TestRun(0, 0); Step<Object, Object> step = tool.open(defaults, device)) {
            Thread worker = new Thread(() -> {
                try {
                    step.apply(input, run);
                } catch (CancellationException e) {
                    // as it should be; a tool that is done before is as good
                } catch (Throwable e) {
                    failures.add(e);
                }
                end.set(System.nanoTime());
                endOfWork.set(threads.getCurrentThreadCpuTime());
            }, "contract of " + tool.info().id());
            worker.start();
            Thread.sleep(delay);
            long work = threads.getThreadCpuTime(worker.getId()), cancelled = System.nanoTime();
            run.cancel();
            worker.join();
            for (Throwable failure : failures)
                if (!(failure instanceof ToolException))
                    throw new AssertionError("It fails when cancelled: " + failure, failure);
            if (work < 0)
                return 0; // it had ended before
            return TimeUnit.NANOSECONDS.toMillis(Math.max(endOfWork.get() - work, (end.get() - cancelled) / 10));
        }
    }

    private void doesNotGrow() throws Exception {
        List<Shape> shapes = suiting(defaults, 96, 96);
        Object input = input(defaults, shapes.get(0));
        String last = "";
        int steady = 0;
        try (TestRun run = new TestRun()) {
            calls(input, run);
            Memory before = Memory.now();
            for (int round = 0; round < ROUNDS && steady < STEADY_ROUNDS; round++) {
                int calls = calls(input, run);
                Memory after = Memory.now();
                last = after.growth(before, calls);
                if (last.isEmpty())
                    steady++;
                before = after;
            }
        }
        String growth = last;
        assertTrue(steady >= STEADY_ROUNDS, () -> growth + " calls on " + shapes.get(0)
                + ". Close native memory, for instance by run.own(), and keep no tiles.");
    }

    /**
     * Bytes in use: Java objects, direct buffers, and what else the process holds (0 where the system does not tell).
     */
    private record Memory(long heap, long direct, long others) {

        static Memory now() throws Exception {
            System.gc();
            long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                    .mapToLong(BufferPoolMXBean::getMemoryUsed).sum();
            MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
            return new Memory(heap.getUsed(), direct, Resident.bytesBesideTheHeap().orElse(direct) - direct);
        }

        /** What grew more than noise does; "" if nothing. */
        String growth(Memory before, int calls) {
            long limit = Math.max(NOISE_BYTES, calls * GROWTH_BYTES_PER_CALL);
            if (heap - before.heap > limit)
                return "Java objects grew by " + (heap - before.heap) + " bytes in " + calls;
            if (direct - before.direct > limit)
                return "Direct buffers grew by " + (direct - before.direct) + " bytes in " + calls;
            return others - before.others > limit ? "Native memory grew by " + (others - before.others) + " bytes in "
                    + calls
                    : "";
        }
    }

    /** Makes {@code CALLS} calls, or as many as there is time for. */
    private int calls(Object input, TestRun run) throws Exception {
        long end = System.nanoTime() + CALLS_END_NANOS;
        int calls = 0;
        for (; calls < CALLS && System.nanoTime() < end; calls++)
            try (run) {
                apply(defaults, input, run);
            } catch (ToolException e) {
                assertRemedy(e);
            }
        return calls;
    }

    // ---------------------------------------------------------------- two implementations

    <Q extends Record> void agreesWith(Contract<Q> other) throws Exception {
        Parameters.difference(defaults, other.defaults).ifPresent(difference -> fail("They differ in " + difference));
        assertEquals(shapeOf(), other.shapeOf(), "shape of the tool");
        double tolerance = Math.max(tool.info().tolerance(), other.tool.info().tolerance());
        int compared = 0;
        for (P params : Parameters.choices(defaults)) {
            Q same = Parameters.convert(params, other.defaults);
            for (Shape shape : suiting(params, 203, 157)) {
                if (!other.suits(same, shape))
                    continue;
                Object input = input(params, shape);
                try (TestRun run = new TestRun(); TestRun otherRun = new TestRun()) {
                    Object expected;
                    try {
                        expected = apply(params, input, run);
                    } catch (ToolException e) {
                        assertRemedy(e);
                        assertThrows(ToolException.class, () -> other.apply(same, input, otherRun),
                                "The other takes " + shape + " with " + params);
                        continue;
                    }
                    Object result = other.apply(same, input, otherRun);
                    Results.assertSame(expected, result, tolerance, "on " + shape + " with " + params);
                    compared++;
                }
            }
        }
        assertTrue(compared > 0, "There is no image that both take.");
    }

    // ---------------------------------------------------------------- inputs

    private Object apply(P params, Object input, TestRun run) throws ToolException {
        try (Step<Object, Object> step = tool.open(params, device)) {
            return step.apply(input, run);
        } catch (ToolException | RuntimeException | Error e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError("Closing failed: " + e, e);
        }
    }

    private List<Shape> suiting(P params, int width, int height) {
        List<Shape> shapes = shapes(width, height, false);
        return is(Clusterer.class) || trainer != null ? shapes.subList(0, 1) // it sees no image
                : shapes.stream().filter(shape -> suits(params, shape)).toList();
    }

    private static List<Shape> shapes(int width, int height, boolean unusual) {
        List<Shape> shapes = new ArrayList<>();
        for (Shape.Type type : List.of(Shape.Type.U8, Shape.Type.U16, Shape.Type.F32))
            for (int channels : new int[] { 1, 3, 4 })
                shapes.add(new Shape(width, height, channels, type, channels == 3 ? 0.5 : Double.NaN));
        if (unusual) {
            shapes.add(new Shape(width, height, 1, Shape.Type.S32, Double.NaN));
            shapes.add(new Shape(width, height, 2, Shape.Type.U8, Double.NaN));
            shapes.add(new Shape(width, height, 7, Shape.Type.U16, Double.NaN));
        }
        return shapes;
    }

    /** Whether it says beforehand that it cannot work with these parameters, such as without a file; then with a remedy. */
    private boolean refuses(P params) {
        try {
            if (classifier != null)
                classifier.check(params);
            else if (extractor != null)
                extractor.check(params);
            else if (localExtractor != null)
                localExtractor.check(params);
            return false;
        } catch (ToolException e) {
            assertRemedy(e);
            return true;
        }
    }

    private boolean suits(P params, Shape shape) {
        if (imageTool == null && localExtractor == null)
            return true;
        try {
            if (imageTool == null)
                localExtractor.check(params, shape);
            else
                imageTool.check(params, shape);
            return true;
        } catch (ToolException e) {
            return false;
        }
    }

    private Object input(P params, Shape shape) {
        if (is(Operator.class) || is(Segmenter.class) || localExtractor != null)
            return Golden.image(shape);
        if (is(PairOperator.class) || is(Detector.class))
            return Golden.pair(shape);
        if (is(FeatureExtractor.class))
            return Golden.patch(shape.type(), shape.channels(), shape.umPerPx());
        if (classifier != null)
            return Golden.features(classifier.needs(params), 20);
        if (is(Clusterer.class))
            return Golden.groups(60);
        if (trainer != null)
            return Trainers.examples(trainer, shape.width() < 100 ? 24 : 60);
        if (filter != null)
            return Golden.detections(filter.classes(params), 20);
        if (is(Generator.class))
            return shape.channels();
        throw new AssertionError(tool.getClass().getName() + " has none of the shapes of a tool.");
    }
}
