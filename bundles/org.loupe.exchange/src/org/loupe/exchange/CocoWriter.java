package org.loupe.exchange;

import java.nio.file.Path;
import java.util.List;
import org.loupe.api.ToolException;
import org.loupe.store.RunReader;

/** Writes COCO JSON. Signatures first; the body follows. */
public final class CocoWriter {

    private CocoWriter() {
    }

    /** A run as a COCO dataset: images, annotations (with score) and categories. */
    public static void write(RunReader run, Path file) throws ToolException {
        throw new UnsupportedOperationException();
    }

    /** A run as a list of COCO results, for images and categories of the dataset that {@link #write} makes. */
    public static void writeResults(RunReader run, Path file) throws ToolException {
        throw new UnsupportedOperationException();
    }

    /** Truth as a COCO dataset. */
    public static void write(List<Truth> truths, Path file) throws ToolException {
        throw new UnsupportedOperationException();
    }
}
