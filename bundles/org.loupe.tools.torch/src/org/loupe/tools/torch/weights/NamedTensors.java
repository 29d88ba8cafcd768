package org.loupe.tools.torch.weights;

import java.util.Collection;
import java.util.Set;
import org.loupe.api.ToolException;

/** Tensors by name: what a net has learned. Any thread. */
public interface NamedTensors {

    /** Takes the numbers of one tensor. */
    interface Sink {
        /** @param values of the tensor, the last axis running fastest; not to be written */
        void accept(String name, float[] values) throws ToolException;
    }

    /** The names, in order. */
    Set<String> names();

    /** The shape of a tensor, or null if there is none of that name. */
    long[] shape(String name);

    /**
     * Gives the numbers of tensors, one after the other.
     *
     * @param names of tensors that there are
     * @throws ToolException if they cannot be read
     */
    void read(Collection<String> names, Sink sink) throws ToolException;
}
