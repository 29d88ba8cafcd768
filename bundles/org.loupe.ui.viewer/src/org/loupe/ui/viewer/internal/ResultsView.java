package org.loupe.ui.viewer.internal;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.nebula.widgets.nattable.NatTable;
import org.eclipse.nebula.widgets.nattable.config.AbstractRegistryConfiguration;
import org.eclipse.nebula.widgets.nattable.config.AbstractUiBindingConfiguration;
import org.eclipse.nebula.widgets.nattable.config.CellConfigAttributes;
import org.eclipse.nebula.widgets.nattable.config.ConfigRegistry;
import org.eclipse.nebula.widgets.nattable.config.IConfigRegistry;
import org.eclipse.nebula.widgets.nattable.coordinate.Range;
import org.eclipse.nebula.widgets.nattable.data.IDataProvider;
import org.eclipse.nebula.widgets.nattable.grid.GridRegion;
import org.eclipse.nebula.widgets.nattable.grid.layer.ColumnHeaderLayer;
import org.eclipse.nebula.widgets.nattable.layer.CompositeLayer;
import org.eclipse.nebula.widgets.nattable.layer.DataLayer;
import org.eclipse.nebula.widgets.nattable.layer.cell.ILayerCell;
import org.eclipse.nebula.widgets.nattable.painter.cell.ICellPainter;
import org.eclipse.nebula.widgets.nattable.painter.cell.TextPainter;
import org.eclipse.nebula.widgets.nattable.painter.cell.decorator.PaddingDecorator;
import org.eclipse.nebula.widgets.nattable.selection.SelectionLayer;
import org.eclipse.nebula.widgets.nattable.selection.config.RowOnlySelectionBindings;
import org.eclipse.nebula.widgets.nattable.selection.config.RowOnlySelectionConfiguration;
import org.eclipse.nebula.widgets.nattable.selection.event.ISelectionEvent;
import org.eclipse.nebula.widgets.nattable.style.CellStyleAttributes;
import org.eclipse.nebula.widgets.nattable.style.DisplayMode;
import org.eclipse.nebula.widgets.nattable.style.HorizontalAlignmentEnum;
import org.eclipse.nebula.widgets.nattable.style.Style;
import org.eclipse.nebula.widgets.nattable.ui.binding.UiBindingRegistry;
import org.eclipse.nebula.widgets.nattable.ui.matcher.MouseEventMatcher;
import org.eclipse.nebula.widgets.nattable.viewport.ViewportLayer;
import org.eclipse.nebula.widgets.nattable.viewport.command.ShowRowInViewportCommand;
import org.eclipse.nebula.widgets.nattable.selection.command.SelectRowsCommand;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.part.ViewPart;
import org.loupe.store.ImageRow;
import org.loupe.ui.DetectionId;
import org.loupe.ui.Failures;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Parts;
import org.loupe.ui.RunResults;
import org.loupe.ui.Session;
import org.loupe.ui.TextField;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;

/** What the shown run found, as a table: sorted by a click on a heading, filtered by an expression. */
public final class ResultsView extends ViewPart {
    private static final int ROW = 22, HEAD = 24, DELAY_MS = 250;

    private Session session;
    private Composite page;
    private Label empty, count, error;
    private TextField field;
    private Text filter;
    private Composite place;
    private NatTable table;
    private SelectionLayer selectionLayer;
    private ViewportLayer viewport;
    private ResultRows rows;
    private RunResults shown;
    private List<Column> columns = List.of();
    private String order = "";
    private boolean descending, telling;
    private int typed;

    @Override
    public void createPartControl(Composite parent) {
        EclipseCollections.initialise();
        session = getSite().getService(Session.class);
        Parts.title(this, parent, "table", this::setTitleImage);
        page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        ToolRow tools = new ToolRow(page, getSite()).fillWidth();
        field = tools.add(new TextField(tools, "filter"));
        filter = field.text();
        filter.setMessage(Words.get("results.filter"));
        GridDataFactory.swtDefaults().align(SWT.LEFT, SWT.CENTER).hint(320, 24).applyTo(field);
        filter.addListener(SWT.Modify, e -> filterLater());
        filter.addListener(SWT.DefaultSelection, e -> query());
        count = tools.add(new Label(tools, SWT.NONE));
        ToolRow.style(count, "loupe-bar loupe-hint");
        GridDataFactory.swtDefaults().align(SWT.LEFT, SWT.CENTER).hint(220, SWT.DEFAULT).indent(8, 0).applyTo(count);
        tools.spring();
        error = new Label(page, SWT.WRAP);
        ToolRow.style(error, "loupe-error");
        GridDataFactory.fillDefaults().grab(true, false).indent(12, 4).exclude(true).applyTo(error);
        empty = new Label(page, SWT.NONE);
        ToolRow.style(empty, "loupe-hint");
        GridDataFactory.fillDefaults().grab(true, false).indent(12, 12).applyTo(empty);
        place = new Composite(page, SWT.NONE);
        GridLayoutFactory.fillDefaults().applyTo(place);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(place);
        session.listen(page, Session.Event.RUN, this::showRun);
        session.listen(page, Session.Event.SELECTION, this::showSelection);
        Palette.onChange(page, this::build);
        showRun();
    }

    private void filterLater() {
        int mine = ++typed;
        page.getDisplay().timerExec(DELAY_MS, () -> {
            if (mine == typed && !page.isDisposed())
                query();
        });
    }

    private void showRun() {
        RunResults results = session.results().orElse(null);
        setPartName(results == null ? Words.get("results.tab")
                : Words.get("results.tabRun", results.entry().getNumber()));
        if (results != shown) {
            shown = results;
            order = "";
            columns = results == null ? List.of() : Column.of(results.features(),
                    results.images().stream().mapToDouble(ImageRow::umPerPx).findFirst().orElse(Double.NaN));
            build();
        }
        query();
    }

    private void query() {
        if (shown == null) {
            rows = null;
            update();
            return;
        }
        RunResults asked = shown;
        String sort = order.isEmpty() ? "" : order + (descending ? " desc" : "");
        ResultRows[] made = new ResultRows[1];
        made[0] = new ResultRows(asked, filter.getText().strip(), sort, () -> {
            if (rows == made[0] && !page.isDisposed())
                update();
        }, why -> {
            if (rows == made[0] && !page.isDisposed())
                wrong(Failures.text(why));
        });
        rows = made[0];
        wrong("");
    }

    private void wrong(String why) {
        field.wrong(!why.isEmpty());
        error.setText(why);
        visible(error, !why.isEmpty());
        page.layout(true, true);
    }

    /** Rows have come, or there are none. */
    private void update() {
        boolean any = rows != null && rows.total() > 0;
        empty.setText(rows == null || shown.detections() == 0 ? Words.get("results.none")
                : Words.get("results.noMatch"));
        visible(empty, !any && (rows == null || rows.total() == 0));
        visible(place, any);
        count.setText(rows == null ? "" : rows.total() == shown.detections()
                ? Words.get("results.count", rows.total()) : Words.get("results.countOf", rows.total(),
                        shown.detections()));
        telling = true; // a refresh clears the table's selection, which is not the user's wish
        if (table != null)
            table.refresh();
        telling = false;
        page.layout(true, true);
        showSelection();
    }

    private static void visible(Control control, boolean on) {
        ((GridData) control.getLayoutData()).exclude = !on;
        control.setVisible(on);
    }

    /** Makes the table for the columns and colours of this moment. */
    private void build() {
        if (table != null)
            table.dispose();
        table = null;
        if (columns.isEmpty())
            return;
        DataLayer body = new DataLayer(new Body(), 90, ROW);
        for (int i = 0; i < columns.size(); i++)
            body.setColumnWidthByPosition(i, columns.get(i).width());
        body.setConfigLabelAccumulator((labels, column, row) -> {
            labels.addLabel(columns.get(column).decimals() >= 0 ? "number" : "text");
            if (columns.get(column).key().equals("class"))
                labels.addLabelOnTop("class");
        });
        selectionLayer = new SelectionLayer(body, false);
        selectionLayer.addConfiguration(new RowOnlySelectionConfiguration());
        selectionLayer.addConfiguration(
                new org.eclipse.nebula.widgets.nattable.selection.config.DefaultSelectionLayerConfiguration() {
                    @Override
                    protected void addSelectionUIBindings() {
                        addConfiguration(new RowOnlySelectionBindings());
                    }

                    @Override
                    protected void addSelectionStyleConfig() {
                        // the styles below say it
                    }
                });
        viewport = new ViewportLayer(selectionLayer);
        DataLayer headData = new DataLayer(new Head(), 90, HEAD);
        headData.setConfigLabelAccumulator((labels, column, row) -> labels
                .addLabel(columns.get(column).decimals() >= 0 ? "headNumber" : "headText"));
        ColumnHeaderLayer head = new ColumnHeaderLayer(headData, viewport, selectionLayer, false);
        head.addConfiguration(new SortByClick());
        head.addConfiguration(
                new org.eclipse.nebula.widgets.nattable.resize.config.DefaultColumnResizeBindings());
        CompositeLayer grid = new CompositeLayer(1, 2);
        grid.setChildLayer(GridRegion.COLUMN_HEADER, head, 0, 0);
        grid.setChildLayer(GridRegion.BODY, viewport, 0, 1);
        table = new NatTable(place, SWT.NO_BACKGROUND | SWT.NO_REDRAW_RESIZE | SWT.DOUBLE_BUFFERED | SWT.V_SCROLL
                | SWT.H_SCROLL, grid, false);
        table.setConfigRegistry(new ConfigRegistry());
        table.setBackground(Palette.color(Token.PART));
        table.addConfiguration(new Looks());
        table.configure();
        GridDataFactory.fillDefaults().grab(true, true).applyTo(table);
        selectionLayer.addLayerListener(e -> {
            if (e instanceof ISelectionEvent)
                tell();
        });
        place.layout(true, true);
        showSelection();
    }

    private void tell() {
        if (telling || rows == null)
            return;
        Set<DetectionId> ids = new HashSet<>();
        for (Range range : selectionLayer.getSelectedRowPositions())
            for (int row = range.start; row < range.end && ids.size() < 10_000; row++) {
                ResultRows.Row found = rows.get(row);
                if (found != null)
                    ids.add(found.id());
            }
        telling = true;
        session.select(ids);
        telling = false;
    }

    private void showSelection() {
        if (telling || table == null || rows == null)
            return;
        telling = true;
        selectionLayer.clear(true);
        int first = -1;
        for (DetectionId id : session.selection()) {
            OptionalInt at = rows.find(id);
            if (at.isPresent()) {
                selectionLayer.doCommand(new SelectRowsCommand(selectionLayer, 0, at.getAsInt(), false, first >= 0));
                first = first < 0 ? at.getAsInt() : Math.min(first, at.getAsInt());
            }
        }
        if (first >= 0)
            viewport.doCommand(new ShowRowInViewportCommand(first));
        telling = false;
        table.redraw();
    }

    /** Number of rows, -1 until it is known. */
    public long total() {
        return rows == null ? -1 : rows.total();
    }

    /** Selects a row, as a click does. */
    public void selectRow(int row) {
        selectionLayer.doCommand(new SelectRowsCommand(selectionLayer, 0, row, false, false));
    }

    /** The filter field. */
    public Text filter() {
        return filter;
    }

    /** The text of a cell. */
    public String cell(int column, int row) {
        return String.valueOf(new Body().getDataValue(column, row));
    }

    /** Sorts by a column as a click on its heading does: first down, then up, then not. */
    public void sort(int column) {
        String key = columns.get(column).key();
        if (key.isEmpty())
            return;
        if (!key.equals(order)) {
            order = key;
            descending = columns.get(column).decimals() >= 0;
        } else if (descending == columns.get(column).decimals() >= 0) {
            descending = !descending;
        } else {
            order = "";
        }
        query();
    }

    private final class Body implements IDataProvider {
        @Override
        public Object getDataValue(int column, int index) {
            ResultRows.Row row = rows == null ? null : rows.get(index);
            if (row == null)
                return column == 0 ? "" : "…";
            Column c = columns.get(column);
            if (c.value() >= 0)
                return Words.number(row.values()[c.value()], c.decimals());
            return switch (c.key()) {
                case "image" -> row.image();
                case "class" -> row.className();
                default -> Words.number(index + 1, 0);
            };
        }

        @Override
        public void setDataValue(int column, int row, Object value) {
            throw new UnsupportedOperationException("Results are read-only.");
        }

        @Override
        public int getColumnCount() {
            return columns.size();
        }

        @Override
        public int getRowCount() {
            return rows == null ? 0 : rows.size();
        }
    }

    private final class Head implements IDataProvider {
        @Override
        public Object getDataValue(int column, int row) {
            Column c = columns.get(column);
            return c.key().isEmpty() || !c.key().equals(order) ? c.label() : c.label() + (descending ? " ▼" : " ▲");
        }

        @Override
        public void setDataValue(int column, int row, Object value) {
            throw new UnsupportedOperationException("Headings are read-only.");
        }

        @Override
        public int getColumnCount() {
            return columns.size();
        }

        @Override
        public int getRowCount() {
            return 1;
        }
    }

    private final class SortByClick extends AbstractUiBindingConfiguration {
        @Override
        public void configureUiBindings(UiBindingRegistry bindings) {
            bindings.registerSingleClickBinding(new MouseEventMatcher(SWT.NONE, GridRegion.COLUMN_HEADER, 1),
                    (natTable, event) -> sort(natTable.getColumnIndexByPosition(
                            natTable.getColumnPositionByX(event.x))));
        }
    }

    /** A chip in the class's colour before its name. */
    private final class ClassPainter extends TextPainter {
        @Override
        public void paintCell(ILayerCell cell, GC gc, Rectangle bounds, IConfigRegistry registry) {
            gc.setBackground(getBackgroundColour(cell, registry));
            gc.fillRectangle(bounds);
            super.paintCell(cell, gc, new Rectangle(bounds.x + 16, bounds.y, Math.max(0, bounds.width - 16),
                    bounds.height), registry);
            ResultRows.Row row = rows == null ? null : rows.get(cell.getRowIndex());
            if (row == null)
                return;
            int top = bounds.y + (bounds.height - 10) / 2;
            gc.setBackground(Palette.classFill(row.classIndex()));
            gc.fillRectangle(bounds.x, top, 10, 10);
            gc.setForeground(Palette.BLACK);
            gc.setAlpha(90);
            gc.drawRectangle(bounds.x, top, 9, 9);
            gc.setAlpha(255);
        }
    }

    /** The table in the theme's colours. */
    private final class Looks extends AbstractRegistryConfiguration {
        @Override
        public void configureRegistry(IConfigRegistry registry) {
            style(registry, Token.PART, Token.TEXT, HorizontalAlignmentEnum.LEFT, DisplayMode.NORMAL, "text");
            style(registry, Token.PART, Token.TEXT, HorizontalAlignmentEnum.RIGHT, DisplayMode.NORMAL, "number");
            style(registry, Token.SELECTION, Token.TEXT, HorizontalAlignmentEnum.LEFT, DisplayMode.SELECT, "text");
            style(registry, Token.SELECTION, Token.TEXT, HorizontalAlignmentEnum.RIGHT, DisplayMode.SELECT, "number");
            for (DisplayMode mode : List.of(DisplayMode.NORMAL, DisplayMode.SELECT)) {
                style(registry, Token.BAR, Token.TEXT2, HorizontalAlignmentEnum.LEFT, mode, "headText");
                style(registry, Token.BAR, Token.TEXT2, HorizontalAlignmentEnum.RIGHT, mode, "headNumber");
            }
            registry.registerConfigAttribute(
                    org.eclipse.nebula.widgets.nattable.config.CellConfigAttributes.GRID_LINE_COLOR,
                    Palette.color(Token.LINE2));
            registry.registerConfigAttribute(CellConfigAttributes.RENDER_GRID_LINES, Boolean.TRUE);
            ICellPainter text = new PaddingDecorator(new TextPainter(false, true), 0, 8, 0, 8);
            registry.registerConfigAttribute(CellConfigAttributes.CELL_PAINTER, text);
            registry.registerConfigAttribute(CellConfigAttributes.CELL_PAINTER,
                    new PaddingDecorator(new ClassPainter(), 0, 8, 0, 8), DisplayMode.NORMAL, "class");
            registry.registerConfigAttribute(CellConfigAttributes.DISPLAY_CONVERTER,
                    new org.eclipse.nebula.widgets.nattable.data.convert.DefaultDisplayConverter());
        }

        private void style(IConfigRegistry registry, Token ground, Token text, HorizontalAlignmentEnum alignment,
                DisplayMode mode, String label) {
            Style style = new Style();
            style.setAttributeValue(CellStyleAttributes.BACKGROUND_COLOR, Palette.color(ground));
            style.setAttributeValue(CellStyleAttributes.FOREGROUND_COLOR, Palette.color(text));
            style.setAttributeValue(CellStyleAttributes.HORIZONTAL_ALIGNMENT, alignment);
            style.setAttributeValue(CellStyleAttributes.FONT, Palette.font(Type.BODY));
            registry.registerConfigAttribute(CellConfigAttributes.CELL_STYLE, style, mode, label);
        }
    }

    @Override
    public void setFocus() {
        if (table != null && place.getVisible())
            table.setFocus();
        else
            filter.setFocus();
    }
}
