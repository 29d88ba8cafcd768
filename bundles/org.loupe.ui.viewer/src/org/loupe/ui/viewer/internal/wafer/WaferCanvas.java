package org.loupe.ui.viewer.internal.wafer;

import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.loupe.ui.Failures;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Parts;
import org.loupe.ui.Session;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.internal.Latest;
import org.loupe.wafer.DieGrid;
import org.loupe.wafer.Wafer;

/**
 * The map of a wafer or panel: outline, dies in their colours, defects as dots or, if there are very many, as their
 * density. Dies and defects are drawn into a picture off the UI thread; until the next one is there, the one before is
 * moved and stretched. What is selected or under the pointer is drawn over it at once. UI thread only.
 */
public final class WaferCanvas extends Canvas {

    /** What a drag with the left button does. */
    public enum Tool {
        /** Selects dies and defects, a drag those in a box. */
        SELECT,
        /** Moves the map. */
        PAN,
        /** Selects the defects within a line drawn by hand. */
        LASSO
    }

    /** What a part does about gestures on the map. */
    interface Host {
        /** Selects something. */
        void select(WaferSelection chosen);

        /** The pointer is over a place of the wafer; {@code null} if it has left. */
        void pointed(Pointed at);

        /** Shows the images of what is selected. */
        void images();

        /** The tool was changed. */
        void toolChanged();
    }

    /**
     * What the pointer is over.
     *
     * @param x      µm from the centre of the wafer
     * @param y      likewise, up
     * @param die    number of the die, -1 for none
     * @param defect number of the defect, -1 for none
     */
    record Pointed(double x, double y, int die, int defect) {
    }

    /** Defects that are selected beyond which they are drawn in the picture, and points from a defect it is hit. */
    private static final int RINGS = 500, REACH = 6;
    private static final double STEP = 1.25;

    private final Session session;
    private final Host host;
    private final Latest drawer, chooser;
    private final MapPainter painter;
    private final MapGestures gestures;
    private OpenWafer open;
    private WaferFrame frame;
    private boolean fitting = true;
    private MapModes modes;
    private MapColours colours;
    private WaferPicture picture, whole;
    private Image image, wholeImage;
    private boolean drawing, stale, coloursStale;
    private WaferSelection selection = WaferSelection.NONE;
    private Pointed pointed;
    private int hover = -1;
    private Tool tool = Tool.SELECT;
    private String note = "";
    private boolean wrong;

    /** @param host told of gestures */
    WaferCanvas(Composite parent, Session session, Host host) {
        super(parent, SWT.DOUBLE_BUFFERED | SWT.NO_BACKGROUND | SWT.NO_REDRAW_RESIZE);
        this.session = session;
        this.host = host;
        drawer = new Latest(this, "Loupe wafer map");
        chooser = new Latest(this, "Loupe wafer selection");
        painter = new MapPainter(this);
        gestures = new MapGestures(this);
        addListener(SWT.Paint, e -> paint(e.gc));
        addListener(SWT.Resize, e -> resized());
        addListener(SWT.ZoomChanged, e -> draw());
        Parts.focusable(this, gestures::key);
        Palette.onChange(this, this::recolour);
        addDisposeListener(e -> {
            dispose(image);
            dispose(wholeImage);
        });
        accessible();
    }

    private static void dispose(Image old) {
        if (old != null)
            old.dispose();
    }

    private void accessible() {
        Parts.accessible(this, ACC.ROLE_GRAPHIC, this::accessibleName);
    }

    /** What assistive tools read: such as "Die 3, −2 with 19 defects". */
    public String accessibleName() {
        if (open == null)
            return note;
        WaferIndex index = open.index();
        if (selection.defects().cardinality() == 1)
            return MapWords.defect(open, selection.defects().nextSetBit(0));
        if (selection.dies().size() == 1) {
            int die = selection.dies().get(0);
            return Words.get("map.accessibleDie", MapWords.die(open, die), index.count(die));
        }
        return Words.get("map.accessible", index.dies(), index.size(), selection.isEmpty() ? 0
                : selection.count(index));
    }

    // ---- what is shown

    /** Shows a wafer; another one of the same size keeps zoom and place. */
    void show(OpenWafer shown, MapModes how) {
        boolean same = open != null && open.wafer().outline().equals(shown.wafer().outline());
        open = shown;
        modes = how;
        note = "";
        selection = WaferSelection.NONE;
        pointed = null;
        hover = -1;
        colours = null;
        dispose(wholeImage);
        wholeImage = null;
        whole = null;
        if (!same) {
            dispose(image);
            image = null;
            picture = null;
        }
        if (!same || frame == null || fitting)
            fit();
        recolour();
    }

    /** Says in one sentence why there is no map. @param error whether something is wrong */
    void note(String sentence, boolean error) {
        open = null;
        note = sentence;
        wrong = error;
        redraw();
    }

    /** Shows other things of the wafer. */
    void modes(MapModes how) {
        modes = how;
        recolour();
    }

    /** What is shown of the wafer. */
    MapModes modes() {
        return modes;
    }

    /** Shows what is selected; brings a single die or defect into sight. */
    void select(WaferSelection chosen) {
        if (selection.equals(chosen))
            return;
        boolean many = selection.defects().cardinality() > RINGS || chosen.defects().cardinality() > RINGS;
        selection = chosen;
        if (open == null)
            return;
        if (chosen.defects().cardinality() == 1)
            revealDefect(chosen.defects().nextSetBit(0));
        else if (chosen.dies().size() == 1)
            revealDie(chosen.dies().get(0));
        if (many)
            recolour();
        redraw();
    }

    /** Shows which defect the pointer is over in another part; -1 for none. */
    void hover(int defect) {
        hover = defect;
        redraw();
    }

    /** What a drag with the left button does from now on. */
    public void tool(Tool chosen) {
        tool = chosen;
        setCursor(chosen == Tool.PAN ? getDisplay().getSystemCursor(SWT.CURSOR_SIZEALL)
                : chosen == Tool.LASSO ? getDisplay().getSystemCursor(SWT.CURSOR_CROSS) : null);
        host.toolChanged();
    }

    /** What a drag with the left button does. */
    public Tool tool() {
        return tool;
    }

    Optional<OpenWafer> open() {
        return Optional.ofNullable(open);
    }

    WaferFrame frame() {
        return frame;
    }

    WaferSelection selection() {
        return selection;
    }

    Optional<Pointed> pointed() {
        return Optional.ofNullable(pointed);
    }

    /** The defect under the pointer, here or in another part; -1 for none. */
    int hovered() {
        return pointed != null && pointed.defect >= 0 ? pointed.defect : hover;
    }

    Optional<MapColours> colours() {
        return Optional.ofNullable(colours);
    }

    Host host() {
        return host;
    }

    MapGestures gestures() {
        return gestures;
    }

    /** Whether all that is in sight has been drawn for the place, zoom and colours of now; for tests. */
    public boolean complete() {
        return picture != null && !drawing && !stale && picture.frame().equals(frame);
    }

    /** Whether density is drawn instead of single defects. */
    public boolean density() {
        return picture != null && picture.density();
    }

    /** Defects of a square that has the full colour of the density. */
    int densest() {
        return picture == null ? 0 : picture.most();
    }

    /** How large a square of equal density is on the wafer, as it is written. */
    String square() {
        return MapWords.about(WaferPicture.CELL / frame.scale());
    }

    /** Number of defects drawn last; for tests. */
    public int drawn() {
        return picture == null ? -1 : picture.points();
    }

    /** Where a place lies on the canvas; for tests. @param x in µm @param y in µm, up */
    public org.eclipse.swt.graphics.Point toPoint(double x, double y) {
        return new org.eclipse.swt.graphics.Point((int) Math.round(frame.toX(x)), (int) Math.round(frame.toY(y)));
    }

    // ---- place and zoom

    private Rectangle area() {
        Rectangle client = getClientArea();
        int top = painter.top(), bottom = painter.bottom();
        return new Rectangle(0, top, Math.max(1, client.width), Math.max(1, client.height - top - bottom));
    }

    private void resized() {
        if (open != null)
            frame(fitting || frame == null ? WaferFrame.fit(open.wafer().outline(), area()) : frame.in(area()));
        redraw();
    }

    /** Shows another part. */
    void frame(WaferFrame next) {
        if (next.equals(frame))
            return;
        frame = next;
        draw();
        redraw();
    }

    /** Shows the whole wafer. */
    public void fit() {
        if (open == null)
            return;
        fitting = true;
        frame(WaferFrame.fit(open.wafer().outline(), area()));
    }

    /** Shows less (1) or more (-1) around the middle. */
    public void zoom(int steps) {
        Rectangle area = area();
        zoom(Math.pow(STEP, steps), area.x + area.width / 2.0, area.y + area.height / 2.0);
    }

    /** Zooms about a place of the canvas, which stays where it is. */
    void zoom(double factor, double x, double y) {
        if (open == null)
            return;
        fitting = false;
        frame(frame.zoomed(factor, x, y, open.wafer().outline()));
    }

    /** Moves the map with the pointer. */
    void move(double x, double y) {
        if (open == null)
            return;
        fitting = false;
        frame(frame.moved(x, y, open.wafer().outline()));
    }

    /** Brings a die into sight; nothing moves if it is. */
    void revealDie(int die) {
        DieGrid grid = open.wafer().grid();
        int column = open.index().column(die), row = open.index().row(die);
        reveal(grid.left(column), grid.bottom(row), grid.left(column + 1), grid.bottom(row + 1));
    }

    private void revealDefect(int defect) {
        double x = open.wafer().defects().x(defect), y = open.wafer().defects().y(defect), by = 12 / frame.scale();
        reveal(x - by, y - by, x + by, y + by);
    }

    private void reveal(double x0, double y0, double x1, double y1) {
        WaferFrame to = frame.showing(x0, y0, x1, y1, open.wafer().outline());
        if (Math.abs(to.x() - frame.x()) * frame.scale() >= 1 || Math.abs(to.y() - frame.y()) * frame.scale() >= 1) {
            fitting = false;
            frame(to);
        }
    }

    // ---- what is under the pointer

    /** What lies at a point of the canvas; {@code null} beside the map. */
    Pointed at(int x, int y) {
        if (open == null || !frame.area().contains(x, y))
            return null;
        double umX = frame.umX(x), umY = frame.umY(y);
        WaferIndex index = open.index();
        int defect = -1;
        if (!density() && colours != null && modes.points() != MapModes.Point.NONE) {
            int near = index.nearest(umX, umY, REACH / frame.scale());
            defect = near >= 0 && colours.look().point(near) >= 0 ? near : -1;
        }
        Wafer wafer = open.wafer();
        return new Pointed(umX, umY, wafer.outline().contains(umX, umY) ? index.dieAt(umX, umY) : -1, defect);
    }

    /** The pointer is at a place; {@code null} if it has left. */
    void point(Pointed at) {
        if (Objects.equals(pointed, at))
            return;
        pointed = at;
        host.pointed(at);
        redraw();
    }

    // ---- selecting

    /** Selects the defects that a search finds off the UI thread. @param modifiers Ctrl adds, Shift takes away */
    void choose(Search search, int modifiers) {
        OpenWafer of = open;
        if (of == null || colours == null)
            return;
        MapLook look = colours.look();
        BitSet before = selection.defects();
        chooser.ask(unwanted -> {
            BitSet found = new BitSet();
            search.in(of, d -> {
                if (look.point(d) >= 0)
                    found.set(d);
            });
            if ((modifiers & SWT.MOD1) != 0) {
                found.or(before);
            } else if ((modifiers & SWT.SHIFT) != 0) {
                BitSet left = (BitSet) before.clone();
                left.andNot(found);
                return left;
            }
            return found;
        }, found -> {
            if (open == of)
                host.select(WaferSelection.defects(found));
        });
    }

    /** Selects what a part of the legend stands for. @return whether there is one at this point */
    boolean keyClicked(int x, int y, int modifiers) {
        MapColours.Key key = painter.legend().at(x, y);
        if (key == null)
            return false;
        WaferIndex index = open.index();
        if (painter.legend().ofDies(x, y))
            host.select(WaferSelection.dies(IntStream.range(0, index.dies()).filter(key.of()).boxed().toList()));
        else
            choose((wafer, found) -> IntStream.range(0, index.size()).filter(key.of()).forEach(found), modifiers);
        return true;
    }

    /** Finds defects, off the UI thread. */
    @FunctionalInterface
    interface Search {
        void in(OpenWafer wafer, java.util.function.IntConsumer found);
    }

    // ---- drawing

    /** Colours are to be made anew: the theme, the modes or many selected defects have changed. */
    void recolour() {
        coloursStale = true;
        draw();
        redraw();
    }

    /** Has the picture of now drawn, one at a time: so the map follows a drag however long drawing takes. */
    private void draw() {
        if (drawing) {
            stale = true;
            return;
        }
        if (open == null || frame == null || frame.area().width < 2 || frame.area().height < 2)
            return;
        drawing = true;
        stale = false;
        boolean colour = coloursStale || colours == null;
        coloursStale = false;
        OpenWafer of = open;
        WaferFrame wanted = frame;
        MapModes how = modes;
        MapColours now = colours;
        MapColours.Theme theme = colour ? MapColours.Theme.of(of, session) : null;
        BitSet chosen = selection.defects().cardinality() > RINGS ? selection.defects() : new BitSet();
        double device = Math.max(1, getMonitor().getZoom() / 100.0);
        drawer.ask(unwanted -> {
            try {
                MapColours made = colour ? MapColours.of(of, how, theme, chosen) : now;
                return Optional.of(new Drawn(made, WaferPicture.draw(of, wanted, made.look(), device)));
            } catch (RuntimeException | OutOfMemoryError e) {
                Failures.log(e);
                return Optional.<Drawn>empty();
            }
        }, drawn -> taken(of, drawn));
    }

    private record Drawn(MapColours colours, WaferPicture picture) {
    }

    private void taken(OpenWafer of, Optional<Drawn> drawn) {
        drawing = false;
        if (of == open && drawn.isPresent()) {
            boolean other = colours != drawn.get().colours;
            colours = drawn.get().colours;
            dispose(image);
            picture = drawn.get().picture;
            image = new Image(getDisplay(), picture.pixels());
            if (fitting) {
                dispose(wholeImage);
                wholeImage = new Image(getDisplay(), picture.pixels());
                whole = picture;
            } else if (other) {
                dispose(wholeImage);
                wholeImage = null;
            }
            if (other && !area().equals(frame.area()))
                resized(); // the legend has more lines
            redraw();
        }
        if (stale || coloursStale)
            draw();
    }

    private void paint(GC gc) {
        Rectangle client = getClientArea();
        gc.setBackground(Palette.color(Token.PART));
        gc.fillRectangle(client);
        if (open == null) {
            painter.note(gc, note, wrong);
        } else if (frame != null) {
            gc.setClipping(frame.area());
            if (wholeImage != null && picture != whole && !picture.frame().equals(frame)) // what was out of sight
                stretched(gc, whole, wholeImage);
            if (image != null)
                stretched(gc, picture, image);
            painter.paint(gc, open);
        }
        if (isFocusControl()) {
            gc.setClipping((Rectangle) null);
            gc.setForeground(Palette.color(Token.ACCENT));
            gc.setLineWidth(1);
            gc.drawRectangle(0, 0, client.width - 1, client.height - 1);
        }
    }

    /** A picture of then where it lies now. */
    private void stretched(GC gc, WaferPicture of, Image shown) {
        WaferFrame then = of.frame();
        Rectangle a = then.area();
        double left = frame.toX(then.umX(a.x)), upper = frame.toY(then.umY(a.y));
        double grow = frame.scale() / then.scale();
        int wide = (int) Math.round(a.width * grow), high = (int) Math.round(a.height * grow);
        if (wide < 1 || high < 1 || wide > 1 << 15 || high > 1 << 15)
            return;
        gc.setInterpolation(SWT.NONE);
        gc.drawImage(shown, 0, 0, of.pixels().width, of.pixels().height, (int) Math.round(left),
                (int) Math.round(upper), wide, high);
    }

    /** What the colours of dies stand for; for tests. */
    public List<String> legend() {
        return colours == null ? List.of() : colours.dies().stream().map(MapColours.Key::text).toList();
    }
}
