package org.loupe.ui.viewer.internal;

import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.part.ViewPart;
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.store.ImageRow;
import org.loupe.ui.DetectionId;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Parts;
import org.loupe.ui.RunResults;
import org.loupe.ui.Session;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.Screens;
import org.loupe.workspace.RunCrops;

/** What the shown run found, as pictures: each defect beside the same place of its reference. Virtual. */
public final class GalleryView extends ViewPart {
    private static final int LEAST = 58, GAP = 8, BAR = 3, MOST = 1500;

    /** A defect's picture and that of its reference; either may be missing. */
    private record Crop(Optional<Image> test, Optional<Image> reference) {
        void dispose() {
            test.ifPresent(Image::dispose);
            reference.ifPresent(Image::dispose);
        }
    }

    private Session session;
    private Canvas canvas;
    private Label count;
    private RunResults shown;
    private ResultRows rows;
    private RunCrops reader;
    private int top;
    private boolean waiting;
    private final Map<DetectionId, Optional<Crop>> crops = new LinkedHashMap<>(64, 0.75f, true);
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread made = new Thread(work, "Loupe gallery");
        made.setDaemon(true);
        made.setPriority(Thread.MIN_PRIORITY);
        return made;
    });

    @Override
    public void createPartControl(Composite parent) {
        session = getSite().getService(Session.class);
        Parts.title(this, parent, "gallery", this::setTitleImage);
        reader = new RunCrops(session.registry());
        Composite page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        ToolRow tools = new ToolRow(page, getSite()).fillWidth();
        count = tools.add(new Label(tools, SWT.NONE));
        ToolRow.style(count, "loupe-bar loupe-hint");
        GridDataFactory.swtDefaults().align(SWT.FILL, SWT.CENTER).grab(true, true).indent(6, 0).applyTo(count);
        canvas = new Canvas(page, SWT.DOUBLE_BUFFERED | SWT.V_SCROLL | SWT.NO_REDRAW_RESIZE);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(canvas);
        canvas.addListener(SWT.Paint, e -> paint(e.gc));
        canvas.addListener(SWT.Resize, e -> {
            scroll(top);
            canvas.redraw();
        });
        canvas.getVerticalBar().addListener(SWT.Selection, e -> scroll(canvas.getVerticalBar().getSelection()));
        canvas.addListener(SWT.MouseDown, this::click);
        canvas.addListener(SWT.MouseMove, e -> {
            int index = rows == null ? -1 : at(e.x, e.y);
            session.hover(index < 0 ? null : id(index));
        });
        canvas.addListener(SWT.MouseExit, e -> session.hover(null));
        canvas.addListener(SWT.KeyDown, this::key);
        canvas.addListener(SWT.Traverse, e -> e.doit = e.detail == SWT.TRAVERSE_TAB_NEXT
                || e.detail == SWT.TRAVERSE_TAB_PREVIOUS);
        canvas.addListener(SWT.Dispose, e -> {
            thread.shutdownNow();
            crops.values().forEach(c -> c.ifPresent(Crop::dispose));
        });
        session.listen(page, Session.Event.RUN, this::showRun);
        session.listen(page, Session.Event.SELECTION, this::showSelection);
        session.listen(page, Session.Event.HOVER, canvas::redraw);
        Palette.onChange(page, canvas::redraw);
        showRun();
    }

    private void showRun() {
        RunResults results = session.results().orElse(null);
        if (results != shown) {
            crops.values().forEach(c -> c.ifPresent(Crop::dispose));
            crops.clear();
            shown = results;
            top = 0;
        }
        ResultRows[] made = new ResultRows[1];
        if (results != null)
            made[0] = new ResultRows(results, "", "score", () -> {
                if (rows == made[0] && !canvas.isDisposed())
                    update();
            }, why -> update());
        rows = made[0];
        update();
    }

    private void update() {
        count.setText(rows == null || rows.total() <= 0 ? "" : Words.get("gallery.order", rows.total()));
        scroll(top);
        canvas.redraw();
    }

    private boolean pairs() {
        return shown != null && shown.images().stream().findFirst().filter(i -> !i.referencePath().isEmpty())
                .isPresent();
    }

    private static int cellWidth(int edge, boolean pair) {
        return (pair ? 2 * edge + 1 : edge) + GAP;
    }

    private int cellWidth() {
        return cellWidth(edge(), pairs());
    }

    private int columns() {
        return Math.max(1, (canvas.getClientArea().width - GAP) / cellWidth(LEAST, pairs()));
    }

    /** Edge of a picture, so that the columns fill the width. */
    private int edge() {
        int cell = (canvas.getClientArea().width - GAP) / columns() - GAP;
        return Math.max(LEAST, Math.min(LEAST * 2, pairs() ? (cell - 1) / 2 : cell));
    }

    private int size() {
        return rows == null ? 0 : rows.size();
    }

    private int cellHeight() {
        return edge() + BAR + GAP;
    }

    private void scroll(int to) {
        int lines = (size() + columns() - 1) / columns(), high = canvas.getClientArea().height;
        int most = Math.max(0, lines * cellHeight() + GAP - high);
        top = Math.max(0, Math.min(most, to));
        var bar = canvas.getVerticalBar();
        bar.setVisible(most > 0);
        if (most > 0)
            bar.setValues(top, 0, most + high, high, cellHeight(), high);
        canvas.redraw();
    }

    private int at(int x, int y) {
        int column = (x - GAP) / cellWidth(), line = (y + top - GAP) / cellHeight();
        int index = line * columns() + column;
        return x < GAP || column >= columns() || index >= size() ? -1 : index;
    }

    private DetectionId id(int index) {
        ResultRows.Row row = rows.get(index);
        return row == null ? null : row.id();
    }

    private void click(Event e) {
        canvas.setFocus();
        int index = at(e.x, e.y);
        DetectionId id = index < 0 ? null : id(index);
        if (id == null) {
            session.select(Set.of());
            return;
        }
        Set<DetectionId> chosen = new HashSet<>();
        if ((e.stateMask & (SWT.MOD1 | SWT.SHIFT)) != 0)
            chosen.addAll(session.selection());
        if (!chosen.remove(id))
            chosen.add(id);
        session.select(chosen);
    }

    private void key(Event e) {
        int by = switch (e.keyCode) {
            case SWT.ARROW_LEFT -> -1;
            case SWT.ARROW_RIGHT -> 1;
            case SWT.ARROW_UP -> -columns();
            case SWT.ARROW_DOWN -> columns();
            default -> 0;
        };
        if (by == 0 || size() == 0)
            return;
        int now = session.selection().stream().findFirst().map(rows::find).filter(OptionalInt::isPresent)
                .map(OptionalInt::getAsInt).orElse(by > 0 ? -1 : 0);
        DetectionId next = id(Math.max(0, Math.min(size() - 1, now + by)));
        if (next != null)
            session.select(Set.of(next));
    }

    private void showSelection() {
        if (rows != null && session.selection().size() == 1) {
            OptionalInt at = rows.find(session.selection().iterator().next());
            if (at.isPresent()) {
                int y = at.getAsInt() / columns() * cellHeight();
                if (y < top)
                    scroll(y);
                else if (y + cellHeight() + GAP > top + canvas.getClientArea().height)
                    scroll(y + cellHeight() + GAP - canvas.getClientArea().height);
            }
        }
        canvas.redraw();
    }

    private void paint(GC gc) {
        Rectangle area = canvas.getClientArea();
        gc.setBackground(Palette.color(Token.PART));
        gc.fillRectangle(area);
        if (size() == 0) {
            gc.setFont(Palette.font(Type.BODY));
            gc.setForeground(Palette.color(Token.TEXT2));
            gc.drawText(Words.get("gallery.none"), 12, 12, true);
            return;
        }
        int first = top / cellHeight() * columns();
        int last = Math.min(size(), (top + area.height) / cellHeight() * columns() + columns());
        for (int index = first; index < last; index++) {
            ResultRows.Row row = rows.get(index);
            if (row != null)
                cell(gc, row, GAP + index % columns() * cellWidth(), GAP + index / columns() * cellHeight() - top);
        }
    }

    private void cell(GC gc, ResultRows.Row row, int x, int y) {
        int wide = cellWidth() - GAP, edge = edge();
        gc.setBackground(Palette.color(Token.GROUND));
        gc.fillRectangle(x, y, wide, edge);
        Optional<Crop> crop = crop(row);
        crop.flatMap(Crop::test).ifPresent(image -> draw(gc, image, x, y, edge));
        crop.flatMap(Crop::reference).ifPresent(image -> draw(gc, image, x + edge + 1, y, edge));
        gc.setBackground(Palette.classFill(row.classIndex()));
        gc.fillRectangle(x, y + edge, wide, BAR);
        boolean selected = session.selection().contains(row.id());
        boolean hover = session.hover().filter(row.id()::equals).isPresent();
        if (selected || hover) {
            gc.setForeground(Palette.color(Token.ACCENT));
            gc.setLineWidth(selected ? 3 : 1);
            gc.drawRectangle(x - 2, y - 2, wide + 3, edge + BAR + 3);
            gc.setLineWidth(1);
        }
    }

    private static void draw(GC gc, Image image, int x, int y, int edge) {
        Rectangle size = image.getBounds();
        gc.setInterpolation(size.width < edge / 2 ? SWT.NONE : SWT.HIGH);
        gc.drawImage(image, 0, 0, size.width, size.height, x, y, edge, edge);
    }

    private Optional<Crop> crop(ResultRows.Row row) {
        Optional<Crop> known = crops.get(row.id());
        if (known != null)
            return known;
        crops.put(row.id(), Optional.empty());
        for (Iterator<Optional<Crop>> i = crops.values().iterator(); crops.size() > MOST && i.hasNext();) {
            i.next().ifPresent(Crop::dispose);
            i.remove();
        }
        RunResults of = shown;
        Optional<ImageRow> image = of.images().stream().filter(r -> r.index() == row.id().image()).findFirst();
        image.ifPresent(from -> thread.execute(() -> read(of, from, row)));
        return Optional.empty();
    }

    private void read(RunResults of, ImageRow image, ResultRows.Row row) {
        double width = row.values()[3], height = row.values()[4];
        int edge = (int) Math.max(32, Math.ceil(Math.max(width, height) * 1.5));
        Region region = new Region((int) Math.round(row.values()[1] + width / 2 - edge / 2.0),
                (int) Math.round(row.values()[2] + height / 2 - edge / 2.0), edge, edge);
        Optional<ImageData> test = read(image, region, false), reference = read(image, region, true);
        if (!canvas.isDisposed() && !thread.isShutdown())
            canvas.getDisplay().asyncExec(() -> {
                if (canvas.isDisposed() || shown != of)
                    return;
                crops.put(row.id(), Optional.of(new Crop(test.map(d -> new Image(canvas.getDisplay(), d)),
                        reference.map(d -> new Image(canvas.getDisplay(), d)))));
                redrawSoon();
            });
    }

    /** A square around the defect; what lies outside the image stays dark. */
    private Optional<ImageData> read(ImageRow image, Region region, boolean reference) {
        try {
            Optional<Tile> found = reader.crop(image, region, reference);
            if (found.isEmpty())
                return Optional.empty();
            Tile tile = found.get();
            double white = tile.shape().type() == Shape.Type.U8 ? 255 : 65535;
            ImageData part = Screens.toScreen(tile, new double[] { 0, white });
            if (part.width == region.width() && part.height == region.height())
                return Optional.of(part);
            ImageData square = new ImageData(region.width(), region.height(), 24, part.palette);
            int dx = tile.x() - region.x(), dy = tile.y() - region.y();
            for (int y = 0; y < part.height; y++)
                for (int x = 0; x < part.width; x++)
                    if (x + dx >= 0 && y + dy >= 0 && x + dx < square.width && y + dy < square.height)
                        square.setPixel(x + dx, y + dy, part.getPixel(x, y));
            return Optional.of(square);
        } catch (ToolException e) {
            return Optional.empty(); // the cell stays dark; the viewer says why when the image is opened
        }
    }

    private void redrawSoon() {
        if (waiting)
            return;
        waiting = true;
        canvas.getDisplay().timerExec(60, () -> {
            waiting = false;
            if (!canvas.isDisposed())
                canvas.redraw();
        });
    }

    @Override
    public void setFocus() {
        canvas.setFocus();
    }
}
