package org.loupe.ui.internal;

import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPerspectiveFactory;

/** The perspective that Loupe opens with. */
public final class InspectionPerspective implements IPerspectiveFactory {
    @Override public void createInitialLayout(IPageLayout layout) {
        layout.addView("org.eclipse.ui.views.ProgressView", IPageLayout.BOTTOM, 0.75f, IPageLayout.ID_EDITOR_AREA);
    }
}
