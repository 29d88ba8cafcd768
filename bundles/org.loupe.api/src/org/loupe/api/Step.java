package org.loupe.api;

import java.util.ArrayList;
import java.util.List;

/**
 * An opened tool. Used by one thread at a time; the engine opens one per worker. Its result depends on the input, the
 * tool's parameters and {@link Run#random()} alone, never on what it was applied to before.
 */
public interface Step<I, O> extends AutoCloseable {

    /**
     * Applies the tool to one input, which it leaves unchanged. Checks {@link Run#checkCancelled()} at least every
     * 100 ms of work.
     *
     * @throws ToolException                              if the input does not suit, with the remedy
     * @throws java.util.concurrent.CancellationException if the run was cancelled
     */
    O apply(I input, Run run) throws ToolException;

    /** Applies the tool to each input in order; tools that work faster on many at once override it. */
    default List<O> applyAll(List<I> inputs, Run run) throws ToolException {
        List<O> results = new ArrayList<>(inputs.size());
        for (I input : inputs)
            results.add(apply(input, run));
        return results;
    }

    /** Releases what {@link Tool#open} took. Called once, by the thread that used the step last. */
    @Override
    default void close() {
    }
}
