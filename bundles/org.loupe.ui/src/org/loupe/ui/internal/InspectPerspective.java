package org.loupe.ui.internal;

import org.eclipse.ui.IFolderLayout;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPerspectiveFactory;

/** Inspect: the image in the middle, what there is on the left, the recipe on the right, what was found below. */
public final class InspectPerspective implements IPerspectiveFactory {

    /** Id of the perspective. */
    public static final String ID = "org.loupe.ui.perspective.inspect";

    @Override
    public void createInitialLayout(IPageLayout page) {
        page.setEditorAreaVisible(true);
        Layout layout = new Layout(page);
        String centre = page.getEditorArea();
        layout.add(page.createFolder("org.loupe.ui.folder.project", IPageLayout.LEFT, 0.148f, centre),
                Ids.PROJECT_VIEW);
        layout.add(page.createFolder("org.loupe.ui.folder.images", IPageLayout.BOTTOM, 0.60f,
                "org.loupe.ui.folder.project"), Ids.IMAGES_VIEW);
        IFolderLayout right = page.createFolder(Layout.RIGHT, IPageLayout.RIGHT, 0.712f, centre);
        layout.add(right, Ids.RECIPE_VIEW, Ids.PROPERTIES_VIEW);
        right.addPlaceholder(Ids.HELP_VIEW);
        IFolderLayout found = page.createFolder(Layout.FOUND, IPageLayout.BOTTOM, 0.68f, centre);
        layout.add(found, Ids.RESULTS_VIEW, Ids.RUNS_VIEW, Ids.PROBLEMS_VIEW, Ids.PROGRESS_VIEW, Ids.HISTOGRAM_VIEW);
        found.addPlaceholder(Ids.STACK_VIEW);
        layout.add(page.createFolder("org.loupe.ui.folder.pictures", IPageLayout.RIGHT, 0.66f, Layout.FOUND),
                Ids.GALLERY_VIEW, Ids.SCATTER_VIEW);
        Layout.guide(page, 0.74f, false);
        layout.offer(Ids.PROJECT_VIEW, Ids.RUNS_VIEW, Ids.IMAGES_VIEW, Ids.RECIPE_VIEW, Ids.RESULTS_VIEW,
                Ids.PROBLEMS_VIEW, Ids.PROGRESS_VIEW, Ids.HISTOGRAM_VIEW, Ids.GALLERY_VIEW, Ids.SCATTER_VIEW);
        page.addPerspectiveShortcut(ReviewPerspective.ID);
    }
}
