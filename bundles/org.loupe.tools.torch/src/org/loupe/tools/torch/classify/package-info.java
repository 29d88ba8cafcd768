/** Nets that give an image a class. */
package org.loupe.tools.torch.classify;
