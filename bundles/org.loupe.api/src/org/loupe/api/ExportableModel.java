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
     * Writes the net, as it is before what it gives is made into objects or classes. The file takes {@link #most} images
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

    /** How many images the file takes at once at most. */
    default int most() {
        return Integer.MAX_VALUE;
    }

    /**
     * How different what the file gives is from what {@link #compute} does, as a share of the largest value of an
     * output; infinite or NaN if it is something else altogether.
     */
    default double difference(List<float[]> wanted, List<float[]> given) {
        if (wanted.size() != given.size())
            return Double.POSITIVE_INFINITY;
        double largest = 0;
        for (int i = 0; i < wanted.size(); i++) {
            float[] own = wanted.get(i), other = given.get(i);
            if (own.length != other.length)
                return Double.POSITIVE_INFINITY;
            double difference = 0, scale = Float.MIN_NORMAL;
            for (int k = 0; k < own.length; k++) {
                difference = Math.max(difference, Math.abs(own[k] - other[k])); // NaN if one of them is
                scale = Math.max(scale, Math.abs(own[k]));
            }
            largest = Math.max(largest, difference / scale);
        }
        return largest;
    }
}
