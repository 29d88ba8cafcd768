package org.loupe.engine.evaluation;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.RandomAccess;
import java.util.stream.IntStream;
import org.loupe.api.Detections;

/**
 * What an inspection's figures would be if only boxes of at least a score counted, at any such limit. Boxes are matched
 * once; then every question is a few binary searches. Immutable, for any thread.
 *
 * <p>At each limit the figures are those of {@link Evaluation} with that lowest score. One matching does for all
 * limits, because found boxes choose in order of falling score ({@link Matching}): what a limit drops would have chosen
 * last, so the choices of those that stay are the same with and without it. Only boxes without a score, which choose
 * behind all others but are never dropped, are an exception: they keep the true box that they have with no limit.
 *
 * <p>A class may have a limit of its own ({@link #own}). If classes count, the figures are then exact too, since boxes
 * of one class never match those of another; only the {@link #confusion}, which matches across classes, then keeps the
 * pairs that were formed without limits.
 */
public final class ScoreLimits {

    /**
     * A true box, a found one, or both if they match.
     *
     * @param image index of the case
     * @param truth row of the true box, -1 if there is none
     * @param found row of the found box, -1 if there is none
     * @param score of the found box; NaN if there is none or it has none
     */
    public record Box(int image, int truth, int found, double score) {
    }

    /**
     * Figures of a class at a limit.
     *
     * @param limit    its own, or that of all
     * @param overkill false ones of what was found; unknown (-1) if classes do not count
     * @param escapes  missed ones of the true defects
     */
    public record ClassFigures(String name, double limit, Evaluation.Scores scores, long overkill, long escapes) {
    }

    /** All that is counted; shared by the same boxes with other limits of their own. */
    private record Tables(List<Evaluation.Case> cases, double iou, boolean classAgnostic, ClassNumbers classes,
            long[] truths, Ranked[] found, Ranked[] matched, Ranked[] overkill, Map<Long, Ranked> cells,
            List<Box> never, List<List<Box>> byImage, int[] rows, int[] columns) {
    }

    private final Tables tables;
    /** By class; NaN where the limit of all holds. */
    private final double[] own;
    /** Highest score of each good or defective image among the boxes under the limit of all, rising. */
    private final float[] good, bad;
    /** True boxes with a match, and false ones, under the limit of all. */
    private final Ranked matched, overkill;
    /** Those that classes with a limit of their own miss or falsely find, whatever the limit of all is. */
    private final List<Box> ownEscapes, ownOverkill;

    private ScoreLimits(Tables tables, double[] own) {
        this.tables = tables;
        this.own = own;
        List<Box> matchedAll = new ArrayList<>(), overkillAll = new ArrayList<>();
        ownEscapes = new ArrayList<>();
        ownOverkill = new ArrayList<>();
        for (int c = 0; c < own.length; c++) {
            Ranked m = tables.matched[c], o = tables.overkill[c];
            if (Double.isNaN(own[c])) {
                matchedAll.addAll(Arrays.asList(all(m)));
                overkillAll.addAll(Arrays.asList(all(o)));
            } else {
                for (int i = m.from(own[c]) - 1; i >= 0; i--)
                    ownEscapes.add(m.get(i));
                for (int i = o.from(own[c]); i < o.size(); i++)
                    ownOverkill.add(o.get(i));
            }
        }
        matched = new Ranked(matchedAll);
        overkill = new Ranked(overkillAll);
        good = highest(true);
        bad = highest(false);
    }

    private static Box[] all(Ranked ranked) {
        Box[] boxes = new Box[ranked.size()];
        for (int i = 0; i < boxes.length; i++)
            boxes[i] = ranked.get(i);
        return boxes;
    }

    private float[] highest(boolean ofGood) {
        List<Evaluation.Case> cases = tables.cases;
        float[] values = new float[cases.size()];
        int n = 0;
        for (int i = 0; i < cases.size(); i++) {
            if ((cases.get(i).truth().size() == 0) != ofGood)
                continue;
            float highest = Float.NEGATIVE_INFINITY;
            float[] score = cases.get(i).found().score();
            for (int row = 0; row < score.length; row++) {
                double limit = own[tables.classes.found()[i][row]];
                if (Float.isNaN(score[row]) || score[row] >= limit)
                    highest = Float.POSITIVE_INFINITY; // rejected whatever the limit of all is
                else if (Double.isNaN(limit))
                    highest = Math.max(highest, score[row]);
            }
            values[n++] = highest;
        }
        float[] sorted = Arrays.copyOf(values, n);
        Arrays.sort(sorted);
        return sorted;
    }

    /**
     * Matches the boxes.
     *
     * @param iou           as in {@link Evaluation.Settings}
     * @param classAgnostic as in {@link Evaluation.Settings}
     */
    public static ScoreLimits of(List<Evaluation.Case> cases, double iou, boolean classAgnostic) {
        ClassNumbers classes = ClassNumbers.of(cases);
        int n = classes.names().size();
        long[] truths = new long[n];
        List<List<Box>> found = lists(n), matched = lists(n), overkill = lists(n);
        Map<Long, List<Box>> cells = new HashMap<>();
        List<Box> never = new ArrayList<>();
        List<List<Box>> byImage = lists(cases.size());
        for (int i = 0; i < cases.size(); i++) {
            Detections t = cases.get(i).truth(), f = cases.get(i).found();
            int[] tc = classes.truth()[i], fc = classes.found()[i];
            Matching any = Matching.of(t, f, iou);
            Matching counted = classAgnostic ? any : Matching.of(t, f, iou, (a, b) -> fc[a] == tc[b]);
            for (int row = 0; row < tc.length; row++) {
                truths[tc[row]]++;
                int other = counted.foundOf()[row];
                Box box = new Box(i, row, other, other < 0 ? Double.NaN : f.score()[other]);
                byImage.get(i).add(box);
                (other < 0 ? never : matched.get(tc[row])).add(box);
                int seen = any.foundOf()[row];
                cells.computeIfAbsent(cell(tc[row], seen < 0 ? n : fc[seen]), k -> new ArrayList<>())
                        .add(new Box(i, row, seen, seen < 0 ? Double.NaN : f.score()[seen]));
            }
            for (int row = 0; row < fc.length; row++) {
                Box box = new Box(i, counted.truthOf()[row], row, f.score()[row]);
                found.get(fc[row]).add(box);
                if (box.truth < 0) {
                    overkill.get(fc[row]).add(box);
                    byImage.get(i).add(box);
                }
                if (any.truthOf()[row] < 0)
                    cells.computeIfAbsent(cell(n, fc[row]), k -> new ArrayList<>()).add(
                            new Box(i, -1, row, f.score()[row]));
            }
        }
        Map<Long, Ranked> ranked = new HashMap<>();
        cells.forEach((key, boxes) -> ranked.put(key, new Ranked(boxes)));
        Ranked[] foundRanked = ranked(found);
        double[] own = new double[n];
        Arrays.fill(own, Double.NaN);
        int[] rows = IntStream.range(0, n).filter(c -> truths[c] > 0).toArray();
        int[] columns = IntStream.range(0, n).filter(c -> foundRanked[c].size() > 0).toArray();
        return new ScoreLimits(new Tables(List.copyOf(cases), iou, classAgnostic, classes, truths, foundRanked,
                ranked(matched), ranked(overkill), ranked, never, byImage,
                rows, columns), own);
    }

    /** Whether truth and findings have a class in common; if not, judging by class would leave nothing matched. */
    public static boolean classesShared(List<Evaluation.Case> cases) {
        ClassNumbers classes = ClassNumbers.of(cases);
        boolean[] isTrue = new boolean[classes.names().size()];
        for (int[] truth : classes.truth())
            for (int c : truth)
                isTrue[c] = true;
        return Arrays.stream(classes.found()).flatMapToInt(Arrays::stream).anyMatch(c -> isTrue[c]);
    }

    /** Every box of an image: pairs, missed true ones and false ones. */
    public List<Box> boxes(int image) {
        return tables.byImage.get(image);
    }

    /** Whether a box counts as found at a limit; one that was never found does not. */
    public boolean passes(Box box, double limit) {
        return box.found >= 0 && !(box.score < limit(tables.classes.found()[box.image][box.found], limit));
    }

    private static List<List<Box>> lists(int n) {
        List<List<Box>> lists = new ArrayList<>();
        for (int i = 0; i < n; i++)
            lists.add(new ArrayList<>());
        return lists;
    }

    private static Ranked[] ranked(List<List<Box>> lists) {
        return lists.stream().map(Ranked::new).toArray(Ranked[]::new);
    }

    private static long cell(int truth, int found) {
        return (long) truth << 32 | found;
    }

    /**
     * The same with limits of single classes in place of that of all.
     *
     * @param limits by name; an unknown one is left out
     * @throws IllegalArgumentException if there are some though classes do not count
     */
    public ScoreLimits own(Map<String, Double> limits) {
        if (tables.classAgnostic && !limits.isEmpty())
            throw new IllegalArgumentException("Classes have limits of their own only where classes count.");
        double[] values = new double[own.length];
        Arrays.fill(values, Double.NaN);
        Map<String, Integer> numbers = new HashMap<>();
        for (int c = 0; c < values.length; c++)
            numbers.put(ClassNumbers.key(tables.classes.names().get(c)), c);
        limits.forEach((name, limit) -> {
            Integer c = numbers.get(ClassNumbers.key(name));
            if (c != null)
                values[c] = limit;
        });
        return new ScoreLimits(tables, values);
    }

    /** Only the true and found boxes of one class, matched anew. */
    public ScoreLimits only(String className) {
        String key = ClassNumbers.key(className);
        List<Evaluation.Case> cases = tables.cases.stream().map(c -> new Evaluation.Case(c.image(),
                rows(c.truth(), key), rows(c.found(), key))).toList();
        return of(cases, tables.iou, tables.classAgnostic);
    }

    private static Detections rows(Detections all, String key) {
        boolean[] wanted = new boolean[all.classes().size()];
        for (int c = 0; c < wanted.length; c++)
            wanted[c] = ClassNumbers.key(all.classes().get(c)).equals(key);
        int[] rows = IntStream.range(0, all.size()).filter(i -> wanted[all.classIndex()[i]]).toArray();
        return all.select(rows);
    }

    /** The images, in their order. */
    public List<Evaluation.Case> cases() {
        return tables.cases;
    }

    /** Whether a box may match one of another class. */
    public boolean classAgnostic() {
        return tables.classAgnostic;
    }

    /** Names of the classes of truth and findings, in alphabetical order. */
    public List<String> classes() {
        return tables.classes.names();
    }

    /** True boxes of all classes. */
    public long truths() {
        return Arrays.stream(tables.truths).sum();
    }

    /** Lowest score of all found boxes; empty if nothing was found. */
    public OptionalDouble lowest() {
        return Arrays.stream(tables.found).filter(f -> f.size() > 0).mapToDouble(f -> f.get(0).score())
                .filter(v -> !Double.isNaN(v)).min();
    }

    /** Highest score of all found boxes; empty if nothing was found. */
    public OptionalDouble highest() {
        return tables.cases.stream().flatMapToDouble(c -> IntStream.range(0, c.found().size())
                .mapToDouble(i -> c.found().score()[i])).filter(v -> !Double.isNaN(v)).max();
    }

    private double limit(int c, double limit) {
        return Double.isNaN(own[c]) ? limit : own[c];
    }

    /** The figures if boxes of lower scores did not count. */
    public OperatingPoint at(double limit) {
        long truths = 0, found = 0, hits = 0;
        for (int c = 0; c < own.length; c++) {
            truths += tables.truths[c];
            found += tables.found[c].count(limit(c, limit));
            hits += tables.matched[c].count(limit(c, limit));
        }
        double anything = Math.max(limit, -Float.MAX_VALUE); // where nothing was found the highest score is -∞
        int rejected = good.length - Ranked.from(good, anything), passed = Ranked.from(bad, anything);
        return new OperatingPoint(limit, Evaluation.Scores.of(truths, found, hits), tables.cases.size(),
                new Evaluation.Decisions(new Rate(rejected, good.length), new Rate(passed, bad.length)),
                new Evaluation.Decisions(new Rate(found - hits, found), new Rate(truths - hits, truths)));
    }

    /** The figures at equally spaced limits. @param points at least 2 */
    public OperatingCurve curve(double from, double to, int points) {
        List<OperatingPoint> all = new ArrayList<>();
        for (int i = 0; i < points; i++)
            all.add(at(from + (to - from) * i / (points - 1)));
        return new OperatingCurve(all);
    }

    /** Figures of each class of {@link #classes} that the truth has or, if classes count, that was found. */
    public List<ClassFigures> classesAt(double limit) {
        List<ClassFigures> figures = new ArrayList<>();
        for (int c = 0; c < own.length; c++) {
            if (tables.truths[c] == 0 && (tables.classAgnostic || tables.found[c].size() == 0))
                continue;
            double mine = limit(c, limit);
            long hits = tables.matched[c].count(mine);
            long found = tables.classAgnostic ? hits : tables.found[c].count(mine);
            figures.add(new ClassFigures(classes().get(c), mine, Evaluation.Scores.of(tables.truths[c], found, hits),
                    tables.classAgnostic ? -1 : found - hits, tables.truths[c] - hits));
        }
        return figures;
    }

    /**
     * What became of each class, as in {@link Evaluation#confusion}, but with all classes of the truth and all that are
     * found at any limit, so that rows and columns stay.
     */
    public Evaluation.Confusion confusion(double limit) {
        int[] rows = tables.rows, columns = tables.columns;
        long[][] counts = new long[rows.length + 1][columns.length + 1];
        for (int r = 0; r <= rows.length; r++)
            for (int c = 0; c < columns.length; c++)
                counts[r][c] = boxes(r < rows.length ? rows[r] : own.length, columns[c])
                        .count(limit(columns[c], limit));
        for (int r = 0; r < rows.length; r++)
            counts[r][columns.length] = tables.truths[rows[r]] - Arrays.stream(counts[r]).sum();
        return new Evaluation.Confusion(Arrays.stream(rows).mapToObj(classes()::get).toList(),
                Arrays.stream(columns).mapToObj(classes()::get).toList(), counts);
    }

    private Ranked boxes(int truth, int found) {
        return tables.cells.getOrDefault(cell(truth, found), Ranked.NONE);
    }

    /** The boxes behind a cell of {@link #confusion}, nearest to the limit first. */
    public List<Box> cell(int row, int column, double limit) {
        int[] rows = tables.rows, columns = tables.columns;
        int truth = row < rows.length ? rows[row] : own.length;
        List<Box> boxes = new ArrayList<>();
        if (column < columns.length) {
            Ranked ranked = boxes(truth, columns[column]);
            for (int i = ranked.from(limit(columns[column], limit)); i < ranked.size(); i++)
                boxes.add(ranked.get(i));
            return boxes;
        }
        if (row == rows.length)
            return boxes;
        for (int c : columns) {
            Ranked ranked = boxes(truth, c);
            for (int i = ranked.from(limit(c, limit)) - 1; i >= 0; i--)
                boxes.add(ranked.get(i));
        }
        boxes.sort(Comparator.comparingDouble(b -> -b.score));
        boxes.addAll(Arrays.asList(all(boxes(truth, own.length))));
        return boxes;
    }

    /**
     * True defects that are missed: first those that a lower limit would find, highest score first, then those that
     * were not found at all. A view: nothing is copied.
     */
    public List<Box> escapes(double limit) {
        int below = matched.from(limit), near = below + ownEscapes.size();
        return new View(near + tables.never.size()) {
            @Override
            public Box get(int i) {
                return i < below ? matched.get(below - 1 - i)
                        : i < near ? ownEscapes.get(i - below) : tables.never.get(i - near);
            }
        };
    }

    /** What is found but not true, lowest score first. A view: nothing is copied. */
    public List<Box> overkill(double limit) {
        int from = overkill.from(limit), over = overkill.size() - from;
        return new View(over + ownOverkill.size()) {
            @Override
            public Box get(int i) {
                return i < over ? overkill.get(from + i) : ownOverkill.get(i - over);
            }
        };
    }

    private abstract static class View extends AbstractList<Box> implements RandomAccess {
        private final int size;

        View(int size) {
            this.size = size;
        }

        @Override
        public int size() {
            return size;
        }
    }

    /**
     * Counts of found boxes by score: {@code [0]} false ones, {@code [1]} true ones, by bin; the last bin holds its
     * upper edge too.
     *
     * @param bins at least 1
     */
    public long[][] histogram(double from, double to, int bins) {
        long[][] counts = new long[2][bins];
        for (int c = 0; c < own.length; c++)
            for (int kind = 0; kind < 2; kind++) {
                Ranked boxes = kind == 0 ? tables.overkill[c] : tables.matched[c];
                int before = boxes.from(from);
                for (int b = 0; b < bins; b++) {
                    double edge = from + (to - from) * (b + 1) / bins;
                    int after = boxes.from(b == bins - 1 ? Math.nextUp((float) edge) : edge);
                    counts[kind][b] += after - before;
                    before = after;
                }
            }
        return counts;
    }
}
