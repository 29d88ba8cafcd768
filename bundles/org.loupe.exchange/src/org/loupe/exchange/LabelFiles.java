package org.loupe.exchange;

import com.google.gson.JsonParseException;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.loupe.api.Detections;
import org.loupe.api.ToolException;
import org.loupe.exchange.LabelFile.LabelClass;
import org.loupe.exchange.internal.Json;
import org.loupe.exchange.internal.Output;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelJson;
import org.loupe.store.labels.LabelOrigin;
import org.loupe.store.labels.LabelShape;
import org.loupe.store.labels.LabelState;
import org.loupe.store.labels.LabelTile;
import org.loupe.store.labels.TileState;

/**
 * Reads and writes files of labels. Loupe's own format loses nothing: a JSON object with {@code format}
 * {@value #FORMAT}, {@code version}, {@code project}, {@code iteration}, {@code classes}, {@code tiles} and
 * {@code labels}, the last two as {@link LabelJson} has them. Formats of true boxes are read as labels, too.
 */
public final class LabelFiles {
    /** What the member {@code format} of Loupe's own files says. */
    public static final String FORMAT = "loupe-labels";
    /** Version that is written; newer ones are refused. */
    public static final int VERSION = 1;

    private LabelFiles() {
    }

    /** Writes Loupe's own format, whole or not at all. @throws ToolException if the file cannot be written */
    public static void write(LabelFile labels, Path file) throws ToolException {
        Output.write(file, out -> {
            JsonWriter json = Json.writer(out);
            json.beginObject().name("format").value(FORMAT).name("version").value(VERSION);
            json.name("project").value(labels.project()).name("iteration").value(labels.iteration());
            json.name("classes").beginArray();
            for (LabelClass one : labels.classes()) {
                json.beginObject().name("code").value(one.code()).name("name").value(one.name());
                json.name("colour").value(one.colour()).name("bin").value(one.bin());
                json.name("definition").value(one.definition()).endObject();
            }
            json.endArray().name("tiles").beginArray();
            for (LabelTile tile : labels.tiles())
                LabelJson.write(json, tile);
            json.endArray().name("labels").beginArray();
            for (Label label : labels.labels())
                LabelJson.write(json, label, "", Long.MIN_VALUE);
            json.endArray().endObject();
            json.flush();
            out.write('\n');
        });
    }

    /**
     * Reads labels: Loupe's own format, or what {@link TruthReader} reads, told by the content.
     *
     * @throws ToolException if the file cannot be read, is of none of these formats, of a newer version, or names tiles
     *                       or classes that it does not have
     */
    public static LabelFile read(Path file) throws ToolException {
        if (!Files.isRegularFile(file) || !isOwn(file))
            return of(TruthReader.read(file), file.getFileName().toString());
        LabelFile read;
        try (JsonReader json = new JsonReader(Files.newBufferedReader(file, StandardCharsets.UTF_8))) {
            read = read(json, file);
        } catch (IOException | IllegalStateException | IllegalArgumentException | JsonParseException e) {
            throw new ToolException(file + " cannot be read as labels: " + e.getMessage() + ".",
                    "Export the labels again where they come from.", e);
        }
        check(read, file);
        return read;
    }

    /** Name of the format of what was read: "Loupe", "COCO", "CSV" or "DeepPCB". @throws ToolException if unreadable */
    public static String format(Path file) throws ToolException {
        try {
            return Files.isRegularFile(file) && isOwn(file) ? "Loupe" : TruthReader.format(file);
        } catch (IOException | UncheckedIOException e) {
            throw new ToolException(file + " cannot be read: " + e.getMessage() + ".",
                    "Check that it is there and that you may read it.", e);
        }
    }

    private static boolean isOwn(Path file) throws ToolException {
        char[] head = new char[4096];
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            int n = in.read(head);
            return n > 0 && new String(head, 0, n).contains('"' + FORMAT + '"');
        } catch (IOException e) {
            throw new ToolException(file + " cannot be read: " + e.getMessage() + ".",
                    "Check that it is there and that you may read it.", e);
        }
    }

    private static LabelFile read(JsonReader json, Path file) throws IOException, ToolException {
        String project = "", iteration = "";
        List<LabelClass> classes = new ArrayList<>();
        List<LabelTile> tiles = new ArrayList<>();
        List<Label> labels = new ArrayList<>();
        json.beginObject();
        while (json.hasNext())
            switch (json.nextName()) {
                case "version" -> {
                    int version = json.nextInt();
                    if (version > VERSION)
                        throw new ToolException(file + " has labels of version " + version
                                + ", this version of Loupe reads up to " + VERSION + ".", "Update Loupe to read it.");
                }
                case "project" -> project = json.nextString();
                case "iteration" -> iteration = json.nextString();
                case "classes" -> {
                    json.beginArray();
                    while (json.hasNext())
                        classes.add(labelClass(json));
                    json.endArray();
                }
                case "tiles" -> {
                    json.beginArray();
                    while (json.hasNext())
                        tiles.add(LabelJson.tile(json));
                    json.endArray();
                }
                case "labels" -> {
                    json.beginArray();
                    while (json.hasNext())
                        labels.add(LabelJson.label(json, "", 0));
                    json.endArray();
                }
                default -> json.skipValue();
            }
        json.endObject();
        return new LabelFile(project, iteration, classes, tiles, labels);
    }

    private static LabelClass labelClass(JsonReader json) throws IOException {
        int code = 0;
        Map<String, String> texts = new HashMap<>();
        json.beginObject();
        while (json.hasNext()) {
            String name = json.nextName();
            if (name.equals("code"))
                code = json.nextInt();
            else
                texts.put(name, json.nextString());
        }
        json.endObject();
        return new LabelClass(code, texts.getOrDefault("name", ""), texts.getOrDefault("colour", ""),
                texts.getOrDefault("bin", ""), texts.getOrDefault("definition", ""));
    }

    private static void check(LabelFile read, Path file) throws ToolException {
        Set<Integer> tiles = new HashSet<>(), codes = new HashSet<>(Set.of(0));
        for (LabelTile tile : read.tiles())
            if (!tiles.add(tile.number()))
                throw new ToolException(file + " has two tiles of the number " + tile.number() + ".",
                        "Give each tile a number of its own.");
        for (LabelClass one : read.classes())
            if (!codes.add(one.code()))
                throw new ToolException(file + " has two classes of the code " + one.code() + ".",
                        "Give each class a code of its own.");
        for (Label label : read.labels()) {
            if (!tiles.contains(label.tile()))
                throw new ToolException(file + ": label " + label.id() + " lies on tile " + label.tile()
                        + ", which the file does not have.", "Add the tile, or take out the label.");
            if (!codes.contains(label.code()))
                throw new ToolException(file + ": label " + label.id() + " has the class " + label.code()
                        + ", which the file does not have.", "Add the class, or take out the label.");
        }
    }

    /**
     * True boxes as labels that people made; an image of a truth is complete.
     *
     * @param source what the labels name as their source
     */
    public static LabelFile of(List<Truth> truths, String source) {
        List<LabelClass> classes = new ArrayList<>();
        Map<String, Integer> codes = new HashMap<>();
        List<LabelTile> tiles = new ArrayList<>();
        List<Label> labels = new ArrayList<>();
        for (Truth truth : truths) {
            LabelTile tile = new LabelTile(tiles.size() + 1, truth.image().replace('\\', '/'), "", truth.width(),
                    truth.height(), TileState.COMPLETE, "", LabelOrigin.UNKNOWN);
            tiles.add(tile);
            Detections boxes = truth.boxes();
            for (int row = 0; row < boxes.size(); row++) {
                String name = boxes.className(row);
                int code = name.isEmpty() ? 0 : codes.computeIfAbsent(name, n -> {
                    classes.add(new LabelClass(classes.size() + 1, n, "", "", ""));
                    return classes.size();
                });
                LabelShape box = new LabelShape.Box(boxes.x()[row], boxes.y()[row], boxes.width()[row],
                        boxes.height()[row]);
                labels.add(new Label(labels.size() + 1, tile.number(), box, code, LabelState.ADDED, 1, 0, "", 0,
                        source, "", ""));
            }
        }
        return new LabelFile("", "", classes, tiles, labels);
    }
}
