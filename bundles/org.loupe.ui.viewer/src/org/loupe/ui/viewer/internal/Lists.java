package org.loupe.ui.viewer.internal;

import java.util.Optional;

import org.loupe.ui.DetectionIds;

/** A part that lists the detections of the shown run, so that the same commands work in each. UI thread only. */
interface Lists {

    /** Selects all that it lists. */
    void selectAll();

    /** Puts what is selected on the clipboard, in the form of the part. */
    void copy();

    /** A condition for what the pointer or the selection is on: {@code class = Short}; empty if there is none. */
    Optional<String> condition();

    /** What is shown in the viewer if nothing is selected; or nothing. */
    default DetectionIds focused() {
        return DetectionIds.NONE;
    }
}
