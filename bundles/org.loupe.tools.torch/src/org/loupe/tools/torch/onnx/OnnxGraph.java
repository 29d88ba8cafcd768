package org.loupe.tools.torch.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.loupe.api.ToolException;
import org.loupe.tools.torch.net.Layer;
import org.loupe.tools.torch.net.Net;
import org.loupe.tools.torch.net.Parameter;
import org.loupe.tools.torch.weights.NamedTensors;

/**
 * An ONNX graph that is put together: nets with their weights, and operators before, between and behind them. The same
 * calls give the same bytes. For one thread.
 */
public final class OnnxGraph {
    /** Version of the format, and of its operators. */
    private static final int FORMAT = 8, OPERATORS = 17;
    /** Types of attributes, as onnx.proto numbers them. */
    private static final int REAL = 1, INT = 2, TEXT = 3, INTS = 7;

    private final Message graph = new Message();
    private final Set<String> known = new HashSet<>();

    /** What the numbers of a tensor are. */
    public enum Type {
        FLOAT(1), INT(7);

        private final int number;

        Type(int number) {
            this.number = number;
        }
    }

    // ---------------------------------------------------------------- operators

    /**
     * Adds an operator with one result.
     *
     * @param operator   as ONNX calls it
     * @param result     name of the result, which no other has
     * @param inputs     names of results, constants or the graph's inputs, "" for those left out
     * @param attributes whole numbers, also as {@code int[]}, floats and texts, by name
     * @return the result's name
     */
    public String add(String operator, String result, List<String> inputs, Map<String, Object> attributes) {
        return add(operator, List.of(result), inputs, attributes).get(0);
    }

    /** The same without attributes. */
    public String add(String operator, String result, String... inputs) {
        return add(operator, result, List.of(inputs), Map.of());
    }

    /** Adds an operator with several results. @return their names */
    public List<String> add(String operator, List<String> results, List<String> inputs,
            Map<String, Object> attributes) {
        Message node = new Message();
        inputs.forEach(input -> node.text(1, input));
        results.forEach(result -> node.text(2, result));
        node.text(3, results.get(0)).text(4, operator);
        new TreeMap<>(attributes).forEach((name, value) -> node.message(5, attribute(name, value)));
        graph.message(1, node);
        return results;
    }

    private static Message attribute(String name, Object value) {
        Message attribute = new Message().text(1, name);
        if (value instanceof Integer number)
            return attribute.number(3, number).number(20, INT);
        if (value instanceof Float number)
            return attribute.real(2, number).number(20, REAL);
        if (value instanceof String text)
            return attribute.text(4, text).number(20, TEXT);
        for (int number : (int[]) value)
            attribute.number(8, number);
        return attribute.number(20, INTS);
    }

    // ---------------------------------------------------------------- tensors

    /** Adds numbers that are always the same, once for each name. @return the name */
    public String constant(String name, long[] shape, float... values) {
        if (known.add(name)) {
            ByteBuffer raw = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES))
                    .order(ByteOrder.LITTLE_ENDIAN);
            raw.asFloatBuffer().put(values);
            tensor(name, Type.FLOAT, shape, raw);
        }
        return name;
    }

    /** A row of whole numbers that are always the same, once for each name. @return the name */
    public String whole(String name, long... values) {
        if (known.add(name)) {
            ByteBuffer raw = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            raw.asLongBuffer().put(values);
            tensor(name, Type.INT, new long[] { values.length }, raw);
        }
        return name;
    }

    /** A whole number without an axis that is always the same, once for each name. @return the name */
    public String scalar(String name, long value) {
        if (known.add(name))
            tensor(name, Type.INT, new long[0], ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(0, value));
        return name;
    }

    private void tensor(String name, Type type, long[] shape, ByteBuffer raw) {
        Message tensor = new Message();
        for (long length : shape)
            tensor.number(1, length);
        graph.message(5, tensor.number(2, type.number).text(8, name).bytes(9, raw.array()));
    }

    /** What the graph is given. @param axes numbers for those of one length, texts for those of any */
    public String input(String name, Type type, Object... axes) {
        graph.message(11, value(name, type, axes));
        return name;
    }

    /** What the graph gives: a result of this name. @param axes as {@link #input} */
    public void output(String name, Type type, Object... axes) {
        graph.message(12, value(name, type, axes));
    }

    private static Message value(String name, Type type, Object... axes) {
        Message shape = new Message();
        for (Object axis : axes)
            shape.message(1, axis instanceof Integer length ? new Message().number(1, length)
                    : new Message().text(2, (String) axis));
        return new Message().text(1, name).message(2, new Message().message(1, new Message().number(1, type.number)
                .message(2, shape)));
    }

    // ---------------------------------------------------------------- nets

    /**
     * Adds the nodes that some nodes of a net need, and their weights if they are not there yet.
     *
     * @param input   name of what the net is given
     * @param prefix  stands before the names of its nodes, so that a net can be used several times
     * @param outputs names of nodes, which results are named after
     * @param weights that have all tensors of these nodes
     * @throws ToolException if the weights cannot be read
     */
    public void add(Net net, String input, String prefix, List<String> outputs, NamedTensors weights)
            throws ToolException {
        Nodes nodes = new Nodes(prefix, Set.copyOf(outputs));
        nodes.renamed.put(Net.INPUT, input);
        List<String> names = new ArrayList<>();
        for (Net.Node node : net.needed(outputs)) {
            nodes.add(node);
            for (Parameter parameter : node.parameters())
                if (parameter.shape().length > 0) // the count of batches is of no use here
                    names.add(parameter.name());
        }
        weights.read(names, (name, values) -> constant(name, weights.shape(name), values));
    }

    /** Adds the nodes of a net. */
    private final class Nodes {
        private final String prefix;
        private final Set<String> outputs;
        /** Of each node the name of its result. */
        private final Map<String, String> renamed = new HashMap<>();

        Nodes(String prefix, Set<String> outputs) {
            this.prefix = prefix;
            this.outputs = outputs;
        }

        void add(Net.Node node) {
            Layer layer = node.layer();
            if (layer instanceof Layer.Conv conv)
                add(node, "Conv", Map.of("kernel_shape", both(conv.kernel()), "strides", both(conv.stride()), "pads",
                        pads(conv.padding())));
            else if (layer instanceof Layer.ConvTranspose conv)
                add(node, "ConvTranspose", Map.of("kernel_shape", both(conv.stride()), "strides", both(conv.stride())));
            else if (layer instanceof Layer.BatchNorm norm)
                add(node, "BatchNormalization", Map.of("epsilon", (float) norm.epsilon()));
            else if (layer instanceof Layer.Relu)
                add(node, "Relu", Map.of());
            else if (layer instanceof Layer.MaxPool pool)
                add(node, "MaxPool", Map.of("kernel_shape", both(pool.kernel()), "strides", both(pool.stride()),
                        "pads", pads(pool.padding()), "ceil_mode", pool.ceil() ? 1 : 0));
            else if (layer instanceof Layer.GlobalAverage)
                add(node, "GlobalAveragePool", Map.of());
            else if (layer instanceof Layer.Flatten)
                add(node, "Flatten", Map.of("axis", 1));
            else if (layer instanceof Layer.Linear)
                add(node, "Gemm", Map.of("transB", 1));
            else if (layer instanceof Layer.Add)
                add(node, "Add", Map.of());
            else if (layer instanceof Layer.Concat)
                add(node, "Concat", Map.of("axis", 1));
            else if (layer instanceof Layer.Dropout && !outputs.contains(node.name()))
                renamed.put(node.name(), renamed.get(node.inputs().get(0))); // drops nothing when nothing is learned
            else if (layer instanceof Layer.Dropout)
                add(node, "Identity", Map.of());
            else if (layer instanceof Layer.Enlarge)
                enlarge(node);
            else
                throw new IllegalArgumentException("No operator of ONNX stands for " + layer + ".");
        }

        private static int[] both(int length) {
            return new int[] { length, length };
        }

        private static int[] pads(int padding) {
            return new int[] { padding, padding, padding, padding };
        }

        /** To the height and width that the second input turns out to have. */
        private void enlarge(Net.Node node) {
            String name = prefix + node.name(), image = renamed.get(node.inputs().get(0));
            String like = renamed.get(node.inputs().get(1));
            OnnxGraph.this.add("Shape", name + " channels", List.of(image), Map.of("start", 0, "end", 2));
            OnnxGraph.this.add("Shape", name + " size", List.of(like), Map.of("start", 2, "end", 4));
            OnnxGraph.this.add("Concat", name + " shape", List.of(name + " channels", name + " size"),
                    Map.of("axis", 0));
            OnnxGraph.this.add("Resize", name, List.of(image, "", "", name + " shape"), Map.of("mode", "nearest",
                    "coordinate_transformation_mode", "asymmetric", "nearest_mode", "floor"));
            renamed.put(node.name(), name);
        }

        private void add(Net.Node node, String operator, Map<String, Object> attributes) {
            List<String> inputs = new ArrayList<>();
            node.inputs().forEach(input -> inputs.add(renamed.get(input)));
            node.parameters().stream().filter(p -> p.shape().length > 0).forEach(p -> inputs.add(p.name()));
            renamed.put(node.name(), OnnxGraph.this.add(operator, prefix + node.name(), inputs, attributes));
        }
    }

    // ---------------------------------------------------------------- the file

    /**
     * Writes it.
     *
     * @param name     of the graph
     * @param metadata what the file says of itself
     * @throws ToolException if the file cannot be written
     */
    public void write(String name, Map<String, String> metadata, Path file) throws ToolException {
        graph.text(2, name);
        Message model = new Message().number(1, FORMAT).text(2, "Loupe").message(7, graph)
                .message(8, new Message().text(1, "").number(2, OPERATORS));
        new TreeMap<>(metadata).forEach((key, value) -> model.message(14, new Message().text(1, key).text(2, value)));
        try {
            Files.write(file, model.bytes());
        } catch (IOException e) {
            throw new ToolException("The net cannot be written to \"" + file + "\": " + e.getMessage() + ".",
                    "Choose a folder that you may write to, with room for it.", e);
        }
    }
}
