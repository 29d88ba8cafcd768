package org.loupe.tools.torch.detect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
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
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.api.TrainingRun;
import org.loupe.testkit.TestRun;
import org.loupe.tools.torch.images.Alterations;
import org.loupe.tools.torch.images.Lesson;
import org.loupe.tools.torch.training.Mistakes;
import org.loupe.tools.torch.training.Optimisation;

/** Bright squares and dark bars on noise; the reference shows neither. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CenterNetTrainerTest {
    private static final List<String> CLASSES = List.of("square", "bar");
    private static final int WIDTH = 100, HEIGHT = 84;

    private final CenterNetTrainer trainer = new CenterNetTrainer();
    private Model<Pair, Detections> model;

    @BeforeAll
    void train() throws Exception {
        model = train(params(30), examples(1, 16));
    }

    private static CenterNetTrainer.Params params(int epochs) {
        return new CenterNetTrainer.Params(new Lesson(true, 1, 64, Alterations.DEFAULT), 8,
                Mistakes.DEFAULT, Optimisation.DEFAULT.with(epochs, 8, 4e-3));
    }

    private Model<Pair, Detections> train(CenterNetTrainer.Params params, Examples<Pair, Detections> examples)
            throws Exception {
        try (TestRun run = new TestRun().training(TrainingRun.ALONE); var step = trainer.open(params, Device.CPU)) {
            return step.apply(examples, run);
        }
    }

    private static Examples<Pair, Detections> examples(long seed, int count) {
        List<Pair> inputs = new ArrayList<>();
        List<Detections> truths = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SplittableRandom random = new SplittableRandom(seed * 1000 + i);
            Tile test = noise(random), golden = noise(random);
            Detections.Builder boxes = new Detections.Builder(CLASSES);
            for (int n = 0; n < 2; n++) { // one in the upper, one in the lower half
                boolean bar = random.nextBoolean();
                int w = bar ? 24 : 12, h = bar ? 8 : 12;
                int x = random.nextInt(WIDTH - w), y = n * HEIGHT / 2 + random.nextInt(HEIGHT / 2 - h);
                for (int v = y; v < y + h; v++)
                    for (int u = x; u < x + w; u++)
                        test.data().put(v * WIDTH + u, (byte) (bar ? 20 : 230));
                boxes.add(x, y, w, h, 1, bar ? 1 : 0, null);
            }
            inputs.add(new Pair(test, Optional.of(golden), Optional.empty()));
            truths.add(boxes.build());
        }
        return new Examples<>(CLASSES, inputs, truths, inputs.stream().map(p -> "board").toList());
    }

    private static Tile noise(SplittableRandom random) {
        Tile tile = Tile.allocate(Shape.grey(WIDTH, HEIGHT));
        for (int i = 0; i < WIDTH * HEIGHT; i++)
            tile.data().put(i, (byte) (110 + random.nextInt(30)));
        return tile;
    }

    private static Detections find(Model<Pair, Detections> model, Pair pair) throws Exception {
        try (TestRun run = new TestRun(); Step<Pair, Detections> step = model.open(Device.CPU)) {
            return step.apply(pair, run);
        }
    }

    /** How many true boxes a sure box of their class lies on, by at least half of the union, and how many do not. */
    private static int[] judge(Model<Pair, Detections> model, Examples<Pair, Detections> examples) throws Exception {
        int hit = 0, wrong = 0;
        for (int i = 0; i < examples.size(); i++) {
            Detections found = find(model, examples.inputs().get(i)), truth = examples.truths().get(i);
            for (int f = 0; f < found.size(); f++) {
                if (found.score()[f] < 0.4)
                    continue;
                boolean right = false;
                for (int t = 0; t < truth.size(); t++)
                    right |= found.classIndex()[f] == truth.classIndex()[t] && overlap(found, f, truth, t) > 0.5;
                hit += right ? 1 : 0;
                wrong += right ? 0 : 1;
            }
        }
        return new int[] { hit, wrong };
    }

    private static double overlap(Detections a, int i, Detections b, int j) {
        double w = Math.min(a.x()[i] + a.width()[i], b.x()[j] + b.width()[j]) - Math.max(a.x()[i], b.x()[j]);
        double h = Math.min(a.y()[i] + a.height()[i], b.y()[j] + b.height()[j]) - Math.max(a.y()[i], b.y()[j]);
        double both = Math.max(0, w) * Math.max(0, h);
        return both / (a.width()[i] * a.height()[i] + b.width()[j] * b.height()[j] - both);
    }

    @Test
    void findsOnImagesThatItHasNotSeenWhatItLearned() throws Exception {
        int[] found = judge(model, examples(7, 10));
        assertTrue(found[0] >= 18 && found[1] <= 2, found[0] + " of 20 found, " + found[1] + " wrong");
    }

    @Test
    void itsLossIsLowerThanThatOfOneThatHasNotLearned() throws Exception {
        Examples<Pair, Detections> others = examples(7, 3);
        try (TestRun run = new TestRun()) {
            double[] fresh = trainer.losses(params(1), train(params(1), examples(1, 8)), others, run);
            double[] good = trainer.losses(params(30), model, others, run);
            assertEquals(3, good.length);
            for (int i = 0; i < 3; i++)
                assertTrue(good[i] > 0 && good[i] < 0.5 * fresh[i], good[i] + " and " + fresh[i]);
        }
    }

    @Test
    void aClassThatHardlyCountsIsHardlyFound() throws Exception {
        Examples<Pair, Detections> examples = examples(1, 8);
        for (int counts = 0; counts < 2; counts++) {
            CenterNetTrainer.Params usual = params(12);
            Model<Pair, Detections> learned = train(new CenterNetTrainer.Params(usual.lesson(), usual.width(),
                    new Mistakes(1, CLASSES.get(1 - counts) + " 1e-9"), usual.optimisation()), examples);
            double[] surest = new double[2];
            for (Pair pair : examples.inputs()) {
                Detections found = find(learned, pair);
                for (int f = 0; f < found.size(); f++)
                    surest[found.classIndex()[f]] = Math.max(surest[found.classIndex()[f]], found.score()[f]);
            }
            assertTrue(surest[1 - counts] < 0.5 * surest[counts], surest[0] + " and " + surest[1]);
        }
    }

    @Test
    void theSameSeedGivesTheSameModelAndAFileKeepsIt(@TempDir Path folder) throws Exception {
        Path one = folder.resolve("one"), two = folder.resolve("two");
        Examples<Pair, Detections> few = examples(1, 4);
        train(params(2), few).write(one);
        train(params(2), few).write(two);
        assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(two));
        model.write(one);
        Pair pair = examples(9, 1).inputs().get(0);
        assertArrayEquals(find(model, pair).score(), find(trainer.read(one), pair).score());
        assertEquals(CLASSES, trainer.read(one).classes());
    }

    @Test
    void saysWhatItLacks() throws Exception {
        ToolException noReference = assertThrows(ToolException.class,
                () -> find(model, new Pair(examples(3, 1).inputs().get(0).test(), Optional.empty(), Optional.empty())));
        assertTrue(noReference.getMessage().contains("reference"), noReference.getMessage());
        Examples<Pair, Detections> some = examples(1, 2);
        ToolException empty = assertThrows(ToolException.class, () -> train(params(1), new Examples<>(CLASSES,
                some.inputs(), List.of(Detections.NONE, Detections.NONE), some.groups())));
        assertTrue(empty.getMessage().contains("no object"), empty.getMessage());
    }

    @Test
    void learnsWithoutReferenceToo() throws Exception {
        List<Pair> alone = examples(1, 4).inputs().stream()
                .map(p -> new Pair(p.test(), Optional.empty(), Optional.empty())).toList();
        Model<Pair, Detections> learned = train(params(1), new Examples<>(CLASSES, alone, examples(1, 4).truths(),
                examples(1, 4).groups()));
        find(learned, alone.get(0));
    }

    @Test
    void lessMemoryIsAskedForStepByStep() throws Exception {
        CenterNetTrainer.Params now = trainer.defaults();
        Examples<Pair, Detections> some = examples(1, 2);
        long before = Long.MAX_VALUE;
        int steps = 0;
        for (Optional<CenterNetTrainer.Params> next = Optional.of(now); next.isPresent(); steps++) {
            long bytes = trainer.memory(next.get(), some);
            assertTrue(bytes < before && bytes > 0, bytes + " after " + before);
            before = bytes;
            next = trainer.lighter(next.get());
        }
        assertTrue(steps >= 4, "halves of the batch: " + steps);
    }

    @Test
    void whatSpeaksForAnObjectLiesOnIt() throws Exception {
        Pair pair = examples(7, 1).inputs().get(0);
        Detections found = find(model, pair);
        for (int i = 0; i < found.size(); i++)
            if (found.score()[i] > 0.4) {
                double[] heat = heat(model, pair, found, i);
                assertTrue(heat[0] > 3 * heat[1], heat[0] + " on it, " + heat[1] + " beside it");
            }
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
