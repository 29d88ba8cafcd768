package org.loupe.exchange.internal.labels;

import com.google.gson.JsonParseException;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.loupe.api.ToolException;
import org.loupe.exchange.LabelFile;
import org.loupe.exchange.LabelFile.LabelClass;
import org.loupe.exchange.LabelFormat;
import org.loupe.exchange.Loss;
import org.loupe.exchange.internal.Json;
import org.loupe.exchange.internal.Output;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelJson;
import org.loupe.store.labels.LabelTile;

/**
 * Loupe's own format, which loses nothing: a JSON object with {@code format} {@value #FORMAT}, {@code version},
 * {@code project}, {@code iteration}, {@code classes}, {@code tiles} and {@code labels}, the last two as
 * {@link LabelJson} has them.
 */
public final class LoupeFormat implements LabelFormat {
    /** What the member {@code format} says. */
    public static final String FORMAT = "loupe-labels";
    /** Version that is written; newer ones are refused. */
    public static final int VERSION = 1;

    @Override
    public String id() {
        return "loupe";
    }

    @Override
    public String label() {
        return "Loupe";
    }

    @Override
    public String help() {
        return "one JSON file: everything that Loupe knows of labels";
    }

    @Override
    public String fileName() {
        return "labels.json";
    }

    @Override
    public boolean folder() {
        return false;
    }

    @Override
    public boolean reads(Path source) throws IOException {
        return Heads.json(source) && Heads.text(source).contains('"' + FORMAT + '"');
    }

    @Override
    public List<Loss> write(LabelFile labels, Path target, Images images) throws ToolException {
        Output.write(target, out -> {
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
        return List.of();
    }

    @Override
    public Read read(Path source, Images images) throws ToolException {
        try (JsonReader json = new JsonReader(Files.newBufferedReader(source, StandardCharsets.UTF_8))) {
            LabelFile read = read(json, source);
            check(read, source);
            return new Read(read, List.of());
        } catch (IOException | IllegalStateException | IllegalArgumentException | JsonParseException e) {
            throw new ToolException(source + " cannot be read as labels: " + e.getMessage() + ".",
                    "Export the labels again where they come from.", e);
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
        Map<Integer, LabelTile> tiles = new HashMap<>();
        Set<Integer> codes = new HashSet<>(Set.of(0));
        for (LabelTile tile : read.tiles())
            if (tiles.put(tile.number(), tile) != null)
                throw new ToolException(file + " has two tiles of the number " + tile.number() + ".",
                        "Give each tile a number of its own.");
        for (LabelClass one : read.classes())
            if (!codes.add(one.code()))
                throw new ToolException(file + " has two classes of the code " + one.code() + ".",
                        "Give each class a code of its own.");
        for (Label label : read.labels()) {
            if (!tiles.containsKey(label.tile()))
                throw new ToolException(file + ": label " + label.id() + " lies on tile " + label.tile()
                        + ", which the file does not have.", "Add the tile, or take out the label.");
            if (!codes.contains(label.code()))
                throw new ToolException(file + ": label " + label.id() + " has the class " + label.code()
                        + ", which the file does not have.", "Add the class, or take out the label.");
            Shapes.check(label.shape(), file + ", label " + label.id());
        }
    }
}
