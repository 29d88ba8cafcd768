package org.loupe.exchange.internal.klarf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loupe.wafer.Wafer.DefectCode;
import org.loupe.wafer.WaferDefects.Image;

/** Changes of a KLARF file, in columns by row. Not safe for use by several threads. */
public final class Edits {

    /** Numbers of a defect that can be changed. */
    public enum Kind {
        /** Its class. */
        CLASS(Columns.CLASS, "CLASSNUMBER"),
        /** Its rough bin. */
        ROUGH(Columns.ROUGH, "ROUGHBINNUMBER"),
        /** Its fine bin. */
        FINE(Columns.FINE, "FINEBINNUMBER");

        final int role;
        final String column;

        Kind(int role, String column) {
            this.role = role;
            this.column = column;
        }
    }

    /** New numbers of the rows of a wafer. */
    private static final class Numbers {
        private final BitSet rows = new BitSet();
        private int[] values = new int[64];

        void set(int row, int value) {
            if (row >= values.length)
                values = Arrays.copyOf(values, Math.max(row + 1, (int) Math.min(Integer.MAX_VALUE - 8L, 2L * row)));
            values[row] = value;
            rows.set(row);
        }
    }

    private final Map<Kind, Map<Integer, Numbers>> numbers = new HashMap<>();
    private final Map<Integer, Map<Integer, List<Image>>> images = new HashMap<>();
    private final Map<Integer, DefectCode> classes = new LinkedHashMap<>();

    private static void check(int wafer, int row) {
        if (wafer < 0 || row < 0 || row > 1 << 30)
            throw new IllegalArgumentException("Wafers and rows count from 0, found wafer " + wafer + ", row " + row
                    + ".");
    }

    /** Gives a defect a number. */
    public void set(Kind kind, int wafer, int row, int value) {
        check(wafer, row);
        numbers.computeIfAbsent(kind, k -> new HashMap<>()).computeIfAbsent(wafer, w -> new Numbers()).set(row, value);
    }

    /** Gives a defect more images. */
    public void addImages(int wafer, int row, List<Image> of) {
        check(wafer, row);
        if (!of.isEmpty())
            images.computeIfAbsent(wafer, w -> new HashMap<>()).computeIfAbsent(row, r -> new ArrayList<>()).addAll(of);
    }

    /** Explains a class. */
    public void defectClass(DefectCode of) {
        classes.put(of.number(), of);
    }

    /** Whether there are no changes. */
    public boolean isEmpty() {
        return numbers.isEmpty() && images.isEmpty() && classes.isEmpty();
    }

    boolean any(Kind kind) {
        return numbers.containsKey(kind);
    }

    boolean anyImages() {
        return !images.isEmpty();
    }

    Map<Integer, DefectCode> classes() {
        return classes;
    }

    /** The new number of a defect, null if it keeps its own. */
    Integer number(Kind kind, int wafer, int row) {
        Map<Integer, Numbers> of = numbers.get(kind);
        Numbers found = of == null ? null : of.get(wafer);
        return found != null && found.rows.get(row) ? found.values[row] : null;
    }

    List<Image> images(int wafer, int row) {
        Map<Integer, List<Image>> of = images.get(wafer);
        return of == null ? List.of() : of.getOrDefault(row, List.of());
    }

    /** The last row of a wafer that is changed, -1 if none is. */
    int lastRow(int wafer) {
        int last = -1;
        for (Map<Integer, Numbers> of : numbers.values()) {
            if (of.containsKey(wafer))
                last = Math.max(last, of.get(wafer).rows.length() - 1);
        }
        for (int row : images.getOrDefault(wafer, Map.of()).keySet())
            last = Math.max(last, row);
        return last;
    }

    /** The last wafer that is changed, -1 if none is. */
    int lastWafer() {
        int last = -1;
        for (Map<Integer, Numbers> of : numbers.values()) {
            for (int wafer : of.keySet())
                last = Math.max(last, wafer);
        }
        for (int wafer : images.keySet())
            last = Math.max(last, wafer);
        return last;
    }
}
