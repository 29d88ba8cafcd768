package org.loupe.tools.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loupe.api.Device;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.testkit.TestRun;
import org.loupe.tools.torch.EmbeddingMap.Params;
import org.loupe.tools.torch.EmbeddingMap.Scale;
import org.loupe.tools.torch.net.ResNet;
import org.loupe.tools.torch.net.SqueezeNet;

/** Places are described where they are, whatever the size of the image and of the blocks that it is cut into. */
class EmbeddingMapTest {
    @TempDir
    private static Path folder;
    private static Path squeezenet, resnet;

    private final EmbeddingMap tool = new EmbeddingMap();

    @BeforeAll
    static void write() throws Exception {
        squeezenet = RandomWeights.write(SqueezeNet.of10(3, 10), folder.resolve("squeezenet1_0.safetensors"));
        resnet = RandomWeights.write(ResNet.of18(3, 10), folder.resolve("resnet18.safetensors"));
    }

    private static Params params(Path weights, String layers, int channels, int seed) {
        return new Params(weights, Architecture.AUTO, layers, channels, seed, Standard.AUTO, Scale.TYPE);
    }

    private static Tile noise(int width, int height) {
        SplittableRandom random = new SplittableRandom(width);
        Tile image = Tile.allocate(Shape.grey(width, height));
        for (int i = 0; i < width * height; i++)
            image.data().put(i, (byte) random.nextInt(256));
        return image;
    }

    private Tile map(Params params, Tile image) throws Exception {
        try (Step<Tile, Tile> step = tool.open(params, Device.CPU); TestRun run = new TestRun()) {
            Tile made = step.apply(image, run), kept = Tile.allocate(made.shape());
            kept.data().put(made.data());
            return kept;
        }
    }

    private static float[] values(Tile map) {
        float[] values = new float[map.data().asFloatBuffer().remaining()];
        map.data().asFloatBuffer().get(values);
        return values;
    }

    private static float[] place(Tile map, int x, int y) {
        float[] place = new float[map.shape().channels()];
        map.data().asFloatBuffer().position((y * map.width() + x) * place.length).get(place);
        return place;
    }

    @Test
    void theUsualLayersAreTheLastOfStrides4And8() throws Exception {
        assertEquals(64, tool.channels(tool.defaults()), "without a file, what was asked for");
        for (Path weights : new Path[] { squeezenet, resnet }) {
            assertEquals(4, tool.stride(params(weights, "auto", 64, 1)));
            assertEquals(64, tool.channels(params(weights, "auto", 64, 1)));
        }
        assertEquals(64 + 128, tool.channels(params(resnet, "auto", 1024, 1)));
        assertEquals(256 + 512, tool.channels(params(squeezenet, "auto", 1024, 1)));
        assertEquals(9 * 10 * 8, values(map(params(squeezenet, "fire4, fire8", 9, 1), noise(40, 30))).length);
        assertArrayEquals(values(map(params(squeezenet, "auto", 9, 1), noise(40, 30))),
                values(map(params(squeezenet, "fire4, fire8", 9, 1), noise(40, 30))));
    }

    @ParameterizedTest
    @CsvSource({ "squeezenet, 'fire4,fire8'", "squeezenet, 'fire8,fire3'", "resnet, 'layer1,layer2'" })
    void aPlaceIsTheSameInThePartOfAnImageAsInTheWhole(String net, String layers) throws Exception {
        Params params = params(net.equals("resnet") ? resnet : squeezenet, layers, 16, 1);
        Tile whole = noise(560, 300), part = Tile.allocate(Shape.grey(320, 300));
        int left = 240;
        for (int y = 0; y < 300; y++)
            for (int x = 0; x < 320; x++)
                part.set(x, y, 0, whole.get(x + left, y, 0));
        Tile ofWhole = map(params, whole), ofPart = map(params, part);
        int stride = tool.stride(params), from = (tool.halo(params) + stride - 1) / stride;
        assertTrue(from < ofPart.width() - 10, "halo " + tool.halo(params));
        for (int y = 0; y < ofPart.height(); y += 5)
            for (int x = from; x < ofPart.width(); x++)
                assertArrayEquals(place(ofWhole, x + left / stride, y), place(ofPart, x, y), 1e-4f, x + ", " + y);
    }

    @ParameterizedTest
    @CsvSource({ "squeezenet, fire3", "squeezenet, fire8", "resnet, layer1", "resnet, layer2", "squeezenet, auto" })
    void whatChangesIsDescribedWhereItIs(String net, String layers) throws Exception {
        Params params = params(net.equals("resnet") ? resnet : squeezenet, layers, 1024, 1);
        Tile plain = noise(300, 280), dotted = Tile.allocate(plain.shape());
        dotted.data().put(0, plain.data(), 0, 300 * 280);
        for (int y = 130; y < 134; y++)
            for (int x = 200; x < 204; x++)
                dotted.set(x, y, 0, plain.get(x, y, 0) < 128 ? 255 : 0);
        Tile before = map(params, plain), after = map(params, dotted);
        int stride = tool.stride(params), halo = tool.halo(params);
        double sum = 0, atX = 0, atY = 0;
        for (int y = 0; y < before.height(); y++)
            for (int x = 0; x < before.width(); x++) {
                double change = 0;
                float[] one = place(before, x, y), other = place(after, x, y);
                for (int c = 0; c < one.length; c++)
                    change += (one[c] - other[c]) * (one[c] - other[c]);
                double px = (x + 0.5) * stride, py = (y + 0.5) * stride;
                if (Math.abs(px - 202) > halo + 2 || Math.abs(py - 132) > halo + 2)
                    assertEquals(0, change, 1e-5, "beyond the halo at " + px + ", " + py);
                sum += change;
                atX += change * px;
                atY += change * py;
            }
        assertTrue(sum > 0);
        assertEquals(202, atX / sum, stride * 0.6, "column of the change");
        assertEquals(132, atY / sum, stride * 0.6, "row of the change");
    }

    @Test
    void chosenChannelsAreSomeOfAllAndDependOnTheSeed() throws Exception {
        Tile image = noise(50, 40);
        float[] all = place(map(params(squeezenet, "fire2,fire5", 1024, 1), image), 5, 4);
        float[] some = place(map(params(squeezenet, "fire2,fire5", 12, 1), image), 5, 4);
        assertEquals(128 + 256, all.length);
        int at = 0;
        for (float value : some) {
            while (at < all.length && all[at] != value)
                at++;
            assertTrue(at < all.length, value + " is none of all, or not in their order");
        }
        assertFalse(Arrays.equals(some, place(map(params(squeezenet, "fire2,fire5", 12, 2), image), 5, 4)));
    }

    @Test
    void greyIsGivenToAllChannelsAndTheImagesScaleTakesAwayDifferencesOfLight() throws Exception {
        Tile grey = noise(70, 60), rgb = Tile.allocate(grey.shape().samples(3, Shape.Type.U8));
        Tile dim = Tile.allocate(grey.shape().samples(1, Shape.Type.F32));
        for (int i = 0; i < 70 * 60; i++) {
            int v = grey.data().get(i) & 0xff;
            for (int c = 0; c < 3; c++)
                rgb.data().put(3 * i + c, (byte) v);
            dim.data().putFloat(4 * i, 3 + 0.25f * v);
        }
        Params params = params(squeezenet, "fire3", 8, 1);
        assertArrayEquals(values(map(params, grey)), values(map(params, rgb)));
        assertArrayEquals(values(map(params, grey)), values(map(params, dim)), 1e-4f); // noise has both 0 and 255
    }

    @Test
    void whatCannotBeUsedIsToldWithTheRemedy() throws Exception {
        refused(tool.defaults(), "No weights file", "Choose");
        refused(params(Path.of("not-there.pth"), "auto", 64, 1), "not-there.pth", "Choose");
        refused(params(squeezenet, "layer2", 64, 1), "no layer \"layer2\"", "fire2");
        refused(params(resnet, "fc", 64, 1), "gives no map", "layer1");
        Path script = folder.resolve("traced.pt");
        try (var in = EmbeddingTest.class.getResourceAsStream("traced.pt")) {
            Files.write(script, in.readAllBytes());
        }
        refused(params(script, "auto", 64, 1), "TorchScript", ".safetensors");
        assertNotEquals(0, tool.halo(params(resnet, "auto", 64, 1)));
    }

    private void refused(Params params, String says, String remedy) {
        ToolException checked = assertThrows(ToolException.class, () -> tool.check(params));
        ToolException opened = assertThrows(ToolException.class, () -> tool.open(params, Device.CPU));
        assertEquals(checked.getMessage(), opened.getMessage());
        assertTrue(checked.getMessage().contains(says), checked.getMessage());
        assertTrue(checked.remedy().contains(remedy), checked.remedy());
    }
}
