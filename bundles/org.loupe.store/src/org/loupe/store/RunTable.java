package org.loupe.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.loupe.api.ToolException;
import org.loupe.store.internal.Collector;
import org.loupe.store.internal.Duck;
import org.loupe.store.internal.Filter;

/**
 * A run's detections as screens list and draw them: in any order, by pages, in groups, and whole columns of numbers.
 * Sorting a million takes one question; every page, place and point of a plot is then found without another one, in 12
 * bytes for each detection and 4 for each column kept.
 *
 * <p>Made by {@link RunReader#table}; safe for use by several threads, whose calls wait for each other and for those on
 * the reader.
 */
public final class RunTable {
    private static final int MOST_COLUMNS = 4;

    private final RunReader reader;
    private final Map<String, float[]> columns = new LinkedHashMap<>(8, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, float[]> eldest) {
            return size() > MOST_COLUMNS;
        }
    };
    private long[] keys;
    private byte[] classes;

    RunTable(RunReader reader) {
        this.reader = reader;
    }

    /** Forgets what was read: the run has other parts now. */
    void forget() {
        keys = null;
        classes = null;
        columns.clear();
    }

    /** Checks a condition as of {@link RunReader#page} without asking it. @throws ToolException with the place */
    public void check(String where) throws ToolException {
        synchronized (reader) {
            Filter.parse(where, reader.columns());
        }
    }

    /**
     * The detections that meet a condition, in an order.
     *
     * @param where   as of {@link RunReader#page}
     * @param orderBy as of {@link RunReader#page}
     * @throws ToolException if the condition or order is not such
     */
    public Listing listing(String where, String orderBy) throws ToolException {
        synchronized (reader) {
            Filter filter = Filter.parse(where, reader.columns());
            String order = Filter.order(orderBy, reader.columns());
            long[] all = keys();
            if (filter.values().isEmpty() && filter.sql().equals("TRUE") && order.isEmpty())
                return new Listing(all, null);
            boolean numbered = reader.numbered();
            String sql = (numbered ? "SELECT rowid" : "SELECT image_index, \"row\"") + " FROM detections WHERE "
                    + filter.sql() + " ORDER BY " + (order.isEmpty() ? "" : order + ", ")
                    + (numbered ? "rowid" : "image_index, \"row\"");
            return new Listing(all, reader.query(sql, filter.values(), rows -> {
                int[] ranks = new int[1024];
                int n = 0;
                while (rows.next()) {
                    if (n == ranks.length)
                        ranks = Arrays.copyOf(ranks, n * 2);
                    ranks[n++] = numbered ? (int) rows.getLong(1)
                            : Arrays.binarySearch(all, Listing.key(rows.getInt(1), rows.getInt(2)));
                }
                return Arrays.copyOf(ranks, n);
            }));
        }
    }

    /**
     * Some of the detections listed, without masks. If the run was refreshed since, those that it still has.
     *
     * @param from  place of the first
     * @param count most rows to return
     */
    public Page page(Listing listing, int from, int count) throws ToolException {
        int end = (int) Math.min(listing.size(), (long) from + count);
        return page(listing, IntStream.range(Math.min(from, end), end).toArray());
    }

    /** The detections at some places of a listing, in that order, without masks; no place twice. */
    public Page page(Listing listing, int[] places) throws ToolException {
        synchronized (reader) {
            long[] all = keys();
            Map<Long, Integer> wanted = new LinkedHashMap<>();
            StringBuilder list = new StringBuilder();
            for (int place : places) {
                long key = listing.key(place);
                int rank = Arrays.binarySearch(all, key);
                if (rank < 0)
                    continue;
                list.append(list.isEmpty() ? "" : ", ");
                if (reader.numbered())
                    list.append(rank);
                else
                    list.append('(').append(Listing.image(key)).append(", ").append(Listing.row(key)).append(')');
                wanted.put(key, wanted.size());
            }
            List<String> features = reader.featureNames();
            String sql = "SELECT image_index, \"row\", image, x, y, width, height, score, class"
                    + (features.isEmpty() ? "" : ", " + Duck.names(features)) + " FROM detections WHERE "
                    + (list.isEmpty() ? "FALSE" : (reader.numbered() ? "rowid" : "(image_index, \"row\")") + " IN ("
                            + list + ")");
            return reader.query(sql, List.of(), rows -> {
                Collector collector = new Collector(reader.classNames(), features);
                List<String> names = new ArrayList<>();
                int[] order = new int[wanted.size()];
                int[] images = new int[order.length], numbers = new int[order.length];
                while (rows.next()) {
                    int place = wanted.get(Listing.key(rows.getInt(1), rows.getInt(2)));
                    order[place] = names.size();
                    images[place] = rows.getInt(1);
                    numbers[place] = rows.getInt(2);
                    names.add(rows.getString(3));
                    collector.add(rows, false);
                }
                return new Page(listing.size(), images, numbers, Arrays.stream(order).mapToObj(names::get).toList(),
                        collector.detections().select(order), collector.features().select(order));
            });
        }
    }

    /**
     * How many detections have each value of a column of text, and the means of columns of numbers; in the order that
     * a listing ordered by that column has.
     *
     * @param column {@code image} or {@code class}
     * @param where  as of {@link RunReader#page}
     * @param means  columns of numbers
     */
    public List<Group> groups(String column, String where, List<String> means) throws ToolException {
        synchronized (reader) {
            Map<String, Condition.Kind> known = reader.columns();
            if (known.get(column) != Condition.Kind.TEXT)
                throw new ToolException("Results cannot be grouped by '" + column + "'.", "Group by image or class.");
            for (String mean : means)
                number(mean);
            Filter filter = Filter.parse(where, known);
            StringBuilder sql = new StringBuilder("SELECT " + Duck.name(column) + ", count(*)");
            for (String mean : means)
                sql.append(", avg(CASE WHEN isfinite(").append(Duck.name(mean)).append(") THEN ")
                        .append(Duck.name(mean)).append(" END)");
            sql.append(" FROM detections WHERE ").append(filter.sql()).append(" GROUP BY 1 ORDER BY 1");
            return reader.query(sql.toString(), filter.values(), rows -> {
                List<Group> groups = new ArrayList<>();
                while (rows.next()) {
                    List<Double> values = new ArrayList<>(means.size());
                    for (int i = 0; i < means.size(); i++) {
                        double value = rows.getDouble(3 + i);
                        values.add(rows.wasNull() ? Double.NaN : value);
                    }
                    groups.add(new Group(rows.getString(1), rows.getLong(2), values));
                }
                return List.copyOf(groups);
            });
        }
    }

    /**
     * A column of numbers of all detections, by rank; NaN where unknown. Not to be changed.
     *
     * @throws ToolException if there is no such column of numbers
     */
    public float[] values(String column) throws ToolException {
        synchronized (reader) {
            number(column);
            float[] kept = columns.get(column);
            if (kept == null) {
                float[] values = new float[keys().length];
                Arrays.fill(values, Float.NaN);
                each(Duck.name(column), (rows, at, rank) -> {
                    float value = rows.getFloat(at);
                    if (!rows.wasNull())
                        values[rank] = value;
                });
                kept = values;
                columns.put(column, kept);
            }
            return kept;
        }
    }

    /**
     * The class of all detections, by rank: its place in {@link RunReader#classNames}, 127 for all from there on. Not
     * to be changed.
     */
    public byte[] classes() throws ToolException {
        synchronized (reader) {
            if (classes == null) {
                byte[] found = new byte[keys().length];
                StringBuilder names = new StringBuilder("list_position([");
                for (String name : reader.classNames())
                    names.append(names.charAt(names.length() - 1) == '[' ? "" : ", ").append(Duck.text(name));
                each(names.append("], class)").toString(),
                        (rows, at, rank) -> found[rank] = (byte) Math.min(Byte.MAX_VALUE, rows.getInt(at) - 1));
                classes = found;
            }
            return classes;
        }
    }

    private interface Value {
        void read(ResultSet rows, int column, int rank) throws SQLException;
    }

    private void each(String expression, Value value) throws ToolException {
        long[] all = keys();
        if (all.length == 0)
            return;
        boolean numbered = reader.numbered();
        reader.query("SELECT " + (numbered ? "rowid, " : "image_index, \"row\", ") + expression + " FROM detections",
                List.of(), rows -> {
                    while (rows.next())
                        value.read(rows, numbered ? 2 : 3, numbered ? (int) rows.getLong(1)
                                : Arrays.binarySearch(all, Listing.key(rows.getInt(1), rows.getInt(2))));
                    return null;
                });
    }

    private void number(String column) throws ToolException {
        Condition.Kind kind = reader.columns().get(column);
        if (kind == null || kind == Condition.Kind.TEXT)
            throw new ToolException("There is no column of numbers '" + column + "' in the run.", "Columns: "
                    + String.join(", ", reader.columns().entrySet().stream()
                            .filter(e -> e.getValue() != Condition.Kind.TEXT).map(Map.Entry::getKey).toList()) + ".");
    }

    /** The keys of all detections, ascending. */
    private long[] keys() throws ToolException {
        if (keys == null) {
            keys = reader.query("SELECT image_index, \"row\" FROM detections", List.of(), rows -> {
                long[] found = new long[(int) Math.min(Integer.MAX_VALUE - 8, reader.detectionCount())];
                int n = 0;
                while (rows.next() && n < found.length)
                    found[n++] = Listing.key(rows.getInt(1), rows.getInt(2));
                return Arrays.copyOf(found, n);
            });
            Arrays.sort(keys);
        }
        return keys;
    }
}
