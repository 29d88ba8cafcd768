package org.loupe.tools.torch.compute;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.loupe.api.ToolException;
import org.loupe.tools.torch.net.Layer;
import org.loupe.tools.torch.net.Net;
import org.loupe.tools.torch.net.Parameter;
import org.loupe.tools.torch.weights.NamedTensors;

/**
 * A {@link Net} with its weights in PyTorch's memory, which walks the description for each forward pass. For inference:
 * batch normalisation is worked into the convolution before it. Safe for use by any threads at once; closed by whoever
 * loaded it, when no thread uses it any more.
 */
public final class TorchNet implements AutoCloseable {
    private final Place place;
    private final Net net;
    private final List<Net.Node> nodes;
    private final Map<String, Tensor> tensors = new HashMap<>();

    private TorchNet(Net net, List<Net.Node> nodes, Place place) {
        this.place = place;
        this.net = net;
        this.nodes = nodes;
    }

    /** As {@link #load(Net, Collection, NamedTensors, Place)} on the processor. */
    public static TorchNet load(Net net, Collection<String> outputs, NamedTensors weights) throws ToolException {
        return load(net, outputs, weights, Place.PROCESSOR);
    }

    /**
     * Loads the part of a net that the given nodes need. {@link Natives#load} comes before.
     *
     * @param outputs names of nodes whose results will be asked for
     * @param weights that have all tensors of these nodes, in the net's shapes
     * @param place   where it computes
     * @throws ToolException if the weights cannot be read, or the place has no room for them
     */
    public static TorchNet load(Net net, Collection<String> outputs, NamedTensors weights, Place place)
            throws ToolException {
        Folding folding = Folding.of(net.needed(outputs), Set.copyOf(outputs));
        TorchNet made = new TorchNet(net, folding.nodes(), place);
        try {
            folding.read(weights, made::put);
            return made;
        } catch (RuntimeException e) {
            made.close();
            throw place.failure(e);
        } catch (ToolException | Error e) {
            made.close();
            throw e;
        }
    }

    private void put(Parameter parameter, float[] values) {
        try (PointerScope scope = new PointerScope()) {
            long[] shape = new long[parameter.shape().length];
            for (int i = 0; i < shape.length; i++)
                shape[i] = parameter.shape()[i];
            Tensor tensor = Tensor.create(values, shape);
            // channels beside each other: half of the time for nets of small kernels
            tensors.put(parameter.name(), kept(place.put(shape.length == 4
                    ? tensor.contiguous(torch.MemoryFormat.ChannelsLast) : tensor)));
        }
    }

    /** Where it computes: what it is given is put there, what it gives lies there. */
    public Place place() {
        return place;
    }

    /** What it runs. */
    public Net net() {
        return net;
    }

    /**
     * Computes nodes for a batch of images. The calling thread does all of the work.
     *
     * @param images  {@code batch × channels × height × width}; the caller's. Fastest with the channels of a pixel
     *                beside each other in memory
     * @param outputs names of nodes, among those that it was loaded for
     * @param pause   called before each node; what it throws ends the pass
     * @return a tensor for each of them; the caller closes them
     */
    public Map<String, Tensor> forward(Tensor images, Collection<String> outputs, Runnable pause) {
        Map<String, Integer> users = new HashMap<>();
        for (Net.Node node : nodes)
            node.inputs().forEach(input -> users.merge(input, 1, Integer::sum));
        outputs.forEach(output -> users.merge(output, 1, Integer::sum));
        Map<String, Tensor> values = new LinkedHashMap<>();
        try (PointerScope all = new PointerScope(); NoGradGuard guard = new NoGradGuard()) {
            Tensor given = place.put(images);
            for (Net.Node node : nodes) {
                pause.run();
                List<Tensor> inputs = new ArrayList<>();
                for (String input : node.inputs())
                    inputs.add(input.equals(Net.INPUT) ? given : values.get(input));
                String first = node.inputs().get(0);
                boolean mayOverwrite = users.get(first) == 1 && !first.equals(Net.INPUT);
                try (PointerScope scope = new PointerScope()) {
                    if (mayOverwrite && overwrite(node.layer(), inputs))
                        values.put(node.name(), values.remove(first));
                    else
                        values.put(node.name(), kept(compute(node, inputs)));
                }
                for (String input : node.inputs())
                    if (users.merge(input, -1, Integer::sum) == 0 && values.containsKey(input))
                        values.remove(input).close();
            }
            Map<String, Tensor> asked = new LinkedHashMap<>();
            outputs.forEach(output -> asked.put(output, values.remove(output)));
            return asked;
        } finally {
            values.values().forEach(Pointer::close);
        }
    }

    /** Computes a layer in the memory of its first input, which nobody else needs, if the layer can. */
    private static boolean overwrite(Layer layer, List<Tensor> inputs) {
        // what these return is the input itself, not a tensor of its own
        if (layer instanceof Layer.Relu)
            torch.relu_(inputs.get(0));
        else if (layer instanceof Layer.Add)
            inputs.get(0).add_(inputs.get(1));
        else
            return layer instanceof Layer.Dropout;
        return true;
    }

    private Tensor compute(Net.Node node, List<Tensor> inputs) {
        Tensor computed = Layers.compute(node.layer(), inputs, name -> tensors.get(node.name() + "." + name), false);
        // what shares the memory of its input would be overwritten with it
        return node.layer() instanceof Layer.Flatten || node.layer() instanceof Layer.Dropout ? computed.clone()
                : computed;
    }

    /**
     * Computes nodes from what is known, of which PyTorch then knows how they depend on it. Nothing is overwritten. In
     * the caller's scope.
     *
     * @param known  results by node, with {@link Net#INPUT} where it is needed; what is computed on the way is added
     * @param wanted among the nodes that it was loaded for
     */
    public void derive(Map<String, Tensor> known, Collection<String> wanted) {
        for (Net.Node node : needed(known.keySet(), wanted))
            known.put(node.name(), compute(node, node.inputs().stream().map(known::get).toList()));
    }

    /** The nodes that lead from what is known to what is wanted, in order. */
    private List<Net.Node> needed(Set<String> known, Collection<String> wanted) {
        Set<String> open = new HashSet<>(wanted);
        List<Net.Node> needed = new ArrayList<>();
        for (int i = nodes.size() - 1; i >= 0; i--)
            if (open.contains(nodes.get(i).name()) && !known.contains(nodes.get(i).name())) {
                needed.add(0, nodes.get(i));
                open.addAll(nodes.get(i).inputs());
            }
        return needed;
    }

    /** The same, which outlives the scope that it was made in. */
    private static Tensor kept(Tensor tensor) {
        return tensor.retainReference();
    }

    @Override
    public void close() {
        tensors.values().forEach(Pointer::close);
        tensors.clear();
    }
}
