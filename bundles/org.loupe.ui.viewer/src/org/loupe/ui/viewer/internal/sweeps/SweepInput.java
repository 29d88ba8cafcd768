package org.loupe.ui.viewer.internal.sweeps;

import org.loupe.ui.PassingInput;
import org.loupe.ui.Words;

/** What the settings of the sweep that is looked at find, whichever it is: there is one editor for all of them. */
enum SweepInput implements PassingInput {
    /** That one. */
    ONE;

    @Override
    public String getName() {
        return Words.get("sweeps.tabNone");
    }
}
