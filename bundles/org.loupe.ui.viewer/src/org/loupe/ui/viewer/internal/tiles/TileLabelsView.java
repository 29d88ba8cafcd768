package org.loupe.ui.viewer.internal.tiles;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.ui.IWorkbenchCommandConstants;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.part.ViewPart;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelShape;
import org.loupe.store.labels.LabelState;
import org.loupe.store.labels.LabelTile;
import org.loupe.ui.Contexts;
import org.loupe.ui.LabelDesk;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Parts;
import org.loupe.ui.Session;
import org.loupe.ui.ToolRow;
import org.loupe.ui.VirtualTables;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.internal.Menus;

/** The labels of the tile in the viewer as a table; what is selected here is selected there, and back. */
public final class TileLabelsView extends ViewPart {
    /** The table has the focus. */
    static final String CONTEXT = "org.loupe.ui.context.tileLabels";
    private static final int NUMBER = 0, CLASS = 1, SHAPE = 2, STATE = 3, SCORE = 4, AUTHOR = 5;
    /** px; that of the class takes the room that is left, but not less. */
    private static final int[] WIDTHS = { 28, 92, 54, 66, 46, 54 };
    private static final int CHIP = 10;

    private Session session;
    private LabelDesk desk;
    private Composite page;
    private org.eclipse.swt.widgets.Label empty;
    private Table table;
    private List<Label> rows = List.of();
    private final Map<Integer, Integer> numbers = new HashMap<>();
    private int column = NUMBER;
    private boolean down, choosing;

    @Override
    public void createPartControl(Composite parent) {
        session = getSite().getService(Session.class);
        desk = session.desk();
        Parts.title(this, parent, "table", this::setTitleImage);
        page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        empty = new org.eclipse.swt.widgets.Label(page, SWT.WRAP);
        ToolRow.style(empty, "loupe-hint");
        GridDataFactory.fillDefaults().grab(true, false).indent(12, 12).hint(160, SWT.DEFAULT).applyTo(empty);
        table = new Table(page, SWT.VIRTUAL | SWT.MULTI | SWT.FULL_SELECTION);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(table);
        table.setHeaderVisible(true);
        String[] keys = { "number", "class", "shape", "state", "score", "author" };
        for (int i = 0; i < keys.length; i++)
            heading(i, keys[i]);
        table.addListener(SWT.Resize, e -> Columns.stretch(table, WIDTHS, CLASS));
        VirtualTables.fill(table, (item, index) -> fill(item, rows.get(index)));
        table.addListener(SWT.EraseItem, this::erase);
        table.addListener(SWT.PaintItem, this::paint);
        table.addListener(SWT.Selection, e -> choose());
        Contexts.whileFocused(table, getSite(), CONTEXT);
        IHandlerService handlers = getSite().getService(IHandlerService.class);
        handlers.activateHandler(IWorkbenchCommandConstants.EDIT_COPY, handler(this::copy));
        handlers.activateHandler(IWorkbenchCommandConstants.EDIT_SELECT_ALL, handler(this::selectAll));
        Menus.context(table, this::fillMenu);
        for (Session.Event event : List.of(Session.Event.PROJECT, Session.Event.IMAGE, Session.Event.LABELS,
                Session.Event.MODEL))
            session.listen(page, event, this::list);
        session.listen(page, Session.Event.LABEL, this::list);
        Palette.onChange(page, table::redraw);
        list();
    }

    private static AbstractHandler handler(Runnable action) {
        return new AbstractHandler() {
            @Override
            public Object execute(ExecutionEvent event) {
                action.run();
                return null;
            }
        };
    }

    private void heading(int index, String key) {
        TableColumn made = new TableColumn(table, index == NUMBER || index == SCORE ? SWT.RIGHT : SWT.LEFT);
        made.setText(Words.get("tileLabels." + key));
        made.setWidth(WIDTHS[index]);
        made.setMoveable(false);
        made.addListener(SWT.Selection, e -> {
            down = column == index && !down;
            column = index;
            table.setSortColumn(made);
            table.setSortDirection(down ? SWT.DOWN : SWT.UP);
            list();
        });
    }

    private void list() {
        List<Label> listed = new ArrayList<>(desk.labels());
        numbers.clear();
        for (Label label : listed)
            numbers.put(label.id(), numbers.size() + 1);
        Comparator<Label> by = switch (column) {
            case CLASS -> Comparator.comparing(l -> desk.className(l.code()), String.CASE_INSENSITIVE_ORDER);
            case SHAPE -> Comparator.comparing(l -> shapeWord(l.shape()));
            case STATE -> Comparator.comparing(Label::state);
            case SCORE -> Comparator.comparingDouble(Label::score);
            case AUTHOR -> Comparator.comparing(Label::author, String.CASE_INSENSITIVE_ORDER);
            default -> Comparator.comparingInt(l -> numbers.get(l.id()));
        };
        listed.sort(down ? by.reversed() : by);
        boolean same = listed.equals(rows);
        rows = listed;
        if (!same) {
            VirtualTables.setItemCount(table, rows.size());
            table.clearAll();
        }
        setPartName(rows.isEmpty() ? Words.get("tileLabels.tab") : Words.get("tileLabels.tabCount", rows.size()));
        int hidden = hidden();
        empty.setText(session.image().isEmpty() ? Words.get("tileLabels.noTile")
                : hidden > 0 ? Words.get("tileLabels.hidden", hidden, Words.number(desk.limit(), 2))
                : Words.get("tileLabels.none"));
        Parts.visible(empty, rows.isEmpty());
        Parts.visible(table, !rows.isEmpty());
        if (!same)
            page.layout(true, true);
        showSelection();
    }

    /** Number of proposals on the tile that are below the limit. */
    private int hidden() {
        LabelTile tile = desk.tile().orElse(null);
        return tile == null ? 0 : (int) desk.table().labels(tile.number()).stream()
                .filter(l -> l.layer().equals(desk.layer()) && !desk.seen(l)).count();
    }

    private void showSelection() {
        if (choosing)
            return;
        Set<Integer> chosen = desk.selection();
        int[] indices = IntStream.range(0, rows.size())
                .filter(i -> chosen.contains(rows.get(i).id())).toArray();
        int[] now = table.getSelectionIndices();
        Arrays.sort(now);
        if (Arrays.equals(indices, now))
            return;
        table.setSelection(indices);
        if (indices.length > 0)
            table.showSelection();
    }

    private void choose() {
        choosing = true;
        try {
            desk.select(Arrays.stream(table.getSelectionIndices()).filter(i -> i < rows.size())
                    .mapToObj(i -> rows.get(i).id()).collect(Collectors.toSet()));
        } finally {
            choosing = false;
        }
    }

    private void selectAll() {
        desk.select(new HashSet<>(rows.stream().map(Label::id).toList()));
    }

    private void fill(TableItem item, Label label) {
        item.setText(texts(label));
    }

    private String[] texts(Label label) {
        boolean auto = label.state() == LabelState.AUTO;
        return new String[] { Words.number(numbers.get(label.id()), 0),
            auto ? Words.get("tileLabels.proposed", desk.className(label.code())) : desk.className(label.code()),
            shapeWord(label.shape()), stateWord(label.state()),
            label.state() == LabelState.ADDED ? "" : Words.number(label.score(), 2), label.author() };
    }

    /** Such as "auto". */
    static String stateWord(LabelState state) {
        return Words.get("tileLabels.state." + state.name().toLowerCase(Locale.ROOT));
    }

    /** Such as "box". */
    static String shapeWord(LabelShape shape) {
        String key = shape instanceof LabelShape.Box ? "box" : shape instanceof LabelShape.RotatedBox ? "rotated"
                : shape instanceof LabelShape.Polygon ? "polygon" : shape instanceof LabelShape.Mask ? "mask"
                : shape instanceof LabelShape.Point ? "point" : "whole";
        return Words.get("tileLabels.shape." + key);
    }

    private void erase(Event e) {
        if ((e.detail & SWT.SELECTED) != 0) {
            e.gc.setBackground(Palette.color(table.isFocusControl() ? Token.SELECTION : Token.SELECTION_OFF));
            e.gc.fillRectangle(0, e.y, Parts.ROW_WIDTH, e.height);
            e.gc.setForeground(Palette.color(Token.TEXT));
            e.detail &= ~(SWT.SELECTED | SWT.HOT);
        }
        if (e.index == CLASS || e.index == STATE)
            e.detail &= ~SWT.FOREGROUND; // drawn with its chip, or in its colour
    }

    /** The state, and the class with its chip: filled once a person stands behind it, else a purple frame. */
    private void paint(Event e) {
        if (e.index != CLASS && e.index != STATE || !(e.item instanceof TableItem item))
            return;
        int index = table.indexOf(item);
        if (index < 0 || index >= rows.size())
            return;
        Label label = rows.get(index);
        GC gc = e.gc;
        gc.setAntialias(SWT.ON);
        int high = item.getBounds(e.index).height, top = e.y + (high - CHIP) / 2;
        if (e.index == STATE) {
            String state = item.getText(STATE);
            gc.setForeground(label.state() == LabelState.AUTO ? Palette.autoStroke() : Palette.color(Token.TEXT));
            gc.drawText(state, e.x + 2, e.y + (high - gc.textExtent(state).y) / 2, true);
            return;
        }
        if (label.state() == LabelState.AUTO) {
            gc.setForeground(Palette.autoStroke());
            gc.setLineWidth(2);
            gc.drawRoundRectangle(e.x + 2, top + 1, CHIP - 2, CHIP - 2, 2, 2);
            gc.setLineWidth(1);
        } else {
            gc.setBackground(session.colours().fill(label.code()));
            gc.fillRoundRectangle(e.x + 1, top, CHIP, CHIP, 2, 2);
            gc.setForeground(Palette.BLACK);
            gc.setAlpha(90);
            gc.drawRoundRectangle(e.x + 1, top, CHIP - 1, CHIP - 1, 2, 2);
            gc.setAlpha(255);
        }
        gc.setForeground(Palette.color(Token.TEXT));
        String text = item.getText(CLASS);
        gc.drawText(text, e.x + CHIP + 8, e.y + (high - gc.textExtent(text).y) / 2, true);
    }

    private void fillMenu(Menu menu) {
        for (String command : List.of(AutoLabels.ACCEPT, AutoLabels.DELETE))
            if (Menus.defined(getSite(), command))
                Menus.command(menu, getSite(), command, "");
        Menus.line(menu);
        Menus.command(menu, getSite(), IWorkbenchCommandConstants.EDIT_SELECT_ALL, "");
        Menus.command(menu, getSite(), IWorkbenchCommandConstants.EDIT_COPY, "copy");
    }

    /** Puts the selected rows on the clipboard, with headings, as spreadsheets take them. */
    void copy() {
        StringBuilder text = new StringBuilder(Arrays.stream(table.getColumns()).map(TableColumn::getText)
                .collect(Collectors.joining("\t"))).append("\tx\ty\twidth\theight\n");
        for (int i : table.getSelectionIndices()) {
            LabelShape.Box box = rows.get(i).shape().bounds();
            text.append(String.join("\t", texts(rows.get(i)))).append(String.format(Locale.ROOT,
                    "\t%.1f\t%.1f\t%.1f\t%.1f%n", box.x(), box.y(), box.width(), box.height()));
        }
        Clipboard clipboard = new Clipboard(table.getDisplay());
        clipboard.setContents(new Object[] { text.toString() }, new Transfer[] { TextTransfer.getInstance() });
        clipboard.dispose();
    }

    /** The table, for tests. */
    public Table table() {
        return table;
    }

    @Override
    public void setFocus() {
        if (table.isVisible())
            table.setFocus();
        else
            page.setFocus();
    }
}
