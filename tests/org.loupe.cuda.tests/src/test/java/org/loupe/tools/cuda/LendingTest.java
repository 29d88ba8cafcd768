package org.loupe.tools.cuda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.loupe.api.Device;
import org.loupe.api.Examples;
import org.loupe.api.Features;
import org.loupe.api.Kernels;
import org.loupe.api.Model;
import org.loupe.api.Operator;
import org.loupe.api.Pair;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.Tool;
import org.loupe.api.ToolProvider;
import org.loupe.engine.ImageResult;
import org.loupe.engine.Inspection;
import org.loupe.engine.Options;
import org.loupe.engine.Policy;
import org.loupe.engine.Progress;
import org.loupe.engine.Recipe;
import org.loupe.engine.RecipeStep;
import org.loupe.engine.Registry;
import org.loupe.engine.SimpleRun;
import org.loupe.engine.clustering.NeighbourIndex;
import org.loupe.engine.curation.Neighbours;
import org.loupe.testkit.Golden;
import org.loupe.tools.classic.ClassicTools;
import org.loupe.tools.classic.PatchCore;

/** What computes on the processor asks a GPU for the part that it does faster, and gets the same bits. */
class LendingTest extends FreshDriverTest {
    private Registry registry;

    @BeforeEach
    void register() {
        registry = new Registry();
        registry.add(new ClassicTools(), "org.loupe.tools.classic", "1.0.0");
        registry.add(new CudaTools(), "org.loupe.tools.cuda", "1.0.0");
    }

    private Progress lending() {
        return registry.lending(Policy.AUTO, Progress.NONE);
    }

    private interface Work<T> {
        T under(Progress progress) throws Exception;
    }

    /** That work is done on the GPU, and what comes of it; on one that fails the processor does it. */
    private <T> T asked(Work<T> work) throws Exception {
        long launches = driver.get("launches");
        T result = work.under(lending());
        assertTrue(driver.get("launches") > launches, "nothing was launched");
        return result;
    }

    // ---------------------------------------------------------------- who is lent what

    @Test
    void aPolicyDecidesWhetherSomethingIsLent() {
        assertEquals(Optional.empty(), Progress.NONE.kernels());
        assertEquals(Optional.empty(), registry.lending(Policy.CPU, Progress.NONE).kernels());
        for (Policy policy : List.of(Policy.AUTO, Policy.EXACT)) {
            Progress lending = registry.lending(policy, Progress.NONE);
            for (Progress each : List.of(lending, lending.part(0.2, 0.5), lending.quiet()))
                assertEquals(CpuDriver.device(), each.kernels().orElseThrow().device());
        }
        Registry without = new Registry();
        without.add(new ClassicTools(), "org.loupe.tools.classic", "1.0.0");
        assertEquals(Optional.empty(), without.lending(Policy.AUTO, Progress.NONE).kernels());
    }

    @Test
    void aLostGpuIsLentNoMoreAndTheNextOneIs() throws Exception {
        List<String> logged = Collections.synchronizedList(new ArrayList<>());
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                logged.add(record.getMessage());
            }

            @Override
            public void flush() {
                // nothing is kept
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
        Logger logger = Logger.getLogger("org.loupe.engine.LentKernels");
        logger.addHandler(handler);
        try (SimpleRun run = new SimpleRun(lending(), 0, 0)) {
            driver.fail("cuLaunchKernel", Driver.ILLEGAL_ADDRESS, 0);
            Set<String> devices = new TreeSet<>();
            for (int i = 0; i < 12 && run.kernels().isPresent(); i++) {
                devices.add(run.kernels().get().device().label());
                assertEquals(Optional.empty(), Kernels.tryOn(run, k -> k.squares(new float[1], new float[1], 1, run)));
            }
            assertEquals(2, devices.size(), devices.toString());
            assertEquals(Optional.empty(), run.kernels());
            assertEquals(2, logged.size(), logged.toString());
            assertTrue(logged.get(0).contains("row_squares") && logged.get(0).contains("on the processor"),
                    logged.get(0));
        } finally {
            logger.removeHandler(handler);
        }
    }

    /** Notes which device it was lent. */
    private static final class Asking implements Operator<Asking.Params>, ToolProvider {
        private final Set<String> devices = Collections.synchronizedSet(new TreeSet<>());

        record Params() {
        }

        @Override
        public List<Tool<?, ?, ?>> tools() {
            return List.of(this);
        }

        @Override
        public Info info() {
            return Info.of("loupe.asking", "Asking", "Asks what is lent.");
        }

        @Override
        public Params defaults() {
            return new Params();
        }

        @Override
        public int halo(Params params) {
            return 0;
        }

        @Override
        public Shape output(Params params, Shape in) {
            return in;
        }

        @Override
        public Step<Tile, Tile> open(Params params, Device device) {
            return (tile, run) -> {
                devices.add(run.kernels().map(k -> k.device().label()).orElse(device.label()));
                return tile;
            };
        }
    }

    @Test
    void stepsOfARecipeAreLentTheGpuOfTheirWorker() throws Exception {
        Asking asking = new Asking();
        registry.add(asking, "org.loupe.asking", "1.0.0");
        Recipe recipe = new Recipe("asks", "", List.of(RecipeStep.of("loupe.asking"), RecipeStep.of("loupe.spots")));
        Pair pair = Pair.of(Golden.image(Shape.grey(64, 64)));
        for (Policy policy : List.of(Policy.CPU, Policy.AUTO)) {
            asking.devices.clear();
            Inspection inspection = new Inspection(recipe, registry, Options.defaults().threads(1).policy(policy));
            for (int i = 0; i < 4; i++) {
                ImageResult result = inspection.inspect("image", pair, Progress.NONE);
                assertEquals(Optional.empty(), result.error());
            }
            assertEquals(policy == Policy.CPU ? Set.of("CPU")
                    : Set.of("CUDA 0 (Processor 0)", "CUDA 1 (Processor 1)"), asking.devices);
        }
    }

    // ---------------------------------------------------------------- who asks

    private static Features rows(int count, int columns, int values, long seed) {
        List<String> names = IntStream.range(0, columns).mapToObj(i -> "c" + i).collect(Collectors.toList());
        return new Features(names, count, PlainKernels.random(count * columns, values, seed));
    }

    private static void same(NeighbourIndex.Nearest expected, NeighbourIndex.Nearest found) {
        assertArrayEquals(expected.rows(), found.rows());
        assertArrayEquals(expected.distances(), found.distances());
    }

    @Test
    void theNearestRowsAreThoseThatTheProcessorFinds() throws Exception {
        for (int values : new int[] { 0, 3 }) { // with many equal rows, more than neighbours are asked
            Features rows = values == 0 ? rows(1300, 43, 0, 1) : rows(5900, 2, values, 2);
            NeighbourIndex index = NeighbourIndex.of(rows, Progress.NONE);
            same(index.others(7, Progress.NONE), asked(p -> index.others(7, p)));
            same(index.find(rows, 5, Progress.NONE), asked(p -> index.find(rows, 5, p)));
        }
        Features known = rows(1700, 41, 0, 3);
        Neighbours neighbours = new Neighbours(known, Progress.NONE);
        same(neighbours.find(known, 3, Progress.NONE), asked(p -> neighbours.find(known, 3, p)));
    }

    @Test
    void aGpuThatFailsLeavesNeighboursToTheProcessor() throws Exception {
        Features rows = rows(1300, 43, 0, 4);
        NeighbourIndex index = NeighbourIndex.of(rows, Progress.NONE);
        NeighbourIndex.Nearest expected = index.others(4, Progress.NONE);
        driver.fail("cuLaunchKernel", Driver.ILLEGAL_ADDRESS, 1);
        same(expected, index.others(4, lending()));
    }

    private static final int SIDE = 64;
    private static final int CHANNELS = 12;

    private static Tile map(long seed) {
        Tile map = Tile.allocate(new Shape(SIDE, SIDE, CHANNELS, Shape.Type.F32, Double.NaN));
        FloatBuffer values = map.data().asFloatBuffer();
        values.put(PlainKernels.random(values.capacity(), 0, seed));
        return map;
    }

    private static float[] distances(Model<Tile, Tile> model, Tile map, Progress progress) throws Exception {
        try (Step<Tile, Tile> step = model.open(Device.CPU); SimpleRun run = new SimpleRun(progress, 0, 0)) {
            float[] values = new float[SIDE * SIDE];
            step.apply(map, run).data().asFloatBuffer().get(values);
            return values;
        }
    }

    private static Model<Tile, Tile> patchCore(int most) throws Exception {
        List<Tile> good = List.of(map(5), map(6));
        try (Step<Examples<Tile, Tile>, Model<Tile, Tile>> step = new PatchCore().open(new PatchCore.Params(100, most),
                Device.CPU); SimpleRun run = new SimpleRun(Progress.NONE, 0, 0)) {
            return step.apply(new Examples<>(List.of(), good, good, List.of("", "")), run);
        }
    }

    @Test
    void patchCoreLooksUpWhatIsGoodOnTheGpu() throws Exception {
        Model<Tile, Tile> model = patchCore(400);
        Tile map = map(7);
        float[] expected = distances(model, map, Progress.NONE);
        assertTrue(expected[0] > 0);
        assertArrayEquals(expected, asked(p -> distances(model, map, p)));
        driver.fail("cuLaunchKernel", Driver.ILLEGAL_ADDRESS, 0);
        assertArrayEquals(expected, distances(model, map, lending()));
    }

    @Test
    void whatIsQuicklyDoneStaysOnTheProcessor() throws Exception {
        Model<Tile, Tile> model = patchCore(10);
        long launches = driver.get("launches");
        distances(model, map(7), lending());
        NeighbourIndex.of(rows(100, 3, 0, 8), Progress.NONE).others(3, lending());
        assertEquals(launches, driver.get("launches"));
    }
}
