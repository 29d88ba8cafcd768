package org.loupe.tools.torch.images;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.loupe.tools.base.Resampling;
import org.loupe.tools.torch.compute.Tensors;

/**
 * Planes of one size, as nets are given them.
 *
 * @param channels how many
 * @param height   px
 * @param width    px
 * @param values   {@code channels × height × width}
 */
public record Planes(int channels, int height, int width, float[] values) {

    public Planes {
        if (values.length != Math.multiplyExact(channels, Math.multiplyExact(height, width)))
            throw new IllegalArgumentException(channels + " × " + height + " × " + width + " px are not "
                    + values.length + " values.");
    }

    /** All 0. */
    public Planes(int channels, int height, int width) {
        this(channels, height, width, new float[Math.multiplyExact(channels, Math.multiplyExact(height, width))]);
    }

    /**
     * What a window sees of them. Beyond their edges it goes on as it was, mirrored.
     *
     * @return {@code window.size()} px on both sides
     */
    public Planes cut(Window window) {
        int size = window.size();
        Planes cut = new Planes(channels, size, size);
        for (int y = 0; y < size; y++)
            for (int x = 0; x < size; x++) {
                int from = mirrored(window.row(x, y), height) * width + mirrored(window.column(x, y), width);
                for (int c = 0; c < channels; c++)
                    cut.values[(c * size + y) * size + x] = values[c * height * width + from];
            }
        return cut;
    }

    /** The same of another size. */
    public Planes resized(int newHeight, int newWidth) {
        if (newHeight == height && newWidth == width)
            return this;
        Planes resized = new Planes(channels, newHeight, newWidth);
        Resampling across = new Resampling(width, newWidth), down = new Resampling(height, newHeight);
        float[] narrow = new float[height * newWidth];
        for (int c = 0; c < channels; c++) {
            for (int y = 0; y < height; y++)
                across.along(values, (c * height + y) * width, 1, narrow, y * newWidth, 1);
            for (int x = 0; x < newWidth; x++)
                down.along(narrow, x, newWidth, resized.values, c * newHeight * newWidth + x, newWidth);
        }
        return resized;
    }

    private static int mirrored(int at, int length) {
        if (length == 1)
            return 0;
        int period = 2 * (length - 1), place = Math.floorMod(at, period);
        return place < length ? place : period - place;
    }

    /**
     * The same, larger at the right and the bottom so that both sides are multiples of a number; mirrored there.
     */
    public Planes padded(int step) {
        int tall = (height + step - 1) / step * step, wide = (width + step - 1) / step * step;
        if (tall == height && wide == width)
            return this;
        Planes larger = new Planes(channels, tall, wide);
        for (int c = 0; c < channels; c++)
            for (int y = 0; y < tall; y++)
                for (int x = 0; x < wide; x++)
                    larger.values[(c * tall + y) * wide + x] = values[(c * height + mirrored(y, height)) * width
                            + mirrored(x, width)];
        return larger;
    }

    /** As a batch of one, the channels of a pixel beside each other. In the caller's scope. */
    public Tensor tensor() {
        return Tensors.of(values, 1, channels, height, width).contiguous(torch.MemoryFormat.ChannelsLast);
    }
}
