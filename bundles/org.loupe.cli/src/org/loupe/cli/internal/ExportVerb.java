package org.loupe.cli.internal;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.loupe.api.ToolException;
import org.loupe.engine.evaluation.Evaluation;
import org.loupe.exchange.LabelFile;
import org.loupe.exchange.LabelFiles;
import org.loupe.store.RunReader;
import org.loupe.workspace.Exports;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.labels.LabelTransfer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a run, or the labels of a project, for other programs and for people. */
@Command(name = "export", sortOptions = false,
        description = "Writes a run for other programs or as a report, or the labels of a project.",
        footer = {"", "Examples:", "  loupe export my-project --format json --out labels-v1.json",
            "  loupe export runs/0001 --format csv --out defects.csv",
            "  loupe export runs/0001 --format html --out report.html --truth truth.json"})
public final class ExportVerb implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "RUN|PROJECT",
            description = "Folder of the run, or of the project whose labels are written.")
    private Path run;

    @Option(names = "--format", paramLabel = "FORMAT", required = true,
            description = "For labels: json. For runs: json (lines), csv, coco (dataset), coco-results, or html "
                    + "(report).",
            converter = InspectVerb.FormatConverter.class)
    private Exports.Format format;

    @Option(names = {"-o", "--out"}, paramLabel = "FILE", description = "By default a file in that folder.")
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
        if (ProjectFile.isProject(run))
            return labels();
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

    private int labels() throws Exception {
        if (format != Exports.Format.JSON)
            throw new ToolException("Labels of a project cannot be written in this format.", "Use --format json.");
        return ProjectAccess.read(run, console, project -> {
            Path file = out != null ? out : run.resolve("labels.json");
            LabelFile labels = LabelTransfer.export(project);
            try {
                LabelFiles.write(labels, file);
            } catch (ToolException e) {
                throw new Console.Stopped(Console.STOPPED, e);
            }
            console.out().println("Written: " + InspectVerb.relative(file) + " with " + labels.labels().size()
                    + " labels on " + labels.tiles().size() + " tiles");
            return Console.OK;
        });
    }
}
