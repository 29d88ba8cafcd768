package org.loupe.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.api.ToolException;
import org.loupe.engine.Plan;
import org.loupe.engine.Policy;
import org.loupe.engine.Problem;
import org.loupe.engine.Recipe;
import org.loupe.engine.RecipeStep;
import org.loupe.engine.Registry;
import org.loupe.engine.Route;

class RecipesTest {
    private final Registry registry = Registry.load(RecipesTest.class.getClassLoader());

    @TempDir
    Path temp;

    @Test
    void everyRecipeOfTheBundleIsShipped() throws Exception {
        URI folder = Recipes.class.getResource("/recipes/" + Recipes.shipped().get(0) + ".json").toURI();
        Set<String> files;
        if (folder.getScheme().equals("jar"))
            try (FileSystem jar = FileSystems.newFileSystem(folder, Map.of())) {
                files = names(jar.getPath("/recipes"));
            }
        else
            files = names(Path.of(folder).getParent());
        assertEquals(new TreeSet<>(Recipes.shipped()), files);
    }

    private static Set<String> names(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString().replace(".json", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void shippedRecipesAreSoundAndTheirCopiesEqual() throws Exception {
        for (String name : Recipes.shipped()) {
            Recipe recipe = Recipes.load(name);
            assertEquals(name, recipe.name());
            assertTrue(recipe.description().length() > 40);
            assertEquals(recipe, Recipe.parse(recipe.toJson()));
            assertEquals(recipe, RecipeModel.freeze(RecipeModel.thaw(recipe)));
            for (Policy policy : Policy.values()) {
                List<Problem> problems = Plan.of(recipe, registry, policy).problems();
                if (policy != Policy.EXACT && name.equals("defect-stack"))
                    assertTrue(problems.size() == 3 && problems.stream()
                            .allMatch(p -> p.message().equals("The classifier is not trained.")), problems.toString());
                else if (policy != Policy.EXACT)
                    assertEquals(List.of(), problems, name);
            }
        }
    }

    @Test
    void routesSurviveTheModel() {
        Recipe recipe = new Recipe("r", "d", List.of(RecipeStep.of("test.difference", Map.of("threshold", 7L)),
                RecipeStep.of("test.mean", Map.of("offset", 0.5)).enabled(false),
                RecipeStep.of("loupe.limit", Map.of("feature", "mean", "strict", true)).drop("small").route("large",
                        new Route(false, List.of(RecipeStep.of("test.mean")
                                .route("x", new Route(false, List.of())))))));
        assertEquals(recipe, RecipeModel.freeze(RecipeModel.thaw(recipe)));
    }

    @Test
    void aClassRoutedTwiceIsRefused() {
        org.loupe.model.Recipe recipe = RecipeModel.thaw(new Recipe("r", "",
                List.of(RecipeStep.of("loupe.limit").drop("a").drop("b"))));
        recipe.getSteps().get(0).getRoutes().get(1).setClassName("a");
        assertThrows(IllegalArgumentException.class, () -> RecipeModel.freeze(recipe));
    }

    @Test
    void filesAreLoadedAndWrongNamesNamed() throws Exception {
        Path file = temp.resolve("My recipe.json");
        Recipe recipe = new Recipe("mine", "", List.of(RecipeStep.of("test.difference")));
        recipe.write(file);
        assertEquals(recipe, Recipes.load(file.toString()));
        for (String wrong : List.of("goldenboard", "a\0b", temp.resolve("none.json").toString())) {
            ToolException e = assertThrows(ToolException.class, () -> Recipes.load(wrong));
            assertTrue(e.remedy().contains("golden-board"), e.remedy());
        }
    }

    @Test
    void parametersAreSetInChainAndRoutes() throws Exception {
        Recipe recipe = new Recipe("r", "", List.of(RecipeStep.of("test.difference"),
                RecipeStep.of("loupe.limit").route("large", new Route(false, List.of(RecipeStep.of("test.mean"))))));
        Recipe changed = Recipes.set(Recipes.set(recipe, registry, "test.difference.threshold=9"), registry,
                "mean.offset=1e-3");
        assertEquals(9L, changed.steps().get(0).params().get("threshold"));
        assertEquals(0.001, changed.steps().get(1).routes().get("large").steps().get(0).params().get("offset"));
        assertEquals(5L, Recipes.set(recipe, registry, "1.threshold= 5 ").steps().get(0).params().get("threshold"));
        for (String wrong : List.of("", "threshold=3", "difference=3", ".=3", "9.threshold=3", "difference.threshold",
                "difference.threshold=", "difference.threshold=x", "difference.threshold=NaN", "difference.offset=3"))
            assertThrows(ToolException.class, () -> Recipes.set(recipe, registry, wrong), wrong);
        Recipe twice = new Recipe("r", "", List.of(RecipeStep.of("test.mean"), RecipeStep.of("test.mean")));
        ToolException e = assertThrows(ToolException.class, () -> Recipes.set(twice, registry, "mean.offset=3"));
        assertTrue(e.getMessage().contains("2 steps") && e.remedy().contains("2 test.mean"), e.remedy());
        Recipe second = Recipes.set(twice, registry, "2.offset=3");
        assertEquals(Map.of(), second.steps().get(0).params());
        assertEquals(Map.of("offset", 3.0), second.steps().get(1).params());
    }
}
