package org.loupe.cli.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.loupe.api.ToolException;
import org.loupe.engine.ImageList;
import org.loupe.engine.Options;
import org.loupe.engine.Pairing;
import org.loupe.engine.Plural;
import org.loupe.engine.Recipe;
import org.loupe.engine.learning.Augmentation;
import org.loupe.engine.learning.TrainingSettings;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.RecipeModel;
import org.loupe.workspace.Recipes;
import org.loupe.workspace.crops.CropList;
import org.loupe.workspace.crops.CropSources;
import org.loupe.workspace.stack.StackExamples;
import org.loupe.workspace.stack.StackSource;
import org.loupe.workspace.stack.Stacks;

/** Trains all levels of a stack of classifiers, of a project or beside it. */
final class TrainStack {
    private final Console console;
    private final String recipe;
    private final Optional<NewStack> made;
    private final Augmentation altered;
    private final TrainingSettings settings;
    private final boolean quiet;

    /**
     * @param recipe  a shipped one, one of the project, or a file; the name of one that is made
     * @param made    how it is made; nothing if it is there
     * @param altered how copies of what is learned from are altered
     */
    TrainStack(Console console, String recipe, Optional<NewStack> made, Augmentation altered,
            TrainingSettings settings, boolean quiet) {
        this.console = console;
        this.recipe = recipe;
        this.made = made;
        this.altered = altered;
        this.settings = settings;
        this.quiet = quiet;
    }

    /**
     * Learns from a project, whose recipe of that name gets the models, or from a folder of images or crops.
     *
     * @param truth of the images; "" for a project's own labels and truth, and for crops, whose classes are told as
     *              those that a classifier learns from
     * @param out   folder of the models; {@code null} for the project's
     * @param json  whether machines read the report
     */
    int train(Path data, String truth, Path out, boolean json) throws Exception {
        if (ProjectFile.isProject(data) && truth.isBlank() && out == null)
            return ProjectAccess.write(data, console, project -> inProject(project, json));
        Recipe stack = made.isPresent() ? made.get().recipe(recipe, console.registry())
                : Recipes.load(recipe, console.registry());
        if (out == null)
            throw new ToolException("No folder is named for the models.", "Add --out FOLDER.");
        List<StackExamples.Image> images = new ArrayList<>();
        if (!truth.isBlank())
            images.addAll(StackExamples.truth(Console.path(truth), ImageList.find(List.of(data.toAbsolutePath()
                    .normalize()), Pairing.parse("auto"), console.registry())));
        else if (ProjectFile.isProject(data))
            ProjectAccess.read(data, console, project -> {
                images.addAll(new StackSource(project).read(console.registry()));
                return Console.OK;
            });
        else
            images.addAll(crops(CropSources.folder(data, console.registry())));
        return tell(train(stack, images, out), json);
    }

    private List<StackExamples.Image> crops(CropList crops) throws ToolException {
        ModelData.tellUnknown(crops.all(), console);
        try {
            return StackExamples.folder(crops);
        } catch (ToolException e) {
            throw new ToolException(e.getMessage(), e.remedy() + " Where an image shows several objects, add --truth"
                    + " FILE.", e);
        }
    }

    private int inProject(ProjectFile project, boolean json) throws Exception {
        org.loupe.model.Recipe own = project.project().getRecipes().stream().filter(r -> r.getName().equals(recipe))
                .findFirst().orElse(null);
        if (own == null && made.isEmpty())
            throw new ToolException("The project has no recipe \"" + recipe + "\"; there are " + String.join(", ",
                    project.project().getRecipes().stream().map(org.loupe.model.Recipe::getName).toList()) + ".",
                    "Name one of them, add --levels FILE for a new one of your classes, or --out FOLDER.");
        if (own != null && made.isPresent())
            throw new ToolException("The project has a recipe \"" + recipe + "\" already.",
                    "Leave out --levels to train it, or name the new one otherwise.");
        org.loupe.model.Recipe stack = own != null ? own
                : RecipeModel.thaw(made.get().recipe(recipe, project, console.registry()));
        Optional<Stacks.Trained> trained = train(RecipeModel.freeze(stack).located(project.folder(),
                console.registry()), new StackSource(project).read(console.registry()),
                Stacks.folder(project.folder(), recipe));
        if (trained.isPresent()) {
            ToolException[] changed = new ToolException[1];
            project.change("Train " + recipe, () -> {
                if (own == null)
                    project.project().getRecipes().add(stack);
                try {
                    Stacks.apply(trained.get(), stack, project.project(), project.folder());
                } catch (ToolException e) {
                    changed[0] = e;
                }
            });
            if (changed[0] != null)
                throw changed[0];
        }
        return tell(trained, json);
    }

    private Optional<Stacks.Trained> train(Recipe stack, List<StackExamples.Image> images, Path folder)
            throws Exception {
        try (Interrupt interrupt = new Interrupt(); ConsoleProgress progress = new ConsoleProgress(console.err(), quiet,
                ConsoleProgress.SHARE, interrupt::cancelled)) {
            return Optional.of(Stacks.train(stack, images, altered, settings, folder, console.registry(),
                    Options.defaults(), progress, progress));
        } catch (CancellationException e) {
            return Optional.empty();
        }
    }

    private int tell(Optional<Stacks.Trained> trained, boolean json) {
        if (trained.isEmpty())
            return Console.CANCELLED;
        if (json)
            console.out().print(trained.get().summary().toJson());
        else {
            console.out().println("Written: " + InspectVerb.relative(trained.get().folder()) + ", " + settings.trainer()
                    + " at " + Plural.of(trained.get().hashes().stream().filter(h -> !h.isEmpty()).count(), "level"));
            console.out().print(trained.get().summary().toText());
        }
        return Console.OK;
    }
}
