package org.loupe.workspace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.loupe.engine.Recipe;
import org.loupe.engine.RecipeStep;
import org.loupe.engine.Registry;
import org.loupe.engine.Schema;
import org.loupe.model.LoupeFactory;

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
    /** Id of the tool that has a limit for each class. */
    public static final String BY_CLASS = "loupe.score-limit";
    private static final String OWN = "own";

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

    /** Limits of single classes of a recipe, by name; the last step of the tool {@value #BY_CLASS} that is on has them. */
    public static Map<String, Double> own(Recipe recipe) {
        Map<String, Double> limits = new LinkedHashMap<>();
        for (RecipeStep step : recipe.steps())
            if (step.enabled() && step.tool().equals(BY_CLASS)) {
                limits.clear();
                for (String part : String.valueOf(step.params().getOrDefault(OWN, "")).split(";")) {
                    int at = part.lastIndexOf('=');
                    try {
                        if (at > 0)
                            limits.put(part.substring(0, at).strip(), Double.valueOf(part.substring(at + 1).strip()));
                    } catch (NumberFormatException e) {
                        continue; // the recipe's check says so
                    }
                }
            }
        return limits;
    }

    /** The recipe with all its limits as low as they go, so that a run with it knows what any limit would leave. */
    public static Recipe open(Recipe recipe, Registry registry) {
        List<RecipeStep> steps = new ArrayList<>(recipe.steps());
        for (int i = 0; i < steps.size(); i++) {
            RecipeStep step = steps.get(i);
            Optional<Schema.Field> field = field(step, PARAMETER, registry);
            if (field.isPresent() && field.get().kind() == Schema.Kind.NUMBER)
                step = step.with(PARAMETER, field.get().min());
            steps.set(i, step.tool().equals(BY_CLASS) ? step.with(OWN, "") : step);
        }
        return new Recipe(recipe.name(), recipe.description(), steps);
    }

    /**
     * Gives a recipe of a project a limit for all classes and others for single ones: a step of the tool
     * {@value #BY_CLASS} holds them, which is added as the last one if there is none, and limits of steps before it that
     * are higher than the lowest of these are lowered to it. What a run finds then is what a run without limits finds
     * less what scores below the limit of its class. Call it inside a change of the project.
     *
     * @param limit of classes without one of their own, 0 to 1
     * @param own   by name; 0 to 1 each
     */
    public static void write(org.loupe.model.Recipe recipe, double limit, Map<String, Double> own, Registry registry) {
        double lowest = own.values().stream().mapToDouble(v -> v).reduce(limit, Math::min);
        List<org.loupe.model.RecipeStep> steps = recipe.getSteps();
        org.loupe.model.RecipeStep last = null;
        for (org.loupe.model.RecipeStep step : steps)
            if (step.isEnabled() && step.getTool().equals(BY_CLASS))
                last = step;
        if (last == null) {
            last = LoupeFactory.eINSTANCE.createRecipeStep();
            last.setTool(BY_CLASS);
            steps.add(last);
        }
        for (org.loupe.model.RecipeStep step : steps) {
            RecipeStep now = RecipeStep.of(step.getTool(), step.getParams().map());
            Optional<Schema.Field> field = field(now, PARAMETER, registry);
            if (step != last && step.isEnabled() && field.isPresent() && value(now, field.get()) > lowest)
                step.getParams().put(PARAMETER, Math.max(field.get().min(), lowest));
        }
        last.getParams().put(PARAMETER, limit);
        if (own.isEmpty())
            last.getParams().removeKey(OWN);
        else
            last.getParams().put(OWN, own.entrySet().stream().map(e -> e.getKey() + " = " + e.getValue())
                    .collect(Collectors.joining("; ")));
    }

    /** The recipe with a number in place of a parameter's. @param step index in the recipe */
    public static Recipe with(Recipe recipe, int step, Schema.Field field, double value) {
        List<RecipeStep> steps = new ArrayList<>(recipe.steps());
        steps.set(step, steps.get(step).with(field.name(),
                field.kind() == Schema.Kind.INTEGER ? (Object) Math.round(value) : (Object) value));
        return new Recipe(recipe.name(), recipe.description(), steps);
    }
}
