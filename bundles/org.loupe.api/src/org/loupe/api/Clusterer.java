package org.loupe.api;

/**
 * Sorts objects into clusters by their features alone. The columns it is given are on one scale and without NaN; which
 * columns count how much was decided before. Its result depends neither on the number of threads nor, beyond the
 * naming of clusters, on the order of the rows.
 */
public interface Clusterer<P extends Record> extends Tool<P, Features, Clustering> {
}
