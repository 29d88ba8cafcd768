/** Nets that find objects: what they learn, and what becomes of their maps. */
package org.loupe.tools.torch.detect;
