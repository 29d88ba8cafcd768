package org.loupe.workspace.nets;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.loupe.api.Detections;
import org.loupe.api.Device;
import org.loupe.api.Examples;
import org.loupe.api.Pair;
import org.loupe.api.Predictions;
import org.loupe.api.Step;
import org.loupe.api.Task;
import org.loupe.api.ToolException;
import org.loupe.engine.Inspection;
import org.loupe.engine.Item;
import org.loupe.engine.Options;
import org.loupe.engine.Plural;
import org.loupe.engine.Policy;
import org.loupe.engine.Preprocessing;
import org.loupe.engine.Problem;
import org.loupe.engine.Progress;
import org.loupe.engine.Recipe;
import org.loupe.engine.RecipeStep;
import org.loupe.engine.Registry;
import org.loupe.engine.SimpleRun;
import org.loupe.engine.nets.Fingerprint;
import org.loupe.engine.nets.NetCard;
import org.loupe.engine.nets.NetEngine;
import org.loupe.engine.nets.NetModel;
import org.loupe.engine.nets.NetSettings;
import org.loupe.engine.nets.NetTrial;
import org.loupe.workspace.stack.StackExamples;

/**
 * Tries trained nets on images with their truth. A net is run as a recipe runs it, by tiles where images are large, so
 * that the figures are those of an inspection.
 */
public final class NetTrials implements AutoCloseable {
    /** Share of the work that reading the images is. */
    private static final double READ = 0.3;
    private static final int NAMED = 3;

    private final NetExamples examples;
    private final Recipe preparing;
    private final Registry registry;
    private final List<Problem> problems = new ArrayList<>();

    /**
     * Images to try nets on.
     *
     * @param labelled  of which only the complete ones count
     * @param preparing whose steps before the detector prepare the images as they were when the nets learned
     * @throws ToolException if a step of the recipe is wrong
     */
    public NetTrials(List<StackExamples.Image> labelled, Recipe preparing, Registry registry) throws ToolException {
        examples = new NetExamples(labelled, preparing, registry, Policy.AUTO);
        this.preparing = preparing;
        this.registry = registry;
    }

    /**
     * The recipe by which a net finds or outlines what it reports.
     *
     * @param preparing  steps before the detector
     * @param leastScore of what is reported; of a segmenter, how sure a pixel is at least
     * @throws ToolException if the net gives images a class
     */
    public static Recipe recipe(Path model, NetCard card, Recipe preparing, double leastScore, Registry registry)
            throws ToolException {
        String file = model.toAbsolutePath().normalize().toString();
        RecipeStep step = switch (card.task()) {
            case DETECTION -> RecipeStep.of("loupe.detect", Map.of("model", file, "leastScore", leastScore, "mergeIou",
                    card.mergeIou()));
            case SEGMENTATION -> RecipeStep.of("loupe.segment", Map.of("model", file, "limit", leastScore,
                    "smallestArea", 1));
            default -> throw new ToolException(model + " gives images a class, and finds no objects.",
                    "Choose a detector or segmenter.");
        };
        Recipe net = Preprocessing.then(preparing, step, registry, Policy.AUTO);
        return net.name().isEmpty() ? new Recipe(model.getFileName().toString().replaceFirst("(?i)\\.model$", ""),
                "Finds what a net was trained on.", net.steps()) : net;
    }

    /** What was left out of all trials so far, and why. */
    public List<Problem> problems() {
        List<Problem> all = new ArrayList<>(examples.problems());
        all.addAll(problems);
        return all;
    }

    /**
     * How a net is tried.
     *
     * @param evaluationIou a box is found if it overlaps the true one by more than this share of their union; NaN for
     *                      0.5
     * @param leastScore    of what counts as reported; NaN for what the model says
     * @param unseen        whether images that any of the nets learned from are left out
     */
    public record Asked(double evaluationIou, double leastScore, boolean unseen) {

        private NetSettings settings(NetCard card) {
            NetSettings usual = NetSettings.of(card.trainer().toolId());
            return new NetSettings(usual.trainer(), Map.of(), 0, card.trainer().seed(), card.mergeIou(),
                    Double.isNaN(leastScore) ? card.leastScore() : leastScore,
                    Double.isNaN(evaluationIou) ? usual.evaluationIou() : evaluationIou);
        }
    }

    /**
     * Tries nets of one task on the same images.
     *
     * @return one trial for each, of the same images in the same order
     * @throws ToolException         if a model cannot be read, the nets do different things, or no image is left
     * @throws CancellationException once the progress is cancelled
     */
    public List<NetTrial> of(List<Path> models, Asked asked, Progress progress) throws ToolException {
        List<NetCard> cards = new ArrayList<>();
        for (Path model : models)
            cards.add(NetCard.read(model));
        Task task = cards.get(0).task();
        for (NetCard card : cards)
            if (card.task() != task)
                throw new ToolException("Nets that do different things cannot be compared: " + words(task) + " and "
                        + words(card.task()) + ".", "Name two detectors, two segmenters or two classifiers.");
        Examples<Pair, Object> read = examples.read(task, progress.part(0, READ));
        List<String> prints = new ArrayList<>();
        for (Pair pair : read.inputs()) {
            progress.check();
            prints.add(Fingerprint.of(pair.test()));
        }
        Set<String> learned = new HashSet<>();
        cards.forEach(card -> learned.addAll(card.learned()));
        int[] rows = IntStream.range(0, read.size()).filter(i -> !asked.unseen || !learned.contains(prints.get(i)))
                .toArray();
        if (rows.length == 0)
            throw new ToolException(read.size() == 1 ? "The image was learned from."
                    : "All " + read.size() + " images were learned from.",
                    "Give other images, or do without \"unseen\": the figures are then better than in use.");
        if (rows.length < read.size())
            problems.add(Problem.warning("", read.size() - rows.length + " of " + read.size()
                    + " images were learned from and are left out.", "Figures on what was learned are too good."));
        List<NetTrial> trials = new ArrayList<>();
        for (int m = 0; m < models.size(); m++)
            trials.add(trial(models.get(m), cards.get(m), asked, read, prints, rows, progress.part(
                    READ + (1 - READ) * m / models.size(), READ + (1 - READ) * (m + 1) / models.size())));
        return trials;
    }

    private static String words(Task task) {
        return task.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private NetTrial trial(Path model, NetCard card, Asked asked, Examples<Pair, Object> read, List<String> prints,
            int[] rows, Progress progress) throws ToolException {
        NetTrial.Builder trial = new NetTrial.Builder(model.getFileName().toString(), card, asked.settings(card));
        Set<String> learned = new HashSet<>(card.learned());
        List<Integer> judged = new ArrayList<>();
        if (card.task() == Task.IMAGE_CLASSIFICATION)
            classify(model, trial, read, prints, learned, rows, judged, progress);
        else
            find(model, card, trial, read, prints, learned, rows, judged, asked, progress);
        return trial.build(notes(card, read, prints, learned, judged));
    }

    private void find(Path model, NetCard card, NetTrial.Builder trial, Examples<Pair, Object> read,
            List<String> prints, Set<String> learned, int[] rows, List<Integer> judged, Asked asked, Progress progress)
            throws ToolException {
        boolean boxes = card.task() == Task.DETECTION;
        double limit = boxes ? 0 : Double.isNaN(asked.leastScore) ? 0.5 : asked.leastScore;
        Inspection inspection = new Inspection(recipe(model, card, preparing, limit, registry), registry,
                Options.defaults());
        List<Item> items = new ArrayList<>();
        for (int row : rows)
            items.add(examples.image(row).item());
        Inspection.Summary done = inspection.run(items, result -> {
            int row = rows[result.index()];
            StackExamples.Image image = examples.image(row);
            if (result.error().isPresent()) {
                problems.add(Problem.warning(image.item().name(), result.error().get().message(),
                        result.error().get().remedy()));
                return;
            }
            judged.add(row);
            trial.add(image.item().name(), image.group(), learned.contains(prints.get(row)),
                    read.inputs().get(row).test().shape(), boxes ? (Detections) read.truths().get(row)
                            : image.outlines(), result.detections());
        }, progress);
        if (done.cancelled())
            throw new CancellationException();
        if (judged.isEmpty()) {
            Problem last = problems.get(problems.size() - 1);
            throw new ToolException("The net works on none of the images. " + last.where() + ": " + last.message(),
                    last.remedy());
        }
    }

    private void classify(Path model, NetTrial.Builder trial, Examples<Pair, Object> read, List<String> prints,
            Set<String> learned, int[] rows, List<Integer> judged, Progress progress) throws ToolException {
        NetModel<?> net = NetModel.read(model, registry);
        List<String> classes = net.card().classes();
        try (Step<Pair, ?> step = NetEngine.AUTO.open(net, Device.CPU, registry)) {
            for (int i = 0; i < rows.length; i++) {
                int row = rows[i];
                StackExamples.Image image = examples.image(row);
                progress.check();
                progress.update(i, rows.length, 0, problems.size(), examples.name(row));
                int known = classes.indexOf(((Predictions) read.truths().get(row)).className(0));
                if (known < 0)
                    continue; // which the notes tell
                Pair pair = read.inputs().get(row);
                try (SimpleRun run = SimpleRun.telling(progress.quiet(), 1)) {
                    trial.add(examples.name(row), image.group(), learned.contains(prints.get(row)),
                            pair.test().shape(), Predictions.truth(classes, new int[] { known }),
                            (Predictions) step.apply(pair, run));
                }
                judged.add(row);
            }
        } catch (ToolException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("What the trial had opened cannot be closed.", e);
        }
    }

    /** What makes the figures doubtful. */
    private List<String> notes(NetCard card, Examples<Pair, ?> read, List<String> prints, Set<String> learned,
            List<Integer> judged) {
        List<String> notes = new ArrayList<>();
        Set<String> strange = new TreeSet<>(read.classes());
        strange.removeAll(card.classes());
        if (!strange.isEmpty())
            notes.add("The net was not taught " + String.join(", ", strange) + ": objects of these cannot be found.");
        Set<Integer> tried = new HashSet<>(judged);
        Set<String> groups = new TreeSet<>();
        List<String> names = new ArrayList<>();
        for (int row = 0; row < read.size(); row++)
            if (learned.contains(prints.get(row))) {
                groups.add(examples.image(row).group());
                if (tried.contains(row))
                    names.add(examples.name(row));
            }
        if (!names.isEmpty())
            notes.add(names.size() + " of " + Plural.of(judged.size(), "image") + (names.size() == 1 ? " was" : " were")
                    + " learned from (" + some(names)
                    + "): the figures are better than in use.");
        long beside = judged.stream().filter(row -> !learned.contains(prints.get(row))
                && groups.contains(examples.image(row).group())).count();
        if (beside > 0)
            notes.add((beside == 1 ? "1 image is of a board, wafer or lot" : beside + " images are of boards, wafers or"
                    + " lots") + " of which others were learned from ("
                    + some(List.copyOf(groups)) + "): on new ones it may be worse.");
        double scale = judged.isEmpty() ? Double.NaN : read.inputs().get(judged.get(0)).test().shape().umPerPx();
        card.differences(scale, "").forEach(p -> notes.add(p.message()));
        judged.stream().map(read.modes()::get).distinct().flatMap(mode -> card.differences(Double.NaN, mode).stream())
                .forEach(p -> notes.add(p.message()));
        if (card.learned().isEmpty())
            notes.add("The model does not tell which images it learned from: see that these are others.");
        return notes;
    }

    private static String some(List<String> names) {
        return String.join(", ", names.subList(0, Math.min(NAMED, names.size()))) + (names.size() > NAMED ? ", …" : "");
    }

    @Override
    public void close() {
        examples.close();
    }
}
