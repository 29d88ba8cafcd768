package org.loupe.ui.viewer.internal.models;

import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.ui.part.ViewPart;
import org.loupe.api.ToolException;
import org.loupe.engine.Policy;
import org.loupe.engine.Registry;
import org.loupe.engine.ToolText;
import org.loupe.model.ModelEntry;
import org.loupe.ui.Contexts;
import org.loupe.ui.Parts;
import org.loupe.ui.Session;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.viewer.internal.Latest;
import org.loupe.ui.viewer.internal.Menus;

/** The models of the project as a table; a click shows one, two are compared. */
public final class ModelsView extends ViewPart {
    private static final String[] KEYS = { "name", "balanced", "trainer", "examples", "created" };
    private static final int[] WIDTHS = { 96, 68, 104, 62, 88 };
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd MMM HH:mm");

    private Session session;
    private ModelDesk desk;
    private Composite page;
    private ToolRow tools;
    private Label empty;
    private Table table;
    private Latest reading;
    private List<ModelEntry> rows = List.of();
    private final Map<String, ModelFacts> facts = new HashMap<>();

    @Override
    public void createPartControl(Composite parent) {
        session = getSite().getService(Session.class);
        desk = ModelDesk.of(session);
        Parts.title(this, parent, "model", this::setTitleImage);
        page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        tools = new ToolRow(page, getSite()).fillWidth();
        tools.command(Ids.MODEL_NEW, "train", Words.get("models.tool.new"));
        tools.command(Ids.MODEL_COMPARE, "compare");
        tools.command(Ids.MODEL_TO_RECIPE, "recipe");
        tools.spring();
        empty = new Label(page, SWT.WRAP);
        ToolRow.style(empty, "loupe-hint");
        GridDataFactory.fillDefaults().grab(true, false).indent(12, 12).hint(160, SWT.DEFAULT).applyTo(empty);
        table = new Table(page, SWT.MULTI | SWT.FULL_SELECTION);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(table);
        table.setHeaderVisible(true);
        for (int i = 0; i < KEYS.length; i++) {
            TableColumn column = new TableColumn(table, i == 1 || i == 3 ? SWT.RIGHT : SWT.LEFT);
            column.setText(Words.get("models.column." + KEYS[i]));
            column.setWidth(WIDTHS[i]);
        }
        table.addListener(SWT.Selection, e -> selected());
        table.addListener(SWT.DefaultSelection, e -> chosen().stream().findFirst().ifPresent(
                model -> ModelCommands.show(session, getSite().getPage(), model, true)));
        Contexts.whileFocused(table, getSite(), Ids.MODEL_CONTEXT);
        Menus.context(table, menu -> {
            Menus.command(menu, getSite(), Ids.MODEL_TO_RECIPE, "recipe");
            Menus.command(menu, getSite(), Ids.MODEL_COMPARE, "compare");
            Menus.command(menu, getSite(), Ids.MODEL_AUTO_LABELER, "prompt");
            Menus.command(menu, getSite(), Ids.MODEL_EXPORT, "export");
            Menus.line(menu);
            Menus.command(menu, getSite(), Ids.MODEL_RENAME, "rename");
            Menus.command(menu, getSite(), Ids.MODEL_DELETE, "trash");
        });
        reading = new Latest(page, "Loupe model list");
        session.listen(page, Session.Event.PROJECT, () -> {
            facts.clear();
            list();
        });
        session.listen(page, Session.Event.MODEL, this::list);
        desk.listen(page, ModelDesk.Event.OPENED, this::select);
        list();
    }

    private void list() {
        List<ModelEntry> now = session.project().map(p -> List.copyOf(p.project().getModels())).orElse(List.of());
        rows = new ArrayList<>(now);
        Collections.reverse(rows);
        empty.setText(session.project().isEmpty() ? Words.get("models.noProject") : Words.get("models.none"));
        show(empty, rows.isEmpty());
        show(table, !rows.isEmpty());
        table.setItemCount(0);
        for (ModelEntry entry : rows)
            fill(new TableItem(table, SWT.NONE), entry);
        select();
        tools.refresh();
        page.layout();
        read();
    }

    private static void show(Control control, boolean on) {
        ((GridData) control.getLayoutData()).exclude = !on;
        control.setVisible(on);
    }

    private void fill(TableItem item, ModelEntry entry) {
        ModelFacts known = facts.get(entry.getFile());
        item.setText(new String[] { entry.getName(), known == null ? "" : known.score(), trainer(entry.getTrainer()),
                known == null ? "" : Words.number(known.examples(), 0), entry.getCreated() == null ? ""
                        : TIME.format(entry.getCreated().atZone(ZoneId.systemDefault())) });
    }

    private String trainer(String id) {
        Registry registry = session.registry();
        return registry.tools().stream().anyMatch(e -> e.tool().info().id().equals(id)) ? label(registry, id) : id;
    }

    private static String label(Registry registry, String id) {
        try {
            return ToolText.info(registry.find(id, Policy.AUTO).tool(), Locale.getDefault()).label();
        } catch (ToolException e) {
            return id;
        }
    }

    /** Reads what is not known yet of the files. */
    private void read() {
        if (session.project().isEmpty())
            return;
        Path folder = session.project().get().folder();
        Map<String, Path> missing = new HashMap<>();
        for (ModelEntry entry : rows)
            if (!facts.containsKey(entry.getFile()))
                missing.put(entry.getFile(), OpenModel.file(folder, entry));
        if (missing.isEmpty())
            return;
        reading.ask(unwanted -> {
            Map<String, ModelFacts> read = new HashMap<>();
            missing.forEach((key, file) -> read.put(key, ModelFacts.read(file)));
            return read;
        }, read -> {
            facts.putAll(read);
            for (int i = 0; i < rows.size() && i < table.getItemCount(); i++)
                fill(table.getItem(i), rows.get(i));
        });
    }

    private void select() {
        int at = desk.entry().map(rows::indexOf).orElse(-1);
        if (at >= 0 && table.getSelectionIndex() != at)
            table.setSelection(at);
    }

    private void selected() {
        List<ModelEntry> chosen = chosen();
        tools.refresh();
        if (chosen.size() != 1)
            return;
        session.subject(chosen.get(0));
        ModelCommands.show(session, getSite().getPage(), chosen.get(0), false);
    }

    /** The models that are selected, as they stand in the table. */
    List<ModelEntry> chosen() {
        List<ModelEntry> chosen = new ArrayList<>();
        for (int index : table.getSelectionIndices())
            if (index < rows.size())
                chosen.add(rows.get(index));
        return chosen;
    }

    /** Selects models as clicks do. */
    public void choose(ModelEntry... entries) {
        table.deselectAll();
        for (ModelEntry entry : entries)
            table.select(rows.indexOf(entry));
        selected();
    }

    /** What a row tells, cell by cell. */
    public List<String> texts(int row) {
        List<String> texts = new ArrayList<>();
        for (int c = 0; c < KEYS.length; c++)
            texts.add(table.getItem(row).getText(c));
        return texts;
    }

    @Override
    public void setFocus() {
        (rows.isEmpty() ? page : table).setFocus();
    }
}
