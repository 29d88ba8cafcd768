package org.loupe.tests.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.loupe.tests.ui.RunningWorkbench.display;
import static org.loupe.tests.ui.RunningWorkbench.ui;
import static org.loupe.tests.ui.RunningWorkbench.waitUntil;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Widget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.loupe.ui.VirtualTables;

/** Rows that come and go leave no item behind that a change of the theme would stumble over. */
@ExtendWith(RunningWorkbench.class)
class VirtualTablesTest {

    @Test
    void itemsOfRowsThatAreGoneAreDisposed() {
        Set<Widget> made = new HashSet<>();
        Set<Integer> filled = new TreeSet<>();
        Shell shell = ui(() -> {
            Shell open = new Shell(display(), SWT.NO_TRIM);
            open.setLayout(new FillLayout());
            open.setBounds(0, 0, 200, 300);
            return open;
        });
        Table table = ui(() -> {
            Table rows = new Table(shell, SWT.VIRTUAL | SWT.FULL_SELECTION | SWT.SINGLE);
            rows.addListener(SWT.SetData, e -> made.add(e.item));
            VirtualTables.fill(rows, (item, index) -> {
                filled.add(index);
                item.setText("row " + index);
            });
            VirtualTables.setItemCount(rows, 40);
            shell.open();
            return rows;
        });
        try {
            waitUntil("rows are filled", 10_000, () -> ui(() -> filled.contains(3)));
            for (int count : new int[] { 12, 0, 5, 0 }) {
                ui(() -> {
                    table.setSelection(table.getItemCount() - 1);
                    VirtualTables.setItemCount(table, count);
                    return null;
                });
                long alive = ui(() -> made.stream().filter(item -> !item.isDisposed()).count());
                assertFalse(alive > count, alive + " items of " + count + " rows");
                assertEquals(count, ui(() -> table.getItemCount()));
            }
        } finally {
            ui(() -> {
                shell.dispose();
                return null;
            });
        }
    }
}
