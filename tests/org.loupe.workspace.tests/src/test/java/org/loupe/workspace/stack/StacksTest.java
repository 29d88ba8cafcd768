package org.loupe.workspace.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.api.Detections;
import org.loupe.api.ToolException;
import org.loupe.engine.ImageList;
import org.loupe.engine.Inspection;
import org.loupe.engine.Item;
import org.loupe.engine.Options;
import org.loupe.engine.Pairing;
import org.loupe.engine.Plan;
import org.loupe.engine.Policy;
import org.loupe.engine.Problem;
import org.loupe.engine.Progress;
import org.loupe.engine.Recipe;
import org.loupe.engine.Registry;
import org.loupe.engine.learning.Augmentation;
import org.loupe.engine.learning.TrainingSettings;
import org.loupe.engine.stack.StackSummary;
import org.loupe.exchange.TruthReader;
import org.loupe.exchange.Truths;
import org.loupe.workspace.Inspections;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.RecipeModel;
import org.loupe.workspace.Recipes;
import org.loupe.workspace.Remedy;
import org.loupe.workspace.Samples;
import org.loupe.workspace.Verification;

/** The shipped stack, trained on the sample that is made for it and run on one that nobody has seen. */
@TestInstance(Lifecycle.PER_CLASS)
class StacksTest {
    private static final Registry REGISTRY = Registry.load(StacksTest.class.getClassLoader());
    private static final Options OPTIONS = Options.defaults().threads(2);
    @TempDir
    static Path folder;
    private Samples.Written seen, unseen;
    private Stacks.Trained trained;

    private static List<Item> items(Samples.Written sample) throws ToolException {
        return ImageList.find(List.of(sample.images()), Pairing.parse("auto"), REGISTRY);
    }

    @BeforeAll
    void train() throws Exception {
        seen = Samples.write(new Samples.Request("stack", Map.of(), 26, 1, folder.resolve("seen")), REGISTRY,
                Progress.NONE);
        unseen = Samples.write(new Samples.Request("stack", Map.of(), 10, 99, folder.resolve("unseen")), REGISTRY,
                Progress.NONE);
        trained = Stacks.train(Recipes.load("defect-stack"), StackExamples.truth(seen.truth(), items(seen)),
                Augmentation.NONE, TrainingSettings.DEFAULT, Stacks.folder(seen.folder(), "defect-stack"), REGISTRY, OPTIONS,
                Progress.NONE, Progress.NONE);
    }

    @Test
    void theReportHoldsEachLevelAndTheWhole() throws Exception {
        StackSummary summary = trained.summary();
        assertEquals(List.of("1", "2 defect", "3 small", "4 clear"), summary.levels().stream()
                .map(StackSummary.Row::name).toList());
        assertTrue(summary.levels().get(0).examples() > summary.levels().get(1).examples());
        for (StackSummary.Row row : summary.levels()) {
            assertTrue(row.accuracy() > 0.92, row.name() + " " + row.accuracy());
            assertTrue(row.accuracy() >= summary.overall().accuracy(), "each level errs less than the whole");
        }
        assertTrue(summary.overall().accuracy() > 0.92, summary.toText());
        assertEquals(summary.overall().wrong().size(), Math.round(summary.overall().examples()
                * (1 - summary.overall().accuracy())));
        StackSummary read = StackSummary.parse(Files.readString(trained.folder().resolve(Stacks.REPORT)));
        assertEquals(summary.toText(), read.toText());
        assertEquals(Optional.of(read.toText()), Stacks.summary(trained.recipe()).map(StackSummary::toText));
    }

    /** What the report says out of sample holds for images of another seed. */
    @Test
    void theStackSortsUnseenImages() throws Exception {
        Truths truths = new Truths(TruthReader.read(unseen.truth()));
        int[] right = new int[1], all = new int[1], strange = new int[1];
        List<Item> items = items(unseen);
        new Inspection(trained.recipe(), REGISTRY, OPTIONS).run(items, result -> {
            assertEquals(Optional.empty(), result.error());
            Detections truth = truths.find(result.item().name(), result.item().test().toString()).orElseThrow().boxes();
            Detections found = result.detections();
            for (int t = 0; t < truth.size(); t++) {
                int at = -1;
                for (int d = 0; d < found.size() && at < 0; d++)
                    if (Math.abs(middle(found, d, true) - middle(truth, t, true)) < 8
                            && Math.abs(middle(found, d, false) - middle(truth, t, false)) < 8)
                        at = d;
                String given = at < 0 ? "none" : found.className(at);
                all[0]++;
                right[0] += given.equals(truth.className(t)) ? 1 : 0;
            }
            strange[0] += Math.max(0, found.size() - truth.size());
        }, Progress.NONE);
        assertTrue(right[0] > 0.92 * all[0], right[0] + " of " + all[0] + " have their class");
        assertTrue(strange[0] < 0.15 * all[0], strange[0] + " found besides " + all[0]);
    }

    /** A step that a model needs is put back with the parameters that the model learned from. */
    private void theFeaturesOfTheModelComeBack(ProjectFile project, org.loupe.model.Recipe recipe) {
        project.change("take out", () -> recipe.getSteps().remove(4));
        List<Problem> missing = problems(project, recipe);
        assertTrue(missing.get(0).message().contains("which no step before it measures"), missing.toString());
        Remedy remedy = Remedy.of(missing.get(0), recipe, REGISTRY, Policy.AUTO).orElseThrow();
        assertEquals(List.of(Remedy.Kind.INSERT_BEFORE, "loupe.haralick", Map.of()), List.of(remedy.kind(),
                remedy.value(), remedy.params()));
        project.change("put back", remedy::apply);
        assertEquals(List.of(), problems(project, recipe));
        project.domain().getCommandStack().undo();
        project.domain().getCommandStack().undo();
    }

    private static List<Problem> problems(ProjectFile project, org.loupe.model.Recipe recipe) {
        return Plan.of(RecipeModel.freeze(recipe).located(project.folder(), REGISTRY), REGISTRY, Policy.AUTO).problems();
    }

    private void theCheckTellsThatAModelWasReplaced(Path run) throws Exception {
        Path model = trained.files().get(3), kept = folder.resolve("kept.model");
        Files.copy(model, kept);
        Stacks.Trained other = Stacks.train(Recipes.load("defect-stack"), StackExamples.truth(seen.truth(), items(seen)
                .subList(0, 12)), Augmentation.NONE, TrainingSettings.DEFAULT, folder.resolve("other"), REGISTRY, OPTIONS, Progress.NONE,
                Progress.NONE);
        Files.copy(other.files().get(3), model, StandardCopyOption.REPLACE_EXISTING);
        List<String> notes = Verification.check(run, 1, REGISTRY, Progress.NONE).notes();
        assertTrue(notes.stream().anyMatch(n -> n.contains("the file 4-clear.model is no longer what it was")),
                notes.toString());
        Files.copy(kept, model, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Where the noise is too strong to tell a pit from a particle, the gate says so. */
    @Test
    void theGateHoldsBackWhatIsTooNoisy() throws Exception {
        Samples.Written noisy = Samples.write(new Samples.Request("stack", Map.of("noise", 45, "stains", 0, "spread",
                0), 4, 5, folder.resolve("noisy")), REGISTRY, Progress.NONE);
        List<String> clear = new ArrayList<>(), given = new ArrayList<>();
        new Inspection(trained.recipe(), REGISTRY, OPTIONS).run(items(noisy), r -> {
            for (int i = 0; i < r.detections().size(); i++)
                given.add(r.detections().className(i));
        }, Progress.NONE);
        new Inspection(Recipes.set(trained.recipe(), REGISTRY, "limit.limit=1e9"), REGISTRY, OPTIONS).run(items(noisy),
                r -> {
                    for (int i = 0; i < r.detections().size(); i++)
                        clear.add(r.detections().className(i));
                }, Progress.NONE);
        assertEquals(given.size(), clear.size());
        long small = small(given), all = small(clear);
        assertTrue(all > 10 && small < 0.6 * all, small + " of " + all + " pits and particles pass");
    }

    private static long small(List<String> classes) {
        return classes.stream().filter(List.of("pit", "particle")::contains).count();
    }

    private static double middle(Detections d, int row, boolean x) {
        return x ? d.x()[row] + d.width()[row] / 2 : d.y()[row] + d.height()[row] / 2;
    }

    @Test
    void theSameObjectsGiveTheSameModels() throws Exception {
        List<StackExamples.Image> images = new ArrayList<>(StackExamples.truth(seen.truth(), items(seen)));
        Collections.reverse(images);
        Stacks.Trained again = Stacks.train(Recipes.load("defect-stack"), images, Augmentation.NONE,
                TrainingSettings.DEFAULT, folder.resolve("again"), REGISTRY, OPTIONS.threads(1), Progress.NONE,
                Progress.NONE);
        Plan one = Plan.of(trained.recipe(), REGISTRY, Policy.AUTO), other = Plan.of(again.recipe(), REGISTRY,
                Policy.AUTO);
        assertEquals(trained.summary().overall().accuracy(), again.summary().overall().accuracy());
        assertNotEquals(trained.folder(), again.folder());
        assertEquals(one.classes(), other.classes());
    }

    /** A project holds the models by their place in it; undone, the recipe is as it was. */
    @Test
    void aProjectHoldsItsModels() throws Exception {
        try (ProjectFile project = ProjectFile.open(seen.folder())) {
            org.loupe.model.Recipe recipe = project.project().getRecipes().get(0);
            Recipe before = RecipeModel.freeze(recipe);
            project.change("Train", () -> {
                try {
                    Stacks.apply(trained, recipe, project.project(), project.folder());
                } catch (ToolException e) {
                    throw new AssertionError(e);
                }
            });
            Recipe frozen = RecipeModel.freeze(recipe);
            assertTrue(frozen.toJson().contains("\"models/defect-stack/0001/1.model\""), frozen.toJson());
            assertEquals(3, project.project().getModels().size());
            Recipe located = frozen.located(project.folder(), REGISTRY);
            assertEquals(List.of(), Plan.of(located, REGISTRY, Policy.AUTO).problems());
            Path run = folder.resolve("run");
            Inspections.run(new Inspections.Request(located, items(unseen).subList(0, 3), run, OPTIONS), REGISTRY,
                    Progress.NONE);
            assertTrue(Verification.check(run, 1, REGISTRY, Progress.NONE).confirmed());
            theFeaturesOfTheModelComeBack(project, recipe);
            theCheckTellsThatAModelWasReplaced(run);
            project.domain().getCommandStack().undo();
            assertEquals(before, RecipeModel.freeze(recipe));
            assertEquals(0, project.project().getModels().size());
        }
    }
}
