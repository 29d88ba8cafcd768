package org.loupe.tools.torch;

import org.loupe.api.Run;
import org.loupe.api.ToolException;

/** A pretrained net that is opened to describe images. For one thread. */
interface Backbone extends AutoCloseable {

    /** How many numbers describe an image. */
    int columns();

    /**
     * Describes an image.
     *
     * @param pixels {@code 3 × size × size}, as the net wants them
     * @return {@code columns()} numbers
     * @throws ToolException if the net refuses images of this size
     */
    float[] describe(float[] pixels, int size, Run run) throws ToolException;

    @Override
    void close();
}
