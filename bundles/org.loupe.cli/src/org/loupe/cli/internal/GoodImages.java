package org.loupe.cli.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.loupe.api.ToolException;
import org.loupe.engine.ImageList;
import org.loupe.engine.Item;
import org.loupe.engine.Pairing;
import org.loupe.engine.Plural;
import org.loupe.engine.Policy;
import org.loupe.engine.Problem;
import org.loupe.engine.Recipe;
import org.loupe.engine.anomaly.AnomalyCard;
import org.loupe.engine.anomaly.AnomalyModel;
import org.loupe.engine.anomaly.AnomalyReport;
import org.loupe.engine.anomaly.AnomalySettings;
import org.loupe.workspace.Recipes;
import org.loupe.workspace.anomaly.AnomalyTraining;
import org.loupe.workspace.crops.Crop;

/** Detectors of anomalies on the command line: learned from good images alone, tried on others. */
final class GoodImages {
    /** Describes places by the maps of a net. */
    private static final String NET = "loupe.embedding-map";

    private final Console console;
    private final boolean quiet;

    GoodImages(Console console, boolean quiet) {
        this.console = console;
        this.quiet = quiet;
    }

    private static List<Item> images(Path data, Console console) throws ToolException {
        return ImageList.find(List.of(data.toAbsolutePath().normalize()), Pairing.parse("none"), console.registry());
    }

    /** The recipe whose steps before the detector prepare images; "" for one that leaves them as they are. */
    private AnomalyTraining training(String recipe) throws ToolException {
        return new AnomalyTraining(recipe.isBlank() ? new Recipe("", "", List.of())
                : Recipes.load(recipe, console.registry()), console.registry(), Policy.AUTO);
    }

    /**
     * Learns from images without defects and writes the model.
     *
     * @param recipe  that prepares them; "" for none
     * @param weights of a net whose maps describe places; hand-made numbers do without
     * @param trainer id of what learns
     * @param params  of it
     * @return nothing if it was cancelled
     */
    Optional<AnomalyCard> train(Path data, String recipe, Optional<Path> weights, String trainer,
            Map<String, Object> params, long seed, Path file) throws Exception {
        AnomalySettings usual = AnomalySettings.standard();
        String features = weights.isPresent() ? NET : usual.features();
        Map<String, Object> featureParams = weights.isPresent() ? Map.of("weights", weights.get().toString())
                : usual.featureParams();
        AnomalyTraining.Trained trained;
        try (Interrupt interrupt = new Interrupt(); ConsoleProgress progress = new ConsoleProgress(console.err(), quiet,
                ConsoleProgress.SHARE, interrupt::cancelled)) {
            trained = training(recipe).train(new AnomalySettings(features, featureParams, trainer, params,
                    usual.smoothing(), usual.falseAlarms(), seed), images(data, console), progress);
        } catch (CancellationException e) {
            return Optional.empty();
        }
        trained.problems().forEach(p -> console.note(p.toString()));
        try {
            trained.model().write(file);
        } catch (ToolException e) {
            throw new Console.Stopped(Console.STOPPED, e);
        }
        console.out().println("Written: " + InspectVerb.relative(file) + ", " + trainer + " on " + Plural.of(
                trained.images(), "good image"));
        console.out().printf(Locale.ROOT, "  each judged without itself reaches %.2f to %.2f of the limit%n",
                trained.model().card().scores().stream().mapToDouble(s -> s).min().orElse(Double.NaN),
                trained.model().card().scores().stream().mapToDouble(s -> s).max().orElse(Double.NaN));
        return Optional.of(trained.model().card());
    }

    /**
     * Judges images as a table of CSV: image, file, score (1 is what good images reach) and where it lies.
     *
     * @param problems gets what was left out
     * @return nothing if it was cancelled
     */
    Optional<String> predict(Path model, Path data, String recipe, List<Problem> problems) throws Exception {
        List<AnomalyTraining.Score> scores = new ArrayList<>();
        if (!score(model, images(data, console), recipe, problems, scores))
            return Optional.empty();
        StringBuilder text = new StringBuilder("image,file,score,anomaly,x,y\n");
        for (AnomalyTraining.Score score : scores)
            text.append(PredictVerb.cell(score.item().name())).append(',')
                    .append(PredictVerb.cell(score.item().test().toString())).append(',')
                    .append(String.format(Locale.ROOT, "%.6f", score.score())).append(',').append(score.score() > 1)
                    .append(',').append(score.peakX()).append(',').append(score.peakY()).append('\n');
        return Optional.of(text.toString());
    }

    /** @return whether it came to its end: else it was cancelled */
    private boolean score(Path model, List<Item> images, String recipe, List<Problem> problems,
            List<AnomalyTraining.Score> scores) throws Exception {
        AnomalyModel read = AnomalyModel.read(model, console.registry());
        try (Interrupt interrupt = new Interrupt(); ConsoleProgress progress = new ConsoleProgress(console.err(), quiet,
                "images", interrupt::cancelled)) {
            scores.addAll(training(recipe).score(read, images, problems, progress));
            return true;
        } catch (CancellationException e) {
            return false;
        }
    }

    /**
     * Judges images of which it is known whether they are good. Those that cannot be read are left out and named.
     *
     * @param data a folder, those of each class in a folder of its name
     * @param good the classes that are no defect
     * @return nothing if it was cancelled
     */
    Optional<AnomalyReport> evaluate(Path model, Path data, List<String> good, String recipe) throws Exception {
        List<Crop> all = ModelData.crops(data, console).all();
        List<Crop> crops = all.stream().filter(c -> !c.known().isEmpty()).toList();
        Set<String> classes = crops.stream().map(Crop::known).collect(Collectors.toCollection(TreeSet::new));
        if (crops.isEmpty() || all.stream().anyMatch(c -> !c.whole()))
            throw new ToolException("A model of good images is tried on whole images whose classes are known, and "
                    + data + " has others.", "Give a folder with a folder of each class.");
        if (good.isEmpty() || !classes.containsAll(good))
            throw new ToolException("Good classes are some of " + String.join(", ", classes) + ", found "
                    + (good.isEmpty() ? "none" : String.join(", ", good)) + ".", "Name them with --good CLASS.");
        ModelData.tellUnknown(all, console);
        List<Problem> problems = new ArrayList<>();
        List<AnomalyTraining.Score> scores = new ArrayList<>();
        if (!score(model, crops.stream().map(Crop::image).toList(), recipe, problems, scores))
            return Optional.empty();
        problems.forEach(p -> console.note(p.toString()));
        Set<Item> fine = crops.stream().filter(c -> good.contains(c.known())).map(Crop::image)
                .collect(Collectors.toSet());
        return Optional.of(new AnomalyReport(scores.stream().map(s -> new AnomalyReport.Image(s.item().name(),
                !fine.contains(s.item()), s.score())).toList()));
    }
}
