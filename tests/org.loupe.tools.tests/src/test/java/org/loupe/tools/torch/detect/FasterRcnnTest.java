package org.loupe.tools.torch.detect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loupe.api.Detections;
import org.loupe.api.Device;
import org.loupe.api.OnnxRunner;
import org.loupe.api.Pair;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.testkit.TestRun;
import org.loupe.tools.onnx.OnnxDetector;
import org.loupe.tools.torch.Lending;
import org.loupe.tools.torch.RandomWeights;
import org.loupe.tools.torch.compute.Natives;
import org.loupe.tools.torch.images.ImageNet;
import org.loupe.tools.torch.images.PairInput;
import org.loupe.tools.torch.net.FasterRcnn;
import org.loupe.tools.torch.net.Layer;
import org.loupe.tools.torch.net.Net;
import org.loupe.tools.torch.net.Parameter;
import org.loupe.tools.torch.training.LearningNet;
import org.loupe.tools.torch.weights.Snapshot;

/** Against torchvision, whose numbers releng/bench/detector_reference.py has written down. */
class FasterRcnnTest {
    private static final List<String> CLASSES = List.of("a", "b", "c");
    private static final int SMALLEST = 16;
    private static final Map<String, Float> SMALLER = Map.of("rpn.head.bbox_pred", 0.05f, "rpn.head.cls_logits", 0.1f,
            "roi_heads.box_predictor.bbox_pred", 0.2f, "roi_heads.box_predictor.cls_score", 0.5f);

    @BeforeAll
    static void load() throws ToolException {
        Natives.load();
    }

    private static List<String> lines(String file) throws Exception {
        try (var in = FasterRcnnTest.class.getResourceAsStream("/org/loupe/tools/torch/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static List<double[]> numbers(String kind, int layers) throws Exception {
        String start = "resnet" + layers + " " + kind + " ";
        return lines("faster-rcnn.txt").stream().filter(line -> line.startsWith(start))
                .map(line -> Arrays.stream(line.substring(start.length()).split(" "))
                        .mapToDouble(Double::parseDouble).toArray())
                .toList();
    }

    @Test
    void namesShapesAndCountsAreTorchvisions() throws Exception {
        List<String> told = new ArrayList<>();
        for (FasterRcnn net : List.of(FasterRcnn.of(50, 3, 90, 256), FasterRcnn.of(18, 3, 3, 256))) {
            StringBuilder text = new StringBuilder();
            for (Net part : net.parts())
                for (Parameter p : part.parameters())
                    text.append(p.name()).append(' ').append(Arrays.toString(p.shape())).append('\n');
            String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256")
                    .digest(text.toString().getBytes(StandardCharsets.UTF_8)));
            told.add(net.pyramid().name().split("_")[1] + " " + net.size() + " " + hash);
        }
        assertEquals(lines("detectors.txt"), told);
    }

    private static Snapshot weights(FasterRcnn net) {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        Map<String, float[]> values = new LinkedHashMap<>();
        for (Net part : net.parts())
            for (Parameter p : part.parameters())
                if (p.shape().length > 0) {
                    float[] own = RandomWeights.values(p, shapes.size());
                    float factor = p.name().endsWith(".weight") ? SMALLER.getOrDefault(p.name().substring(0,
                            p.name().length() - ".weight".length()), 1f) : 1;
                    for (int i = 0; i < own.length; i++)
                        own[i] *= factor;
                    shapes.put(p.name(), Arrays.stream(p.shape()).asLongStream().toArray());
                    values.put(p.name(), own);
                }
        return new Snapshot(shapes, values);
    }

    private static Tile image(int width, int height, int seed) {
        return noise(new Shape(width, height, 3, Shape.Type.U8, Double.NaN), seed);
    }

    private static Tile noise(Shape shape, int seed) {
        Tile image = Tile.allocate(shape);
        for (int i = 0; i < image.data().capacity(); i++) // with numbers of 32 bits, as the script does
            image.data().put(i, (byte) Math.floor((RandomWeights.hashed(i, seed) + 0.5f) * 256));
        return image;
    }

    private static FasterRcnnModel small() {
        FasterRcnn nets = FasterRcnn.of(18, 3, CLASSES.size(), 16);
        return new FasterRcnnModel(new ImageNet(FasterRcnnTrainer.ID, nets.pyramid(), new PairInput(true, false, 1),
                CLASSES, Map.of(), weights(nets)), nets, SMALLEST);
    }

    @Test
    void itsOnnxFindsTheSame(@TempDir Path folder) throws Exception {
        FasterRcnnModel model = small();
        Path file = folder.resolve("net.onnx");
        model.exportOnnx(file);
        assertEquals(1, model.most());
        try (OnnxRunner.Net loaded = new OnnxDetector().open(file)) {
            for (int[] size : new int[][] { { 192, 128 }, { 32, 320 } }) {
                float[] image = new float[3 * size[0] * size[1]];
                for (int i = 0; i < image.length; i++)
                    image[i] = 4 * RandomWeights.hashed(i, size[0]);
                List<float[]> wanted = model.compute(image, 1, size[0], size[1]);
                List<float[]> given = loaded.compute(image, 1, 3, size[0], size[1], () -> { });
                assertTrue(wanted.get(3).length > 4 * 100, wanted.get(3).length / 4 + " regions");
                assertTrue(wanted.get(2).length > 10, wanted.get(2).length + " objects");
                double difference = model.difference(wanted, given);
                assertTrue(difference <= 1e-4, "difference " + difference);
                given.get(4)[5] += 0.01f;
                assertEquals(0.01, model.difference(wanted, given), 1e-4);
                for (int i = 0; i < given.get(3).length; i += 3)
                    given.get(3)[i]++;
                assertEquals(Double.POSITIVE_INFINITY, model.difference(wanted, given));
            }
        }
    }

    @Test
    void itsOnnxIsReadAsADetector(@TempDir Path folder) throws Exception {
        FasterRcnnModel model = small();
        Path file = folder.resolve("net.onnx");
        model.exportOnnx(file);
        OnnxDetector tool = new OnnxDetector();
        OnnxDetector.Params p = tool.defaults(), params = new OnnxDetector.Params(file, p.input(), "", p.box(), true,
                p.row(), 7, 0.06, 1, p.largest());
        Pair pair = Pair.of(image(160, 128, 77));
        assertEquals(CLASSES, tool.classes(params));
        try (TestRun run = new TestRun(); Step<Pair, Detections> own = model.open(Device.CPU);
                Step<Pair, Detections> read = tool.open(params, Device.CPU)) {
            Detections wanted = own.apply(pair, run), given = read.apply(pair, run);
            int counted = (int) IntStream.range(0, wanted.size()).filter(i -> wanted.score()[i] >= 0.06).count();
            assertTrue(counted > 10 && counted == given.size(), counted + " and " + given.size() + " objects");
            for (int i = 0; i < 10; i++) {
                assertEquals(wanted.score()[i], given.score()[i], 1e-4);
                assertEquals(wanted.classIndex()[i], given.classIndex()[i]);
                assertEquals(wanted.x()[i], given.x()[i], 0.02);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = { 18, 50 })
    void findsWhatTorchvisionFinds(int layers) throws Exception {
        FasterRcnn nets = FasterRcnn.of(layers, 3, CLASSES.size(), 256);
        FasterRcnnModel model = new FasterRcnnModel(new ImageNet(FasterRcnnTrainer.ID, nets.pyramid(),
                new PairInput(true, false, 1), CLASSES, Map.of(), weights(nets)), nets, SMALLEST);
        Detections found;
        try (TestRun run = new TestRun(); Step<Pair, Detections> step = model.open(Device.CPU)) {
            found = step.apply(new Pair(image(150, 118, 77), Optional.empty(), Optional.empty()), run);
        }
        assertEquals(100, found.size());
        List<double[]> expected = numbers("found", layers);
        assertEquals(25, expected.size());
        for (int i = 0; i < expected.size(); i++) {
            double[] e = expected.get(i);
            assertEquals((int) e[5], found.classIndex()[i], "class of " + i);
            assertEquals(e[4], found.score()[i], 1e-5 * e[4], "score of " + i);
            double[] box = { found.x()[i], found.y()[i], found.x()[i] + found.width()[i],
                found.y()[i] + found.height()[i] };
            for (int edge = 0; edge < 4; edge++)
                assertEquals(e[edge], box[edge], 1e-5 * 150, "edge " + edge + " of " + i);
        }
    }

    @Test
    void aDeviceThatIsLentLeavesTheSameObjects() throws Exception {
        FasterRcnnModel model = small();
        Pair pair = Pair.of(noise(Shape.grey(768, 640), 3)); // as it is, so that a device is not asked for planes
        AtomicInteger asked = new AtomicInteger();
        List<String> warnings = new ArrayList<>();
        try (Step<Pair, Detections> step = model.open(Device.CPU)) {
            Detections own = step.apply(pair, new TestRun());
            Detections lent = step.apply(pair, Lending.of(BoxesTest.suppressing(asked), warnings));
            assertEquals(1, asked.get(), "for what may hold an object; of the objects there are few");
            assertEquals(FasterRcnnPass.MOST, own.size());
            assertArrayEquals(own.x(), lent.x());
            assertArrayEquals(own.y(), lent.y());
            assertArrayEquals(own.width(), lent.width());
            assertArrayEquals(own.height(), lent.height());
            assertArrayEquals(own.score(), lent.score());
            assertArrayEquals(own.classIndex(), lent.classIndex());
        }
        assertEquals(List.of(), warnings);
    }

    @Test
    void aDeviceThatIsLentGivesTheSameLoss() throws Exception {
        FasterRcnn nets = FasterRcnn.of(18, 3, CLASSES.size(), 16);
        int side = 448;
        float[] planes = new PairInput(true, false, 1).of(Pair.of(image(side, side, 5))).values();
        RegionSample sample = new RegionSample(planes, new Matching.Truth(new float[] { 10, 12, 90, 70 }, new int[1]),
                new float[] { 0, 0, side, side }, 1);
        AtomicInteger asked = new AtomicInteger();
        Run lending = Lending.of(BoxesTest.suppressing(asked), new ArrayList<>());
        List<Map<String, Double>> losses = new ArrayList<>();
        torch.set_num_threads(1);
        try (LearningNet pyramid = new LearningNet(nets.pyramid(), new SplittableRandom(1));
                LearningNet proposals = new LearningNet(nets.proposals(), new SplittableRandom(1));
                LearningNet head = new LearningNet(nets.head(), new SplittableRandom(1))) {
            for (LearningNet net : List.of(pyramid, proposals, head))
                net.load(weights(nets));
            for (Optional<Run> run : List.of(Optional.<Run>empty(), Optional.of(lending)))
                try (PointerScope scope = new PointerScope()) {
                    Map<String, Double> told = new LinkedHashMap<>();
                    new FasterRcnnLoss(pyramid, proposals, head, SMALLEST, 256, 128, 1, new float[] { 1, 1, 1 }, run)
                            .of(Tensor.create(planes, 1, 3, side, side), List.of(sample), told);
                    losses.add(told);
                }
        }
        assertEquals(losses.get(0), losses.get(1));
        assertEquals(1, asked.get());
    }

    private static RegionSample sample(int seed, int[] kinds, float... boxes) throws ToolException {
        float[] planes = new PairInput(true, false, 1)
                .of(new Pair(image(96, 96, seed), Optional.empty(), Optional.empty())).values();
        return new RegionSample(planes, new Matching.Truth(boxes, kinds), new float[] { 0, 0, 96, 96 }, 1);
    }

    @ParameterizedTest
    @ValueSource(ints = { 18, 50 })
    void losesWhatTorchvisionLoses(int layers) throws Exception {
        FasterRcnn nets = FasterRcnn.of(layers, 3, CLASSES.size(), 256);
        Snapshot weights = weights(nets);
        List<RegionSample> batch = List.of(sample(5, new int[] { 0, 2 }, 10, 12, 30, 40, 50, 50, 90, 70),
                sample(6, new int[] { 1 }, 5, 60, 25, 80));
        torch.set_num_threads(1);
        try (LearningNet pyramid = new LearningNet(nets.pyramid(), new SplittableRandom(1));
                LearningNet proposals = new LearningNet(nets.proposals(), new SplittableRandom(1));
                LearningNet head = new LearningNet(nets.head(), new SplittableRandom(1));
                PointerScope scope = new PointerScope()) {
            for (LearningNet net : List.of(pyramid, proposals, head))
                net.load(weights);
            List<String> norms = nets.pyramid().nodes().stream().filter(n -> n.layer() instanceof Layer.BatchNorm)
                    .map(Net.Node::name).toList();
            pyramid.freeze(norms::contains);
            float[] planes = new float[2 * 3 * 96 * 96];
            for (int i = 0; i < 2; i++)
                System.arraycopy(batch.get(i).planes(), 0, planes, i * planes.length / 2, planes.length / 2);
            Map<String, Double> told = new LinkedHashMap<>();
            Tensor loss = new FasterRcnnLoss(pyramid, proposals, head, SMALLEST, 1_000_000, 1_000_000, 1,
                    new float[] { 1, 1, 1 }, Optional.empty())
                    .of(Tensor.create(planes, 2, 3, 96, 96), batch, told);
            double[] expected = numbers("losses", layers).get(0);
            List<String> parts = List.of("objectnessLoss", "proposalLoss", "classLoss", "boxLoss");
            double sum = 0;
            for (int i = 0; i < parts.size(); i++) {
                assertEquals(expected[i], told.get(parts.get(i)), 1e-5 * expected[i], parts.get(i));
                sum += expected[i];
            }
            assertEquals(sum, loss.item_float(), 1e-5 * sum);
            if (layers == 18)
                assertClassesAreWeighted(batch, told.get("classLoss"), weighted -> new FasterRcnnLoss(pyramid,
                        proposals, head, SMALLEST, 1_000_000, 1_000_000, 1, weighted, Optional.empty()),
                        Tensor.create(planes, 2, 3, 96, 96));
            loss.backward();
            double[] gradients = numbers("gradients", layers).get(0), rounding = numbers("rounding", layers).get(0);
            double[] own = { gradient(pyramid, "backbone.body.conv1.weight"),
                gradient(pyramid, "backbone.fpn.layer_blocks.0.0.weight"),
                gradient(proposals, "rpn.head.conv.0.0.weight"), gradient(head, "roi_heads.box_head.fc6.weight") };
            for (int i = 0; i < own.length; i++) // as near to 64 bits as torchvision is with 32
                assertEquals(gradients[i], own[i], Math.max(3e-5, 1.5 * rounding[i]) * gradients[i], "gradient " + i);
        }
    }

    /** Another weight of any class gives another loss of classes. */
    private static void assertClassesAreWeighted(List<RegionSample> batch, double alike,
            Function<float[], FasterRcnnLoss> loss, Tensor images) throws Exception {
        double[] of = new double[3];
        for (int c = 0; c < 3; c++) {
            float[] weights = { 1, 1, 1 };
            weights[c] = 1e4f;
            Map<String, Double> told = new LinkedHashMap<>();
            loss.apply(weights).of(images, batch, told);
            of[c] = told.get("classLoss");
        }
        assertTrue(Math.abs(of[0] - alike) > 1e-3 * alike && Math.abs(of[0] - of[1]) > 1e-3 * of[0]
                && Math.abs(of[1] - of[2]) > 1e-3 * of[1], () -> alike + " and " + Arrays.toString(of));
    }

    private static double gradient(LearningNet net, String name) {
        List<String> learned = net.net().nodes().stream().filter(n -> !(n.layer() instanceof Layer.BatchNorm))
                .flatMap(n -> n.parameters().stream()).map(Parameter::name).toList();
        return net.learned().get(learned.indexOf(name)).grad().norm().item_float();
    }

    @Test
    void theFirstStagesAreTheStemAndThenTheResidualOnes() {
        assertTrue(FasterRcnn.inFirst(1, "backbone.body.conv1") && FasterRcnn.inFirst(1, "backbone.body.bn1"));
        assertTrue(!FasterRcnn.inFirst(0, "backbone.body.conv1"));
        assertTrue(!FasterRcnn.inFirst(1, "backbone.body.layer1.0.conv1"));
        assertTrue(FasterRcnn.inFirst(2, "backbone.body.layer1.0.conv1"));
        assertTrue(!FasterRcnn.inFirst(4, "backbone.body.layer4.0.conv1"));
        assertTrue(FasterRcnn.inFirst(5, "backbone.body.layer4.0.conv1"));
        assertTrue(!FasterRcnn.inFirst(5, "backbone.fpn.inner_blocks.0.0"));
    }
}
