package org.loupe.ui.viewer.internal.nets;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.ui.part.ViewPart;
import org.loupe.api.Provenance;
import org.loupe.api.Tool;
import org.loupe.api.ToolException;
import org.loupe.engine.Policy;
import org.loupe.engine.Recipe;
import org.loupe.engine.Schema;
import org.loupe.engine.ToolText;
import org.loupe.engine.nets.NetSettings;
import org.loupe.ui.Contexts;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Parts;
import org.loupe.ui.Session;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.internal.nets.TrainingState;

/** The parameters of the training that is looked at, what differs from the recommended in bold, and its provenance. */
public final class TrainedWithView extends ViewPart {
    private static final int NAME = 148;

    /** @param help what it does, with what is recommended; "" for a heading @param changed from what is recommended */
    private record Row(String name, String value, String help, boolean changed) {
    }

    private Session session;
    private NetDesk desk;
    private Label empty;
    private Table table;
    private List<Row> rows = List.of();
    /** What the rows tell of. */
    private Object shown;
    private boolean drawn;

    @Override
    public void createPartControl(Composite parent) {
        session = getSite().getService(Session.class);
        desk = NetDesk.of(session);
        Parts.title(this, parent, "gear", this::setTitleImage);
        Composite page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        empty = new Label(page, SWT.WRAP);
        empty.setText(Words.get("net.with.none"));
        ToolRow.style(empty, "loupe-hint");
        GridDataFactory.fillDefaults().grab(true, false).indent(12, 12).hint(160, SWT.DEFAULT).applyTo(empty);
        table = new Table(page, SWT.FULL_SELECTION);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(table);
        TableColumn name = new TableColumn(table, SWT.LEFT), value = new TableColumn(table, SWT.LEFT);
        table.addListener(SWT.Resize, e -> {
            name.setWidth(NAME);
            value.setWidth(Math.max(90, table.getClientArea().width - NAME - 2));
        });
        table.addListener(SWT.MouseMove, e -> {
            TableItem item = table.getItem(new Point(e.x, e.y));
            int at = item == null ? -1 : table.indexOf(item);
            String help = at < 0 || at >= rows.size() || rows.get(at).help.isEmpty() ? null : rows.get(at).help;
            if (!Objects.equals(help, table.getToolTipText()))
                table.setToolTipText(help);
        });
        Contexts.whileFocused(table, getSite(), Ids.MODEL_CONTEXT);
        desk.listen(page, this::refresh);
        Palette.onChange(page, () -> {
            drawn = false;
            refresh();
        });
        refresh();
    }

    private void refresh() {
        Object of = desk.state().map(s -> List.of(s.plan(), s.card(), s.learned())).orElse(null);
        if (drawn && Objects.equals(of, shown))
            return;
        drawn = true;
        shown = of;
        List<Row> now = desk.state().map(this::rows).orElse(List.of());
        rows = now;
        Parts.visible(empty, now.isEmpty());
        Parts.visible(table, !now.isEmpty());
        table.removeAll();
        for (Row row : now) {
            TableItem item = new TableItem(table, SWT.NONE);
            item.setText(0, row.name);
            item.setText(1, row.value);
            if (row.value.isEmpty() || row.changed)
                item.setFont(row.value.isEmpty() ? 0 : 1, Palette.font(Type.STRONG));
            if (!row.value.isEmpty())
                item.setForeground(0, Palette.color(Token.TEXT2));
        }
        table.getParent().layout();
    }

    private List<Row> rows(TrainingState state) {
        List<Row> all = new ArrayList<>();
        NetSettings settings = state.plan().settings();
        Provenance made = state.card().map(c -> c.trainer()).orElse(null);
        Tool<?, ?, ?> tool = tool(settings.trainer());
        all.add(heading(tool == null ? settings.trainer() : ToolText.info(tool, Locale.getDefault()).label()));
        Map<String, Object> params = made != null ? made.params() : settings.params();
        if (tool != null)
            for (Schema.Field field : ToolText.schema(tool, Locale.getDefault()).fields()) {
                Object value = params.getOrDefault(field.name(), field.defaultValue());
                String unit = field.unit().isEmpty() ? "" : " " + field.unit();
                String words = plain(field, value), usual = plain(field, field.defaultValue());
                all.add(new Row(field.label(), words.isEmpty() ? "–" : words + unit, Words.get("net.with.help",
                        field.help(), usual + unit), !words.equals(usual)));
            }
        all.add(heading(Words.get("net.with.judged")));
        if (settings.evaluationIou() > 0) {
            all.add(row("held", Words.get("net.with.percent", Words.number(settings.held() * 100, 0))));
            all.add(row("evaluation", Words.number(settings.evaluationIou(), 2)));
        }
        all.add(row("merge", Words.number(settings.mergeIou(), 2)));
        all.add(row("least", Words.number(settings.leastScore(), 2)));
        all.add(row("groups", state.groups().isEmpty() ? "–" : String.join(", ", state.groups())));
        all.add(heading(Words.get("net.with.provenance")));
        all.add(row("seed", Long.toString(settings.seed())));
        all.add(row("start", settings.start().isEmpty() ? Words.get("net.with.anew")
                : Path.of(settings.start()).getFileName().toString()));
        all.add(row("prepared", prepared(state)));
        all.add(row("classes", state.classes().isEmpty() ? "–" : String.join(", ", state.classes())));
        if (state.learned() > 0)
            all.add(row("images", Words.get("net.with.imagesOf", state.learned(), state.held())));
        state.card().ifPresent(card -> {
            all.add(row("scale", card.umPerPx() > 0 ? Words.scale(card.umPerPx()) : "–"));
            all.add(row("mode", card.modes().isEmpty() ? "–" : String.join(", ", card.modes())));
        });
        if (made != null) {
            all.add(row("bundle", made.bundle() + " " + made.version()));
            all.add(row("device", made.device()));
            if (!made.libraries().isEmpty())
                all.add(row("libraries", String.join(", ", made.libraries().entrySet().stream()
                        .map(l -> l.getKey() + " " + l.getValue()).sorted().toList())));
        }
        return all;
    }

    private static String prepared(TrainingState state) {
        try {
            Recipe recipe = state.plan().preparing();
            return recipe.steps().isEmpty() ? Words.get("net.with.notPrepared") : recipe.name();
        } catch (ToolException e) {
            return "–";
        }
    }

    private Tool<?, ?, ?> tool(String id) {
        try {
            return session.registry().find(id, Policy.AUTO).tool();
        } catch (ToolException e) {
            return null; // it is not installed any more
        }
    }

    private static Row heading(String words) {
        return new Row(words, "", "", false);
    }

    private static Row row(String key, String value) {
        return new Row(Words.get("net.with." + key), value, Words.has("net.with." + key + ".help")
                ? Words.get("net.with." + key + ".help") : value, false);
    }

    private static String plain(Schema.Field field, Object value) {
        if (field.kind() == Schema.Kind.CHOICE)
            return Words.choice(String.valueOf(value));
        if (value instanceof Number n)
            return n.doubleValue() == Math.rint(n.doubleValue()) ? Words.number(n.doubleValue(), 0)
                    : Math.abs(n.doubleValue()) < 0.01 ? String.format("%.2e", n.doubleValue())
                            : Words.number(n.doubleValue(), 2);
        if (value instanceof Boolean on)
            return Words.get(on ? "net.with.yes" : "net.with.no");
        return String.valueOf(value);
    }

    /** What each row tells. */
    public List<String> texts() {
        return rows.stream().map(r -> r.name + ": " + r.value).toList();
    }

    @Override
    public void setFocus() {
        table.setFocus();
    }
}
