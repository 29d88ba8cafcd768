package org.loupe.api;

import java.util.ArrayList;
import java.util.List;

/**
 * Numbers that describe objects: {@code rows × names.size()}, row by row. Immutable by agreement.
 *
 * @param names  of the columns; a unit is the last part of a name: {@code area_um2}
 * @param rows   number of objects
 * @param values {@code values[row * names.size() + column]}; NaN where unknown
 */
public record Features(List<String> names, int rows, float[] values) {

    public Features {
        names = List.copyOf(names);
        if (values.length != rows * names.size())
            throw new IllegalArgumentException(rows + " rows of " + names.size() + " features need "
                    + (long) rows * names.size() + " values, found " + values.length + ".");
    }

    /** No columns. */
    public static Features none(int rows) {
        return new Features(List.of(), rows, new float[0]);
    }

    public float get(int row, int column) {
        return values[row * names.size() + column];
    }

    /** Index of a column, or -1. */
    public int column(String name) {
        return names.indexOf(name);
    }

    /** The given rows, in that order. */
    public Features select(int... chosen) {
        int n = names.size();
        float[] v = new float[chosen.length * n];
        for (int i = 0; i < chosen.length; i++)
            System.arraycopy(values, chosen[i] * n, v, i * n, n);
        return new Features(names, chosen.length, v);
    }

    /** All rows of all parts, which have the same columns. */
    public static Features concat(List<Features> parts) {
        if (parts.size() == 1)
            return parts.get(0);
        List<String> names = parts.get(0).names();
        int rows = 0;
        for (Features part : parts) {
            if (!part.names().equals(names))
                throw new IllegalArgumentException("Features " + names + " and " + part.names() + " cannot be joined.");
            rows += part.rows();
        }
        float[] v = new float[rows * names.size()];
        int at = 0;
        for (Features part : parts) {
            System.arraycopy(part.values(), 0, v, at, part.values().length);
            at += part.values().length;
        }
        return new Features(names, rows, v);
    }

    /** These columns and, behind them, those of another batch of as many rows; a name of both is the other's. */
    public Features with(Features other) {
        if (other.rows() != rows)
            throw new IllegalArgumentException(rows + " and " + other.rows() + " rows cannot stand side by side.");
        List<String> all = new ArrayList<>();
        List<Integer> kept = new ArrayList<>();
        for (int c = 0; c < names.size(); c++)
            if (other.column(names.get(c)) < 0) {
                all.add(names.get(c));
                kept.add(c);
            }
        all.addAll(other.names());
        float[] v = new float[rows * all.size()];
        int at = 0;
        for (int row = 0; row < rows; row++) {
            for (int c : kept)
                v[at++] = get(row, c);
            for (int c = 0; c < other.names().size(); c++)
                v[at++] = other.get(row, c);
        }
        return new Features(all, rows, v);
    }
}
