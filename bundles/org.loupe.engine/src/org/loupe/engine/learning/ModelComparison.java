package org.loupe.engine.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.loupe.engine.evaluation.SignTest;

/**
 * Two classifiers on the same objects. Immutable.
 *
 * @param first   report of the one
 * @param second  report of the other, with the same objects in the same order
 * @param classes difference of each class that either knows
 * @param better  rows that the second alone gives their own class
 * @param worse   rows that the first alone gives their own class
 * @param changed rows to which both give a wrong class, but not the same
 */
public record ModelComparison(ClassificationReport first, ClassificationReport second, List<ClassChange> classes,
        int[] better, int[] worse, int[] changed) {

    /**
     * What became of a class.
     *
     * @param truths  its objects
     * @param firstF1 of the first, NaN if it neither knows nor meets the class; {@code secondF1} likewise
     * @param better  its objects that the second alone gets right
     * @param worse   its objects that the first alone gets right
     */
    public record ClassChange(String name, int truths, double firstF1, double secondF1, int better, int worse) {
    }

    public ModelComparison {
        classes = List.copyOf(classes);
    }

    /**
     * Compares.
     *
     * @throws IllegalArgumentException if the objects differ
     */
    public static ModelComparison of(Scored first, Scored second) {
        if (!first.ids().equals(second.ids()))
            throw new IllegalArgumentException("Two models are compared on the same objects in the same order.");
        List<String> names = new ArrayList<>(first.classes());
        second.classes().stream().filter(c -> !names.contains(c)).forEach(names::add);
        int[] rows = IntStream.range(0, first.rows()).toArray();
        int[] better = IntStream.of(rows).filter(r -> second.right(r) && !first.right(r)).toArray();
        int[] worse = IntStream.of(rows).filter(r -> first.right(r) && !second.right(r)).toArray();
        int[] changed = IntStream.of(rows).filter(r -> !first.right(r) && !second.right(r)
                && !first.predictions().className(r).equals(second.predictions().className(r))).toArray();
        ClassificationReport one = ClassificationReport.of(first), other = ClassificationReport.of(second);
        List<ClassChange> classes = new ArrayList<>();
        for (String name : names) {
            int c = first.classes().indexOf(name), d = second.classes().indexOf(name);
            classes.add(new ClassChange(name, (int) IntStream.of(rows).filter(r -> first.truth()[r] == c).count(),
                    c < 0 ? Double.NaN : one.classes().get(c).f1(), d < 0 ? Double.NaN : other.classes().get(d).f1(),
                    (int) IntStream.of(better).filter(r -> second.truth()[r] == d).count(),
                    (int) IntStream.of(worse).filter(r -> first.truth()[r] == c).count()));
        }
        return new ModelComparison(one, other, classes, better, worse, changed);
    }

    /**
     * Whether the second is better, judged by the objects that only one of them gets right. It is McNemar's test in its
     * exact form (Q. McNemar, Note on the Sampling Error of the Difference Between Correlated Proportions,
     * Psychometrika 12, 1947). Objects count as independent of each other, which those of one wafer are not quite.
     */
    public SignTest test() {
        return new SignTest(better.length, worse.length, first.scored().rows() - better.length - worse.length);
    }

    /** For machines. */
    public String toJson() {
        return ReportFormat.json(this);
    }

    /** For people at a console. */
    public String toText() {
        return ReportFormat.text(this);
    }
}
