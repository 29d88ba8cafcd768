package org.loupe.api;

import java.nio.file.Path;
import java.util.Set;

/** Reads one family of image files. Stateless; safe for use by any thread. */
public interface ImageFormat {

    /** Stable id, by the rules of a tool's: {@code loupe.tiff}. */
    String id();

    /** Name for people: {@code TIFF}. */
    String label();

    /** File name endings in lower case, without the dot, by which folders are searched. */
    Set<String> extensions();

    /**
     * How well this format reads the file: 0 not at all, 100 best; the highest answer of all formats wins. Judged by
     * the content first, since names lie. Never throws.
     *
     * @param file may have any name
     * @param head the first bytes, up to 256; fewer if the file is shorter
     */
    int support(Path file, byte[] head);

    /**
     * Opens the file and reads what is needed to describe it, not its pixels. The caller closes the source.
     *
     * @throws ToolException if it is not such a file, is damaged or cannot be read
     */
    ImageSource open(Path file) throws ToolException;
}
