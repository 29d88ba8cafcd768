package org.loupe.engine.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.api.Features;
import org.loupe.api.Predictions;
import org.loupe.api.ToolException;
import org.loupe.engine.Progress;
import org.loupe.engine.Registry;
import org.loupe.engine.SimpleRun;
import org.loupe.engine.features.FeatureSet;

class TrainingTest {
    private static final Registry REGISTRY = Means.registry();
    private static final TrainingSettings SETTINGS = TrainingSettings.DEFAULT.trainer("test.means", Map.of());
    private static final List<String> NAMES = List.of("a", "b", "c");

    @TempDir
    Path temp;

    /** Three classes around the corners of a triangle, on boards that differ a little. */
    static LabelledRows rows(int perClass, int groups, double spread, long seed) {
        Random random = new Random(seed);
        double[][] corners = {{0, 0, 0}, {4, 0, 0}, {0, 4, 0}};
        float[] values = new float[3 * perClass * 3];
        int[] truth = new int[3 * perClass];
        List<String> group = new ArrayList<>(), ids = new ArrayList<>();
        for (int i = 0; i < truth.length; i++) {
            truth[i] = i % 3;
            group.add("board " + i / 3 % groups);
            ids.add("crop " + i);
            for (int c = 0; c < 3; c++)
                values[i * 3 + c] = (float) (corners[truth[i]][c] + spread * random.nextGaussian());
        }
        return new LabelledRows(List.of("pit", "particle", "scratch"), new Features(NAMES, truth.length, values), truth,
                group, ids);
    }

    private static TrainedClassifier train(LabelledRows rows, TrainingSettings settings) throws ToolException {
        return Training.train(rows, Columns.of(NAMES), settings, REGISTRY, Progress.NONE);
    }

    private static Predictions predict(TrainedClassifier model, Features rows) throws Exception {
        try (SimpleRun run = new SimpleRun(Progress.NONE, 1, 0)) {
            return model.predict(rows, run);
        }
    }

    @Test
    void learnsAndTellsHowWellFromOtherBoards() throws Exception {
        TrainedClassifier model = train(rows(40, 6, 0.7, 1), SETTINGS);
        Validation validation = model.card().validation();
        assertTrue(validation.byGroup());
        assertEquals(5, validation.folds());
        assertEquals(3, validation.accuracy().repeats());
        assertTrue(validation.accuracy().mean() > 0.95, () -> validation.toString());
        assertTrue(validation.warnings().isEmpty(), () -> validation.warnings().toString());
        LabelledRows others = rows(50, 5, 0.7, 2);
        double accuracy = ClassificationReport.of(Scored.of(others, predict(model, others.features()))).accuracy();
        assertEquals(validation.accuracy().mean(), accuracy, 0.05, "what was promised is kept");
        assertEquals(List.of(40, 40, 40), model.card().examples());
        assertEquals("org.loupe.means", model.card().trainer().bundle());
        assertEquals("1.2.3", model.card().trainer().version());
    }

    @Test
    void aGroupIsNeverOnBothSides() {
        LabelledRows rows = rows(30, 7, 1, 3);
        int[] fold = Folds.of(rows.truth(), 3, rows.groupNumbers(), 4, 5);
        Set<String> seen = new HashSet<>();
        for (String group : Set.copyOf(rows.groups())) {
            long folds = IntStream.range(0, fold.length).filter(i -> rows.groups().get(i).equals(group))
                    .map(i -> fold[i]).distinct().count();
            assertEquals(1, folds, group);
            seen.add(group);
        }
        assertEquals(7, seen.size());
        assertArrayEquals(new int[] {0, 1, 2, 3}, Arrays.stream(fold).distinct().sorted().toArray());
    }

    /** Each board has a look of its own: whoever tested on the board that he learned from would always be right. */
    @Test
    void whatOnlyTellsTheBoardIsNoKnowledge() throws Exception {
        Random random = new Random(1);
        int boards = 20, each = 10;
        float[] values = new float[boards * each];
        int[] truth = new int[values.length];
        List<String> groups = new ArrayList<>(), ids = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            if (i % each == 0)
                values[i] = random.nextFloat() * 100;
            else
                values[i] = values[i - 1] + 0.01f;
            truth[i] = i / each % 2;
            groups.add("board " + i / each);
            ids.add("crop " + i);
        }
        LabelledRows rows = new LabelledRows(List.of("x", "y"), new Features(List.of("look"), values.length, values),
                truth, groups, ids);
        TrainedClassifier model = Training.train(rows, Columns.of(List.of("look")), SETTINGS, REGISTRY, Progress.NONE);
        assertTrue(model.card().validation().accuracy().mean() < 0.75, () -> model.card().validation().toString());
    }

    @Test
    void theOrderOfTheRowsDoesNotCount() throws Exception {
        LabelledRows rows = rows(15, 4, 1, 4);
        int[] shuffled = Folds.shuffled(rows.rows(), new SplittableRandom(9));
        Path one = temp.resolve("one.model"), other = temp.resolve("other.model"), seed = temp.resolve("seed.model");
        train(rows, SETTINGS).write(one);
        train(rows.select(shuffled), SETTINGS).write(other);
        train(rows, SETTINGS.seed(2)).write(seed);
        assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(other));
        assertNotEquals(-1, Files.mismatch(one, seed));
    }

    @Test
    void whatIsReadIsWhatWasWritten() throws Exception {
        LabelledRows rows = rows(20, 5, 1.2, 5);
        Columns columns = new Columns(new FeatureSet(List.of(new FeatureSet.Block("loupe.measure",
                Map.of("ring", 7L, "scale", 0.5, "word", "x"), 2), FeatureSet.Block.of("loupe.haralick"))), NAMES,
                new int[] {0, 0, 1}, List.of());
        TrainedClassifier model = Training.train(rows, columns, SETTINGS.purity(0.99), REGISTRY, Progress.NONE);
        Path file = temp.resolve("folder/дефект 缺陷.model");
        model.write(file);
        TrainedClassifier read = TrainedClassifier.read(file, REGISTRY);
        assertEquals(model.card().fusion(), read.card().fusion());
        assertEquals(columns.set(), read.card().features());
        assertEquals(model.card(), read.card());
        assertEquals(read.card(), ModelCard.read(file));
        assertTrue(read.card().reject() > 0);
        Features asked = rows(9, 3, 2, 6).features();
        Predictions before = predict(model, asked), after = predict(read, asked);
        assertArrayEquals(before.probabilities(), after.probabilities());
        assertArrayEquals(before.novelty(), after.novelty());
        assertEquals(model.outOfSample().ids(), read.outOfSample().ids());
        assertArrayEquals(model.outOfSample().predictions().probabilities(),
                read.outOfSample().predictions().probabilities());
        assertEquals(model.nearest(asked, 3, 4), read.nearest(asked, 3, 4));
        Path again = temp.resolve("again.model");
        read.write(again);
        assertEquals(-1, Files.mismatch(file, again));
    }

    @Test
    void anUnknownSpreadIsKeptAsUnknown() throws Exception {
        Path file = temp.resolve("once.model");
        train(rows(10, 3, 1, 5), SETTINGS.validation(3, 1)).write(file);
        assertTrue(Double.isNaN(ModelCard.read(file).validation().accuracy().sd()));
    }

    /** One of twenty columns tells the classes apart: the others must not drown it. */
    @Test
    void columnsCountAsTheyTellClassesApart() throws Exception {
        Random random = new Random(3);
        int n = 90, columns = 20;
        float[] values = new float[n * columns];
        for (int i = 0; i < values.length; i++)
            values[i] = (float) ((i % columns == 7 ? 4 * (i / columns % 3) : 0) + random.nextGaussian());
        int[] truth = IntStream.range(0, n).map(i -> i % 3).toArray();
        List<String> names = IntStream.range(0, columns).mapToObj(c -> "c" + c).toList();
        LabelledRows rows = new LabelledRows(List.of("x", "y", "z"), new Features(names, n, values), truth,
                IntStream.range(0, n).mapToObj(i -> "g" + i % 9).toList(),
                IntStream.range(0, n).mapToObj(i -> "r" + i).toList());
        TrainedClassifier model = Training.train(rows, Columns.of(names), SETTINGS, REGISTRY, Progress.NONE);
        assertTrue(model.card().validation().accuracy().mean() > 0.9, () -> model.card().validation().toString());
    }

    @Test
    void relevanceIsTheShareOfVarianceBetweenClasses() {
        // two classes of two: means 1 and 3, each ±1. Within 4 / 2, all 8 / 3: 1 − 2 / 2.667 = 0.25
        double[] share = Relevance.of(new Features(List.of("a", "flat"), 4, new float[] {0, 5, 2, 5, 2, 5, 4, 5}),
                new int[] {0, 0, 1, 1}, 2);
        assertEquals(0.25, share[0], 1e-9);
        assertEquals(0, share[1]);
    }

    @Test
    void aDamagedOrLaterFileIsRefusedInPlainWords() throws Exception {
        Path file = temp.resolve("a.model");
        train(rows(10, 3, 1, 7), SETTINGS).write(file);
        byte[] whole = Files.readAllBytes(file);
        Path half = temp.resolve("half.model");
        Files.write(half, Arrays.copyOf(whole, whole.length / 2));
        assertTrue(refused(half).contains("damaged"), refused(half));
        List<Integer> unnoticed = new ArrayList<>();
        for (int at = 0; at < whole.length; at += 7) {
            byte[] flipped = whole.clone();
            flipped[at] ^= 0x10;
            Files.write(half, flipped);
            try {
                TrainedClassifier.read(half, REGISTRY).write(half);
                if (!Arrays.equals(Files.readAllBytes(half), whole))
                    unnoticed.add(at);
            } catch (ToolException e) {
                // as it shall be
            }
        }
        assertEquals(List.of(), unnoticed, "bytes that were changed, and something else was read");
        Files.writeString(half, "no model");
        assertTrue(refused(half).contains("no model file"), refused(half));
        assertTrue(refused(temp.resolve("none.model")).contains("There is no model file"));
        for (String[] change : new String[][] {{"\"version\": 1", "\"version\": 2", "later Loupe"},
            {"\"loupe\": \"classifier\"", "\"loupe\": \"recipe\"", "no file of a trained classifier"},
            {"test.means", "vendor.gone", "not installed"}, {"\"names\"", "\"nomes\"", "damaged"}}) {
            Path changed = temp.resolve("changed.model");
            Files.write(changed, whole);
            change(changed, change[0], change[1]);
            assertTrue(refused(changed).contains(change[2]), change[1] + ": " + refused(changed));
        }
    }

    private static void change(Path file, String from, String to) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(file)) {
            Path card = zip.getPath("model.json");
            String text = Files.readString(card);
            assertTrue(text.contains(from), text);
            Files.write(card, text.replace(from, to).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String refused(Path file) {
        return assertThrows(ToolException.class, () -> TrainedClassifier.read(file, REGISTRY)).getMessage();
    }

    @Test
    void aFileThatCannotBeWrittenLeavesTheOldOneAlone() throws Exception {
        Path file = temp.resolve("a.model");
        TrainedClassifier model = train(rows(10, 3, 1, 7), SETTINGS);
        model.write(file);
        Path folder = temp.resolve("b.model");
        Files.createDirectories(folder.resolve("in it"));
        assertThrows(ToolException.class, () -> model.write(folder));
        assertTrue(Files.isDirectory(folder));
        try (Stream<Path> left = Files.list(temp)) {
            assertEquals(2, left.count(), "nothing is left aside");
        }
    }

    @Test
    void probabilitiesBecomeTrue() throws Exception {
        // a trainer that is far too sure of overlapping classes
        TrainedClassifier model = train(rows(120, 8, 2.2, 8), SETTINGS.trainer("test.means",
                Map.of("sureness", 40.0)));
        Validation v = model.card().validation();
        assertTrue(v.eceBefore() > 0.15 && v.eceAfter() < v.eceBefore() / 3, v::toString);
        assertTrue(model.card().calibration().temperature() > 3);
        LabelledRows others = rows(150, 8, 2.2, 9);
        Predictions p = predict(model, others.features());
        assertTrue(Reliability.of(others.truth(), p).ece() < 0.09);
    }

    @Test
    void calibrationFindsTheBestTemperature() {
        // one of four is wrong with p = 0.9, one in six is doubted: a has 5/6 · 3/4 + 1/6 · 1/4
        Predictions p = new Predictions(List.of("a", "b"), new int[4], new float[] {.9f, .1f, .9f, .1f, .9f, .1f, .9f,
            .1f});
        Calibration calibration = Calibration.fit(new int[] {0, 0, 0, 1}, p);
        double a = 2 / 3.0;
        assertEquals(Math.log(9) / Math.log(a / (1 - a)), calibration.temperature(), 1e-3);
        assertEquals(a, calibration.apply(p).confidence(0), 1e-4);
    }

    @Test
    void fewThatAreAllRightPromiseLittle() {
        Predictions p = new Predictions(List.of("a", "b"), new int[] {0, 0, 1, 1}, new float[] {.99f, .01f, .99f, .01f,
            .01f, .99f, .01f, .99f});
        assertEquals(5 / 6.0, Calibration.fit(new int[] {0, 0, 1, 1}, p).apply(p).confidence(0), 1e-4);
    }

    @Test
    void whatIsUnlikeAllIsNovel() throws Exception {
        LabelledRows rows = rows(40, 5, 0.5, 10);
        TrainedClassifier model = train(rows, SETTINGS);
        Predictions known = predict(model, rows(60, 5, 0.5, 11).features());
        long novel = IntStream.range(0, known.rows()).filter(i -> known.novelty()[i] > 1).count();
        assertTrue(novel <= known.rows() / 20, "known ones called novel: " + novel);
        Predictions far = predict(model, new Features(NAMES, 1, new float[] {2, 2, 9}));
        assertTrue(far.novelty()[0] > 2, "novelty " + far.novelty()[0]);
        Predictions decided = TrainedClassifier.reject(far, 0, 1);
        assertEquals(TrainedClassifier.UNKNOWN, decided.className(0));
        assertEquals(1, IntStream.range(0, 4).mapToDouble(c -> decided.probabilities()[c]).sum(), 1e-6);
        Predictions sure = TrainedClassifier.reject(known, 0, Double.POSITIVE_INFINITY);
        assertArrayEquals(known.best(), sure.best());
        assertEquals(known.confidence(0), sure.confidence(0), 1e-6);
    }

    @Test
    void aDecisionShowsItsNearestExamples() throws Exception {
        LabelledRows rows = rows(30, 5, 0.5, 12);
        TrainedClassifier model = train(rows, SETTINGS);
        List<Memory.Neighbour> nearest = model.nearest(rows.features(), 7, 3);
        assertEquals("crop 7", nearest.get(0).id());
        assertEquals(0, nearest.get(0).distance(), 1e-6);
        assertEquals(rows.truth()[7], nearest.get(1).truth());
        assertTrue(nearest.get(1).distance() <= nearest.get(2).distance());
    }

    @Test
    void copiesAreLearnedFromAndNeverTestedOn() throws Exception {
        LabelledRows rows = rows(10, 4, 0.5, 13);
        // copies that lie: each looks like the next class, ten times as many as examples
        int[] of = IntStream.range(0, rows.rows() * 10).map(i -> i % rows.rows()).toArray();
        Features lies = rows.features().select(IntStream.of(of).map(i -> (i + 1) % rows.rows()).toArray());
        TrainedClassifier misled = Training.train(rows, new Variants(lies, of), Map.of("copies", 10L),
                Columns.of(NAMES), SETTINGS, REGISTRY, Progress.NONE);
        assertTrue(misled.card().validation().accuracy().mean() < 0.2, () -> misled.card().validation().toString());
        assertEquals(300, misled.card().variants());
        assertEquals(rows.rows(), misled.outOfSample().rows());
    }

    @Test
    void doubtsAreTold() throws Exception {
        LabelledRows one = rows(12, 1, 0.5, 14);
        Validation v = train(one, SETTINGS).card().validation();
        assertFalse(v.byGroup());
        assertTrue(v.warnings().get(0).contains("one group (board 0)"), v.warnings()::toString);
        LabelledRows few = rows(4, 2, 0.5, 15);
        assertTrue(train(few, SETTINGS).card().validation().warnings().stream()
                .anyMatch(w -> w.contains("only 4 examples of \"pit\"")));
        LabelledRows twice = rows(12, 2, 0.5, 16);
        LabelledRows copied = new LabelledRows(twice.classes(), Features.concat(List.of(twice.features(),
                twice.features().select(0))), IntStream.concat(Arrays.stream(twice.truth()), IntStream.of(0)).toArray(),
                Stream.concat(twice.groups().stream(), Stream.of("board 9")).toList(),
                Stream.concat(twice.ids().stream(), Stream.of("copy")).toList());
        assertTrue(train(copied, SETTINGS).card().validation().warnings().stream()
                .anyMatch(w -> w.startsWith("1 example measures exactly like")));
    }

    @Test
    void whatCannotBeLearnedIsRefused() throws Exception {
        LabelledRows rows = rows(10, 3, 1, 17);
        int[] pits = IntStream.range(0, rows.rows()).filter(i -> rows.truth()[i] == 0).toArray();
        assertTrue(assertThrows(ToolException.class, () -> train(rows.select(pits), SETTINGS)).getMessage()
                .contains("one class alone, \"pit\""));
        assertTrue(assertThrows(ToolException.class, () -> train(rows, TrainingSettings.DEFAULT.trainer("no.such",
                Map.of()))).getMessage().contains("no.such"));
        assertThrows(ToolException.class, () -> train(rows, SETTINGS.trainer("test.means", Map.of("sureness", -1.0))));
        TrainedClassifier model = train(rows, SETTINGS);
        assertTrue(assertThrows(ToolException.class, () -> predict(model, new Features(List.of("a"), 1, new float[1])))
                .getMessage().contains("\"b\" is missing"));
    }

    @Test
    void classesWithoutAnExampleAreLeftOut() throws Exception {
        LabelledRows rows = rows(10, 3, 1, 18);
        LabelledRows more = new LabelledRows(List.of("none", "pit", "particle", "scratch"), rows.features(),
                Arrays.stream(rows.truth()).map(t -> t + 1).toArray(), rows.groups(), rows.ids());
        assertEquals(rows.classes(), train(more, SETTINGS).classes());
    }

    @Test
    void aPurityPutsTheLimitOfTheUnknown() throws Exception {
        TrainedClassifier model = train(rows(100, 6, 1.6, 19), SETTINGS.purity(0.97));
        double limit = model.card().reject();
        assertTrue(limit > 0 && limit < 1, "limit " + limit);
        LabelledRows others = rows(150, 6, 1.6, 20);
        Predictions p = predict(model, others.features());
        int[] kept = IntStream.range(0, p.rows()).filter(i -> p.confidence(i) >= limit).toArray();
        double purity = IntStream.of(kept).filter(i -> p.best()[i] == others.truth()[i]).count() / (double) kept.length;
        assertEquals(0.97, purity, 0.03);
        assertTrue(kept.length > p.rows() / 4, kept.length + " of " + p.rows());
    }

    @Test
    void moreExamplesAreWorthLess() throws Exception {
        LabelledRows rows = rows(60, 6, 1.5, 21);
        assertArrayEquals(new int[] {5, 10, 20, 30, 50}, LearningCurve.sizes(rows));
        LearningCurve curve = LearningCurve.of(rows, Columns.of(NAMES), SETTINGS.validation(5, 6),
                new int[] {2, 10, 40}, REGISTRY, Progress.NONE);
        assertEquals(6, curve.points().get(0).accuracy().repeats());
        assertTrue(curve.points().get(0).accuracy().mean() < curve.points().get(2).accuracy().mean(), curve::toString);
        assertEquals(curve, LearningCurve.of(rows.select(Folds.shuffled(rows.rows(), new SplittableRandom(1))),
                Columns.of(NAMES), SETTINGS.validation(5, 6), new int[] {2, 10, 40}, REGISTRY, Progress.NONE));
    }

    @Test
    void trainingEndsWhenNobodyWantsIt() {
        assertThrows(CancellationException.class, () -> Training.train(rows(10, 3, 1, 22), Columns.of(NAMES), SETTINGS,
                REGISTRY, new Progress() {
                    @Override
                    public boolean cancelled() {
                        return true;
                    }
                }));
    }

    @Test
    void spreadIsThatOfASample() {
        assertEquals(new Spread(2, 1, 3), Spread.of(1, 2, 3));
        assertTrue(Double.isNaN(Spread.of(5).sd()));
    }
}
