/** Tools that run nets of others, and exported ones of Loupe, by ONNX Runtime. */
package org.loupe.tools.onnx;
