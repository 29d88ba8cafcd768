package org.loupe.tools.tribuo;

import java.io.IOException;
import java.util.Arrays;
import org.loupe.api.Run;

/**
 * A fully connected net: layers of weights with rectified linear units between them and softmax at the end. Without a
 * hidden layer it is a linear classifier. Works on blocks of rows, one value of each row side by side, which Java's
 * compiler turns into vector instructions without changing the order of any sum: results are the same everywhere.
 */
final class Network implements Scorer {
    /** Rows of a block. */
    static final int BLOCK = 64;
    static final String KIND = "network";

    /** Numbers of inputs, hidden units of each layer, and outputs. */
    final int[] sizes;
    /** {@code weights[layer][output * inputs + input]}. */
    final float[][] weights;
    final float[][] biases;

    Network(int[] sizes, float[][] weights, float[][] biases) {
        this.sizes = sizes;
        this.weights = weights;
        this.biases = biases;
    }

    int layers() {
        return weights.length;
    }

    int inputs() {
        return sizes[0];
    }

    int outputs() {
        return sizes[sizes.length - 1];
    }

    @Override
    public float[] score(float[] values, int from, int rows, float[] probabilities, Run run) {
        float[][] units = units();
        double[] sums = new double[BLOCK];
        for (int at = 0; at < rows; at += BLOCK) {
            run.checkCancelled();
            int there = Math.min(BLOCK, rows - at);
            transpose(values, (from + at) * inputs(), there, inputs(), units[0]);
            forward(units);
            softmax(units[layers()], outputs(), sums);
            for (int b = 0; b < there; b++)
                for (int c = 0; c < outputs(); c++)
                    probabilities[(at + b) * outputs() + c] = units[layers()][c * BLOCK + b];
        }
        return null;
    }

    /** Room for what the units of each layer give on one block: {@code units[layer][unit * BLOCK + row]}. */
    float[][] units() {
        return Arrays.stream(sizes).mapToObj(size -> new float[size * BLOCK]).toArray(float[][]::new);
    }

    /** From the inputs in {@code units[0]} to the outputs before softmax. */
    void forward(float[][] units) {
        for (int layer = 0; layer < layers(); layer++) {
            float[] out = units[layer + 1];
            multiply(weights[layer], 0, sizes[layer], biases[layer], 0, biases[layer].length, units[layer], out);
            if (layer + 1 < layers())
                for (int i = 0; i < out.length; i++)
                    out[i] = Math.max(0, out[i]);
        }
    }

    /** Products of some rows of weights with a block, each plus its bias. */
    static void multiply(float[] weights, int from, int inputs, float[] biases, int firstBias, int outputs, float[] in,
            float[] out) {
        for (int o = 0; o < outputs; o++) {
            int to = o * BLOCK, w = from + o * inputs, i = 0;
            Arrays.fill(out, to, to + BLOCK, biases[firstBias + o]);
            for (; i + 4 <= inputs; i += 4)
                add4(weights[w + i], weights[w + i + 1], weights[w + i + 2], weights[w + i + 3], in, i * BLOCK, BLOCK,
                        out, to, BLOCK);
            for (; i < inputs; i++)
                add(weights[w + i], in, i * BLOCK, out, to, BLOCK);
        }
    }

    /** Adds four times-as-much lines, which lie {@code stride} apart, to one. */
    static void add4(float a, float b, float c, float d, float[] in, int from, int stride, float[] out, int to,
            int length) {
        int from1 = from + stride, from2 = from1 + stride, from3 = from2 + stride;
        for (int k = 0; k < length; k++)
            out[to + k] += a * in[from + k] + b * in[from1 + k] + (c * in[from2 + k] + d * in[from3 + k]);
    }

    /** Adds a times-as-much line to one. */
    static void add(float a, float[] in, int from, float[] out, int to, int length) {
        for (int k = 0; k < length; k++)
            out[to + k] += a * in[from + k];
    }

    /** Rows of values to a block, whose missing rows are 0. */
    static void transpose(float[] values, int from, int rows, int columns, float[] block) {
        if (rows < BLOCK)
            Arrays.fill(block, 0);
        for (int b = 0; b < rows; b++)
            for (int j = 0, at = from + b * columns; j < columns; j++)
                block[j * BLOCK + b] = values[at++];
    }

    /** Turns outputs into probabilities; {@code sums} gets the logarithm of what each row's exponentials sum to. */
    static void softmax(float[] out, int outputs, double[] sums) {
        for (int b = 0; b < BLOCK; b++) {
            float most = Float.NEGATIVE_INFINITY;
            for (int c = 0; c < outputs; c++)
                most = Math.max(most, out[c * BLOCK + b]);
            double sum = 0;
            for (int c = 0; c < outputs; c++) {
                double e = StrictMath.exp(out[c * BLOCK + b] - most);
                out[c * BLOCK + b] = (float) e;
                sum += e;
            }
            for (int c = 0; c < outputs; c++)
                out[c * BLOCK + b] = (float) (out[c * BLOCK + b] / sum);
            sums[b] = most + StrictMath.log(sum);
        }
    }

    /** The same for inputs before they were centred by {@code means} and multiplied by {@code scale}. */
    Network undo(double[] means, double scale) {
        float[][] w = weights.clone(), b = biases.clone();
        w[0] = weights[0].clone();
        b[0] = biases[0].clone();
        for (int o = 0; o < sizes[1]; o++) {
            double bias = b[0][o];
            for (int i = 0; i < sizes[0]; i++) {
                w[0][o * sizes[0] + i] *= scale;
                bias -= w[0][o * sizes[0] + i] * means[i];
            }
            b[0][o] = (float) bias;
        }
        return new Network(sizes, w, b);
    }

    @Override
    public void write(ModelFile.Writer out) throws IOException {
        out.put(KIND);
        out.put(sizes);
        for (int layer = 0; layer < layers(); layer++) {
            out.put(weights[layer]);
            out.put(biases[layer]);
        }
    }

    static Network read(ModelFile.Reader in) throws IOException {
        int[] sizes = in.integers();
        ModelFile.Reader.require(sizes.length >= 2 && Arrays.stream(sizes).allMatch(size -> size > 0));
        float[][] weights = new float[sizes.length - 1][], biases = new float[sizes.length - 1][];
        for (int layer = 0; layer < weights.length; layer++) {
            weights[layer] = in.reals();
            biases[layer] = in.reals();
            ModelFile.Reader.require(weights[layer].length == (long) sizes[layer] * sizes[layer + 1]
                    && biases[layer].length == sizes[layer + 1]);
        }
        return new Network(sizes, weights, biases);
    }
}
