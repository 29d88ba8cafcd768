/**
 * Classifiers that are learned from labelled rows of features: training with an honest estimate of how good they are,
 * the file that keeps what was learned, and everything that is said about their results.
 */
package org.loupe.engine.learning;
