package org.loupe.workspace.clusters;

import java.util.Objects;

/**
 * A cluster as it is in one state of {@link Clusters}. Immutable.
 *
 * @param id   what edits name it by: {@code n812} for a node of the dendrogram, {@code k3} for a cluster as the method
 *             made it, {@code p2} for one that a person made. A node keeps its id, and with it its name, wherever the
 *             cut line goes
 * @param name that a person gave it, "" for none
 * @param size number of its crops
 */
public record Cluster(String id, String name, int size) {

    public Cluster {
        Objects.requireNonNull(id);
        Objects.requireNonNull(name);
    }

    /** Whether a person gave it a name. */
    public boolean named() {
        return !name.isEmpty();
    }

    /** Whether a person made it: a merge, or crops that were put together. */
    public boolean made() {
        return id.startsWith("p");
    }

    /** Its node in the dendrogram, as {@link org.loupe.api.Dendrogram} counts them; -1 if it is none. */
    public int node() {
        return id.startsWith("n") ? Integer.parseInt(id.substring(1)) : -1;
    }
}
