/** Nets that give each pixel a class: what they learn, and what becomes of their maps. */
package org.loupe.tools.torch.segment;
