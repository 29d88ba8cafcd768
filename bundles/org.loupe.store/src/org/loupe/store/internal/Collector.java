package org.loupe.store.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.loupe.api.Detections;
import org.loupe.api.Features;

/** Gathers rows of a query as columns. */
public final class Collector {
    private static final int FIRST = 4;

    private final List<String> classes;
    private final List<String> names;
    private final Map<String, Integer> classIndex = new HashMap<>();
    private final Detections.Builder detections;
    private float[] values = new float[256];
    private int[] imageIndex = new int[64];
    private int[] row = new int[64];
    private int size;

    /**
     * @param classes all that can occur
     * @param names   of the features
     */
    public Collector(List<String> classes, List<String> names) {
        this.classes = classes;
        this.names = names;
        for (int i = 0; i < classes.size(); i++)
            classIndex.put(classes.get(i), i);
        this.detections = new Detections.Builder(classes);
    }

    /**
     * Adds the row that the result stands on: image_index, row, image, x, y, width, height, score, class, then mask_rle
     * if {@code masks}, then the features.
     */
    public void add(ResultSet result, boolean masks) throws SQLException {
        if (size == row.length) {
            imageIndex = Arrays.copyOf(imageIndex, size * 2);
            row = Arrays.copyOf(row, size * 2);
        }
        if ((size + 1) * names.size() > values.length)
            values = Arrays.copyOf(values, Math.max(values.length * 2, (size + 1) * names.size()));
        imageIndex[size] = result.getInt(1);
        row[size] = result.getInt(2);
        String name = result.getString(FIRST + 5);
        Integer index = classIndex.get(name);
        if (index == null)
            throw new SQLException("Class '" + name + "' is not one of " + classes + ".");
        detections.add(number(result, FIRST), number(result, FIRST + 1), number(result, FIRST + 2),
                number(result, FIRST + 3), number(result, FIRST + 4), index,
                masks ? Masks.runs(result.getString(FIRST + 6)) : null);
        int first = FIRST + (masks ? 7 : 6);
        for (int i = 0; i < names.size(); i++)
            values[size * names.size() + i] = number(result, first + i);
        size++;
    }

    /** Rows so far. */
    public int size() {
        return size;
    }

    /** Index of each row's image. */
    public int[] imageIndex() {
        return Arrays.copyOf(imageIndex, size);
    }

    /** Number of each row within its image. */
    public int[] row() {
        return Arrays.copyOf(row, size);
    }

    /** The rows' boxes. */
    public Detections detections() {
        return detections.build();
    }

    /** The rows' features, NaN where NULL. */
    public Features features() {
        return new Features(names, size, Arrays.copyOf(values, size * names.size()));
    }

    private static float number(ResultSet result, int column) throws SQLException {
        float value = result.getFloat(column);
        return result.wasNull() ? Float.NaN : value;
    }
}
