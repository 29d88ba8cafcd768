package org.loupe.tools.torch.detect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.api.Detections;
import org.loupe.api.Device;
import org.loupe.api.Examples;
import org.loupe.api.ExplainingStep;
import org.loupe.api.Model;
import org.loupe.api.Pair;
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.api.TrainingRun;
import org.loupe.testkit.TestRun;
import org.loupe.tools.torch.RandomWeights;
import org.loupe.tools.torch.images.Alterations;
import org.loupe.tools.torch.images.Lesson;
import org.loupe.tools.torch.images.PairInput;
import org.loupe.tools.torch.images.ResNetWeights;
import org.loupe.tools.torch.net.FasterRcnn;
import org.loupe.tools.torch.net.ResNet;
import org.loupe.tools.torch.training.Mistakes;
import org.loupe.tools.torch.training.Optimisation;
import org.loupe.tools.torch.weights.Snapshot;
import org.loupe.tools.torch.weights.Weights;

/** Bright squares and dark bars on noise. */
class FasterRcnnTrainerTest {
    private static final List<String> CLASSES = List.of("square", "bar");
    private static final int SIDE = 64;

    private final FasterRcnnTrainer trainer = new FasterRcnnTrainer();

    private static FasterRcnnTrainer.Params params(int epochs, Path weights) {
        return new FasterRcnnTrainer.Params(new Lesson(false, 1, SIDE, new Alterations(false, 0, 0, 0)),
                FasterRcnnTrainer.Backbone.RESNET18, weights, 2, 16, 16, 32, Mistakes.DEFAULT,
                Optimisation.DEFAULT.with(epochs, 5, 2e-3));
    }

    private Model<Pair, Detections> train(FasterRcnnTrainer.Params params, Examples<Pair, Detections> examples)
            throws Exception {
        try (TestRun run = new TestRun().training(TrainingRun.ALONE);
                Step<Examples<Pair, Detections>, Model<Pair, Detections>> step = trainer.open(params, Device.CPU)) {
            return step.apply(examples, run);
        }
    }

    private static Examples<Pair, Detections> examples(int count) {
        List<Pair> inputs = new ArrayList<>();
        List<Detections> truths = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SplittableRandom random = new SplittableRandom(i);
            Tile test = Tile.allocate(Shape.grey(SIDE, SIDE));
            for (int p = 0; p < SIDE * SIDE; p++)
                test.data().put(p, (byte) (110 + random.nextInt(30)));
            Detections.Builder boxes = new Detections.Builder(CLASSES);
            for (int n = 0; n < 2; n++) { // one in the upper, one in the lower half
                boolean bar = random.nextBoolean();
                int w = bar ? 24 : 16, h = bar ? 12 : 16;
                int x = random.nextInt(SIDE - w), y = n * SIDE / 2 + random.nextInt(SIDE / 2 - h);
                for (int v = y; v < y + h; v++)
                    for (int u = x; u < x + w; u++)
                        test.data().put(v * SIDE + u, (byte) (bar ? 20 : 230));
                boxes.add(x, y, w, h, 1, bar ? 1 : 0, null);
            }
            inputs.add(new Pair(test, Optional.empty(), Optional.empty()));
            truths.add(boxes.build());
        }
        return new Examples<>(CLASSES, inputs, truths, inputs.stream().map(p -> "board").toList());
    }

    private static Detections find(Model<Pair, Detections> model, Pair pair) throws Exception {
        try (TestRun run = new TestRun(); Step<Pair, Detections> step = model.open(Device.CPU)) {
            return step.apply(pair, run);
        }
    }

    private record Found(double score, int image, int row) {
    }

    /** Mean over the classes of the average precision at an overlap of one half. */
    private static double meanPrecision(List<Detections> all, List<Detections> truths) {
        double sum = 0;
        for (int c = 0; c < CLASSES.size(); c++) {
            List<Found> ranked = new ArrayList<>();
            int objects = 0;
            for (int i = 0; i < all.size(); i++) {
                for (int f = 0; f < all.get(i).size(); f++)
                    if (all.get(i).classIndex()[f] == c)
                        ranked.add(new Found(all.get(i).score()[f], i, f));
                for (int kind : truths.get(i).classIndex())
                    objects += kind == c ? 1 : 0;
            }
            ranked.sort(Comparator.comparingDouble(f -> -f.score));
            Set<String> taken = new HashSet<>();
            double precision = 0;
            for (int n = 0; n < ranked.size(); n++) {
                Found found = ranked.get(n);
                Detections truth = truths.get(found.image);
                for (int t = 0; t < truth.size(); t++)
                    if (truth.classIndex()[t] == c && overlap(all.get(found.image), found.row, truth, t) >= 0.5
                            && taken.add(found.image + " " + t)) {
                        precision += taken.size() / (n + 1.0);
                        break;
                    }
            }
            sum += precision / objects;
        }
        return sum / CLASSES.size();
    }

    private static double overlap(Detections a, int i, Detections b, int j) {
        return Boxes.overlap(edges(a, i), 0, edges(b, j), 0);
    }

    private static float[] edges(Detections of, int i) {
        return new float[] { of.x()[i], of.y()[i], of.x()[i] + of.width()[i], of.y()[i] + of.height()[i] };
    }

    @Test
    void learnsTenImagesByHeart(@TempDir Path folder) throws Exception {
        Examples<Pair, Detections> ten = examples(10);
        Model<Pair, Detections> model = train(params(24, Path.of("")), ten);
        List<Detections> found = new ArrayList<>();
        for (Pair pair : ten.inputs())
            found.add(find(model, pair));
        double precision = meanPrecision(found, ten.truths());
        assertTrue(precision >= 0.95, "mAP " + precision);
        double[] heat = heat(model, ten.inputs().get(0), found.get(0), 0);
        assertTrue(heat[0] > 2 * heat[1], "what speaks for an object lies on it: " + heat[0] + " and " + heat[1]);
        try (TestRun run = new TestRun()) {
            double[] good = trainer.losses(params(24, Path.of("")), model, ten, run);
            double[] fresh = trainer.losses(params(1, Path.of("")), train(params(1, Path.of("")), examples(2)), ten, run);
            for (int i = 0; i < 10; i++)
                assertTrue(good[i] < 0.8 * fresh[i], good[i] + " and " + fresh[i]);
        }
        Path file = folder.resolve("model");
        model.write(file);
        Model<Pair, Detections> read = trainer.read(file);
        assertEquals(CLASSES, read.classes());
        assertArrayEquals(found.get(3).score(), find(read, ten.inputs().get(3)).score());
    }

    @Test
    void frozenStagesAndNormalisationsKeepTheWeightsOfTheFile(@TempDir Path folder) throws Exception {
        Path file = RandomWeights.write(ResNet.of18(3, 10), folder.resolve("resnet18.safetensors"));
        Examples<Pair, Detections> two = examples(2);
        Path one = folder.resolve("one"), same = folder.resolve("same");
        train(params(2, file), two).write(one);
        train(params(2, file), two).write(same);
        assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(same), "the same seed gives the same model");
        Snapshot before = Snapshot.of(Weights.of(file)), after = Snapshot.of(Weights.of(one));
        for (String name : List.of("layer1.0.conv1.weight", "bn1.running_mean", "layer3.0.bn1.weight",
                "layer3.0.bn1.running_var"))
            assertArrayEquals(values(before, name), values(after, "backbone.body." + name), name);
        assertTrue(!java.util.Arrays.equals(values(before, "layer2.0.conv1.weight"),
                values(after, "backbone.body.layer2.0.conv1.weight")), "layer2 is not frozen");
        float[] colours = values(before, "conv1.weight"), grey = values(after, "backbone.body.conv1.weight");
        assertEquals(colours[0] + colours[49] + colours[98], grey[0], 1e-6, "the colours are added");
        assertEquals(64 * 49, grey.length);
    }

    private static float[] values(Snapshot weights, String name) throws ToolException {
        List<float[]> values = new ArrayList<>();
        weights.read(List.of(name), (n, v) -> values.add(v));
        return values.get(0);
    }

    @Test
    void anImageAndItsReferenceShareTheFirstWeights(@TempDir Path folder) throws Exception {
        Path file = RandomWeights.write(ResNet.of18(3, 10), folder.resolve("resnet18.safetensors"));
        Weights weights = Weights.of(file);
        ResNetWeights fitted = new ResNetWeights(weights, FasterRcnn.of(18, 6, 1, 8).pyramid(),
                new PairInput(true, true, 1), FasterRcnn::ofResNet);
        assertArrayEquals(new long[] { 64, 6, 7, 7 }, fitted.shape("backbone.body.conv1.weight"));
        float[] given = values(Snapshot.of(weights), "conv1.weight");
        fitted.read(List.of("backbone.body.conv1.weight"), (name, v) -> {
            assertEquals(given[147 + 49 + 5] / 2, v[294 + 49 + 5], 1e-7, "second output, green of the image");
            assertEquals(given[147 + 49 + 5] / 2, v[294 + 147 + 49 + 5], 1e-7, "green of the reference");
        });
    }

    @Test
    void saysWhatItLacks(@TempDir Path folder) throws Exception {
        Examples<Pair, Detections> two = examples(2);
        ToolException empty = assertThrows(ToolException.class, () -> train(params(1, Path.of("")),
                new Examples<>(CLASSES, two.inputs(), List.of(Detections.NONE, Detections.NONE), two.groups())));
        assertTrue(empty.getMessage().contains("no object"), empty.getMessage());
        assertThrows(ToolException.class, () -> train(params(1, folder.resolve("nothing.pth")), two));
        Path fifty = RandomWeights.write(ResNet.of50(3, 10), folder.resolve("resnet50.safetensors"));
        ToolException wrong = assertThrows(ToolException.class, () -> train(params(1, fifty), two));
        assertTrue(wrong.getMessage().contains("layer1.0.conv1"), wrong.getMessage());
    }

    @Test
    void learnsFromImagesWithoutAnObjectAndSmallerThanAWindow() throws Exception {
        Examples<Pair, Detections> two = examples(2);
        Tile small = Tile.allocate(Shape.grey(20, 9));
        Examples<Pair, Detections> mixed = new Examples<>(CLASSES,
                List.of(two.inputs().get(0), new Pair(small, Optional.empty(), Optional.empty())),
                List.of(two.truths().get(0), Detections.NONE), two.groups());
        Detections found = find(train(params(1, Path.of("")), mixed), mixed.inputs().get(1));
        for (int i = 0; i < found.size(); i++)
            assertTrue(found.x()[i] + found.width()[i] <= 20 && found.y()[i] + found.height()[i] <= 9);
    }

    @Test
    void lessMemoryIsAskedForStepByStep() throws Exception {
        Examples<Pair, Detections> two = examples(2);
        long before = Long.MAX_VALUE;
        int steps = 0;
        for (Optional<FasterRcnnTrainer.Params> next = Optional.of(trainer.defaults()); next.isPresent(); steps++) {
            long bytes = trainer.memory(next.get(), two);
            assertTrue(bytes < before && bytes > 100_000_000, bytes + " after " + before);
            before = bytes;
            next = trainer.lighter(next.get());
        }
        assertTrue(steps >= 4, "halves of the batch and the window: " + steps);
    }

    /** Mean heat in an object's box, and beyond it, of what speaks for that object. */
    @SuppressWarnings("unchecked")
    private static double[] heat(Model<Pair, Detections> model, Pair pair, Detections found, int row)
            throws Exception {
        try (TestRun run = new TestRun(); Step<Pair, Detections> step = model.open(Device.CPU)) {
            Tile heat = ((ExplainingStep<Pair>) step).explain(pair, found.select(new int[] { row }), run);
            Region box = found.region(row);
            double[] sum = new double[2], count = new double[2];
            float most = 0;
            for (int y = 0; y < heat.height(); y++)
                for (int x = 0; x < heat.width(); x++) {
                    float value = heat.data().getFloat((y * heat.width() + x) * Float.BYTES);
                    int side = box.contains(x, y) ? 0 : 1;
                    assertTrue(value >= 0 && value <= 1, "found " + value);
                    most = Math.max(most, value);
                    sum[side] += value;
                    count[side]++;
                }
            assertEquals(1, most, "1 where most speaks for it");
            return new double[] { sum[0] / count[0], sum[1] / count[1] };
        }
    }
}
