package org.loupe.api;

import java.nio.file.Path;
import java.util.List;

/** A {@link Tool} that runs ONNX files, and can do so without knowing what their results mean. */
public interface OnnxRunner {

    /**
     * Computes all outputs of a file with one input.
     *
     * @param images {@code count × channels × height × width}
     * @return the values of each output, in the file's order
     * @throws ToolException if the file is none, or refuses the images
     */
    List<float[]> compute(Path file, float[] images, int count, int channels, int height, int width)
            throws ToolException;
}
