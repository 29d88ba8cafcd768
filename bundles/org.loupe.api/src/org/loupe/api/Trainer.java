package org.loupe.api;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Learns a model from examples. For {@link Task#CLASSIFICATION} of objects it is given {@link Features} on one scale and
 * without NaN, and {@link Predictions} whose {@code best} is the truth. Random numbers come from {@link Run#random()}
 * alone, so that the same examples, parameters and seed give the same model.
 *
 * @param <I> what the model is given
 * @param <O> what it gives
 */
public interface Trainer<P extends Record, I, O> extends Tool<P, Examples<I, O>, Model<I, O>> {

    /** What its models do. */
    Task task();

    /** Reads what {@link Model#write} of one of its models has written. @throws ToolException if the file is none */
    Model<I, O> read(Path file) throws ToolException;

    /** Whether its models are {@link DelegatingModel}s. */
    default boolean delegates() {
        return false;
    }

    /**
     * About how many bytes of the device's memory learning from these examples takes at its most; 0 where that is not
     * known, or little beside the examples themselves. Reads no more than a few of the examples.
     *
     * @throws ToolException if nothing can be learned from them with these parameters
     */
    default long memory(P params, Examples<I, O> examples) throws ToolException {
        return 0;
    }

    /**
     * How wrong a model is on each of some examples, by the loss that it was learned by, without altering them at
     * random; less is better. The same each time.
     *
     * @param model one of this trainer's, learned with these parameters
     * @param run   for cancelling
     * @return one number for each example, NaN for one that has nothing to be wrong about; none at all if the trainer
     *         does not tell it
     * @throws ToolException if an example does not suit
     */
    default double[] losses(P params, Model<I, O> model, Examples<I, O> examples, Run run) throws ToolException {
        return new double[0];
    }

    /** The parameters that learn the nearest to the same in less memory; empty if there are none. */
    default Optional<P> lighter(P params) {
        return Optional.empty();
    }
}
