package org.loupe.ui.viewer.internal.clusters;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.ui.part.ViewPart;
import org.loupe.ui.Contexts;
import org.loupe.ui.NumberField;
import org.loupe.ui.Parts;
import org.loupe.ui.Session;
import org.loupe.ui.ToolButton;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.internal.Menus;
import org.loupe.workspace.clusters.Clusters;

/** The tree of the clustering that is looked at, with the line that cuts it into clusters. */
public final class DendrogramView extends ViewPart implements DendrogramCanvas.Host {
    private static final int FIELD = 56;

    private Session session;
    private ClusterDesk desk;
    private Composite page;
    private ToolRow tools;
    private ToolButton method, linkage;
    private Label word;
    private NumberField number;
    private Link empty;
    private DendrogramCanvas canvas;

    @Override
    public void createPartControl(Composite parent) {
        session = getSite().getService(Session.class);
        desk = ClusterDesk.of(session);
        Parts.title(this, parent, "dendrogram", this::setTitleImage);
        page = new Composite(parent, SWT.NONE);
        ToolRow.style(page, "loupe-part");
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        tools = new ToolRow(page, getSite()).fillWidth();
        method = tools.command(ClusterCommands.METHOD, "", " ");
        linkage = tools.command(ClusterCommands.LINKAGE, "", " ");
        tools.spring();
        word = tools.add(new Label(tools, SWT.NONE));
        word.setText(Words.get("dendrogram.clusters"));
        ToolRow.style(word, "loupe-bar loupe-hint");
        number = tools.add(new NumberField(tools, 1, this::typed));
        GridDataFactory.swtDefaults().hint(FIELD, SWT.DEFAULT).applyTo(number);
        number.setToolTipText(Words.get("dendrogram.clusters"));
        number.setData("name", Words.get("dendrogram.clusters"));
        empty = new Link(page, SWT.WRAP);
        ToolRow.style(empty, "loupe-hint");
        GridDataFactory.fillDefaults().grab(true, false).indent(12, 12).hint(160, SWT.DEFAULT).applyTo(empty);
        empty.addListener(SWT.Selection, e -> ToolRow.execute(getSite(), ClusterCommands.NEW));
        canvas = new DendrogramCanvas(page, this);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(canvas);
        Contexts.whileFocused(canvas, getSite(), ClusterCommands.DENDROGRAM_CONTEXT);
        Menus.context(canvas, this::fillMenu);
        desk.listen(page, ClusterDesk.Event.SORTED, this::update);
        desk.listen(page, ClusterDesk.Event.CUTTING, () -> {
            if (canvas.isVisible())
                canvas.colour(desk.of());
        });
        desk.listen(page, ClusterDesk.Event.SELECTION, () -> {
            canvas.select(desk.selection().rows());
            tools.refresh();
        });
        session.listen(page, Session.Event.PROJECT, this::update);
        ClusterOpening.of(session).begin(getSite().getPage(), page);
        update();
    }

    private void update() {
        Clusters now = desk.clusters().orElse(null);
        boolean tree = now != null && now.hierarchy().isPresent();
        empty.setText(tree ? "" : now != null ? Words.get("dendrogram.noTree", ClusterWords.method(session, now))
                : Words.get(session.project().isEmpty() ? "clusters.noProject" : "clusters.empty"));
        Lists.visible(empty, !tree);
        Lists.visible(canvas, tree);
        Lists.visible(tools, now != null);
        tools.show(linkage, now != null && !ClusterWords.linkage(session, now).isEmpty());
        tools.show(word, tree);
        tools.show(number, tree);
        if (now != null) {
            method.text(ClusterWords.method(session, now) + " ▾");
            linkage.text(ClusterWords.linkage(session, now) + " ▾");
            number.value(String.valueOf(now.clusters().size()), false);
        }
        canvas.show(tree ? now.hierarchy().get() : null, desk.of(), tree ? now.cut() : 0,
                tree ? ClusterWords.proposedGroups(now) : 0, tree && now.cut() > 0 && !desk.readOnly());
        canvas.select(desk.selection().rows());
        tools.layout(true, true);
        page.layout(true, true);
        tools.refresh();
    }

    private void typed(String text) {
        Clusters now = desk.clusters().orElse(null);
        if (now == null || !text.matches("\\d{1,7}")) {
            number.wrong(!text.matches("\\d{1,7}"));
            return;
        }
        int wanted = Math.max(1, Math.min(now.rows(), Integer.parseInt(text)));
        if (wanted != now.clusters().size())
            desk.actions().cutInto(wanted);
    }

    private void fillMenu(Menu menu) {
        Menus.command(menu, getSite(), ClusterCommands.CUT_HERE, "cut");
        Menus.command(menu, getSite(), ClusterCommands.SPLIT, "split");
        Menus.command(menu, getSite(), ClusterCommands.MERGE, "merge");
        Menus.command(menu, getSite(), ClusterCommands.NAME, "rename");
        Menus.command(menu, getSite(), ClusterCommands.OUTLIERS, "outlier");
        Menus.line(menu);
        Menus.command(menu, getSite(), ClusterCommands.SAVE, "label");
        Menus.command(menu, getSite(), ClusterCommands.SIMILAR, "similar");
        Menus.line(menu);
        Menus.command(menu, getSite(), ClusterCommands.ZOOM_IN, "zoom-in");
        Menus.command(menu, getSite(), ClusterCommands.ZOOM_OUT, "zoom-out");
        Menus.command(menu, getSite(), ClusterCommands.FIT, "fit");
    }

    @Override
    public Color fill(int cluster) {
        return desk.fill(desk.shown().get(cluster));
    }

    @Override
    public Color stroke(int cluster) {
        return desk.stroke(desk.shown().get(cluster));
    }

    @Override
    public void cutting(int clusters) {
        desk.cutting(clusters);
    }

    @Override
    public void cut(int clusters) {
        desk.actions().cut(clusters);
    }

    @Override
    public void choose(int[] rows, int keys) {
        int[] of = desk.of();
        if (rows.length > 0 && of[rows[0]] >= 0 && of[rows[0]] < desk.rows().size())
            desk.current(desk.rows().get(of[rows[0]]).id());
        desk.choose(rows, (keys & SWT.MOD1) != 0);
    }

    /** The tree. */
    public DendrogramCanvas canvas() {
        return canvas;
    }

    /** The number of clusters that can be typed, for tests. */
    public NumberField number() {
        return number;
    }

    /** What is said when there is no tree, for tests. */
    public String emptyText() {
        return empty.getText();
    }

    /** The button of the method, under which others are offered. */
    ToolButton method() {
        return method;
    }

    /** The button of the linkage. */
    ToolButton linkage() {
        return linkage;
    }

    @Override
    public void setFocus() {
        if (canvas.isVisible())
            canvas.setFocus();
        else
            empty.setFocus();
    }
}
