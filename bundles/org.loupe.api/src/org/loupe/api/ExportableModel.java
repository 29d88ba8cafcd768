package org.loupe.api;

import java.nio.file.Path;
import java.util.List;

/**
 * A {@link Model} whose net can be written as ONNX, for programs of others. Whoever exports it compares what the file
 * computes in an {@link OnnxRunner} with what {@link #compute} gives before the file is used.
 *
 * @param <I> what it is given
 * @param <O> what it gives
 */
public interface ExportableModel<I, O> extends Model<I, O> {

    /**
     * Writes the net, as it is before what it gives is made into objects or classes. The file takes any number of images
     * whose sides are multiples of {@link #step}, and says in its metadata all that it takes to use it.
     *
     * @throws ToolException if that fails
     */
    void exportOnnx(Path file) throws ToolException;

    /** Channels of the images that the net is given. */
    int channels();

    /** What the sides of these images are multiples of. */
    int step();

    /**
     * Computes what the net gives.
     *
     * @param images {@code count × channels × height × width}, as the net wants them
     * @return the values of each output of the file, in its order
     * @throws ToolException if the net cannot run on this machine
     */
    List<float[]> compute(float[] images, int count, int height, int width) throws ToolException;

    /**
     * Opens it for use by one thread as {@link Model#open} does, but leaves the net to another program.
     *
     * @param net the file that {@link #exportOnnx} writes; the step's, which closes it
     */
    Step<I, O> open(OnnxRunner.Net net) throws ToolException;
}
