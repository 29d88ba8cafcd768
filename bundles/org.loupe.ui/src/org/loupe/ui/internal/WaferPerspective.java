package org.loupe.ui.internal;

import org.eclipse.ui.IFolderLayout;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPerspectiveFactory;

/** Wafer: the lot on the left, the map in the middle, die and zones on the right, figures below. */
public final class WaferPerspective implements IPerspectiveFactory {

    /** Id of the perspective. */
    public static final String ID = "org.loupe.ui.perspective.wafer";

    @Override
    public void createInitialLayout(IPageLayout page) {
        page.setEditorAreaVisible(true);
        Layout layout = new Layout(page);
        String centre = page.getEditorArea();
        IFolderLayout left = page.createFolder("org.loupe.ui.folder.lot", IPageLayout.LEFT, 0.148f, centre);
        layout.add(left, Ids.LOT_VIEW, Ids.PROJECT_VIEW);
        left.addPlaceholder(Ids.IMAGES_VIEW);
        layout.add(page.createFolder(Layout.FOUND, IPageLayout.BOTTOM, 0.78f, centre), Ids.WAFER_STATISTICS_VIEW,
                Ids.RESULTS_VIEW, Ids.WAFER_REPORT_VIEW, Ids.PROBLEMS_VIEW, Ids.PROGRESS_VIEW);
        IFolderLayout right = page.createFolder(Layout.RIGHT, IPageLayout.RIGHT, 0.54f, centre);
        layout.add(right, Ids.DIE_VIEW, Ids.ZONES_VIEW, Ids.PROPERTIES_VIEW);
        right.addPlaceholder(Ids.HELP_VIEW);
        right.addPlaceholder(Ids.GUIDE_VIEW);
        layout.offer(Ids.LOT_VIEW, Ids.PROJECT_VIEW, Ids.DIE_VIEW, Ids.ZONES_VIEW, Ids.WAFER_STATISTICS_VIEW,
                Ids.WAFER_REPORT_VIEW, Ids.RESULTS_VIEW, Ids.GALLERY_VIEW, Ids.IMAGES_VIEW, Ids.PROBLEMS_VIEW,
                Ids.PROGRESS_VIEW);
        page.addPerspectiveShortcut(InspectPerspective.ID);
    }
}
