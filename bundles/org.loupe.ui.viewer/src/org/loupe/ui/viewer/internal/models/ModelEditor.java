package org.loupe.ui.viewer.internal.models;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.loupe.engine.Registry;
import org.loupe.engine.learning.ClassificationReport;
import org.loupe.engine.learning.LabelledRows;
import org.loupe.engine.learning.LearningCurve;
import org.loupe.engine.learning.ModelCard;
import org.loupe.engine.learning.TrainingSettings;
import org.loupe.ui.Contexts;
import org.loupe.ui.Failures;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Parts;
import org.loupe.ui.Session;
import org.loupe.ui.ToolButton;
import org.loupe.ui.ToolRow;
import org.loupe.ui.UnsavedEditor;
import org.loupe.ui.Words;
import org.loupe.ui.WorkJob;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.internal.models.TrainingWork;
import org.loupe.ui.viewer.internal.MatrixCanvas;
import org.loupe.ui.viewer.internal.Menus;
import org.loupe.ui.viewer.internal.Stakes;
import org.loupe.workspace.crops.CropFile;
import org.loupe.workspace.crops.CropTable;
import org.loupe.workspace.learning.Classifiers;

/** How good a model of the project is on objects that it has not learned from, in figures and plots. */
public final class ModelEditor extends UnsavedEditor {

    /** What is drawn. */
    public enum Plot {
        CONFUSION, ROC, PRECISION, SCORES, LIMITS, CALIBRATION, REJECT, LEARNING, GOOD;

        String label() {
            return Words.get("models.plot." + name().toLowerCase(Locale.ROOT));
        }
    }

    private static final int PAIRS = 15;

    private Session session;
    private ModelDesk desk;
    private ModelCards cards;
    private ToolRow tools;
    private ToolButton which, act;
    private Label note;
    private Composite area;
    private MatrixCanvas matrix;
    private int[] cell;
    private Stakes stakes;
    private CostFields costs;
    private final Map<Plot, ModelPlot> plots = new EnumMap<>(Plot.class);
    private Plot shown = Plot.CONFUSION;

    /** Shows the editor of models. */
    public static Optional<ModelEditor> show(IWorkbenchPage page, boolean activate) {
        try {
            return page.openEditor(ModelInput.ONE, Ids.MODEL_EDITOR, activate) instanceof ModelEditor editor
                    ? Optional.of(editor) : Optional.empty();
        } catch (PartInitException e) {
            Failures.log(e);
            return Optional.empty();
        }
    }

    @Override
    public void init(IEditorSite site, IEditorInput input) {
        setSite(site);
        setInput(input);
        session = site.getService(Session.class);
        desk = ModelDesk.of(session);
    }

    @Override
    public void createPartControl(Composite parent) {
        Parts.title(this, parent, "model", this::setTitleImage);
        Composite page = new Composite(parent, SWT.NONE);
        ToolRow.style(page, "loupe-part");
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        tools = new ToolRow(page, getSite()).fillWidth();
        which = tools.add(new ToolButton(tools, "", "", ToolButton.Look.FLAT, this::choosePlot));
        note = tools.add(new Label(tools, SWT.NONE));
        ToolRow.style(note, "loupe-bar loupe-hint");
        GridDataFactory.swtDefaults().align(SWT.FILL, SWT.CENTER).grab(true, false).hint(60, SWT.DEFAULT).indent(6, 0)
                .applyTo(note);
        act = tools.add(new ToolButton(tools, "", "", ToolButton.Look.FLAT, this::act));
        cards = new ModelCards(page, desk);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(cards);
        stakes = new Stakes(session, this::tried);
        costs = new CostFields(page, stakes);
        GridDataFactory.fillDefaults().grab(true, false).exclude(true).applyTo(costs);
        costs.setVisible(false);
        area = new Composite(page, SWT.NONE);
        area.setLayout(new StackLayout());
        GridDataFactory.fillDefaults().grab(true, true).applyTo(area);
        matrix = new MatrixCanvas(area, this::fill, () -> note.getText(), this::choose);
        plots.put(Plot.ROC, new RankPlot(area, desk, true));
        plots.put(Plot.PRECISION, new RankPlot(area, desk, false));
        plots.put(Plot.SCORES, new ScorePlot(area, desk));
        plots.put(Plot.LIMITS, new DefectPlot(area, desk, stakes));
        plots.put(Plot.CALIBRATION, new ReliabilityPlot(area, desk));
        plots.put(Plot.REJECT, new RejectPlot(area, desk));
        plots.put(Plot.LEARNING, new LearningPlot(area, desk));
        plots.put(Plot.GOOD, new GoodPlot(area, desk));
        for (Control each : area.getChildren())
            Contexts.whileFocused(each, getSite(), Ids.MODEL_CONTEXT);
        desk.listen(area, ModelDesk.Event.OPENED, this::opened);
        desk.listen(area, ModelDesk.Event.CHOSEN, this::noted);
        session.listen(area, Session.Event.COLOURS, this::draw);
        session.listen(area, Session.Event.MODEL, this::staked);
        opened();
    }

    private Color fill(String name) {
        int index = report().map(r -> r.scored().classes().indexOf(name)).orElse(0);
        return session.colours().fill(name, Math.max(0, index));
    }

    private Optional<ClassificationReport> report() {
        return desk.classifier().map(OpenModel.Classifier::report);
    }

    // ---- which plot

    private List<Plot> offered() {
        boolean anomaly = desk.open().flatMap(OpenModel::anomaly).isPresent();
        return anomaly ? List.of(Plot.GOOD)
                : List.of(Plot.values()).stream().filter(p -> p != Plot.GOOD).toList();
    }

    private void choosePlot() {
        Menus.drop(which, menu -> offered().forEach(plot -> Menus.choice(menu, plot.label(), plot == shown,
                () -> show(plot))));
    }

    /** Draws something else. */
    public void show(Plot plot) {
        shown = plot;
        draw();
    }

    /** The next or previous plot. */
    public void step(int by) {
        List<Plot> all = offered();
        show(all.get(Math.floorMod(all.indexOf(shown) + by, all.size())));
    }

    private void opened() {
        String name = desk.entry().map(e -> e.getName()).orElse(Words.get("models.tabNone"));
        setPartName(name);
        cell = null;
        if (!offered().contains(shown))
            shown = offered().get(0);
        ((LearningPlot) plots.get(Plot.LEARNING)).show(null);
        plots.values().forEach(ModelPlot::refresh);
        cards.redraw();
        draw();
    }

    private void draw() {
        which.text(Words.get("review.drop", shown.label()));
        String word = switch (shown) {
            case CONFUSION -> report().filter(r -> !r.confusablePairs().isEmpty()).isEmpty() ? ""
                    : Words.get("models.act.pairs");
            case LIMITS -> Words.get("models.act.good");
            case REJECT -> Words.get("models.act.reject");
            case LEARNING -> Words.get("models.act.learning");
            default -> "";
        };
        act.text(word);
        tools.show(act, !word.isEmpty() && report().isPresent());
        boolean money = shown == Plot.LIMITS && report().isPresent();
        ((GridData) costs.getLayoutData()).exclude = !money;
        costs.setVisible(money);
        staked();
        Control top = shown == Plot.CONFUSION ? matrix : plots.get(shown);
        ((StackLayout) area.getLayout()).topControl = top;
        matrix.show(matrix(), cell);
        area.getParent().layout();
        area.layout();
        tools.layout(true, true);
        noted();
        top.redraw();
    }

    /** Costs or targets of the project may be others. */
    private void staked() {
        if (session.project().isPresent() && costs.getVisible()) {
            costs.refresh();
            tried();
        }
    }

    /** Other costs or targets are tried. */
    private void tried() {
        plots.get(Plot.LIMITS).redraw();
        noted();
    }

    private void noted() {
        note.setText(!desk.problem().isEmpty() ? desk.problem() : shown == Plot.CONFUSION ? confusionNote()
                : plots.get(shown).note());
        note.setForeground(Palette.color(desk.problem().isEmpty() ? Token.TEXT2 : Token.ERROR));
        note.setToolTipText(note.getText());
    }

    // ---- confusion

    private MatrixCanvas.Matrix matrix() {
        ClassificationReport report = report().orElse(null);
        if (report == null)
            return null;
        int n = report.confusion().length;
        long[][] counts = new long[n][n];
        boolean[][] right = new boolean[n][n];
        for (int row = 0; row < n; row++)
            for (int column = 0; column < n; column++) {
                counts[row][column] = report.confusion()[row][column];
                right[row][column] = row == column;
            }
        return new MatrixCanvas.Matrix(report.scored().classes(), report.scored().classes(), new int[] { n, n }, counts,
                right);
    }

    private void choose(int[] chosen) {
        cell = chosen;
        ClassificationReport report = report().orElseThrow();
        List<String> names = report.scored().classes();
        matrix.show(matrix(), cell);
        if (chosen == null)
            desk.choose(new int[0], "");
        else
            desk.choose(report.rows(chosen[0], chosen[1]), chosen[0] == chosen[1]
                    ? Words.get("models.confusion.whyRight", names.get(chosen[0]))
                    : Words.get("models.confusion.why", names.get(chosen[0]), names.get(chosen[1])));
    }

    /** Lists what of two classes is taken for the other. */
    private void choose(ClassificationReport.Pair pair) {
        ClassificationReport report = report().orElseThrow();
        List<String> names = report.scored().classes();
        int a = names.indexOf(pair.first()), b = names.indexOf(pair.second());
        cell = null;
        matrix.show(matrix(), null);
        desk.choose(IntStream.concat(IntStream.of(report.rows(a, b)), IntStream.of(report.rows(b, a))).toArray(),
                Words.get("models.confusion.whyPair", pair.first(), pair.second()));
    }

    /** Lists the examples of the pair of classes that is mixed up most often, as its menu does. */
    public void choosePair(int index) {
        choose(report().orElseThrow().confusablePairs().get(index));
    }

    /** Chooses a cell of the confusion matrix, as a click does. */
    public void chooseCell(int row, int column) {
        matrix.choose(row, column);
    }

    private String confusionNote() {
        ClassificationReport report = report().orElse(null);
        if (report == null)
            return desk.entry().isPresent() ? "" : Words.get("models.empty");
        if (!desk.why().isEmpty())
            return Words.get("models.chosen", desk.why(), desk.chosen().length);
        return report.confusablePairs().stream().findFirst().map(p -> Words.get("models.confusion.pair", p.first(),
                p.second(), p.total(), ModelPlot.percent(p.share()))).orElse(Words.get("models.confusion.none"));
    }

    // ---- what the button does

    /** Does what the button of the plot says. */
    public void act() {
        switch (shown) {
            case CONFUSION -> Menus.drop(act, menu -> report().orElseThrow().confusablePairs().stream().limit(PAIRS)
                    .forEach(pair -> Menus.action(menu, Words.get("models.confusion.menu", pair.first(), pair.second(),
                            pair.total(), ModelPlot.percent(pair.share())), () -> choose(pair))));
            case LIMITS -> Menus.drop(act, menu -> {
                Set<String> good = ((DefectPlot) plots.get(Plot.LIMITS)).good();
                for (String name : report().orElseThrow().scored().classes())
                    Menus.choice(menu, name, good.contains(name), () -> good(name, !good.contains(name)));
            });
            case REJECT -> ModelActions.reject(session, desk, ((RejectPlot) plots.get(Plot.REJECT)).limit());
            case LEARNING -> learn();
            default -> { }
        }
    }

    /** Says whether a class is no defect. */
    public void good(String name, boolean is) {
        DefectPlot plot = (DefectPlot) plots.get(Plot.LIMITS);
        Set<String> good = new LinkedHashSet<>(plot.good());
        if (is)
            good.add(name);
        else
            good.remove(name);
        plot.good(good);
        noted();
    }

    private void learn() {
        OpenModel open = desk.open().orElseThrow();
        ModelCard card = open.classifier().orElseThrow().model().card();
        Registry registry = session.registry();
        WorkJob.start(session, Words.get("models.learning.job", open.entry().getName()),
                (done, of) -> Words.get("models.learning.progress", Words.number(100.0 * done / Math.max(1, of), 0)),
                progress -> {
                    CropTable table = CropFile.read(TrainingWork.cropsOf(open.file()));
                    LabelledRows rows = Classifiers.labelled(table);
                    TrainingSettings settings = TrainingSettings.DEFAULT.trainer(card.trainer().toolId(),
                            card.trainer().params()).seed(card.seed());
                    return LearningCurve.of(rows, table.columns(), settings, LearningCurve.sizes(rows), registry,
                            progress);
                }, made -> made.filter(m -> desk.open().orElse(null) == open && !area.isDisposed())
                        .ifPresent(curve -> {
                            ((LearningPlot) plots.get(Plot.LEARNING)).show(curve);
                            noted();
                        }));
    }

    /** What is written above the plot. */
    public String note() {
        return note.getText();
    }

    /** Types what an escape costs, as a person does. */
    public void typeEscapeCost(double cost) {
        costs.type(true, cost);
    }

    /** What the cards say. */
    public List<String> figures() {
        return cards.texts();
    }

    @Override
    public void setFocus() {
        ((StackLayout) area.getLayout()).topControl.setFocus();
    }
}
