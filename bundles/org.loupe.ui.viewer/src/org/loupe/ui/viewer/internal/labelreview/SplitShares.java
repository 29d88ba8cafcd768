package org.loupe.ui.viewer.internal.labelreview;

import java.util.List;
import java.util.function.Consumer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
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
import org.loupe.ui.Parts;
import org.loupe.ui.Words;
import org.loupe.workspace.labels.Splits;

/**
 * The shares of the three parts as one bar whose two borders are dragged, or moved by the arrows: Tab-order focus on
 * the bar, Up and Down choose the border, Left and Right move it by 1 %, with Shift by 10 %.
 */
final class SplitShares extends Canvas {
    private static final int WIDE = 250, HIGH = 24, NEAR = 6, GRIP = 3;

    private final Consumer<int[]> changed;
    private final int[] borders = { 70, 85 };
    private int held = -1, keyed;

    /** @param changed told the three percents while they are dragged */
    SplitShares(Composite parent, Consumer<int[]> changed) {
        super(parent, SWT.DOUBLE_BUFFERED);
        this.changed = changed;
        addListener(SWT.Paint, e -> paint(e.gc));
        addListener(SWT.MouseDown, this::down);
        addListener(SWT.MouseMove, this::move);
        addListener(SWT.MouseUp, e -> held = -1);
        Parts.focusable(this, this::key);
        setToolTipText(Words.get("splits.shares.tip"));
        getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent e) {
                e.result = Words.get("splits.shares", percents()[0], percents()[1], percents()[2]);
            }
        });
    }

    /** A colour of a part, from strong to faint, as all bars of the view have it. */
    static Color colour(String part) {
        Color accent = Palette.color(Token.ACCENT), ground = Palette.color(Token.PART);
        return switch (Splits.PARTS.indexOf(part)) {
            case 0 -> Palette.mix(ground, accent, 0.85);
            case 1 -> Palette.mix(ground, accent, 0.5);
            case 2 -> Palette.mix(ground, accent, 0.25);
            default -> Palette.color(Token.SELECTION_OFF);
        };
    }

    /** What a part is called. */
    static String name(String part) {
        return Words.get("splits.part." + (part.isEmpty() ? "none" : part));
    }

    /** Percent of training, validation and test. */
    int[] percents() {
        return new int[] { borders[0], borders[1] - borders[0], 100 - borders[1] };
    }

    /** Shows shares unless they are being dragged. */
    void show(int train, int validation) {
        if (held >= 0)
            return;
        borders[0] = train;
        borders[1] = train + validation;
        redraw();
    }

    @Override
    public Point computeSize(int wHint, int hHint, boolean all) {
        return new Point(wHint == SWT.DEFAULT ? WIDE : wHint, hHint == SWT.DEFAULT ? HIGH : hHint);
    }

    private int x(int percent) {
        return (int) Math.round(percent / 100.0 * (getClientArea().width - 1));
    }

    private int nearest(int x) {
        int first = Math.abs(x - x(borders[0])), second = Math.abs(x - x(borders[1]));
        if (Math.min(first, second) > NEAR)
            return -1;
        return first < second || first == second && x < x(borders[0]) ? 0 : 1;
    }

    private void down(Event e) {
        setFocus();
        held = e.button == 1 ? nearest(e.x) : -1;
        if (held >= 0)
            keyed = held;
        redraw();
    }

    private void move(Event e) {
        setCursor(held >= 0 || nearest(e.x) >= 0 ? getDisplay().getSystemCursor(SWT.CURSOR_SIZEWE) : null);
        if (held >= 0)
            put(held, (int) Math.round(100.0 * e.x / Math.max(1, getClientArea().width - 1)));
    }

    private void key(Event e) {
        int step = (e.stateMask & SWT.SHIFT) != 0 ? 10 : 1;
        switch (e.keyCode) {
            case SWT.ARROW_LEFT -> put(keyed, borders[keyed] - step);
            case SWT.ARROW_RIGHT -> put(keyed, borders[keyed] + step);
            case SWT.ARROW_UP, SWT.ARROW_DOWN -> keyed = 1 - keyed;
            default -> {
                return;
            }
        }
        redraw();
    }

    /** Moves a border; it stops at the other one. Something is left to train on. */
    private void put(int border, int percent) {
        int least = border == 0 ? 1 : borders[0], most = border == 0 ? borders[1] : 100;
        int now = Math.max(least, Math.min(most, percent));
        if (now == borders[border])
            return;
        borders[border] = now;
        redraw();
        changed.accept(percents());
    }

    private void paint(GC gc) {
        Rectangle area = getClientArea();
        gc.setBackground(getParent().getBackground());
        gc.fillRectangle(area);
        gc.setFont(Palette.font(Type.SMALL));
        int[] percents = percents();
        int from = 0;
        List<String> parts = Splits.PARTS;
        for (int i = 0; i < 3; i++) {
            int left = x(from), wide = x(from + percents[i]) - left;
            gc.setBackground(colour(parts.get(i)));
            gc.fillRectangle(left, 2, wide, area.height - 4);
            String text = Words.get("splits.percent", percents[i]);
            String named = Words.get("splits.named", name(parts.get(i)), percents[i]);
            gc.setForeground(Palette.color(i == 0 ? Token.PART : Token.TEXT));
            String shown = gc.textExtent(named).x <= wide - 6 ? named : text;
            Point size = gc.textExtent(shown);
            if (size.x <= wide - 4)
                gc.drawText(shown, left + (wide - size.x) / 2, (area.height - size.y) / 2, true);
            from += percents[i];
        }
        gc.setForeground(Palette.color(Token.LINE));
        gc.drawRectangle(0, 2, area.width - 1, area.height - 5);
        for (int i = 0; i < 2; i++) {
            boolean on = isFocusControl() && keyed == i;
            gc.setBackground(Palette.color(on ? Token.ACCENT : Token.TEXT));
            gc.fillRectangle(Math.min(area.width - GRIP, Math.max(0, x(borders[i]) - 1)), 0, GRIP, area.height);
        }
        if (isFocusControl()) {
            gc.setForeground(Palette.color(Token.ACCENT));
            gc.drawRectangle(0, 0, area.width - 1, area.height - 1);
        }
    }
}
