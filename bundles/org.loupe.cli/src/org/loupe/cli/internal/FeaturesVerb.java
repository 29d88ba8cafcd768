package org.loupe.cli.internal;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.loupe.api.Param;
import org.loupe.api.ToolException;
import org.loupe.engine.Plural;
import org.loupe.engine.Problem;
import org.loupe.engine.Spec;
import org.loupe.engine.features.FeatureSet;
import org.loupe.workspace.crops.CropFile;
import org.loupe.workspace.crops.CropList;
import org.loupe.workspace.crops.CropMeasuring;
import org.loupe.workspace.crops.CropTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures crops. */
@Command(name = "features", sortOptions = false,
        description = "Measures crops by features and writes them with their names and classes into a table, which "
                + "'cluster' and 'train' read, and any program that reads Parquet.",
        footer = {"", "SOURCE: " + CropOptions.HELP, "",
            "A specification has these keys; KEY=VALUE sets one on the command line:",
            "  source, set, where  which crops", "  out                 the table",
            "  weights             of a pretrained net, beside the usual features",
            "  features            a section for each tool, with its parameters and a weight",
            "Tools of Loupe may be named without \"loupe.\".", "", "Examples:",
            "  loupe features crops/ -o crops.parquet",
            "  loupe features my-project -o spurs.parquet \"where=class = Spur\" features.zernike.order=8",
            "  loupe features my-project/runs/0001 -o found.parquet \"where=score > 0.9\" -e spec.yaml",
            "  loupe features crops/ -o deep.parquet --weights resnet18.pth"})
public final class FeaturesVerb implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "SOURCE|KEY=VALUE", arity = "0..*",
            description = "Where the crops are, and values of the specification.")
    private List<String> given = List.of();

    @Mixin
    private Specification specification;

    @Option(names = {"-o", "--out"}, paramLabel = "TABLE.parquet",
            description = "The table; one of that name is replaced.")
    private Path out;

    @Option(names = "--weights", paramLabel = "FILE", description = FeatureSpec.WEIGHTS)
    private Path weights;

    @Option(names = "--format", paramLabel = "text|json", defaultValue = "text",
            converter = EvaluateVerb.FormConverter.class,
            description = "What was done, for people or as JSON (default: text).")
    private EvaluateVerb.Form format;

    @Option(names = {"-q", "--quiet"}, description = "No progress.")
    private boolean quiet;

    public FeaturesVerb(Console console) {
        this.console = console;
    }

    /** A measurement as specifications have it. */
    record Wanted(
            @Param(label = "Source", help = "Where the crops are.") String source,
            @Param(label = "Set", help = "Image set of a project.") String set,
            @Param(label = "Where", help = "Condition on labels or detections.") String where,
            @Param(label = "Out", help = "The table.") String out,
            @Param(label = "Weights", help = "Of a pretrained net.") String weights, Spec features) {
    }

    @Override
    public Integer call() throws Exception {
        Wanted wanted = specification.set("out", out).set("weights", weights).read(given, "source").as(
                new Wanted("", "", "", "", "", Spec.NONE));
        if (wanted.out.isBlank())
            throw new ToolException("No table is named.", "Add --out TABLE.parquet.");
        CropTable table;
        try (Interrupt interrupt = new Interrupt(); ConsoleProgress progress = new ConsoleProgress(console.err(), quiet,
                "crops", interrupt::cancelled)) {
            CropList crops = new CropOptions(wanted.source, wanted.set, wanted.where).find(console, progress);
            table = measure(crops, FeatureSpec.read(wanted.features, FeatureSpec.weights(wanted.weights), crops),
                    Optional.empty(), console, progress);
        } catch (CancellationException e) {
            console.note("Cancelled; nothing was written.");
            return Console.CANCELLED;
        }
        Path file = Console.path(wanted.out);
        try {
            if (file.toAbsolutePath().getParent() != null)
                Files.createDirectories(file.toAbsolutePath().getParent());
            CropFile.write(table, file);
        } catch (IOException e) {
            throw new Console.Stopped(Console.STOPPED, new ToolException(file + " cannot be written: " + e.getMessage()
                    + ".", "Choose another file.", e));
        } catch (ToolException e) {
            throw new Console.Stopped(Console.STOPPED, e);
        }
        int unmeasured = table.rows() - table.measured().length;
        tell(table, file, unmeasured);
        return unmeasured > 0 ? Console.DIFFERENT : Console.OK;
    }

    private void tell(CropTable table, Path file, int unmeasured) {
        if (format == EvaluateVerb.Form.JSON) {
            JsonObject json = new JsonObject();
            json.addProperty("table", file.toString());
            json.addProperty("source", table.source());
            json.addProperty("crops", table.rows());
            json.addProperty("unmeasured", unmeasured);
            JsonArray names = new JsonArray();
            table.features().names().forEach(names::add);
            json.add("features", names);
            JsonArray classes = new JsonArray();
            table.classes().forEach(classes::add);
            json.add("classes", classes);
            console.out().println(new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(json));
            return;
        }
        console.out().println("Written: " + InspectVerb.relative(file) + ", "
                + Plural.of(table.rows(), "crop") + " with " + Plural.of(table.features().names().size(), "feature")
                + (table.classes().isEmpty() ? "" : " and " + Plural.of(table.classes().size(), "class"))
                + (unmeasured == 0 ? "" : "; " + unmeasured + " could not be measured") + ".");
    }

    // ---- shared with the verb that clusters

    /** Measures crops and tells what could not be. @param kept where numbers are kept */
    static CropTable measure(CropList crops, FeatureSet set, Optional<Path> kept, Console console,
            ConsoleProgress progress) throws ToolException {
        try (CropMeasuring measuring = new CropMeasuring(set, console.registry(), kept)) {
            CropTable table = measuring.measure(crops, progress);
            for (Problem problem : table.problems())
                console.note(problem.toString());
            return table;
        }
    }
}
