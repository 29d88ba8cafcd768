package org.loupe.ui.viewer.internal.models;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

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
import org.loupe.ui.Status.Kind;
import org.loupe.ui.ToolButton;
import org.loupe.ui.ToolRow;
import org.loupe.ui.UnsavedEditor;
import org.loupe.ui.Words;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.viewer.CropPlace;
import org.loupe.ui.viewer.internal.FigureCards;
import org.loupe.ui.viewer.internal.ImageEditor;
import org.loupe.ui.viewer.internal.Latest;
import org.loupe.ui.viewer.internal.clusters.CropGrid;

/** Two models on the same examples: by class, and the examples that one of them alone gets right. */
public final class ModelComparisonEditor extends UnsavedEditor {
    private static final String[] KEYS = { "class", "truths", "f1", "f1", "better", "worse" };
    /** A difference that chance makes less often than this is called clear. */
    private static final double CHANCE = 0.05;
    private static final int[] WIDTHS = { 160, 80, 110, 110, 80, 80 };

    private Session session;
    private ComparedModels compared;
    private Label sentence;
    private FigureCards cards;
    private Table table;
    private final ToolButton[] lists = new ToolButton[3];
    private ToolRow tools;
    private CropGrid grid;
    private int list, chosen = -1;
    /** Rows of the examples that are listed. */
    private int[] rows = {};

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
        cards = new Cards(page);
        GridDataFactory.fillDefaults().grab(true, false).indent(0, 8).applyTo(cards);
        table = new Table(page, SWT.FULL_SELECTION);
        GridDataFactory.fillDefaults().grab(true, true).hint(SWT.DEFAULT, 160).applyTo(table);
        table.addListener(SWT.Selection, e -> list(list));
        table.setHeaderVisible(true);
        for (int i = 0; i < KEYS.length; i++) {
            TableColumn column = new TableColumn(table, i == 0 ? SWT.LEFT : SWT.RIGHT);
            column.setText(i == 2 || i == 3 ? "" : Words.get("models.compare." + KEYS[i]));
            column.setWidth(WIDTHS[i]);
        }
        // takes what room is left, so that numbers stay beside their classes
        new TableColumn(table, SWT.LEFT).setWidth(20);
        tools = new ToolRow(page, getSite()).fillWidth();
        for (int i = 0; i < 3; i++) {
            int which = i;
            lists[i] = tools.add(new ToolButton(tools, "", "", ToolButton.Look.FLAT, () -> list(which)));
            lists[i].toggled(() -> list == which);
        }
        grid = new CropGrid(page, session, new Crops());
        GridDataFactory.fillDefaults().grab(true, true).hint(SWT.DEFAULT, 200).applyTo(grid);
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
        String common = sentence(models);
        sentence.setText(models.alone() == 0 ? common
                : common + " " + Words.get("models.compare.alone", models.alone()));
        row(Words.get("models.compare.all"), c.first().scored().rows(), c.first().macroF1(), c.second().macroF1(),
                c.better().length, c.worse().length);
        for (ModelComparison.ClassChange change : c.classes())
            row(change.name(), change.truths(), change.firstF1(), change.secondF1(), change.better(), change.worse());
        table.setSelection(0);
        String first = models.first().entry().getName(), second = models.second().entry().getName();
        table.getColumn(2).setText(Words.get("models.compare.f1", first));
        table.getColumn(3).setText(Words.get("models.compare.f1", second));
        lists[0].text(Words.get("models.compare.only", second, c.better().length));
        lists[1].text(Words.get("models.compare.only", first, c.worse().length));
        lists[2].text(Words.get("models.compare.both", c.changed().length));
        tools.layout(true, true);
        cards.redraw();
        list(c.better().length > 0 ? 0 : c.worse().length > 0 ? 1 : 2);
    }

    /** Which is better, by how many examples, and whether that may be chance. */
    private static String sentence(ComparedModels models) {
        ModelComparison c = models.comparison();
        int better = c.better().length, worse = c.worse().length, all = c.first().scored().rows();
        String first = models.first().entry().getName(), second = models.second().entry().getName();
        if (better + worse == 0)
            return Words.get("models.compare.equal", first, second, all);
        boolean turned = worse > better;
        return Words.get(c.test().p() < CHANCE ? "models.compare.clear" : "models.compare.chance",
                turned ? first : second, turned ? second : first, Math.max(better, worse), Math.min(better, worse), all,
                p(c.test()));
    }

    private static String p(SignTest test) {
        return test.p() < 0.001 ? Words.get("models.compare.below", Words.number(0.001, 3))
                : Words.get("models.compare.is", Words.number(test.p(), 3));
    }

    private void row(String name, int truths, double first, double second, int better, int worse) {
        new TableItem(table, SWT.NONE).setText(new String[] { name, Words.number(truths, 0), number(first),
                number(second), Words.number(better, 0), Words.number(worse, 0) });
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "–" : Words.number(value, 3);
    }

    /**
     * Lists the examples that the second alone gets right (0), that the first alone gets right (1), or neither (2), of
     * the class that is chosen in the table.
     */
    public void list(int which) {
        list = which;
        chosen = -1;
        rows = rows();
        grid.refresh();
        tools.refresh();
    }

    private int[] rows() {
        if (compared == null)
            return new int[0];
        ModelComparison c = compared.comparison();
        int[] all = list == 0 ? c.better() : list == 1 ? c.worse() : c.changed();
        int at = table.getSelectionIndex() - 1;
        Scored first = c.first().scored();
        return at < 0 ? all : IntStream.of(all).filter(row -> first.classes().get(first.truth()[row])
                .equals(c.classes().get(at).name())).toArray();
    }

    /** Chooses a class in the table, as a click does. @param index among its rows: 0 stands for all classes */
    public void chooseClass(int index) {
        table.setSelection(index);
        list(list);
    }

    /** What the table tells, row by row. */
    public List<List<String>> table() {
        return Arrays.stream(table.getItems()).map(item -> IntStream.range(0, KEYS.length).mapToObj(item::getText)
                .toList()).toList();
    }

    /** What is written under the listed examples. */
    public List<String> words() {
        return IntStream.range(0, rows.length).mapToObj(new Crops()::words).toList();
    }

    /** The sentence above the table. */
    public String sentence() {
        return sentence.getText();
    }

    /** Number of examples that are listed. */
    public int size() {
        return rows.length;
    }

    /** The second's figures, beside the first's. */
    private final class Cards extends FigureCards {
        Cards(Composite parent) {
            super(parent, 84);
        }

        @Override
        protected List<Card> cards() {
            if (compared == null)
                return List.of();
            ModelComparison c = compared.comparison();
            return List.of(card("models.balanced", c.second().balancedAccuracy(), c.first().balancedAccuracy()),
                    card("models.macroF1", c.second().macroF1(), c.first().macroF1()),
                    card("models.accuracy", c.second().accuracy(), c.first().accuracy()),
                    new Card(Words.get("models.compare.change"), Words.get("models.compare.counts", c.better().length,
                            c.worse().length), Words.get("models.compare.test", p(c.test())), "", null));
        }

        private Card card(String title, double second, double first) {
            return new Card(Words.get(title), ModelPlot.percent(second), Words.get("models.compare.before",
                    compared.first().entry().getName(), ModelPlot.percent(first)), "", null);
        }
    }

    private final class Crops implements CropGrid.Crops {
        private Scored first() {
            return compared.comparison().first().scored();
        }

        @Override
        public int size() {
            return rows.length;
        }

        @Override
        public CropPlace place(int index) {
            String id = first().ids().get(rows[index]);
            return ExamplesView.place(compared.first().crop(id).isPresent() ? compared.first() : compared.second(), id);
        }

        @Override
        public String words(int index) {
            int row = rows[index];
            return Words.get("models.compare.words", first().classes().get(first().truth()[row]),
                    first().predictions().className(row),
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
            String id = first().ids().get(rows[index]);
            for (OpenModel model : List.of(compared.first(), compared.second()))
                if (model.crop(id).isPresent()) {
                    ImageEditor.show(getSite().getPage(), model.crop(id).get().image(), true);
                    return;
                }
            session.status().message(Kind.INFO, Words.get("models.examples.unknown"));
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
