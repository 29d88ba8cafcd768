package org.loupe.cli.internal;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.loupe.api.ToolException;
import org.loupe.engine.evaluation.Evaluation;
import org.loupe.store.RunReader;
import org.loupe.workspace.Exports;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a run for other programs and for people. */
@Command(name = "export", sortOptions = false, description = "Writes a run for other programs, or as a report.",
        footer = {"", "Examples:", "  loupe export runs/0001 --format csv --out defects.csv",
            "  loupe export runs/0001 --format html --out report.html --truth truth.json"})
public final class ExportVerb implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "RUN", description = "Folder of the run.")
    private Path run;

    @Option(names = "--format", paramLabel = "FORMAT", required = true,
            description = "json (lines), csv, coco (dataset), coco-results, or html (report).",
            converter = InspectVerb.FormatConverter.class)
    private Exports.Format format;

    @Option(names = {"-o", "--out"}, paramLabel = "FILE", description = "By default a file in RUN.")
    private Path out;

    @Option(names = "--truth", paramLabel = "PATH",
            description = "For html: true boxes; the report then tells how well the run did.")
    private Path truth;

    @Mixin
    private Comparison comparison;

    public ExportVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        try (RunReader reader = RunReader.open(run)) {
            Optional<Evaluation> evaluation = truth == null ? Optional.empty()
                    : Optional.of(comparison.evaluate(reader, truth, console));
            Path file = out != null ? out : run.resolve(format.fileName());
            try {
                Exports.write(reader, format, file, evaluation, console.registry());
            } catch (ToolException e) {
                throw new Console.Stopped(Console.STOPPED, e);
            }
            console.out().println("Written: " + InspectVerb.relative(file));
        }
        return Console.OK;
    }
}
