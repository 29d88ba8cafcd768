package org.loupe.tools.torch.images;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.loupe.api.Pair;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.tools.torch.compute.Natives;
import org.loupe.tools.torch.compute.Place;
import org.loupe.tools.torch.compute.SharedNets;
import org.loupe.tools.torch.compute.Tensors;
import org.loupe.tools.torch.compute.TorchNet;
import org.loupe.tools.torch.net.Net;

/**
 * Where an image speaks for a score of a net: Grad-CAM (Selvaraju et al., Grad-CAM: Visual Explanations from Deep
 * Networks via Gradient-based Localization, ICCV 2017). Each channel of a layer counts by the mean over its places of
 * how the score rises with it; their weighted sum is the map, of which only what raises the score is kept.
 */
public final class GradCam {

    private GradCam() {
    }

    /** A map of one layer. @param cells {@code height × width}, 0 or more */
    public record Cells(float[] cells, int height, int width) {
    }

    /**
     * Looks at an image.
     *
     * @param step   that the sides of the net's input must be multiples of
     * @param layers that are looked at
     * @param behind nodes that the score is made of besides these
     * @param score  given the results of all of them by name; gives a tensor of one number
     * @param near   whether only places count that the score depends on, as where a net reads single regions of its
     *               maps; else also others that show the same
     * @return one channel, as large as the image and at its place; 1 where most speaks for the score
     * @param place  where it is computed
     * @throws OutOfMemoryError if the image is too large, also where PyTorch is short of memory
     * @throws org.loupe.api.DeviceException if it is too large for the GPU, or that fails
     */
    public static Tile of(ImageNet net, Place place, int step, List<String> layers, List<String> behind, Pair pair,
            Function<Map<String, Tensor>, Tensor> score, boolean near, Run run) throws ToolException {
        Planes planes = net.input().of(pair, run).padded(step);
        List<String> outputs = Stream.concat(layers.stream(), behind.stream()).toList();
        int reduction = net.input().reduction();
        try (SharedNets.Lease lease = net.lease(net.net(), outputs, place)) {
            torch.set_num_threads(run.threads());
            List<Cells> all = of(lease.net(), planes, layers, known -> {
                lease.net().derive(known, behind);
                return score.apply(known);
            }, near, run::checkCancelled);
            return spread(all, 0, 0, planes.height() * reduction, planes.width() * reduction, pair.test(), run);
        } catch (RuntimeException e) {
            RuntimeException failure = place.failure(e);
            if (Natives.isShortOfMemory(failure))
                throw (OutOfMemoryError) new OutOfMemoryError(Natives.reason(failure)).initCause(failure);
            throw failure;
        }
    }

    /** The sum of a tensor's numbers, each times a weight. @param weights as many, the last axis running fastest */
    public static Tensor sum(Tensor tensor, float[] weights) {
        long[] shape = new long[(int) tensor.dim()];
        for (int i = 0; i < shape.length; i++)
            shape[i] = tensor.size(i);
        return tensor.mul(Tensors.beside(tensor, Tensor.create(weights, shape))).sum();
    }

    /**
     * Looks at layers of a net.
     *
     * @param planes its input, padded as it needs it
     * @param layers nodes that it was loaded for
     * @param score  given the results of the layers, and of all nodes before them, by name; gives a tensor of one
     *               number that PyTorch knows to depend on the layers
     * @param near   whether only places count that the score depends on
     * @param pause  called before it begins and between its parts; what it throws ends it
     * @return a map for each layer, in their order
     */
    static List<Cells> of(TorchNet net, Planes planes, List<String> layers,
            Function<Map<String, Tensor>, Tensor> score, boolean near, Runnable pause) {
        try (PointerScope scope = new PointerScope()) {
            Map<String, Tensor> known = new HashMap<>();
            known.put(Net.INPUT, net.place().put(planes.tensor()));
            pause.run();
            try (NoGradGuard guard = new NoGradGuard()) {
                net.derive(known, layers);
            }
            for (String layer : layers)
                known.put(layer, known.get(layer).detach().set_requires_grad(true));
            pause.run();
            score.apply(known).backward();
            return layers.stream().map(layer -> cells(known.get(layer), near)).toList();
        }
    }

    private static Cells cells(Tensor layer, boolean near) {
        int height = (int) layer.size(2), width = (int) layer.size(3);
        Tensor slope = layer.grad();
        return new Cells(!slope.defined() ? new float[height * width] : cells(Tensors.values(layer),
                Tensors.values(slope), (int) layer.size(1), near), height, width);
    }

    /**
     * The map of a layer.
     *
     * @param values   {@code channels × places}
     * @param gradient of the score by each of them
     * @param near     whether places without a gradient are 0
     * @return a number of 0 or more for each place
     */
    static float[] cells(float[] values, float[] gradient, int channels, boolean near) {
        int places = values.length / channels;
        float[] cells = new float[places];
        boolean[] reached = new boolean[places];
        for (int k = 0; k < channels; k++) {
            double weight = 0;
            for (int i = 0; i < places; i++) {
                weight += gradient[k * places + i];
                reached[i] |= gradient[k * places + i] != 0;
            }
            for (int i = 0; i < places; i++)
                cells[i] += (float) (weight / places * values[k * places + i]);
        }
        for (int i = 0; i < places; i++)
            cells[i] = near && !reached[i] ? 0 : Math.max(0, cells[i]);
        return cells;
    }

    /**
     * Maps of layers, added up and laid over an image, between the middles of their cells by bilinear interpolation.
     *
     * @param all  of the whole input, each of its cells as large as all others of it
     * @param left column of the image that the input's left edge lies on; may be beyond it
     * @param top  row of the image that its top edge lies on
     * @param tall px of the image that the input is high
     * @param wide px of the image that it is wide
     * @return one channel, as large as the image; 1 where it is most, 0 everywhere if nothing speaks for the score
     */
    public static Tile spread(List<Cells> all, int left, int top, int tall, int wide, Tile image, Run run) {
        int width = image.width(), height = image.height();
        float[] sum = new float[width * height];
        float most = 0;
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++) {
                float here = 0;
                for (Cells one : all)
                    here += between(one, (x - left + 0.5) / wide * one.width - 0.5,
                            (y - top + 0.5) / tall * one.height - 0.5);
                sum[y * width + x] = here;
                most = Math.max(most, here);
            }
        Tile heat = run.tile(image.shape().samples(1, Shape.Type.F32));
        for (int i = 0; i < sum.length; i++)
            heat.data().putFloat(i * Float.BYTES, most == 0 ? 0 : sum[i] / most);
        return heat.at(image.x(), image.y());
    }

    private static float between(Cells of, double u, double v) {
        double x = Math.max(0, Math.min(of.width - 1, u)), y = Math.max(0, Math.min(of.height - 1, v));
        int left = (int) x, top = (int) y, right = Math.min(of.width - 1, left + 1);
        int bottom = Math.min(of.height - 1, top + 1);
        double across = x - left, down = y - top;
        return (float) ((1 - down) * ((1 - across) * of.cells[top * of.width + left]
                + across * of.cells[top * of.width + right])
                + down * ((1 - across) * of.cells[bottom * of.width + left]
                        + across * of.cells[bottom * of.width + right]));
    }
}
