package org.loupe.tools.base;

/** What of a patch is taken as its picture. */
public enum Source {
    /** The grey levels. */
    IMAGE,
    /** The defect's mask: its form alone. */
    MASK,
    /**
     * How far the grey levels are from what they should be: from the reference or, where there is none, from the median
     * of the pixels beside the mask; where the mask leaves none, from the median of all.
     */
    CONTRAST
}
