package org.loupe.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.loupe.api.ToolException;

/**
 * Which class each image of a folder shows: a table in UTF-8 whose header names {@code file} and {@code class} (or
 * {@code image} and {@code label}), separated by commas, semicolons or tabs; other columns are passed over. Immutable.
 */
public final class ClassList {
    /** What the file is called, in a folder or beside it. */
    public static final List<String> NAMES = List.of("classes.csv", "labels.csv", "truth.csv");
    private static final List<String> FILE = List.of("file", "image", "filename"), CLASS = List.of("class", "label");
    /** Columns of other tables: boxes, and what 'loupe predict' writes. */
    private static final List<String> OTHER = List.of("x", "confidence");

    private final Map<String, String> classes = new HashMap<>();

    private ClassList() {
    }

    /**
     * The list of a folder: {@link #NAMES} in it, else {@code FOLDER.csv} or those names beside it. A table without the
     * two columns is something else and passed over, as is one of boxes, and one of what a model predicted.
     *
     * @throws ToolException if the list cannot be read, or gives an image two classes
     */
    public static Optional<ClassList> find(Path folder) throws ToolException {
        Path place = folder.toAbsolutePath().normalize();
        Stream<Path> beside = place.getParent() == null ? Stream.empty()
                : Stream.concat(Stream.of(place.getFileName() + ".csv"), NAMES.stream()).map(place::resolveSibling);
        for (Path file : Stream.concat(NAMES.stream().map(place::resolve), beside).toList())
            if (Files.isRegularFile(file)) {
                Optional<ClassList> found = read(file);
                if (found.isPresent())
                    return found;
            }
        return Optional.empty();
    }

    /**
     * The class of an image, "" if the list names none: by its path within the folder, else by its file name, with or
     * without the ending.
     *
     * @param path relative to the folder
     */
    public String of(Path path) {
        String whole = path.toString().replace('\\', '/'), name = path.getFileName().toString();
        for (String key : List.of(whole, name, stem(whole), stem(name)))
            if (classes.containsKey(key))
                return classes.get(key);
        return "";
    }

    private static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return dot > name.lastIndexOf('/') + 1 ? name.substring(0, dot) : name;
    }

    private static Optional<ClassList> read(Path file) throws ToolException {
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            if (text.startsWith("\ufeff"))
                text = text.substring(1);
            String first = text.lines().findFirst().orElse("");
            char delimiter = first.indexOf(';') >= 0 ? ';' : first.indexOf('\t') >= 0 ? '\t' : ',';
            try (CSVParser parser = CSVParser.parse(text, CSVFormat.RFC4180.builder().setDelimiter(delimiter)
                    .setIgnoreSurroundingSpaces(true).setIgnoreEmptyLines(true).get())) {
                return read(parser.getRecords(), file);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new ToolException("The list of classes " + file + " cannot be read: " + e.getMessage() + ".",
                    "Save it as a table in UTF-8 with the columns file and class, or rename it.", e);
        }
    }

    private static Optional<ClassList> read(List<CSVRecord> lines, Path file) throws ToolException {
        int image = lines.isEmpty() ? -1 : column(lines.get(0), FILE);
        int known = lines.isEmpty() ? -1 : column(lines.get(0), CLASS);
        if (image < 0 || known < 0 || column(lines.get(0), OTHER) >= 0)
            return Optional.empty();
        ClassList list = new ClassList();
        for (CSVRecord line : lines.subList(1, lines.size())) {
            if (line.size() <= Math.max(image, known))
                throw new ToolException("Line " + line.getRecordNumber() + " of " + file + " has " + line.size()
                        + " columns, " + lines.get(0).size() + " are named in its header.", "Complete the line.");
            String name = line.get(image).replace('\\', '/'), of = line.get(known);
            String before = list.classes.put(name, of);
            if (before != null && !before.equals(of))
                throw new ToolException(file + " gives " + name + " two classes, " + before + " and " + of + ".",
                        "Keep one of them.");
        }
        return Optional.of(list);
    }

    private static int column(CSVRecord header, List<String> names) {
        for (int i = 0; i < header.size(); i++)
            if (names.contains(header.get(i).strip().toLowerCase(Locale.ROOT)))
                return i;
        return -1;
    }
}
