package org.loupe.ui.internal;

import org.eclipse.ui.IFolderLayout;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPerspectiveFactory;

/** Inspect: the image in the middle, what there is on the left, the recipe on the right, what was found below. */
public final class InspectPerspective implements IPerspectiveFactory {

    /** Id of the perspective. */
    public static final String ID = "org.loupe.ui.perspective.inspect";

    @Override
    public void createInitialLayout(IPageLayout layout) {
        layout.setEditorAreaVisible(true);
        String centre = layout.getEditorArea();
        layout.addView(Ids.PROJECT_VIEW, IPageLayout.LEFT, 0.148f, centre);
        layout.addView(Ids.IMAGES_VIEW, IPageLayout.BOTTOM, 0.60f, Ids.PROJECT_VIEW);
        layout.addView(Ids.RECIPE_VIEW, IPageLayout.RIGHT, 0.712f, centre);
        IFolderLayout found = layout.createFolder("org.loupe.ui.folder.found", IPageLayout.BOTTOM, 0.68f, centre);
        found.addView(Ids.RESULTS_VIEW);
        found.addView(Ids.PROBLEMS_VIEW);
        found.addView(Ids.PROGRESS_VIEW);
        layout.addView(Ids.GALLERY_VIEW, IPageLayout.RIGHT, 0.66f, "org.loupe.ui.folder.found");
        for (String view : new String[] { Ids.PROJECT_VIEW, Ids.IMAGES_VIEW, Ids.RECIPE_VIEW, Ids.RESULTS_VIEW,
                Ids.GALLERY_VIEW, Ids.PROBLEMS_VIEW, Ids.PROGRESS_VIEW, Ids.LOG_VIEW })
            layout.addShowViewShortcut(view);
        for (String fixed : new String[] { Ids.PROJECT_VIEW, Ids.IMAGES_VIEW, Ids.RECIPE_VIEW, Ids.RESULTS_VIEW,
                Ids.GALLERY_VIEW, Ids.PROBLEMS_VIEW, Ids.PROGRESS_VIEW })
            layout.getViewLayout(fixed).setCloseable(false);
    }
}
