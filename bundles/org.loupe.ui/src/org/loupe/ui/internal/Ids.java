package org.loupe.ui.internal;

/** Ids that plugin.xml and code share; they never change, since layouts and key bindings are kept under them. */
public final class Ids {
    /** The project's tree. */
    public static final String PROJECT_VIEW = "org.loupe.ui.view.project";
    /** The images of a set. */
    public static final String IMAGES_VIEW = "org.loupe.ui.viewer.view.images";
    /** The recipe: its steps and their parameters. */
    public static final String RECIPE_VIEW = "org.loupe.ui.view.recipe";
    /** What a run found, as a table. */
    public static final String RESULTS_VIEW = "org.loupe.ui.viewer.view.results";
    /** What a run found, as pictures. */
    public static final String GALLERY_VIEW = "org.loupe.ui.viewer.view.gallery";
    /** What is wrong with the recipe, and images that could not be inspected. */
    public static final String PROBLEMS_VIEW = "org.loupe.ui.view.problems";
    /** The platform's list of jobs. */
    public static final String PROGRESS_VIEW = "org.eclipse.ui.views.ProgressView";
    /** The platform's log. */
    public static final String LOG_VIEW = "org.eclipse.pde.runtime.LogView";
    /** The image editor. */
    public static final String IMAGE_EDITOR = "org.loupe.ui.viewer.editor.image";

    /** Runs the recipe on the image set. */
    public static final String RUN = "org.loupe.ui.run.set";
    /** Runs the recipe on the image in the viewer. */
    public static final String RUN_ONE = "org.loupe.ui.run.image";
    /** Stops what runs. */
    public static final String STOP = "org.loupe.ui.run.stop";
    /** Opens a project. */
    public static final String OPEN_PROJECT = "org.loupe.ui.file.openProject";
    /** Makes and opens the sample of board pairs. */
    public static final String OPEN_SAMPLE = "org.loupe.ui.file.openSample";
    /** Shows the start page. */
    public static final String START = "org.loupe.ui.help.start";

    /** Makes a project of a folder of images. */
    public static final String INSPECT_FOLDER = "org.loupe.ui.file.inspectFolder";
    /** Moves the chosen step up. */
    public static final String STEP_UP = "org.loupe.ui.recipe.up";
    /** Moves the chosen step down. */
    public static final String STEP_DOWN = "org.loupe.ui.recipe.down";
    /** Copies the chosen step. */
    public static final String STEP_DUPLICATE = "org.loupe.ui.recipe.duplicate";
    /** Takes the chosen step out. */
    public static final String STEP_DELETE = "org.loupe.ui.recipe.delete";
    /** The list of steps has the focus. */
    public static final String STEPS_CONTEXT = "org.loupe.ui.context.steps";

    private Ids() {
    }
}
