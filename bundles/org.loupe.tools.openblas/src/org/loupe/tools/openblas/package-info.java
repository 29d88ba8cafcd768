/** Clustering of features: distances between many rows are products of matrices, which OpenBLAS computes. */
package org.loupe.tools.openblas;
