package org.loupe.tools.torch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.loupe.api.ToolException;
import org.loupe.tools.torch.net.Net;
import org.loupe.tools.torch.net.Reach;

/**
 * The layers of a net whose maps describe places, and where their values lie.
 *
 * @param net      of the weights file
 * @param nodes    of the layers, in the order in which they were named
 * @param reaches  of these nodes
 * @param channels of these nodes
 * @param chosen   numbers of the channels that are used, counted through all nodes, in order
 */
record MapLayers(Net net, List<String> nodes, List<Reach> reaches, int[] channels, int[] chosen) {
    private static final String AUTO = "auto";
    /** Strides of the layers that are taken where none are named. */
    private static final List<Integer> USUAL_STRIDES = List.of(4, 8);
    /** Side of an image that any net can look at; for counting channels. */
    private static final int ANY_SIDE = 256;

    /**
     * Of a file, quickly: its header is kept.
     *
     * @throws ToolException if it cannot be read, fits no net, or has no such layers
     */
    static MapLayers of(EmbeddingMap.Params params) throws ToolException {
        KnownFile file = KnownFile.of(params.weights());
        if (file.weights().script())
            throw new ToolException("The weights file \"" + params.weights() + "\" is a TorchScript program, whose"
                    + " layers cannot be looked at one by one.", "Choose the weights of a ResNet or SqueezeNet as"
                            + " .safetensors or PyTorch state dict.");
        Net net = file.net(params.architecture());
        try {
            List<String> nodes = named(net, params.layers());
            Map<String, Reach> reaches = Reach.of(net, nodes);
            Map<String, int[]> shapes = net.shapes(ANY_SIDE, ANY_SIDE);
            int[] channels = nodes.stream().mapToInt(n -> shapes.get(n)[0]).toArray();
            return new MapLayers(net, nodes, nodes.stream().map(reaches::get).toList(), channels,
                    choose(Arrays.stream(channels).sum(), params.channels(), params.seed()));
        } catch (IllegalArgumentException e) {
            throw new ToolException(e.getMessage(), "Write auto, or one or several of " + String.join(", ",
                    net.features().keySet()) + ", with commas between.", e);
        }
    }

    private static List<String> named(Net net, String text) {
        List<String> nodes = new ArrayList<>();
        for (String name : text.split(","))
            if (!name.isBlank() && !name.strip().equals(AUTO))
                nodes.add(net.node(name.strip()));
        if (!nodes.isEmpty())
            return nodes.stream().distinct().toList();
        Map<String, Reach> reaches = Reach.of(net, net.features().values());
        for (int stride : USUAL_STRIDES)
            net.features().values().stream().filter(node -> reaches.get(node).stride() == stride)
                    .reduce((first, last) -> last).ifPresent(nodes::add);
        return nodes.isEmpty() ? List.of(net.node(net.lastFeature())) : nodes;
    }

    /** So many of all numbers below a limit, in order. */
    private static int[] choose(int all, int wanted, long seed) {
        int[] numbers = new int[all];
        for (int i = 0; i < all; i++)
            numbers[i] = i;
        SplittableRandom random = new SplittableRandom(seed);
        int count = Math.min(all, wanted);
        for (int i = 0; i < count; i++) {
            int other = i + random.nextInt(all - i), kept = numbers[i];
            numbers[i] = numbers[other];
            numbers[other] = kept;
        }
        int[] chosen = Arrays.copyOf(numbers, count);
        Arrays.sort(chosen);
        return chosen;
    }

    /** px between the places: those of the first layer. */
    int stride() {
        return reaches.get(0).stride();
    }

    /** px between neighbours in the coarsest layer. */
    int coarsest() {
        return reaches.stream().mapToInt(Reach::stride).max().orElseThrow();
    }

    /** px around a place that decide what is told of it; maps are enlarged, so neighbours of a place count. */
    int halo() {
        int most = 0;
        for (Reach reach : reaches)
            most = Math.max(most, reach.radius() + reach.stride());
        return most + stride() / 2;
    }
}
