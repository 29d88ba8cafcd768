package org.loupe.tools.torch.onnx;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.loupe.api.ToolException;
import org.loupe.tools.torch.net.Net;
import org.loupe.tools.torch.weights.NamedTensors;

/**
 * Writes a {@link Net} with its weights as ONNX. Number, height and width of the images are free; nodes and weights keep
 * their names. Equal nets give equal bytes.
 */
public final class OnnxFile {

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
        OnnxGraph graph = new OnnxGraph();
        graph.input(Net.INPUT, OnnxGraph.Type.FLOAT, "batch", net.channels(), "height", "width");
        graph.add(net, Net.INPUT, "", outputs, weights);
        Map<String, int[]> shapes = net.shapes(512, 512);
        for (String output : outputs) {
            int[] shape = shapes.get(output);
            if (shape.length == 3)
                graph.output(output, OnnxGraph.Type.FLOAT, "batch", shape[0], output + " height", output + " width");
            else
                graph.output(output, OnnxGraph.Type.FLOAT, "batch", shape[0]);
        }
        graph.write(net.name(), metadata, file);
    }
}
