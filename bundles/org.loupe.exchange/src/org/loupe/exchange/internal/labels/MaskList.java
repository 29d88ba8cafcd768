package org.loupe.exchange.internal.labels;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.loupe.api.ToolException;
import org.loupe.exchange.LabelFile.LabelClass;
import org.loupe.exchange.internal.Json;

/**
 * The list that lies beside masks: what their values mean and of which images they are.
 *
 * @param format  id of the format of the masks, "" if the list does not tell
 * @param classes with the codes that values have
 * @param folders of a class, where each has its own, by its code
 * @param images  by the names of their masks
 */
record MaskList(String format, List<LabelClass> classes, Map<Integer, String> folders, Map<String, Image> images) {
    /** What the list is called that is written. */
    static final String FILE = "classes.json";
    private static final List<String> NAMES = List.of(FILE, "classes.txt", "class_names.txt", "labels.txt");
    private static final Set<String> BACKGROUND = Set.of("background", "_background_", "__background__", "bg");
    private static final Pattern NUMBERED = Pattern.compile("\\s*(\\d{1,9})\\s*[:,;\\t ]\\s*(.+)");
    private static final long LONGEST = 1L << 28;

    /**
     * An image that has a mask.
     *
     * @param name      as labels have it
     * @param split     part of a split, "" for none
     * @param width     px
     * @param height    px
     * @param instances codes of classes by values, where these are instances
     */
    record Image(String name, String split, int width, int height, Map<Integer, Integer> instances) {
    }

    /** A list that says nothing. */
    static final MaskList NONE = new MaskList("", List.of(), Map.of(), Map.of());

    /** Names of classes by their codes. */
    Map<Integer, LabelClass> byCode() {
        Map<Integer, LabelClass> byCode = new HashMap<>();
        classes.forEach(one -> byCode.put(one.code(), one));
        return byCode;
    }

    /** Writes the list as JSON. */
    void write(Writer out) throws IOException {
        JsonWriter json = Json.writer(out);
        json.beginObject().name("format").value(format).name("classes").beginArray();
        for (LabelClass one : classes) {
            json.beginObject().name("code").value(one.code()).name("name").value(one.name());
            json.name("colour").value(one.colour()).name("bin").value(one.bin());
            json.name("definition").value(one.definition());
            if (folders.containsKey(one.code()))
                json.name("folder").value(folders.get(one.code()));
            json.endObject();
        }
        json.endArray().name("images").beginArray();
        for (Map.Entry<String, Image> entry : images.entrySet()) {
            Image image = entry.getValue();
            json.beginObject().name("mask").value(entry.getKey()).name("image").value(image.name());
            json.name("split").value(image.split());
            json.name("width").value(image.width()).name("height").value(image.height());
            if (!image.instances().isEmpty()) {
                json.name("instances").beginObject();
                for (Map.Entry<Integer, Integer> one : image.instances().entrySet())
                    json.name(Integer.toString(one.getKey())).value(one.getValue());
                json.endObject();
            }
            json.endObject();
        }
        json.endArray().endObject();
        json.flush();
        out.write('\n');
    }

    /** The list of a folder of masks, in it or beside it. @throws ToolException if it is there and wrong */
    static MaskList of(Path folder) throws ToolException {
        Path parent = folder.toAbsolutePath().normalize().getParent();
        for (Path place : parent == null ? List.of(folder) : List.of(folder, parent))
            for (String name : NAMES) {
                Path file = place.resolve(name);
                if (Files.isRegularFile(file))
                    return read(file);
            }
        return NONE;
    }

    /** The format that a folder's own list names, if it has one that does. */
    static Optional<String> format(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file))
            return Optional.empty();
        byte[] head;
        try (var in = Files.newInputStream(file)) {
            head = in.readNBytes(200);
        }
        Matcher found = Pattern.compile("^\\s*\\{\\s*\"format\"\\s*:\\s*\"([a-z-]{1,40})\"")
                .matcher(new String(head, java.nio.charset.StandardCharsets.ISO_8859_1));
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    static MaskList read(Path file) throws ToolException {
        try {
            if (Files.size(file) > LONGEST)
                throw new ToolException(file + " is too large for a list of classes: " + Files.size(file)
                        + " bytes.", "Choose the folder of the masks.");
            String text = Files.readString(file);
            return text.stripLeading().startsWith("{") || text.stripLeading().startsWith("[") ? json(file, text)
                    : lines(file, text);
        } catch (CharacterCodingException e) {
            throw new ToolException(file + " is not text in UTF-8.", "Save it as UTF-8.", e);
        } catch (IOException e) {
            throw FolderFiles.unreadable(file, e);
        } catch (JsonParseException | IllegalStateException | UnsupportedOperationException | ClassCastException
                | IllegalArgumentException | NullPointerException | StackOverflowError e) {
            throw new ToolException(file + " is no list of classes: " + e.getMessage() + ".",
                    "Write such as {\"classes\": [{\"code\": 1, \"name\": \"open\"}]}, or a name in each line.", e);
        }
    }

    /** A name in each line, from 1 on, or from 0 if the first is the background; or a number before each. */
    private static MaskList lines(Path file, String text) throws ToolException {
        Map<Integer, String> names = new LinkedHashMap<>();
        int next = 1;
        for (String line : text.replace("\ufeff", "").lines().map(String::strip).filter(l -> !l.isEmpty()).toList()) {
            Matcher numbered = NUMBERED.matcher(line);
            int code = numbered.matches() ? Integer.parseInt(numbered.group(1)) : next++;
            String name = numbered.matches() ? numbered.group(2).strip() : line;
            if (line.equals("__ignore__") || BACKGROUND.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                next = 1;
                continue;
            }
            name(file, names, code, name);
        }
        return new MaskList("", classes(names), Map.of(), Map.of());
    }

    private static void name(Path file, Map<Integer, String> names, int code, String name) throws ToolException {
        if (code == 0)
            throw new ToolException(file + " gives the code 0 to \"" + name + "\", which is the background's.",
                    "Number classes from 1.");
        if (names.putIfAbsent(code, name) != null)
            throw new ToolException(file + " gives the code " + code + " to \"" + names.get(code) + "\" and \"" + name
                    + "\".", "Give each class a code of its own.");
    }

    private static List<LabelClass> classes(Map<Integer, String> names) {
        return names.entrySet().stream().map(n -> new LabelClass(n.getKey(), n.getValue(), "", "", "")).toList();
    }

    private static MaskList json(Path file, String text) throws ToolException {
        JsonElement root = JsonParser.parseString(text);
        Map<Integer, String> names = new LinkedHashMap<>();
        if (root.isJsonArray()) {
            List<String> lines = new ArrayList<>();
            root.getAsJsonArray().forEach(e -> lines.add(e.getAsString()));
            return lines(file, String.join("\n", lines));
        }
        JsonObject object = root.getAsJsonObject();
        if (object.has("classes"))
            return own(file, object);
        for (Map.Entry<String, JsonElement> e : object.entrySet()) { // {"1": "open"} or {"open": 1}
            boolean key = e.getKey().matches("\\d{1,9}");
            int code = key ? Integer.parseInt(e.getKey()) : e.getValue().getAsInt();
            String name = key ? e.getValue().getAsString() : e.getKey();
            if (code != 0)
                name(file, names, code, name);
        }
        return new MaskList("", classes(names), Map.of(), Map.of());
    }

    private static MaskList own(Path file, JsonObject object) throws ToolException {
        Map<Integer, String> names = new LinkedHashMap<>();
        List<LabelClass> classes = new ArrayList<>();
        Map<Integer, String> folders = new HashMap<>();
        for (JsonElement e : object.getAsJsonArray("classes")) {
            JsonObject one = e.getAsJsonObject();
            int code = one.get("code").getAsInt();
            name(file, names, code, one.get("name").getAsString());
            classes.add(new LabelClass(code, names.get(code), text(one, "colour"), text(one, "bin"),
                    text(one, "definition")));
            if (one.has("folder"))
                folders.put(code, text(one, "folder"));
        }
        Map<String, Image> images = new LinkedHashMap<>();
        JsonArray list = object.has("images") ? object.getAsJsonArray("images") : new JsonArray();
        for (JsonElement e : list) {
            JsonObject one = e.getAsJsonObject();
            Map<Integer, Integer> instances = new LinkedHashMap<>();
            if (one.has("instances"))
                for (Map.Entry<String, JsonElement> instance : one.getAsJsonObject("instances").entrySet()) {
                    int code = instance.getValue().getAsInt();
                    if (code != 0 && !names.containsKey(code))
                        throw new ToolException(file + ": instance " + instance.getKey() + " of " + text(one, "mask")
                                + " has the class " + code + ", which the list does not have.",
                                "Add the class to the list.");
                    instances.put(Integer.valueOf(instance.getKey()), code);
                }
            images.put(text(one, "mask"), new Image(text(one, "image"), text(one, "split"), number(one, "width"),
                    number(one, "height"), instances));
        }
        return new MaskList(text(object, "format"), classes, folders, images);
    }

    private static String text(JsonObject object, String key) {
        return object.has(key) ? object.get(key).getAsString() : "";
    }

    private static int number(JsonObject object, String key) {
        return object.has(key) ? Math.max(0, object.get(key).getAsInt()) : 0;
    }
}
