package org.loupe.workspace.nets;

import java.util.List;
import org.loupe.api.ToolException;
import org.loupe.engine.Recipe;
import org.loupe.engine.nets.NetSweep;

/**
 * What a sweep was asked for. Immutable.
 *
 * @param sweep  what is tried
 * @param choice how some of the images are chosen where not all are learned from
 * @param recipe whose steps before its detector prepare the images, as JSON; "" for none
 */
public record SweepPlan(NetSweep sweep, ImageChoice choice, String recipe) {

    /** With a recipe, which may have no steps. */
    public static SweepPlan of(NetSweep sweep, ImageChoice choice, Recipe preparing) {
        return new SweepPlan(sweep, choice, preparing.steps().isEmpty() ? "" : preparing.toJson());
    }

    /** The recipe that prepares the images; one without steps if none does. @throws ToolException if it is damaged */
    public Recipe preparing() throws ToolException {
        return recipe.isEmpty() ? new Recipe("", "", List.of()) : Recipe.parse(recipe);
    }
}
