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
    /** The runs of the project. */
    public static final String RUNS_VIEW = "org.loupe.ui.view.runs";
    /** How good the stack of classifiers is. */
    public static final String STACK_VIEW = "org.loupe.ui.viewer.view.stack";
    /** Trains all levels of the recipe. */
    public static final String STACK_TRAIN = "org.loupe.ui.stack.train";
    /** What there is to know about the chosen thing. */
    public static final String PROPERTIES_VIEW = "org.eclipse.ui.views.PropertySheet";
    /** How a feature is distributed. */
    public static final String HISTOGRAM_VIEW = "org.loupe.ui.viewer.view.histogram";
    /** Two features against each other. */
    public static final String SCATTER_VIEW = "org.loupe.ui.viewer.view.scatter";
    /** What a limit costs: overkill and escape. */
    public static final String THRESHOLD_VIEW = "org.loupe.ui.viewer.view.threshold";
    /** Which class was taken for which. */
    public static final String CONFUSION_VIEW = "org.loupe.ui.viewer.view.confusion";
    /** Precision against recall. */
    public static final String CURVE_VIEW = "org.loupe.ui.viewer.view.curve";
    /** Escapes and overkill as pictures. */
    public static final String MISTAKES_VIEW = "org.loupe.ui.viewer.view.mistakes";
    /** What the focused part or tool is for. */
    public static final String HELP_VIEW = "org.loupe.ui.view.help";
    /** Guided work. */
    public static final String GUIDE_VIEW = "org.loupe.ui.view.guide";
    /** Shows the perspective Inspect. */
    public static final String INSPECT = "org.loupe.ui.window.inspect";
    /** Shows the perspective Review. */
    public static final String REVIEW = "org.loupe.ui.window.review";
    /** Shows the perspective Label. */
    public static final String LABEL = "org.loupe.ui.window.label";

    /** The tiles to label, in the order in which they are worked on. */
    public static final String TILES_VIEW = "org.loupe.ui.viewer.view.tiles";
    /** The classes of labels, and whether there are examples enough. */
    public static final String CLASSES_VIEW = "org.loupe.ui.viewer.view.classes";
    /** What a class means: definition and pictures. */
    public static final String LABEL_BOOK_VIEW = "org.loupe.ui.viewer.view.label-book";
    /** The labels of the tile in the viewer. */
    public static final String TILE_LABELS_VIEW = "org.loupe.ui.viewer.view.tile-labels";
    /** Who did what to the labels. */
    public static final String LABEL_HISTORY_VIEW = "org.loupe.ui.viewer.view.label-history";
    /** The iterations of the project. */
    public static final String ITERATIONS_VIEW = "org.loupe.ui.viewer.view.iterations";
    /** Labels that may be wrong. */
    public static final String SUSPECTS_VIEW = "org.loupe.ui.viewer.view.suspects";
    /** Where annotators disagree. */
    public static final String LABEL_REVIEW_VIEW = "org.loupe.ui.viewer.view.label-review";
    /** Which tiles train and which test. */
    public static final String SPLITS_VIEW = "org.loupe.ui.viewer.view.splits";
    /** The viewer has the focus while one labels. */
    public static final String LABEL_CONTEXT = "org.loupe.ui.context.label";
    /** The list of tiles has the focus. */
    public static final String TILES_CONTEXT = "org.loupe.ui.context.tiles";
    /** The image editor. */
    public static final String IMAGE_EDITOR = "org.loupe.ui.viewer.editor.image";

    /** What is new, gone and changed between two runs. */
    public static final String COMPARE_RUNS_EDITOR = "org.loupe.ui.viewer.editor.compare-runs";

    /** Runs the recipe on the image set. */
    public static final String RUN = "org.loupe.ui.run.set";
    /** Runs the recipe on the image in the viewer. */
    public static final String RUN_ONE = "org.loupe.ui.run.image";
    /** Runs the recipe of the last run, as it is now, on its images. */
    public static final String RUN_REPEAT = "org.loupe.ui.run.repeat";
    /** Shows what the chosen run found. */
    public static final String RUNS_SHOW = "org.loupe.ui.runs.show";
    /** Runs once more what the chosen run was. */
    public static final String RUNS_AGAIN = "org.loupe.ui.runs.again";
    /** Goes on with the chosen run. */
    public static final String RUNS_RESUME = "org.loupe.ui.runs.resume";
    /** Makes the chosen run again and compares. */
    public static final String RUNS_CHECK = "org.loupe.ui.runs.check";
    /** Compares the chosen two runs, or one with the run before. */
    public static final String RUNS_COMPARE = "org.loupe.ui.runs.compare";
    /** Opens the chosen run's folder. */
    public static final String RUNS_FOLDER = "org.loupe.ui.runs.folder";
    /** Takes the chosen runs off the project. */
    public static final String RUNS_DELETE = "org.loupe.ui.runs.delete";
    /** The list of runs has the focus. */
    public static final String RUNS_CONTEXT = "org.loupe.ui.context.runs";
    /** Stops what runs. */
    public static final String STOP = "org.loupe.ui.run.stop";
    /** Opens a project. */
    public static final String OPEN_PROJECT = "org.loupe.ui.file.openProject";
    /** Makes and opens the sample of board pairs. */
    public static final String OPEN_SAMPLE = "org.loupe.ui.file.openSample";
    /** Lists what is installed. */
    public static final String INSTALLED_TOOLS = "org.loupe.ui.help.tools";
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
    /** Lists the tools that can be added as steps. */
    public static final String STEP_ADD = "org.loupe.ui.recipe.add";
    /** Switches the chosen step on or off. */
    public static final String STEP_TOGGLE = "org.loupe.ui.recipe.toggle";
    /** Switches the live preview on or off. */
    public static final String PREVIEW = "org.loupe.ui.recipe.preview";
    /** The context menu of the list of steps. */
    public static final String STEPS_MENU = "org.loupe.ui.recipe.steps";
    /** Copies the selected line of two recipes from left to right. */
    public static final String COPY_RIGHT = "org.loupe.ui.recipe.copyRight";
    /** Two recipes side by side have the focus. */
    public static final String COMPARE_CONTEXT = "org.loupe.ui.context.compareRecipes";
    /** Two recipes side by side. */
    public static final String COMPARE_RECIPES_EDITOR = "org.loupe.ui.editor.compare-recipes";
    /** The list of steps has the focus. */
    public static final String STEPS_CONTEXT = "org.loupe.ui.context.steps";

    /** Makes a recipe. */
    public static final String NEW_RECIPE = "org.loupe.ui.file.newRecipe";
    /** Adds images to the project. */
    public static final String IMPORT = "org.loupe.ui.file.import";
    /** Writes a run for other programs. */
    public static final String EXPORT = "org.loupe.ui.file.export";
    /** Writes a run for people. */
    public static final String REPORT = "org.loupe.ui.file.report";
    /** Saves now. */
    public static final String SAVE = "org.loupe.ui.file.save";
    /** Shows what is chosen in the project's tree. */
    public static final String PROJECT_OPEN = "org.loupe.ui.project.open";
    /** The project's tree has the focus. */
    public static final String PROJECT_CONTEXT = "org.loupe.ui.context.project";

    /** The map of a wafer or panel. */
    public static final String WAFER_EDITOR = "org.loupe.ui.viewer.editor.wafer";
    /** The defects of the chosen die, as pictures and as a table. */
    public static final String DIE_VIEW = "org.loupe.ui.viewer.view.die";
    /** How defects spread over the rings and sectors of the wafer. */
    public static final String ZONES_VIEW = "org.loupe.ui.viewer.view.zones";
    /** The wafers of a lot as small maps. */
    public static final String LOT_VIEW = "org.loupe.ui.viewer.view.lot";
    /** Figures of the wafer and of its lot. */
    public static final String WAFER_STATISTICS_VIEW = "org.loupe.ui.viewer.view.wafer-statistics";
    /** What was read of a wafer's file, and what was not. */
    public static final String WAFER_REPORT_VIEW = "org.loupe.ui.viewer.view.wafer-report";
    /** Shows the perspective Wafer. */
    public static final String WAFER = "org.loupe.ui.window.wafer";
    /** Opens the map of the chosen wafer. */
    public static final String WAFER_OPEN = "org.loupe.ui.wafer.open";
    /** Brings wafers into the project. */
    public static final String WAFER_IMPORT = "org.loupe.ui.wafer.import";
    /** Writes a wafer for other programs. */
    public static final String WAFER_EXPORT = "org.loupe.ui.wafer.export";
    /** The small maps have the focus. */
    public static final String LOT_CONTEXT = "org.loupe.ui.context.lot";
    /** The map has the focus. */
    public static final String WAFER_CONTEXT = "org.loupe.ui.context.wafer";

    /** The tree of a clustering, with the line that cuts it. */
    public static final String DENDROGRAM_VIEW = "org.loupe.ui.viewer.view.dendrogram";
    /** The clusters of a clustering with their crops. */
    public static final String CLUSTERS_EDITOR = "org.loupe.ui.viewer.editor.clusters";
    /** Where crops lie among each other. */
    public static final String EMBEDDING_VIEW = "org.loupe.ui.viewer.view.embedding";
    /** Crops of no cluster. */
    public static final String OUTLIERS_VIEW = "org.loupe.ui.viewer.view.outliers";
    /** Defects of the project that are like the chosen ones. */
    public static final String SIMILAR_VIEW = "org.loupe.ui.viewer.view.similar";
    /** What crops are described by, and the clusterings that were made. */
    public static final String CLUSTERINGS_VIEW = "org.loupe.ui.viewer.view.clusterings";
    /** Shows the perspective Cluster. */
    public static final String CLUSTER = "org.loupe.ui.window.cluster";
    /** Asks what is to be clustered. */
    public static final String CLUSTER_NEW = "org.loupe.ui.cluster.new";
    /** Shows the chosen clustering. */
    public static final String CLUSTER_OPEN = "org.loupe.ui.cluster.open";

    /** The models of the project. */
    public static final String MODELS_VIEW = "org.loupe.ui.viewer.view.models";
    /** How good a model is. */
    public static final String MODEL_EDITOR = "org.loupe.ui.viewer.editor.model";
    /** Two models on the same examples. */
    public static final String MODEL_COMPARISON_EDITOR = "org.loupe.ui.viewer.editor.model-comparison";
    /** The examples behind a figure of a model. */
    public static final String MODEL_EXAMPLES_VIEW = "org.loupe.ui.viewer.view.model-examples";
    /** Why a model decided so. */
    public static final String DECISION_VIEW = "org.loupe.ui.viewer.view.decision";
    /** Shows the perspective Train. */
    public static final String TRAIN = "org.loupe.ui.window.train";
    /** Asks what is to be learned. */
    public static final String MODEL_NEW = "org.loupe.ui.model.new";
    /** Parameters of it: the trainer of the net that is proposed, and its epochs. */
    public static final String MODEL_NEW_NET = MODEL_NEW + ".net", MODEL_NEW_EPOCHS = MODEL_NEW + ".epochs";
    /** Shows the chosen model. */
    public static final String MODEL_OPEN = "org.loupe.ui.model.open";
    /** Compares two models. */
    public static final String MODEL_COMPARE = "org.loupe.ui.model.compare";
    /** Adds the chosen model to the recipe. */
    public static final String MODEL_TO_RECIPE = "org.loupe.ui.model.toRecipe";
    /** Gives the chosen model another name. */
    public static final String MODEL_RENAME = "org.loupe.ui.model.rename";
    /** Takes the chosen models out of the project. */
    public static final String MODEL_DELETE = "org.loupe.ui.model.delete";
    /** The trainings of the project. */
    public static final String TRAININGS_VIEW = "org.loupe.ui.viewer.view.trainings";
    /** What shows that a training goes wrong. */
    public static final String HEALTH_VIEW = "org.loupe.ui.viewer.view.health";
    /** What a training was asked for. */
    public static final String TRAINED_WITH_VIEW = "org.loupe.ui.viewer.view.trained-with";
    /** How a training goes, or went. */
    public static final String NET_EDITOR = "org.loupe.ui.viewer.editor.net";
    /** Shows the latest training. */
    public static final String TRAINING_SHOW = "org.loupe.ui.training.show";
    /** Ends the training with the best so far. */
    public static final String TRAINING_END = "org.loupe.ui.training.end";
    /** Interrupts the training. */
    public static final String TRAINING_PAUSE = "org.loupe.ui.training.pause";
    /** Goes on with the training. */
    public static final String TRAINING_RESUME = "org.loupe.ui.training.resume";
    /** Ends the training; nothing is kept. */
    public static final String TRAINING_DISCARD = "org.loupe.ui.training.discard";
    /** Writes the chosen net as ONNX. */
    public static final String MODEL_EXPORT = "org.loupe.ui.model.export";
    /** Has the chosen net propose labels. */
    public static final String MODEL_AUTO_LABELER = "org.loupe.ui.model.autoLabeler";
    /** The sweeps of the project. */
    public static final String SWEEPS_VIEW = "org.loupe.ui.viewer.view.sweeps";
    /** What the settings of a sweep find. */
    public static final String SWEEP_EDITOR = "org.loupe.ui.viewer.editor.sweep";
    /** Asks what a sweep tries. */
    public static final String SWEEP_NEW = "org.loupe.ui.sweep.new";
    /** Shows what the settings of the sweep find. */
    public static final String SWEEP_SHOW = "org.loupe.ui.sweep.show";
    /** Goes on with the sweep. */
    public static final String SWEEP_RESUME = "org.loupe.ui.sweep.resume";
    /** Ends the sweep; it can go on later. */
    public static final String SWEEP_STOP = "org.loupe.ui.sweep.stop";
    /** Does again what failed. */
    public static final String SWEEP_AGAIN = "org.loupe.ui.sweep.again";
    /** Trains a net with the chosen setting. */
    public static final String SWEEP_TRAIN = "org.loupe.ui.sweep.train";
    /** Copies the chosen setting. */
    public static final String SWEEP_COPY = "org.loupe.ui.sweep.copy";
    /** Writes the sweep as CSV. */
    public static final String SWEEP_EXPORT = "org.loupe.ui.sweep.export";
    /** Opens the report of the sweep. */
    public static final String SWEEP_REPORT = "org.loupe.ui.sweep.report";
    /** Deletes the sweep. */
    public static final String SWEEP_DELETE = "org.loupe.ui.sweep.delete";
    /** A part of sweeps has the focus. */
    public static final String SWEEP_CONTEXT = "org.loupe.ui.context.sweep";
    /** How right a trained net is on labelled images. */
    public static final String EVALUATION_VIEW = "org.loupe.ui.viewer.view.evaluation";
    /** Tries the chosen net on labelled images. */
    public static final String MODEL_EVALUATE = "org.loupe.ui.model.evaluate";
    /** A part of models has the focus. */
    public static final String MODEL_CONTEXT = "org.loupe.ui.context.model";

    private Ids() {
    }
}
