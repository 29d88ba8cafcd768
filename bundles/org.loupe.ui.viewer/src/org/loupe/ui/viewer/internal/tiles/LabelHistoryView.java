package org.loupe.ui.viewer.internal.tiles;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.ui.part.ViewPart;
import org.loupe.api.ToolException;
import org.loupe.store.labels.LabelChange;
import org.loupe.store.labels.LabelEntry;
import org.loupe.store.labels.LabelTable;
import org.loupe.ui.Contexts;
import org.loupe.ui.Failures;
import org.loupe.ui.Icons;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Parts;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.ToolButton;
import org.loupe.ui.ToolRow;
import org.loupe.ui.VirtualTables;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.internal.Menus;
import org.loupe.workspace.labels.Labelling;

/**
 * What was done to the labels, latest first: the journal as it is, undo included. Any state can be had back; nothing is
 * ever taken out.
 */
public final class LabelHistoryView extends ViewPart {
    /** The list has the focus. */
    static final String CONTEXT = "org.loupe.ui.context.labelHistory";
    private static final int ROWS_AT_ONCE = 500;
    /** px; that of what was done takes the room that is left, but not less. */
    private static final int[] WIDTHS = { 96, 60, 110, 76 };
    private static final int WHAT = 2;
    private static final String[] KEYS = { "time", "who", "what", "counts" };

    private Session session;
    private Composite page;
    private ToolButton people;
    private Label empty;
    private Table table;
    /** Numbers of the listed entries, latest first; {@code null} for all. */
    private int[] listed;
    private String who = "";
    private int asked, shown;
    private final DateTimeFormatter times = DateTimeFormatter.ofPattern(Words.get("history.pattern"))
            .withZone(ZoneId.systemDefault());

    @Override
    public void createPartControl(Composite parent) {
        session = getSite().getService(Session.class);
        Parts.title(this, parent, "clock", this::setTitleImage);
        page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        ToolRow tools = new ToolRow(page, getSite()).fillWidth();
        tools.command(HistoryCommands.BACK_TO, "undo", Words.get("history.backTo"));
        tools.spring();
        people = tools.command(HistoryCommands.WHO, "filter", "▾");
        people.toggled(() -> !who.isEmpty());
        empty = new Label(page, SWT.WRAP);
        ToolRow.style(empty, "loupe-hint");
        GridDataFactory.fillDefaults().grab(true, false).indent(12, 12).hint(160, SWT.DEFAULT).applyTo(empty);
        table = new Table(page, SWT.VIRTUAL | SWT.SINGLE | SWT.FULL_SELECTION);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(table);
        table.setHeaderVisible(true);
        for (int i = 0; i < KEYS.length; i++) {
            TableColumn column = new TableColumn(table, SWT.LEFT);
            column.setText(Words.get("history." + KEYS[i]));
            column.setWidth(WIDTHS[i]);
        }
        table.addListener(SWT.Resize, e -> Columns.stretch(table, WIDTHS, WHAT));
        VirtualTables.fill(table, this::fill);
        table.addListener(SWT.MouseMove, e -> {
            TableItem item = table.getItem(new Point(e.x, e.y));
            String tip = item == null ? null : entry(table.indexOf(item)).flatMap(this::damage).orElse(null);
            if (!Objects.equals(tip, table.getToolTipText()))
                table.setToolTipText(tip);
        });
        Contexts.whileFocused(table, getSite(), CONTEXT);
        Menus.context(table, menu -> Menus.command(menu, getSite(), HistoryCommands.BACK_TO, "undo"));
        session.listen(page, Session.Event.PROJECT, () -> {
            who = "";
            shown = 0;
            list();
        });
        session.listen(page, Session.Event.LABELS, this::list);
        Palette.onChange(page, table::clearAll);
        list();
    }

    private Optional<Labelling> labelling() {
        return session.project().map(p -> p.labels());
    }

    private List<LabelEntry> entries() {
        return labelling().map(Labelling::entries).orElse(List.of());
    }

    private int size() {
        return listed == null ? entries().size() : listed.length;
    }

    /** The entry of a row. */
    private Optional<LabelEntry> entry(int row) {
        List<LabelEntry> all = entries();
        if (row < 0 || row >= size())
            return Optional.empty();
        int at = listed == null ? all.size() - 1 - row : listed[row] - 1;
        return at < all.size() ? Optional.of(all.get(at)) : Optional.empty();
    }

    private Optional<String> damage(LabelEntry entry) {
        return labelling().flatMap(l -> l.damage(entry.number()));
    }

    /** Lists anew; who is looked for is found by a job, since there may be 1,000,000 entries. */
    private void list() {
        int mine = ++asked;
        if (who.isEmpty()) {
            show(null);
            return;
        }
        List<LabelEntry> all = List.copyOf(entries());
        String wanted = who;
        Job job = Job.create(Words.get("job.history"), monitor -> {
            int[] found = new int[all.size()];
            int n = 0;
            for (int i = all.size() - 1; i >= 0; i--)
                if (all.get(i).who().equals(wanted))
                    found[n++] = (int) all.get(i).number();
            int[] numbers = Arrays.copyOf(found, n);
            session.ui(() -> {
                if (mine == asked && !table.isDisposed())
                    show(numbers);
            });
        });
        job.setSystem(true);
        job.schedule();
    }

    private void show(int[] numbers) {
        listed = numbers;
        int size = size();
        shown = Math.min(size, Math.max(shown, ROWS_AT_ONCE));
        VirtualTables.setItemCount(table, shown);
        table.clearAll();
        empty.setText(Words.get(session.project().isEmpty() ? "images.noProject" : "history.none"));
        boolean wasEmpty = !table.getVisible();
        Parts.visible(empty, size == 0);
        Parts.visible(table, size > 0);
        if (wasEmpty != (size == 0))
            page.layout(true, true);
    }

    private void fill(TableItem item, int row) {
        LabelEntry entry = entry(row).orElse(null);
        if (entry == null)
            return;
        item.setText(new String[] { times.format(entry.at()), entry.who(), entry.what(), counts(entry) });
        item.setImage(WHAT, damage(entry).isPresent() ? Icons.get("error", Token.ERROR) : null);
        item.setForeground(entry.machine() ? Palette.color(Token.TEXT2) : null);
        if (row == shown - 1 && shown < size())
            session.ui(() -> { // one has come to the end of what was there: older ones
                if (!table.isDisposed()) {
                    shown = Math.min(size(), shown + ROWS_AT_ONCE);
                    VirtualTables.setItemCount(table, shown);
                }
            });
    }

    /** What a line changed: "+12 −3, 2 tiles". */
    private static String counts(LabelEntry entry) {
        String labels = entry.put() == 0 && entry.dropped() == 0 ? ""
                : entry.dropped() == 0 ? Words.get("history.put", entry.put())
                : entry.put() == 0 ? Words.get("history.dropped", entry.dropped())
                : Words.get("history.putDropped", entry.put(), entry.dropped());
        if (entry.tiles() == 0)
            return labels;
        return labels.isEmpty() ? Words.get("history.tiles", entry.tiles())
                : Words.get("history.labelsTiles", labels, entry.tiles());
    }

    /** Offers whose entries are listed. */
    void whoMenu() {
        TreeSet<String> names = new TreeSet<>();
        entries().forEach(entry -> names.add(entry.who()));
        Menus.drop(people, menu -> {
            Menus.choice(menu, Words.get("history.everybody"), who.isEmpty(), () -> who(""));
            for (String name : names)
                Menus.choice(menu, name, who.equals(name), () -> who(name));
        });
    }

    /** Lists the entries of one person; "" for all. */
    public void who(String name) {
        who = name;
        list();
    }

    /** Whether there is a selected entry behind which something was done. */
    boolean canGoBack() {
        return entry(table.getSelectionIndex()).filter(e -> e.number() < entries().size()).isPresent();
    }

    /** Makes the labels as they were right after the selected entry, as one change that can be undone. */
    public void goBack() {
        Optional<LabelEntry> entry = entry(table.getSelectionIndex());
        Labelling labels = labelling().orElse(null);
        if (entry.isEmpty() || labels == null)
            return;
        LabelEntry to = entry.get();
        int made = entries().size();
        LabelTable now = labels.table().copy();
        String what = Words.get("history.undoTo", times.format(to.at()));
        Job job = Job.create(Words.get("job.historyBack"), monitor -> {
            try {
                labels.flush();
                LabelChange change = now.towards(labels.at(to.number()), what);
                session.ui(() -> {
                    if (labelling().orElse(null) == labels)
                        make(change, made, to);
                });
            } catch (ToolException e) {
                session.ui(() -> session.status().message(Kind.ERROR, Failures.text(e)));
            }
        });
        job.setPriority(Job.INTERACTIVE);
        job.schedule();
    }

    private void make(LabelChange change, int made, LabelEntry to) {
        if (entries().size() != made) {
            session.status().message(Kind.WARNING, Words.get("history.changedMeanwhile"));
            return;
        }
        if (change.isEmpty()) {
            session.status().message(Kind.INFO, Words.get("history.same"));
            return;
        }
        session.edit(project -> {
            project.change(change);
            TileCommands.done(Words.get("history.done", times.format(to.at()), change.labels().size()));
        });
    }

    /** The list, for tests. */
    public Table table() {
        return table;
    }

    @Override
    public void setFocus() {
        if (table.isVisible())
            table.setFocus();
        else
            page.setFocus();
    }
}
