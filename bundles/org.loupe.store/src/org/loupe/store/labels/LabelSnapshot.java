package org.loupe.store.labels;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.loupe.api.ToolException;
import org.loupe.store.internal.Disk;
import org.loupe.store.internal.Duck;

/**
 * Labels and tiles of one moment in two files that any program reads: {@code labels.parquet}, a row for each label, and
 * {@code images.jsonl}, a line for each tile as {@link LabelJson} writes it. Immutable; for any thread.
 *
 * <p>Columns of the labels: id, tile, image, kind (box, rotated, polygon, mask, point, whole), x, y, width and height of
 * the box around it in px, shape (its outline as JSON, as in the journal), class (its code), state, score, iteration,
 * author, millis (ms since 1970 UTC), source, layer, comment. The same labels make the same bytes.
 *
 * @param tiles  in the order of their numbers
 * @param labels in the order of their ids, each on one of the tiles
 */
public record LabelSnapshot(List<LabelTile> tiles, List<Label> labels) {
    /** Name of the file of the labels. */
    public static final String LABELS = "labels.parquet";
    /** Name of the file that lists the images with their hashes. */
    public static final String IMAGES = "images.jsonl";

    private static final int MEMORY_MB = 256;
    private static final String COLUMNS = "id INTEGER, tile INTEGER, image VARCHAR, kind VARCHAR, x FLOAT, y FLOAT, "
            + "width FLOAT, height FLOAT, shape VARCHAR, class INTEGER, state VARCHAR, score FLOAT, iteration INTEGER, "
            + "author VARCHAR, millis BIGINT, source VARCHAR, layer VARCHAR, comment VARCHAR";

    public LabelSnapshot {
        tiles = List.copyOf(tiles);
        labels = List.copyOf(labels);
    }

    /** What a table holds. */
    public static LabelSnapshot of(LabelTable table) {
        return new LabelSnapshot(table.tiles(), table.labels());
    }

    /** The same labels on tiles of which more is known. */
    public LabelSnapshot tiles(List<LabelTile> known) {
        return new LabelSnapshot(known, labels);
    }

    /**
     * Writes both files; those of the same names are replaced.
     *
     * @param folder is there
     * @throws ToolException if that cannot be done
     */
    public void write(Path folder) throws ToolException {
        Path home = folder.toAbsolutePath().normalize();
        try {
            Path aside = Disk.aside(home.resolve(LABELS));
            Files.deleteIfExists(aside);
            writeLabels(home, aside);
            Disk.publish(aside, home.resolve(LABELS));
            Path images = Disk.aside(home.resolve(IMAGES));
            try (BufferedWriter out = Files.newBufferedWriter(images)) {
                for (LabelTile tile : tiles) {
                    StringWriter line = new StringWriter();
                    LabelJson.write(plain(line), tile);
                    out.append(line.getBuffer()).append('\n');
                }
            }
            Disk.publish(images, home.resolve(IMAGES));
        } catch (IOException | SQLException e) {
            throw Disk.refused("The labels", home, "The labels of the project are safe.", e);
        }
    }

    private void writeLabels(Path folder, Path file) throws SQLException, IOException {
        Map<Integer, String> images = new HashMap<>();
        tiles.forEach(t -> images.put(t.number(), t.image()));
        try (DuckDBConnection duck = Duck.open(MEMORY_MB, 1, folder.resolve(".spill"), folder);
                Statement statement = duck.createStatement()) {
            statement.execute("CREATE TABLE labels (" + COLUMNS + ")");
            try (DuckDBAppender out = duck.createAppender("labels")) {
                for (Label l : labels) {
                    LabelShape.Box box = l.shape().bounds();
                    String[] shape = shape(l.shape());
                    out.beginRow().append(l.id()).append(l.tile()).append(images.get(l.tile())).append(shape[0])
                            .append(box.x()).append(box.y()).append(box.width()).append(box.height()).append(shape[1])
                            .append(l.code()).append(name(l.state())).append(l.score()).append(l.iteration())
                            .append(l.author()).append(l.millis()).append(l.source()).append(l.layer())
                            .append(l.comment()).endRow();
                }
            }
            statement.execute("COPY labels TO " + Duck.text(file.toString())
                    + " (FORMAT parquet, COMPRESSION zstd, KV_METADATA {loupe: 'labels 1'})");
        }
    }

    /** Kind and numbers of an outline. */
    private static String[] shape(LabelShape shape) throws IOException {
        StringWriter text = new StringWriter();
        JsonWriter json = plain(text);
        json.beginObject();
        LabelJson.write(json, shape);
        json.endObject();
        int colon = text.getBuffer().indexOf(":");
        return new String[] { text.getBuffer().substring(2, colon - 1),
            text.getBuffer().substring(colon + 1, text.getBuffer().length() - 1) };
    }

    private static JsonWriter plain(StringWriter text) {
        JsonWriter json = new JsonWriter(text);
        json.setHtmlSafe(false);
        return json;
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads both files.
     *
     * @throws ToolException if one is missing or damaged
     */
    public static LabelSnapshot read(Path folder) throws ToolException {
        Path home = folder.toAbsolutePath().normalize();
        try {
            return new LabelSnapshot(readTiles(home.resolve(IMAGES)), readLabels(home));
        } catch (IOException | SQLException | RuntimeException e) {
            throw new ToolException("The labels in " + home + " cannot be read: " + Disk.reason(e),
                    "Put a backup of the folder in its place.", e);
        }
    }

    private static List<LabelTile> readTiles(Path file) throws IOException {
        List<LabelTile> tiles = new ArrayList<>();
        try (BufferedReader in = Files.newBufferedReader(file)) {
            for (String line; (line = in.readLine()) != null;)
                try (JsonReader json = new JsonReader(new StringReader(line))) {
                    tiles.add(LabelJson.tile(json));
                }
        }
        return tiles;
    }

    private static List<Label> readLabels(Path folder) throws SQLException, IOException {
        List<Label> labels = new ArrayList<>();
        try (DuckDBConnection duck = Duck.open(MEMORY_MB, 1, folder.resolve(".spill"), folder);
                Statement statement = duck.createStatement();
                ResultSet row = statement.executeQuery("SELECT id, tile, kind, shape, class, state, score, iteration, "
                        + "author, millis, source, layer, comment FROM "
                        + Duck.parquet(List.of(folder.resolve(LABELS)), "union_by_name = true") + " ORDER BY id")) {
            while (row.next())
                try (JsonReader json = new JsonReader(new StringReader(row.getString(4)))) {
                    labels.add(new Label(row.getInt(1), row.getInt(2), LabelJson.shape(json, row.getString(3)),
                            row.getInt(5), LabelState.valueOf(row.getString(6).toUpperCase(Locale.ROOT)),
                            row.getFloat(7), row.getInt(8), row.getString(9).intern(), row.getLong(10),
                            row.getString(11).intern(), row.getString(12).intern(), row.getString(13)));
                }
        }
        return labels;
    }

    /**
     * SHA-256 of what is labelled how, in lower-case hexadecimal digits: images by name and content, outlines, classes,
     * states and scores. Who made a label, when, under which number and in which order is left out, and so are folders
     * outside the project: the same labels have the same digest on any machine at any time.
     */
    public String digest() {
        Map<Integer, List<Label>> on = new HashMap<>();
        for (Label label : labels)
            on.computeIfAbsent(label.tile(), t -> new ArrayList<>(4)).add(label);
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (LabelTile tile : tiles.stream().sorted(Comparator.comparing(LabelSnapshot::place)).toList()) {
                LabelOrigin from = tile.origin();
                StringWriter line = new StringWriter();
                LabelJson.write(plain(line), new LabelTile(1, place(tile), tile.sha256(), tile.width(), tile.height(),
                        tile.state(), tile.split(),
                        new LabelOrigin(from.lot(), from.wafer(), inside(from.scan()), from.x(), from.y())));
                add(digest, line.toString());
                List<String> lines = new ArrayList<>();
                for (Label label : on.getOrDefault(tile.number(), List.of())) {
                    StringWriter text = new StringWriter();
                    LabelJson.write(plain(text), new Label(1, 1, label.shape(), label.code(), label.state(),
                            label.score(), label.iteration(), "", 0, label.source(), label.layer(), label.comment()),
                            "", 0);
                    lines.add(text.toString());
                }
                lines.sort(null);
                lines.forEach(l -> add(digest, l));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256, and a text in memory cannot fail.", e);
        }
    }

    private static void add(MessageDigest digest, String line) {
        digest.update(line.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
    }

    private static String place(LabelTile tile) {
        return inside(tile.image());
    }

    /** A path as it is if it lies in the project, else only the file's name. */
    private static String inside(String path) {
        boolean absolute = path.startsWith("/") || path.startsWith("\\") || path.matches("[A-Za-z]:[/\\\\].*");
        return absolute ? path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1) : path;
    }
}
