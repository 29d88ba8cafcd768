package org.loupe.workspace.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.emf.common.util.EList;
import org.loupe.api.Detector;
import org.loupe.api.Segmenter;
import org.loupe.api.Tool;
import org.loupe.api.ToolException;
import org.loupe.engine.Classify;
import org.loupe.engine.Options;
import org.loupe.engine.Place;
import org.loupe.engine.Policy;
import org.loupe.engine.Progress;
import org.loupe.engine.Recipe;
import org.loupe.engine.Registry;
import org.loupe.engine.Stack;
import org.loupe.engine.features.FeatureSet;
import org.loupe.engine.learning.Augmentation;
import org.loupe.engine.learning.TrainingSettings;
import org.loupe.engine.stack.ClassTree;
import org.loupe.engine.stack.StackSummary;
import org.loupe.engine.stack.StackTraining;
import org.loupe.model.LoupeFactory;
import org.loupe.model.ModelEntry;
import org.loupe.model.Project;
import org.loupe.model.RecipeStep;
import org.loupe.model.Route;
import org.loupe.workspace.Inspections;
import org.loupe.workspace.internal.SafeFile;
import org.loupe.workspace.internal.Sha256;

/** Trains stacks of classifiers and keeps their models. */
public final class Stacks {
    /** Folder of a project's models. */
    public static final String FOLDER = "models";
    /** Name of the recipe's copy beside its models, which it names relative to itself. */
    public static final String RECIPE = "recipe.json";
    /** Name of the file that holds the figures of a training, beside its models. */
    public static final String REPORT = "report.json";

    private Stacks() {
    }

    /**
     * What came of a training.
     *
     * @param stack   the levels
     * @param folder  of the models, new for each training: runs of earlier ones can still be checked, and undone
     *                trainings still be used
     * @param files   by level: the model's file; {@code null} for a level that is not trained
     * @param hashes  by level: SHA-256 of the file, or ""
     * @param trainer id of the tool that learned
     * @param summary out of sample
     */
    public record Trained(Stack stack, Path folder, List<Path> files, List<String> hashes, String trainer,
            StackSummary summary) {

        /** The recipe with its models. */
        public Recipe recipe() {
            return stack.trained(files);
        }
    }

    /**
     * Trains all levels of a recipe and writes their models, the recipe with them, and the report into a new folder
     * {@code parent/0001}, {@code 0002}, …
     *
     * @param recipe  with whole paths, see {@link Recipe#located}
     * @param altered how copies of the objects are altered, to be learned from besides; {@link Augmentation#NONE} for
     *                none
     * @param parent  made if need be
     * @param finding told of the images, first
     * @param levels  told of the levels, then
     * @throws ToolException if the recipe is no stack, the examples do not suffice, or the folder cannot be written;
     *                       nothing has been written then
     * @throws java.util.concurrent.CancellationException once a progress is cancelled
     */
    public static Trained train(Recipe recipe, List<StackExamples.Image> images, Augmentation altered,
            TrainingSettings settings, Path parent, Registry registry, Options options, Progress finding,
            Progress levels) throws ToolException {
        Stack stack = Stack.of(recipe, registry, options.policy());
        StackExamples.Measured measured = StackExamples.measure(stack, images, altered, settings.seed(), registry,
                options, finding);
        StackTraining.Trained trained = StackTraining.train(stack, measured.columns(), measured.rows(), altered,
                settings, registry, levels);
        StackSummary summary = StackSummary.of(trained.report(), measured.notes(), measured.images());
        Path folder = Inspections.newFolder(parent, 1);
        List<Path> files = new ArrayList<>();
        List<String> hashes = new ArrayList<>();
        try {
            for (int level = 0; level < stack.levels().size(); level++) {
                Path file = trained.models().get(level) == null ? null
                        : folder.resolve(fileName(stack.levels().get(level)));
                if (file != null)
                    trained.models().get(level).write(file);
                files.add(file);
                hashes.add(file == null ? "" : Sha256.of(file, levels::cancelled));
            }
            Files.writeString(folder.resolve(REPORT), summary.toJson());
            stack.trained(files.stream().map(f -> f == null ? null : f.getFileName()).toList())
                    .write(folder.resolve(RECIPE));
        } catch (IOException e) {
            throw SafeFile.unwritable(folder, e);
        }
        return new Trained(stack, folder, files, hashes, settings.trainer(), summary);
    }

    private static String fileName(Stack.Level level) {
        return level.name().replaceAll("[^\\p{L}\\p{N}._-]+", "-") + ".model";
    }

    /**
     * The stack that tells classes apart, yet to be trained.
     *
     * @param name     of the recipe
     * @param finder   recipe whose steps up to its detector find the objects; empty if each image shows one
     * @param features what the objects are measured with
     */
    public static Recipe recipe(String name, ClassTree classes, Optional<Recipe> finder, FeatureSet features,
            Registry registry) {
        List<org.loupe.engine.RecipeStep> steps = new ArrayList<>();
        if (finder.isEmpty())
            steps.addAll(List.of(org.loupe.engine.RecipeStep.of("loupe.grey"),
                    org.loupe.engine.RecipeStep.of("loupe.whole-image")));
        else
            for (org.loupe.engine.RecipeStep step : finder.get().steps()) {
                steps.add(step);
                if (finds(step, registry))
                    break;
            }
        features.blocks().forEach(b -> steps.add(org.loupe.engine.RecipeStep.of(b.tool(), b.params())));
        return classes.recipe(name, steps);
    }

    /** Whether a step finds objects. */
    public static boolean finds(org.loupe.engine.RecipeStep step, Registry registry) {
        try {
            Tool<?, ?, ?> tool = registry.find(step.tool(), Policy.AUTO).tool();
            return step.enabled() && (tool instanceof Detector || tool instanceof Segmenter);
        } catch (ToolException e) {
            return false;
        }
    }

    /** Folder of the trainings of a recipe of a project. */
    public static Path folder(Path project, String recipe) {
        return project.resolve(FOLDER).resolve(recipe.replaceAll("[^\\p{L}\\p{N}._-]+", "-"));
    }

    /**
     * Puts the models into a recipe of a project and lists them there. For the thread that edits the model, within one
     * change.
     *
     * @param recipe  the one that was trained, with the same steps as then
     * @param project folder of the project that the models are named relative to
     * @throws ToolException if the recipe's steps have been changed since
     */
    public static void apply(Trained trained, org.loupe.model.Recipe recipe, Project model, Path project)
            throws ToolException {
        List<RecipeStep> steps = new ArrayList<>();
        for (Stack.Level level : trained.stack.levels())
            steps.add(step(recipe.getSteps(), level));
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        for (int level = 0; level < steps.size(); level++)
            if (trained.files.get(level) != null) {
                String file = project.relativize(trained.files.get(level)).toString().replace('\\', '/');
                steps.get(level).getParams().put(Classify.MODEL, file);
                ModelEntry entry = LoupeFactory.eINSTANCE.createModelEntry();
                entry.setName(recipe.getName() + " " + trained.stack.levels().get(level).name());
                entry.setFile(file);
                entry.setTrainer(trained.trainer);
                entry.setSha256(trained.hashes.get(level));
                entry.setCreated(now);
                model.getModels().add(entry);
            }
    }

    private static RecipeStep step(EList<RecipeStep> chain, Stack.Level level) throws ToolException {
        RecipeStep step = null;
        for (Place.Turn turn : level.place()) {
            EList<RecipeStep> in = step == null ? chain : step.getRoutes().stream()
                    .filter(r -> r.getClassName().equals(turn.route())).findFirst().map(Route::getSteps).orElse(null);
            step = in == null || turn.step() >= in.size() ? null : in.get(turn.step());
            if (step == null)
                break;
        }
        if (step == null || level.learned() && !step.getTool().equals(Classify.ID))
            throw new ToolException("The recipe was changed while it was trained: level " + level.name()
                    + " is no longer where it was.", "Train it again.");
        return step;
    }

    /** The report of the training that a recipe's first model is of; empty if there is none. Reads a file. */
    public static Optional<StackSummary> summary(Recipe located) {
        return model(located.steps()).map(file -> Path.of(file).resolveSibling(REPORT)).filter(Files::isRegularFile)
                .flatMap(file -> {
                    try {
                        return Optional.of(StackSummary.parse(Files.readString(file)));
                    } catch (IOException | ToolException e) {
                        return Optional.empty(); // the models work without it
                    }
                });
    }

    private static Optional<String> model(List<org.loupe.engine.RecipeStep> chain) {
        return chain.stream().filter(s -> s.tool().equals(Classify.ID)).map(s -> s.params().get(Classify.MODEL))
                .filter(m -> m instanceof String text && !text.isBlank()).map(String.class::cast).findFirst();
    }
}
