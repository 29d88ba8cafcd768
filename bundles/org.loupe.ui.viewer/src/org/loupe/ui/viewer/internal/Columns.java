package org.loupe.ui.viewer.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.core.runtime.preferences.InstanceScope;
import org.loupe.ui.Preferences;
import org.loupe.ui.RunResults;

/**
 * The columns of a run's results: which are shown, in which order and how wide. What the user chose is kept for all
 * runs of a kind, which are those with the same features. UI thread only.
 */
final class Columns {
    private static final String NODE = "org.loupe.ui.viewer/columns";

    private final List<Column> all;
    private final String kind;
    private final List<Column> shown = new ArrayList<>();
    private final Map<String, Integer> widths = new HashMap<>();

    private Columns(List<Column> all, String kind) {
        this.all = all;
        this.kind = kind;
        Map<String, Column> byName = new LinkedHashMap<>();
        all.forEach(column -> byName.put(name(column), column));
        for (String part : InstanceScope.INSTANCE.getNode(NODE).get(kind, "").split(" ")) {
            String[] pair = part.split(":");
            Column column = byName.get(pair[0]);
            if (pair.length == 2 && column != null && pair[1].matches("\\d{1,4}") && !shown.contains(column)) {
                shown.add(column);
                widths.put(pair[0], Integer.parseInt(pair[1]));
            }
        }
        if (shown.isEmpty())
            reset();
    }

    /** The columns of a run. */
    static Columns of(RunResults results) {
        double scale = results.images().isEmpty() ? Double.NaN : results.images().get(0).umPerPx();
        return new Columns(Column.of(results.features(), scale, results.detections()),
                Integer.toHexString(results.features().hashCode()));
    }

    private static String name(Column column) {
        return column.key().isEmpty() ? "#" : column.key().replace(' ', '\u00a0').replace(':', '\u2236');
    }

    /** All columns. */
    List<Column> all() {
        return all;
    }

    /** Those shown, in their order. */
    List<Column> shown() {
        return shown;
    }

    /** All columns of numbers, which plots can show. */
    List<Column> measured() {
        return all.stream().filter(Column::measured).toList();
    }

    /** How wide a column is shown, in points. */
    int width(Column column) {
        return widths.getOrDefault(name(column), column.width());
    }

    /** Keeps a column's width. */
    void width(Column column, int points) {
        widths.put(name(column), points);
        save();
    }

    /** Shows a column, at the place among the others that it has in a run, or hides it; one is always shown. */
    void show(Column column, boolean on) {
        if (!on && shown.size() > 1)
            shown.remove(column);
        if (on && !shown.contains(column)) {
            int at = shown.size();
            for (int i = 0; i < shown.size() && at == shown.size(); i++)
                if (all.indexOf(shown.get(i)) > all.indexOf(column))
                    at = i;
            shown.add(at, column);
        }
        save();
    }

    /** Shows all columns. */
    void showAll() {
        for (Column column : all)
            show(column, true);
    }

    /** Puts a shown column at another place. */
    void move(int from, int to) {
        shown.add(to, shown.remove(from));
        save();
    }

    /** Shows what is usual, at its usual place and width. */
    void reset() {
        shown.clear();
        widths.clear();
        all.stream().filter(c -> c.usual(all)).forEach(shown::add);
        save();
    }

    private void save() {
        StringBuilder text = new StringBuilder();
        for (Column column : shown)
            text.append(text.isEmpty() ? "" : " ").append(name(column)).append(':').append(width(column));
        InstanceScope.INSTANCE.getNode(NODE).put(kind, text.toString());
        Preferences.saveSoon();
    }
}
