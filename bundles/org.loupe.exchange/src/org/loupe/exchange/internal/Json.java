package org.loupe.exchange.internal;

import com.google.gson.FormattingStyle;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import org.loupe.api.ToolException;

/** JSON without HTML's escapes, numbers as short as they can be told apart. */
public final class Json {

    private Json() {
    }

    /** Writes JSON. */
    @FunctionalInterface
    public interface Block {
        /** May fail as writers do. */
        void write() throws IOException, ToolException;
    }

    /** A writer in one line. */
    public static JsonWriter writer(Writer out) {
        JsonWriter json = new JsonWriter(out);
        json.setFormattingStyle(FormattingStyle.COMPACT);
        json.setHtmlSafe(false);
        json.setSerializeNulls(true);
        return json;
    }

    /** A number, or null if it is not finite. */
    public static void value(JsonWriter json, float value) throws IOException {
        if (!Float.isFinite(value))
            json.nullValue();
        else if (value == Math.rint(value) && Math.abs(value) < 1e7)
            json.value((long) value);
        else
            json.value((Number) value);
    }

    /** A number, or null if it is not finite. */
    public static void value(JsonWriter json, double value) throws IOException {
        if (!Double.isFinite(value))
            json.nullValue();
        else if (value == Math.rint(value) && Math.abs(value) < 1e15)
            json.value((long) value);
        else
            json.value(value);
    }

    /** Runs a block whose caller must not throw {@link IOException}. */
    public static void unchecked(Block block) throws ToolException {
        try {
            block.write();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
