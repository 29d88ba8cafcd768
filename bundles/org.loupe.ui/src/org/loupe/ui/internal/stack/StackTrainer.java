package org.loupe.ui.internal.stack;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.loupe.api.ToolException;
import org.loupe.engine.Classify;
import org.loupe.engine.Options;
import org.loupe.engine.Progress;
import org.loupe.engine.Registry;
import org.loupe.engine.learning.Augmentation;
import org.loupe.engine.learning.TrainingSettings;
import org.loupe.model.Recipe;
import org.loupe.model.RecipeStep;
import org.loupe.ui.Failures;
import org.loupe.ui.Preferences;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.WorkJob;
import org.loupe.ui.Words;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.internal.clusters.ClusterSource;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.stack.StackExamples;
import org.loupe.workspace.stack.StackSource;
import org.loupe.workspace.stack.Stacks;

/** Trains all levels of the chosen recipe in the background and then puts the models into it. UI thread only. */
public final class StackTrainer {

    private StackTrainer() {
    }

    /** Labelled objects to learn from; made on the UI thread, read on any. */
    public interface Source {
        /** Lists them. Reads files. @throws ToolException if there are none */
        List<StackExamples.Image> read(Registry registry) throws ToolException;

        /** The labels and truth of a project, as they are now. */
        static Source project(ProjectFile project) {
            return new StackSource(project)::read;
        }

        /** Crops of known classes. */
        static Source crops(ClusterSource crops) {
            return registry -> StackExamples.folder(crops.read());
        }
    }

    /** Why the chosen recipe cannot be trained now, for people; empty if it can. */
    public static Optional<String> obstacle(Session session) {
        if (session.project().isEmpty())
            return Optional.of(Words.get("stack.noProject"));
        if (session.project().get().readOnly())
            return Optional.of(Words.get("stack.readOnly"));
        if (session.recipe().isEmpty() || !isStack(session.recipe().get()))
            return Optional.of(Words.get("stack.none"));
        return session.task().isPresent() ? Optional.of(Words.get("stack.busy")) : Optional.empty();
    }

    /** Whether a recipe has a step that is trained. */
    public static boolean isStack(Recipe recipe) {
        var all = recipe.eAllContents();
        while (all.hasNext())
            if (all.next() instanceof RecipeStep step && step.getTool().equals(Classify.ID))
                return true;
        return false;
    }

    /** Trains from the labels and truth of the project, by the method that was chosen last. */
    public static void start(Session session) {
        session.project().ifPresent(project -> start(session, Source.project(project), Augmentation.NONE,
                TrainingSettings.DEFAULT.trainer(Preferences.STACK_TRAINER.get(), Map.of())));
    }

    /** Starts a training of the chosen recipe, or says why it cannot. @param altered how copies are altered */
    public static void start(Session session, Source source, Augmentation altered, TrainingSettings settings) {
        Optional<String> obstacle = obstacle(session);
        if (obstacle.isPresent()) {
            session.status().message(Kind.WARNING, obstacle.get());
            return;
        }
        ProjectFile project = session.project().get();
        Recipe recipe = session.recipe().get();
        org.loupe.engine.Recipe frozen;
        try {
            frozen = session.freeze(recipe);
        } catch (IllegalArgumentException e) {
            session.status().message(Kind.ERROR, e.getMessage());
            return;
        }
        Registry registry = session.registry();
        Options options = Preferences.options();
        Path folder = Stacks.folder(project.folder(), frozen.name());
        AtomicReference<String> level = new AtomicReference<>("");
        WorkJob.start(session, Words.get("job.stack", frozen.name()),
                (done, total) -> level.get().isEmpty() ? Words.get("stack.finding", done, total)
                        : Words.get("stack.learning", level.get()),
                progress -> Stacks.train(frozen, source.read(registry), altered, settings, folder, registry, options,
                        progress, levels(progress, level)),
                trained -> trained.ifPresent(t -> done(session, project, recipe, t)));
    }

    /** Tells which level learns, too. */
    private static Progress levels(Progress progress, AtomicReference<String> level) {
        return new Progress() {
            @Override
            public boolean cancelled() {
                return progress.cancelled();
            }

            @Override
            public void update(int done, int total, int detections, int errors, String current) {
                level.set(current);
                progress.update(done, total, 0, errors, current);
            }
        };
    }

    private static void done(Session session, ProjectFile project, Recipe recipe, Stacks.Trained trained) {
        if (session.project().orElse(null) != project)
            return; // closed meanwhile; the models lie in its folder
        ToolException[] changed = new ToolException[1];
        session.edit(p -> p.change(Words.get("command.trainStack", recipe.getName()), () -> {
            try {
                Stacks.apply(trained, recipe, p.project(), p.folder());
            } catch (ToolException e) {
                changed[0] = e;
            }
        }));
        if (changed[0] != null) {
            session.status().message(Kind.ERROR, Failures.text(changed[0]));
            return;
        }
        session.status().message(Kind.INFO, Words.get("stack.trained", recipe.getName(),
                trained.summary().overall().examples(), trained.summary().overall().accuracy()));
        show();
    }

    /** Shows the figures. */
    static void show() {
        IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
        if (window != null && window.getActivePage() != null)
            try {
                window.getActivePage().showView(Ids.STACK_VIEW, null, IWorkbenchPage.VIEW_VISIBLE);
            } catch (PartInitException e) {
                Failures.log(e);
            }
    }
}
