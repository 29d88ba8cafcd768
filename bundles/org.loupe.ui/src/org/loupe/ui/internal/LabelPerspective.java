package org.loupe.ui.internal;

import org.eclipse.ui.IFolderLayout;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPerspectiveFactory;

/** Label: the tiles on the left, the image in the middle, classes and labels on the right, iterations below. */
public final class LabelPerspective implements IPerspectiveFactory {

    /** Id of the perspective. */
    public static final String ID = "org.loupe.ui.perspective.label";

    @Override
    public void createInitialLayout(IPageLayout page) {
        page.setEditorAreaVisible(true);
        Layout layout = new Layout(page);
        String centre = page.getEditorArea();
        IFolderLayout left = page.createFolder("org.loupe.ui.folder.tiles", IPageLayout.LEFT, 0.142f, centre);
        layout.add(left, Ids.TILES_VIEW);
        left.addPlaceholder(Ids.PROJECT_VIEW);
        left.addPlaceholder(Ids.IMAGES_VIEW);
        IFolderLayout right = page.createFolder(Layout.RIGHT, IPageLayout.RIGHT, 0.745f, centre);
        layout.add(right, Ids.CLASSES_VIEW, Ids.LABEL_BOOK_VIEW);
        right.addPlaceholder(Ids.PROPERTIES_VIEW);
        right.addPlaceholder(Ids.HELP_VIEW);
        layout.add(page.createFolder("org.loupe.ui.folder.labels", IPageLayout.BOTTOM, 0.68f, Layout.RIGHT),
                Ids.TILE_LABELS_VIEW, Ids.LABEL_HISTORY_VIEW);
        layout.add(page.createFolder(Layout.FOUND, IPageLayout.BOTTOM, 0.75f, centre), Ids.ITERATIONS_VIEW,
                Ids.SUSPECTS_VIEW, Ids.LABEL_REVIEW_VIEW, Ids.SPLITS_VIEW, Ids.PROGRESS_VIEW);
        layout.offer(Ids.TILES_VIEW, Ids.CLASSES_VIEW, Ids.LABEL_BOOK_VIEW, Ids.TILE_LABELS_VIEW,
                Ids.LABEL_HISTORY_VIEW, Ids.ITERATIONS_VIEW, Ids.SUSPECTS_VIEW, Ids.LABEL_REVIEW_VIEW, Ids.SPLITS_VIEW,
                Ids.PROJECT_VIEW, Ids.IMAGES_VIEW, Ids.GALLERY_VIEW, Ids.RESULTS_VIEW, Ids.PROGRESS_VIEW);
        Layout.guide(page, 0.74f, false);
        page.addPerspectiveShortcut(InspectPerspective.ID);
    }
}
