package org.loupe.ui.viewer.internal.models;

import java.nio.file.Path;
import java.util.List;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.loupe.api.ToolException;
import org.loupe.engine.Registry;
import org.loupe.engine.evaluation.SignTest;
import org.loupe.engine.learning.ModelComparison;
import org.loupe.engine.learning.Scored;
import org.loupe.model.ModelEntry;
import org.loupe.ui.Failures;
import org.loupe.ui.Parts;
import org.loupe.ui.Session;
import org.loupe.ui.ToolButton;
import org.loupe.ui.ToolRow;
import org.loupe.ui.UnsavedEditor;
import org.loupe.ui.Words;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.viewer.CropPlace;
import org.loupe.ui.viewer.internal.ImageEditor;
import org.loupe.ui.viewer.internal.Latest;
import org.loupe.ui.viewer.internal.clusters.CropGrid;

/** Two models on the same examples: by class, and the examples that one of them alone gets right. */
public final class ModelComparisonEditor extends UnsavedEditor {
    private static final String[] KEYS = { "class", "truths", "first", "second", "better", "worse" };
    private static final int[] WIDTHS = { 160, 80, 90, 90, 90, 90 };

    private Session session;
    private ComparedModels compared;
    private Label sentence;
    private Table table;
    private CropGrid grid;
    private int list, chosen = -1;

    /** Opens the comparison of two models. */
    static void open(IWorkbenchPage page, Session session, ModelEntry first, ModelEntry second) {
        try {
            boolean older = first.getCreated() == null || second.getCreated() == null
                    || !first.getCreated().isAfter(second.getCreated());
            page.openEditor(older ? new ComparisonInput(first, second) : new ComparisonInput(second, first),
                    Ids.MODEL_COMPARISON_EDITOR);
        } catch (PartInitException e) {
            Failures.log(e);
        }
    }

    @Override
    public void init(IEditorSite site, IEditorInput input) {
        setSite(site);
        setInput(input);
        setPartName(input.getName());
        session = site.getService(Session.class);
    }

    @Override
    public void createPartControl(Composite parent) {
        Parts.title(this, parent, "compare", this::setTitleImage);
        Composite page = new Composite(parent, SWT.NONE);
        ToolRow.style(page, "loupe-part");
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        sentence = new Label(page, SWT.WRAP);
        ToolRow.style(sentence, "loupe-hint");
        GridDataFactory.fillDefaults().grab(true, false).indent(12, 8).hint(300, SWT.DEFAULT).applyTo(sentence);
        table = new Table(page, SWT.FULL_SELECTION);
        GridDataFactory.fillDefaults().grab(true, false).hint(SWT.DEFAULT, 200).indent(0, 8).applyTo(table);
        table.setHeaderVisible(true);
        for (int i = 0; i < KEYS.length; i++) {
            TableColumn column = new TableColumn(table, i == 0 ? SWT.LEFT : SWT.RIGHT);
            column.setText(Words.get("models.compare." + KEYS[i]));
            column.setWidth(WIDTHS[i]);
        }
        ToolRow tools = new ToolRow(page, getSite()).fillWidth();
        for (int i = 0; i < 3; i++) {
            int which = i;
            tools.add(new ToolButton(tools, "", Words.get("models.compare.list" + i), ToolButton.Look.FLAT,
                    () -> list(which))).toggled(() -> list == which);
        }
        grid = new CropGrid(page, session, new Crops());
        GridDataFactory.fillDefaults().grab(true, true).applyTo(grid);
        session.listen(grid, Session.Event.PROJECT, () -> getSite().getPage().closeEditor(this, false));
        sentence.setText(Words.get("models.compare.reading"));
        Path folder = session.project().orElseThrow().folder();
        Registry registry = session.registry();
        ComparisonInput input = (ComparisonInput) getEditorInput();
        new Latest(grid, "Loupe model comparison").ask(unwanted -> {
            try {
                return (Object) ComparedModels.read(input, folder, registry);
            } catch (ToolException e) {
                return Failures.text(e);
            }
        }, this::read);
    }

    private void read(Object found) {
        if (found instanceof ComparedModels models)
            show(models);
        else
            sentence.setText(String.valueOf(found));
        sentence.getParent().layout();
    }

    private void show(ComparedModels models) {
        compared = models;
        ModelComparison c = models.comparison();
        SignTest test = c.test();
        String common = Words.get("models.compare.sentence", models.second().entry().getName(), c.better().length,
                c.worse().length, c.first().scored().rows(), Words.number(test.p(), 3));
        sentence.setText(models.alone() == 0 ? common : common + " " + Words.get("models.compare.alone", models.alone()));
        for (ModelComparison.ClassChange change : c.classes())
            new TableItem(table, SWT.NONE).setText(new String[] { change.name(), Words.number(change.truths(), 0),
                    number(change.firstF1()), number(change.secondF1()), Words.number(change.better(), 0),
                    Words.number(change.worse(), 0) });
        list(c.better().length > 0 ? 0 : c.worse().length > 0 ? 1 : 2);
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "–" : Words.number(value, 3);
    }

    /** Lists the examples that the second alone gets right (0), that the first alone gets right (1), or neither (2). */
    public void list(int which) {
        list = which;
        chosen = -1;
        grid.refresh();
        for (var each : grid.getParent().getChildren())
            if (each instanceof ToolRow tools)
                tools.refresh();
    }

    private int[] rows() {
        if (compared == null)
            return new int[0];
        ModelComparison c = compared.comparison();
        return list == 0 ? c.better() : list == 1 ? c.worse() : c.changed();
    }

    /** The sentence above the table. */
    public String sentence() {
        return sentence.getText();
    }

    /** Number of examples that are listed. */
    public int size() {
        return rows().length;
    }

    private final class Crops implements CropGrid.Crops {
        private Scored first() {
            return compared.comparison().first().scored();
        }

        @Override
        public int size() {
            return rows().length;
        }

        @Override
        public CropPlace place(int index) {
            String id = first().ids().get(rows()[index]);
            return ExamplesView.place(compared.first().crop(id).isPresent() ? compared.first() : compared.second(), id);
        }

        @Override
        public String words(int index) {
            int row = rows()[index];
            return Words.get("models.compare.words", first().predictions().className(row),
                    compared.comparison().second().scored().predictions().className(row));
        }

        @Override
        public boolean selected(int index) {
            return index == chosen;
        }

        @Override
        public boolean hovered(int index) {
            return false;
        }

        @Override
        public void choose(int index, boolean toggle, boolean extend) {
            chosen = index;
            grid.redraw();
        }

        @Override
        public void clear() {
            chosen = -1;
            grid.redraw();
        }

        @Override
        public void hover(int index) {
            // nothing depends on it
        }

        @Override
        public void open(int index) {
            String id = first().ids().get(rows()[index]);
            for (OpenModel model : List.of(compared.first(), compared.second()))
                if (model.crop(id).isPresent()) {
                    ImageEditor.show(getSite().getPage(), model.crop(id).get().image(), true);
                    return;
                }
        }

        @Override
        public int focus() {
            return chosen;
        }

        @Override
        public String accessible() {
            return sentence.getText();
        }
    }

    @Override
    public void setFocus() {
        grid.setFocus();
    }
}
