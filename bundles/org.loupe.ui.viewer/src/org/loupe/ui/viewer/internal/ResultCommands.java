package org.loupe.ui.viewer.internal;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.contexts.IContextService;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.services.IServiceLocator;
import org.loupe.store.ImageRow;
import org.loupe.ui.DetectionId;
import org.loupe.ui.DetectionIds;
import org.loupe.ui.Failures;
import org.loupe.ui.RunResults;
import org.loupe.ui.Session;

/** What the commands on results do, in whichever part lists them. */
public final class ResultCommands {
    static final String FILTER = "org.loupe.ui.results.filter", CLEAR = "org.loupe.ui.results.clearFilter",
            SHOW = "org.loupe.ui.results.show", FILTER_VALUE = "org.loupe.ui.results.filterValue",
            EXCLUDE_VALUE = "org.loupe.ui.results.excludeValue", GROUP = "org.loupe.ui.results.group",
            COLUMNS = "org.loupe.ui.results.columns", EXPORT = "org.loupe.ui.results.export",
            COPY = "org.eclipse.ui.edit.copy", SELECT_ALL = "org.eclipse.ui.edit.selectAll",
            PROPERTIES = "org.eclipse.ui.file.properties", EXPAND = "org.loupe.ui.results.expandAll",
            COLLAPSE = "org.loupe.ui.results.collapseAll";
    /** The part that lists results has the focus. */
    static final String CONTEXT = "org.loupe.ui.context.results";
    /** Its rows or pictures have the focus, not a text field. */
    static final String ROWS = "org.loupe.ui.context.rows";
    private static final int TRIES = 40, TRY_MS = 50;

    private ResultCommands() {
    }

    static Session session() {
        return PlatformUI.getWorkbench().getService(Session.class);
    }

    /** The platform's commands for copying and selecting all mean these in a part that lists results. */
    static void handle(IServiceLocator site) {
        site.getService(IContextService.class).activateContext(CONTEXT);
        site.getService(IHandlerService.class).activateHandler(COPY, new Copy());
        site.getService(IHandlerService.class).activateHandler(SELECT_ALL, new SelectAll());
    }

    private static Optional<IWorkbenchPage> page() {
        IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
        return Optional.ofNullable(window).map(IWorkbenchWindow::getActivePage);
    }

    /** The active part, if it lists results. */
    static Optional<Lists> active() {
        return page().map(IWorkbenchPage::getActivePart).filter(Lists.class::isInstance).map(Lists.class::cast);
    }

    /** A condition beside the filter of the moment. */
    static void narrow(String condition) {
        String now = session().filter();
        boolean brackets = now.toLowerCase(Locale.ROOT).contains(" or ");
        session().filter(now.isEmpty() ? condition : (brackets ? "(" + now + ")" : now) + " and " + condition);
    }

    /** Shows a detection large in the viewer, in its image. */
    static void show(DetectionId id) {
        Session session = session();
        RunResults results = session.results().orElse(null);
        if (results == null)
            return;
        if (!session.selection().contains(id))
            session.select(DetectionIds.of(id));
        Optional<ImageRow> image = results.images().stream().filter(i -> i.index() == id.image()).findFirst();
        image.flatMap(of -> page().flatMap(page -> ImageEditor.show(page, ImageEditor.item(session, of), false)))
                .ifPresent(viewer -> zoom(viewer, id, TRIES));
    }

    /** The viewer reads the image's detections first; then it can go to one. */
    private static void zoom(ImageEditor viewer, DetectionId id, int tries) {
        if (viewer.canvas() == null || viewer.canvas().isDisposed())
            return;
        if (viewer.canvas().selected().contains(id.row()))
            viewer.canvas().zoomTo(id.row());
        else if (tries > 0)
            Display.getCurrent().timerExec(TRY_MS, () -> zoom(viewer, id, tries - 1));
    }

    /** A command that works on the run that is shown. */
    abstract static class OnRun extends AbstractHandler {
        @Override
        public boolean isEnabled() {
            return PlatformUI.isWorkbenchRunning() && session().results().isPresent();
        }

        @Override
        public Object execute(ExecutionEvent event) {
            run();
            return null;
        }

        abstract void run();
    }

    /** A command of the table; it is opened if it is hidden. */
    abstract static class OnTable extends OnRun {
        @Override
        void run() {
            page().ifPresent(page -> {
                try {
                    IWorkbenchPart part = page.showView("org.loupe.ui.viewer.view.results");
                    if (part instanceof ResultsView view)
                        run(view);
                } catch (PartInitException e) {
                    Failures.log(e);
                }
            });
        }

        abstract void run(ResultsView view);
    }

    private static void withActive(Consumer<Lists> action) {
        active().ifPresent(action);
    }

    /** Goes to the filter field. */
    public static final class Filter extends OnTable {
        @Override
        void run(ResultsView view) {
            view.filter().setFocus();
            view.filter().selectAll();
        }
    }

    /** Lists all. */
    public static final class ClearFilter extends OnRun {
        @Override
        public boolean isEnabled() {
            return super.isEnabled() && !session().filter().isEmpty();
        }

        @Override
        void run() {
            session().filter("");
        }
    }

    /** Shows the selected detection large. */
    public static final class Show extends OnRun {
        @Override
        void run() {
            DetectionIds chosen = active().map(Lists::focused).filter(ids -> !ids.isEmpty())
                    .orElse(session().selection());
            if (!chosen.isEmpty())
                show(chosen.get(0));
        }
    }

    /** Lists what has the same value. */
    public static final class FilterValue extends OnRun {
        @Override
        void run() {
            withActive(part -> part.condition().ifPresent(ResultCommands::narrow));
        }
    }

    /** Lists what has another value. */
    public static final class ExcludeValue extends OnRun {
        @Override
        void run() {
            withActive(part -> part.condition().ifPresent(c -> narrow(c.contains(" and ") ? "not (" + c + ")"
                    : "not " + c)));
        }
    }

    /** Selects all that the part lists. */
    public static final class SelectAll extends OnRun {
        @Override
        void run() {
            withActive(Lists::selectAll);
        }
    }

    /** Copies what is selected. */
    public static final class Copy extends OnRun {
        @Override
        void run() {
            withActive(Lists::copy);
        }
    }

    /** Offers columns to group by. */
    public static final class Group extends OnTable {
        @Override
        void run(ResultsView view) {
            view.groupMenu();
        }
    }

    /** Offers columns to show. */
    public static final class ColumnChooser extends OnTable {
        @Override
        void run(ResultsView view) {
            view.columnMenu();
        }
    }

    /** Writes what is listed. */
    public static final class Export extends OnTable {
        @Override
        void run(ResultsView view) {
            view.export();
        }
    }

    /** Opens all groups. */
    public static final class ExpandAll extends OnTable {
        @Override
        void run(ResultsView view) {
            view.openGroups(true);
        }
    }

    /** Closes all groups. */
    public static final class CollapseAll extends OnTable {
        @Override
        void run(ResultsView view) {
            view.openGroups(false);
        }
    }
}
