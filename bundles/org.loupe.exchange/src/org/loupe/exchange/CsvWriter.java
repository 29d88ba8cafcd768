package org.loupe.exchange;

import java.nio.file.Path;
import java.util.List;
import org.loupe.api.ToolException;
import org.loupe.store.RunReader;

/** Writes detections as CSV. Signatures first; the body follows. */
public final class CsvWriter {

    private CsvWriter() {
    }

    /** All columns that a run's detections can be written with, in their usual order. */
    public static List<String> columns(RunReader run) {
        throw new UnsupportedOperationException();
    }

    /** Empty columns: all. */
    public static void write(RunReader run, List<String> columns, Path file) throws ToolException {
        throw new UnsupportedOperationException();
    }
}
