package org.loupe.workspace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.loupe.engine.Recipe;
import org.loupe.engine.RecipeStep;
import org.loupe.engine.Registry;
import org.loupe.engine.Schema;

/**
 * Where a recipe says which score a defect needs at least: the parameter {@value #PARAMETER} of its last step that has
 * one. A tool that gives this name to a number promises that the parameter does nothing else than leave out what scores
 * lower; so what a run with a low limit found tells what one with a higher limit would find.
 *
 * @param step      index of the step in the recipe
 * @param parameter name of the parameter
 * @param value     its value
 * @param field     its range and words
 */
public record ScoreLimit(int step, String parameter, double value, Schema.Field field) {

    /** Name of the parameter. */
    public static final String PARAMETER = "leastScore";

    /** The limit of a recipe; empty if none of the steps that are on has one. */
    public static Optional<ScoreLimit> of(Recipe recipe, Registry registry) {
        List<RecipeStep> steps = recipe.steps();
        for (int i = steps.size() - 1; i >= 0; i--) {
            RecipeStep step = steps.get(i);
            Optional<Schema.Field> field = step.enabled() ? field(step, PARAMETER, registry) : Optional.empty();
            if (field.isPresent() && field.get().kind() == Schema.Kind.NUMBER)
                return Optional.of(new ScoreLimit(i, PARAMETER, value(step, field.get()), field.get()));
        }
        return Optional.empty();
    }

    /** A parameter of a step; empty if there is no such parameter or no such tool. */
    private static Optional<Schema.Field> field(RecipeStep step, String name, Registry registry) {
        return fields(step, registry).stream().filter(f -> f.name().equals(name)).findFirst();
    }

    /** The parameters of a step; none if there is no such tool. */
    public static List<Schema.Field> fields(RecipeStep step, Registry registry) {
        return registry.tools().stream().filter(e -> e.tool().info().id().equals(step.tool())).findFirst()
                .map(e -> Schema.of(e.tool()).fields()).orElse(List.of());
    }

    /** The number that a step gives a parameter. */
    public static double value(RecipeStep step, Schema.Field field) {
        return step.params().getOrDefault(field.name(), field.defaultValue()) instanceof Number n ? n.doubleValue()
                : Double.NaN;
    }

    /** The recipe with a number in place of a parameter's. @param step index in the recipe */
    public static Recipe with(Recipe recipe, int step, Schema.Field field, double value) {
        List<RecipeStep> steps = new ArrayList<>(recipe.steps());
        steps.set(step, steps.get(step).with(field.name(),
                field.kind() == Schema.Kind.INTEGER ? (Object) Math.round(value) : (Object) value));
        return new Recipe(recipe.name(), recipe.description(), steps);
    }
}
