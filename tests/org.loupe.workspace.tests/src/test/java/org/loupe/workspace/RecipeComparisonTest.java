package org.loupe.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.loupe.engine.Recipe;
import org.loupe.engine.RecipeStep;
import org.loupe.engine.Route;
import org.loupe.workspace.RecipeComparison.Row;

class RecipeComparisonTest {
    private static final RecipeStep GREY = RecipeStep.of("loupe.grey"), SPOTS = RecipeStep.of("loupe.spots"),
            MEDIAN = RecipeStep.of("loupe.median"), MEASURE = RecipeStep.of("loupe.measure"),
            LIMIT = RecipeStep.of("loupe.limit");

    private static Recipe recipe(RecipeStep... steps) {
        return new Recipe("r", "", List.of(steps));
    }

    private static List<Row> rows(Recipe left, Recipe right) {
        return RecipeComparison.of(left, right).rows();
    }

    @Test
    void stepsOfOneToolBelongTogether() {
        List<Row> rows = rows(recipe(GREY, MEDIAN, SPOTS.with("contrast", 20), MEASURE),
                recipe(GREY, SPOTS.with("contrast", 30).with("smallest", 2), MEASURE, MEASURE));
        assertEquals(5, rows.size());
        assertFalse(rows.get(0).differs());
        assertTrue(rows.get(1).lonely() && rows.get(1).right().isEmpty());
        assertEquals(Map.of("contrast", true, "smallest", true), rows.get(2).differing());
        assertEquals(2, rows.get(2).leftAt());
        assertEquals(1, rows.get(2).rightAt());
        assertTrue(rows.stream().skip(3).filter(Row::lonely).allMatch(r -> r.left().isEmpty()));
    }

    @Test
    void equalValuesDoNotDiffer() {
        Row row = rows(recipe(SPOTS.with("contrast", 20)), recipe(SPOTS.with("contrast", 20.0))).get(0);
        assertEquals(Map.of("contrast", false), row.differing());
        assertFalse(row.differs());
        assertTrue(rows(recipe(SPOTS), recipe(SPOTS.enabled(false))).get(0).differs());
    }

    @Test
    void routesAreComparedByClass() {
        RecipeStep left = LIMIT.drop("small").route("large", new Route(false, List.of(MEASURE.with("ring", 3))));
        RecipeStep right = LIMIT.route("large", new Route(false, List.of(MEASURE)));
        List<Row> rows = rows(recipe(SPOTS, left), recipe(SPOTS, right));
        assertEquals(List.of("", "", "small", "large", ""), rows.stream().map(Row::className).toList());
        assertTrue(rows.get(2).lonely());
        assertEquals(Map.of("ring", true), rows.get(4).differing());
        assertEquals(2, rows.get(4).leftAt());
        assertEquals(0, rows(recipe(), recipe()).size());
    }

    @Test
    void defaultsKeepTheSteps() {
        Recipe recipe = recipe(SPOTS.with("contrast", 20), LIMIT.route("large", new Route(false,
                List.of(MEASURE.with("ring", 3)))));
        List<Row> rows = rows(RecipeComparison.defaults(recipe), recipe);
        assertTrue(rows.stream().noneMatch(Row::lonely));
        assertEquals(2, rows.stream().filter(Row::differs).count());
    }
}
