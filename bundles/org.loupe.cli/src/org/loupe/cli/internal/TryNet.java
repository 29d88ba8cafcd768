package org.loupe.cli.internal;

import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.loupe.api.Task;
import org.loupe.api.ToolException;
import org.loupe.engine.Item;
import org.loupe.engine.Problem;
import org.loupe.engine.Recipe;
import org.loupe.engine.nets.Failure;
import org.loupe.engine.nets.NetCard;
import org.loupe.engine.nets.NetComparison;
import org.loupe.engine.nets.NetTrial;
import org.loupe.workspace.Exports;
import org.loupe.workspace.Inspections;
import org.loupe.workspace.Recipes;
import org.loupe.workspace.crops.CropList;
import org.loupe.workspace.nets.NetClasses;
import org.loupe.workspace.nets.NetHeat;
import org.loupe.workspace.nets.NetTrials;
import org.loupe.workspace.report.NetTrialReport;
import org.loupe.workspace.stack.StackExamples;

/** Trained nets on the command line: tried on images with their truth, compared, and run. */
final class TryNet {
    /** How the verbs' help tells which objects count. */
    static final String SIZES = "Outlined objects count whatever their size; the step 'Segment' of a recipe leaves out "
            + "those below 8 px².";

    private final Console console;

    TryNet(Console console) {
        this.console = console;
    }

    /**
     * What nets are tried on.
     *
     * @param data   images, or a project
     * @param truth  of the images; "" for the labels of a project
     * @param recipe whose steps before the detector prepare the images; "" for none
     * @param asked  how they are tried
     */
    record Data(Path data, String truth, String recipe, NetTrials.Asked asked) {
    }

    /**
     * Tries a net.
     *
     * @param kinds  failures to which the images that are told are limited; empty for all
     * @param report HTML file; empty for none
     * @return empty if it was cancelled
     */
    Optional<NetTrial> evaluate(Path model, Data data, Set<Failure> kinds, Optional<Path> report) throws Exception {
        List<Item> items = new ArrayList<>();
        Optional<List<NetTrial>> trials = trials(List.of(model), data, items);
        if (trials.isEmpty())
            return Optional.empty();
        NetTrial all = trials.get().get(0), told = kinds.isEmpty() ? all : all.only(kinds);
        if (report.isPresent())
            try {
                NetTrialReport.write(told, items, console.registry(), ZonedDateTime.now(), Locale.getDefault(),
                        report.get());
            } catch (ToolException e) {
                throw new Console.Stopped(Console.STOPPED, e);
            }
        return Optional.of(told);
    }

    /** Compares two nets. @return empty if it was cancelled */
    Optional<NetComparison> compare(Path first, Path second, Data data) throws Exception {
        return trials(List.of(first, second), data, new ArrayList<>())
                .map(two -> new NetComparison(two.get(0), two.get(1)));
    }

    private Optional<List<NetTrial>> trials(List<Path> models, Data data, List<Item> items) throws Exception {
        List<StackExamples.Image> images = new TrainNet(console, false).images(data.data, data.truth,
                NetCard.read(models.get(0)).task() == Task.IMAGE_CLASSIFICATION);
        images.forEach(image -> items.add(image.item()));
        try (Interrupt interrupt = new Interrupt(); ConsoleProgress progress = new ConsoleProgress(console.err(), false,
                ConsoleProgress.SHARE, interrupt::cancelled);
                NetTrials trials = new NetTrials(images, preparing(data.recipe), console.registry())) {
            List<NetTrial> tried = trials.of(models, data.asked, progress);
            trials.problems().forEach(p -> console.note(p.toString()));
            return Optional.of(tried);
        } catch (CancellationException e) {
            return Optional.empty();
        }
    }

    private Recipe preparing(String recipe) throws Exception {
        return recipe.isBlank() ? new Recipe("", "", List.of()) : Recipes.load(recipe, console.registry());
    }

    /** The recipe of a net alone. @param least score of what it reports; of a segmenter, 0.5 tells object from none */
    static Recipe recipe(Path model, double least, Console console) throws Exception {
        NetCard card = NetCard.read(model);
        return NetTrials.recipe(model, card, new Recipe("", "", List.of()), card.task() == Task.SEGMENTATION ? 0.5
                : least, console.registry());
    }

    /**
     * Runs a net on images as a recipe does, and stores what it finds.
     *
     * @param leastScore of what is reported; NaN for what the model says
     * @param out        folder of the run; {@code null} for the next free one
     * @param heat       folder for pictures of what speaks for what was found; empty for none
     * @return the exit code
     */
    int predict(Path model, NetCard card, Path images, String recipe, double leastScore, Path out,
            List<Exports.Format> formats, Optional<Path> heat, boolean quiet) throws Exception {
        Recipe net = NetTrials.recipe(model, card, preparing(recipe), Double.isNaN(leastScore) ? card.leastScore()
                : leastScore, console.registry());
        Path run = out != null || heat.isEmpty() ? out : Inspections.newFolder(Path.of("runs"), 1);
        int code = new InspectVerb(console).by(net, List.of(images), run, formats, quiet);
        if (heat.isEmpty() || code == Console.CANCELLED)
            return code;
        try (Interrupt interrupt = new Interrupt(); ConsoleProgress progress = new ConsoleProgress(console.err(), quiet,
                "heat maps", interrupt::cancelled)) {
            List<Problem> problems = NetHeat.write(run, heat.get(), console.registry(), progress);
            problems.forEach(p -> console.note(p.toString()));
            return problems.isEmpty() ? code : Console.DIFFERENT;
        } catch (CancellationException e) {
            return Console.CANCELLED;
        }
    }

    /** Gives crops classes. @param heat for pictures of where it looks @throws CancellationException if stopped */
    NetClasses classify(Path model, Path data, String recipe, Optional<Path> heat, boolean quiet) throws Exception {
        CropList crops = ModelData.crops(data, console);
        try (Interrupt interrupt = new Interrupt(); ConsoleProgress progress = new ConsoleProgress(console.err(), quiet,
                "crops", interrupt::cancelled)) {
            return NetClasses.of(model, crops.all(), preparing(recipe), heat, console.registry(), progress);
        }
    }
}
