/** How images become what nets are given, and how they are altered while nets learn. */
package org.loupe.tools.torch.images;
