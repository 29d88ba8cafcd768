package org.loupe.store;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.loupe.api.Detections;
import org.loupe.api.Features;
import org.loupe.api.ToolException;
import org.loupe.store.internal.Disk;
import org.loupe.store.internal.Duck;
import org.loupe.store.internal.Masks;
import org.loupe.store.internal.Parts;

/**
 * Writes a run: a folder of {@code recipe.json}, {@code provenance.json}, {@code run.json} and numbered parts, each of
 * {@code detections-N.parquet} and {@code images-N.parquet}. A part is written aside, forced to disk and renamed, its
 * images last; so whenever the process or the machine stops, all earlier parts are whole and what was not is deleted
 * when the run resumes. Parts are never changed.
 *
 * <p>Images gather in memory until a part is due: at {@value #ROWS} rows, or at {@value #IMAGES} images or
 * {@value #SECONDS} s since the last one. The last two grow to 1 % of what the run has taken already, so that even a
 * run of a million images has a few hundred parts and still loses no more than 1 % of its time when it is killed.
 *
 * <p>Used by one thread at a time. Two writers cannot have one folder open, whatever process they are in.
 */
public final class RunWriter implements AutoCloseable {
    /** Rows at which a part is written. */
    public static final int ROWS = 50_000;
    /** Images at which a part is written, or 1 % of the run's images if that is more. */
    public static final int IMAGES = 256;
    /** Seconds after which a part is written, or 1 % of the run's time so far if that is more. */
    public static final int SECONDS = 5;
    /** Version of the folder that is written; a folder of a higher one is refused. */
    static final int VERSION = 1;

    private static final int MEMORY_MB = 256;
    /** Folders of all open writers: a second channel on a lock file, once closed, would give up the first one's lock. */
    private static final Set<Path> WRITTEN = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel lockFile;
    private final CompletableFuture<DuckDBConnection> duck;
    private final Set<String> finished = new HashSet<>();
    private final Map<String, Integer> indexOf = new HashMap<>();
    private final BitSet used = new BitSet();
    private final Set<String> features = new HashSet<>();
    private final List<Entry> buffer = new ArrayList<>();
    private final long started = System.nanoTime();
    private final String created;
    private long bufferedRows;
    private long flushed = started;
    private long images;
    private int next;
    private boolean complete;
    private boolean closed;

    private record Entry(ImageRow image, Detections detections, Features features) {
    }

    private RunWriter(Path folder, FileChannel lockFile, String created, int next) {
        this.folder = folder;
        this.lockFile = lockFile;
        this.created = created;
        this.next = next;
        this.duck = start(folder);
    }

    /**
     * Starts a run.
     *
     * @param folder         is made if absent; may hold other files, but not a run
     * @param recipeJson     the recipe, complete
     * @param provenanceJson how the results come to be
     * @throws ToolException if the folder holds a run, is written by another process or cannot be written
     */
    public static RunWriter create(Path folder, String recipeJson, String provenanceJson) throws ToolException {
        Path home = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(home);
        } catch (IOException e) {
            throw Disk.refused("The run", home, "", e);
        }
        home = real(home);
        FileChannel lock = lock(home);
        try {
            if (Files.exists(home.resolve(Parts.RUN)) || Parts.next(home) > 1)
                throw new ToolException("The folder " + home + " holds a run already.",
                        "Choose another folder, or resume that run.");
            Parts.deleteOrphans(home);
            Disk.write(home.resolve(Parts.RECIPE), recipeJson);
            Disk.write(home.resolve(Parts.PROVENANCE), provenanceJson);
            String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
            Disk.write(home.resolve(Parts.RUN), describe("running", now));
            return new RunWriter(home, lock, now, 1);
        } catch (IOException e) {
            throw unlock(home, lock, Disk.refused("The run", home, "", e));
        } catch (ToolException | RuntimeException e) {
            unlock(home, lock, e);
            throw e;
        }
    }

    /**
     * Goes on with a run that was stopped or killed. What its unfinished part left is deleted.
     *
     * @throws ToolException if the folder holds no run or a newer version's, a part of it is damaged, another process
     *                       writes it or it cannot be written
     */
    public static RunWriter resume(Path folder) throws ToolException {
        Path home = folder.toAbsolutePath().normalize();
        RunReader.Description description = RunReader.describe(home);
        home = real(home);
        FileChannel lock = lock(home);
        try {
            Parts.deleteOrphans(home);
            List<ImageRow> rows;
            Set<String> features;
            try (RunReader reader = RunReader.open(home)) {
                rows = reader.images();
                features = Set.copyOf(reader.featureNames());
            }
            Disk.write(home.resolve(Parts.RUN), describe("running", description.created()));
            RunWriter writer = new RunWriter(home, lock, description.created(), Parts.next(home));
            writer.features.addAll(features);
            writer.images = rows.size();
            for (ImageRow row : rows) {
                writer.indexOf.put(place(row), row.index());
                writer.used.set(row.index());
                if (!row.failed())
                    writer.finished.add(row.key());
            }
            return writer;
        } catch (IOException e) {
            throw unlock(home, lock, Disk.refused("The run", home, "Its finished parts are safe.", e));
        } catch (ToolException | RuntimeException e) {
            unlock(home, lock, e);
            throw e;
        }
    }

    /** Whether an image of this key was finished without error before this writer was opened. Any thread may ask. */
    public boolean has(String key) {
        return finished.contains(key);
    }

    /**
     * Adds an image. It is stored whole or not at all, and newer than any image of the same path and page that the run
     * has already: readers see the newest. If the run was resumed, the image keeps its index of then, and an index that
     * another image has is replaced by a free one. Its number of detections is taken from {@code detections}.
     *
     * @param detections in full-image px
     * @param features   a row for each detection
     * @throws ToolException if a part was due and could not be written: finished parts are safe, and the images since
     *                       then stay in memory until {@link #flush} succeeds
     */
    public void append(ImageRow image, Detections detections, Features features) throws ToolException {
        if (closed)
            throw new IllegalStateException("The run in " + folder + " is closed.");
        if (features.rows() != detections.size())
            throw new IllegalArgumentException("Features have a row for each detection, found " + features.rows()
                    + " rows for " + detections.size() + " detections.");
        for (int row = 0; row < detections.size(); row++)
            Objects.checkIndex(detections.classIndex()[row], detections.classes().size());
        checkNames(features.names());
        if (duck.isCompletedExceptionally())
            duck();
        buffer.add(new Entry(image.at(index(image), detections.size()), detections, features));
        bufferedRows += detections.size();
        images++;
        long now = System.nanoTime();
        if (bufferedRows >= ROWS || buffer.size() >= Math.max(IMAGES, images / 100)
                || now - flushed >= Math.max(SECONDS * 1_000_000_000L, (now - started) / 100))
            flush();
    }

    /** Writes what has gathered as a part; nothing if nothing has. */
    public void flush() throws ToolException {
        if (buffer.isEmpty())
            return;
        DuckDBConnection connection = duck();
        Path detections = Parts.detections(folder, next);
        Path rows = Parts.images(folder, next);
        Path detectionsAside = Disk.aside(detections);
        Path rowsAside = Disk.aside(rows);
        try (Statement statement = connection.createStatement()) {
            copyDetections(connection, statement, detectionsAside);
            copyImages(connection, statement, rowsAside);
            Disk.publish(detectionsAside, detections);
            Disk.publish(rowsAside, rows);
        } catch (SQLException | IOException e) {
            delete(detectionsAside, rowsAside, detections);
            throw Disk.refused("Part " + next + " of the run", folder, next == 1 ? "No part was finished before."
                    : next == 2 ? "Part 1 is safe." : "Parts 1 to " + (next - 1) + " are safe.", e);
        }
        next++;
        buffer.clear();
        bufferedRows = 0;
        flushed = System.nanoTime();
    }

    /**
     * Replaces what is known of how the results come to be, since more is known now.
     *
     * @throws ToolException if it cannot be written; the former one stays
     */
    public void provenance(String provenanceJson) throws ToolException {
        try {
            Disk.write(folder.resolve(Parts.PROVENANCE), provenanceJson);
        } catch (IOException e) {
            throw Disk.refused("The provenance of the run", folder, "", e);
        }
    }

    /**
     * Notes that every image of the run's list was tried; a run closed without it counts as stopped.
     *
     * @throws ToolException as {@link #flush}
     */
    public void complete() throws ToolException {
        flush();
        complete = true;
    }

    /** Writes what has gathered and lets go of the folder. A second call does nothing. */
    @Override
    public void close() throws ToolException {
        if (closed)
            return;
        try {
            flush();
            Disk.write(folder.resolve(Parts.RUN), describe(complete ? "complete" : "stopped", created));
        } catch (IOException e) {
            throw Disk.refused("The end of the run", folder, "All its images are safe.", e);
        } finally {
            closed = true;
            duck.thenAccept(connection -> {
                try {
                    connection.close();
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            unlock(folder, lockFile, null);
        }
    }

    /** Loads DuckDB (0.5 s) beside the caller, who needs it only for the first part. */
    private static CompletableFuture<DuckDBConnection> start(Path folder) {
        CompletableFuture<DuckDBConnection> future = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                future.complete(Duck.open(MEMORY_MB, 1, folder.resolve(Parts.SPILL), folder));
            } catch (SQLException | RuntimeException | LinkageError e) {
                future.completeExceptionally(e);
            }
        }, "Loupe store");
        thread.setDaemon(true);
        thread.start();
        return future;
    }

    private DuckDBConnection duck() throws ToolException {
        try {
            return duck.get();
        } catch (ExecutionException e) {
            throw RunReader.unavailable(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ToolException("Writing the run was interrupted.", "Resume the run.", e);
        }
    }

    private int index(ImageRow image) {
        if (indexOf.isEmpty())
            return image.index();
        Integer known = indexOf.get(place(image));
        if (known != null)
            return known;
        int index = used.get(image.index()) ? used.length() : image.index();
        indexOf.put(place(image), index);
        used.set(index);
        return index;
    }

    private static String place(ImageRow image) {
        return image.page() + "|" + image.path();
    }

    /** A feature becomes a column, whose name is unique whatever its case. */
    private void checkNames(List<String> names) throws ToolException {
        if (features.containsAll(names))
            return;
        Map<String, String> taken = new TreeMap<>();
        Parts.COLUMNS.forEach(c -> taken.put(c, c));
        features.forEach(f -> taken.put(f.toLowerCase(Locale.ROOT), f));
        for (String name : names) {
            String other = taken.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
            if (name.isBlank() || other != null && !(other.equals(name) && features.contains(name)))
                throw new ToolException(
                        "A feature cannot be stored under the name '" + name + "': "
                                + (name.isBlank() ? "a name is not blank."
                                        : "the column '" + other + "' has it, and names of columns differ by "
                                                + "more than case."),
                        "Rename the feature in the tool that computes it. " + "Names that are taken: "
                                + String.join(", ", Parts.COLUMNS) + ".");
            features.add(name);
        }
    }

    private void copyDetections(DuckDBConnection connection, Statement statement, Path file) throws SQLException {
        List<String> names = buffer.stream().flatMap(e -> e.features().names().stream()).distinct().toList();
        StringBuilder columns = new StringBuilder(Parts.DETECTIONS);
        names.forEach(n -> columns.append(", ").append(Duck.name(n)).append(" FLOAT"));
        statement.execute("CREATE OR REPLACE TABLE detections (" + columns + ")");
        try (DuckDBAppender out = connection.createAppender("detections")) {
            for (Entry entry : buffer) {
                Detections d = entry.detections();
                Features f = entry.features();
                int[] at = names.stream().mapToInt(f::column).toArray();
                for (int row = 0; row < d.size(); row++) {
                    out.beginRow().append(entry.image().index()).append(row).append(entry.image().image());
                    append(out, d.x()[row]);
                    append(out, d.y()[row]);
                    append(out, d.width()[row]);
                    append(out, d.height()[row]);
                    append(out, d.score()[row]);
                    out.append(d.className(row)).append(Masks.text(d.masks()[row]));
                    for (int column : at)
                        append(out, column < 0 ? Float.NaN : f.get(row, column));
                    out.endRow();
                }
            }
        }
        copy(statement, "detections", file);
    }

    private void copyImages(DuckDBConnection connection, Statement statement, Path file) throws SQLException {
        statement.execute("CREATE OR REPLACE TABLE images (" + Parts.IMAGES + ")");
        try (DuckDBAppender out = connection.createAppender("images")) {
            for (Entry entry : buffer) {
                ImageRow i = entry.image();
                out.beginRow().append(i.index()).append(i.image()).append(i.path()).append(i.page())
                        .append(i.referencePath()).append(i.sha256()).append(i.referenceSha256()).append(i.key())
                        .append(i.width()).append(i.height());
                append(out, i.umPerPx());
                out.append(i.conditions().layer()).append(i.conditions().mode());
                append(out, i.conditions().magnification());
                append(out, i.conditions().exposureMs());
                out.append(i.detections());
                append(out, i.millis());
                out.append(i.status()).append(i.message()).append(i.remedy()).append(i.warnings()).endRow();
            }
        }
        copy(statement, "images", file);
    }

    /** Unknown is NULL: DuckDB takes NaN for larger than any number. */
    private static void append(DuckDBAppender out, float value) throws SQLException {
        if (Float.isNaN(value))
            out.appendNull();
        else
            out.append(value);
    }

    private static void append(DuckDBAppender out, double value) throws SQLException {
        if (Double.isNaN(value))
            out.appendNull();
        else
            out.append(value);
    }

    private static void copy(Statement statement, String table, Path file) throws SQLException {
        statement.execute("COPY " + table + " TO " + Duck.text(file.toString())
                + " (FORMAT parquet, COMPRESSION zstd, KV_METADATA {loupe: 'run " + VERSION + "'})");
        statement.execute("DROP TABLE " + table);
    }

    private static void delete(Path... files) {
        for (Path file : files)
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                continue;
            }
    }

    private static String describe(String state, String created) {
        JsonObject run = new JsonObject();
        run.addProperty("loupe", "run");
        run.addProperty("version", VERSION);
        run.addProperty("state", state);
        run.addProperty("created", created);
        run.addProperty("changed", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        return new GsonBuilder().setPrettyPrinting().create().toJson(run) + "\n";
    }

    /** The folder without symbolic links, so that two names of it are one. */
    private static Path real(Path folder) throws ToolException {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            throw Disk.refused("The run", folder, "", e);
        }
    }

    private static FileChannel lock(Path folder) throws ToolException {
        if (!WRITTEN.add(folder))
            throw busy(folder);
        FileChannel channel = null;
        try {
            channel = FileChannel.open(folder.resolve(Parts.LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() != null)
                return channel;
        } catch (IOException e) {
            throw unlock(folder, channel, Disk.refused("The run", folder, "", e));
        }
        throw unlock(folder, channel, busy(folder));
    }

    private static ToolException busy(Path folder) {
        return new ToolException("The run in " + folder + " is being written already.",
                "Wait until that has ended, or choose another folder.");
    }

    private static <E extends Exception> E unlock(Path folder, FileChannel channel, E cause) {
        try {
            if (channel != null)
                channel.close();
        } catch (IOException e) {
            if (cause == null)
                throw new UncheckedIOException(e);
            cause.addSuppressed(e);
        } finally {
            WRITTEN.remove(folder);
        }
        return cause;
    }
}
