package org.loupe.tools.torch.compute;

import java.util.List;
import java.util.function.Function;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** What is put into PyTorch's tensors and read from them, wherever they lie. Called within a scope, which frees what is made on the way. */
public final class Tensors {

    private Tensors() {
    }

    /**
     * The mean of each channel of an image's map; a row of values as it is.
     *
     * @param map {@code 1 × columns}, or that × height × width
     */
    public static float[] averages(Tensor map, int columns) {
        Tensor rows = map.dim() == 4 ? torch.adaptive_avg_pool2d(map, 1, 1) : map;
        Tensor plain = rows.to(torch.ScalarType.Float).cpu().contiguous();
        float[] values = new float[columns];
        if (plain.numel() != columns)
            throw new IllegalStateException(plain.numel() + " values instead of " + columns);
        new FloatPointer(plain.data_ptr()).get(values);
        return values;
    }

    /** A tensor of these numbers, copied at once: {@link Tensor#create} puts them one by one. */
    public static Tensor of(float[] values, long... shape) {
        Tensor tensor = torch.empty(shape);
        if (tensor.numel() != values.length)
            throw new IllegalArgumentException(values.length + " values instead of " + tensor.numel());
        new FloatPointer(tensor.data_ptr()).put(values);
        return tensor;
    }

    /** All numbers of a tensor, the last axis running fastest. */
    public static float[] values(Tensor tensor) {
        Tensor plain = tensor.to(torch.ScalarType.Float).cpu().contiguous();
        float[] values = new float[Math.toIntExact(plain.numel())];
        new FloatPointer(plain.data_ptr()).get(values);
        return values;
    }

    /** The same numbers where another tensor lies. */
    public static Tensor beside(Tensor other, Tensor numbers) {
        return numbers.to(other.device(), numbers.scalar_type());
    }

    /**
     * The numbers of all samples of a batch, one after the other.
     *
     * @param part of a sample, of one length
     * @throws OutOfMemoryError if they are more than an array of Java holds
     */
    public static <S> float[] row(List<S> batch, Function<S, float[]> part) {
        int each = part.apply(batch.get(0)).length;
        if ((long) each * batch.size() > Integer.MAX_VALUE)
            throw new OutOfMemoryError((long) each * batch.size() + " numbers in one array");
        float[] all = new float[each * batch.size()];
        for (int i = 0; i < batch.size(); i++)
            System.arraycopy(part.apply(batch.get(i)), 0, all, i * each, each);
        return all;
    }

    /**
     * All values of an image's map, the channels of a place beside each other.
     *
     * @param map {@code 1 × channels × height × width}
     */
    public static float[] places(Tensor map) {
        return values(map.permute(0, 2, 3, 1));
    }
}
