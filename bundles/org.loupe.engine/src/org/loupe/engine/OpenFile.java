package org.loupe.engine;

import java.nio.file.Path;
import org.loupe.api.ImageSource;
import org.loupe.api.ToolException;

/** An image file that stays open while it is asked for again. For one thread. */
final class OpenFile implements AutoCloseable {
    private final Registry registry;
    private Path path;
    private ImageSource source;

    OpenFile(Registry registry) {
        this.registry = registry;
    }

    ImageSource open(Path file) throws ToolException {
        if (!file.equals(path)) {
            close();
            source = registry.open(file);
            path = file;
        }
        return source;
    }

    @Override
    public void close() {
        ImageSource old = source;
        source = null;
        path = null;
        if (old != null)
            try {
                old.close();
            } catch (RuntimeException | LinkageError e) {
                System.getLogger(OpenFile.class.getName()).log(System.Logger.Level.WARNING,
                        "An image file did not close", e);
            }
    }
}
