package org.loupe.exchange;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.loupe.api.ToolException;
import org.loupe.exchange.LabelFile.LabelClass;
import org.loupe.exchange.internal.Output;
import org.loupe.exchange.internal.labels.CsvTable;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelShape;
import org.loupe.store.labels.LabelTile;
import org.loupe.store.labels.TileState;

/**
 * Labels as a table (RFC 4180, UTF-8): a header, then one line for each label, with the columns that were chosen. An
 * image without labels that is complete has a line of its own. A table with the columns image, x, y, width, height and
 * class is read, separated by comma, semicolon or tab; what the other columns tell is read where they are there.
 */
public final class CsvLabels implements LabelFormat {
    /** All columns that can be chosen, in the order in which they are usually written. */
    public static final List<String> COLUMNS = List.of("image", "x", "y", "width", "height", "class", "score", "code",
            "bin", "shape", "area", "state", "author", "time", "source", "layer", "comment", "split", "tile_state",
            "image_width", "image_height", "sha256");
    /** Columns that are written if nobody chooses. */
    public static final List<String> USUAL = COLUMNS.subList(0, 7);
    /** Columns without which a table cannot be read as labels. */
    public static final List<String> NEEDED = COLUMNS.subList(0, 6);

    /** Columns whose values belong to the labels and are missed if they are not chosen. */
    private static final List<String> TOLD = List.of("score", "state", "author", "time", "comment", "split",
            "tile_state");
    /** What is taken for a column that a table does not have. */
    private static final Map<String, String> AS_READ = Map.of("score", "1", "state", "added", "tile_state",
            "complete");

    private final List<String> columns;

    /** The table with the usual columns. */
    public CsvLabels() {
        this.columns = USUAL;
    }

    private CsvLabels(List<String> columns) {
        this.columns = List.copyOf(columns);
    }

    /** The table with chosen columns, in that order. @throws ToolException if there is none, or no such */
    public static CsvLabels of(List<String> columns) throws ToolException {
        if (columns.isEmpty())
            throw new ToolException("No column is chosen.", "Columns: " + String.join(", ", COLUMNS) + ".");
        for (String column : columns)
            if (!COLUMNS.contains(column))
                throw new ToolException("There is no column '" + column + "' of labels.",
                        "Columns: " + String.join(", ", COLUMNS) + ".");
        if (columns.stream().distinct().count() < columns.size())
            throw new ToolException("A column is chosen twice: " + String.join(", ", columns) + ".",
                    "Name each once.");
        return new CsvLabels(columns);
    }

    @Override
    public String id() {
        return "csv";
    }

    @Override
    public String label() {
        return "CSV";
    }

    @Override
    public String help() {
        return "a table with a line for each box, with chosen columns";
    }

    @Override
    public String fileName() {
        return "labels.csv";
    }

    @Override
    public boolean folder() {
        return false;
    }

    @Override
    public boolean reads(Path source) throws IOException {
        Path file = CsvTable.file(source);
        if (!Files.isRegularFile(file))
            return false;
        char[] head = new char[2000];
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            int n = in.read(head);
            String first = n <= 0 ? "" : new String(head, 0, n).stripLeading().lines().findFirst().orElse("");
            List<String> cells = Arrays.stream(first.toLowerCase(Locale.ROOT).split("[,;\t]"))
                    .map(c -> c.replaceAll("[^a-z0-9_]", "")).toList();
            return cells.contains("image") && cells.contains("x") && cells.contains("class");
        }
    }

    @Override
    public Read read(Path source, Images images) throws ToolException {
        try {
            return new Read(new CsvTable(CsvTable.file(source)).read(), List.of());
        } catch (IOException e) {
            throw new ToolException(source + " cannot be read: " + e.getMessage() + ".",
                    "Check that it is there and that you may read it.", e);
        }
    }

    @Override
    public List<Loss> write(LabelFile file, Path target, Images images) throws ToolException {
        Loss.Count losses = new Loss.Count();
        List<String> missing = NEEDED.stream().filter(c -> !columns.contains(c)).toList();
        for (String column : missing)
            losses.add("columns left out without which the table cannot be read as labels again", column);
        Map<Integer, LabelClass> classes = new HashMap<>();
        file.classes().forEach(one -> classes.put(one.code(), one));
        Map<Integer, List<Label>> labels = new LinkedHashMap<>();
        file.labels().forEach(l -> labels.computeIfAbsent(l.tile(), t -> new ArrayList<>()).add(l));
        CSVFormat format = CSVFormat.RFC4180.builder().setHeader(columns.toArray(String[]::new)).get();
        Output.write(target, out -> {
            CSVPrinter table = new CSVPrinter(out, format);
            for (LabelTile tile : file.tiles()) {
                List<Label> of = labels.getOrDefault(tile.number(), List.of());
                int written = 0;
                for (Label label : of) {
                    LabelClass one = classes.get(label.code());
                    if (!tell(tile, label, one, losses))
                        continue;
                    for (String column : columns)
                        table.print(cell(column, tile, Optional.of(label), one));
                    table.println();
                    written++;
                }
                if (written == 0 && of.isEmpty() && tile.state() == TileState.COMPLETE) {
                    for (String column : columns)
                        table.print(cell(column, tile, Optional.empty(), null));
                    table.println();
                } else if (written == 0)
                    losses.add("images without labels that are not complete, which are left out", tile.image());
            }
            table.flush();
        });
        return losses.losses();
    }

    /** Tells what a line cannot hold of a label. @return whether it has a line */
    private boolean tell(LabelTile tile, Label label, LabelClass one, Loss.Count losses) {
        String example = tile.image() + ", " + (one == null ? "unclassified" : one.name());
        if (!label.counts() && !columns.contains(label.agreed() ? "state" : "layer")) {
            losses.add(label.agreed() ? "proposals that nobody accepted, which are left out"
                    : "second opinions, which are left out", example);
            return false;
        }
        if (label.shape() instanceof LabelShape.Whole) {
            losses.add("classes of whole images, which are left out", example);
            return false;
        }
        if (!(label.shape() instanceof LabelShape.Box))
            losses.add("outlines that became boxes", example);
        for (String column : TOLD)
            if (!columns.contains(column)) {
                String value = cell(column, tile, Optional.of(label), one);
                if (!value.isEmpty() && !value.equals(AS_READ.get(column)))
                    losses.add("values of columns that are not chosen: " + column, example + ": " + value);
            }
        return true;
    }

    private static String cell(String column, LabelTile tile, Optional<Label> label, LabelClass one) {
        return switch (column) {
            case "image" -> tile.image();
            case "split" -> tile.split();
            case "tile_state" -> word(tile.state());
            case "image_width" -> tile.width() == 0 ? "" : Integer.toString(tile.width());
            case "image_height" -> tile.height() == 0 ? "" : Integer.toString(tile.height());
            case "sha256" -> tile.sha256();
            default -> label.map(l -> cell(column, l, one)).orElse("");
        };
    }

    private static String cell(String column, Label label, LabelClass one) {
        LabelShape.Box box = label.shape().bounds();
        return switch (column) {
            case "x" -> number(box.x());
            case "y" -> number(box.y());
            case "width" -> number(box.width());
            case "height" -> number(box.height());
            case "class" -> one == null ? "" : one.name();
            case "bin" -> one == null ? "" : one.bin();
            case "score" -> number(label.score());
            case "code" -> Integer.toString(label.code());
            case "shape" -> label.shape().getClass().getSimpleName().toLowerCase(Locale.ROOT);
            case "area" -> number((float) label.shape().area());
            case "state" -> word(label.state());
            case "author" -> label.author();
            case "time" -> label.millis() == 0 ? "" : Instant.ofEpochMilli(label.millis()).toString();
            case "source" -> label.source();
            case "layer" -> label.layer();
            default -> label.comment();
        };
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String number(float value) {
        return value == Math.rint(value) && Math.abs(value) < 1e7 ? Long.toString((long) value) : Float.toString(value);
    }
}
