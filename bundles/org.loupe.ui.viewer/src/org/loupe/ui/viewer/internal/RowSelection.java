package org.loupe.ui.viewer.internal;

import java.util.function.Supplier;

import org.loupe.ui.DetectionId;
import org.loupe.ui.DetectionIds;
import org.loupe.ui.Session;

/**
 * What gestures on rows select: by id, so that a selection outlives sorting and filtering. A click selects a row, Ctrl
 * adds or takes one, Shift extends from the last one clicked; a heading stands for its group. UI thread only.
 */
final class RowSelection {
    private final Session session;
    private final Supplier<ResultRows> rows;
    private int focus = -1, anchor = -1;

    RowSelection(Session session, Supplier<ResultRows> rows) {
        this.session = session;
        this.rows = rows;
    }

    /** The row that keys start from; -1 for none. */
    int focus() {
        return focus;
    }

    /** Other rows are listed, or in another order: what keys start from is found anew. */
    void forget() {
        focus = -1;
        anchor = -1;
    }

    /** Says where keys start from, without selecting. */
    void focus(int row) {
        focus = row;
        anchor = row;
    }

    /** A click on a row, or a key that leads to it. @param toggle Ctrl @param extend Shift */
    void choose(int row, boolean toggle, boolean extend) {
        ResultRows of = rows.get();
        if (of == null || row < 0 || row >= of.size())
            return;
        int from = extend && anchor >= 0 ? anchor : row;
        focus = row;
        anchor = from;
        of.ids(from, row, ids -> {
            DetectionIds now = session.selection();
            if (ids.isEmpty() || of != rows.get())
                return;
            if (!toggle)
                session.select(ids);
            else if (!extend && now.containsAll(ids))
                session.select(now.without(ids));
            else
                session.select(now.with(ids));
        });
    }

    /** A key that leads some rows on from the last one. */
    void move(int by, boolean extend) {
        ResultRows of = rows.get();
        if (of == null || of.size() == 0)
            return;
        int from = focus >= 0 && focus < of.size() ? focus : by > 0 ? -1 : of.size();
        choose(Math.max(0, Math.min(of.size() - 1, from + by)), false, extend);
    }

    /** Selects all that is listed. */
    void all() {
        ResultRows of = rows.get();
        if (of != null)
            of.ids(0, of.size() - 1, session::select);
    }

    /** Whether a row is drawn as selected: its detection is, or all of its group. */
    boolean selected(int row) {
        ResultRows of = rows.get();
        if (of == null)
            return false;
        DetectionId id = of.id(row);
        return id != null ? session.selection().contains(id) : of.heading(row) >= 0 && row == focus;
    }
}
