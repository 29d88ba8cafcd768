package org.loupe.tools.cuda;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The sources of the kernels and what was compiled of them, where they lie in the checkout. */
final class Sources {
    static final Path FOLDER = Path.of("../../bundles/org.loupe.tools.cuda/src/org/loupe/tools/cuda").toAbsolutePath()
            .normalize();
    /** What every source includes. */
    static final Path HEADER = FOLDER.resolve("samples.h");
    /** How a compiled source begins: with the hash of what it was compiled of. */
    static final String BEGIN = "// sha256 of the source: ";
    static final Pattern ENTRY = Pattern.compile("\\.entry (\\w+)\\(");

    private Sources() {
    }

    /** All sources by name. */
    static List<Path> all() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(f -> f.toString().endsWith(".cu")).sorted().toList();
        }
    }

    /** What a source compiles to. */
    static Path ptx(Path source) {
        return source.resolveSibling(name(source) + ".ptx");
    }

    /** The name that Java launches its kernels by. */
    static String name(Path source) {
        return source.getFileName().toString().replace(".cu", "");
    }

    /** The hash of a source, of the header and of how they are compiled, whatever ends a line. */
    static String hash(Path source) throws IOException {
        return sha256(String.join(" ", Compiler.OPTIONS) + "\n" + text(HEADER) + text(source));
    }

    static String text(Path file) throws IOException {
        return Files.readString(file).replace("\r\n", "\n");
    }

    static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(
                    StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
