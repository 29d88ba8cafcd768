package org.loupe.tools.torch.net;

import java.util.Arrays;

/** The arithmetic of shapes that layers share. */
final class Shapes {

    private Shapes() {
    }

    /** The only input. */
    static int[] one(Layer layer, int[]... inputs) {
        if (inputs.length != 1)
            throw wrong(layer, "one input", inputs);
        return inputs[0];
    }

    /** The only input, which is an image of that many channels; 0 allows any number. */
    static int[] image(Layer layer, int channels, int[]... inputs) {
        int[] image = one(layer, inputs);
        if (image.length != 3 || channels > 0 && image[0] != channels)
            throw wrong(layer, (channels > 0 ? channels + " channels" : "an image"), inputs);
        return image;
    }

    /** How many windows fit along one side, as PyTorch counts. */
    static int windows(Layer layer, int length, int kernel, int stride, int padding, boolean ceil) {
        int span = length + 2 * padding - kernel;
        if (span < 0)
            throw new IllegalArgumentException(layer + " needs images of at least " + (kernel - 2 * padding)
                    + " px, got " + length + ".");
        int windows = (span + (ceil ? stride - 1 : 0)) / stride + 1;
        // a window that would begin beyond the image and its left padding does not count
        return ceil && (windows - 1) * stride >= length + padding ? windows - 1 : windows;
    }

    static IllegalArgumentException wrong(Layer layer, String needed, int[]... inputs) {
        return new IllegalArgumentException(layer + " needs " + needed + ", got " + Arrays.deepToString(inputs) + ".");
    }
}
