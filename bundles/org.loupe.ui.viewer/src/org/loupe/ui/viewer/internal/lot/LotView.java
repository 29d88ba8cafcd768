package org.loupe.ui.viewer.internal.lot;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.ui.IWorkbenchCommandConstants;
import org.eclipse.ui.part.ViewPart;
import org.loupe.model.WaferEntry;
import org.loupe.ui.Contexts;
import org.loupe.ui.Parts;
import org.loupe.ui.Session;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.viewer.internal.Menus;
import org.loupe.ui.viewer.internal.SelectedImage;
import org.loupe.ui.viewer.internal.wafer.WaferDesk;
import org.loupe.ui.viewer.internal.wafer.WaferEditor;
import org.loupe.ui.viewer.internal.wafer.WaferInput;
import org.loupe.workspace.ProjectFile;

/** The wafers of a lot as small maps, ordered by slot; the selected one is shown on the large map. */
public final class LotView extends ViewPart {
    static final String STACK = "org.loupe.ui.wafer.stack", DELETE = "org.loupe.ui.lot.delete";
    private static final int COMBO = 110;

    private final SelectedImage selected = new SelectedImage();
    private Session session;
    private Lots lots;
    private Composite page;
    private ToolRow tools;
    private Combo combo;
    private Link empty;
    private LotGrid grid;
    private ProjectFile begun;

    @Override
    public void createPartControl(Composite parent) {
        session = getSite().getService(Session.class);
        lots = Lots.of(session);
        Parts.title(this, parent, "lot", this::setTitleImage);
        page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        tools = new ToolRow(page, getSite()).fillWidth();
        combo = new Combo(tools, SWT.READ_ONLY | SWT.DROP_DOWN);
        GridDataFactory.fillDefaults().grab(true, true).align(SWT.FILL, SWT.CENTER).hint(COMBO, SWT.DEFAULT)
                .applyTo(combo);
        tools.add(combo);
        combo.addListener(SWT.Selection, e -> choose());
        if (Menus.defined(getSite(), STACK))
            tools.command(STACK, "layers");
        empty = new Link(page, SWT.WRAP);
        ToolRow.style(empty, "loupe-hint");
        GridDataFactory.fillDefaults().grab(true, false).indent(12, 12).hint(160, SWT.DEFAULT).applyTo(empty);
        empty.addListener(SWT.Selection, e -> ToolRow.execute(getSite(),
                e.text.equals("sample") ? LotCommands.SAMPLE : Ids.WAFER_IMPORT));
        grid = new LotGrid(page, lots, this::open);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(grid);
        Contexts.whileFocused(grid, getSite(), Ids.LOT_CONTEXT);
        Menus.context(grid, this::fillMenu);
        getSite().setSelectionProvider(selected);
        lots.listen(page, this::list);
        session.listen(page, Session.Event.PROJECT, this::list);
        list();
    }

    private void list() {
        List<Lots.Lot> all = lots.all();
        String[] labels = all.stream().map(Lots.Lot::name).toArray(String[]::new);
        if (!List.of(labels).equals(List.of(combo.getItems())))
            combo.setItems(labels);
        int index = lots.shown().map(all::indexOf).orElse(-1);
        if (combo.getSelectionIndex() != index && index >= 0)
            combo.select(index);
        combo.setToolTipText(lots.shown().map(Lots.Lot::label).orElse("").replace("&", "&&"));
        boolean none = all.isEmpty();
        empty.setText(!none ? "" : Words.get(session.project().isEmpty() ? "lot.noProject" : "lot.empty"));
        Parts.visible(empty, none);
        Parts.visible(tools, !none);
        Parts.visible(grid, !none);
        List<WaferEntry> wafers = lots.shown().map(Lots.Lot::wafers).orElse(List.of());
        setPartName(none ? Words.get("lot.tab") : Words.get("lot.tabCount", wafers.size()));
        grid.list(wafers, WaferDesk.of(session).shown().flatMap(w -> w.entry()).orElse(null));
        select(grid.selected().orElse(null));
        tools.refresh();
        page.layout(true, true);
        session.ui(this::begin);
    }

    /** A project has been opened, or its first wafers came in: the worst one is shown, unless a map is open already. */
    private void begin() {
        if (page.isDisposed() || begun == session.project().orElse(null) || lots.shown().isEmpty())
            return;
        begun = session.project().orElse(null);
        if (WaferEditor.of(getSite().getPage()).isEmpty())
            lots.shown().get().wafers().stream().max(Comparator.comparingInt(WaferEntry::getDefects))
                    .ifPresent(worst -> WaferEditor.show(getSite().getPage(), WaferInput.of(begun, worst), false));
    }

    private void select(WaferEntry wafer) {
        StructuredSelection now = wafer == null ? StructuredSelection.EMPTY : new StructuredSelection(wafer);
        if (!now.equals(selected.getSelection()))
            selected.setSelection(now);
    }

    private void choose() {
        int index = combo.getSelectionIndex();
        if (index >= 0 && index < lots.all().size())
            lots.show(lots.all().get(index));
    }

    /** Shows the selected wafer on the map. */
    void open(boolean activate) {
        grid.selected().ifPresent(wafer -> {
            select(wafer);
            session.subject(wafer);
            session.project().ifPresent(project -> WaferEditor.show(getSite().getPage(),
                    WaferInput.of(project, wafer), activate));
        });
    }

    private void fillMenu(Menu menu) {
        Menus.command(menu, getSite(), Ids.WAFER_OPEN, "wafer");
        if (Menus.defined(getSite(), STACK))
            Menus.command(menu, getSite(), STACK, "layers");
        Menus.line(menu);
        Menus.command(menu, getSite(), Ids.WAFER_IMPORT, "import");
        Menus.command(menu, getSite(), Ids.WAFER_EXPORT, "export");
        Menus.line(menu);
        Menus.command(menu, getSite(), DELETE, "trash");
        Menus.line(menu);
        Menus.command(menu, getSite(), IWorkbenchCommandConstants.FILE_PROPERTIES, "info");
    }

    /** The selected wafer. */
    public Optional<WaferEntry> selected() {
        return grid.selected();
    }

    /** What the small maps say, in order: "14 585". */
    public List<String> cells() {
        return grid.cells();
    }

    /** What is said when there is no lot, for tests. */
    public String emptyText() {
        return empty.getText();
    }

    /** The lots that can be chosen, for tests. */
    public Combo combo() {
        return combo;
    }

    /** The small maps, for tests. */
    public Canvas grid() {
        return grid;
    }

    /** How many of them were drawn, for tests. */
    public int drawn() {
        return grid.drawn();
    }

    @Override
    public void setFocus() {
        if (grid.isVisible())
            grid.setFocus();
        else
            empty.setFocus();
    }
}
