package org.loupe.tools.tribuo;

import java.util.Arrays;
import org.loupe.api.Run;

/**
 * How badly a net tells the classes of some rows: the weighted mean of the cross-entropy, and half the squared weights
 * (not the biases) times the decay. Its point is all weights and biases, layer by layer.
 */
final class NetworkLoss implements Lbfgs.Objective {
    private final Network network;
    private final double decay;
    private final Run run;
    private final int[] truth;
    private final float[] weight;
    private final double totalWeight;
    /** The rows in blocks: one value of each row side by side, and row by row. */
    private final float[][] columns;
    private final float[][] rows;
    private final float[][] units;
    private final float[][] errors;
    private final float[][] gradients;
    private final float[] turned;
    private final double[] sums = new double[Network.BLOCK];

    /**
     * @param sizes   of the net's layers
     * @param values  of the rows, already centred and scaled
     * @param truth   each row's class
     * @param weights how much a row of each class counts
     */
    NetworkLoss(int[] sizes, float[] values, int[] truth, double[] weights, double decay, Run run) {
        int layers = sizes.length - 1, inputs = sizes[0];
        float[][] w = new float[layers][], b = new float[layers][];
        for (int layer = 0; layer < layers; layer++) {
            w[layer] = new float[sizes[layer] * sizes[layer + 1]];
            b[layer] = new float[sizes[layer + 1]];
        }
        network = new Network(sizes, w, b);
        this.decay = decay;
        this.run = run;
        this.truth = truth;
        weight = new float[truth.length];
        double total = 0;
        for (int i = 0; i < truth.length; i++)
            total += weight[i] = (float) weights[truth[i]];
        totalWeight = total;
        int blocks = (truth.length + Network.BLOCK - 1) / Network.BLOCK;
        columns = new float[blocks][inputs * Network.BLOCK];
        rows = new float[blocks][inputs * Network.BLOCK];
        for (int block = 0; block < blocks; block++) {
            int from = block * Network.BLOCK * inputs;
            System.arraycopy(values, from, rows[block], 0, Math.min(inputs * Network.BLOCK, values.length - from));
            Network.transpose(rows[block], 0, Network.BLOCK, inputs, columns[block]);
        }
        units = network.units();
        errors = network.units();
        gradients = Arrays.stream(w).map(layer -> new float[layer.length]).toArray(float[][]::new);
        turned = new float[Arrays.stream(sizes).skip(1).max().orElseThrow() * Network.BLOCK];
    }

    /** How many numbers a point has. */
    int size() {
        int size = 0;
        for (int layer = 0; layer < network.layers(); layer++)
            size += network.weights[layer].length + network.biases[layer].length;
        return size;
    }

    /** The net of a point; the same object at each call. */
    Network network(double[] point) {
        int at = 0;
        for (int layer = 0; layer < network.layers(); layer++) {
            for (int i = 0; i < network.weights[layer].length; i++)
                network.weights[layer][i] = (float) point[at++];
            for (int i = 0; i < network.biases[layer].length; i++)
                network.biases[layer][i] = (float) point[at++];
        }
        return network;
    }

    /** The mean of the cross-entropy alone. */
    double mean(double[] point) {
        network(point);
        double loss = 0;
        for (int block = 0; block < columns.length; block++)
            loss += forward(block);
        return loss / totalWeight;
    }

    private double forward(int block) {
        run.checkCancelled();
        units[0] = columns[block];
        network.forward(units);
        float[] out = units[network.layers()];
        int first = block * Network.BLOCK, there = Math.min(Network.BLOCK, truth.length - first);
        double loss = 0;
        for (int b = 0; b < there; b++)
            loss -= weight[first + b] * (double) out[truth[first + b] * Network.BLOCK + b];
        Network.softmax(out, network.outputs(), sums);
        for (int b = 0; b < there; b++)
            loss += weight[first + b] * sums[b];
        return loss;
    }

    @Override
    public double at(double[] point, double[] gradient) {
        network(point);
        Arrays.fill(gradient, 0);
        double loss = 0;
        for (int block = 0; block < columns.length; block++) {
            loss += forward(block);
            backward(block, gradient);
        }
        loss /= totalWeight;
        int at = 0;
        for (int layer = 0; layer < network.layers(); layer++) {
            for (int i = 0; i < network.weights[layer].length; i++, at++) {
                gradient[at] = gradient[at] / totalWeight + decay * point[at];
                loss += decay / 2 * point[at] * point[at];
            }
            for (int i = 0; i < network.biases[layer].length; i++, at++)
                gradient[at] /= totalWeight;
        }
        return loss;
    }

    private void backward(int block, double[] gradient) {
        int layers = network.layers(), first = block * Network.BLOCK;
        float[] out = units[layers], error = errors[layers];
        for (int c = 0; c < network.outputs(); c++)
            for (int b = 0; b < Network.BLOCK; b++) {
                int row = first + b;
                error[c * Network.BLOCK + b] = row >= truth.length ? 0
                        : weight[row] * (out[c * Network.BLOCK + b] - (truth[row] == c ? 1 : 0));
            }
        int end = gradient.length;
        for (int layer = layers - 1; layer >= 0; layer--) {
            int inputs = network.sizes[layer], outputs = network.sizes[layer + 1];
            int biases = end - outputs, weights = biases - inputs * outputs;
            for (int o = 0; o < outputs; o++)
                for (int b = 0; b < Network.BLOCK; b++)
                    gradient[biases + o] += errors[layer + 1][o * Network.BLOCK + b];
            weightGradient(errors[layer + 1], outputs, layer == 0 ? rows[block] : turn(units[layer], inputs), inputs,
                    gradients[layer]);
            for (int i = 0; i < inputs * outputs; i++)
                gradient[weights + i] += gradients[layer][i];
            if (layer > 0)
                back(layer);
            end = weights;
        }
    }

    private static void weightGradient(float[] error, int outputs, float[] byRow, int inputs, float[] gradient) {
        Arrays.fill(gradient, 0);
        for (int o = 0; o < outputs; o++)
            for (int b = 0; b < Network.BLOCK; b += 4) {
                int e = o * Network.BLOCK + b;
                if (error[e] != 0 || error[e + 1] != 0 || error[e + 2] != 0 || error[e + 3] != 0)
                    Network.add4(error[e], error[e + 1], error[e + 2], error[e + 3], byRow, b * inputs, inputs,
                            gradient, o * inputs, inputs);
            }
    }

    private float[] turn(float[] block, int units) {
        for (int i = 0; i < units; i++)
            for (int b = 0; b < Network.BLOCK; b++)
                turned[b * units + i] = block[i * Network.BLOCK + b];
        return turned;
    }

    /** Errors of a hidden layer from those of the next. */
    private void back(int layer) {
        int inputs = network.sizes[layer], outputs = network.sizes[layer + 1];
        float[] error = errors[layer], next = errors[layer + 1], w = network.weights[layer];
        Arrays.fill(error, 0);
        for (int i = 0; i < inputs; i++)
            for (int o = 0; o < outputs; o++)
                Network.add(w[o * inputs + i], next, o * Network.BLOCK, error, i * Network.BLOCK, Network.BLOCK);
        for (int i = 0; i < error.length; i++)
            if (units[layer][i] <= 0)
                error[i] = 0;
    }
}
