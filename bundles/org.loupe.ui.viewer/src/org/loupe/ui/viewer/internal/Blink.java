package org.loupe.ui.viewer.internal;

import org.eclipse.swt.widgets.Control;

/** Shows two things in turn by itself. UI thread. */
final class Blink {
    /** How often both are seen in a second. */
    static final double SLOWEST = 0.5, FASTEST = 5, AT_FIRST = 2;

    private final Control owner;
    private final Runnable turned;
    private boolean on, second;
    private double hertz = AT_FIRST;
    private int started;

    /** @param turned called after each change */
    Blink(Control owner, Runnable turned) {
        this.owner = owner;
        this.turned = turned;
    }

    boolean on() {
        return on;
    }

    /** Whether it is the second one's turn. */
    boolean second() {
        return on && second;
    }

    double hertz() {
        return hertz;
    }

    /** @param rate how often both are seen in a second, limited to {@link #SLOWEST}..{@link #FASTEST} */
    void hertz(double rate) {
        hertz = Math.max(SLOWEST, Math.min(FASTEST, rate));
    }

    void start() {
        on = true;
        second = false;
        turn(++started);
    }

    void stop() {
        on = second = false;
        started++;
    }

    private void turn(int mine) {
        owner.getDisplay().timerExec((int) Math.round(500 / hertz), () -> {
            if (mine != started || owner.isDisposed())
                return;
            second = !second;
            turned.run();
            turn(mine);
        });
    }
}
