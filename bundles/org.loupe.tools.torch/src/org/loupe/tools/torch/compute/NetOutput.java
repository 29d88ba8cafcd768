package org.loupe.tools.torch.compute;

import org.bytedeco.pytorch.Tensor;

/**
 * What a net gave at one of its outputs: PyTorch's tensor or another program's numbers, each made of the other when it
 * is asked for. For one thread.
 */
public final class NetOutput implements AutoCloseable {
    private final long[] shape;
    private Tensor tensor;
    private float[] values;

    private NetOutput(long[] shape, Tensor tensor, float[] values) {
        this.shape = shape;
        this.tensor = tensor;
        this.values = values;
    }

    /** Of PyTorch. @param tensor closed with it */
    public static NetOutput of(Tensor tensor) {
        return new NetOutput(tensor.shape(), tensor, null);
    }

    /** Of another program. @param values the last axis running fastest */
    public static NetOutput of(float[] values, long... shape) {
        return new NetOutput(shape, null, values);
    }

    /** Length of an axis. */
    public int size(int axis) {
        return Math.toIntExact(shape[axis]);
    }

    /** All numbers, the last axis running fastest; not to be changed. Within a scope, which frees what it takes. */
    public float[] values() {
        if (values == null)
            values = Tensors.values(tensor);
        return values;
    }

    /** The same as a tensor, which lives until this is closed. */
    public Tensor tensor() {
        if (tensor == null)
            tensor = Tensors.of(values, shape);
        return tensor;
    }

    @Override
    public void close() {
        if (tensor != null)
            tensor.close();
    }
}
