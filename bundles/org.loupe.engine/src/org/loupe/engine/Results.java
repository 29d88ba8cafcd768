package org.loupe.engine;

import org.loupe.api.ToolException;

/** Takes a run's results. */
public interface Results {

    /**
     * Whether an earlier run finished the image of this key, so that it is skipped. Called by any thread, also while
     * {@link #add} runs; cheap.
     */
    default boolean has(String key) {
        return false;
    }

    /**
     * Takes one image's result, finished or failed. Called by the thread that runs the inspection, in the order of the
     * items; while it works, the workers go on until a bounded number of results wait.
     *
     * @throws ToolException if no more results can be taken; this ends the run
     */
    void add(ImageResult result) throws ToolException;
}
