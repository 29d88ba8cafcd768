package org.loupe.ui.internal;

import org.eclipse.ui.IFolderLayout;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPerspectiveFactory;

/** Cluster: the tree on the left, the clusters in the middle, their plane and outliers on the right, features below. */
public final class ClusterPerspective implements IPerspectiveFactory {

    /** Id of the perspective. */
    public static final String ID = "org.loupe.ui.perspective.cluster";
    private static final String PLANE = "org.loupe.ui.folder.plane";

    @Override
    public void createInitialLayout(IPageLayout page) {
        page.setEditorAreaVisible(true);
        Layout layout = new Layout(page);
        String centre = page.getEditorArea();
        IFolderLayout right = page.createFolder(Layout.RIGHT, IPageLayout.RIGHT, 0.725f, centre);
        layout.add(right, Ids.EMBEDDING_VIEW, Ids.PROPERTIES_VIEW);
        right.addPlaceholder(Ids.HELP_VIEW);
        layout.add(page.createFolder(PLANE, IPageLayout.BOTTOM, 0.51f, Layout.RIGHT), Ids.OUTLIERS_VIEW,
                Ids.SIMILAR_VIEW);
        layout.add(page.createFolder(Layout.FOUND, IPageLayout.BOTTOM, 0.8f, centre), Ids.CLUSTERINGS_VIEW,
                Ids.RESULTS_VIEW, Ids.PROBLEMS_VIEW, Ids.PROGRESS_VIEW);
        IFolderLayout left = page.createFolder("org.loupe.ui.folder.tree", IPageLayout.LEFT, 0.265f, centre);
        layout.add(left, Ids.DENDROGRAM_VIEW, Ids.PROJECT_VIEW);
        left.addPlaceholder(Ids.IMAGES_VIEW);
        Layout.guide(page, 0.7f, false);
        layout.offer(Ids.DENDROGRAM_VIEW, Ids.EMBEDDING_VIEW, Ids.OUTLIERS_VIEW, Ids.SIMILAR_VIEW,
                Ids.CLUSTERINGS_VIEW, Ids.PROJECT_VIEW, Ids.RESULTS_VIEW, Ids.GALLERY_VIEW, Ids.IMAGES_VIEW,
                Ids.PROBLEMS_VIEW, Ids.PROGRESS_VIEW);
        page.addPerspectiveShortcut(LabelPerspective.ID);
    }
}
