package org.loupe.cli.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.loupe.api.Param;
import org.loupe.api.ToolException;
import org.loupe.engine.ModelArchive;
import org.loupe.engine.anomaly.AnomalyCard;
import org.loupe.engine.anomaly.AnomalyReport;
import org.loupe.engine.evaluation.Evaluation;
import org.loupe.engine.learning.ClassificationReport;
import org.loupe.engine.learning.Scored;
import org.loupe.engine.nets.Failure;
import org.loupe.engine.nets.NetCard;
import org.loupe.engine.nets.NetTrial;
import org.loupe.store.RunReader;
import org.loupe.workspace.nets.NetTrials;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares a run, or what a trained classifier says, with the truth. */
@Command(name = "evaluate", sortOptions = false,
        description = {"Compares what a run found with what is truly there: precision, recall, F, mAP, classes, "
                + "overkill and escape; or the classes that a trained classifier gives with those that are known; or "
                + "how unlike good images are found that are good, and that are not; or what a trained net finds or "
                + "outlines, and how it fails."},
        footer = {"", "Examples:", "  loupe evaluate runs/0001 --truth truth.json",
            "  loupe evaluate runs/0001 --truth annotations/ --class-agnostic --iou 0.33 --format json",
            "  loupe evaluate -e spec.yaml results_dir=results iou=0.5",
            "  loupe evaluate pits.model crops/ --good ok results_dir=results",
            "  loupe evaluate good.model images/ --good good --recipe sem-golden",
            "  loupe evaluate boards.model other-boards/ --truth truth.json --report boards.html",
            "  loupe evaluate layers.model my-project --unseen --failure filled,lost-edges",
            "", "DATA of a model: " + ModelData.HELP, "DATA of a model of good images: a folder of images, those of "
                + "each class in a folder of its name. DATA of a net: images with --truth, or a project, whose complete "
                + "images are taken. " + TryNet.SIZES, "",
            "A specification has these keys; KEY=VALUE sets one on the command line:",
            "  run, truth           what is judged by which truth",
            "  iou, class_agnostic, min_score",
            "  model, data, good    in place of these, a model, what it is tried on, classes that are no defect",
            "  recipe               prepares images for a model of good images, or a net",
            "  unseen, failure, report  as the options of a net",
            "  format, results_dir  how it is told; a folder for evaluation.json"})
public final class EvaluateVerb implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "RUN|MODEL DATA|KEY=VALUE", arity = "0..*", description = "Folder of the run, or the file "
            + "of a trained classifier and what it is tried on, and values of the specification.")
    private List<String> given = List.of();

    @Option(names = "--truth", paramLabel = "PATH", description = "What is true of the images: labels in any format of "
            + "'loupe export', told by their content.")
    private Path truth;

    @Mixin
    private Specification specification;

    @Option(names = "--good", paramLabel = "CLASS", split = ",",
            description = "Of a model: classes that are no defect; overkill and escapes are told then. A model of good "
                    + "images needs them.")
    private List<String> good;

    @Option(names = "--recipe", paramLabel = "RECIPE",
            description = "With a model of good images or a net: whose steps before the detector prepare the images.")
    private String recipe;

    @Option(names = "--unseen", description = "With a net: leaves out the images that it learned from.")
    private boolean unseen;

    @Option(names = "--failure", paramLabel = "KIND", split = ",", description = "With a net: tells only of images with "
            + "such a failure: blank, inverted, false-object, missed, wrong-class, misplaced, doubled, filled, "
            + "lost-edges.")
    private List<String> failure;

    @Option(names = "--report", paramLabel = "FILE.html", description = "With a net: writes a report with pictures.")
    private Path report;

    @Mixin
    private Comparison comparison;

    @Option(names = "--format", paramLabel = "text|json",
            converter = FormConverter.class, description = "Tables for people, or JSON (default: text).")
    private Form format;

    /** How the figures are written. */
    enum Form {
        TEXT, JSON
    }

    /** The forms as users type them. */
    static final class FormConverter implements ITypeConverter<Form> {
        @Override
        public Form convert(String value) {
            return Console.word(Form.class, "format", value);
        }
    }

    public EvaluateVerb(Console console) {
        this.console = console;
    }

    /**
     * An evaluation as specifications have it: of a run against its truth, or of a model on data.
     *
     * @param resultsDir where the figures are written as evaluation.json; "" for nowhere
     */
    record Evaluated(
            @Param(label = "Run", help = "Folder of the run.") String run,
            @Param(label = "Truth", help = "True boxes: a file, or a folder of text files.") String truth,
            @Param(label = "IoU", min = 0, max = 1, help = "Share of their union above which a box counts as found.")
            double iou,
            @Param(label = "Class-agnostic", help = "Any class matches any.") boolean classAgnostic,
            @Param(label = "Least score", help = "Detections of a lower score are left out.") double minScore,
            @Param(label = "Model", help = "A trained classifier.") String model,
            @Param(label = "Data", help = "What a classifier is tried on.") String data,
            @Param(label = "Good", help = "Classes that are no defect.") List<String> good,
            @Param(label = "Recipe", help = "That prepares images for a model of good images, or a net.")
            String recipe,
            @Param(label = "Unseen", help = "Whether images that a net learned from are left out.") boolean unseen,
            @Param(label = "Failure", help = "Kinds of failure to which the images told are limited.")
            List<String> failure,
            @Param(label = "Report", help = "HTML file of the evaluation of a net.") String report,
            @Param(label = "Format", help = "Tables for people, or JSON.") Form format,
            @Param(label = "Results", help = "Folder for evaluation.json.") String resultsDir) {
    }

    @Override
    public Integer call() throws Exception {
        Evaluated what = wanted();
        Path results = Console.path(what.resultsDir);
        boolean net = !what.model.isBlank() && NetCard.find(Console.path(what.model)).isPresent();
        if (!net && !what.model.isBlank()) // one that is missing or damaged is not taken for a classifier
            ModelArchive.read(Console.path(what.model), file -> file.text(ModelArchive.CARD));
        if (!net && (what.unseen || !what.failure.isEmpty() || !what.report.isBlank()))
            throw new ToolException("\"unseen\", \"failure\" and \"report\" go with a net.", "Leave them out.");
        if (net)
            return tryNet(what, results);
        if (!what.model.isBlank()) {
            if (!what.run.isBlank() || !what.truth.isBlank())
                throw new ToolException("A model is tried on data, and " + (what.run.isBlank() ? "truth"
                        : "a run") + " is given besides.", "Leave it out, or leave out the model.");
            if (what.data.isBlank())
                throw new ToolException("It is not told what the model is tried on.",
                        "Write loupe evaluate MODEL DATA.");
            Path model = Console.path(what.model);
            if (AnomalyCard.find(model).isPresent())
                return tryGoodImages(what, model, results);
            if (!what.recipe.isBlank())
                throw new ToolException("\"recipe\" goes with a model of good images, and " + model
                        + " is a classifier.", "Leave it out.");
            return tryModel(what, model, results);
        }
        if (what.run.isBlank())
            throw new ToolException("No run is named.", "Name its folder, or write run: FOLDER in the specification.");
        if (what.truth.isBlank())
            throw new ToolException("No truth is named.", "Give --truth PATH, or write truth: PATH in the "
                    + "specification.");
        Evaluation evaluation;
        try (RunReader reader = RunReader.open(Console.path(what.run))) {
            evaluation = comparison.with(Double.isNaN(what.iou) ? Comparison.IOU : what.iou, what.classAgnostic,
                    Double.isNaN(what.minScore) ? 0 : what.minScore).evaluate(reader,
                    Console.path(what.truth), console);
        }
        console.out().print(what.format == Form.JSON ? evaluation.toJson() : evaluation.toText());
        console.out().println();
        write(evaluation.toJson() + "\n", results);
        return Console.OK;
    }

    private int tryNet(Evaluated what, Path results) throws Exception {
        if (what.data.isBlank())
            throw new ToolException("It is not told what the net is tried on.", "Write loupe evaluate MODEL DATA.");
        if (!what.run.isBlank() || !what.good.isEmpty() || what.classAgnostic)
            throw new ToolException("A run, \"good\" and \"class_agnostic\" do not go with a net.", "Leave them out.");
        Optional<NetTrial> trial = new TryNet(console).evaluate(Console.path(what.model), new TryNet.Data(
                Console.path(what.data), what.truth, what.recipe, new NetTrials.Asked(what.iou, what.minScore,
                        what.unseen)), Set.copyOf(Console.words(Failure.class, "kind of failure",
                                what.failure)), what.report.isBlank() ? Optional.empty()
                                : Optional.of(Console.path(what.report)));
        if (trial.isEmpty())
            return Console.CANCELLED;
        console.out().print(what.format == Form.JSON ? trial.get().toJson() : trial.get().toText());
        if (!what.report.isBlank())
            console.note("Written: " + InspectVerb.relative(Console.path(what.report)));
        write(trial.get().toJson(), results);
        return Console.OK;
    }

    private int tryGoodImages(Evaluated what, Path model, Path results) throws Exception {
        Optional<AnomalyReport> report = new GoodImages(console, false).evaluate(model, Console.path(what.data),
                what.good, what.recipe);
        if (report.isEmpty())
            return Console.CANCELLED;
        console.out().print(what.format == Form.JSON ? report.get().toJson() : report.get().toText());
        write(report.get().toJson(), results);
        return Console.OK;
    }

    private int tryModel(Evaluated what, Path model, Path results) throws Exception {
        Scored scored;
        try {
            scored = ModelTrials.scored(model, Console.path(what.data), console);
        } catch (CancellationException e) {
            return Console.CANCELLED;
        }
        ClassificationReport report = ClassificationReport.of(scored);
        String limits = what.good.isEmpty() ? "" : ModelTrials.limits(scored, what.good);
        console.out().print(what.format == Form.JSON ? report.toJson() : report.toText() + limits);
        write(report.toJson(), results);
        return Console.OK;
    }

    private Evaluated wanted() throws ToolException {
        return specification.set("truth", truth).set("iou", comparison.iou())
                .set("class_agnostic", comparison.classAgnostic()).set("min_score", comparison.minScore())
                .set("good", good).set("recipe", recipe).set("unseen", unseen ? true : null)
                .set("failure", failure).set("report", report).set("format", format).read(given, keys())
                .as(new Evaluated("", "", Double.NaN, false, Double.NaN, "", "", List.of(), "", false, List.of(), "",
                        Form.TEXT, ""));
    }

    /** What words without a key name: a model ends in .model, and what stands beside one is data. */
    private String[] keys() throws ToolException {
        boolean named = specification.file().values().containsKey("model");
        for (String word : given)
            if (Specification.isSetting(word))
                named |= word.startsWith("model=");
            else if (ModelData.isModel(word))
                return new String[] {"model", "data"};
        return new String[] {named ? "data" : "run"};
    }

    private void write(String figures, Path folder) throws Console.Stopped {
        if (folder.toString().isEmpty())
            return;
        Path file = folder.resolve("evaluation.json");
        try {
            Files.createDirectories(folder);
            Files.writeString(file, figures);
            console.out().println("Written: " + InspectVerb.relative(file));
        } catch (IOException e) {
            throw new Console.Stopped(Console.STOPPED, new ToolException(file + " cannot be written: "
                    + e.getMessage() + ".", "Choose another results_dir.", e));
        }
    }
}
