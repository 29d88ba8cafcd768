package org.loupe.ui.viewer.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.part.ViewPart;
import org.loupe.api.ToolException;
import org.loupe.store.Listing;
import org.loupe.store.RunReader;
import org.loupe.ui.Contexts;
import org.loupe.ui.DetectionId;
import org.loupe.ui.DetectionIds;
import org.loupe.ui.Failures;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Parts;
import org.loupe.ui.RunResults;
import org.loupe.ui.RunResults.Urgency;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.TextField;
import org.loupe.ui.ToolButton;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.ui.internal.Ids;
import org.loupe.workspace.Exports;

/** What the shown run found, as a table: sorted by headings, filtered by an expression, grouped by a column. */
public final class ResultsView extends ViewPart implements Lists {
    private static final int MOST_COPIED = 200_000;

    private final Sorting sorting = new Sorting();
    private Session session;
    private RowSelection selection;
    private Composite page, place;
    private Label count, error;
    private Link empty;
    private Text filter;
    private ToolRow tools;
    private ToolButton groupButton, columnButton;
    private ResultTable table;
    private ResultRows rows, coming;
    private RunResults shown;
    private Columns columns;
    private String group = "";
    private int pointedColumn = -1, pointedRow = -1;
    private boolean telling;

    @Override
    public void createPartControl(Composite parent) {
        TableClasses.loadLater();
        session = getSite().getService(Session.class);
        selection = new RowSelection(session, () -> rows);
        Parts.title(this, parent, "table", this::setTitleImage);
        ResultCommands.handle(getSite());
        page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        tools();
        error = new Label(page, SWT.WRAP);
        ToolRow.style(error, "loupe-error");
        GridDataFactory.fillDefaults().grab(true, false).indent(12, 4).exclude(true).applyTo(error);
        empty = new Link(page, SWT.NONE);
        ToolRow.style(empty, "loupe-hint");
        empty.addListener(SWT.Selection, e -> ToolRow.execute(getSite(),
                shown == null || shown.detections() == 0 ? "org.loupe.ui.run.set" : ResultCommands.CLEAR));
        GridDataFactory.fillDefaults().grab(true, false).indent(12, 12).applyTo(empty);
        place = new Composite(page, SWT.NONE);
        GridLayoutFactory.fillDefaults().applyTo(place);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(place);
        session.listen(page, Session.Event.RUN, this::showRun);
        session.listen(page, Session.Event.FILTER, this::query);
        session.listen(page, Session.Event.SELECTION, this::showSelection);
        session.listen(page, Session.Event.PROGRESS, this::progressed);
        session.listen(page, Session.Event.COLOURS, () -> {
            if (table != null)
                table.redraw();
        });
        Palette.onChange(page, this::build);
        showRun();
    }

    private void tools() {
        tools = new ToolRow(page, getSite()).fillWidth();
        TextField field = tools.add(new TextField(tools, "filter"));
        filter = field.text();
        filter.setMessage(Words.get("results.filter"));
        GridDataFactory.swtDefaults().align(SWT.FILL, SWT.CENTER).hint(280, 24).applyTo(field);
        new FilterField(field, session, this::wrong);
        count = tools.add(new Label(tools, SWT.NONE));
        ToolRow.style(count, "loupe-bar loupe-hint");
        GridDataFactory.swtDefaults().align(SWT.FILL, SWT.CENTER).grab(true, false).hint(60, SWT.DEFAULT).indent(8, 0)
                .applyTo(count);
        groupButton = tools.command(ResultCommands.GROUP, "group", Words.get("results.groupNone"));
        columnButton = tools.command(ResultCommands.COLUMNS, "columns");
        tools.command(ResultCommands.EXPORT, "export");
    }

    private void showRun() {
        RunResults results = session.results().orElse(null);
        setPartName(results == null ? Words.get("results.tab")
                : Words.get("results.tabRun", results.entry().getNumber()));
        if (results != shown) {
            shown = results;
            tools.refresh();
            sorting.clear();
            rows = null;
        }
        Columns now = results == null || results.detections() == 0 && results.features().isEmpty() ? null
                : Columns.of(results);
        if (now == null || columns == null || !now.all().equals(columns.all()) || table == null) {
            columns = now;
            build();
        }
        query();
    }

    private void query() {
        if (coming != null)
            coming.drop();
        coming = null;
        if (shown == null || columns == null) {
            rows = null;
            update();
            return;
        }
        List<String> means = columns.measured().stream().map(Column::key).toList();
        ResultRows[] made = new ResultRows[1];
        made[0] = new ResultRows(shown, new ResultRows.Query(session.filter(), sorting.order(), group, means),
                () -> arrived(made[0]), why -> failed(made[0], why));
        coming = made[0];
        count.setForeground(Palette.color(Token.DISABLED));
    }

    private void arrived(ResultRows of) {
        if (page.isDisposed() || of != rows && of != coming || of.total() < 0)
            return;
        if (of == coming) {
            if (rows != null)
                rows.drop();
            rows = of;
            coming = null;
            selection.forget();
            if (table != null && session.selection().isEmpty()) {
                table.show(rows);
                table.reveal(0);
            }
        }
        update();
    }

    private void failed(ResultRows of, ToolException why) {
        if (!page.isDisposed() && (of == rows || of == coming)) {
            coming = null;
            wrong(Failures.text(why));
        }
    }

    private void wrong(String why) {
        if (error.isDisposed() || error.getText().equals(why))
            return;
        error.setText(why);
        Parts.visible(error, !why.isEmpty());
        page.layout(true, true);
    }

    /** Rows have come, or there are none. */
    private void update() {
        boolean any = rows != null && rows.total() > 0;
        boolean change = any != place.getVisible() || !empty.getVisible() == !any;
        if (!any)
            empty.setText(shown == null || shown.detections() == 0 ? NoResults.link(session, shown)
                    : Words.get("results.noMatch"));
        Parts.visible(empty, !any);
        Parts.visible(place, any);
        count.setText(rows == null ? "" : rows.total() == shown.detections()
                ? Words.get("results.count", rows.total()) : Words.get("results.countOf", rows.total(),
                        shown.detections()));
        count.setForeground(Palette.color(coming == null ? Token.TEXT2 : Token.DISABLED));
        if (change)
            page.layout(true, true);
        if (table != null) {
            table.show(rows);
            showSelection();
        }
    }

    /** A run has begun or ended, so that there is another reason why nothing is listed. */
    private void progressed() {
        if ((shown == null || shown.detections() == 0) && !empty.getText().equals(NoResults.link(session, shown)))
            update();
    }

    /** Makes the table for the columns and colours of this moment. */
    private void build() {
        if (table != null)
            table.table().dispose();
        table = null;
        if (columns == null)
            return;
        EclipseCollections.initialise();
        table = new ResultTable(place, columns, () -> shown.classes(), sorting, selection, new Gestures());
        Menus.context(table.table(), this::fillMenu);
        Contexts.whileFocused(table.table(), getSite(), ResultCommands.ROWS);
        table.table().addListener(SWT.MouseDown, e -> {
            pointedColumn = table.columnAt(e.x);
            pointedRow = table.rowAt(e.y);
        });
        place.layout(true, true);
        table.show(rows);
        showSelection();
    }

    private final class Gestures implements ResultTable.Gestures {
        @Override
        public void sort(Column column, boolean more) {
            sorting.click(column, more);
            query();
            table.redraw();
        }

        @Override
        public void move(int from, int to) {
            columns.move(from, to);
            build();
        }

        @Override
        public void group(Column column) {
            if (List.of("image", "class").contains(column.key()))
                groupBy(column.key());
            else
                session.status().message(Kind.WARNING, Words.get("results.cannotGroup", column.label()));
        }

        @Override
        public void width(Column column, int points) {
            columns.width(column, points);
        }

        @Override
        public void hover(int row) {
            session.hover(row < 0 || rows == null ? null : rows.id(row));
        }

        @Override
        public void open(int row) {
            DetectionId id = rows == null ? null : rows.id(row);
            if (id != null)
                ResultCommands.show(id);
        }
    }

    private void showSelection() {
        if (table == null || rows == null || telling)
            return;
        DetectionIds ids = session.selection();
        boolean own = selection.focus() >= 0 && (rows.heading(selection.focus()) >= 0
                || rows.id(selection.focus()) != null && ids.contains(rows.id(selection.focus())));
        if (!own && !ids.isEmpty()) {
            OptionalInt at = rows.find(ids.get(0));
            if (at.isPresent()) {
                selection.focus(at.getAsInt());
                table.reveal(at.getAsInt());
            }
        }
        table.redraw();
    }

    // ---- menus

    private void fillMenu(Menu menu) {
        Menus.command(menu, getSite(), ResultCommands.SHOW, "eye");
        Menus.command(menu, getSite(), "org.loupe.ui.examples.send", "send");
        Menus.command(menu, getSite(), Ids.CLUSTER_NEW, "dendrogram");
        Menus.line(menu);
        Menus.command(menu, getSite(), ResultCommands.FILTER_VALUE, "filter");
        Menus.command(menu, getSite(), ResultCommands.EXCLUDE_VALUE, "");
        Menus.command(menu, getSite(), ResultCommands.CLEAR, "");
        Menus.line(menu);
        Menus.command(menu, getSite(), ResultCommands.SELECT_ALL, "");
        Menus.command(menu, getSite(), ResultCommands.COPY, "copy");
        Menus.command(menu, getSite(), ResultCommands.EXPORT, "export");
        Menus.line(menu);
        fillGroups(Menus.sub(menu, Words.get("results.groupBy")));
        if (!group.isEmpty()) {
            Menus.command(menu, getSite(), ResultCommands.EXPAND, "");
            Menus.command(menu, getSite(), ResultCommands.COLLAPSE, "");
        }
        fillColumns(Menus.sub(menu, Words.get("results.columns")));
        Menus.line(menu);
        Menus.command(menu, getSite(), ResultCommands.PROPERTIES, "info");
    }

    private void fillGroups(Menu menu) {
        for (String column : List.of("", "image", "class"))
            Menus.choice(menu, Words.get(column.isEmpty() ? "results.noGroups" : "results." + column),
                    group.equals(column), () -> groupBy(column));
    }

    private void fillColumns(Menu menu) {
        if (columns == null)
            return;
        for (Column column : columns.all())
            Menus.check(menu, column.key().isEmpty() ? Words.get("results.numberColumn") : column.label(),
                    columns.shown().contains(column), () -> {
                        columns.show(column, !columns.shown().contains(column));
                        build();
                    });
        Menus.line(menu);
        Menus.check(menu, Words.get("results.allColumns"), columns.shown().size() == columns.all().size(), () -> {
            columns.showAll();
            build();
        });
        Menus.check(menu, Words.get("results.usualColumns"), false, () -> {
            columns.reset();
            build();
        });
    }

    /** Offers the columns by which rows can be grouped. */
    void groupMenu() {
        Menus.drop(groupButton, this::fillGroups);
    }

    /** Offers the columns to show. */
    void columnMenu() {
        Menus.drop(columnButton, this::fillColumns);
    }

    /** Groups by a column, "image" or "class"; "" for no groups. */
    public void groupBy(String column) {
        group = column;
        groupButton.text(column.isEmpty() ? Words.get("results.groupNone")
                : Words.get("results.group", Words.get("results." + column).toLowerCase(Locale.getDefault())));
        groupButton.getParent().layout(true, true);
        query();
    }

    /** Opens or closes all groups. */
    void openGroups(boolean open) {
        if (rows != null && rows.grouped()) {
            rows.openAll(open);
            selection.forget();
            table.show(rows);
        }
    }

    // ---- what the commands do

    @Override
    public void selectAll() {
        if (filter.isFocusControl())
            filter.selectAll();
        else
            selection.all();
    }

    @Override
    public Optional<String> condition() {
        if (rows == null || columns == null)
            return Optional.empty();
        int row = selection.focus() >= 0 ? selection.focus() : pointedRow;
        int heading = rows.heading(row);
        if (heading >= 0)
            return Optional.of(group + " = " + Completion.literal(rows.group(heading).value()));
        ResultRows.Row found = rows.get(row);
        if (found == null)
            return Optional.empty();
        Column column = pointedColumn >= 0 && pointedColumn < columns.shown().size() && pointedRow == row
                ? columns.shown().get(pointedColumn) : columns.all().get(2);
        return Optional.of(switch (column.key()) {
            case "image" -> "image = " + Completion.literal(found.image());
            case "class", "" -> "class = " + Completion.literal(found.className());
            default -> near(column, found.values()[column.value()]);
        });
    }

    /** Numbers that are written like this one. */
    private static String near(Column column, double value) {
        String name = Completion.quoted(column.key());
        if (Double.isNaN(value))
            return name + " is unknown";
        double unit = Math.pow(10, -column.decimals()), low = (Math.round(value / unit) - 0.5) * unit;
        String format = "%." + (column.decimals() + 1) + "f";
        return name + " >= " + String.format(Locale.ROOT, format, low) + " and " + name + " < "
                + String.format(Locale.ROOT, format, low + unit);
    }

    /** The selected rows as lines of fields between tabs, with a line of headings; in the order of the table. */
    @Override
    public void copy() {
        if (filter.isFocusControl()) {
            filter.copy();
            return;
        }
        Listing listing = rows == null ? null : rows.listing();
        DetectionIds chosen = session.selection();
        if (listing == null || chosen.isEmpty())
            return;
        if (chosen.size() > MOST_COPIED) {
            session.status().message(Kind.WARNING, Words.get("results.tooMany", chosen.size(), MOST_COPIED));
            return;
        }
        List<Column> shownColumns = List.copyOf(columns.shown());
        shown.ask(Urgency.USUAL, () -> true, reader -> Tsv.of(reader, listing, chosen, shownColumns), lines -> {
            Clipboard clipboard = new Clipboard(page.getDisplay());
            clipboard.setContents(new Object[] { lines.text() }, new Transfer[] { TextTransfer.getInstance() });
            clipboard.dispose();
            session.status().message(Kind.INFO, Words.get("results.copied", lines.rows()));
        }, why -> session.status().message(Kind.ERROR, Failures.text(why)));
    }

    /** Asks for a file and writes what is listed, in the order of the table, as CSV. */
    void export() {
        if (shown == null)
            return;
        FileDialog dialog = new FileDialog(page.getShell(), SWT.SAVE | SWT.SHEET);
        dialog.setText(Words.get("results.export"));
        dialog.setFilterExtensions(new String[] { "*.csv" });
        dialog.setFileName(Exports.Format.CSV.fileName());
        dialog.setOverwrite(true);
        String chosen = dialog.open();
        if (chosen != null)
            export(Path.of(chosen));
    }

    /** Writes what is listed, in the order of the table, as CSV; a job does it. */
    public Job export(Path file) {
        String where = session.filter();
        String order = group.isEmpty() ? sorting.order()
                : sorting.order().isEmpty() ? group : group + ", " + sorting.order();
        Path folder = session.project().orElseThrow().resolve(shown.entry().getFolder());
        long listed = rows == null ? 0 : rows.total();
        Job job = Job.create(Words.get("job.export", file.getFileName()), monitor -> {
            try (RunReader reader = RunReader.open(folder)) {
                Exports.csv(reader, where, order, file);
                session.ui(() -> session.status().message(Kind.INFO,
                        Words.get("results.exported", listed, file)));
            } catch (ToolException e) {
                Failures.log(e);
                session.ui(() -> session.status().message(Kind.ERROR, Failures.text(e)));
            }
            return Status.OK_STATUS; // said in the status line; no dialog while people look at images
        });
        job.schedule();
        return job;
    }

    // ---- what tests ask

    /** Number of rows that match, -1 until it is known. */
    public long total() {
        return coming != null || rows == null ? -1 : rows.total();
    }

    /** Number of rows in the table, headings of groups included. */
    public int size() {
        return rows == null ? 0 : rows.size();
    }

    /** Whether all that can be scrolled to is known. */
    public boolean complete() {
        return coming == null && rows != null && rows.complete();
    }

    /** Selects a row, as a click does. */
    public void selectRow(int row) {
        selection.choose(row, false, false);
    }

    /** The filter field. */
    public Text filter() {
        return filter;
    }

    /** What is wrong with the filter, or "". */
    public String problem() {
        return error.getText();
    }

    /** The table's widget, or {@code null} while there is nothing to list. */
    public Control table() {
        return table == null ? null : table.table();
    }

    /** The text of a cell. @param column of those shown */
    public String cell(int column, int row) {
        return table == null ? "" : table.body(column, row);
    }

    /** Scrolls to a row. */
    public void reveal(int row) {
        table.reveal(row);
    }

    /** Sorts by a shown column as a click on its heading does. */
    public void sort(int column) {
        new Gestures().sort(columns.shown().get(column), false);
    }

    /** Sorts by columns named as the store does, as clicks with Shift on their headings do. */
    public void sortBy(List<String> keys) {
        sorting.clear();
        for (String key : keys)
            columns.all().stream().filter(c -> c.key().equals(key)).forEach(c -> sorting.click(c, true));
        query();
    }

    @Override
    public void setFocus() {
        if (table != null && place.getVisible())
            table.table().setFocus();
        else
            filter.setFocus();
    }
}
