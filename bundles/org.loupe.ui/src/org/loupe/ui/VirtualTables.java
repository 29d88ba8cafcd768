package org.loupe.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Listener;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Widget;

/**
 * Rows of tables with {@code SWT.VIRTUAL}. GTK asks for rows while it takes them away, and SWT then makes items whose row
 * is gone: they must not be filled, and since nobody disposes them, the next change of the theme would colour them and
 * crash. UI thread only.
 */
public final class VirtualTables {
    private static final String COUNT = "org.loupe.ui.count";

    private VirtualTables() {
    }

    /** Fills each row when it is first seen. @param row given an item and its index, below the number of rows */
    public static void fill(Table table, ObjIntConsumer<TableItem> row) {
        table.addListener(SWT.SetData, e -> {
            if (e.index >= 0 && table.getData(COUNT) instanceof Integer count && e.index < count)
                row.accept((TableItem) e.item, e.index);
        });
    }

    /** Sets the number of rows of a table that {@link #fill} fills. */
    public static void setItemCount(Table table, int count) {
        table.setData(COUNT, count);
        List<Widget> gone = new ArrayList<>();
        Listener watch = e -> {
            if (e.index < 0 || e.index >= count)
                gone.add(e.item);
        };
        table.addListener(SWT.SetData, watch);
        try {
            table.setItemCount(count);
        } finally {
            table.removeListener(SWT.SetData, watch);
            gone.stream().filter(item -> !item.isDisposed()).forEach(Widget::dispose);
        }
    }
}
