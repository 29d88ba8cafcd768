package org.loupe.tools.torch.net;

import java.util.Arrays;
import java.util.List;

/**
 * What one node of a {@link Net} computes, for images of {@code channels × height × width} each. Records of numbers, so
 * that two equal layers are equal. What a layer learns has PyTorch's names ("weight", "bias") and shapes.
 */
public sealed interface Layer {

    /** What it learns and keeps, under names that the node's own stands before. */
    default List<Parameter> parameters() {
        return List.of();
    }

    /**
     * The shape that it gives, for one image.
     *
     * @param inputs shapes of what it is given: {@code {channels, height, width}}, or {@code {values}} behind
     *               {@link Flatten}
     * @throws IllegalArgumentException if they do not suit
     */
    int[] output(int[]... inputs);

    /**
     * A convolution.
     *
     * @param in      channels that it is given
     * @param out     channels that it gives
     * @param kernel  side of the square window in px
     * @param stride  px between windows
     * @param padding px of zeros around the image
     * @param bias    whether a number is added to each channel
     */
    record Conv(int in, int out, int kernel, int stride, int padding, boolean bias) implements Layer {

        @Override
        public List<Parameter> parameters() {
            Parameter weight = Parameter.learned("weight", out, in, kernel, kernel);
            return bias ? List.of(weight, Parameter.learned("bias", out)) : List.of(weight);
        }

        @Override
        public int[] output(int[]... inputs) {
            int[] image = Shapes.image(this, in, inputs);
            return new int[] { out, Shapes.windows(this, image[1], kernel, stride, padding, false),
                    Shapes.windows(this, image[2], kernel, stride, padding, false) };
        }
    }

    /**
     * A transposed convolution whose windows touch without overlap: each pixel becomes a square of {@code stride} px.
     *
     * @param in     channels that it is given
     * @param out    channels that it gives
     * @param stride side of the square window, and px between windows
     */
    record ConvTranspose(int in, int out, int stride) implements Layer {

        @Override
        public List<Parameter> parameters() {
            return List.of(Parameter.learned("weight", in, out, stride, stride), Parameter.learned("bias", out));
        }

        @Override
        public int[] output(int[]... inputs) {
            int[] image = Shapes.image(this, in, inputs);
            return new int[] { out, Math.multiplyExact(image[1], stride), Math.multiplyExact(image[2], stride) };
        }
    }

    /**
     * Batch normalisation (Ioffe and Szegedy): by the batch's own mean and variance while it learns, by their running
     * means afterwards.
     *
     * @param channels of the image
     * @param epsilon  added to the variance
     */
    record BatchNorm(int channels, double epsilon) implements Layer {

        @Override
        public List<Parameter> parameters() {
            return List.of(Parameter.learned("weight", channels), Parameter.learned("bias", channels),
                    Parameter.kept("running_mean", channels), Parameter.kept("running_var", channels),
                    Parameter.kept("num_batches_tracked"));
        }

        @Override
        public int[] output(int[]... inputs) {
            return Shapes.image(this, channels, inputs);
        }
    }

    /** The larger of each value and 0. */
    record Relu() implements Layer {

        @Override
        public int[] output(int[]... inputs) {
            return Shapes.one(this, inputs);
        }
    }

    /**
     * The largest value of each window.
     *
     * @param ceil whether a last window that reaches beyond the image counts
     */
    record MaxPool(int kernel, int stride, int padding, boolean ceil) implements Layer {

        @Override
        public int[] output(int[]... inputs) {
            int[] image = Shapes.image(this, 0, inputs);
            return new int[] { image[0], Shapes.windows(this, image[1], kernel, stride, padding, ceil),
                    Shapes.windows(this, image[2], kernel, stride, padding, ceil) };
        }
    }

    /** The mean of each channel: one pixel is left. */
    record GlobalAverage() implements Layer {

        @Override
        public int[] output(int[]... inputs) {
            return new int[] { Shapes.image(this, 0, inputs)[0], 1, 1 };
        }
    }

    /** All values of an image in one row. */
    record Flatten() implements Layer {

        @Override
        public int[] output(int[]... inputs) {
            int[] image = Shapes.image(this, 0, inputs);
            return new int[] { Math.multiplyExact(image[0], Math.multiplyExact(image[1], image[2])) };
        }
    }

    /** Sets this share of the values to 0 while it learns, and does nothing afterwards. */
    record Dropout(double share) implements Layer {

        @Override
        public int[] output(int[]... inputs) {
            return Shapes.one(this, inputs);
        }
    }

    /** Each of {@code out} values is a weighted sum of all {@code in} and a bias. */
    record Linear(int in, int out) implements Layer {

        @Override
        public List<Parameter> parameters() {
            return List.of(Parameter.learned("weight", out, in), Parameter.learned("bias", out));
        }

        @Override
        public int[] output(int[]... inputs) {
            int[] row = Shapes.one(this, inputs);
            if (row.length != 1 || row[0] != in)
                throw Shapes.wrong(this, in + " values in a row", inputs);
            return new int[] { out };
        }
    }

    /** The sum of its inputs, which have one shape. */
    record Add() implements Layer {

        @Override
        public int[] output(int[]... inputs) {
            for (int[] input : inputs)
                if (!Arrays.equals(input, inputs[0]))
                    throw Shapes.wrong(this, "inputs of one shape", inputs);
            return inputs[0];
        }
    }

    /** The channels of all its inputs, which have one size. */
    record Concat() implements Layer {

        @Override
        public int[] output(int[]... inputs) {
            int channels = 0;
            for (int[] input : inputs) {
                if (input.length != 3 || input[1] != inputs[0][1] || input[2] != inputs[0][2])
                    throw Shapes.wrong(this, "images of one size", inputs);
                channels += input[0];
            }
            return new int[] { channels, inputs[0][1], inputs[0][2] };
        }
    }

    /** Its first input in the size of its second: each pixel the nearest one's value. */
    record Enlarge() implements Layer {

        @Override
        public int[] output(int[]... inputs) {
            if (inputs.length != 2 || inputs[0].length != 3 || inputs[1].length != 3)
                throw Shapes.wrong(this, "two images", inputs);
            return new int[] { inputs[0][0], inputs[1][1], inputs[1][2] };
        }
    }
}
