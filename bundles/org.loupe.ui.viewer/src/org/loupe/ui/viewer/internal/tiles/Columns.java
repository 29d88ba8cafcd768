package org.loupe.ui.viewer.internal.tiles;

import org.eclipse.swt.widgets.Table;

/** Widths of the columns of a table in a narrow part. UI thread only. */
final class Columns {

    private Columns() {
    }

    /**
     * Gives one column the room that the others leave, so that nothing has to be scrolled for.
     *
     * @param widths of the columns in px; that of the stretched one is its least
     */
    static void stretch(Table table, int[] widths, int stretched) {
        int left = table.getClientArea().width;
        for (int i = 0; i < widths.length; i++)
            left -= i == stretched ? 0 : table.getColumn(i).getWidth();
        int wide = Math.max(widths[stretched], left);
        if (wide != table.getColumn(stretched).getWidth())
            table.getColumn(stretched).setWidth(wide);
    }
}
