package org.loupe.engine.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.loupe.api.Detections;

/**
 * How well what was found agrees with the truth. Immutable; made by {@link #of}.
 *
 * <p>Names of classes are the same if they differ only in case or in blanks, hyphens and underscores ("Spurious
 * copper", "spurious-copper").
 *
 * @param settings  how it was judged
 * @param images    number of images
 * @param overall   all boxes together
 * @param classes   one by one, in alphabetical order. If classes count, those of the truth and of what was found; if
 *                  they do not, those of the truth, of which then only truths, matched and recall are known: found
 *                  equals matched, the other figures are NaN
 * @param map       mean average precision at the settings' IoU: the area under the curve of precision (made to fall)
 *                  over recall, all points (Everingham et al., The PASCAL VOC Challenge, IJCV 2010), mean over the
 *                  classes of the truth; one class for all if classes do not count. NaN without truth
 * @param map5095   as COCO defines it: precision at 101 recalls, mean over IoU ≥ 0.50, 0.55, … 0.95 and over classes
 *                  (Lin et al., Microsoft COCO, ECCV 2014), but without its limit of 100 boxes per image
 * @param confusion true and found classes of matched boxes, whatever their class
 * @param perImage  an image is rejected if anything is found in it. Overkill: rejected ones of the good images. Escape:
 *                  passed ones of the defective images
 * @param perDefect overkill: false ones of what was found. Escape: missed ones of the true defects
 * @param curve     the same figures when only boxes of at least a score count, by falling score; at most 201 points
 */
public record Evaluation(Evaluation.Settings settings, int images, Evaluation.Scores overall,
        List<Evaluation.ClassScores> classes, double map, double map5095, Evaluation.Confusion confusion,
        Evaluation.Decisions perImage, Evaluation.Decisions perDefect, List<Evaluation.CurvePoint> curve) {

    private static final int CURVE_STEPS = 200;

    /**
     * An image: what is true and what was found.
     *
     * @param truth its scores do not count
     */
    public record Case(String image, Detections truth, Detections found) {
        public Case {
            Objects.requireNonNull(image);
            Objects.requireNonNull(truth);
            Objects.requireNonNull(found);
        }
    }

    /**
     * How to judge.
     *
     * @param iou           boxes match if they overlap by more than this share of their union, 0 to below 1
     * @param classAgnostic whether a box may match one of another class
     * @param minScore      boxes of a lower score do not count, except in the average precision and the curve
     */
    public record Settings(double iou, boolean classAgnostic, double minScore) {
        /** IoU above 0.33, classes count, any score. */
        public static final Settings DEFAULT = new Settings(0.33, false, 0);

        public Settings {
            if (!(iou >= 0 && iou < 1))
                throw new IllegalArgumentException("IoU is 0 or more and below 1, found " + iou + ".");
            if (Double.isNaN(minScore))
                throw new IllegalArgumentException("The lowest score is a number.");
        }
    }

    /**
     * Figures of a set of boxes; NaN where there is nothing to divide by.
     *
     * @param truths    true boxes
     * @param found     found boxes
     * @param matched   pairs of them
     * @param precision matched / found
     * @param recall    matched / truths
     * @param f         harmonic mean of precision and recall: 2 matched / (truths + found)
     */
    public record Scores(long truths, long found, long matched, double precision, double recall, double f) {
        static Scores of(long truths, long found, long matched) {
            return new Scores(truths, found, matched, (double) matched / found, (double) matched / truths,
                    2.0 * matched / (truths + found));
        }
    }

    /**
     * Figures of a class.
     *
     * @param ap     average precision at the settings' IoU, as in {@link Evaluation#map}; NaN without truth
     * @param ap5095 as in {@link Evaluation#map5095}; NaN without truth
     */
    public record ClassScores(String name, Scores scores, double ap, double ap5095) {
    }

    /**
     * What became of each class.
     *
     * @param truthClasses rows
     * @param foundClasses columns
     * @param counts       {@code counts[row][column]} with one row and one column more: last row, found but not true;
     *                     last column, true but not found
     */
    public record Confusion(List<String> truthClasses, List<String> foundClasses, long[][] counts) {
    }

    /** The two ways of being wrong. */
    public record Decisions(Rate overkill, Rate escape) {
    }

    /**
     * Figures when boxes of at least a score count.
     *
     * @param overkill per image, NaN without good images
     * @param escape   per image, NaN without defective images
     */
    public record CurvePoint(double score, double precision, double recall, double f, double overkill, double escape) {
    }

    /** Judges. Pure: equal input gives equal output. */
    public static Evaluation of(List<Case> cases, Settings settings) {
        return new Evaluator(cases, settings).evaluate();
    }

    /** The point of the curve with the best F, at the highest score if several have it; empty if nothing was found. */
    public Optional<CurvePoint> best() {
        return curve.stream().filter(p -> !Double.isNaN(p.f()))
                .max(Comparator.comparingDouble(CurvePoint::f).thenComparingDouble(CurvePoint::score));
    }

    /** All figures as JSON; NaN is null. */
    public String toJson() {
        return EvaluationFormat.json(this);
    }

    /** All figures as tables for a console, numbers with a point. */
    public String toText() {
        return EvaluationFormat.text(this);
    }

    /** The work, on classes as numbers. */
    private static final class Evaluator {
        private final List<Case> cases;
        private final Settings settings;
        private final List<String> names;
        private final int[][] truthClass;
        private final int[][] foundClass;

        Evaluator(List<Case> cases, Settings settings) {
            this.cases = cases;
            this.settings = settings;
            ClassNumbers numbers = ClassNumbers.of(cases);
            names = numbers.names();
            truthClass = numbers.truth();
            foundClass = numbers.found();
        }

        Evaluation evaluate() {
            int n = names.size();
            long[] truths = new long[n], found = new long[n], matched = new long[n];
            long[][] confusion = new long[n + 1][n + 1];
            long good = 0, goodRejected = 0, bad = 0, badPassed = 0;
            for (int i = 0; i < cases.size(); i++) {
                Detections t = cases.get(i).truth();
                int[] kept = kept(cases.get(i).found());
                Detections f = cases.get(i).found().select(kept);
                int[] tc = truthClass[i], all = foundClass[i];
                int[] fc = Arrays.stream(kept).map(row -> all[row]).toArray();
                Matching any = Matching.of(t, f, settings.iou());
                Matching counted = settings.classAgnostic() ? any
                        : Matching.of(t, f, settings.iou(), (a, b) -> fc[a] == tc[b]);
                for (int row = 0; row < tc.length; row++) {
                    truths[tc[row]]++;
                    if (counted.foundOf()[row] >= 0)
                        matched[tc[row]]++;
                    confusion[tc[row]][any.foundOf()[row] < 0 ? n : fc[any.foundOf()[row]]]++;
                }
                for (int row = 0; row < fc.length; row++) {
                    found[fc[row]]++;
                    if (any.truthOf()[row] < 0)
                        confusion[n][fc[row]]++;
                }
                if (tc.length == 0) {
                    good++;
                    goodRejected += fc.length > 0 ? 1 : 0;
                } else {
                    bad++;
                    badPassed += fc.length == 0 ? 1 : 0;
                }
            }
            Scores overall = Scores.of(sum(truths), sum(found), sum(matched));
            List<ClassScores> classes = new ArrayList<>();
            double map, map5095;
            Ranking everything = rankings(settings.iou(), true, false)[0];
            Ranking[] single = settings.classAgnostic() ? new Ranking[] { everything }
                    : rankings(settings.iou(), true, true);
            double[] coco = coco(single.length);
            if (settings.classAgnostic()) {
                for (int c = 0; c < n; c++)
                    if (truths[c] > 0)
                        classes.add(new ClassScores(names.get(c),
                                new Scores(truths[c], matched[c], matched[c], Double.NaN,
                                        (double) matched[c] / truths[c], Double.NaN),
                                Double.NaN, Double.NaN));
                map = allPoints(everything);
                map5095 = coco[0];
            } else {
                for (int c = 0; c < n; c++)
                    classes.add(new ClassScores(names.get(c), Scores.of(truths[c], found[c], matched[c]),
                            allPoints(single[c]), coco[c]));
                map = classes.stream().mapToDouble(ClassScores::ap).filter(v -> !Double.isNaN(v)).average()
                        .orElse(Double.NaN);
                map5095 = classes.stream().mapToDouble(ClassScores::ap5095).filter(v -> !Double.isNaN(v)).average()
                        .orElse(Double.NaN);
            }
            return new Evaluation(settings, cases.size(), overall, List.copyOf(classes), map, map5095,
                    shrink(confusion), new Decisions(new Rate(goodRejected, good), new Rate(badPassed, bad)),
                    new Decisions(new Rate(overall.found() - overall.matched(), overall.found()),
                            new Rate(overall.truths() - overall.matched(), overall.truths())),
                    curve(everything));
        }

        private static long sum(long[] values) {
            return Arrays.stream(values).sum();
        }

        private int[] kept(Detections found) {
            int[] rows = new int[found.size()];
            int n = 0;
            for (int row = 0; row < rows.length; row++)
                if (!(found.score()[row] < settings.minScore()))
                    rows[n++] = row;
            return Arrays.copyOf(rows, n);
        }

        /** Only classes that occur in the truth as rows, and only those that were found as columns. */
        private Confusion shrink(long[][] full) {
            int n = names.size();
            List<Integer> rows = new ArrayList<>(), columns = new ArrayList<>();
            for (int c = 0; c < n; c++) {
                int column = c;
                if (Arrays.stream(full[c]).sum() > 0)
                    rows.add(c);
                if (Arrays.stream(full).mapToLong(row -> row[column]).sum() > 0)
                    columns.add(c);
            }
            long[][] counts = new long[rows.size() + 1][columns.size() + 1];
            for (int r = 0; r <= rows.size(); r++)
                for (int c = 0; c <= columns.size(); c++)
                    counts[r][c] = full[r < rows.size() ? rows.get(r) : n][c < columns.size() ? columns.get(c) : n];
            return new Confusion(rows.stream().map(names::get).toList(),
                    columns.stream().map(names::get).toList(), counts);
        }

        /** A found box and whether it is true. */
        private record Box(float score, boolean hit) {
        }

        /** Found boxes by falling score, and whether each is true. */
        private record Ranking(double[] score, boolean[] hit, long truths) {
        }

        /** For each class, or all together; a box matches one of its own class unless classes do not count. */
        private Ranking[] rankings(double iou, boolean strict, boolean perClass) {
            int n = perClass ? names.size() : 1;
            long[] truths = new long[n];
            List<List<Box>> boxes = new ArrayList<>();
            for (int c = 0; c < n; c++)
                boxes.add(new ArrayList<>());
            for (int i = 0; i < cases.size(); i++) {
                int[] tc = truthClass[i], fc = foundClass[i];
                for (int c : tc)
                    truths[perClass ? c : 0]++;
                if (fc.length == 0)
                    continue;
                Matching m = Matching.of(cases.get(i).truth(), cases.get(i).found(), iou, strict,
                        settings.classAgnostic() ? (f, t) -> true : (f, t) -> fc[f] == tc[t]);
                float[] score = cases.get(i).found().score();
                for (int row = 0; row < fc.length; row++)
                    boxes.get(perClass ? fc[row] : 0).add(new Box(
                            Float.isNaN(score[row]) ? Float.NEGATIVE_INFINITY : score[row], m.truthOf()[row] >= 0));
            }
            Ranking[] rankings = new Ranking[n];
            for (int c = 0; c < n; c++) {
                List<Box> list = boxes.get(c);
                list.sort((a, b) -> Float.compare(b.score(), a.score()));
                boolean[] hit = new boolean[list.size()];
                double[] score = new double[hit.length];
                for (int i = 0; i < hit.length; i++) {
                    hit[i] = list.get(i).hit();
                    score[i] = list.get(i).score();
                }
                rankings[c] = new Ranking(score, hit, truths[c]);
            }
            return rankings;
        }

        /** Area under precision, made to fall, over recall. */
        private static double allPoints(Ranking ranking) {
            if (ranking.truths() == 0)
                return Double.NaN;
            double area = 0, highest = 0;
            double[] precision = precision(ranking);
            for (int i = precision.length - 1; i >= 0; i--) {
                highest = Math.max(highest, precision[i]);
                if (ranking.hit()[i])
                    area += highest;
            }
            return area / ranking.truths();
        }

        private static double[] precision(Ranking ranking) {
            double[] precision = new double[ranking.hit().length];
            int hits = 0;
            for (int i = 0; i < precision.length; i++) {
                hits += ranking.hit()[i] ? 1 : 0;
                precision[i] = (double) hits / (i + 1);
            }
            return precision;
        }

        /** Mean over ten IoUs of the mean precision at 101 recalls, for each class or, if one, for all. */
        private double[] coco(int classes) {
            double[] sums = new double[classes];
            for (int k = 0; k < 10; k++) {
                Ranking[] rankings = rankings((50 + 5 * k) / 100.0, false, !settings.classAgnostic());
                for (int c = 0; c < classes; c++)
                    sums[c] += rankings[c].truths() == 0 ? Double.NaN : at101Recalls(rankings[c]) / 10;
            }
            return sums;
        }

        private static double at101Recalls(Ranking ranking) {
            double[] precision = precision(ranking);
            for (int i = precision.length - 2; i >= 0; i--)
                precision[i] = Math.max(precision[i], precision[i + 1]);
            double sum = 0;
            int hits = 0, next = 0;
            for (int i = 0; i < precision.length; i++) {
                hits += ranking.hit()[i] ? 1 : 0;
                while (next <= 100 && (double) hits / ranking.truths() >= next / 100.0) {
                    sum += precision[i];
                    next++;
                }
            }
            return sum / 101;
        }

        private List<CurvePoint> curve(Ranking ranking) {
            int n = ranking.score().length;
            double[] good = highest(true), bad = highest(false);
            Map<Double, int[]> ends = new LinkedHashMap<>();
            int hits = 0;
            for (int i = 0; i < n; i++) {
                hits += ranking.hit()[i] ? 1 : 0;
                ends.put(ranking.score()[i], new int[] { i + 1, hits });
            }
            List<CurvePoint> points = new ArrayList<>();
            for (Map.Entry<Double, int[]> end : ends.entrySet()) {
                double score = end.getKey();
                if (score == Double.NEGATIVE_INFINITY)
                    continue;
                Scores s = Scores.of(ranking.truths(), end.getValue()[0], end.getValue()[1]);
                points.add(new CurvePoint(score, s.precision(), s.recall(), s.f(), share(good, score),
                        1 - share(bad, score)));
            }
            if (points.size() <= CURVE_STEPS + 1)
                return List.copyOf(points);
            List<CurvePoint> thin = new ArrayList<>();
            int best = 0;
            for (int i = 1; i < points.size(); i++)
                if (points.get(i).f() > points.get(best).f())
                    best = i;
            for (int i = 0; i < CURVE_STEPS; i++) {
                int at = (int) ((long) i * (points.size() - 1) / (CURVE_STEPS - 1));
                int following = (int) ((long) (i + 1) * (points.size() - 1) / (CURVE_STEPS - 1));
                thin.add(points.get(at));
                if (best > at && best < following)
                    thin.add(points.get(best));
            }
            return List.copyOf(thin);
        }

        /** Ascending highest score found in each good or each defective image; -∞ where nothing was found. */
        private double[] highest(boolean good) {
            return cases.stream().filter(c -> (c.truth().size() == 0) == good).mapToDouble(c -> {
                double highest = Double.NEGATIVE_INFINITY;
                for (float score : c.found().score())
                    if (score > highest)
                        highest = score;
                return highest;
            }).sorted().toArray();
        }

        /** Share of the values that are at least {@code limit}; NaN of none. */
        private static double share(double[] sorted, double limit) {
            int low = 0, high = sorted.length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (sorted[middle] < limit)
                    low = middle + 1;
                else
                    high = middle;
            }
            return sorted.length == 0 ? Double.NaN : (double) (sorted.length - low) / sorted.length;
        }
    }
}
