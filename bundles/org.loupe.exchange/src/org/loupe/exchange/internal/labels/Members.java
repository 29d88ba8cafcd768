package org.loupe.exchange.internal.labels;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.loupe.api.ToolException;
import org.loupe.exchange.Loss;

/** The members of a JSON object of someone else's file; what is missing or of the wrong kind is told with its place. */
final class Members {
    private static final Pattern PLACE = Pattern.compile("line (\\d+) column (\\d+)");
    private static final int SHOWN = 40;

    private final JsonObject object;
    private final String where;

    /** @param where file and entry, for messages */
    Members(JsonElement element, String where) throws ToolException {
        if (!element.isJsonObject())
            throw wrong(where, "a JSON object in braces", element);
        object = element.getAsJsonObject();
        this.where = where;
    }

    /** Opens a file, to be closed by the caller. Nothing but JSON as it is defined is read, and not nested deeply. */
    static JsonReader open(Path file) throws IOException {
        JsonReader json = new JsonReader(Heads.reader(file));
        json.setStrictness(Strictness.STRICT);
        return json;
    }

    /** What to tell of a file that cannot be read as JSON. */
    static ToolException damaged(Path file, Exception e) {
        if (e instanceof CharacterCodingException)
            return new ToolException(file + " is not text in UTF-8.", "Save it as UTF-8.", e);
        String text = String.valueOf(e.getMessage());
        Matcher place = PLACE.matcher(text);
        if (place.find())
            return new ToolException(file + ", line " + place.group(1) + ", column " + place.group(2)
                    + ": this is not the JSON that is expected there: " + firstLine(text) + ".",
                    "Check it with the program that wrote it.", e);
        return new ToolException(file + " cannot be read: " + firstLine(text) + ".",
                "Check that it is whole and that you may read it.", e);
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("").replaceFirst("^[\\w.]+Exception: ", "")
                .replaceFirst("^Use JsonReader\\S+ to accept ", "");
    }

    static ToolException wrong(String where, String expected, JsonElement found) {
        String text = found == null ? "nothing" : String.valueOf(found);
        return new ToolException(where + ": expected is " + expected + ", found "
                + (text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text) + ".",
                "Mend it, or write it again with the program that wrote it.");
    }

    String where() {
        return where;
    }

    /** Whether there is such a member that is not null. */
    boolean has(String name) {
        return object.has(name) && !object.get(name).isJsonNull();
    }

    /** A member, {@code null} if there is none or it is null. */
    JsonElement get(String name) {
        return has(name) ? object.get(name) : null;
    }

    String text(String name) throws ToolException {
        JsonElement value = get(name);
        if (value == null || !value.isJsonPrimitive())
            throw wrong(at(name), "a text", value);
        return value.getAsString();
    }

    String text(String name, String fallback) throws ToolException {
        return has(name) ? text(name) : fallback;
    }

    double number(String name) throws ToolException {
        return number(get(name), at(name));
    }

    double number(String name, double fallback) throws ToolException {
        return has(name) ? number(name) : fallback;
    }

    /** A number without decimals. @param fallback if it is missing */
    int whole(String name, int fallback, int least, int most) throws ToolException {
        if (!has(name))
            return fallback;
        double value = number(name);
        if (value != Math.rint(value) || value < least || value > most)
            throw wrong(at(name), "a whole number from " + least + " to " + most, get(name));
        return (int) value;
    }

    /** Numbers of a list. @param count how many there are, below 0 for any number */
    double[] numbers(String name, int count) throws ToolException {
        return numbers(get(name), count, at(name));
    }

    /** Numbers of a list. @param count how many there are, below 0 for any number */
    static double[] numbers(JsonElement list, int count, String where) throws ToolException {
        String expected = count < 0 ? "a list of numbers" : "a list of " + count + " numbers";
        if (list == null || !list.isJsonArray() || count >= 0 && list.getAsJsonArray().size() != count)
            throw wrong(where, expected, list);
        JsonArray array = list.getAsJsonArray();
        double[] values = new double[array.size()];
        for (int i = 0; i < values.length; i++)
            values[i] = number(array.get(i), where);
        return values;
    }

    static double number(JsonElement value, String where) throws ToolException {
        if (value != null && value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber()) {
            double number = value.getAsDouble();
            if (Double.isFinite(number))
                return number;
        }
        throw wrong(where, "a number", value);
    }

    /** A member that is a list; empty if it is missing. */
    JsonArray list(String name) throws ToolException {
        JsonElement value = get(name);
        if (value == null)
            return new JsonArray();
        if (!value.isJsonArray())
            throw wrong(at(name), "a list", value);
        return value.getAsJsonArray();
    }

    /** Whether a member says yes, in one of the ways in which programs do. */
    boolean yes(String name) {
        JsonElement value = get(name);
        return value != null && value.isJsonPrimitive() && !Set.of("false", "0", "").contains(value.getAsString());
    }

    /** Whether a member says anything: it is neither null, 0, false nor empty. */
    boolean says(String name) {
        JsonElement value = get(name);
        return value != null && (value.isJsonPrimitive() ? yes(name)
                : value.isJsonArray() ? !value.getAsJsonArray().isEmpty() : value.getAsJsonObject().size() > 0);
    }

    /** Tells members that are not known and say something. @param of what they are members of, as in "annotations" */
    void unknown(Set<String> known, String of, Loss.Count losses, String example) {
        for (String name : object.keySet())
            if (!known.contains(name) && says(name))
                losses.add("members \"" + name + "\" of " + of + ", which are not read", example);
    }

    Set<String> names() {
        return object.keySet();
    }

    private String at(String name) {
        return where + ", member \"" + name + "\"";
    }
}
