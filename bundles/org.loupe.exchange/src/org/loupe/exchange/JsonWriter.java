package org.loupe.exchange;

import java.io.IOException;
import java.nio.file.Path;
import org.loupe.api.Detections;
import org.loupe.api.Features;
import org.loupe.api.ToolException;
import org.loupe.exchange.internal.Json;
import org.loupe.exchange.internal.Output;
import org.loupe.store.ImageRow;
import org.loupe.store.RunReader;

/**
 * Writes a run as JSON lines: one object for each image, broken ones too, with its detections. Unknown numbers are
 * null; a mask is its run lengths as {@link org.loupe.api.Mask} has them.
 */
public final class JsonWriter {

    private JsonWriter() {
    }

    /**
     * Writes a run.
     *
     * @throws ToolException if the run cannot be read or the file not be written
     */
    public static void write(RunReader run, Path file) throws ToolException {
        write(run, RunPart.ALL, file);
    }

    /**
     * Writes a part of a run.
     *
     * @throws ToolException if the run cannot be read or the file not be written
     */
    public static void write(RunReader run, RunPart part, Path file) throws ToolException {
        Output.write(file, out -> part.visit(run, (image, detections, features) -> Json.unchecked(() -> {
            com.google.gson.stream.JsonWriter json = Json.writer(out);
            image(json, image, detections, features);
            json.flush();
            out.write('\n');
        })));
    }

    private static void image(com.google.gson.stream.JsonWriter json, ImageRow image, Detections d, Features f)
            throws IOException {
        json.beginObject();
        json.name("index").value(image.index());
        json.name("image").value(image.image());
        json.name("path").value(image.path());
        json.name("page").value(image.page());
        json.name("reference").value(image.referencePath());
        json.name("sha256").value(image.sha256());
        json.name("referenceSha256").value(image.referenceSha256());
        json.name("key").value(image.key());
        json.name("width").value(image.width());
        json.name("height").value(image.height());
        number(json, "umPerPx", image.umPerPx());
        json.name("layer").value(image.conditions().layer());
        json.name("mode").value(image.conditions().mode());
        number(json, "magnification", image.conditions().magnification());
        number(json, "exposureMs", image.conditions().exposureMs());
        number(json, "millis", image.millis());
        json.name("status").value(image.status());
        json.name("message").value(image.message());
        json.name("remedy").value(image.remedy());
        json.name("warnings").beginArray();
        for (String warning : image.warnings())
            json.value(warning);
        json.endArray();
        json.name("detections").beginArray();
        for (int row = 0; row < d.size(); row++)
            detection(json, d, f, row);
        json.endArray().endObject();
    }

    private static void detection(com.google.gson.stream.JsonWriter json, Detections d, Features f, int row)
            throws IOException {
        json.beginObject();
        json.name("class").value(d.className(row));
        json.name("score");
        Json.value(json, d.score()[row]);
        json.name("x");
        Json.value(json, d.x()[row]);
        json.name("y");
        Json.value(json, d.y()[row]);
        json.name("width");
        Json.value(json, d.width()[row]);
        json.name("height");
        Json.value(json, d.height()[row]);
        json.name("mask");
        if (d.masks()[row] == null) {
            json.nullValue();
        } else {
            json.beginArray();
            for (int run : d.masks()[row])
                json.value(run);
            json.endArray();
        }
        json.name("features").beginObject();
        for (int c = 0; c < f.names().size(); c++) {
            json.name(f.names().get(c));
            Json.value(json, f.get(row, c));
        }
        json.endObject().endObject();
    }

    private static void number(com.google.gson.stream.JsonWriter json, String name, double value) throws IOException {
        json.name(name);
        Json.value(json, value);
    }
}
