package org.loupe.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.loupe.api.Detections;
import org.loupe.api.Features;
import org.loupe.api.ImageInfo;
import org.loupe.api.Pair;
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;

@Timeout(60)
class InspectionTest {
    private static final RecipeStep BLUR = RecipeStep.of("toy.blur"), BRIGHT = RecipeStep.of("toy.bright"),
            SIZE = RecipeStep.of("toy.size"), LIMIT = RecipeStep.of("toy.limit"), BOMB = RecipeStep.of("toy.bomb");
    private static final Options ONE = Options.defaults().threads(1);

    @TempDir
    Path folder;

    @AfterEach
    void nothingStaysOpen() throws InterruptedException {
        for (int i = 0; i < 100 && Toys.OPEN.get() + Toys.FILES.get() > 0; i++)
            Thread.sleep(10);
        assertEquals(0, Toys.OPEN.get());
        assertEquals(0, Toys.FILES.get());
    }

    private static void assertSame(ImageResult a, ImageResult b) {
        Detections d = a.detections(), e = b.detections();
        assertEquals(d.classes(), e.classes());
        assertArrayEquals(d.x(), e.x());
        assertArrayEquals(d.y(), e.y());
        assertArrayEquals(d.width(), e.width());
        assertArrayEquals(d.height(), e.height());
        assertArrayEquals(d.score(), e.score());
        assertArrayEquals(d.classIndex(), e.classIndex());
        for (int i = 0; i < d.size(); i++)
            assertArrayEquals(d.masks()[i], e.masks()[i]);
        assertEquals(a.features().names(), b.features().names());
        assertArrayEquals(a.features().values(), b.features().values());
        assertEquals(a.key(), b.key());
        assertEquals(a.error(), b.error());
    }

    @Test
    void oneAndManyThreadsGiveTheSameBitsInOrder() throws ToolException {
        List<Item> items = Toys.images(folder, 40, 90, 70);
        Recipe recipe = Toys.recipe(RecipeStep.of("toy.noise"), BLUR, BRIGHT.with("threshold", 120), SIZE, LIMIT);
        List<ImageResult> one = Toys.run(recipe, ONE, items), many = Toys.run(recipe, ONE.threads(7), items);
        assertEquals(40, one.size());
        long found = 0;
        for (int i = 0; i < 40; i++) {
            assertEquals(i, many.get(i).index());
            assertSame(one.get(i), many.get(i));
            found += one.get(i).detections().size();
        }
        assertTrue(found > 100, "found " + found);
        List<ImageResult> other = Toys.run(recipe, ONE.seed(2), items);
        assertFalse(java.util.Arrays.equals(one.get(0).features().values(), other.get(0).features().values()));
    }

    @Test
    void tiledAndWholeGiveTheSameBits() throws ToolException {
        Item item = Item.of(Toys.image(folder.resolve("large.raw"), 500, 390, 3, 7));
        Recipe recipe = Toys.recipe(BLUR, BRIGHT.with("threshold", 100), SIZE, LIMIT.route("large", new Route(false,
                List.of(BLUR, SIZE.with("prefix", "b_").with("margin", 5)))));
        ImageResult whole = Toys.run(recipe, ONE, List.of(item)).get(0);
        assertTrue(whole.detections().size() > 200);
        for (int size : new int[] { 16, 64, 100, 499 }) {
            ImageResult tiled = Toys.run(recipe, ONE.threads(3).tiles(size, 1000), List.of(item)).get(0);
            assertEquals(Optional.empty(), tiled.error());
            assertArrayEquals(whole.features().values(), tiled.features().values());
            assertArrayEquals(whole.detections().x(), tiled.detections().x());
            assertArrayEquals(whole.detections().classIndex(), tiled.detections().classIndex());
            assertEquals(List.of(), tiled.warnings());
        }
    }

    @Test
    void brokenTilesAmongManyImagesAndThreads() throws ToolException {
        List<Item> items = Toys.images(folder, 30, 70, 60);
        Recipe recipe = Toys.recipe(BOMB.with("pixel", 13), BRIGHT, SIZE);
        List<ImageResult> one = Toys.run(recipe, ONE.tiles(16, 2000), items);
        long broken = one.stream().filter(r -> r.error().isPresent()).count();
        assertTrue(broken > 3 && broken < 27, broken + " of 30");
        for (int threads : new int[] { 2, 5, 9 }) {
            List<ImageResult> many = Toys.run(recipe, ONE.tiles(16, 2000).threads(threads), items);
            for (int i = 0; i < items.size(); i++)
                assertSame(one.get(i), many.get(i));
        }
    }

    @Test
    void tilesCoverAnImageOnce() {
        for (Region storage : List.of(new Region(0, 0, 64, 64), new Region(0, 0, 1000, 3),
                new Region(0, 0, 1000, 777))) {
            long area = 0;
            List<Region> cores = Worker.tiles(new Region(0, 0, 1000, 777), storage, 100);
            for (Region core : cores)
                area += (long) core.width() * core.height();
            assertEquals(1000 * 777, area);
            for (Region a : cores)
                for (Region b : cores)
                    assertTrue(a == b || a.intersect(b).isEmpty());
        }
    }

    @Test
    void segmenterGivesObjectsWithMasks() throws ToolException {
        Path file = Toys.image(folder.resolve("a.raw"), 60, 50, 5, 7);
        ImageResult labels = Toys.run(Toys.recipe(RecipeStep.of("toy.islands"), SIZE), ONE, List.of(Item.of(file)))
                .get(0);
        ImageResult boxes = Toys.run(Toys.recipe(BRIGHT, SIZE), ONE, List.of(Item.of(file))).get(0);
        assertTrue(labels.detections().size() > 2);
        assertEquals("object", labels.detections().className(0));
        assertArrayEquals(boxes.features().values(), labels.features().values());
        assertArrayEquals(boxes.detections().masks()[1], labels.detections().masks()[1]);
    }

    @Test
    void itemsScaleAndConditionsCountBeforeTheFiles() throws ToolException {
        Item item = Item.of(Toys.image(folder.resolve("a.raw"), 60, 50, 5, 7));
        Recipe recipe = Toys.recipe(BLUR, BRIGHT.with("threshold", 100), SIZE);
        ImageResult file = Toys.run(recipe, ONE, List.of(item)).get(0);
        ImageResult given = Toys.run(recipe, ONE, List.of(item.scale(0.125)
                .conditions(new ImageInfo.Conditions("M1", "", 50, Double.NaN)))).get(0);
        assertEquals(0.5f, file.features().get(0, 2));
        assertEquals(0.125f, given.features().get(0, 2));
        assertEquals(0.125, given.info().get().shape().umPerPx());
        assertEquals(new ImageInfo.Conditions("M1", "SEM", 50, Double.NaN), given.info().get().conditions());
        assertEquals("toy", given.info().get().metadata().get("maker"));
        assertNotEquals(file.key(), given.key());
    }

    @Test
    void routesDropKeepAndGoOn() throws ToolException {
        Item item = Item.of(Toys.image(folder.resolve("a.raw"), 200, 200, 5, 7));
        ImageResult all = Toys.run(Toys.recipe(BRIGHT, SIZE), ONE, List.of(item)).get(0);
        Route deeper = new Route(false, List.of(BLUR, SIZE.with("prefix", "b_"), LIMIT.with("feature", "b_mean")
                .with("limit", 1000).drop("large")));
        ImageResult routed = Toys.run(Toys.recipe(BRIGHT, SIZE, LIMIT.drop("small").route("large", deeper)), ONE,
                List.of(item)).get(0);
        int large = 0;
        for (int i = 0; i < all.features().rows(); i++)
            large += all.features().get(i, 0) >= 2 ? 1 : 0;
        assertTrue(large > 0 && large < all.detections().size());
        assertEquals(large, routed.detections().size());
        for (int i = 0; i < large; i++) {
            assertEquals("small", routed.detections().className(i));
            assertEquals(1, routed.features().get(i, routed.features().column("confidence")));
            assertFalse(Float.isNaN(routed.features().get(i, routed.features().column("b_mean"))));
        }
        ImageResult half = Toys.run(Toys.recipe(BRIGHT, SIZE, LIMIT.route("large", new Route(false,
                List.of(SIZE.with("prefix", "l_"))))), ONE, List.of(item)).get(0);
        assertEquals(all.detections().size(), half.detections().size());
        for (int i = 0; i < half.features().rows(); i++)
            assertEquals(half.detections().className(i).equals("small"),
                    Float.isNaN(half.features().get(i, half.features().column("l_area_px"))));
    }

    @Test
    void manyDetectionsAreMeasuredInPieces() throws ToolException {
        byte[] dots = new byte[400 * 400];
        for (int y = 0; y < 400; y += 2)
            for (int x = 0; x < 400; x += 2)
                dots[y * 400 + x] = (byte) 255;
        Item item = Item.of(Toys.Raw.write(folder.resolve("dots.raw"), 1, 1, 0, 400, 400, dots));
        ImageResult result = Toys.run(Toys.recipe(BRIGHT, SIZE, LIMIT.route("small", new Route(false, List.of(BLUR,
                SIZE.with("prefix", "b_"))))), ONE, List.of(item)).get(0);
        assertEquals(40_000, result.detections().size());
        assertEquals(40_000, result.features().rows());
        assertEquals(0f, result.detections().y()[199]);
        assertEquals(398f, result.detections().x()[199]);
    }

    @ParameterizedTest
    @EnumSource(value = Toys.Fault.class)
    void aBrokenImageIsOneErrorRow(Toys.Fault fault) throws ToolException {
        List<Item> items = new ArrayList<>(Toys.images(folder, 6, 40, 40));
        items.set(3, Item.of(Toys.image(folder.resolve("odd.raw"), 40, 40, 3, 13)));
        RecipeStep bomb = BOMB.with("fault", fault);
        List<ImageResult> results = Toys.run(Toys.recipe(bomb, BRIGHT, SIZE), ONE.threads(2), items);
        assertEquals(6, results.size());
        for (ImageResult r : results)
            assertEquals(r.index() == 3, r.error().isPresent(), r.error().toString());
        ImageResult odd = results.get(3);
        assertEquals("step 1 (Bomb)", odd.error().get().where());
        assertEquals(0, odd.detections().size());
        assertEquals(List.of("area_px", "mean", "scale_um"), odd.features().names());
        assertFalse(odd.key().isEmpty());
        String text = odd.error().get().toString();
        assertTrue(text.contains(switch (fault) {
            case RUNTIME -> "Bomb broke down on odd.raw: java.lang.IllegalStateException: boom";
            case STACK -> "StackOverflowError";
            case MEMORY -> "There was not enough memory for odd.raw";
            case LINK -> "org/absent/Native";
            case TOOL -> "The image is odd. Take another one.";
            case CANCEL -> "CancellationException";
            case NOTHING -> "gave no result";
        }), text);
    }

    @Test
    void filesThatAreBrokenMissingOrWrongAreErrorRows() throws Exception {
        Path good = Toys.image(folder.resolve("good.raw"), 30, 30, 1, 7);
        Path cut = Files.write(folder.resolve("cut.raw"), java.util.Arrays.copyOf(Files.readAllBytes(good), 200));
        Path text = Files.writeString(folder.resolve("text.raw"), "no image");
        Path empty = Files.writeString(folder.resolve("empty.raw"), "");
        Path colour = Toys.Raw.write(folder.resolve("colour.raw"), 1, 3, 64, 10, 10, new byte[300]);
        Path gone = folder.resolve("gone.raw");
        Item noPage = new Item("page", good, 4, Optional.empty(), Double.NaN, ImageInfo.Conditions.UNKNOWN);
        List<Item> items = List.of(Item.of(cut), Item.of(text), Item.of(empty), Item.of(colour), Item.of(gone), noPage,
                Item.of(good).reference(gone), Item.of(folder), Item.of(good));
        List<ImageResult> results = Toys.run(Toys.recipe(BRIGHT), ONE, items);
        String[] expected = { "cut short", "not an image that Loupe can read", "is empty", "8-bit RGB", "no file",
                "no page 5", "no file", "is a folder" };
        for (int i = 0; i < expected.length; i++) {
            assertTrue(results.get(i).error().isPresent(), expected[i]);
            assertTrue(results.get(i).error().get().message().contains(expected[i]), results.get(i).toString());
        }
        assertEquals(Optional.empty(), results.get(8).error());
        assertEquals("", results.get(4).key());
        assertEquals(3, results.get(3).info().get().shape().channels());
    }

    @Test
    void resumeSkipsWhatIsDone() throws ToolException {
        List<Item> items = Toys.images(folder, 20, 30, 30);
        Recipe recipe = Toys.recipe(BRIGHT, SIZE);
        Set<String> keys = new HashSet<>();
        Toys.run(recipe, ONE, items.subList(0, 12)).forEach(r -> keys.add(r.key()));
        assertEquals(12, keys.size());
        List<Integer> rest = new ArrayList<>();
        Results results = new Results() {
            @Override
            public boolean has(String key) {
                return keys.contains(key);
            }

            @Override
            public void add(ImageResult result) {
                rest.add(result.index());
            }
        };
        Inspection.Summary summary = new Inspection(recipe, Toys.registry(), ONE.threads(3)).run(items, results,
                Progress.NONE);
        assertEquals(IntStream.range(12, 20).boxed().toList(), rest);
        assertEquals(12, summary.skipped());
        assertEquals(8, summary.images());
        assertFalse(summary.cancelled());
        assertEquals(20, Toys.run(recipe, ONE.seed(9), items).stream().filter(r -> !keys.contains(r.key())).count());
    }

    @Test
    void copiesOfOneFileAreImagesOfTheirOwn() throws Exception {
        Path a = Toys.image(folder.resolve("a.raw"), 30, 30, 1, 7), b = Files.copy(a, folder.resolve("b.raw"));
        List<ImageResult> results = Toys.run(Toys.recipe(BRIGHT), ONE, List.of(Item.of(a), Item.of(b)));
        assertEquals(results.get(0).sha256(), results.get(1).sha256());
        assertNotEquals(results.get(0).key(), results.get(1).key());
    }

    @Test
    void referencesOfTheSameOrAnotherSize() throws ToolException {
        byte[] pixels = Toys.field(50, 40, 1, 7), changed = pixels.clone();
        changed[12 * 50 + 20] ^= 64;
        changed[15 * 50 + 22] ^= 64;
        Path golden = Toys.Raw.write(folder.resolve("golden.raw"), 1, 1, 64, 50, 40, pixels);
        Path test = Toys.Raw.write(folder.resolve("test.raw"), 1, 1, 64, 50, 40, changed);
        Path small = Toys.Raw.write(folder.resolve("small.raw"), 1, 1, 64, 50, 14,
                java.util.Arrays.copyOf(pixels, 50 * 14));
        Recipe compare = Toys.recipe(RecipeStep.of("toy.change"));
        Recipe aligned = Toys.recipe(RecipeStep.of("toy.align"), RecipeStep.of("toy.change"));
        ImageResult same = Toys.run(compare, ONE, List.of(Item.of(test).reference(golden))).get(0);
        assertEquals(new Region(20, 12, 3, 4), same.detections().region(0));
        assertFalse(same.referenceSha256().isEmpty());
        ImageResult other = Toys.run(compare, ONE, List.of(Item.of(test).reference(small))).get(0);
        assertTrue(other.error().get().message().contains("50 × 40 px, the reference 50 × 14 px"), other.toString());
        ImageResult fitted = Toys.run(aligned, ONE, List.of(Item.of(test).reference(small))).get(0);
        assertEquals(new Region(20, 12, 1, 1), fitted.detections().region(0));
        ImageResult alone = Toys.run(compare, ONE, List.of(Item.of(test))).get(0);
        assertTrue(alone.error().get().message().contains("has none"), alone.toString());
        ImageResult unused = Toys.run(Toys.recipe(BRIGHT, SIZE), ONE, List.of(Item.of(test).reference(small))).get(0);
        assertEquals(Optional.empty(), unused.error());
        assertTrue(unused.warnings().get(0).message().contains("left out"), unused.warnings().toString());
        ImageResult tiles = Toys.run(aligned, ONE.tiles(16, 0), List.of(Item.of(test).reference(golden))).get(0);
        assertEquals(new Region(20, 12, 3, 4), tiles.detections().region(0));
        ImageResult uncovered = Toys.run(aligned, ONE.tiles(16, 0), List.of(Item.of(test).reference(small))).get(0);
        assertTrue(uncovered.error().get().message().contains("does not cover"), uncovered.toString());
    }

    @Test
    void pagesAreImagesAndASinglePageReferenceServesAll() throws ToolException {
        byte[] first = Toys.field(20, 20, 1, 7), pages = java.util.Arrays.copyOf(first, 1200);
        System.arraycopy(first, 0, pages, 400, 400);
        System.arraycopy(first, 0, pages, 800, 400);
        pages[800 + 5 * 20 + 6] ^= 1;
        Path test = Toys.Raw.write(folder.resolve("stack.tif"), 3, 1, 64, 20, 20, pages);
        Path golden = Toys.Raw.write(folder.resolve("golden.raw"), 1, 1, 64, 20, 20, first);
        List<Item> items = ImageList.find(List.of(test), Pairing.golden(golden), Toys.registry());
        assertEquals(List.of("stack.tif", "stack.tif#2", "stack.tif#3"), items.stream().map(Item::name).toList());
        List<ImageResult> results = Toys.run(Toys.recipe(RecipeStep.of("toy.change")), ONE, items);
        assertEquals(List.of(0, 0, 1), results.stream().map(r -> r.detections().size()).toList());
        assertEquals(3, results.stream().map(ImageResult::key).distinct().count());
    }

    @Test
    void hugeImagesOfOnePieceAreReadOnceAndGlobalStepsWarn() throws ToolException {
        Path strips = Toys.Raw.write(folder.resolve("whole.raw"), 1, 1, 0, 300, 200, Toys.field(300, 200, 3, 7));
        Recipe recipe = Toys.recipe(RecipeStep.of("toy.level"), BRIGHT);
        ImageResult whole = Toys.run(recipe, ONE, List.of(Item.of(strips))).get(0);
        ImageResult tiled = Toys.run(recipe, ONE.tiles(64, 0), List.of(Item.of(strips))).get(0);
        assertArrayEquals(whole.detections().x(), tiled.detections().x());
        assertEquals(0, whole.warnings().size());
        assertTrue(tiled.warnings().get(0).message().contains("Level saw each tile by itself"),
                tiled.warnings().toString());
        ImageResult cropped = Toys.run(Toys.recipe(RecipeStep.of("toy.crop"), BRIGHT), ONE.tiles(64, 0),
                List.of(Item.of(strips))).get(0);
        assertTrue(cropped.error().get().message().contains("changes its size"), cropped.toString());
    }

    /** Within 200 ms in one of a few attempts, since the machine may be busy with other things. */
    @Test
    void cancelEndsARunSoon() throws Exception {
        List<Item> items = Toys.images(folder, 30, 30, 30);
        Recipe recipe = Toys.recipe(RecipeStep.of("toy.slow").with("millis", 60_000), BRIGHT);
        double millis = 1000;
        for (int attempt = 0; attempt < 5 && millis >= 200; attempt++)
            millis = Math.min(millis, timeToCancel(recipe, items));
        assertTrue(millis < 200, millis + " ms");
    }

    private static double timeToCancel(Recipe recipe, List<Item> items) throws ToolException {
        long[] asked = new long[1];
        Progress progress = new Progress() {
            private final long start = System.nanoTime();

            @Override
            public synchronized boolean cancelled() {
                boolean now = System.nanoTime() - start > 100_000_000L;
                if (now && asked[0] == 0)
                    asked[0] = System.nanoTime();
                return now;
            }
        };
        Inspection.Summary summary = new Inspection(recipe, Toys.registry(), ONE.threads(2)).run(items, r -> { },
                progress);
        assertTrue(summary.cancelled());
        return (System.nanoTime() - asked[0]) / 1e6;
    }

    @Test
    void cancelledFromTheStartDoesNothing() throws ToolException {
        Progress cancelled = new Progress() {
            @Override
            public boolean cancelled() {
                return true;
            }
        };
        Inspection.Summary summary = new Inspection(Toys.recipe(BRIGHT), Toys.registry(), ONE).run(
                Toys.images(folder, 3, 20, 20), r -> { }, cancelled);
        assertTrue(summary.cancelled());
        assertEquals(0, summary.images());
    }

    @Test
    void aFailingSinkEndsTheRunAndIsHeard() throws ToolException {
        List<Item> items = Toys.images(folder, 50, 20, 20);
        Inspection inspection = new Inspection(Toys.recipe(BRIGHT), Toys.registry(), ONE.threads(3));
        AtomicInteger taken = new AtomicInteger();
        ToolException e = assertThrows(ToolException.class, () -> inspection.run(items, r -> {
            if (taken.incrementAndGet() == 10)
                throw new ToolException("The disk is full.", "Free some.");
        }, Progress.NONE));
        assertEquals("The disk is full.", e.getMessage());
        assertEquals(10, taken.get());
        assertThrows(IllegalStateException.class, () -> inspection.run(items, r -> {
            throw new IllegalStateException();
        }, Progress.NONE));
    }

    @Test
    void aSlowSinkSlowsTheWorkers() throws ToolException {
        List<Item> items = Toys.images(folder, 120, 10, 10);
        AtomicInteger finished = new AtomicInteger(), delivered = new AtomicInteger(), most = new AtomicInteger();
        Results slow = new Results() {
            @Override
            public boolean has(String key) {
                int ahead = finished.incrementAndGet() - delivered.get();
                most.accumulateAndGet(ahead, Math::max);
                return false;
            }

            @Override
            public void add(ImageResult result) {
                try {
                    Thread.sleep(5);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                delivered.incrementAndGet();
            }
        };
        new Inspection(Toys.recipe(BRIGHT), Toys.registry(), ONE.threads(2)).run(items, slow, Progress.NONE);
        assertEquals(120, delivered.get());
        assertTrue(most.get() <= 8 * 2 + 32 + 1, "ahead by " + most.get());
    }

    @Test
    void aToolThatCannotBeOpenedEndsTheRun() throws ToolException {
        Registry registry = Toys.registry();
        registry.add(RegistryTest.provider(RegistryTest.tool("toy.closed", 0, new RegistryTest.Small(1))),
                "org.loupe.x", "1");
        Inspection inspection = new Inspection(Toys.recipe(BRIGHT, RecipeStep.of("toy.closed")), registry, ONE);
        ToolException e = assertThrows(ToolException.class,
                () -> inspection.run(Toys.images(folder, 3, 20, 20), r -> { }, Progress.NONE));
        assertTrue(e.getMessage().contains("step 2 (toy.closed) could not be opened"), e.getMessage());
    }

    @Test
    void recipesWithErrorsAreNotRun() {
        ToolException e = assertThrows(ToolException.class,
                () -> new Inspection(Toys.recipe(BRIGHT.with("threshold", 999), BLUR.with("x", 1)), Toys.registry(),
                        ONE));
        assertTrue(e.getMessage().contains("› threshold") && e.getMessage().contains("› x"), e.getMessage());
    }

    @Test
    void memoryIsLentAgain() throws ToolException {
        Registry registry = Toys.registry();
        Recipe recipe = Toys.recipe(BLUR, BLUR, BRIGHT, SIZE);
        Plan plan = Plan.of(recipe, registry, Policy.AUTO);
        Path golden = Toys.image(folder.resolve("golden.raw"), 64, 64, 99, 7);
        List<Item> items = Toys.images(folder, 50, 64, 64);
        try (Worker worker = new Worker(plan, plan.hash(), registry, ONE, Placements.byRank(), () -> false,
                t -> { })) {
            long early = 0;
            for (int i = 0; i < items.size(); i++) {
                Job job = new Job(i, items.get(i).reference(golden));
                worker.start(job, key -> false);
                worker.work(List.of(new Worker.Part(job, job.take())), finished -> { });
                if (i == 9)
                    early = worker.allocations();
            }
            assertTrue(early > 0);
            assertTrue(worker.allocations() - early <= 2, early + " then " + worker.allocations());
        }
    }

    @Test
    void poolGivesUpWhatIsOfNoUse() {
        TilePool pool = new TilePool();
        pool.take(Shape.grey(20_000, 10_000));
        pool.recycle();
        for (int i = 0; i < 3; i++) {
            int mark = pool.mark();
            pool.take(Shape.grey(100, 100));
            Tile again = pool.take(Shape.grey(90, 100));
            assertEquals(9000, again.data().capacity());
            pool.release(mark);
            pool.recycle();
        }
        assertEquals(5, pool.allocations());
        pool.take(Shape.grey(20_000, 10_000));
        assertEquals(6, pool.allocations());
        assertThrows(IllegalArgumentException.class, () -> pool.take(Shape.grey(60_000, 60_000)));
    }

    @Test
    void tenThousandTinyImagesCostLittle() throws ToolException {
        Path file = Toys.image(folder.resolve("tiny.raw"), 8, 8, 1, 7);
        List<Item> items = IntStream.range(0, 10_000).mapToObj(i -> new Item("tiny" + i, file, 0, Optional.of(file),
                Double.NaN, ImageInfo.Conditions.UNKNOWN)).toList();
        Recipe recipe = Toys.recipe(BLUR, BRIGHT, SIZE);
        int[] next = new int[1];
        Inspection.Summary summary = new Inspection(recipe, Toys.registry(), ONE.threads(2)).run(items, r -> {
            assertEquals(next[0]++, r.index());
            assertEquals(Optional.empty(), r.error());
        }, Progress.NONE);
        assertEquals(10_000, summary.images());
        assertTrue(summary.seconds() < 30, "took " + summary.seconds() + " s");
    }

    @Test
    void progressCountsUpOnTheCallingThread() throws ToolException {
        Thread caller = Thread.currentThread();
        List<Integer> counts = new ArrayList<>();
        Progress progress = new Progress() {
            @Override
            public void update(int done, int total, int detections, int errors, String current) {
                assertEquals(caller, Thread.currentThread());
                assertEquals(5, total);
                counts.add(done);
            }
        };
        new Inspection(Toys.recipe(BRIGHT), Toys.registry(), ONE).run(Toys.images(folder, 5, 20, 20), r -> { },
                progress);
        assertEquals(5, counts.get(counts.size() - 1));
        assertEquals(counts.stream().sorted().toList(), counts);
    }

    @Test
    void noImagesAreNoWork() throws ToolException {
        Inspection.Summary summary = new Inspection(Toys.recipe(BRIGHT), Toys.registry(), ONE).run(List.of(), r -> { },
                Progress.NONE);
        assertEquals(0, summary.images());
        assertFalse(summary.cancelled());
    }

    @Test
    void pairsInMemory() throws ToolException {
        Tile test = Tile.of(Shape.grey(60, 50), Toys.field(60, 50, 5, 7));
        Inspection inspection = new Inspection(Toys.recipe(BLUR, BRIGHT.with("threshold", 100), SIZE), Toys.registry(),
                ONE);
        ImageResult result = inspection.inspect("here", Pair.of(test, test), Progress.NONE);
        assertEquals(Optional.empty(), result.error());
        assertTrue(result.detections().size() > 0);
        ImageResult file = Toys.run(inspection.plan().recipe(), ONE,
                List.of(Item.of(Toys.image(folder.resolve("a.raw"), 60, 50, 5, 7)).scale(1))).get(0);
        assertArrayEquals(file.detections().x(), result.detections().x());
        ImageResult tiled = new Inspection(inspection.plan().recipe(), Toys.registry(), ONE.tiles(16, 0))
                .inspect("here", Pair.of(test, test), Progress.NONE);
        assertArrayEquals(result.features().values(), tiled.features().values());
    }

    @Test
    void featuresOfNothingKeepTheirColumns() throws ToolException {
        Path dark = Toys.Raw.write(folder.resolve("dark.raw"), 1, 1, 64, 1, 1, new byte[1]);
        ImageResult result = Toys.run(Toys.recipe(BRIGHT, SIZE), ONE, List.of(Item.of(dark))).get(0);
        assertEquals(new Features(List.of("area_px", "mean", "scale_um"), 0, new float[0]).names(),
                result.features().names());
        assertEquals(List.of("dot", "blob"), result.detections().classes());
    }
}
