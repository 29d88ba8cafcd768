/** Reading weights files that other programs have written; nothing in them is executed. */
package org.loupe.tools.torch.weights;
