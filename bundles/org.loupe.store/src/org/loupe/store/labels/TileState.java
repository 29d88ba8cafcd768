package org.loupe.store.labels;

/** How far the labelling of a tile is. */
public enum TileState {
    /** Not everything on it is labelled yet. */
    OPEN,
    /** All that is on it is labelled: what is not labelled is no defect. Only such a tile enters training. */
    COMPLETE,
    /** Set aside for someone to look at. */
    FLAGGED,
    /** Left out: blurred, a duplicate, or not of this domain. */
    EXCLUDED
}
