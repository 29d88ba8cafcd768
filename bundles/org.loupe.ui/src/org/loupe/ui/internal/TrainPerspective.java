package org.loupe.ui.internal;

import org.eclipse.ui.IFolderLayout;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPerspectiveFactory;

/**
 * Train: trainings, models and health on the left, how good the one is in the middle, its parameters, or why it decides
 * so, on the right, examples below.
 */
public final class TrainPerspective implements IPerspectiveFactory {

    /** Id of the perspective. */
    public static final String ID = "org.loupe.ui.perspective.train";

    @Override
    public void createInitialLayout(IPageLayout page) {
        page.setEditorAreaVisible(true);
        Layout layout = new Layout(page);
        String centre = page.getEditorArea();
        IFolderLayout left = page.createFolder("org.loupe.ui.folder.models", IPageLayout.LEFT, 0.24f, centre);
        layout.add(left, Ids.TRAININGS_VIEW, Ids.MODELS_VIEW, Ids.PROJECT_VIEW);
        layout.add(page.createFolder("org.loupe.ui.folder.health", IPageLayout.BOTTOM, 0.7f,
                "org.loupe.ui.folder.models"), Ids.HEALTH_VIEW);
        layout.add(page.createFolder(Layout.FOUND, IPageLayout.BOTTOM, 0.72f, centre), Ids.SWEEPS_VIEW,
                Ids.EVALUATION_VIEW, Ids.MODEL_EXAMPLES_VIEW, Ids.PROBLEMS_VIEW, Ids.PROGRESS_VIEW);
        IFolderLayout right = page.createFolder(Layout.RIGHT, IPageLayout.RIGHT, 0.68f, centre);
        layout.add(right, Ids.TRAINED_WITH_VIEW, Ids.DECISION_VIEW, Ids.PROPERTIES_VIEW);
        right.addPlaceholder(Ids.HELP_VIEW);
        right.addPlaceholder(Ids.GUIDE_VIEW);
        layout.offer(Ids.SWEEPS_VIEW, Ids.TRAININGS_VIEW, Ids.HEALTH_VIEW, Ids.TRAINED_WITH_VIEW, Ids.MODELS_VIEW, Ids.EVALUATION_VIEW, Ids.MODEL_EXAMPLES_VIEW, Ids.DECISION_VIEW, Ids.PROJECT_VIEW, Ids.PROBLEMS_VIEW,
                Ids.PROGRESS_VIEW);
        page.addPerspectiveShortcut(InspectPerspective.ID);
    }
}
