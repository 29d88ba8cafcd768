package org.loupe.ui.internal;

import org.eclipse.ui.IFolderLayout;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPerspectiveFactory;

/** Review: the image beside its reference, what a limit would find or drop on the right, the mistakes below. */
public final class ReviewPerspective implements IPerspectiveFactory {

    /** Id of the perspective. */
    public static final String ID = "org.loupe.ui.perspective.review";

    @Override
    public void createInitialLayout(IPageLayout page) {
        page.setEditorAreaVisible(true);
        Layout layout = new Layout(page);
        String centre = page.getEditorArea();
        layout.add(page.createFolder(Layout.LEFT, IPageLayout.LEFT, 0.148f, centre), Ids.PROJECT_VIEW,
                Ids.IMAGES_VIEW);
        IFolderLayout right = page.createFolder(Layout.RIGHT, IPageLayout.RIGHT, 0.58f, centre);
        layout.add(right, Ids.THRESHOLD_VIEW, Ids.CONFUSION_VIEW, Ids.CURVE_VIEW, Ids.PROPERTIES_VIEW);
        right.addPlaceholder(Ids.HELP_VIEW);
        layout.add(page.createFolder(Layout.FOUND, IPageLayout.BOTTOM, 0.66f, centre), Ids.MISTAKES_VIEW,
                Ids.RESULTS_VIEW, Ids.RUNS_VIEW, Ids.PROBLEMS_VIEW, Ids.PROGRESS_VIEW);
        Layout.guide(page, 0.68f, false);
        layout.offer(Ids.PROJECT_VIEW, Ids.RUNS_VIEW, Ids.IMAGES_VIEW, Ids.THRESHOLD_VIEW, Ids.CONFUSION_VIEW,
                Ids.CURVE_VIEW, Ids.MISTAKES_VIEW, Ids.RESULTS_VIEW, Ids.PROBLEMS_VIEW, Ids.PROGRESS_VIEW,
                Ids.RECIPE_VIEW);
        page.addPerspectiveShortcut(InspectPerspective.ID);
    }
}
