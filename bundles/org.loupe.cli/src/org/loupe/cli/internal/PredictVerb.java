package org.loupe.cli.internal;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.loupe.api.Param;
import org.loupe.api.Predictions;
import org.loupe.api.Task;
import org.loupe.api.ToolException;
import org.loupe.engine.Problem;
import org.loupe.engine.anomaly.AnomalyCard;
import org.loupe.engine.learning.TrainedClassifier;
import org.loupe.engine.nets.NetCard;
import org.loupe.workspace.Exports;
import org.loupe.workspace.crops.Crop;
import org.loupe.workspace.crops.CropTable;
import org.loupe.workspace.learning.Classifiers;
import org.loupe.workspace.nets.NetClasses;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Classifies crops. */
@Command(name = "predict", sortOptions = false, description = "Gives each crop its class, as a table of CSV; "
        + "or finds or outlines objects on images by a net, as a run.",
        footer = {"", "DATA: " + ModelData.HELP, "Classes that are known already do not count.", "",
            "The columns are crop, file, class, confidence, novelty and one for the probability of each class. A",
            "novelty of more than 1 is more unlike all examples than these are among themselves.", "",
            "With a model that was learned from good images, DATA is a folder of images. The columns are image, file,",
            "score (1 is what good images reach), anomaly, and where the score lies.", "",
            "With a net that finds or outlines objects, DATA is a folder of images, large ones are looked at tile by",
            "tile, and what is found is a run, as 'loupe inspect' makes it. " + TryNet.SIZES, "",
            "A specification has the keys model, data, reject, novelty, recipe, min_score, format, heat and out;",
            "KEY=VALUE sets one on the command line.", "", "Examples:",
            "  loupe predict pits.model crops/ > classes.csv",
            "  loupe predict pits.model crops/ --reject 0.9 --novelty 1.5 --out classes.csv",
            "  loupe predict boards.model boards/ --out runs/0001 --format csv,coco",
            "  loupe predict -e spec.yaml data=other-crops/"})
public final class PredictVerb implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "MODEL DATA|KEY=VALUE", arity = "0..*", description = "File of 'loupe train' or the "
            + "workbench, what is classified, and values of the specification.")
    private List<String> given = List.of();

    @Mixin
    private Specification specification;

    @Option(names = "--reject", paramLabel = "NUMBER",
            description = "Least confidence of what gets a class; below it is unknown (default: what the model says).")
    private Double reject;

    @Option(names = "--novelty", paramLabel = "NUMBER",
            description = "Largest novelty of what gets a class; above it is unknown (default: any).")
    private Double novelty;

    @Option(names = "--recipe", paramLabel = "RECIPE",
            description = "With a model of good images or a net: whose steps before the detector prepare the images.")
    private String recipe;

    @Option(names = "--min-score", paramLabel = "NUMBER", description = "With a net: least score of what is reported, "
            + "or how sure a pixel is at least (default: what the model says).")
    private Double minScore;

    @Option(names = "--format", paramLabel = "FORMAT", split = ",",
            description = "With a net: also writes the results into the run as json, csv, coco, coco-results or html.")
    private List<String> format;

    @Option(names = "--heat", paramLabel = "FOLDER", description = "With a net: writes a picture for each crop, or for "
            + "each image and class found on it, bright where the net saw what speaks for the class (Grad-CAM).")
    private Path heat;

    @Option(names = {"-o", "--out"}, paramLabel = "CSV|RUN", description = "Where the table is written instead of here; "
            + "with a net, folder of the run (default: the next free one of runs/0001, runs/0002, …).")
    private Path out;

    @Option(names = {"-q", "--quiet"}, description = "No progress.")
    private boolean quiet;

    public PredictVerb(Console console) {
        this.console = console;
    }

    /**
     * What is classified, as specifications have it.
     *
     * @param reject NaN for what the model says
     */
    record Wanted(
            @Param(label = "Model", help = "That classifies.") String model,
            @Param(label = "Data", help = "What is classified.") String data,
            @Param(label = "Reject", min = 0, max = 1, help = "Least confidence of what gets a class.") double reject,
            @Param(label = "Novelty", min = 0, help = "Largest novelty of what gets a class.") double novelty,
            @Param(label = "Recipe", help = "That prepares images for a model of good images, or a net.")
            String recipe,
            @Param(label = "Least score", min = 0, max = 1, help = "Of what a net reports.") double minScore,
            @Param(label = "Format", help = "Into which results of a net are written, too.") List<String> format,
            @Param(label = "Heat", help = "Folder for pictures of where a net looks.") String heat,
            @Param(label = "Out", help = "Where the table is written.") String out) {
    }

    @Override
    public Integer call() throws Exception {
        Wanted wanted = specification.set("reject", reject).set("novelty", novelty).set("recipe", recipe)
                .set("min_score", minScore).set("format", format).set("heat", heat).set("out", out)
                .read(given, "model", "data")
                .as(new Wanted("", "", Double.NaN, Double.POSITIVE_INFINITY, "", Double.NaN, List.of(), "", ""));
        if (wanted.model.isBlank() || wanted.data.isBlank())
            throw new ToolException("No " + (wanted.model.isBlank() ? "model" : "data") + " is named.",
                    "Write loupe predict MODEL DATA.");
        Path model = Console.path(wanted.model), data = Console.path(wanted.data);
        Optional<NetCard> net = NetCard.find(model);
        if (net.isPresent() && net.get().task() != Task.IMAGE_CLASSIFICATION)
            return find(wanted, model, net.get(), data);
        if (!Double.isNaN(wanted.minScore) || !wanted.format.isEmpty())
            throw new ToolException("\"min_score\" and \"format\" go with a net that finds objects.",
                    "Leave them out.");
        if (AnomalyCard.find(model).isPresent())
            return anomalies(wanted, model, data);
        if (net.isPresent())
            return classify(wanted, model, data);
        if (!wanted.heat.isBlank())
            throw new ToolException("\"heat\" goes with a net.", "Leave it out.");
        if (!wanted.recipe.isBlank())
            throw new ToolException("\"recipe\" goes with a net or a model of good images, and " + model
                    + " is a classifier.", "Leave it out.");
        TrainedClassifier classifier = TrainedClassifier.read(model, console.registry());
        CropTable table;
        Predictions told;
        try (Interrupt interrupt = new Interrupt(); ConsoleProgress progress = new ConsoleProgress(console.err(), quiet,
                "crops", interrupt::cancelled)) {
            table = ModelData.table(data, classifier.card(), console, progress);
            told = Classifiers.predict(classifier, table.features(), progress);
        } catch (CancellationException e) {
            return Console.CANCELLED;
        }
        table.problems().forEach(p -> console.note(p.toString()));
        double least = Double.isNaN(wanted.reject) ? classifier.card().reject() : wanted.reject;
        tell(csv(table.crops(), told, TrainedClassifier.reject(told, least, wanted.novelty)), wanted.out);
        return table.problems().isEmpty() ? Console.OK : Console.DIFFERENT;
    }

    private int classify(Wanted wanted, Path model, Path data) throws Exception {
        if (wanted.novelty < Double.POSITIVE_INFINITY)
            throw new ToolException("\"novelty\" goes with a classifier by features, and " + model + " is a net.",
                    "Leave it out; \"reject\" sets the least confidence.");
        NetClasses told;
        try {
            told = new TryNet(console).classify(model, data, wanted.recipe, wanted.heat.isBlank() ? Optional.empty()
                    : Optional.of(Console.path(wanted.heat)), quiet);
        } catch (CancellationException e) {
            return Console.CANCELLED;
        }
        told.problems().forEach(p -> console.note(p.toString()));
        told.notes().forEach(p -> console.note(p.toString()));
        tell(csv(told.crops(), told.given(), TrainedClassifier.reject(told.given(),
                Double.isNaN(wanted.reject) ? 0 : wanted.reject, wanted.novelty)), wanted.out);
        return told.problems().isEmpty() ? Console.OK : Console.DIFFERENT;
    }

    private int find(Wanted wanted, Path model, NetCard card, Path data) throws Exception {
        if (!Double.isNaN(wanted.reject) || wanted.novelty < Double.POSITIVE_INFINITY)
            throw new ToolException("reject and novelty go with a classifier, and " + model + " finds objects.",
                    "Write min_score for the least score of what is reported.");
        List<Exports.Format> formats = Console.words(Exports.Format.class, "format", wanted.format);
        return new TryNet(console).predict(model, card, data, wanted.recipe, wanted.minScore, wanted.out.isBlank()
                ? null : Console.path(wanted.out), formats, wanted.heat.isBlank() ? Optional.empty()
                        : Optional.of(Console.path(wanted.heat)), quiet);
    }

    private int anomalies(Wanted wanted, Path model, Path data) throws Exception {
        if (!Double.isNaN(wanted.reject) || wanted.novelty < Double.POSITIVE_INFINITY)
            throw new ToolException("reject and novelty go with a classifier, and " + model
                    + " tells how far images are from good ones.", "Leave them out.");
        List<Problem> problems = new ArrayList<>();
        Optional<String> text = new GoodImages(console, quiet).predict(model, data, wanted.recipe, problems);
        if (text.isEmpty())
            return Console.CANCELLED;
        problems.forEach(p -> console.note(p.toString()));
        tell(text.get(), wanted.out);
        return problems.isEmpty() ? Console.OK : Console.DIFFERENT;
    }

    /** @param given before anything was rejected; {@code decided} after */
    private static String csv(List<Crop> crops, Predictions given, Predictions decided) {
        StringWriter text = new StringWriter();
        List<String> classes = given.classes();
        text.append("crop,file,class,confidence,novelty");
        classes.forEach(c -> text.append(',').append(cell("p " + c)));
        text.append('\n');
        for (int row = 0; row < crops.size(); row++) {
            text.append(cell(crops.get(row).name())).append(',')
                    .append(cell(crops.get(row).image().test().toString())).append(',')
                    .append(cell(decided.className(row))).append(',').append(number(given.confidence(row))).append(',')
                    .append(number(given.novelty()[row]));
            for (int c = 0; c < classes.size(); c++)
                text.append(',').append(number(given.probabilities()[row * classes.size() + c]));
            text.append('\n');
        }
        return text.toString();
    }

    private static String number(float value) {
        return Float.isNaN(value) ? "" : String.format(Locale.ROOT, "%.6f", value);
    }

    /** A value of CSV. */
    static String cell(String text) {
        return text.matches("[^\",\r\n]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }

    private void tell(String text, String file) throws Exception {
        if (file.isBlank()) {
            console.out().print(text);
            return;
        }
        Path out = Console.path(file);
        try {
            if (out.toAbsolutePath().getParent() != null)
                Files.createDirectories(out.toAbsolutePath().getParent());
            Files.writeString(out, text, StandardCharsets.UTF_8);
            console.out().println("Written: " + InspectVerb.relative(out));
        } catch (IOException e) {
            throw new Console.Stopped(Console.STOPPED, new ToolException(out + " cannot be written: " + e.getMessage()
                    + ".", "Choose another file.", e));
        }
    }
}
