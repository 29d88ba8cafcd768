package org.loupe.tools.base;

/** Which parts of an image are its objects. */
public enum Polarity {
    /** The parts that are brighter than the threshold. */
    BRIGHT,
    /** The parts that are not brighter than a fixed threshold, or darker than a local one. */
    DARK
}
