package org.loupe.cli.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.loupe.api.ToolException;
import org.loupe.engine.Item;
import org.loupe.engine.Plural;
import org.loupe.exchange.LabelFile;
import org.loupe.exchange.LabelFormat;
import org.loupe.exchange.Loss;
import org.loupe.store.labels.LabelChange;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.labels.KnownImages;
import org.loupe.workspace.labels.LabelTransfer;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings labels of another project or program into a project. */
@Command(name = "import", sortOptions = false,
        description = "Brings labels or wafers into a project. What would be lost is told first.",
        footer = {"", "All formats of 'loupe export' are read; the format is told by the content, unless --format says "
                + "it.", "Exit code 1 if anything is lost; not for what is only good to know, such as labels that are "
                + "there already.", "", "Examples:",
            "  loupe import my-project labels-v1.json", "  loupe import my-project truth.json --dry-run",
            "  loupe import my-project masks/ --format masks-index",
            "  loupe import my-project truth.json --first 10     labels of the first ten images, to begin with",
            "  loupe import my-project anna.json --as anna       anna's second opinion, for a review",
            "  loupe import my-project B2611_14.001              wafers of a KLARF or map file, with their images"})
public final class ImportVerb implements Callable<Integer> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "PROJECT", description = "Folder of the project.")
    private Path project;

    @Parameters(index = "1", paramLabel = "FILE", description = "Labels: a file or a folder.")
    private Path file;

    @Option(names = "--format", paramLabel = "FORMAT", description = "By default told by the content; any other word "
            + "lists all.")
    private String format;

    @Option(names = "--existing", paramLabel = "keep|replace|skip", defaultValue = "keep",
            converter = ExistingConverter.class,
            description = "keep: labels of a tile stay and new ones come beside them; replace: they go; skip: such a "
                    + "tile is left as it is (default: keep).")
    private LabelTransfer.Existing existing;

    @Option(names = "--as", paramLabel = "NAME", defaultValue = "",
            description = "Takes them as someone's second opinion, which does not count until it is accepted.")
    private String layer;

    @Option(names = "--first", paramLabel = "N", description = "Only those of the first N images, by name, of the "
            + "project that the file tells of.")
    private Integer first;

    @Option(names = "--images", paramLabel = "FOLDER",
            description = "For wafers: where the images of their defects lie (default: beside the file).")
    private Path images;

    @Option(names = "--dry-run", description = "Only tells what would be done.")
    private boolean dry;

    public ImportVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        if (first != null && first < 1)
            throw new ToolException("--first is at least 1, found " + first + ".", "Leave it out for all images.");
        if (format == null && ProjectWafers.of(file))
            return ProjectWafers.bring(project, file, images, dry, console);
        LabelFormat known = LabelForms.of(format, file);
        return dry ? ProjectAccess.read(project, console, opened -> told(plan(known, opened)))
                : ProjectAccess.write(project, console, opened -> {
                    Found found = plan(known, opened);
                    LabelTransfer.Plan plan = found.plan;
                    int code = told(found);
                    String source = file.getFileName().toString();
                    LabelChange made = LabelTransfer.make(plan, opened, source, "Import labels from " + source);
                    console.out().println("Imported " + Plural.of(made.labels().stream().filter(l -> l.before()
                            == null).count(), "label") + ".");
                    return code;
                });
    }

    /**
     * What comes in.
     *
     * @param read what was lost when the whole file was read
     */
    private record Found(LabelTransfer.Plan plan, List<Loss> read) {
    }

    private Found plan(LabelFormat known, ProjectFile opened) throws ToolException {
        Map<String, Item> images = ProjectAccess.images(opened, console);
        LabelFormat.Read read = known.read(file, KnownImages.of(images, console.registry()));
        LabelFile labels = read.labels();
        LabelTransfer.Options options = new LabelTransfer.Options(existing, layer);
        LabelTransfer.Plan plan = LabelTransfer.plan(labels, opened.labels().table(), opened.project(), images,
                options);
        if (first != null)
            plan = LabelTransfer.plan(first(plan), opened.labels().table(), opened.project(), images, options);
        if (plan.images().isEmpty())
            throw new ToolException("None of the " + Plural.of(labels.tiles().size(), "image") + " of " + file
                    + " is in the project" + labels.tiles().stream().findFirst().map(t -> ", such as " + t.image())
                            .orElse("") + ".",
                    "Import the images first, or name them as the file does.");
        return first == null ? new Found(plan.after(read.losses()), List.of()) : new Found(plan, read.losses());
    }

    /** Of the file, what is on the first images of the project. */
    private LabelFile first(LabelTransfer.Plan plan) {
        LabelFile all = plan.file();
        Set<Integer> tiles = plan.images().entrySet().stream().sorted(Map.Entry.comparingByValue()).limit(first)
                .map(e -> e.getKey().number()).collect(Collectors.toSet());
        return new LabelFile(all.project(), all.iteration(), all.classes(),
                all.tiles().stream().filter(t -> tiles.contains(t.number())).toList(),
                all.labels().stream().filter(l -> tiles.contains(l.tile())).toList());
    }

    private int told(Found found) {
        LabelTransfer.Plan plan = found.plan;
        console.out().println(plan.labels() + " of " + Plural.of(plan.file().labels().size(), "label") + " on "
                + plan.images().size() + " of " + Plural.of(plan.file().tiles().size(), "image")
                + (plan.newClasses().isEmpty() ? "" : "; new classes: " + String.join(", ", plan.newClasses())) + ".");
        int code = LabelForms.tell(plan.losses(), console.out());
        if (found.read.isEmpty())
            return code;
        console.out().println("In the whole file:");
        return Math.max(code, LabelForms.tell(found.read, console.out()));
    }

    /** What is done with labels that are there. */
    static final class ExistingConverter implements ITypeConverter<LabelTransfer.Existing> {
        @Override
        public LabelTransfer.Existing convert(String value) {
            return Console.word(LabelTransfer.Existing.class, "way to treat labels that are there", value);
        }
    }
}
