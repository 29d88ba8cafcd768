package org.loupe.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.loupe.api.ToolException;

/** SHA-256 of texts and files. One object serves one thread. */
public final class Hash {
    private static final Map<Path, Known> KNOWN = new ConcurrentHashMap<>();

    private final MessageDigest digest = sha256();
    private final byte[] buffer = new byte[256 * 1024];

    Hash() {
    }

    /** Of a text's UTF-8 bytes, in hexadecimal. */
    static String of(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Of a file, in hexadecimal; asks for cancellation between pieces. */
    String of(Path file, Runnable checkCancelled) throws ToolException {
        digest.reset();
        try (InputStream in = Files.newInputStream(file)) {
            for (int n; (n = in.read(buffer)) > 0;) {
                digest.update(buffer, 0, n);
                checkCancelled.run();
            }
        } catch (IOException e) {
            throw Registry.unreadable(file, e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The hash of a file, and what the file was like when it was read. */
    private record Known(long size, long modified, String sha256) {
    }

    /**
     * Of a small file that is asked for again and again, such as a model: read once for each size and time of last
     * change. Any thread.
     *
     * @return 64 hexadecimal digits
     * @throws ToolException if it cannot be read
     */
    public static String ofFile(Path file) throws ToolException {
        Path key = file.toAbsolutePath().normalize();
        try {
            BasicFileAttributes now = Files.readAttributes(key, BasicFileAttributes.class);
            long modified = now.lastModifiedTime().toMillis();
            Known known = KNOWN.get(key);
            if (known == null || known.size != now.size() || known.modified != modified) {
                known = new Known(now.size(), modified, new Hash().of(key, () -> { }));
                KNOWN.put(key, known);
            }
            return known.sha256;
        } catch (IOException e) {
            throw Registry.unreadable(file, e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
