package org.loupe.workspace;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loupe.engine.Recipe;
import org.loupe.engine.RecipeStep;
import org.loupe.engine.Route;
import org.loupe.model.LoupeFactory;

/**
 * Recipes as people edit them (EMF) and as the engine runs them (immutable), turned into each other without loss: a
 * recipe that is thawed and frozen again equals the first.
 */
public final class RecipeModel {

    private RecipeModel() {
    }

    /**
     * An immutable copy to run or to write. Call it on the thread that edits the model; the copy is for any thread.
     *
     * @throws IllegalArgumentException if a parameter's value is of a type that recipes do not hold, or a route both
     *                                  drops its defects and has steps
     */
    public static Recipe freeze(org.loupe.model.Recipe recipe) {
        return new Recipe(recipe.getName(), recipe.getDescription(), freeze(recipe.getSteps()));
    }

    private static List<RecipeStep> freeze(List<org.loupe.model.RecipeStep> steps) {
        return steps.stream().map(RecipeModel::freeze).toList();
    }

    private static RecipeStep freeze(org.loupe.model.RecipeStep step) {
        Map<String, Object> params = new LinkedHashMap<>();
        step.getParams().forEach(entry -> params.put(entry.getKey(), entry.getValue()));
        Map<String, Route> routes = new LinkedHashMap<>();
        for (org.loupe.model.Route route : step.getRoutes())
            if (routes.put(route.getClassName(), new Route(route.isDrop(), freeze(route.getSteps()))) != null)
                throw new IllegalArgumentException("Class \"" + route.getClassName() + "\" is routed twice behind "
                        + step.getTool() + "; keep one of the routes.");
        return new RecipeStep(step.getTool(), params, step.isEnabled(), routes);
    }

    /** A copy to edit; it belongs to no project yet. */
    public static org.loupe.model.Recipe thaw(Recipe recipe) {
        org.loupe.model.Recipe copy = LoupeFactory.eINSTANCE.createRecipe();
        copy.setName(recipe.name());
        copy.setDescription(recipe.description());
        recipe.steps().forEach(step -> copy.getSteps().add(thaw(step)));
        return copy;
    }

    /** One step as a copy to edit. */
    public static org.loupe.model.RecipeStep thaw(RecipeStep step) {
        org.loupe.model.RecipeStep copy = LoupeFactory.eINSTANCE.createRecipeStep();
        copy.setTool(step.tool());
        copy.setEnabled(step.enabled());
        copy.getParams().putAll(step.params());
        step.routes().forEach((name, route) -> {
            org.loupe.model.Route routed = LoupeFactory.eINSTANCE.createRoute();
            routed.setClassName(name);
            routed.setDrop(route.drop());
            route.steps().forEach(inner -> routed.getSteps().add(thaw(inner)));
            copy.getRoutes().add(routed);
        });
        return copy;
    }
}
