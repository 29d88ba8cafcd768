package org.loupe.ui.viewer.internal.clusters;

/**
 * To which cluster stretches of a dendrogram's places belong, as a whole. Immutable; it is asked for each branch of a
 * paint, so answers do not depend on the length of a stretch.
 */
public final class Stretches {
    /** Places of more than one cluster. */
    public static final int MIXED = -2;

    private final int[] cluster, changes;

    /** @param order row at each place @param of cluster of each row */
    public Stretches(int[] order, int[] of) {
        cluster = new int[order.length];
        changes = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            cluster[i] = of[order[i]];
            changes[i] = i == 0 ? 0 : changes[i - 1] + (cluster[i] == cluster[i - 1] ? 0 : 1);
        }
    }

    /** The cluster of a place. */
    public int at(int place) {
        return cluster[place];
    }

    /** The cluster of all places of a stretch; {@link #MIXED} if they are in several. @param size 1 or more */
    public int of(int first, int size) {
        return changes[first + size - 1] == changes[first] ? cluster[first] : MIXED;
    }
}
