package org.loupe.cli.internal;

import com.google.gson.FormattingStyle;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.loupe.api.Param;
import org.loupe.api.ToolException;
import org.loupe.engine.Plural;
import org.loupe.engine.Recipe;
import org.loupe.engine.nets.NetCard;
import org.loupe.engine.nets.NetComparison;
import org.loupe.store.RunReader;
import org.loupe.workspace.RecipeChanges;
import org.loupe.workspace.RunComparison;
import org.loupe.workspace.RunComparison.Counts;
import org.loupe.workspace.RunComparison.Difference;
import org.loupe.workspace.RunComparison.Found;
import org.loupe.workspace.RunComparison.Kind;
import org.loupe.workspace.nets.NetTrials;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares what two runs found, or what two trained classifiers say. */
@Command(name = "compare", sortOptions = false,
        description = {"Compares what two runs found: what is new, gone and changed, by class and image; and with the "
                + "truth, whether the second is better. Or tells which of two trained classifiers or nets is better."},
        footer = {"", "Exit code 1 if anything is new, gone or changed, or classified otherwise.", "",
            "DATA of two models: " + ModelData.HELP, "DATA of two nets: images with --truth, or a project, whose "
                + "complete images are taken.", "",
            "A specification has these keys; KEY=VALUE sets one on the command line:",
            "  first, second                                the two runs or models",
            "  data, recipe, unseen                         what models are tried on; recipe and unseen: of nets",
            "  truth, iou, score_tolerance, box_tolerance   how runs are compared",
            "  show, format                                 how it is told", "", "Examples:",
            "  loupe compare runs/0001 runs/0002", "  loupe compare runs/0001 runs/0002 --truth truth.json",
            "  loupe compare runs/0001 runs/0002 --format json > differences.json",
            "  loupe compare old.model new.model crops/",
            "  loupe compare v1.model v2.model my-project --unseen", "  loupe compare -e spec.yaml iou=0.5 format=json"})
public final class CompareVerb implements Callable<Integer> {
    private static final int PAGE = 1000, SHOWN = 20;

    private final Console console;

    @Parameters(paramLabel = "RUN1 RUN2|MODEL1 MODEL2 DATA|KEY=VALUE", arity = "0..*",
            description = "Folders of two runs, the second of which is told against the first; or files of two "
                    + "trained classifiers and what they are tried on; and values of the specification.")
    private List<String> given = List.of();

    @Mixin
    private Specification specification;

    @Option(names = "--truth", paramLabel = "PATH",
            description = "True boxes: labels in any format of 'loupe export', told by their content.")
    private Path truth;

    @Option(names = "--iou", paramLabel = "NUMBER",
            description = "Two boxes are one defect's if they overlap by more than this share of their union "
                    + "(default: 0.33).")
    private Double iou;

    @Option(names = "--score-tolerance", paramLabel = "NUMBER",
            description = "Largest difference of the score that is no change (default: 0.05).")
    private Double score;

    @Option(names = "--box-tolerance", paramLabel = "PX",
            description = "Farthest that an edge of the box may move without a change (default: 1 px).")
    private Double box;

    @Option(names = "--show", paramLabel = "N",
            description = "Most differences of each kind that the text lists (default: 20).")
    private Integer show;

    @Option(names = "--format", paramLabel = "text|json",
            converter = EvaluateVerb.FormConverter.class, description = "Tables for people, or JSON (default: text).")
    private EvaluateVerb.Form format;

    @Option(names = "--recipe", paramLabel = "RECIPE",
            description = "Of two nets: whose steps before the detector prepare the images.")
    private String recipe;

    @Option(names = "--unseen", description = "Of two nets: leaves out the images that either learned from.")
    private boolean unseen;

    @Option(names = {"-q", "--quiet"}, description = "No progress.")
    private boolean quiet;

    public CompareVerb(Console console) {
        this.console = console;
    }

    /** A comparison as specifications have it. */
    record Wanted(
            @Param(label = "First", help = "Run or model that the second is told against.") String first,
            @Param(label = "Second", help = "Run or model.") String second,
            @Param(label = "Data", help = "What two models are tried on.") String data,
            @Param(label = "Recipe", help = "That prepares images for two nets.") String recipe,
            @Param(label = "Unseen", help = "Whether images that either net learned from are left out.")
            boolean unseen,
            @Param(label = "Truth", help = "True objects of two runs, or of the images of two nets.") String truth,
            @Param(label = "IoU", min = 0, max = 1, help = "Share of the union above which boxes are one defect's.")
            double iou,
            @Param(label = "Score tolerance", min = 0, help = "Largest difference that is no change.")
            double scoreTolerance,
            @Param(label = "Box tolerance", unit = "px", min = 0, help = "Farthest an edge moves without a change.")
            double boxTolerance,
            @Param(label = "Show", min = 0, help = "Most differences of each kind that are listed.") int show,
            @Param(label = "Format", help = "Tables for people, or JSON.") EvaluateVerb.Form format) {
    }

    @Override
    public Integer call() throws Exception {
        RunComparison.Settings usual = RunComparison.Settings.DEFAULT;
        Wanted wanted = specification.set("truth", truth).set("iou", iou).set("score_tolerance", score)
                .set("box_tolerance", box).set("show", show).set("format", format)
                .set("recipe", recipe).set("unseen", unseen ? true : null)
                .read(given, "first", "second", "data").as(new Wanted("", "", "", "", false, "",
                        Double.NaN, usual.score(), usual.box(), SHOWN, EvaluateVerb.Form.TEXT));
        if (wanted.first.isBlank() || wanted.second.isBlank())
            throw new ToolException("Two runs or two models are compared, found "
                    + (wanted.first.isBlank() && wanted.second.isBlank() ? "none" : "one") + ".",
                    "Write loupe compare RUN1 RUN2, or loupe compare MODEL1 MODEL2 DATA.");
        Path first = Console.path(wanted.first), second = Console.path(wanted.second);
        boolean models = ModelData.isModel(wanted.first) && ModelData.isModel(wanted.second);
        if (models == wanted.data.isBlank())
            throw models
                    ? new ToolException("Two models are compared on data.", "Write loupe compare MODEL1 MODEL2 DATA.")
                    : new ToolException("Two runs are compared by themselves, found " + wanted.data + " besides.",
                            "Leave it out, or name two files NAME.model first.");
        boolean nets = models && NetCard.find(first).isPresent() && NetCard.find(second).isPresent();
        if (!nets && (wanted.unseen || !wanted.recipe.isBlank()))
            throw new ToolException("\"unseen\" and \"recipe\" go with two nets.", "Leave them out.");
        if (nets)
            return nets(wanted, first, second);
        if (models)
            return ModelTrials.compare(first, second, Console.path(wanted.data), wanted.format, console);
        if (wanted.iou == 1)
            throw new ToolException("IoU is from 0 to below 1, found 1.", "Use such as 0.33 or 0.5.");
        return runs(wanted, first, second, new RunComparison.Settings(Double.isNaN(wanted.iou) ? usual.iou()
                : wanted.iou, wanted.scoreTolerance, wanted.boxTolerance));
    }

    private int nets(Wanted wanted, Path first, Path second) throws Exception {
        Optional<NetComparison> compared = new TryNet(console).compare(first, second, new TryNet.Data(
                Console.path(wanted.data), wanted.truth, wanted.recipe, new NetTrials.Asked(wanted.iou, Double.NaN,
                        wanted.unseen)));
        if (compared.isEmpty())
            return Console.CANCELLED;
        console.out().print(wanted.format == EvaluateVerb.Form.JSON ? compared.get().toJson()
                : compared.get().toText());
        return compared.get().test().better() + compared.get().test().worse() == 0 ? Console.OK : Console.DIFFERENT;
    }

    private int runs(Wanted wanted, Path first, Path second, RunComparison.Settings settings) throws Exception {
        try (RunReader before = RunReader.open(first); RunReader after = RunReader.open(second)) {
            RunComparison comparison;
            try (Interrupt interrupt = new Interrupt(); ConsoleProgress progress = new ConsoleProgress(console.err(),
                    quiet, "images", interrupt::cancelled)) {
                comparison = RunComparison.of(before, after, settings, wanted.truth.isBlank()
                        ? Optional.empty() : Optional.of(Console.path(wanted.truth)), progress);
            } catch (CancellationException e) {
                return Console.CANCELLED;
            }
            for (RunReader run : List.of(before, after))
                if (!run.complete())
                    console.note("The run in " + run.folder() + " is not complete; the images that it holds are "
                            + "compared.");
            List<RecipeChanges.Change> recipe = RecipeChanges.of(Recipe.parse(before.recipeJson()),
                    Recipe.parse(after.recipeJson()), console.registry());
            if (wanted.format == EvaluateVerb.Form.JSON)
                json(wanted, comparison, recipe, before, after);
            else
                console.out().print(text(wanted, comparison, recipe, before, after));
            return comparison.counts().equal() ? Console.OK : Console.DIFFERENT;
        }
    }

    private String text(Wanted wanted, RunComparison comparison, List<RecipeChanges.Change> recipe, RunReader before,
            RunReader after) throws ToolException {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        int width = Math.max(5, comparison.classes().keySet().stream().mapToInt(String::length).max().orElse(0));
        out.printf(Locale.ROOT, "%-" + width + "s %9s %9s %9s %9s %9s %9s%n", "class", "before", "after", "new",
                "gone", "changed", "same");
        for (Map.Entry<String, Counts> c : comparison.classes().entrySet())
            row(out, width, c.getKey(), c.getValue());
        row(out, width, "all", comparison.counts());
        out.printf(Locale.ROOT, "%nChanged: another class, a score that differs by more than %s, or an edge of the box"
                + " that moved by more than %s px.%n", wanted.scoreTolerance, wanted.boxTolerance);
        long images = comparison.images().stream().filter(i -> !i.counts().equal()).count();
        out.println(images + " of " + Plural.of(comparison.images().size(), "image") + " "
                + (images == 1 ? "differs." : "differ."));
        left(out, "Only in the first run", comparison.onlyBefore());
        left(out, "Only in the second run", comparison.onlyAfter());
        left(out, "Could not be inspected in both", comparison.failed());
        comparison.verdict().ifPresent(verdict -> out.println(sentence(verdict)));
        if (!recipe.isEmpty())
            out.println("\nThe recipe's differences:");
        for (RecipeChanges.Change change : recipe)
            out.println("  " + words(change));
        for (Kind kind : Kind.values()) {
            int size = comparison.size(kind, "");
            if (size == 0 || wanted.show == 0)
                continue;
            out.println("\n" + kind.name().charAt(0) + kind.name().substring(1).toLowerCase(Locale.ROOT) + " ("
                    + size + "):");
            for (Difference d : comparison.page(kind, "", 0, wanted.show, before, after))
                out.println("  " + d.image() + ": " + d.before().map(CompareVerb::words).orElse("")
                        + (kind == Kind.CHANGED ? " → " : "") + d.after().map(CompareVerb::words).orElse(""));
            if (size > wanted.show)
                out.println("  … and " + (size - wanted.show) + " more.");
        }
        return text.toString();
    }

    private static void row(PrintWriter out, int width, String name, Counts counts) {
        out.printf(Locale.ROOT, "%-" + width + "s %9d %9d %9d %9d %9d %9d%n", name, counts.before(), counts.after(),
                counts.added(), counts.gone(), counts.changed(), counts.same());
    }

    private static void left(PrintWriter out, String what, List<String> names) {
        if (!names.isEmpty())
            out.println(what + ": " + Plural.of(names.size(), "image") + " (" + names.stream().limit(3)
                    .collect(Collectors.joining(", ")) + (names.size() > 3 ? ", …" : "") + ").");
    }

    private static String sentence(RunComparison.Verdict verdict) {
        return String.format(Locale.ROOT, "Against the truth%s: %d of %s better, %d worse; sign test p = %s.",
                verdict.classesCount() ? "" : " (classes left out, they have no name in common)",
                verdict.test().better(), Plural.of(verdict.test().pairs(), "image"), verdict.test().worse(),
                verdict.test().p() < 0.001 ? String.format(Locale.ROOT, "%.1e", verdict.test().p())
                        : String.format(Locale.ROOT, "%.3f", verdict.test().p()));
    }

    private static String words(Found found) {
        return String.format(Locale.ROOT, "%s %.2f at %.1f, %.1f, %.1f × %.1f px", found.className(), found.score(),
                found.x(), found.y(), found.width(), found.height());
    }

    private static String words(RecipeChanges.Change change) {
        return switch (change.what()) {
            case ADDED -> change.step() + ": added";
            case REMOVED -> change.step() + ": removed";
            case ENABLED -> change.step() + ": switched on";
            case DISABLED -> change.step() + ": switched off";
            case PARAMETER, ROUTE -> change.step() + " › " + change.parameter() + ": " + change.before() + " → "
                    + change.after();
        };
    }

    /** Everything, written as it is read: a million differences need no memory. */
    private void json(Wanted wanted, RunComparison comparison, List<RecipeChanges.Change> recipe, RunReader before,
            RunReader after) throws ToolException, IOException {
        Writer stream = new OutputStreamWriter(console.out(), StandardCharsets.UTF_8);
        JsonWriter json = new JsonWriter(stream);
        json.setFormattingStyle(FormattingStyle.PRETTY);
        json.setHtmlSafe(false);
        json.beginObject();
        json.name("before").value(before.folder().toString()).name("after").value(after.folder().toString());
        json.name("settings").beginObject().name("iou").value(Double.isNaN(wanted.iou)
                ? RunComparison.Settings.DEFAULT.iou() : wanted.iou).name("scoreTolerance")
                .value(wanted.scoreTolerance)
                .name("boxTolerancePx").value(wanted.boxTolerance).endObject();
        json.name("all");
        write(json.beginObject(), comparison.counts()).endObject();
        json.name("classes").beginArray();
        for (Map.Entry<String, Counts> c : comparison.classes().entrySet())
            write(json.beginObject().name("class").value(c.getKey()), c.getValue()).endObject();
        json.endArray().name("images").beginArray();
        for (RunComparison.ImageCounts image : comparison.images())
            write(json.beginObject().name("image").value(image.image()), image.counts()).endObject();
        json.endArray();
        names(json, "onlyBefore", comparison.onlyBefore());
        names(json, "onlyAfter", comparison.onlyAfter());
        names(json, "failed", comparison.failed());
        if (comparison.verdict().isPresent()) {
            RunComparison.Verdict verdict = comparison.verdict().get();
            json.name("truth").beginObject().name("better").value(verdict.test().better()).name("worse")
                    .value(verdict.test().worse()).name("same").value(verdict.test().same()).name("p")
                    .value(verdict.test().p()).name("classesCount").value(verdict.classesCount())
                    .name("withoutTruth").value(verdict.withoutTruth()).endObject();
        }
        json.name("recipe").beginArray();
        for (RecipeChanges.Change change : recipe)
            json.beginObject().name("what").value(change.what().name().toLowerCase(Locale.ROOT)).name("step")
                    .value(change.step()).name("parameter").value(change.parameter()).name("before")
                    .value(change.before()).name("after").value(change.after()).endObject();
        json.endArray().name("differences").beginArray();
        for (Kind kind : Kind.values())
            for (int from = 0; from < comparison.size(kind, ""); from += PAGE)
                for (Difference d : comparison.page(kind, "", from, PAGE, before, after))
                    write(json, d);
        json.endArray().endObject();
        json.flush();
        console.out().println();
    }

    private static JsonWriter write(JsonWriter json, Counts counts) throws IOException {
        return json.name("before").value(counts.before()).name("after").value(counts.after()).name("new")
                .value(counts.added()).name("gone").value(counts.gone()).name("changed").value(counts.changed())
                .name("same").value(counts.same());
    }

    private static void names(JsonWriter json, String name, List<String> values) throws IOException {
        json.name(name).beginArray();
        for (String value : values)
            json.value(value);
        json.endArray();
    }

    private static void write(JsonWriter json, Difference d) throws IOException {
        json.beginObject().name("kind").value(d.kind().name().toLowerCase(Locale.ROOT)).name("image")
                .value(d.image());
        if (d.before().isPresent())
            write(json.name("before"), d.before().get());
        if (d.after().isPresent())
            write(json.name("after"), d.after().get());
        names(json, "in", d.aspects().stream().map(a -> a.name().toLowerCase(Locale.ROOT)).toList());
        json.endObject();
    }

    private static void write(JsonWriter json, Found found) throws IOException {
        json.beginObject().name("class").value(found.className());
        json.name("score");
        if (Double.isNaN(found.score()))
            json.nullValue();
        else
            json.value((float) found.score());
        json.name("x").value((float) found.x()).name("y").value((float) found.y()).name("width")
                .value((float) found.width()).name("height").value((float) found.height()).endObject();
    }
}
