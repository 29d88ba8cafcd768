package org.loupe.tools.torch.classify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.api.Device;
import org.loupe.api.Examples;
import org.loupe.api.HeatStep;
import org.loupe.api.Model;
import org.loupe.api.Pair;
import org.loupe.api.Predictions;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.api.TrainingRun;
import org.loupe.testkit.TestRun;
import org.loupe.tools.torch.RandomWeights;
import org.loupe.tools.torch.compute.Place;
import org.loupe.tools.torch.images.Alterations;
import org.loupe.tools.torch.net.ResNet;
import org.loupe.tools.torch.training.Optimisation;
import org.loupe.tools.torch.weights.Snapshot;
import org.loupe.tools.torch.weights.Weights;

/** Discs and rings on noise, in images of different sizes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResNetTrainerTest {
    private static final List<String> CLASSES = List.of("disc", "ring");

    private final ResNetTrainer trainer = new ResNetTrainer();
    private Model<Pair, Predictions> model;

    @BeforeAll
    void train() throws Exception {
        model = train(params(Path.of(""), 0, 8), examples(1, 24));
    }

    private static ResNetTrainer.Params params(Path weights, int frozen, int epochs) {
        return new ResNetTrainer.Params(ResNetTrainer.Layers.RESNET18, weights, frozen, false, 64, "",
                Alterations.DEFAULT, Optimisation.DEFAULT.with(epochs, 8, 1e-3));
    }

    private Model<Pair, Predictions> train(ResNetTrainer.Params params, Examples<Pair, Predictions> examples)
            throws Exception {
        try (TestRun run = new TestRun().training(TrainingRun.ALONE); var step = trainer.open(params, Device.CPU)) {
            return step.apply(examples, run);
        }
    }

    private static Examples<Pair, Predictions> examples(long seed, int count) {
        List<Pair> inputs = new ArrayList<>();
        List<Predictions> truths = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SplittableRandom random = new SplittableRandom(seed * 1000 + i);
            int width = 40 + random.nextInt(30), height = 40 + random.nextInt(30), kind = i % 2;
            Tile test = Tile.allocate(Shape.grey(width, height));
            double radius = 10 + random.nextInt(6);
            for (int y = 0; y < height; y++)
                for (int x = 0; x < width; x++) {
                    double away = Math.hypot(x - width / 2.0, y - height / 2.0);
                    boolean bright = away < radius && (kind == 0 || away > radius * 0.6);
                    test.data().put(y * width + x, (byte) ((bright ? 170 : 80) + random.nextInt(40)));
                }
            inputs.add(new Pair(test, Optional.empty(), Optional.empty()));
            truths.add(Predictions.truth(CLASSES, new int[] { kind }));
        }
        return new Examples<>(CLASSES, inputs, truths, inputs.stream().map(p -> "wafer").toList());
    }

    private static Predictions classify(Model<Pair, Predictions> model, Pair pair) throws Exception {
        try (TestRun run = new TestRun(); Step<Pair, Predictions> step = model.open(Device.CPU)) {
            return step.apply(pair, run);
        }
    }

    @Test
    void tellsClassesApartOnImagesThatItHasNotSeen() throws Exception {
        Examples<Pair, Predictions> others = examples(7, 20);
        int right = 0;
        try (TestRun run = new TestRun(); Step<Pair, Predictions> step = model.open(Device.CPU)) {
            for (int i = 0; i < 20; i++) {
                Predictions told = step.apply(others.inputs().get(i), run);
                assertEquals(1, told.probabilities()[0] + told.probabilities()[1], 1e-5);
                right += told.best()[0] == others.truths().get(i).best()[0] ? 1 : 0;
            }
        }
        assertTrue(right >= 18, right + " of 20");
    }

    /** The cross-entropy is the logarithm of what the model gives the true class. */
    @Test
    void itsLossIsToldForEachImage() throws Exception {
        Examples<Pair, Predictions> others = examples(7, 3);
        try (TestRun run = new TestRun()) {
            double[] losses = trainer.losses(params(Path.of(""), 0, 1), model, others, run);
            for (int i = 0; i < 3; i++) {
                double sure = classify(model, others.inputs().get(i)).probabilities()[others.truths().get(i).best()[0]];
                assertEquals(-Math.log(sure), losses[i], 1e-3);
            }
        }
    }

    @Test
    @SuppressWarnings("unchecked")
    void whereItLooksAddsUpToWhatItSays() throws Exception {
        ResNetModel net = (ResNetModel) model;
        float[] bias = values(net.net().weights(), "fc.bias");
        Pair pair = examples(7, 1).inputs().get(0);
        try (TestRun run = new TestRun(); Step<Pair, Predictions> step = model.open(Device.CPU)) {
            Predictions told = step.apply(pair, run);
            double[] logits = new double[2];
            for (int c = 0; c < 2; c++) {
                float[] cells = net.speaking(pair, c, Place.PROCESSOR, run);
                assertEquals(4, cells.length, "64 px by 32");
                for (float cell : cells)
                    logits[c] += cell / cells.length;
                logits[c] += bias[c];
            }
            assertEquals(Math.log(told.probabilities()[0] / told.probabilities()[1]), logits[0] - logits[1], 1e-3);
            Tile heat = ((HeatStep<Pair>) step).heat(pair, run);
            assertEquals(pair.test().width(), heat.width());
            assertEquals(pair.test().height(), heat.height());
            float most = 0;
            for (int i = 0; i < heat.shape().pixels(); i++)
                most = Math.max(most, heat.data().getFloat(i * Float.BYTES));
            assertTrue(most > 0.9 && most <= 1.0001, "1 where most speaks for the class, found " + most);
        }
    }

    @Test
    void aFileKeepsIt(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("net");
        model.write(file);
        Pair pair = examples(9, 1).inputs().get(0);
        assertArrayEquals(classify(model, pair).probabilities(), classify(trainer.read(file), pair).probabilities());
        assertEquals(CLASSES, trainer.read(file).classes());
        Path onnx = folder.resolve("net.onnx");
        ((ResNetModel) model).exportOnnx(onnx);
        assertTrue(Files.size(onnx) > 40_000_000, "11 million numbers of 4 bytes");
    }

    @Test
    void frozenStagesOfAPretrainedNetStayAsTheyAre(@TempDir Path folder) throws Exception {
        Path file = RandomWeights.write(ResNet.of18(3, 10), folder.resolve("resnet18.safetensors"));
        ResNetModel learned = (ResNetModel) train(params(file, 2, 1), examples(1, 8));
        Snapshot now = learned.net().weights(), before = Snapshot.of(Weights.of(file));
        assertArrayEquals(values(before, "layer1.0.conv1.weight"), values(now, "layer1.0.conv1.weight"));
        assertTrue(!Arrays.equals(values(before, "layer2.0.conv1.weight"),
                values(now, "layer2.0.conv1.weight")), "what is not frozen learns");
        assertEquals(2, now.shape("fc.weight")[0], "classes are its own");
        assertEquals(1, now.shape("conv1.weight")[1], "colours are added for grey");
    }

    private static float[] values(Snapshot of, String name) throws Exception {
        float[][] read = { null };
        of.read(List.of(name), (n, values) -> read[0] = values);
        return read[0];
    }

    @Test
    void aSingleClassIsRefused() {
        Examples<Pair, Predictions> two = examples(1, 4);
        Examples<Pair, Predictions> one = new Examples<>(List.of("disc"), two.inputs(), two.truths().stream()
                .map(t -> Predictions.truth(List.of("disc"), new int[] { 0 })).toList(), two.groups());
        ToolException refused = assertThrows(ToolException.class, () -> train(params(Path.of(""), 0, 1), one));
        assertTrue(refused.getMessage().contains("two classes"), refused::toString);
    }
}
