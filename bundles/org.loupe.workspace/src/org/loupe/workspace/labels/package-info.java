/** Labelling in a project: gestures that can be undone, iterations, examples, classes, review and splits. */
package org.loupe.workspace.labels;
