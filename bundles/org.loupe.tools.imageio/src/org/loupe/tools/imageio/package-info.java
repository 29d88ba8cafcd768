/** Readers of image files by region, and generators of synthetic samples. */
package org.loupe.tools.imageio;
