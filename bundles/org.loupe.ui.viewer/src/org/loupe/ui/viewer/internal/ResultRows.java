package org.loupe.ui.viewer.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.loupe.api.ToolException;
import org.loupe.store.Group;
import org.loupe.store.Listing;
import org.loupe.store.Page;
import org.loupe.ui.DetectionId;
import org.loupe.ui.DetectionIds;
import org.loupe.ui.RunResults;
import org.loupe.ui.RunResults.Urgency;

/**
 * The rows of a run's detections in an order and under a filter, grouped or not, asked for by pages as they are seen,
 * so that a million rows cost what fits the screen. Of a group its heading is a row; those of its detections follow
 * while it is open. UI thread only.
 */
final class ResultRows {
    /** Rows of a page. */
    static final int PAGE = 512;
    private static final int KEPT = 64;
    /** Rows whose detections are gathered at once. */
    private static final int FEW = 2_000;

    /** A detection as a row. @param values score, x, y, width, height, then the run's features; NaN where unknown */
    record Row(DetectionId id, String image, int classIndex, String className, double[] values) {
    }

    /**
     * What is asked for.
     *
     * @param where filter, or ""
     * @param order such as "score desc", or ""
     * @param group column by which rows are grouped, or ""
     * @param means columns whose means a group's heading shows
     */
    record Query(String where, String order, String group, List<String> means) {
        /** Rows without groups. */
        Query(String where, String order) {
            this(where, order, "", List.of());
        }

        private String wholeOrder() {
            return group.isEmpty() ? order : order.isEmpty() ? group : group + ", " + order;
        }
    }

    private final RunResults results;
    private final Query query;
    private final Runnable arrived;
    private final Consumer<ToolException> failed;
    private final Map<Integer, List<Row>> pages = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, List<Row>> eldest) {
            return size() > KEPT;
        }
    };
    private final Set<Integer> asked = ConcurrentHashMap.newKeySet();
    /** Pages in sight; read by the thread of the run's results too. */
    private final Set<Integer> latest = new HashSet<>();
    private Listing listing;
    private long total = -1;
    private volatile boolean unwanted;
    private List<Group> groups = List.of();
    private boolean[] open = new boolean[0];
    /** Place in the listing of each group's first detection; row of each group's heading; both with the end behind. */
    private int[] firsts = { 0 }, headings = { 0 };

    /**
     * @param arrived called when rows have come
     * @param failed  told why none come
     */
    ResultRows(RunResults results, Query query, Runnable arrived, Consumer<ToolException> failed) {
        this.results = results;
        this.query = query;
        this.arrived = arrived;
        this.failed = failed;
        if (query.group.isEmpty())
            results.ask(Urgency.SIGHT, () -> !unwanted, reader -> reader.page(query.where, query.order, 0, PAGE),
                    found -> {
                        total = found.total();
                        pages.put(0, rows(found));
                        tell();
                    }, this::fail);
        else
            results.ask(Urgency.SIGHT, () -> !unwanted,
                    reader -> reader.table().groups(query.group, query.where, query.means), this::take, this::fail);
        results.ask(Urgency.USUAL, () -> !unwanted, reader -> {
            Listing all = reader.table().listing(query.where, query.wholeOrder());
            if (all.size() > 0)
                all.place(all.key(0)); // looking for places costs its memory and time here, not on the UI thread
            return all;
        }, all -> {
            listing = all;
            if (query.group.isEmpty())
                total = all.size();
            tell();
        }, why -> {
            // the question for the first page has failed likewise and said so
        });
    }

    private void take(List<Group> found) {
        groups = found;
        open = new boolean[found.size()];
        Arrays.fill(open, found.size() == 1);
        firsts = new int[found.size() + 1];
        for (int i = 0; i < found.size(); i++)
            firsts[i + 1] = firsts[i] + (int) found.get(i).count();
        total = firsts[found.size()];
        arrange();
        tell();
    }

    private void arrange() {
        headings = new int[groups.size() + 1];
        for (int i = 0; i < groups.size(); i++)
            headings[i + 1] = headings[i] + 1 + (open[i] ? firsts[i + 1] - firsts[i] : 0);
    }

    private void tell() {
        if (!unwanted)
            arrived.run();
    }

    private void fail(ToolException why) {
        total = Math.max(0, total);
        if (!unwanted)
            failed.accept(why);
    }

    /** What was asked for. */
    Query query() {
        return query;
    }

    /** Nobody wants these rows any more: what is not yet asked is not asked. */
    void drop() {
        unwanted = true;
    }

    /** Number of detections that match; -1 until it is known. */
    long total() {
        return total;
    }

    /** Which detections are listed; {@code null} until that is known. */
    Listing listing() {
        return listing;
    }

    /** Whether nothing more is on its way but pages. */
    boolean complete() {
        return listing != null && total >= 0;
    }

    /** Number of rows as a table counts them, headings of groups included. */
    int size() {
        return grouped() ? headings[groups.size()] : (int) Math.min(Integer.MAX_VALUE, Math.max(0, total));
    }

    /** Whether rows are grouped. */
    boolean grouped() {
        return !query.group.isEmpty();
    }

    /** The number of the group whose heading a row is; -1 if it is no heading. */
    int heading(int row) {
        if (!grouped() || row < 0 || row >= size())
            return -1;
        int at = Arrays.binarySearch(headings, 0, groups.size(), row);
        return at >= 0 ? at : -1;
    }

    /** A group. */
    Group group(int number) {
        return groups.get(number);
    }

    /** Number of groups. */
    int groups() {
        return groups.size();
    }

    /** Whether a group's detections are shown. */
    boolean open(int number) {
        return open[number];
    }

    /** Shows or hides a group's detections. */
    void open(int number, boolean on) {
        open[number] = on;
        arrange();
    }

    /** Shows or hides the detections of all groups. */
    void openAll(boolean on) {
        Arrays.fill(open, on);
        arrange();
    }

    /** The row of a group's heading. */
    int headingRow(int number) {
        return headings[number];
    }

    /** The group in which a row lies. */
    int groupOf(int row) {
        int at = Arrays.binarySearch(headings, 0, groups.size(), row);
        return at >= 0 ? at : -at - 2;
    }

    /** The place in the listing of a row; -1 for a heading. */
    int place(int row) {
        if (!grouped())
            return row < 0 || row >= size() ? -1 : row;
        if (row < 0 || row >= size() || heading(row) >= 0)
            return -1;
        int group = groupOf(row);
        return firsts[group] + row - headings[group] - 1;
    }

    /** The row of a place in the listing; the heading while its group is closed. */
    private int rowOf(int place) {
        if (!grouped())
            return place;
        int at = Arrays.binarySearch(firsts, 0, groups.size(), place);
        int group = at >= 0 ? at : -at - 2;
        return open[group] ? headings[group] + 1 + place - firsts[group] : headings[group];
    }

    /**
     * Finds the detections from one row to another, both included; those of a heading are its group's. Many are
     * gathered by the thread of the run's results, so that the UI thread does not wait.
     *
     * @param found told of them on the UI thread: at once if they are few
     */
    void ids(int from, int to, Consumer<DetectionIds> found) {
        int first = Math.min(from, to), last = Math.max(from, to);
        Listing of = listing;
        if (of == null) {
            found.accept(few(first, last));
            return;
        }
        int start = heading(first) >= 0 ? firsts[heading(first)] : place(first);
        int end = heading(last) >= 0 ? firsts[heading(last) + 1] : place(last) + 1;
        if (start < 0 || end <= start || end > of.size())
            found.accept(DetectionIds.NONE);
        else if (end - start <= FEW)
            found.accept(DetectionIds.ofKeys(of.sortedKeys(start, end)));
        else
            results.ask(Urgency.SIGHT, () -> !unwanted, reader -> DetectionIds.ofKeys(of.sortedKeys(start, end)),
                    found, this::fail);
    }

    /** Before the listing is here: those of the first page. */
    private DetectionIds few(int first, int last) {
        List<DetectionId> ids = new ArrayList<>();
        for (int row = first; row <= last && row < first + PAGE; row++) {
            Row found = get(row);
            if (found != null)
                ids.add(found.id);
        }
        return DetectionIds.of(ids);
    }

    /** The detection of a row, if it is one and is known already. */
    DetectionId id(int row) {
        int place = place(row);
        if (place < 0)
            return null;
        if (listing != null && place < listing.size())
            return DetectionIds.id(listing.key(place));
        Row found = get(row);
        return found == null ? null : found.id;
    }

    /** A detection's row, or {@code null} for a heading and while it is on its way. */
    Row get(int row) {
        int place = place(row);
        return place < 0 ? null : atPlace(place);
    }

    private Row atPlace(int place) {
        List<Row> page = pages.get(place / PAGE);
        if (page == null) {
            ask(place / PAGE);
            return null;
        }
        int at = place % PAGE;
        return at < page.size() ? page.get(at) : null;
    }

    /** The row of a detection, or of its closed group's heading; empty if it is not listed or not yet known. */
    OptionalInt find(DetectionId id) {
        if (listing != null) {
            int place = listing.place(DetectionIds.key(id));
            return place < 0 || grouped() && firsts.length < 2 ? OptionalInt.empty() : OptionalInt.of(rowOf(place));
        }
        if (!grouped())
            for (Map.Entry<Integer, List<Row>> page : pages.entrySet())
                for (int i = 0; i < page.getValue().size(); i++)
                    if (page.getValue().get(i).id.equals(id))
                        return OptionalInt.of(page.getKey() * PAGE + i);
        return OptionalInt.empty();
    }

    private void ask(int page) {
        if (listing == null || !asked.add(page))
            return; // the listing tells when it is here, and then it is asked again
        Listing of = listing;
        results.ask(Urgency.SIGHT, () -> !unwanted && seen(page), reader -> reader.table().page(of, page * PAGE, PAGE),
                found -> {
                    asked.remove(page);
                    pages.put(page, rows(found));
                    tell();
                }, why -> {
                    asked.remove(page);
                    fail(why);
                });
    }

    /** While a user scrolls far, pages are asked for that nobody looks at any more: only the latest few are read. */
    private boolean seen(int page) {
        synchronized (latest) {
            if (latest.isEmpty() || latest.contains(page))
                return true;
        }
        asked.remove(page);
        return false;
    }

    /** Says which rows are in sight; pages of others that were asked for are not read. */
    void sight(int first, int last) {
        int from = Math.max(0, placeNear(first)) / PAGE, to = Math.max(0, placeNear(last)) / PAGE;
        synchronized (latest) {
            latest.clear();
            for (int page = from; page <= to && page < from + KEPT; page++)
                latest.add(page);
        }
        asked.removeIf(page -> page < from || page > to);
    }

    private int placeNear(int row) {
        int place = place(row);
        return place >= 0 || !grouped() || row < 0 || row >= size() ? place : firsts[groupOf(row)];
    }

    /** The rows of a page. */
    static List<Row> rows(Page page) {
        List<Row> rows = new ArrayList<>(page.size());
        var d = page.detections();
        int features = page.features().names().size();
        for (int i = 0; i < page.size(); i++) {
            double[] values = new double[5 + features];
            values[0] = d.score()[i];
            values[1] = d.x()[i];
            values[2] = d.y()[i];
            values[3] = d.width()[i];
            values[4] = d.height()[i];
            for (int f = 0; f < features; f++)
                values[5 + f] = page.features().get(i, f);
            rows.add(new Row(new DetectionId(page.imageIndex()[i], page.row()[i]), page.images().get(i),
                    d.classIndex()[i], d.className(i), values));
        }
        return rows;
    }
}
