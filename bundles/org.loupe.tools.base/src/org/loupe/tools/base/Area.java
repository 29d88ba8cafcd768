package org.loupe.tools.base;

/** Which of a patch's pixels a feature is measured on. */
public enum Area {
    /** The box around the defect, and the context around it if there is one. */
    BOX,
    /** The defect's own pixels; where its detector gave no mask, these are the whole box. */
    MASK
}
