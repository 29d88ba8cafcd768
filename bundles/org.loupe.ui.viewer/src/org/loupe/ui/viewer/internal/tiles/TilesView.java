package org.loupe.ui.viewer.internal.tiles;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.ui.IWorkbenchCommandConstants;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.part.ViewPart;
import org.loupe.engine.Item;
import org.loupe.engine.Problem;
import org.loupe.store.labels.TileState;
import org.loupe.ui.Contexts;
import org.loupe.ui.Parts;
import org.loupe.ui.Session;
import org.loupe.ui.TileFilter;
import org.loupe.ui.TileFilters;
import org.loupe.ui.TileOrder;
import org.loupe.ui.TileOrders;
import org.loupe.ui.TileQueue;
import org.loupe.ui.ToolButton;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.viewer.internal.ImageEditor;
import org.loupe.ui.viewer.internal.Menus;
import org.loupe.ui.viewer.internal.SelectedImage;
import org.loupe.ui.viewer.internal.curation.Curating;

/** The tiles to label in the order of the queue, with their state, and how far one is. */
public final class TilesView extends ViewPart {
    private Session session;
    private TileQueue queue;
    private Composite page;
    private ToolRow tools;
    private ToolButton orderButton, filterButton;
    private TileHeader header;
    private Link empty;
    private TileGrid grid;
    private final SelectedImage selected = new SelectedImage();

    @Override
    public void createPartControl(Composite parent) {
        session = getSite().getService(Session.class);
        queue = session.queue();
        Curating.of(session);
        Parts.title(this, parent, "gallery", this::setTitleImage);
        page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        tools = new ToolRow(page, getSite()).fillWidth();
        orderButton = tools.command(TileCommands.ORDER, "sort", " ");
        orderButton.toggled(() -> queue.order() != TileOrders.NAME);
        tools.spring();
        filterButton = tools.command(TileCommands.FILTER, "filter", "▾");
        filterButton.toggled(() -> !queue.filters().isEmpty());
        header = new TileHeader(page, queue);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(header);
        empty = new Link(page, SWT.WRAP);
        ToolRow.style(empty, "loupe-hint");
        GridDataFactory.fillDefaults().grab(true, false).indent(12, 12).hint(160, SWT.DEFAULT).applyTo(empty);
        empty.addListener(SWT.Selection, e -> queue.filters(Set.of()));
        grid = new TileGrid(page, session, this::open);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(grid);
        Contexts.whileFocused(grid, getSite(), Ids.TILES_CONTEXT);
        getSite().getService(IHandlerService.class).activateHandler(IWorkbenchCommandConstants.EDIT_SELECT_ALL,
                new TileCommands.SelectAll());
        getSite().setSelectionProvider(selected);
        Menus.context(grid, this::fillMenu);
        session.listen(page, Session.Event.TILES, this::list);
        session.listen(page, Session.Event.LABELS, this::count);
        session.listen(page, Session.Event.IMAGES, this::list);
        session.listen(page, Session.Event.PROJECT, this::list);
        session.listen(page, Session.Event.IMAGE, this::showImage);
        list();
    }

    private void list() {
        boolean none = queue.size() == 0;
        empty.setText(none ? emptyWords() : "");
        Parts.visible(empty, none);
        Parts.visible(grid, !none);
        Parts.visible(header, queue.count() > 0);
        count();
        page.layout(true, true);
        grid.list();
        if (session.image().filter(image -> queue.tile(image).isPresent()).isEmpty() && !none) {
            grid.selection().only(queue.get(0).item());
            open(false);
        } else {
            showImage();
        }
    }

    /** One sentence that says why nothing is listed, and what can be done. */
    private String emptyWords() {
        if (session.project().isEmpty())
            return Words.get("images.noProject");
        Optional<Problem> problem = session.itemsProblem();
        if (problem.isPresent())
            return problem.get().toString();
        if (session.items().isEmpty())
            return Words.get(session.imageSet().isEmpty() ? "images.noSet" : "images.none");
        if (queue.count() == 0)
            return Words.get("tiles.counting");
        int all = queue.count() - queue.count(TileState.EXCLUDED);
        if (all == queue.count(TileState.COMPLETE) && queue.filters().contains(TileFilters.OPEN))
            return Words.get("tiles.allComplete", all);
        return Words.get("tiles.noMatch");
    }

    private void count() {
        int all = queue.count();
        setPartName(all == 0 ? Words.get("tiles.tab") : queue.size() == all ? Words.get("tiles.tabCount", all)
                : Words.get("tiles.tabCountOf", queue.size(), all));
        String order = queue.order().label() + " ▾";
        if (!orderButton.text().equals(order)) {
            orderButton.text(order);
            tools.layout(true, true);
        }
        tools.refresh();
        header.redraw();
        grid.redraw();
    }

    /** The viewer shows an image: it is the chosen one, unless it is one of several. */
    private void showImage() {
        Item shown = session.image().orElse(null);
        if (shown == null || queue.tile(shown).isEmpty())
            return;
        if (!grid.selection().contains(shown)) {
            grid.selection().only(shown);
            grid.reveal(queue.place(shown));
        }
        selected.set(shown);
    }

    private void open(boolean activate) {
        Item item = grid.selection().focus();
        if (item != null)
            ImageEditor.show(getSite().getPage(), item, activate);
    }

    private void fillMenu(Menu menu) {
        Menus.command(menu, getSite(), TileCommands.OPEN, "open");
        Menus.command(menu, getSite(), AutoLabels.RUN, "prompt");
        Menus.command(menu, getSite(), "org.loupe.ui.examples.tile", "send");
        if (Menus.defined(getSite(), TileCommands.SEND))
            Menus.command(menu, getSite(), TileCommands.SEND, "export");
        Menus.line(menu);
        Menus.command(menu, getSite(), TileCommands.COMPLETE, "complete");
        Menus.command(menu, getSite(), TileCommands.FLAG, "flag");
        Menus.command(menu, getSite(), TileCommands.REOPEN, "undo");
        Menus.command(menu, getSite(), TileCommands.EXCLUDE, "close");
        Menus.line(menu);
        Menus.command(menu, getSite(), IWorkbenchCommandConstants.EDIT_SELECT_ALL, "");
        Menus.command(menu, getSite(), TileCommands.SHOW_FILE, "folder");
        Menus.line(menu);
        Menus.command(menu, getSite(), IWorkbenchCommandConstants.FILE_PROPERTIES, "info");
    }

    /** Offers the orders. */
    void orderMenu() {
        Menus.drop(orderButton, menu -> {
            for (TileOrder offered : queue.orders())
                Menus.choice(menu, offered.label(), offered.id().equals(queue.order().id()),
                        () -> queue.order(offered));
            Menus.line(menu);
            Menus.command(menu, getSite(), TileCommands.REFRESH, "again");
        });
    }

    /** Offers the filters: one of the states, and conditions besides. */
    void filterMenu() {
        Menus.drop(filterButton, menu -> {
            Menus.choice(menu, Words.get("tiles.filter.all"),
                    queue.filters().stream().noneMatch(TilesView::ofState), () -> state(null));
            for (TileFilter offered : queue.offeredFilters())
                if (ofState(offered))
                    Menus.choice(menu, offered.label(), queue.filters().contains(offered), () -> state(offered));
            Menus.line(menu);
            for (TileFilter offered : queue.offeredFilters())
                if (!ofState(offered))
                    Menus.check(menu, offered.label(), queue.filters().contains(offered), () -> toggle(offered));
        });
    }

    private static boolean ofState(TileFilter filter) {
        return filter instanceof TileFilters own && own.ofState();
    }

    private void state(TileFilter chosen) {
        Set<TileFilter> now = new HashSet<>(queue.filters());
        now.removeIf(TilesView::ofState);
        if (chosen != null)
            now.add(chosen);
        queue.filters(now);
    }

    private void toggle(TileFilter chosen) {
        Set<TileFilter> now = new HashSet<>(queue.filters());
        if (!now.remove(chosen))
            now.add(chosen);
        queue.filters(now);
    }

    /** The chosen images, in the order of the queue. */
    public List<Item> chosen() {
        return grid.selection().items();
    }

    /** Whether any image is chosen. */
    boolean anyChosen() {
        return !grid.selection().isEmpty();
    }

    /** Chooses all that is listed. */
    void selectAll() {
        grid.selection().all();
    }

    /** Such as "complete". */
    static String stateWord(TileState state) {
        return Words.get("tiles.state." + state.name().toLowerCase(Locale.ROOT));
    }

    /** How far one is, for tests: "86 of 280". */
    public String progress() {
        return header.words();
    }

    /** What is said when nothing is listed, for tests. */
    public String emptyText() {
        return empty.getText();
    }

    /** The pictures, for tests. */
    public Control grid() {
        return grid;
    }

    @Override
    public void setFocus() {
        if (grid.isVisible())
            grid.setFocus();
        else
            page.setFocus();
    }
}
