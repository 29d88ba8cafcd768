package org.loupe.exchange;

import java.nio.file.Path;
import org.loupe.api.ToolException;
import org.loupe.store.RunReader;

/** Writes a run as JSON lines, one per image. Signatures first; the body follows. */
public final class JsonWriter {

    private JsonWriter() {
    }

    public static void write(RunReader run, Path file) throws ToolException {
        throw new UnsupportedOperationException();
    }
}
