package org.loupe.ui.internal;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.emf.ecore.util.EcoreUtil;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.ActionContributionItem;
import org.eclipse.jface.action.IContributionItem;
import org.eclipse.ui.actions.CompoundContributionItem;
import org.loupe.model.Recipe;
import org.loupe.model.RecipeStep;
import org.loupe.model.Route;
import org.loupe.ui.Words;
import org.loupe.ui.internal.recipe.StepEdits;

/** The chains that the chosen step can move into, in the context menu. */
public final class RouteTargets extends CompoundContributionItem {

    @Override
    protected IContributionItem[] getContributionItems() {
        RecipeView view = StepCommands.OnRecipe.view();
        RecipeStep step = view == null || !StepCommands.OnRecipe.writable() ? null : view.step();
        if (step == null)
            return new IContributionItem[0];
        List<IContributionItem> items = new ArrayList<>();
        Recipe recipe = StepCommands.OnRecipe.session().recipe().orElseThrow();
        if (!(step.eContainer() instanceof Recipe))
            items.add(item(Words.get("recipe.main"), () -> {
                int at = recipe.getSteps().indexOf(StepEdits.top(step).orElseThrow());
                view.edits().move(step, recipe.getSteps(), at + 1);
                view.select(step);
            }));
        recipe.eAllContents().forEachRemaining(e -> {
            if (e instanceof Route route && !EcoreUtil.isAncestor(step, route) && step.eContainer() != route)
                items.add(item(Words.get("recipe.into", view.names().name((RecipeStep) route.eContainer()),
                        route.getClassName()), () -> {
                            view.edits().move(step, route.getSteps(), route.getSteps().size());
                            view.select(step);
                        }));
        });
        if (items.isEmpty()) {
            Action none = new Action(Words.get("recipe.noRoutes")) {
            };
            none.setEnabled(false);
            items.add(new ActionContributionItem(none));
        }
        return items.toArray(IContributionItem[]::new);
    }

    private static IContributionItem item(String label, Runnable run) {
        return new ActionContributionItem(new Action(label.replace("&", "&&")) {
            @Override
            public void run() {
                run.run();
            }
        });
    }
}
