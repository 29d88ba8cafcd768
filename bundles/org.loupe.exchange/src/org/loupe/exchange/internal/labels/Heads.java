package org.loupe.exchange.internal.labels;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the beginning of a file tells of its format. */
final class Heads {
    private static final int LENGTH = 8192;

    private Heads() {
    }

    /** The first characters of a file, each byte as one; "" for what is no file. */
    static String text(Path file) throws IOException {
        if (!Files.isRegularFile(file))
            return "";
        try (InputStream in = Files.newInputStream(file)) {
            String text = new String(in.readNBytes(LENGTH), StandardCharsets.ISO_8859_1);
            return (text.startsWith("\u00ef\u00bb\u00bf") ? text.substring(3) : text).stripLeading();
        }
    }

    /** Whether a file is JSON, as far as its first character tells. */
    static boolean json(Path file) throws IOException {
        String text = text(file);
        return text.startsWith("{") || text.startsWith("[");
    }

    /** Text in UTF-8, behind the mark that some programs put at its beginning. The caller closes it. */
    static BufferedReader reader(Path file) throws IOException {
        BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        in.mark(1);
        if (in.read() != '\ufeff')
            in.reset();
        return in;
    }
}
