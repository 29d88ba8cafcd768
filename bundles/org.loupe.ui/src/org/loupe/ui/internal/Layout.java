package org.loupe.ui.internal;

import java.util.List;

import org.eclipse.ui.IFolderLayout;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IViewLayout;
import org.eclipse.ui.PlatformUI;

/**
 * What the perspectives' layouts share. Views of bundles that are not installed leave their place free; the views of a
 * perspective cannot be closed by accident, only moved.
 */
final class Layout {
    /** Folder of the right column; below {@link Columns#WIDE} its views are tabs of {@link #FOUND}. */
    static final String RIGHT = "org.loupe.ui.folder.right";
    /** Folder at the foot of the window. */
    static final String FOUND = "org.loupe.ui.folder.found";
    /** Folder of the left column of Review, folded at first. */
    static final String LEFT = "org.loupe.ui.folder.left";
    private static final List<String> ON_WISH = List.of(Ids.PROPERTIES_VIEW, Ids.HELP_VIEW, Ids.LOG_VIEW,
            Ids.GUIDE_VIEW);

    private final IPageLayout layout;

    Layout(IPageLayout layout) {
        this.layout = layout;
    }

    /**
     * Makes room for the cheat sheet beside the editors, where it hides nothing that its steps speak of. To be called
     * after all other folders are made, so that the editors alone give it room.
     *
     * @param left share of their width that the editors keep
     * @param open whether it is open at first
     */
    static void guide(IPageLayout page, float left, boolean open) {
        if (open)
            page.addView(Ids.GUIDE_VIEW, IPageLayout.RIGHT, left, page.getEditorArea());
        else
            page.addPlaceholder(Ids.GUIDE_VIEW, IPageLayout.RIGHT, left, page.getEditorArea());
    }

    /** Opens views as tabs of a folder, the first one in front. */
    void add(IFolderLayout folder, String... views) {
        for (String view : views)
            if (PlatformUI.getWorkbench().getViewRegistry().find(view) == null) {
                folder.addPlaceholder(view);
            } else {
                folder.addView(view);
                IViewLayout one = layout.getViewLayout(view);
                if (one != null && !ON_WISH.contains(view))
                    one.setCloseable(false);
            }
    }

    /** Offers views in Window › Show view. */
    void offer(String... views) {
        for (String view : views)
            layout.addShowViewShortcut(view);
        for (String view : ON_WISH)
            layout.addShowViewShortcut(view);
    }
}
