package org.loupe.store;

import java.nio.file.Path;
import org.loupe.api.Detections;
import org.loupe.api.Features;
import org.loupe.api.ToolException;

/** Writes a run. Signatures first; the body follows. */
public final class RunWriter implements AutoCloseable {

    private RunWriter() {
    }

    public static RunWriter create(Path folder, String recipeJson, String provenanceJson) throws ToolException {
        throw new UnsupportedOperationException();
    }

    public static RunWriter resume(Path folder) throws ToolException {
        throw new UnsupportedOperationException();
    }

    /** Whether an image with this key is finished without error. */
    public boolean has(String key) {
        throw new UnsupportedOperationException();
    }

    public void append(ImageRow image, Detections detections, Features features) throws ToolException {
        throw new UnsupportedOperationException();
    }

    public void flush() throws ToolException {
        throw new UnsupportedOperationException();
    }

    /** Marks the run as complete: every image of its list was tried. Call before close(). */
    public void complete() throws ToolException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() throws ToolException {
        throw new UnsupportedOperationException();
    }
}
