package org.loupe.ui.internal.project;

import java.util.List;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.handlers.HandlerUtil;
import org.loupe.model.DefectClass;
import org.loupe.model.ClusteringEntry;
import org.loupe.model.ImageSet;
import org.loupe.model.Named;
import org.loupe.model.Project;
import org.loupe.model.Recipe;
import org.loupe.model.Report;
import org.loupe.model.RunEntry;
import org.loupe.model.WaferEntry;
import org.loupe.ui.Failures;
import org.loupe.ui.Session;
import org.loupe.ui.ToolRow;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.internal.Launch;
import org.loupe.ui.internal.ProjectView;
import org.loupe.ui.internal.run.Runs;

/** What the commands on the project's tree do. */
public final class ProjectCommands {

    private ProjectCommands() {
    }

    /** Shows the properties of what is chosen. */
    public static final class Show extends AbstractHandler {
        @Override
        public Object execute(ExecutionEvent event) throws ExecutionException {
            view(HandlerUtil.getActiveWorkbenchWindowChecked(event).getActivePage(), IPageLayout.ID_PROP_SHEET);
            return null;
        }
    }

    private static void view(IWorkbenchPage page, String id) {
        try {
            page.showView(id);
        } catch (PartInitException e) {
            Failures.log(e);
        }
    }

    /** A command on what is chosen in the tree. */
    abstract static class OnTree extends AbstractHandler {

        static Session session() {
            return PlatformUI.getWorkbench().getService(Session.class);
        }

        static ProjectView view() {
            IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
            IWorkbenchPage page = window == null ? null : window.getActivePage();
            return page != null && page.findView(Ids.PROJECT_VIEW) instanceof ProjectView view ? view : null;
        }

        static boolean writable() {
            return session().project().filter(p -> !p.readOnly()).isPresent();
        }

        @Override
        public Object execute(ExecutionEvent event) throws ExecutionException {
            ProjectView view = view();
            if (view != null && !view.chosen().isEmpty())
                run(view, view.chosen(), HandlerUtil.getActiveWorkbenchWindowChecked(event));
            return null;
        }

        @Override
        public boolean isEnabled() {
            ProjectView view = view();
            return view != null && session().project().isPresent() && !view.chosen().isEmpty()
                    && possible(view.chosen());
        }

        abstract boolean possible(List<Named> chosen);

        abstract void run(ProjectView view, List<Named> chosen, IWorkbenchWindow window);
    }

    /** Shows what is chosen in its part. */
    public static final class Open extends OnTree {
        @Override
        boolean possible(List<Named> chosen) {
            return chosen.size() == 1;
        }

        @Override
        void run(ProjectView view, List<Named> chosen, IWorkbenchWindow window) {
            Named one = chosen.get(0);
            if (one instanceof ImageSet) {
                ProjectCommands.view(window.getActivePage(), Ids.IMAGES_VIEW);
            } else if (one instanceof Recipe) {
                ProjectCommands.view(window.getActivePage(), Ids.RECIPE_VIEW);
            } else if (one instanceof RunEntry run) {
                PlatformUI.getWorkbench().getService(Runs.class).show(run);
                ProjectCommands.view(window.getActivePage(), Ids.RESULTS_VIEW);
            } else if (one instanceof WaferEntry) {
                session().subject(one);
                ToolRow.execute(window, Ids.WAFER_OPEN);
            } else if (one instanceof ClusteringEntry) {
                session().subject(one);
                ToolRow.execute(window, Ids.CLUSTER_OPEN);
            } else if (one instanceof Report report) {
                session().project().ifPresent(p -> Launch.open(session(), p.resolve(report.getFile())));
            } else {
                ProjectCommands.view(window.getActivePage(), IPageLayout.ID_PROP_SHEET);
            }
        }
    }

    /** Runs the chosen recipe, or the recipe on the chosen set. */
    public static final class Run extends OnTree {
        @Override
        boolean possible(List<Named> chosen) {
            return chosen.size() == 1 && (chosen.get(0) instanceof Recipe || chosen.get(0) instanceof ImageSet)
                    && writable() && session().task().isEmpty();
        }

        @Override
        void run(ProjectView view, List<Named> chosen, IWorkbenchWindow window) {
            if (chosen.get(0) instanceof Recipe recipe)
                session().recipe(recipe);
            ImageSet set = chosen.get(0) instanceof ImageSet chosenSet ? chosenSet : null;
            if (set == null || session().imageSet().orElse(null) == set && !session().items().isEmpty()) {
                ToolRow.execute(window, Ids.RUN);
                return;
            }
            Shell once = new Shell(window.getShell()); // lives until the images are listed
            session().listen(once, Session.Event.IMAGES, () -> {
                if (session().imageSet().orElse(null) != set || session().itemsProblem().isPresent()) {
                    once.dispose();
                } else if (!session().items().isEmpty()) {
                    once.dispose();
                    ToolRow.execute(window, Ids.RUN);
                }
            });
            session().imageSet(set);
        }
    }

    /** Edits the name of what is chosen. */
    public static final class Rename extends OnTree {
        @Override
        boolean possible(List<Named> chosen) {
            return chosen.size() == 1 && writable();
        }

        @Override
        void run(ProjectView view, List<Named> chosen, IWorkbenchWindow window) {
            view.rename();
        }
    }

    /** Takes what is chosen out of the project; its files stay. */
    public static final class Delete extends OnTree {
        @Override
        boolean possible(List<Named> chosen) {
            Runs runs = PlatformUI.getWorkbench().getService(Runs.class);
            return writable() && chosen.stream().noneMatch(n -> n instanceof Project
                    || n instanceof RunEntry run && runs.writing(run));
        }

        @Override
        void run(ProjectView view, List<Named> chosen, IWorkbenchWindow window) {
            ProjectEdits.delete(session(), chosen);
        }
    }

    /** Puts a copy of the chosen recipe behind it. */
    public static final class Duplicate extends OnTree {
        @Override
        boolean possible(List<Named> chosen) {
            return chosen.size() == 1 && chosen.get(0) instanceof Recipe && writable();
        }

        @Override
        void run(ProjectView view, List<Named> chosen, IWorkbenchWindow window) {
            Recipe copy = ProjectEdits.duplicate(session(), (Recipe) chosen.get(0));
            if (copy != null)
                session().recipe(copy);
        }
    }

    /** Moves what is chosen among its siblings. */
    abstract static class Move extends OnTree {
        private final int by;

        Move(int by) {
            this.by = by;
        }

        @Override
        boolean possible(List<Named> chosen) {
            return chosen.size() == 1 && Group.of(chosen.get(0)) != null && Group.of(chosen.get(0)).ordered()
                    && writable();
        }

        @Override
        void run(ProjectView view, List<Named> chosen, IWorkbenchWindow window) {
            ProjectEdits.step(session(), chosen.get(0), by);
        }
    }

    /** Moves what is chosen up. */
    public static final class Up extends Move {
        /** Made by the platform. */
        public Up() {
            super(-1);
        }
    }

    /** Moves what is chosen down. */
    public static final class Down extends Move {
        /** Made by the platform. */
        public Down() {
            super(1);
        }
    }

    /** Adds a class and edits its name. */
    public static final class NewClass extends AbstractHandler {
        @Override
        public Object execute(ExecutionEvent event) {
            DefectClass added = ProjectEdits.newClass(OnTree.session());
            ProjectView view = OnTree.view();
            if (added != null && view != null) {
                view.select(added);
                view.rename();
            }
            return null;
        }

        @Override
        public boolean isEnabled() {
            return OnTree.writable();
        }
    }
}
