package org.loupe.ui.viewer.internal.models;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.jface.dialogs.InputDialog;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.window.Window;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.WorkbenchException;
import org.eclipse.ui.handlers.HandlerUtil;
import org.loupe.api.ToolException;
import org.loupe.engine.anomaly.AnomalyCard;
import org.loupe.engine.learning.ModelCard;
import org.loupe.model.ModelEntry;
import org.loupe.model.Recipe;
import org.loupe.ui.Failures;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.WorkJob;
import org.loupe.ui.Words;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.internal.TrainPerspective;
import org.loupe.ui.internal.models.Models;
import org.loupe.ui.internal.project.ProjectEdits;
import org.loupe.ui.internal.wizard.ExportNetWizard;
import org.loupe.ui.viewer.internal.nets.NetActions;
import org.loupe.ui.viewer.internal.nets.NetDesk;
import org.loupe.ui.viewer.internal.nets.NetEditor;
import org.loupe.ui.viewer.internal.nets.TrainingsView;

/** What the commands on the models of a project do. */
public final class ModelCommands {

    private ModelCommands() {
    }

    private static Session session() {
        return PlatformUI.getWorkbench().getService(Session.class);
    }

    /** The models that are selected in their list; else the one that was chosen last, or that is shown. */
    static List<ModelEntry> chosen() {
        IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
        IWorkbenchPage page = window == null ? null : window.getActivePage();
        if (page != null && (page.getActivePart() instanceof NetEditor
                || page.getActivePart() instanceof TrainingsView))
            return NetDesk.of(session()).entry().map(List::of).orElse(List.of());
        if (page != null && page.findView(Ids.MODELS_VIEW) instanceof ModelsView view && !view.chosen().isEmpty())
            return view.chosen();
        if (session().subject().orElse(null) instanceof ModelEntry entry && entry.eContainer() != null)
            return List.of(entry);
        return ModelDesk.of(session()).entry().map(List::of).orElse(List.of());
    }

    /** Shows a model in the editor of its kind. */
    static void show(Session session, IWorkbenchPage page, ModelEntry entry, boolean activate) {
        if (Models.isNet(session.registry(), entry)) {
            if (NetDesk.of(session).entry().filter(entry::equals).isEmpty())
                NetDesk.of(session).show(entry);
            NetEditor.show(page, activate);
        } else {
            if (ModelDesk.of(session).entry().filter(entry::equals).isEmpty())
                ModelDesk.of(session).show(entry);
            ModelEditor.show(page, activate);
        }
    }

    /** The one net that is chosen. */
    private static Optional<ModelEntry> net() {
        List<ModelEntry> chosen = chosen();
        return chosen.size() == 1 && Models.isNet(session().registry(), chosen.get(0)) ? Optional.of(chosen.get(0))
                : Optional.empty();
    }

    private static boolean writable() {
        return session().project().filter(p -> !p.readOnly()).isPresent();
    }

    /** Shows the chosen model, in the perspective that has its figures. */
    public static final class Open extends AbstractHandler {
        @Override
        public Object execute(ExecutionEvent event) throws ExecutionException {
            IWorkbenchWindow window = HandlerUtil.getActiveWorkbenchWindowChecked(event);
            ModelEntry entry = wanted();
            if (entry == null)
                return null;
            try {
                IWorkbenchPage page = PlatformUI.getWorkbench().showPerspective(TrainPerspective.ID, window);
                show(session(), page, entry, true);
            } catch (WorkbenchException e) {
                Failures.log(e);
            }
            return null;
        }

        /** The model that Properties tells of, else the first chosen one. */
        private static ModelEntry wanted() {
            return session().subject().orElse(null) instanceof ModelEntry one ? one
                    : chosen().stream().findFirst().orElse(null);
        }

        @Override
        public boolean isEnabled() {
            return wanted() != null;
        }
    }

    /** Takes the chosen models out of the project; their files stay. */
    public static final class Delete extends AbstractHandler {
        @Override
        public Object execute(ExecutionEvent event) {
            ProjectEdits.delete(session(), chosen());
            return null;
        }

        @Override
        public boolean isEnabled() {
            return writable() && !chosen().isEmpty();
        }
    }

    /** Gives the chosen model another name. */
    public static final class Rename extends AbstractHandler {
        @Override
        public Object execute(ExecutionEvent event) throws ExecutionException {
            ModelEntry entry = chosen().get(0);
            InputDialog dialog = new InputDialog(HandlerUtil.getActiveShellChecked(event),
                    Words.get("models.rename.title"), Words.get("models.rename.text"), entry.getName(), name -> {
                        String problem = ProjectEdits.problemOfName(entry, name);
                        return problem.isEmpty() ? null : problem;
                    });
            if (dialog.open() == Window.OK)
                ProjectEdits.rename(session(), entry, dialog.getValue());
            return null;
        }

        @Override
        public boolean isEnabled() {
            return writable() && chosen().size() == 1;
        }
    }

    /** Adds the chosen model to the recipe in hand. */
    public static final class ToRecipe extends AbstractHandler {

        /** What a file holds. */
        private record Found(Optional<ModelCard> classifier) {
        }

        @Override
        public Object execute(ExecutionEvent event) {
            Session session = session();
            ModelEntry entry = chosen().get(0);
            if (net().isPresent()) {
                NetActions.toRecipe(session, entry);
                return null;
            }
            Recipe recipe = session.recipe().orElse(null);
            if (recipe == null)
                return null;
            Path file = OpenModel.file(session.project().orElseThrow().folder(), entry);
            WorkJob.start(session, Words.get("models.toRecipe.job"), (done, of) -> entry.getName(),
                    progress -> read(file), found -> found.ifPresent(f -> session.edit(project -> ModelActions
                            .addToRecipe(session, project, entry, recipe, f.classifier))));
            return null;
        }

        private static Found read(Path file) throws ToolException {
            return new Found(AnomalyCard.find(file).isPresent() ? Optional.empty()
                    : Optional.of(ModelCard.read(file)));
        }

        @Override
        public boolean isEnabled() {
            return writable() && session().task().isEmpty() && chosen().size() == 1
                    && (session().recipe().isPresent() || net().isPresent());
        }
    }

    /** Has the chosen net propose labels. */
    public static final class AutoLabeler extends AbstractHandler {
        @Override
        public Object execute(ExecutionEvent event) {
            net().ifPresent(entry -> NetActions.autoLabel(session(), entry));
            return null;
        }

        @Override
        public boolean isEnabled() {
            return writable() && session().task().isEmpty() && net().isPresent();
        }
    }

    /** Writes the chosen net for other programs. */
    public static final class Export extends AbstractHandler {
        @Override
        public Object execute(ExecutionEvent event) throws ExecutionException {
            net().ifPresent(session()::subject);
            ExportNetWizard wizard = new ExportNetWizard();
            wizard.init(PlatformUI.getWorkbench(), StructuredSelection.EMPTY);
            wizard.open(HandlerUtil.getActiveShellChecked(event));
            return null;
        }

        @Override
        public boolean isEnabled() {
            return net().isPresent();
        }
    }

    /** Compares the two chosen models on the same data. */
    public static final class Compare extends AbstractHandler {
        @Override
        public Object execute(ExecutionEvent event) throws ExecutionException {
            List<ModelEntry> two = chosen();
            if (two.size() != 2) {
                session().status().message(Kind.INFO, Words.get("models.compare.two"));
                return null;
            }
            ModelComparisonEditor.open(HandlerUtil.getActiveWorkbenchWindowChecked(event).getActivePage(), session(),
                    two.get(0), two.get(1));
            return null;
        }

        @Override
        public boolean isEnabled() {
            return !chosen().isEmpty();
        }
    }

    /** The next or previous plot of the model. */
    abstract static class Step extends AbstractHandler {
        private final int by;

        Step(int by) {
            this.by = by;
        }

        @Override
        public Object execute(ExecutionEvent event) throws ExecutionException {
            if (HandlerUtil.getActiveEditor(event) instanceof ModelEditor editor)
                editor.step(by);
            else if (HandlerUtil.getActiveEditor(event) instanceof NetEditor editor)
                editor.step(by);
            return null;
        }
    }

    /** The next plot. */
    public static final class Next extends Step {
        /** Made by the platform. */
        public Next() {
            super(1);
        }
    }

    /** The previous plot. */
    public static final class Previous extends Step {
        /** Made by the platform. */
        public Previous() {
            super(-1);
        }
    }
}
