package org.loupe.ui.viewer.internal.tiles;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.swt.program.Program;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.loupe.engine.Item;
import org.loupe.store.labels.TileState;
import org.loupe.ui.Session;
import org.loupe.ui.Status;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.viewer.internal.ImageEditor;

/** What the commands on tiles do: on those chosen in the list of tiles while it has the focus, else on that shown. */
public final class TileCommands {
    static final String OPEN = "org.loupe.ui.tiles.open", COMPLETE = "org.loupe.ui.tiles.complete",
            FLAG = "org.loupe.ui.tiles.flag", REOPEN = "org.loupe.ui.tiles.reopen",
            EXCLUDE = "org.loupe.ui.tiles.exclude", SHOW_FILE = "org.loupe.ui.tiles.showFile",
            ORDER = "org.loupe.ui.tiles.order", FILTER = "org.loupe.ui.tiles.filter",
            REFRESH = "org.loupe.ui.tiles.refresh", SEND = "org.loupe.ui.examples.tile";

    private TileCommands() {
    }

    static Session session() {
        return PlatformUI.getWorkbench().getService(Session.class);
    }

    static Optional<IWorkbenchPage> page() {
        IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
        return Optional.ofNullable(window).map(IWorkbenchWindow::getActivePage);
    }

    /** The list of tiles, if it is open. */
    static Optional<TilesView> view() {
        return page().map(p -> p.findView(Ids.TILES_VIEW)).filter(TilesView.class::isInstance)
                .map(TilesView.class::cast);
    }

    private static Optional<TilesView> active() {
        return page().map(IWorkbenchPage::getActivePart).filter(TilesView.class::isInstance)
                .map(TilesView.class::cast);
    }

    /** The images that a command on tiles is about. */
    public static List<Item> tiles() {
        List<Item> chosen = active().map(TilesView::chosen).orElse(List.of());
        return chosen.isEmpty() ? session().image().map(List::of).orElse(List.of()) : chosen;
    }

    /** Says what was done to tiles, and offers to take it back. */
    static void done(String words) {
        session().status().message(Kind.INFO, words, undo());
    }

    /** Takes the last change back. */
    static Status.Link undo() {
        return new Status.Link(Words.get("label.undo"),
                () -> ToolRow.execute(PlatformUI.getWorkbench(), "org.eclipse.ui.edit.undo"));
    }

    /** A command on tiles. */
    abstract static class OnTiles extends AbstractHandler {
        @Override
        public boolean isEnabled() {
            return PlatformUI.isWorkbenchRunning() && session().project().isPresent()
                    && (session().image().isPresent() || active().filter(TilesView::anyChosen).isPresent());
        }

        @Override
        public Object execute(ExecutionEvent event) {
            List<Item> chosen = tiles();
            if (!chosen.isEmpty())
                run(chosen);
            return null;
        }

        abstract void run(List<Item> chosen);
    }

    /** Puts tiles into a state. */
    abstract static class Put extends OnTiles {
        private final TileState state;

        Put(TileState state) {
            this.state = state;
        }

        @Override
        void run(List<Item> chosen) {
            session().desk().state(chosen, state).ifPresent(change -> {
                if (change.tiles().size() > 1)
                    done(Words.get("tiles.done." + state.name().toLowerCase(Locale.ROOT),
                            change.tiles().size()));
            });
        }
    }

    /** All that is to be found is labelled. */
    public static final class Complete extends Put {
        /** Made by the platform. */
        public Complete() {
            super(TileState.COMPLETE);
        }
    }

    /** Someone is to look again. */
    public static final class Flag extends Put {
        /** Made by the platform. */
        public Flag() {
            super(TileState.FLAGGED);
        }
    }

    /** To be looked at once more. */
    public static final class Reopen extends Put {
        /** Made by the platform. */
        public Reopen() {
            super(TileState.OPEN);
        }
    }

    /** Not to be trained on. */
    public static final class Exclude extends Put {
        /** Made by the platform. */
        public Exclude() {
            super(TileState.EXCLUDED);
        }
    }

    /** Goes to the viewer. */
    public static final class Open extends OnTiles {
        @Override
        void run(List<Item> chosen) {
            page().ifPresent(page -> ImageEditor.show(page, chosen.get(0), true));
        }
    }

    /** Shows the folder of the file in the system's own window. */
    public static final class ShowFile extends OnTiles {
        @Override
        void run(List<Item> chosen) {
            Program.launch(chosen.get(0).test().getParent().toString());
        }
    }

    /** Chooses all tiles that are listed. */
    static final class SelectAll extends AbstractHandler {
        @Override
        public Object execute(ExecutionEvent event) {
            view().ifPresent(TilesView::selectAll);
            return null;
        }
    }

    /** A command of the list of tiles. */
    abstract static class OnView extends AbstractHandler {
        @Override
        public boolean isEnabled() {
            return PlatformUI.isWorkbenchRunning() && session().project().isPresent();
        }

        @Override
        public Object execute(ExecutionEvent event) {
            view().ifPresent(this::run);
            return null;
        }

        abstract void run(TilesView view);
    }

    /** Offers the orders. */
    public static final class Order extends OnView {
        @Override
        void run(TilesView view) {
            view.orderMenu();
        }
    }

    /** Offers the filters. */
    public static final class Filter extends OnView {
        @Override
        void run(TilesView view) {
            view.filterMenu();
        }
    }

    /** Orders the tiles by what is known now. */
    public static final class Refresh extends OnView {
        @Override
        void run(TilesView view) {
            session().queue().refresh();
        }
    }
}
