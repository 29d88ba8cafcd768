package org.loupe.cli.internal;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.loupe.api.ToolException;
import org.loupe.engine.evaluation.Evaluation;
import org.loupe.store.RunReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
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

    @Mixin
    private Comparison comparison;

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
        Evaluation evaluation;
        try (RunReader reader = RunReader.open(run)) {
            evaluation = comparison.evaluate(reader, truth, console);
        }
        console.out().print(format == Form.JSON ? evaluation.toJson() : evaluation.toText());
        console.out().println();
        return Console.OK;
    }
}
