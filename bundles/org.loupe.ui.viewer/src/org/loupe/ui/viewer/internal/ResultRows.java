package org.loupe.ui.viewer.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

import org.loupe.api.ToolException;
import org.loupe.store.Page;
import org.loupe.ui.DetectionId;
import org.loupe.ui.RunResults;

/**
 * The rows of a run's detections in an order and under a filter, asked for by pages as they are seen, so that a million
 * rows cost what fits the screen. UI thread only.
 */
final class ResultRows {
    /** Rows of a page. */
    static final int PAGE = 512;
    private static final int KEPT = 64;

    /** A row of the table. */
    record Row(DetectionId id, String image, int classIndex, String className, double[] values) {
    }

    private final RunResults results;
    private final String where, order;
    private final Runnable arrived;
    private final java.util.function.Consumer<ToolException> failed;
    private final Map<Integer, List<Row>> pages = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, List<Row>> eldest) {
            return size() > KEPT;
        }
    };
    private final Map<Integer, Boolean> asked = new HashMap<>();
    private long total = -1;

    /**
     * @param where   filter, or ""
     * @param order   such as "score desc", or ""
     * @param arrived called when rows have come
     * @param failed  told why none come
     */
    ResultRows(RunResults results, String where, String order, Runnable arrived,
            java.util.function.Consumer<ToolException> failed) {
        this.results = results;
        this.where = where;
        this.order = order;
        this.arrived = arrived;
        this.failed = failed;
        ask(0);
    }

    /** Number of rows that match; -1 until it is known. */
    long total() {
        return total;
    }

    /** Number of rows as a table counts them. */
    int size() {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(0, total));
    }

    /** A row, or {@code null} while it is on its way. */
    Row get(int index) {
        List<Row> page = pages.get(index / PAGE);
        if (page == null) {
            ask(index / PAGE);
            return null;
        }
        int at = index % PAGE;
        return at < page.size() ? page.get(at) : null;
    }

    /** Where a detection stands, if its page is here. */
    OptionalInt find(DetectionId id) {
        for (Map.Entry<Integer, List<Row>> page : pages.entrySet())
            for (int i = 0; i < page.getValue().size(); i++)
                if (page.getValue().get(i).id.equals(id))
                    return OptionalInt.of(page.getKey() * PAGE + i);
        return OptionalInt.empty();
    }

    private void ask(int page) {
        if (asked.putIfAbsent(page, true) != null)
            return;
        results.ask(reader -> reader.page(where, order, (long) page * PAGE, PAGE), found -> {
            asked.remove(page);
            total = found.total();
            pages.put(page, rows(found));
            arrived.run();
        }, why -> {
            asked.remove(page);
            total = Math.max(0, total);
            failed.accept(why);
        });
    }

    private static List<Row> rows(Page page) {
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
