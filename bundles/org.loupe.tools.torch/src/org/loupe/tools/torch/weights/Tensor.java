package org.loupe.tools.torch.weights;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A tensor of a weights file: what its header says of it.
 *
 * @param type    of its numbers; null if it is none that is read
 * @param shape   lengths of its axes
 * @param stride  numbers from one element to the next along each axis
 * @param storage the part of the file that holds it
 * @param offset  of its first number there, in numbers
 */
record Tensor(NumberType type, long[] shape, long[] stride, String storage, long offset) {

    /** One that lies without gaps. */
    static Tensor dense(NumberType type, long[] shape, String storage, long offset) {
        long[] stride = new long[shape.length];
        long step = 1;
        for (int i = shape.length - 1; i >= 0; i--) {
            stride[i] = step;
            step = Math.multiplyExact(step, Math.max(1, shape[i]));
        }
        return new Tensor(type, shape, stride, storage, offset);
    }

    Tensor {
        if (shape.length != stride.length || offset < 0)
            throw new IllegalArgumentException("a tensor of " + shape.length + " axes has " + stride.length
                    + " strides and starts at " + offset);
        for (int i = 0; i < shape.length; i++)
            if (shape[i] < 0 || stride[i] < 0)
                throw new IllegalArgumentException("a tensor has an axis of " + shape[i] + " with stride " + stride[i]);
    }

    /** How many numbers. */
    int size() {
        long size = 1;
        for (long length : shape)
            size = Math.multiplyExact(size, length);
        return Math.toIntExact(size);
    }

    /** Bytes from the start of its storage to behind its last number. */
    long end() {
        long last = offset;
        for (int i = 0; i < shape.length; i++) {
            if (shape[i] == 0)
                return 0;
            last = Math.addExact(last, Math.multiplyExact(shape[i] - 1, stride[i]));
        }
        return Math.multiplyExact(last + 1, type.bytes());
    }

    /** Its numbers, the last axis running fastest. @param storage that holds it, from its start */
    float[] values(ByteBuffer storage) {
        float[] values = new float[size()];
        if (type == NumberType.F32 && Arrays.equals(stride, dense(type, shape, "", 0).stride)) {
            storage.position(Math.toIntExact(offset * type.bytes())).asFloatBuffer().get(values);
            return values;
        }
        long[] place = new long[shape.length];
        long at = offset;
        for (int i = 0; i < values.length; i++) {
            values[i] = type.get(storage, Math.toIntExact(at * type.bytes()));
            for (int axis = shape.length - 1; axis >= 0; axis--) {
                at += stride[axis];
                if (++place[axis] < shape[axis])
                    break;
                at -= stride[axis] * shape[axis];
                place[axis] = 0;
            }
        }
        return values;
    }
}
