package org.loupe.workspace.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.loupe.api.ToolException;

/** SHA-256 of texts and files, in lower-case hexadecimal digits. */
public final class Sha256 {

    private Sha256() {
    }

    /** Of a text's UTF-8 bytes. */
    public static String of(String text) {
        return HexFormat.of().formatHex(digest().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Of a file.
     *
     * @param cancelled asked between pieces
     * @throws ToolException         if it cannot be read
     * @throws CancellationException if it was cancelled
     */
    public static String of(Path file, BooleanSupplier cancelled) throws ToolException {
        return copy(file, OutputStream.nullOutputStream(), cancelled);
    }

    /**
     * Of a file while it is copied.
     *
     * @param to        is not closed
     * @param cancelled asked between pieces
     * @throws ToolException         if it cannot be read, or the copy cannot be written
     * @throws CancellationException if it was cancelled
     */
    public static String copy(Path file, OutputStream to, BooleanSupplier cancelled) throws ToolException {
        MessageDigest digest = digest();
        byte[] block = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n; (n = in.read(block)) > 0;) {
                if (cancelled.getAsBoolean())
                    throw new CancellationException();
                digest.update(block, 0, n);
                write(to, block, n, file);
            }
        } catch (IOException e) {
            throw SafeFile.unreadable(file, e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void write(OutputStream to, byte[] block, int count, Path file) throws ToolException {
        try {
            to.write(block, 0, count);
        } catch (IOException e) {
            throw new ToolException("The copy of " + file + " cannot be written: " + e.getMessage() + ".",
                    "Free some space on the project's disk, and check your right to write there.", e);
        }
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
