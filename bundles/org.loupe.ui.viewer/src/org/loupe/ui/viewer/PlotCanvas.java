package org.loupe.ui.viewer;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleControlAdapter;
import org.eclipse.swt.accessibility.AccessibleControlEvent;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;

/**
 * A plot with two axes in the theme's colours: grid, ticks, read-out under the pointer, rubber band, lasso, zoom by
 * wheel and double click, focus frame. A subclass paints the data and says what gestures mean; it asks {@link #toX},
 * {@link #toY}, {@link #valueX} and {@link #valueY} where values lie. It does not query or compute: paint is on the UI
 * thread, as is everything here.
 */
public abstract class PlotCanvas extends Canvas {

    /** What a drag with the left button draws. */
    public enum Gesture {
        /** Nothing. */
        NONE,
        /** A stretch of the x axis, over the whole height. */
        RANGE,
        /** A box. */
        BAND,
        /** A closed line drawn by hand. */
        LASSO
    }

    private static final int SLOP = 4, PAD = 12, TICK = 4, X_TICKS = 64, Y_TICKS = 30, CHIP = 8;
    private static final double NOTCH = 1.25;

    private final List<Point> trail = new ArrayList<>();
    private Axis x = new Axis("", 0, 1), y = new Axis("", 0, 1);
    private Gesture gesture = Gesture.NONE;
    private Rectangle plot = new Rectangle(0, 0, 1, 1);
    private Point pressed, pointer, panned;
    private boolean dragging, taken;

    /** An empty plot with axes from 0 to 1. */
    protected PlotCanvas(Composite parent) {
        super(parent, SWT.DOUBLE_BUFFERED);
        addListener(SWT.Paint, e -> paint(e.gc));
        addListener(SWT.Resize, e -> arrange());
        addListener(SWT.MouseDown, this::down);
        addListener(SWT.MouseMove, this::move);
        addListener(SWT.MouseUp, this::up);
        addListener(SWT.MouseExit, e -> {
            pointer = null;
            left();
            redraw();
        });
        addListener(SWT.MouseDoubleClick, e -> {
            if (e.button == 1 && plot.contains(e.x, e.y))
                zoom(valueX(e.x), valueY(e.y), (e.stateMask & SWT.SHIFT) != 0 ? 0.5 : 2);
        });
        addListener(SWT.MouseVerticalWheel, e -> {
            if (plot.contains(e.x, e.y) && e.count != 0)
                zoom(valueX(e.x), valueY(e.y), e.count > 0 ? NOTCH : 1 / NOTCH);
            e.doit = false;
        });
        addListener(SWT.KeyDown, this::keyDown);
        addListener(SWT.FocusIn, e -> redraw());
        addListener(SWT.FocusOut, e -> redraw());
        addListener(SWT.Traverse, e -> e.doit = e.detail == SWT.TRAVERSE_TAB_NEXT
                || e.detail == SWT.TRAVERSE_TAB_PREVIOUS);
        Palette.onChange(this, this::arrange);
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

    // ---- what a subclass gives

    /** Paints the data; {@code gc} is clipped to {@link #plot()} and antialiased, and its state may be changed. */
    protected abstract void paintData(GC gc);

    /** What the plot shows, in one sentence, for those who cannot see it. */
    protected abstract String accessibleName();

    /** One sentence in place of the plot, while there is nothing to show; "" to show the plot. */
    protected String emptyText() {
        return "";
    }

    /** What is at the place of the pointer, lines separated by line feeds; "" for nothing. */
    protected String readOut(double valueX, double valueY) {
        return "";
    }

    /** A colour of the plot and what it stands for. */
    public record Key(Color colour, String name) {
    }

    /** What colours stand for, written above the plot: the first of them, as many as there is room for. */
    protected List<Key> legend() {
        return List.of();
    }

    /** Whether the axes measure something: else neither grid nor numbers are drawn. */
    protected boolean scaled() {
        return true;
    }

    /** What is shown, in few words, written at the upper right: such as a count; "" for nothing. */
    protected String corner() {
        return "";
    }

    /** Paints over data and frame, unclipped: such as the head of a slider on an axis. */
    protected void paintOver(GC gc) {
        // nothing
    }

    /** Room right of the plot, in points: more where a second axis is written there. */
    protected int right() {
        return PAD + 6;
    }

    /** The pointer went down. @return whether the subclass takes the gesture: {@link #drag}, {@link #release} */
    protected boolean press(Event e) {
        return false;
    }

    /** The pointer moved after {@link #press} took the gesture. */
    protected void drag(Event e) {
        // nothing
    }

    /** The pointer went up after {@link #press} took the gesture. */
    protected void release(Event e) {
        // nothing
    }

    /** The pointer moved while it is up, over the plot or beside it. */
    protected void hover(Event e) {
        // nothing
    }

    /** The pointer left the canvas. */
    protected void left() {
        // nothing
    }

    /** A click that drew nothing. */
    protected void click(Event e) {
        // nothing
    }

    /**
     * A rubber band was drawn, as values; for {@link Gesture#RANGE} the y values are the ends of the axis.
     *
     * @param e the release, with the modifier keys
     */
    protected void band(double fromX, double toX, double fromY, double toY, Event e) {
        // nothing
    }

    /** A lasso was drawn: its corners as values, 3 or more. @param e the release, with the modifier keys */
    protected void lasso(double[] valuesX, double[] valuesY, Event e) {
        // nothing
    }

    /** Wheel or double click: show more or less around a place. @param factor above 1 shows less */
    protected void zoom(double valueX, double valueY, double factor) {
        // nothing
    }

    /** The plot was dragged with the middle button, by shares of the axes. */
    protected void pan(double shareX, double shareY) {
        // nothing
    }

    /** A key went down. @return whether it meant something */
    protected boolean key(Event e) {
        return false;
    }

    // ---- what it gives a subclass

    /** Shows other axes. */
    public final void axes(Axis horizontal, Axis vertical) {
        x = horizontal;
        y = vertical;
        arrange();
    }

    /** The horizontal axis. */
    public final Axis x() {
        return x;
    }

    /** The vertical axis. */
    public final Axis y() {
        return y;
    }

    /** What a drag with the left button draws from now on. */
    public final void gesture(Gesture drawn) {
        gesture = drawn;
    }

    /** What a drag with the left button draws. */
    public final Gesture gesture() {
        return gesture;
    }

    /** The place between the axes, in points of the canvas. */
    public final Rectangle plot() {
        return plot;
    }

    /** Where a value lies, in points; beyond the plot if the axis does not hold it. */
    public final int toX(double value) {
        return plot.x + (int) Math.round(limit(x.share(value)) * (plot.width - 1));
    }

    /** Where a value lies, in points. */
    public final int toY(double value) {
        return plot.y + plot.height - 1 - (int) Math.round(limit(y.share(value)) * (plot.height - 1));
    }

    /** The value at a point. */
    public final double valueX(int pointX) {
        return x.value((pointX - plot.x) / (double) Math.max(1, plot.width - 1));
    }

    /** The value at a point. */
    public final double valueY(int pointY) {
        return y.value((plot.y + plot.height - 1 - pointY) / (double) Math.max(1, plot.height - 1));
    }

    /** Far outside, but not so far that a coordinate overflows. */
    private static double limit(double share) {
        return Double.isNaN(share) ? -10 : Math.max(-10, Math.min(11, share));
    }

    // ---- pointer and keys

    private void down(Event e) {
        setFocus();
        if (e.button == 2 && plot.contains(e.x, e.y))
            panned = new Point(e.x, e.y);
        if (e.button != 1)
            return;
        taken = press(e);
        if (taken || !plot.contains(e.x, e.y))
            return;
        pressed = new Point(e.x, e.y);
        trail.clear();
        trail.add(pressed);
    }

    private void move(Event e) {
        pointer = new Point(e.x, e.y);
        if (taken) {
            drag(e);
        } else if (panned != null) {
            pan((panned.x - e.x) / (double) plot.width, (e.y - panned.y) / (double) plot.height);
            panned = pointer;
        } else if (pressed != null) {
            dragging |= gesture != Gesture.NONE
                    && Math.max(Math.abs(e.x - pressed.x), Math.abs(e.y - pressed.y)) >= SLOP;
            trail.add(inside(e));
        } else {
            hover(e);
        }
        redraw();
    }

    private void up(Event e) {
        if (e.button == 2)
            panned = null;
        if (e.button != 1)
            return;
        if (taken) {
            taken = false;
            release(e);
        } else if (pressed != null) {
            Point from = pressed, to = inside(e);
            boolean drawn = dragging;
            pressed = null;
            dragging = false;
            if (!drawn)
                click(e);
            else if (gesture == Gesture.LASSO)
                lasso(trail.stream().mapToDouble(p -> valueX(p.x)).toArray(),
                        trail.stream().mapToDouble(p -> valueY(p.y)).toArray(), e);
            else
                band(valueX(Math.min(from.x, to.x)), valueX(Math.max(from.x, to.x)),
                        gesture == Gesture.RANGE ? y.min() : valueY(Math.max(from.y, to.y)),
                        gesture == Gesture.RANGE ? y.max() : valueY(Math.min(from.y, to.y)), e);
        }
        redraw();
    }

    private Point inside(Event e) {
        return new Point(Math.max(plot.x, Math.min(plot.x + plot.width - 1, e.x)),
                Math.max(plot.y, Math.min(plot.y + plot.height - 1, e.y)));
    }

    private void keyDown(Event e) {
        if (e.keyCode == SWT.ESC && (pressed != null || taken)) {
            pressed = null;
            dragging = false;
            redraw();
            return;
        }
        if (key(e))
            redraw();
    }

    // ---- painting

    private void arrange() {
        Point size = getSize();
        if (!scaled()) {
            plot = new Rectangle(1, 1, Math.max(1, size.x - 2), Math.max(1, size.y - 2));
            redraw();
            return;
        }
        GC gc = new GC(this);
        gc.setFont(Palette.font(Type.SMALL));
        int line = gc.textExtent("0").y;
        int top = y.label().isEmpty() ? PAD : 6 + line + 6;
        int bottom = TICK + 2 + line + (x.label().isEmpty() ? 4 : line + 6);
        int high = Math.max(1, size.y - top - bottom);
        int left = 0;
        for (Axis.Tick tick : y.ticks(Math.max(2, high / Y_TICKS)))
            left = Math.max(left, gc.textExtent(tick.text()).x);
        gc.dispose();
        left += PAD + TICK + 2;
        plot = new Rectangle(left, top, Math.max(1, size.x - left - right()), high);
        redraw();
    }

    private void paint(GC gc) {
        Rectangle area = getClientArea();
        gc.setBackground(Palette.color(Token.PART));
        gc.fillRectangle(area);
        gc.setAntialias(SWT.ON);
        gc.setTextAntialias(SWT.ON);
        String empty = emptyText();
        if (!empty.isEmpty()) {
            gc.setFont(Palette.font(Type.BODY));
            gc.setForeground(Palette.color(Token.TEXT2));
            gc.drawText(empty, PAD, PAD, true);
        } else {
            if (scaled())
                grid(gc);
            gc.setClipping(plot);
            paintData(gc);
            reset(gc);
            drawn(gc);
            if (scaled()) {
                gc.setForeground(Palette.color(Token.FIELD_LINE));
                gc.drawLine(plot.x, plot.y + plot.height, plot.x + plot.width - 1, plot.y + plot.height);
            }
            paintOver(gc);
            reset(gc);
            pointed(gc);
        }
        if (isFocusControl()) {
            gc.setForeground(Palette.color(Token.ACCENT));
            gc.drawRectangle(0, 0, area.width - 1, area.height - 1);
        }
    }

    private static void reset(GC gc) {
        gc.setClipping((Rectangle) null);
        gc.setAlpha(255);
        gc.setLineStyle(SWT.LINE_SOLID);
        gc.setLineWidth(1);
        gc.setFont(Palette.font(Type.SMALL));
    }

    private void grid(GC gc) {
        reset(gc);
        int line = gc.textExtent("0").y, foot = plot.y + plot.height, ended = Integer.MIN_VALUE;
        for (Axis.Tick tick : x.ticks(Math.max(2, plot.width / X_TICKS))) {
            int at = toX(tick.value());
            gc.setForeground(Palette.color(Token.GRID));
            gc.drawLine(at, plot.y, at, foot);
            int wide = gc.textExtent(tick.text()).x, from = Math.max(2, at - wide / 2);
            from = Math.min(from, getSize().x - wide - 2);
            if (!tick.text().isEmpty() && from > ended) {
                gc.setForeground(Palette.color(Token.TEXT2));
                gc.drawText(tick.text(), from, foot + TICK, true);
                ended = from + wide + 6;
            }
        }
        for (Axis.Tick tick : y.ticks(Math.max(2, plot.height / Y_TICKS))) {
            int at = toY(tick.value());
            gc.setForeground(Palette.color(Token.GRID));
            gc.drawLine(plot.x, at, plot.x + plot.width - 1, at);
            gc.setForeground(Palette.color(Token.TEXT2));
            gc.drawText(tick.text(), plot.x - TICK - 2 - gc.textExtent(tick.text()).x, at - line / 2, true);
        }
        gc.setForeground(Palette.color(Token.TEXT2));
        gc.drawText(y.label(), PAD, 6, true);
        String corner = corner();
        int right = Math.max(PAD, getSize().x - PAD - gc.textExtent(corner).x);
        gc.drawText(corner, right, 6, true);
        int left = PAD + gc.textExtent(y.label()).x + 2 * PAD;
        for (Key key : legend()) {
            int wide = CHIP + 4 + gc.textExtent(key.name).x;
            if (left + wide + PAD > right)
                break;
            gc.setBackground(key.colour);
            gc.fillRectangle(left, 6 + (line - CHIP) / 2, CHIP, CHIP);
            gc.drawText(key.name, left + CHIP + 4, 6, true);
            left += wide + PAD;
        }
        gc.drawText(x.label(), Math.max(plot.x, plot.x + plot.width - gc.textExtent(x.label()).x), foot + TICK + line,
                true);
    }

    /** The rubber band or lasso under way. */
    private void drawn(GC gc) {
        if (!dragging || pressed == null)
            return;
        gc.setForeground(Palette.color(Token.ACCENT));
        gc.setBackground(Palette.color(Token.ACCENT));
        Point now = trail.get(trail.size() - 1);
        if (gesture == Gesture.LASSO) {
            int[] line = new int[trail.size() * 2];
            for (int i = 0; i < trail.size(); i++) {
                line[2 * i] = trail.get(i).x;
                line[2 * i + 1] = trail.get(i).y;
            }
            gc.setAlpha(30);
            gc.fillPolygon(line);
            gc.setAlpha(255);
            gc.drawPolygon(line);
        } else {
            boolean range = gesture == Gesture.RANGE;
            int left = Math.min(pressed.x, now.x), wide = Math.abs(now.x - pressed.x);
            int upper = range ? plot.y : Math.min(pressed.y, now.y);
            int high = range ? plot.height : Math.abs(now.y - pressed.y);
            gc.setAlpha(30);
            gc.fillRectangle(left, upper, wide, high);
            gc.setAlpha(255);
            gc.drawRectangle(left, upper, wide, high);
        }
    }

    /** What is under the pointer. */
    private void pointed(GC gc) {
        if (pointer == null || dragging || !plot.contains(pointer))
            return;
        String text = readOut(valueX(pointer.x), valueY(pointer.y));
        if (text.isEmpty())
            return;
        Point size = gc.textExtent(text, SWT.DRAW_DELIMITER);
        int wide = size.x + 12, high = size.y + 6;
        int left = pointer.x + 14 + wide > getSize().x ? pointer.x - 8 - wide : pointer.x + 14;
        int upper = Math.max(2, Math.min(getSize().y - high - 2, pointer.y - high - 6));
        gc.setBackground(Palette.color(Token.BAR));
        gc.fillRoundRectangle(Math.max(2, left), upper, wide, high, 6, 6);
        gc.setForeground(Palette.color(Token.LINE));
        gc.drawRoundRectangle(Math.max(2, left), upper, wide, high, 6, 6);
        gc.setForeground(Palette.color(Token.TEXT));
        gc.drawText(text, Math.max(2, left) + 6, upper + 3, SWT.DRAW_DELIMITER | SWT.DRAW_TRANSPARENT);
    }
}
