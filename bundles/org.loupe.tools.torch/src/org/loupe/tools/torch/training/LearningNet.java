package org.loupe.tools.torch.training;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.loupe.api.ToolException;
import org.loupe.tools.torch.compute.Layers;
import org.loupe.tools.torch.compute.Place;
import org.loupe.tools.torch.net.Layer;
import org.loupe.tools.torch.net.Net;
import org.loupe.tools.torch.net.Parameter;
import org.loupe.tools.torch.weights.NamedTensors;
import org.loupe.tools.torch.weights.Snapshot;

/**
 * A {@link Net} that learns: its weights are leaves of PyTorch's graph of gradients. For one thread; closed by whoever
 * made it.
 */
public final class LearningNet implements AutoCloseable {
    private final Net net;
    private Place place = Place.PROCESSOR;
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();
    /** Nodes whose weights stay as they are. */
    private final Set<String> frozen = new HashSet<>();

    /**
     * A net with weights drawn at random, as He et al. (Delving Deep into Rectifiers, ICCV 2015) draw those of
     * convolutions and PyTorch those of linear layers.
     *
     * @param random the same numbers give the same weights
     */
    public LearningNet(Net net, RandomGenerator random) {
        this.net = net;
        for (Net.Node node : net.nodes())
            for (Parameter parameter : node.parameters())
                if (parameter.shape().length > 0)
                    put(parameter, drawn(node.layer(), parameter, random));
    }

    private LearningNet(Net net) {
        this.net = net;
        for (Net.Node node : net.nodes())
            for (Parameter parameter : node.parameters())
                if (parameter.shape().length > 0)
                    put(parameter, new float[Math.toIntExact(parameter.size())]);
    }

    /**
     * A net that does not learn, but tells how wrong it is: its weights stay, its normalisations go by their running
     * means.
     *
     * @param weights all of them
     * @throws ToolException if they cannot be read
     */
    public static LearningNet still(Net net, NamedTensors weights) throws ToolException {
        LearningNet still = new LearningNet(net);
        try {
            still.load(weights);
            still.freeze(node -> true);
            return still;
        } catch (ToolException | RuntimeException e) {
            still.close();
            throw e;
        }
    }

    private static float[] drawn(Layer layer, Parameter parameter, RandomGenerator random) {
        float[] values = new float[Math.toIntExact(parameter.size())];
        String kind = parameter.name().substring(parameter.name().lastIndexOf('.') + 1);
        int[] shape = parameter.shape();
        if (layer instanceof Layer.BatchNorm) {
            java.util.Arrays.fill(values, kind.equals("weight") || kind.equals("running_var") ? 1 : 0);
        } else if (kind.equals("weight") && shape.length == 4) {
            // each output value sums so many inputs; those of a transposed convolution without overlap one per channel
            double inputs = layer instanceof Layer.ConvTranspose ? shape[0] : (double) shape[1] * shape[2] * shape[3];
            double deviation = Math.sqrt(2 / inputs);
            for (int i = 0; i < values.length; i++)
                values[i] = (float) (random.nextGaussian() * deviation);
        } else if (kind.equals("weight")) {
            double bound = 1 / Math.sqrt(shape[1]);
            for (int i = 0; i < values.length; i++)
                values[i] = (float) ((2 * random.nextDouble() - 1) * bound);
        }
        return values;
    }

    private void put(Parameter parameter, float[] values) {
        long[] shape = new long[parameter.shape().length];
        for (int i = 0; i < shape.length; i++)
            shape[i] = parameter.shape()[i];
        try (PointerScope scope = new PointerScope()) {
            Tensor tensor = Tensor.create(values, shape);
            if (shape.length == 4 && shape[2] > 1) // channels beside each other: faster for small kernels
                tensor = tensor.contiguous(torch.MemoryFormat.ChannelsLast);
            tensors.put(parameter.name(), tensor.set_requires_grad(parameter.learned()).retainReference());
        }
    }

    /**
     * About the bytes that learning a net takes: its weights with gradients and the optimiser's two means, and for each
     * image of a batch what all layers give, with the gradient of it.
     *
     * @param side of the images in px
     */
    public static long memory(Net net, int side, int batchSize) {
        long weights = net.parameters().stream().mapToLong(Parameter::size).sum(), values = 0;
        for (int[] shape : net.shapes(side, side).values())
            values += java.util.Arrays.stream(shape).asLongStream().reduce(1, Math::multiplyExact);
        return Float.BYTES * (4 * weights + 2 * values * batchSize);
    }

    /** Has it learn at another place; before {@link #learned} is asked for. */
    void move(Place to) {
        if (to.equals(place))
            return;
        place = to;
        try (PointerScope scope = new PointerScope()) {
            tensors.replaceAll((name, tensor) -> {
                Tensor moved = to.put(tensor.detach()).set_requires_grad(tensor.requires_grad()).retainReference();
                tensor.close();
                return moved;
            });
        }
    }

    /** What learns. */
    public Net net() {
        return net;
    }

    /**
     * Takes over weights: those that have this net's name and shape.
     *
     * @return how many of its parameters got theirs
     * @throws ToolException if they cannot be read
     */
    public int load(NamedTensors weights) throws ToolException {
        Map<String, Parameter> fitting = new LinkedHashMap<>();
        for (Parameter parameter : net.parameters()) {
            long[] shape = weights.shape(parameter.name());
            if (tensors.containsKey(parameter.name()) && shape != null
                    && Parameter.text(shape).equals(parameter.text()))
                fitting.put(parameter.name(), parameter);
        }
        weights.read(fitting.keySet(), (name, values) -> write(tensors.get(name), values));
        return fitting.size();
    }

    /**
     * Goes on from what another net of the same description has learned.
     *
     * @param but nodes whose weights stay as they are, such as those of other classes
     * @throws ToolException if the nets differ elsewhere, or the weights cannot be read
     */
    public void goOnFrom(NamedTensors weights, Predicate<String> but) throws ToolException {
        List<String> names = new ArrayList<>();
        for (Net.Node node : net.nodes())
            for (Parameter parameter : node.parameters())
                if (!but.test(node.name()) && tensors.containsKey(parameter.name())) {
                    long[] shape = weights.shape(parameter.name());
                    if (shape == null || !Parameter.text(shape).equals(parameter.text()))
                        throw new ToolException("The model to start from is another net: " + parameter.name()
                                + (shape == null ? " is missing there" : " has " + Parameter.text(shape)
                                        + " numbers there") + ", and " + parameter.text() + " here.",
                                "Set the net and its width, reference and reduction as that model was trained, or start"
                                        + " anew.");
                    names.add(parameter.name());
                }
        weights.read(names, (name, values) -> write(tensors.get(name), values));
    }

    /** Sets the weight of a node to numbers of a normal distribution around 0, and its bias to one number. */
    public void draw(String node, double deviation, double bias, RandomGenerator random) {
        Tensor weight = tensors.get(node + ".weight");
        float[] values = new float[(int) weight.numel()];
        for (int i = 0; i < values.length; i++)
            values[i] = (float) (random.nextGaussian() * deviation);
        write(weight, values);
        float[] same = new float[(int) tensors.get(node + ".bias").numel()];
        java.util.Arrays.fill(same, (float) bias);
        write(tensors.get(node + ".bias"), same);
    }

    private static void write(Tensor tensor, float[] values) {
        try (PointerScope scope = new PointerScope(); NoGradGuard guard = new NoGradGuard()) {
            tensor.copy_(Tensor.create(values, tensor.sizes().vec().get()));
        }
    }

    /** Keeps the weights of nodes as they are from now on; their normalisations go by their running means. */
    public void freeze(Predicate<String> nodes) {
        for (Net.Node node : net.nodes())
            if (nodes.test(node.name())) {
                frozen.add(node.name());
                for (Parameter parameter : node.parameters())
                    if (parameter.learned())
                        tensors.get(parameter.name()).set_requires_grad(false);
            }
    }

    /** What is learned, for an optimiser: those that are not frozen, in the net's order. */
    public List<Tensor> learned() {
        List<Tensor> learned = new ArrayList<>();
        for (Parameter parameter : net.parameters())
            if (parameter.learned() && tensors.get(parameter.name()).requires_grad())
                learned.add(tensors.get(parameter.name()));
        return learned;
    }

    /**
     * Computes nodes for a batch, ready for gradients. Within the caller's scope, which frees the results.
     *
     * @param input   {@code batch × channels × height × width}
     * @param outputs names of nodes
     * @return a tensor for each
     */
    public Map<String, Tensor> forward(Tensor input, Collection<String> outputs) {
        Map<String, Tensor> values = new HashMap<>(Map.of(Net.INPUT, place.put(input)));
        for (Net.Node node : net.needed(outputs))
            values.put(node.name(), Layers.compute(node.layer(), node.inputs().stream().map(values::get).toList(),
                    name -> tensors.get(node.name() + "." + name), !frozen.contains(node.name())));
        values.keySet().retainAll(Set.copyOf(outputs));
        return values;
    }

    /** The weights of this moment, all of them, under their names. */
    public Snapshot snapshot() {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        Map<String, float[]> values = new LinkedHashMap<>();
        try (PointerScope scope = new PointerScope(); NoGradGuard guard = new NoGradGuard()) {
            tensors.forEach((name, tensor) -> {
                float[] numbers = new float[(int) tensor.numel()];
                new FloatPointer(tensor.detach().cpu().contiguous().data_ptr()).get(numbers);
                shapes.put(name, tensor.sizes().vec().get());
                values.put(name, numbers);
            });
        }
        return new Snapshot(shapes, values);
    }

    @Override
    public void close() {
        tensors.values().forEach(Pointer::close);
        tensors.clear();
    }
}
