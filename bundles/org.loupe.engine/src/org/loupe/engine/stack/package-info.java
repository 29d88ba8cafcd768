/** Stacks of classifiers: all levels are trained from one labelled set, and judged level by level and as a whole. */
package org.loupe.engine.stack;
