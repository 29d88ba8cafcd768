package org.loupe.tools.torch.net;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Where the values of a layer's map lie in the image, and what they see of it (Dumoulin and Visin: A guide to
 * convolution arithmetic for deep learning, arXiv:1603.07285).
 *
 * @param stride px between neighbours
 * @param start  the pixel that the first value lies on; between two if it ends in ½
 * @param radius px around its place that decide a value
 */
public record Reach(int stride, double start, int radius) {

    /**
     * That of some nodes.
     *
     * @throws IllegalArgumentException if one gives no map, with its name
     */
    public static Map<String, Reach> of(Net net, Collection<String> outputs) {
        Map<String, Reach> all = new HashMap<>(Map.of(Net.INPUT, new Reach(1, 0, 0)));
        for (Net.Node node : net.needed(outputs)) {
            Reach widest = all.get(node.inputs().get(0));
            for (String input : node.inputs())
                if (all.get(input).radius > widest.radius)
                    widest = all.get(input); // branches that meet lie on the same places
            all.put(node.name(), widest.behind(node));
        }
        Map<String, Reach> asked = new HashMap<>();
        outputs.forEach(output -> asked.put(output, all.get(output)));
        return asked;
    }

    private Reach behind(Net.Node node) {
        if (node.layer() instanceof Layer.Conv conv)
            return windows(conv.kernel(), conv.stride(), conv.padding());
        if (node.layer() instanceof Layer.MaxPool pool)
            return windows(pool.kernel(), pool.stride(), pool.padding());
        if (node.layer() instanceof Layer.GlobalAverage || node.layer() instanceof Layer.Flatten
                || node.layer() instanceof Layer.Linear)
            throw new IllegalArgumentException("\"" + node.name() + "\" gives no map of the image.");
        if (node.layer() instanceof Layer.ConvTranspose || node.layer() instanceof Layer.Enlarge)
            throw new IllegalArgumentException("\"" + node.name() + "\" enlarges a map; layers before it are told.");
        return this;
    }

    private Reach windows(int kernel, int step, int padding) {
        return new Reach(stride * step, start + ((kernel - 1) / 2.0 - padding) * stride,
                radius + ((kernel * stride - stride) + 1) / 2);
    }
}
