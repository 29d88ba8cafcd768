package org.loupe.ui.viewer.internal.clusters;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.ui.IWorkbenchCommandConstants;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.part.ViewPart;
import org.loupe.model.DefectClass;
import org.loupe.ui.Contexts;
import org.loupe.ui.Parts;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.CropPlace;
import org.loupe.ui.viewer.internal.Menus;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.clusters.Similar;
import org.loupe.workspace.crops.Crop;
import org.loupe.workspace.labels.DefectClasses;

/** Defects of the project that are like those that were selected, nearest first, to be taken into their cluster. */
public final class SimilarView extends ViewPart {
    private final CropSelection selection = new CropSelection();
    private Session session;
    private ClusterDesk desk;
    private SimilarCrops similar;
    private Composite page;
    private ToolRow tools;
    private Label note;
    private CropGrid grid;
    private int hovered = -1;

    @Override
    public void createPartControl(Composite parent) {
        session = getSite().getService(Session.class);
        desk = ClusterDesk.of(session);
        Parts.title(this, parent, "similar", this::setTitleImage);
        page = new Composite(parent, SWT.NONE);
        ToolRow.style(page, "loupe-part");
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        similar = new SimilarCrops(desk, page);
        tools = new ToolRow(page, getSite()).fillWidth();
        note = tools.add(new Label(tools, SWT.NONE));
        ToolRow.style(note, "loupe-bar loupe-hint");
        GridDataFactory.swtDefaults().align(SWT.FILL, SWT.CENTER).grab(true, false).hint(60, SWT.DEFAULT).indent(4, 0)
                .applyTo(note);
        tools.command(ClusterCommands.ACCEPT, "accept", Words.get("similar.accept"));
        tools.command(ClusterCommands.SIMILAR, "similar");
        grid = new CropGrid(page, session, new Shown());
        GridDataFactory.fillDefaults().grab(true, true).applyTo(grid);
        Contexts.whileFocused(grid, getSite(), ClusterCommands.CONTEXT);
        CropDrag.from(grid, desk, (x, y) -> grid.at(x, y) < 0 ? -1 : row(grid.at(x, y)));
        Menus.context(grid, this::fillMenu);
        getSite().getService(IHandlerService.class).activateHandler(IWorkbenchCommandConstants.EDIT_SELECT_ALL,
                ClusterCommands.handler(() -> {
                    BitSet all = new BitSet();
                    all.set(0, hits().size());
                    selection.set(all);
                    link();
                }));
        similar.listen(() -> {
            selection.clear();
            update();
        });
        desk.listen(page, ClusterDesk.Event.SORTED, grid::redraw);
        update();
    }

    private List<Similar.Hit> hits() {
        return similar.found().map(SimilarCrops.Found::hits).orElse(List.of());
    }

    private int row(int index) {
        return similar.found().map(found -> found.rows()[index]).orElse(-1);
    }

    private void update() {
        SimilarCrops.Found found = similar.found().orElse(null);
        setPartName(found == null ? Words.get("similar.tab") : Words.get("similar.tabCount", found.hits().size()));
        note.setText(found == null ? Words.get("similar.empty")
                : Words.get("similar.note", found.asked(), found.pool()));
        note.setToolTipText(note.getText());
        grid.refresh();
        tools.refresh();
    }

    /** Looks for what is like the selected crops. */
    void find() {
        similar.find();
    }

    /** Whether there is something to take into a cluster. */
    boolean acceptable() {
        return !hits().isEmpty() && !selection.rows().isEmpty();
    }

    /**
     * Takes the selected ones into the cluster that was asked for: those of the clustering are moved there, the others
     * get labels of its class.
     */
    void accept() {
        SimilarCrops.Found found = similar.found().orElse(null);
        if (found == null || selection.rows().isEmpty())
            return;
        String to = found.of().isEmpty() ? desk.current() : found.of();
        ClusterRow cluster = desk.row(to).orElse(null);
        if (cluster == null) {
            session.status().message(Kind.INFO, Words.get("clusters.needs.one"));
            return;
        }
        BitSet inside = new BitSet();
        List<Crop> outside = selection.rows().stream().filter(i -> found.rows()[i] < 0)
                .mapToObj(i -> found.hits().get(i).crop()).toList();
        selection.rows().stream().map(i -> found.rows()[i]).filter(row -> row >= 0).forEach(inside::set);
        if (!outside.isEmpty() && !cluster.named()) {
            session.status().message(Kind.INFO, Words.get("similar.needsName", outside.size()));
            return;
        }
        session.edit(project -> {
            int code = DefectClasses.byName(project.project(), cluster.name()).map(DefectClass::getCode).orElse(0);
            if (!outside.isEmpty() && code == 0) {
                session.status().message(Kind.INFO, Words.get("similar.needsClass", cluster.name()));
                return;
            }
            if (!inside.isEmpty()) {
                desk.choose(inside);
                desk.actions().move(to);
            }
            if (!outside.isEmpty())
                label(project, outside, cluster.name(), code, inside.cardinality());
        });
    }

    /** Gives crops that are not in the clustering labels of a cluster's class. @param moved that are in it */
    private void label(ProjectFile project, List<Crop> crops, String name, int code, int moved) {
        session.desk().change(edit -> {
            for (Crop crop : crops)
                edit.add(edit.tile(project.labels().image(crop.image())), crop.shape(), code,
                        desk.entry().orElseThrow().getName(), "");
            return Words.get("similar.undo", crops.size());
        });
        session.status().message(Kind.INFO, moved == 0 ? Words.get("similar.done", crops.size(), name)
                : Words.get("similar.doneBoth", crops.size(), name, moved), ClusterActions.undo());
    }

    /** What is selected here is selected everywhere, as far as it is in the clustering. */
    private void link() {
        BitSet rows = new BitSet();
        selection.rows().stream().map(this::row).filter(row -> row >= 0).forEach(rows::set);
        desk.choose(rows.isEmpty() ? null : rows);
        grid.redraw();
        tools.refresh();
    }

    private void fillMenu(Menu menu) {
        Menus.command(menu, getSite(), ClusterCommands.ACCEPT, "accept");
        Menus.command(menu, getSite(), ClusterCommands.MOVE, "send");
        Menus.command(menu, getSite(), ClusterCommands.GATHER, "new");
        Menus.line(menu);
        Menus.command(menu, getSite(), ClusterCommands.SIMILAR, "similar");
        Menus.command(menu, getSite(), IWorkbenchCommandConstants.EDIT_SELECT_ALL, "");
    }

    private final class Shown implements CropGrid.Crops {
        @Override
        public int size() {
            return hits().size();
        }

        @Override
        public CropPlace place(int index) {
            return ClusterDesk.place(hits().get(index).crop());
        }

        @Override
        public String words(int index) {
            return Words.number(hits().get(index).distance(), 2);
        }

        @Override
        public boolean selected(int index) {
            return selection.rows().get(index);
        }

        @Override
        public boolean hovered(int index) {
            return index == hovered;
        }

        @Override
        public void choose(int index, boolean toggle, boolean extend) {
            int[] order = new int[size()];
            for (int i = 0; i < order.length; i++)
                order[i] = i;
            selection.choose(order, index, toggle, extend);
            link();
        }

        @Override
        public void clear() {
            selection.clear();
            link();
        }

        @Override
        public void hover(int index) {
            if (index == hovered)
                return;
            hovered = index;
            desk.hover(index < 0 ? -1 : row(index));
            grid.redraw();
        }

        @Override
        public void open(int index) {
            desk.show(hits().get(index).crop());
        }

        @Override
        public int focus() {
            return selection.focus();
        }

        @Override
        public String accessible() {
            return Words.get("similar.accessible", size());
        }
    }

    /** Number of the first few that are in the clustering, but not in a cluster, for tests. */
    public long elsewhere(int first, String cluster) {
        int own = desk.clusters().map(now -> now.index(cluster)).orElse(-1);
        return IntStream.range(0, first).map(this::row).filter(row -> row >= 0 && desk.of()[row] != own).count();
    }

    /** Number of defects that are listed, for tests. */
    public int found() {
        return hits().size();
    }

    /** The defects that are listed and are not in the clustering, by their place in the list, for tests. */
    public Map<Integer, Crop> others() {
        Map<Integer, Crop> others = new TreeMap<>();
        for (int i = 0; i < hits().size(); i++)
            if (row(i) < 0)
                others.put(i, hits().get(i).crop());
        return others;
    }

    /** The list, for tests. */
    public org.eclipse.swt.widgets.Canvas grid() {
        return grid;
    }

    @Override
    public void setFocus() {
        grid.setFocus();
    }
}
