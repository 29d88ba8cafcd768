package org.loupe.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.loupe.api.Provenance;
import org.loupe.api.Shape;
import org.loupe.api.ToolException;

class PlanTest {
    private static final Shape GREY = Shape.grey(100, 80);

    private static Plan plan(RecipeStep... steps) {
        return Plan.of(Toys.recipe(steps), Toys.registry(), Policy.AUTO);
    }

    private static RecipeStep step(String tool) {
        return RecipeStep.of(tool);
    }

    private static final RecipeStep BRIGHT = step("toy.bright"), SIZE = step("toy.size"), LIMIT = step("toy.limit");

    private static void problem(Plan plan, String where, String message, String remedy) {
        assertTrue(plan.problems().stream().anyMatch(p -> p.isError() && p.where().equals(where)
                && p.message().contains(message) && p.remedy().contains(remedy)), plan.problems().toString());
        assertThrows(ToolException.class, plan::requireSound);
    }

    @Test
    void aSoundChainSaysWhatItGives() throws ToolException {
        Plan plan = plan(step("toy.blur"), step("toy.blur"), BRIGHT, SIZE, LIMIT);
        assertEquals(List.of(), plan.problems());
        plan.requireSound();
        assertEquals(List.of("area_px", "mean", "scale_um", "confidence"), plan.features());
        assertEquals(List.of("small", "large"), plan.classes());
        assertEquals(1 + 1 + 20 + 3, plan.halo());
        assertFalse(plan.needsReference());
        assertFalse(plan.global());
        assertEquals(0, plan.tolerance());
        assertEquals(List.of(), plan.check(GREY, Optional.empty()));
        assertTrue(plan(step("toy.level"), BRIGHT).global());
        assertEquals(1, plan(step("toy.level"), BRIGHT).tolerance());
        assertTrue(plan(step("toy.change")).needsReference());
        assertTrue(plan(step("toy.align"), BRIGHT).needsReference());
        assertEquals(List.of("object"), plan(step("toy.islands")).classes());
        assertEquals(List.of("dot", "blob"), plan(BRIGHT).classes());
    }

    @Test
    void routesAddColumnsClassesAndHalo() {
        Route enhance = new Route(false, List.of(step("toy.blur"), SIZE.with("prefix", "blurred_").with("margin", 9),
                LIMIT.with("feature", "blurred_mean")));
        Plan plan = plan(BRIGHT, SIZE, LIMIT.drop("small").route("large", enhance), SIZE.with("prefix", "last_"));
        assertEquals(List.of(), plan.problems());
        assertEquals(List.of("area_px", "mean", "scale_um", "confidence", "blurred_area_px", "blurred_mean",
                "blurred_scale_um", "last_area_px", "last_mean", "last_scale_um"), plan.features());
        assertEquals(List.of("small", "large"), plan.classes());
        assertEquals(20 + 1 + 9, plan.halo());
    }

    @Test
    void wrongRecipesAreToldBeforePixels() {
        problem(plan(), "", "finds nothing", "Add one");
        problem(plan(BRIGHT.enabled(false)), "", "finds nothing", "Add one");
        problem(plan(step("toy.brihgt")), "step 1", "no tool \"toy.brihgt\"", "Did you mean \"toy.bright\"?");
        problem(plan(BRIGHT, step("toy.blur")), "step 2 (Blur)", "stands before step 1 (Bright objects)", "Move");
        problem(plan(BRIGHT, step("toy.islands")), "step 2 (Islands)", "second beside step 1", "Remove");
        problem(plan(SIZE, BRIGHT), "step 1 (Size)", "behind the detector", "Move");
        problem(plan(step("toy.blur"), BRIGHT.with("treshold", 3)), "step 2 (Bright objects) › treshold",
                "Unknown parameter", "Did you mean \"threshold\"?");
        problem(plan(BRIGHT.with("threshold", 256)), "step 1 (Bright objects) › threshold", "found 256", "");
        problem(plan(BRIGHT, LIMIT), "step 2 (Limit)", "needs the feature \"area_px\"", "loupe.measure");
        problem(plan(BRIGHT, SIZE, LIMIT.with("feature", "area")), "step 3 (Limit)", "\"area\"", "area_px, mean");
        problem(plan(BRIGHT, SIZE.drop("x")), "step 2 (Size)", "Only a classifier", "Remove the routes");
        problem(plan(BRIGHT, SIZE, LIMIT.drop("smal")), "step 3 (Limit)", "no class \"smal\"", "\"small\"");
        problem(plan(BRIGHT, SIZE, LIMIT.route("small", new Route(false, List.of(BRIGHT)))),
                "step 3 (Limit) › small › step 1 (Bright objects)", "cannot be part of a route", "");
        problem(plan(BRIGHT, SIZE, LIMIT.route("small", new Route(false, List.of(SIZE.with("margin", -1))))),
                "step 3 (Limit) › small › step 1 (Size) › margin", "found -1", "");
    }

    @Test
    void oneMissingToolIsOneProblem() {
        assertEquals(1, plan(step("toy.none"), SIZE, LIMIT).problems().size());
        assertEquals(2, plan(BRIGHT.with("threshold", -1).with("largest", 0), SIZE, LIMIT).problems().size());
    }

    @Test
    void parametersOfEarlierVersionsCountAsTodays() {
        Plan old = plan(BRIGHT.with("limit", 50)), now = plan(BRIGHT.with("threshold", 50));
        assertEquals(List.of(), old.problems());
        assertEquals(now.hash(), old.hash());
    }

    private static Problem first(Plan plan, Shape test, Shape reference) {
        return plan.check(test, Optional.ofNullable(reference)).get(0);
    }

    @Test
    void shapesAreCheckedBeforePixels() {
        Problem colour = first(plan(step("toy.crop"), step("toy.blur"), BRIGHT), GREY.samples(3, Shape.Type.U8), null);
        assertEquals("step 2 (Blur)", colour.where());
        assertEquals("Blur needs 8-bit grey, got 100 × 78, 8-bit RGB.", colour.message());
        assertEquals("Put \"Convert to grey\" before this step.", colour.remedy());
        assertTrue(first(plan(step("toy.change")), GREY, null).message().contains("has none"));
        Problem size = first(plan(step("toy.change")), GREY, GREY.size(90, 80));
        assertEquals("step 1 (Change)", size.where());
        assertTrue(size.message().contains("test image is 100 × 80 px, the reference 90 × 80 px"), size.message());
        assertTrue(size.remedy().contains("registration"), size.remedy());
        assertEquals(List.of(), plan(step("toy.align"), step("toy.change")).check(GREY,
                Optional.of(GREY.size(90, 70))));
        Problem kind = first(plan(step("toy.align"), step("toy.change")), GREY, GREY.samples(3, Shape.Type.U8));
        assertTrue(kind.message().contains("images of one kind"), kind.message());
        Problem left = first(plan(BRIGHT), GREY, GREY.size(3, 3));
        assertEquals(Problem.Severity.WARNING, left.severity());
        assertEquals("step 1 (Bright objects)", first(plan(BRIGHT), GREY.samples(1, Shape.Type.U16), null).where());
        assertTrue(first(plan(step("toy.crop").with("bottom", 80), BRIGHT), GREY, null).message().contains("broken"));
        Route route = new Route(false, List.of(step("toy.blur")));
        assertEquals(1, plan(step("toy.islands"), SIZE, LIMIT.route("small", route))
                .check(GREY.samples(3, Shape.Type.U8), Optional.empty()).size());
    }

    @Test
    void hashFollowsWhatDecidesTheResult() {
        String hash = plan(BRIGHT, SIZE).hash();
        assertEquals(hash, plan(BRIGHT.with("threshold", 200), SIZE).hash());
        assertEquals(hash, plan(BRIGHT, LIMIT.enabled(false), SIZE).hash());
        assertEquals(hash, Plan.of(new Recipe("other", "words", List.of(BRIGHT, SIZE)), Toys.registry(), Policy.CPU)
                .hash());
        assertNotEquals(hash, plan(BRIGHT.with("threshold", 201), SIZE).hash());
        assertNotEquals(hash, plan(BRIGHT, SIZE, LIMIT).hash());
        assertNotEquals(plan(BRIGHT, SIZE, LIMIT).hash(), plan(BRIGHT, SIZE, LIMIT.drop("small")).hash());
        Registry newer = new Registry();
        newer.add(new Toys(), "org.loupe.toys", "1.0.1");
        assertNotEquals(hash, Plan.of(Toys.recipe(BRIGHT, SIZE), newer, Policy.AUTO).hash());
    }

    @Test
    void provenanceNamesEveryStepWithAllParameters() {
        Route route = new Route(false, List.of(SIZE.with("prefix", "r_")));
        List<Provenance> steps = plan(BRIGHT, SIZE, LIMIT.route("large", route)).provenance(7, "abc");
        assertEquals(List.of("toy.bright", "toy.size", "toy.limit", "toy.size"),
                steps.stream().map(Provenance::toolId).toList());
        assertEquals(Map.of("margin", 3L, "prefix", "r_"), steps.get(3).params());
        assertEquals("1.0.0", steps.get(0).version());
        assertEquals(7, steps.get(0).seed());
        assertEquals("abc", steps.get(0).inputSha256());
    }

    @Test
    void exactPolicyRefusesTolerances() {
        Plan plan = Plan.of(Toys.recipe(step("toy.level"), BRIGHT), Toys.registry(), Policy.EXACT);
        problem(plan, "step 1", "same bits", "auto");
    }
}
