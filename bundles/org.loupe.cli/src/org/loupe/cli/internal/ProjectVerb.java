package org.loupe.cli.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.loupe.api.ToolException;
import org.loupe.engine.Plural;
import org.loupe.engine.Problem;
import org.loupe.model.DefectClass;
import org.loupe.model.ImageSet;
import org.loupe.model.Iteration;
import org.loupe.model.LoupeFactory;
import org.loupe.model.Project;
import org.loupe.store.labels.LabelTable;
import org.loupe.store.labels.TileState;
import org.loupe.workspace.ImageSets;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.labels.ClassEntry;
import org.loupe.workspace.labels.DefectClasses;
import org.loupe.workspace.labels.Freezing;
import org.loupe.workspace.labels.Frozen;
import org.loupe.workspace.labels.FrozenIteration;
import org.loupe.workspace.labels.Iterations;
import org.loupe.workspace.labels.LabelComparison;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Projects on the command line. */
@Command(name = "project", sortOptions = false, description = "Makes projects and tells what they hold.",
        footer = {"", "Examples:", "  loupe project new my-project --images scans/lot-17",
            "  loupe project info my-project", "  loupe project freeze my-project",
            "  loupe project begin my-project", "  loupe project compare my-project 1 2",
            "  loupe project back my-project 1          a new iteration with the labels of v1; nothing is lost"})
public final class ProjectVerb implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec spec;

    public ProjectVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(console.out());
        return Console.OK;
    }

    @Command(name = "new", sortOptions = false, description = "Makes a project.")
    int make(@Parameters(paramLabel = "FOLDER", description = "Is made if need be; holds no project yet.") Path folder,
            @Option(names = "--name", paramLabel = "NAME", description = "By default that of the folder.") String name,
            @Option(names = "--images", paramLabel = "PATH", description = "Folder or file of its first images.")
            Path images) throws Exception {
        Path place = folder.toAbsolutePath().normalize();
        try (ProjectFile project = ProjectFile.create(place, name != null ? name : place.getFileName().toString())) {
            if (images != null)
                add(project, images);
            project.save();
        }
        console.out().println("Made: " + InspectVerb.relative(place));
        return Console.OK;
    }

    @Command(name = "add", sortOptions = false, description = "Adds a set of images to a project.")
    int add(@Parameters(index = "0", paramLabel = "PROJECT", description = "Folder of the project.") Path folder,
            @Parameters(index = "1", paramLabel = "PATH", description = "Folder or file of the images.") Path images)
            throws Exception {
        return ProjectAccess.write(folder, console, project -> {
            int count = add(project, images);
            console.out().println("Added: " + images + " with " + Plural.of(count, "image"));
            return Console.OK;
        });
    }

    private int add(ProjectFile project, Path images) throws ToolException {
        ImageSet set = LoupeFactory.eINSTANCE.createImageSet();
        Path absolute = images.toAbsolutePath().normalize();
        set.setName(absolute.getFileName().toString());
        set.setRoot(project.relative(absolute));
        int count = ImageSets.find(project, set, console.registry()).size();
        project.change("Add images", () -> project.project().getImageSets().add(set));
        return count;
    }

    @Command(name = "info", sortOptions = false, description = "Tells what a project holds.")
    int info(@Parameters(paramLabel = "PROJECT", description = "Folder of the project.") Path folder) throws Exception {
        return ProjectAccess.read(folder, console, opened -> {
            Project project = opened.project();
            console.out().println(project.getName() + (opened.holder().isPresent()
                    ? " (open in another program: " + opened.holder().get() + ")" : ""));
            for (ImageSet set : project.getImageSets())
                console.out().println("  images   " + set.getName() + ": " + set.getRoot());
            project.getRecipes().forEach(r -> console.out().println("  recipe   " + r.getName()));
            for (DefectClass one : DefectClasses.of(project))
                console.out().println("  class    " + one.getCode() + " " + one.getName()
                        + (one.getBin() == null || one.getBin().isEmpty() ? "" : ", bin " + one.getBin()));
            project.getRuns().forEach(r -> console.out().println("  run      " + r.getName() + ": "
                    + Plural.of(r.getImages(), "image") + ", " + Plural.of(r.getDetections(), "detection")));
            project.getWafers().forEach(w -> console.out().println("  wafer    " + w.getName() + ": "
                    + Plural.of(w.getDefects(), "defect")));
            project.getIterations().forEach(i -> console.out().println("  iteration v" + i.getNumber() + " "
                    + i.getName() + (i.getFrozen() == null ? ", open" : ", frozen " + i.getSha256())));
            console.out().println("  labels   " + opened.labels().table().countedLabels() + " on "
                    + Plural.of(opened.labels().table().tileCount(), "tile") + ", "
                    + opened.labels().table().tiles(TileState.COMPLETE) + " complete, "
                    + opened.labels().table().autoLabels() + " proposed");
            return Console.OK;
        });
    }

    @Command(name = "freeze", sortOptions = false,
            description = "Freezes the open iteration: a hashed snapshot of its images, labels, classes, splits and "
                    + "parameters.")
    int freeze(@Parameters(paramLabel = "PROJECT", description = "Folder of the project.") Path folder)
            throws Exception {
        return ProjectAccess.write(folder, console, project -> {
            if (Iterations.open(project.project()).isEmpty())
                throw new ToolException("No iteration is open.", "Begin one, or label something first.");
            Optional<Frozen> frozen = frozen(project);
            if (frozen.isEmpty())
                return Console.CANCELLED;
            Iterations.freeze(project, "Freeze v" + frozen.get().number(), frozen.get());
            console.out().println("Frozen: v" + frozen.get().number() + ", "
                    + Plural.of(frozen.get().tiles(), "tile") + ", " + Plural.of(frozen.get().labels(), "label")
                    + ", sha256 " + frozen.get().sha256());
            return Console.OK;
        });
    }

    /** The snapshot of the open iteration; nothing if there is none, or the user cancelled. */
    private Optional<Frozen> frozen(ProjectFile project) throws Exception {
        if (Iterations.open(project.project()).isEmpty())
            return Optional.empty();
        Freezing freezing = Freezing.of(project);
        try (Interrupt interrupt = new Interrupt(); ConsoleProgress progress = new ConsoleProgress(console.err(), false,
                "images", interrupt::cancelled)) {
            Frozen frozen = freezing.write(console.registry(), progress);
            frozen.notes().forEach(console::note);
            return Optional.of(frozen);
        } catch (CancellationException e) {
            console.note("Cancelled; nothing was frozen.");
            return Optional.empty();
        }
    }

    @Command(name = "begin", sortOptions = false,
            description = "Begins the next iteration with the labels of the last one, which is frozen first.")
    int begin(@Parameters(paramLabel = "PROJECT", description = "Folder of the project.") Path folder,
            @Option(names = "--auto-labeler", paramLabel = "RECIPE",
                    description = "Recipe of the project that proposes labels; by default that of the last iteration.")
            String recipe) throws Exception {
        return ProjectAccess.write(folder, console, project -> {
            Iterations.Start usual = Iterations.Start.after(Iterations.last(project.project()));
            Iterations.Start start = recipe == null ? usual : new Iterations.Start(usual.from(), usual.startModel(),
                    "recipe:" + recipe, usual.autoLabelScore(), List.of());
            return begun(project, start, "Begin iteration", Optional.empty(), List.of());
        });
    }

    private int begun(ProjectFile project, Iterations.Start start, String what, Optional<LabelTable> labels,
            List<ClassEntry> classes) throws Exception {
        Optional<Frozen> frozen = frozen(project);
        if (frozen.isEmpty() && Iterations.open(project.project()).isPresent())
            return Console.CANCELLED;
        Iteration begun = Iterations.begin(project, what, start, frozen, labels, classes);
        console.out().println("Begun: " + begun.getName() + ", examples go to " + begun.getFolder());
        LabelTable table = project.labels().table();
        console.out().println("Training would start "
                + start.startModel().map(m -> "from the model " + m.getName()).orElse("anew, from no model")
                + ", on " + Plural.of(table.tiles(TileState.COMPLETE), "complete tile") + " with "
                + Plural.of(table.countedLabels(), "label"));
        return Console.OK;
    }

    @Command(name = "back", sortOptions = false,
            description = "Begins an iteration with the labels of an older one; the open one is frozen first, and "
                    + "nothing is lost.")
    int back(@Parameters(index = "0", paramLabel = "PROJECT", description = "Folder of the project.") Path folder,
            @Parameters(index = "1", paramLabel = "NUMBER", description = "Of the iteration, such as 2 for v2.")
            int number) throws Exception {
        return ProjectAccess.write(folder, console, project -> {
            FrozenIteration old = FrozenIteration.of(project, frozenIteration(project, number));
            Iteration from = Iterations.byNumber(project.project(), number).orElseThrow();
            return begun(project, Iterations.Start.after(Optional.of(from)), "Go back to v" + number,
                    Optional.of(project.labels().at(old.entry())), old.classes());
        });
    }

    @Command(name = "compare", sortOptions = false, description = "Tells what differs between two iterations.")
    int compare(@Parameters(index = "0", paramLabel = "PROJECT", description = "Folder of the project.") Path folder,
            @Parameters(index = "1", paramLabel = "NUMBER1", description = "The earlier iteration.") int first,
            @Parameters(index = "2", paramLabel = "NUMBER2", description = "The later iteration.") int second)
            throws Exception {
        return ProjectAccess.read(folder, console, project -> {
            LabelComparison found = LabelComparison.of(labels(project, first), classes(project, first),
                    labels(project, second), classes(project, second));
            console.out().printf(Locale.ROOT, "labels   %6d added, %6d changed, %6d removed%n", found.added().size(),
                    found.changed().size(), found.removed().size());
            console.out().printf(Locale.ROOT, "tiles    %6d added, %6d changed, %6d removed%n",
                    found.tilesAdded().size(), found.tilesChanged().size(), found.tilesRemoved().size());
            console.out().printf(Locale.ROOT, "classes  %6d differ%n", found.classes().size());
            return found.isEmpty() ? Console.OK : Console.DIFFERENT;
        });
    }

    private static LabelTable labels(ProjectFile project, int number) throws ToolException {
        Iteration iteration = iteration(project, number);
        return iteration.getFrozen() == null ? project.labels().table() : project.labels().at(iteration.getEntry());
    }

    private static List<ClassEntry> classes(ProjectFile project, int number) throws ToolException {
        Iteration iteration = iteration(project, number);
        return iteration.getFrozen() == null ? ClassEntry.of(project.project())
                : FrozenIteration.of(project, iteration).classes();
    }

    private static Iteration iteration(ProjectFile project, int number) throws ToolException {
        List<Iteration> all = project.project().getIterations();
        String known = all.isEmpty() ? "none yet; the first begins with the first label"
                : all.stream().map(i -> "v" + i.getNumber()).collect(Collectors.joining(", "));
        return Iterations.byNumber(project.project(), number).orElseThrow(() -> new ToolException(
                "The project has no iteration v" + number + ".", "It has " + known + "."));
    }

    private static Iteration frozenIteration(ProjectFile project, int number) throws ToolException {
        Iteration found = iteration(project, number);
        if (found.getFrozen() == null)
            throw new ToolException("Iteration v" + number + " is open.", "Name a frozen one to go back to.");
        return found;
    }

    @Command(name = "verify", sortOptions = false,
            description = "Looks whether a frozen iteration is as it was: its snapshot, its images and its part of the "
                    + "journal. Exit code 1 if not.")
    int verify(@Parameters(index = "0", paramLabel = "PROJECT", description = "Folder of the project.") Path folder,
            @Parameters(index = "1", paramLabel = "NUMBER", description = "Of the iteration, such as 2 for v2.")
            int number) throws Exception {
        return ProjectAccess.read(folder, console, project -> {
            FrozenIteration frozen = FrozenIteration.of(project, frozenIteration(project, number));
            List<Problem> changed;
            try (Interrupt interrupt = new Interrupt(); ConsoleProgress progress = new ConsoleProgress(console.err(),
                    false, "images", interrupt::cancelled)) {
                changed = frozen.verify(progress);
            } catch (CancellationException e) {
                return Console.CANCELLED;
            }
            changed.forEach(problem -> console.out().println(problem));
            if (changed.isEmpty())
                console.out().println("v" + number + " is as it was frozen.");
            return changed.isEmpty() ? Console.OK : Console.DIFFERENT;
        });
    }
}
