package org.loupe.cli.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.loupe.api.ImageSource;
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.api.ToolException;
import org.loupe.engine.ImageList;
import org.loupe.engine.Item;
import org.loupe.engine.Options;
import org.loupe.engine.Pairing;
import org.loupe.engine.Plan;
import org.loupe.engine.Policy;
import org.loupe.engine.Problem;
import org.loupe.engine.Recipe;
import org.loupe.engine.Registry;
import org.loupe.engine.RunProvenance;
import org.loupe.engine.Zones;
import org.loupe.store.ImageRow;
import org.loupe.store.RunReader;
import org.loupe.workspace.Exports;
import org.loupe.workspace.Inspections;
import org.loupe.workspace.Recipes;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Runs a recipe on images. */
@Command(name = "inspect", sortOptions = false, description = "Runs a recipe on images and stores what it finds.",
        footer = {"", "Examples:", "  loupe inspect --recipe golden-board boards/",
            "  loupe inspect --recipe golden-board --reference golden.png boards/ --format html",
            "  loupe inspect --recipe my.json --set spots.threshold=30 --um-per-px 0.5 wafer.tif",
            "  loupe inspect --resume --out runs/0001", "",
            "Test and reference are paired by their names: a_test.png with a_golden.png, a_temp.png or a_ref.png.",
            "Shipped recipes: see 'loupe tools recipe'."})
public final class InspectVerb implements Callable<Integer> {
    private static final int ERRORS_SHOWN = 10;
    private static final int IMAGES_LOOKED_AT = 3;

    private final Console console;
    private Recipe ready;

    @Option(names = {"-r", "--recipe"}, paramLabel = "NAME|FILE", description = "A shipped recipe or a recipe file.")
    private String recipe;

    @Option(names = {"-o", "--out"}, paramLabel = "RUN",
            description = "Folder of the results; by default the next free one of runs/0001, runs/0002, …")
    private Path out;

    @Option(names = "--reference", paramLabel = "PATH",
            description = "Golden image for all images, or a folder with one of the same name for each.")
    private Path reference;

    @Option(names = "--pairing", paramLabel = "HOW", defaultValue = "auto",
            description = "How a test image's reference is called: auto, none, or two endings such as _test=_temp "
                    + "(default: auto).")
    private String pairing;

    @Option(names = "--um-per-px", paramLabel = "NUMBER",
            description = "µm that one pixel covers; by default what each file says.")
    private Double umPerPx;

    @Option(names = "--set", paramLabel = "STEP.PARAM=VALUE",
            description = "Changes a parameter of the recipe; can be given many times.")
    private List<String> settings = new ArrayList<>();

    @Option(names = "--care", paramLabel = "X,Y,WIDTH,HEIGHT", converter = PlaceConverter.class,
            description = "Reports only what lies here, in px; can be given many times.")
    private List<Region> care = new ArrayList<>();

    @Option(names = "--ignore", paramLabel = "X,Y,WIDTH,HEIGHT", converter = PlaceConverter.class,
            description = "Reports nothing that lies here, in px, also where --care is; can be given many times.")
    private List<Region> ignore = new ArrayList<>();

    @Option(names = "--resume", description = "Goes on with the run in --out; starts it if there is none.")
    private boolean resume;

    @Option(names = {"-t", "--threads"}, paramLabel = "N",
            description = "Workers; by default one per core. The results do not depend on it.")
    private Integer threads;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of random numbers (default: 1).")
    private long seed;

    @Option(names = "--policy", paramLabel = "auto|cpu|exact", converter = PolicyConverter.class,
            description = "auto: the fastest tools; cpu: those that need no GPU; exact: only those with the same bits "
                    + "on every machine (default: auto, with --resume that of the run).")
    private Policy policy;

    @Option(names = "--format", paramLabel = "FORMAT", split = ",",
            description = "Also writes the results into RUN as json, csv, coco, coco-results or html.",
            converter = FormatConverter.class)
    private List<Exports.Format> formats = new ArrayList<>();

    @Option(names = {"-q", "--quiet"}, description = "No progress.")
    private boolean quiet;

    @Parameters(paramLabel = "IMAGES", arity = "0..*", description = "Image files and folders, searched in depth.")
    private List<Path> images = new ArrayList<>();

    public InspectVerb(Console console) {
        this.console = console;
    }

    /** Runs a recipe of another verb with the usual options. @param run {@code null} for the next free one */
    int by(Recipe made, List<Path> on, Path run, List<Exports.Format> into, boolean silent) throws Exception {
        ready = made;
        images = on;
        out = run;
        formats = into;
        quiet = silent;
        pairing = "auto";
        seed = 1;
        return call();
    }

    @Override
    public Integer call() throws Exception {
        Console.checkThreads(threads);
        if (umPerPx != null && !(umPerPx > 0 && umPerPx < Double.POSITIVE_INFINITY))
            throw new ToolException("--um-per-px is above 0, found " + umPerPx + ".",
                    "Give the µm that one pixel covers.");
        if (resume && out == null)
            throw new ToolException("--resume does not say which run.", "Add --out RUN.");
        boolean going = resume && RunReader.isRun(out);
        Registry registry = console.registry();
        Inspections.Request request = going ? null : request(registry);
        if (going)
            same(registry);
        try (Interrupt interrupt = new Interrupt()) {
            Inspections.Outcome outcome;
            try (ConsoleProgress progress = new ConsoleProgress(console.err(), quiet, "images",
                    interrupt::cancelled)) {
                outcome = going ? Inspections.resume(out, workers(), Optional.ofNullable(policy), registry, progress)
                        : Inspections.run(request, registry, progress);
            } catch (ToolException e) {
                throw new Console.Stopped(Console.STOPPED, e);
            }
            return report(outcome, registry);
        }
    }

    private int workers() {
        return threads != null ? threads : Options.defaults().threads();
    }

    private Policy policy() {
        return policy != null ? policy : Policy.AUTO;
    }

    private Recipe recipe(Registry registry) throws ToolException {
        if (ready != null)
            return ready;
        Recipe chosen = Recipes.load(recipe, registry);
        for (String setting : settings)
            chosen = Recipes.set(chosen, registry, setting);
        return chosen;
    }

    private List<Item> items(Registry registry) throws ToolException {
        Pairing how;
        try {
            how = reference != null ? Pairing.golden(reference.toAbsolutePath().normalize()) : Pairing.parse(pairing);
        } catch (IllegalArgumentException e) {
            throw new ToolException("--pairing: " + e.getMessage(), "Use auto, none, or such as _test=_temp.", e);
        }
        List<Item> items = ImageList.find(images.stream().map(p -> p.toAbsolutePath().normalize()).toList(), how,
                registry);
        return umPerPx == null ? items : items.stream().map(item -> item.scale(umPerPx)).toList();
    }

    /** Everything that can be wrong before a pixel is read. */
    private Inspections.Request request(Registry registry) throws Exception {
        if (recipe == null && ready == null)
            throw new ToolException("No recipe is given.", "Add --recipe with one of "
                    + String.join(", ", Recipes.shipped()) + ", or with a recipe file.");
        if (images.isEmpty())
            throw new ToolException("No images are given.", "Add image files or folders.");
        Recipe chosen = recipe(registry);
        Plan plan = Plan.of(chosen, registry, policy());
        refuse("The recipe \"" + chosen.name() + "\"", plan.problems());
        List<Item> items = items(registry);
        look(plan, items, registry);
        Path folder;
        try {
            folder = out != null ? out : Inspections.newFolder(Path.of("runs"), 1);
        } catch (ToolException e) {
            throw new Console.Stopped(Console.STOPPED, e);
        }
        if (RunReader.isRun(folder))
            throw new ToolException(folder + " holds a run already.",
                    "Add --resume to go on with it, or choose another folder.");
        return new Inspections.Request(chosen, items, folder,
                Options.defaults().policy(policy()).seed(seed).threads(workers()).zones(zones()));
    }

    private Zones zones() {
        List<Zones.Zone> zones = new ArrayList<>();
        care.forEach(r -> zones.add(new Zones.Zone(true, r.x(), r.y(), r.width(), r.height())));
        ignore.forEach(r -> zones.add(new Zones.Zone(false, r.x(), r.y(), r.width(), r.height())));
        return Zones.of(true, zones);
    }

    private void refuse(String what, List<Problem> problems) throws ToolException {
        problems.stream().filter(p -> !p.isError()).forEach(p -> console.note(p.toString()));
        List<Problem> errors = problems.stream().filter(Problem::isError).toList();
        if (errors.isEmpty())
            return;
        StringBuilder text = new StringBuilder(what).append(" cannot be run so:");
        for (Problem p : errors)
            text.append("\n       ").append(p);
        throw new ToolException(text.toString(), "");
    }

    /** Refuses a recipe that suits none of the first images; a single odd image is an error of its own. */
    private void look(Plan plan, List<Item> items, Registry registry) throws ToolException {
        List<Problem> first = null;
        int looked = 0;
        for (Item item : items.subList(0, Math.min(items.size(), IMAGES_LOOKED_AT))) {
            List<Problem> problems;
            try {
                Optional<Shape> golden = item.reference().isPresent()
                        ? Optional.of(shape(item.reference().get(), item.page(), registry)) : Optional.empty();
                problems = plan.check(shape(item.test(), item.page(), registry), golden).stream()
                        .filter(Problem::isError).toList();
            } catch (ToolException unreadable) { // becomes this image's error
                continue;
            }
            looked++;
            if (problems.isEmpty())
                return;
            if (first == null)
                first = problems;
        }
        if (looked > 0)
            refuse("The recipe on " + items.get(0).name(), first);
    }

    private static Shape shape(Path file, int page, Registry registry) throws ToolException {
        try (ImageSource source = registry.open(file)) {
            return source.info(Math.min(page, source.pages() - 1)).shape();
        }
    }

    /** Refuses to resume a run as something that it is not. */
    private void same(Registry registry) throws ToolException {
        try (RunReader run = RunReader.open(out)) {
            if (recipe != null && !recipe(registry).equals(Recipe.parse(run.recipeJson())))
                throw new ToolException("The run in " + out + " was started with another recipe or other parameters.",
                        "Leave --recipe and --set out to go on with it, or start a new run.");
            if (!zones().isEmpty() && !zones().equals(RunProvenance.parse(run.provenanceJson()).options().zones()))
                throw new ToolException("The run in " + out + " was started with other zones.",
                        "Leave --care and --ignore out to go on with it, or start a new run.");
        }
        if (!images.isEmpty() && !files(items(registry)).equals(files(Inspections.items(out))))
            throw new ToolException("The run in " + out + " was started on other images.",
                    "Leave the images out to go on with it, or start a new run.");
    }

    private static List<Path> files(List<Item> items) {
        return items.stream().map(item -> item.test().toAbsolutePath().normalize()).toList();
    }

    private int report(Inspections.Outcome outcome, Registry registry) throws Exception {
        Path shown = relative(outcome.folder());
        try (RunReader run = RunReader.open(outcome.folder())) {
            List<ImageRow> failed = outcome.errors() == 0 ? List.of()
                    : run.images().stream().filter(ImageRow::failed).toList();
            for (ImageRow image : failed.subList(0, Math.min(failed.size(), ERRORS_SHOWN)))
                console.err().println("  " + image.image() + ": " + image.message()
                        + (image.remedy().isEmpty() ? "" : " " + image.remedy()));
            if (failed.size() > ERRORS_SHOWN)
                console.err().println("  … and " + (failed.size() - ERRORS_SHOWN) + " more.");
            if (!outcome.summary().cancelled())
                for (Exports.Format format : formats) {
                    Path file = outcome.folder().resolve(format.fileName());
                    Exports.write(run, format, file, Optional.empty(), registry);
                    console.out().println("Written: " + relative(file));
                }
            if (!quiet)
                RunProvenance.parse(run.provenanceJson()).placements().forEach(p -> console.out().println("  " + p));
        } catch (ToolException e) {
            throw new Console.Stopped(Console.STOPPED, e);
        }
        console.out().println("Run " + shown + ": " + outcome);
        if (outcome.summary().cancelled()) {
            console.err().println("loupe: Cancelled; what is finished is kept. To go on:");
            console.err().println("       loupe inspect --resume --out " + quoted(shown.toString()));
            return Console.CANCELLED;
        }
        return outcome.errors() > 0 ? Console.DIFFERENT : Console.OK;
    }

    /** As short as the user would type it. */
    static Path relative(Path path) {
        Path here = Path.of("").toAbsolutePath(), absolute = path.toAbsolutePath().normalize();
        return absolute.startsWith(here) && !absolute.equals(here) ? here.relativize(absolute) : absolute;
    }

    private static String quoted(String path) {
        return path.matches("[\\w./:\\\\-]+") ? path : "\"" + path + "\"";
    }

    /** Rectangles as users type them. */
    static final class PlaceConverter implements ITypeConverter<Region> {
        @Override
        public Region convert(String value) {
            String[] parts = value.split(",");
            try {
                if (parts.length == 4)
                    return new Region(Integer.parseInt(parts[0].trim()), Integer.parseInt(parts[1].trim()),
                            Integer.parseInt(parts[2].trim()), Integer.parseInt(parts[3].trim()));
            } catch (IllegalArgumentException e) { // said below
            }
            throw new TypeConversionException("'" + value + "' is no rectangle such as 100,40,64,64: left and top edge,"
                    + " width and height in px.");
        }
    }

    /** The formats as users type them. */
    static final class FormatConverter implements ITypeConverter<Exports.Format> {
        @Override
        public Exports.Format convert(String value) {
            return Console.word(Exports.Format.class, "format", value);
        }
    }

    /** The policies as users type them. */
    static final class PolicyConverter implements ITypeConverter<Policy> {
        @Override
        public Policy convert(String value) {
            return Console.word(Policy.class, "policy", value);
        }
    }
}
