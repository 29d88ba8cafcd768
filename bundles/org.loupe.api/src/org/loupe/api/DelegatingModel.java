package org.loupe.api;

/**
 * An {@link ExportableModel} that can leave its net to whoever runs the exported file.
 *
 * @param <I> what it is given
 * @param <O> what it gives
 */
public interface DelegatingModel<I, O> extends ExportableModel<I, O> {

    /**
     * Opens it for use by one thread as {@link Model#open} does, but leaves the net to another program.
     *
     * @param net the file that {@link #exportOnnx} writes; the step's, which closes it
     */
    Step<I, O> open(OnnxRunner.Net net) throws ToolException;
}
