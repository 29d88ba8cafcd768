package org.loupe.store.labels;

/** Where a label comes from, and whether a person stands behind it. */
public enum LabelState {
    /** Proposed by a machine; no person has looked at it. It never enters training. */
    AUTO,
    /** Proposed by a machine and accepted as it was. */
    ACCEPTED,
    /** Proposed by a machine and corrected by a person. */
    EDITED,
    /** Made by a person, or imported as such. */
    ADDED;

    /** Whether a person stands behind it, so that it counts. */
    public boolean counts() {
        return this != AUTO;
    }

    /** The state of a label in this state after a person changed its class or outline. */
    public LabelState corrected() {
        return this == ADDED ? ADDED : EDITED;
    }
}
