package org.loupe.tools.base;

/** Between which values grey levels are divided. */
public enum Scale {
    /** All that the image's type can have, which keeps patches comparable; of floating point, as for {@link #PATCH}. */
    TYPE,
    /** From the patch's darkest to its brightest pixel, which takes away differences of light. */
    PATCH
}
