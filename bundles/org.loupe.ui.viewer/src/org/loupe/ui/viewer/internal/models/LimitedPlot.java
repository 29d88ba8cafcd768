package org.loupe.ui.viewer.internal.models;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;

/**
 * A plot over a limit from 0 to 1 with a head that is dragged: a click, the arrows (Shift: ten times as far) or Home
 * move it, which lists the examples that it decides about.
 */
abstract class LimitedPlot extends ModelPlot {
    private static final double STEP = 0.01;

    private double limit;

    LimitedPlot(Composite parent, ModelDesk desk) {
        super(parent, desk);
    }

    /** Whether there is anything to move the limit over. */
    abstract boolean ready();

    /** Lists the examples that the limit decides about. */
    abstract void list();

    /** The limit that is best, to which Home moves; NaN if there is none. */
    abstract double best();

    /** Where the head is. */
    final double limit() {
        return limit;
    }

    /** Puts the head somewhere without listing anything. */
    final void place(double to) {
        limit = to;
    }

    /** Turns to a limit, in hundredths, and lists what it decides about. */
    final void turn(double to) {
        if (!ready())
            return;
        limit = Math.max(0, Math.min(1, Math.round(to / STEP) * STEP));
        list();
        redraw();
    }

    @Override
    protected void paintOver(GC gc) {
        if (!ready())
            return;
        int x = toX(limit);
        gc.setForeground(Palette.color(Token.ACCENT));
        gc.setBackground(Palette.color(Token.ACCENT));
        gc.setLineWidth(2);
        gc.drawLine(x, plot().y, x, plot().y + plot().height);
        gc.setLineWidth(1);
        gc.fillPolygon(new int[] { x - 6, plot().y - 7, x + 6, plot().y - 7, x, plot().y + 1 });
    }

    @Override
    protected boolean press(Event e) {
        if (!ready())
            return false;
        turn(valueX(e.x));
        return true;
    }

    @Override
    protected void drag(Event e) {
        turn(valueX(e.x));
    }

    @Override
    protected boolean key(Event e) {
        int by = e.keyCode == SWT.ARROW_LEFT ? -1 : e.keyCode == SWT.ARROW_RIGHT ? 1 : 0;
        if (by != 0)
            turn(limit + by * STEP * ((e.stateMask & SWT.SHIFT) != 0 ? 10 : 1));
        else if (e.keyCode == SWT.HOME && !Double.isNaN(best()))
            turn(best());
        return by != 0 || e.keyCode == SWT.HOME;
    }
}
