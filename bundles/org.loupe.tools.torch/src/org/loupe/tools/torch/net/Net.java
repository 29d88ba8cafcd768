package org.loupe.tools.torch.net;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A net: layers, and which of them is given what. It is described once; what runs it, what reads its weights and what
 * exports it walk this description. Node names are torchvision's names of modules, so that parameters have the names
 * that weights files use; what torchvision computes without a module of its own is named after the one it belongs to.
 * Immutable.
 *
 * @param name     as torchvision calls it: {@code resnet18}
 * @param channels of the images that it is given
 * @param nodes    in an order in which each comes after its inputs
 * @param features names of layers whose maps serve as features, each with its node, from the first to the last
 * @param head     what begins the names of the parameters behind the last feature layer: {@code fc}
 */
public record Net(String name, int channels, List<Node> nodes, Map<String, String> features, String head) {
    /** Name of what the net is given. */
    public static final String INPUT = "input";

    /**
     * One layer.
     *
     * @param name   of its own
     * @param layer  what it computes
     * @param inputs names of the nodes that it is given, or {@link #INPUT}
     */
    public record Node(String name, Layer layer, List<String> inputs) {

        public Node {
            inputs = List.copyOf(inputs);
        }

        /** What it learns and keeps, under full names. */
        public List<Parameter> parameters() {
            return layer.parameters().stream().map(p -> p.of(name)).toList();
        }
    }

    /** @throws IllegalArgumentException if a name occurs twice, or before its node */
    public Net {
        nodes = List.copyOf(nodes);
        features = Collections.unmodifiableMap(new LinkedHashMap<>(features));
        Set<String> known = new LinkedHashSet<>(Set.of(INPUT));
        for (Node node : nodes) {
            if (!known.containsAll(node.inputs))
                throw new IllegalArgumentException(name + ": " + node.name + " is given " + node.inputs
                        + ", which do not stand before it.");
            if (!known.add(node.name))
                throw new IllegalArgumentException(name + " has two nodes " + node.name + ".");
        }
        if (!known.containsAll(features.values()))
            throw new IllegalArgumentException(name + " has no nodes for all of its features " + features + ".");
    }

    /** Name of the last node: what the net gives. */
    public String output() {
        return nodes.get(nodes.size() - 1).name();
    }

    /** Name of the last feature layer. */
    public String lastFeature() {
        return List.copyOf(features.keySet()).get(features.size() - 1);
    }

    /** All that it learns and keeps, in torchvision's order of nodes. */
    public List<Parameter> parameters() {
        return nodes.stream().flatMap(n -> n.parameters().stream()).toList();
    }

    /** How many numbers it learns. */
    public long size() {
        return parameters().stream().filter(Parameter::learned).mapToLong(Parameter::size).sum();
    }

    /**
     * The node of a layer that is named by a person.
     *
     * @param layer a feature layer, or a node
     * @throws IllegalArgumentException if there is none, with the names that there are
     */
    public String node(String layer) {
        if (features.containsKey(layer))
            return features.get(layer);
        if (nodes.stream().anyMatch(n -> n.name.equals(layer)))
            return layer;
        throw new IllegalArgumentException(name + " has no layer \"" + layer + "\".");
    }

    /** The nodes that must be computed for the given ones, in order. */
    public List<Node> needed(Collection<String> outputs) {
        Set<String> wanted = new LinkedHashSet<>(outputs);
        List<Node> needed = new ArrayList<>();
        for (int i = nodes.size() - 1; i >= 0; i--)
            if (wanted.contains(nodes.get(i).name)) {
                needed.add(0, nodes.get(i));
                wanted.addAll(nodes.get(i).inputs);
            }
        return needed;
    }

    /**
     * The shape of each node's output for one image: {@code {channels, height, width}} or {@code {values}}.
     *
     * @throws IllegalArgumentException if the image is too small
     */
    public Map<String, int[]> shapes(int height, int width) {
        Map<String, int[]> shapes = new HashMap<>(Map.of(INPUT, new int[] { channels, height, width }));
        for (Node node : nodes)
            shapes.put(node.name, node.layer.output(node.inputs.stream().map(shapes::get).toArray(int[][]::new)));
        return shapes;
    }

    /** Describes a net step by step; each step gives the name of its node. */
    static final class Builder {
        private final List<Node> nodes = new ArrayList<>();
        private final Map<String, String> features = new LinkedHashMap<>();

        String add(String name, Layer layer, String... inputs) {
            nodes.add(new Node(name, layer, Arrays.asList(inputs)));
            return name;
        }

        /** The last node also serves as features under this name. */
        void feature(String layer) {
            features.put(layer, nodes.get(nodes.size() - 1).name());
        }

        Net build(String name, int channels, String head) {
            return new Net(name, channels, nodes, features, head);
        }
    }
}
