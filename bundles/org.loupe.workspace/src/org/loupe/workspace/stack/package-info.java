/** Training of a stack of classifiers from the labels or the truth of a project, and its models in the project. */
package org.loupe.workspace.stack;
