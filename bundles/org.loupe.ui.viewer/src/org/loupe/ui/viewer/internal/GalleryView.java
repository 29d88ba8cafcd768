package org.loupe.ui.viewer.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.util.LocalSelectionTransfer;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.DND;
import org.eclipse.swt.dnd.DragSource;
import org.eclipse.swt.dnd.DragSourceAdapter;
import org.eclipse.swt.dnd.DragSourceEvent;
import org.eclipse.swt.dnd.ImageTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.ui.part.ViewPart;
import org.loupe.engine.Recipe;
import org.loupe.engine.Registry;
import org.loupe.ui.Contexts;
import org.loupe.ui.DetectionId;
import org.loupe.ui.DetectionIds;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Parts;
import org.loupe.ui.Preferences;
import org.loupe.ui.RunResults;
import org.loupe.ui.Session;
import org.loupe.ui.ToolButton;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.viewer.CropPlace;
import org.loupe.workspace.ScoreLimit;

/**
 * What the shown run found and the filter lists, as pictures: each defect beside the same place of its reference, its
 * class as a bar below, its score in the corner. Virtual: a hundred thousand cost what fits the screen.
 */
public final class GalleryView extends ViewPart implements Lists {
    private static final int GAP = 8, BAR = 3, SMALLEST = 32, USUAL = 96, LARGEST = 256, LABEL_FROM = 48;
    private static final double STEP = 1.25, BESIDE = 0.68;
    private static final String NODE = "org.loupe.ui.viewer/gallery";

    /** What comes first. */
    private enum Order {
        LOW, HIGH, LIMIT, AREA, IMAGE
    }

    private Session session;
    private RowSelection selection;
    private Canvas canvas;
    private Label chosen;
    private ToolRow tools;
    private ToolButton orderButton;
    private Crops crops;
    private RunResults shown;
    private ResultRows rows, coming;
    private Order order = Order.LOW;
    private double limit = Double.NaN;
    private boolean beside = true, pairs;
    private int size = USUAL, top, hovered = -1;

    @Override
    public void createPartControl(Composite parent) {
        session = getSite().getService(Session.class);
        selection = new RowSelection(session, () -> rows);
        var kept = InstanceScope.INSTANCE.getNode(NODE);
        size = Math.max(SMALLEST, Math.min(LARGEST, kept.getInt("size", USUAL)));
        beside = kept.getBoolean("beside", true);
        Parts.title(this, parent, "gallery", this::setTitleImage);
        ResultCommands.handle(getSite());
        Composite page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        tools = new ToolRow(page, getSite()).fillWidth();
        orderButton = tools.command(GalleryCommands.ORDER, "sort", " ");
        chosen = tools.add(new Label(tools, SWT.RIGHT));
        ToolRow.style(chosen, "loupe-bar loupe-hint");
        GridDataFactory.swtDefaults().align(SWT.FILL, SWT.CENTER).grab(true, false).hint(40, SWT.DEFAULT)
                .applyTo(chosen);
        tools.toggle(GalleryCommands.REFERENCE, "split", () -> beside);
        canvas = new Canvas(page, SWT.DOUBLE_BUFFERED | SWT.V_SCROLL | SWT.NO_REDRAW_RESIZE);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(canvas);
        crops = new Crops(canvas, session.registry(), canvas::redraw);
        listen();
        Contexts.whileFocused(canvas, getSite(), ResultCommands.ROWS);
        Menus.context(canvas, this::fillMenu);
        drag();
        session.listen(page, Session.Event.RUN, this::showRun);
        session.listen(page, Session.Event.FILTER, this::query);
        session.listen(page, Session.Event.SELECTION, this::showSelection);
        session.listen(page, Session.Event.HOVER, this::showHover);
        session.listen(page, Session.Event.PROGRESS, () -> {
            if (count() == 0)
                canvas.redraw();
        });
        session.listen(page, Session.Event.COLOURS, canvas::redraw);
        Palette.onChange(page, canvas::redraw);
        showRun();
    }

    private void listen() {
        canvas.addListener(SWT.Paint, e -> paint(e.gc));
        canvas.addListener(SWT.Resize, e -> scroll(top));
        canvas.getVerticalBar().addListener(SWT.Selection, e -> scroll(canvas.getVerticalBar().getSelection()));
        canvas.addListener(SWT.MouseDown, e -> {
            canvas.setFocus();
            int index = at(e.x, e.y);
            if (index >= 0 && (e.button == 1 || e.button == 3 && !selection.selected(index)))
                selection.choose(index, (e.stateMask & SWT.MOD1) != 0, (e.stateMask & SWT.SHIFT) != 0);
            else if (index < 0 && e.button == 1)
                session.select(DetectionIds.NONE);
        });
        canvas.addListener(SWT.MouseDoubleClick, e -> {
            DetectionId id = rows == null ? null : rows.id(at(e.x, e.y));
            if (id != null)
                ResultCommands.show(id);
        });
        canvas.addListener(SWT.MouseMove, e -> session.hover(rows == null ? null : rows.id(at(e.x, e.y))));
        canvas.addListener(SWT.MouseExit, e -> session.hover(null));
        canvas.addListener(SWT.MouseVerticalWheel, e -> {
            if ((e.stateMask & SWT.MOD1) == 0)
                return;
            grow(e.count > 0 ? 1 : -1);
            e.doit = false;
        });
        canvas.addListener(SWT.KeyDown, this::key);
        canvas.addListener(SWT.FocusIn, e -> canvas.redraw());
        canvas.addListener(SWT.FocusOut, e -> canvas.redraw());
        canvas.addListener(SWT.Traverse, e -> e.doit = e.detail == SWT.TRAVERSE_TAB_NEXT
                || e.detail == SWT.TRAVERSE_TAB_PREVIOUS);
        canvas.getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent e) {
                ResultRows.Row row = rows == null ? null : rows.get(selection.focus());
                e.result = row == null ? Words.get("gallery.accessible", (long) count())
                        : Words.get("gallery.accessibleOne", row.className(), Words.number(row.values()[0], 2),
                                selection.focus() + 1, count());
            }
        });
    }

    private void showRun() {
        RunResults results = session.results().orElse(null);
        if (results != shown) {
            shown = results;
            tools.refresh();
            crops.run(results);
            rows = null;
            top = 0;
            limit = Double.NaN;
            pairs = results != null && results.images().stream().anyMatch(i -> !i.referencePath().isEmpty());
            if (order == Order.LIMIT)
                order = Order.LOW;
            if (results != null)
                findLimit(results);
        }
        query();
    }

    /** The score that the run's recipe asked for at least. */
    private void findLimit(RunResults of) {
        Registry registry = session.registry();
        of.ask(RunResults.Urgency.LATER, () -> shown == of,
                reader -> ScoreLimit.of(Recipe.parse(reader.recipeJson()), registry), found -> {
                    if (shown == of)
                        limit = found.map(ScoreLimit::value).orElse(Double.NaN);
                }, why -> limit = Double.NaN); // a recipe that cannot be read has none
    }

    private void query() {
        if (coming != null)
            coming.drop();
        coming = null;
        if (shown == null) {
            rows = null;
            update();
            return;
        }
        String by = switch (order) {
            case LOW -> "score";
            case HIGH -> "score desc";
            case LIMIT -> "score near " + limit;
            case AREA -> shown.features().contains("area_um2") ? "area_um2 desc"
                    : shown.features().contains("area_px") ? "area_px desc" : "width desc, height desc";
            case IMAGE -> "image";
        };
        ResultRows[] made = new ResultRows[1];
        made[0] = new ResultRows(shown, new ResultRows.Query(session.filter(), by), () -> arrived(made[0]), why -> {
            // the table says what is wrong with the filter
        });
        coming = made[0];
        update();
    }

    private void arrived(ResultRows of) {
        if (canvas.isDisposed() || of != rows && of != coming || of.total() < 0)
            return;
        if (of == coming) {
            if (rows != null)
                rows.drop();
            rows = of;
            coming = null;
            selection.forget();
            showSelection();
        }
        update();
    }

    private void update() {
        String word = Words.get("gallery.order." + order.name().toLowerCase(Locale.ROOT),
                Words.number(limit, 2));
        if (!orderButton.text().equals(word)) {
            orderButton.text(word);
            orderButton.getParent().layout(true, true);
        }
        int selected = session.selection().size();
        chosen.setText(rows == null || rows.total() <= 0 ? ""
                : selected > 1 ? Words.get("gallery.selected", selected) : Words.get("gallery.count", rows.total()));
        scroll(top);
    }

    // ---- places

    private boolean besides() {
        return beside && pairs;
    }

    private int edge() {
        return besides() ? (int) Math.round(size * BESIDE) : size;
    }

    private int cellWidth() {
        return besides() ? 2 * edge() + 1 : edge();
    }

    private int cellHeight() {
        return edge() + BAR + GAP;
    }

    private int columns() {
        return Math.max(1, (canvas.getClientArea().width - GAP) / (cellWidth() + GAP));
    }

    private int count() {
        return rows == null ? 0 : rows.size();
    }

    private void scroll(int to) {
        int lines = (count() + columns() - 1) / columns(), high = canvas.getClientArea().height;
        int most = Math.max(0, lines * cellHeight() + GAP - high);
        top = Math.max(0, Math.min(most, to));
        var bar = canvas.getVerticalBar();
        bar.setVisible(most > 0);
        if (most > 0)
            bar.setValues(top, 0, most + high, high, cellHeight(), high);
        canvas.redraw();
    }

    private int at(int x, int y) {
        int column = (x - GAP) / (cellWidth() + GAP), line = (y + top - GAP) / cellHeight();
        int index = line * columns() + column;
        return x < GAP || y + top < GAP || column >= columns() || index >= count() ? -1 : index;
    }

    private Point place(int index) {
        return new Point(GAP + index % columns() * (cellWidth() + GAP), GAP + index / columns() * cellHeight() - top);
    }

    // ---- gestures

    /** Selected pictures can be dragged into the label book. */
    private void drag() {
        DragSource source = new DragSource(canvas, DND.DROP_COPY);
        source.setTransfer(new Transfer[] { LocalSelectionTransfer.getTransfer() });
        source.addDragListener(new DragSourceAdapter() {
            @Override
            public void dragStart(DragSourceEvent e) {
                List<CropPlace> places = places();
                e.doit = !places.isEmpty() && at(e.x, e.y) >= 0;
                LocalSelectionTransfer.getTransfer().setSelection(new StructuredSelection(places));
            }

            @Override
            public void dragFinished(DragSourceEvent e) {
                LocalSelectionTransfer.getTransfer().setSelection(null);
            }
        });
    }

    /** Where the selected pictures that are in sight are cut out. */
    private List<CropPlace> places() {
        List<CropPlace> places = new ArrayList<>();
        int first = top / cellHeight() * columns();
        int last = Math.min(count(), ((top + canvas.getClientArea().height) / cellHeight() + 1) * columns());
        for (int index = first; index < last; index++) {
            ResultRows.Row row = rows.get(index);
            if (row != null && session.selection().contains(row.id()))
                shown.image(row.image()).ifPresent(image -> places.add(new CropPlace(Path.of(image.path()),
                        image.page(), Crops.around(row))));
        }
        return places;
    }

    private void key(Event e) {
        if (count() == 0 || (e.stateMask & (SWT.CTRL | SWT.ALT)) != 0)
            return;
        boolean extend = (e.stateMask & SWT.SHIFT) != 0;
        int screen = Math.max(1, canvas.getClientArea().height / cellHeight()) * columns();
        switch (e.keyCode) {
            case SWT.ARROW_LEFT -> selection.move(-1, extend);
            case SWT.ARROW_RIGHT -> selection.move(1, extend);
            case SWT.ARROW_UP -> selection.move(-columns(), extend);
            case SWT.ARROW_DOWN -> selection.move(columns(), extend);
            case SWT.PAGE_UP -> selection.move(-screen, extend);
            case SWT.PAGE_DOWN -> selection.move(screen, extend);
            case SWT.HOME -> selection.choose(0, false, extend);
            case SWT.END -> selection.choose(count() - 1, false, extend);
            default -> {
                return;
            }
        }
        reveal(selection.focus());
    }

    private void reveal(int index) {
        if (index < 0)
            return;
        int y = index / columns() * cellHeight(), high = canvas.getClientArea().height;
        if (y < top)
            scroll(y);
        else if (y + cellHeight() + GAP > top + high)
            scroll(y + cellHeight() + GAP - high);
    }

    private void showSelection() {
        DetectionIds ids = session.selection();
        if (rows != null && !ids.isEmpty()) {
            DetectionId own = rows.id(selection.focus());
            if (own == null || !ids.contains(own)) {
                OptionalInt at = rows.find(ids.get(0));
                if (at.isPresent()) {
                    selection.focus(at.getAsInt());
                    reveal(at.getAsInt());
                }
            }
        }
        update();
    }

    private void showHover() {
        int now = session.hover().map(id -> rows == null ? -1 : rows.find(id).orElse(-1)).orElse(-1);
        for (int index : new int[] { hovered, now })
            if (index >= 0 && now != hovered) {
                Point place = place(index);
                canvas.redraw(place.x - 4, place.y - 4, cellWidth() + 8, cellHeight(), false);
            }
        hovered = now;
    }

    private void fillMenu(Menu menu) {
        Menus.command(menu, getSite(), ResultCommands.SHOW, "eye");
        Menus.command(menu, getSite(), "org.loupe.ui.examples.send", "send");
        Menus.command(menu, getSite(), Ids.CLUSTER_NEW, "dendrogram");
        Menus.line(menu);
        Menus.command(menu, getSite(), ResultCommands.FILTER_VALUE, "filter");
        Menus.command(menu, getSite(), ResultCommands.EXCLUDE_VALUE, "");
        Menus.command(menu, getSite(), ResultCommands.CLEAR, "");
        Menus.line(menu);
        Menus.command(menu, getSite(), ResultCommands.SELECT_ALL, "");
        Menus.command(menu, getSite(), ResultCommands.COPY, "copy").setText(Words.get("gallery.copyCrop"));
        Menus.line(menu);
        Menus.command(menu, getSite(), GalleryCommands.REFERENCE, "split");
        Menus.command(menu, getSite(), GalleryCommands.LARGER, "zoom-in");
        Menus.command(menu, getSite(), GalleryCommands.SMALLER, "zoom-out");
        fillOrders(Menus.sub(menu, Words.get("gallery.orderMenu")));
        Menus.line(menu);
        Menus.command(menu, getSite(), ResultCommands.PROPERTIES, "info");
    }

    private void fillOrders(Menu menu) {
        for (Order offered : Order.values())
            if (offered != Order.LIMIT || !Double.isNaN(limit))
                Menus.choice(menu, Words.get("gallery.orderMenu." + offered.name().toLowerCase(Locale.ROOT),
                        Words.number(limit, 2)), order == offered, () -> {
                            order = offered;
                            top = 0;
                            query();
                        });
    }

    /** Offers what may come first. */
    void orderMenu() {
        Menus.drop(orderButton, this::fillOrders);
    }

    /** Whether references are shown beside. */
    boolean beside() {
        return beside;
    }

    /** Shows references beside, or not. */
    void beside(boolean on) {
        beside = on;
        InstanceScope.INSTANCE.getNode(NODE).putBoolean("beside", on);
        Preferences.saveSoon();
        tools.refresh();
        scroll(top);
    }

    /** Shows pictures larger or smaller by some steps; what was at the top stays there. */
    void grow(int steps) {
        int first = top / cellHeight() * columns();
        size = (int) Math.max(SMALLEST, Math.min(LARGEST, Math.round(size * Math.pow(STEP, steps))));
        InstanceScope.INSTANCE.getNode(NODE).putInt("size", size);
        Preferences.saveSoon();
        scroll(first / columns() * cellHeight());
    }

    @Override
    public void selectAll() {
        selection.all();
    }

    /** Copies the picture of the defect. */
    @Override
    public void copy() {
        DetectionId id = rows == null ? null : rows.id(selection.focus());
        crops.get(id).flatMap(Crops.Crop::test).ifPresent(image -> {
            Clipboard clipboard = new Clipboard(canvas.getDisplay());
            clipboard.setContents(new Object[] { image.getImageData() },
                    new Transfer[] { ImageTransfer.getInstance() });
            clipboard.dispose();
        });
    }

    @Override
    public Optional<String> condition() {
        ResultRows.Row row = rows == null ? null : rows.get(selection.focus());
        return Optional.ofNullable(row).map(r -> "class = " + Completion.literal(r.className()));
    }

    // ---- painting

    private void paint(GC gc) {
        Rectangle area = canvas.getClientArea();
        gc.setBackground(Palette.color(Token.PART));
        gc.fillRectangle(area);
        gc.setAntialias(SWT.ON);
        if (count() == 0) {
            gc.setFont(Palette.font(Type.BODY));
            gc.setForeground(Palette.color(Token.TEXT2));
            if (shown == null || rows != null)
                gc.drawText(shown == null || shown.detections() == 0 ? NoResults.plain(session, shown)
                        : Words.get("gallery.noMatch"), 12, 12, true);
        } else {
            int first = top / cellHeight() * columns();
            int last = Math.min(count(), ((top + area.height) / cellHeight() + 1) * columns());
            rows.sight(first, Math.min(count() - 1, last + columns()));
            List<ResultRows.Row> seen = new ArrayList<>();
            for (int index = first; index < last; index++) {
                ResultRows.Row row = rows.get(index);
                Point place = place(index);
                cell(gc, row, place.x, place.y);
                if (row != null)
                    seen.add(row);
            }
            for (int index = last; index < Math.min(count(), last + columns()); index++)
                if (rows.get(index) != null)
                    seen.add(rows.get(index)); // the next line will be wanted
            crops.want(seen);
        }
        if (canvas.isFocusControl()) {
            gc.setForeground(Palette.color(Token.ACCENT));
            gc.drawRectangle(0, 0, area.width - 1, area.height - 1);
        }
    }

    private void cell(GC gc, ResultRows.Row row, int x, int y) {
        int wide = cellWidth(), edge = edge();
        gc.setBackground(Palette.color(Token.GROUND));
        gc.fillRectangle(x, y, wide, edge);
        if (row == null)
            return;
        Optional<Crops.Crop> crop = crops.get(row.id());
        if (crop.isPresent() && crop.get().test().isEmpty())
            missing(gc, row, x, y);
        crop.flatMap(Crops.Crop::test).ifPresent(image -> draw(gc, image, x, y, edge));
        if (besides())
            crop.flatMap(Crops.Crop::reference).ifPresent(image -> draw(gc, image, x + edge + 1, y, edge));
        gc.setBackground(session.colours().found(row.classIndex()));
        gc.fillRectangle(x, y + edge, wide, BAR);
        if (edge >= LABEL_FROM)
            score(gc, Words.number(row.values()[0], 2), x + wide, y);
        boolean selected = session.selection().contains(row.id());
        boolean hover = session.hover().filter(row.id()::equals).isPresent();
        if (selected || hover) {
            gc.setForeground(Palette.color(Token.ACCENT));
            gc.setLineWidth(selected ? 3 : 1);
            gc.drawRectangle(x - 2, y - 2, wide + 3, edge + BAR + 3);
            gc.setLineWidth(1);
        }
    }

    private static void score(GC gc, String text, int right, int y) {
        gc.setFont(Palette.font(Type.SMALL));
        Point size = gc.textExtent(text);
        gc.setBackground(Palette.BLACK);
        gc.setAlpha(160);
        gc.fillRectangle(right - size.x - 6, y, size.x + 6, size.y);
        gc.setAlpha(255);
        gc.setForeground(Palette.ON_IMAGE);
        gc.drawText(text, right - size.x - 3, y, true);
    }

    /** A file that cannot be read: grey and its name. */
    private void missing(GC gc, ResultRows.Row row, int x, int y) {
        gc.setBackground(Palette.color(Token.SELECTION_OFF));
        gc.fillRectangle(x, y, cellWidth(), edge());
        gc.setFont(Palette.font(Type.SMALL));
        gc.setForeground(Palette.color(Token.TEXT2));
        Rectangle before = gc.getClipping();
        gc.setClipping(before.intersection(new Rectangle(x, y, cellWidth(), edge())));
        gc.drawText(row.image() + "\n" + Words.get("gallery.missing"), x + 4, y + edge() / 2 - 6,
                SWT.DRAW_DELIMITER | SWT.DRAW_TRANSPARENT);
        gc.setClipping(before);
    }

    private static void draw(GC gc, Image image, int x, int y, int edge) {
        Rectangle size = image.getBounds();
        gc.setInterpolation(size.width < edge / 2 ? SWT.NONE : SWT.HIGH);
        gc.drawImage(image, 0, 0, size.width, size.height, x, y, edge, edge);
    }

    /** Number of pictures, for tests. */
    public int pictures() {
        return count();
    }

    /** The canvas, for tests. */
    public Canvas canvas() {
        return canvas;
    }

    @Override
    public void setFocus() {
        canvas.setFocus();
    }
}
