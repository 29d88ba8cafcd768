package org.loupe.ui.viewer;

import org.eclipse.swt.widgets.Event;

/**
 * A turn of the wheel, alike on all platforms: a mouse comes in whole notches, which SWT counts as three lines each; a
 * trackpad and a free wheel in many small steps.
 *
 * @param notches  above 0 away from the user; a fraction for a small step
 * @param isNotch whether it is a mouse's whole notch, which may be eased; small steps follow the finger
 */
public record Wheel(double notches, boolean isNotch) {
    private static final int LINES = 3;
    private static final double MOST = 4;

    /** As an event tells it. */
    public static Wheel of(Event e) {
        return of(e.count);
    }

    static Wheel of(int lines) {
        double notches = Math.max(-MOST, Math.min(MOST, (double) lines / LINES));
        return new Wheel(notches, lines != 0 && lines % LINES == 0);
    }
}
