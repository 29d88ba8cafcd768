package org.loupe.ui.viewer.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** By which columns results are sorted, the first one first. UI thread only. */
final class Sorting {
    private record Key(Column column, boolean descending) {
    }

    private final List<Key> keys = new ArrayList<>();

    /**
     * A click on a heading: numbers go from largest to smallest first, texts from A to Z; the second click turns that
     * round, the third sorts no more.
     *
     * @param more keeps what is sorted already and sorts within it
     */
    void click(Column column, boolean more) {
        if (column.key().isEmpty())
            return;
        boolean first = column.measured();
        int at = -1;
        for (int i = 0; i < keys.size(); i++)
            if (keys.get(i).column.key().equals(column.key()))
                at = i;
        Key next = at < 0 ? new Key(column, first)
                : keys.get(at).descending == first ? new Key(column, !first) : null;
        if (!more) {
            keys.clear();
            at = -1;
        }
        if (at >= 0 && next == null)
            keys.remove(at);
        else if (at >= 0)
            keys.set(at, next);
        else if (next != null)
            keys.add(next);
    }

    /** Sorts by one column. */
    void by(Column column, boolean descending) {
        keys.clear();
        keys.add(new Key(column, descending));
    }

    /** Sorts by nothing. */
    void clear() {
        keys.clear();
    }

    /** For the store: "score desc, class"; names in quotes. */
    String order() {
        return keys.stream().map(k -> "\"" + k.column.key() + "\"" + (k.descending ? " desc" : ""))
                .collect(Collectors.joining(", "));
    }

    /** What stands behind a column's heading. */
    String mark(Column column) {
        for (int i = 0; i < keys.size(); i++)
            if (keys.get(i).column.key().equals(column.key()))
                return (keys.get(i).descending ? " ▼" : " ▲") + (keys.size() > 1 ? Integer.toString(i + 1) : "");
        return "";
    }
}
