/** Which tiles of a project to label next and which labels to doubt, from its pixels, tools and labels. */
package org.loupe.workspace.curation;
