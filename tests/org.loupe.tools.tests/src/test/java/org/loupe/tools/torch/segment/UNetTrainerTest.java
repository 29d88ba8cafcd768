package org.loupe.tools.torch.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.api.Detections;
import org.loupe.api.Device;
import org.loupe.api.Examples;
import org.loupe.api.ExplainingStep;
import org.loupe.api.Model;
import org.loupe.api.Pair;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.TrainingRun;
import org.loupe.testkit.TestRun;
import org.loupe.tools.torch.images.Alterations;
import org.loupe.tools.torch.images.Lesson;
import org.loupe.tools.torch.training.Mistakes;
import org.loupe.tools.torch.training.Optimisation;

/** Bright bands on noise: their pixels, and those of the darker bands between them, which look alike at a glance. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UNetTrainerTest {
    private static final int WIDTH = 70, HEIGHT = 54;

    private final UNetTrainer trainer = new UNetTrainer();
    private Model<Pair, Tile> model;

    @BeforeAll
    void train() throws Exception {
        model = train(params(1), examples(1, 12));
    }

    private static UNetTrainer.Params params(double falseNegatives) {
        return new UNetTrainer.Params(new Lesson(false, 1, 48, Alterations.DEFAULT), 4, 2,
                new Mistakes(falseNegatives, ""), Optimisation.DEFAULT.with(20, 8, 1e-2));
    }

    private Model<Pair, Tile> train(UNetTrainer.Params params, Examples<Pair, Tile> examples) throws Exception {
        try (TestRun run = new TestRun().training(TrainingRun.ALONE); var step = trainer.open(params, Device.CPU)) {
            return step.apply(examples, run);
        }
    }

    private static Examples<Pair, Tile> examples(long seed, int count) {
        List<Pair> inputs = new ArrayList<>();
        List<Tile> truths = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SplittableRandom random = new SplittableRandom(seed * 1000 + i);
            Tile test = Tile.allocate(Shape.grey(WIDTH, HEIGHT));
            Tile truth = Tile.allocate(new Shape(WIDTH, HEIGHT, 1, Shape.Type.F32, Double.NaN));
            int start = random.nextInt(20), wide = 10 + random.nextInt(6);
            for (int y = 0; y < HEIGHT; y++)
                for (int x = 0; x < WIDTH; x++) {
                    boolean bright = (x + start) / wide % 2 == 0;
                    test.data().put(y * WIDTH + x, (byte) ((bright ? 150 : 90) + random.nextInt(60) - 30));
                    truth.data().putFloat((y * WIDTH + x) * Float.BYTES, bright ? 1 : 0);
                }
            inputs.add(new Pair(test, Optional.empty(), Optional.empty()));
            truths.add(truth);
        }
        return new Examples<>(List.of("bright"), inputs, truths, inputs.stream().map(p -> "wafer").toList());
    }

    private static Tile segment(Model<Pair, Tile> model, Pair pair) throws Exception {
        try (TestRun run = new TestRun(); Step<Pair, Tile> step = model.open(Device.CPU)) {
            Tile given = step.apply(pair, run), kept = Tile.allocate(given.shape());
            kept.data().put(0, given.data(), 0, (int) given.shape().bytes());
            return kept;
        }
    }

    /** Pixels in both, found and true. */
    private static double[] count(Model<Pair, Tile> model, Examples<Pair, Tile> examples) throws Exception {
        double both = 0, found = 0, wanted = 0;
        for (int i = 0; i < examples.size(); i++) {
            Tile given = segment(model, examples.inputs().get(i)), truth = examples.truths().get(i);
            for (int p = 0; p < WIDTH * HEIGHT; p++) {
                boolean told = given.data().getFloat(p * Float.BYTES) > 0.5;
                boolean is = truth.data().getFloat(p * Float.BYTES) > 0.5;
                both += told && is ? 1 : 0;
                found += told ? 1 : 0;
                wanted += is ? 1 : 0;
            }
        }
        return new double[] { both, found, wanted };
    }

    @Test
    void segmentsWhatItHasNotSeen() throws Exception {
        double[] n = count(model, examples(5, 6));
        double iou = n[0] / (n[1] + n[2] - n[0]);
        assertTrue(iou > 0.95, "IoU " + iou);
    }

    @Test
    void aWeightOfMissesMakesItReportMore() throws Exception {
        // after a single epoch it is unsure still, and leans where it was told to
        UNetTrainer.Params often = params(20), seldom = params(0.05);
        double more = count(train(once(often), examples(1, 6)), examples(5, 3))[1];
        double less = count(train(once(seldom), examples(1, 6)), examples(5, 3))[1];
        assertTrue(more > less, more + " pixels with a large weight of misses, " + less + " with a small one");
    }

    @Test
    void aClassThatHardlyCountsIsLearnedWorse() throws Exception {
        Examples<Pair, Tile> one = examples(1, 6);
        List<Tile> both = one.truths().stream().map(truth -> {
            Tile two = Tile.allocate(truth.shape().samples(2, Shape.Type.F32));
            for (int i = 0; i < WIDTH * HEIGHT; i++) {
                float bright = truth.data().getFloat(i * Float.BYTES);
                two.data().putFloat(2 * i * Float.BYTES, bright);
                two.data().putFloat((2 * i + 1) * Float.BYTES, 1 - bright);
            }
            return two;
        }).toList();
        Examples<Pair, Tile> examples = new Examples<>(List.of("bright", "dark"), one.inputs(), both, one.groups());
        for (int counts = 0; counts < 2; counts++) {
            UNetTrainer.Params usual = params(1);
            Model<Pair, Tile> learned = train(new UNetTrainer.Params(usual.lesson(), usual.width(), usual.levels(),
                    new Mistakes(1, counts == 0 ? "bright 3, dark 1e-9" : "dark 3, bright 1e-9"),
                    usual.optimisation().with(14, 8, 1e-2)), examples);
            double[] wrong = new double[2];
            for (int i = 0; i < examples.size(); i++) {
                Tile given = segment(learned, examples.inputs().get(i)), truth = both.get(i);
                for (int v = 0; v < 2 * WIDTH * HEIGHT; v++)
                    wrong[v % 2] += Math.abs(given.data().getFloat(v * Float.BYTES)
                            - truth.data().getFloat(v * Float.BYTES));
            }
            assertTrue(wrong[counts] < 0.7 * wrong[1 - counts], wrong[0] + " and " + wrong[1]);
        }
    }

    private static UNetTrainer.Params once(UNetTrainer.Params p) {
        return new UNetTrainer.Params(p.lesson(), p.width(), p.levels(), p.mistakes(),
                p.optimisation().with(4, 8, 1e-2));
    }

    @Test
    void aFileKeepsIt(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("net");
        model.write(file);
        Pair pair = examples(9, 1).inputs().get(0);
        Tile here = segment(model, pair), there = segment(trainer.read(file), pair);
        byte[] a = new byte[(int) here.shape().bytes()], b = new byte[a.length];
        here.data().get(0, a);
        there.data().get(0, b);
        assertArrayEquals(a, b);
        assertEquals(List.of("bright"), trainer.read(file).classes());
    }

    @Test
    @SuppressWarnings("unchecked")
    void whatSpeaksForAPartDependsOnThatPart() throws Exception {
        Pair pair = examples(5, 1).inputs().get(0);
        Tile[] heat = new Tile[2];
        try (TestRun run = new TestRun(); Step<Pair, Tile> step = model.open(Device.CPU)) {
            for (int i = 0; i < 2; i++) {
                Detections.Builder part = new Detections.Builder(List.of("bright"));
                part.add(i * WIDTH / 2, 0, WIDTH / 2, HEIGHT, 1, 0, null);
                heat[i] = ((ExplainingStep<Pair>) step).explain(pair, part.build(), run);
            }
            double most = 0, difference = 0;
            for (int i = 0; i < WIDTH * HEIGHT; i++) {
                float one = heat[0].data().getFloat(i * Float.BYTES);
                assertTrue(one >= 0 && one <= 1, "found " + one);
                most = Math.max(most, one);
                difference = Math.max(difference, Math.abs(one - heat[1].data().getFloat(i * Float.BYTES)));
            }
            assertEquals(1, most);
            assertTrue(difference > 0, "the other half speaks otherwise");
        }
    }
}
