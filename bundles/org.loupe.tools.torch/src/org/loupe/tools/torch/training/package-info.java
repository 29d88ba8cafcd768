/** Learning the weights of nets: the loop, what it feeds on, what it keeps. */
package org.loupe.tools.torch.training;
