package org.loupe.cli.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.loupe.api.ToolException;
import org.loupe.engine.Item;
import org.loupe.engine.Options;
import org.loupe.engine.Plural;
import org.loupe.engine.Problem;
import org.loupe.engine.Recipe;
import org.loupe.model.DefectClass;
import org.loupe.model.ImageSet;
import org.loupe.store.labels.ClassTally;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelChange;
import org.loupe.store.labels.LabelEdit;
import org.loupe.store.labels.LabelShape;
import org.loupe.store.labels.LabelState;
import org.loupe.store.labels.LabelTable;
import org.loupe.store.labels.LabelTally;
import org.loupe.store.labels.LabelTile;
import org.loupe.store.labels.TileState;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.Recipes;
import org.loupe.workspace.labels.AutoLabelers;
import org.loupe.workspace.labels.AutoLabeling;
import org.loupe.workspace.labels.ClassEdits;
import org.loupe.workspace.labels.DefectClasses;
import org.loupe.workspace.labels.ImagingStandard;
import org.loupe.workspace.labels.JournalCheck;
import org.loupe.workspace.labels.Readiness;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The labels of a project on the command line. */
@Command(name = "label", sortOptions = false, description = "Lists, counts and changes the labels of a project.",
        footer = {"", "Examples:", "  loupe label examples my-project --run my-project/runs/0001 --min-score 0.9",
            "  loupe label auto my-project --recipe golden-board examples",
            "  loupe label auto my-project --recipe my-project/models/v1.model images",
            "  loupe label stats my-project",
            "  loupe label list my-project --state auto > auto.csv",
            "  loupe label accept my-project --min-score 0.9", "  loupe label reject my-project --below 0.5",
            "  loupe label merge my-project Spur Mousebite",
            "  loupe label tile my-project --state complete examples/v1", "  loupe label check my-project"})
public final class LabelVerb implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec spec;

    public LabelVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(console.out());
        return Console.OK;
    }

    @Command(name = "stats", sortOptions = false,
            description = "Counts labels by class, tiles by state, and what became of proposed labels by "
                    + "iteration, and tells what is missing to train on them.")
    int stats(@Parameters(paramLabel = "PROJECT", description = "Folder of the project.") Path folder)
            throws Exception {
        return ProjectAccess.read(folder, console, project -> {
            LabelTable table = project.labels().table();
            console.out().println(Plural.of(table.tileCount(), "tile") + ": "
                    + table.tiles(TileState.COMPLETE) + " complete, " + table.tiles(TileState.OPEN) + " open, "
                    + table.tiles(TileState.FLAGGED) + " flagged, "
                    + table.tiles(TileState.EXCLUDED) + " excluded; " + Plural.of(table.countedLabels(), "label") + ", "
                    + table.autoLabels() + " proposed and not yet looked at");
            console.out().printf(Locale.ROOT, "%4s  %-24s %9s %7s %9s%n", "code", "class", "examples", "images",
                    "proposed");
            List<Integer> codes = new ArrayList<>(DefectClasses.of(project.project()).stream()
                    .map(DefectClass::getCode).toList());
            table.classes().keySet().stream().filter(c -> !codes.contains(c)).forEach(codes::add);
            for (int code : codes) {
                ClassTally tally = table.classTally(code);
                console.out().printf(Locale.ROOT, "%4d  %-24s %9d %7d %9d%n", code, name(project, code),
                        tally.examples(), tally.images(), tally.auto());
            }
            for (int iteration = 0; iteration <= table.iteration(); iteration++) {
                LabelTally tally = table.tally(iteration);
                if (!tally.equals(LabelTally.NONE))
                    console.out().println((iteration == 0 ? "Before v1" : "v" + iteration) + ": " + tally.proposed()
                            + " proposed, " + tally.accepted() + " accepted, " + tally.edited() + " edited, "
                            + tally.deleted() + " deleted, " + tally.added() + " added" + (tally.judged() == 0 ? ""
                                    : String.format(Locale.ROOT, "; %.0f %% of those looked at accepted unchanged",
                                            100 * tally.acceptedShare())));
            }
            Readiness readiness = Readiness.of(table, project.project());
            console.out().println(readiness.ready() ? "Ready to train." : "Before training:");
            readiness.sentences().forEach(sentence -> console.out().println("  " + sentence));
            return Console.OK;
        });
    }

    @Command(name = "list", sortOptions = false, description = "Prints labels as CSV.")
    int list(@Parameters(paramLabel = "PROJECT", description = "Folder of the project.") Path folder,
            @Option(names = "--state", paramLabel = "auto|accepted|edited|added", converter = StateConverter.class,
                    description = "Only those in this state.") LabelState state,
            @Option(names = "--class", paramLabel = "NAME", description = "Only those of this class.") String className,
            @Option(names = "--tile", paramLabel = "IMAGE", description = "Only those of this image.") String image)
            throws Exception {
        return ProjectAccess.read(folder, console, project -> {
            Integer code = className == null ? null : code(project, className);
            LabelTable table = project.labels().table();
            console.out().println("id,image,class,state,score,shape,x,y,width,height,author,iteration,layer,source");
            List<LabelTile> tiles = image == null ? table.tiles() : List.of(tile(project, image));
            for (LabelTile tile : tiles)
                for (Label label : table.labels(tile.number()))
                    if ((state == null || label.state() == state) && (code == null || label.code() == code))
                        console.out().println(row(project, tile, label));
            return Console.OK;
        });
    }

    private static String row(ProjectFile project, LabelTile tile, Label label) {
        LabelShape.Box box = label.shape().bounds();
        return String.join(",", String.valueOf(label.id()), quoted(tile.image()), quoted(name(project, label.code())),
                word(label.state()), String.valueOf(label.score()), shape(label.shape()), number(box.x()),
                number(box.y()), number(box.width()), number(box.height()), quoted(label.author()),
                String.valueOf(label.iteration()), quoted(label.layer()), quoted(label.source()));
    }

    private static String shape(LabelShape shape) {
        return shape instanceof LabelShape.Box ? "box" : shape instanceof LabelShape.RotatedBox ? "rotated"
                : shape instanceof LabelShape.Polygon ? "polygon" : shape instanceof LabelShape.Mask ? "mask"
                        : shape instanceof LabelShape.Point ? "point" : "whole";
    }

    private static String number(float value) {
        return value == (int) value ? String.valueOf((int) value) : String.valueOf(value);
    }

    private static String quoted(String text) {
        return text.matches("[^\",\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    @Command(name = "accept", sortOptions = false, description = "Accepts proposed labels.")
    int accept(@Parameters(paramLabel = "PROJECT", description = "Folder of the project.") Path folder,
            @Option(names = "--min-score", paramLabel = "NUMBER", defaultValue = "0",
                    description = "Only those with this score or more, 0 to 1 (default: 0).") double least,
            @Option(names = "--class", paramLabel = "NAME", description = "Only those of this class.") String className,
            @Option(names = "--tile", paramLabel = "IMAGE", description = "Only those of this image.") String image)
            throws Exception {
        checkScore(least);
        return ProjectAccess.write(folder, console, project -> {
            LabelEdit edit = project.labels().edit();
            for (Label label : proposed(project, className, image))
                if (label.score() >= least)
                    edit.accept(label);
            return made(project, edit.change("Accept labels"), "Accepted");
        });
    }

    @Command(name = "reject", sortOptions = false, description = "Deletes proposed labels.")
    int reject(@Parameters(paramLabel = "PROJECT", description = "Folder of the project.") Path folder,
            @Option(names = "--below", paramLabel = "NUMBER", defaultValue = "1.1",
                    description = "Only those with a lower score than this, 0 to 1 (default: all).") double limit,
            @Option(names = "--class", paramLabel = "NAME", description = "Only those of this class.") String className,
            @Option(names = "--tile", paramLabel = "IMAGE", description = "Only those of this image.") String image)
            throws Exception {
        return ProjectAccess.write(folder, console, project -> {
            LabelEdit edit = project.labels().edit();
            for (Label label : proposed(project, className, image))
                if (label.score() < limit)
                    edit.drop(label);
            return made(project, edit.change("Reject labels"), "Rejected");
        });
    }

    /** Proposed labels. @param className {@code null} for any @param image {@code null} for any */
    private static List<Label> proposed(ProjectFile project, String className, String image) throws ToolException {
        Integer code = className == null ? null : code(project, className);
        LabelTable table = project.labels().table();
        return (image == null ? table.labels() : table.labels(tile(project, image).number())).stream()
                .filter(l -> l.state() == LabelState.AUTO && (code == null || l.code() == code)).toList();
    }

    @Command(name = "merge", sortOptions = false,
            description = "Gives all labels of a class another one and takes the class out; its code is never used "
                    + "again.")
    int merge(@Parameters(index = "0", paramLabel = "PROJECT", description = "Folder of the project.") Path folder,
            @Parameters(index = "1", paramLabel = "CLASS", description = "Is taken out.") String from,
            @Parameters(index = "2", paramLabel = "INTO", description = "Gets its labels.") String into)
            throws Exception {
        return ProjectAccess.write(folder, console, project -> {
            int gone = code(project, from), kept = code(project, into);
            if (gone == kept)
                throw new ToolException("\"" + from + "\" and \"" + into + "\" are the same class.",
                        "Name two classes.");
            ClassEdits edits = new ClassEdits(project);
            ClassEdits.Recoding labels = edits.recoding("Merge " + from + " into " + into, l -> l.code() == gone, kept);
            edits.merge(DefectClasses.byCode(project.project(), gone).orElseThrow(),
                    DefectClasses.byCode(project.project(), kept).orElseThrow(), labels);
            console.out().println("Merged: " + Plural.of(labels.size(), "label")
                    + (labels.size() == 1 ? " is " : " are ") + into + " now.");
            return Console.OK;
        });
    }

    @Command(name = "tile", sortOptions = false, description = "Says how far the labelling of tiles is.")
    int tile(@Parameters(index = "0", paramLabel = "PROJECT", description = "Folder of the project.") Path folder,
            @Parameters(index = "1..*", arity = "1..*", paramLabel = "IMAGE",
                    description = "Images or folders as 'label list' names them, or * for all tiles that are open.")
            List<String> images,
            @Option(names = "--state", required = true, paramLabel = "open|complete|flagged|excluded",
                    converter = TileStateConverter.class, description = "How far it is.") TileState state)
            throws Exception {
        return ProjectAccess.write(folder, console, project -> {
            Map<String, Item> known = ProjectAccess.images(project, console);
            LabelEdit edit = project.labels().edit();
            for (String image : images)
                if (image.equals("*"))
                    project.labels().table().tiles().stream().filter(t -> t.state() == TileState.OPEN)
                            .forEach(t -> edit.state(t, state));
                else if (project.labels().table().tile(image).isPresent())
                    edit.state(edit.tile(image), state);
                else
                    ProjectAccess.chosen(project, known, List.of(image)).keySet()
                            .forEach(name -> edit.state(edit.tile(name), state));
            LabelChange change = edit.change("Mark tiles " + word(state));
            project.change(change);
            console.out().println("Marked " + Plural.of(change.tiles().size(), "tile") + " " + word(state) + ".");
            long left = state != TileState.COMPLETE ? 0 : change.tiles().stream().flatMap(t -> project.labels().table()
                    .labels(t.after().number()).stream()).filter(l -> l.state() == LabelState.AUTO).count();
            if (left > 0)
                console.note(Plural.of(left, "proposed label") + " on them " + (left == 1
                        ? "was neither accepted nor rejected; it is" : "were neither accepted nor rejected; they are")
                        + " not trained on.");
            return Console.OK;
        });
    }

    @Command(name = "auto", sortOptions = false,
            description = "Has a recipe or a trained net propose labels. They count when a person has accepted them; "
                    + "where a person has labelled the same, nothing is proposed.")
    int auto(@Parameters(index = "0", paramLabel = "PROJECT", description = "Folder of the project.") Path folder,
            @Parameters(index = "1..*", paramLabel = "IMAGE", arity = "0..*",
                    description = "Images or folders as 'label list' names them; by default all of the project's "
                            + "sets.")
            List<String> images,
            @Option(names = {"-r", "--recipe"}, paramLabel = "NAME|FILE", required = true,
                    description = "A shipped recipe, a recipe file, or a trained net (NAME.model).") String recipe,
            @Option(names = "--min-score", paramLabel = "NUMBER", defaultValue = "0.5",
                    description = "Least score of what is proposed, 0 to 1 (default: 0.5).") double least,
            @Option(names = "--as", paramLabel = "box|polygon|mask", defaultValue = "box",
                    converter = FormConverter.class,
                    description = "What becomes of objects that have a mask (default: box).") AutoLabeling.Form form,
            @Option(names = "--complete", description = "Also on tiles that are complete.") boolean complete)
            throws Exception {
        checkScore(least);
        return ProjectAccess.write(folder, console, project -> {
            Map<String, Item> known = ProjectAccess.images(project, console);
            List<Item> items = List.copyOf((images == null ? known
                    : ProjectAccess.chosen(project, known, images)).values());
            for (ImageSet set : project.project().getImageSets())
                ImagingStandard.differences(project.project(), set)
                        .forEach(difference -> console.note(set.getName() + ": " + difference.message()));
            AutoLabeling.Findings findings;
            try (Interrupt interrupt = new Interrupt(); ConsoleProgress progress = new ConsoleProgress(console.err(),
                    false, "images", interrupt::cancelled)) {
                findings = AutoLabeling.look(AutoLabelers.recipe(labeler(recipe, least), console.registry(),
                        Options.defaults()), items, progress);
            }
            findings.broken().forEach(problem -> console.note(problem.toString()));
            if (findings.cancelled())
                return Console.CANCELLED;
            AutoLabeling.Outcome outcome = AutoLabeling.propose(project, findings,
                    new AutoLabeling.Settings(form, (float) least, complete), "Propose labels by " + findings.name());
            console.out().println("Proposed " + Plural.of(outcome.proposed(), "label") + " on "
                    + Plural.of(outcome.tiles(), "tile") + (outcome.labelled() == 0 ? "" : "; " + outcome.labelled()
                            + (outcome.labelled() == 1 ? " is" : " are") + " labelled or rejected already")
                    + (outcome.left() == 0 ? "" : "; " + Plural.of(outcome.left(), "complete or excluded tile")
                            + " left alone")
                    + ".");
            return findings.broken().isEmpty() ? Console.OK : Console.DIFFERENT;
        });
    }

    private Recipe labeler(String recipe, double least) throws Exception {
        return ModelData.isModel(recipe) ? TryNet.recipe(Console.path(recipe), least, console)
                : Recipes.load(recipe, console.registry());
    }

    @Command(name = "check", sortOptions = false,
            description = "Looks whether the journal of labels and the frozen iterations are as they were written: "
                    + "each line follows the one before it, none is missing, and labels, images and files of frozen "
                    + "iterations have their hashes. Exit code 1 if something was changed.")
    int check(@Parameters(paramLabel = "PROJECT", description = "Folder of the project.") Path folder)
            throws Exception {
        return ProjectAccess.read(folder, console, project -> {
            JournalCheck check = JournalCheck.of(project);
            List<Problem> found;
            try (Interrupt interrupt = new Interrupt(); ConsoleProgress progress = new ConsoleProgress(console.err(),
                    false, "iterations", interrupt::cancelled)) {
                found = check.run(progress);
            } catch (CancellationException e) {
                return Console.CANCELLED;
            }
            found.forEach(problem -> console.out().println(problem));
            console.out().println("The journal of labels has " + Plural.of(check.lines(), "line") + ", the project "
                    + Plural.of(check.frozen().size(), "frozen iteration") + ": " + (found.isEmpty()
                            ? "nothing was changed since they were written." : Plural.of(found.size(), "problem")
                                    + "."));
            return found.isEmpty() ? Console.OK : Console.DIFFERENT;
        });
    }

    private int made(ProjectFile project, LabelChange change, String verb) {
        project.change(change);
        console.out().println(verb + " " + Plural.of(change.labels().size(), "label") + ".");
        return Console.OK;
    }

    private static String name(ProjectFile project, int code) {
        return code == 0 ? "" : DefectClasses.byCode(project.project(), code).map(DefectClass::getName)
                .orElse("class " + code);
    }

    private static int code(ProjectFile project, String name) throws ToolException {
        return DefectClasses.byName(project.project(), name).map(DefectClass::getCode)
                .orElseThrow(() -> new ToolException("The project has no class \"" + name + "\".", "It has "
                        + DefectClasses.of(project.project()).stream().map(DefectClass::getName).toList() + "."));
    }

    private static LabelTile tile(ProjectFile project, String image) throws ToolException {
        return project.labels().table().tile(image).orElseThrow(() -> ProjectAccess.noImage(project, Map.of(), image));
    }

    static void checkScore(double least) throws ToolException {
        if (!(least >= 0 && least <= 1))
            throw new ToolException("--min-score is from 0 to 1, found " + least + ".",
                    "Give such as 0.5, or leave it out.");
    }

    /** Forms of labels as users type them. */
    static final class FormConverter implements ITypeConverter<AutoLabeling.Form> {
        @Override
        public AutoLabeling.Form convert(String value) {
            return Console.word(AutoLabeling.Form.class, "form of labels", value);
        }
    }

    /** States of labels as users type them. */
    static final class StateConverter implements ITypeConverter<LabelState> {
        @Override
        public LabelState convert(String value) {
            return Console.word(LabelState.class, "state of a label", value);
        }
    }

    /** States of tiles as users type them. */
    static final class TileStateConverter implements ITypeConverter<TileState> {
        @Override
        public TileState convert(String value) {
            return Console.word(TileState.class, "state of a tile", value);
        }
    }
}
