package org.loupe.api;

import java.nio.file.Path;
import java.util.List;

/**
 * What a trainer learned. Immutable and safe for use by any thread; opened once per worker, like a tool. How it came to
 * be is kept beside it by whoever ran the trainer.
 *
 * @param <I> what it is given
 * @param <O> what it gives
 */
public interface Model<I, O> {

    /** The classes that it can give, in the order of its results. */
    List<String> classes();

    /** Opens it for use by one thread. @throws ToolException if it cannot run on this device */
    Step<I, O> open(Device device) throws ToolException;

    /** Writes it to a file that {@link Trainer#read} of its trainer reads. @throws ToolException if that fails */
    void write(Path file) throws ToolException;
}
