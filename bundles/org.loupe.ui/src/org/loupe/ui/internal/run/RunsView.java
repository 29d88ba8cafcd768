package org.loupe.ui.internal.run;

import java.util.List;
import java.util.Optional;

import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.viewers.ArrayContentProvider;
import org.eclipse.jface.viewers.CellLabelProvider;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.jface.viewers.TableViewerColumn;
import org.eclipse.jface.viewers.Viewer;
import org.eclipse.jface.viewers.ViewerCell;
import org.eclipse.jface.viewers.ViewerComparator;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.ui.IMemento;
import org.eclipse.ui.IViewSite;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.part.ViewPart;
import org.loupe.model.RunEntry;
import org.loupe.ui.Contexts;
import org.loupe.ui.Icons;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Parts;
import org.loupe.ui.Session;
import org.loupe.ui.Task;
import org.loupe.ui.ToolButton;
import org.loupe.ui.ToolButton.Look;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.ui.internal.Ids;

/** The runs of the project: what they found, how fast, in which state; and everything that can be done with them. */
public final class RunsView extends ViewPart {
    private static final int BAR_HEIGHT = 4, SOON_MS = 100;

    private Session session;
    private Runs runs;
    private Composite page, nothing;
    private Label empty;
    private ToolRow tools;
    private TableViewer viewer;
    private RunDetails details;
    private RunColumn order = RunColumn.NUMBER;
    private boolean descending = true, selecting, waiting;
    private RunEntry shown;
    private IMemento kept;

    @Override
    public void init(IViewSite site, IMemento memento) throws PartInitException {
        super.init(site, memento);
        kept = memento;
    }

    @Override
    public void createPartControl(Composite parent) {
        session = getSite().getService(Session.class);
        runs = getSite().getService(Runs.class);
        Parts.title(this, parent, "run", this::setTitleImage);
        page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        tools = new ToolRow(page, getSite()).fillWidth();
        tools.command(Ids.RUNS_AGAIN, "again");
        tools.command(Ids.RUNS_RESUME, "resume");
        tools.command(Ids.RUNS_CHECK, "check-all");
        tools.command(Ids.RUNS_COMPARE, "compare", Words.get("runs.compare"));
        tools.line();
        tools.command(Ids.RUNS_FOLDER, "folder");
        tools.command(Ids.RUNS_DELETE, "trash");
        tools.spring();
        nothing = new Composite(page, SWT.NONE);
        ToolRow.style(nothing, "loupe-part");
        GridLayoutFactory.swtDefaults().margins(12, 12).spacing(0, 8).applyTo(nothing);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(nothing);
        empty = new Label(nothing, SWT.NONE);
        ToolRow.style(empty, "loupe-hint");
        new ToolButton(nothing, "play", Words.get("recipe.run"), Look.BORDERED,
                () -> ToolRow.execute(getSite(), Ids.RUN));
        createTable();
        details = new RunDetails(page, runs);
        session.listen(page, Session.Event.PROJECT, this::refresh);
        session.listen(page, Session.Event.MODEL, this::refreshSoon); // each step of a slider is such a change
        session.listen(page, Session.Event.RUNS, this::refreshSoon);
        session.listen(page, Session.Event.PROGRESS, this::showProgress);
        session.listen(page, Session.Event.RUN, this::showShown);
        runs.book().listen(page, this::refresh);
        Palette.onChange(page, this::refresh);
        refresh();
    }

    private void createTable() {
        viewer = new TableViewer(page, SWT.MULTI | SWT.FULL_SELECTION | SWT.V_SCROLL | SWT.H_SCROLL);
        Table table = viewer.getTable();
        GridDataFactory.fillDefaults().grab(true, true).applyTo(table);
        table.setHeaderVisible(true);
        for (RunColumn column : RunColumn.values())
            createColumn(column);
        if (kept != null) {
            order = RunColumn.values()[Math.floorMod(Optional.ofNullable(kept.getInteger("order")).orElse(0),
                    RunColumn.values().length)];
            descending = !"up".equals(kept.getString("direction"));
        }
        viewer.setContentProvider(ArrayContentProvider.getInstance());
        viewer.setComparator(new ViewerComparator() {
            @Override
            public int compare(Viewer v, Object a, Object b) {
                int sign = order.comparator(runs).compare((RunEntry) a, (RunEntry) b);
                return descending ? -sign : sign;
            }
        });
        sort(order, descending);
        table.addListener(SWT.EraseItem, this::erase);
        table.addListener(SWT.PaintItem, this::paintIcon);
        table.addListener(SWT.PaintItem, this::paintProgress);
        viewer.addDoubleClickListener(e -> ToolRow.execute(getSite(), Ids.RUNS_SHOW));
        viewer.addSelectionChangedListener(e -> chosen());
        getSite().setSelectionProvider(viewer);
        MenuManager menu = new MenuManager();
        table.setMenu(menu.createContextMenu(table));
        getSite().registerContextMenu(menu, viewer);
        keys(table);
    }

    private void createColumn(RunColumn column) {
        TableViewerColumn made = new TableViewerColumn(viewer, column.number() ? SWT.RIGHT : SWT.LEFT);
        made.getColumn().setText(column.title());
        made.getColumn().setWidth(Optional.ofNullable(kept == null ? null : kept.getInteger("width." + column))
                .orElse(column.width()));
        made.getColumn().setMoveable(false);
        made.getColumn().addListener(SWT.Selection, e -> sort(column, column == order ? !descending
                : column.number()));
        made.setLabelProvider(new CellLabelProvider() {
            @Override
            public void update(ViewerCell cell) {
                RunEntry run = (RunEntry) cell.getElement();
                cell.setText(column == RunColumn.STATE && runs.writing(run) ? "" : column.text(runs, run));
                if (column == RunColumn.STATE) {
                    RunMark mark = runs.mark(run);
                    cell.setImage(Icons.get(mark.icon(), mark.tint()));
                } else if (column == RunColumn.CHECK)
                    cell.setImage(checkIcon(run));
            }
        });
    }

    private org.eclipse.swt.graphics.Image checkIcon(RunEntry run) {
        return runs.book().facts(run).flatMap(f -> f.check()).map(c -> c.report().different() > 0
                ? Icons.get("warning", Token.WARN) : Icons.get("check", Token.OK)).orElse(null);
    }

    /** Sorts the list, as a click on a heading does. */
    void sort(RunColumn column, boolean down) {
        order = column;
        descending = down;
        TableColumn shown = viewer.getTable().getColumn(column.ordinal());
        viewer.getTable().setSortColumn(shown);
        viewer.getTable().setSortDirection(down ? SWT.DOWN : SWT.UP);
        if (viewer.getInput() != null)
            viewer.refresh();
    }

    /** The list's keys are live while it has the focus. */
    private void keys(Table table) {
        Contexts.whileFocused(table, getSite(), Ids.RUNS_CONTEXT);
    }

    private void erase(Event e) {
        if ((e.detail & SWT.SELECTED) == 0)
            return;
        Table table = viewer.getTable();
        e.gc.setBackground(Palette.color(table.isFocusControl() ? Token.SELECTION : Token.SELECTION_OFF));
        e.gc.fillRectangle(0, e.y, Parts.ROW_WIDTH, e.height);
        e.gc.setForeground(Palette.color(Token.TEXT));
        e.detail &= ~(SWT.SELECTED | SWT.HOT);
    }

    /** Once more, since the selection's ground covers it. */
    private void paintIcon(Event e) {
        TableItem item = (TableItem) e.item;
        var icon = item.getImage(e.index);
        if (icon != null) {
            var place = item.getImageBounds(e.index);
            e.gc.drawImage(icon, place.x, e.y + (e.height - icon.getBounds().height) / 2);
        }
    }

    /** The run under way has a bar under what it says of itself. */
    private void paintProgress(Event e) {
        TableItem item = (TableItem) e.item;
        if (e.index != RunColumn.STATE.ordinal() || !(item.getData() instanceof RunEntry run) || !runs.writing(run))
            return;
        Task task = session.task().orElseThrow();
        GC gc = e.gc;
        var cell = item.getBounds(e.index);
        int left = cell.x + 26, width = cell.width - 34, top = cell.y + cell.height / 2 - BAR_HEIGHT / 2;
        gc.setAntialias(SWT.ON);
        String share = Words.get("runs.share", Math.floor(task.fraction() * 100));
        int words = gc.textExtent(share).x;
        gc.setForeground(Palette.color(Token.TEXT));
        gc.drawText(share, left + width - words, cell.y + (cell.height - gc.textExtent(share).y) / 2, true);
        int bar = Math.max(0, width - words - 8);
        gc.setBackground(Palette.color(Token.LINE));
        gc.fillRoundRectangle(left, top, bar, BAR_HEIGHT, BAR_HEIGHT, BAR_HEIGHT);
        gc.setBackground(Palette.color(Token.ACCENT));
        gc.fillRoundRectangle(left, top, (int) Math.round(bar * task.fraction()), BAR_HEIGHT, BAR_HEIGHT,
                BAR_HEIGHT);
    }

    private void refreshSoon() {
        if (waiting)
            return;
        waiting = true;
        page.getDisplay().timerExec(SOON_MS, () -> {
            waiting = false;
            if (!page.isDisposed())
                refresh();
        });
    }

    private void refresh() {
        List<RunEntry> all = session.project().map(p -> List.copyOf(p.project().getRuns())).orElse(List.of());
        selecting = true;
        viewer.setInput(all.toArray());
        if (viewer.getStructuredSelection().isEmpty())
            session.results().filter(r -> all.contains(r.entry()))
                    .ifPresent(r -> viewer.setSelection(new StructuredSelection(r.entry()), true));
        selecting = false;
        setPartName(all.isEmpty() ? Words.get("runs.tab") : Words.get("runs.tabCount", all.size()));
        empty.setText(session.project().isPresent() ? Words.get("runs.none") : Words.get("runs.noProject"));
        Parts.visible(nothing, all.isEmpty());
        Parts.visible(viewer.getTable(), !all.isEmpty());
        nothing.getChildren()[1].setVisible(session.project().isPresent());
        details.show(one());
        tools.refresh();
        page.layout(true, true);
    }

    private void showProgress() {
        tools.refresh();
        for (TableItem item : viewer.getTable().getItems())
            if (item.getData() instanceof RunEntry run && runs.writing(run)) {
                viewer.update(run, null);
                var cell = item.getBounds(RunColumn.STATE.ordinal());
                viewer.getTable().redraw(cell.x, cell.y, cell.width, cell.height, false);
            }
    }

    /** Selects the run whose results are shown, unless the user has selected others than the one shown before. */
    private void showShown() {
        RunEntry now = session.results().map(r -> r.entry()).orElse(null), before = shown;
        shown = now;
        if (now == null || !viewer.getStructuredSelection().isEmpty() && one().orElse(null) != before)
            return;
        selecting = true;
        viewer.setSelection(new StructuredSelection(now), true);
        selecting = false;
        details.show(one());
        tools.refresh();
    }

    private Optional<RunEntry> one() {
        return viewer.getStructuredSelection().size() == 1
                ? Optional.of((RunEntry) viewer.getStructuredSelection().getFirstElement()) : Optional.empty();
    }

    private void chosen() {
        if (selecting)
            return;
        details.show(one());
        tools.refresh();
        page.layout(true, true);
    }

    /** The list. */
    public TableViewer viewer() {
        return viewer;
    }

    /** What is said about the selected run, for a start: why it failed, what its check found. */
    public String about() {
        return details.text();
    }

    @Override
    public void saveState(IMemento memento) {
        memento.putInteger("order", order.ordinal());
        memento.putString("direction", descending ? "down" : "up");
        for (RunColumn column : RunColumn.values())
            memento.putInteger("width." + column, viewer.getTable().getColumn(column.ordinal()).getWidth());
    }

    @Override
    public void setFocus() {
        (viewer.getTable().isVisible() ? viewer.getTable() : page).setFocus();
    }
}
