/**
 * What is asked of clusters and of rows of features as a whole: how good, how stable and how many clusters are, how
 * they agree with known classes, where rows lie in a plane, and which of them are alike. Distances are Euclidean; the
 * columns are on one scale and without NaN.
 */
package org.loupe.engine.clustering;
