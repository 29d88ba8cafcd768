package org.loupe.exchange.internal.labels;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.loupe.api.ToolException;

/** The names of YOLO's classes, which its labels number from 0. */
final class YoloClasses {
    /** Where the names may stand, the likeliest first; else in any file that ends in .yaml, .yml or .names. */
    private static final Set<String> TEXTS = Set.of("classes.txt", "_classes.txt", "obj.names", "labels.names");
    private static final Pattern ENTRY = Pattern.compile("\\s+(?:(\\d+)\\s*:|-)\\s*(.*)");
    private static final int MOST = 100_000;

    private YoloClasses() {
    }

    /**
     * Finds the names in a folder of labels or, if it is called labels or lies in one, beside and above it.
     *
     * @return names by numbers; empty if there is no list
     */
    static SortedMap<Integer, String> find(Path source) throws IOException, ToolException {
        Path folder = source.toAbsolutePath().normalize();
        if (!Files.isDirectory(folder))
            folder = folder.getParent();
        for (int up = 0; up < 3 && folder != null; up++, folder = folder.getParent()) {
            Optional<Path> list = list(folder);
            if (list.isPresent())
                return read(list.get());
            if (up == 0 && Files.isDirectory(folder.resolve("labels")) && list(folder.resolve("labels")).isPresent())
                return read(list(folder.resolve("labels")).get());
            if (Files.isDirectory(folder.resolve("labels")))
                break;
        }
        return new TreeMap<>();
    }

    /** A list of names directly in a folder. */
    static Optional<Path> list(Path folder) throws IOException {
        for (Path file : FolderFiles.files(folder, Set.of("yaml", "yml")))
            if (Files.size(file) < 1 << 24 && Heads.text(file).lines().anyMatch(l -> l.startsWith("names")))
                return Optional.of(file);
        for (Path file : FolderFiles.files(folder, Set.of("txt", "names")))
            if (TEXTS.contains(file.getFileName().toString().toLowerCase(Locale.ROOT))
                    || FolderFiles.ending(file).equals("names"))
                return Optional.of(file);
        return Optional.empty();
    }

    private static SortedMap<Integer, String> read(Path file) throws IOException, ToolException {
        SortedMap<Integer, String> names = new TreeMap<>();
        boolean yaml = Set.of("yaml", "yml").contains(FolderFiles.ending(file));
        try (BufferedReader in = Heads.reader(file)) {
            boolean inside = false;
            int n = 0;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                n++;
                if (names.size() > MOST)
                    throw new ToolException(file + " has more than " + MOST + " classes.", "Check the file.");
                if (!yaml) {
                    if (!line.isBlank())
                        names.put(names.size(), line.strip());
                } else if (line.matches("names\\s*:.*")) {
                    String value = plain(line.substring(line.indexOf(':') + 1));
                    inside = value.isEmpty();
                    if (!inside)
                        inline(value, names, file + ", line " + n, in);
                } else if (inside && !plain(line).isEmpty()) {
                    Matcher entry = ENTRY.matcher(line.startsWith("-") ? " " + line : line);
                    inside = entry.matches();
                    if (inside)
                        put(names, entry.group(1), entry.group(2), file + ", line " + n);
                }
            }
        }
        return names;
    }

    /** A list in brackets or a table in braces, which may go on over lines. */
    private static void inline(String first, SortedMap<Integer, String> names, String where, BufferedReader in)
            throws IOException, ToolException {
        StringBuilder all = new StringBuilder(first);
        char open = first.charAt(0), close = open == '[' ? ']' : '}';
        if (open != '[' && open != '{')
            throw new ToolException(where + ": the names are " + first + ".",
                    "Write them as a list, names: [open, short], or one on a line each.");
        String line = "";
        while (all.charAt(all.length() - 1) != close && (line = in.readLine()) != null && all.length() < 1 << 22)
            all.append(' ').append(plain(line));
        if (all.charAt(all.length() - 1) != close)
            throw new ToolException(where + ": the list of names does not end.", "Close it with " + close + ".");
        String inner = all.substring(1, all.length() - 1);
        for (String entry : inner.split(",(?=(?:[^'\"]|'[^']*'|\"[^\"]*\")*$)")) {
            if (entry.isBlank())
                continue;
            int colon = open == '{' ? entry.indexOf(':') : -1;
            put(names, colon < 0 ? null : entry.substring(0, colon).strip(), entry.substring(colon + 1), where);
        }
    }

    private static void put(SortedMap<Integer, String> names, String number, String name, String where)
            throws ToolException {
        int at = number == null ? names.size() : number.matches("\\d{1,6}") ? Integer.parseInt(number) : -1;
        if (at < 0 || at > MOST)
            throw new ToolException(where + ": the class has the number " + number + ".",
                    "Number classes from 0 to " + MOST + ".");
        names.put(at, plain(name));
    }

    /** A value of YAML without comment and quotes. */
    private static String plain(String value) {
        String text = value.strip();
        if (text.startsWith("'") && text.lastIndexOf('\'') > 0)
            return text.substring(1, text.lastIndexOf('\'')).replace("''", "'");
        if (text.startsWith("\"") && text.lastIndexOf('"') > 0)
            return text.substring(1, text.lastIndexOf('"')).replace("\\\"", "\"").replace("\\\\", "\\");
        return (text.startsWith("#") ? "" : text.replaceFirst("\\s#.*$", "")).strip();
    }

    /** A name as YAML has it in quotes, on one line. */
    static String quoted(String name) {
        return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{Cntrl}", " ") + '"';
    }
}
