package org.loupe.ui.viewer.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.loupe.engine.Schema;
import org.loupe.model.Recipe;
import org.loupe.model.RecipeStep;
import org.loupe.model.RunEntry;
import org.loupe.ui.Session;
import org.loupe.ui.Status;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.Words;
import org.loupe.workspace.ScoreLimit;

/**
 * The parameter of a project's recipe that a setting is written to. UI thread only.
 *
 * @param recipe of the project
 * @param step   of the recipe
 * @param tool   name of the step's tool
 * @param field  the parameter
 */
record Target(Recipe recipe, RecipeStep step, String tool, Schema.Field field) {

    /** Where the recipe that a run was made with limits the score. */
    static Optional<Target> of(Session session, RunEntry entry, Judged.Run run) {
        return run.cut().flatMap(cut -> of(session, entry, run, cut.step(), cut.field()));
    }

    /** A parameter of a step of the recipe that a run was made with, in the recipe as it is now. */
    static Optional<Target> of(Session session, RunEntry entry, Judged.Run run, int index, Schema.Field field) {
        Optional<Recipe> recipe = session.project().flatMap(p -> p.project().getRecipes().stream()
                .filter(r -> r.getName().equals(entry.getRecipe())).findFirst()).or(session::recipe);
        String id = run.recipe().steps().get(index).tool();
        return recipe.flatMap(r -> step(r.getSteps(), index, id)
                .map(step -> new Target(r, step, label(session, id), field)));
    }

    /** The step at the place, or the first with that tool if others were put before it. */
    private static Optional<RecipeStep> step(List<RecipeStep> steps, int index, String tool) {
        if (index < steps.size() && steps.get(index).getTool().equals(tool))
            return Optional.of(steps.get(index));
        return steps.stream().filter(s -> s.getTool().equals(tool)).findFirst();
    }

    /** Name of a tool for people. */
    static String label(Session session, String tool) {
        return session.registry().tools().stream().map(e -> e.tool().info()).filter(i -> i.id().equals(tool))
                .findFirst().map(i -> i.label()).orElse(tool);
    }

    /** The value now. */
    Optional<Double> limit() {
        Object value = step.getParams().get(field.name());
        return Optional.of(value == null ? field.defaultValue() : value).filter(Number.class::isInstance)
                .map(v -> ((Number) v).doubleValue());
    }

    /** Writes limits of the score, for all classes and for single ones: one undoable step. */
    void apply(Session session, double limit, Map<String, Double> own) {
        session.edit(project -> {
            project.change(Words.get("review.limits"),
                    () -> ScoreLimit.write(recipe, limit, own, session.registry()));
            session.status().message(Kind.INFO, Words.get(own.isEmpty() ? "review.appliedAll" : "review.appliedOwn",
                    recipe.getName(), Words.number(limit, 2), own.size()),
                    new Status.Link(Words.get("review.undo"), project.domain().getCommandStack()::undo));
        });
    }

    /** Writes a value: one undoable step. */
    void apply(Session session, double value) {
        Object written = field.kind() == Schema.Kind.INTEGER ? (Object) Math.round(value) : (Object) value;
        session.edit(project -> {
            project.change(Words.get("command.set", field.label()), () -> {
                if (written.equals(field.defaultValue()))
                    step.getParams().removeKey(field.name());
                else
                    step.getParams().put(field.name(), written);
            });
            session.status().message(Kind.INFO, Words.get("review.applied", field.label(), tool, recipe.getName(),
                    Words.number(value, field.kind() == Schema.Kind.INTEGER ? 0 : 2)),
                    new Status.Link(Words.get("review.undo"), project.domain().getCommandStack()::undo));
        });
    }
}
