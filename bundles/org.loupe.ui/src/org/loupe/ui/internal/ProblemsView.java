package org.loupe.ui.internal;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.ui.part.ViewPart;
import org.loupe.engine.Plan;
import org.loupe.engine.Problem;
import org.loupe.store.ImageRow;
import org.loupe.ui.Icons;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Parts;
import org.loupe.ui.Session;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.workspace.RecipeModel;

/** What is wrong with the recipe, and the images that the run could not inspect or that it doubts. */
public final class ProblemsView extends ViewPart {
    private static final int MOST = 5000;

    private Session session;
    private Composite page;
    private Label empty;
    private Table table;
    private List<Problem> problems = List.of();

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
        column("problems.what");
        column("problems.remedy");
        column("problems.where");
        table.addListener(SWT.Resize, e -> shareWidth());
        table.addListener(SWT.SetData, e -> {
            Problem problem = problems.get(e.index);
            TableItem item = (TableItem) e.item;
            boolean error = problem.isError();
            item.setImage(Icons.get(error ? "error" : "warning", error ? Token.ERROR : Token.WARN));
            item.setText(new String[] { problem.message(), problem.remedy(), problem.where() });
        });
        for (Session.Event event : List.of(Session.Event.PROJECT, Session.Event.MODEL, Session.Event.RECIPE,
                Session.Event.RUN, Session.Event.IMAGES))
            session.listen(page, event, this::collect);
        Palette.onChange(page, table::clearAll);
        collect();
    }

    private void column(String key) {
        new TableColumn(table, SWT.NONE).setText(Words.get(key));
    }

    private void shareWidth() {
        int width = table.getClientArea().width;
        table.getColumn(0).setWidth(width * 44 / 100);
        table.getColumn(1).setWidth(width * 32 / 100);
        table.getColumn(2).setWidth(width - width * 44 / 100 - width * 32 / 100);
    }

    private void collect() {
        List<Problem> found = new ArrayList<>();
        session.project().ifPresent(p -> found.addAll(p.problems()));
        session.itemsProblem().ifPresent(found::add);
        session.recipe().ifPresent(recipe -> {
            try {
                found.addAll(Plan.of(RecipeModel.freeze(recipe), session.registry(), session.policy()).problems());
            } catch (IllegalArgumentException e) {
                found.add(Problem.error(recipe.getName(), e.getMessage(), ""));
            }
        });
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
        found.sort(java.util.Comparator.comparing(Problem::severity));
        problems = found;
        table.setItemCount(found.size());
        table.clearAll();
        setPartName(found.isEmpty() ? Words.get("problems.tab") : Words.get("problems.tabCount", found.size()));
        show(empty, found.isEmpty());
        show(table, !found.isEmpty());
        page.layout(true, true);
    }

    /** What is listed. */
    public List<Problem> problems() {
        return problems;
    }

    private static void show(org.eclipse.swt.widgets.Control control, boolean on) {
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
