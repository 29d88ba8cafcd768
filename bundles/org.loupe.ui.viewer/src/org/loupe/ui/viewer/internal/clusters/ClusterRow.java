package org.loupe.ui.viewer.internal.clusters;

/**
 * A cluster as the parts show it. Immutable by agreement.
 *
 * @param id         of the cluster
 * @param name       that a person gave it, else its place in the list: "Cluster 7"
 * @param named      whether a person gave it
 * @param slot       of its colour, the same for as long as the cluster lives
 * @param rows       its crops: the exemplar, then the others in the order that was asked for
 * @param silhouette mean of its crops; NaN if unknown
 * @param stability  0 … 1; NaN if unknown
 * @param loose      whether it should be split or left without a name
 */
public record ClusterRow(String id, String name, boolean named, int slot, int[] rows, double silhouette,
        double stability, boolean loose) {

    /** Number of its crops. */
    public int size() {
        return rows.length;
    }
}
