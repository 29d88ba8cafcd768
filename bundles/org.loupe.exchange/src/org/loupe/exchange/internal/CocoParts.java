package org.loupe.exchange.internal;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.Optional;
import org.loupe.exchange.LabelFormat.Size;

/** Entries that all COCO files have, of runs and of labels. */
public final class CocoParts {

    private CocoParts() {
    }

    /** Writes the members that tell of the file itself. @param created when it came to be, "" if that is not known */
    public static void info(JsonWriter json, String created) throws IOException {
        json.name("info").beginObject().name("description").value("Written by Loupe");
        if (!created.isEmpty())
            json.name("date_created").value(created);
        json.endObject().name("licenses").beginArray().endArray();
    }

    /** Writes an entry of the categories. */
    public static void category(JsonWriter json, int id, String name) throws IOException {
        json.beginObject().name("id").value(id).name("name").value(name).name("supercategory").value("").endObject();
    }

    /** Writes an entry of the images; one of unknown size tells none. */
    public static void image(JsonWriter json, int id, String name, Optional<Size> size) throws IOException {
        json.beginObject().name("id").value(id).name("file_name").value(name);
        if (size.isPresent())
            json.name("width").value(size.get().width()).name("height").value(size.get().height());
        json.endObject();
    }

    /** Writes the box of an annotation, in px. */
    public static void box(JsonWriter json, float x, float y, float width, float height) throws IOException {
        json.name("bbox").beginArray();
        for (float value : new float[] {x, y, width, height})
            Json.value(json, value);
        json.endArray();
    }
}
