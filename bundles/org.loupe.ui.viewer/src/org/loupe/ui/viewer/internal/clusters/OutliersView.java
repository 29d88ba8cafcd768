package org.loupe.ui.viewer.internal.clusters;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.ui.IWorkbenchCommandConstants;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.part.ViewPart;
import org.loupe.ui.Contexts;
import org.loupe.ui.Parts;
import org.loupe.ui.Session;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.CropPlace;
import org.loupe.ui.viewer.internal.Menus;

/** Crops of no cluster: singletons and those of small clusters, farthest first. */
public final class OutliersView extends ViewPart {
    private ClusterDesk desk;
    private Composite page;
    private ToolRow tools;
    private Label note;
    private CropGrid grid;

    @Override
    public void createPartControl(Composite parent) {
        Session session = getSite().getService(Session.class);
        desk = ClusterDesk.of(session);
        Parts.title(this, parent, "outlier", this::setTitleImage);
        page = new Composite(parent, SWT.NONE);
        ToolRow.style(page, "loupe-part");
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        tools = new ToolRow(page, getSite()).fillWidth();
        note = tools.add(new Label(tools, SWT.NONE));
        ToolRow.style(note, "loupe-bar loupe-hint");
        GridDataFactory.swtDefaults().align(SWT.FILL, SWT.CENTER).grab(true, false).hint(60, SWT.DEFAULT).indent(4, 0)
                .applyTo(note);
        tools.command(ClusterCommands.GATHER, "new");
        tools.command(ClusterCommands.MOVE, "send");
        tools.command(ClusterCommands.SIMILAR, "similar");
        grid = new CropGrid(page, session, new Shown());
        GridDataFactory.fillDefaults().grab(true, true).applyTo(grid);
        Contexts.whileFocused(grid, getSite(), ClusterCommands.CONTEXT);
        CropDrag.from(grid, desk, (x, y) -> grid.at(x, y) < 0 ? -1 : desk.outliers()[grid.at(x, y)]);
        CropDrag.to(grid, desk, (x, y) -> x >= 0, (x, y) -> desk.actions().outliers());
        Menus.context(grid, this::fillMenu);
        getSite().getService(IHandlerService.class).activateHandler(IWorkbenchCommandConstants.EDIT_SELECT_ALL,
                ClusterCommands.handler(() -> desk.choose(desk.outliers(), false)));
        desk.listen(page, ClusterDesk.Event.SORTED, this::update);
        desk.listen(page, ClusterDesk.Event.SELECTION, () -> {
            grid.redraw();
            tools.refresh();
        });
        desk.listen(page, ClusterDesk.Event.HOVER, grid::redraw);
        update();
    }

    private void update() {
        int count = desk.outliers().length;
        int smallest = desk.clusters().map(now -> now.smallest()).orElse(0);
        boolean any = desk.clusters().isPresent();
        setPartName(any ? Words.get("outliers.tabCount", count) : Words.get("outliers.tab"));
        note.setText(!any ? Words.get("outliers.noClusters") : count == 0 ? Words.get("outliers.none", smallest)
                : Words.get("outliers.note", smallest));
        note.setToolTipText(any ? Words.get("outliers.sigma") : null);
        grid.refresh();
        tools.refresh();
    }

    private void fillMenu(Menu menu) {
        Menus.command(menu, getSite(), ClusterCommands.SHOW, "eye");
        Menus.line(menu);
        Menus.command(menu, getSite(), ClusterCommands.MOVE, "send");
        Menus.command(menu, getSite(), ClusterCommands.GATHER, "new");
        Menus.line(menu);
        Menus.command(menu, getSite(), ClusterCommands.SIMILAR, "similar");
        Menus.command(menu, getSite(), IWorkbenchCommandConstants.EDIT_SELECT_ALL, "");
    }

    private final class Shown implements CropGrid.Crops {
        private int row(int index) {
            return desk.outliers()[index];
        }

        @Override
        public int size() {
            return desk.outliers().length;
        }

        @Override
        public CropPlace place(int index) {
            return desk.place(row(index));
        }

        @Override
        public String words(int index) {
            float sigma = desk.sigmas()[index];
            return Float.isFinite(sigma) ? Words.get("outliers.far", Words.number(sigma, 1)) : "–";
        }

        @Override
        public boolean selected(int index) {
            return desk.selection().rows().get(row(index));
        }

        @Override
        public boolean hovered(int index) {
            return desk.hover() == row(index);
        }

        @Override
        public void choose(int index, boolean toggle, boolean extend) {
            desk.choose(desk.outliers(), index, toggle, extend);
        }

        @Override
        public void clear() {
            desk.choose(null);
        }

        @Override
        public void hover(int index) {
            desk.hover(index < 0 ? -1 : row(index));
        }

        @Override
        public void open(int index) {
            desk.show(row(index));
        }

        @Override
        public int focus() {
            int[] all = desk.outliers();
            for (int i = 0; i < all.length; i++)
                if (all[i] == desk.selection().focus())
                    return i;
            return -1;
        }

        @Override
        public String accessible() {
            return Words.get("outliers.accessible", size());
        }
    }

    /** What is said above them, for tests. */
    public String noteText() {
        return note.getText();
    }

    @Override
    public void setFocus() {
        grid.setFocus();
    }
}
