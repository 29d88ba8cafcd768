package org.loupe.exchange;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.loupe.api.Detections;
import org.loupe.api.Region;
import org.loupe.api.ToolException;
import org.loupe.exchange.internal.CocoMask;

/**
 * Reads true boxes. The format is told by the content:
 * <ul>
 * <li><b>COCO</b>: a JSON dataset with images, annotations and categories. Boxes are read; where an annotation has only
 * polygons or a mask, the box around it. Crowd regions are left out. An image without annotations is good.</li>
 * <li><b>DeepPCB</b>: a folder (with those in it) of text files, one per image and named like it, or one such file:
 * lines {@code x1 y1 x2 y2 type} with 1 open, 2 short, 3 mousebite, 4 spur, 5 spurious-copper, 6 pin-hole; an empty
 * file is a good image. Other text files are passed over.</li>
 * <li><b>CSV</b>: a header with image, x, y, width, height, class and, if wanted, score, in any order; comma, semicolon
 * or tab; decimals with a point. A line with an image alone says that it is good.</li>
 * </ul>
 * A folder without DeepPCB files that holds a single JSON or CSV file is read as that file. All text is UTF-8.
 */
public final class TruthReader {
    private static final List<String> DEEPPCB = List.of("open", "short", "mousebite", "spur", "spurious-copper",
            "pin-hole");
    private static final List<String> COLUMNS = List.of("image", "x", "y", "width", "height", "class");
    private static final String FORMATS = "Give a COCO dataset (.json), a table with the columns "
            + String.join(", ", COLUMNS) + " (.csv), or a folder of DeepPCB text files.";

    private TruthReader() {
    }

    /** Collects the boxes of one image. */
    private static final class Boxes {
        private final String image;
        private int width;
        private int height;
        private final List<float[]> rows = new ArrayList<>();
        private final List<String> names = new ArrayList<>();

        Boxes(String image) {
            this.image = image;
        }

        void add(double x, double y, double w, double h, double score, String name) {
            rows.add(new float[] { (float) x, (float) y, (float) w, (float) h, (float) score });
            names.add(name);
        }

        Truth truth(List<String> classes) {
            Detections.Builder b = new Detections.Builder(classes);
            for (int i = 0; i < rows.size(); i++) {
                float[] r = rows.get(i);
                b.add(r[0], r[1], r[2], r[3], r[4], classes.indexOf(names.get(i)), null);
            }
            return new Truth(image, width, height, b.build());
        }
    }

    /**
     * Reads the truth of all images that a file or folder tells of, all with the same list of classes.
     *
     * @throws ToolException if it does not exist, is of no known format or is damaged, with the line or entry
     */
    public static List<Truth> read(Path fileOrFolder) throws ToolException {
        if (!Files.exists(fileOrFolder))
            throw new ToolException("There is no file or folder " + fileOrFolder + ".", FORMATS);
        List<Boxes> images;
        Set<String> classes = new LinkedHashSet<>();
        try {
            images = Files.isDirectory(fileOrFolder) ? folder(fileOrFolder, classes) : file(fileOrFolder, classes);
        } catch (CharacterCodingException e) {
            throw new ToolException(fileOrFolder + " is not text in UTF-8.", "Save it as UTF-8.", e);
        } catch (IOException | UncheckedIOException e) {
            throw new ToolException(fileOrFolder + " could not be read: " + e.getMessage() + ".",
                    "Check that it may be read.", e);
        }
        List<String> names = List.copyOf(classes);
        return images.stream().map(b -> b.truth(names)).toList();
    }

    private static List<Boxes> folder(Path folder, Set<String> classes) throws IOException, ToolException {
        List<Path> texts, others;
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> all = files.filter(Files::isRegularFile).sorted().toList();
            texts = all.stream().filter(f -> ending(f).equals("txt")).toList();
            others = all.stream().filter(f -> ending(f).equals("json") || ending(f).equals("csv")).toList();
        }
        List<Boxes> images = new ArrayList<>();
        for (Path file : texts) {
            List<String> lines = text(file).lines().filter(l -> !l.isBlank()).toList();
            if (lines.isEmpty() || deepPcb(lines.get(0)))
                images.add(deepPcb(folder.relativize(file).toString().replaceFirst("\\.[^.]*$", ""), file, lines,
                        classes));
        }
        if (!images.isEmpty())
            return images;
        if (others.size() == 1)
            return file(others.get(0), classes);
        throw new ToolException(
                "The folder " + folder + " holds no true boxes: " + texts.size() + " text files, none "
                        + "with lines of five whole numbers, and " + others.size() + " JSON or CSV files.",
                others.size() > 1 ? "Name one of these files." : FORMATS);
    }

    /** Name of the format in which a file or folder is read: "COCO", "CSV" or "DeepPCB". @throws IOException unreadable */
    static String format(Path fileOrFolder) throws IOException {
        if (Files.isDirectory(fileOrFolder))
            try (Stream<Path> files = Files.walk(fileOrFolder)) {
                List<Path> all = files.filter(Files::isRegularFile).sorted().toList();
                for (Path file : all)
                    if (ending(file).equals("txt") && (Files.size(file) == 0 || format(file).equals("DeepPCB")))
                        return "DeepPCB";
                Path single = all.stream().filter(f -> ending(f).equals("json") || ending(f).equals("csv")).findFirst()
                        .orElse(null);
                return single == null ? "DeepPCB" : format(single);
            }
        String start = text(fileOrFolder).stripLeading();
        if (start.startsWith("{") || start.startsWith("["))
            return "COCO";
        String first = start.lines().findFirst().orElse("");
        return first.isEmpty() || deepPcb(first) ? "DeepPCB" : "CSV";
    }

    private static String ending(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static String text(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    private static List<Boxes> file(Path file, Set<String> classes) throws IOException, ToolException {
        String text = text(file);
        String start = text.stripLeading();
        if (start.startsWith("{") || start.startsWith("["))
            return coco(file, text, classes);
        String first = start.lines().findFirst().orElse("");
        if (first.isEmpty() ? ending(file).equals("txt") : deepPcb(first))
            return List.of(deepPcb(file.getFileName().toString().replaceFirst("\\.[^.]*$", ""), file,
                    text.lines().filter(l -> !l.isBlank()).toList(), classes));
        if (first.toLowerCase(Locale.ROOT).contains("image"))
            return csv(file, start, classes);
        throw new ToolException(file + " is of no known format; it begins with '"
                + (first.length() > 40 ? first.substring(0, 40) + "…" : first) + "'.", FORMATS);
    }

    // ---- DeepPCB

    private static boolean deepPcb(String line) {
        return line.strip().matches("-?\\d+([\\s,]+-?\\d+){4}");
    }

    private static Boxes deepPcb(String image, Path file, List<String> lines, Set<String> classes)
            throws ToolException {
        Boxes boxes = new Boxes(image);
        for (String line : lines) {
            long[] v = new long[5];
            if (!deepPcb(line))
                throw new ToolException("A line of " + file + " is not 'x1 y1 x2 y2 type': " + line, "Mend that line.");
            String[] parts = line.strip().split("[\\s,]+");
            try {
                for (int i = 0; i < 5; i++)
                    v[i] = Integer.parseInt(parts[i]);
            } catch (NumberFormatException e) {
                throw new ToolException("A number in a line of " + file + " is too large: " + line, "Mend that line.",
                        e);
            }
            if (v[4] < 1 || v[4] > DEEPPCB.size())
                throw new ToolException("The type in a line of " + file + " is " + v[4] + ", allowed are 1 to "
                        + DEEPPCB.size() + ": " + line, "Mend that line. Types: " + String.join(", ", DEEPPCB) + ".");
            if (v[2] < v[0] || v[3] < v[1])
                throw new ToolException("A box in " + file + " ends before it begins: " + line,
                        "Mend that line: x1 y1 is the top left corner, x2 y2 the bottom right one.");
            String name = DEEPPCB.get((int) v[4] - 1);
            classes.addAll(DEEPPCB);
            boxes.add(v[0], v[1], v[2] - v[0], v[3] - v[1], 1, name);
        }
        return boxes;
    }

    // ---- CSV

    private static List<Boxes> csv(Path file, String text, Set<String> classes) throws IOException, ToolException {
        String head = text.lines().findFirst().orElse("");
        char delimiter = head.indexOf(';') >= 0 ? ';' : head.indexOf('\t') >= 0 ? '\t' : ',';
        CSVFormat format = CSVFormat.RFC4180.builder().setDelimiter(delimiter).setIgnoreSurroundingSpaces(true)
                .setIgnoreEmptyLines(true).setAllowMissingColumnNames(true).get();
        Map<String, Boxes> images = new LinkedHashMap<>();
        try (CSVParser parser = CSVParser.parse(text, format)) {
            Map<String, Integer> column = null;
            for (CSVRecord line : parser) {
                if (column == null) {
                    column = new HashMap<>();
                    for (int i = 0; i < line.size(); i++)
                        column.putIfAbsent(line.get(i).strip().toLowerCase(Locale.ROOT), i);
                    if (!column.keySet().containsAll(COLUMNS))
                        throw new ToolException(
                                "The header of " + file + " lacks " + String.join(", ", missing(column)) + "; found: "
                                        + head.strip(),
                                "Needed are " + String.join(", ", COLUMNS) + "; score may be there.");
                    continue;
                }
                csvLine(file, line, column, images, classes);
            }
        } catch (UncheckedIOException e) {
            throw new ToolException(file + " is not a table: " + e.getCause().getMessage(),
                    "Check its quotes: each that is opened must be closed.", e);
        }
        return List.copyOf(images.values());
    }

    private static List<String> missing(Map<String, Integer> column) {
        return COLUMNS.stream().filter(c -> !column.containsKey(c)).toList();
    }

    private static void csvLine(Path file, CSVRecord line, Map<String, Integer> column, Map<String, Boxes> images,
            Set<String> classes) throws ToolException {
        String image = cell(line, column, "image");
        String where = file + ", line " + line.getRecordNumber();
        if (image.isEmpty())
            throw new ToolException(where + " names no image.", "Name the image in each line.");
        Boxes boxes = images.computeIfAbsent(image, Boxes::new);
        if (COLUMNS.stream().skip(1).allMatch(c -> cell(line, column, c).isEmpty()))
            return;
        double[] v = new double[5];
        List<String> names = List.of("x", "y", "width", "height", "score");
        for (int i = 0; i < 5; i++) {
            String value = cell(line, column, names.get(i));
            if (i == 4 && value.isEmpty()) {
                v[i] = 1;
                continue;
            }
            try {
                v[i] = Double.parseDouble(value);
            } catch (NumberFormatException e) {
                v[i] = Double.NaN;
            }
            if (!Double.isFinite(v[i]) || i == 2 && v[i] < 0 || i == 3 && v[i] < 0)
                throw new ToolException(where + ": " + names.get(i) + " is '" + value + "'.",
                        "Write a number with a point before its decimals; width and height are 0 or more.");
        }
        String name = cell(line, column, "class");
        if (name.isEmpty())
            throw new ToolException(where + " names no class.", "Name the class of each box.");
        classes.add(name);
        boxes.add(v[0], v[1], v[2], v[3], v[4], name);
    }

    private static String cell(CSVRecord line, Map<String, Integer> column, String name) {
        Integer i = column.get(name);
        return i == null || i >= line.size() ? "" : line.get(i).strip();
    }

    // ---- COCO

    private static List<Boxes> coco(Path file, String text, Set<String> classes) throws ToolException {
        try {
            JsonElement root = JsonParser.parseString(text);
            if (root.isJsonArray())
                throw new ToolException(file + " is a list of COCO results, which names no image files.",
                        "Give the dataset: a JSON object with images, annotations and categories.");
            JsonObject object = root.getAsJsonObject();
            for (String key : List.of("images", "annotations", "categories"))
                if (!object.has(key))
                    throw new ToolException(file + " is JSON, but no COCO dataset: it lacks '" + key + "'.", FORMATS);
            Map<Long, String> categories = new HashMap<>();
            for (JsonElement e : object.getAsJsonArray("categories")) {
                JsonObject category = e.getAsJsonObject();
                categories.put(category.get("id").getAsLong(), category.get("name").getAsString());
                classes.add(category.get("name").getAsString());
            }
            Map<Long, Boxes> images = new LinkedHashMap<>();
            for (JsonElement e : object.getAsJsonArray("images")) {
                JsonObject image = e.getAsJsonObject();
                Boxes boxes = new Boxes(image.get("file_name").getAsString());
                boxes.width = image.has("width") ? image.get("width").getAsInt() : 0;
                boxes.height = image.has("height") ? image.get("height").getAsInt() : 0;
                images.put(image.get("id").getAsLong(), boxes);
            }
            int n = 0;
            for (JsonElement e : object.getAsJsonArray("annotations"))
                annotation(file, ++n, e.getAsJsonObject(), images, categories);
            return List.copyOf(images.values());
        } catch (JsonParseException | IllegalStateException | NullPointerException | UnsupportedOperationException
                | NumberFormatException | ClassCastException | StackOverflowError e) {
            throw new ToolException(
                    file + " is no COCO dataset: "
                            + (e instanceof JsonParseException ? e.getMessage()
                                    : "an entry has the wrong form (" + e.getMessage() + ")")
                            + ".",
                    "Check it with the program that wrote it.", e);
        }
    }

    private static void annotation(Path file, int n, JsonObject a, Map<Long, Boxes> images,
            Map<Long, String> categories) throws ToolException {
        if (a.has("iscrowd") && a.get("iscrowd").getAsInt() == 1)
            return;
        String where = "Annotation " + n + " of " + file;
        Boxes boxes = images.get(a.get("image_id").getAsLong());
        if (boxes == null)
            throw new ToolException(where + " belongs to image " + a.get("image_id") + ", which is not in the file.",
                    "Add the image, or delete the annotation.");
        String category = categories.get(a.get("category_id").getAsLong());
        if (category == null)
            throw new ToolException(where + " has category " + a.get("category_id") + ", which is not in the file.",
                    "Add the category, or delete the annotation.");
        double[] box;
        try {
            box = box(a, boxes.height);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new ToolException(
                    "The mask of " + where.replaceFirst("A", "a") + " is damaged: " + e.getMessage() + ".",
                    "Check it with the program that wrote it.", e);
        }
        if (box == null || !(box[2] >= 0 && box[3] >= 0 && Double.isFinite(box[0] + box[1] + box[2] + box[3])))
            throw new ToolException(where + " has no box of x, y, width, height, and no polygon or mask.",
                    "Give its bbox: four numbers, width and height 0 or more.");
        boxes.add(box[0], box[1], box[2], box[3],
                a.has("score") && !a.get("score").isJsonNull() ? a.get("score").getAsDouble() : 1, category);
    }

    private static double[] box(JsonObject a, int height) {
        if (a.has("bbox") && a.get("bbox").isJsonArray() && a.getAsJsonArray("bbox").size() == 4) {
            JsonArray b = a.getAsJsonArray("bbox");
            return new double[] { b.get(0).getAsDouble(), b.get(1).getAsDouble(), b.get(2).getAsDouble(),
                    b.get(3).getAsDouble() };
        }
        JsonElement shape = a.get("segmentation");
        if (shape == null || shape.isJsonNull())
            return null;
        if (shape.isJsonArray()) {
            double left = Double.MAX_VALUE, top = Double.MAX_VALUE, right = -Double.MAX_VALUE,
                    bottom = -Double.MAX_VALUE;
            for (JsonElement polygon : shape.getAsJsonArray())
                for (int i = 0; i + 1 < polygon.getAsJsonArray().size(); i += 2) {
                    double x = polygon.getAsJsonArray().get(i).getAsDouble();
                    double y = polygon.getAsJsonArray().get(i + 1).getAsDouble();
                    left = Math.min(left, x);
                    right = Math.max(right, x);
                    top = Math.min(top, y);
                    bottom = Math.max(bottom, y);
                }
            return new double[] { left, top, right - left, bottom - top };
        }
        JsonObject mask = shape.getAsJsonObject();
        JsonElement counts = mask.get("counts");
        int rows = mask.has("size") ? mask.getAsJsonArray("size").get(0).getAsInt() : height;
        long[] runs;
        if (counts.isJsonArray()) {
            runs = new long[counts.getAsJsonArray().size()];
            for (int i = 0; i < runs.length; i++)
                runs[i] = counts.getAsJsonArray().get(i).getAsLong();
        } else {
            runs = CocoMask.unpack(counts.getAsString());
        }
        Region r = CocoMask.bounds(runs, rows);
        return new double[] { r.x(), r.y(), r.width(), r.height() };
    }
}
