package org.bytedeco.dnnl.presets;

/**
 * Stands for oneDNN's preset, which that of ONNX Runtime names as one that it builds on: JavaCPP would otherwise want
 * the libraries of oneDNN and OpenCL, 120 MB that only another way to compute needs. It has nothing to load.
 */
public final class dnnl {

    private dnnl() {
    }
}
