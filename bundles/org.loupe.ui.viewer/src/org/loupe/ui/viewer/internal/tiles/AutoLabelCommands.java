package org.loupe.ui.viewer.internal.tiles;

import java.util.List;
import java.util.Optional;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.ui.PlatformUI;
import org.loupe.engine.Item;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.internal.ImageEditor;

/** What the commands on proposals of machines do. */
public final class AutoLabelCommands {

    private AutoLabelCommands() {
    }

    private static AutoLabels labels() {
        return AutoLabels.of(TileCommands.session());
    }

    /** Runs the auto-labeler on the chosen tiles. */
    public static final class Run extends TileCommands.OnTiles {
        @Override
        void run(List<Item> chosen) {
            labels().run(chosen);
        }
    }

    /** A command on all tiles of the set. */
    abstract static class OnSet extends AbstractHandler {
        @Override
        public boolean isEnabled() {
            return PlatformUI.isWorkbenchRunning() && !TileCommands.session().items().isEmpty();
        }

        @Override
        public Object execute(ExecutionEvent event) {
            run();
            return null;
        }

        abstract void run();
    }

    /** Runs the auto-labeler on all open tiles. */
    public static final class RunOpen extends OnSet {
        @Override
        void run() {
            labels().runOpen();
        }
    }

    /** Accepts what is above the limit on all tiles. */
    public static final class AcceptTiles extends OnSet {
        @Override
        void run() {
            labels().acceptOnTiles();
        }
    }

    /** Accepts what is proposed on the tile and seen, and goes to the next open one. */
    public static final class AcceptNext extends OnSet {
        @Override
        void run() {
            Session session = TileCommands.session();
            session.desk().accept(session.desk().labels());
            Optional<Item> next = session.image().flatMap(shown -> session.queue().nextOpen(shown, 1));
            if (next.isEmpty())
                session.status().message(Kind.INFO, Words.get("autoLabel.noOpen"));
            else
                TileCommands.page().ifPresent(page -> ImageEditor.show(page, next.get(), false));
        }
    }

    /** Offers the auto-labelers. */
    public static final class Choose extends OnSet {
        @Override
        void run() {
            AutoLabelBar.open();
        }
    }
}
