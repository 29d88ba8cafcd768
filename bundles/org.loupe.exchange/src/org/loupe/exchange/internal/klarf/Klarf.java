package org.loupe.exchange.internal.klarf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.loupe.api.ToolException;

/** Which KLARF a file is, and reading it into a sink. */
final class Klarf {
    private static final Pattern FLAT = Pattern.compile(
            "(?i)(FileVersion|FileTimestamp|InspectionStationID|SampleType|ResultTimestamp|LotID|TiffSpec)\\s.*",
            Pattern.DOTALL);
    private static final Pattern VERSION = Pattern.compile("(?i).*?\\bFileVersion\\s+(\\d+)[\\s.]+(\\d+).*",
            Pattern.DOTALL);
    private static final Pattern NESTED = Pattern.compile("(?i)Record\\s+FileRecord\\b\\s*\"?([^\"\\s{]*).*",
            Pattern.DOTALL);

    private Klarf() {
    }

    /** The version that the head of a file tells: "1.2", "" if it tells none, null if it is no KLARF. */
    static String version(byte[] head) {
        String text = text(head);
        Matcher nested = NESTED.matcher(text);
        if (nested.matches())
            return nested.group(1);
        if (!FLAT.matcher(text).matches())
            return null;
        Matcher flat = VERSION.matcher(text);
        return flat.matches() ? flat.group(1) + "." + flat.group(2) : "";
    }

    /** Whether the head of a file is that of the nested form. */
    static boolean nested(byte[] head) {
        return NESTED.matcher(text(head)).matches();
    }

    private static String text(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        return (text.startsWith("\u00ef\u00bb\u00bf") ? text.substring(3) : text).strip();
    }

    /**
     * Reads a file from its first to its last byte.
     *
     * @throws ToolException if it cannot be read, is wrong, or of a version that is not known
     */
    static void read(Path file, Sink sink) throws ToolException {
        String name = String.valueOf(file.getFileName());
        try (InputStream in = Files.newInputStream(file); Tokens tokens = new Tokens(in, name)) {
            read(tokens, sink);
        } catch (IOException e) {
            throw new ToolException(file + " cannot be read (" + e + ").", "Check that it is there and may be read.",
                    e);
        }
    }

    private static void read(Tokens tokens, Sink sink) throws IOException, ToolException {
        tokens.mark();
        tokens.next();
        if (tokens.kind() == Tokens.END)
            throw tokens.wrongAt(1, "expected FileVersion or Record, found an empty file.");
        boolean nested = tokens.is("Record");
        tokens.back();
        sink.begin(nested);
        if (nested)
            new Nested(tokens, sink).read();
        else
            new Flat(tokens, sink).read();
    }

    static ToolException unknownVersion(Tokens tokens, int line, String found) {
        return new ToolException(tokens.name() + ", line " + line + ": expected KLARF 1.1, 1.2 or 1.8, found version "
                + Tokens.cut(found) + ".", "Export the file from the tool as KLARF 1.2 or 1.8.");
    }
}
