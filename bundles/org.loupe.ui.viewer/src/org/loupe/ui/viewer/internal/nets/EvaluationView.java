package org.loupe.ui.viewer.internal.nets;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.IPartListener2;
import org.eclipse.ui.IWorkbenchPartReference;
import org.eclipse.ui.part.ViewPart;
import org.loupe.api.Region;
import org.loupe.api.Task;
import org.loupe.engine.evaluation.Evaluation.Confusion;
import org.loupe.engine.nets.Failure;
import org.loupe.engine.nets.NetTrial;
import org.loupe.ui.Contexts;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Parts;
import org.loupe.ui.Session;
import org.loupe.ui.Slider;
import org.loupe.ui.ToolButton;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.viewer.internal.ImageEditor;
import org.loupe.ui.viewer.internal.MatrixCanvas;
import org.loupe.ui.viewer.internal.Menus;
import org.loupe.workspace.nets.NetEvaluation;

/**
 * How right the trained net that is looked at is on labelled images that it did not learn from: figures, precision over
 * recall of each class, confusion with what is missed and what is false, and the images with most mistakes first. What
 * is clicked on is shown in its images.
 */
public final class EvaluationView extends ViewPart {
    private static final int WIDE = 1250, ROW = 20, HEAD = 62;

    /** What is shown beside figures and images where there is no room for all. */
    public enum Middle {
        CURVE, CONFUSION
    }

    private Session session;
    private TrialDesk desk;
    private Composite page, body;
    private ToolRow tools, chips;
    private ToolButton which;
    private final Map<Middle, ToolButton> middles = new EnumMap<>(Middle.class);
    private final Map<Failure, ToolButton> kinds = new EnumMap<>(Failure.class);
    private ToolButton all;
    private Label limitOf, empty, note;
    private Slider slider;
    private SashForm sash;
    private TrialFigures figures;
    private Composite curvePane;
    private RecallPlot curve;
    private TrialClasses classes;
    private ScrolledComposite matrixPane;
    private MatrixCanvas matrix;
    private TrialImages images;
    private Middle middle = Middle.CURVE;
    private IPartListener2 sight;
    private String laidOut = "";

    @Override
    public void createPartControl(Composite parent) {
        session = getSite().getService(Session.class);
        desk = TrialDesk.of(session);
        Parts.title(this, parent, "target", this::setTitleImage);
        page = new Composite(parent, SWT.NONE);
        ToolRow.style(page, "loupe-part");
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        tools();
        empty = new Label(page, SWT.WRAP);
        ToolRow.style(empty, "loupe-hint");
        GridDataFactory.fillDefaults().grab(true, false).indent(12, 12).hint(200, SWT.DEFAULT).applyTo(empty);
        body = new Composite(page, SWT.NONE);
        ToolRow.style(body, "loupe-part");
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(body);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(body);
        note = new Label(body, SWT.WRAP);
        ToolRow.style(note, "loupe-hint");
        GridDataFactory.fillDefaults().grab(true, false).indent(12, 2).hint(200, SWT.DEFAULT).applyTo(note);
        sash = new SashForm(body, SWT.HORIZONTAL);
        ToolRow.style(sash, "loupe-part");
        GridDataFactory.fillDefaults().grab(true, true).applyTo(sash);
        panes();
        body.addListener(SWT.Resize, e -> arrange());
        for (Control each : List.of(figures.control(), curve, classes.control(), matrix, images.control()))
            Contexts.whileFocused(each, getSite(), Ids.MODEL_CONTEXT);
        Palette.onChange(page, () -> {
            update();
            matrix.redraw();
        });
        desk.onOpen(() -> open(false));
        desk.listen(page, this::update);
        watch();
        update();
    }

    private void tools() {
        tools = new ToolRow(page, getSite()).fillWidth();
        tools.command(Ids.MODEL_EVALUATE, "target", Words.get("trial.tool.evaluate"));
        which = tools.add(new ToolButton(tools, "", "", ToolButton.Look.FLAT, this::chooseImages));
        tools.line();
        for (Middle each : Middle.values()) {
            ToolButton button = tools.add(new ToolButton(tools, each == Middle.CURVE ? "curve" : "confusion",
                    Words.get(each == Middle.CURVE ? "trial.curve" : "trial.confusion"), ToolButton.Look.FLAT,
                    () -> show(each)).toggled(() -> middle == each));
            middles.put(each, button);
        }
        tools.spring();
        limitOf = tools.add(new Label(tools, SWT.NONE));
        ToolRow.style(limitOf, "loupe-bar loupe-hint");
        slider = tools.add(new Slider(tools, 0, 1, 0.01, 0.5, v -> desk.limit(v, false), v -> desk.limit(v, true)));
        GridDataFactory.swtDefaults().hint(140, 22).align(SWT.BEGINNING, SWT.CENTER).applyTo(slider);
    }

    private void panes() {
        figures = new TrialFigures(sash, desk);
        curvePane = new Composite(sash, SWT.NONE);
        curvePane.setLayout(new StackLayout());
        curve = new RecallPlot(curvePane, desk, (name, place) -> session.colours().stroke(name, place));
        classes = new TrialClasses(curvePane, desk);
        matrixPane = new ScrolledComposite(sash, SWT.V_SCROLL);
        matrixPane.setExpandHorizontal(true);
        matrixPane.setExpandVertical(true);
        matrix = new MatrixCanvas(matrixPane, name -> session.colours().fill(name, place(name)),
                () -> Words.get("trial.confusion"), this::choose);
        matrixPane.setContent(matrix);
        Composite right = new Composite(sash, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(right);
        chips = new ToolRow(right, getSite()).fillWidth().plain();
        all = chips.add(new ToolButton(chips, "", "", ToolButton.Look.FLAT, this::showAll)
                .toggled(() -> desk.kinds().isEmpty() && desk.cell().isEmpty()));
        for (Failure kind : Failure.values())
            kinds.put(kind, chips.button(new ToolButton(chips, "", "", ToolButton.Look.FLAT, () -> desk.toggle(kind))
                    .toggled(() -> desk.kinds().contains(kind))));
        images = new TrialImages(right, desk, this::open);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(images.control());
        sash.setWeights(20, 30, 30, 34);
    }

    /** Draws over images only while this part is in sight. */
    private void watch() {
        sight = new IPartListener2() {
            @Override
            public void partVisible(IWorkbenchPartReference ref) {
                if (ref.getPart(false) == EvaluationView.this)
                    desk.post();
            }

            @Override
            public void partHidden(IWorkbenchPartReference ref) {
                if (ref.getPart(false) == EvaluationView.this)
                    desk.leave();
            }
        };
        getSite().getPage().addPartListener(sight);
    }

    @Override
    public void dispose() {
        getSite().getPage().removePartListener(sight);
        desk.leave();
        super.dispose();
    }

    // ---------------------------------------------------------------- what is shown

    private void update() {
        NetTrial trial = desk.trial().orElse(null);
        empty.setText(desk.working() ? Words.get("trial.working") : !desk.problem().isEmpty() ? desk.problem()
                : Words.get(desk.net().isEmpty() ? "trial.noNet" : "trial.none"));
        empty.setForeground(Palette.color(desk.problem().isEmpty() || desk.working() ? Token.TEXT2 : Token.ERROR));
        Parts.visible(empty, trial == null || !desk.problem().isEmpty());
        Parts.visible(body, trial != null);
        which.text(Words.get("review.drop", Words.get("trial.which." + desk.which().name())));
        boolean boxes = trial != null && trial.task() == Task.DETECTION;
        tools.show(slider, trial != null);
        tools.show(limitOf, trial != null);
        middles.get(Middle.CURVE).text(Words.get(trial == null || boxes ? "trial.curve" : "net.below.classes"));
        if (trial != null) {
            limitOf.setText(Words.get(boxes ? "trial.limit" : "trial.limit.pixels", Words.number(desk.limit(), 2)));
            slider.range(0, 1, 0.01, desk.evaluation().orElseThrow().trial().settings().leastScore());
            slider.value(desk.limit());
            fill(trial, boxes);
        }
        arrange();
        tools.refresh();
        String words = which.text() + limitOf.getText() + (trial != null) + empty.getText() + note.getText()
                + middles.get(Middle.CURVE).text();
        if (!words.equals(laidOut)) {
            laidOut = words;
            tools.layout(true, true);
            page.layout(true, true);
        }
    }

    private void fill(NetTrial trial, boolean boxes) {
        String words = String.join(" ", Stream.of(desk.outdated() ? Stream.of(Words.get("trial.outdated"))
                : Stream.<String>empty(), trial.notes().stream(), desk.evaluation().orElseThrow().problems().stream()
                        .map(Object::toString)).flatMap(s -> s).toList());
        note.setText(words);
        Parts.visible(note, !words.isEmpty());
        figures.refresh();
        ((StackLayout) curvePane.getLayout()).topControl = boxes ? curve : classes.control();
        curvePane.layout();
        curve.redraw();
        classes.refresh();
        Confusion c = confusion();
        matrix.show(matrix(c), desk.cell().map(cell -> new int[] { at(c.truthClasses(), cell.truth()),
                at(c.foundClasses(), cell.found()) }).orElse(null));
        matrixPane.setMinHeight(HEAD + ROW * c.counts().length);
        Map<Failure, int[]> counts = trial.counts();
        all.text(Words.get("trial.all", trial.images().size()));
        kinds.forEach((kind, button) -> {
            boolean shown = counts.containsKey(kind) || desk.kinds().contains(kind);
            button.text(Words.get("trial.chip", TrialMarks.word(kind), counts.getOrDefault(kind, new int[2])[1]));
            chips.show(button, shown);
        });
        chips.refresh();
        all.redraw();
        chips.layout(true, true);
        images.refresh();
    }

    private static int at(List<String> classes, String name) {
        return name.isEmpty() ? classes.size() : classes.indexOf(name);
    }

    /** What became of each class at the limit that is looked at. */
    public Confusion confusion() {
        NetEvaluation evaluation = desk.evaluation().orElseThrow();
        return evaluation.limits().map(l -> l.confusion(desk.limit())).orElse(evaluation.trial().confusion());
    }

    private MatrixCanvas.Matrix matrix(Confusion c) {
        boolean boxes = desk.trial().orElseThrow().task() == Task.DETECTION;
        int rows = c.counts().length, columns = c.counts()[0].length;
        boolean[][] right = new boolean[rows][columns];
        for (int row = 0; row < rows - 1; row++)
            for (int column = 0; column < columns - 1; column++)
                right[row][column] = c.truthClasses().get(row).equals(c.foundClasses().get(column));
        return new MatrixCanvas.Matrix(names(c.truthClasses(), rows, boxes ? "trial.false" : "trial.background"),
                names(c.foundClasses(), columns, boxes ? "trial.missed" : "trial.background"),
                new int[] { rows - 1, columns - 1 }, c.counts(), right);
    }

    private static List<String> names(List<String> classes, int count, String none) {
        return IntStream.range(0, count).mapToObj(i -> i < classes.size() ? classes.get(i) : Words.get(none)).toList();
    }

    private int place(String name) {
        return Math.max(0, desk.trial().map(t -> t.figures().classes().stream().map(f -> f.name()).toList()
                .indexOf(name)).orElse(0));
    }

    /** All side by side where there is room. */
    private void arrange() {
        boolean wide = body.getClientArea().width >= WIDE, changed = false;
        for (Middle each : Middle.values()) {
            Control pane = each == Middle.CURVE ? curvePane : matrixPane;
            boolean shown = wide || middle == each;
            changed |= pane.getVisible() != shown;
            pane.setVisible(shown);
            tools.show(middles.get(each), desk.trial().isPresent() && !wide);
        }
        if (changed) {
            tools.layout(true, true);
            sash.layout();
        }
    }

    // ---------------------------------------------------------------- gestures

    private void chooseImages() {
        Menus.drop(which, menu -> {
            for (NetEvaluation.Images each : NetEvaluation.Images.values())
                Menus.choice(menu, Words.get("trial.which." + each.name()), each == desk.which(),
                        () -> desk.which(each));
        });
    }

    /** Shows the curves, or the confusion, where there is no room for both. */
    public void show(Middle wanted) {
        middle = wanted;
        arrange();
        tools.refresh();
        middles.values().forEach(Control::redraw);
    }

    private void showAll() {
        desk.kinds().forEach(desk::toggle);
        desk.cell(null);
    }

    private void choose(int[] cell) {
        if (cell == null) {
            desk.cell(null);
            return;
        }
        Confusion c = confusion();
        desk.cell(new TrialDesk.Cell(cell[0] < c.truthClasses().size() ? c.truthClasses().get(cell[0]) : "",
                cell[1] < c.foundClasses().size() ? c.foundClasses().get(cell[1]) : ""));
    }

    /** Lists the images behind a cell of the confusion, as a click does. */
    public void choose(int row, int column) {
        matrix.choose(row, column);
    }

    /** Opens the chosen image, at its first mistake. */
    private void open(boolean activate) {
        int image = desk.chosen();
        if (image < 0)
            return;
        ImageEditor.show(getSite().getPage(), desk.item(image), activate).ifPresent(editor -> desk.trial()
                .map(t -> t.images().get(image).mistakes()).filter(m -> !m.isEmpty()).ifPresent(mistakes -> {
                    Region place = mistakes.get(0).place();
                    editor.reveal(place.x(), place.y(), place.width(), place.height());
                }));
    }

    /** Opens an image of the list, as a click does. */
    public void open(int row) {
        images.choose(row);
    }

    // ---------------------------------------------------------------- for those who look on

    /** The figures, each with its name. */
    public List<String> figures() {
        return figures.texts();
    }

    /** The images that are listed, with what is told of each. */
    public List<String> listed() {
        return images.texts();
    }

    /** The kinds of failures that occur, with how often. */
    public List<String> failures() {
        List<String> texts = new ArrayList<>();
        desk.trial().ifPresent(t -> t.counts().forEach((kind, count) -> texts.add(kind.word() + " " + count[1])));
        return texts;
    }

    @Override
    public void setFocus() {
        (desk.trial().isPresent() ? images.control() : page).setFocus();
    }
}
