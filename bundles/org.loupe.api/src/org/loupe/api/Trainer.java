package org.loupe.api;

import java.nio.file.Path;

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
}
