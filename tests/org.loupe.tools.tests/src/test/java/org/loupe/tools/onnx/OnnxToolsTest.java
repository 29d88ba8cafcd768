package org.loupe.tools.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.api.Detections;
import org.loupe.api.Detector;
import org.loupe.api.Device;
import org.loupe.api.FeatureExtractor;
import org.loupe.api.Features;
import org.loupe.api.Mask;
import org.loupe.api.Model;
import org.loupe.api.Pair;
import org.loupe.api.Patch;
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.Tool;
import org.loupe.api.ToolException;
import org.loupe.api.ToolProvider;
import org.loupe.testkit.TestRun;
import org.loupe.testkit.ToolContract;
import org.loupe.tools.torch.RandomWeights;
import org.loupe.tools.torch.classify.ResNetTrainer;
import org.loupe.tools.torch.detect.CenterNetTrainer;
import org.loupe.tools.torch.images.ImageNet;
import org.loupe.tools.torch.images.OnnxExport;
import org.loupe.tools.torch.images.PairInput;
import org.loupe.tools.torch.net.CenterNet;
import org.loupe.tools.torch.net.Net;
import org.loupe.tools.torch.net.ResNet;
import org.loupe.tools.torch.net.SmallNets;
import org.loupe.tools.torch.net.UNet;
import org.loupe.tools.torch.onnx.OnnxFile;
import org.loupe.tools.torch.segment.UNetTrainer;
import org.loupe.tools.torch.weights.Snapshot;
import org.loupe.tools.torch.weights.Weights;

class OnnxToolsTest {
    private static final List<String> CLASSES = List.of("pit", "particle");

    @TempDir
    private static Path folder;
    private static Path detector, segmenter, classifier;
    private static ImageNet centerNet, unet;

    @BeforeAll
    static void export() throws Exception {
        centerNet = net(CenterNetTrainer.ID, CenterNet.of(2, 2, 4), new PairInput(false, true, 2), Map.of("width", 4));
        detector = write(centerNet, List.of(CenterNet.HEAT, CenterNet.BOX), 16, "detector.onnx");
        unet = net(UNetTrainer.ID, UNet.of(1, 2, 4, 2), new PairInput(false, false, 1), Map.of("width", 4, "levels", 2));
        segmenter = write(unet, List.of("final_conv"), 4, "segmenter.onnx");
        Net five = SmallNets.telling(5);
        classifier = folder.resolve("classifier.onnx");
        OnnxFile.write(five, List.of(five.output()), weights(five), Map.of(), classifier);
    }

    private static ImageNet net(String kind, Net net, PairInput input, Map<String, Integer> numbers) throws Exception {
        return new ImageNet(kind, net, input, CLASSES, numbers, weights(net));
    }

    private static Snapshot weights(Net net) throws Exception {
        return Snapshot.of(Weights.of(RandomWeights.write(net, folder.resolve(net.name() + ".safetensors"))));
    }

    private static Path write(ImageNet net, List<String> outputs, int step, String name) throws Exception {
        new OnnxExport(net, outputs, step).write(folder.resolve(name));
        return folder.resolve(name);
    }

    @TestFactory
    Stream<DynamicTest> contract() {
        return ToolContract.of(new WithModels());
    }

    /** The tools, their defaults being those with a file. */
    public static final class WithModels implements ToolProvider {

        @Override
        public List<Tool<?, ?, ?>> tools() {
            return List.of(new Finding<>(new OnnxDetector(), detecting(detector)),
                    new Finding<>(new OnnxSegmenter(), segmenting(segmenter)),
                    new Describing<>(new OnnxClassifier(), classifying(classifier, "")),
                    new Describing<>(new OnnxEmbedding(), embedding(classifier)));
        }
    }

    private static OnnxDetector.Params detecting(Path file) {
        OnnxDetector.Params p = new OnnxDetector().defaults();
        return new OnnxDetector.Params(file, p.input(), p.classes(), p.box(), p.relative(), p.row(), p.firstLabel(), 0.02, 1,
                p.largest());
    }

    private static OnnxSegmenter.Params segmenting(Path file) {
        OnnxSegmenter.Params p = new OnnxSegmenter().defaults();
        return new OnnxSegmenter.Params(file, p.input(), p.classes(), p.maps(), p.limit(), 1, p.largest());
    }

    private static Input small() {
        Input p = Described.INPUT;
        return new Input(p.colours(), p.range(), p.mean(), p.deviation(), 40, 32);
    }

    private static OnnxClassifier.Params classifying(Path file, String classes) {
        return new OnnxClassifier.Params(file, small(), 4, classes, true);
    }

    private static OnnxEmbedding.Params embedding(Path file) {
        return new OnnxEmbedding.Params(file, small(), 4);
    }

    private record Finding<P extends Record>(Detector<P> tool, P chosen) implements Detector<P> {

        @Override
        public Info info() {
            return tool.info();
        }

        @Override
        public P defaults() {
            return chosen;
        }

        @Override
        public List<String> classes(P params) {
            return tool.classes(params);
        }

        @Override
        public int halo(P params) {
            return tool.halo(params);
        }

        @Override
        public boolean global(P params) {
            return tool.global(params);
        }

        @Override
        public void check(P params, Shape in) throws ToolException {
            tool.check(params, in);
        }

        @Override
        public Step<Pair, Detections> open(P params, Device device) throws ToolException {
            return tool.open(params, device);
        }
    }

    private record Describing<P extends Record>(FeatureExtractor<P> tool, P chosen) implements FeatureExtractor<P> {

        @Override
        public Info info() {
            return tool.info();
        }

        @Override
        public P defaults() {
            return chosen;
        }

        @Override
        public List<String> names(P params) {
            return tool.names(params);
        }

        @Override
        public void check(P params) throws ToolException {
            tool.check(params);
        }

        @Override
        public int context(P params) {
            return tool.context(params);
        }

        @Override
        public Step<Patch, Features> open(P params, Device device) throws ToolException {
            return tool.open(params, device);
        }
    }

    @Test
    void anExportedDetectorFindsWhatItsModelFinds() throws Exception {
        Path file = folder.resolve("detector.safetensors");
        centerNet.write(file);
        Model<Pair, Detections> model = new CenterNetTrainer().read(file);
        Pair pair = Pair.of(noise(203, 151, 1), noise(203, 151, 2));
        try (TestRun run = new TestRun(); var own = model.open(Device.CPU);
                var onnx = new OnnxDetector().open(detecting(detector), Device.CPU)) {
            Detections wanted = own.apply(pair, run), given = onnx.apply(pair, run);
            assertEquals(CLASSES, given.classes());
            assertTrue(wanted.size() > 10, "only " + wanted.size() + " are found");
            assertEquals(wanted.size(), given.size());
            for (int i = 0; i < wanted.size(); i++) {
                assertEquals(wanted.classIndex()[i], given.classIndex()[i]);
                assertEquals(wanted.score()[i], given.score()[i], 1e-3);
                assertEquals(wanted.x()[i], given.x()[i], 1e-3);
                assertEquals(wanted.y()[i], given.y()[i], 1e-3);
                assertEquals(wanted.width()[i], given.width()[i], 1e-3);
                assertEquals(wanted.height()[i], given.height()[i], 1e-3);
            }
        }
    }

    @Test
    void anExportedSegmenterFindsThePixelsOfItsModel() throws Exception {
        Path file = folder.resolve("segmenter.safetensors");
        unet.write(file);
        Pair pair = Pair.of(noise(50, 39, 3));
        int[] wanted = new int[2], given = new int[2];
        try (TestRun run = new TestRun(); var own = new UNetTrainer().read(file).open(Device.CPU);
                var onnx = new OnnxSegmenter().open(segmenting(segmenter), Device.CPU)) {
            var sure = own.apply(pair, run).data().asFloatBuffer();
            for (int i = 0; i < 50 * 39; i++) {
                int best = sure.get(2 * i + 1) > sure.get(2 * i) ? 1 : 0;
                if (sure.get(2 * i + best) >= 0.5)
                    wanted[best]++;
            }
            Detections found = onnx.apply(pair, run);
            for (int i = 0; i < found.size(); i++)
                given[found.classIndex()[i]] += Mask.area(found.masks()[i]);
        }
        assertTrue(wanted[0] + wanted[1] > 100, "few pixels: " + wanted[0] + ", " + wanted[1]);
        assertEquals(wanted[0], given[0], 2);
        assertEquals(wanted[1], given[1], 2);
    }

    @Test
    void aClassifierGivesProbabilities() throws Exception {
        OnnxClassifier tool = new OnnxClassifier();
        OnnxClassifier.Params params = classifying(classifier, "a, b, c, d, e");
        Tile image = noise(60, 60, 4);
        try (TestRun run = new TestRun(); var step = tool.open(params, Device.CPU)) {
            Features row = step.apply(new Patch(image, Optional.empty(), new Region(20, 22, 9, 7),
                    noise(60, 60, 5)), run);
            assertEquals(tool.names(params), row.names());
            assertTrue(row.names().get(1).startsWith("p b."), row.names().toString());
            double sum = 0;
            for (float p : row.values())
                sum += p;
            assertEquals(1, sum, 1e-5);
        }
        ToolException wrong = assertThrows(ToolException.class, () -> tool.check(classifying(classifier, "a, b")));
        assertTrue(wrong.getMessage().contains("5 classes") && wrong.getMessage().contains("2 are named"),
                wrong.getMessage());
    }

    @Test
    void anExportedResNetTellsWhatItsModelTells() throws Exception {
        Net layers = ResNet.of18(2, 3);
        ImageNet net = new ImageNet(ResNetTrainer.ID, layers, new PairInput(false, true, 1),
                List.of("open", "pit", "short"), Map.of("layers", 18, "side", 64), weights(layers));
        Path model = folder.resolve("resnet.safetensors");
        Path file = write(net, List.of(layers.output()), 1, "resnet.onnx");
        net.write(model);
        OnnxClassifier tool = new OnnxClassifier();
        OnnxClassifier.Params params = new OnnxClassifier.Params(file, Described.INPUT, 16, "", true);
        tool.check(params);
        assertTrue(tool.names(params).get(0).startsWith("p open."), tool.names(params).toString());
        Tile image = noise(60, 50, 6), reference = noise(60, 50, 7);
        try (TestRun run = new TestRun(); var own = new ResNetTrainer().read(model).open(Device.CPU);
                var onnx = tool.open(params, Device.CPU)) {
            // boxes, and the squares of 16 px more as far as they lie in the image
            for (Map.Entry<Region, Region> box : Map.of(new Region(20, 20, 9, 9), new Region(4, 4, 41, 41),
                    new Region(0, 3, 12, 12), new Region(0, 0, 28, 31), new Region(50, 40, 10, 10),
                    new Region(34, 24, 26, 26), new Region(0, 0, 60, 50), image.shape().region()).entrySet()) {
                Pair seen = Pair.of(cut(image, box.getValue()), cut(reference, box.getValue()));
                Patch patch = new Patch(image, Optional.of(reference), box.getKey(), noise(60, 50, 5));
                assertArrayEquals(own.apply(seen, run).probabilities(), onnx.apply(patch, run).values(), 1e-4f,
                        box.toString());
            }
        }
        assertTrue(refused(() -> tool.check(classifying(detector, ""))).contains("loupe.center-net"));
        OnnxEmbedding embedding = new OnnxEmbedding();
        assertEquals(3, embedding.names(new OnnxEmbedding.Params(file, Described.INPUT, 16)).size());
        ResourceBundle words = ResourceBundle.getBundle("org.loupe.tools.onnx.tools", Locale.SIMPLIFIED_CHINESE);
        for (Tool<?, ?, ?> one : List.of(tool, embedding)) {
            assertTrue(one.info().help().contains("ResNet that Loupe exported"), one.info().help());
            String chinese = words.getString(one.info().id() + ".help");
            assertTrue(chinese.contains("Loupe 导出的 ResNet"), chinese);
        }
    }

    @Test
    void filesForSeveralImagesAtOnceAreRefusedBeforeARun() {
        NetFile four = new NetFile(Path.of("four.onnx"), "", "image", List.of(4L, 3L, 64L, 64L),
                Map.of("out", List.of(4L, 6L)), Map.of());
        assertTrue(refused(() -> Preparation.of(four, Input.DEFAULT)).contains("4 images at once"));
    }

    @Test
    void anotherNumberOfClassesThanANetTellsApartIsRefusedBeforeARun() throws Exception {
        Net maps = UNet.of(1, 2, 4, 2);
        Path others = folder.resolve("maps.onnx");
        OnnxFile.write(maps, List.of("final_conv"), weights(maps), Map.of(), others);
        OnnxSegmenter.Params p = segmenting(others);
        Shape grey = Shape.grey(40, 30);
        for (String classes : List.of("pit", "pit, scratch", "a, b, c")) {
            OnnxSegmenter.Params named = new OnnxSegmenter.Params(others, p.input(), classes, p.maps(), p.limit(),
                    p.area(), p.largest());
            if (classes.equals("pit, scratch"))
                new OnnxSegmenter().check(named, grey);
            else
                assertTrue(refused(() -> new OnnxSegmenter().check(named, grey)).contains("second axis must be"));
        }
        OnnxDetector.Params d = new OnnxDetector().defaults();
        OnnxDetector.Params rows = new OnnxDetector.Params(others, d.input(), "a, b", d.box(), d.relative(),
                OnnxDetector.Row.OBJECT_SCORES, 0, 0.3, 0.5, 64);
        Table.check(rows(List.of(1L, 7L, -1L)), rows);
        Table.check(rows(List.of(-1L, -1L, -1L)), rows);
        String refused = refused(() -> Table.check(rows(List.of(1L, 6L, 300L)), rows));
        assertTrue(refused.contains("must be 7") && refused.contains("\"object-scores\""), refused);
    }

    private static NetFile rows(List<Long> shape) {
        return new NetFile(Path.of("rows.onnx"), "", "image", List.of(1L, 3L, 64L, 64L), Map.of("out", shape),
                Map.of());
    }

    @Test
    void whatIsWrongWithAFileIsToldInPlainWords() throws Exception {
        Shape grey = Shape.grey(40, 30);
        Path none = folder.resolve("none.onnx"), empty = Files.write(folder.resolve("empty.onnx"), new byte[0]);
        assertEquals("There is no file \"" + none + "\".",
                refused(() -> new OnnxDetector().check(detecting(none), grey)));
        String said = refused(() -> new OnnxDetector().check(detecting(empty), grey));
        assertTrue(said.endsWith("ModelProto does not have a graph."), said);
        assertFalse(said.contains(".cc:") || said.contains("Error code"), said);
    }

    @Test
    void wrongFilesAreNamedWithARemedy() throws Exception {
        Path text = Files.writeString(folder.resolve("text.onnx"), "no net");
        Shape grey = Shape.grey(40, 30);
        for (Path file : List.of(Path.of(""), folder, folder.resolve("none.onnx"), text)) {
            refused(() -> new OnnxDetector().check(detecting(file), grey));
            refused(() -> new OnnxSegmenter().check(segmenting(file), grey));
            refused(() -> new OnnxClassifier().check(classifying(file, "")));
            refused(() -> new OnnxEmbedding().check(embedding(file)));
            assertEquals(List.of(), new OnnxEmbedding().names(embedding(file)));
        }
        // a file for another tool
        assertTrue(refused(() -> new OnnxDetector().check(detecting(segmenter), grey)).contains("loupe.unet"));
        assertTrue(refused(() -> new OnnxSegmenter().check(segmenting(detector), grey)).contains("loupe.center-net"));
        refused(() -> new OnnxSegmenter().check(segmenting(classifier), grey));
        refused(() -> new OnnxEmbedding().check(embedding(detector)));
    }

    private interface Refusing {
        void check() throws ToolException;
    }

    private static String refused(Refusing check) {
        ToolException e = assertThrows(ToolException.class, check::check);
        assertTrue(e.getMessage().length() > 10 && e.remedy().length() > 10, e.getMessage() + " / " + e.remedy());
        return e.getMessage();
    }

    private static Tile cut(Tile image, Region part) {
        byte[] samples = new byte[part.width() * part.height()];
        for (int i = 0; i < samples.length; i++)
            samples[i] = image.data().get((part.y() + i / part.width()) * image.width() + part.x() + i % part.width());
        return Tile.of(Shape.grey(part.width(), part.height()), samples);
    }

    private static Tile noise(int width, int height, int seed) {
        byte[] samples = new byte[width * height];
        new Random(seed).nextBytes(samples);
        return Tile.of(Shape.grey(width, height), samples);
    }
}
