package org.loupe.ui.viewer.internal.iterations;

import java.util.List;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.handlers.HandlerUtil;
import org.loupe.engine.Item;
import org.loupe.store.labels.Label;
import org.loupe.ui.Session;
import org.loupe.ui.viewer.internal.tiles.TileCommands;

/** The commands that send something to the example set. */
public final class ExampleCommands {
    static final String SEND = "org.loupe.ui.examples.send", TILE = "org.loupe.ui.examples.tile";

    private ExampleCommands() {
    }

    /** A command that sends something of a project that may be changed. */
    abstract static class Sends extends AbstractHandler {

        static Session session() {
            return PlatformUI.getWorkbench().getService(Session.class);
        }

        /** The images that are chosen where the focus is, else the one in the viewer. */
        static List<Item> images() {
            return TileCommands.tiles();
        }

        @Override
        public boolean isEnabled() {
            return PlatformUI.isWorkbenchRunning() && session().project().filter(p -> !p.readOnly()).isPresent()
                    && (!session().selection().isEmpty() || !images().isEmpty());
        }

        @Override
        public Object execute(ExecutionEvent event) throws ExecutionException {
            run(HandlerUtil.getActiveWorkbenchWindowChecked(event).getActivePage());
            return null;
        }

        abstract void run(IWorkbenchPage page);
    }

    /** Sends what is selected: labels, else defects, else the image. */
    public static final class Send extends Sends {
        @Override
        void run(IWorkbenchPage page) {
            List<Label> labels = session().desk().selected();
            if (!labels.isEmpty())
                SendExamples.labels(session(), page, labels);
            else if (!session().selection().isEmpty())
                SendExamples.defects(session(), page);
            else
                SendExamples.tiles(session(), page, images());
        }
    }

    /** Sends the image with all its labels. */
    public static final class Tile extends Sends {
        @Override
        public boolean isEnabled() {
            return super.isEnabled() && !images().isEmpty();
        }

        @Override
        void run(IWorkbenchPage page) {
            SendExamples.tiles(session(), page, images());
        }
    }
}
