package org.loupe.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.api.Features;
import org.loupe.api.ToolException;
import org.loupe.engine.learning.Augmentation;
import org.loupe.engine.learning.Columns;
import org.loupe.engine.learning.TrainingSettings;
import org.loupe.engine.stack.StackRows;
import org.loupe.engine.stack.StackTraining;

class StackTest {
    private static final Registry REGISTRY = ToyTrainer.registry();
    private static final RecipeStep BRIGHT = RecipeStep.of("toy.bright"), SIZE = RecipeStep.of("toy.size"),
            BLUR = RecipeStep.of("toy.blur");
    private static final TrainingSettings MEANS = TrainingSettings.DEFAULT.trainer("toy.means", Map.of())
            .validation(3, 2);
    private static final Options ONE = Options.defaults().threads(1);

    private static RecipeStep classify(String classes) {
        return RecipeStep.of(Classify.ID, Map.of("classes", classes));
    }

    private static Route route(RecipeStep... steps) {
        return new Route(false, List.of(steps));
    }

    /** Nuisance is dropped; what is real is small or large; small ones pass a limit before they get their class. */
    private static Recipe stack() {
        return Toys.recipe(BRIGHT, SIZE, classify("real, nuisance").drop("nuisance").route("real",
                route(classify("big, small").route("small", route(BLUR, SIZE.with("margin", 1),
                        RecipeStep.of("toy.limit", Map.of("limit", 4)).route("small",
                                route(classify("dot, pair"))))))));
    }

    private static Plan plan(Recipe recipe) {
        return Plan.of(recipe, REGISTRY, Policy.AUTO);
    }

    @Test
    void levelsAreReadOffTheRoutes() throws ToolException {
        Stack stack = Stack.of(stack(), REGISTRY, Policy.AUTO);
        assertEquals(List.of("1", "2 real", "3 small", "4 small"), stack.levels().stream().map(Stack.Level::name)
                .toList());
        assertEquals(List.of(true, true, false, true), stack.levels().stream().map(Stack.Level::learned).toList());
        assertEquals(List.of("nuisance", "big", "large", "dot", "pair"), stack.labels());
        assertArrayEquals(new int[] {0, 1, 0, 1}, stack.path("Pair").orElseThrow());
        assertArrayEquals(new int[] {1, -1, -1, -1}, stack.path("nuisance").orElseThrow());
        assertArrayEquals(new int[] {0, 1, 1, -1}, stack.path("large").orElseThrow(), "what the limit holds back");
        assertTrue(stack.path("real").isEmpty(), "a group is no class of an object");
        assertEquals(List.of(new Place.Turn(2, ""), new Place.Turn(0, "real"), new Place.Turn(2, "small"),
                new Place.Turn(0, "small")), stack.levels().get(3).place());
        assertArrayEquals(new boolean[] {false, true}, stack.levels().get(0).drops());
        ToolException two = assertThrows(ToolException.class, () -> Stack.of(Toys.recipe(BRIGHT, SIZE,
                classify("a, b"), classify("c, d")), REGISTRY, Policy.AUTO));
        assertTrue(two.remedy().contains("route"), two.toString());
        assertThrows(ToolException.class, () -> Stack.of(Toys.recipe(BRIGHT, SIZE), REGISTRY, Policy.AUTO));
    }

    @Test
    void anUntrainedStepSaysHowItIsTrained() {
        List<Problem> problems = plan(stack()).problems();
        assertEquals(3, problems.size(), problems.toString());
        assertTrue(problems.get(0).isError() && problems.get(0).message().contains("not trained"));
        assertTrue(problems.get(0).remedy().contains("Train the stack"), problems.get(0).remedy());
        assertTrue(problems.get(0).where().startsWith("step 3"), problems.get(0).where());
        Problem gone = plan(Toys.recipe(BRIGHT, SIZE, classify("a, b").with("model", "/nowhere/x.model"))).problems()
                .get(0);
        assertTrue(gone.message().contains("/nowhere/x.model is not there"), gone.message());
        assertEquals(List.of("Write their names with commas between."), plan(Toys.recipe(BRIGHT, SIZE, classify("a")))
                .problems().stream().map(Problem::remedy).toList());
        assertTrue(plan(Toys.recipe(BRIGHT, SIZE, classify("a, A"))).problems().get(0).message().contains("different"));
    }

    /** What a level learns from is, bit for bit, what its step is given in a run. */
    @Test
    void knownObjectsAreMeasuredAsInARun(@TempDir Path folder) throws Exception {
        List<Item> items = Toys.images(folder, 3, 90, 70);
        Recipe recipe = Toys.recipe(BLUR, BRIGHT.with("threshold", 140), SIZE, RecipeStep.of("toy.limit")
                .route("small", route(SIZE.with("margin", 2).with("prefix", "s_"))).route("large",
                        route(BLUR, SIZE.with("margin", 1).with("prefix", "l_"))));
        List<ImageResult> run = new ArrayList<>();
        new Inspection(recipe, REGISTRY, ONE).run(items, run::add, Progress.NONE);
        Recipe taught = new Recipe("t", "", IntStream.range(0, 4).mapToObj(i -> i < 3 ? recipe.steps().get(i)
                : classify("small, large").route("small", route(SIZE.with("margin", 2).with("prefix", "s_"),
                        classify("a, b"))).route("large", route(BLUR, SIZE.with("margin", 1).with("prefix", "l_"),
                                classify("c, d")))).toList());
        Stack stack = Stack.of(taught, REGISTRY, Policy.AUTO);
        int compared = 0;
        try (StackMeasure measure = StackMeasure.open(stack, REGISTRY)) {
            assertEquals(List.of("area_px", "mean", "scale_um"), measure.columns(0).names());
            assertEquals(6, measure.columns(1).names().size(), "no confidence of a level before is learned from");
            for (ImageResult result : run) {
                StackMeasure.Seen seen = measure.measure(items.get(result.index()), result.detections(), Progress.NONE);
                for (int level = 0; level < 3; level++)
                    for (String name : measure.columns(level).names()) {
                        Features now = seen.given().get(level), then = result.features();
                        for (int row = 0; row < then.rows(); row++) {
                            float before = then.get(row, then.column(name)), after = now.get(row, now.column(name));
                            if (!Float.isNaN(before) || name.equals("scale_um"))
                                assertEquals(before, after, name);
                            compared++;
                        }
                    }
                assertNull(seen.decided().get(0));
            }
        }
        assertTrue(compared > 100, compared + " values");
        assertEquals(0, Toys.FILES.get(), "files are closed");
    }

    /** Labelled rows of the stack above, told apart by their area and, behind the limit, by their brightness. */
    private static StackTraining.Trained train(Stack stack, List<Columns> columns) throws ToolException {
        List<String> labels = List.of("nuisance", "big", "dot", "pair");
        List<String> all = new ArrayList<>(), groups = new ArrayList<>(), ids = new ArrayList<>();
        List<float[]> first = new ArrayList<>(), last = new ArrayList<>();
        List<Integer> limit = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            int c = i % 4;
            all.add(labels.get(c));
            groups.add("g" + i / 8);
            ids.add("o" + i);
            float noise = (i * 7 % 11) / 20f;
            first.add(new float[] {c == 0 ? 40 + noise : c == 1 ? 20 + noise : 2 + noise, c == 0 ? 5 : 9, 1});
            last.add(new float[] {2 + noise, c == 3 ? 50 : 90 + noise, 1});
            limit.add(i % 20 == 2 ? 1 : 0); // a fifth of the dots is held back
        }
        int levels = stack.levels().size();
        List<Features> given = new ArrayList<>();
        List<int[]> decided = new ArrayList<>();
        for (int level = 0; level < levels; level++) {
            List<float[]> of = level < 2 ? first : last;
            float[] values = new float[of.size() * 3];
            for (int i = 0; i < of.size(); i++)
                System.arraycopy(of.get(i), 0, values, i * 3, 3);
            given.add(new Features(columns.get(level).names(), of.size(), values));
            decided.add(level == 2 ? limit.stream().mapToInt(Integer::intValue).toArray() : null);
        }
        return StackTraining.train(stack, columns, new StackRows(all, groups, ids, given, decided),
                Augmentation.NONE, MEANS, REGISTRY,
                Progress.NONE);
    }

    @Test
    void allLevelsAreTrainedAndJudged(@TempDir Path folder) throws Exception {
        Stack stack = Stack.of(stack(), REGISTRY, Policy.AUTO);
        List<Columns> columns;
        try (StackMeasure measure = StackMeasure.open(stack, REGISTRY)) {
            columns = IntStream.range(0, 4).mapToObj(measure::columns).toList();
        }
        StackTraining.Trained trained = train(stack, columns);
        assertEquals(List.of(80, 60, 40, 40), trained.report().levels().stream().map(l -> l.examples()).toList());
        assertEquals(1, trained.report().levels().get(0).report().accuracy());
        assertEquals(1, trained.report().levels().get(3).report().accuracy());
        assertEquals(36.0 / 40, trained.report().levels().get(2).report().accuracy(), 1e-9,
                "a level that is not trained is judged too");
        assertEquals(76.0 / 80, trained.report().overall().accuracy(), 1e-9,
                "what an earlier level holds back is lost for those behind it");
        assertEquals(36, trained.models().get(3).card().examples().stream().mapToInt(Integer::intValue).sum(),
                "the last level learns from what reaches it");
        double[] sums = new double[80];
        var p = trained.report().overall().scored().predictions();
        for (int row = 0; row < 80; row++)
            for (int c = 0; c < p.classes().size(); c++)
                sums[row] += p.probabilities()[row * p.classes().size() + c];
        assertTrue(Arrays.stream(sums).allMatch(s -> Math.abs(s - 1) < 1e-5), Arrays.toString(sums));

        List<Path> files = new ArrayList<>();
        for (int level = 0; level < 4; level++) {
            Path file = trained.models().get(level) == null ? null : folder.resolve(level + ".model");
            if (file != null)
                trained.models().get(level).write(file);
            files.add(file);
        }
        Recipe ready = stack.trained(files);
        assertEquals(List.of(), plan(ready).problems());
        assertEquals(Set.of("big", "dot", "pair", "large"), Set.copyOf(plan(ready).classes()));
        assertTrue(plan(ready).features().contains(Plan.NOVELTY));
        List<Item> items = Toys.images(folder, 2, 60, 60);
        List<ImageResult> run = new ArrayList<>();
        new Inspection(ready, REGISTRY, ONE.threads(2)).run(items, run::add, Progress.NONE);
        assertEquals(List.of(), run.stream().flatMap(r -> r.error().stream()).toList());

        String hash = plan(ready).hash();
        Path moved = Files.createDirectories(folder.resolve("moved"));
        for (Path file : files)
            if (file != null)
                Files.copy(file, moved.resolve(file.getFileName()));
        Recipe relative = stack.trained(files.stream().map(f -> f == null ? null : f.getFileName()).toList());
        assertFalse(plan(relative).problems().isEmpty(), "a relative path is of some folder");
        Recipe there = relative.located(moved, REGISTRY);
        assertEquals(List.of(), plan(there).problems());
        assertEquals(hash, plan(there).hash(), "a model counts by what is in it");
        assertEquals(relative.located(folder, REGISTRY), ready);
        String kept = RunProvenance.of(plan(there), ONE).toJson();
        assertTrue(kept.contains("sha256:") && kept.contains(" 3.model"), kept);
        assertFalse(kept.contains(moved.toString()), "the place does not matter");
        Files.copy(files.get(1), moved.resolve("0.model"), StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(moved.resolve("0.model"), FileTime.fromMillis(1));
        assertNotEquals(hash, plan(there).hash());
        assertTrue(plan(there).problems().stream().anyMatch(q -> q.message().contains("no class \"real\"")),
                "another model does not give the routed class: " + plan(there).problems());
    }

    @Test
    void missingFeaturesAreNamedByTheirTool(@TempDir Path folder) throws Exception {
        Stack stack = Stack.of(stack(), REGISTRY, Policy.AUTO);
        List<Columns> columns;
        try (StackMeasure measure = StackMeasure.open(stack, REGISTRY)) {
            columns = IntStream.range(0, 4).mapToObj(measure::columns).toList();
        }
        Path file = folder.resolve("m.model");
        train(stack, columns).models().get(3).write(file);
        RecipeStep last = classify("").with("model", file);
        List<Problem> none = plan(Toys.recipe(BRIGHT, last)).problems();
        assertEquals(1, none.size(), none.toString());
        assertEquals("Its model learned from the features of Size with margin = 1, which no step before it measures.",
                none.get(0).message());
        assertTrue(none.get(0).remedy().startsWith("Put \"toy.size\" with margin = 1 before"), none.get(0).remedy());
        List<Problem> other = plan(Toys.recipe(BRIGHT, SIZE, last)).problems();
        assertEquals(1, other.size(), other.toString());
        assertEquals(Problem.Severity.WARNING, other.get(0).severity());
        assertTrue(other.get(0).message().contains("margin = 1 (now 3)"), other.get(0).message());
        assertEquals(List.of(), plan(Toys.recipe(BRIGHT, SIZE.with("margin", 1), last)).problems());
        List<Problem> names = plan(Toys.recipe(BRIGHT, SIZE.with("prefix", "x_"), last)).problems();
        assertTrue(names.get(0).isError() && names.get(0).message().contains("measured otherwise"), names.toString());
    }

    @Test
    void aClassWithoutExamplesIsNamed() throws ToolException {
        Stack stack = Stack.of(stack(), REGISTRY, Policy.AUTO);
        List<String> names = List.of("area_px", "mean", "scale_um");
        List<Features> given = new ArrayList<>();
        List<int[]> decided = new ArrayList<>();
        for (int level = 0; level < 4; level++) {
            given.add(new Features(names, 4, new float[12]));
            decided.add(level == 2 ? new int[4] : null);
        }
        StackRows rows = new StackRows(List.of("dot", "pair", "dot", "pair"), List.of("a", "a", "b", "b"),
                List.of("1", "2", "3", "4"), given, decided);
        List<Columns> columns = IntStream.range(0, 4).mapToObj(i -> Columns.of(names)).toList();
        ToolException e = assertThrows(ToolException.class, () -> StackTraining.train(stack, columns, rows,
                Augmentation.NONE, MEANS, REGISTRY, Progress.NONE));
        assertEquals("Level 1 has no example of \"nuisance\".", e.getMessage());
        StackRows strange = new StackRows(List.of("moon", "moon", "sun", "sun"), rows.groups(), rows.ids(), given,
                decided);
        assertTrue(assertThrows(ToolException.class, () -> StackTraining.train(stack, columns, strange,
                Augmentation.NONE, MEANS, REGISTRY, Progress.NONE)).getMessage().contains("there are moon, sun"));
    }
}
