package org.loupe.engine.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.loupe.api.Features;
import org.loupe.api.Model;
import org.loupe.api.Predictions;
import org.loupe.api.ToolException;
import org.loupe.engine.Progress;
import org.loupe.engine.Registry;

/**
 * Learns classifiers from labelled rows. The same rows, in whatever order, with the same settings and tools give the
 * same classifier.
 */
public final class Training {
    /** Fewer examples of a class than this are told of. */
    private static final int FEW = 10;
    /** Share of the known objects that are nearer to others than what is called novel. */
    private static final double KNOWN = 0.99;

    private Training() {
    }

    /** Ids of all trainers of classifiers. */
    public static List<String> trainers(Registry registry) {
        return registry.ids(Learning::learnsClasses);
    }

    /**
     * Tells what is wrong with settings before anything is measured for them.
     *
     * @throws ToolException if there is no such trainer of classifiers, or a parameter does not suit
     */
    public static void check(TrainingSettings settings, Registry registry) throws ToolException {
        Learning.of(settings, registry);
    }

    /**
     * Learns from rows alone, as
     * {@link #train(LabelledRows, Variants, Map, Columns, TrainingSettings, Registry, Progress)} does.
     */
    public static TrainedClassifier train(LabelledRows rows, Columns columns, TrainingSettings settings,
            Registry registry, Progress progress) throws ToolException {
        return train(rows, Variants.none(rows.features()), Map.of(), columns, settings, registry, progress);
    }

    /**
     * Cross-validates, then learns from all rows.
     *
     * @param rows         labelled objects of at least two classes; classes without an object are left out
     * @param variants     altered copies of the rows, learned from besides
     * @param augmentation how those were altered, in recipe form; empty without any
     * @param columns      how the columns of the rows come to be
     * @param progress     told of the parts done, asked often whether to stop
     * @throws ToolException if there is too little to learn from, the trainer is unknown, its parameters do not suit,
     *                       or it fails
     * @throws java.util.concurrent.CancellationException once the progress is cancelled
     */
    public static TrainedClassifier train(LabelledRows rows, Variants variants, Map<String, Object> augmentation,
            Columns columns, TrainingSettings settings, Registry registry, Progress progress) throws ToolException {
        Learning learning = Learning.of(settings, registry);
        int[] order = rows.order();
        LabelledRows known = present(rows.select(order));
        Variants copies = variants.select(order);
        List<String> warnings = new ArrayList<>(doubts(known));
        List<CrossValidation> repeats = CrossValidation.of(known, copies, columns, learning, settings, progress);
        CrossValidation first = repeats.get(0);
        Scored raw = Scored.of(known, first.raw());
        List<ClassificationReport> reports = repeats.stream()
                .map(r -> ClassificationReport.of(Scored.of(known, r.raw()))).toList();
        warnings.addAll(odd(reports.get(0)));
        double limit = quantile(first.distances(), KNOWN);
        Scored outOfSample = Scored.of(known, withNovelty(first.calibrated(known.truth()), first.distances(), limit));
        double reject = 0;
        if (settings.purity() > 0) {
            RejectCurve curve = RejectCurve.of(outOfSample);
            Optional<RejectCurve.Point> point = curve.reaching(settings.purity());
            reject = point.map(RejectCurve.Point::limit).orElse(1.0);
            if (point.isEmpty())
                warnings.add("No confidence is high enough for a purity of " + settings.purity()
                        + ": everything would be unknown.");
        }
        Validation validation = new Validation(first.folds(), first.byGroup(),
                spread(reports, ClassificationReport::accuracy),
                spread(reports, ClassificationReport::balancedAccuracy), spread(reports, ClassificationReport::macroF1),
                reports.get(0).reliability().ece(), Reliability.of(known.truth(), outOfSample.predictions()).ece(),
                warnings);
        progress.check();
        Learning.Fitted fitted = learning.fit(known, copies, columns, settings.seed(),
                progress.quiet());
        ModelCard card = new ModelCard(columns.set(), columns.provenance(), fitted.fusion(), known.classes(),
                learning.provenance(settings.seed(), known.sha256()),
                Calibration.fit(known.truth(), raw.predictions()), reject, limit, known.sha256(),
                Arrays.stream(known.counts()).boxed().toList(), known.groupCount(), copies.size(), augmentation,
                validation);
        Features fused = fitted.fusion().apply(known.features());
        return new TrainedClassifier(card, ordered(fitted, known.classes()),
                new Memory(fused, known.truth(), known.ids()), outOfSample);
    }

    /** Refuses a model whose classes are not those that it was taught. */
    private static Model<Features, Predictions> ordered(Learning.Fitted fitted, List<String> classes)
            throws ToolException {
        if (!classes.containsAll(fitted.model().classes()))
            throw new ToolException("The trainer's model gives the classes " + fitted.model().classes()
                    + ", but learned " + classes + ".", "Tell the maker of the trainer.");
        return ModelFile.inOrder(fitted.model(), classes);
    }

    /** The same rows without the classes that have none. */
    private static LabelledRows present(LabelledRows rows) throws ToolException {
        int[] counts = rows.counts(), number = new int[counts.length];
        List<String> kept = new ArrayList<>();
        for (int c = 0; c < counts.length; c++)
            if (counts[c] > 0) {
                number[c] = kept.size();
                kept.add(rows.classes().get(c));
            }
        if (kept.size() < 2)
            throw new ToolException("There are examples of " + (kept.isEmpty() ? "no class" : "one class alone, \""
                    + kept.get(0) + "\"") + "; a classifier learns to tell at least two apart.",
                    "Label objects of two classes or more.");
        return new LabelledRows(kept, rows.features(), Arrays.stream(rows.truth()).map(t -> number[t]).toArray(),
                rows.groups(), rows.ids());
    }

    private static Predictions withNovelty(Predictions p, double[] distances, double limit) {
        float[] novelty = new float[distances.length];
        for (int row = 0; row < novelty.length; row++)
            novelty[row] = (float) (distances[row] / limit);
        return new Predictions(p.classes(), p.best(), p.probabilities(), novelty);
    }

    private static Spread spread(List<ClassificationReport> reports,
            ToDoubleFunction<ClassificationReport> figure) {
        return Spread.of(reports.stream().mapToDouble(figure).toArray());
    }

    /** The least value that is at least as large as a share of all; above 0. */
    static double quantile(double[] values, double share) {
        double[] sorted = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        double value = sorted.length == 0 ? 1 : sorted[(int) Math.min(sorted.length - 1,
                Math.max(0, Math.ceil(share * sorted.length) - 1))];
        return value > 0 ? value : 1e-6; // all objects alike: anything else is novel
    }

    /** What makes figures of these rows doubtful. */
    private static List<String> doubts(LabelledRows rows) {
        List<String> doubts = new ArrayList<>();
        if (rows.groupCount() < 2)
            doubts.add("All examples are from one group (" + rows.groups().get(0)
                    + "): the figures hold for others like it alone.");
        int[] counts = rows.counts();
        List<Set<String>> groups = new ArrayList<>();
        for (int c = 0; c < counts.length; c++)
            groups.add(new HashSet<>());
        for (int i = 0; i < rows.rows(); i++)
            groups.get(rows.truth()[i]).add(rows.groups().get(i));
        for (int c = 0; c < counts.length; c++) {
            String name = "\"" + rows.classes().get(c) + "\"";
            if (counts[c] < FEW)
                doubts.add("There are only " + counts[c] + " examples of " + name + "; " + FEW
                        + " or more are better.");
            if (rows.groupCount() > 1 && groups.get(c).size() == 1)
                doubts.add("All examples of " + name + " are from one group: it was tested only by what had never seen "
                        + "it.");
        }
        int copies = copies(rows);
        if (copies > 0)
            doubts.add((copies == 1 ? "1 example measures" : copies + " examples measure")
                    + " exactly like one of another group: copies would make the figures too good.");
        return doubts;
    }

    /** Rows that equal one of another group in all columns. */
    private static int copies(LabelledRows rows) {
        Map<Long, Integer> first = new HashMap<>();
        float[] values = rows.features().values();
        int columns = rows.features().names().size(), copies = 0;
        for (int i = 0; i < rows.rows(); i++) {
            long hash = 1;
            for (int c = 0; c < columns; c++)
                hash = hash * 0x100000001B3L ^ Float.floatToIntBits(values[i * columns + c]);
            Integer equal = first.putIfAbsent(hash, i);
            copies += equal != null && !rows.groups().get(equal).equals(rows.groups().get(i))
                    && Arrays.equals(values, equal * columns, (equal + 1) * columns, values, i * columns,
                            (i + 1) * columns) ? 1 : 0;
        }
        return copies;
    }

    /** What is odd about results, whatever their accuracy. */
    private static List<String> odd(ClassificationReport report) {
        long given = report.classes().stream().filter(c -> c.given() > 0).count();
        if (given == 1)
            return List.of("Every object is called the same class: nothing was learned.");
        return report.classes().stream().filter(c -> c.right() == 0)
                .map(c -> "No object of \"" + c.name() + "\" was recognised.").toList();
    }

    /** Rows of each class, chosen at random and the same for a smaller number as part of those for a larger one. */
    static int[] sample(LabelledRows rows, int[] among, int perClass, long seed) {
        int[] shuffled = Folds.shuffled(among.length, new SplittableRandom(seed));
        int[] taken = new int[rows.classes().size()];
        return IntStream.of(shuffled).map(i -> among[i]).filter(row -> taken[rows.truth()[row]]++ < perClass).sorted()
                .toArray();
    }
}
