package org.loupe.engine.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.loupe.api.Features;
import org.loupe.api.ToolException;
import org.loupe.engine.Progress;
import org.loupe.engine.Registry;
import org.loupe.engine.SimpleRun;

/**
 * How good a classifier becomes with more examples: whether labelling more is worth it. Immutable.
 *
 * @param points by rising number of examples
 */
public record LearningCurve(List<Point> points) {

    /**
     * With so many examples.
     *
     * @param perClass  examples of each class, fewer of a class that has not so many
     * @param accuracy  of objects of other groups, over the repeats; the other figures likewise
     * @param wrong     ids of the objects that any repeat gave another class, each once
     */
    public record Point(int perClass, Spread accuracy, Spread balancedAccuracy, Spread macroF1, List<String> wrong) {

        public Point {
            wrong = List.copyOf(wrong);
        }

        static Point of(int perClass, List<ClassificationReport> repeats) {
            return new Point(perClass, spread(repeats, ClassificationReport::accuracy),
                    spread(repeats, ClassificationReport::balancedAccuracy),
                    spread(repeats, ClassificationReport::macroF1),
                    repeats.stream().map(ClassificationReport::scored).flatMap(scored -> IntStream
                            .range(0, scored.rows()).filter(row -> !scored.right(row)).mapToObj(scored.ids()::get))
                            .distinct().sorted().toList());
        }

        private static Spread spread(List<ClassificationReport> repeats, ToDoubleFunction<ClassificationReport> of) {
            return Spread.of(repeats.stream().mapToDouble(of).toArray());
        }
    }

    /** What is learned from and tested on in one repeat. */
    private record Trial(int size, int repeat, int[] learned, int[] tested) {
    }

    public LearningCurve {
        points = List.copyOf(points);
    }

    /** Numbers of examples that suit these rows: 5, 10, 20, 30, 50, 100, … up to what half of the classes have. */
    public static int[] sizes(LabelledRows rows) {
        int[] counts = Arrays.stream(rows.counts()).filter(n -> n > 0).sorted().toArray();
        int most = counts.length == 0 ? 0 : counts[counts.length / 2];
        return IntStream.of(5, 10, 20, 30, 50, 100, 200, 300, 500, 1000, 2000, 5000).filter(n -> n <= most).toArray();
    }

    /**
     * Learns from a random choice of examples of some groups and tests on all objects of the other groups, for each
     * size and repeat. In one repeat the choice for a smaller size is part of that for a larger one.
     *
     * @param sizes    examples per class, rising
     * @param settings whose trainer, folds, repeats and seed count: one part of the folds is tested on in each
     *                 repeat
     */
    public static LearningCurve of(LabelledRows rows, Columns columns, TrainingSettings settings, int[] sizes,
            Registry registry, Progress progress) throws ToolException {
        LabelledRows sorted = rows.select(rows.order());
        int[] groups = sorted.groupCount() > 1 ? sorted.groupNumbers() : IntStream.range(0, rows.rows()).toArray();
        List<Trial> trials = new ArrayList<>();
        for (int repeat = 0; repeat < settings.repeats(); repeat++) {
            long seed = CrossValidation.seed(settings, repeat, 0);
            int[] fold = Folds.of(sorted.truth(), sorted.classes().size(), groups, settings.folds(), seed);
            int out = repeat % Math.max(1, Arrays.stream(fold).max().orElse(0) + 1);
            int[] known = IntStream.range(0, fold.length).filter(i -> fold[i] != out).toArray();
            int[] tested = IntStream.range(0, fold.length).filter(i -> fold[i] == out).toArray();
            for (int size : sizes)
                trials.add(new Trial(size, repeat, Training.sample(sorted, known, size, seed), tested));
        }
        return of(sorted, trials, sizes, columns, settings, registry, progress);
    }

    /**
     * Learns from random choices of some rows and tests on others, which stay the same.
     *
     * @param learned of which examples are chosen
     * @param tested  with the same columns and classes, of other groups
     */
    public static LearningCurve of(LabelledRows learned, LabelledRows tested, Columns columns,
            TrainingSettings settings, int[] sizes, Registry registry, Progress progress) throws ToolException {
        LabelledRows sorted = learned.select(learned.order());
        LabelledRows both = new LabelledRows(sorted.classes(),
                Features.concat(List.of(sorted.features(), tested.features())),
                IntStream.concat(Arrays.stream(sorted.truth()), Arrays.stream(tested.truth())).toArray(),
                Stream.concat(sorted.groups().stream(), tested.groups().stream()).toList(),
                Stream.concat(sorted.ids().stream(), tested.ids().stream()).toList());
        int[] known = IntStream.range(0, sorted.rows()).toArray();
        int[] asked = IntStream.range(sorted.rows(), both.rows()).toArray();
        List<Trial> trials = new ArrayList<>();
        for (int repeat = 0; repeat < settings.repeats(); repeat++)
            for (int size : sizes)
                trials.add(new Trial(size, repeat, Training.sample(both, known, size,
                        CrossValidation.seed(settings, repeat, 0)), asked));
        return of(both, trials, sizes, columns, settings, registry, progress);
    }

    private static LearningCurve of(LabelledRows rows, List<Trial> trials, int[] sizes, Columns columns,
            TrainingSettings settings, Registry registry, Progress progress) throws ToolException {
        Learning learning = Learning.of(settings, registry);
        List<ClassificationReport> reports = CrossValidation.all(trials,
                t -> report(t, rows, columns, learning, settings, progress), progress);
        List<Point> points = new ArrayList<>();
        for (int size : sizes)
            points.add(Point.of(size, IntStream.range(0, trials.size()).filter(i -> trials.get(i).size == size)
                    .mapToObj(reports::get).toList()));
        return new LearningCurve(points);
    }

    private static ClassificationReport report(Trial trial, LabelledRows rows, Columns columns, Learning learning,
            TrainingSettings settings, Progress progress) throws ToolException {
        Progress quiet = progress.quiet();
        LabelledRows learned = rows.select(trial.learned), tested = rows.select(trial.tested);
        Learning.Fitted fitted = learning.fit(learned, Variants.none(learned.features()), columns,
                CrossValidation.seed(settings, trial.repeat, trial.size), quiet);
        try (SimpleRun run = new SimpleRun(quiet, settings.seed(), 0)) {
            return ClassificationReport.of(Scored.of(tested, Learning.ask(fitted.model(), rows.classes(),
                    fitted.fusion().apply(tested.features()), run)));
        } catch (ToolException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("What the model had opened cannot be closed.", e);
        }
    }
}
