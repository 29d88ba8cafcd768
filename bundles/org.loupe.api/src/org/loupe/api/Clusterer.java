package org.loupe.api;

/**
 * Sorts objects into clusters by their features alone. The columns it is given are on one scale and without NaN; which
 * columns count how much was decided before. It is called once for all objects and may keep {@link Run#threads()} busy.
 * Its result depends neither on the number of threads nor, beyond the naming of clusters, on the order of the rows; of
 * rows that are equal in all columns, which one goes where is left open.
 */
public interface Clusterer<P extends Record> extends Tool<P, Features, Clustering> {
}
