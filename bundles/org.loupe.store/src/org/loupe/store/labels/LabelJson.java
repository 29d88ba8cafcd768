package org.loupe.store.labels;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Labels and tiles as JSON objects, in the journal and in files of labels; what has its usual value is left out.
 * Outlines are in px: {@code "box": [x, y, width, height]}, {@code "rotated": [centre x, centre y, width, height, degrees]},
 * {@code "polygon": [[x, y, …] outline, [x, y, …] hole, …]}, {@code "mask": [x, y, width, height, runs …]} row by row, by
 * turns outside and inside, {@code "point": [x, y]}, {@code "whole": true}.
 */
public final class LabelJson {

    private LabelJson() {
    }

    /** Writes a tile. */
    public static void write(JsonWriter json, LabelTile tile) throws IOException {
        json.beginObject().name("tile").value(tile.number()).name("image").value(tile.image());
        if (!tile.sha256().isEmpty())
            json.name("sha256").value(tile.sha256());
        if (tile.width() != 0 || tile.height() != 0)
            json.name("size").beginArray().value(tile.width()).value(tile.height()).endArray();
        if (tile.state() != TileState.OPEN)
            json.name("state").value(name(tile.state()));
        if (!tile.split().isEmpty())
            json.name("split").value(tile.split());
        LabelOrigin origin = tile.origin();
        if (!origin.equals(LabelOrigin.UNKNOWN))
            json.name("origin").beginObject().name("lot").value(origin.lot()).name("wafer").value(origin.wafer())
                    .name("scan").value(origin.scan()).name("x").value(origin.x()).name("y").value(origin.y())
                    .endObject();
        json.endObject();
    }

    /** Reads a tile. */
    public static LabelTile tile(JsonReader json) throws IOException {
        int number = 0, width = 0, height = 0;
        String image = null, sha256 = "", split = "";
        TileState state = TileState.OPEN;
        LabelOrigin origin = LabelOrigin.UNKNOWN;
        json.beginObject();
        while (json.hasNext())
            switch (json.nextName()) {
                case "tile" -> number = json.nextInt();
                case "image" -> image = json.nextString();
                case "sha256" -> sha256 = json.nextString();
                case "size" -> {
                    json.beginArray();
                    width = json.nextInt();
                    height = json.nextInt();
                    json.endArray();
                }
                case "state" -> state = TileState.valueOf(json.nextString().toUpperCase(Locale.ROOT));
                case "split" -> split = json.nextString().intern();
                case "origin" -> origin = origin(json);
                default -> json.skipValue();
            }
        json.endObject();
        if (image == null)
            throw new IllegalArgumentException("Tile " + number + " names no image.");
        return new LabelTile(number, image, sha256, width, height, state, split, origin);
    }

    private static LabelOrigin origin(JsonReader json) throws IOException {
        String lot = "", wafer = "", scan = "";
        int x = 0, y = 0;
        json.beginObject();
        while (json.hasNext())
            switch (json.nextName()) {
                case "lot" -> lot = json.nextString().intern();
                case "wafer" -> wafer = json.nextString().intern();
                case "scan" -> scan = json.nextString().intern();
                case "x" -> x = json.nextInt();
                case "y" -> y = json.nextInt();
                default -> json.skipValue();
            }
        json.endObject();
        return new LabelOrigin(lot, wafer, scan, x, y);
    }

    /** Writes a label; author and time only where they are not those of the entry. */
    public static void write(JsonWriter json, Label label, String who, long millis) throws IOException {
        json.beginObject().name("id").value(label.id()).name("tile").value(label.tile());
        write(json, label.shape());
        json.name("class").value(label.code());
        if (label.state() != LabelState.ADDED)
            json.name("state").value(name(label.state()));
        if (label.score() != 1)
            json.name("score").value(Float.valueOf(label.score()));
        json.name("iteration").value(label.iteration());
        if (!label.author().equals(who))
            json.name("by").value(label.author());
        if (label.millis() != millis)
            json.name("at").value(label.millis());
        if (!label.source().isEmpty())
            json.name("source").value(label.source());
        if (!label.layer().isEmpty())
            json.name("layer").value(label.layer());
        if (!label.comment().isEmpty())
            json.name("comment").value(label.comment());
        json.endObject();
    }

    /** Reads a label whose author and time are those of the entry unless it says otherwise. */
    public static Label label(JsonReader json, String who, long at) throws IOException {
        int id = 0, tile = 0, code = 0, iteration = 0;
        LabelShape shape = null;
        LabelState state = LabelState.ADDED;
        float score = 1;
        long millis = at;
        String author = who, source = "", layer = "", comment = "";
        json.beginObject();
        while (json.hasNext()) {
            String name = json.nextName();
            switch (name) {
                case "id" -> id = json.nextInt();
                case "tile" -> tile = json.nextInt();
                case "class" -> code = json.nextInt();
                case "state" -> state = LabelState.valueOf(json.nextString().toUpperCase(Locale.ROOT));
                case "score" -> score = Float.parseFloat(json.nextString());
                case "iteration" -> iteration = json.nextInt();
                case "by" -> author = json.nextString().intern();
                case "at" -> millis = json.nextLong();
                case "source" -> source = json.nextString().intern();
                case "layer" -> layer = json.nextString().intern();
                case "comment" -> comment = json.nextString();
                case "box", "rotated", "polygon", "mask", "point", "whole" -> shape = shape(json, name);
                default -> json.skipValue();
            }
        }
        json.endObject();
        if (shape == null)
            throw new IllegalArgumentException("Label " + id + " has no outline.");
        return new Label(id, tile, shape, code, state, score, iteration, author, millis, source, layer, comment);
    }

    /** Writes an outline as one member of an object: its kind and its numbers in px. */
    public static void write(JsonWriter json, LabelShape shape) throws IOException {
        if (shape instanceof LabelShape.Box box)
            numbers(json.name("box"), box.x(), box.y(), box.width(), box.height());
        else if (shape instanceof LabelShape.RotatedBox box)
            numbers(json.name("rotated"), box.centreX(), box.centreY(), box.width(), box.height(), box.degrees());
        else if (shape instanceof LabelShape.Point point)
            numbers(json.name("point"), point.x(), point.y());
        else if (shape instanceof LabelShape.Polygon polygon) {
            json.name("polygon").beginArray();
            for (LabelShape.Ring ring : polygon.rings())
                numbers(json, ring.xy());
            json.endArray();
        } else if (shape instanceof LabelShape.Mask mask) {
            json.name("mask").beginArray().value(mask.x()).value(mask.y()).value(mask.width()).value(mask.height());
            for (int run : mask.runs())
                json.value(run);
            json.endArray();
        } else
            json.name("whole").value(true);
    }

    private static void numbers(JsonWriter json, float... values) throws IOException {
        json.beginArray();
        for (float value : values)
            if (value == (int) value)
                json.value((int) value);
            else
                json.value(Float.valueOf(value));
        json.endArray();
    }

    /** Reads an outline of a kind. */
    public static LabelShape shape(JsonReader json, String kind) throws IOException {
        if (kind.equals("whole")) {
            json.skipValue();
            return new LabelShape.Whole();
        }
        if (kind.equals("mask")) {
            json.beginArray();
            int x = json.nextInt(), y = json.nextInt(), width = json.nextInt(), height = json.nextInt();
            List<Integer> runs = new ArrayList<>();
            while (json.hasNext())
                runs.add(json.nextInt());
            json.endArray();
            return new LabelShape.Mask(x, y, width, height, runs.stream().mapToInt(Integer::intValue).toArray());
        }
        if (kind.equals("polygon")) {
            List<LabelShape.Ring> rings = new ArrayList<>();
            json.beginArray();
            while (json.peek() == JsonToken.BEGIN_ARRAY)
                rings.add(new LabelShape.Ring(numbers(json, -1)));
            json.endArray();
            return new LabelShape.Polygon(rings);
        }
        float[] v = numbers(json, kind.equals("box") ? 4 : kind.equals("rotated") ? 5 : 2);
        return switch (kind) {
            case "box" -> new LabelShape.Box(v[0], v[1], v[2], v[3]);
            case "rotated" -> new LabelShape.RotatedBox(v[0], v[1], v[2], v[3], v[4]);
            default -> new LabelShape.Point(v[0], v[1]);
        };
    }

    private static float[] numbers(JsonReader json, int count) throws IOException {
        float[] values = new float[count < 0 ? 16 : count];
        int n = 0;
        json.beginArray();
        while (json.hasNext()) {
            if (n == values.length)
                values = Arrays.copyOf(values, 2 * n);
            values[n++] = Float.parseFloat(json.nextString());
        }
        json.endArray();
        if (count >= 0 && n != count)
            throw new IllegalArgumentException("An outline of " + count + " numbers has " + n + ".");
        return n == values.length ? values : Arrays.copyOf(values, n);
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
