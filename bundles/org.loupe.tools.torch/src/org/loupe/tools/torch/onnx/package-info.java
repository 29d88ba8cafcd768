/** Writing nets in the Open Neural Network Exchange format, which other programs run. */
package org.loupe.tools.torch.onnx;
