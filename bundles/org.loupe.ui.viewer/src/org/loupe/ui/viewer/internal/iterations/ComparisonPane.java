package org.loupe.ui.viewer.internal.iterations;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.ui.IWorkbenchPartSite;
import org.loupe.api.ImageInfo;
import org.loupe.engine.Item;
import org.loupe.store.labels.LabelTable;
import org.loupe.store.labels.LabelTile;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Session;
import org.loupe.ui.ToolButton;
import org.loupe.ui.ToolButton.Look;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.internal.ImageEditor;
import org.loupe.ui.viewer.internal.iterations.ComparedRow.Kind;
import org.loupe.workspace.labels.LabelComparison;
import org.loupe.workspace.labels.Labelling;

/**
 * What differs between two iterations: counts, and behind each the list of what it counts. The selected row is shown in
 * the viewer. Virtual: a million differences cost what fits the screen. UI thread only.
 */
final class ComparisonPane extends Composite {

    /** Two iterations and what differs between them. */
    record Compared(int before, int after, LabelTable older, LabelTable newer, LabelComparison differences) { }

    private final IWorkbenchPartSite site;
    private final Session session;
    private final ToolRow row;
    private final Label title;
    private final Map<Kind, ToolButton> buttons = new EnumMap<>(Kind.class);
    private final Table table;
    private final Label same;
    private Compared compared;
    private Kind kind = Kind.ADDED;

    ComparisonPane(Composite parent, IWorkbenchPartSite site) {
        super(parent, SWT.NONE);
        this.site = site;
        session = site.getService(Session.class);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(this);
        row = new ToolRow(this, site).fillWidth();
        row.command(IterationsView.TIMELINE, "go-back", Words.get("iterations.compare.back"));
        row.line();
        title = row.add(new Label(row, SWT.NONE));
        ToolRow.style(title, "loupe-bar");
        title.setFont(Palette.font(Type.STRONG));
        row.line();
        for (Kind one : Kind.values()) {
            ToolButton button = new ToolButton(row, "", "", Look.FLAT, () -> show(one)).toggled(() -> kind == one);
            row.add(button);
            buttons.put(one, button);
        }
        same = new Label(this, SWT.WRAP);
        ToolRow.style(same, "loupe-hint");
        same.setText(Words.get("iterations.compare.same"));
        GridDataFactory.fillDefaults().grab(true, false).indent(12, 12).applyTo(same);
        table = new Table(this, SWT.VIRTUAL | SWT.FULL_SELECTION | SWT.SINGLE);
        table.setHeaderVisible(true);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(table);
        for (int width : new int[] { 260, 170, 170, 170 })
            new TableColumn(table, SWT.LEFT).setWidth(width);
        table.addListener(SWT.SetData, e -> fill((TableItem) e.item, table.indexOf((TableItem) e.item)));
        table.addListener(SWT.Selection, e -> open(false));
        table.addListener(SWT.DefaultSelection, e -> open(true));
    }

    /** The control that takes the focus and the keys. */
    Table table() {
        return table;
    }

    /** What is compared now. */
    Optional<Compared> compared() {
        return Optional.ofNullable(compared);
    }

    /** Shows a comparison. */
    void show(Compared shown) {
        compared = shown;
        title.setText(Words.get("iterations.compare.title", shown.before, shown.after));
        Kind first = null;
        for (Kind one : Kind.values()) {
            ToolButton button = buttons.get(one);
            int count = one.count(shown.differences);
            button.text(one.words(shown.differences));
            button.setVisible(count > 0);
            ((GridData) button.getLayoutData()).exclude = count == 0;
            if (first == null && count > 0)
                first = one;
        }
        row.layout(true, true);
        row.getDisplay().asyncExec(() -> {
            if (!row.isDisposed())
                row.refresh(); // the way back is open once this is in front
        });
        show(first == null ? Kind.ADDED : first);
    }

    /** Lists what one count is of. */
    private void show(Kind shown) {
        kind = shown;
        boolean none = compared.differences.isEmpty();
        same.setVisible(none);
        ((GridData) same.getLayoutData()).exclude = !none;
        table.setVisible(!none);
        ((GridData) table.getLayoutData()).exclude = none;
        table.getColumn(0).setText(Words.get("iterations.compare.tile"));
        table.getColumn(1).setText(Words.get("iterations.compare.before", compared.before));
        table.getColumn(2).setText(Words.get("iterations.compare.after", compared.after));
        table.getColumn(3).setText(Words.get("iterations.compare.what"));
        table.clearAll();
        table.setItemCount(kind.count(compared.differences));
        table.deselectAll();
        buttons.values().forEach(ToolButton::redraw);
        layout(true, true);
    }

    private ComparedRow at(int index) {
        return kind.row(compared.differences, index, compared.older, compared.newer, session.desk());
    }

    private void fill(TableItem item, int index) {
        ComparedRow one = at(index);
        item.setText(new String[] { one.tile() == null ? "" : one.tile().name(), one.before(), one.after(),
            one.what() });
    }

    private void open(boolean activate) {
        int index = table.getSelectionIndex();
        if (index < 0)
            return;
        ComparedRow one = at(index);
        if (one.tile() == null || session.desk().labelling().isEmpty())
            return;
        ImageEditor.show(site.getPage(), item(session, one.tile()), activate);
        if (one.label() != null && session.desk().table().label(one.label().id()).isPresent())
            session.desk().select(List.of(one.label().id()));
    }

    /** The image of a tile: that of the list, with its reference and conditions, if it is there. */
    static Item item(Session session, LabelTile tile) {
        Labelling labelling = session.desk().labelling().orElseThrow();
        Path file = labelling.file(tile);
        int page = labelling.page(tile);
        return session.items().stream().filter(i -> i.page() == page && i.test().endsWith(file.getFileName())
                && i.test().toAbsolutePath().normalize().equals(file)).findFirst().orElseGet(() -> new Item(
                        file.getFileName().toString(), file, page, Optional.empty(), Double.NaN,
                        ImageInfo.Conditions.UNKNOWN));
    }
}
