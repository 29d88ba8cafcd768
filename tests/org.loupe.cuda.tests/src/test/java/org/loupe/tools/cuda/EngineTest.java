package org.loupe.tools.cuda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.loupe.api.Pair;
import org.loupe.api.Provenance;
import org.loupe.api.Shape;
import org.loupe.api.ToolProvider;
import org.loupe.engine.ImageResult;
import org.loupe.engine.Inspection;
import org.loupe.engine.Options;
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
class EngineTest {
    private static final Recipe RECIPE = new Recipe("spots", "", List.of(RecipeStep.of("loupe.grey"),
            RecipeStep.of("loupe.median"), RecipeStep.of("loupe.normalise"), RecipeStep.of("loupe.spots"),
            RecipeStep.of("loupe.measure"), RecipeStep.of("loupe.hu")));
    private static final Options OPTIONS = Options.defaults().threads(1);

    private CpuDriver driver;
    private Pair pair;

    @BeforeEach
    void fresh() {
        driver = CpuDriver.fresh();
        pair = Pair.of(Golden.image(new Shape(192, 130, 3, Shape.Type.U8, 0.5)));
    }

    @AfterEach
    void mend() {
        System.clearProperty(Gpu.MEMORY);
        CpuDriver.fresh();
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
            public List<org.loupe.api.Tool<?, ?, ?>> tools() {
                return new CudaTools().tools();
            }

            @Override
            public org.loupe.api.Devices devices() {
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
        for (int i = 0; i < 6; i++)
            inspection.inspect("image", pair, Progress.NONE);
        ImageResult found = inspection.inspect("image", pair, Progress.NONE);
        assertSame(expected, found);
        assertTrue(warnings(found).stream().anyMatch(w -> w.contains("failed more than 3 times")), warnings(found)
                .toString());
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
