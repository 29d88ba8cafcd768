package org.loupe.ui.viewer.internal.lot;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Parts;

/**
 * A chart of some items of which each can be chosen, by the mouse or by the arrow keys and Enter: what all charts of a
 * lot do alike. UI thread only.
 */
abstract class Chart extends Canvas {
    static final int PAD = 12;

    private final IntConsumer choose;
    /** Where each item can be hit; made while painting. */
    final List<Rectangle> places = new ArrayList<>();
    private int hover = -1, current = -1;

    /** @param choose told of the item that is chosen */
    Chart(Composite parent, IntConsumer choose) {
        super(parent, SWT.DOUBLE_BUFFERED | SWT.NO_BACKGROUND);
        this.choose = choose;
        addListener(SWT.Paint, e -> paint(e.gc));
        addListener(SWT.Resize, e -> redraw());
        addListener(SWT.MouseMove, e -> point(at(e.x, e.y)));
        addListener(SWT.MouseExit, e -> point(-1));
        addListener(SWT.MouseDown, this::down);
        Palette.onChange(this, this::redraw);
        Parts.focusable(this, this::key);
        Parts.accessible(this, ACC.ROLE_GRAPHIC,
                () -> current >= 0 && current < items() ? words(current) : title());
    }

    /** Number of items. */
    abstract int items();

    /** An item in words: "Scratch: 107 defects, 85 % with those before". */
    abstract String words(int item);

    /** What is written above it. */
    abstract String title();

    /** What is written behind the title, as a hint. */
    abstract String hint();

    /** What is written at the right of the title; "" for nothing. */
    abstract String aside();

    /** Draws the items below the title and notes their places. */
    abstract void draw(GC gc, Rectangle area);

    /** The item under the pointer, else the one that keys are at; -1 for none. */
    int marked() {
        return hover >= 0 ? hover : isFocusControl() ? current : -1;
    }

    private void point(int item) {
        if (item == hover)
            return;
        hover = item;
        setToolTipText(item < 0 ? null : words(item).replace("&", "&&"));
        setCursor(item < 0 ? null : getDisplay().getSystemCursor(SWT.CURSOR_HAND));
        redraw();
    }

    private int at(int x, int y) {
        for (int i = 0; i < places.size(); i++)
            if (places.get(i).contains(x, y))
                return i;
        return -1;
    }

    private void down(Event e) {
        setFocus();
        int item = at(e.x, e.y);
        if (e.button == 1 && item >= 0)
            choose(item);
    }

    /** Chooses an item. */
    void choose(int item) {
        current = item;
        redraw();
        choose.accept(item);
    }

    private void key(Event e) {
        if (items() == 0 || (e.stateMask & SWT.MODIFIER_MASK) != 0)
            return;
        int last = items() - 1;
        int to = switch (e.keyCode) {
            case SWT.ARROW_LEFT -> Math.max(0, current - 1);
            case SWT.ARROW_RIGHT -> Math.min(last, current + 1);
            case SWT.HOME -> 0;
            case SWT.END -> last;
            default -> -1;
        };
        if (to >= 0) {
            current = to;
            getAccessible().selectionChanged();
            redraw();
        } else if ((e.keyCode == SWT.CR || e.keyCode == SWT.KEYPAD_CR) && current >= 0) {
            choose(current);
        }
    }

    private void paint(GC gc) {
        Rectangle area = getClientArea();
        gc.setBackground(Palette.color(Token.PART));
        gc.fillRectangle(area);
        gc.setAntialias(SWT.ON);
        gc.setTextAntialias(SWT.ON);
        places.clear();
        gc.setFont(Palette.font(Type.STRONG));
        gc.setForeground(Palette.color(Token.TEXT));
        gc.drawText(title(), PAD, 8, true);
        int behind = PAD + gc.textExtent(title()).x + 10, below = 8 + gc.textExtent("0").y + 6;
        gc.setFont(Palette.font(Type.SMALL));
        gc.setForeground(Palette.color(Token.TEXT2));
        Point right = gc.textExtent(aside());
        int room = area.width - PAD - (aside().isEmpty() ? 0 : right.x + 10);
        if (behind + gc.textExtent(hint()).x <= room)
            gc.drawText(hint(), behind, 9, true);
        if (!aside().isEmpty() && behind + right.x < area.width)
            gc.drawText(aside(), area.width - PAD - right.x, 9, true);
        if (items() > 0)
            draw(gc, new Rectangle(PAD, below, area.width - 2 * PAD, area.height - below - 6));
        if (isFocusControl()) {
            gc.setForeground(Palette.color(Token.ACCENT));
            gc.drawRectangle(0, 0, area.width - 1, area.height - 1);
        }
    }

    /** As much of a text as there is room for. */
    static String shortened(GC gc, String text, int room) {
        if (gc.textExtent(text).x <= room)
            return text;
        for (int to = text.length() - 1; to > 0; to--)
            if (gc.textExtent(text.substring(0, to) + "…").x <= room)
                return text.substring(0, to) + "…";
        return "";
    }

    /** The least of 1, 2, 5, 10, 20, … that is not below a value. */
    static double above(double value) {
        double unit = Math.pow(10, Math.floor(Math.log10(Math.max(1, value))));
        for (double step : new double[] { 1, 2, 3, 4, 5, 6, 7, 8, 10 })
            if (step * unit >= value)
                return step * unit;
        return 10 * unit;
    }
}
