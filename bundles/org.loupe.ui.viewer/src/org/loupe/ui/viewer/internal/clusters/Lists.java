package org.loupe.ui.viewer.internal.clusters;

import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Control;

/** Parts that show a list or, in its place, a sentence. UI thread. */
final class Lists {

    private Lists() {
    }

    /** Shows a control of a grid, or gives its room to the others. */
    static void visible(Control control, boolean on) {
        ((GridData) control.getLayoutData()).exclude = !on;
        control.setVisible(on);
    }
}
