package org.loupe.ui.viewer.internal.models;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.emf.common.util.EList;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.loupe.engine.Classify;
import org.loupe.engine.RecipeStep;
import org.loupe.engine.features.FeatureSet;
import org.loupe.engine.learning.ModelCard;
import org.loupe.engine.learning.TrainedClassifier;
import org.loupe.model.ModelEntry;
import org.loupe.model.Recipe;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.Status.Link;
import org.loupe.ui.ToolRow;
import org.loupe.ui.WorkJob;
import org.loupe.ui.Words;
import org.loupe.ui.internal.models.Models;
import org.loupe.ui.viewer.internal.ImageEditor;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.RecipeModel;
import org.loupe.workspace.crops.Crop;
import org.loupe.workspace.learning.Classifiers;

/** What people do with models. UI thread. */
final class ModelActions {

    private ModelActions() {
    }

    private record Written(Path file, String sha256) {
    }

    /** Keeps a copy of the shown model that leaves to a person what it is less sure of. */
    static void reject(Session session, ModelDesk desk, double least) {
        OpenModel open = desk.open().orElseThrow();
        TrainedClassifier changed = open.classifier().orElseThrow().model().reject(least);
        String name = Words.get("models.reject.name", open.entry().getName(), Words.number(least, 2));
        session.edit(project -> WorkJob.start(session, Words.get("models.reject.job", name), (done, of) -> name,
                progress -> {
                    Path file = Classifiers.newFile(project.folder(), name);
                    changed.write(file);
                    OpenModel.copyCrops(open.file(), file);
                    return new Written(file, Classifiers.sha256(file, progress));
                }, written -> written.filter(w -> session.project().orElse(null) == project).ifPresent(w -> {
                    ModelEntry made = Models.register(project, Words.get("models.reject.undo"), name, w.file,
                            open.entry().getTrainer(), w.sha256);
                    desk.show(made);
                    done(session, Words.get("models.reject.done", made.getName()));
                })));
    }

    /** Shows where an example lies, if that is known. @param row of the report */
    static void view(IWorkbenchPage page, ModelDesk desk, int row) {
        OpenModel open = desk.open().orElseThrow();
        Optional<Crop> crop = open.crop(open.ids().get(row));
        if (crop.isEmpty())
            desk.session().status().message(Kind.INFO, Words.get("models.examples.unknown"));
        else
            ImageEditor.show(page, crop.get().image(), true);
    }

    /**
     * Puts a model into a recipe: the steps that measure what it needs, as far as they are missing, and the step that
     * runs it.
     */
    static void addToRecipe(Session session, ProjectFile project, ModelEntry entry, Recipe recipe,
            Optional<ModelCard> classifier) {
        List<RecipeStep> steps = new ArrayList<>();
        List<RecipeStep> there = RecipeModel.freeze(recipe).steps();
        if (classifier.isPresent()) {
            for (FeatureSet.Block block : classifier.get().features().blocks()) {
                RecipeStep step = RecipeStep.of(block.tool(), block.params());
                if (there.stream().noneMatch(s -> s.enabled() && s.tool().equals(step.tool())
                        && s.params().equals(step.params())))
                    steps.add(step);
            }
            steps.add(RecipeStep.of(Classify.ID, Map.of(Classify.MODEL, entry.getFile())));
        } else
            steps.add(RecipeStep.of("loupe.anomaly", Map.of("model", entry.getFile())));
        EList<org.loupe.model.RecipeStep> all = recipe.getSteps();
        project.change(Words.get("models.toRecipe.undo", entry.getName()),
                () -> steps.forEach(step -> all.add(RecipeModel.thaw(step))));
        session.recipe(recipe);
        done(session, Words.get("models.toRecipe.done", entry.getName(), recipe.getName()));
    }

    private static void done(Session session, String words) {
        session.status().message(Kind.INFO, words, new Link(Words.get("label.undo"),
                () -> ToolRow.execute(PlatformUI.getWorkbench(), "org.eclipse.ui.edit.undo")));
    }
}
