package org.loupe.engine.stack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.loupe.api.Features;
import org.loupe.api.Predictions;
import org.loupe.api.ToolException;
import org.loupe.engine.ClassKey;
import org.loupe.engine.Progress;
import org.loupe.engine.Registry;
import org.loupe.engine.Schema;
import org.loupe.engine.SimpleRun;
import org.loupe.engine.Stack;
import org.loupe.engine.Stack.Level;
import org.loupe.engine.learning.Augmentation;
import org.loupe.engine.learning.ClassificationReport;
import org.loupe.engine.learning.Columns;
import org.loupe.engine.learning.LabelledRows;
import org.loupe.engine.learning.Scored;
import org.loupe.engine.learning.TrainedClassifier;
import org.loupe.engine.learning.Training;
import org.loupe.engine.learning.TrainingSettings;
import org.loupe.engine.learning.Validation;

/**
 * Trains all levels of a stack from one set of labelled objects, each level on the objects that truly belong there. The
 * same objects, in whatever order, with the same settings give the same models.
 */
public final class StackTraining {
    private final Stack stack;
    private final StackRows rows;
    private final Registry registry;
    /** The objects whose class the stack knows, and the class that each level should give them. */
    private final int[] known;
    private final int[][] paths;
    private final List<String> left = new ArrayList<>();
    private final List<TrainedClassifier> models = new ArrayList<>();
    /** By level: what it says of each object when it has not learned from it. */
    private final List<Predictions> said = new ArrayList<>();

    /**
     * What came of a training.
     *
     * @param stack  that was trained
     * @param models by level; {@code null} where nothing is learned
     * @param report out of sample
     */
    public record Trained(Stack stack, List<TrainedClassifier> models, StackReport report) {
    }

    private StackTraining(Stack stack, StackRows rows, Registry registry) throws ToolException {
        this.stack = stack;
        this.rows = rows;
        this.registry = registry;
        paths = new int[rows.rows()][];
        Map<String, Integer> strange = new TreeMap<>();
        for (int row = 0; row < paths.length; row++) {
            paths[row] = stack.path(rows.labels().get(row)).orElse(null);
            if (paths[row] == null)
                strange.merge(rows.labels().get(row), 1, Integer::sum);
        }
        strange.forEach((name, n) -> left.add("Class \"" + name + "\" is none of the stack's: " + n
                + (n == 1 ? " object was" : " objects were") + " left out."));
        known = IntStream.range(0, paths.length).filter(row -> paths[row] != null).toArray();
        if (known.length == 0)
            throw new ToolException("No object is labelled with a class of the stack" + (strange.isEmpty() ? "."
                    : "; there are " + String.join(", ", strange.keySet()) + "."), "Label objects with its classes: "
                            + String.join(", ", stack.labels()) + ".");
    }

    /**
     * Trains.
     *
     * @param columns  by level, how the columns of its rows come to be
     * @param altered  how copies of the rows were altered; {@link Augmentation#NONE} without any
     * @param settings for all levels
     * @param progress told of the levels, asked often whether to stop
     * @throws ToolException if a routed class has no example, or as {@link Training#train}; names the level
     * @throws java.util.concurrent.CancellationException once the progress is cancelled
     */
    public static Trained train(Stack stack, List<Columns> columns, StackRows rows, Augmentation altered,
            TrainingSettings settings, Registry registry, Progress progress) throws ToolException {
        StackTraining training = new StackTraining(stack, rows, registry);
        int levels = stack.levels().size();
        for (int level = 0; level < levels; level++)
            training.train(level, columns.get(level), altered, settings, named(stack.levels().get(level).name(),
                    progress.part((double) level / levels, (level + 1.0) / levels)));
        return new Trained(stack, training.models, training.report());
    }

    /** Tells the name of a level instead of what is done for it. */
    private static Progress named(String level, Progress progress) {
        return new Progress() {
            @Override
            public boolean cancelled() {
                return progress.cancelled();
            }

            @Override
            public void update(int done, int total, int detections, int errors, String current) {
                progress.update(done, total, detections, errors, level);
            }
        };
    }

    /** Objects that truly belong to a level. */
    private int[] belonging(int level) {
        return Arrays.stream(known).filter(row -> paths[row][level] >= 0).toArray();
    }

    private void train(int number, Columns columns, Augmentation altered, TrainingSettings settings,
            Progress progress) throws ToolException {
        Level level = stack.levels().get(number);
        if (!level.learned()) {
            models.add(null);
            said.add(Predictions.truth(level.classes(), rows.decided().get(number)));
            return;
        }
        if (columns.names().isEmpty())
            throw new ToolException("Level " + level.name() + " has nothing to learn from: no step before it measures.",
                    "Put a step that measures before it, such as \"loupe.measure\".");
        int[] reaching = reaching(number);
        LabelledRows labelled = labelled(number, reaching);
        int[] counts = labelled.counts();
        for (int c = 0; c < counts.length; c++)
            if (counts[c] == 0 && (level.next()[c] >= 0 || level.drops()[c]))
                throw new ToolException("Level " + level.name() + " has no example of \"" + level.classes().get(c)
                        + "\".", level.next()[c] >= 0
                                ? "Label some objects with a class below it, or take its route out."
                                : "Label some, or take its route out.");
            else if (counts[c] == 0)
                left.add("Level " + level.name() + " has no example of \"" + level.classes().get(c)
                        + "\": it never gives this class.");
        TrainedClassifier model;
        try {
            model = Training.train(labelled, rows.copies(number, reaching), altered.copies() == 0 ? Map.of()
                    : Schema.of(altered).write(altered), columns, settings, registry, progress);
        } catch (ToolException e) {
            throw new ToolException("Level " + level.name() + ": " + e.getMessage(), e.remedy(), e);
        }
        models.add(model);
        said.add(say(number, model, labelled));
    }

    /** Objects that belong to a level and that those before it which are not trained let through. */
    private int[] reaching(int level) {
        return Arrays.stream(belonging(level)).filter(row -> IntStream.range(0, level).allMatch(before ->
                paths[row][before] < 0 || rows.decided().get(before) == null
                        || rows.decided().get(before)[row] == paths[row][before])).toArray();
    }

    private LabelledRows labelled(int level, int[] chosen) {
        return new LabelledRows(stack.levels().get(level).classes(), rows.given().get(level).select(chosen),
                Arrays.stream(chosen).map(row -> paths[row][level]).toArray(),
                Arrays.stream(chosen).mapToObj(rows.groups()::get).toList(),
                Arrays.stream(chosen).mapToObj(rows.ids()::get).toList());
    }

    /** What a level says of every object: of those that it learned from, what was learned without them says it. */
    private Predictions say(int number, TrainedClassifier model, LabelledRows learned) throws ToolException {
        Predictions all;
        try (SimpleRun run = new SimpleRun(Progress.NONE, model.card().seed(), 0)) {
            all = model.predict(rows.given().get(number), run);
        } catch (ToolException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("What the model had opened cannot be closed.", e);
        }
        Scored without = model.outOfSample();
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < without.rows(); i++)
            places.put(without.ids().get(i), i);
        int n = all.classes().size();
        int[] best = all.best().clone();
        float[] probabilities = all.probabilities().clone(), novelty = all.novelty().clone();
        for (int row = 0; row < best.length; row++) {
            Integer at = places.get(rows.ids().get(row));
            if (at == null)
                continue;
            best[row] = without.predictions().best()[at];
            novelty[row] = without.predictions().novelty()[at];
            System.arraycopy(without.predictions().probabilities(), at * n, probabilities, row * n, n);
        }
        Predictions honest = new Predictions(all.classes(), best, probabilities, novelty);
        return model.card().reject() > 0
                ? TrainedClassifier.reject(honest, model.card().reject(), Double.POSITIVE_INFINITY) : honest;
    }

    private StackReport report() {
        int levels = stack.levels().size();
        int[][] came = new int[rows.rows()][];
        List<String> classes = new ArrayList<>(stack.labels());
        Map<String, Integer> numbers = new LinkedHashMap<>();
        classes.forEach(c -> numbers.put(ClassKey.of(c), numbers.size()));
        String unknown = ClassKey.of(TrainedClassifier.UNKNOWN);
        said.forEach(p -> p.classes().stream().filter(c -> ClassKey.of(c).equals(unknown)).findFirst().ifPresent(c -> {
            if (numbers.putIfAbsent(unknown, classes.size()) == null)
                classes.add(c);
        }));
        int[] best = new int[known.length], truth = new int[known.length];
        float[] probabilities = new float[known.length * classes.size()];
        for (int i = 0; i < known.length; i++) {
            int row = known[i];
            came[row] = new int[levels];
            truth[i] = numbers.get(ClassKey.of(rows.labels().get(row)));
            best[i] = numbers.get(ClassKey.of(follow(row, came[row])));
            spread(0, row, 1, numbers, probabilities, i * classes.size());
        }
        Scored overall = new Scored(Arrays.stream(known).mapToObj(rows.ids()::get).toList(),
                Arrays.stream(known).mapToObj(rows.groups()::get).toList(), truth,
                new Predictions(classes, best, probabilities));
        List<StackReport.LevelReport> reports = new ArrayList<>();
        for (int level = 0; level < levels; level++)
            reports.add(report(level, came));
        return new StackReport(reports, ClassificationReport.of(overall), left);
    }

    private StackReport.LevelReport report(int number, int[][] came) {
        Level level = stack.levels().get(number);
        int[] own = belonging(number);
        Predictions p = said.get(number);
        int n = p.classes().size();
        float[] probabilities = new float[own.length * n];
        float[] novelty = new float[own.length];
        for (int i = 0; i < own.length; i++) {
            System.arraycopy(p.probabilities(), own[i] * n, probabilities, i * n, n);
            novelty[i] = p.novelty()[own[i]];
        }
        Predictions chosen = new Predictions(p.classes(), Arrays.stream(own).map(row -> p.best()[row]).toArray(),
                probabilities, novelty);
        int strays = (int) Arrays.stream(known).filter(row -> came[row][number] > 0 && paths[row][number] < 0).count();
        Optional<Validation> validation = Optional.ofNullable(models.get(number)).map(m -> m.card().validation());
        return new StackReport.LevelReport(level.name(), level.learned(),
                ClassificationReport.of(Scored.of(labelled(number, own), chosen)), validation, strays);
    }

    /** The class that an object ends with. @param came set to 1 for each level that it comes to */
    private String follow(int row, int[] came) {
        for (int level = 0;;) {
            came[level] = 1;
            String given = said.get(level).className(row);
            int choice = stack.levels().get(level).classes().indexOf(given);
            int next = choice < 0 ? -1 : stack.levels().get(level).next()[choice];
            if (next < 0)
                return given;
            level = next;
        }
    }

    /** Probabilities of the classes at the end of all ways, as the product of those on the way. */
    private void spread(int level, int row, float share, Map<String, Integer> numbers, float[] to, int at) {
        Predictions p = said.get(level);
        for (int c = 0; c < p.classes().size(); c++) {
            float part = share * p.probabilities()[row * p.classes().size() + c];
            int choice = stack.levels().get(level).classes().indexOf(p.classes().get(c));
            int next = choice < 0 ? -1 : stack.levels().get(level).next()[choice];
            if (next >= 0)
                spread(next, row, part, numbers, to, at);
            else
                to[at + numbers.get(ClassKey.of(p.classes().get(c)))] += part;
        }
    }
}
