package org.loupe.ui.internal;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.jface.viewers.ITreeContentProvider;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.viewers.TreeViewer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.ui.part.ViewPart;
import org.loupe.model.ImageSet;
import org.loupe.model.Project;
import org.loupe.model.Recipe;
import org.loupe.model.RunEntry;
import org.loupe.model.RunState;
import org.loupe.ui.Icons;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Parts;
import org.loupe.ui.Session;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;

/** The project's tree: image sets, recipes and runs. */
public final class ProjectView extends ViewPart {
    private Session session;
    private TreeViewer tree;
    private Label empty;
    private Composite page;
    private boolean selecting, wasRunning;

    /** A heading of the tree. */
    private enum Group {
        IMAGE_SETS("project.imageSets", "folder"), RECIPES("project.recipes", "recipe"), RUNS("project.runs", "run");

        private final String key, icon;

        Group(String key, String icon) {
            this.key = key;
            this.icon = icon;
        }

        private List<?> of(Project project) {
            return switch (this) {
                case IMAGE_SETS -> project.getImageSets();
                case RECIPES -> project.getRecipes();
                case RUNS -> {
                    List<RunEntry> newestFirst = new ArrayList<>(project.getRuns());
                    java.util.Collections.reverse(newestFirst);
                    yield newestFirst;
                }
            };
        }
    }

    private final class Content implements ITreeContentProvider {
        @Override
        public Object[] getElements(Object input) {
            return new Object[] { session.project().get().project() };
        }

        @Override
        public Object[] getChildren(Object parent) {
            if (parent instanceof Project)
                return Group.values();
            return parent instanceof Group group && session.project().isPresent()
                    ? group.of(session.project().get().project()).toArray() : new Object[0];
        }

        @Override
        public Object getParent(Object element) {
            if (element instanceof ImageSet)
                return Group.IMAGE_SETS;
            if (element instanceof Recipe)
                return Group.RECIPES;
            if (element instanceof RunEntry)
                return Group.RUNS;
            return element instanceof Group && session.project().isPresent() ? session.project().get().project() : null;
        }

        @Override
        public boolean hasChildren(Object element) {
            return getChildren(element).length > 0;
        }
    }

    private final class Labels extends ColumnLabelProvider {
        @Override
        public String getText(Object element) {
            if (element instanceof Group group)
                return Words.get(group.key);
            if (element instanceof RunEntry run)
                return run.getNumber() + " " + run.getRecipe();
            return element instanceof org.loupe.model.Named named ? named.getName() : "";
        }

        @Override
        public Image getImage(Object element) {
            if (element instanceof Project)
                return Icons.get("project", Token.TEXT2);
            if (element instanceof Group group)
                return Icons.get(group.icon, Token.TEXT2);
            if (element instanceof ImageSet)
                return Icons.get("image", Token.TEXT2);
            if (element instanceof Recipe)
                return Icons.get("recipe", Token.TEXT2);
            return element instanceof RunEntry run ? runIcon(run) : null;
        }

        private Image runIcon(RunEntry run) {
            boolean live = session.task().isPresent();
            return switch (run.getState()) {
                case FINISHED -> run.getErrors() > 0 ? Icons.get("warning", Token.WARN) : Icons.get("ok", Token.OK);
                case RUNNING -> live ? Icons.get("clock", Token.ACCENT) : Icons.get("warning", Token.WARN);
                case CANCELLED -> Icons.get("stop", Token.TEXT2);
                case FAILED -> Icons.get("error", Token.ERROR);
            };
        }
    }

    /** What stands at the right of a row. */
    private String count(Object element) {
        if (element instanceof ImageSet set)
            return session.imageSet().orElse(null) == set && !session.items().isEmpty()
                    ? Words.number(session.items().size(), 0) : "";
        if (element instanceof RunEntry run)
            return switch (run.getState()) {
                case FINISHED -> run.getErrors() > 0 ? Words.get("project.errors", run.getErrors())
                        : Words.number(run.getDetections(), 0);
                case CANCELLED -> Words.get("project.cancelled");
                case FAILED -> Words.get("project.failed");
                case RUNNING -> session.task().isPresent() ? Words.get("project.running")
                        : Words.get("project.interrupted");
            };
        if (element instanceof Recipe recipe)
            return lastRun(recipe);
        return "";
    }

    private String lastRun(Recipe recipe) {
        String last = "";
        for (RunEntry run : session.project().get().project().getRuns())
            if (run.getRecipe().equals(recipe.getName()) && run.getState() != RunState.FAILED)
                last = Words.get("project.lastRun", run.getNumber());
        return last;
    }

    @Override
    public void createPartControl(Composite parent) {
        session = getSite().getService(Session.class);
        Parts.title(this, parent, "project", this::setTitleImage);
        page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        empty = new Label(page, SWT.WRAP);
        ToolRow.style(empty, "loupe-hint");
        empty.setText(Words.get("project.none"));
        GridDataFactory.fillDefaults().grab(true, false).indent(12, 12).hint(160, SWT.DEFAULT).applyTo(empty);
        tree = new TreeViewer(page, SWT.SINGLE | SWT.FULL_SELECTION | SWT.V_SCROLL);
        GridDataFactory.fillDefaults().grab(true, true).indent(0, 2).applyTo(tree.getControl());
        tree.setContentProvider(new Content());
        tree.setLabelProvider(new Labels());
        tree.getTree().addListener(SWT.EraseItem, this::erase);
        tree.getTree().addListener(SWT.PaintItem, this::paintCount);
        tree.addSelectionChangedListener(e -> {
            if (!selecting)
                chosen(e.getStructuredSelection().getFirstElement());
        });
        getSite().setSelectionProvider(tree);
        session.listen(page, Session.Event.PROJECT, this::showProject);
        session.listen(page, Session.Event.PROGRESS, this::showRunning);
        session.listen(page, Session.Event.RUN, () -> session.results().ifPresent(r -> select(r.entry())));
        for (Session.Event event : List.of(Session.Event.MODEL, Session.Event.IMAGES, Session.Event.RUN,
                Session.Event.RECIPE))
            session.listen(page, event, this::refresh);
        Palette.onChange(page, this::refresh);
        showProject();
    }

    /** Selection in the theme's colours, over the whole row. */
    private void erase(Event e) {
        if ((e.detail & SWT.SELECTED) == 0)
            return;
        e.gc.setBackground(Palette.color(tree.getTree().isFocusControl() ? Token.SELECTION : Token.SELECTION_OFF));
        e.gc.fillRectangle(0, e.y, tree.getTree().getClientArea().width, e.height);
        e.gc.setForeground(Palette.color(Token.TEXT));
        e.detail &= ~(SWT.SELECTED | SWT.HOT);
    }

    private void paintCount(Event e) {
        String text = count(((TreeItem) e.item).getData());
        if (text.isEmpty())
            return;
        e.gc.setFont(Palette.font(Type.SMALL));
        Point size = e.gc.textExtent(text);
        int right = tree.getTree().getClientArea().width - 10;
        TreeItem item = (TreeItem) e.item;
        if (item.getBounds().x + item.getBounds().width + size.x > right)
            return; // no room beside the name
        e.gc.setForeground(Palette.color(Token.TEXT2));
        e.gc.drawText(text, right - size.x, e.y + (item.getBounds().height - size.y) / 2, true);
    }

    private void chosen(Object element) {
        if (element instanceof ImageSet set)
            session.imageSet(set);
        else if (element instanceof Recipe recipe)
            session.recipe(recipe);
        else if (element instanceof RunEntry run && run.getState() != RunState.RUNNING)
            session.show(run);
    }

    private void showProject() {
        boolean open = session.project().isPresent();
        show(empty, !open);
        show(tree.getControl(), open);
        tree.setInput(session.project().orElse(null));
        if (open) {
            tree.expandAll();
            session.project().get().project().getRecipes().stream().findFirst().ifPresent(this::select);
        }
        page.layout(true, true);
    }

    private void refresh() {
        if (session.project().isEmpty())
            return;
        Object[] expanded = tree.getExpandedElements();
        tree.refresh();
        tree.setExpandedElements(expanded);
        for (Group group : Group.values())
            if (tree.getExpandedState(group) || !group.of(session.project().get().project()).isEmpty())
                tree.setExpandedState(group, true);
    }

    /** The run under way has another icon than one that was interrupted. */
    private void showRunning() {
        boolean running = session.task().isPresent();
        if (running != wasRunning) {
            wasRunning = running;
            refresh();
        }
    }

    /** Selects what another part has chosen. */
    private void select(Object element) {
        selecting = true;
        tree.setSelection(new StructuredSelection(element), true);
        selecting = false;
    }

    private static void show(org.eclipse.swt.widgets.Control control, boolean on) {
        ((GridData) control.getLayoutData()).exclude = !on;
        control.setVisible(on);
    }

    @Override
    public void setFocus() {
        tree.getControl().setFocus();
    }
}
