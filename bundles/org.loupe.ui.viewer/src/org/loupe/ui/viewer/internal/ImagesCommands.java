package org.loupe.ui.viewer.internal;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.swt.program.Program;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.handlers.HandlerUtil;
import org.loupe.engine.Item;
import org.loupe.ui.Session;

/** What the commands on the list of images do. */
public final class ImagesCommands {
    private static final String VIEW = "org.loupe.ui.viewer.view.images";

    private ImagesCommands() {
    }

    /** A command on the image that is selected and shown. */
    abstract static class OnImage extends AbstractHandler {

        static Session session() {
            return PlatformUI.getWorkbench().getService(Session.class);
        }

        @Override
        public boolean isEnabled() {
            return session().image().isPresent();
        }

        @Override
        public Object execute(ExecutionEvent event) throws ExecutionException {
            IWorkbenchPage page = HandlerUtil.getActiveWorkbenchWindowChecked(event).getActivePage();
            session().image().ifPresent(image -> run(page, image));
            return null;
        }

        abstract void run(IWorkbenchPage page, Item image);
    }

    /** Goes to the viewer. */
    public static final class Open extends OnImage {
        @Override
        void run(IWorkbenchPage page, Item image) {
            ImageEditor.show(page, image, true);
        }
    }

    /** Shows the folder of the file in the system's own window. */
    public static final class ShowFile extends OnImage {
        @Override
        void run(IWorkbenchPage page, Item image) {
            Program.launch(image.test().getParent().toString());
        }
    }

    /** Puts the cursor into the filter. */
    public static final class Filter extends AbstractHandler {
        @Override
        public Object execute(ExecutionEvent event) throws ExecutionException {
            try {
                if (HandlerUtil.getActiveWorkbenchWindowChecked(event).getActivePage()
                        .showView(VIEW) instanceof ImagesView view)
                    view.editFilter();
            } catch (PartInitException e) {
                throw new ExecutionException(e.getMessage(), e);
            }
            return null;
        }
    }
}
