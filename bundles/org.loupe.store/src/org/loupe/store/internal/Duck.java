package org.loupe.store.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/** Opens DuckDB so that it stays small, writes nothing outside the folders it is given and fetches nothing. */
public final class Duck {
    private static final Pattern LIBRARY = Pattern.compile("libduckdb_java\\d+\\.so");

    private Duck() {
    }

    /**
     * An empty database in memory. The caller closes it; one thread at a time uses it.
     *
     * @param memoryMb most memory that it takes, in MB; larger work goes to {@code spill}
     * @param threads  most threads that a query uses
     * @param spill    folder for what does not fit into memory; it appears only when needed
     * @param folders  the only folders that it may read and write besides {@code spill}
     */
    public static DuckDBConnection open(int memoryMb, int threads, Path spill, Path... folders) throws SQLException {
        return open(new Properties(), memoryMb, threads, spill, folders);
    }

    /** The same for results of any length: rows are computed as they are asked for; one result at a time is open. */
    public static DuckDBConnection stream(int memoryMb, int threads, Path spill, Path... folders)
            throws SQLException {
        Properties settings = new Properties();
        settings.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
        return open(settings, memoryMb, threads, spill, folders);
    }

    private static DuckDBConnection open(Properties settings, int memoryMb, int threads, Path spill, Path... folders)
            throws SQLException {
        settings.setProperty("memory_limit", memoryMb + "MB");
        settings.setProperty("threads", Integer.toString(threads));
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        Connection connection;
        try {
            connection = new DuckDBDriver().connect("jdbc:duckdb:", settings);
        } catch (LinkageError e) {
            Throwable cause = e;
            while (cause.getCause() != null)
                cause = cause.getCause();
            throw new SQLException("DuckDB's native library could not be loaded: " + cause.getMessage(), e);
        }
        forgetLibraryFiles();
        DuckDBConnection duck = connection.unwrap(DuckDBConnection.class);
        try (Statement statement = duck.createStatement()) {
            statement.execute("SET temp_directory = " + text(spill.toString()));
            statement.execute("SET parquet_metadata_cache = true");
            statement.execute("SET allowed_directories = [" + Stream.concat(Stream.of(spill.toString()),
                    Stream.of(folders).flatMap(folder -> Stream.of(folder.toString(), literal(folder)))).map(Duck::text)
                    .collect(Collectors.joining(", ")) + "]");
            statement.execute("SET enable_external_access = false");
            statement.execute("SET lock_configuration = true");
        } catch (SQLException e) {
            duck.close();
            throw e;
        }
        return duck;
    }

    /**
     * The driver unpacks its library (70 MB) into a temporary file at each start and deletes it when the JVM ends, but
     * not when the JVM is killed. Where an open file can lose its name, it loses it now; elsewhere, and if the JVM was
     * killed while it unpacked, a later start deletes what is old: a system that needs it still does not let it go.
     */
    private static void forgetLibraryFiles() {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir", ""));
        Instant old = Instant.now().minus(10, ChronoUnit.MINUTES);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(temporary, "libduckdb_java*.so")) {
            Set<String> open = openLibraries();
            for (Path file : files)
                if (LIBRARY.matcher(file.getFileName().toString()).matches()
                        && (open.contains(file.getFileName().toString())
                                || Files.getLastModifiedTime(file).toInstant().isBefore(old)))
                    delete(file);
        } catch (IOException | DirectoryIteratorException | UncheckedIOException e) {
            return;
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            return;
        }
    }

    /** Names of the driver's libraries that this process has loaded, as far as the system tells. */
    private static Set<String> openLibraries() throws IOException {
        Path maps = Path.of("/proc/self/maps");
        if (!Files.isReadable(maps))
            return Set.of();
        try (Stream<String> lines = Files.lines(maps)) {
            return lines.filter(l -> l.contains("libduckdb_java")).map(l -> l.substring(l.lastIndexOf('/') + 1))
                    .collect(Collectors.toSet());
        }
    }

    /** A file's name as a pattern that means this file alone. */
    public static String literal(Path file) {
        return file.toString().replace("[", "[[]").replace("*", "[*]").replace("?", "[?]");
    }

    /** A text in SQL. */
    public static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    /** A column's name in SQL. */
    public static String name(String value) {
        return '"' + value.replace("\"", "\"\"") + '"';
    }

    /** Names of columns in SQL, separated by commas. */
    public static String names(Collection<String> values) {
        return values.stream().map(Duck::name).collect(Collectors.joining(", "));
    }

    /**
     * The rows of Parquet files as a table in SQL.
     *
     * @param option of the function read_parquet; {@code union_by_name = true}: a column that a file lacks is NULL
     *               there
     */
    public static String parquet(List<Path> files, String option) {
        return "read_parquet([" + files.stream().map(f -> text(literal(f))).collect(Collectors.joining(", ")) + "], "
                + option + ", hive_partitioning = false)"; // a folder may be called "lot=5"
    }
}
