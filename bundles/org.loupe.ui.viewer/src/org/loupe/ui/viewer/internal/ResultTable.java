package org.loupe.ui.viewer.internal;

import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.nebula.widgets.nattable.NatTable;
import org.eclipse.nebula.widgets.nattable.config.AbstractUiBindingConfiguration;
import org.eclipse.nebula.widgets.nattable.config.ConfigRegistry;
import org.eclipse.nebula.widgets.nattable.data.IDataProvider;
import org.eclipse.nebula.widgets.nattable.grid.GridRegion;
import org.eclipse.nebula.widgets.nattable.grid.layer.ColumnHeaderLayer;
import org.eclipse.nebula.widgets.nattable.layer.CompositeLayer;
import org.eclipse.nebula.widgets.nattable.layer.DataLayer;
import org.eclipse.nebula.widgets.nattable.resize.config.DefaultColumnResizeBindings;
import org.eclipse.nebula.widgets.nattable.resize.event.ColumnResizeEvent;
import org.eclipse.nebula.widgets.nattable.selection.SelectionLayer;
import org.eclipse.nebula.widgets.nattable.ui.action.IDragMode;
import org.eclipse.nebula.widgets.nattable.ui.binding.UiBindingRegistry;
import org.eclipse.nebula.widgets.nattable.ui.matcher.MouseEventMatcher;
import org.eclipse.nebula.widgets.nattable.viewport.ViewportLayer;
import org.eclipse.nebula.widgets.nattable.viewport.command.ShowRowInViewportCommand;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.events.MouseEvent;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Words;

/**
 * The table of results: cells, headings, and what pointer and keys do to them. It shows the rows that it is given and
 * tells of gestures; it asks nothing of the store. UI thread only.
 */
final class ResultTable {
    private static final int ROW = 22, HEAD = 24;

    /** What gestures ask for. */
    interface Gestures {
        /** A click on a heading. @param more Shift: sorts within what is sorted already */
        void sort(Column column, boolean more);

        /** A heading was dropped on another. */
        void move(int from, int to);

        /** A heading was dropped above the table. */
        void group(Column column);

        /** A column has another width. */
        void width(Column column, int points);

        /** The pointer is over a row; -1 for none. */
        void hover(int row);

        /** A double click or Enter on a row. */
        void open(int row);
    }

    private final Columns columns;
    private final Sorting sorting;
    private final RowSelection selection;
    private final Gestures gestures;
    private final NatTable table;
    private final ViewportLayer viewport;
    private final Supplier<List<String>> classes;
    private ResultRows rows;
    private int size = -1;
    private boolean dragging;

    /** @param classes of the run, in the order that decides their colours */
    ResultTable(Composite parent, Columns columns, Supplier<List<String>> classes, Sorting sorting,
            RowSelection selection, Gestures gestures) {
        this.classes = classes;
        this.columns = columns;
        this.sorting = sorting;
        this.selection = selection;
        this.gestures = gestures;
        DataLayer body = new DataLayer(new Body(), 90, ROW);
        DataLayer headData = new DataLayer(new Head(), 90, HEAD);
        for (int i = 0; i < shown().size(); i++)
            body.setColumnWidthByPosition(i, columns.width(shown().get(i)));
        body.setConfigLabelAccumulator((labels, column, row) -> {
            if (selection.selected(row))
                labels.addLabel(table().isFocusControl() ? TableLooks.SELECTED : TableLooks.SELECTED_OFF);
            if (rows != null && rows.heading(row) >= 0)
                labels.addLabel(column == labelColumn() ? TableLooks.GROUP_NAME : TableLooks.GROUP);
            labels.addLabel(shown().get(column).decimals() >= 0 ? TableLooks.NUMBER : TableLooks.TEXT);
            if (shown().get(column).key().equals("class"))
                labels.addLabelOnTop(TableLooks.CLASS);
            if (column == 0)
                labels.addLabelOnTop(TableLooks.FIRST);
        });
        headData.setConfigLabelAccumulator((labels, column, row) -> labels
                .addLabel(shown().get(column).decimals() >= 0 ? TableLooks.HEAD_NUMBER : TableLooks.HEAD_TEXT));
        viewport = new ViewportLayer(body);
        ColumnHeaderLayer head = new ColumnHeaderLayer(headData, viewport,
                (SelectionLayer) null, false);
        head.addConfiguration(new DefaultColumnResizeBindings());
        head.addConfiguration(new HeadGestures());
        body.addLayerListener(e -> {
            if (e instanceof ColumnResizeEvent resized)
                resized.getColumnPositionRanges().forEach(range -> {
                    for (int i = range.start; i < range.end; i++)
                        gestures.width(shown().get(i), body.getColumnWidthByPosition(i));
                });
        });
        CompositeLayer grid = new CompositeLayer(1, 2);
        grid.setChildLayer(GridRegion.COLUMN_HEADER, head, 0, 0);
        grid.setChildLayer(GridRegion.BODY, viewport, 0, 1);
        table = new NatTable(parent, SWT.NO_BACKGROUND | SWT.NO_REDRAW_RESIZE | SWT.DOUBLE_BUFFERED | SWT.V_SCROLL
                | SWT.H_SCROLL, grid, false);
        table.setConfigRegistry(new ConfigRegistry());
        table.setBackground(Palette.color(Token.PART));
        table.addConfiguration(new TableLooks(this));
        table.configure();
        table.addOverlayPainter((gc, layer) -> {
            if (table.isFocusControl()) {
                gc.setForeground(Palette.color(Token.ACCENT));
                gc.drawRectangle(0, 0, table.getClientArea().width - 1, table.getClientArea().height - 1);
            }
        });
        GridDataFactory.fillDefaults().grab(true, true).applyTo(table);
        listen();
    }

    private void listen() {
        table.addListener(SWT.MouseDown, e -> {
            table.setFocus();
            int row = rowAt(e.y);
            if (row >= 0 && (e.button == 1 || e.button == 3 && !selection.selected(row)))
                pressed(row, e);
        });
        table.addListener(SWT.MouseMove, e -> {
            int row = rowAt(e.y);
            gestures.hover(row);
            if ((e.stateMask & SWT.BUTTON1) != 0 && row >= 0 && row != selection.focus() && selection.focus() >= 0
                    && dragging) {
                selection.choose(row, false, true);
                reveal(row);
            }
        });
        table.addListener(SWT.MouseUp, e -> dragging = false);
        table.addListener(SWT.MouseExit, e -> gestures.hover(-1));
        table.addListener(SWT.MouseDoubleClick, e -> {
            if (rowAt(e.y) >= 0)
                gestures.open(rowAt(e.y));
        });
        table.addListener(SWT.KeyDown, this::key);
        table.addListener(SWT.FocusIn, e -> table.redraw());
        table.addListener(SWT.FocusOut, e -> table.redraw());
        table.getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent e) {
                int row = selection.focus();
                e.result = rows == null ? Words.get("results.accessible", 0L) : row < 0 || row >= rows.size()
                        ? Words.get("results.accessible", rows.total()) : Words.get("results.accessibleRow",
                                body(labelColumn(), row), row + 1, rows.size());
            }
        });
    }

    private void pressed(int row, Event e) {
        int group = rows.heading(row);
        if (group >= 0 && e.button == 1 && e.x < 24) {
            toggle(group);
            return;
        }
        dragging = e.button == 1;
        selection.choose(row, (e.stateMask & SWT.MOD1) != 0, (e.stateMask & SWT.SHIFT) != 0);
    }

    private void toggle(int group) {
        rows.open(group, !rows.open(group));
        selection.focus(rows.headingRow(group));
        show(rows);
    }

    private void key(Event e) {
        if (rows == null || (e.stateMask & (SWT.CTRL | SWT.ALT)) != 0)
            return;
        boolean extend = (e.stateMask & SWT.SHIFT) != 0;
        int page = Math.max(1, viewport.getRowCount() - 1);
        switch (e.keyCode) {
            case SWT.ARROW_DOWN -> selection.move(1, extend);
            case SWT.ARROW_UP -> selection.move(-1, extend);
            case SWT.PAGE_DOWN -> selection.move(page, extend);
            case SWT.PAGE_UP -> selection.move(-page, extend);
            case SWT.HOME -> selection.choose(0, false, extend);
            case SWT.END -> selection.choose(rows.size() - 1, false, extend);
            case SWT.ARROW_LEFT, SWT.ARROW_RIGHT -> side(e.keyCode == SWT.ARROW_RIGHT);
            case SWT.CR, SWT.KEYPAD_CR -> gestures.open(selection.focus());
            default -> {
                return;
            }
        }
        if (selection.focus() >= 0)
            reveal(selection.focus());
    }

    /** Opens or closes a group; without groups the table moves to the side. */
    private void side(boolean right) {
        if (rows.grouped() && selection.focus() >= 0 && selection.focus() < rows.size()) {
            int group = rows.groupOf(selection.focus());
            if (rows.open(group) != right)
                toggle(group);
        } else {
            viewport.setOriginX(viewport.getOrigin().getX() + (right ? 60 : -60));
        }
    }

    /** Shows rows, or the same ones after something of them has come. */
    void show(ResultRows shown) {
        rows = shown;
        int now = rows == null ? 0 : rows.size();
        if (now != size)
            table.refresh(); // lays out anew
        size = now;
        table.redraw();
    }

    /** Draws anew what is in sight, such as another selection. */
    void redraw() {
        table.redraw();
    }

    /** Scrolls as little as shows the row. */
    void reveal(int row) {
        viewport.doCommand(new ShowRowInViewportCommand(row));
    }

    /** The widget. */
    NatTable table() {
        return table;
    }

    /** The row under a point of the table; -1 for the heading and for nothing. */
    int rowAt(int y) {
        int position = table.getRowPositionByY(y);
        return position < 1 || rows == null ? -1 : table.getRowIndexByPosition(position);
    }

    /** The shown column under a point of the table; -1 for none. */
    int columnAt(int x) {
        int position = table.getColumnPositionByX(x);
        return position < 0 ? -1 : table.getColumnIndexByPosition(position);
    }

    private List<Column> shown() {
        return columns.shown();
    }

    /** The place of a class, which decides its colour; -1 if the run has it not. */
    int classIndex(String name) {
        return classes.get().indexOf(name);
    }

    /** The rows, or {@code null}. */
    ResultRows rows() {
        return rows;
    }

    /** The column in which a group is named: its own if that is shown, else one with room. */
    private int labelColumn() {
        int found = -1;
        for (int i = 0; i < shown().size(); i++) {
            if (rows != null && shown().get(i).key().equals(rows.query().group()))
                return i;
            if (found < 0 && shown().get(i).decimals() < 0)
                found = i;
        }
        return Math.max(0, found);
    }

    /** The text of a cell. */
    String body(int column, int index) {
        if (rows == null || column >= shown().size())
            return "";
        Column c = shown().get(column);
        int group = rows.heading(index);
        if (group >= 0)
            return heading(c, column, group);
        ResultRows.Row row = rows.get(index);
        if (c.key().isEmpty())
            return Words.number(rows.place(index) + 1, 0);
        if (row == null)
            return "…";
        if (c.measured())
            return Words.number(row.values()[c.value()], c.decimals());
        return c.key().equals("image") ? row.image() : row.className();
    }

    private String heading(Column c, int column, int group) {
        if (column == labelColumn())
            return rows.group(group).value();
        if (c.key().isEmpty())
            return Words.number(rows.group(group).count(), 0);
        int mean = rows.query().means().indexOf(c.key());
        return mean < 0 ? "" : Words.get("results.mean",
                Words.number(rows.group(group).means().get(mean), c.decimals()));
    }

    private final class Body implements IDataProvider {
        @Override
        public Object getDataValue(int column, int index) {
            return body(column, index);
        }

        @Override
        public void setDataValue(int column, int row, Object value) {
            throw new UnsupportedOperationException("Results are read-only.");
        }

        @Override
        public int getColumnCount() {
            return shown().size();
        }

        @Override
        public int getRowCount() {
            return rows == null ? 0 : rows.size();
        }
    }

    private final class Head implements IDataProvider {
        @Override
        public Object getDataValue(int column, int row) {
            Column c = shown().get(column);
            return c.label() + sorting.mark(c);
        }

        @Override
        public void setDataValue(int column, int row, Object value) {
            throw new UnsupportedOperationException("Headings are read-only.");
        }

        @Override
        public int getColumnCount() {
            return shown().size();
        }

        @Override
        public int getRowCount() {
            return 1;
        }
    }

    /** Click sorts, drag moves a column or, above the table, groups by it. */
    private final class HeadGestures extends AbstractUiBindingConfiguration {
        @Override
        public void configureUiBindings(UiBindingRegistry bindings) {
            bindings.registerSingleClickBinding(new MouseEventMatcher(SWT.NONE, GridRegion.COLUMN_HEADER, 1),
                    (natTable, e) -> on(columnAt(e.x), c -> gestures.sort(shown().get(c), false)));
            bindings.registerSingleClickBinding(new MouseEventMatcher(SWT.SHIFT, GridRegion.COLUMN_HEADER, 1),
                    (natTable, e) -> on(columnAt(e.x), c -> gestures.sort(shown().get(c), true)));
            var heading = new MouseEventMatcher(SWT.NONE, GridRegion.COLUMN_HEADER, 1);
            bindings.registerMouseDragMode(heading, new IDragMode() {
                private int from = -1;
                private Point start;

                @Override
                public void mouseDown(NatTable natTable, MouseEvent e) {
                    from = columnAt(e.x);
                    start = new Point(e.x, e.y);
                }

                @Override
                public void mouseMove(NatTable natTable, MouseEvent e) {
                    natTable.setCursor(natTable.getDisplay().getSystemCursor(SWT.CURSOR_SIZEALL));
                }

                @Override
                public void mouseUp(NatTable natTable, MouseEvent e) {
                    natTable.setCursor(null);
                    int to = columnAt(e.x);
                    if (from < 0)
                        return;
                    if (e.y < -4)
                        gestures.group(shown().get(from));
                    else if (to >= 0 && to != from)
                        gestures.move(from, to);
                    else if (Math.abs(e.x - start.x) < 5)
                        gestures.sort(shown().get(from), false);
                }
            });
        }

        private void on(int column, IntConsumer action) {
            if (column >= 0)
                action.accept(column);
        }
    }
}
