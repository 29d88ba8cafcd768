package org.loupe.tools.torch.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.loupe.api.Device;
import org.loupe.api.Examples;
import org.loupe.api.Model;
import org.loupe.api.Pair;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.api.TrainingRun;
import org.loupe.testkit.Golden;
import org.loupe.testkit.TestRun;
import org.loupe.tools.torch.compute.Natives;
import org.loupe.tools.torch.compute.Place;
import org.loupe.tools.torch.compute.Tensors;
import org.loupe.tools.torch.images.Alterations;
import org.loupe.tools.torch.images.Lesson;
import org.loupe.tools.torch.net.UNet;
import org.loupe.tools.torch.segment.UNetTrainer;
import org.loupe.tools.torch.weights.Snapshot;

/** The training loop, seen through a small U-Net. */
class FitTest {
    private static final int EPOCHS = 4;
    private static final Shape SHAPE = Shape.grey(40, 36);

    @TempDir
    private Path folder;

    private static Optimisation how(Optimisation.Optimizer optimizer, double rate) {
        Optimisation d = Optimisation.DEFAULT;
        return new Optimisation(EPOCHS, 2, rate, optimizer, d.weightDecay(), d.schedule(), d.warmUp(), 0, d.precision(),
                d.leastSteps());
    }

    private static Examples<Pair, Tile> examples() {
        List<Pair> inputs = new ArrayList<>();
        List<Tile> truths = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Tile test = Golden.image(SHAPE), truth = Tile.allocate(SHAPE.samples(1, Shape.Type.F32));
            for (int p = 0; p < SHAPE.pixels(); p++)
                truth.data().putFloat(p * Float.BYTES, (test.data().get(p) & 0xff) > 100 + 10 * i ? 1 : 0);
            inputs.add(Pair.of(test));
            truths.add(truth);
        }
        return new Examples<>(List.of("bright"), inputs, truths, List.of("a", "b", "c", "d"));
    }

    private static UNetTrainer.Params params(int width, Optimisation how) {
        return new UNetTrainer.Params(new Lesson(false, 1, 32, Alterations.DEFAULT), width, 2, Mistakes.DEFAULT, how);
    }

    private static Model<Pair, Tile> train(Optimisation how, TrainingRun watching) throws Exception {
        return train(params(4, how), watching);
    }

    private static Model<Pair, Tile> train(UNetTrainer.Params params, TrainingRun watching) throws Exception {
        UNetTrainer trainer = new UNetTrainer();
        try (TestRun run = new TestRun(7).training(watching); var step = trainer.open(params, Device.CPU)) {
            return step.apply(examples(), run);
        }
    }

    private byte[] bytes(Model<Pair, Tile> model) throws Exception {
        Path file = folder.resolve("model");
        model.write(file);
        return Files.readAllBytes(file);
    }

    /** Judges by given scores, keeps its state in a folder, and may be killed while an epoch is judged. */
    private class Judging implements TrainingRun {
        private final double[] scores;
        private final Path state;
        private final int killed;
        private final List<Double> rates = new ArrayList<>();
        private final List<byte[]> models = new ArrayList<>();
        private int judged;

        Judging(Path state, int killed, double... scores) {
            this.state = state;
            this.killed = killed;
            this.scores = scores;
        }

        @Override
        public void figures(double epoch, Map<String, Double> values) {
            judged = (int) epoch;
            rates.add(values.get("learningRate"));
        }

        @Override
        @SuppressWarnings("unchecked")
        public double judge(Model<?, ?> soFar) throws ToolException {
            if (judged + 1 == killed)
                throw new IllegalStateException("killed");
            try {
                models.add(bytes((Model<Pair, Tile>) soFar));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            return scores[judged];
        }

        @Override
        public Optional<Path> folder() {
            return Optional.ofNullable(state);
        }
    }

    @Test
    void fewImagesAreGoneThroughSeveralTimesInAnEpoch() throws Exception {
        Optimisation how = how(Optimisation.Optimizer.ADAM_W, 1e-2);
        double[] rising = { 0.1, 0.2, 0.3, 0.4 };
        Judging once = new Judging(null, 0, rising), often = new Judging(null, 0, rising);
        train(how, once);
        train(how.withLeastSteps(17), often);
        int perImage = once.rates.size() / EPOCHS;
        assertTrue(perImage < 17, "the images alone make " + perImage + " steps");
        assertTrue(often.rates.size() >= 17 * EPOCHS && often.rates.size() < (17 + perImage) * EPOCHS,
                often.rates.size() + " steps");
        assertEquals(EPOCHS, often.models.size(), "each epoch is judged once");
        Judging enough = new Judging(null, 0, rising);
        train(how.withLeastSteps(perImage), enough);
        assertArrayEquals(once.models.get(0), enough.models.get(0), "where there are enough it changes nothing");
    }

    /** Goes on from a model. */
    private static TrainingRun from(Model<?, ?> start) {
        return new TrainingRun() {
            @Override
            public Optional<Model<?, ?>> start() {
                return Optional.of(start);
            }
        };
    }

    @Test
    void itGoesOnFromAModelAndTellsHowWrongThatIs() throws Exception {
        Optimisation how = how(Optimisation.Optimizer.ADAM_W, 1e-2), tiny = how(Optimisation.Optimizer.SGD, 1e-8);
        Model<Pair, Tile> fresh = train(tiny, TrainingRun.ALONE), good = train(how.withLeastSteps(40),
                TrainingRun.ALONE), later = train(tiny, from(good));
        double[] before = losses(fresh), after = losses(good), same = losses(later);
        assertEquals(4, before.length, "one for each image");
        assertArrayEquals(after, losses(good), "the same each time");
        for (int i = 0; i < 4; i++) {
            assertTrue(after[i] < 0.7 * before[i], () -> Arrays.toString(after) + " " + Arrays.toString(before));
            assertEquals(after[i], same[i], 0.25 * after[i], "next to nothing was learned since");
        }
        ToolException other = assertThrows(ToolException.class, () -> train(params(8, how), from(good)));
        assertTrue(other.getMessage().contains("another net") && other.remedy().contains("width"), other.toString());
    }

    private static double[] losses(Model<Pair, Tile> model) throws Exception {
        try (TestRun run = new TestRun(7)) {
            return new UNetTrainer().losses(params(4, how(Optimisation.Optimizer.ADAM_W, 1e-2)), model, examples(), run);
        }
    }

    @ParameterizedTest
    @EnumSource(Optimisation.Optimizer.class)
    void goneOnWithAfterAKillItLearnsTheSame(Optimisation.Optimizer optimizer) throws Exception {
        Optimisation how = how(optimizer, 1e-2);
        double[] rising = { 0.1, 0.2, 0.3, 0.4 };
        byte[] whole = bytes(train(how, new Judging(null, 0, rising)));
        Path state = Files.createDirectories(folder.resolve("state " + optimizer));
        assertThrows(IllegalStateException.class, () -> train(how, new Judging(state, 3, rising)));
        Judging again = new Judging(state, 0, rising);
        assertArrayEquals(whole, bytes(train(how, again)));
        assertEquals(2, again.models.size(), "epochs that are done are not done again");
    }

    /** A subject that needs more memory than there is, from one step on. */
    private record Greedy(LearningNet net, int from, int[] steps) implements Subject<float[]> {

        @Override
        public int samples() {
            return 4;
        }

        @Override
        public float[] prepare(int number, RandomGenerator random) {
            return new float[] { number, 1, 2, 3 };
        }

        @Override
        public Tensor loss(List<float[]> batch, Map<String, Double> told) {
            if (++steps[0] >= from)
                torch.empty(1L << 48); // more bytes than any machine has
            return net.forward(Tensor.create(Tensors.row(batch, s -> s), batch.size(), 1, 2, 2), List.of("final_conv"))
                    .get("final_conv").pow(new Scalar(2)).sum();
        }
    }

    private static float[] values(Snapshot weights, String name) throws ToolException {
        float[][] read = new float[1][];
        weights.read(List.of(name), (n, values) -> read[0] = values);
        return read[0];
    }

    @Test
    void memoryThatRunsOutIsToldAndWhatWasLearnedIsKept() throws Exception {
        Path state = Files.createDirectories(folder.resolve("short"));
        Natives.load();
        Snapshot[] learned = new Snapshot[2];
        for (int again = 0; again < 2; again++) {
            int greedyFrom = again == 0 ? 6 : Integer.MAX_VALUE; // the second step of the third epoch
            try (LearningNet net = new LearningNet(UNet.of(1, 1, 2, 1), new SplittableRandom(5)); TestRun run =
                    new TestRun(7).training(new TrainingRun() {
                        @Override
                        public Optional<Path> folder() {
                            return Optional.of(state);
                        }
                    })) {
                Fit fit = new Fit(List.of(net), how(Optimisation.Optimizer.ADAM_W, 1e-2), Place.PROCESSOR,
                        weights -> null, run);
                Greedy subject = new Greedy(net, greedyFrom, new int[1]);
                if (again == 1) {
                    learned[0] = fit.learn(subject, 1);
                    assertEquals(4, subject.steps[0], "two epochs were kept, two remain");
                } else {
                    ToolException e = assertThrows(ToolException.class, () -> fit.learn(subject, 1));
                    assertTrue(e.getMessage().contains("Memory ran out in epoch 3"), e.getMessage());
                    assertTrue(e.remedy().contains("epoch 2, which is kept") && e.remedy().contains("smaller batch"),
                            e.remedy());
                }
            }
        }
        try (LearningNet net = new LearningNet(UNet.of(1, 1, 2, 1), new SplittableRandom(5));
                TestRun run = new TestRun(7).training(TrainingRun.ALONE)) {
            learned[1] = new Fit(List.of(net), how(Optimisation.Optimizer.ADAM_W, 1e-2), Place.PROCESSOR,
                    weights -> null, run).learn(new Greedy(net, Integer.MAX_VALUE, new int[1]), 1);
        }
        for (String name : learned[0].names())
            assertArrayEquals(values(learned[1], name), values(learned[0], name), name);
    }

    /** The processor stands for a GPU, and for the machine without one that the training goes on at. */
    @Test
    void theWayToAGpuAndBackLearnsTheSame() throws Exception {
        Path state = Files.createDirectories(folder.resolve("moved"));
        Place gpu = new Place("GPU 0", torch.DeviceType.CPU, 0, false);
        Snapshot[] learned = new Snapshot[2];
        Natives.load();
        for (Place place : List.of(gpu, Place.PROCESSOR))
            try (LearningNet net = new LearningNet(UNet.of(1, 1, 2, 1), new SplittableRandom(5)); TestRun run =
                    new TestRun(7).training(new TrainingRun() {
                        @Override
                        public Optional<Path> folder() {
                            return Optional.of(state);
                        }
                    })) {
                if (place == gpu) {
                    Fit fit = new Fit(List.of(net), mixed(how(Optimisation.Optimizer.ADAM_W, 1e-2)), place,
                            weights -> null, run);
                    ToolException e = assertThrows(ToolException.class, () -> fit.learn(new Greedy(net, 6, new int[1]),
                            1));
                    assertTrue(e.getMessage().startsWith("The memory of GPU 0 ran out in epoch 3"), e.getMessage());
                    assertTrue(run.warnings().get(0).contains("bfloat16"), run.warnings().toString());
                } else
                    learned[0] = new Fit(List.of(net), how(Optimisation.Optimizer.ADAM_W, 1e-2), place, weights -> null,
                            run).learn(new Greedy(net, Integer.MAX_VALUE, new int[1]), 1);
            }
        try (LearningNet net = new LearningNet(UNet.of(1, 1, 2, 1), new SplittableRandom(5));
                TestRun run = new TestRun(7).training(TrainingRun.ALONE)) {
            learned[1] = new Fit(List.of(net), how(Optimisation.Optimizer.ADAM_W, 1e-2), gpu, weights -> null, run)
                    .learn(new Greedy(net, Integer.MAX_VALUE, new int[1]), 1);
        }
        for (String name : learned[0].names())
            assertArrayEquals(values(learned[1], name), values(learned[0], name), name);
    }

    @Test
    void allThatLearnsIsMoved() throws Exception {
        Natives.load();
        try (LearningNet net = new LearningNet(UNet.of(1, 1, 2, 1), new SplittableRandom(5))) {
            net.freeze("final_conv"::equals);
            int learned = net.learned().size();
            net.move(new Place("elsewhere", torch.DeviceType.Meta, 0, true)); // PyTorch's device without numbers
            assertEquals(learned, net.learned().size());
            for (Tensor tensor : net.learned())
                assertTrue(tensor.is_meta() && tensor.requires_grad() && tensor.is_leaf());
        }
    }

    private static Optimisation mixed(Optimisation d) {
        return new Optimisation(d.epochs(), d.batchSize(), d.learningRate(), d.optimizer(), d.weightDecay(),
                d.schedule(), d.warmUp(), d.patience(), Optimisation.Precision.MIXED, d.leastSteps());
    }

    @Test
    void theBestEpochIsKeptAndOfEqualOnesTheLater() throws Exception {
        Judging judging = new Judging(null, 0, 0.3, 0.5, 0.5, 0.4);
        byte[] kept = bytes(train(how(Optimisation.Optimizer.ADAM_W, 1e-2), judging));
        assertArrayEquals(judging.models.get(2), kept);
        assertEquals(EPOCHS, judging.models.size());
    }

    @Test
    void anEarlyEndKeepsTheBestAndACancelledOneNothing() throws Exception {
        Judging judging = new Judging(null, 0, 0.5, 0.4, 0.3, 0.2) {
            @Override
            public boolean ending() {
                return super.models.size() == 2;
            }
        };
        byte[] kept = bytes(train(how(Optimisation.Optimizer.ADAM_W, 1e-2), judging));
        assertArrayEquals(judging.models.get(0), kept);
        assertThrows(CancellationException.class, () -> train(how(Optimisation.Optimizer.ADAM_W, 1e-2),
                new TrainingRun() {
                    @Override
                    public boolean ending() {
                        return true;
                    }
                }));
    }

    @Test
    void theLearningRateRisesAndFalls() throws Exception {
        Judging judging = new Judging(null, 0, 0.1, 0.2, 0.3, 0.4);
        train(how(Optimisation.Optimizer.ADAM_W, 1e-2), judging);
        double most = judging.rates.stream().max(Double::compare).orElseThrow();
        assertTrue(judging.rates.get(0) < most && most <= 1e-2, judging.rates.toString());
        double last = judging.rates.get(judging.rates.size() - 1);
        assertTrue(last > 0 && last < most / 4, judging.rates.toString());
    }

    @Test
    void aLossThatRunsAwayIsTold() {
        ToolException told = assertThrows(ToolException.class, () -> train(how(Optimisation.Optimizer.SGD, 1e7),
                new Judging(null, 0, 0.1, 0.1, 0.1, 0.1)));
        assertTrue(told.getMessage().contains("loss became") && told.remedy().contains("learning rate"),
                told.getMessage() + " " + told.remedy());
    }
}
