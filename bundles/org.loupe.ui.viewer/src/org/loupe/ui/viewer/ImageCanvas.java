package org.loupe.ui.viewer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleControlAdapter;
import org.eclipse.swt.accessibility.AccessibleControlEvent;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.loupe.api.Detections;
import org.loupe.api.Region;
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
    private static final int SLOW_MS = 150, READ_OUT_MS = 33;

    /**
     * A place of an image.
     *
     * @param column in px
     * @param row    in px
     */
    public record Place(double column, double row) {
    }

    private final View view;
    private final TileCache tiles;
    private final Runnable repaint = this::redrawLater;
    private final Navigation navigation;
    private final TilePainter painter;
    private final Overview overview;
    private final List<Layer> layers = new ArrayList<>();
    private final List<Runnable> toolChanges = new ArrayList<>();
    private Pixels pixels, before, swiped;
    private Patch patch;
    private boolean patchAlone;
    private Place cross;
    private Tone bar;
    private double[] ticks = {};
    private double umPerPx = Double.NaN, device = 1, swipe = 0.5;
    private Overlay overlay = Overlay.NONE;
    private String note = "", caption = "", swipedCaption = "", corner = "";
    private Optional<ToolException> failure = Optional.empty();
    private boolean overlays = true, findings = true, map = true, hud = true, redrawing, loading, complete;
    private PointerTool tool;
    private TagPlaces tagPlaces;
    private long lastReadOut;
    private Consumer<ReadOut> readOut = r -> { };
    private Consumer<Optional<Place>> point = p -> { };
    private IntConsumer hovered = row -> { };
    private Consumer<Set<Integer>> chosen = rows -> { };
    private IntConsumer chosenPreviewed = row -> { };
    private boolean overPreviewed;

    /**
     * @param view  what is seen; may be shared with another canvas
     * @param tiles where the pixels come from
     */
    public ImageCanvas(Composite parent, View view, TileCache tiles) {
        super(parent, SWT.DOUBLE_BUFFERED | SWT.NO_BACKGROUND | SWT.NO_REDRAW_RESIZE);
        this.view = view;
        this.tiles = tiles;
        navigation = new Navigation(this);
        painter = new TilePainter(this, tiles);
        overview = new Overview(this, tiles);
        ToolRow.style(this, "loupe-ground");
        measureDevice();
        view.listen(repaint);
        tiles.listen(repaint);
        addDisposeListener(e -> {
            view.forget(repaint);
            tiles.forget(repaint);
            tiles.leave(this);
            if (patch != null)
                patch.image().dispose();
        });
        addListener(SWT.Paint, e -> paint(e.gc));
        addListener(SWT.Resize, e -> {
            measureDevice();
            navigation.resized();
            redraw();
        });
        addListener(SWT.ZoomChanged, e -> {
            measureDevice();
            redraw();
        });
        addListener(SWT.FocusIn, e -> redraw());
        addListener(SWT.FocusOut, e -> redraw());
        addListener(SWT.Traverse, e -> e.doit = e.detail == SWT.TRAVERSE_TAB_NEXT
                || e.detail == SWT.TRAVERSE_TAB_PREVIOUS);
        Palette.onChange(this, this::redraw);
        new Gestures(this, navigation, overview);
        accessible();
    }

    private void accessible() {
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

            @Override
            public void getValue(AccessibleControlEvent e) {
                e.result = zoomText();
            }

            @Override
            public void getState(AccessibleControlEvent e) {
                e.detail = ACC.STATE_FOCUSABLE | (isFocusControl() ? ACC.STATE_FOCUSED : 0);
            }
        });
    }

    /** What assistive tools read: such as "Spur, score 0.72, 4 of 12". */
    public String accessibleName() {
        Detections d = overlay.detections();
        int row = overlay.selected().next(0);
        if (overlay.selected().size() != 1 || row >= d.size())
            return Words.get("viewer.accessible", d.size(), overlay.selected().size());
        return Words.get("viewer.accessibleOne", d.className(row), Words.number(d.score()[row], 2), row + 1, d.size());
    }

    private void measureDevice() {
        device = Math.max(1, getMonitor().getZoom() / 100.0);
    }

    // what is shown

    /** Shows an image; {@code null} for none. @param scale µm/px, or NaN if unknown */
    public void pixels(Pixels shown, double scale) {
        keepUntilLoaded(shown);
        pixels = shown;
        umPerPx = scale;
        failure = Optional.empty();
        loading = shown != null;
        if (loading)
            getDisplay().timerExec(SLOW_MS, this::redrawIfAlive);
        redraw();
    }

    /** Another image of the same place; the view and the detections stay. @param name said in the corner, or "" */
    public void swap(Pixels other, String name) {
        if (pixels == other && caption.equals(name))
            return;
        keepUntilLoaded(other);
        pixels = other;
        caption = name;
        redraw();
    }

    /** What a pixel of the image covers, in µm; NaN if unknown. */
    public double umPerPx() {
        return umPerPx;
    }

    /** Says in the upper corner what is shown; "" for nothing. */
    public void caption(String name) {
        if (!caption.equals(name)) {
            caption = name;
            redraw();
        }
    }

    /** The image before stays in sight until the first tiles of the new one are there. */
    private void keepUntilLoaded(Pixels next) {
        boolean alike = next != null && pixels != null && next.shape().width() == pixels.shape().width()
                && next.shape().height() == pixels.shape().height();
        if (next != pixels)
            before = alike ? pixels : null;
    }

    /** Lets go of an image that will be closed. */
    public void forget(Pixels closing) {
        if (before == closing)
            before = null;
        if (swiped == closing)
            swiped = null;
        if (pixels == closing)
            pixels = null;
    }

    /** The image that is shown. */
    public Optional<Pixels> pixels() {
        return Optional.ofNullable(pixels);
    }

    /**
     * Shows a picture over its part of the image, or with {@code null} no longer. The canvas disposes it.
     *
     * @param alone whether the image around it is hidden
     */
    public void patch(Patch shown, boolean alone) {
        if (patch != null && patch != shown)
            patch.image().dispose();
        patch = shown;
        patchAlone = alone;
        redraw();
    }

    /** The picture over a part of the image. */
    public Optional<Patch> patch() {
        return Optional.ofNullable(patch);
    }

    /** Shows another image of the same place to the right of a bar that the user drags; {@code null} for none. */
    public void swipe(Pixels other, String name) {
        swiped = other;
        swipedCaption = name;
        redraw();
    }

    /** The image to the right of the bar. */
    public Optional<Pixels> swiped() {
        return Optional.ofNullable(swiped);
    }

    /** Where the bar is, as a share of the width. */
    public double swipeAt() {
        return swipe;
    }

    /** Moves the bar. @param share of the width, limited to 0..1 */
    public void swipeAt(double share) {
        swipe = Math.max(0, Math.min(1, share));
        redraw();
    }

    /** Draws a bar of these colours in place of the image's own; {@code null} for those of the image. */
    public void bar(Tone tone, double... marks) {
        bar = tone;
        ticks = marks;
        redraw();
    }

    /** Draws a cross at a place that is pointed at elsewhere; {@code null} for none. */
    public void cross(Place at) {
        if (at == cross || at != null && at.equals(cross))
            return;
        cross = at;
        redraw();
    }

    /** Says in the lower corner what lies here, in place of the image's size; "" for that. */
    public void corner(String text) {
        if (!corner.equals(text)) {
            corner = text;
            redraw();
        }
    }

    /** What the lower corner says in place of the image's size; "" for that. */
    public String corner() {
        return corner;
    }

    /** Whether all that is in sight has been drawn as finely and in the tone that it should be. */
    public boolean complete() {
        return complete;
    }

    /** Whether something of the whole image can be drawn, however coarse. */
    public boolean loaded() {
        return pixels != null && painter.loaded(pixels);
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
        detections(BoxIndex.of(found), colours);
    }

    /** Draws detections that were arranged off the UI thread. @param colours of the classes by their index */
    public void detections(BoxIndex found, IntFunction<Color> colours) {
        overlay = overlay.boxes(found, colours);
        redraw();
    }

    /** What is drawn over the image. */
    public Overlay overlay() {
        return overlay;
    }

    /** Draws something else over the image. */
    public void overlay(UnaryOperator<Overlay> change) {
        overlay = change.apply(overlay);
        redraw();
    }

    /** Marks rows as selected; brings the first into sight if none of them is. */
    public void select(Set<Integer> rows, boolean show) {
        if (!rows.equals(overlay.selected())) {
            overlay = overlay.selected(rows);
            getAccessible().selectionChanged();
            getAccessible().sendEvent(ACC.EVENT_NAME_CHANGED, null);
            redraw();
        }
        if (show && !rows.isEmpty())
            reveal(rows.iterator().next());
    }

    /** The selected rows. */
    public RowSet selected() {
        return overlay.selected();
    }

    /** Marks a row as being under the pointer; -1 for none. */
    public void hover(int row) {
        if (row != overlay.hover()) {
            overlay = overlay.hover(row);
            showCursor(row >= 0 ? SWT.CURSOR_HAND : -1);
            redraw();
        }
    }

    /** Where tags may stand in this paint. */
    public TagPlaces tagPlaces() {
        return tagPlaces;
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

    /** Draws what was found, or only what lies under it; where it is not drawn it cannot be selected. */
    public void findings(boolean on) {
        findings = on;
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
    public void tool(PointerTool other) {
        if (tool == other)
            return;
        if (tool != null)
            tool.leave(this);
        tool = other;
        showCursor(-1);
        redraw();
        List.copyOf(toolChanges).forEach(Runnable::run);
    }

    /** Calls {@code changed} after another tool was chosen. */
    public void onTool(Runnable changed) {
        toolChanges.add(changed);
    }

    /** Shows an SWT cursor, or with -1 that of the tool. */
    public void showCursor(int cursor) {
        int shown = cursor >= 0 ? cursor : tool == null ? -1 : tool.cursor();
        setCursor(shown < 0 ? null : getDisplay().getSystemCursor(shown));
    }

    // who is told

    /** Who is told what is under the pointer, at most 30 times a second. */
    public void onReadOut(Consumer<ReadOut> told) {
        readOut = told;
    }

    /** Who is told the place of the image under the pointer, before the read-out; empty where there is none. */
    public void onPoint(Consumer<Optional<Place>> told) {
        point = told;
    }

    /** Who is told the row under the pointer, or -1. */
    public void onHover(IntConsumer told) {
        hovered = told;
    }

    /** Who is told the rows that the user selected. */
    public void onSelect(Consumer<Set<Integer>> told) {
        chosen = told;
    }

    /** Who is told the row of the preview that the user clicked on. */
    public void onSelectPreviewed(IntConsumer told) {
        chosenPreviewed = told;
    }

    /** Tells of a row of the preview; with -1 of none any more. @return whether there is one */
    boolean choosePreviewed(int row) {
        if (row != overlay.chosen())
            overlay(o -> o.chosen(row));
        if (row >= 0)
            chosenPreviewed.accept(row);
        return row >= 0;
    }

    void hoveringPreviewed(boolean over) {
        if (over != overPreviewed)
            showCursor(over || overlay.hover() >= 0 ? SWT.CURSOR_HAND : -1);
        overPreviewed = over;
    }

    void hovering(int row) {
        hovered.accept(row);
    }

    void choose(Set<Integer> rows) {
        chosen.accept(rows);
    }

    /** The pointer has left. */
    void left() {
        hovered.accept(-1);
        pointOverlay(null);
        point.accept(Optional.empty());
        readOut();
    }

    /** Tells zoom and scale again; there is no place under the pointer. */
    public void readOut() {
        readOut.accept(pixels == null ? ReadOut.NONE
                : Probe.at(-1, -1, pixels, tiles, umPerPx, zoomText()));
    }

    /** The pointer is somewhere in the canvas. */
    void pointed(Event e) {
        long now = System.currentTimeMillis();
        if (now - lastReadOut < READ_OUT_MS || pixels == null)
            return;
        lastReadOut = now;
        pointOverlay(e);
        double x = toImageX(e.x), y = toImageY(e.y);
        point.accept(pixels.shape().region().contains(x, y) ? Optional.of(new Place(x, y)) : Optional.empty());
        readOut.accept(Probe.at(x, y, pixels, tiles, umPerPx, zoomText()));
    }

    /** The rows that a click on a place of the screen is about. */
    RowSet rowsAt(int x, int y) {
        return overlays && findings ? overlay.rowsAt(x, y, this) : RowSet.NONE;
    }

    /** Says the number of detections under the pointer where single ones are not drawn. */
    private void pointOverlay(Event e) {
        int before = overlay.pointer() == null ? -1 : overlay.squareAt((int) Math.round(toScreenX(overlay.pointer()
                .column())), (int) Math.round(toScreenY(overlay.pointer().row())), this);
        int now = e == null || !overlays || !findings ? -1 : overlay.squareAt(e.x, e.y, this);
        if (now == before)
            return;
        overlay = overlay.pointer(now < 0 ? null : new Place(toImageX(e.x), toImageY(e.y)));
        redraw();
    }

    /** The row of the preview whose box is at a place of the screen; -1 if there is none or none is drawn. */
    int previewedAt(int x, int y) {
        return overlays && findings ? overlay.previewedAt(x, y, this) : -1;
    }

    /** The row whose box is at a place of the screen; -1 if there is none or none is drawn. */
    int rowAt(int x, int y) {
        return overlays && findings ? overlay.at(x, y, this) : -1;
    }

    /** The tiles that would be in sight of another image in this one's place: there if it is as large, else all. */
    public List<TileCache.Key> tilesOf(Pixels other) {
        Region all = other.shape().region();
        return pixels != null && pixels.shape().region().equals(all)
                ? painter.tiles(other, view.scale(), visible())
                : painter.tiles(other, Navigation.fitting(all, getSize()), all);
    }

    // where it is shown

    /** What is seen. */
    public View view() {
        return view;
    }

    /** Pixels of the screen per point: 2 on a screen of twice the density. */
    public double device() {
        return device;
    }

    /** The zoom, where 100 % is one pixel of the screen per px of the image. */
    public String zoomText() {
        double percent = view.scale() * device * 100;
        return Words.number(percent, percent < 10 ? 1 : 0) + " %";
    }

    /** The level of the pyramid that is drawn, 0 without an image. */
    public int level() {
        return pixels == null ? 0 : painter.level(pixels);
    }

    /** The part of the image that is in sight, in whole px; empty if there is none. */
    public Region visible() {
        if (pixels == null)
            return new Region(0, 0, 0, 0);
        Rectangle area = getClientArea();
        int left = (int) Math.floor(toImageX(0)), top = (int) Math.floor(toImageY(0));
        return pixels.shape().region().intersect(new Region(left, top,
                Math.max(0, (int) Math.ceil(toImageX(area.width)) - left),
                Math.max(0, (int) Math.ceil(toImageY(area.height)) - top)));
    }

    /** A column of the image, in px, as a distance from the canvas's left edge in points. */
    public double toScreenX(double column) {
        return (column - view.x()) * view.scale() + getSize().x / 2.0;
    }

    /** A row of the image, in px, as a distance from the canvas's top edge in points. */
    public double toScreenY(double row) {
        return (row - view.y()) * view.scale() + getSize().y / 2.0;
    }

    /** A region of the image on the screen, in points; neighbours share their edge. */
    Rectangle toScreen(Region region) {
        int left = (int) Math.round(toScreenX(region.x())), top = (int) Math.round(toScreenY(region.y()));
        return new Rectangle(left, top, (int) Math.round(toScreenX(region.right())) - left,
                (int) Math.round(toScreenY(region.bottom())) - top);
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
        navigation.fit();
        redraw();
    }

    /** Shows the image at 100 %, or, if it is, at the zoom before. */
    public void oneToOne() {
        navigation.oneToOne();
    }

    /** Zooms about a place of the canvas, which stays where it is; stops at 100 % on the way. */
    public void zoom(double factor, double x, double y) {
        navigation.zoom(factor, x, y, false);
    }

    /** Zooms about the middle of the canvas, in a short glide. */
    public void zoom(double factor) {
        navigation.zoom(factor, getSize().x / 2.0, getSize().y / 2.0, true);
    }

    /** Moves the view by points of the screen. */
    public void pan(double dx, double dy) {
        navigation.pan(dx, dy);
    }

    /** Brings a detection into sight: pans if it is not, zooms only if it is tiny. */
    public void reveal(int row) {
        navigation.reveal(overlay.detections(), row, overlay.box(row, this));
    }

    /** Shows a detection large. */
    public void zoomTo(int row) {
        navigation.zoomTo(overlay.detections(), row);
    }

    // paint

    private void redrawLater() {
        complete = false;
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
            Hud.sentence(gc, Failures.text(wrong.get()), area, true);
            return;
        }
        if (pixels == null) {
            tiles.want(this, List.of());
            Hud.sentence(gc, note, area, false);
            return;
        }
        image(gc, area);
        tagPlaces = new TagPlaces(area);
        if (overlays) {
            layers.forEach(layer -> layer.paint(gc, this));
            if (findings)
                overlay.paint(gc, this);
        }
        if (tool != null)
            tool.paint(gc, this);
        gc.setAntialias(SWT.ON);
        gc.setFont(Palette.font(Type.SMALL));
        if (cross != null)
            Hud.cross(gc, (int) Math.round(toScreenX(cross.column)), (int) Math.round(toScreenY(cross.row)));
        floating(gc, area);
    }

    private void image(GC gc, Rectangle area) {
        painter.begin();
        if (before != null && !painter.loaded(pixels))
            painter.paint(gc, before, area);
        else
            before = null;
        if (!patchAlone || patch == null)
            painter.paint(gc, pixels, area);
        if (patch != null)
            painter.paint(gc, patch);
        if (swiped != null) {
            int x = (int) Math.round(swipe * area.width);
            Rectangle right = new Rectangle(x, 0, area.width - x, area.height);
            gc.setClipping(right);
            gc.setBackground(Palette.color(Token.GROUND));
            gc.fillRectangle(right);
            painter.paint(gc, swiped, right);
            gc.setClipping((Rectangle) null);
        }
        complete = painter.end();
        if (complete)
            loading = false;
        else if (loading)
            Hud.loading(gc, area);
        PixelGrid.paint(gc, this, tiles, pixels, area);
    }

    private void floating(GC gc, Rectangle area) {
        if (map)
            overview.paint(gc, overlay);
        int top = area.height - 6;
        if (hud) {
            Hud.scaleBar(gc, umPerPx, view.scale(), area);
            top = Hud.corner(gc, corner, pixels, painter.level(pixels), area);
        }
        Tone colours = bar != null ? bar : tiles.tone(pixels).filter(t -> t.map().needsBar()).orElse(null);
        if (colours != null)
            Hud.colourBar(gc, colours, ticks, area, top);
        if (swiped != null) {
            Hud.swipe(gc, (int) Math.round(swipe * area.width), area);
            if (overview.area().isEmpty())
                Hud.caption(gc, swipedCaption, area, true);
        }
        if (!caption.isEmpty())
            Hud.caption(gc, caption, area, false);
        if (isFocusControl())
            Hud.focus(gc, area);
    }
}
