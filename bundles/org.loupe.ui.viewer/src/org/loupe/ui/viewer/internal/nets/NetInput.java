package org.loupe.ui.viewer.internal.nets;

import org.loupe.ui.PassingInput;
import org.loupe.ui.Words;

/** The training or trained net that is looked at, whichever it is: there is one editor for all of them. */
public enum NetInput implements PassingInput {
    /** That one. */
    ONE;

    @Override
    public String getName() {
        return Words.get("net.tabNone");
    }
}
