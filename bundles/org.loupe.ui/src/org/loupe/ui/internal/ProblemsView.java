package org.loupe.ui.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.ui.part.ViewPart;
import org.loupe.engine.Plan;
import org.loupe.engine.Problem;
import org.loupe.engine.Schema.Field;
import org.loupe.engine.ToolText;
import org.loupe.model.Recipe;
import org.loupe.store.ImageRow;
import org.loupe.ui.Icons;
import org.loupe.ui.LivePreview;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Parts;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.ToolRow;
import org.loupe.ui.VirtualTables;
import org.loupe.ui.Words;
import org.loupe.ui.internal.recipe.ParameterForm;
import org.loupe.ui.internal.stack.StackTrainer;
import org.loupe.workspace.Remedy;

/**
 * What is wrong with the recipe, and the images that the run could not inspect or that it doubts. What one edit mends
 * has it as a quick fix; a double click goes to the place.
 */
public final class ProblemsView extends ViewPart {
    private static final int MOST = 5000, FIX = 2;
    private static final int[] SHARES = { 40, 28, 16, 16 };

    private Session session;
    private Composite page;
    private Label empty;
    private Table table;
    private List<Problem> problems = List.of();
    private boolean waiting;

    @Override
    public void createPartControl(Composite parent) {
        session = getSite().getService(Session.class);
        Parts.title(this, parent, "problems", this::setTitleImage);
        page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        empty = new Label(page, SWT.NONE);
        ToolRow.style(empty, "loupe-hint");
        empty.setText(Words.get("problems.none"));
        GridDataFactory.fillDefaults().grab(true, false).indent(12, 12).applyTo(empty);
        table = new Table(page, SWT.VIRTUAL | SWT.FULL_SELECTION | SWT.SINGLE);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(table);
        table.setHeaderVisible(true);
        for (String key : List.of("problems.what", "problems.remedy", "problems.fix", "problems.where"))
            new TableColumn(table, SWT.NONE).setText(Words.get(key));
        table.addListener(SWT.Resize, e -> shareWidth());
        VirtualTables.fill(table, (item, index) -> fill(item, problems.get(index)));
        table.addListener(SWT.MouseUp, this::click);
        table.addListener(SWT.MouseMove, e -> table.setCursor(onFix(e) == null ? null
                : table.getDisplay().getSystemCursor(SWT.CURSOR_HAND)));
        table.addListener(SWT.DefaultSelection, e -> selected().ifPresent(this::go));
        menu();
        for (Session.Event event : List.of(Session.Event.PROJECT, Session.Event.MODEL, Session.Event.RECIPE,
                Session.Event.RUN, Session.Event.IMAGES))
            session.listen(page, event, this::collect);
        session.listen(page, Session.Event.PREVIEW, this::collectIfPreviewDoubts);
        Palette.onChange(page, table::clearAll);
        collect();
    }

    private void menu() {
        Menu menu = new Menu(table);
        table.setMenu(menu);
        menu.addListener(SWT.Show, e -> {
            for (MenuItem old : menu.getItems())
                old.dispose();
            Problem problem = selected().orElse(null);
            Optional<Remedy> remedy = problem == null ? Optional.empty() : remedy(problem);
            MenuItem fix = new MenuItem(menu, SWT.PUSH);
            fix.setText(remedy.map(this::label).orElse(Words.get("problems.noFix")).replace("&", "&&"));
            fix.setEnabled(remedy.isPresent());
            fix.addListener(SWT.Selection, s -> fix());
            MenuItem go = new MenuItem(menu, SWT.PUSH);
            go.setText(Words.get("problems.go"));
            go.setEnabled(problem != null);
            go.addListener(SWT.Selection, s -> go(problem));
        });
    }

    private void fill(TableItem item, Problem problem) {
        boolean error = problem.isError();
        item.setImage(Icons.get(error ? "error" : "warning", error ? Token.ERROR : Token.WARN));
        item.setText(new String[] { problem.message(), problem.remedy(), remedy(problem).map(this::label).orElse(""),
            problem.where() });
        item.setForeground(FIX, Palette.color(Token.ACCENT));
    }

    private void shareWidth() {
        int width = table.getClientArea().width, left = width;
        for (int i = 0; i < SHARES.length; i++) {
            int wide = i == SHARES.length - 1 ? left : width * SHARES[i] / 100;
            table.getColumn(i).setWidth(wide);
            left -= wide;
        }
    }

    /** The row whose quick fix is under the pointer, or {@code null}. */
    private TableItem onFix(Event e) {
        TableItem item = table.getItem(new Point(e.x, e.y));
        return item != null && !item.getText(FIX).isEmpty() && item.getBounds(FIX).contains(e.x, e.y) ? item : null;
    }

    private void click(Event e) {
        if (e.button == 1 && onFix(e) != null)
            fix();
    }

    private Optional<Problem> selected() {
        int row = table.getSelectionIndex();
        return row < 0 || row >= problems.size() ? Optional.empty() : Optional.of(problems.get(row));
    }

    private Optional<Remedy> remedy(Problem problem) {
        return session.recipe().flatMap(r -> Remedy.of(problem, r, session.registry(), session.policy()));
    }

    /** What a quick fix does, for people. */
    private String label(Remedy remedy) {
        String field = remedy.parameter();
        String tool = remedy.step().getTool();
        try {
            var found = session.registry().find(tool, session.policy()).tool();
            tool = ToolText.info(found, Locale.getDefault()).label();
            field = ToolText.schema(found, Locale.getDefault()).field(field).map(Field::label).orElse(field);
        } catch (org.loupe.api.ToolException e) {
            // then its id is its name
        }
        String value = ParameterForm.written(remedy.value());
        if (remedy.kind() == Remedy.Kind.INSERT_BEFORE)
            try {
                value = ToolText.info(session.registry().find(value, session.policy()).tool(), Locale.getDefault())
                        .label();
            } catch (org.loupe.api.ToolException e) {
                // then its id is its name
            }
        return switch (remedy.kind()) {
            case SET, DEFAULT -> Words.get("fix.set", field, value);
            case RENAME -> Words.get("fix.rename", field, value);
            case REMOVE_PARAMETER -> Words.get("fix.removeParameter", field);
            case TOOL -> Words.get("fix.tool", value);
            case DELETE -> Words.get("fix.delete", tool);
            case DISABLE -> Words.get("fix.disable", tool);
            case MOVE -> Words.get("fix.move", tool);
            case INSERT_BEFORE -> Words.get("fix.insert", value);
            case REMOVE_ROUTES -> Words.get("fix.routes", tool);
            case TRAIN -> Words.get("stack.train");
        };
    }

    /** Applies the quick fix of the selected problem, or of the first that has one. */
    public void fix() {
        Optional<Remedy> remedy = selected().flatMap(this::remedy);
        if (remedy.isEmpty())
            remedy = problems.stream().map(this::remedy).flatMap(Optional::stream).findFirst();
        if (remedy.isEmpty()) {
            session.status().message(Kind.INFO, Words.get("problems.noFix"));
            return;
        }
        if (remedy.get().kind() == Remedy.Kind.TRAIN) {
            StackTrainer.start(session);
            return;
        }
        String label = label(remedy.get());
        Runnable edit = remedy.get()::apply;
        session.edit(project -> project.change(label, edit));
        session.status().message(Kind.INFO, Words.get("fix.done", label));
    }

    /** Selects the next (1) or previous (-1) problem and goes there. */
    public void walk(int by) {
        if (problems.isEmpty()) {
            session.status().message(Kind.INFO, Words.get("problems.none"));
            return;
        }
        int row = table.getSelectionIndex(), next = row < 0 ? by > 0 ? 0 : problems.size() - 1
                : Math.floorMod(row + by, problems.size());
        table.setSelection(next);
        table.showSelection();
        go(problems.get(next));
        session.status().message(problems.get(next).isError() ? Kind.ERROR : Kind.WARNING,
                problems.get(next).toString());
    }

    /** Goes to the step that a problem is about; of an image, its name is in the last column. */
    private void go(Problem problem) {
        if (getSite().getPage().findView(Ids.RECIPE_VIEW) instanceof RecipeView view && view.show(problem))
            getSite().getPage().activate(view);
    }

    private void collectIfPreviewDoubts() {
        boolean wrong = session.preview().stream().anyMatch(p -> !p.problems().isEmpty());
        boolean listed = problems.stream().anyMatch(p -> p.where().startsWith("step "));
        if ((wrong || listed) && !waiting) {
            waiting = true; // previews come many times a second
            page.getDisplay().timerExec(200, () -> {
                waiting = false;
                if (!page.isDisposed())
                    collect();
            });
        }
    }

    private void collect() {
        List<Problem> found = new ArrayList<>();
        session.project().ifPresent(p -> found.addAll(p.problems()));
        session.itemsProblem().ifPresent(found::add);
        session.recipe().ifPresent(recipe -> found.addAll(ofRecipe(recipe)));
        session.preview().map(LivePreview::problems).orElse(List.of()).stream()
                .filter(e -> found.stream().noneMatch(p -> p.message().equals(e.message()))).forEach(found::add);
        session.results().ifPresent(results -> {
            for (ImageRow image : results.images()) {
                if (found.size() >= MOST)
                    break;
                if (image.failed())
                    found.add(Problem.error(image.image(), image.message(), image.remedy()));
                for (String warning : image.warnings())
                    found.add(Problem.warning(image.image(), warning, ""));
            }
        });
        found.sort(Comparator.comparing(Problem::severity));
        if (found.equals(problems) && table.getItemCount() == found.size()) {
            table.clearAll(); // a remedy may have become another
            return;
        }
        problems = found;
        VirtualTables.setItemCount(table, found.size());
        table.clearAll();
        setPartName(found.isEmpty() ? Words.get("problems.tab") : Words.get("problems.tabCount", found.size()));
        show(empty, found.isEmpty());
        show(table, !found.isEmpty());
        page.layout(true, true);
    }

    private List<Problem> ofRecipe(Recipe recipe) {
        try {
            return Plan.of(session.freeze(recipe), session.registry(), session.policy()).problems();
        } catch (IllegalArgumentException e) {
            return List.of(Problem.error(recipe.getName(), e.getMessage(), ""));
        }
    }

    /** What is listed. */
    public List<Problem> problems() {
        return problems;
    }

    /** What the quick fix of each problem does, in the same order; "" where there is none. */
    public List<String> fixes() {
        return problems.stream().map(p -> remedy(p).map(this::label).orElse("")).toList();
    }

    private static void show(Control control, boolean on) {
        ((GridData) control.getLayoutData()).exclude = !on;
        control.setVisible(on);
    }

    @Override
    public void setFocus() {
        if (problems.isEmpty())
            page.setFocus();
        else
            table.setFocus();
    }
}
