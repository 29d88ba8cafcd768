package org.loupe.ui.viewer.internal.label;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.swt.widgets.Control;
import org.loupe.ui.ToolRow;

/** Which tools of the viewer's row are seen while one labels, which while one does not, and which always. UI thread. */
public final class RowModes {
    private enum When {
        ALWAYS, LABELLING, ELSEWHERE
    }

    private final ToolRow row;
    private final List<When> of = new ArrayList<>();
    private When now = When.ALWAYS;
    private boolean filled;

    /** @param row that is filled after this */
    public RowModes(ToolRow row) {
        this.row = row;
    }

    /** What is added from now on is always seen. */
    public void always() {
        next(When.ALWAYS);
    }

    /** What is added from now on is seen while one labels. */
    public void labelling() {
        next(When.LABELLING);
    }

    /** What is added from now on is seen while one does not label. */
    public void elsewhere() {
        next(When.ELSEWHERE);
    }

    private void next(When when) {
        while (of.size() < row.getChildren().length)
            of.add(now);
        now = when;
    }

    /** Shows what belongs there while one labels, or while one does not. */
    public void show(boolean labelling) {
        if (!filled)
            next(now);
        filled = true; // what the row adds by itself, such as its chevron, is its own
        Control[] children = row.getChildren();
        for (int i = 0; i < of.size(); i++)
            if (of.get(i) != When.ALWAYS)
                row.show(children[i], labelling == (of.get(i) == When.LABELLING));
        row.layout();
        row.refresh();
    }
}
