/** Nets from labelled images: which images are learned from, and how they are read. */
package org.loupe.workspace.nets;
