package org.loupe.tools.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loupe.api.Device;
import org.loupe.api.Features;
import org.loupe.api.Patch;
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.testkit.TestRun;
import org.loupe.tools.torch.Embedding.Pairing;
import org.loupe.tools.torch.Embedding.Scale;
import org.loupe.tools.torch.net.Net;
import org.loupe.tools.torch.net.ResNet;
import org.loupe.tools.torch.net.SqueezeNet;

/** Reference numbers come from releng/bench/embedding_reference.py: PyTorch for Python and torchvision. */
class EmbeddingTest {
    private static final Path REAL = data().resolve("weights/squeezenet1_0-imagenet.safetensors");

    @TempDir
    private static Path folder;
    private static Path squeezenet;

    private final Embedding tool = new Embedding();

    @BeforeAll
    static void write() throws Exception {
        squeezenet = RandomWeights.write(SqueezeNet.of11(3, 1000), folder.resolve("squeezenet1_1.safetensors"));
    }

    /**
     * The folder of the data named by the system property or environment variable LOUPE_DATA, else shared/data beside
     * the checkout.
     */
    private static Path data() {
        String named = System.getProperty("LOUPE_DATA", System.getenv("LOUPE_DATA"));
        return named != null ? Path.of(named) : Path.of("..", "..", "..", "shared", "data");
    }

    private static Embedding.Params params(Path weights, String layer, int size, int context) {
        return new Embedding.Params(weights, Architecture.AUTO, layer, size, context, Standard.AUTO, Pairing.TEST,
                Scale.TYPE);
    }

    private static Embedding.Params paired(Pairing pairing) {
        return new Embedding.Params(squeezenet, Architecture.AUTO, "auto", 64, 4, Standard.AUTO, pairing, Scale.TYPE);
    }

    /** The picture that the reference was made of. */
    private static Patch patch() {
        Tile image = Tile.allocate(new Shape(90, 70, 3, Shape.Type.U8, Double.NaN));
        for (int i = 0; i < image.data().capacity(); i++)
            image.data().put(i, (byte) Math.floor((RandomWeights.hashed(i, 1000) + 0.5) * 256));
        return patch(image, Optional.empty());
    }

    private static Patch patch(Tile image, Optional<Tile> reference) {
        return new Patch(image, reference, new Region(30, 5, 31, 18), Tile.allocate(Shape.grey(90, 70)));
    }

    private float[] describe(Embedding.Params params, Patch patch) throws ToolException {
        try (Step<Patch, Features> step = tool.open(params, Device.CPU); TestRun run = new TestRun()) {
            return step.apply(patch, run).values();
        } catch (ToolException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "resnet18", "resnet34", "resnet50", "squeezenet1_0", "squeezenet1_1" })
    void anEmbeddingEqualsPythonsForwardPass(String name) throws Exception {
        Net net = switch (name) {
            case "resnet18" -> ResNet.of18(3, 1000);
            case "resnet34" -> ResNet.of34(3, 1000);
            case "resnet50" -> ResNet.of50(3, 1000);
            case "squeezenet1_0" -> SqueezeNet.of10(3, 1000);
            default -> SqueezeNet.of11(3, 1000);
        };
        Path weights = RandomWeights.write(net, folder.resolve(name + ".safetensors"));
        try {
            assertTrue(compare(name, weights) > 0);
        } finally {
            Files.delete(weights);
        }
        write(); // squeezenet1_1 is used by others
    }

    @Test
    void anEmbeddingByTheRealSqueezeNetEqualsPythonsForwardPass() throws Exception {
        assumeTrue(Files.exists(REAL), "skipped: there is no " + REAL);
        assertEquals(2, compare("imagenet", REAL));
    }

    /** Compares with each line of the reference that bears a name; how many there are. */
    private int compare(String name, Path weights) throws Exception {
        String text;
        try (InputStream in = EmbeddingTest.class.getResourceAsStream("embeddings.txt")) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        int compared = 0;
        for (String line : text.split("\n")) {
            String[] words = line.split(" ");
            if (!words[0].equals(name))
                continue;
            float[] row = describe(params(weights, words[1], Integer.parseInt(words[2]), Integer.parseInt(words[3])),
                    patch());
            double squares = 0;
            for (float v : row)
                squares += (double) v * v;
            // values of a layer that are about 1: 1e-4; larger ones in proportion
            double norm = Double.parseDouble(words[4]), scale = Math.max(1, norm / Math.sqrt(row.length));
            assertEquals(norm, Math.sqrt(squares), 1e-5 * norm, line);
            for (int i = 0; i < 16; i++)
                assertEquals(Double.parseDouble(words[5 + i]), row[i], 1e-5 * scale, line + ", value " + i);
            compared++;
        }
        return compared;
    }

    @Test
    void manyAtOnceAreTheSameAsEachAlone() throws Exception {
        Tile noise = patch().image();
        List<Patch> patches = new ArrayList<>();
        for (int i = 0; i < 37; i++)
            patches.add(new Patch(noise, Optional.empty(), new Region(i, i / 2, 20 + i, 10 + i % 7),
                    Tile.allocate(Shape.grey(90, 70))));
        try (Step<Patch, Features> step = tool.open(params(squeezenet, "auto", 64, 3), Device.CPU);
                TestRun run = new TestRun()) {
            List<Features> all = step.applyAll(patches, run);
            assertEquals(patches.size(), all.size());
            for (int i = 0; i < patches.size(); i++)
                assertArrayEquals(step.apply(patches.get(i), run).values(), all.get(i).values(), "patch " + i);
            assertEquals(List.of(), step.applyAll(List.of(), run));
        }
    }

    @Test
    void greyIsGivenToAllChannelsWhateverItsType() throws Exception {
        Tile grey = Tile.allocate(Shape.grey(90, 70)), rgb = patch().image(), sixteen = Tile.allocate(
                grey.shape().samples(1, Shape.Type.U16));
        for (int i = 0; i < 90 * 70; i++) {
            int v = i * 37 % 256;
            grey.set(i % 90, i / 90, 0, v);
            sixteen.set(i % 90, i / 90, 0, v * 257);
            for (int c = 0; c < 3; c++)
                rgb.set(i % 90, i / 90, c, v);
        }
        Embedding.Params params = params(squeezenet, "fire5", 64, 0);
        float[] expected = describe(params, patch(rgb, Optional.empty()));
        assertArrayEquals(expected, describe(params, patch(grey, Optional.empty())));
        assertArrayEquals(expected, describe(params, patch(sixteen, Optional.empty())), 1e-5f);
    }

    @Test
    void thePatchsOwnScaleTakesAwayDifferencesOfLight() throws Exception {
        Tile light = patch().image(), dim = Tile.allocate(light.shape().samples(3, Shape.Type.F32));
        for (int i = 0; i < light.data().capacity(); i++)
            dim.data().putFloat(4 * i, 3 + 0.25f * (light.data().get(i) & 0xff));
        UnaryOperator<Embedding.Params> own = p -> new Embedding.Params(p.weights(), p.architecture(), p.layer(),
                p.size(), p.context(), p.standard(), p.pairing(), Scale.PATCH);
        Embedding.Params params = own.apply(params(squeezenet, "fire5", 64, 0));
        assertArrayEquals(describe(params, patch(light, Optional.empty())),
                describe(params, patch(dim, Optional.empty())), 1e-4f);
    }

    @Test
    void referencesAreLookedAtAsAsked() throws Exception {
        Tile test = patch().image(), good = Tile.allocate(test.shape());
        for (int i = 0; i < good.data().capacity(); i++)
            good.data().put(i, (byte) (i / 300 * 40));
        float[] ofTest = describe(paired(Pairing.TEST), patch(test, Optional.empty()));
        float[] ofGood = describe(paired(Pairing.TEST), patch(good, Optional.empty()));
        float[] both = describe(paired(Pairing.BOTH), patch(test, Optional.of(good)));
        float[] difference = describe(paired(Pairing.DIFFERENCE), patch(test, Optional.of(good)));
        assertEquals(2 * ofTest.length, both.length);
        for (int i = 0; i < ofTest.length; i++) {
            assertEquals(ofTest[i], both[i], "test " + i);
            assertEquals(ofGood[i], both[ofTest.length + i], "reference " + i);
            assertEquals(ofTest[i] - ofGood[i], difference[i], "difference " + i);
        }
        ToolException e = assertThrows(ToolException.class,
                () -> describe(paired(Pairing.BOTH), patch(test, Optional.empty())));
        assertTrue(e.remedy().contains("Reference"), e.remedy());
    }

    @Test
    void namesTellTheLayerTheFileAndWhatDiffersFromTheDefaults() throws Exception {
        Embedding.Params usual = new Embedding.Params(squeezenet, Architecture.AUTO, "auto", 128, 16, Standard.AUTO,
                Pairing.TEST, Scale.TYPE);
        List<String> names = tool.names(usual);
        assertEquals(512, names.size());
        String file = KnownFile.of(squeezenet).fingerprint();
        assertEquals("embedding.fire9." + file + "[17]", names.get(17));
        assertEquals(names, tool.names(new Embedding.Params(squeezenet, Architecture.SQUEEZENET_1_1, "fire9", 128, 16,
                Standard.AUTO, Pairing.TEST, Scale.TYPE)));
        List<String> other = tool.names(new Embedding.Params(squeezenet, Architecture.AUTO, "fire2", 64, 3,
                Standard.UNIT, Pairing.BOTH, Scale.PATCH));
        assertEquals(256, other.size());
        assertEquals("embedding.fire2." + file + ".size64.context3.unit.both.patch[255]", other.get(255));

        Path copy = Files.copy(squeezenet, folder.resolve("copy.safetensors"));
        assertEquals(names, tool.names(new Embedding.Params(copy, Architecture.AUTO, "auto", 128, 16, Standard.AUTO,
                Pairing.TEST, Scale.TYPE)), "the place of the file does not matter");
        byte[] bytes = Files.readAllBytes(copy);
        for (int i = bytes.length / 2; i < bytes.length; i++)
            bytes[i]++;
        Files.write(copy, bytes);
        Files.setLastModifiedTime(copy, java.nio.file.attribute.FileTime.fromMillis(1_000_000));
        assertNotEquals(names, tool.names(new Embedding.Params(copy, Architecture.AUTO, "auto", 128, 16, Standard.AUTO,
                Pairing.TEST, Scale.TYPE)), "its content does");
    }

    @Test
    void withoutAFileTheRemedyIsTold() {
        assertRefused(tool.defaults(), "No weights file", "Choose");
        assertRefused(params(Path.of("not-there.pth"), "auto", 128, 16), "not-there.pth", "Choose");
        assertEquals(List.of(), tool.names(tool.defaults()));
    }

    @Test
    void aLayerThatIsNotThereIsToldWithThoseThatAre() {
        assertRefused(params(squeezenet, "layer4", 128, 16), "no layer \"layer4\"", "fire2");
    }

    @Test
    void aWrongNetIsToldWithTheTensorsThatDoNotFit() throws Exception {
        assertRefused(new Embedding.Params(squeezenet, Architecture.RESNET_18, "auto", 128, 16, Standard.AUTO,
                Pairing.TEST, Scale.TYPE), "conv1.weight is missing", "TorchScript");
        Net resnet = ResNet.of18(3, 5), narrow = new Net("narrow", 3, resnet.nodes().subList(0, 10), resnet.features()
                .entrySet().stream().limit(0).collect(java.util.stream.Collectors.toMap(e -> "", e -> "")), "fc");
        Path part = RandomWeights.write(narrow, folder.resolve("part.safetensors"));
        assertRefused(params(part, "auto", 128, 16), "does not fit ResNet-18: layer1.1.conv1.weight is missing",
                "TorchScript");
        Path grey = RandomWeights.write(ResNet.of18(1, 5), folder.resolve("grey.safetensors"));
        assertRefused(params(grey, "auto", 128, 16), "conv1.weight is 64 × 1 × 7 × 7 instead of 64 × 3 × 7 × 7",
                "torchvision");
    }

    @Test
    void theHeadMayBeOfOtherClassesOrMissing() throws Exception {
        Path other = RandomWeights.write(SqueezeNet.of11(3, 6), folder.resolve("six.safetensors"));
        Net whole = SqueezeNet.of11(3, 6);
        Net headless = new Net("headless", 3, whole.needed(List.of("features.12")), whole.features(), "classifier");
        Path without = RandomWeights.write(headless, folder.resolve("headless.safetensors"));
        Embedding.Params params = params(squeezenet, "auto", 64, 0);
        float[] expected = describe(params, patch());
        assertArrayEquals(expected, describe(params(other, "auto", 64, 0), patch()));
        assertArrayEquals(expected, describe(params(without, "auto", 64, 0), patch()));
    }

    private void assertRefused(Embedding.Params params, String says, String remedy) {
        ToolException checked = assertThrows(ToolException.class, () -> tool.check(params));
        ToolException opened = assertThrows(ToolException.class, () -> tool.open(params, Device.CPU));
        assertEquals(checked.getMessage(), opened.getMessage());
        assertTrue(checked.getMessage().contains(says), checked.getMessage());
        assertTrue(checked.remedy().contains(remedy), checked.remedy());
    }

    @Test
    void aTorchScriptProgramRunsAsItIs() throws Exception {
        Path traced = resource("traced.pt");
        Embedding.Params params = params(traced, "auto", 64, 2);
        String name = "embedding.script." + KnownFile.of(traced).fingerprint() + ".size64.context2";
        assertEquals(IntStream.range(0, 4).mapToObj(i -> name + "[" + i + "]").toList(), tool.names(params));
        float[] first = describe(params, patch());
        try (Step<Patch, Features> step = tool.open(params, Device.CPU); TestRun run = new TestRun()) {
            List<Features> all = step.applyAll(List.of(patch(), patch(), patch(), patch(), patch()), run);
            for (Features each : all)
                assertArrayEquals(first, each.values());
        }
        float sum = 0;
        for (float v : first)
            sum += v;
        assertTrue(sum > 0, "an embedding of zeros");
    }

    @Test
    void aDamagedTorchScriptProgramIsTold() throws Exception {
        Path traced = resource("traced.pt");
        byte[] bytes = Files.readAllBytes(traced);
        Files.write(traced, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        ToolException e = assertThrows(ToolException.class, () -> tool.check(params(traced, "auto", 64, 2)));
        assertFalse(e.getMessage().contains("\n"), e.getMessage());
        assertTrue(e.remedy().length() > 10, e.remedy());
    }

    private static Path resource(String name) throws Exception {
        Path file = folder.resolve(System.nanoTime() + name);
        try (InputStream in = EmbeddingTest.class.getResourceAsStream(name)) {
            Files.write(file, in.readAllBytes());
        }
        return file;
    }
}
