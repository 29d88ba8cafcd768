package org.loupe.ui.viewer.internal;

import org.eclipse.ui.IViewPart;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;

/** What the commands of the gallery do. */
public final class GalleryCommands {
    static final String ORDER = "org.loupe.ui.gallery.order", REFERENCE = "org.loupe.ui.gallery.reference",
            LARGER = "org.loupe.ui.gallery.larger", SMALLER = "org.loupe.ui.gallery.smaller";

    private GalleryCommands() {
    }

    /** A command on the gallery of the window, if it is open. */
    abstract static class OnGallery extends ResultCommands.OnRun {
        @Override
        void run() {
            IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
            IViewPart part = window == null ? null
                    : window.getActivePage().findView("org.loupe.ui.viewer.view.gallery");
            if (part instanceof GalleryView gallery)
                run(gallery);
        }

        abstract void run(GalleryView gallery);
    }

    /** Offers orders. */
    public static final class Order extends OnGallery {
        @Override
        void run(GalleryView gallery) {
            gallery.orderMenu();
        }
    }

    /** References beside or not. */
    public static final class Reference extends OnGallery {
        @Override
        void run(GalleryView gallery) {
            gallery.beside(!gallery.beside());
        }
    }

    /** Larger pictures. */
    public static final class Larger extends OnGallery {
        @Override
        void run(GalleryView gallery) {
            gallery.grow(1);
        }
    }

    /** Smaller pictures. */
    public static final class Smaller extends OnGallery {
        @Override
        void run(GalleryView gallery) {
            gallery.grow(-1);
        }
    }
}
