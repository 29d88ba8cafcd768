package org.loupe.ui.viewer.internal.wafer;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;

import org.loupe.ui.Words;
import org.loupe.wafer.WaferDefects;

/**
 * Defects of a wafer in the order of a column. Immutable; sorting a million of them is too long for the UI thread.
 *
 * @param open    their wafer
 * @param defects by their numbers in the wafer
 * @param found   class that a run found, by defect
 * @param adders  defects that the step before did not have; {@code null} while nobody compares
 */
record DefectRows(OpenWafer open, int[] defects, Map<Integer, String> found, BitSet adders) {

    /** What a column tells. */
    enum Column {
        /** Number of the defect in the file. */
        NUMBER,
        /** Its class: as a run found it, else the tool's. */
        CLASS,
        /** Its class as the tool says, with the number. */
        TOOL,
        /** x in mm. */
        X,
        /** y in mm. */
        Y,
        /** Its size in µm. */
        SIZE,
        /** Whether it is an adder. */
        ADDER;

        /** Whether it tells numbers, which stand at the right. */
        boolean right() {
            return this == NUMBER || this == X || this == Y || this == SIZE;
        }
    }

    /** The defects that a selection is about, sorted. @param down whether the largest come first */
    static DefectRows of(OpenWafer open, WaferSelection chosen, Map<Integer, String> found, BitSet adders, Column by,
            boolean down) {
        WaferIndex index = open.index();
        int[] all = new int[chosen.count(index)];
        int[] n = { 0 };
        chosen.each(index, d -> all[n[0]++] = d);
        DefectRows rows = new DefectRows(open, all, found, adders);
        long[] order = new long[all.length]; // key and place in one number sort many times faster than objects
        for (int i = 0; i < order.length; i++) {
            int bits = Float.floatToIntBits((float) rows.key(all[i], by));
            int key = bits ^ (bits >> 31 & 0x7fffffff);
            order[i] = (long) (down ? ~key : key) << 32 | i;
        }
        Arrays.sort(order);
        int[] sorted = Arrays.stream(order).mapToInt(one -> all[(int) one]).toArray();
        return new DefectRows(open, sorted, found, adders);
    }

    private double key(int defect, Column by) {
        WaferDefects of = open.wafer().defects();
        return switch (by) {
            case NUMBER -> of.id(defect);
            case CLASS -> open.index().rank(defect);
            case TOOL -> of.classNumber(defect);
            case X -> of.x(defect);
            case Y -> of.y(defect);
            case SIZE -> size(defect);
            case ADDER -> adders == null ? 0 : adders.get(defect) ? 0 : 1;
        };
    }

    /** Its size in µm: as the tool tells it, else its longer side; NaN if unknown. */
    private double size(int defect) {
        WaferDefects of = open.wafer().defects();
        return !Float.isNaN(of.length(defect)) ? of.length(defect) : Math.max(of.width(defect), of.height(defect));
    }

    /** What a cell says. */
    String text(int row, Column column) {
        int defect = defects[row];
        WaferDefects of = open.wafer().defects();
        return switch (column) {
            case NUMBER -> Integer.toString(of.id(defect));
            case CLASS -> className(row);
            case TOOL -> tool(of.classNumber(defect));
            case X -> Words.number(of.x(defect) / 1000, 3);
            case Y -> Words.number(of.y(defect) / 1000, 3);
            case SIZE -> Words.number(size(defect), 2);
            case ADDER -> adders == null ? "–" : Words.get(adders.get(defect) ? "die.yes" : "die.no");
        };
    }

    /** Its class: as a run found it, else the tool's. */
    String className(int row) {
        String ofRun = found.get(defects[row]);
        return ofRun != null ? ofRun : open.wafer().className(open.wafer().defects().classNumber(defects[row]));
    }

    private String tool(int number) {
        String name = open.wafer().className(number), digits = Integer.toString(number);
        return name.equals(digits) ? digits : Words.get("die.tool", digits, name);
    }

    /** Row of a defect; -1 if it is not listed. */
    int row(int defect) {
        for (int i = 0; i < defects.length; i++)
            if (defects[i] == defect)
                return i;
        return -1;
    }
}
