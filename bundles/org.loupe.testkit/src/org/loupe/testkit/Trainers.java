package org.loupe.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.loupe.api.Detections;
import org.loupe.api.Device;
import org.loupe.api.Examples;
import org.loupe.api.Features;
import org.loupe.api.Model;
import org.loupe.api.Pair;
import org.loupe.api.Predictions;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Task;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.api.Trainer;

/** What is asked of trainers beside what is asked of all tools: examples, and that what was learned is well formed. */
final class Trainers {
    private static final List<String> NOVELTY = List.of("good", "anomalous");
    private static final List<String> CLASSES = List.of("bright", "dark");

    private Trainers() {
    }

    /** {@code count} rows in three classes and two groups, or, for a trainer on images, as many maps as a few. */
    static Examples<?, ?> examples(Trainer<?, ?, ?> trainer, int count) {
        if (onImages(trainer))
            return images(trainer, Math.min(count, 4), 40, 34);
        Features rows = Golden.groups(count);
        int[] truth = new int[count];
        Arrays.setAll(truth, row -> row % 3);
        return examples(List.of("a", "b", "c"), rows, truth, 2);
    }

    /** Whether it is given pairs of images, and so learns a net. */
    static boolean ofPairs(Trainer<?, ?, ?> trainer) {
        return onImages(trainer) && trainer.task() != Task.ANOMALY;
    }

    private static boolean onImages(Trainer<?, ?, ?> trainer) {
        return trainer.task() != Task.CLASSIFICATION && trainer.task() != Task.NOVELTY;
    }

    private static Examples<Features, Predictions> examples(List<String> classes, Features rows, int[] truth,
            int groups) {
        List<Features> inputs = new ArrayList<>();
        List<Predictions> truths = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int group = 0; group < groups; group++) {
            int from = group * rows.rows() / groups, to = (group + 1) * rows.rows() / groups;
            int[] chosen = new int[to - from];
            Arrays.setAll(chosen, i -> from + i);
            inputs.add(rows.select(chosen));
            truths.add(Predictions.truth(classes, Arrays.copyOfRange(truth, from, to)));
            names.add("board " + group);
        }
        return new Examples<>(classes, inputs, truths, names);
    }

    /** Images, or what describes them, for a trainer of this task. */
    private static Examples<?, ?> images(Trainer<?, ?, ?> trainer, int count, int width, int height) {
        if (trainer.task() == Task.ANOMALY)
            return maps(count);
        List<Pair> inputs = new ArrayList<>();
        List<Object> truths = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Tile test = Golden.image(Shape.grey(width, height));
            int side = Math.min(12, Math.min(width, height)), kind = i % CLASSES.size();
            Tile sure = Tile.allocate(new Shape(width, height, CLASSES.size(), Shape.Type.F32, Double.NaN));
            for (int y = 0; y < side; y++)
                for (int x = 0; x < side; x++) {
                    test.data().put(y * width + x, (byte) (kind == 0 ? 255 : 0));
                    sure.data().putFloat(((y * width + x) * CLASSES.size() + kind) * Float.BYTES, 1);
                }
            inputs.add(new Pair(test, Optional.of(Golden.image(Shape.grey(width, height))), Optional.empty()));
            truths.add(switch (trainer.task()) {
                case DETECTION -> new Detections.Builder(CLASSES).add(0, 0, side, side, 1, kind, null).build();
                case SEGMENTATION -> sure;
                default -> Predictions.truth(CLASSES, new int[] { kind });
            });
        }
        return new Examples<>(CLASSES, inputs, truths, inputs.stream().map(p -> "board").toList());
    }

    private static Examples<Tile, Tile> maps(int count) {
        List<Tile> inputs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Tile map = Tile.allocate(new Shape(14, 11, 5, Shape.Type.F32, Double.NaN));
            SplittableRandom random = new SplittableRandom(i);
            for (int at = 0; at < 14 * 11 * 5; at++)
                map.data().putFloat(at * Float.BYTES, random.nextFloat() + at % 5);
            inputs.add(map);
        }
        return new Examples<>(List.of(), inputs, inputs, inputs.stream().map(map -> "board").toList());
    }

    /** No examples at all. */
    static Examples<?, ?> none(Trainer<?, ?, ?> trainer) {
        return onImages(trainer) ? new Examples<>(List.of(), List.of(), List.of(), List.of())
                : new Examples<>(List.of("a", "b"), List.of(), List.of(), List.of());
    }

    /**
     * Examples of every kind that may come: two classes, one class of several, one row of each class, one row in all,
     * equal rows of different classes, constant columns, groups without a row, many columns and few rows.
     */
    static List<Examples<?, ?>> small(Trainer<?, ?, ?> trainer) {
        if (onImages(trainer))
            return List.of(images(trainer, 1, 30, 20), images(trainer, 2, 17, 35), images(trainer, 2, 5, 3),
                    images(trainer, 1, 1, 1));
        Features rows = Golden.groups(24);
        List<String> abc = List.of("a", "b", "c");
        int[] two = new int[24], one = new int[24];
        Arrays.setAll(two, row -> row % 3 == 0 ? 0 : 2);
        Arrays.fill(one, 1);
        Features some = rows.select(4, 5, 6), single = rows.select(1), equal = rows.select(new int[6]);
        float[] constant = rows.values().clone();
        for (int i = 0; i < constant.length; i++)
            constant[i] = i % 12 == 7 ? constant[i] : 1.5f;
        float[] wide = new float[6 * 300];
        for (int i = 0; i < wide.length; i++)
            wide[i] = i * 37 % 101 / 50f;
        List<String> names = new ArrayList<>();
        for (int column = 0; column < 300; column++)
            names.add("column" + column);
        Examples<Features, Predictions> whole = examples(abc, rows, two, 1);
        return List.of(examples(List.of("a", "c"), rows, Arrays.stream(two).map(c -> c / 2).toArray(), 3), whole,
                examples(abc, rows, one, 1), examples(List.of("only"), rows, new int[24], 1),
                examples(abc, some, new int[] { 2, 0, 1 }, 3), examples(abc, single, new int[] { 2 }, 1),
                examples(abc, equal, new int[] { 0, 1, 2, 0, 1, 2 }, 1),
                examples(abc, new Features(rows.names(), 24, constant), two, 1),
                new Examples<>(abc, List.of(rows.select(), rows),
                        List.of(Predictions.truth(abc, new int[0]), whole.truths().get(0)), List.of("none", "all")),
                examples(abc, new Features(names, 6, wide), new int[] { 0, 0, 1, 1, 2, 2 }, 1));
    }

    /** Examples that no trainer can learn from: without columns, without rows. */
    static List<Examples<?, ?>> useless(Trainer<?, ?, ?> trainer) {
        if (onImages(trainer))
            return List.of(none(trainer));
        List<String> ab = List.of("a", "b");
        return List.of(none(trainer), examples(ab, Features.none(4), new int[] { 0, 1, 0, 1 }, 1),
                examples(ab, Golden.groups(3).select(), new int[0], 1));
    }

    /** Fails unless what was learned gives what the API says of its results. */
    static void assertWellFormed(Trainer<?, ?, ?> trainer, Examples<?, ?> examples, Model<?, ?> model) {
        List<String> classes = switch (trainer.task()) {
        case CLASSIFICATION -> examples.classes();
        case NOVELTY -> NOVELTY;
        case ANOMALY -> List.of();
        default -> examples.classes();
        };
        assertEquals(classes, model.classes(), "classes of the model");
        for (Object input : List.of(examples.inputs().get(0), probe(examples))) {
            Object result = apply(model, input);
            if (input instanceof Features rows) {
                Predictions told = (Predictions) result;
                Results.assertPredictions(told, rows.rows(), classes);
                if (trainer.task() == Task.CLASSIFICATION)
                    assertUnseenAreImpossible(examples, told);
                else
                    for (float novelty : told.novelty())
                        assertTrue(novelty >= 0, "Novelty is 0 or more, found " + novelty);
            } else if (input instanceof Pair pair)
                assertOfPair(pair, result, classes);
            else
                assertEquals(((Tile) input).shape().width() + " × " + ((Tile) input).shape().height() + ", 1 channel",
                        ((Tile) result).shape().width() + " × " + ((Tile) result).shape().height() + ", "
                                + ((Tile) result).shape().channels() + " channel",
                        "size of what the model gives");
        }
    }

    private static void assertOfPair(Pair pair, Object result, List<String> classes) {
        if (result instanceof Detections found) {
            for (int i = 0; i < found.size(); i++)
                assertTrue(found.score()[i] >= 0 && found.score()[i] <= 1 && found.x()[i] >= 0 && found.y()[i] >= 0
                        && found.x()[i] + found.width()[i] <= pair.test().width() + 1e-3
                        && found.y()[i] + found.height()[i] <= pair.test().height() + 1e-3
                        && classes.contains(found.className(i)), "A box or score that cannot be: row " + i);
        } else if (result instanceof Tile sure) {
            assertEquals(pair.test().shape().samples(classes.size(), Shape.Type.F32), sure.shape(), "map of classes");
            for (int i = 0; i < sure.shape().bytes() / Float.BYTES; i++) {
                float value = sure.data().getFloat(i * Float.BYTES);
                assertTrue(value >= 0 && value <= 1, "0 to 1, found " + value);
            }
        } else
            Results.assertPredictions((Predictions) result, 1, classes);
    }

    private static void assertUnseenAreImpossible(Examples<?, ?> examples, Predictions told) {
        boolean[] seen = new boolean[examples.classes().size()];
        for (Object truth : examples.truths())
            for (int c : ((Predictions) truth).best())
                seen[c] = true;
        for (int row = 0; row < told.rows(); row++)
            for (int c = 0; c < seen.length; c++)
                if (!seen[c])
                    assertEquals(0, told.probabilities()[row * seen.length + c],
                            "probability of class " + examples.classes().get(c) + ", which has no example");
    }

    /** What no example is: rows of the last group mixed, and one far away; of images the last one, twice as much. */
    private static Object probe(Examples<?, ?> examples) {
        Object first = examples.inputs().get(examples.size() - 1);
        if (first instanceof Features rows) {
            float[] values = rows.values().clone();
            for (int i = 0; i < values.length; i++)
                values[i] = i < rows.names().size() ? 1000 : (values[i] + values[(i * 7) % values.length]) / 2;
            return new Features(rows.names(), rows.rows(), values);
        }
        if (first instanceof Pair)
            return first;
        Tile map = (Tile) first, twice = Tile.allocate(map.shape());
        for (int at = 0; at < map.shape().bytes() / Float.BYTES; at++)
            twice.data().putFloat(at * Float.BYTES, 2 * map.data().getFloat(at * Float.BYTES));
        return twice;
    }

    @SuppressWarnings("unchecked")
    private static <I> Object apply(Model<I, ?> model, Object input) {
        try (TestRun run = new TestRun(); Step<I, ?> step = model.open(Device.CPU)) {
            return step.apply((I) input, run);
        } catch (Exception e) {
            throw new AssertionError("What was learned cannot be used: " + e, e);
        }
    }

    /** What a model writes: of equal models the same, so that a file's hash tells which model it is. */
    static byte[] file(Model<?, ?> model) {
        try {
            Path file = Files.createTempFile("loupe-contract", ".model");
            try {
                model.write(file);
                return Files.readAllBytes(file);
            } finally {
                Files.delete(file);
            }
        } catch (ToolException | IOException e) {
            throw new AssertionError("What was learned cannot be written: " + e.getMessage(), e);
        }
    }

    /** Fails unless both models give the same. */
    static void assertSame(Model<?, ?> a, Model<?, ?> b, Examples<?, ?> examples, String when) {
        assertEquals(a.classes(), b.classes(), when);
        for (Object input : List.of(examples.inputs().get(0), probe(examples))) {
            Object here = apply(a, input), there = apply(b, input);
            Results.assertSame(here, there, 0, when);
            if (here instanceof Predictions told)
                assertEquals(Arrays.toString(told.novelty()), Arrays.toString(((Predictions) there).novelty()), when);
        }
    }

    /** Fails unless a written model is read back the same, and other files are refused with a remedy. */
    static void assertReadsWhatItWrites(Trainer<?, ?, ?> trainer, Model<?, ?> model, Examples<?, ?> examples)
            throws IOException {
        Path folder = Files.createTempDirectory("loupe-contract");
        try {
            Path file = folder.resolve("model"), again = folder.resolve("again"), bad = folder.resolve("bad");
            model.write(file);
            Model<?, ?> read = trainer.read(file);
            assertSame(model, read, examples, "written and read");
            read.write(again);
            byte[] bytes = Files.readAllBytes(file);
            assertTrue(Arrays.equals(bytes, Files.readAllBytes(again)), "A model that was read is written the same");
            for (byte[] other : List.of(new byte[0], "{}".getBytes(), Arrays.copyOf(bytes, bytes.length / 2),
                    Arrays.copyOf(bytes, bytes.length - 1), new byte[bytes.length])) {
                Files.write(bad, other);
                assertRefused(trainer, bad, "a file of " + other.length + " bytes that is none of its models");
            }
            assertRefused(trainer, folder.resolve("missing"), "a file that is not there");
            try {
                model.write(folder.resolve("no folder").resolve("model"));
                fail("It writes to a folder that is not there.");
            } catch (ToolException e) {
                Contract.assertRemedy(e);
            }
        } catch (ToolException e) {
            throw new AssertionError("What was learned cannot be written and read: " + e.getMessage(), e);
        } finally {
            try (var files = Files.list(folder)) {
                for (Path left : files.toList())
                    Files.delete(left);
            }
            Files.delete(folder);
        }
    }

    private static void assertRefused(Trainer<?, ?, ?> trainer, Path file, String what) {
        try {
            trainer.read(file);
            fail("It reads " + what + ".");
        } catch (ToolException e) {
            Contract.assertRemedy(e);
        }
    }

    /** Fails unless the model says what it lacks, and takes no rows at all. */
    static void assertTellsWhatItLacks(Model<?, ?> model, Examples<?, ?> examples) {
        if (!(examples.inputs().get(0) instanceof Features rows))
            return;
        assertEquals(0, ((Predictions) apply(model, rows.select())).rows(), "predictions of no rows");
        try (TestRun run = new TestRun();
                @SuppressWarnings("unchecked") Step<Features, ?> step = ((Model<Features, ?>) model)
                        .open(Device.CPU)) {
            step.apply(new Features(List.of("other"), 1, new float[1]), run);
            fail("The model takes other features than those that it was trained on.");
        } catch (ToolException e) {
            Contract.assertRemedy(e);
        } catch (Exception e) {
            throw new AssertionError("Closing failed: " + e, e);
        }
    }
}
