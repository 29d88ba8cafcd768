package org.loupe.ui.viewer.internal.nets;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.ui.part.ViewPart;
import org.loupe.engine.nets.NetCard;
import org.loupe.engine.nets.NetHealth;
import org.loupe.model.ImageSet;
import org.loupe.ui.Contexts;
import org.loupe.ui.Icons;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Parts;
import org.loupe.ui.Session;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.internal.nets.TrainingState;

/** What shows that the training that is looked at goes wrong without an error. */
public final class HealthView extends ViewPart {
    private static final int VALUE = 96;

    private NetDesk desk;
    private Label empty;
    private Table table;

    @Override
    public void createPartControl(Composite parent) {
        desk = NetDesk.of(getSite().getService(Session.class));
        Parts.title(this, parent, "ok", this::setTitleImage);
        Composite page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        empty = new Label(page, SWT.WRAP);
        empty.setText(Words.get("net.health.none"));
        ToolRow.style(empty, "loupe-hint");
        GridDataFactory.fillDefaults().grab(true, false).indent(12, 12).hint(160, SWT.DEFAULT).applyTo(empty);
        table = new Table(page, SWT.FULL_SELECTION);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(table);
        TableColumn what = new TableColumn(table, SWT.LEFT), value = new TableColumn(table, SWT.RIGHT);
        table.addListener(SWT.Resize, e -> {
            value.setWidth(VALUE);
            what.setWidth(Math.max(90, table.getClientArea().width - VALUE - 2));
        });
        Contexts.whileFocused(table, getSite(), Ids.MODEL_CONTEXT);
        desk.listen(page, this::refresh);
        desk.session().listen(page, Session.Event.IMAGES, this::refresh);
        refresh();
    }

    private void refresh() {
        TrainingState state = desk.state().orElse(null);
        List<NetHealth> checks = state == null ? List.of() : checks(state);
        if (table.getItemCount() == 0 || checks.isEmpty()) {
            Parts.visible(empty, checks.isEmpty());
            Parts.visible(table, !checks.isEmpty());
            table.getParent().layout();
        }
        while (table.getItemCount() > checks.size())
            table.remove(table.getItemCount() - 1);
        for (int i = 0; i < checks.size(); i++) {
            NetHealth check = checks.get(i);
            TableItem item = i < table.getItemCount() ? table.getItem(i) : new TableItem(table, SWT.NONE);
            String words = words(check), value = value(check, state, mode());
            if (!words.equals(item.getText(0)))
                item.setText(0, words);
            if (!value.equals(item.getText(1)))
                item.setText(1, value);
            item.setImage(0, icon(check.state()));
        }
        long bad = checks.stream().filter(c -> c.state() == NetHealth.State.BAD
                || c.state() == NetHealth.State.DOUBTFUL).count();
        String name = bad == 0 ? Words.get("net.health") : Words.get("net.health.count", bad);
        if (!name.equals(getPartName()))
            setPartName(name);
    }

    /** Those of the training, and whether the images that are shown suit what came of it. */
    private List<NetHealth> checks(TrainingState state) {
        List<NetHealth> checks = new ArrayList<>(state.health());
        double shown = desk.session().imageSet().map(ImageSet::getUmPerPx).orElse(0.0);
        checks.add(NetHealth.standard(state.card().map(NetCard::umPerPx).orElse(Double.NaN), shown > 0 ? shown
                : Double.NaN));
        checks.add(NetHealth.mode(state.card().map(NetCard::modes).orElse(List.of()), mode()));
        return checks;
    }

    /** The imaging mode of the images that are shown; "" if unknown. */
    private String mode() {
        return desk.session().imageSet().map(ImageSet::getMode).orElse("");
    }

    private static String words(NetHealth check) {
        String kind = check.kind().name().toLowerCase(Locale.ROOT);
        boolean wrong = check.state() == NetHealth.State.BAD || check.state() == NetHealth.State.DOUBTFUL;
        return Words.get("net.health." + kind + (wrong ? ".wrong" : ""));
    }

    private static String value(NetHealth check, TrainingState state, String mode) {
        if (Double.isNaN(check.value()) && check.kind() != NetHealth.Kind.MODE)
            return "–";
        int whole = (int) check.value();
        return switch (check.kind()) {
            case LOSS -> Words.get("net.health.epochs", whole);
            case VARIES -> Words.get("net.health.sd", Words.number(check.value(),
                    check.value() < 0.1 ? 4 : 2));
            case BLANK -> state.held() == 0 ? Words.number(whole, 0) : Words.get("net.health.of", whole, state.held());
            case SPLIT -> whole < 0 ? "–" : Words.get("net.health.groups", whole);
            case STANDARD -> Words.scale(check.value());
            case MODE -> mode.isBlank() ? "–" : mode;
            case SCORE, VALIDATION -> whole == 0 ? Words.get("net.health.rising") : Words.get("net.health.since", whole);
        };
    }

    private static Image icon(NetHealth.State state) {
        return switch (state) {
            case GOOD -> Icons.get("ok", Token.OK);
            case DOUBTFUL -> Icons.get("warning", Token.WARN);
            case BAD -> Icons.get("error", Token.ERROR);
            case UNKNOWN -> Icons.get("clock", Token.TEXT2);
        };
    }

    /** What each check says, with its value. */
    public List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (TableItem item : table.getItems())
            texts.add(item.getText(0) + ": " + item.getText(1));
        return texts;
    }

    @Override
    public void setFocus() {
        table.setFocus();
    }
}
