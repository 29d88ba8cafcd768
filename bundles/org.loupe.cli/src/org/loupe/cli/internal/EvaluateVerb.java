package org.loupe.cli.internal;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.loupe.api.ToolException;
import org.loupe.engine.evaluation.Evaluation;
import org.loupe.store.RunReader;
import org.loupe.workspace.Evaluations;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares a run with the truth. */
@Command(name = "evaluate", sortOptions = false,
        description = {"Compares what a run found with what is truly there: precision, recall, F, mAP, classes, "
                + "overkill and escape."},
        footer = {"", "Examples:", "  loupe evaluate runs/0001 --truth truth.json",
            "  loupe evaluate runs/0001 --truth annotations/ --class-agnostic --iou 0.33 --format json"})
public final class EvaluateVerb implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "RUN", description = "Folder of the run.")
    private Path run;

    @Option(names = "--truth", paramLabel = "PATH", required = true,
            description = "True boxes: a COCO or CSV file, or a folder of DeepPCB text files.")
    private Path truth;

    @Option(names = "--iou", paramLabel = "NUMBER", defaultValue = "0.33",
            description = "A box counts as found if it overlaps with a found one by more than this share of their "
                    + "union (default: 0.33).")
    private double iou;

    @Option(names = "--class-agnostic", description = "Any class matches any.")
    private boolean classAgnostic;

    @Option(names = "--min-score", paramLabel = "NUMBER", defaultValue = "0",
            description = "Leaves detections of a lower score out (default: 0).")
    private double minScore;

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

    @Override
    public Integer call() throws ToolException {
        if (!(iou >= 0 && iou < 1))
            throw new ToolException("--iou is from 0 to below 1, found " + iou + ".", "Use such as 0.33 or 0.5.");
        Evaluations.Result result;
        boolean complete;
        try (RunReader reader = RunReader.open(run)) {
            complete = reader.complete();
            result = Evaluations.of(reader, truth, new Evaluation.Settings(iou, classAgnostic, minScore));
        }
        if (!complete)
            console.note("The run is not complete; the images that it holds are evaluated.");
        left("Images of the run without truth, left out", result.withoutTruth());
        left("Images of the truth that the run does not hold, left out", result.unused());
        left("Images that could not be inspected, counted as if nothing was found", result.failed());
        Evaluation.Confusion classes = result.evaluation().confusion();
        if (!classAgnostic && !classes.truthClasses().isEmpty() && !classes.foundClasses().isEmpty()
                && Collections.disjoint(classes.truthClasses(), classes.foundClasses()))
            console.note("The run's classes (" + String.join(", ", classes.foundClasses()) + ") and the truth's ("
                    + String.join(", ", classes.truthClasses())
                    + ") have no name in common, so nothing matches. Use --class-agnostic to compare boxes alone.");
        console.out().print(format == Form.JSON ? result.evaluation().toJson() : result.evaluation().toText());
        console.out().println();
        return Console.OK;
    }

    private void left(String what, List<String> names) {
        if (!names.isEmpty())
            console.note(what + ": " + names.size() + " ("
                    + String.join(", ", names.subList(0, Math.min(3, names.size())))
                    + (names.size() > 3 ? ", …" : "") + ").");
    }
}
