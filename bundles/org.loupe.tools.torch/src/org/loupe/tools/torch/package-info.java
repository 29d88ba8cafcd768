/** Deep nets on PyTorch: embeddings of defects by a pretrained backbone. */
package org.loupe.tools.torch;
