package org.loupe.workspace.internal;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.loupe.api.ImageInfo;
import org.loupe.api.ToolException;
import org.loupe.engine.Item;

/**
 * The list of images of a run, {@code items.jsonl} in its folder: one JSON object per line, in order, with absolute
 * paths. Numbers that are not known are left out.
 */
public final class ItemFile {
    private static final String NAME = "items.jsonl";
    private static final String ASIDE = NAME + ".tmp";

    private ItemFile() {
    }

    /** Writes the list aside, in a folder that holds no run yet. */
    public static void prepare(Path folder, List<Item> items) throws ToolException {
        Path aside = folder.resolve(ASIDE);
        try {
            Files.createDirectories(folder);
            try (BufferedWriter out = Files.newBufferedWriter(aside)) {
                for (Item item : items) {
                    out.write(json(item).toString());
                    out.write('\n');
                }
            }
        } catch (IOException e) {
            throw SafeFile.unwritable(folder, e);
        }
    }

    /** Gives the prepared list its name. */
    public static void publish(Path folder) throws ToolException {
        try {
            Files.move(folder.resolve(ASIDE), folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw SafeFile.unwritable(folder.resolve(NAME), e);
        }
    }

    private static JsonObject json(Item item) {
        JsonObject json = new JsonObject();
        json.addProperty("name", item.name());
        json.addProperty("test", item.test().toString());
        if (item.page() > 0)
            json.addProperty("page", item.page());
        item.reference().ifPresent(r -> json.addProperty("reference", r.toString()));
        number(json, "umPerPx", item.umPerPx());
        ImageInfo.Conditions c = item.conditions();
        if (!c.layer().isEmpty())
            json.addProperty("layer", c.layer());
        if (!c.mode().isEmpty())
            json.addProperty("mode", c.mode());
        number(json, "magnification", c.magnification());
        number(json, "exposureMs", c.exposureMs());
        return json;
    }

    private static void number(JsonObject json, String name, double value) {
        if (Double.isFinite(value))
            json.addProperty(name, value);
    }

    /** Reads the list of a run; the prepared one if the run was killed before it got its name. */
    public static List<Item> read(Path folder) throws ToolException {
        Path file = folder.resolve(Files.exists(folder.resolve(NAME)) ? NAME : ASIDE);
        List<Item> items = new ArrayList<>();
        try (BufferedReader in = Files.newBufferedReader(file)) {
            for (String line; (line = in.readLine()) != null;)
                items.add(item(JsonParser.parseString(line).getAsJsonObject()));
            return items;
        } catch (NoSuchFileException e) {
            throw new ToolException(folder + " has no list of its images.",
                    "Start a new run.", e);
        } catch (IOException e) {
            throw SafeFile.unreadable(file, e);
        } catch (JsonParseException | IllegalStateException | IllegalArgumentException | NullPointerException e) {
            throw new ToolException(file + " is damaged in line " + (items.size() + 1) + ".", "Start a new run.", e);
        }
    }

    /** Number of images in the list of a run; 0 if it has none. */
    public static int count(Path folder) throws ToolException {
        Path file = folder.resolve(Files.exists(folder.resolve(NAME)) ? NAME : ASIDE);
        try (Stream<String> lines = Files.lines(file)) {
            return (int) Math.min(Integer.MAX_VALUE, lines.count());
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException | UncheckedIOException e) {
            throw SafeFile.unreadable(file, e instanceof UncheckedIOException u ? u.getCause() : (IOException) e);
        }
    }

    private static Item item(JsonObject json) throws InvalidPathException {
        return new Item(json.get("name").getAsString(), Path.of(json.get("test").getAsString()),
                json.has("page") ? json.get("page").getAsInt() : 0,
                json.has("reference") ? Optional.of(Path.of(json.get("reference").getAsString())) : Optional.empty(),
                number(json, "umPerPx"),
                new ImageInfo.Conditions(text(json, "layer"), text(json, "mode"), number(json, "magnification"),
                        number(json, "exposureMs")));
    }

    private static String text(JsonObject json, String name) {
        return json.has(name) ? json.get(name).getAsString() : "";
    }

    private static double number(JsonObject json, String name) {
        return json.has(name) ? json.get(name).getAsDouble() : Double.NaN;
    }
}
