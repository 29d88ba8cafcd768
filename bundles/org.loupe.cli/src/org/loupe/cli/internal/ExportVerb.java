package org.loupe.cli.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.loupe.api.ToolException;
import org.loupe.engine.evaluation.Evaluation;
import org.loupe.exchange.LabelFile;
import org.loupe.exchange.LabelFormat;
import org.loupe.exchange.Loss;
import org.loupe.model.Iteration;
import org.loupe.store.RunReader;
import org.loupe.store.labels.LabelTable;
import org.loupe.workspace.Exports;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.labels.KnownImages;
import org.loupe.workspace.labels.LabelFilter;
import org.loupe.workspace.labels.LabelTransfer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Writes a run, or the labels of a project, for other programs and for people. */
@Command(name = "export", sortOptions = false,
        description = "Writes a run for other programs or as a report, or the labels of a project.",
        footer = {"", "What a format cannot hold of labels is told, with exit code 1.", "",
            "Examples:", "  loupe export my-project --format json --out labels-v1.json",
            "  loupe export my-project --format masks-index --out masks --iteration v1",
            "  loupe export my-project --format csv --columns image,class,area --only \"class = Spur\"",
            "  loupe export my-project --wafer B2611-14 --format klarf --classes-of runs/0001 --out B2611-14.001",
            "  loupe export runs/0001 --format csv --out defects.csv",
            "  loupe export runs/0001 --format html --out report.html --truth truth.json"})
public final class ExportVerb implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "RUN|PROJECT",
            description = "Folder of the run, or of the project whose labels are written.")
    private Path run;

    @Option(names = "--format", paramLabel = "FORMAT", required = true,
            description = "For labels: json, coco, labelme, voc, yolo, csv, deeppcb, masks-index, masks-instance, "
                    + "masks-class, class-folders. For runs: json (lines), csv, coco (dataset), coco-results, or "
                    + "html (report).")
    private String format;

    @Option(names = {"-o", "--out"}, paramLabel = "FILE", description = "By default a file in that folder.")
    private Path out;

    @Option(names = "--columns", paramLabel = "NAME", split = ",",
            description = "For tables of labels: the columns, in this order.")
    private List<String> columns = List.of();

    @Option(names = "--only", paramLabel = "CONDITION", defaultValue = "",
            description = "For labels: those that meet it, such as \"class = Spur and split = test\".")
    private String only;

    @Option(names = "--iteration", paramLabel = "NAME", description = "For labels: as they were frozen in it.")
    private String iteration;

    @Option(names = "--truth", paramLabel = "PATH",
            description = "For html: true boxes; the report then tells how well the run did.")
    private Path truth;

    @Mixin
    private Comparison comparison;

    @Mixin
    private ProjectWafers.Options wafers;

    public ExportVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        if (wafers.given())
            return ProjectWafers.export(run, wafers, format, out, console);
        if (ProjectFile.isProject(run))
            return labels();
        if (!columns.isEmpty() || !only.isBlank() || iteration != null)
            throw new ToolException("--columns, --only and --iteration are for the labels of a project; " + run
                    + " is none.", "Name the project's folder, or leave them out.");
        Exports.Format format = format(this.format);
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

    private static Exports.Format format(String word) throws ToolException {
        try {
            return Console.word(Exports.Format.class, "format", word);
        } catch (TypeConversionException e) {
            throw new ToolException("--format: " + e.getMessage() + ".", "", e);
        }
    }

    private int labels() throws Exception {
        LabelFormat known = LabelForms.of(format, columns);
        return ProjectAccess.read(run, console, project -> {
            Path file = out != null ? out : run.resolve(known.fileName());
            LabelTable table = table(project);
            LabelFile labels = LabelTransfer.export(project, table);
            if (!only.isBlank())
                labels = LabelTransfer.only(labels, table,
                        LabelFilter.parse(only, LabelFilter.classes(project.project())));
            List<Loss> losses;
            try {
                losses = known.write(labels, file, KnownImages.of(project.labels(), table, console.registry()));
            } catch (ToolException e) {
                throw new Console.Stopped(Console.STOPPED, e);
            }
            console.out().println("Written: " + InspectVerb.relative(file) + " with " + labels.labels().size()
                    + " labels on " + labels.tiles().size() + " tiles");
            LabelForms.tell(losses, console.out());
            return losses.isEmpty() ? Console.OK : Console.DIFFERENT;
        });
    }

    private LabelTable table(ProjectFile project) throws ToolException {
        if (iteration == null)
            return project.labels().table();
        List<Iteration> all = project.project().getIterations();
        for (Iteration one : all)
            if (one.getName().equals(iteration) || ("v" + one.getNumber()).equals(iteration))
                return one.getFrozen() == null ? project.labels().table() : project.labels().at(one.getEntry());
        throw new ToolException("The project has no iteration \"" + iteration + "\".", all.isEmpty()
                ? "It has none yet; leave --iteration out." : "Iterations: "
                        + all.stream().map(i -> "v" + i.getNumber() + " (" + i.getName() + ")")
                                .collect(Collectors.joining(", ")) + ".");
    }
}
