package org.loupe.tools.torch.compute;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.loupe.api.ToolException;
import org.loupe.tools.torch.net.Layer.BatchNorm;
import org.loupe.tools.torch.net.Layer.Conv;
import org.loupe.tools.torch.net.Net;
import org.loupe.tools.torch.net.Parameter;
import org.loupe.tools.torch.weights.NamedTensors;

/**
 * Works each batch normalisation that follows a convolution into it: with fixed mean and variance both are one
 * convolution with other weights and a bias. It has the normalisation's name.
 *
 * @param nodes without these normalisations
 * @param norms by their name, each with the convolution before it
 */
record Folding(List<Net.Node> nodes, Map<String, Normed> norms) {

    /** A convolution and the normalisation behind it. */
    record Normed(Net.Node conv, Net.Node norm) {
    }

    /** Takes a parameter of the {@link #nodes} with its numbers. */
    interface Sink {
        void accept(Parameter parameter, float[] values);
    }

    /** @param outputs whose results are asked for: a convolution that is one of them stays */
    static Folding of(List<Net.Node> nodes, Set<String> outputs) {
        Map<String, Net.Node> byName = new HashMap<>();
        Map<String, Integer> users = new HashMap<>();
        for (Net.Node node : nodes) {
            byName.put(node.name(), node);
            node.inputs().forEach(input -> users.merge(input, 1, Integer::sum));
        }
        Map<String, Normed> norms = new LinkedHashMap<>();
        for (Net.Node node : nodes) {
            String before = node.inputs().get(0);
            if (node.layer() instanceof BatchNorm && byName.containsKey(before) && users.get(before) == 1
                    && !outputs.contains(before) && byName.get(before).layer() instanceof Conv)
                norms.put(node.name(), new Normed(byName.get(before), node));
        }
        List<Net.Node> folded = new ArrayList<>();
        for (Net.Node node : nodes)
            if (norms.containsKey(node.name())) {
                Net.Node before = norms.get(node.name()).conv;
                Conv c = (Conv) before.layer();
                folded.add(new Net.Node(node.name(),
                        new Conv(c.in(), c.out(), c.kernel(), c.stride(), c.padding(), true),
                        before.inputs()));
            } else if (norms.values().stream().noneMatch(n -> n.conv.equals(node)))
                folded.add(node);
        return new Folding(folded, norms);
    }

    /** Reads the weights of all nodes, worked into one another. */
    void read(NamedTensors weights, Sink sink) throws ToolException {
        Map<String, Net.Node> last = new HashMap<>();
        List<String> names = new ArrayList<>();
        for (Net.Node node : nodes) {
            List<String> own = new ArrayList<>();
            for (Net.Node part : norms.containsKey(node.name())
                    ? List.of(norms.get(node.name()).conv, norms.get(node.name()).norm) : List.of(node))
                part.parameters().stream().filter(p -> p.shape().length > 0).forEach(p -> own.add(p.name()));
            if (!own.isEmpty())
                last.put(own.get(own.size() - 1), node);
            names.addAll(own);
        }
        Map<String, float[]> read = new HashMap<>();
        weights.read(names, (name, values) -> {
            read.put(name, values);
            Net.Node node = last.get(name);
            if (node == null)
                return;
            if (norms.containsKey(node.name()))
                fold(node, read, sink);
            else
                node.parameters().stream().filter(p -> p.shape().length > 0)
                        .forEach(p -> sink.accept(p, read.get(p.name())));
            read.clear();
        });
    }

    private void fold(Net.Node node, Map<String, float[]> read, Sink sink) {
        Normed normed = norms.get(node.name());
        String conv = normed.conv.name(), norm = node.name();
        float[] weight = read.get(conv + ".weight").clone(), bias = read.get(norm + ".bias").clone();
        float[] given = read.get(conv + ".bias");
        float[] gain = read.get(norm + ".weight"), mean = read.get(norm + ".running_mean");
        float[] variance = read.get(norm + ".running_var");
        double epsilon = ((BatchNorm) normed.norm.layer()).epsilon();
        int each = weight.length / bias.length;
        for (int c = 0; c < bias.length; c++) {
            double factor = gain[c] / Math.sqrt(variance[c] + epsilon);
            for (int i = c * each; i < (c + 1) * each; i++)
                weight[i] = (float) (weight[i] * factor);
            bias[c] = (float) (bias[c] + ((given == null ? 0 : given[c]) - mean[c]) * factor);
        }
        for (Parameter parameter : node.parameters())
            sink.accept(parameter, parameter.shape().length == 1 ? bias : weight);
    }
}
