package org.loupe.store;

import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.loupe.api.ToolException;
import org.loupe.store.internal.Disk;
import org.loupe.store.internal.Duck;

/**
 * A table in one Parquet file that any program reads: named columns of texts, whole numbers or numbers, and a text
 * about the whole. Immutable by agreement; for any thread.
 *
 * @param columns by name, in order; each a {@code String[]} without {@code null}, an {@code int[]}, a {@code float[]}
 *                or a {@code double[]}, all of one length
 * @param about   what the reader should know beside the columns, JSON as a rule; "" for nothing
 */
public record ColumnFile(Map<String, Object> columns, String about) {
    /** What is done with some rows of a file. */
    @FunctionalInterface
    public interface Part {
        void accept(ColumnFile rows) throws ToolException;
    }

    private static final int MEMORY_MB = 1024;
    private static final String KEY = "loupe";

    public ColumnFile {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        Objects.requireNonNull(about);
        int rows = -1;
        for (var column : columns.entrySet()) {
            int length = length(column.getValue());
            if (rows >= 0 && length != rows)
                throw new IllegalArgumentException("Column \"" + column.getKey() + "\" has " + length
                        + " rows, those before it " + rows + ".");
            rows = length;
        }
    }

    /** Number of rows; 0 without columns. */
    public int rows() {
        return columns.isEmpty() ? 0 : length(columns.values().iterator().next());
    }

    /** A column of texts. @throws IllegalArgumentException if there is none of that name and type */
    public String[] texts(String name) {
        return column(name, String[].class);
    }

    /** A column of whole numbers. @throws IllegalArgumentException if there is none of that name and type */
    public int[] ints(String name) {
        return column(name, int[].class);
    }

    /** A column of numbers. @throws IllegalArgumentException if there is none of that name and type */
    public float[] floats(String name) {
        return column(name, float[].class);
    }

    /** A column of numbers. @throws IllegalArgumentException if there is none of that name and type */
    public double[] doubles(String name) {
        return column(name, double[].class);
    }

    private <T> T column(String name, Class<T> type) {
        if (!type.isInstance(columns.get(name)))
            throw new IllegalArgumentException("There is no column \"" + name + "\" of " + type.getSimpleName()
                    + "; there are " + columns.keySet() + ".");
        return type.cast(columns.get(name));
    }

    private static int length(Object column) {
        return column instanceof String[] t ? t.length : column instanceof int[] i ? i.length
                : column instanceof float[] f ? f.length : ((double[]) column).length;
    }

    private static String type(Object column) {
        return column instanceof String[] ? "VARCHAR" : column instanceof int[] ? "INTEGER"
                : column instanceof float[] ? "FLOAT" : "DOUBLE";
    }

    /**
     * Writes it; a file of that name is replaced when this one is whole.
     *
     * @param file in a folder that is there
     * @throws ToolException if two columns have one name but for their case, or the file cannot be written
     */
    public void write(Path file) throws ToolException {
        write(file, Optional.empty(), List.of());
    }

    /**
     * Writes it with columns of another file before its own; both have equally many rows. No more of the other file is
     * held in memory than a few rows.
     *
     * @param beside what {@link #read} could read
     * @param kept   names of its columns
     * @throws ToolException as {@link #write(Path)}
     */
    public void write(Path file, Path beside, List<String> kept) throws ToolException {
        write(file, Optional.of(beside.toAbsolutePath().normalize()), kept);
    }

    private void write(Path file, Optional<Path> beside, List<String> kept) throws ToolException {
        Path target = file.toAbsolutePath().normalize();
        Map<String, String> taken = new TreeMap<>();
        for (String name : Stream.concat(kept.stream(), columns.keySet().stream()).toList()) {
            String other = taken.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
            if (name.isBlank() || other != null)
                throw new ToolException("A column cannot be stored under the name \"" + name + "\": "
                        + (other == null ? "a name is not blank." : "\"" + other + "\" has it."),
                        "Rename the feature in the tool that computes it, or leave it out.");
        }
        Path aside = Disk.aside(target);
        try {
            Files.deleteIfExists(aside);
            try (DuckDBConnection duck = Duck.open(MEMORY_MB, 1, spill(), target.getParent(),
                    beside.orElse(target).getParent()); Statement statement = duck.createStatement()) {
                StringBuilder names = new StringBuilder();
                columns.forEach((name, values) -> names.append(names.isEmpty() ? "" : ", ").append(Duck.name(name))
                        .append(' ').append(type(values)));
                statement.execute("CREATE TABLE rows (" + names + ")");
                try (DuckDBAppender out = duck.createAppender("rows")) {
                    append(out);
                }
                String all = beside.isEmpty() ? "rows" : "(SELECT " + Duck.names(Stream.concat(kept.stream(),
                        columns.keySet().stream()).toList()) + " FROM " + table(beside.get())
                        + " POSITIONAL JOIN rows)";
                statement.execute("COPY " + all + " TO " + Duck.text(aside.toString())
                        + " (FORMAT parquet, COMPRESSION zstd, KV_METADATA {" + KEY + ": " + Duck.text(about) + "})");
            }
            Disk.publish(aside, target);
        } catch (IOException | SQLException e) {
            throw new ToolException(target + " cannot be written: " + Disk.reason(e),
                    "Check the folder and your right to write there, or choose another.", e);
        }
    }

    private void append(DuckDBAppender out) throws SQLException {
        Object[] all = columns.values().toArray();
        for (int row = 0, rows = rows(); row < rows; row++) {
            out.beginRow();
            for (Object column : all)
                if (column instanceof float[] f)
                    out.append(f[row]);
                else if (column instanceof String[] t)
                    out.append(t[row]);
                else if (column instanceof int[] i)
                    out.append(i[row]);
                else
                    out.append(((double[]) column)[row]);
            out.endRow();
        }
    }

    /**
     * Reads one; of other programs' files the columns that are of these types.
     *
     * @throws ToolException if it is missing, damaged or no such file
     */
    public static ColumnFile read(Path file) throws ToolException {
        Path source = there(file);
        try (DuckDBConnection duck = Duck.open(MEMORY_MB, 1, spill(), source.getParent());
                Statement statement = duck.createStatement()) {
            int rows = Math.toIntExact(count(statement, source));
            Map<String, Object> columns = columns(statement, source, rows);
            if (!columns.isEmpty())
                try (ResultSet found = statement.executeQuery(select(columns.keySet(), source))) {
                    fill(columns.values().toArray(), found, rows);
                }
            return new ColumnFile(columns, about(statement, source));
        } catch (SQLException | ArithmeticException e) {
            throw unreadable(file, e);
        }
    }

    /**
     * What {@link #read} would give, without its rows: the columns are there, and empty.
     *
     * @throws ToolException as {@link #read}
     */
    public static ColumnFile head(Path file) throws ToolException {
        Path source = there(file);
        try (DuckDBConnection duck = Duck.open(MEMORY_MB, 1, spill(), source.getParent());
                Statement statement = duck.createStatement()) {
            return new ColumnFile(columns(statement, source, 0), about(statement, source));
        } catch (SQLException e) {
            throw unreadable(file, e);
        }
    }

    /** Number of rows of a file, which is not read for it. @throws ToolException as {@link #read} */
    public static long count(Path file) throws ToolException {
        Path source = there(file);
        try (DuckDBConnection duck = Duck.open(MEMORY_MB, 1, spill(), source.getParent());
                Statement statement = duck.createStatement()) {
            return count(statement, source);
        } catch (SQLException e) {
            throw unreadable(file, e);
        }
    }

    /**
     * Goes through a file in its order, for files that do not fit into memory.
     *
     * @param names of the columns that are wanted
     * @param size  rows at a time
     * @throws ToolException            as {@link #read}, and what {@code part} throws
     * @throws IllegalArgumentException if there is no column of a name, or none is wanted
     */
    public static void each(Path file, List<String> names, int size, Part part) throws ToolException {
        Path source = there(file);
        try (DuckDBConnection duck = Duck.stream(MEMORY_MB, 1, spill(), source.getParent());
                Statement statement = duck.createStatement()) {
            Map<String, Object> all = columns(statement, source, 0);
            if (names.isEmpty() || !all.keySet().containsAll(names))
                throw new IllegalArgumentException("There are no columns " + names + "; there are " + all.keySet()
                        + ".");
            try (ResultSet found = statement.executeQuery(select(names, source))) {
                for (int rows = size; rows == size;) {
                    Map<String, Object> columns = new LinkedHashMap<>();
                    names.forEach(name -> columns.put(name, Array.newInstance(all.get(name).getClass()
                            .getComponentType(), size)));
                    rows = fill(columns.values().toArray(), found, size);
                    int filled = rows;
                    if (filled < size)
                        columns.replaceAll((name, column) -> first(column, filled));
                    if (filled > 0)
                        part.accept(new ColumnFile(columns, ""));
                }
            }
        } catch (SQLException e) {
            throw unreadable(file, e);
        }
    }

    private static Object first(Object column, int rows) {
        Object first = Array.newInstance(column.getClass().getComponentType(), rows);
        System.arraycopy(column, 0, first, 0, rows);
        return first;
    }

    private static Path there(Path file) throws ToolException {
        Path source = file.toAbsolutePath().normalize();
        if (!Files.isRegularFile(source))
            throw new ToolException("There is no file " + file + ".", "Check the path.");
        return source;
    }

    private static ToolException unreadable(Path file, Exception e) {
        return new ToolException(file + " cannot be read as a table: " + Disk.reason(e),
                "Choose a Parquet file that 'loupe features' has written.", e);
    }

    private static String table(Path source) {
        return Duck.parquet(List.of(source), "union_by_name = true");
    }

    private static String select(Collection<String> names, Path source) {
        return "SELECT " + Duck.names(names) + " FROM " + table(source);
    }

    private static long count(Statement statement, Path source) throws SQLException {
        try (ResultSet count = statement.executeQuery("SELECT count(*) FROM " + table(source))) {
            count.next();
            return count.getLong(1);
        }
    }

    /** The columns of types that are known, with room for so many rows. */
    private static Map<String, Object> columns(Statement statement, Path source, int rows) throws SQLException {
        Map<String, Object> columns = new LinkedHashMap<>();
        try (ResultSet described = statement.executeQuery("DESCRIBE SELECT * FROM " + table(source))) {
            while (described.next()) {
                Object column = switch (described.getString(2)) {
                    case "VARCHAR" -> new String[rows];
                    case "TINYINT", "SMALLINT", "INTEGER" -> new int[rows];
                    case "FLOAT" -> new float[rows];
                    case "DOUBLE" -> new double[rows];
                    default -> null;
                };
                if (column != null)
                    columns.put(described.getString(1), column);
            }
        }
        return columns;
    }

    /** Takes so many rows at most; returns how many there were. */
    private static int fill(Object[] columns, ResultSet found, int most) throws SQLException {
        int row = 0;
        for (; row < most && found.next(); row++)
            for (int c = 0; c < columns.length; c++)
                if (columns[c] instanceof float[] f) {
                    f[row] = found.getFloat(c + 1);
                    if (f[row] == 0 && found.wasNull())
                        f[row] = Float.NaN;
                } else if (columns[c] instanceof String[] t)
                    t[row] = Objects.requireNonNullElse(found.getString(c + 1), "");
                else if (columns[c] instanceof int[] i)
                    i[row] = found.getInt(c + 1);
                else {
                    double value = found.getDouble(c + 1);
                    ((double[]) columns[c])[row] = found.wasNull() ? Double.NaN : value;
                }
        return row;
    }

    private static String about(Statement statement, Path file) throws SQLException {
        try (ResultSet found = statement.executeQuery("SELECT decode(value) FROM parquet_kv_metadata("
                + Duck.text(Duck.literal(file)) + ") WHERE decode(key) = '" + KEY + "'")) {
            return found.next() ? found.getString(1) : "";
        }
    }

    private static Path spill() {
        return Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath()
                .resolve("loupe-store-" + UUID.randomUUID());
    }
}
