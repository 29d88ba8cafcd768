package org.loupe.engine;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.loupe.api.ToolException;

/** Recipe files. */
final class RecipeJson {
    private static final int DEEPEST = 64;
    private static final Pattern PLACE = Pattern.compile("at line (\\d+) column (\\d+)");

    private RecipeJson() {
    }

    static Recipe read(Path file) throws ToolException {
        try {
            if (file.getFileName().toString().toLowerCase(Locale.ROOT).matches(".*\\.ya?ml"))
                return recipe(Spec.parse("The YAML", Files.readString(file)).json());
            return parse(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new ToolException("There is no recipe file " + file + ".", "Check the path.", e);
        } catch (CharacterCodingException e) {
            throw new ToolException(file + " is not a recipe: it is not UTF-8 text.", "Choose a recipe file.", e);
        } catch (IOException | OutOfMemoryError e) {
            throw new ToolException("The recipe file " + file + " cannot be read: " + e + ".",
                    "Check the path and the permission to read it.", e);
        } catch (ToolException e) {
            throw new ToolException(file.getFileName() + ": " + e.getMessage(), e.remedy(), e);
        }
    }

    static void write(Recipe recipe, Path file) throws ToolException {
        Path target = file.toAbsolutePath();
        try {
            Path aside = Files.createTempFile(target.getParent(), "." + target.getFileName(), ".tmp");
            try {
                Files.writeString(aside, write(recipe));
                move(aside, target);
            } finally {
                Files.deleteIfExists(aside);
            }
        } catch (IOException e) {
            throw new ToolException("The recipe cannot be written to " + file + ": " + e + ".",
                    "Check that the folder exists, may be written and has room.", e);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    static Recipe parse(String json) throws ToolException {
        if (json.isBlank())
            throw new ToolException("The recipe is empty.", "Take a fresh copy of the file.");
        JsonElement root;
        try {
            JsonReader reader = new JsonReader(new StringReader(json.startsWith("\ufeff") ? json.substring(1) : json));
            reader.setStrictness(Strictness.STRICT);
            root = JsonParser.parseReader(reader);
            if (reader.peek() != JsonToken.END_DOCUMENT)
                throw new JsonParseException("there is text behind the end");
        } catch (JsonParseException | IOException | StackOverflowError e) {
            Matcher place = PLACE.matcher(String.valueOf(e.getMessage()));
            throw new ToolException("This is not a recipe file, its JSON is broken" + (place.find() ? " at line "
                    + place.group(1) + ", column " + place.group(2) : "") + ".",
                    "Mend the text there or take a fresh copy of the file.", e);
        }
        return recipe(root);
    }

    private static Recipe recipe(JsonElement root) throws ToolException {
        JsonObject object = object(root, "recipe");
        if (!object.has("loupe") || !object.get("loupe").equals(new JsonPrimitive("recipe")))
            throw new ToolException("This is not a recipe: \"loupe\": \"recipe\" is missing.", "Choose a recipe file.");
        long version = object.has("version") && number(object.get("version")) instanceof Long v ? v : -1;
        if (version < 1)
            throw new ToolException("The recipe's \"version\" is missing or not a whole number from 1 on.",
                    "Write \"version\": " + Recipe.VERSION + ".");
        if (version > Recipe.VERSION)
            throw new ToolException("The recipe has version " + version + "; this Loupe reads up to version "
                    + Recipe.VERSION + ".", "Open it with a newer Loupe, or save it there for this version.");
        keys(object, "recipe", List.of("loupe", "version", "name", "description", "steps"));
        return new Recipe(text(object, "name", "recipe"), text(object, "description", "recipe"),
                steps(object, "", 0));
    }

    private static List<RecipeStep> steps(JsonObject object, String inside, int depth) throws ToolException {
        if (depth > DEEPEST)
            throw new ToolException("The recipe's routes are nested more than " + DEEPEST + " deep.",
                    "Use fewer nested routes.");
        JsonElement element = object.get("steps");
        if (element == null)
            return List.of();
        if (!(element instanceof JsonArray array))
            throw new ToolException(inside + "\"steps\" is a list, found " + element + ".",
                    "Write \"steps\": [ … ].");
        List<RecipeStep> steps = new ArrayList<>();
        for (JsonElement e : array) {
            String place = inside + "step " + (steps.size() + 1);
            JsonObject step = object(e, place);
            keys(step, place, List.of("tool", "params", "enabled", "routes"));
            String tool = text(step, "tool", place);
            if (tool.isEmpty())
                throw new ToolException(place + " names no tool.", "Write \"tool\": \"loupe.…\".");
            steps.add(new RecipeStep(tool, params(step, place), enabled(step, place), routes(step, place, depth)));
        }
        return steps;
    }

    private static Map<String, Object> params(JsonObject step, String place) throws ToolException {
        Map<String, Object> params = new LinkedHashMap<>();
        if (step.has("params"))
            for (Map.Entry<String, JsonElement> p : object(step.get("params"), place + ", \"params\"").entrySet()) {
                JsonElement value = p.getValue();
                Object plain = value(value);
                if (plain == null)
                    throw new ToolException(place + ", parameter \"" + p.getKey()
                            + "\" holds a number, true, false or text, found " + value + ".", "Write a single value.");
                params.put(p.getKey(), plain);
            }
        return params;
    }

    /** A parameter's value, or null if it is none. */
    static Object value(JsonElement element) {
        if (!element.isJsonPrimitive())
            return null;
        JsonPrimitive value = element.getAsJsonPrimitive();
        return value.isBoolean() ? (Object) value.getAsBoolean() : value.isString() ? value.getAsString()
                : number(value);
    }

    private static boolean enabled(JsonObject step, String place) throws ToolException {
        JsonElement value = step.get("enabled");
        if (value == null)
            return true;
        if (value.isJsonPrimitive() && value.getAsJsonPrimitive().isBoolean())
            return value.getAsBoolean();
        throw new ToolException(place + ": \"enabled\" is true or false, found " + value + ".", "Write true or false.");
    }

    private static Map<String, Route> routes(JsonObject step, String place, int depth) throws ToolException {
        Map<String, Route> routes = new LinkedHashMap<>();
        if (step.has("routes"))
            for (Map.Entry<String, JsonElement> r : object(step.get("routes"), place + ", \"routes\"").entrySet()) {
                String inside = place + ", route \"" + r.getKey() + "\"";
                JsonObject route = object(r.getValue(), inside);
                keys(route, inside, List.of("drop", "steps"));
                boolean drop = route.has("drop") && route.get("drop").equals(new JsonPrimitive(true));
                if (route.has("drop") && !drop && !route.get("drop").equals(new JsonPrimitive(false)))
                    throw new ToolException(inside + ": \"drop\" is true or false, found " + route.get("drop") + ".",
                            "Write true or false.");
                List<RecipeStep> steps = steps(route, inside + ", ", depth + 1);
                if (drop && !steps.isEmpty())
                    throw new ToolException(inside + " drops its detections and also has steps.",
                            "Keep either \"drop\" or \"steps\".");
                routes.put(r.getKey(), new Route(drop, steps));
            }
        return routes;
    }

    private static void keys(JsonObject object, String place, List<String> known) throws ToolException {
        for (String key : object.keySet())
            if (!known.contains(key))
                throw new ToolException("Unknown key \"" + key + "\" in " + place + ".", Names.remedy(key, known));
    }

    private static JsonObject object(JsonElement element, String place) throws ToolException {
        if (element instanceof JsonObject object)
            return object;
        throw new ToolException(place + " is an object { … }, found " + shorten(element) + ".",
                "Write it in curly brackets.");
    }

    private static String text(JsonObject object, String key, String place) throws ToolException {
        JsonElement value = object.get(key);
        if (value == null)
            return "";
        if (value.isJsonPrimitive() && value.getAsJsonPrimitive().isString())
            return value.getAsString();
        throw new ToolException("\"" + key + "\" of " + place + " is text, found " + shorten(value) + ".",
                "Write it in quotation marks.");
    }

    /** Long for a whole number, Double for one with a point or exponent, null for anything else. */
    private static Object number(JsonElement element) {
        if (!element.isJsonPrimitive() || !element.getAsJsonPrimitive().isNumber())
            return null;
        String digits = element.getAsString();
        try {
            return Long.valueOf(digits);
        } catch (NumberFormatException e) {
            double value = Double.parseDouble(digits);
            return Double.isFinite(value) ? (Object) value : null;
        }
    }

    private static String shorten(JsonElement element) {
        String text = String.valueOf(element);
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }

    static String write(Recipe recipe) {
        JsonObject root = new JsonObject();
        root.addProperty("loupe", "recipe");
        root.addProperty("version", Recipe.VERSION);
        root.addProperty("name", recipe.name());
        root.addProperty("description", recipe.description());
        root.add("steps", write(recipe.steps()));
        return Json.PRETTY.toJson(root) + "\n";
    }

    private static JsonArray write(List<RecipeStep> steps) {
        JsonArray array = new JsonArray();
        for (RecipeStep step : steps) {
            JsonObject object = new JsonObject();
            object.addProperty("tool", step.tool());
            if (!step.enabled())
                object.addProperty("enabled", false);
            if (!step.params().isEmpty())
                object.add("params", Json.PRETTY.toJsonTree(step.params()));
            if (!step.routes().isEmpty()) {
                JsonObject routes = new JsonObject();
                step.routes().forEach((name, route) -> routes.add(name, write(route)));
                object.add("routes", routes);
            }
            array.add(object);
        }
        return array;
    }

    private static JsonObject write(Route route) {
        JsonObject object = new JsonObject();
        if (route.drop())
            object.addProperty("drop", true);
        if (!route.steps().isEmpty())
            object.add("steps", write(route.steps()));
        return object;
    }
}
