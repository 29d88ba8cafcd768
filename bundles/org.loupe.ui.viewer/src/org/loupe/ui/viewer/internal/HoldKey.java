package org.loupe.ui.viewer.internal;

import java.util.Optional;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;

/**
 * Tells whether the key of a command is tapped or held: a held key runs the command again and again, and letting it go
 * is told. Any key that the command is bound to will do. UI thread.
 */
final class HoldKey {
    private static final int TAP_MS = 300, REPEAT_MS = 80;

    private final Runnable letGo;
    private int down;
    private long since;
    private int presses;

    /** @param letGo is run when the key is let go after it was held */
    HoldKey(Runnable letGo) {
        this.letGo = letGo;
    }

    /** Hears of the key while a control has the focus. */
    void listen(Control control) {
        control.addListener(SWT.KeyUp, e -> {
            if (down == 0 || e.keyCode != down)
                return;
            int mine = presses;
            control.getDisplay().timerExec(REPEAT_MS, () -> { // where keys repeat as up and down, it is not let go
                if (mine == presses && down != 0)
                    release();
            });
        });
        control.addListener(SWT.FocusOut, e -> {
            if (down != 0)
                release();
        });
    }

    private void release() {
        down = 0;
        if (System.currentTimeMillis() - REPEAT_MS - since > TAP_MS)
            letGo.run();
    }

    /**
     * The command runs.
     *
     * @param key that ran it, if one did
     * @return whether it only repeats, so that there is nothing to do
     */
    boolean repeats(Optional<Event> key) {
        presses++;
        if (key.isEmpty())
            return false;
        boolean repeats = key.get().keyCode == down;
        if (!repeats) {
            down = key.get().keyCode;
            since = System.currentTimeMillis();
        }
        return repeats;
    }
}
