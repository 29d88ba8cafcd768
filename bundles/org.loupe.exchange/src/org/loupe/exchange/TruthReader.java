package org.loupe.exchange;

import java.nio.file.Path;
import java.util.List;
import org.loupe.api.ToolException;

/** Reads true boxes. Signatures first; the body follows. */
public final class TruthReader {

    private TruthReader() {
    }

    public static List<Truth> read(Path fileOrFolder) throws ToolException {
        throw new UnsupportedOperationException();
    }
}
