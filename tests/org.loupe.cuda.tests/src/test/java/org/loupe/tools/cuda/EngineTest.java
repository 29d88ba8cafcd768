package org.loupe.tools.cuda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.api.Devices;
import org.loupe.api.Pair;
import org.loupe.api.Provenance;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.api.Tool;
import org.loupe.api.ToolProvider;
import org.loupe.engine.ImageResult;
import org.loupe.engine.Inspection;
import org.loupe.engine.Item;
import org.loupe.engine.Options;
import org.loupe.engine.Placement;
import org.loupe.engine.Policy;
import org.loupe.engine.Problem;
import org.loupe.engine.Progress;
import org.loupe.engine.Recipe;
import org.loupe.engine.RecipeStep;
import org.loupe.engine.Registry;
import org.loupe.engine.RunProvenance;
import org.loupe.testkit.Golden;
import org.loupe.tools.classic.ClassicTools;

/** Recipes through the engine, on a driver that computes on the processor. */
class EngineTest extends FreshDriverTest {
    private static final Recipe RECIPE = new Recipe("spots", "", List.of(RecipeStep.of("loupe.grey"),
            RecipeStep.of("loupe.median"), RecipeStep.of("loupe.normalise"), RecipeStep.of("loupe.spots"),
            RecipeStep.of("loupe.measure"), RecipeStep.of("loupe.hu")));
    private static final Options OPTIONS = Options.defaults().threads(1);

    @TempDir
    Path folder;

    private Pair pair;

    @BeforeEach
    void draw() {
        pair = Pair.of(Golden.image(new Shape(192, 130, 3, Shape.Type.U8, 0.5)));
    }

    private static Registry registry(ToolProvider... providers) {
        Registry registry = new Registry();
        for (ToolProvider provider : providers)
            registry.add(provider, provider.getClass().getPackageName(), "1.0.0");
        assertEquals(List.of(), registry.skipped());
        return registry;
    }

    private static Registry both() {
        return registry(new ClassicTools(), new CudaTools());
    }

    private ImageResult inspect(Policy policy) throws Exception {
        return new Inspection(RECIPE, both(), OPTIONS.policy(policy)).inspect("image", pair, Progress.NONE);
    }

    private static void assertSame(ImageResult expected, ImageResult found) {
        assertEquals(expected.error(), found.error());
        assertTrue(expected.detections().size() > 2, "found " + expected.detections().size());
        assertArrayEquals(expected.detections().x(), found.detections().x());
        assertArrayEquals(expected.detections().y(), found.detections().y());
        assertArrayEquals(expected.detections().score(), found.detections().score());
        assertEquals(Arrays.deepToString(expected.detections().masks()), Arrays.deepToString(found.detections()
                .masks()));
        assertArrayEquals(expected.features().values(), found.features().values());
    }

    private static List<String> warnings(ImageResult result) {
        return result.warnings().stream().map(Problem::message).toList();
    }

    @Test
    void aRecipeRunsOnTheGpuWithTheSameResult() throws Exception {
        ImageResult expected = inspect(Policy.CPU);
        long launches = driver.get("launches"), used = driver.get("used");
        assertSame(expected, inspect(Policy.AUTO));
        assertTrue(driver.get("launches") > launches + 10);
        for (int i = 0; i < 3; i++)
            inspect(Policy.AUTO);
        long after = driver.get("used");
        inspect(Policy.AUTO);
        assertEquals(after, driver.get("used"), "what images kept on the GPU is given back; before, " + used);
        assertSame(expected, inspect(Policy.EXACT));
    }

    @Test
    void tilesGiveTheSame() throws Exception {
        Options tiles = OPTIONS.tiles(64, 0);
        Recipe local = new Recipe("spots", "", List.of(RecipeStep.of("loupe.grey"), RecipeStep.of("loupe.median"),
                RecipeStep.of("loupe.spots")));
        assertSame(new Inspection(local, both(), tiles.policy(Policy.CPU)).inspect("image", pair, Progress.NONE),
                new Inspection(local, both(), tiles).inspect("image", pair, Progress.NONE));
    }

    @Test
    void provenanceSaysWhereEachStepWasComputed() throws Exception {
        Inspection gpu = new Inspection(RECIPE, both(), OPTIONS);
        RunProvenance provenance = RunProvenance.of(gpu.plan(), OPTIONS);
        assertEquals(List.of("org.loupe.tools.cuda", "org.loupe.tools.cuda", "org.loupe.tools.cuda",
                "org.loupe.tools.cuda", "org.loupe.tools.cuda", "org.loupe.tools.classic"), provenance.steps().stream()
                        .map(Provenance::bundle).toList());
        assertEquals("CUDA 0 (Processor 0), CUDA 1 (Processor 1)", provenance.steps().get(0).device());
        assertEquals("CPU", provenance.steps().get(5).device());
        assertTrue(provenance.environment().get("device").startsWith("CUDA 0"));
        assertEquals(provenance, RunProvenance.parse(provenance.toJson()));
        Options cpu = OPTIONS.policy(Policy.CPU);
        assertEquals("CPU, as chosen", RunProvenance.of(new Inspection(RECIPE, both(), cpu).plan(), cpu).environment()
                .get("device"));
    }

    @Test
    void theReasonWhyThereIsNoGpuIsKept() throws Exception {
        ToolProvider without = new ToolProvider() {
            @Override
            public List<Tool<?, ?, ?>> tools() {
                return new CudaTools().tools();
            }

            @Override
            public Devices devices() {
                return Probe.look(() -> {
                    throw new UnsatisfiedLinkError(Driver.library());
                }).devices();
            }
        };
        Registry registry = registry(new ClassicTools(), without);
        assertTrue(registry.knownDevices().isEmpty());
        Inspection inspection = new Inspection(RECIPE, registry, OPTIONS);
        assertTrue(RunProvenance.of(inspection.plan(), OPTIONS).environment().get("device").startsWith(
                "CPU. No NVIDIA driver was found"));
        assertTrue(registry.knownDevices().get().problem().startsWith("No NVIDIA driver was found"));
        assertSame(inspect(Policy.CPU), inspection.inspect("image", pair, Progress.NONE));
    }

    @Test
    void withoutEnoughMemoryAStepIsComputedOnTheProcessorAndSaysSoOnce() throws Exception {
        ImageResult expected = inspect(Policy.CPU);
        System.setProperty(Gpu.MEMORY, "0");
        Gpu.forget();
        ImageResult found = inspect(Policy.AUTO);
        assertSame(expected, found);
        List<String> said = warnings(found);
        assertEquals(5, said.size(), said.toString());
        assertTrue(said.stream().allMatch(w -> w.contains("MiB that Loupe may take")
                && w.endsWith("computed on the processor.")), said.toString());
    }

    @Test
    void aLostGpuIsReplacedByTheProcessor() throws Exception {
        ImageResult expected = inspect(Policy.CPU);
        driver.fail("cuLaunchKernel", Driver.ILLEGAL_ADDRESS, 0);
        Inspection inspection = new Inspection(RECIPE, both(), OPTIONS);
        for (int i = 0; i < 4; i++) {
            ImageResult failed = inspection.inspect("image", pair, Progress.NONE);
            Problem error = failed.error().orElseThrow();
            assertTrue(error.where().contains("step 1") && error.message().contains("grey_u8"), error.toString());
        }
        // both GPUs took part in turn
        List<String> said = new ArrayList<>();
        for (int i = 0; i < 7; i++)
            said.addAll(warnings(inspection.inspect("image", pair, Progress.NONE)));
        ImageResult found = inspection.inspect("image", pair, Progress.NONE);
        assertSame(expected, found);
        assertEquals(List.of(), warnings(found), "said once");
        assertTrue(said.stream().anyMatch(w -> w.contains("failed more than 3 times")
                && w.endsWith("computed on the processor.")), said.toString());
    }

    @Test
    void eachStepOfARunIsComputedWhereItIsMeasuredToBeFaster() throws Exception {
        Tile image = pair.test();
        Registry registry = registry(new ClassicTools(), new CudaTools(), new PlainImages(image.shape()));
        List<Item> items = PlainImages.write(folder, image, 9, Optional.empty());
        List<ImageResult> expected = run(new Inspection(RECIPE, registry, OPTIONS.policy(Policy.CPU)), items);
        // a clock that knows launches alone: the processor costs nothing
        Inspection slow = new Inspection(RECIPE, registry, OPTIONS, () -> driver.get("launches") * 1_000_000);
        List<ImageResult> found = run(slow, items);
        assertEquals(5, slow.placements().size(), slow.placements().toString());
        for (Placement p : slow.placements())
            assertTrue(p.onProcessor() && p.reason().startsWith("0.00 ms instead of "), p.toString());
        assertTrue(slow.placements().get(1).toString().startsWith("step 2 (Median filter), up to 256 × 256 px: CPU, "),
                slow.placements().get(1).toString());
        long launches = driver.get("launches");
        assertSame(expected, found);
        assertSame(expected, run(slow, items));
        assertEquals(launches, driver.get("launches"), "what is known is not measured again");
        // a clock that stands still: no reason to leave the GPU
        for (int devices : new int[] { 1, 2 })
            for (int threads : new int[] { 1, 3, 12 }) {
                Registry some = registry(new ClassicTools(), first(devices), new PlainImages(image.shape()));
                Inspection fast = new Inspection(RECIPE, some, OPTIONS.threads(threads), () -> 0);
                assertEquals(devices, RunProvenance.of(fast.plan(), OPTIONS).devices().split("CUDA").length - 1);
                launches = driver.get("launches");
                assertSame(expected, run(fast, items));
                assertTrue(driver.get("launches") > launches + 9 * 10);
                assertTrue(fast.placements().stream().noneMatch(Placement::onProcessor));
                assertEquals(5, fast.placements().size());
            }
    }

    @Test
    void aGoldenImageIsSentOnceForAllImagesAndWorkers() throws Exception {
        Tile image = pair.test();
        Path golden = PlainImages.write(folder.resolve("golden"), image, 0);
        List<Item> items = PlainImages.write(folder, image, 7, Optional.of(golden));
        Registry registry = registry(new ClassicTools(), first(1), new PlainImages(image.shape()));
        List<ImageResult> expected = run(new Inspection(RECIPE, registry, OPTIONS.policy(Policy.CPU)), items);
        for (int threads : new int[] { 1, 3 }) {
            Gpu.forget();
            long before = driver.get("uploaded"), bytes = image.shape().bytes();
            assertSame(expected, run(new Inspection(RECIPE, registry, OPTIONS.threads(threads)), items));
            long sent = driver.get("uploaded") - before;
            assertTrue(sent >= 8 * bytes && sent < 8.5 * bytes, sent + " bytes for 7 images and their golden image of "
                    + bytes);
        }
        // another golden image is another
        Path other = PlainImages.write(folder.resolve("other"), image, 5);
        List<Item> changed = items.stream().map(i -> new Item(i.name(), i.test(), 0, Optional.of(other), i.umPerPx(), i
                .conditions())).toList();
        List<ImageResult> found = run(new Inspection(RECIPE, registry, OPTIONS), changed);
        List<ImageResult> same = run(new Inspection(RECIPE, registry, OPTIONS.policy(Policy.CPU)), changed);
        assertSame(same, found);
    }

    @Test
    void imagesGoTogetherThroughTheStepsBeforeTheDetector() throws Exception {
        Tile image = pair.test();
        Registry registry = registry(new ClassicTools(), first(1), new PlainImages(image.shape()));
        long[] launches = new long[8];
        for (int count : new int[] { 1, 2, 7 }) {
            List<Item> items = PlainImages.write(folder, image, count, Optional.empty());
            long before = driver.get("launches");
            List<ImageResult> found = run(new Inspection(RECIPE, registry, OPTIONS), items);
            launches[count] = driver.get("launches") - before;
            assertSame(run(new Inspection(RECIPE, registry, OPTIONS.policy(Policy.CPU)), items), found);
        }
        long ofEach = launches[2] - launches[1];
        assertEquals(4, launches[1] - ofEach, "grey, median, and for normalise two");
        assertEquals(4 + 7 * ofEach, launches[7]);
    }

    @Test
    void imagesThatAreTooMuchForTheGpuTogetherGoInParts() throws Exception {
        Tile image = pair.test();
        ToolProvider operators = of(List.of(new ConvertToGrey(), new GaussianFilter(), new Normalise()), 1);
        Registry registry = registry(new ClassicTools(), operators, new PlainImages(image.shape()));
        Recipe recipe = new Recipe("spots", "", List.of(RecipeStep.of("loupe.grey"), RecipeStep.of("loupe.gaussian"),
                RecipeStep.of("loupe.normalise"), RecipeStep.of("loupe.spots")));
        List<Item> items = PlainImages.write(folder, image, 7, Optional.empty());
        List<ImageResult> expected = run(new Inspection(recipe, registry, OPTIONS.policy(Policy.CPU)), items);
        long before = driver.get("launches");
        assertSame(expected, run(new Inspection(recipe, registry, OPTIONS), items));
        long all = driver.get("launches") - before;
        assertEquals(5, all);
        System.setProperty(Gpu.MEMORY, "1");
        Gpu.forget();
        before = driver.get("launches");
        List<ImageResult> found = run(new Inspection(recipe, registry, OPTIONS), items);
        assertSame(expected, found);
        found.forEach(r -> assertEquals(List.of(), warnings(r)));
        long inParts = driver.get("launches") - before;
        assertTrue(inParts > all && inParts < 7 * all, inParts + " launches");
    }

    @Test
    void afterAFaultInAGroupItsImagesGoOnOneByOne() throws Exception {
        Tile image = pair.test();
        Registry registry = registry(new ClassicTools(), first(1), new PlainImages(image.shape()));
        List<Item> items = PlainImages.write(folder, image, 7, Optional.empty());
        List<ImageResult> expected = run(new Inspection(RECIPE, registry, OPTIONS.policy(Policy.CPU)), items);
        driver.fail("cuLaunchKernel", Driver.ILLEGAL_ADDRESS, 2);
        List<ImageResult> found = new ArrayList<>();
        new Inspection(RECIPE, registry, OPTIONS).run(items, result -> {
            driver.mend("cuLaunchKernel");
            found.add(result);
        }, Progress.NONE);
        assertTrue(found.get(0).error().orElseThrow().where().contains("step 1"), found.get(0).error().toString());
        assertSame(expected.get(6), found.get(6));
    }

    /** The tools with the first GPUs alone. */
    private static ToolProvider first(int devices) {
        return of(new CudaTools().tools(), devices);
    }

    private static ToolProvider of(List<Tool<?, ?, ?>> tools, int devices) {
        return new ToolProvider() {
            @Override
            public List<Tool<?, ?, ?>> tools() {
                return tools;
            }

            @Override
            public Devices devices() {
                return new Devices(new CudaTools().devices().found().subList(0, devices), "", "");
            }
        };
    }

    private static List<ImageResult> run(Inspection inspection, List<Item> items) throws Exception {
        List<ImageResult> results = new ArrayList<>();
        inspection.run(items, results::add, Progress.NONE);
        return results;
    }

    private static void assertSame(List<ImageResult> expected, List<ImageResult> found) {
        assertEquals(expected.size(), found.size());
        for (int i = 0; i < expected.size(); i++) {
            assertSame(expected.get(i), found.get(i));
            assertEquals(expected.get(i).key(), found.get(i).key(), "where it is computed does not count");
        }
    }

    @Test
    void manyWorkersShareTheGpus() throws Exception {
        ImageResult expected = inspect(Policy.CPU);
        Inspection inspection = new Inspection(RECIPE, both(), OPTIONS);
        Set<Integer> bad = IntStream.range(0, 8).parallel().filter(i -> {
            try {
                return !Arrays.equals(expected.features().values(), inspection.inspect("image", pair, Progress.NONE)
                        .features().values());
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }).boxed().collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), bad);
    }
}
