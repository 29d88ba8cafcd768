package org.loupe.ui.internal.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

import org.eclipse.emf.common.util.EList;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.IPersistableElement;
import org.loupe.engine.Recipe;
import org.loupe.model.LoupeFactory;
import org.loupe.model.RecipeStep;
import org.loupe.model.Route;
import org.loupe.ui.Contexts;
import org.loupe.ui.Icons;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Parts;
import org.loupe.ui.Session;
import org.loupe.ui.ToolRow;
import org.loupe.ui.UnsavedEditor;
import org.loupe.ui.Words;
import org.loupe.ui.internal.Ids;
import org.loupe.workspace.RecipeComparison;
import org.loupe.workspace.RecipeComparison.Row;
import org.loupe.workspace.RecipeModel;

/**
 * Two recipes side by side: on the left another recipe, that of a run, or the tools' defaults; on the right a recipe of
 * the project, into which values are copied. Each copy is one command that can be undone.
 */
public final class CompareRecipes extends UnsavedEditor {
    private Session session;
    private Input input;
    private Composite page;
    private Label heading;
    private CompareCanvas canvas;
    private ToolRow tools;
    private Recipe left, right;

    /**
     * What is compared.
     *
     * @param left      makes the recipe on the left anew
     * @param leftName  what it is called
     * @param right     recipe of the project
     */
    public record Input(Supplier<Recipe> left, String leftName, org.loupe.model.Recipe right) implements IEditorInput {
        @Override
        public boolean exists() {
            return false; // not kept for the next start
        }

        @Override
        public ImageDescriptor getImageDescriptor() {
            return Icons.descriptor("recipe");
        }

        @Override
        public String getName() {
            return Words.get("compare.tab", leftName, right.getName());
        }

        @Override
        public IPersistableElement getPersistable() {
            return null;
        }

        @Override
        public String getToolTipText() {
            return getName();
        }

        @Override
        public <T> T getAdapter(Class<T> adapter) {
            return null;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Input o && o.right == right && o.leftName.equals(leftName);
        }

        @Override
        public int hashCode() {
            return Objects.hash(leftName, right.getName());
        }
    }

    @Override
    public void init(IEditorSite site, IEditorInput opened) {
        setSite(site);
        setInput(opened);
        input = (Input) opened;
        setPartName(opened.getName());
    }

    @Override
    public void createPartControl(Composite parent) {
        session = getSite().getService(Session.class);
        Parts.title(this, parent, "recipe", this::setTitleImage);
        page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        tools = new ToolRow(page, getSite()).fillWidth();
        tools.command(Ids.COPY_RIGHT, "copy-right", Words.get("compare.copy"));
        tools.spring();
        Composite names = new Composite(page, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).equalWidth(true).extendedMargins(12, 12, 8, 6).spacing(58, 0)
                .applyTo(names);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(names);
        for (String name : List.of(input.leftName, input.right.getName())) {
            Label label = new Label(names, SWT.NONE);
            label.setFont(Palette.font(Type.HEADING));
            label.setText(name.replace("&", "&&"));
            GridDataFactory.fillDefaults().grab(true, false).applyTo(label);
        }
        heading = new Label(page, SWT.NONE);
        ToolRow.style(heading, "loupe-hint");
        GridDataFactory.fillDefaults().grab(true, false).indent(12, 0).applyTo(heading);
        ScrolledComposite scroll = new ScrolledComposite(page, SWT.V_SCROLL);
        scroll.setExpandHorizontal(true);
        scroll.setExpandVertical(true);
        GridDataFactory.fillDefaults().grab(true, true).indent(0, 6).applyTo(scroll);
        canvas = new CompareCanvas(scroll, session, this::copy, tools::refresh);
        scroll.setContent(canvas);
        Contexts.whileFocused(canvas, getSite(), Ids.COMPARE_CONTEXT);
        session.listen(page, Session.Event.MODEL, this::refresh);
        session.listen(page, Session.Event.PROJECT, () -> getSite().getPage().closeEditor(this, false));
        refresh();
    }

    private void refresh() {
        if (session.project().filter(p -> EcoreUtil.isAncestor(p.project(), input.right)).isEmpty()) {
            page.getDisplay().asyncExec(() -> getSite().getPage().closeEditor(this, false)); // it was deleted
            return;
        }
        try {
            left = input.left.get();
            right = RecipeModel.freeze(input.right);
        } catch (IllegalArgumentException e) {
            heading.setText(e.getMessage());
            return;
        }
        RecipeComparison comparison = RecipeComparison.of(left, right);
        long differing = comparison.rows().stream().filter(Row::differs).count();
        heading.setText(Words.get("compare.count", differing));
        canvas.show(comparison, !session.project().get().readOnly());
        tools.refresh();
    }

    /** Whether the selected line can be copied from left to right. */
    public boolean canCopy() {
        return canvas.canCopy();
    }

    /** Copies the selected line from left to right. */
    public void copy() {
        canvas.copySelected();
    }

    /** What is compared, line by line: the name of a parameter, "" for a step, with the texts of both sides. */
    public List<List<String>> lines() {
        return canvas.lines().stream().map(l -> List.of(l.parameter(), canvas.text(l, true), canvas.text(l, false)))
                .toList();
    }

    /** Selects a line. */
    public void select(int line) {
        canvas.select(line);
    }

    private void copy(CompareCanvas.Line line) {
        Row row = line.row();
        List<RecipeStep> steps = new ArrayList<>();
        collect(input.right.getSteps(), steps);
        session.edit(project -> project.change(Words.get("command.copyRight"), () -> {
            if (row.rightAt() >= 0 && row.leftAt() >= 0)
                copy(row, line.parameter(), steps.get(row.rightAt()));
            else if (row.rightAt() >= 0)
                EcoreUtil.remove(steps.get(row.rightAt()));
            else if (row.leftAt() >= 0)
                add(row, steps);
            else
                route(row, steps);
        }));
    }

    private static void copy(Row row, String parameter, RecipeStep to) {
        org.loupe.engine.RecipeStep from = row.left().orElseThrow();
        if (parameter.isEmpty()) {
            to.setEnabled(from.enabled());
            to.getParams().clear();
            to.getParams().putAll(from.params());
        } else if (from.params().containsKey(parameter))
            to.getParams().put(parameter, from.params().get(parameter));
        else
            to.getParams().removeKey(parameter);
    }

    /** Puts a step of the left behind the one that stands before it on both sides. */
    private void add(Row row, List<RecipeStep> steps) {
        List<Row> rows = RecipeComparison.of(left, right).rows();
        int at = rows.indexOf(row);
        RecipeStep copy = RecipeModel.thaw(row.left().orElseThrow());
        for (int i = at - 1; i >= 0; i--) {
            Row before = rows.get(i);
            if (before.depth() < row.depth() && !before.className().isEmpty()) {
                owner(rows, i, steps).ifPresent(route -> route.getSteps().add(0, copy));
                return;
            }
            if (before.depth() == row.depth() && before.rightAt() >= 0) {
                EList<RecipeStep> chain = StepEdits.chain(steps.get(before.rightAt()));
                chain.add(chain.indexOf(steps.get(before.rightAt())) + 1, copy);
                return;
            }
        }
        if (row.depth() == 0)
            input.right.getSteps().add(0, copy);
    }

    /** Makes what becomes of a class the same. */
    private void route(Row row, List<RecipeStep> steps) {
        List<Row> rows = RecipeComparison.of(left, right).rows();
        int at = rows.indexOf(row);
        if (row.leftFate().isEmpty()) {
            owner(rows, at, steps).ifPresent(EcoreUtil::remove);
            return;
        }
        if (row.rightFate().isPresent()) {
            owner(rows, at, steps).ifPresent(route -> {
                route.setDrop(row.leftFate().get().drop());
                if (route.isDrop())
                    route.getSteps().clear();
            });
            return;
        }
        classifier(rows, at, steps).ifPresent(step -> {
            Route route = LoupeFactory.eINSTANCE.createRoute();
            route.setClassName(row.className());
            route.setDrop(row.leftFate().get().drop());
            row.leftFate().get().steps().forEach(s -> route.getSteps().add(RecipeModel.thaw(s)));
            step.getRoutes().add(route);
        });
    }

    /** The step on the right whose route a row is. */
    private static Optional<RecipeStep> classifier(List<Row> rows, int at, List<RecipeStep> steps) {
        for (int i = at - 1; i >= 0; i--)
            if (rows.get(i).depth() == rows.get(at).depth() - 1 && rows.get(i).className().isEmpty())
                return rows.get(i).rightAt() < 0 ? Optional.empty()
                        : Optional.of(steps.get(rows.get(i).rightAt()));
        return Optional.empty();
    }

    private static Optional<Route> owner(List<Row> rows, int at, List<RecipeStep> steps) {
        return classifier(rows, at, steps).flatMap(step -> step.getRoutes().stream()
                .filter(r -> r.getClassName().equals(rows.get(at).className())).findFirst());
    }

    private static void collect(List<RecipeStep> chain, List<RecipeStep> all) {
        for (RecipeStep step : chain) {
            all.add(step);
            step.getRoutes().forEach(r -> collect(r.getSteps(), all));
        }
    }

    @Override
    public void setFocus() {
        canvas.setFocus();
    }
}
