package org.loupe.ui.viewer.internal.nets;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.ui.part.ViewPart;
import org.loupe.api.ToolException;
import org.loupe.engine.nets.NetCard;
import org.loupe.engine.nets.NetEpoch;
import org.loupe.engine.nets.NetReport;
import org.loupe.model.ModelEntry;
import org.loupe.store.labels.TileState;
import org.loupe.ui.Contexts;
import org.loupe.ui.Icons;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Parts;
import org.loupe.ui.Session;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.internal.nets.TrainingJob;
import org.loupe.ui.internal.nets.TrainingState;
import org.loupe.ui.internal.recipe.Drawing;
import org.loupe.ui.viewer.internal.Latest;
import org.loupe.ui.viewer.internal.Menus;

/** The trainings of nets: under way, waiting, interrupted, failed, or become models; with their score. */
public final class TrainingsView extends ViewPart {
    private static final int ROW = 42, ICON = 16, PAD = 8;

    /** A row: a training, or a model. @param score "" while it is not known */
    private record Row(TrainingJob job, ModelEntry model, String icon, Token tint, String name, String about,
            String score) {
        boolean same(Row o) {
            return o != null && job == o.job && model == o.model;
        }
    }

    /** What a model's file tells. @param score "" if the file cannot be read */
    private record Facts(String about, String score) {

        /** Reads them, off the UI thread. */
        static Facts read(Path file) {
            try {
                NetReport report = NetCard.read(file).report();
                return new Facts(Words.get("net.row.images", report.learned()), report.figures()
                        .map(f -> TrainingState.score(f.score())).orElse("–"));
            } catch (ToolException e) {
                return new Facts("", ""); // why is said where it is opened
            }
        }
    }

    private Session session;
    private NetDesk desk;
    private Composite page;
    private ToolRow tools;
    private Label empty;
    private Table table;
    private Latest reading;
    private final Map<String, Facts> facts = new HashMap<>();
    private List<Row> rows = List.of();

    @Override
    public void createPartControl(Composite parent) {
        session = getSite().getService(Session.class);
        desk = NetDesk.of(session);
        Parts.title(this, parent, "train", this::setTitleImage);
        page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        tools = new ToolRow(page, getSite()).fillWidth();
        tools.command(Ids.MODEL_NEW, "plus", Words.get("net.tool.new"));
        tools.command(Ids.TRAINING_RESUME, "resume");
        tools.command(Ids.TRAINING_END, "stop");
        tools.spring();
        empty = new Label(page, SWT.WRAP);
        ToolRow.style(empty, "loupe-hint");
        GridDataFactory.fillDefaults().grab(true, false).indent(12, 12).hint(160, SWT.DEFAULT).applyTo(empty);
        table = new Table(page, SWT.SINGLE | SWT.FULL_SELECTION | SWT.V_SCROLL);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(table);
        table.addListener(SWT.MeasureItem, e -> {
            e.height = ROW;
            e.width = Math.max(1, table.getClientArea().width - 1);
        });
        table.addListener(SWT.EraseItem, this::erase);
        table.addListener(SWT.PaintItem, this::paint);
        table.addListener(SWT.Selection, e -> chosen(false));
        table.addListener(SWT.DefaultSelection, e -> chosen(true));
        Contexts.whileFocused(table, getSite(), Ids.MODEL_CONTEXT);
        Menus.context(table, menu -> {
            Menus.command(menu, getSite(), Ids.TRAINING_RESUME, "resume");
            Menus.command(menu, getSite(), Ids.TRAINING_PAUSE, "pause");
            Menus.command(menu, getSite(), Ids.TRAINING_END, "stop");
            Menus.command(menu, getSite(), Ids.TRAINING_DISCARD, "trash");
            Menus.line(menu);
            Menus.command(menu, getSite(), Ids.MODEL_EVALUATE, "target");
            Menus.command(menu, getSite(), Ids.MODEL_TO_RECIPE, "recipe");
            Menus.command(menu, getSite(), Ids.MODEL_AUTO_LABELER, "prompt");
            Menus.command(menu, getSite(), Ids.MODEL_EXPORT, "export");
            Menus.line(menu);
            Menus.command(menu, getSite(), Ids.MODEL_RENAME, "rename");
            Menus.command(menu, getSite(), Ids.MODEL_DELETE, "trash");
        });
        reading = new Latest(page, "Loupe list of nets");
        session.listen(page, Session.Event.PROJECT, () -> {
            facts.clear();
            list();
        });
        session.listen(page, Session.Event.MODEL, this::list);
        session.listen(page, Session.Event.LABELS, this::list);
        desk.listen(page, this::list);
        Palette.onChange(page, table::redraw);
        list();
    }

    // ---------------------------------------------------------------- rows

    private void list() {
        List<Row> now = new ArrayList<>();
        desk.trainings().all().forEach(job -> now.add(row(job)));
        desk.nets().forEach(model -> now.add(row(model)));
        boolean others = now.size() != rows.size();
        for (int i = 0; i < now.size() && !others; i++)
            others = !now.get(i).same(rows.get(i));
        boolean repaint = !now.equals(rows);
        rows = now;
        if (others) {
            table.removeAll();
            for (Row row : rows)
                new TableItem(table, SWT.NONE).setText(row.name + ", " + row.about + ", " + row.score);
        } else if (repaint)
            table.redraw();
        empty.setText(session.project().isEmpty() ? Words.get("models.noProject") : Words.get("net.trainings.none",
                session.project().get().labels().table().tiles().stream()
                        .filter(t -> t.state() == TileState.COMPLETE).count()));
        Parts.visible(empty, rows.isEmpty());
        Parts.visible(table, !rows.isEmpty());
        for (int i = 0; i < rows.size(); i++)
            if (shown(rows.get(i)) && table.getSelectionIndex() != i)
                table.setSelection(i);
        tools.refresh();
        if (others)
            page.layout();
        read();
    }

    private boolean shown(Row row) {
        return row.job != null ? desk.job().filter(row.job::equals).isPresent()
                : desk.entry().filter(row.model::equals).isPresent();
    }

    private static Row row(TrainingJob job) {
        TrainingState s = job.state();
        int epoch = (int) Math.min(Math.max(1, s.wanted()), Math.floor(s.now()) + 1);
        String score = s.best().map(NetEpoch::score).map(TrainingState::score).orElse("");
        return switch (s.phase()) {
            case QUEUED -> new Row(job, null, "clock", Token.TEXT2, s.plan().name(), Words.get("net.phase.queued"), "");
            case INTERRUPTED -> new Row(job, null, "pause", Token.WARN, s.plan().name(),
                    s.epochs().isEmpty() ? Words.get("net.row.waiting")
                            : Words.get("net.row.interrupted", s.epochs().size()), score);
            case FAILED -> new Row(job, null, "error", Token.ERROR, s.plan().name(), Words.get("net.row.failed"),
                    Words.get("net.row.na"));
            default -> new Row(job, null, "play", Token.ACCENT, s.plan().name(), s.learned() == 0
                    ? Words.get("net.row.reading") : Words.get("net.row.epoch", epoch), score);
        };
    }

    private Row row(ModelEntry model) {
        Facts known = facts.get(model.getFile());
        boolean broken = known != null && known.score.isEmpty();
        return new Row(null, model, broken ? "error" : "ok", broken ? Token.ERROR : Token.OK, model.getName(),
                known == null ? "" : broken ? Words.get("net.row.broken") : known.about,
                known == null ? "" : broken ? Words.get("net.row.na") : known.score);
    }

    private void read() {
        if (session.project().isEmpty())
            return;
        Map<String, Path> missing = new HashMap<>();
        for (Row row : rows)
            if (row.model != null && !facts.containsKey(row.model.getFile()))
                missing.put(row.model.getFile(), session.project().get().resolve(row.model.getFile()));
        if (missing.isEmpty())
            return;
        reading.ask(unwanted -> {
            Map<String, Facts> read = new HashMap<>();
            missing.forEach((key, file) -> read.put(key, Facts.read(file)));
            return read;
        }, read -> {
            facts.putAll(read);
            list();
        });
    }

    private void chosen(boolean activate) {
        int at = table.getSelectionIndex();
        if (at < 0 || at >= rows.size())
            return;
        Row row = rows.get(at);
        if (row.job != null)
            desk.show(row.job);
        else {
            session.subject(row.model);
            if (desk.entry().filter(row.model::equals).isEmpty())
                desk.show(row.model);
        }
        NetEditor.show(getSite().getPage(), activate);
        tools.refresh();
    }

    /** The model that is chosen. */
    public Optional<ModelEntry> model() {
        int at = table.getSelectionIndex();
        return at < 0 || at >= rows.size() ? Optional.empty() : Optional.ofNullable(rows.get(at).model);
    }

    /** Chooses a row, as a click does. */
    public void choose(int row) {
        table.setSelection(row);
        chosen(false);
    }

    /** What the rows tell. */
    public List<String> texts() {
        return rows.stream().map(r -> r.name + "|" + r.about + "|" + r.score).toList();
    }

    private void erase(Event e) {
        e.detail &= ~(SWT.SELECTED | SWT.HOT | SWT.FOCUSED | SWT.FOREGROUND);
        boolean selected = table.isSelected(table.indexOf((TableItem) e.item));
        e.gc.setBackground(Palette.color(!selected ? Token.PART
                : table.isFocusControl() ? Token.SELECTION : Token.SELECTION_OFF));
        e.gc.fillRectangle(0, e.y, Parts.ROW_WIDTH, e.height);
        e.gc.setForeground(Palette.color(Token.LINE2));
        e.gc.drawLine(0, e.y + e.height - 1, Parts.ROW_WIDTH, e.y + e.height - 1);
    }

    private void paint(Event e) {
        int at = table.indexOf((TableItem) e.item);
        if (at < 0 || at >= rows.size())
            return;
        Row row = rows.get(at);
        GC gc = e.gc;
        gc.setTextAntialias(SWT.ON);
        gc.drawImage(Icons.get(row.icon, row.tint), e.x + PAD, e.y + (ROW - ICON) / 2);
        int left = e.x + PAD + ICON + PAD, right = table.getClientArea().width - 12;
        gc.setFont(Palette.font(Type.STRONG));
        gc.setForeground(Palette.color(row.tint == Token.ERROR ? Token.ERROR : Token.TEXT));
        int wide = gc.textExtent(row.score).x;
        gc.drawText(row.score, right - wide, e.y + (ROW - gc.textExtent("0").y) / 2, true);
        gc.setForeground(Palette.color(Token.TEXT));
        gc.drawText(Drawing.shorten(gc, row.name, right - wide - 8 - left), left, e.y + 3, true);
        gc.setFont(Palette.font(Type.SMALL));
        gc.setForeground(Palette.color(Token.TEXT2));
        gc.drawText(Drawing.shorten(gc, row.about, right - wide - 8 - left), left, e.y + 21, true);
    }

    @Override
    public void setFocus() {
        (rows.isEmpty() ? page : table).setFocus();
    }
}
