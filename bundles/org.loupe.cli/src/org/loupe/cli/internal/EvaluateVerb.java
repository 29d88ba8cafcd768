package org.loupe.cli.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.loupe.api.Param;
import org.loupe.api.ToolException;
import org.loupe.engine.Spec;
import org.loupe.engine.evaluation.Evaluation;
import org.loupe.store.RunReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares a run, or what a trained classifier says, with the truth. */
@Command(name = "evaluate", sortOptions = false,
        description = {"Compares what a run found with what is truly there: precision, recall, F, mAP, classes, "
                + "overkill and escape; or the classes that a trained classifier gives with those that are known."},
        footer = {"", "Examples:", "  loupe evaluate runs/0001 --truth truth.json",
            "  loupe evaluate runs/0001 --truth annotations/ --class-agnostic --iou 0.33 --format json",
            "  loupe evaluate -e spec.yaml results_dir=results iou=0.5",
            "  loupe evaluate pits.model crops/ --good ok",
            "", "DATA of a model: " + ModelData.HELP, "",
            "A specification has the keys run, truth, iou, class_agnostic, min_score, format and results_dir; "
                + "paths", "are those of the command line."})
public final class EvaluateVerb implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "RUN|MODEL DATA|KEY=VALUE", description = "Folder of the run, or the file of a trained "
            + "classifier and what it is tried on; with -e also values of the specification that are to be others.")
    private List<String> given = List.of();

    @Option(names = "--truth", paramLabel = "PATH",
            description = "True boxes: labels in any format of 'loupe export', told by their content.")
    private Path truth;

    @Option(names = {"-e", "--spec"}, paramLabel = "FILE",
            description = "Specification (.yaml, .json) in place of these options.")
    private Path spec;

    @Option(names = "--good", paramLabel = "CLASS", split = ",",
            description = "Of a classifier: classes that are no defect; overkill and escapes are told then.")
    private List<String> good = List.of();

    @Mixin
    private Comparison comparison;

    @picocli.CommandLine.Spec
    private CommandSpec command;

    @Option(names = "--format", paramLabel = "text|json", defaultValue = "text",
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
     * An evaluation as specifications have it.
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
            @Param(label = "Format", help = "Tables for people, or JSON.") Form format,
            @Param(label = "Results", help = "Folder for evaluation.json.") String resultsDir) {
    }

    @Override
    public Integer call() throws Exception {
        if (spec == null && !given.isEmpty() && ModelData.isModel(given.get(0))) {
            if (given.size() != 2)
                throw new ToolException("A model is evaluated on data, found " + String.join(" ", given) + ".",
                        "Write loupe evaluate MODEL DATA.");
            return ModelTrials.evaluate(Console.path(given.get(0)), Console.path(given.get(1)), good, format, console);
        }
        Evaluated what = spec == null ? options() : specified();
        if (what.run.isBlank())
            throw new ToolException("No run is named.", "Name its folder, or write run: FOLDER in the specification.");
        if (what.truth.isBlank())
            throw new ToolException("No truth is named.", "Give --truth PATH, or write truth: PATH in the "
                    + "specification.");
        Evaluation evaluation;
        try (RunReader reader = RunReader.open(Console.path(what.run))) {
            evaluation = comparison.with(what.iou, what.classAgnostic, what.minScore).evaluate(reader,
                    Console.path(what.truth), console);
        }
        console.out().print(what.format == Form.JSON ? evaluation.toJson() : evaluation.toText());
        console.out().println();
        if (!what.resultsDir.isBlank())
            write(evaluation, Console.path(what.resultsDir));
        return Console.OK;
    }

    private Evaluated options() throws ToolException {
        if (given.size() > 1)
            throw new ToolException("One run is evaluated, found " + String.join(" ", given) + ".",
                    "KEY=VALUE changes values of a specification: give it by -e FILE.");
        return new Evaluated(given.isEmpty() ? "" : given.get(0), truth == null ? "" : truth.toString(),
                comparison.iou(), comparison.classAgnostic(), comparison.minScore(), format, "");
    }

    private Evaluated specified() throws ToolException {
        for (OptionSpec option : command.commandLine().getParseResult().matchedOptions())
            if (List.of("--truth", "--iou", "--class-agnostic", "--min-score", "--format")
                    .contains(option.longestName()))
                throw new ToolException(option.longestName() + " does not go with -e.", "Write "
                        + option.longestName().substring(2).replace('-', '_') + "=VALUE behind it.");
        Spec read = Spec.read(spec);
        for (String one : given)
            read = read.with(one.contains("=") ? one : "run=" + Spec.quoted(one));
        return read.as(new Evaluated("", "", comparison.iou(), comparison.classAgnostic(), comparison.minScore(),
                Form.TEXT, ""));
    }

    private void write(Evaluation evaluation, Path folder) throws Console.Stopped {
        Path file = folder.resolve("evaluation.json");
        try {
            Files.createDirectories(folder);
            Files.writeString(file, evaluation.toJson() + "\n");
            console.out().println("Written: " + InspectVerb.relative(file));
        } catch (IOException e) {
            throw new Console.Stopped(Console.STOPPED, new ToolException(file + " cannot be written: "
                    + e.getMessage() + ".", "Choose another results_dir.", e));
        }
    }
}
