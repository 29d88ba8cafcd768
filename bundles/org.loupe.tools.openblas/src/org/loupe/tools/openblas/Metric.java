package org.loupe.tools.openblas;

/** How the distance of two rows is measured. */
public enum Metric {
    /** Length of their difference. */
    EUCLIDEAN,
    /** 1 less the cosine of the angle between them: their lengths do not count. */
    COSINE,
    /** 1 less their correlation: neither their lengths nor their means count. */
    CORRELATION
}
