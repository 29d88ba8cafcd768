package org.loupe.cli.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.loupe.api.Task;
import org.loupe.api.ToolException;
import org.loupe.engine.ImageList;
import org.loupe.engine.Pairing;
import org.loupe.engine.Plural;
import org.loupe.engine.Policy;
import org.loupe.engine.Progress;
import org.loupe.engine.Recipe;
import org.loupe.engine.nets.NetEpoch;
import org.loupe.engine.nets.NetFigures;
import org.loupe.engine.nets.NetModel;
import org.loupe.engine.nets.NetReport;
import org.loupe.engine.nets.NetSettings;
import org.loupe.engine.nets.NetTraining;
import org.loupe.engine.nets.NetWatcher;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.Recipes;
import org.loupe.workspace.crops.CropList;
import org.loupe.workspace.nets.NetExamples;
import org.loupe.workspace.stack.StackExamples;
import org.loupe.workspace.stack.StackSource;

/** Nets on the command line: learned from the labels of a project, or from images with their truth. */
final class TrainNet {
    private final Console console;
    private final boolean quiet;

    TrainNet(Console console, boolean quiet) {
        this.console = console;
        this.quiet = quiet;
    }

    /** What is learned from: the labels of a project, images and a truth file, or crops in folders of their classes. */
    List<StackExamples.Image> images(Path data, String truth, boolean crops) throws Exception {
        if (!truth.isBlank())
            return StackExamples.truth(Console.path(truth), ImageList.find(List.of(data.toAbsolutePath().normalize()),
                    Pairing.parse("auto"), console.registry())).stream().map(TrainNet::byFolder).toList();
        if (!ProjectFile.isProject(data) && crops) {
            CropList found = ModelData.crops(data, console);
            ModelData.tellUnknown(found.all(), console);
            return StackExamples.folder(found);
        }
        if (!ProjectFile.isProject(data))
            throw new ToolException("A net learns from labelled images, and of those in " + data + " nothing is known.",
                    "Add --truth FILE, or give a project.");
        List<StackExamples.Image> images = new ArrayList<>();
        ProjectAccess.read(data, console, project -> {
            images.addAll(new StackSource(project).read(console.registry()));
            return Console.OK;
        });
        return images;
    }

    /** Images of one folder are of one board, wafer or lot, as far as is known. */
    private static StackExamples.Image byFolder(StackExamples.Image image) {
        Path folder = image.item().test().toAbsolutePath().getParent();
        return image.of(folder.getFileName().toString());
    }

    /**
     * Learns and writes the model. Where memory is short and the user allows it, in smaller batches.
     *
     * @param recipe  whose steps before the detector prepare the images; "" for none
     * @param lighter whether the batch, and then the window, may be made smaller to fit into memory
     * @return nothing if it was cancelled
     */
    Optional<NetModel<?>> train(Path data, String truth, String recipe, NetSettings settings, boolean lighter,
            Path file) throws Exception {
        Recipe preparing = recipe.isBlank() ? new Recipe("", "", List.of()) : Recipes.load(recipe, console.registry());
        List<StackExamples.Image> images = images(data, truth,
                NetTraining.task(settings.trainer(), console.registry()) == Task.IMAGE_CLASSIFICATION);
        try (Interrupt interrupt = new Interrupt(); ConsoleProgress progress = new ConsoleProgress(console.err(), quiet,
                ConsoleProgress.SHARE, interrupt::cancelled);
                NetExamples examples = new NetExamples(images, preparing, console.registry(), Policy.AUTO)) {
            NetModel<?> model = learn(settings, examples, lighter, Path.of(file + ".training"), progress);
            examples.problems().forEach(p -> console.note(p.toString()));
            try {
                model.write(file);
            } catch (ToolException e) {
                throw new Console.Stopped(Console.STOPPED, e);
            }
            return Optional.of(model);
        } catch (CancellationException e) {
            return Optional.empty();
        }
    }

    private NetModel<?> learn(NetSettings settings, NetExamples examples, boolean lighter, Path folder,
            Progress progress) throws ToolException {
        NetSettings now = settings;
        NetTraining<?> training = NetTraining.of(now, task -> examples.read(task, progress.part(0, 0.02)),
                console.registry());
        while (!training.fits()) {
            Optional<Map<String, Object>> less = training.lighter();
            if (!lighter || less.isEmpty())
                throw new ToolException(String.format(Locale.ROOT, "The training takes about %d MiB of memory, and %d"
                        + " MiB are free.", training.memory() >> 20, training.freeMemory() >> 20), less.isEmpty()
                                ? "Raise the reduction, or close other programs."
                                : "Add --lighter to learn in smaller batches, or raise the reduction.");
            now = now.with(less.get());
            training = training.with(now, console.registry());
            console.note("Memory is short: learning in smaller batches.");
        }
        int[] sizes = training.sizes();
        console.note(Plural.of(sizes[0], "image") + (sizes[0] == 1 ? " is" : " are") + " learned from, " + sizes[1]
                + " held apart" + (training.continues(folder) ? ". It goes on where the last training ended." : "."));
        return training.train(Optional.of(folder), new NetWatcher() {
            @Override
            public void epoch(NetEpoch epoch, List<Shown> shown) {
                if (!quiet)
                    console.note(line(epoch));
            }
        }, progress.part(0.02, 1));
    }

    private static String line(NetEpoch epoch) {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "epoch %d: loss %.4f", epoch.number(),
                epoch.trained().getOrDefault("loss", Double.NaN)));
        epoch.judged().entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(figure -> text
                .append(", ").append(figure.getKey()).append(' ').append(number(figure.getValue())));
        return text.toString();
    }

    /** A report for people. */
    static String text(NetModel<?> model, Path file) {
        NetReport report = model.card().report();
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "Written: %s, %s, epoch %d of %d, learned from"
                + " %s%n", InspectVerb.relative(file), model.card().trainer().toolId(), report.best(),
                report.epochs().size(), Plural.of(report.learned(), "image")));
        text.append(String.format(Locale.ROOT, "Image standard: %s µm/px, mode %s%n", model.card().umPerPx() > 0
                ? String.format(Locale.ROOT, "%.4g", model.card().umPerPx()) : "unknown",
                model.card().modes().isEmpty() ? "unknown" : String.join(", ", model.card().modes())));
        report.figures().ifPresent(figures -> text.append(text(figures, report)));
        report.warnings().forEach(w -> text.append(w).append(System.lineSeparator()));
        return text.toString();
    }

    private static String text(NetFigures figures, NetReport report) {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "On %s held apart%s:%n", Plural.of(
                report.held(), "image"), report.groups().isEmpty() ? ""
                        : " (" + String.join(", ", report.groups()) + ")"));
        figures.overall().forEach((name, value) -> text.append(String.format(Locale.ROOT, "  %-14s %s%n", name,
                number(value))));
        for (NetFigures.OfClass one : figures.classes()) {
            text.append(String.format(Locale.ROOT, "  %-20s %8d", one.name(), one.truths()));
            one.values().forEach((name, value) -> text.append("  ").append(name).append(' ').append(number(value)));
            text.append(System.lineSeparator());
        }
        return text.toString();
    }

    /** A dash stands for what is a share of nothing, such as the precision where nothing was found. */
    private static String number(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.4f", value);
    }
}
