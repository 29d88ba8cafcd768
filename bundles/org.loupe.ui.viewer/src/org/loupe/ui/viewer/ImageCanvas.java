package org.loupe.ui.viewer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleControlAdapter;
import org.eclipse.swt.accessibility.AccessibleControlEvent;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Cursor;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.loupe.api.Detections;
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.ui.Failures;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Status.ReadOut;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;

/**
 * An image of any size with detections over it: zoom at the pointer, pan, a pyramid of tiles that come while one looks.
 * It never blanks: until a tile is there, a coarser one stands in its place. UI thread only.
 */
public final class ImageCanvas extends Canvas {
    /** One notch of the wheel. */
    public static final double NOTCH = 1.25;
    private static final int FIT_MARGIN = 8, STEP = 64, MAP = 168, GRID_FROM = 16, VALUES_FROM = 40;
    private static final double NEAREST_FROM = 2, MAP_FROM = 1.5, SHARPEST = 1.5;
    private static final int SLOW_MS = 150, READ_OUT_MS = 33;

    private final View view;
    private final TileCache tiles;
    private final Runnable repaint = this::redrawLater;
    private Pixels pixels;
    private double umPerPx = Double.NaN;
    private Overlay overlay = Overlay.NONE;
    private String note = "", caption = "";
    private Optional<ToolException> failure = Optional.empty();
    private boolean overlays = true, map = true, hud = true, redrawing, fitting, loading;
    private double before = Double.NaN;
    private final List<Layer> layers = new ArrayList<>();
    private PointerTool tool;
    private boolean tooling;
    private Point pressed, dragged;
    private boolean panning, space, moved;
    private long lastReadOut;
    private Consumer<ReadOut> readOut = r -> { };
    private IntConsumer hovered = row -> { };
    private Consumer<Set<Integer>> chosen = rows -> { };

    /**
     * @param view  what is seen; may be shared with another canvas
     * @param tiles where the pixels come from
     */
    public ImageCanvas(Composite parent, View view, TileCache tiles) {
        super(parent, SWT.DOUBLE_BUFFERED | SWT.NO_BACKGROUND | SWT.NO_REDRAW_RESIZE);
        this.view = view;
        this.tiles = tiles;
        ToolRow.style(this, "loupe-ground");
        view.listen(repaint);
        tiles.listen(repaint);
        addDisposeListener(e -> {
            view.forget(repaint);
            tiles.forget(repaint);
            tiles.want(this, List.of());
        });
        addListener(SWT.Paint, e -> paint(e.gc));
        addListener(SWT.Resize, e -> {
            if (fitting)
                fit();
            redraw();
        });
        addListener(SWT.MouseVerticalWheel, e -> {
            zoom(Math.pow(NOTCH, Math.abs(e.count) >= 3 ? e.count / 3.0 : e.count), e.x, e.y);
            e.doit = false;
        });
        addListener(SWT.MouseDown, this::press);
        addListener(SWT.MouseMove, this::move);
        addListener(SWT.MouseUp, this::release);
        addListener(SWT.MouseDoubleClick, e -> {
            int row = overlays ? overlay.at(e.x, e.y, this) : -1;
            if (row >= 0)
                zoomTo(row);
        });
        addListener(SWT.MouseExit, e -> {
            hovered.accept(-1);
            tell(null);
        });
        addListener(SWT.KeyDown, this::key);
        addListener(SWT.KeyUp, e -> {
            if (e.keyCode == ' ') {
                space = false;
                setCursor(cursor());
            }
        });
        addListener(SWT.FocusIn, e -> redraw());
        addListener(SWT.FocusOut, e -> redraw());
        addListener(SWT.Traverse, e -> e.doit = e.detail == SWT.TRAVERSE_TAB_NEXT
                || e.detail == SWT.TRAVERSE_TAB_PREVIOUS);
        Palette.onChange(this, this::redraw);
        getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent e) {
                e.result = accessibleName();
            }
        });
        getAccessible().addAccessibleControlListener(new AccessibleControlAdapter() {
            @Override
            public void getRole(AccessibleControlEvent e) {
                e.detail = ACC.ROLE_GRAPHIC;
            }
        });
    }

    private String accessibleName() {
        int n = overlay.detections().size();
        return overlay.selected().size() == 1 ? Words.get("viewer.accessibleOne",
                overlay.detections().className(overlay.selected().iterator().next()), n)
                : Words.get("viewer.accessible", n);
    }

    // what is shown

    /** Shows an image; {@code null} for none. @param scale µm/px, or NaN if unknown */
    public void pixels(Pixels shown, double scale) {
        pixels = shown;
        umPerPx = scale;
        failure = Optional.empty();
        loading = shown != null;
        if (loading)
            getDisplay().timerExec(SLOW_MS, this::redrawIfAlive);
        redraw();
    }

    /** Another image of the same place while a key is held; the view and the detections stay. */
    public void swap(Pixels other, String caption) {
        pixels = other;
        this.caption = caption;
        redraw();
    }

    /** The image that is shown. */
    public Optional<Pixels> pixels() {
        return Optional.ofNullable(pixels);
    }

    /** Says in one sentence why there is no image. */
    public void note(String sentence) {
        note = sentence;
        redraw();
    }

    /** Says why the image cannot be shown. */
    public void failed(ToolException why) {
        pixels = null;
        failure = Optional.of(why);
        redraw();
    }

    /** Draws detections over the image. @param colours of the classes by their index */
    public void detections(Detections found, IntFunction<Color> colours) {
        overlay = new Overlay(found, colours, Set.of(), -1, overlay.allTags());
        redraw();
    }

    /** Marks rows as selected; brings the first into sight if none of them is. */
    public void select(Set<Integer> rows, boolean show) {
        if (!rows.equals(overlay.selected())) {
            overlay = overlay.selected(Set.copyOf(rows));
            redraw();
        }
        if (show && !rows.isEmpty())
            reveal(rows.iterator().next());
    }

    /** The selected rows. */
    public Set<Integer> selected() {
        return overlay.selected();
    }

    /** Marks a row as being under the pointer; -1 for none. */
    public void hover(int row) {
        if (row != overlay.hover()) {
            overlay = overlay.hover(row);
            setCursor(row >= 0 ? getDisplay().getSystemCursor(SWT.CURSOR_HAND) : cursor());
            redraw();
        }
    }

    /** Whether detections are drawn. */
    public boolean overlays() {
        return overlays;
    }

    /** Draws detections or not. */
    public void overlays(boolean on) {
        overlays = on;
        redraw();
    }

    /** Whether every detection has its tag. */
    public boolean tags() {
        return overlay.allTags();
    }

    /** Gives every detection its tag, or only those that are selected. */
    public void tags(boolean on) {
        overlay = overlay.tags(on);
        redraw();
    }

    /** Whether the overview map may be drawn. */
    public boolean map() {
        return map;
    }

    /** Draws an overview map on images larger than the view, or not. */
    public void map(boolean on) {
        map = on;
        redraw();
    }

    /** Whether scale bar and size are drawn. */
    public boolean hud() {
        return hud;
    }

    /** Draws scale bar and size, or not. */
    public void hud(boolean on) {
        hud = on;
        redraw();
    }

    /** Draws something between the image and the detections, for as long as the canvas lives. */
    public void add(Layer layer) {
        layers.add(layer);
        redraw();
    }

    /** What the pointer does; empty while it selects and pans. */
    public Optional<PointerTool> tool() {
        return Optional.ofNullable(tool);
    }

    /** Chooses what the pointer does; {@code null} to select and pan. */
    public void tool(PointerTool chosen) {
        if (tool == chosen)
            return;
        if (tool != null)
            tool.leave(this);
        tool = chosen;
        setCursor(cursor());
        redraw();
    }

    private Cursor cursor() {
        return tool == null || tool.cursor() < 0 ? null : getDisplay().getSystemCursor(tool.cursor());
    }

    /** Who is told what is under the pointer, at most 30 times a second. */
    public void onReadOut(Consumer<ReadOut> told) {
        readOut = told;
    }

    /** Who is told the row under the pointer, or -1. */
    public void onHover(IntConsumer told) {
        hovered = told;
    }

    /** Who is told the rows that the user selected. */
    public void onSelect(Consumer<Set<Integer>> told) {
        chosen = told;
    }

    // where it is shown

    /** What is seen. */
    public View view() {
        return view;
    }

    /** A column of the image, in px, as a distance from the canvas's left edge in points. */
    public double toScreenX(double column) {
        return (column - view.x()) * view.scale() + getSize().x / 2.0;
    }

    /** A row of the image, in px, as a distance from the canvas's top edge in points. */
    public double toScreenY(double row) {
        return (row - view.y()) * view.scale() + getSize().y / 2.0;
    }

    /** The column of the image, in px, that lies at a distance from the canvas's left edge in points. */
    public double toImageX(double x) {
        return (x - getSize().x / 2.0) / view.scale() + view.x();
    }

    /** The row of the image, in px, that lies at a distance from the canvas's top edge in points. */
    public double toImageY(double y) {
        return (y - getSize().y / 2.0) / view.scale() + view.y();
    }

    /** Shows the whole image, with a margin of 8 points; keeps doing so when the window is resized. */
    public void fit() {
        Point size = getSize();
        if (pixels == null || size.x == 0 || size.y == 0)
            return;
        Shape shape = pixels.shape();
        double scale = Math.min((double) (size.x - 2 * FIT_MARGIN) / shape.width(),
                (double) (size.y - 2 * FIT_MARGIN) / shape.height());
        view.set(shape.width() / 2.0, shape.height() / 2.0, scale);
        fitting = true;
        redraw();
    }

    /** Shows the image at 100 %, or, if it is, at the zoom before. */
    public void oneToOne() {
        double now = view.scale();
        double next = now == 1 && !Double.isNaN(before) ? before : 1;
        before = now;
        zoom(next / now, getSize().x / 2.0, getSize().y / 2.0);
    }

    /** Zooms about a place of the canvas, which stays where it is; stops at 100 % on the way. */
    public void zoom(double factor, double x, double y) {
        if (pixels == null)
            return;
        double now = view.scale(), next = Math.max(View.MIN, Math.min(View.MAX, now * factor));
        if (now != 1 && (now < 1) == (next > 1) && next != 1)
            next = 1;
        double u = toImageX(x), v = toImageY(y);
        fitting = false;
        look(u - (x - getSize().x / 2.0) / next, v - (y - getSize().y / 2.0) / next, next);
    }

    /** Zooms about the middle of the canvas. */
    public void zoom(double factor) {
        zoom(factor, getSize().x / 2.0, getSize().y / 2.0);
    }

    /** Moves the view by points of the screen. */
    public void pan(double dx, double dy) {
        fitting = false;
        look(view.x() + dx / view.scale(), view.y() + dy / view.scale(), view.scale());
    }

    /** The middle stays on the image, so that it cannot get lost. */
    private void look(double x, double y, double scale) {
        Shape shape = pixels == null ? Shape.grey(1, 1) : pixels.shape();
        view.set(Math.max(0, Math.min(shape.width(), x)), Math.max(0, Math.min(shape.height(), y)), scale);
    }

    /** Brings a detection into sight: pans if it is not, zooms only if it is tiny. */
    public void reveal(int row) {
        Rectangle box = overlay.box(row, this), area = getClientArea();
        boolean inSight = box.x >= 0 && box.y >= 0 && box.x + box.width <= area.width
                && box.y + box.height <= area.height;
        boolean tiny = Math.max(box.width, box.height) < 12;
        if (inSight && !tiny || pixels == null)
            return;
        Detections d = overlay.detections();
        double scale = tiny ? Math.min(8, 60 / Math.max(1, Math.max(d.width()[row], d.height()[row]))) : view.scale();
        fitting = false;
        look(d.x()[row] + d.width()[row] / 2, d.y()[row] + d.height()[row] / 2, Math.max(scale, view.scale()));
    }

    /** Shows a detection large. */
    public void zoomTo(int row) {
        Detections d = overlay.detections();
        double edge = Math.max(16, Math.max(d.width()[row], d.height()[row]));
        fitting = false;
        look(d.x()[row] + d.width()[row] / 2, d.y()[row] + d.height()[row] / 2,
                Math.min(16, Math.min(getSize().x, getSize().y) / edge / 3));
    }

    // pointer and keys

    private void press(Event e) {
        setFocus();
        pressed = dragged = new Point(e.x, e.y);
        moved = false;
        panning = e.button == 2 || e.button == 1 && space;
        if (e.button == 1 && mapArea().contains(e.x, e.y)) {
            jump(e);
            panning = false;
        } else if (!panning && tool != null)
            tooling = tool.press(e, this);
    }

    private void move(Event e) {
        if (tooling) {
            tool.drag(e, this);
            tell(e);
            return;
        }
        if (pressed != null && (Math.abs(e.x - pressed.x) > 3 || Math.abs(e.y - pressed.y) > 3))
            moved = true;
        if (pressed != null && mapArea().contains(pressed)) {
            jump(e);
        } else if (pressed != null && moved) {
            panning = true;
            setCursor(getDisplay().getSystemCursor(SWT.CURSOR_SIZEALL));
            pan(dragged.x - e.x, dragged.y - e.y);
            dragged = new Point(e.x, e.y);
        } else if (pressed == null && (tool == null || !tool.hover(e, this))) {
            hovered.accept(overlays ? overlay.at(e.x, e.y, this) : -1);
        }
        tell(e);
    }

    private void release(Event e) {
        if (tooling) {
            tooling = false;
            pressed = null;
            tool.release(e, this);
            return;
        }
        boolean click = pressed != null && !moved && e.button == 1 && !mapArea().contains(pressed);
        pressed = null;
        if (panning && moved)
            setCursor(cursor());
        panning = false;
        if (!click || !overlays)
            return;
        int row = overlay.at(e.x, e.y, this);
        Set<Integer> rows = new HashSet<>();
        if ((e.stateMask & (SWT.MOD1 | SWT.SHIFT)) != 0)
            rows.addAll(overlay.selected());
        if (row >= 0 && !rows.remove(row))
            rows.add(row);
        chosen.accept(rows);
    }

    private void jump(Event e) {
        Rectangle at = mapArea();
        Shape shape = pixels.shape();
        fitting = false;
        look((double) (e.x - at.x) / at.width * shape.width(), (double) (e.y - at.y) / at.height * shape.height(),
                view.scale());
    }

    private void key(Event e) {
        if (tool != null && tool.key(e, this))
            return;
        int far = (e.stateMask & SWT.SHIFT) != 0 ? Math.min(getSize().x, getSize().y) : STEP;
        switch (e.keyCode) {
            case SWT.ARROW_LEFT -> pan(-far, 0);
            case SWT.ARROW_RIGHT -> pan(far, 0);
            case SWT.ARROW_UP -> pan(0, -far);
            case SWT.ARROW_DOWN -> pan(0, far);
            case SWT.ESC -> chosen.accept(Set.of());
            case ' ' -> {
                space = true;
                setCursor(getDisplay().getSystemCursor(SWT.CURSOR_HAND));
            }
            default -> {
                return;
            }
        }
    }

    private void tell(Event e) {
        long now = System.currentTimeMillis();
        if (e != null && now - lastReadOut < READ_OUT_MS)
            return;
        lastReadOut = now;
        readOut.accept(readOut(e));
    }

    private ReadOut readOut(Event e) {
        if (pixels == null)
            return ReadOut.NONE;
        String zoom = Words.number(view.scale() * 100, view.scale() < 0.1 ? 1 : 0) + " %";
        String scale = Double.isNaN(umPerPx) ? "" : Words.scale(umPerPx);
        if (e == null)
            return new ReadOut("", "", "", zoom, scale);
        double x = toImageX(e.x), y = toImageY(e.y);
        if (!pixels.shape().region().contains(x, y))
            return new ReadOut("", "", "", zoom, scale);
        String pixel = Words.get("viewer.pixel", Words.number(x, 1), Words.number(y, 1));
        String place = "";
        if (!Double.isNaN(umPerPx)) {
            boolean mm = Math.max(x, y) * umPerPx >= 1000;
            double by = mm ? umPerPx / 1000 : umPerPx;
            place = Words.get(mm ? "viewer.mm" : "viewer.um", Words.number(x * by, mm ? 3 : 1),
                    Words.number(y * by, mm ? 3 : 1));
        }
        return new ReadOut(pixel, place, value((int) x, (int) y), zoom, scale);
    }

    /** The samples of a pixel, if its tile is here: nothing is read for it. */
    private String value(int x, int y) {
        for (int level = 0; level < pixels.levels(); level++) {
            int edge = Pixels.TILE << level;
            Optional<Tile> tile = tiles.samples(new TileCache.Key(pixels, level, x / edge, y / edge));
            if (tile.isEmpty())
                continue;
            Tile t = tile.get();
            int u = Math.min(t.width() - 1, x % edge >> level), v = Math.min(t.height() - 1, y % edge >> level);
            if (t.shape().channels() < 3)
                return Words.get("viewer.grey",
                        Words.number(t.get(u, v, 0), t.shape().type() == Shape.Type.F32 ? 2 : 0));
            return Words.get("viewer.rgb", (int) t.get(u, v, 0), (int) t.get(u, v, 1), (int) t.get(u, v, 2));
        }
        return "";
    }

    // paint

    private void redrawLater() {
        if (redrawing || isDisposed())
            return;
        redrawing = true;
        redraw();
    }

    private void redrawIfAlive() {
        if (!isDisposed())
            redraw();
    }

    private void paint(GC gc) {
        redrawing = false;
        Rectangle area = getClientArea();
        gc.setBackground(Palette.color(Token.GROUND));
        gc.fillRectangle(area);
        Optional<ToolException> wrong = failure.isPresent() || pixels == null ? failure : tiles.failure(pixels);
        if (wrong.isPresent()) {
            sentence(gc, Failures.text(wrong.get()), area, true);
            return;
        }
        if (pixels == null) {
            tiles.want(this, List.of());
            sentence(gc, note, area, false);
            return;
        }
        image(gc, area);
        if (view.scale() >= GRID_FROM)
            grid(gc, area);
        if (overlays) {
            layers.forEach(layer -> layer.paint(gc, this));
            overlay.paint(gc, this);
        }
        if (tool != null)
            tool.paint(gc, this);
        gc.setAntialias(SWT.ON);
        gc.setFont(Palette.font(Type.SMALL));
        if (map)
            paintMap(gc);
        if (hud) {
            scaleBar(gc, area);
            corner(gc, area);
        }
        if (!caption.isEmpty())
            caption(gc);
        if (isFocusControl()) {
            gc.setForeground(Palette.color(Token.ACCENT));
            gc.drawRectangle(0, 0, area.width - 1, area.height - 1);
        }
        if (tiles.behind())
            getDisplay().asyncExec(this::redrawIfAlive);
    }

    private static void sentence(GC gc, String text, Rectangle area, boolean error) {
        gc.setFont(Palette.font(Type.BODY));
        gc.setForeground(Palette.ON_IMAGE);
        List<String> lines = wrap(gc, text, Math.max(200, area.width * 2 / 3));
        int high = gc.textExtent("X").y + 4, y = (area.height - lines.size() * high) / 2;
        if (error)
            gc.drawImage(org.loupe.ui.Icons.get("error", Token.ERROR), (area.width - 16) / 2, y - 26);
        for (String line : lines) {
            gc.drawText(line, (area.width - gc.textExtent(line).x) / 2, y, true);
            y += high;
        }
    }

    private static List<String> wrap(GC gc, String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (line.length() > 0 && gc.textExtent(line + " " + word).x > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** The level whose pixels are drawn at 0.75 to 1.5 points: below, cairo's filter takes many times as long. */
    private int level() {
        int level = (int) Math.floor(Math.log(SHARPEST / view.scale()) / Math.log(2));
        return Math.max(0, Math.min(pixels.levels() - 1, level));
    }

    private void image(GC gc, Rectangle area) {
        tiles.startPaint();
        int top = pixels.levels() - 1, level = level();
        int edge = Pixels.TILE << level;
        Shape shape = pixels.shape();
        int left = (int) Math.max(0, Math.floor(toImageX(0) / edge));
        int upper = (int) Math.max(0, Math.floor(toImageY(0) / edge));
        int right = (int) Math.min((shape.width() - 1) / edge, Math.floor(toImageX(area.width) / edge));
        int lower = (int) Math.min((shape.height() - 1) / edge, Math.floor(toImageY(area.height) / edge));
        List<TileCache.Key> missing = new ArrayList<>();
        for (int row = upper; row <= lower; row++)
            for (int column = left; column <= right; column++) {
                TileCache.Key key = new TileCache.Key(pixels, level, column, row);
                if (!tiles.has(key))
                    missing.add(key);
                draw(gc, key, top);
            }
        double cx = view.x() / edge - 0.5, cy = view.y() / edge - 0.5;
        missing.sort(Comparator.comparingDouble(k -> Math.hypot(k.column() - cx, k.row() - cy)));
        TileCache.Key overview = new TileCache.Key(pixels, top, 0, 0);
        if (!tiles.has(overview))
            missing.add(0, overview);
        tiles.want(this, missing);
        if (missing.isEmpty())
            loading = false;
        else if (loading) {
            gc.setBackground(Palette.color(Token.ACCENT));
            gc.fillRectangle(0, 0, area.width, 2);
        }
    }

    /** Draws a tile, or what coarser tiles know of its place. */
    private void draw(GC gc, TileCache.Key key, int top) {
        Region region = pixels.region(key.level(), key.column(), key.row());
        for (int level = key.level(); level <= top; level++) {
            int down = level - key.level();
            TileCache.Key at = new TileCache.Key(pixels, level, key.column() >> down, key.row() >> down);
            Optional<Image> image = tiles.get(at);
            if (image.isEmpty())
                continue;
            Region whole = pixels.region(level, at.column(), at.row());
            Rectangle bounds = image.get().getBounds();
            int x = (region.x() - whole.x()) >> level, y = (region.y() - whole.y()) >> level;
            int w = Math.min(bounds.width - x, (region.width() + (1 << level) - 1) >> level);
            int h = Math.min(bounds.height - y, (region.height() + (1 << level) - 1) >> level);
            int left = (int) Math.round(toScreenX(region.x())), upper = (int) Math.round(toScreenY(region.y()));
            int right = (int) Math.round(toScreenX(region.right()));
            int lower = (int) Math.round(toScreenY(region.bottom()));
            if (w <= 0 || h <= 0 || right <= left || lower <= upper)
                return;
            gc.setInterpolation(view.scale() * (1 << level) >= NEAREST_FROM ? SWT.NONE : SWT.DEFAULT);
            gc.drawImage(image.get(), x, y, w, h, left, upper, right - left, lower - upper);
            return;
        }
    }

    private void grid(GC gc, Rectangle area) {
        double scale = view.scale();
        int left = (int) Math.max(0, Math.floor(toImageX(0)));
        int top = (int) Math.max(0, Math.floor(toImageY(0)));
        int right = (int) Math.min(pixels.shape().width() - 1, Math.ceil(toImageX(area.width)));
        int bottom = (int) Math.min(pixels.shape().height() - 1, Math.ceil(toImageY(area.height)));
        gc.setForeground(Palette.BLACK);
        gc.setAlpha(60);
        for (int column = left; column <= right; column++)
            gc.drawLine((int) toScreenX(column), (int) toScreenY(top), (int) toScreenX(column),
                    (int) toScreenY(bottom + 1));
        for (int row = top; row <= bottom; row++)
            gc.drawLine((int) toScreenX(left), (int) toScreenY(row), (int) toScreenX(right + 1), (int) toScreenY(row));
        gc.setAlpha(255);
        if (scale < VALUES_FROM || pixels.shape().channels() >= 3)
            return;
        gc.setFont(Palette.font(Type.SMALL));
        double[] range = { 0, 255 };
        for (int row = top; row <= bottom; row++)
            for (int column = left; column <= right; column++) {
                int edge = Pixels.TILE;
                Optional<Tile> tile = tiles.samples(new TileCache.Key(pixels, 0, column / edge, row / edge));
                if (tile.isEmpty())
                    continue;
                double value = tile.get().get(column % edge, row % edge, 0);
                range = pixels.range(tile.get());
                String text = Words.number(value, 0);
                Point size = gc.textExtent(text);
                gc.setForeground((value - range[0]) / (range[1] - range[0]) > 0.5 ? Palette.BLACK : Palette.ON_IMAGE);
                gc.drawText(text, (int) (toScreenX(column + 0.5) - size.x / 2.0),
                        (int) (toScreenY(row + 0.5) - size.y / 2.0), true);
            }
    }

    private static void plate(GC gc, Rectangle place) {
        gc.setAlpha(199);
        gc.setBackground(Palette.BLACK);
        gc.fillRoundRectangle(place.x, place.y, place.width, place.height, 4, 4);
        gc.setAlpha(255);
        gc.setForeground(Palette.ON_IMAGE);
    }

    private void scaleBar(GC gc, Rectangle area) {
        double um = Double.isNaN(umPerPx) ? 1 : umPerPx;
        double perPoint = um / view.scale(), raw = 90 * perPoint;
        double ten = Math.pow(10, Math.floor(Math.log10(raw)));
        double length = raw / ten <= 2 ? 2 * ten : raw / ten <= 5 ? 5 * ten : 10 * ten;
        int wide = (int) Math.round(length / perPoint);
        String text = Double.isNaN(umPerPx) ? Words.number(length, length < 1 ? 2 : 0) + " px" : scaleText(length);
        int high = gc.textExtent(text).y;
        Rectangle plate = new Rectangle(12, area.height - high - 25, wide + 20, high + 15);
        plate(gc, plate);
        gc.drawText(text, plate.x + (plate.width - gc.textExtent(text).x) / 2, plate.y + 2, true);
        int y = plate.y + plate.height - 7, x = plate.x + 10;
        gc.setLineWidth(1);
        gc.drawPolyline(new int[] { x, y - 4, x, y, x + wide, y, x + wide, y - 4 });
    }

    private static String scaleText(double um) {
        if (um >= 1000)
            return Words.number(um / 1000, um < 1000 ? 1 : 0) + " mm";
        return um >= 1 ? Words.number(um, 0) + " µm" : Words.number(um * 1000, 0) + " nm";
    }

    private void corner(GC gc, Rectangle area) {
        Shape shape = pixels.shape();
        String size = Words.get("viewer.size", Words.number(shape.width(), 0), Words.number(shape.height(), 0));
        String text = pixels.levels() == 1 ? size : Words.get("viewer.level", size, level(), pixels.levels() - 1);
        Point extent = gc.textExtent(text);
        Rectangle plate = new Rectangle(area.width - extent.x - 28, area.height - extent.y - 18, extent.x + 16,
                extent.y + 8);
        plate(gc, plate);
        gc.drawText(text, plate.x + 8, plate.y + 4, true);
    }

    private void caption(GC gc) {
        gc.setFont(Palette.font(Type.STRONG));
        Point extent = gc.textExtent(caption);
        Rectangle plate = new Rectangle(12, 12, extent.x + 20, extent.y + 10);
        plate(gc, plate);
        gc.drawText(caption, plate.x + 10, plate.y + 5, true);
    }

    /** Where the map lies; empty if there is none. */
    private Rectangle mapArea() {
        Rectangle none = new Rectangle(0, 0, 0, 0);
        if (pixels == null || !map)
            return none;
        Shape shape = pixels.shape();
        Rectangle area = getClientArea();
        if (shape.width() * view.scale() <= MAP_FROM * area.width
                && shape.height() * view.scale() <= MAP_FROM * area.height)
            return none;
        double scale = (double) MAP / Math.max(shape.width(), shape.height());
        int w = Math.max(8, (int) Math.round(shape.width() * scale));
        int h = Math.max(8, (int) Math.round(shape.height() * scale));
        return new Rectangle(area.width - w - 12, 12, w, h);
    }

    private void paintMap(GC gc) {
        Rectangle at = mapArea();
        if (at.isEmpty())
            return;
        gc.setAlpha(199);
        gc.setBackground(Palette.BLACK);
        gc.fillRectangle(at.x - 4, at.y - 4, at.width + 8, at.height + 8);
        gc.setAlpha(255);
        tiles.get(new TileCache.Key(pixels, pixels.levels() - 1, 0, 0)).ifPresent(image -> {
            Rectangle size = image.getBounds();
            gc.setInterpolation(SWT.HIGH);
            gc.drawImage(image, 0, 0, size.width, size.height, at.x, at.y, at.width, at.height);
        });
        double scale = (double) at.width / pixels.shape().width();
        Detections d = overlay.detections();
        if (overlays)
            for (int row = 0; row < d.size(); row++) {
                gc.setBackground(overlay.colours().apply(d.classIndex()[row]));
                gc.fillRectangle(at.x + (int) ((d.x()[row] + d.width()[row] / 2) * scale) - 1,
                        at.y + (int) ((d.y()[row] + d.height()[row] / 2) * scale) - 1, 3, 3);
            }
        Rectangle area = getClientArea();
        int left = at.x + (int) Math.round(Math.max(0, toImageX(0)) * scale);
        int top = at.y + (int) Math.round(Math.max(0, toImageY(0)) * scale);
        int right = at.x + (int) Math.round(Math.min(pixels.shape().width(), toImageX(area.width)) * scale);
        int bottom = at.y + (int) Math.round(Math.min(pixels.shape().height(), toImageY(area.height)) * scale);
        gc.setForeground(Palette.WHITE);
        gc.drawRectangle(left, top, Math.max(2, right - left - 1), Math.max(2, bottom - top - 1));
    }
}
