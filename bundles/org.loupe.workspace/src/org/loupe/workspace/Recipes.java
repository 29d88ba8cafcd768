package org.loupe.workspace;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loupe.api.ToolException;
import org.loupe.engine.Policy;
import org.loupe.engine.Recipe;
import org.loupe.engine.RecipeStep;
import org.loupe.engine.Registry;
import org.loupe.engine.Route;
import org.loupe.engine.Schema;

/** The recipes that Loupe ships, recipes of files, and single parameters set from a command line. */
public final class Recipes {
    private static final List<String> SHIPPED = List.of("golden-board", "sem-golden", "spots", "repeat-device",
            "defect-stack", "layer-metal");

    private Recipes() {
    }

    /** Names of the recipes that Loupe ships. */
    public static List<String> shipped() {
        return SHIPPED;
    }

    /**
     * A shipped recipe by its name, or that of a file.
     *
     * @throws ToolException if there is neither, or the file is no recipe that this version reads
     */
    public static Recipe load(String nameOrFile) throws ToolException {
        if (SHIPPED.contains(nameOrFile))
            return Recipe.parse(text(nameOrFile));
        try {
            Path file = Path.of(nameOrFile);
            if (Files.exists(file))
                return Recipe.read(file);
        } catch (InvalidPathException e) {
            // then it is no file; the message below says what there is
        }
        throw new ToolException("There is no recipe \"" + nameOrFile + "\", neither of this name nor as a file.",
                "Shipped recipes: " + String.join(", ", SHIPPED) + ". Or give the path of a recipe file (.json, .yaml).");
    }

    /**
     * As {@link #load(String)}, ready to be run: a recipe's file names other files relative to its own folder, but that
     * of a project relative to the project.
     */
    public static Recipe load(String nameOrFile, Registry registry) throws ToolException {
        Recipe recipe = load(nameOrFile);
        if (SHIPPED.contains(nameOrFile))
            return recipe;
        Path folder = Path.of(nameOrFile).toAbsolutePath().normalize().getParent(), above = folder.getParent();
        boolean ofProject = folder.endsWith("recipes") && above != null && ProjectFile.isProject(above);
        return recipe.located(ofProject ? above : folder, registry);
    }

    private static String text(String name) {
        try (InputStream in = Recipes.class.getResourceAsStream("/recipes/" + name + ".json")) {
            if (in == null)
                throw new IllegalStateException("This installation lacks its recipe " + name + ".");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("This installation's recipe " + name + " cannot be read.", e);
        }
    }

    /**
     * The recipe with one parameter changed.
     *
     * @param setting {@code step.parameter=value}; the step is its tool's id, the last part of that id, or its number
     *                from 1: {@code golden-difference.threshold=30}, {@code 3.threshold=30}. Steps of routes are found
     *                by id
     * @throws ToolException if there is no such step, several, no such parameter, or the value is not allowed
     */
    public static Recipe set(Recipe recipe, Registry registry, String setting) throws ToolException {
        int equals = setting.indexOf('=');
        int dot = equals < 0 ? -1 : setting.lastIndexOf('.', equals);
        if (dot <= 0)
            throw new ToolException("\"" + setting + "\" sets no parameter.",
                    "Write step.parameter=value, such as golden-difference.threshold=30.");
        String step = setting.substring(0, dot), parameter = setting.substring(dot + 1, equals);
        List<RecipeStep> all = new ArrayList<>();
        collect(recipe.steps(), all);
        RecipeStep chosen = find(recipe, all, step);
        Schema<?> schema = Schema.of(registry.find(chosen.tool(), Policy.AUTO).tool());
        Object value = schema.parse(parameter, setting.substring(equals + 1));
        return new Recipe(recipe.name(), recipe.description(),
                replace(recipe.steps(), chosen, chosen.with(parameter, value)));
    }

    private static void collect(List<RecipeStep> steps, List<RecipeStep> all) {
        for (RecipeStep step : steps) {
            all.add(step);
            step.routes().values().forEach(route -> collect(route.steps(), all));
        }
    }

    private static RecipeStep find(Recipe recipe, List<RecipeStep> all, String name) throws ToolException {
        if (name.matches("\\d{1,6}")) {
            int number = Integer.parseInt(name);
            if (number >= 1 && number <= recipe.steps().size())
                return recipe.steps().get(number - 1);
        }
        List<RecipeStep> named = all.stream().filter(s -> s.tool().equals(name) || s.tool().endsWith("." + name))
                .toList();
        if (named.size() == 1)
            return named.get(0);
        String steps = "Steps: " + String.join(", ", numbered(recipe)) + ".";
        if (named.isEmpty())
            throw new ToolException("Recipe \"" + recipe.name() + "\" has no step \"" + name + "\".", steps);
        throw new ToolException("Recipe \"" + recipe.name() + "\" has " + named.size() + " steps \"" + name + "\".",
                "Name the step by its number, or change the recipe file. " + steps);
    }

    private static List<String> numbered(Recipe recipe) {
        List<String> names = new ArrayList<>();
        for (RecipeStep step : recipe.steps())
            names.add(names.size() + 1 + " " + step.tool());
        return names;
    }

    /** The chain with one step, told by identity, replaced. */
    private static List<RecipeStep> replace(List<RecipeStep> steps, RecipeStep old, RecipeStep replacement) {
        return steps.stream().map(step -> {
            if (step == old)
                return replacement;
            Map<String, Route> routes = new LinkedHashMap<>();
            step.routes().forEach((name, route) -> routes.put(name,
                    new Route(route.drop(), replace(route.steps(), old, replacement))));
            return new RecipeStep(step.tool(), step.params(), step.enabled(), routes);
        }).toList();
    }
}
