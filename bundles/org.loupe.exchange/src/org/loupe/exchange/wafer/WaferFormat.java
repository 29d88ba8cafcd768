package org.loupe.exchange.wafer;

import java.nio.file.Path;
import java.util.List;
import org.loupe.api.ToolException;
import org.loupe.exchange.Loss;
import org.loupe.wafer.Wafer;

/**
 * A format of wafer files. Reading is all or nothing and changes no file; writing puts a file in its place when it is
 * whole. Immutable; usable by several threads.
 */
public interface WaferFormat {

    /** As it is typed: "klarf-1.2". */
    String id();

    /** As people call it: "KLARF 1.2". */
    String label();

    /** What it holds, in one line. */
    String help();

    /** Ending of its files with the dot: ".001". */
    String suffix();

    /** Whether a file is of this format. @param head the first 4,096 bytes of it, or all */
    boolean reads(byte[] head);

    /**
     * Reads all wafers of a file, in its order.
     *
     * @throws ToolException if it cannot be read or is wrong; it tells the line, what was expected and what was found
     */
    Read read(Path file) throws ToolException;

    /**
     * Writes wafers to a new file.
     *
     * @param wafers of one lot where the format holds several; else exactly one
     * @return what the format cannot hold
     * @throws ToolException if it cannot be written
     */
    List<Loss> write(List<Wafer> wafers, Path file) throws ToolException;

    /**
     * What was read.
     *
     * @param losses what was not understood, or is not of use here; it stays in the file
     */
    record Read(List<Wafer> wafers, List<Loss> losses) {
        public Read {
            wafers = List.copyOf(wafers);
            losses = List.copyOf(losses);
        }
    }
}
