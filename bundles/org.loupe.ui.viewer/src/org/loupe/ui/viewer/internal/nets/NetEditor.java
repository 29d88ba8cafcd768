package org.loupe.ui.viewer.internal.nets;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.loupe.api.Task;
import org.loupe.engine.nets.NetCard;
import org.loupe.engine.nets.NetFigures;
import org.loupe.model.ModelEntry;
import org.loupe.ui.Contexts;
import org.loupe.ui.Failures;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Parts;
import org.loupe.ui.Session;
import org.loupe.ui.Slider;
import org.loupe.ui.ToolButton;
import org.loupe.ui.ToolRow;
import org.loupe.ui.UnsavedEditor;
import org.loupe.ui.Words;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.internal.nets.TrainingState;
import org.loupe.ui.internal.nets.TrainingState.Phase;
import org.loupe.ui.viewer.internal.ImageEditor;
import org.loupe.ui.viewer.internal.Menus;

/**
 * How a training of a net goes, live, or how that of a model went: figures, curves beside those of another net, what it
 * finds on fixed tiles held apart, figures by class.
 */
public final class NetEditor extends UnsavedEditor {
    /** What is shown below the curves. */
    public enum Below {
        TILES, CLASSES;

        String label() {
            return Words.get("net.below." + name().toLowerCase(Locale.ROOT));
        }
    }

    private static final int CURVES = 150;
    private static final String WORDS = "words";

    private NetDesk desk;
    private NetCards cards;
    private ToolRow tools, lower;
    private ToolButton resume, pause, end, compared, which, order;
    private Label phase, note, epochOf;
    private EpochPlot loss, score;
    private Composite area;
    private TileStrip tiles;
    private Table classes;
    private Slider slider;
    private Below below = Below.TILES;
    /** The epoch whose tiles are shown; 0 for the latest. */
    private int epoch;
    private String shown = "";
    /** Whose figures by class stand in the table. */
    private Optional<NetCard> classesOf;

    /** Shows the editor. */
    public static Optional<NetEditor> show(IWorkbenchPage page, boolean activate) {
        try {
            return page.openEditor(NetInput.ONE, Ids.NET_EDITOR, activate) instanceof NetEditor editor
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
        desk = NetDesk.of(site.getService(Session.class));
    }

    @Override
    public void createPartControl(Composite parent) {
        Parts.title(this, parent, "train", this::setTitleImage);
        Composite page = new Composite(parent, SWT.NONE);
        ToolRow.style(page, "loupe-part");
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        tools = new ToolRow(page, getSite()).fillWidth();
        resume = tools.command(Ids.TRAINING_RESUME, "resume", Words.get("training.net.resume"));
        pause = tools.command(Ids.TRAINING_PAUSE, "pause", Words.get("net.tool.pause"));
        end = tools.command(Ids.TRAINING_END, "stop", Words.get("net.tool.end"));
        tools.line();
        tools.command(Ids.MODEL_EVALUATE, "target", Words.get("trial.tool.evaluate"));
        tools.command(Ids.MODEL_TO_RECIPE, "recipe", Words.get("net.tool.toRecipe"));
        tools.command(Ids.MODEL_AUTO_LABELER, "prompt", Words.get("net.tool.autoLabeler"));
        tools.command(Ids.MODEL_EXPORT, "export", Words.get("net.tool.export"));
        tools.spring();
        compared = tools.add(new ToolButton(tools, "compare", "", ToolButton.Look.FLAT, this::chooseOther));
        phase = tools.add(new Label(tools, SWT.NONE));
        ToolRow.style(phase, "loupe-bar loupe-hint");
        cards = new NetCards(page, desk);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(cards);
        note = new Label(page, SWT.WRAP);
        ToolRow.style(note, "loupe-part");
        GridDataFactory.fillDefaults().grab(true, false).indent(12, 4).hint(200, SWT.DEFAULT).exclude(true)
                .applyTo(note);
        Composite curves = new Composite(page, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).equalWidth(true).spacing(0, 0).applyTo(curves);
        GridDataFactory.fillDefaults().grab(true, true).hint(SWT.DEFAULT, CURVES).applyTo(curves);
        loss = new EpochPlot(curves, desk, true, this::look);
        score = new EpochPlot(curves, desk, false, this::look);
        for (EpochPlot plot : List.of(loss, score))
            GridDataFactory.fillDefaults().grab(true, true).applyTo(plot);
        lower = new ToolRow(page, getSite()).fillWidth().plain();
        which = lower.add(new ToolButton(lower, "", "", ToolButton.Look.FLAT, this::chooseBelow));
        epochOf = lower.add(new Label(lower, SWT.NONE));
        ToolRow.style(epochOf, "loupe-bar loupe-hint");
        slider = lower.add(new Slider(lower, 1, 2, 1, Double.NaN, value -> look((int) Math.round(value)),
                value -> look((int) Math.round(value))));
        GridDataFactory.swtDefaults().hint(150, 22).align(SWT.BEGINNING, SWT.CENTER).applyTo(slider);
        lower.spring();
        order = lower.add(new ToolButton(lower, "sort", "", ToolButton.Look.FLAT, this::chooseOrder));
        area = new Composite(page, SWT.NONE);
        area.setLayout(new StackLayout());
        GridDataFactory.fillDefaults().grab(true, true).hint(SWT.DEFAULT, CURVES).applyTo(area);
        tiles = new TileStrip(area, desk, item -> ImageEditor.show(getSite().getPage(), item, true));
        classes = new Table(area, SWT.FULL_SELECTION);
        classes.setHeaderVisible(true);
        for (Control each : List.of(loss, score, tiles, classes))
            Contexts.whileFocused(each, getSite(), Ids.MODEL_CONTEXT);
        desk.listen(page, this::refresh);
        refresh();
    }

    // ---------------------------------------------------------------- what is shown

    private void refresh() {
        TrainingState state = desk.state().orElse(null);
        String name = desk.name();
        if (!name.equals(shown)) {
            shown = name;
            epoch = 0;
            setPartName(name.isEmpty() ? Words.get("net.tabNone") : name);
        }
        phase.setText(state == null ? "" : phase(state));
        compared.text(desk.otherEntry().map(o -> Words.get("net.tool.compared", o.getName()))
                .orElse(Words.get("net.tool.compare")));
        boolean any = state != null && !others().isEmpty();
        boolean alive = state != null && state.alive(), idle = state != null && !alive && desk.job().isPresent();
        tools.show(compared, any);
        tools.show(resume, idle);
        tools.show(pause, alive);
        tools.show(end, alive);
        say(state);
        cards.redraw();
        loss.refresh();
        score.refresh();
        below();
        tools.refresh();
        layout(tools, phase.getText() + compared.text() + any + alive + idle);
    }

    /** Lays a row out anew if what it says has changed. */
    private static void layout(ToolRow row, String words) {
        if (words.equals(row.getData(WORDS)))
            return;
        row.setData(WORDS, words);
        row.layout(true, true);
    }

    private static String phase(TrainingState state) {
        return Words.get("net.phase." + state.phase().name().toLowerCase(Locale.ROOT));
    }

    /** What is wrong, or doubtful, stands above the curves. */
    private void say(TrainingState state) {
        String words = state == null ? desk.problem() : !state.problem().isEmpty() ? state.problem()
                : state.phase() == Phase.INTERRUPTED && state.epochs().isEmpty() ? Words.get("net.note.waiting")
                : state.phase() == Phase.INTERRUPTED ? Words.get("net.note.interrupted", state.epochs().size())
                        : String.join(" ", state.warnings());
        if (words.equals(note.getText()))
            return;
        note.setText(words);
        note.setForeground(Palette.color(state == null || !state.problem().isEmpty() ? Token.ERROR
                : state.phase() == Phase.INTERRUPTED ? Token.TEXT2 : Token.WARN));
        Parts.visible(note, !words.isEmpty());
        note.getParent().layout();
    }

    private void below() {
        TrainingState state = desk.state().orElse(null);
        which.text(Words.get("review.drop", below.label()));
        int last = state == null || state.last().isEmpty() ? 0 : state.last().get().number();
        boolean many = below == Below.TILES && last > 1;
        int now = epoch == 0 || epoch > last ? last : epoch;
        epochOf.setText(last > 0 && below == Below.TILES ? Words.get("net.below.epoch", now, last)
                : below == Below.CLASSES && state != null && state.card().isPresent()
                        ? Words.get("net.below.best", state.card().get().report().best()) : "");
        lower.show(slider, many);
        if (many) {
            slider.range(1, last, 1, state.best().map(b -> (double) b.number()).orElse(Double.NaN));
            slider.value(now);
        }
        order.text(Words.get("review.drop", Words.get(tiles.wrongFirst() ? "net.order.wrong" : "net.order.given")));
        lower.show(order, below == Below.TILES && state != null && !state.tiles().isEmpty());
        tiles.epoch(epoch == 0 ? Integer.MAX_VALUE : epoch);
        tiles.refresh();
        Optional<NetCard> card = state == null ? Optional.empty() : state.card();
        if (below == Below.CLASSES && !card.equals(classesOf)) {
            classesOf = card;
            fill(state);
        }
        Control top = below == Below.TILES ? tiles : classes;
        if (((StackLayout) area.getLayout()).topControl != top) {
            ((StackLayout) area.getLayout()).topControl = top;
            area.layout();
        }
        layout(lower, which.text() + epochOf.getText() + order.text() + many + last);
    }

    private void look(int number) {
        int last = desk.state().flatMap(TrainingState::last).map(e -> e.number()).orElse(0);
        epoch = number >= last ? 0 : Math.max(1, number);
        below();
    }

    /** Shows tiles or figures. */
    public void show(Below wanted) {
        below = wanted;
        below();
    }

    /** The next or previous of what is shown below the curves. */
    public void step(int by) {
        Below[] all = Below.values();
        show(all[Math.floorMod(below.ordinal() + by, all.length)]);
    }

    private void chooseBelow() {
        Menus.drop(which, menu -> {
            for (Below each : Below.values())
                Menus.choice(menu, each.label(), each == below, () -> show(each));
        });
    }

    private void chooseOrder() {
        Menus.drop(order, menu -> {
            for (boolean wrong : new boolean[] { true, false })
                Menus.choice(menu, Words.get(wrong ? "net.order.wrong" : "net.order.given"),
                        wrong == tiles.wrongFirst(), () -> {
                            tiles.wrongFirst(wrong);
                            below();
                        });
        });
    }

    private List<ModelEntry> others() {
        return desk.nets().stream().filter(m -> desk.entry().filter(m::equals).isEmpty()).toList();
    }

    private void chooseOther() {
        Menus.drop(compared, menu -> {
            Menus.choice(menu, Words.get("net.compare.none"), desk.otherEntry().isEmpty(),
                    () -> desk.compareWith(null));
            for (ModelEntry each : others())
                Menus.choice(menu, each.getName(), desk.otherEntry().filter(each::equals).isPresent(),
                        () -> desk.compareWith(each));
        });
    }

    // ---------------------------------------------------------------- classes

    private void fill(TrainingState state) {
        NetFigures figures = state == null ? null : state.card().flatMap(c -> c.report().figures()).orElse(null);
        classes.setRedraw(false);
        classes.removeAll();
        for (TableColumn column : classes.getColumns())
            column.dispose();
        List<String> keys = new ArrayList<>();
        if (figures != null)
            figures.classes().stream().findFirst().ifPresent(c -> keys.addAll(c.values().keySet()));
        column(Words.get("net.column.class"), SWT.LEFT, 160);
        if (figures != null)
            column(Words.get(state.task() == Task.SEGMENTATION ? "net.column.px" : "net.column.truths"),
                    SWT.RIGHT, 110);
        keys.forEach(key -> column(Words.has("net.figure." + key) ? Words.get("net.figure." + key) : key, SWT.RIGHT,
                100));
        if (figures == null)
            new TableItem(classes, SWT.NONE).setText(Words.get("net.classes.none"));
        else
            for (NetFigures.OfClass one : figures.classes()) {
                TableItem item = new TableItem(classes, SWT.NONE);
                item.setText(0, one.name());
                item.setText(1, Words.number(one.truths(), 0));
                for (int i = 0; i < keys.size(); i++)
                    item.setText(i + 2, Words.number(one.values().getOrDefault(keys.get(i), Double.NaN), 3));
            }
        classes.setRedraw(true);
    }

    private void column(String words, int style, int width) {
        TableColumn column = new TableColumn(classes, style);
        column.setText(words);
        column.setWidth(width);
    }

    // ---------------------------------------------------------------- for those who look on

    /** What the cards say. */
    public List<String> figures() {
        return cards.texts();
    }

    /** The verdict on each tile. */
    public List<String> verdicts() {
        return tiles.texts();
    }

    /** What is wrong or doubtful. */
    public String note() {
        return note.getText();
    }

    /** What a row of the figures by class tells, cell by cell. */
    public List<String> classRow(int row) {
        List<String> texts = new ArrayList<>();
        for (int c = 0; c < classes.getColumnCount(); c++)
            texts.add(classes.getItem(row).getText(c));
        return texts;
    }

    @Override
    public void setFocus() {
        loss.setFocus();
    }
}
