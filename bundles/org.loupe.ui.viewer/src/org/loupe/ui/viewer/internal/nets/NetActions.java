package org.loupe.ui.viewer.internal.nets;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import org.eclipse.ui.PlatformUI;
import org.loupe.api.Task;
import org.loupe.api.ToolException;
import org.loupe.engine.Registry;
import org.loupe.engine.RecipeStep;
import org.loupe.engine.nets.NetCard;
import org.loupe.model.ModelEntry;
import org.loupe.model.Recipe;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.Status.Link;
import org.loupe.ui.ToolRow;
import org.loupe.ui.WorkJob;
import org.loupe.ui.Words;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.internal.project.ProjectEdits;
import org.loupe.ui.viewer.internal.ImageEditor;
import org.loupe.ui.viewer.internal.tiles.AutoLabels;
import org.loupe.workspace.RecipeModel;
import org.loupe.workspace.nets.NetFolders;
import org.loupe.workspace.nets.NetPlan;
import org.loupe.workspace.stack.Stacks;

/** What people do with a trained net: use it in a recipe, have it propose labels. UI thread only. */
public final class NetActions {
    private static final String MODEL = "model";

    private NetActions() {
    }

    /** What is known of a model's file. @param preparing the steps that prepared the images it learned from */
    private record Found(NetCard card, List<RecipeStep> preparing) {
    }

    /** Adds a net to the recipe in hand, or to a new one if there is none or that finds objects already. */
    public static void toRecipe(Session session, ModelEntry net) {
        read(session, net, found -> {
            Recipe recipe = session.recipe().filter(r -> RecipeModel.freeze(r).steps().stream()
                    .noneMatch(s -> Stacks.finds(s, session.registry()))).orElse(null);
            if (recipe == null)
                added(session, net, ofNet(session, net, found));
            else
                session.edit(project -> {
                    project.change(Words.get("models.toRecipe.undo", net.getName()),
                            () -> recipe.getSteps().add(RecipeModel.thaw(step(net, found.card))));
                    session.recipe(recipe);
                    added(session, net, recipe);
                });
        });
    }

    private static void added(Session session, ModelEntry net, Recipe recipe) {
        if (recipe != null)
            session.status().message(Kind.INFO, Words.get("models.toRecipe.done", net.getName(), recipe.getName()),
                    new Link(Words.get("label.undo"),
                            () -> ToolRow.execute(PlatformUI.getWorkbench(), "org.eclipse.ui.edit.undo")));
    }

    /** Has a net propose labels from now on, and shows where it does; its recipe is made if there is none. */
    public static void autoLabel(Session session, ModelEntry net) {
        read(session, net, found -> {
            Recipe recipe = session.project().orElseThrow().project().getRecipes().stream()
                    .filter(r -> r.getSteps().stream().anyMatch(s -> net.getFile().equals(s.getParams().get(MODEL))))
                    .findFirst().orElseGet(() -> ofNet(session, net, found));
            if (recipe == null)
                return;
            AutoLabels.choose(session, recipe);
            ToolRow.execute(PlatformUI.getWorkbench(), Ids.LABEL);
            session.image().ifPresent(image -> ImageEditor.show(PlatformUI.getWorkbench().getActiveWorkbenchWindow()
                    .getActivePage(), image, true));
            session.status().message(Kind.INFO, Words.get("net.autoLabeler.done", net.getName()),
                    new Link(Words.get("net.autoLabeler.run"),
                            () -> ToolRow.execute(PlatformUI.getWorkbench(), AutoLabels.RUN_OPEN)));
        });
    }

    /** A new recipe: the steps that prepared what the net learned from, and the net. @return null if it is read-only */
    private static Recipe ofNet(Session session, ModelEntry net, Found found) {
        List<RecipeStep> steps = new ArrayList<>(found.preparing);
        steps.add(step(net, found.card));
        Recipe recipe = RecipeModel.thaw(new org.loupe.engine.Recipe(net.getName(), "", steps));
        session.edit(project -> ProjectEdits.add(session, recipe));
        return recipe.eContainer() == null ? null : recipe;
    }

    private static RecipeStep step(ModelEntry net, NetCard card) {
        boolean finds = card.task() == Task.DETECTION;
        return RecipeStep.of(finds ? "loupe.detect" : "loupe.segment", finds
                ? Map.of(MODEL, net.getFile(), "leastScore", card.leastScore(), "mergeIou", card.mergeIou())
                : Map.of(MODEL, net.getFile()));
    }

    private static void read(Session session, ModelEntry net, Consumer<Found> then) {
        Path file = session.project().orElseThrow().resolve(net.getFile());
        Registry registry = session.registry();
        WorkJob.start(session, Words.get("models.toRecipe.job"), (done, of) -> net.getName(),
                progress -> found(file, registry), found -> found.filter(f -> net.eContainer() != null)
                        .ifPresent(then));
    }

    private static Found found(Path file, Registry registry) throws ToolException {
        NetCard card = NetCard.read(file);
        if (card.task() != Task.DETECTION && card.task() != Task.SEGMENTATION)
            throw new ToolException(Words.get("net.toRecipe.whole"), Words.get("net.toRecipe.whole.remedy"));
        Path folder = NetFolders.of(file);
        List<RecipeStep> preparing = new ArrayList<>();
        Optional<NetPlan> plan = NetPlan.isIn(folder) ? Optional.of(NetPlan.read(folder)) : Optional.empty();
        if (plan.isPresent())
            for (RecipeStep step : plan.get().preparing().steps()) {
                if (Stacks.finds(step, registry))
                    break;
                preparing.add(step);
            }
        return new Found(card, preparing);
    }
}
