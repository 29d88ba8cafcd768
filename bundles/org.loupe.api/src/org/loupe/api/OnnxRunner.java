package org.loupe.api;

import java.nio.file.Path;
import java.util.List;

/** A {@link Tool} that runs ONNX files, and can do so without knowing what their results mean. */
public interface OnnxRunner {

    /** A file that is loaded. For any threads at once; closed by whoever opened it, when none uses it any more. */
    interface Net extends AutoCloseable {

        /**
         * Computes all outputs with one input, on one thread.
         *
         * @param images {@code count × channels × height × width}
         * @param pause  called now and then; what it throws ends the call
         * @return the values of each output, in the file's order
         * @throws ToolException if the net refuses the images
         */
        List<float[]> compute(float[] images, int count, int channels, int height, int width, Runnable pause)
                throws ToolException;

        @Override
        void close();
    }

    /** Loads a file, which is not needed any more then. @throws ToolException if it is none, or cannot be run here */
    Net open(Path file) throws ToolException;
}
