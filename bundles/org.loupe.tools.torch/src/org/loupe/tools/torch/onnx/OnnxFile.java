package org.loupe.tools.torch.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
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
 * Writes a {@link Net} with its weights as ONNX. Number, height and width of the images are free; nodes and weights
 * keep
 * their names. Equal nets give equal bytes.
 */
public final class OnnxFile {
    /** Version of the format, and of its operators. */
    private static final int FORMAT = 8, OPERATORS = 17;
    /** Types of tensors and of attributes, as onnx.proto numbers them. */
    private static final int FLOAT = 1, REAL = 1, INT = 2, TEXT = 3, INTS = 7;

    private final Message graph = new Message();
    private final Map<String, String> renamed = new HashMap<>(Map.of(Net.INPUT, Net.INPUT));

    private OnnxFile() {
    }

    /**
     * Writes it.
     *
     * @param outputs  names of the nodes whose results the file gives, in this order
     * @param weights  that have all tensors of these nodes
     * @param metadata what the file says of itself
     * @throws ToolException if the weights cannot be read or the file not be written
     */
    public static void write(Net net, List<String> outputs, NamedTensors weights, Map<String, String> metadata, Path file)
            throws ToolException {
        byte[] bytes = new OnnxFile().model(net, outputs, weights, metadata).bytes();
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new ToolException("The net cannot be written to \"" + file + "\": " + e.getMessage() + ".",
                    "Choose a folder that you may write to, with room for it.", e);
        }
    }

    private Message model(Net net, List<String> outputs, NamedTensors weights, Map<String, String> metadata)
            throws ToolException {
        List<Net.Node> nodes = net.needed(outputs);
        for (Net.Node node : nodes)
            add(node, Set.copyOf(outputs));
        graph.text(2, net.name());
        List<String> names = new ArrayList<>();
        for (Net.Node node : nodes)
            for (Parameter parameter : node.parameters())
                if (parameter.shape().length > 0) // the count of batches is of no use here
                    names.add(parameter.name());
        weights.read(names, (name, values) -> graph.message(5, tensor(name, weights.shape(name), values)));
        graph.message(11, value(Net.INPUT, "batch", net.channels(), "height", "width"));
        Map<String, int[]> shapes = net.shapes(512, 512);
        for (String output : outputs) {
            int[] shape = shapes.get(output);
            graph.message(12, shape.length == 3 ? value(output, "batch", shape[0], output + " height", output + ""
                    + " width")
                    : value(output, "batch", shape[0]));
        }
        Message model = new Message().number(1, FORMAT).text(2, "Loupe").message(7, graph)
                .message(8, new Message().text(1, "").number(2, OPERATORS));
        new TreeMap<>(metadata).forEach((key, value) -> model.message(14, new Message().text(1, key).text(2, value)));
        return model;
    }

    /** What an input or output is: numbers for axes of one length, texts for those of any. */
    private static Message value(String name, Object... axes) {
        Message shape = new Message();
        for (Object axis : axes)
            shape.message(1, axis instanceof Integer length ? new Message().number(1, length)
                    : new Message().text(2, (String) axis));
        return new Message().text(1, name).message(2, new Message().message(1, new Message().number(1, FLOAT)
                .message(2, shape)));
    }

    private static Message tensor(String name, long[] shape, float[] values) {
        ByteBuffer raw = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        Message tensor = new Message();
        for (long length : shape)
            tensor.number(1, length);
        return tensor.number(2, FLOAT).text(8, name).bytes(9, raw.array());
    }

    private void add(Net.Node node, Set<String> outputs) {
        Layer layer = node.layer();
        if (layer instanceof Layer.Conv conv)
            add(node, "Conv", ints("kernel_shape", conv.kernel(), conv.kernel()),
                    ints("strides", conv.stride(), conv.stride()), pads(conv.padding()));
        else if (layer instanceof Layer.ConvTranspose conv)
            add(node, "ConvTranspose", ints("kernel_shape", conv.stride(), conv.stride()),
                    ints("strides", conv.stride(), conv.stride()));
        else if (layer instanceof Layer.BatchNorm norm)
            add(node, "BatchNormalization", real("epsilon", (float) norm.epsilon()));
        else if (layer instanceof Layer.Relu)
            add(node, "Relu");
        else if (layer instanceof Layer.MaxPool pool)
            add(node, "MaxPool", ints("kernel_shape", pool.kernel(), pool.kernel()),
                    ints("strides", pool.stride(), pool.stride()), pads(pool.padding()),
                    integer("ceil_mode", pool.ceil() ? 1 : 0));
        else if (layer instanceof Layer.GlobalAverage)
            add(node, "GlobalAveragePool");
        else if (layer instanceof Layer.Flatten)
            add(node, "Flatten", integer("axis", 1));
        else if (layer instanceof Layer.Linear)
            add(node, "Gemm", integer("transB", 1));
        else if (layer instanceof Layer.Add)
            add(node, "Add");
        else if (layer instanceof Layer.Concat)
            add(node, "Concat", integer("axis", 1));
        else if (layer instanceof Layer.Dropout && !outputs.contains(node.name()))
            renamed.put(node.name(), renamed.get(node.inputs().get(0))); // drops nothing when nothing is learned
        else if (layer instanceof Layer.Dropout)
            add(node, "Identity");
        else if (layer instanceof Layer.Enlarge)
            enlarge(node);
        else
            throw new IllegalArgumentException("No operator of ONNX stands for " + layer + ".");
    }

    /** To the height and width that the second input turns out to have. */
    private void enlarge(Net.Node node) {
        String name = node.name(), image = renamed.get(node.inputs().get(0)), like = renamed.get(node.inputs().get(1));
        operator("Shape", name + " channels", List.of(image), integer("start", 0), integer("end", 2));
        operator("Shape", name + " size", List.of(like), integer("start", 2), integer("end", 4));
        operator("Concat", name + " shape", List.of(name + " channels", name + " size"), integer("axis", 0));
        operator("Resize", name, List.of(image, "", "", name + " shape"), text("mode", "nearest"),
                text("coordinate_transformation_mode", "asymmetric"), text("nearest_mode", "floor"));
        renamed.put(name, name);
    }

    private void add(Net.Node node, String operator, Message... attributes) {
        List<String> inputs = new ArrayList<>();
        node.inputs().forEach(input -> inputs.add(renamed.get(input)));
        node.parameters().stream().filter(p -> p.shape().length > 0).forEach(p -> inputs.add(p.name()));
        operator(operator, node.name(), inputs, attributes);
        renamed.put(node.name(), node.name());
    }

    private void operator(String operator, String name, List<String> inputs, Message... attributes) {
        Message node = new Message();
        inputs.forEach(input -> node.text(1, input));
        node.text(2, name).text(3, name).text(4, operator);
        for (Message attribute : attributes)
            node.message(5, attribute);
        graph.message(1, node);
    }

    private static Message pads(int padding) {
        return ints("pads", padding, padding, padding, padding);
    }

    private static Message ints(String name, int... values) {
        Message attribute = new Message().text(1, name);
        for (int value : values)
            attribute.number(8, value);
        return attribute.number(20, INTS);
    }

    private static Message integer(String name, int value) {
        return new Message().text(1, name).number(3, value).number(20, INT);
    }

    private static Message real(String name, float value) {
        return new Message().text(1, name).real(2, value).number(20, REAL);
    }

    private static Message text(String name, String value) {
        return new Message().text(1, name).text(4, value).number(20, TEXT);
    }
}
