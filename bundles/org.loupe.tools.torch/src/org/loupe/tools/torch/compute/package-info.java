/** Nets as PyTorch computes them: layer by layer, after their descriptions. */
package org.loupe.tools.torch.compute;
