package org.loupe.ui.internal;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.viewers.CellEditor;
import org.eclipse.jface.viewers.ColumnViewerEditorActivationEvent;
import org.eclipse.jface.viewers.ColumnViewerEditorActivationStrategy;
import org.eclipse.jface.viewers.ColumnViewerEditor;
import org.eclipse.jface.viewers.ColumnViewerToolTipSupport;
import org.eclipse.jface.viewers.ICellModifier;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.viewers.TextCellEditor;
import org.eclipse.jface.viewers.TreeViewer;
import org.eclipse.jface.viewers.TreeViewerEditor;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.ui.part.ViewPart;
import org.eclipse.ui.views.properties.PropertySheet;
import org.loupe.model.ImageSet;
import org.loupe.model.Named;
import org.loupe.model.Recipe;
import org.loupe.model.RunEntry;
import org.loupe.ui.Contexts;
import org.loupe.ui.Icons;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Parts;
import org.loupe.ui.Session;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.ui.internal.project.ProjectEdits;
import org.loupe.ui.internal.project.ProjectTree;
import org.loupe.ui.internal.project.TreeOrder;
import org.loupe.ui.internal.run.Runs;
import org.loupe.ui.internal.start.Projects;
import org.loupe.workspace.ProjectFile;

/** The project's tree: image sets, recipes, runs, classes and reports, with their counts and states. */
public final class ProjectView extends ViewPart {
    private static final int SOON = 60;

    private Session session;
    private ProjectTree content;
    private TreeViewer tree;
    private Link empty, readOnly;
    private Label lock;
    private Composite page, bar;
    private boolean selecting, waiting, wasRunning;

    @Override
    public void createPartControl(Composite parent) {
        session = getSite().getService(Session.class);
        Parts.title(this, parent, "project", this::setTitleImage);
        page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        createBar();
        empty = new Link(page, SWT.WRAP);
        ToolRow.style(empty, "loupe-hint");
        empty.setText(Words.get("project.noneHint"));
        empty.addListener(SWT.Selection, e -> ToolRow.execute(getSite(),
                e.text.equals("sample") ? Ids.OPEN_SAMPLE : Ids.INSPECT_FOLDER));
        GridDataFactory.fillDefaults().grab(true, false).indent(12, 12).hint(160, SWT.DEFAULT).applyTo(empty);
        createTree();
        session.listen(page, Session.Event.PROJECT, this::showProject);
        session.listen(page, Session.Event.PROGRESS, this::showRunning);
        session.listen(page, Session.Event.RUN, () -> session.results().ifPresent(r -> select(r.entry())));
        session.listen(page, Session.Event.RECIPE, () -> session.recipe().ifPresent(this::select));
        for (Session.Event event : List.of(Session.Event.MODEL, Session.Event.RUNS, Session.Event.IMAGES,
                Session.Event.RUN, Session.Event.RECIPE))
            session.listen(page, event, this::refreshSoon);
        Palette.onChange(page, () -> {
            showTitle();
            refresh();
        });
        showProject();
    }

    /** Says over the tree that the project is read-only, and who holds it. */
    private void createBar() {
        bar = new Composite(page, SWT.NONE);
        ToolRow.style(bar, "loupe-help");
        GridLayoutFactory.fillDefaults().numColumns(2).margins(10, 6).applyTo(bar);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(bar);
        lock = new Label(bar, SWT.NONE);
        ToolRow.style(lock, "loupe-help");
        GridDataFactory.fillDefaults().align(SWT.CENTER, SWT.BEGINNING).applyTo(lock);
        readOnly = new Link(bar, SWT.WRAP);
        ToolRow.style(readOnly, "loupe-help");
        GridDataFactory.fillDefaults().grab(true, false).hint(120, SWT.DEFAULT).applyTo(readOnly);
        readOnly.addListener(SWT.Selection, e -> session.project().ifPresent(p -> {
            if (session.close())
                Projects.open(session, p.folder());
        }));
    }

    private void createTree() {
        tree = new TreeViewer(page, SWT.MULTI | SWT.FULL_SELECTION | SWT.V_SCROLL);
        tree.setUseHashlookup(true);
        content = new ProjectTree(session, getSite().getService(Runs.class), this::refreshSoon);
        GridDataFactory.fillDefaults().grab(true, true).indent(0, 2).applyTo(tree.getControl());
        tree.setContentProvider(content.children());
        tree.setLabelProvider(content.labels());
        ColumnViewerToolTipSupport.enableFor(tree);
        tree.getTree().addListener(SWT.EraseItem, this::erase);
        tree.getTree().addListener(SWT.PaintItem, this::paintCount);
        tree.addSelectionChangedListener(e -> {
            if (!selecting && e.getStructuredSelection().size() == 1)
                chosen(e.getStructuredSelection().getFirstElement());
        });
        tree.addDoubleClickListener(e -> ToolRow.execute(getSite(), Ids.PROJECT_OPEN));
        getSite().setSelectionProvider(tree);
        TreeOrder.allow(tree, session);
        editNames();
        MenuManager menu = new MenuManager();
        tree.getTree().setMenu(menu.createContextMenu(tree.getTree()));
        getSite().registerContextMenu(menu, tree);
        Contexts.whileFocused(tree.getTree(), getSite(), Ids.PROJECT_CONTEXT);
        tree.getTree().addListener(SWT.FocusIn, e -> tree.getTree().redraw());
        tree.getTree().addListener(SWT.FocusOut, e -> tree.getTree().redraw());
    }

    /** Names are edited in place, when the command says so. */
    private void editNames() {
        TreeViewerEditor.create(tree, new ColumnViewerEditorActivationStrategy(tree) {
            @Override
            protected boolean isEditorActivationEvent(ColumnViewerEditorActivationEvent event) {
                return event.eventType == ColumnViewerEditorActivationEvent.PROGRAMMATIC;
            }
        }, ColumnViewerEditor.DEFAULT);
        tree.setColumnProperties(new String[] { "name" });
        tree.setCellEditors(new CellEditor[] { new TextCellEditor(tree.getTree()) });
        tree.setCellModifier(new ICellModifier() {
            @Override
            public boolean canModify(Object element, String property) {
                return renamable(element);
            }

            @Override
            public Object getValue(Object element, String property) {
                return ((Named) element).getName();
            }

            @Override
            public void modify(Object item, String property, Object value) {
                ProjectEdits.rename(session, (Named) ((TreeItem) item).getData(), (String) value);
            }
        });
    }

    private boolean renamable(Object element) {
        return element instanceof Named && session.project().filter(p -> !p.readOnly()).isPresent();
    }

    /** Edits the name of the chosen object in its place. */
    public void rename() {
        Object element = tree.getStructuredSelection().getFirstElement();
        if (renamable(element))
            tree.editElement(element, 0);
    }

    /** The chosen objects of the project; headings do not count. */
    public List<Named> chosen() {
        List<Named> chosen = new ArrayList<>();
        for (Object element : (Iterable<?>) tree.getStructuredSelection())
            if (element instanceof Named named)
                chosen.add(named);
        return chosen;
    }

    /** The tree, for tests. */
    public TreeViewer tree() {
        return tree;
    }

    /** Selection in the theme's colours, over the whole row. */
    private void erase(Event e) {
        if ((e.detail & SWT.SELECTED) == 0)
            return;
        e.gc.setBackground(Palette.color(tree.getTree().isFocusControl() ? Token.SELECTION : Token.SELECTION_OFF));
        e.gc.fillRectangle(0, e.y, Parts.ROW_WIDTH, e.height);
        e.gc.setForeground(Palette.color(Token.TEXT));
        e.detail &= ~(SWT.SELECTED | SWT.HOT);
    }

    private void paintCount(Event e) {
        TreeItem item = (TreeItem) e.item;
        String text = content.count(item.getData(), item.getExpanded());
        if (text.isEmpty())
            return;
        e.gc.setFont(Palette.font(Type.SMALL));
        Point size = e.gc.textExtent(text);
        int right = tree.getTree().getClientArea().width - 10;
        if (item.getBounds().x + item.getBounds().width + size.x > right)
            return; // no room beside the name
        e.gc.setForeground(Palette.color(Token.TEXT2));
        e.gc.drawText(text, right - size.x, e.y + (item.getBounds().height - size.y) / 2, true);
    }

    /** What is chosen is shown by the other parts. */
    private void chosen(Object element) {
        if (element instanceof ImageSet set && session.imageSet().orElse(null) != set)
            session.imageSet(set);
        else if (element instanceof Recipe recipe && session.recipe().orElse(null) != recipe)
            session.recipe(recipe);
        else if (element instanceof RunEntry run)
            getSite().getService(Runs.class).show(run);
        else if (content.more(element))
            refresh();
    }

    private void showProject() {
        ProjectFile project = session.project().orElse(null);
        Parts.visible(empty, project == null);
        Parts.visible(tree.getControl(), project != null);
        Parts.visible(bar, project != null && project.readOnly());
        if (project != null && project.readOnly())
            readOnly.setText(project.holder().map(who -> Words.get("project.readOnly", who))
                    .orElse(Words.get("project.readOnlyFolder")));
        showTitle();
        content.reset();
        selecting = true;
        tree.setInput(project);
        selecting = false;
        if (project != null) {
            tree.expandToLevel(2);
            content.firstExpanded(project.project()).forEach(heading -> tree.setExpandedState(heading, true));
            session.recipe().ifPresent(this::select);
            session.ui(this::leaveProperties);
        }
        page.layout(true, true);
    }

    /** The Properties view tells of the part that was active before it; that of the last project is gone. */
    private void leaveProperties() {
        if (!page.isDisposed() && getSite().getPage().getActivePart() instanceof PropertySheet)
            getSite().getPage().activate(this);
    }

    private void showTitle() {
        boolean locked = session.project().filter(ProjectFile::readOnly).isPresent();
        setTitleImage(Icons.get(locked ? "lock" : "project", Token.TEXT2));
        lock.setImage(Icons.get("lock", Token.TEXT2));
    }

    /** A gesture such as a drag of a slider changes the model many times a second: one look at it is enough. */
    private void refreshSoon() {
        if (waiting)
            return;
        waiting = true;
        page.getDisplay().timerExec(SOON, () -> {
            waiting = false;
            if (!page.isDisposed())
                refresh();
        });
    }

    private void refresh() {
        if (session.project().isEmpty() || tree.isCellEditorActive())
            return;
        content.update();
        Object[] expanded = tree.getExpandedElements();
        selecting = true;
        tree.refresh();
        tree.setExpandedElements(expanded);
        selecting = false;
    }

    /** The run under way has another icon than one that was interrupted. */
    private void showRunning() {
        boolean running = session.task().isPresent();
        if (running != wasRunning) {
            wasRunning = running;
            refresh();
        }
    }

    /** Selects what another part has chosen, unless it is among what is selected. */
    public void select(Object element) {
        if (tree.getStructuredSelection().toList().contains(element))
            return;
        IStructuredSelection before = tree.getStructuredSelection();
        selecting = true;
        if (tree.testFindItem(element) == null)
            tree.refresh(); // it has only just come
        tree.setSelection(new StructuredSelection(element), true);
        if (tree.getStructuredSelection().isEmpty())
            tree.setSelection(before);
        selecting = false;
    }

    @Override
    public void setFocus() {
        if (tree.getControl().isVisible())
            tree.getControl().setFocus();
        else
            empty.setFocus();
    }
}
