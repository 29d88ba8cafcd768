package org.loupe.ui.internal;

import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPerspectiveFactory;

/** No project is open: the start page and nothing else. */
public final class StartPerspective implements IPerspectiveFactory {

    /** Id of the perspective. */
    public static final String ID = "org.loupe.ui.perspective.start";

    @Override
    public void createInitialLayout(IPageLayout layout) {
        layout.setEditorAreaVisible(true);
        Layout.guide(layout, 0.8f, true);
        layout.addShowViewShortcut(Ids.GUIDE_VIEW);
        layout.addShowViewShortcut(Ids.HELP_VIEW);
    }
}
