package org.loupe.ui.viewer.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.quickaccess.IQuickAccessComputerExtension;
import org.eclipse.ui.quickaccess.QuickAccessElement;
import org.loupe.engine.Item;
import org.loupe.ui.Icons;
import org.loupe.ui.Session;

/**
 * Finds images of the chosen set by a part of their name, for "Find command or view". It is asked on a thread of its
 * own; of very many that match, the first ones are enough, since what is typed next narrows them down.
 */
public final class ImageSearch implements IQuickAccessComputerExtension {
    private static final int LEAST_TYPED = 2, MOST = 100;

    /** Made by the platform. */
    public ImageSearch() {
    }

    @Override
    public QuickAccessElement[] computeElements() {
        return new QuickAccessElement[0];
    }

    @Override
    public QuickAccessElement[] computeElements(String query, IProgressMonitor monitor) {
        List<Item> items = PlatformUI.getWorkbench().getDisplay().syncCall(
                () -> PlatformUI.getWorkbench().getService(Session.class).items());
        return find(items, query, monitor).stream().map(Found::new).toArray(QuickAccessElement[]::new);
    }

    /** The first images whose name contains what was typed, in their order; none while too little is typed. */
    static List<Item> find(List<Item> items, String typed, IProgressMonitor monitor) {
        String wanted = typed.strip().toLowerCase(Locale.ROOT);
        List<Item> found = new ArrayList<>();
        if (wanted.length() >= LEAST_TYPED)
            for (Item item : items) {
                if (found.size() == MOST || monitor.isCanceled())
                    break;
                if (item.name().toLowerCase(Locale.ROOT).contains(wanted))
                    found.add(item);
            }
        return found;
    }

    @Override
    public void resetState() {
        // nothing is kept between two queries
    }

    @Override
    public boolean needsRefresh() {
        return false;
    }

    /** An image that was found. */
    private static final class Found extends QuickAccessElement {
        private final Item item;

        Found(Item item) {
            this.item = item;
        }

        @Override
        public String getLabel() {
            return item.name();
        }

        @Override
        public ImageDescriptor getImageDescriptor() {
            return Icons.descriptor("image");
        }

        @Override
        public String getId() {
            return item.test() + "#" + item.page();
        }

        @Override
        public void execute() {
            IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
            if (window != null && window.getActivePage() != null)
                ImageEditor.show(window.getActivePage(), item, true);
        }
    }
}
