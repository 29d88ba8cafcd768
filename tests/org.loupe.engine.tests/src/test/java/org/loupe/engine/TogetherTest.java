package org.loupe.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.loupe.api.Device;
import org.loupe.api.DeviceException;
import org.loupe.api.Devices;
import org.loupe.api.Operator;
import org.loupe.api.Pair;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.Tool;
import org.loupe.api.ToolException;
import org.loupe.api.ToolProvider;

/** Operators on a device are given many images at once, and nobody can tell by the results. */
@Timeout(60)
class TogetherTest {
    private static final RecipeStep BLUR = RecipeStep.of("toy.blur");
    private static final RecipeStep NOISE = RecipeStep.of("toy.noise");
    private static final RecipeStep BRIGHT = RecipeStep.of("toy.bright").with("threshold", 120);
    private static final RecipeStep SIZE = RecipeStep.of("toy.size");
    private static final Options ONE = Options.defaults().threads(1);

    @TempDir
    Path folder;

    /** How many images each call was given. */
    private final ConcurrentLinkedQueue<Integer> calls = new ConcurrentLinkedQueue<>();
    /** Images that a call may be given. */
    private int most = Integer.MAX_VALUE;
    private boolean warns;

    /** A toy on a GPU that is none. */
    private final class OnGpu<P extends Record> implements Operator<P> {
        private final Operator<P> toy;

        OnGpu(Operator<P> toy) {
            this.toy = toy;
        }

        @Override
        public Info info() {
            return toy.info().devices(Device.Kind.CUDA).rank(100);
        }

        @Override
        public P defaults() {
            return toy.defaults();
        }

        @Override
        public int halo(P params) {
            return toy.halo(params);
        }

        @Override
        public Shape output(P params, Shape in) {
            return toy.output(params, in);
        }

        @Override
        public Step<Tile, Tile> open(P params, Device device) throws ToolException {
            Step<Tile, Tile> step = toy.open(params, Device.CPU);
            return new Step<>() {
                @Override
                public Tile apply(Tile tile, Run run) throws ToolException {
                    return applyAll(List.of(tile), run).get(0);
                }

                @Override
                public List<Tile> applyAll(List<Tile> tiles, Run run) throws ToolException {
                    if (tiles.size() > most)
                        throw new DeviceException(DeviceException.Cause.MEMORY, "It is full.", "Wait.");
                    calls.add(tiles.size());
                    List<Tile> results = new ArrayList<>();
                    for (Tile tile : tiles) {
                        if (warns)
                            run.warn("It begins with " + tile.get(0, 0, 0) + ".", "Look at it.");
                        results.add(step.apply(tile, run));
                    }
                    return results;
                }

                @Override
                public void close() {
                    step.close();
                }
            };
        }
    }

    private Registry registry() {
        Registry registry = new Registry();
        registry.add(new Toys(), "org.loupe.toys", "1.0.0");
        registry.add(new ToolProvider() {
            @Override
            public List<Tool<?, ?, ?>> tools() {
                return List.of(new OnGpu<>(new Toys.Blur()), new OnGpu<>(new Toys.Noise()),
                        new OnGpu<>(new Toys.Bomb()));
            }

            @Override
            public Devices devices() {
                return new Devices(List.of(new Device.Cuda(0, "Toy", 1 << 30)), "", "");
            }
        }, "org.loupe.toys.gpu", "1.0.0");
        assertEquals(List.of(), registry.skipped());
        return registry;
    }

    private List<ImageResult> run(Recipe recipe, Options options, List<Item> items) throws ToolException {
        List<ImageResult> results = new ArrayList<>();
        calls.clear();
        new Inspection(recipe, registry(), options, () -> 0).run(items, results::add, Progress.NONE);
        assertEquals(0, Toys.OPEN.get());
        assertEquals(0, Toys.FILES.get());
        return results;
    }

    /** The results on the device, which are those of the processor. */
    private List<ImageResult> same(Recipe recipe, Options options, List<Item> items) throws ToolException {
        List<ImageResult> expected = run(recipe, options.threads(1).policy(Policy.CPU), items);
        List<ImageResult> found = run(recipe, options, items);
        assertEquals(expected.size(), found.size());
        for (int i = 0; i < expected.size(); i++) {
            ImageResult a = expected.get(i), b = found.get(i);
            assertEquals(a.error().map(e -> e.where() + e.message()), b.error().map(e -> e.where() + e.message()));
            assertEquals(i, b.index());
            assertEquals(a.key(), b.key());
            assertArrayEquals(a.detections().x(), b.detections().x());
            assertArrayEquals(a.detections().y(), b.detections().y());
            assertArrayEquals(a.features().values(), b.features().values());
        }
        assertTrue(found.stream().mapToInt(r -> r.detections().size()).sum() >= found.size());
        return found;
    }

    private static List<String> warnings(List<ImageResult> results) {
        return results.stream().flatMap(r -> r.warnings().stream()).map(Problem::message).toList();
    }

    @Test
    void anyNumberOfImagesAndThreadsGivesTheSame() throws ToolException {
        for (int count : new int[] { 1, 2, 7, 60 }) {
            List<Item> items = Toys.images(folder.resolve("" + count), count, 90, 70);
            for (int threads : new int[] { 1, 3, 7 })
                same(Toys.recipe(BLUR, NOISE, BLUR, BRIGHT, SIZE), ONE.threads(threads), items);
            same(Toys.recipe(BLUR, BRIGHT, SIZE), ONE, items);
            assertTrue(calls.contains(Math.min(count, 32)), calls.toString());
        }
    }

    @Test
    void imagesOfSeveralSizesAreGivenByTheirSize() throws ToolException {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < 7; i++)
            items.add(Item.of(Toys.image(folder.resolve(i + ".raw"), i % 2 == 0 ? 40 : 300, 60, i, 7)));
        same(Toys.recipe(BLUR, BRIGHT, SIZE), ONE, items);
        assertEquals(List.of(4, 3), List.copyOf(calls));
    }

    @Test
    void tilesOfALargeImageGoTogether() throws ToolException {
        List<Item> items = List.of(Item.of(Toys.image(folder.resolve("large.raw"), 500, 390, 3, 7)));
        for (int threads : new int[] { 1, 3 })
            same(Toys.recipe(NOISE, BLUR, BRIGHT, SIZE), ONE.threads(threads).tiles(64, 1000), items);
        same(Toys.recipe(BLUR, BRIGHT, SIZE), ONE.tiles(64, 1000), items);
        assertTrue(calls.stream().anyMatch(n -> n > 7), calls.toString());
    }

    @Test
    void eachImageHasItsReference() throws ToolException {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            byte[] samples = Toys.field(200, 150, i % 3, 7);
            samples[200 * (20 + 11 * i) + 30 + 17 * i] += 40;
            items.add(Item.of(Toys.Raw.write(folder.resolve(i + ".raw"), 1, 1, 64, 200, 150, samples)).reference(Toys
                    .image(folder.resolve("golden" + i % 3 + ".raw"), 200, 150, i % 3, 7)));
        }
        Recipe recipe = Toys.recipe(BLUR, RecipeStep.of("toy.change"));
        assertEquals(3, same(recipe, ONE, items).get(4).detections().width()[0], "the pixel and its neighbours");
        for (int threads : new int[] { 1, 2 }) {
            same(recipe, ONE.threads(threads), items);
            same(recipe, ONE.threads(threads).tiles(64, 1000), items);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NOTHING", mode = EnumSource.Mode.EXCLUDE)
    void aBrokenImageFailsAlone(Toys.Fault fault) throws ToolException {
        List<Item> items = Toys.images(folder, 7, 90, 70);
        Toys.image(items.get(3).test(), 90, 70, 3, 13);
        Recipe recipe = Toys.recipe(RecipeStep.of("toy.bomb").with("fault", fault), BRIGHT,
                SIZE);
        List<ImageResult> found = same(recipe, ONE, items);
        assertEquals(List.of(3), IntStream.range(0, 7).filter(i -> found.get(i).error().isPresent()).boxed().toList());
    }

    @Test
    void whatIsTooMuchAtOnceIsGivenInParts() throws ToolException {
        List<Item> items = Toys.images(folder, 7, 90, 70);
        most = 2;
        assertEquals(List.of(), warnings(same(Toys.recipe(BLUR, BRIGHT, SIZE), ONE, items)));
        assertEquals(List.of(1, 2, 2, 2), List.copyOf(calls));
        most = 0;
        List<String> said = warnings(same(Toys.recipe(BLUR, BRIGHT, SIZE), ONE, items));
        assertEquals(List.of("It is full. What is too much for it is computed on the processor."), said);
    }

    @Test
    void aWarningIsOfItsImage() throws ToolException {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < 5; i++)
            items.add(Item.of(Toys.image(folder.resolve(i + ".raw"), 90, 70, i, 20 + i)));
        warns = true;
        List<ImageResult> found = same(Toys.recipe(BLUR, BRIGHT, SIZE), ONE, items);
        for (int i = 0; i < 5; i++)
            assertEquals(List.of("It begins with " + (20.0 + i) + "."), warnings(List.of(found.get(i))));
    }

    @Test
    void aRunThatIsCancelledEndsWithinAGroup() throws ToolException {
        List<Item> items = Toys.images(folder, 30, 90, 70);
        List<ImageResult> results = new ArrayList<>();
        Inspection inspection = new Inspection(Toys.recipe(BLUR, BLUR, BRIGHT), registry(), ONE, () -> 0);
        Inspection.Summary summary = inspection.run(items, results::add, new Progress() {
            @Override
            public boolean cancelled() {
                return calls.contains(30);
            }
        });
        assertTrue(summary.cancelled());
        assertEquals(List.of(), results);
        assertEquals(0, Toys.OPEN.get());
        assertEquals(0, Toys.FILES.get());
    }

    @Test
    void anImageInMemoryGivesTheSameInTiles() throws ToolException {
        Item item = Item.of(Toys.image(folder.resolve("large.raw"), 300, 200, 3, 7));
        Recipe recipe = Toys.recipe(BLUR, BRIGHT, SIZE);
        ImageResult expected = run(recipe, ONE.policy(Policy.CPU), List.of(item)).get(0);
        Tile image = Tile.allocate(new Shape(300, 200, 1, Shape.Type.U8, 0.5));
        image.data().put(Toys.field(300, 200, 3, 7));
        ImageResult found = new Inspection(recipe, registry(), ONE.tiles(64, 1000)).inspect("large", Pair.of(image),
                Progress.NONE);
        assertArrayEquals(expected.features().values(), found.features().values());
    }
}
