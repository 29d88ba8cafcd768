package org.loupe.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.loupe.engine.Recipe;
import org.loupe.engine.RecipeStep;
import org.loupe.engine.Registry;
import org.loupe.engine.Route;
import org.loupe.workspace.RecipeChanges.Change;
import org.loupe.workspace.RecipeChanges.What;

/** In what two recipes differ. */
class RecipeChangesTest {
    private final Registry registry = Registry.load(RecipeChangesTest.class.getClassLoader());

    private List<Change> changes(List<RecipeStep> before, List<RecipeStep> after) {
        return RecipeChanges.of(new Recipe("a", "", before), new Recipe("b", "other", after), registry);
    }

    @Test
    void equalStepsDoNotDiffer() {
        assertEquals(List.of(), changes(List.of(RecipeStep.of("test.difference")),
                List.of(RecipeStep.of("test.difference", Map.of("threshold", 30)))), "30 is the default");
    }

    @Test
    void parametersAreToldWithTheirUnits() {
        assertEquals(List.of(new Change(What.PARAMETER, "Difference", "Threshold", "30\u00a0grey levels",
                "42\u00a0grey levels")), changes(List.of(RecipeStep.of("test.difference")),
                        List.of(RecipeStep.of("test.difference", Map.of("threshold", 42)))));
    }

    @Test
    void stepsComeAndGo() {
        RecipeStep difference = RecipeStep.of("test.difference"), mean = RecipeStep.of("test.mean");
        assertEquals(List.of(new Change(What.REMOVED, "Mean", "", "", "")),
                changes(List.of(difference, mean), List.of(difference)));
        assertEquals(List.of(new Change(What.ADDED, "no.such.tool", "", "", "")),
                changes(List.of(difference, mean), List.of(difference, RecipeStep.of("no.such.tool"), mean)));
        assertEquals(List.of(new Change(What.DISABLED, "Mean", "", "", "")),
                changes(List.of(difference, mean), List.of(difference, mean.enabled(false))));
    }

    @Test
    void routesAreFollowed() {
        RecipeStep limit = RecipeStep.of("test.limit");
        assertEquals(List.of(new Change(What.ROUTE, "test.limit", "small", "keep", "drop")),
                changes(List.of(limit), List.of(limit.drop("small"))));
        RecipeStep inside = limit.route("large", new Route(false, List.of(RecipeStep.of("test.mean"))));
        assertEquals(List.of(new Change(What.PARAMETER, "test.limit › large › Mean", "Offset", "0", "2.5")),
                changes(List.of(inside), List.of(limit.route("large", new Route(false,
                        List.of(RecipeStep.of("test.mean", Map.of("offset", 2.5))))))));
        assertEquals(List.of(new Change(What.ADDED, "test.limit › large › Mean", "", "", "")),
                changes(List.of(limit), List.of(inside)));
    }
}
