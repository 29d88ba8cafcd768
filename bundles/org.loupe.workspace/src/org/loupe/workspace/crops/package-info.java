/** Defects cut out of images, whatever they come from, and how they are measured. */
package org.loupe.workspace.crops;
