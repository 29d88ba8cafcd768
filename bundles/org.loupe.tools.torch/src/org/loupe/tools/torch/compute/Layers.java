package org.loupe.tools.torch.compute;

import java.util.List;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.loupe.tools.torch.net.Layer;

/** What each kind of {@link Layer} computes in PyTorch. Within the caller's scope, which frees the results. */
public final class Layers {
    /** How much a batch moves the running mean and variance of its normalisation: PyTorch's default. */
    private static final double MOMENTUM = 0.1;
    /** Numbers of 32 bits in the longest vector of a processor. */
    private static final int VECTOR = 16;

    private Layers() {
    }

    /**
     * Computes a layer.
     *
     * @param inputs    {@code batch × channels × height × width}, or {@code batch × values}
     * @param parameter gives what the layer has learned, by its name within the layer ("weight")
     * @param learning  whether the layer learns: a normalisation goes by its batch then and moves its running means, a
     *                  dropout drops
     * @return a tensor of its own, which may share the memory of the first input
     */
    public static Tensor compute(Layer layer, List<Tensor> inputs, Function<String, Tensor> parameter,
            boolean learning) {
        Tensor x = inputs.get(0);
        if (layer instanceof Layer.Conv conv)
            return torch.conv2d(learning ? safe(conv, x) : x, parameter.apply("weight"), bias(conv.bias(), parameter),
                    both(conv.stride()), both(conv.padding()), both(1), 1);
        if (layer instanceof Layer.ConvTranspose conv)
            return torch.conv_transpose2d(x, parameter.apply("weight"), bias(true, parameter), both(conv.stride()),
                    both(0), both(0), 1, both(1));
        if (layer instanceof Layer.BatchNorm norm)
            return torch.batch_norm(x, new TensorOptional(parameter.apply("weight")),
                    new TensorOptional(parameter.apply("bias")), new TensorOptional(parameter.apply("running_mean")),
                    new TensorOptional(parameter.apply("running_var")), learning, MOMENTUM, norm.epsilon(), true);
        if (layer instanceof Layer.Relu)
            return torch.relu(x);
        if (layer instanceof Layer.MaxPool pool)
            return torch.max_pool2d(x, both(pool.kernel()), both(pool.stride()), both(pool.padding()), both(1),
                    pool.ceil());
        if (layer instanceof Layer.GlobalAverage)
            return torch.adaptive_avg_pool2d(x, 1, 1);
        if (layer instanceof Layer.Flatten)
            return x.flatten(1, -1);
        if (layer instanceof Layer.Dropout dropout)
            return torch.dropout(x, dropout.share(), learning);
        if (layer instanceof Layer.Linear)
            return torch.linear(x, parameter.apply("weight"), bias(true, parameter));
        if (layer instanceof Layer.Add)
            return x.add(inputs.get(1));
        if (layer instanceof Layer.Concat)
            return torch.cat(new TensorVector(inputs.toArray(Tensor[]::new)), 1);
        if (layer instanceof Layer.Enlarge) {
            Tensor like = inputs.get(1);
            return torch.upsample_nearest2d(x, like.size(2), like.size(3));
        }
        throw new AssertionError(layer);
    }

    /**
     * The gradient of a convolution of 1 × 1 writes beyond its memory in oneDNN where the channels lie beside each other
     * and are no whole number of vectors; it does not where each channel lies by itself.
     */
    private static Tensor safe(Layer.Conv conv, Tensor x) {
        return conv.kernel() == 1 && conv.in() % VECTOR != 0 ? x.contiguous() : x;
    }

    private static TensorOptional bias(boolean has, Function<String, Tensor> parameter) {
        return has ? new TensorOptional(parameter.apply("bias")) : new TensorOptional();
    }

    private static long[] both(long length) {
        return new long[] { length, length };
    }
}
