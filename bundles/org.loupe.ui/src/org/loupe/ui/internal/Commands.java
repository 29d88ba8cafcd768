package org.loupe.ui.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.emf.common.command.Command;
import org.eclipse.emf.common.command.CommandStack;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.commands.IElementUpdater;
import org.eclipse.ui.dialogs.PreferencesUtil;
import org.eclipse.ui.handlers.HandlerUtil;
import org.eclipse.ui.menus.UIElement;
import org.loupe.ui.Session;
import org.loupe.ui.Task;
import org.loupe.ui.Words;
import org.loupe.ui.internal.preferences.ToolsPage;
import org.loupe.ui.internal.run.Runs;
import org.loupe.ui.internal.start.Projects;
import org.loupe.ui.internal.start.SampleKind;

/** What the commands of plugin.xml do. */
public final class Commands {

    private Commands() {
    }

    /** A command on the session. */
    abstract static class OnSession extends AbstractHandler {

        Session session() {
            return PlatformUI.getWorkbench().getService(Session.class);
        }

        Runs runs() {
            return PlatformUI.getWorkbench().getService(Runs.class);
        }

        @Override
        public Object execute(ExecutionEvent event) throws ExecutionException {
            run(session(), HandlerUtil.getActiveWorkbenchWindowChecked(event));
            return null;
        }

        abstract void run(Session session, IWorkbenchWindow window) throws ExecutionException;
    }

    /** Opens a project. */
    public static final class OpenProject extends OnSession {
        @Override
        void run(Session session, IWorkbenchWindow window) {
            DirectoryDialog dialog = new DirectoryDialog(window.getShell(), SWT.OPEN | SWT.SHEET);
            dialog.setText(Words.get("dialog.openProject"));
            dialog.setMessage(Words.get("dialog.openProjectText"));
            dialog.setFilterPath(Projects.home().toString());
            String chosen = dialog.open();
            if (chosen != null)
                Projects.open(session, Path.of(chosen));
        }
    }

    /** Opens the sample of board pairs. */
    public static final class OpenSample extends OnSession {
        @Override
        void run(Session session, IWorkbenchWindow window) {
            Projects.openSample(session, SampleKind.BOARDS);
        }
    }

    /** Makes and opens the sample of a lot of wafers. */
    public static final class OpenWaferSample extends OnSession {
        @Override
        void run(Session session, IWorkbenchWindow window) {
            Projects.openLot(session, () -> new Wafer().run(session, window));
        }
    }

    /** Closes the project and shows the start page. */
    public static final class CloseProject extends OnSession {
        @Override
        void run(Session session, IWorkbenchWindow window) {
            if (session.close())
                LoupeWindow.showStart(window.getActivePage());
        }

        @Override
        public boolean isEnabled() {
            return session().project().isPresent();
        }
    }

    /** Shows a perspective; there is nothing to show in one while no project is open. */
    abstract static class Perspective extends OnSession {
        private final String id;

        Perspective(String id) {
            this.id = id;
        }

        @Override
        void run(Session session, IWorkbenchWindow window) {
            window.getActivePage().setPerspective(
                    window.getWorkbench().getPerspectiveRegistry().findPerspectiveWithId(id));
        }

        @Override
        public boolean isEnabled() {
            return session().project().isPresent();
        }
    }

    /** Image and recipe. */
    public static final class Inspect extends Perspective {
        /** Made by the platform. */
        public Inspect() {
            super(InspectPerspective.ID);
        }
    }

    /** Limits and mistakes. */
    public static final class Review extends Perspective {
        /** Made by the platform. */
        public Review() {
            super(ReviewPerspective.ID);
        }
    }

    /** Tiles, classes and what is labelled. */
    public static final class Label extends Perspective {
        /** Made by the platform. */
        public Label() {
            super(LabelPerspective.ID);
        }
    }

    /** Wafers, lots and their maps. */
    public static final class Wafer extends Perspective {
        /** Made by the platform. */
        public Wafer() {
            super(WaferPerspective.ID);
        }
    }

    /** Models and how good they are. */
    public static final class Train extends Perspective {
        /** Made by the platform. */
        public Train() {
            super(TrainPerspective.ID);
        }
    }

    /** Clusters of defects. */
    public static final class Cluster extends Perspective {
        /** Made by the platform. */
        public Cluster() {
            super(ClusterPerspective.ID);
        }
    }

    /** Shows the start page. */
    public static final class Start extends OnSession {
        @Override
        void run(Session session, IWorkbenchWindow window) {
            LoupeWindow.showStart(window.getActivePage());
        }
    }

    /** Undoes the last change; the menu says which. */
    public static final class Undo extends OnSession implements IElementUpdater {
        @Override
        void run(Session session, IWorkbenchWindow window) {
            session.project().ifPresent(p -> p.domain().getCommandStack().undo());
        }

        @Override
        public boolean isEnabled() {
            return session().project().filter(p -> p.domain().getCommandStack().canUndo()).isPresent();
        }

        @Override
        public void updateElement(UIElement element, @SuppressWarnings("rawtypes") Map parameters) {
            CommandStack stack = session().project().map(p -> p.domain().getCommandStack()).orElse(null);
            Command next = stack != null && stack.canUndo() ? stack.getUndoCommand() : null;
            element.setText(next == null ? Words.get("edit.undo") : Words.get("edit.undoWhat", next.getLabel()));
        }
    }

    /** Does again what was undone; the menu says what. */
    public static final class Redo extends OnSession implements IElementUpdater {
        @Override
        void run(Session session, IWorkbenchWindow window) {
            session.project().ifPresent(p -> p.domain().getCommandStack().redo());
        }

        @Override
        public boolean isEnabled() {
            return session().project().filter(p -> p.domain().getCommandStack().canRedo()).isPresent();
        }

        @Override
        public void updateElement(UIElement element, @SuppressWarnings("rawtypes") Map parameters) {
            CommandStack stack = session().project().map(p -> p.domain().getCommandStack()).orElse(null);
            Command next = stack != null && stack.canRedo() ? stack.getRedoCommand() : null;
            element.setText(next == null ? Words.get("edit.redo") : Words.get("edit.redoWhat", next.getLabel()));
        }
    }

    /** Saves now what is saved by itself soon. */
    public static final class Save extends OnSession {
        @Override
        void run(Session session, IWorkbenchWindow window) {
            session.save();
        }

        @Override
        public boolean isEnabled() {
            return session().project().filter(p -> p.dirty() && !p.readOnly()).isPresent();
        }
    }

    /** Runs the recipe on the image set. */
    public static final class Run extends OnSession {
        @Override
        void run(Session session, IWorkbenchWindow window) {
            runs().start(session.items());
        }

        @Override
        public boolean isEnabled() {
            return runs().obstacle().isEmpty();
        }
    }

    /** Runs the recipe on the image in the viewer. */
    public static final class RunOne extends OnSession {
        @Override
        void run(Session session, IWorkbenchWindow window) {
            session.image().ifPresent(image -> runs().start(List.of(image)));
        }

        @Override
        public boolean isEnabled() {
            return session().image().isPresent() && runs().obstacle().isEmpty();
        }
    }

    /** Stops the run under way; what is finished stays. */
    public static final class Stop extends OnSession {
        @Override
        void run(Session session, IWorkbenchWindow window) {
            session.task().ifPresent(Task::cancel);
        }

        @Override
        public boolean isEnabled() {
            return session().task().isPresent();
        }
    }

    /** Switches between the light and the dark theme; it is kept for the next start. */
    public static final class Theme extends OnSession {
        @Override
        void run(Session session, IWorkbenchWindow window) {
            Themes.toggle();
        }
    }

    /** Shows the recipe. */
    public static final class ShowRecipe extends OnSession {
        @Override
        void run(Session session, IWorkbenchWindow window) throws ExecutionException {
            try {
                window.getActivePage().showView(Ids.RECIPE_VIEW);
            } catch (PartInitException e) {
                throw new ExecutionException(e.getMessage(), e);
            }
        }

        @Override
        public boolean isEnabled() {
            return session().project().isPresent();
        }
    }

    /** Gives the perspective its first layout back, without a question. */
    public static final class ResetLayout extends OnSession {
        @Override
        void run(Session session, IWorkbenchWindow window) {
            window.getActivePage().resetPerspective();
            session.status().message(org.loupe.ui.Status.Kind.INFO, Words.get("layout.reset"));
        }
    }

    /** Lists the tools and those that were skipped. */
    public static final class Installed extends OnSession {
        @Override
        void run(Session session, IWorkbenchWindow window) {
            PreferencesUtil.createPreferenceDialogOn(window.getShell(), ToolsPage.ID, null, null).open();
        }
    }
}
