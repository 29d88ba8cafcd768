package org.loupe.exchange.internal.labels;

import com.google.gson.stream.JsonReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the beginning of a file tells of its format. */
final class Heads {
    private static final int LENGTH = 1 << 16;
    private static final int DEEPEST = 16;
    private static final int SOME = 20;

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

    /** Names of the members of a JSON object, as far as they stand near its beginning; none of what is no object. */
    static List<String> members(Path file) throws IOException {
        List<String> names = new ArrayList<>();
        String text = text(file);
        if (text.startsWith("{"))
            try (JsonReader json = new JsonReader(new StringReader(text))) {
                json.beginObject();
                while (json.hasNext()) {
                    names.add(json.nextName());
                    json.skipValue();
                }
            } catch (IOException | IllegalStateException e) {
                return names; // the beginning ends within a value
            }
        return names;
    }

    /** Some files with an ending in a folder and those in it, or the file itself. @param ending in lower case */
    static List<Path> some(Path source, String ending) throws IOException {
        if (!Files.isDirectory(source))
            return List.of(source);
        try (Stream<Path> files = Files.walk(source, DEEPEST)) {
            return files.filter(f -> FolderFiles.ending(f).equals(ending)
                    && !f.getFileName().toString().startsWith(".") && Files.isRegularFile(f)).limit(SOME).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /**
     * The file that is meant by a file or folder: of a folder the only one with an ending in it and those in it, else
     * the folder itself.
     */
    static Path only(Path source, String ending) throws IOException {
        if (!Files.isDirectory(source))
            return source;
        try (Stream<Path> files = Files.walk(source, DEEPEST)) {
            List<Path> found = files.filter(f -> FolderFiles.ending(f).equals(ending)
                    && !f.getFileName().toString().startsWith(".") && Files.isRegularFile(f)).limit(2).toList();
            return found.size() == 1 ? found.get(0) : source;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
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
