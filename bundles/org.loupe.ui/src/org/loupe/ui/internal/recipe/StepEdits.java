package org.loupe.ui.internal.recipe;

import java.util.List;
import java.util.Optional;

import org.eclipse.emf.common.notify.NotifyingList;
import org.eclipse.emf.common.util.EList;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.loupe.api.ToolException;
import org.loupe.model.LoupeFactory;
import org.loupe.model.Recipe;
import org.loupe.model.RecipeStep;
import org.loupe.model.Route;
import org.loupe.ui.Session;
import org.loupe.ui.Words;
import org.loupe.workspace.RecipeModel;

/** Edits of a recipe's chains, each one command that can be undone. UI thread only. */
public final class StepEdits {
    private final Session session;

    /** @param session whose project is changed, unless that is read-only, which is then said */
    public StepEdits(Session session) {
        this.session = session;
    }

    /** The chain that a step stands in: that of the recipe, or of a route. */
    public static EList<RecipeStep> chain(RecipeStep step) {
        return chainOf(step.eContainer());
    }

    /** The chain of a recipe or of a route. */
    static EList<RecipeStep> chainOf(EObject owner) {
        return owner instanceof Route route ? route.getSteps() : ((Recipe) owner).getSteps();
    }

    /** The recipe or the route that a chain belongs to. */
    public static EObject owner(EList<RecipeStep> chain) {
        return (EObject) ((NotifyingList<?>) chain).getNotifier();
    }

    /** The step of the recipe's own chain in or under which an element is. */
    public static Optional<RecipeStep> top(EObject element) {
        EObject at = element;
        while (at != null && !(at instanceof RecipeStep step && step.eContainer() instanceof Recipe))
            at = at.eContainer();
        return Optional.ofNullable((RecipeStep) at);
    }

    /** Makes a change that is undone as one. */
    public void change(String label, Runnable edit) {
        session.edit(project -> project.change(label, edit));
    }

    /** Puts steps into a chain. */
    public void add(String label, EList<RecipeStep> chain, int at, List<RecipeStep> steps) {
        change(label, () -> {
            if (owner(chain) instanceof Route route)
                route.setDrop(false); // a route that goes on does not drop
            chain.addAll(Math.max(0, Math.min(chain.size(), at)), steps);
        });
    }

    /** Takes a step or a route out. */
    public void delete(EObject element) {
        change(Words.get(element instanceof Route ? "command.deleteRoute" : "command.delete"),
                () -> EcoreUtil.remove(element));
    }

    /**
     * Moves a step to another place, also of another chain.
     *
     * @param at index in the target chain as it is now, the step itself included
     * @return whether that is possible: a step cannot go into a route of its own
     */
    public boolean move(RecipeStep step, EList<RecipeStep> target, int at) {
        EObject owner = owner(target);
        if (EcoreUtil.isAncestor(step, owner))
            return false;
        EList<RecipeStep> from = chain(step);
        int old = from.indexOf(step);
        if (from == target && (at == old || at == old + 1))
            return true;
        change(Words.get("command.move"), () -> {
            if (from == target)
                from.move(at > old ? at - 1 : at, old);
            else {
                from.remove(step);
                if (owner instanceof Route route)
                    route.setDrop(false);
                target.add(Math.min(at, target.size()), step);
            }
        });
        return true;
    }

    /** Routes a class of a classifying step. */
    public Route addRoute(RecipeStep step, String className) {
        Route route = LoupeFactory.eINSTANCE.createRoute();
        route.setClassName(className);
        change(Words.get("command.addRoute", className), () -> step.getRoutes().add(route));
        return route;
    }

    /** Steps as the text of a recipe file. */
    public static String toJson(List<RecipeStep> steps) {
        Recipe copy = LoupeFactory.eINSTANCE.createRecipe();
        copy.setName(Words.get("recipe.clipboard"));
        copy.setDescription("");
        copy.getSteps().addAll(EcoreUtil.copyAll(steps));
        return RecipeModel.freeze(copy).toJson();
    }

    /** The steps of a recipe file's text. @throws ToolException if it is none */
    public static List<RecipeStep> fromJson(String text) throws ToolException {
        return org.loupe.engine.Recipe.parse(text).steps().stream().map(RecipeModel::thaw).toList();
    }
}
