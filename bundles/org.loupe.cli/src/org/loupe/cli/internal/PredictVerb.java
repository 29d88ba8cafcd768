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
import org.loupe.api.Predictions;
import org.loupe.api.ToolException;
import org.loupe.engine.Problem;
import org.loupe.engine.learning.TrainedClassifier;
import org.loupe.workspace.crops.CropTable;
import org.loupe.workspace.learning.Classifiers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Classifies crops. */
@Command(name = "predict", sortOptions = false, description = "Gives each crop its class, as a table of CSV.",
        footer = {"", "DATA: " + ModelData.HELP, "Classes that are known already do not count.", "",
            "The columns are crop, file, class, confidence, novelty and one for the probability of each class. A",
            "novelty of more than 1 is more unlike all examples than these are among themselves.", "",
            "With a model that was learned from good images, DATA is a folder of images. The columns are image, file,",
            "score (1 is what good images reach), anomaly, and where the score lies.", "", "Examples:",
            "  loupe predict pits.model crops/ > classes.csv",
            "  loupe predict pits.model crops/ --reject 0.9 --novelty 1.5 --out classes.csv"})
public final class PredictVerb implements Callable<Integer> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "MODEL", description = "File of 'loupe train' or the workbench.")
    private Path model;

    @Parameters(index = "1", paramLabel = "DATA", description = "What is classified.")
    private Path data;

    @Option(names = "--reject", paramLabel = "NUMBER",
            description = "Least confidence of what gets a class; below it is unknown (default: what the model says).")
    private Double reject;

    @Option(names = "--novelty", paramLabel = "NUMBER",
            description = "Largest novelty of what gets a class; above it is unknown (default: any).")
    private Double novelty;

    @Option(names = "--recipe", paramLabel = "RECIPE", defaultValue = "",
            description = "With a model of good images: whose steps before the detector prepare the images.")
    private String recipe;

    @Option(names = {"-o", "--out"}, paramLabel = "CSV", description = "Where the table is written instead of here.")
    private Path out;

    @Option(names = {"-q", "--quiet"}, description = "No progress.")
    private boolean quiet;

    public PredictVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        if (reject != null && !(reject >= 0 && reject <= 1))
            throw new ToolException("--reject is from 0 to 1, found " + reject + ".",
                    "Leave it out for the model's own.");
        if (GoodImages.isAnomaly(model))
            return anomalies();
        TrainedClassifier classifier = TrainedClassifier.read(model, console.registry());
        CropTable table;
        Predictions given;
        try (Interrupt interrupt = new Interrupt(); ConsoleProgress progress = new ConsoleProgress(console.err(), quiet,
                "crops", interrupt::cancelled)) {
            table = ModelData.table(data, classifier.card(), console, progress);
            given = Classifiers.predict(classifier, table.features(), progress);
        } catch (CancellationException e) {
            return Console.CANCELLED;
        }
        table.problems().forEach(p -> console.note(p.toString()));
        double least = reject == null ? classifier.card().reject() : reject;
        String text = csv(table, given, TrainedClassifier.reject(given, least,
                novelty == null ? Double.POSITIVE_INFINITY : novelty));
        if (out == null)
            console.out().print(text);
        else
            write(text);
        return table.problems().isEmpty() ? Console.OK : Console.DIFFERENT;
    }

    private int anomalies() throws Exception {
        List<Problem> problems = new ArrayList<>();
        Optional<String> text = new GoodImages(console, quiet).predict(model, data, recipe, problems);
        if (text.isEmpty())
            return Console.CANCELLED;
        problems.forEach(p -> console.note(p.toString()));
        if (out == null)
            console.out().print(text.get());
        else
            write(text.get());
        return problems.isEmpty() ? Console.OK : Console.DIFFERENT;
    }

    /** @param given before anything was rejected; {@code decided} after */
    private static String csv(CropTable table, Predictions given, Predictions decided) {
        StringWriter text = new StringWriter();
        List<String> classes = given.classes();
        text.append("crop,file,class,confidence,novelty");
        classes.forEach(c -> text.append(',').append(cell("p " + c)));
        text.append('\n');
        for (int row = 0; row < table.rows(); row++) {
            text.append(cell(table.crops().get(row).name())).append(',')
                    .append(cell(table.crops().get(row).image().test().toString())).append(',')
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

    private void write(String text) throws Console.Stopped {
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
