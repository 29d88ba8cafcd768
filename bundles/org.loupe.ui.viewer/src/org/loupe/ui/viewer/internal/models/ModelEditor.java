package org.loupe.ui.viewer.internal.models;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.loupe.engine.Registry;
import org.loupe.engine.anomaly.AnomalyCard;
import org.loupe.engine.learning.ClassificationReport;
import org.loupe.engine.learning.LabelledRows;
import org.loupe.engine.learning.LearningCurve;
import org.loupe.engine.learning.ModelCard;
import org.loupe.engine.learning.Spread;
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

    private Session session;
    private ModelDesk desk;
    private ModelCards cards;
    private ToolRow tools;
    private ToolButton which, act;
    private Label note;
    private Composite area;
    private MatrixCanvas matrix;
    private int[] cell;
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
        cards = new ModelCards(page);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(cards);
        area = new Composite(page, SWT.NONE);
        area.setLayout(new StackLayout());
        GridDataFactory.fillDefaults().grab(true, true).applyTo(area);
        matrix = new MatrixCanvas(area, this::fill, () -> note.getText(), this::choose);
        plots.put(Plot.ROC, new RankPlot(area, desk, true));
        plots.put(Plot.PRECISION, new RankPlot(area, desk, false));
        plots.put(Plot.SCORES, new ScorePlot(area, desk));
        plots.put(Plot.LIMITS, new DefectPlot(area, desk));
        plots.put(Plot.CALIBRATION, new ReliabilityPlot(area, desk));
        plots.put(Plot.REJECT, new RejectPlot(area, desk));
        plots.put(Plot.LEARNING, new LearningPlot(area, desk));
        plots.put(Plot.GOOD, new GoodPlot(area, desk));
        for (Control each : area.getChildren())
            Contexts.whileFocused(each, getSite(), Ids.MODEL_CONTEXT);
        desk.listen(area, ModelDesk.Event.OPENED, this::opened);
        desk.listen(area, ModelDesk.Event.CHOSEN, this::noted);
        session.listen(area, Session.Event.COLOURS, this::draw);
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
        cards.show(cards());
        draw();
    }

    private void draw() {
        which.text(Words.get("review.drop", shown.label()));
        String word = switch (shown) {
            case LIMITS -> Words.get("models.act.good");
            case REJECT -> Words.get("models.act.reject");
            case LEARNING -> Words.get("models.act.learning");
            default -> "";
        };
        act.text(word);
        tools.show(act, !word.isEmpty() && report().isPresent());
        Control top = shown == Plot.CONFUSION ? matrix : plots.get(shown);
        ((StackLayout) area.getLayout()).topControl = top;
        matrix.show(matrix(), cell);
        area.layout();
        tools.layout(true, true);
        noted();
        top.redraw();
    }

    private void noted() {
        note.setText(!desk.problem().isEmpty() ? desk.problem() : shown == Plot.CONFUSION ? confusionNote()
                : plots.get(shown).note());
        note.setForeground(Palette.color(desk.problem().isEmpty() ? Token.TEXT2 : Token.ERROR));
        note.setToolTipText(note.getText());
    }

    // ---- figures

    private List<ModelCards.Card> cards() {
        List<ModelCards.Card> all = new ArrayList<>();
        AnomalyCard anomaly = desk.open().flatMap(OpenModel::anomaly).orElse(null);
        if (anomaly != null) {
            all.add(new ModelCards.Card(Words.get("models.card.images"), Words.number(anomaly.scores().size(), 0),
                    Words.get("models.card.goodOnly")));
            all.add(new ModelCards.Card(Words.get("models.card.method"), anomaly.trainer().toolId()
                    .replaceFirst("^.*\\.", ""), anomaly.features().toolId()));
            return all;
        }
        ModelCard card = desk.classifier().map(c -> c.model().card()).orElse(null);
        if (card == null)
            return all;
        int n = report().orElseThrow().scored().rows();
        String from = Words.get(card.validation().byGroup() ? "models.card.groups" : "models.card.folds",
                Words.number(n, 0), card.groups(), card.validation().accuracy().repeats());
        all.add(new ModelCards.Card(Words.get("models.balanced"), spread(card.validation().balancedAccuracy()), from));
        all.add(new ModelCards.Card(Words.get("models.macroF1"), spread(card.validation().macroF1()),
                Words.get("models.card.classes", card.classes().size())));
        all.add(new ModelCards.Card(Words.get("models.accuracy"), spread(card.validation().accuracy()),
                Words.get("models.card.accuracy")));
        all.add(new ModelCards.Card(Words.get("models.ece"), Words.number(card.validation().eceAfter(), 3),
                Words.get("models.card.ece", Words.number(card.validation().eceBefore(), 3))));
        all.add(desk.classifier().get().rejection().at(card.reject()).filter(p -> card.reject() > 0)
                .map(p -> new ModelCards.Card(Words.get("models.classified"), ModelPlot.percent(p.classified().value()),
                        Words.get("models.card.reject", Words.number(card.reject(), 2),
                                ModelPlot.percent(p.right().value()))))
                .orElse(new ModelCards.Card(Words.get("models.classified"), ModelPlot.percent(1),
                        Words.get("models.card.noReject"))));
        return all;
    }

    private static String spread(Spread spread) {
        return Double.isNaN(spread.sd()) ? ModelPlot.percent(spread.mean())
                : Words.get("models.spread", Words.number(spread.mean() * 100, 1), Words.number(spread.sd() * 100, 1));
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

    /** Chooses a cell of the confusion matrix, as a click does. */
    public void chooseCell(int row, int column) {
        matrix.choose(row, column);
    }

    private String confusionNote() {
        ClassificationReport report = report().orElse(null);
        if (report == null)
            return desk.entry().isPresent() ? "" : Words.get("models.empty");
        if (cell != null)
            return Words.get("models.chosen", desk.why(), desk.chosen().length);
        return report.confusablePairs().stream().findFirst().map(p -> Words.get("models.confusion.pair", p.first(),
                p.second(), p.total(), ModelPlot.percent(p.share()))).orElse(Words.get("models.confusion.none"));
    }

    // ---- what the button does

    private void act() {
        switch (shown) {
            case LIMITS -> Menus.drop(act, menu -> {
                DefectPlot plot = (DefectPlot) plots.get(Plot.LIMITS);
                for (String name : report().orElseThrow().scored().classes())
                    Menus.choice(menu, name, plot.good().contains(name), () -> {
                        Set<String> good = new LinkedHashSet<>(plot.good());
                        if (!good.remove(name))
                            good.add(name);
                        plot.good(good);
                        noted();
                    });
            });
            case REJECT -> ModelActions.reject(session, desk, ((RejectPlot) plots.get(Plot.REJECT)).limit());
            case LEARNING -> learn();
            default -> { }
        }
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

    /** What the cards say. */
    public List<String> figures() {
        return cards.texts();
    }


    @Override
    public void setFocus() {
        ((StackLayout) area.getLayout()).topControl.setFocus();
    }
}
