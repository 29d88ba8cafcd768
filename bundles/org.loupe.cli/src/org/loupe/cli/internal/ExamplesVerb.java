package org.loupe.cli.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.loupe.api.Detections;
import org.loupe.api.ToolException;
import org.loupe.engine.Item;
import org.loupe.engine.Plural;
import org.loupe.engine.Recipe;
import org.loupe.model.DefectClass;
import org.loupe.model.ImageSet;
import org.loupe.store.ImageRow;
import org.loupe.store.RunReader;
import org.loupe.store.labels.LabelShape;
import org.loupe.workspace.ImageSets;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.labels.AutoLabelers;
import org.loupe.workspace.labels.DefectClasses;
import org.loupe.workspace.labels.ExampleImport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends images, or what a run has found on them, to the example set of a project. */
@Command(name = "examples", sortOptions = false,
        description = "Copies images into the example set, which is labelled and trained on; of a run, those on which "
                + "it has found something, with what it has found as proposed labels.",
        footer = {"", "Of an image larger than a tile, the places of its defects are cut out. What is in the example "
                + "set already is not copied twice.", "", "Examples:",
            "  loupe label examples my-project images/a.png images/b.png",
            "  loupe label examples my-project --run my-project/runs/0001 --min-score 0.9"})
public final class ExamplesVerb implements Callable<Integer> {
    /** Side of a tile in px, unless another is asked for. */
    static final int SIZE = 1024;
    private static final int MARGIN = 32;

    private final Console console;

    @Parameters(index = "0", paramLabel = "PROJECT", description = "Folder of the project.")
    private Path folder;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "IMAGE",
            description = "Images or folders as 'label list' names them; with --run by default all of it.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--run", paramLabel = "RUN", description = "Folder of a run whose detections are sent along.")
    private Path run;

    @Option(names = "--min-score", paramLabel = "NUMBER", defaultValue = "0.5",
            description = "Least score of a detection that is sent along, 0 to 1 (default: 0.5).")
    private double least;

    @Option(names = "--tile", paramLabel = "PX", defaultValue = "" + SIZE,
            description = "Images up to this size are copied whole; of larger ones, tiles of this size are cut out "
                    + "(default: 1024).")
    private int size;

    public ExamplesVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        LabelVerb.checkScore(least);
        if (size < 32)
            throw new ToolException("--tile is at least 32 px, found " + size + ".", "Leave it out for 1024.");
        if (run == null && names.isEmpty())
            throw new ToolException("No images are given.", "Name images of the project, or a run by --run.");
        return ProjectAccess.write(folder, console, project -> {
            Map<String, ImageSet> sets = new HashMap<>();
            Map<String, Item> images = images(project, sets);
            Map<String, Item> chosen = names.isEmpty() ? images : ProjectAccess.chosen(project, images, names);
            List<ExampleImport.Request> requests = run == null ? whole(project, chosen, sets)
                    : found(project, chosen, sets);
            Optional<String> sent = send(project, requests, size,
                    Optional.ofNullable(sets.get(project.labels().image(requests.get(0).image()))), List.of(), console);
            sent.ifPresent(console.out()::println);
            return sent.isPresent() ? Console.OK : Console.CANCELLED;
        });
    }

    /** The images of all sets but the examples themselves, by how labels name them. @param sets gets the set of each */
    private Map<String, Item> images(ProjectFile project, Map<String, ImageSet> sets) {
        Map<String, Item> images = new LinkedHashMap<>();
        for (ImageSet set : project.project().getImageSets())
            if (!set.isExamples())
                try {
                    for (Item item : ImageSets.find(project, set, console.registry())) {
                        String name = project.labels().image(item);
                        images.putIfAbsent(name, item);
                        sets.putIfAbsent(name, set);
                    }
                } catch (ToolException e) {
                    console.complain(e);
                }
        return images;
    }

    /** Images with the labels that they have. */
    private static List<ExampleImport.Request> whole(ProjectFile project, Map<String, Item> chosen,
            Map<String, ImageSet> sets) {
        List<ExampleImport.Request> requests = new ArrayList<>();
        chosen.forEach((name, item) -> requests.add(request(item, project.labels().table().tile(name)
                .map(tile -> project.labels().table().labels(tile.number()).stream().filter(l -> l.agreed())
                        .map(l -> ExampleImport.Mark.of(l, DefectClasses.byCode(project.project(), l.code())
                                .map(DefectClass::getName).orElse(""))).toList()).orElse(List.of()),
                sets.get(name))));
        return requests;
    }

    private static ExampleImport.Request request(Item item, List<ExampleImport.Mark> marks, ImageSet set) {
        return new ExampleImport.Request(item, Optional.empty(), marks, set.getLot(), set.getWafer());
    }

    /** Images with what the run has found on them; those without are sent if they are named. */
    private List<ExampleImport.Request> found(ProjectFile project, Map<String, Item> chosen,
            Map<String, ImageSet> sets) throws ToolException {
        List<ExampleImport.Request> requests = new ArrayList<>();
        try (RunReader reader = RunReader.open(run)) {
            String source = AutoLabelers.name(Recipe.parse(reader.recipeJson()).name());
            for (ImageRow row : reader.images()) {
                String name = project.labels().image(Path.of(row.path()), row.page());
                Item item = chosen.get(name);
                if (item == null || row.failed())
                    continue;
                List<ExampleImport.Mark> marks = marks(project, reader.detections(row.index()), source);
                if (!marks.isEmpty() || !names.isEmpty())
                    requests.add(request(item, marks, sets.get(name)));
            }
        }
        if (requests.isEmpty())
            throw new ToolException("The run has found nothing with a score of " + least + " or more on these images "
                    + "of the project.", "Lower --min-score, or add the images of the run to the project.");
        return requests;
    }

    private List<ExampleImport.Mark> marks(ProjectFile project, Detections found, String source) {
        List<ExampleImport.Mark> marks = new ArrayList<>();
        for (int i = 0; i < found.size(); i++)
            if (found.score()[i] >= least) {
                String name = found.className(i);
                marks.add(new ExampleImport.Mark(new LabelShape.Box(found.x()[i], found.y()[i], found.width()[i],
                        found.height()[i]), DefectClasses.byName(project.project(), name)
                                .map(DefectClass::getCode).orElse(0), name, true, found.score()[i], source));
            }
        return marks;
    }

    // ---- shared with the verb that clusters

    /**
     * Sends images to the example set.
     *
     * @param size  side of a tile in px
     * @param like  set whose imaging conditions a new example set takes
     * @param noted how they were chosen, in sentences that are kept with the examples
     * @return what was done, in a sentence; nothing if it was cancelled
     */
    static Optional<String> send(ProjectFile project, List<ExampleImport.Request> requests, int size,
            Optional<ImageSet> like, List<String> noted, Console console) throws Exception {
        ExampleImport sending = new ExampleImport(project, requests, size, MARGIN);
        try (Interrupt interrupt = new Interrupt(); ConsoleProgress progress = new ConsoleProgress(console.err(), false,
                "images", interrupt::cancelled)) {
            sending.copy(console.registry(), progress);
        } catch (CancellationException e) {
            console.note("Cancelled; nothing was sent.");
            return Optional.empty();
        }
        List<String> warnings = sending.warnings().stream().map(Object::toString).toList();
        warnings.forEach(console::note);
        List<String> kept = new ArrayList<>(warnings);
        kept.addAll(noted);
        ExampleImport.Added added = sending.add(project, "Send to examples", like, kept);
        return Optional.of("Sent " + Plural.of(added.tiles().size(), "tile") + " to " + added.folder() + " with "
                + Plural.of(added.labels(), "label") + (added.duplicates().isEmpty() ? ""
                        : "; " + added.duplicates().size()
                                + (added.duplicates().size() == 1 ? " is" : " are") + " there already") + ".");
    }
}
