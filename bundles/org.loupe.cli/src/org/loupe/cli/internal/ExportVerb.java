package org.loupe.cli.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.loupe.api.ExportableModel;
import org.loupe.api.ToolException;
import org.loupe.engine.Plural;
import org.loupe.engine.evaluation.Evaluation;
import org.loupe.engine.nets.NetModel;
import org.loupe.engine.nets.OnnxExport;
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

/** Writes a run, the labels of a project, or a trained net, for other programs and for people. */
@Command(name = "export", sortOptions = false,
        description = "Writes a run for other programs or as a report, the labels of a project, or a trained net.",
        footer = {"", "What a format cannot hold of labels is told, with exit code 1.", "",
            "A net is written as ONNX, for images of any size, one or several at once; Faster R-CNN takes one.",
            "It is compared with the model first.", "",
            "Examples:", "  loupe export my-project --format json --out labels-v1.json",
            "  loupe export my-project --format masks-index --out masks --iteration v1",
            "  loupe export my-project --format csv --columns image,class,area --only \"class = Spur\"",
            "  loupe export my-project --wafer B2611-14 --format klarf --classes-of runs/0001 --out B2611-14.001",
            "  loupe export runs/0001 --format csv --out defects.csv",
            "  loupe export runs/0001 --format html --out report.html --truth truth.json",
            "  loupe export pits.model pits.onnx"})
public final class ExportVerb implements Callable<Integer> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "RUN|PROJECT|MODEL",
            description = "Folder of the run, or of the project whose labels are written; or file of a trained net.")
    private Path run;

    @Parameters(index = "1", paramLabel = "FILE", arity = "0..1",
            description = "Where a net is written, the same as --out.")
    private Path file;

    @Option(names = "--format", paramLabel = "FORMAT",
            description = "For labels: json, coco, labelme, voc, yolo, csv, deeppcb, masks-index, masks-instance, "
                    + "masks-class, class-folders. For runs: json (lines), csv, coco (dataset), coco-results, or "
                    + "html (report). A net is written as onnx.")
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
        if (Files.isRegularFile(run))
            return net();
        if (Files.notExists(run))
            throw new ToolException("There is no run, project or model " + run + ".", "Check the path.");
        if (file != null)
            throw new ToolException("Where to write stands behind the file of a trained net alone, and " + run
                    + " is none.", "Write --out " + file + ".");
        if (format == null)
            throw new ToolException("No format is named.", "Write --format FORMAT; loupe export --help lists them.");
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
            Path to = out != null ? out : run.resolve(format.fileName());
            try {
                Exports.write(reader, format, to, evaluation, console.registry());
            } catch (ToolException e) {
                throw new Console.Stopped(Console.STOPPED, e);
            }
            console.out().println("Written: " + InspectVerb.relative(to));
        }
        return Console.OK;
    }

    private int net() throws Exception {
        if (format != null && !format.equals("onnx"))
            throw new ToolException("--format: a net is written as onnx, found " + format + ".", "Leave it out.");
        if (file != null && out != null)
            throw new ToolException("Two files are named: " + file + " and " + out + ".", "Name one.");
        NetModel<?> net = NetModel.read(run, console.registry());
        String name = run.getFileName().toString().replaceFirst("\\.model$", "") + ".onnx";
        Path to = file != null ? file : out != null ? out : run.resolveSibling(name);
        double difference;
        try {
            difference = OnnxExport.write(net, to, console.registry());
        } catch (ToolException e) {
            throw new Console.Stopped(Console.STOPPED, e);
        }
        console.out().println("Written: " + InspectVerb.relative(to) + String.format(Locale.ROOT,
                " (differs from the model by %.1g of the largest value%s)", difference,
                net.model() instanceof ExportableModel<?, ?> model && model.most() == 1 ? "; takes one image at a time"
                        : ""));
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
            Path to = out != null ? out : run.resolve(known.fileName());
            LabelTable table = table(project);
            LabelFile labels = LabelTransfer.export(project, table);
            if (!only.isBlank())
                labels = LabelTransfer.only(labels, table,
                        LabelFilter.parse(only, LabelFilter.classes(project.project())));
            List<Loss> losses;
            try {
                losses = known.write(labels, to, KnownImages.of(project.labels(), table, console.registry()));
            } catch (ToolException e) {
                throw new Console.Stopped(Console.STOPPED, e);
            }
            console.out().println("Written: " + InspectVerb.relative(to) + " with "
                    + Plural.of(labels.labels().size(), "label") + " on "
                    + Plural.of(labels.tiles().size(), "tile"));
            return LabelForms.tell(losses, console.out());
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
