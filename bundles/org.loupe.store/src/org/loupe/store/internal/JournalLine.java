package org.loupe.store.internal;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelChange;
import org.loupe.store.labels.LabelChange.Replaced;
import org.loupe.store.labels.LabelEntry;
import org.loupe.store.labels.LabelJson;
import org.loupe.store.labels.LabelTable;
import org.loupe.store.labels.LabelTile;

/**
 * A line of the label journal as it was read. It tells what is there after a change; what was there before is known from
 * the lines before it.
 */
public final class JournalLine {

    /** What the first line of a journal has for the hash of the line before. */
    public static final String FIRST = "0".repeat(64);

    private final List<LabelTile> tiles = new ArrayList<>(0);
    private final List<Label> put = new ArrayList<>(1);
    private final List<Integer> droppedTiles = new ArrayList<>(0), dropped = new ArrayList<>(0);
    private String hash = "", problem = "", who = "", what = "", previous = "";
    private Instant at = Instant.EPOCH;
    private boolean machine;
    private int iteration = -1;

    private JournalLine() {
    }

    /** Reads a line, without its line end; what is wrong with it is its {@link #problem}. */
    public static JournalLine read(byte[] line) {
        JournalLine read = new JournalLine();
        read.hash = hash(line, line.length);
        try (JsonReader json = new JsonReader(new InputStreamReader(new ByteArrayInputStream(line),
                StandardCharsets.UTF_8))) {
            read.parse(json);
        } catch (IOException | IllegalStateException | IllegalArgumentException | DateTimeException
                | NullPointerException e) {
            read.problem = "it cannot be read (" + e.getMessage() + ")";
            read.tiles.clear(); // half a gesture is worse than none
            read.put.clear();
            read.droppedTiles.clear();
            read.dropped.clear();
        }
        return read;
    }

    private void parse(JsonReader json) throws IOException {
        json.beginObject();
        while (json.hasNext())
            switch (json.nextName()) {
                case "previous" -> previous = json.nextString();
                case "at" -> at = Instant.parse(json.nextString());
                case "who" -> who = json.nextString().intern();
                case "what" -> what = json.nextString().intern();
                case "machine" -> machine = json.nextBoolean();
                case "iteration" -> iteration = json.nextInt();
                case "tiles" -> {
                    json.beginArray();
                    while (json.hasNext())
                        tiles.add(LabelJson.tile(json));
                    json.endArray();
                }
                case "put" -> {
                    json.beginArray();
                    while (json.hasNext())
                        put.add(LabelJson.label(json, who, at.toEpochMilli()));
                    json.endArray();
                }
                case "dropTiles" -> numbers(json, droppedTiles);
                case "drop" -> numbers(json, dropped);
                default -> json.skipValue();
            }
        json.endObject();
    }

    private static void numbers(JsonReader json, List<Integer> into) throws IOException {
        json.beginArray();
        while (json.hasNext())
            into.add(json.nextInt());
        json.endArray();
    }

    /** A change as a line with its line end. Who and when come before the labels, which refer to them. */
    public static byte[] write(LabelEntry entry, LabelChange change, String previous) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256 + 128 * change.labels().size());
        try (JsonWriter json = new JsonWriter(new OutputStreamWriter(line, StandardCharsets.UTF_8))) {
            json.setHtmlSafe(false);
            json.beginObject().name("n").value(entry.number()).name("previous").value(previous).name("at")
                    .value(entry.at().toString()).name("who").value(entry.who()).name("what").value(entry.what());
            if (change.machine())
                json.name("machine").value(true);
            if (change.iteration() != null)
                json.name("iteration").value(change.iteration().after() == null ? 0 : change.iteration().after());
            List<Replaced<LabelTile>> tiles = change.tiles();
            if (tiles.stream().anyMatch(t -> t.after() != null)) {
                json.name("tiles").beginArray();
                for (Replaced<LabelTile> tile : tiles)
                    if (tile.after() != null)
                        LabelJson.write(json, tile.after());
                json.endArray();
            }
            if (change.labels().stream().anyMatch(l -> l.after() != null)) {
                json.name("put").beginArray();
                for (Replaced<Label> label : change.labels())
                    if (label.after() != null)
                        LabelJson.write(json, label.after(), entry.who(), entry.at().toEpochMilli());
                json.endArray();
            }
            if (change.labels().stream().anyMatch(l -> l.after() == null)) {
                json.name("drop").beginArray();
                for (Replaced<Label> label : change.labels())
                    if (label.after() == null)
                        json.value(label.before().id());
                json.endArray();
            }
            if (tiles.stream().anyMatch(t -> t.after() == null)) {
                json.name("dropTiles").beginArray();
                for (Replaced<LabelTile> tile : tiles)
                    if (tile.after() == null)
                        json.value(tile.before().number());
                json.endArray();
            }
            json.endObject();
        }
        line.write('\n');
        return line.toByteArray();
    }

    /** SHA-256 of the first bytes of a line, in lower-case hexadecimal digits. */
    public static String hash(byte[] line, int count) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(line, 0, count);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its own hash, which the next line repeats. */
    public String hash() {
        return hash;
    }

    /** What it says the hash of the line before is. */
    public String previous() {
        return previous;
    }

    /** Why it cannot be read; empty if it can. */
    public String problem() {
        return problem;
    }

    /** The change that it makes to a table. @throws IllegalArgumentException if it drops what is not there */
    public LabelChange change(LabelTable table) {
        List<Replaced<LabelTile>> tileChanges = new ArrayList<>(tiles.size() + droppedTiles.size());
        for (LabelTile tile : tiles)
            tileChanges.add(new Replaced<>(table.tile(tile.number()).orElse(null), tile));
        for (int number : droppedTiles)
            tileChanges.add(new Replaced<>(table.tile(number).orElse(null), null));
        List<Replaced<Label>> labelChanges = new ArrayList<>(put.size() + dropped.size());
        for (Label label : put)
            labelChanges.add(new Replaced<>(table.label(label.id()).orElse(null), label));
        for (int id : dropped)
            labelChanges.add(new Replaced<>(table.label(id).orElse(null), null));
        LabelChange change = new LabelChange(what, machine, tileChanges, labelChanges);
        return iteration < 0 ? change : change.iteration(table.iteration(), iteration);
    }

    /** The entry of a line that changed nothing, because it is damaged. */
    public LabelEntry entry(long number) {
        return new LabelEntry(number, at, who, what, machine, Math.max(0, iteration), 0, 0, 0);
    }

    /** The entry of a line that made a change. */
    public LabelEntry entry(long number, int current, LabelChange change) {
        return new LabelEntry(number, at, who, what, machine, current, change.tiles().size(), put.size(),
                dropped.size());
    }
}
