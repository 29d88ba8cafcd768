package org.loupe.ui.viewer.internal.clusters;

import org.loupe.ui.PassingInput;
import org.loupe.ui.Words;

/** The clustering that is looked at, whichever it is: there is one editor for all of them. */
enum ClustersInput implements PassingInput {
    /** That one. */
    ONE;

    @Override
    public String getName() {
        return Words.get("clusters.tabNone");
    }
}
