package org.loupe.engine.learning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How good a classifier is on objects whose class is known. Figures agree with scikit-learn's of the same names. Pure:
 * equal input gives equal output. Immutable.
 *
 * @param scored           the objects behind every figure
 * @param confusion        {@code confusion[truth][given]}: objects
 * @param accuracy         share of objects whose class is their own; NaN of no objects
 * @param balancedAccuracy mean recall of the classes that have objects: rare ones count as much as frequent ones
 * @param macroF1          mean F1 of the classes that have objects or were given
 * @param classes          figures of each class
 * @param reliability      of the confidences
 */
public record ClassificationReport(Scored scored, int[][] confusion, double accuracy, double balancedAccuracy,
        double macroF1, List<ClassFigures> classes, Reliability reliability) {

    /**
     * Figures of a class; NaN where there is nothing to divide by.
     *
     * @param truths    its objects
     * @param given     objects that it was given to
     * @param right     both
     * @param precision right / given
     * @param recall    right / truths
     * @param f1        2 right / (truths + given)
     * @param auc       area under the ROC curve against all other classes
     * @param ap        average precision against all other classes
     */
    public record ClassFigures(String name, int truths, int given, int right, double precision, double recall,
            double f1, double auc, double ap) {
    }

    /**
     * Two classes that are taken for each other.
     *
     * @param firstAsSecond objects of the first that were called the second
     * @param share         mixed up ones of the objects of both
     */
    public record Pair(String first, String second, int firstAsSecond, int secondAsFirst, double share) {

        /** Mixed up in either direction. */
        public int total() {
            return firstAsSecond + secondAsFirst;
        }
    }

    public ClassificationReport {
        classes = List.copyOf(classes);
    }

    /** Judges. */
    public static ClassificationReport of(Scored scored) {
        int n = scored.classes().size();
        int[][] confusion = new int[n][n];
        int right = 0;
        for (int row = 0; row < scored.rows(); row++) {
            confusion[scored.truth()[row]][scored.predictions().best()[row]]++;
            right += scored.right(row) ? 1 : 0;
        }
        List<ClassFigures> classes = new ArrayList<>();
        for (int c = 0; c < n; c++) {
            int given = 0, truths = 0;
            for (int other = 0; other < n; other++) {
                given += confusion[other][c];
                truths += confusion[c][other];
            }
            int hits = confusion[c][c];
            RankCurve curve = RankCurve.of(scored, c);
            classes.add(new ClassFigures(scored.classes().get(c), truths, given, hits, (double) hits / given,
                    (double) hits / truths, 2.0 * hits / (truths + given), curve.auc(), curve.ap()));
        }
        return new ClassificationReport(scored, confusion, (double) right / scored.rows(),
                mean(classes.stream().mapToDouble(ClassFigures::recall).toArray()),
                mean(classes.stream().mapToDouble(ClassFigures::f1).toArray()), classes,
                Reliability.of(scored.truth(), scored.predictions()));
    }

    private static double mean(double[] values) {
        double sum = 0;
        int n = 0;
        for (double v : values)
            if (!Double.isNaN(v)) {
                sum += v;
                n++;
            }
        return sum / n;
    }

    /** The objects behind a cell of the confusion matrix, the most confident first. */
    public int[] rows(int truth, int given) {
        return IntStream.range(0, scored.rows())
                .filter(r -> scored.truth()[r] == truth && scored.predictions().best()[r] == given).boxed()
                .sorted(Comparator.comparingDouble(r -> -scored.predictions().confidence(r)))
                .mapToInt(Integer::intValue).toArray();
    }

    /** The pairs of classes that are taken for each other at all, those with most such objects first. */
    public List<Pair> confusablePairs() {
        List<Pair> pairs = new ArrayList<>();
        for (int a = 0; a < classes.size(); a++)
            for (int b = a + 1; b < classes.size(); b++)
                if (confusion[a][b] + confusion[b][a] > 0)
                    pairs.add(new Pair(classes.get(a).name(), classes.get(b).name(), confusion[a][b], confusion[b][a],
                            (double) (confusion[a][b] + confusion[b][a])
                                    / (classes.get(a).truths() + classes.get(b).truths())));
        pairs.sort(Comparator.comparingInt((Pair p) -> -p.total()).thenComparingDouble(p -> -p.share()));
        return List.copyOf(pairs);
    }

    /** ROC and precision–recall of one class against all others. @param c index of the class */
    public RankCurve curve(int c) {
        return RankCurve.of(scored, c);
    }

    /** How much is classified and how pure it is, by the least confidence. */
    public RejectCurve rejection() {
        return RejectCurve.of(scored);
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
