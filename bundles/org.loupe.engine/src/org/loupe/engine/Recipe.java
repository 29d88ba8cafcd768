package org.loupe.engine;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.loupe.api.ToolException;

/**
 * A chain of steps that finds defects. Immutable; on disk it is JSON, version {@value #VERSION}.
 *
 * <p>The chain is: operators and pair operators, then exactly one detector or segmenter, then feature extractors and
 * classifiers, whose classes may be routed into sub-chains.
 *
 * @param name        for people and file names
 * @param description what it inspects, for whom
 * @param steps       in order
 */
public record Recipe(String name, String description, List<RecipeStep> steps) {

    /** Version of the file format that {@link #toJson} writes. */
    public static final int VERSION = 1;

    public Recipe {
        Objects.requireNonNull(name);
        Objects.requireNonNull(description);
        steps = List.copyOf(steps);
    }

    /** @throws ToolException what is wrong with the text, where, and the remedy; a newer version is refused */
    public static Recipe parse(String json) throws ToolException {
        return RecipeJson.parse(json);
    }

    /** Reads a file as {@link #parse} does; one whose name ends in .yaml or .yml is YAML with the same content. */
    public static Recipe read(Path file) throws ToolException {
        return RecipeJson.read(file);
    }

    /**
     * The same recipe with every file that a parameter names relative to a folder named by its whole path, so that it
     * can be planned and run, and its run checked, from anywhere.
     *
     * @param folder   the project's, or that of the recipe's file
     * @param registry of the tools that say which parameters name files; those of other tools stay as they are
     */
    public Recipe located(Path folder, Registry registry) {
        return new Recipe(name, description, located(steps, folder.toAbsolutePath().normalize(), registry));
    }

    private static List<RecipeStep> located(List<RecipeStep> chain, Path folder, Registry registry) {
        return chain.stream().map(step -> {
            Map<String, Object> params = new LinkedHashMap<>(step.params());
            params.replaceAll((key, value) -> registry.isPath(step.tool(), key) ? located(value, folder) : value);
            Map<String, Route> routes = new LinkedHashMap<>();
            step.routes().forEach((name, route) -> routes.put(name,
                    new Route(route.drop(), located(route.steps(), folder, registry))));
            return new RecipeStep(step.tool(), params, step.enabled(), routes);
        }).toList();
    }

    private static Object located(Object value, Path folder) {
        if (!(value instanceof String text) || text.isBlank())
            return value;
        try {
            return folder.resolve(text).normalize();
        } catch (InvalidPathException e) {
            return value; // the plan says what is wrong with it
        }
    }

    /** As a recipe file holds it; {@link #parse} gives an equal recipe back. */
    public String toJson() {
        return RecipeJson.write(this);
    }

    /** Writes a file, whole or not at all. */
    public void write(Path file) throws ToolException {
        RecipeJson.write(this, file);
    }
}
