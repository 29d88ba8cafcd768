package org.loupe.workspace.anomaly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loupe.api.Detections;
import org.loupe.api.Device;
import org.loupe.api.LocalFeatureExtractor;
import org.loupe.api.Pair;
import org.loupe.api.Param;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.Tool;
import org.loupe.api.ToolException;
import org.loupe.api.ToolProvider;
import org.loupe.engine.Plan;
import org.loupe.engine.Policy;
import org.loupe.engine.Preview;
import org.loupe.engine.Preview.StageKind;
import org.loupe.engine.Progress;
import org.loupe.engine.Recipe;
import org.loupe.engine.RecipeStep;
import org.loupe.engine.Registry;
import org.loupe.engine.SimpleRun;
import org.loupe.engine.anomaly.AnomalyCard;
import org.loupe.engine.anomaly.AnomalyModel;
import org.loupe.engine.anomaly.AnomalySettings;
import org.loupe.tools.classic.ClassicTools;
import org.loupe.tools.classic.LocalTexture;

/** What is unlike good images is found by what was learned from good images alone. */
class AnomalyTest {
    private static final int WIDTH = 120, HEIGHT = 90;
    private static final Registry REGISTRY = registry();

    @TempDir
    static Path folder;

    private static AnomalyModel model;

    private static Registry registry() {
        Registry registry = new Registry();
        registry.addOwn();
        registry.add(new ClassicTools(), "org.loupe.tools.classic", "0.1.0");
        return registry;
    }

    /** Stripes of 12 px with noise, a little brighter or darker from image to image. */
    private static Tile stripes(int number, int width) {
        SplittableRandom random = new SplittableRandom(number);
        Tile image = Tile.allocate(Shape.grey(width, HEIGHT));
        int light = random.nextInt(10);
        for (int i = 0; i < width * HEIGHT; i++)
            image.data().put(i, (byte) ((i % width / 6 % 2 == 0 ? 60 : 140) + light + random.nextInt(12)));
        return image;
    }

    /** The same with a bridge between two stripes at (60, 40). */
    private static Tile bridged(int number) {
        Tile image = stripes(number, WIDTH);
        for (int y = 40; y < 47; y++)
            for (int x = 58; x < 68; x++)
                image.data().put(y * WIDTH + x, (byte) 145);
        return image;
    }

    private static AnomalyModel.Images good(int count) {
        return new AnomalyModel.Images() {
            @Override
            public int size() {
                return count;
            }

            @Override
            public String name(int index) {
                return "stripes " + index;
            }

            @Override
            public Tile get(int index) {
                return stripes(index, WIDTH);
            }
        };
    }

    private static AnomalySettings settings(String trainer) {
        return new AnomalySettings("loupe.local-texture", Map.of(), trainer, Map.of(), 2, 0.01, 7);
    }

    private static Tile heat(AnomalyModel model, Tile image) throws Exception {
        try (AnomalyModel.Opened opened = model.open(REGISTRY); SimpleRun run = new SimpleRun(Progress.NONE, 0, 0)) {
            return opened.heat(image, run);
        }
    }

    private static double peak(Tile map) {
        double most = 0;
        for (int y = 0; y < map.height(); y++)
            for (int x = 0; x < map.width(); x++)
                most = Math.max(most, map.get(x, y, 0));
        return most;
    }

    @BeforeAll
    static void train() throws Exception {
        model = AnomalyModel.train(settings("loupe.patch-core"), good(8), REGISTRY, Progress.NONE);
        model.write(folder.resolve("stripes.model"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "loupe.padim", "loupe.patch-core" })
    void defectsStandOutWhereTheyAreAndGoodImagesStayCool(String trainer) throws Exception {
        AnomalyModel learned = AnomalyModel.train(settings(trainer), good(8), REGISTRY, Progress.NONE);
        assertEquals(8, learned.card().scores().size());
        assertEquals(1, learned.card().scores().stream().mapToDouble(s -> s).max().orElse(0), 1e-9,
                "the limit is what the good images reach");
        for (int i = 100; i < 104; i++) {
            assertTrue(peak(heat(learned, stripes(i, WIDTH))) < 1.5, "an unseen good image");
            Tile map = heat(learned, bridged(i));
            assertEquals(Shape.Type.F32, map.shape().type());
            assertTrue(map.get(62, 43, 0) > 2, "the bridge has " + map.get(62, 43, 0));
            assertTrue(map.get(15, 15, 0) < 1.2, "far from the bridge: " + map.get(15, 15, 0));
        }
    }

    @Test
    void theSameImagesAndSeedGiveTheSameModelAndAFileKeepsIt() throws Exception {
        Path again = folder.resolve("again.model");
        AnomalyModel.train(settings("loupe.patch-core"), good(8), REGISTRY, Progress.NONE).write(again);
        assertEquals(-1, Files.mismatch(folder.resolve("stripes.model"), again));
        AnomalyModel read = AnomalyModel.read(again, REGISTRY);
        assertEquals(model.card(), read.card());
        assertEquals(heat(model, bridged(200)).data(), heat(read, bridged(200)).data());
    }

    @Test
    void aRecipeReportsTheDefectAndThePreviewShowsTheHeat() throws Exception {
        Recipe recipe = new Recipe("good", "", List.of(RecipeStep.of("loupe.anomaly",
                Map.of("model", folder.resolve("stripes.model"), "limit", 1.5))));
        Plan plan = Plan.of(recipe, REGISTRY, Policy.AUTO);
        assertEquals(List.of(), plan.problems());
        try (Preview preview = new Preview(REGISTRY)) {
            Preview.Result result = preview.run(plan, Pair.of(bridged(300)), Progress.NONE);
            assertEquals(Optional.empty(), result.error());
            Detections found = result.detections();
            assertEquals(1, found.size());
            assertEquals("anomaly", found.className(0));
            assertTrue(found.region(0).contains(62, 43), found.region(0).toString());
            assertTrue(found.score()[0] > 0.5, "above the limit: " + found.score()[0]);
            Preview.Stage heat = result.stages().stream().filter(s -> s.kind() == StageKind.DIFFERENCE).findFirst()
                    .orElseThrow();
            assertTrue(heat.tile().get(62, 43, 0) > 1.5);
            assertEquals(0, preview.run(plan, Pair.of(stripes(301, WIDTH)), Progress.NONE).detections().size());
        }
    }

    @Test
    void withoutAModelTheRecipeSaysWhatToDo() {
        Plan plan = Plan.of(new Recipe("good", "", List.of(RecipeStep.of("loupe.anomaly"))), REGISTRY, Policy.AUTO);
        var problems = plan.check(Shape.grey(64, 64), Optional.empty());
        assertEquals(1, problems.size());
        assertTrue(problems.get(0).message().contains("No model is chosen"), problems.toString());
        assertTrue(problems.get(0).remedy().contains("Train"), problems.toString());
    }

    @Test
    void badInputIsNamed() throws Exception {
        refused("2 good images or more, found 1", () -> AnomalyModel.train(settings("loupe.padim"), good(1), REGISTRY,
                Progress.NONE));
        refused("does not describe places", () -> AnomalyModel.train(new AnomalySettings("loupe.measure", Map.of(),
                "loupe.padim", Map.of(), 2, 0, 1), good(3), REGISTRY, Progress.NONE));
        refused("does not learn what is good", () -> AnomalyModel.train(settings("loupe.median"), good(3), REGISTRY,
                Progress.NONE));
        AnomalyModel.Images unlike = new AnomalyModel.Images() {
            @Override
            public int size() {
                return 3;
            }

            @Override
            public String name(int index) {
                return "unlike " + index;
            }

            @Override
            public Tile get(int index) {
                return stripes(index, WIDTH + 8 * index);
            }
        };
        refused("images of one size", () -> AnomalyModel.train(settings("loupe.padim"), unlike, REGISTRY,
                Progress.NONE));
        AnomalyModel.train(settings("loupe.patch-core"), unlike, REGISTRY, Progress.NONE); // needs no alignment
        AnomalyModel aligned = AnomalyModel.train(settings("loupe.padim"), good(3), REGISTRY, Progress.NONE);
        refused("was learned from feature maps", () -> heat(aligned, stripes(1, WIDTH + 40)));
        AnomalyModel.Images broken = new AnomalyModel.Images() {
            @Override
            public int size() {
                return 3;
            }

            @Override
            public String name(int index) {
                return "broken " + index;
            }

            @Override
            public Tile get(int index) throws ToolException {
                throw new ToolException("b.png cannot be read.", "Restore it.");
            }
        };
        refused("b.png cannot be read", () -> AnomalyModel.train(settings("loupe.padim"), broken, REGISTRY,
                Progress.NONE));
    }

    /** Local texture that needs a file, as a net needs its weights. */
    public static final class Weighted implements LocalFeatureExtractor<Weighted.Params> {
        private final LocalTexture texture = new LocalTexture();

        /** @param weights a file */
        public record Params(@Param(label = "Weights", help = "A file that must be there.") Path weights) {
        }

        @Override
        public Info info() {
            return Info.of("test.weighted", "Weighted", "Local texture that needs a file.");
        }

        @Override
        public Params defaults() {
            return new Params(Path.of(""));
        }

        @Override
        public void check(Params params) throws ToolException {
            if (!Files.isRegularFile(params.weights()))
                throw new ToolException("No weights file is chosen.", "Choose one.");
        }

        @Override
        public int channels(Params params) {
            return texture.channels(texture.defaults());
        }

        @Override
        public int stride(Params params) {
            return texture.stride(texture.defaults());
        }

        @Override
        public int halo(Params params) {
            return texture.halo(texture.defaults());
        }

        @Override
        public Step<Tile, Tile> open(Params params, Device device) {
            return texture.open(texture.defaults(), device);
        }
    }

    @Test
    void aModelKeepsWhichWeightsItWasLearnedWithAndRefusesOthers() throws Exception {
        Registry registry = registry();
        registry.add(new ToolProvider() {
            @Override
            public List<Tool<?, ?, ?>> tools() {
                return List.of(new Weighted());
            }
        }, "org.loupe.test", "1.0.0");
        Path weights = Files.writeString(folder.resolve("net.weights"), "first"), file = folder.resolve("net.model");
        refused("No weights file", () -> AnomalyModel.train(new AnomalySettings("test.weighted", Map.of(),
                "loupe.padim", Map.of(), 2, 0, 1), good(3), registry, Progress.NONE));
        AnomalyModel.train(new AnomalySettings("test.weighted", Map.of("weights", weights.toString()), "loupe.padim",
                Map.of(), 2, 0, 1), good(3), registry, Progress.NONE).write(file);
        AnomalyModel read = AnomalyModel.read(file, registry);
        assertEquals(weights.toString(), read.card().features().params().get("weights"));
        assertEquals("a7937b64b8caa58f03721bb6bacf5c78cb235febe0e70b1b84cd99541461a08e",
                read.card().features().inputSha256());
        assertEquals("", model.card().features().inputSha256(), "no file, no hash");
        read.open(registry).close();
        Files.writeString(weights, "another one");
        refused("another weights file", () -> read.open(registry));
        Files.writeString(weights, "first");
        read.open(registry).close();
    }

    @Test
    void brokenFilesGiveClearErrors() throws Exception {
        byte[] whole = Files.readAllBytes(folder.resolve("stripes.model"));
        Path file = folder.resolve("broken.model");
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 60; i++) {
            byte[] bytes = i % 2 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
            for (int k = 0; i % 2 == 1 && k < 20; k++)
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            Files.write(file, bytes);
            try {
                AnomalyModel.read(file, REGISTRY);
            } catch (ToolException e) {
                assertTrue(e.getMessage().length() > 10 && !e.remedy().isEmpty(), e.toString());
            }
        }
        refused("There is no model file", () -> AnomalyModel.read(folder.resolve("none.model"), REGISTRY));
        refused("no model file", () -> AnomalyCard.read(Files.writeString(file, "hello")));
        Registry bare = new Registry(); // without any trainer
        refused("which is not installed", () -> AnomalyModel.read(folder.resolve("stripes.model"), bare));
    }

    @Test
    void trainingIsCancelled() {
        Progress cancelled = new Progress() {
            @Override
            public boolean cancelled() {
                return true;
            }
        };
        assertThrows(CancellationException.class,
                () -> AnomalyModel.train(settings("loupe.padim"), good(4), REGISTRY, cancelled));
    }

    private interface Call {
        Object get() throws Exception;
    }

    private static void refused(String words, Call call) {
        ToolException e = assertThrows(ToolException.class, call::get);
        assertTrue(e.getMessage().contains(words), e.getMessage());
        assertTrue(e.remedy().length() > 5, e.getMessage());
    }
}
