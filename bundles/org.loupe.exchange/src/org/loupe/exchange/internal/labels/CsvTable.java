package org.loupe.exchange.internal.labels;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.loupe.api.ToolException;
import org.loupe.exchange.CsvLabels;
import org.loupe.exchange.LabelFile;
import org.loupe.exchange.LabelFile.LabelClass;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelOrigin;
import org.loupe.store.labels.LabelShape;
import org.loupe.store.labels.LabelState;
import org.loupe.store.labels.LabelTile;
import org.loupe.store.labels.TileState;

/** Reads a table of labels once. */
public final class CsvTable {
    private final Path file;
    private final Map<String, Integer> column = new HashMap<>();
    private final Map<String, LabelTile> tiles = new LinkedHashMap<>();
    private final Map<String, LabelClass> classes = new LinkedHashMap<>();
    private final List<Label> labels = new ArrayList<>();
    private CSVRecord line;

    public CsvTable(Path file) {
        this.file = file;
    }

    /** The table that is meant by a file, or by a folder with a single one in it. */
    public static Path file(Path source) throws IOException {
        return Heads.only(source, "csv");
    }

    /** @throws ToolException what is wrong, with its line */
    public LabelFile read() throws ToolException {
        try (Reader in = Heads.reader(file)) {
            in.mark(1 << 16);
            char[] head = new char[1 << 15];
            int n = in.read(head);
            in.reset();
            String first = new String(head, 0, Math.max(0, n)).stripLeading().lines().findFirst().orElse("");
            char delimiter = first.indexOf(';') >= 0 ? ';' : first.indexOf('\t') >= 0 ? '\t' : ',';
            try (CSVParser parser = CSVFormat.RFC4180.builder().setDelimiter(delimiter)
                    .setIgnoreSurroundingSpaces(true).setIgnoreEmptyLines(true).get().parse(in)) {
                for (CSVRecord record : parser) {
                    line = record;
                    if (column.isEmpty())
                        header();
                    else
                        label();
                }
            }
        } catch (CharacterCodingException e) {
            throw new ToolException(file + " is not text in UTF-8.", "Save it as UTF-8.", e);
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException)
                throw new ToolException(file + " is not text in UTF-8.", "Save it as UTF-8.", e);
            throw new ToolException(file + " is not a table: " + e.getCause().getMessage(),
                    "Check its quotes: each that is opened must be closed.", e);
        } catch (IOException e) {
            throw new ToolException(file + " cannot be read: " + e.getMessage() + ".",
                    "Check that it is there and that you may read it.", e);
        }
        if (column.isEmpty())
            throw new ToolException(file + " is empty.", "A table begins with a line "
                    + String.join(",", CsvLabels.NEEDED) + ".");
        return new LabelFile("", "", List.copyOf(classes.values()), List.copyOf(tiles.values()), labels);
    }

    private void header() throws ToolException {
        for (int i = 0; i < line.size(); i++)
            column.putIfAbsent(line.get(i).strip().toLowerCase(Locale.ROOT), i);
        List<String> missing = CsvLabels.NEEDED.stream().filter(c -> !column.containsKey(c)).toList();
        if (!missing.isEmpty())
            throw new ToolException("The header of " + file + " lacks " + String.join(", ", missing) + "; found: "
                    + String.join(",", line.values()), "Needed are " + String.join(", ", CsvLabels.NEEDED) + ".");
    }

    private void label() throws ToolException {
        String image = cell("image").replace('\\', '/');
        if (image.isEmpty())
            throw wrong("names no image", "Name the image in each line.");
        if (!tiles.containsKey(image))
            tiles.put(image, new LabelTile(tiles.size() + 1, image, cell("sha256"), whole("image_width"),
                    whole("image_height"), state(TileState.class, "tile_state", TileState.COMPLETE), cell("split"),
                    LabelOrigin.UNKNOWN));
        if (CsvLabels.NEEDED.stream().skip(1).allMatch(c -> cell(c).isEmpty()))
            return;
        double x = number("x"), y = number("y"), width = number("width"), height = number("height");
        if (width < 0 || height < 0)
            throw wrong("has a box of " + cell("width") + " × " + cell("height") + " px",
                    "width and height are 0 or more.");
        String score = cell("score");
        LabelShape box = new LabelShape.Box((float) x, (float) y, (float) width, (float) height);
        Shapes.check(box, file + ", line " + line.getRecordNumber());
        labels.add(new Label(labels.size() + 1, tiles.get(image).number(), box, code(),
                state(LabelState.class, "state", LabelState.ADDED), score.isEmpty() ? 1 : (float) number("score"), 0,
                cell("author"), millis(), source(), cell("layer"), cell("comment")));
    }

    private String source() {
        String source = cell("source");
        return source.isEmpty() ? file.getFileName().toString() : source;
    }

    /** Code of the line's class, 0 for none: those of the column code where it is there, else in order. */
    private int code() throws ToolException {
        String name = cell("class");
        if (name.isEmpty())
            return 0;
        LabelClass known = classes.get(name);
        if (known == null) {
            int code = whole("code");
            int own = code;
            if (code < 1)
                code = classes.values().stream().mapToInt(LabelClass::code).max().orElse(0) + 1;
            else if (classes.values().stream().anyMatch(c -> c.code() == own))
                throw wrong("gives the code " + code + " to \"" + name + "\", which another class has",
                        "Give each class a code of its own.");
            known = new LabelClass(code, name, "", cell("bin"), "");
            classes.put(name, known);
        }
        return known.code();
    }

    private long millis() throws ToolException {
        String time = cell("time");
        try {
            return time.isEmpty() ? 0 : Instant.parse(time).toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            throw wrong("has the time '" + time + "'", "Write such as 2025-03-01T12:30:00Z, or leave it out.");
        }
    }

    private <E extends Enum<E>> E state(Class<E> type, String name, E usual) throws ToolException {
        String word = cell(name);
        if (word.isEmpty())
            return usual;
        List<String> known = new ArrayList<>();
        for (E one : type.getEnumConstants()) {
            known.add(one.name().toLowerCase(Locale.ROOT));
            if (one.name().equalsIgnoreCase(word))
                return one;
        }
        throw wrong("has the " + name + " '" + word + "'", "Use " + String.join(", ", known) + ", or leave it out.");
    }

    /** A whole number of 0 or more, 0 where there is none. */
    private int whole(String name) throws ToolException {
        String value = cell(name);
        if (value.isEmpty())
            return 0;
        if (!value.matches("\\d{1,9}"))
            throw wrong("has the " + name + " '" + value + "'", "Write a whole number of 0 or more.");
        return Integer.parseInt(value);
    }

    private double number(String name) throws ToolException {
        String value = cell(name);
        double number = Double.NaN;
        try {
            number = Double.parseDouble(value);
        } catch (NumberFormatException e) {
            number = Double.NaN; // said below
        }
        if (!Float.isFinite((float) number))
            throw wrong("has the " + name + " '" + value + "'", "Write a number with a point before its decimals.");
        return number;
    }

    private String cell(String name) {
        Integer i = column.get(name);
        return i == null || i >= line.size() ? "" : line.get(i).strip();
    }

    private ToolException wrong(String what, String remedy) {
        return new ToolException(file + ", line " + line.getRecordNumber() + " " + what + ".", remedy);
    }
}
