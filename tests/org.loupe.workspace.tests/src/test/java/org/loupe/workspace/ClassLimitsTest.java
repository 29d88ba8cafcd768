package org.loupe.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.api.Detections;
import org.loupe.api.Detector;
import org.loupe.api.Device;
import org.loupe.api.Pair;
import org.loupe.api.Param;
import org.loupe.api.Step;
import org.loupe.api.Tool;
import org.loupe.api.ToolProvider;
import org.loupe.engine.ImageList;
import org.loupe.engine.Inspection;
import org.loupe.engine.Item;
import org.loupe.engine.Options;
import org.loupe.engine.Pairing;
import org.loupe.engine.Plan;
import org.loupe.engine.Policy;
import org.loupe.engine.Progress;
import org.loupe.engine.Registry;
import org.loupe.engine.evaluation.Evaluation;
import org.loupe.engine.evaluation.OperatingPoint;
import org.loupe.engine.evaluation.ScoreLimits;
import org.loupe.model.LoupeFactory;
import org.loupe.model.Recipe;
import org.loupe.model.RecipeStep;

/** A recipe with limits for single classes finds what the figures of these limits promised. */
class ClassLimitsTest {
    private static final List<String> CLASSES = List.of("short", "Open line", "pin-hole");

    private final Registry registry = Registry.load(ClassLimitsTest.class.getClassLoader());

    @TempDir
    Path temp;

    /** Boxes of three classes, each of many scores; every second one is true. */
    private static final class Boxes implements Detector<Boxes.Params> {
        record Params(@Param(label = "Lowest score", min = 0, max = 1, help = "Of a box.") double leastScore) {
        }

        @Override
        public Info info() {
            return Info.of("test.boxes", "Boxes", "Finds boxes.");
        }

        @Override
        public Params defaults() {
            return new Params(0.5);
        }

        @Override
        public List<String> classes(Params params) {
            return CLASSES;
        }

        @Override
        public int halo(Params params) {
            return 0;
        }

        @Override
        public Step<Pair, Detections> open(Params params, Device device) {
            return (pair, run) -> boxes(params.leastScore, 1);
        }
    }

    private static final class BoxTools implements ToolProvider {
        @Override
        public List<Tool<?, ?, ?>> tools() {
            return List.of(new Boxes());
        }
    }

    private static Detections boxes(double least, int every) {
        Detections.Builder found = new Detections.Builder(CLASSES);
        for (int i = 0; i < 60; i += every)
            if ((float) (i * 37 % 100 / 100.0) >= least)
                found.add(i % 10 * 12, i / 10 * 12, 8, 8, i * 37 % 100 / 100.0, i % 3, null);
        return found.build();
    }

    private List<Evaluation.Case> cases(Recipe recipe, List<Item> items) throws Exception {
        List<Evaluation.Case> cases = new ArrayList<>();
        new Inspection(RecipeModel.freeze(recipe), registry, Options.defaults().threads(1)).run(items,
                result -> cases.add(new Evaluation.Case(result.item().name(), boxes(0, 2), result.detections())),
                Progress.NONE);
        return cases;
    }

    private static OperatingPoint figures(List<Evaluation.Case> cases, double limit, Map<String, Double> own) {
        return ScoreLimits.of(cases, 0.5, false).own(own).at(limit);
    }

    @Test
    void theRecipeFindsWhatTheLimitsPromised() throws Exception {
        registry.add(new SquareTools(), "test", "1");
        registry.add(new BoxTools(), "test", "1");
        Samples.Written made = Samples.write(new Samples.Request("test.generate-squares", Map.of(), 2, 1,
                temp.resolve("sample")), registry, Progress.NONE);
        List<Item> items = ImageList.find(List.of(made.images()), Pairing.parse("auto"), registry);
        Recipe recipe = LoupeFactory.eINSTANCE.createRecipe();
        recipe.setName("boxes");
        RecipeStep finder = LoupeFactory.eINSTANCE.createRecipeStep();
        finder.setTool("test.boxes");
        recipe.getSteps().add(finder);
        Map<String, Double> own = Map.of("short", 0.25, "open_line", 0.8);

        finder.getParams().put(ScoreLimit.PARAMETER, 0.0);
        List<Evaluation.Case> all = cases(recipe, items);
        OperatingPoint promised = figures(all, 0.61, own);
        finder.getParams().removeKey(ScoreLimit.PARAMETER);
        ScoreLimit.write(recipe, 0.61, own, registry);

        assertEquals(List.of("test.boxes", "loupe.score-limit"),
                recipe.getSteps().stream().map(RecipeStep::getTool).toList());
        assertEquals(0.25, finder.getParams().get(ScoreLimit.PARAMETER), "what finds lets the lowest limit pass");
        List<Evaluation.Case> found = cases(recipe, items);
        assertEquals(2, found.size());
        assertTrue(found.get(0).found().size() > 5 && found.get(0).found().size() < all.get(0).found().size());
        OperatingPoint kept = figures(found, Double.NEGATIVE_INFINITY, Map.of());
        assertEquals(promised.scores(), kept.scores());
        assertEquals(promised.perImage(), kept.perImage());
        assertEquals(promised.perDefect(), kept.perDefect());

        var frozen = RecipeModel.freeze(recipe);
        assertEquals(own, ScoreLimit.own(frozen));
        assertEquals(1, ScoreLimit.of(frozen, registry).orElseThrow().step());
        assertEquals(0.61, ScoreLimit.of(frozen, registry).orElseThrow().value());
        assertEquals(Map.of(), ScoreLimit.own(ScoreLimit.open(frozen, registry)));
        assertTrue(ScoreLimit.open(frozen, registry).steps().stream()
                .allMatch(s -> s.params().get(ScoreLimit.PARAMETER).equals(0.0)), "nothing is left out");

        ScoreLimit.write(recipe, 0.7, Map.of(), registry);
        assertEquals(2, recipe.getSteps().size(), "the step is used again");
        assertEquals(figures(all, 0.7, Map.of()).scores(),
                figures(cases(recipe, items), Double.NEGATIVE_INFINITY, Map.of()).scores());
    }

    @Test
    void aClassThatNoStepGivesIsNamed() {
        registry.add(new BoxTools(), "test", "1");
        var recipe = new org.loupe.engine.Recipe("boxes", "", List.of(
                org.loupe.engine.RecipeStep.of("test.boxes"),
                org.loupe.engine.RecipeStep.of("loupe.score-limit", Map.of("own", "short = 0.5; opn line = 0.4"))));
        var problems = Plan.of(recipe, registry, Policy.AUTO).problems();
        assertEquals(1, problems.size());
        assertTrue(!problems.get(0).isError() && problems.get(0).message().contains("\"opn line\""),
                problems.toString());
    }
}
