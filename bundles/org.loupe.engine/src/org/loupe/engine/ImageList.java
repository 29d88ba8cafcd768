package org.loupe.engine;

import java.nio.file.Path;
import java.util.List;
import org.loupe.api.ToolException;

/** Finds the images to inspect. */
public final class ImageList {
    public static List<Item> find(List<Path> inputs, Pairing pairing, Registry registry) throws ToolException { throw new UnsupportedOperationException(); }
}
