package org.loupe.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.loupe.engine.Plan;
import org.loupe.engine.Policy;
import org.loupe.engine.Problem;
import org.loupe.engine.Recipe;
import org.loupe.engine.RecipeStep;
import org.loupe.engine.Registry;
import org.loupe.engine.Route;
import org.loupe.workspace.Remedy.Kind;

class RemedyTest {
    private static final Registry REGISTRY = Registry.load(RemedyTest.class.getClassLoader());
    private static final RecipeStep GREY = RecipeStep.of("loupe.grey"), SPOTS = RecipeStep.of("loupe.spots"),
            MEASURE = RecipeStep.of("loupe.measure"), LIMIT = RecipeStep.of("loupe.limit");

    private static List<Problem> problems(org.loupe.model.Recipe recipe) {
        return Plan.of(RecipeModel.freeze(recipe), REGISTRY, Policy.CPU).problems().stream()
                .filter(Problem::isError).toList();
    }

    /** Applies remedies until nothing is wrong; their kinds in order. */
    private static List<Kind> mend(RecipeStep... steps) {
        org.loupe.model.Recipe recipe = RecipeModel.thaw(new Recipe("r", "", List.of(steps)));
        List<Kind> kinds = new java.util.ArrayList<>();
        for (int round = 0; round < 5 && !problems(recipe).isEmpty(); round++) {
            Remedy remedy = Remedy.of(problems(recipe).get(0), recipe, REGISTRY, Policy.CPU).orElseThrow();
            kinds.add(remedy.kind());
            remedy.apply();
        }
        assertEquals(List.of(), problems(recipe), "what is wrong is mended");
        return kinds;
    }

    @Test
    void valuesComeBackIntoTheirRange() {
        assertEquals(List.of(Kind.SET), mend(GREY, SPOTS.with("contrast", -4)));
        assertEquals(List.of(Kind.DEFAULT), mend(GREY, SPOTS.with("contrast", "much")));
        assertEquals(List.of(Kind.RENAME), mend(GREY, SPOTS.with("contrst", 30)));
        assertEquals(List.of(Kind.REMOVE_PARAMETER), mend(GREY, SPOTS.with("zzzzzzzzzz", 30)));
    }

    @Test
    void stepsComeToTheirPlace() {
        assertEquals(List.of(Kind.MOVE), mend(SPOTS, GREY, MEASURE));
        assertEquals(List.of(Kind.MOVE), mend(GREY, MEASURE, SPOTS));
        assertEquals(List.of(Kind.DISABLE), mend(GREY, SPOTS, SPOTS));
        assertEquals(List.of(Kind.INSERT_BEFORE), mend(GREY, SPOTS, LIMIT));
        assertEquals(List.of(Kind.TOOL), mend(GREY, RecipeStep.of("loupe.spotz")));
        assertEquals(List.of(Kind.DELETE), mend(GREY, SPOTS, RecipeStep.of("nobody.knows-this-one")));
        assertEquals(List.of(Kind.REMOVE_ROUTES), mend(GREY, SPOTS, MEASURE, LIMIT.drop("huge")));
        assertEquals(List.of(Kind.REMOVE_ROUTES), mend(GREY, SPOTS, MEASURE.drop("small")));
    }

    @Test
    void routesAreMendedToo() {
        RecipeStep inner = MEASURE.with("ring", -1);
        assertEquals(List.of(Kind.SET), mend(GREY, SPOTS, MEASURE, LIMIT.route("small", new Route(false,
                List.of(inner)))));
    }

    @Test
    void aRunsErrorThatNamesAStepToPutBefore() {
        org.loupe.model.Recipe recipe = RecipeModel.thaw(new Recipe("r", "", List.of(SPOTS)));
        Problem problem = Problem.error("step 1 (Find spots)", "It needs grey.",
                "Put 'Convert to grey' before this step.");
        Optional<Remedy> remedy = Remedy.of(problem, recipe, REGISTRY, Policy.CPU);
        assertEquals(Kind.INSERT_BEFORE, remedy.orElseThrow().kind());
        remedy.get().apply();
        assertEquals("loupe.grey", recipe.getSteps().get(0).getTool());
        assertTrue(Remedy.of(Problem.error("", "m", ""), recipe, REGISTRY, Policy.CPU).isEmpty());
        assertEquals(Map.of(), recipe.getSteps().get(0).getParams().map());
    }
}
