package org.loupe.tools.openblas;

/** How far two clusters are apart. */
public enum Linkage {
    /** By how much joining them raises the squared distances from the clusters' means. */
    WARD,
    /** Mean distance of a row of the one to a row of the other. */
    AVERAGE,
    /** Largest distance of a row of the one to a row of the other. */
    COMPLETE,
    /** Smallest distance of a row of the one to a row of the other. */
    SINGLE;

    /**
     * Distance of a cluster to two that are joined (Lance and Williams, The Computer Journal 9, 1967). For {@link
     * #WARD} distances are squared.
     *
     * @param toA     distance to the one
     * @param toB     distance to the other
     * @param between the two
     * @param a       rows of the one
     * @param b       rows of the other
     * @param own     rows of the cluster
     */
    double joined(double toA, double toB, double between, double a, double b, double own) {
        return switch (this) {
            case WARD -> ((a + own) * toA + (b + own) * toB - own * between) / (a + b + own);
            case AVERAGE -> (a * toA + b * toB) / (a + b);
            case COMPLETE -> Math.max(toA, toB);
            case SINGLE -> Math.min(toA, toB);
        };
    }
}
