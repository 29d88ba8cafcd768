package org.loupe.workspace;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import org.loupe.api.Detections;
import org.loupe.api.ToolException;
import org.loupe.engine.Progress;
import org.loupe.engine.evaluation.Matching;
import org.loupe.engine.evaluation.SignTest;
import org.loupe.store.ImageRow;
import org.loupe.store.RunReader;
import org.loupe.workspace.internal.RowList;

/**
 * What one run found anew, no longer or otherwise than another. Detections of an image are matched by the overlap of
 * their boxes, whatever their class. The runs are read image by image, and what is kept of a detection that differs is
 * 24 bytes: two runs with nothing in common of a million detections each take 48 MB. Immutable once made; any thread.
 */
public final class RunComparison {

    /** How a detection differs. */
    public enum Kind {
        /** The second run found it, the first did not. */
        NEW,
        /** The first run found it, the second did not. */
        GONE,
        /** Both found it, with another class, score or box. */
        CHANGED
    }

    /** In what two findings of one defect differ. */
    public enum Aspect {
        /** Its class. */
        CLASS,
        /** Its score, by more than the tolerance. */
        SCORE,
        /** Its box: an edge moved by more than the tolerance. */
        BOX
    }

    /**
     * When two findings are the same.
     *
     * @param iou   boxes are one defect's if they overlap by more than this share of their union, 0 to below 1
     * @param score largest difference of the score that is no change
     * @param box   farthest that an edge of the box may move without a change, in px
     */
    public record Settings(double iou, double score, double box) {
        /** An overlap of a third, 0.05 and 1 px. */
        public static final Settings DEFAULT = new Settings(0.33, 0.05, 1);

        public Settings {
            if (!(iou >= 0 && iou < 1))
                throw new IllegalArgumentException("IoU is 0 or more and below 1, found " + iou + ".");
            if (!(score >= 0) || !(box >= 0))
                throw new IllegalArgumentException("Tolerances are 0 or more, found " + score + " and " + box + ".");
        }
    }

    /**
     * How many detections.
     *
     * @param before  of the first run
     * @param after   of the second run
     * @param added   new in the second
     * @param gone    only in the first
     * @param changed in both, but otherwise
     */
    public record Counts(long before, long after, long added, long gone, long changed) {
        /** Number of a kind. */
        public long of(Kind kind) {
            return switch (kind) {
                case NEW -> added;
                case GONE -> gone;
                case CHANGED -> changed;
            };
        }

        /** In both and equal within the tolerances. */
        public long same() {
            return after - added - changed;
        }

        /** Whether nothing differs. */
        public boolean equal() {
            return added == 0 && gone == 0 && changed == 0;
        }
    }

    /**
     * An image that both runs inspected.
     *
     * @param image  its name in the second run
     * @param before its index in the first run
     * @param after  its index in the second run
     * @param counts of its detections
     */
    public record ImageCounts(String image, int before, int after, Counts counts) {
    }

    /**
     * A detection of a run.
     *
     * @param image index of its image in that run
     * @param row   of the detection in its image
     * @param x     px of the full image, as width, height and y
     */
    public record Found(int image, int row, String className, double score, double x, double y, double width,
            double height) {
    }

    /**
     * A detection that differs.
     *
     * @param image   name of its image
     * @param before  what the first run found; empty if it is new
     * @param after   what the second run found; empty if it is gone
     * @param aspects in what they differ; none if it is new or gone
     */
    public record Difference(Kind kind, String image, Optional<Found> before, Optional<Found> after,
            Set<Aspect> aspects) {
    }

    /**
     * Which run is nearer to the truth: in each image the one with fewer missed and falsely found defects.
     *
     * @param test         images in which the second run is better, worse, and neither
     * @param classesCount whether a defect has to be found with its class; false if the runs' classes and the truth's
     *                     have no name in common
     * @param withoutTruth images that both runs inspected and the truth does not know
     */
    public record Verdict(SignTest test, boolean classesCount, int withoutTruth) {
    }

    private final Settings settings;
    private final Counts counts;
    private final Map<String, Counts> classes;
    private final List<ImageCounts> images;
    private final List<String> onlyBefore, onlyAfter, failed;
    private final Optional<Verdict> verdict;
    private final List<String> classNames;
    private final Map<Kind, RowList> rows;

    private RunComparison(Work work, Optional<Verdict> verdict) {
        settings = work.settings;
        counts = work.total.counts();
        classes = new TreeMap<>(String.CASE_INSENSITIVE_ORDER.thenComparing(Comparator.naturalOrder()));
        work.classes.forEach((name, tally) -> classes.put(name, tally.counts()));
        images = List.copyOf(work.images);
        onlyBefore = List.copyOf(work.onlyBefore);
        onlyAfter = List.copyOf(work.onlyAfter);
        failed = List.copyOf(work.failed);
        classNames = List.copyOf(work.classIds.keySet());
        rows = work.rows;
        this.verdict = verdict;
    }

    /**
     * Compares two runs.
     *
     * @param before   the run that things are new against
     * @param after    the run whose differences are told
     * @param truth    file or folder of the true defects, if they are known
     * @param progress told the images done; may cancel
     * @throws ToolException         if a run or the truth cannot be read, or they have no image in common
     * @throws CancellationException if {@code progress} says so
     */
    public static RunComparison of(RunReader before, RunReader after, Settings settings, Optional<Path> truth,
            Progress progress) throws ToolException {
        Work work = new Work(settings, before, after);
        TruthComparison against = truth.isEmpty() ? null : new TruthComparison(truth.get(), before, after, settings.iou);
        List<Pairing> pairs = work.pair();
        if (pairs.isEmpty())
            throw new ToolException("The two runs have no image in common.",
                    "Compare runs on the same images; they are known by their files, else by their names.");
        for (int i = 0; i < pairs.size(); i++) {
            progress.check();
            Pairing pair = pairs.get(i);
            Detections old = before.detections(pair.before.index()), now = after.detections(pair.after.index());
            work.compare(pair, old, now);
            if (against != null)
                against.add(pair.before, old, pair.after, now);
            progress.update(i + 1, pairs.size(), 0, 0, pair.after.image());
        }
        return new RunComparison(work, Optional.ofNullable(against).flatMap(TruthComparison::verdict));
    }

    /** An image in both runs. */
    private record Pairing(ImageRow before, ImageRow after) {
    }

    /** When two findings are the same. */
    public Settings settings() {
        return settings;
    }

    /** All detections of the images that were compared. */
    public Counts counts() {
        return counts;
    }

    /** By class, in alphabetical order; a changed detection counts for the class that the second run gave it. */
    public Map<String, Counts> classes() {
        return Collections.unmodifiableMap(classes);
    }

    /** The images that were compared, in the order of the second run. */
    public List<ImageCounts> images() {
        return images;
    }

    /** Names of images that only the first run holds. */
    public List<String> onlyBefore() {
        return onlyBefore;
    }

    /** Names of images that only the second run holds. */
    public List<String> onlyAfter() {
        return onlyAfter;
    }

    /** Names of images that could not be inspected in one run or both; they are not compared. */
    public List<String> failed() {
        return failed;
    }

    /** Which run is nearer to the truth; empty if the truth is unknown or knows none of the images. */
    public Optional<Verdict> verdict() {
        return verdict;
    }

    /** Number of differences of a kind. @param className of either run's finding, or "" for all */
    public int size(Kind kind, String className) {
        RowList list = rows.get(kind);
        if (className.isEmpty())
            return list.size();
        int wanted = classNames.indexOf(className), n = 0;
        for (int i = 0; i < list.size(); i++)
            if (of(list, i, wanted))
                n++;
        return n;
    }

    /**
     * Some of the differences of a kind, in the order of the images.
     *
     * @param className of either run's finding, or "" for all
     * @param offset    number to skip
     * @param limit     most to return
     * @param before    the first run, as it was compared
     * @param after     the second run
     * @throws ToolException if a run cannot be read any more
     */
    public List<Difference> page(Kind kind, String className, int offset, int limit, RunReader before,
            RunReader after) throws ToolException {
        RowList list = rows.get(kind);
        int wanted = className.isEmpty() ? -1 : classNames.indexOf(className), skipped = 0;
        List<Difference> page = new ArrayList<>();
        for (int i = className.isEmpty() ? offset : 0; i < list.size() && page.size() < limit; i++) {
            if (!className.isEmpty() && (!of(list, i, wanted) || skipped++ < offset))
                continue;
            ImageCounts image = images.get(list.get(i, IMAGE));
            Optional<Found> old = found(before, image.before, list.get(i, BEFORE));
            Optional<Found> now = found(after, image.after, list.get(i, AFTER));
            page.add(new Difference(kind, image.image, old, now, aspects(list.get(i, ASPECTS))));
        }
        return page;
    }

    private static boolean of(RowList list, int i, int className) {
        return list.get(i, BEFORE_CLASS) == className || list.get(i, AFTER_CLASS) == className;
    }

    private static Optional<Found> found(RunReader run, int image, int row) throws ToolException {
        if (row < 0)
            return Optional.empty();
        Detections d = run.detections(image);
        return Optional.of(new Found(image, row, d.className(row), d.score()[row], d.x()[row], d.y()[row],
                d.width()[row], d.height()[row]));
    }

    private static Set<Aspect> aspects(int bits) {
        Set<Aspect> aspects = EnumSet.noneOf(Aspect.class);
        for (Aspect aspect : Aspect.values())
            if ((bits & 1 << aspect.ordinal()) != 0)
                aspects.add(aspect);
        return aspects;
    }

    /** Columns of the rows that are kept. */
    private static final int IMAGE = 0, BEFORE = 1, AFTER = 2, BEFORE_CLASS = 3, AFTER_CLASS = 4, ASPECTS = 5,
            COLUMNS = 6;

    /** Counts that still grow. */
    private static final class Tally {
        private long before, after, added, gone, changed;

        Counts counts() {
            return new Counts(before, after, added, gone, changed);
        }
    }

    /** The comparison while it is made. */
    private static final class Work {
        private final Settings settings;
        private final RunReader before, after;
        private final Tally total = new Tally();
        private final Map<String, Tally> classes = new HashMap<>();
        private final Map<String, Integer> classIds = new LinkedHashMap<>();
        private final List<ImageCounts> images = new ArrayList<>();
        private final List<String> onlyBefore = new ArrayList<>(), onlyAfter = new ArrayList<>(),
                failed = new ArrayList<>();
        private final Map<Kind, RowList> rows = new EnumMap<>(Kind.class);

        Work(Settings settings, RunReader before, RunReader after) {
            this.settings = settings;
            this.before = before;
            this.after = after;
            for (Kind kind : Kind.values())
                rows.put(kind, new RowList(COLUMNS));
        }

        /** Images that both have: the same file and page, else the same name. */
        List<Pairing> pair() {
            Map<String, ImageRow> byFile = new HashMap<>(), byName = new HashMap<>();
            for (ImageRow image : before.images()) {
                byFile.put(image.page() + "|" + image.path(), image);
                byName.put(image.image(), image);
            }
            Set<Integer> taken = new HashSet<>();
            List<Pairing> pairs = new ArrayList<>();
            for (ImageRow now : after.images()) {
                ImageRow old = byFile.getOrDefault(now.page() + "|" + now.path(), byName.get(now.image()));
                if (old == null || !taken.add(old.index()))
                    onlyAfter.add(now.image());
                else if (old.failed() || now.failed())
                    failed.add(now.image());
                else
                    pairs.add(new Pairing(old, now));
            }
            for (ImageRow image : before.images())
                if (!taken.contains(image.index()))
                    onlyBefore.add(image.image());
            return pairs;
        }

        void compare(Pairing pair, Detections old, Detections now) {
            Tally image = new Tally();
            Matching matching = Matching.of(old, now, settings.iou);
            for (int row = 0; row < old.size(); row++) {
                image.before++;
                tally(old.className(row)).before++;
                if (matching.foundOf()[row] < 0) {
                    image.gone++;
                    tally(old.className(row)).gone++;
                    keep(Kind.GONE, row, -1, old, now, 0);
                }
            }
            for (int row = 0; row < now.size(); row++) {
                image.after++;
                Tally ofClass = tally(now.className(row));
                ofClass.after++;
                int other = matching.truthOf()[row];
                if (other < 0) {
                    image.added++;
                    ofClass.added++;
                    keep(Kind.NEW, -1, row, old, now, 0);
                    continue;
                }
                int aspects = aspects(old, other, now, row);
                if (aspects != 0) {
                    image.changed++;
                    ofClass.changed++;
                    keep(Kind.CHANGED, other, row, old, now, aspects);
                }
            }
            total.before += image.before;
            total.after += image.after;
            total.added += image.added;
            total.gone += image.gone;
            total.changed += image.changed;
            images.add(new ImageCounts(pair.after.image(), pair.before.index(), pair.after.index(), image.counts()));
        }

        private Tally tally(String className) {
            return classes.computeIfAbsent(className, name -> new Tally());
        }

        private void keep(Kind kind, int oldRow, int newRow, Detections old, Detections now, int aspects) {
            rows.get(kind).add(images.size(), oldRow, newRow, oldRow < 0 ? -1 : id(old.className(oldRow)),
                    newRow < 0 ? -1 : id(now.className(newRow)), aspects);
        }

        private int id(String className) {
            return classIds.computeIfAbsent(className, name -> classIds.size());
        }

        private int aspects(Detections old, int a, Detections now, int b) {
            int aspects = 0;
            if (!old.className(a).equals(now.className(b)))
                aspects |= 1 << Aspect.CLASS.ordinal();
            if (differ(old.score()[a], now.score()[b], settings.score))
                aspects |= 1 << Aspect.SCORE.ordinal();
            if (differ(old.x()[a], now.x()[b], settings.box) || differ(old.y()[a], now.y()[b], settings.box)
                    || differ((double) old.x()[a] + old.width()[a], (double) now.x()[b] + now.width()[b], settings.box)
                    || differ((double) old.y()[a] + old.height()[a], (double) now.y()[b] + now.height()[b],
                            settings.box))
                aspects |= 1 << Aspect.BOX.ordinal();
            return aspects;
        }

        /** A number that became unknown, or known, differs. */
        private static boolean differ(double a, double b, double most) {
            return Double.isNaN(a) != Double.isNaN(b) || Math.abs(a - b) > most + 1e-6;
        }
    }
}
