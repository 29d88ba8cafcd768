package org.loupe.store;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;
import org.loupe.api.Detections;
import org.loupe.api.Features;
import org.loupe.api.ImageInfo;
import org.loupe.api.ToolException;
import org.loupe.store.internal.Collector;
import org.loupe.store.internal.Disk;
import org.loupe.store.internal.Duck;
import org.loupe.store.internal.Filter;
import org.loupe.store.internal.Parts;

/**
 * Reads a run as it was when it was opened or last {@link #refresh refreshed}; a writer may go on meanwhile. Safe for
 * use by several threads, whose calls wait for each other. The caller closes it.
 *
 * <p>{@link #visit}, {@link #detections} and {@link #features} read the parts in which the images lie. Questions over
 * all detections ({@link #page}, {@link #countByClass}, {@link #histogram}, {@link #query}) are put to a table in
 * memory that the first of them loads, unless the run has more than {@value #TABLE_ROWS} detections: then to the files.
 *
 * <p>Files: any Parquet reader can take {@code detections-*.parquet} and {@code images-*.parquet}. Where an image
 * occurs in several parts (it failed and was mended), the part with the highest number counts; this reader sees to
 * that.
 */
public final class RunReader implements AutoCloseable {
    private static final int TABLE_ROWS = 4_000_000;
    private static final int MEMORY_MB = 1_024;
    /** Rows of a page that are first found by number and then read; more are read at once. */
    private static final int MOST_IDS = 2_000;

    private final Path folder;
    private final int tableRows;
    private final Path spill;
    private final DuckDBConnection duck;
    private String recipe;
    private String provenance;
    private Description description;
    private List<Integer> parts = List.of();
    private List<ImageRow> images = List.of();
    private Map<Integer, Integer> partOf = Map.of();
    private Map<Integer, Set<Integer>> superseded = Map.of();
    private List<String> features = List.of();
    private List<String> classes = List.of();
    private long detectionCount;
    private long errorCount;
    private String prepared = "";
    private PartRows cached;
    private String counted;
    private long count;
    private final RunTable table = new RunTable(this);

    /** Called once for each image, in order of index. What it throws ends the visit and reaches the caller. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * @param detections with masks; empty if the image failed
         * @param features   a row for each detection, columns {@link RunReader#featureNames}
         */
        void visit(ImageRow image, Detections detections, Features features) throws ToolException;
    }

    /** Makes a value of the rows of a query. */
    @FunctionalInterface
    public interface Rows<T> {
        /** @param rows before its first row; not to be kept */
        T read(ResultSet rows) throws SQLException;
    }

    /** What run.json says. */
    record Description(String state, String created) {
    }

    /** A part's detections in memory: the rows of each image lie together. */
    private record PartRows(int part, Map<Integer, int[]> ranges, Detections detections, Features features) {
    }

    private RunReader(Path folder, int tableRows) throws SQLException {
        this.folder = folder;
        this.tableRows = tableRows;
        this.spill = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath()
                .resolve("loupe-store-" + UUID.randomUUID());
        this.duck = Duck.open(MEMORY_MB, Math.min(4, Runtime.getRuntime().availableProcessors()), spill, folder);
    }

    /** Whether the folder holds a run. */
    public static boolean isRun(Path folder) {
        return Files.isRegularFile(folder.resolve(Parts.RUN));
    }

    /**
     * Opens a run, finished or not.
     *
     * @throws ToolException if the folder holds no run or one of a newer version, or a file of it is missing or damaged
     */
    public static RunReader open(Path folder) throws ToolException {
        return open(folder, TABLE_ROWS);
    }

    /** Opens a run. @param tableRows most detections that are loaded into a table */
    static RunReader open(Path folder, int tableRows) throws ToolException {
        Path home = folder.toAbsolutePath().normalize();
        describe(home);
        RunReader reader;
        try {
            reader = new RunReader(home, tableRows);
        } catch (SQLException e) {
            throw unavailable(e);
        }
        try {
            reader.refresh();
            return reader;
        } catch (ToolException | RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    /** Looks for parts that were finished since; whether there were any. */
    public synchronized boolean refresh() throws ToolException {
        description = describe(folder);
        recipe = text(Parts.RECIPE);
        provenance = text(Parts.PROVENANCE);
        List<Integer> found;
        try {
            found = Parts.whole(folder);
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
        if (found.equals(parts))
            return false;
        discard();
        parts = found;
        cached = null;
        counted = null;
        readImages();
        readNames();
        return true;
    }

    /** The folder, absolute. */
    public Path folder() {
        return folder;
    }

    /** The recipe as it ran. */
    public synchronized String recipeJson() {
        return recipe;
    }

    /** How the results came to be. */
    public synchronized String provenanceJson() {
        return provenance;
    }

    /** Whether every image of the run's list was tried; false while it runs and after it was stopped or killed. */
    public synchronized boolean complete() {
        return description.state().equals("complete");
    }

    /** When the run was started, ISO 8601. */
    public synchronized String created() {
        return description.created();
    }

    /** Number of images, broken ones included. */
    public synchronized long imageCount() {
        return images.size();
    }

    /** Number of detections. */
    public synchronized long detectionCount() {
        return detectionCount;
    }

    /** Number of images that could not be inspected. */
    public synchronized long errorCount() {
        return errorCount;
    }

    /** Names of all features in the run, in the order in which they first occur. */
    public synchronized List<String> featureNames() {
        return features;
    }

    /**
     * All classes found, in alphabetical order whatever their case; the classes of all detections that this reader
     * returns.
     */
    public synchronized List<String> classNames() {
        return classes;
    }

    /** All images in order of index, the newest row of each. */
    public synchronized List<ImageRow> images() {
        return images;
    }

    /** The first image of a name. */
    public synchronized Optional<ImageRow> image(String name) {
        return images.stream().filter(i -> i.image().equals(name)).findFirst();
    }

    /** The detections of an image, masks included; none if the run has no such image. */
    public synchronized Detections detections(int imageIndex) throws ToolException {
        int[] range = range(imageIndex);
        return range == null ? new Detections.Builder(classes).build() : cached.detections().select(rows(range));
    }

    /** The features of an image's detections, with the columns {@link #featureNames}. */
    public synchronized Features features(int imageIndex) throws ToolException {
        int[] range = range(imageIndex);
        return range == null ? new Features(features, 0, new float[0]) : cached.features().select(rows(range));
    }

    /** Visits every image, broken ones too, with its detections. Holds one part in memory at a time. */
    public void visit(Visitor visitor) throws ToolException {
        for (ImageRow image : images())
            if (image.detections() == 0)
                visitor.visit(image, new Detections.Builder(classNames()).build(),
                        new Features(featureNames(), 0, new float[0]));
            else
                visitor.visit(image, detections(image.index()), features(image.index()));
    }

    /**
     * Some of the detections that meet a condition. Their masks are not read: each is {@code null}.
     *
     * @param where   such as {@code class = Short and score < 0.9}, or "" for all. Columns: image, class, x, y, width,
     *                height, score, image_index, row and the features; compared with
     *                {@code = != < <= > >= ~} (contains), {@code in (…)}, {@code is unknown}; joined by {@code and, or,
     *                not} and brackets. Text is compared without regard to case, {@code *} stands for any text
     * @param orderBy columns separated by commas, each with {@code desc} behind it or not: {@code score desc, image};
     *                or {@code near} and a number: {@code score near 0.5}; ties, and everything if "", in order of
     *                image and row
     * @param offset  number of rows to skip
     * @param limit   most rows to return
     * @throws ToolException if the condition or order is not such, with the place and what is allowed
     */
    public synchronized Page page(String where, String orderBy, long offset, int limit) throws ToolException {
        if (offset < 0 || limit < 0)
            throw new IllegalArgumentException("Offset and limit are 0 or more, found " + offset + ", " + limit + ".");
        Filter filter = Filter.parse(where, columns());
        String order = Filter.order(orderBy, columns());
        order = (order.isEmpty() ? "" : order + ", ") + "image_index, \"row\"";
        long total = count(filter);
        String all = "image_index, \"row\", image, x, y, width, height, score, class"
                + (features.isEmpty() ? "" : ", " + Duck.names(features));
        String chosen = " FROM detections WHERE " + filter.sql() + " ORDER BY " + order + " LIMIT " + limit + " OFFSET "
                + offset;
        String sql = "SELECT " + all + chosen;
        List<Object> values = filter.values();
        if (prepared.equals("TABLE") && limit <= MOST_IDS) {
            List<Long> ids = ask("SELECT rowid" + chosen, values, rows -> {
                List<Long> list = new ArrayList<>();
                while (rows.next())
                    list.add(rows.getLong(1));
                return list;
            });
            StringBuilder list = new StringBuilder();
            ids.forEach(id -> list.append(list.isEmpty() ? "" : ", ").append(id));
            sql = "SELECT " + all + " FROM detections WHERE rowid IN (" + (ids.isEmpty() ? "-1" : list) + ") ORDER BY "
                    + order;
            values = List.of();
        }
        return ask(sql, values, rows -> {
            Collector collector = new Collector(classes, features);
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString(3));
                collector.add(rows, false);
            }
            return new Page(total, collector.imageIndex(), collector.row(), List.copyOf(names), collector.detections(),
                    collector.features());
        });
    }

    /** The detections as screens list and draw them. */
    public RunTable table() {
        return table;
    }

    /** Whether detections lie in a table whose row ids count them in order of image and row. */
    boolean numbered() throws ToolException {
        prepare();
        return prepared.equals("TABLE");
    }

    /** How often each class was found, the most frequent first. */
    public List<ClassCount> countByClass() throws ToolException {
        return countByClass("");
    }

    /** How often each class was found among the detections that meet a condition as of {@link #page}. */
    public synchronized List<ClassCount> countByClass(String where) throws ToolException {
        Filter filter = Filter.parse(where, columns());
        return ask("SELECT class, count(*), count(DISTINCT image_index) FROM detections WHERE " + filter.sql()
                + " GROUP BY class ORDER BY 2 DESC, 1", filter.values(), rows -> {
                    List<ClassCount> counts = new ArrayList<>();
                    while (rows.next())
                        counts.add(new ClassCount(rows.getString(1), rows.getLong(2), rows.getLong(3)));
                    return List.copyOf(counts);
                });
    }

    /**
     * How a column's values spread among the detections that meet a condition as of {@link #page}.
     *
     * @param column a number: score, x, y, width, height or a feature
     * @param bins   1 or more
     * @throws ToolException if there is no such column of numbers, or the condition is wrong
     */
    public synchronized Histogram histogram(String column, String where, int bins) throws ToolException {
        Condition.Kind kind = columns().get(column);
        if (kind == null || kind == Condition.Kind.TEXT)
            throw new ToolException("There is no column of numbers '" + column + "' in the run.",
                    "Columns: "
                            + String.join(", ", columns().entrySet().stream()
                                    .filter(e -> e.getValue() != Condition.Kind.TEXT).map(Map.Entry::getKey).toList())
                            + ".");
        if (bins < 1)
            throw new IllegalArgumentException("A histogram has 1 bin or more, found " + bins + ".");
        Filter filter = Filter.parse(where, columns());
        String value = Duck.name(column);
        double[] range = ask(
                "SELECT min(" + value + "), max(" + value + "), count(*) - count(" + value
                        + ") FROM detections WHERE isfinite(coalesce(" + value + ", 0)) AND " + filter.sql(),
                filter.values(), rows -> {
                    rows.next();
                    return new double[] { number(rows, 1), number(rows, 2), rows.getLong(3) };
                });
        long[] counts = new long[bins];
        if (Double.isNaN(range[0]))
            return new Histogram(Double.NaN, Double.NaN, counts, (long) range[2]);
        double width = (range[1] - range[0]) / bins;
        List<Object> values = new ArrayList<>(List.of(range[0], width > 0 ? width : 1.0));
        values.addAll(filter.values());
        ask("SELECT CAST(floor((" + value + " - CAST(? AS DOUBLE)) / CAST(? AS DOUBLE)) AS BIGINT), count(*) FROM "
                + "detections WHERE isfinite(" + value + ") AND " + filter.sql() + " GROUP BY 1", values, rows -> {
                    while (rows.next())
                        counts[(int) Math.max(0, Math.min(bins - 1, rows.getLong(1)))] += rows.getLong(2);
                    return null;
                });
        return new Histogram(range[0], range[1], counts, (long) range[2]);
    }

    /**
     * The answer to any question in SQL.
     *
     * @param sql        over the tables {@code images} (columns of images-N.parquet) and {@code detections} (columns of
     *                   detections-N.parquet without {@code mask_rle}; a feature's name in double quotes); written by a
     *                   programmer, not by a user. It cannot reach files outside the run
     * @param parameters of its question marks
     * @throws ToolException if DuckDB refuses it
     */
    public synchronized <T> T query(String sql, List<?> parameters, Rows<T> rows) throws ToolException {
        return ask(sql, parameters, rows);
    }

    @Override
    public synchronized void close() {
        try {
            duck.close();
        } catch (SQLException e) {
            throw new IllegalStateException("The run in " + folder + " could not be closed.", e);
        }
    }

    // ---- opening

    static Description describe(Path folder) throws ToolException {
        Path file = folder.resolve(Parts.RUN);
        if (!Files.isRegularFile(file))
            throw new ToolException("There is no run in " + folder + ": it has no " + Parts.RUN + ".",
                    "Choose the folder that a run was written to.");
        try {
            JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
            int version = json.get("version").getAsInt();
            if (version > RunWriter.VERSION)
                throw new ToolException("The run in " + folder + " has version " + version + ", this Loupe reads "
                        + RunWriter.VERSION + ".", "Open it with a newer Loupe.");
            JsonElement created = json.get("created");
            return new Description(json.get("state").getAsString(), created == null ? "" : created.getAsString());
        } catch (IOException e) {
            throw unreadable(file, e);
        } catch (JsonParseException | IllegalStateException | NullPointerException | UnsupportedOperationException
                | NumberFormatException e) {
            throw new ToolException(file + " does not describe a run.",
                    "Delete it if it is not a run's; else restore " + "it from a copy.", e);
        }
    }

    private String text(String name) throws ToolException {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            throw unreadable(folder.resolve(name), e);
        }
    }

    static ToolException unavailable(Throwable cause) {
        return new ToolException("The run store could not be started: " + cause.getMessage() + ".",
                "Check that the temporary folder " + System.getProperty("java.io.tmpdir")
                        + " has 100 MB free and allows programs to be loaded from it.",
                cause);
    }

    private static ToolException unreadable(Path file, Exception cause) {
        return new ToolException(file + " could not be read: " + Disk.reason(cause),
                "Check that it exists and may be read.", cause);
    }

    private void readImages() throws ToolException {
        Map<Integer, ImageRow> rows = new TreeMap<>();
        Map<Integer, Integer> newest = new HashMap<>();
        Map<Integer, Set<Integer>> older = new HashMap<>();
        Map<String, Integer> numbers = new HashMap<>();
        parts.forEach(part -> numbers.put(Parts.images(folder, part).getFileName().toString(), part));
        if (!parts.isEmpty())
            files("SELECT *, filename FROM " + Duck.parquet(files(Parts::images), "filename = true"), result -> {
                while (result.next()) {
                    ImageRow row = imageRow(result);
                    int part = numbers.get(Path.of(result.getString("filename")).getFileName().toString());
                    Integer other = newest.get(row.index());
                    if (other == null || other < part) {
                        newest.put(row.index(), part);
                        rows.put(row.index(), row);
                    }
                    if (other != null)
                        older.computeIfAbsent(Math.min(other, part), k -> new TreeSet<>()).add(row.index());
                }
                return null;
            });
        images = List.copyOf(rows.values());
        partOf = newest;
        superseded = older;
        detectionCount = images.stream().mapToLong(ImageRow::detections).sum();
        errorCount = images.stream().filter(ImageRow::failed).count();
    }

    private static ImageRow imageRow(ResultSet row) throws SQLException {
        Array warnings = row.getArray("warnings");
        List<String> texts = warnings == null ? List.of()
                : Arrays.stream((Object[]) warnings.getArray()).map(String::valueOf).toList();
        return new ImageRow(row.getInt("image_index"), row.getString("image"), row.getString("path"),
                row.getInt("page"), row.getString("reference_path"), row.getString("sha256"),
                row.getString("reference_sha256"), row.getString("key"), row.getInt("width"), row.getInt("height"),
                number(row, "um_per_px"),
                new ImageInfo.Conditions(row.getString("layer"), row.getString("mode"), number(row, "magnification"),
                        number(row, "exposure_ms")),
                row.getInt("detections"), number(row, "millis"), row.getString("status"), row.getString("message"),
                row.getString("remedy"), texts);
    }

    private void readNames() throws ToolException {
        Set<String> names = new LinkedHashSet<>();
        List<String> found = new ArrayList<>();
        if (!parts.isEmpty()) {
            files("DESCRIBE SELECT * FROM " + Duck.parquet(files(Parts::detections), "union_by_name = true"), rows -> {
                while (rows.next())
                    if (!Parts.COLUMNS.contains(rows.getString(1)))
                        names.add(rows.getString(1));
                return null;
            });
            files("SELECT DISTINCT class FROM (" + newest(Parts::detections) + ")", rows -> {
                while (rows.next())
                    found.add(rows.getString(1));
                return null;
            });
        }
        found.sort(String.CASE_INSENSITIVE_ORDER.thenComparing(Comparator.naturalOrder()));
        features = List.copyOf(names);
        classes = List.copyOf(found);
    }

    private List<Path> files(BiFunction<Path, Integer, Path> kind) {
        return parts.stream().map(part -> kind.apply(folder, part)).toList();
    }

    /** Asks files of all parts; if that fails, finds the one to blame. */
    private <T> T files(String sql, Rows<T> rows) throws ToolException {
        try (Statement statement = duck.createStatement(); ResultSet result = statement.executeQuery(sql)) {
            return rows.read(result);
        } catch (SQLException e) {
            for (int part : parts)
                for (Path file : List.of(Parts.images(folder, part), Parts.detections(folder, part)))
                    try (Statement statement = duck.createStatement()) {
                        statement.executeQuery("SELECT * FROM " + Duck.parquet(List.of(file), "union_by_name = true"))
                                .close();
                    } catch (SQLException blame) {
                        throw damaged(part, file, blame);
                    }
            throw refused(e);
        }
    }

    private ToolException damaged(int part, Path file, SQLException cause) {
        return new ToolException(file + " is damaged: " + Disk.reason(cause),
                "Delete " + Parts.images(folder, part).getFileName() + " and "
                        + Parts.detections(folder, part).getFileName()
                        + " and resume the run: their images will be inspected again.",
                cause);
    }

    // ---- one image

    private int[] range(int imageIndex) throws ToolException {
        Integer part = partOf.get(imageIndex);
        if (part == null)
            return null;
        if (cached == null || cached.part() != part)
            cached = load(part);
        return cached.ranges().get(imageIndex);
    }

    private PartRows load(int part) throws ToolException {
        return files("SELECT * FROM " + Duck.parquet(List.of(Parts.detections(folder, part)), "union_by_name = true")
                + " ORDER BY image_index, \"row\"", rows -> {
                    List<String> here = new ArrayList<>();
                    for (int c = 1; c <= rows.getMetaData().getColumnCount(); c++)
                        if (!Parts.COLUMNS.contains(rows.getMetaData().getColumnName(c)))
                            here.add(rows.getMetaData().getColumnName(c));
                    Collector collector = new Collector(classes, here);
                    Map<Integer, int[]> ranges = new HashMap<>();
                    while (rows.next()) {
                        int index = rows.getInt(1), at = collector.size();
                        ranges.computeIfAbsent(index, k -> new int[] { at, at })[1] = at + 1;
                        collector.add(rows, true);
                    }
                    Features known = collector.features();
                    Features all = new Features(features, known.rows(), new float[known.rows() * features.size()]);
                    for (int c = 0; c < features.size(); c++) {
                        int from = known.column(features.get(c));
                        for (int row = 0; row < known.rows(); row++)
                            all.values()[row * features.size() + c] = from < 0 ? Float.NaN : known.get(row, from);
                    }
                    return new PartRows(part, ranges, collector.detections(), all);
                });
    }

    private static int[] rows(int[] range) {
        int[] rows = new int[range[1] - range[0]];
        for (int i = 0; i < rows.length; i++)
            rows[i] = range[0] + i;
        return rows;
    }

    // ---- all detections

    /** Columns that a condition may name. */
    Map<String, Condition.Kind> columns() {
        Map<String, Condition.Kind> columns = new LinkedHashMap<>();
        columns.put("image", Condition.Kind.TEXT);
        columns.put("class", Condition.Kind.TEXT);
        for (String name : List.of("score", "x", "y", "width", "height"))
            columns.put(name, Condition.Kind.FLOAT);
        features.forEach(f -> columns.put(f, Condition.Kind.FLOAT));
        columns.put("image_index", Condition.Kind.INTEGER);
        columns.put("row", Condition.Kind.INTEGER);
        return columns;
    }

    private long count(Filter filter) throws ToolException {
        String question = filter.sql() + filter.values();
        if (!question.equals(counted)) {
            count = ask("SELECT count(*) FROM detections WHERE " + filter.sql(), filter.values(), rows -> {
                rows.next();
                return rows.getLong(1);
            });
            counted = question;
        }
        return count;
    }

    /** The newest rows of all parts, of which there is at least one, in SQL. */
    private String newest(BiFunction<Path, Integer, Path> kind) {
        List<Path> plain = new ArrayList<>();
        List<String> queries = new ArrayList<>();
        for (int part : parts) {
            Path file = kind.apply(folder, part);
            Set<Integer> hidden = superseded.get(part);
            if (hidden == null)
                plain.add(file);
            else
                queries.add("SELECT * FROM " + Duck.parquet(List.of(file), "union_by_name = true")
                        + " WHERE image_index NOT IN ("
                        + hidden.stream().map(String::valueOf).collect(Collectors.joining(", ")) + ")");
        }
        if (!plain.isEmpty())
            queries.add("SELECT * FROM " + Duck.parquet(plain, "union_by_name = true"));
        return String.join(" UNION ALL BY NAME ", queries);
    }

    /** Makes the tables that questions are put to, unless they are there. */
    private void prepare() throws ToolException {
        if (!prepared.isEmpty())
            return;
        String columns = Duck.names(Parts.COLUMNS.subList(0, Parts.COLUMNS.size() - 1))
                + (features.isEmpty() ? "" : ", " + Duck.names(features));
        String kind = detectionCount > tableRows ? "VIEW" : "TABLE";
        try (Statement statement = duck.createStatement()) {
            if (parts.isEmpty()) {
                statement.execute("CREATE TABLE images (" + Parts.IMAGES + ")");
                statement.execute("CREATE TABLE all_detections (" + Parts.DETECTIONS + ")");
                statement.execute("CREATE TABLE detections AS SELECT " + columns + " FROM all_detections");
                statement.execute("DROP TABLE all_detections");
            } else {
                statement.execute("CREATE " + kind + " images AS " + newest(Parts::images));
                statement.execute("CREATE " + kind + " detections AS SELECT " + columns + " FROM ("
                        + newest(Parts::detections) + ")"
                        + (kind.equals("TABLE") ? " ORDER BY image_index, \"row\"" : ""));
            }
            prepared = kind;
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    /** Forgets the tables. */
    private void discard() throws ToolException {
        try (Statement statement = duck.createStatement()) {
            if (!prepared.isEmpty()) {
                statement.execute("DROP " + prepared + " images");
                statement.execute("DROP " + prepared + " detections");
            }
            prepared = "";
            table.forget();
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    private <T> T ask(String sql, List<?> parameters, Rows<T> rows) throws ToolException {
        prepare();
        try (PreparedStatement statement = duck.prepareStatement(sql)) {
            for (int i = 0; i < parameters.size(); i++)
                statement.setObject(i + 1, parameters.get(i));
            try (ResultSet result = statement.executeQuery()) {
                return rows.read(result);
            }
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    private ToolException refused(SQLException cause) {
        return new ToolException("The run in " + folder + " could not be queried: " + Disk.reason(cause),
                "Check that its files are whole and that the temporary folder has space.", cause);
    }

    private static double number(ResultSet row, int column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? Double.NaN : value;
    }

    private static double number(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? Double.NaN : value;
    }
}
