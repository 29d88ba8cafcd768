package org.loupe.ui.viewer.internal.models;

import org.loupe.ui.PassingInput;
import org.loupe.ui.Words;

/** The model that is looked at, whichever it is: there is one editor for all of them. */
public enum ModelInput implements PassingInput {
    /** That one. */
    ONE;

    @Override
    public String getName() {
        return Words.get("models.tabNone");
    }
}
