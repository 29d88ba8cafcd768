package org.loupe.ui.viewer.internal.clusters;

import java.util.List;
import java.util.Optional;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorReference;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.IWorkbenchCommandConstants;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.handlers.IHandlerService;
import org.loupe.ui.Contexts;
import org.loupe.ui.Failures;
import org.loupe.ui.Parts;
import org.loupe.ui.Session;
import org.loupe.ui.ToolButton;
import org.loupe.ui.ToolButton.Look;
import org.loupe.ui.ToolRow;
import org.loupe.ui.UnsavedEditor;
import org.loupe.ui.Words;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.viewer.internal.Menus;

/** The clusters of the clustering that is looked at, each as a line of its crops. */
public final class ClustersEditor extends UnsavedEditor {
    private Session session;
    private ClusterDesk desk;
    private Composite page;
    private ToolRow tools;
    private ToolButton order, representatives, save;
    private Link empty;
    private ClusterList list;

    /** Opens it, or brings it to the front. @param activate whether it gets the focus */
    static Optional<ClustersEditor> show(IWorkbenchPage page, boolean activate) {
        try {
            if (page.openEditor(ClustersInput.ONE, Ids.CLUSTERS_EDITOR, activate,
                    IWorkbenchPage.MATCH_ID) instanceof ClustersEditor editor) {
                if (!activate)
                    page.bringToTop(editor);
                return Optional.of(editor);
            }
        } catch (PartInitException e) {
            Failures.log(e);
        }
        return Optional.empty();
    }

    /** The one that is open in a page. */
    public static Optional<ClustersEditor> of(IWorkbenchPage page) {
        if (page != null)
            for (IEditorReference each : page.findEditors(null, Ids.CLUSTERS_EDITOR, IWorkbenchPage.MATCH_ID))
                if (each.getPart(false) instanceof ClustersEditor editor)
                    return Optional.of(editor);
        return Optional.empty();
    }

    @Override
    public void init(IEditorSite site, IEditorInput input) {
        setSite(site);
        setInput(input);
        session = site.getService(Session.class);
        desk = ClusterDesk.of(session);
    }

    @Override
    public void createPartControl(Composite parent) {
        Parts.title(this, parent, "gallery", this::setTitleImage);
        page = new Composite(parent, SWT.NONE);
        ToolRow.style(page, "loupe-part");
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        tools = new ToolRow(page, getSite()).fillWidth();
        tools.command(ClusterCommands.MERGE, "merge", Words.get("clusters.tool.merge"));
        tools.command(ClusterCommands.SPLIT, "split", Words.get("clusters.tool.split"));
        tools.command(ClusterCommands.NAME, "rename", Words.get("clusters.tool.name"));
        tools.line();
        tools.command(ClusterCommands.SIMILAR, "similar", Words.get("clusters.tool.similar"));
        tools.line();
        order = tools.command(ClusterCommands.ORDER, "sort", " ");
        representatives = tools.command(ClusterCommands.REPRESENTATIVES, "target");
        tools.spring();
        save = tools.add(new ToolButton(tools, "label", " ", Look.PRIMARY,
                () -> ToolRow.execute(getSite(), ClusterCommands.SAVE)));
        save.unless(() -> ClusterSaving.obstacle(desk));
        empty = new Link(page, SWT.WRAP);
        ToolRow.style(empty, "loupe-hint");
        GridDataFactory.fillDefaults().grab(true, false).indent(12, 12).hint(300, SWT.DEFAULT).applyTo(empty);
        empty.addListener(SWT.Selection, e -> ToolRow.execute(getSite(), ClusterCommands.NEW));
        list = new ClusterList(page, desk);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(list);
        Contexts.whileFocused(list, getSite(), ClusterCommands.CONTEXT);
        Menus.context(list, this::fillMenu);
        IHandlerService handlers = getSite().getService(IHandlerService.class);
        handlers.activateHandler(IWorkbenchCommandConstants.EDIT_SELECT_ALL, ClusterCommands.selectAll());
        desk.listen(page, ClusterDesk.Event.SORTED, this::update);
        desk.listen(page, ClusterDesk.Event.SELECTION, tools::refresh);
        session.listen(page, Session.Event.PROJECT, () -> {
            if (session.project().isEmpty())
                getSite().getPage().closeEditor(this, false);
            else
                update();
        });
        session.listen(page, Session.Event.PROGRESS, this::showEmpty);
        update();
    }

    private void update() {
        boolean shown = desk.clusters().isPresent();
        setPartName(desk.entry().map(entry -> Words.get("clusters.tab", entry.getName()))
                .orElse(Words.get("clusters.tabNone")));
        showEmpty();
        Lists.visible(list, shown);
        Lists.visible(tools, shown);
        order.text(desk.order().words() + " ▾");
        save.text(Words.get("clusters.tool.save", ClusterSaving.named(desk).size()));
        tools.layout(true, true);
        tools.refresh();
        save.redraw();
        page.layout(true, true);
    }

    private void showEmpty() {
        boolean shown = desk.clusters().isPresent();
        String words = shown ? "" : session.project().isEmpty() ? Words.get("clusters.noProject")
                : ClusterOpening.of(session).problem().orElse(Words.get("clusters.empty"));
        if (!empty.getText().equals(words)) {
            empty.setText(words);
            page.layout(true, true);
        }
        Lists.visible(empty, !shown);
    }

    private void fillMenu(Menu menu) {
        Menus.command(menu, getSite(), ClusterCommands.SHOW, "eye");
        Menus.line(menu);
        Menus.command(menu, getSite(), ClusterCommands.MOVE, "send");
        Menus.command(menu, getSite(), ClusterCommands.GATHER, "new");
        Menus.command(menu, getSite(), ClusterCommands.OUTLIERS, "outlier");
        Menus.line(menu);
        Menus.command(menu, getSite(), ClusterCommands.NAME, "rename");
        Menus.command(menu, getSite(), ClusterCommands.NAME_NEXT, "next");
        Menus.command(menu, getSite(), ClusterCommands.SPLIT, "split");
        Menus.command(menu, getSite(), ClusterCommands.MERGE, "merge");
        Menu with = Menus.sub(menu, Words.get("clusters.menu.mergeWith"));
        for (ClusterRow other : desk.rows())
            if (!other.id().equals(desk.current()) && desk.row(desk.current()).isPresent())
                Menus.action(with, other.name(), () -> desk.actions().merge(List.of(desk.current(), other.id())));
        Menus.line(menu);
        Menus.command(menu, getSite(), ClusterCommands.SIMILAR, "similar");
        Menus.command(menu, getSite(), ClusterCommands.SAVE, "label");
        Menus.line(menu);
        desk.chosenCrops().offer(Menus.sub(menu, Words.get("clusters.menu.representatives")));
        Menus.command(menu, getSite(), ClusterCommands.EXAMPLES, "send");
        Menus.line(menu);
        Menus.command(menu, getSite(), ClusterCommands.ZOOM_IN, "zoom-in");
        Menus.command(menu, getSite(), ClusterCommands.ZOOM_OUT, "zoom-out");
        Menus.command(menu, getSite(), IWorkbenchCommandConstants.EDIT_SELECT_ALL, "");
    }

    /** Offers what may come first. */
    void orderMenu() {
        Menus.drop(order, menu -> {
            for (CropOrder each : CropOrder.values())
                Menus.choice(menu, each.words(), desk.order() == each, () -> desk.order(each));
        });
    }

    /** Offers how many crops stand for each cluster. */
    void representativesMenu() {
        Menus.drop(representatives, desk.chosenCrops()::offer);
    }

    /** The clusters. */
    public ClusterList list() {
        return list;
    }

    /** What is said when there are none, for tests. */
    public String emptyText() {
        return empty.getText();
    }

    /** The button that saves them as labels, for tests. */
    public ToolButton save() {
        return save;
    }

    @Override
    public void setFocus() {
        if (list.isVisible())
            list.setFocus();
        else
            empty.setFocus();
    }
}
