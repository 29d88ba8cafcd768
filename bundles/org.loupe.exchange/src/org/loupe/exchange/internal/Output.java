package org.loupe.exchange.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.loupe.api.ToolException;

/** Writes a text file whole or not at all. */
public final class Output {

    private Output() {
    }

    /** Writes the content. */
    @FunctionalInterface
    public interface Content {
        /** @param out UTF-8, buffered; closed by the caller */
        void write(Writer out) throws IOException, ToolException;
    }

    /**
     * Writes a file aside and renames it; an older one is replaced only by a whole one.
     *
     * @throws ToolException if it cannot be written, or what the content throws
     */
    public static void write(Path file, Content content) throws ToolException {
        Path aside = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            try (Writer out = Files.newBufferedWriter(aside, StandardCharsets.UTF_8)) {
                content.write(out);
            }
            Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | UncheckedIOException e) {
            delete(aside);
            throw new ToolException(file + " could not be written: " + reason(e),
                    "Check that its folder exists, may be " + "written and has space, or choose another file.", e);
        } catch (ToolException | RuntimeException e) {
            delete(aside);
            throw e;
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            return;
        }
    }

    private static String reason(Exception e) {
        String text = e.getMessage();
        return (text == null ? "" : text + " ") + "(" + e.getClass().getSimpleName() + ").";
    }
}
