package org.loupe.api;

import java.util.Objects;
import java.util.Optional;

/**
 * Clusters of objects. Immutable by agreement.
 *
 * @param cluster   of each row, 0 … {@code exemplars.length - 1}; {@link #OUTLIER} where it belongs to none
 * @param exemplars the row that stands for each cluster: a member, the one nearest to all others as the method
 *                  understands it
 * @param hierarchy the tree of merges that the clusters were cut from, over the same rows, where the method makes one
 */
public record Clustering(int[] cluster, int[] exemplars, Optional<Dendrogram> hierarchy) {
    /** The cluster of a row that belongs to none. */
    public static final int OUTLIER = -1;

    public Clustering {
        Objects.requireNonNull(hierarchy);
        for (int row = 0; row < cluster.length; row++)
            if (cluster[row] < OUTLIER || cluster[row] >= exemplars.length)
                throw new IllegalArgumentException("Row " + row + " is in cluster " + cluster[row]
                        + "; allowed are -1 … " + (exemplars.length - 1) + ".");
        for (int c = 0; c < exemplars.length; c++)
            if (exemplars[c] < 0 || exemplars[c] >= cluster.length || cluster[exemplars[c]] != c)
                throw new IllegalArgumentException("Row " + exemplars[c] + " stands for cluster " + c
                        + " and is not in it.");
        if (hierarchy.isPresent() && hierarchy.get().leaves() != cluster.length)
            throw new IllegalArgumentException("A hierarchy of " + hierarchy.get().leaves() + " leaves does not belong to "
                    + cluster.length + " rows.");
    }

    /** Number of objects. */
    public int rows() {
        return cluster.length;
    }

    /** Number of clusters. */
    public int clusters() {
        return exemplars.length;
    }

    /** Number of objects in each cluster. */
    public int[] sizes() {
        int[] sizes = new int[exemplars.length];
        for (int c : cluster)
            if (c != OUTLIER)
                sizes[c]++;
        return sizes;
    }

    /**
     * The rows of each cluster, ascending: {@code members[cluster]}.
     *
     * @param cluster  of each row, 0 … {@code clusters - 1}; {@link #OUTLIER} where it belongs to none
     * @param clusters how many there are
     */
    public static int[][] members(int[] cluster, int clusters) {
        int[] sizes = new int[clusters], at = new int[clusters];
        for (int c : cluster)
            if (c != OUTLIER)
                sizes[c]++;
        int[][] members = new int[clusters][];
        for (int c = 0; c < clusters; c++)
            members[c] = new int[sizes[c]];
        for (int row = 0; row < cluster.length; row++)
            if (cluster[row] != OUTLIER)
                members[cluster[row]][at[cluster[row]]++] = row;
        return members;
    }
}
