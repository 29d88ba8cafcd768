package org.loupe.ui.viewer.internal.clusters;

import java.util.BitSet;

/**
 * Which crops are selected, by row, and with which of them the keyboard goes on. UI thread, or that of a test.
 */
public final class CropSelection {
    private BitSet rows = new BitSet();
    private int focus = -1, anchor = -1;

    /** The selected rows; not to be changed. */
    public BitSet rows() {
        return rows;
    }

    /** The row at which the keyboard is; -1 for none. */
    public int focus() {
        return focus;
    }

    /** Number of rows selected. */
    public int size() {
        return rows.cardinality();
    }

    /** Selects exactly these. */
    public void set(BitSet chosen) {
        rows = (BitSet) chosen.clone();
        if (focus < 0 || !rows.get(focus))
            focus = anchor = rows.nextSetBit(0);
    }

    /** Selects nothing. */
    public void clear() {
        rows = new BitSet();
        focus = anchor = -1;
    }

    /**
     * Selects a row as a click does.
     *
     * @param order  rows in the order of the list that was clicked in
     * @param at     place in that order
     * @param toggle whether the others stay as they are: Ctrl
     * @param extend whether all from the last one on are selected: Shift
     */
    public void choose(int[] order, int at, boolean toggle, boolean extend) {
        int row = order[at], from = extend ? place(order, anchor) : -1;
        if (from >= 0) {
            if (!toggle)
                rows = new BitSet();
            else
                rows = (BitSet) rows.clone();
            for (int i = Math.min(from, at); i <= Math.max(from, at); i++)
                rows.set(order[i]);
            focus = row;
            return;
        }
        if (toggle) {
            rows = (BitSet) rows.clone();
            rows.flip(row);
        } else {
            rows = new BitSet();
            rows.set(row);
        }
        focus = anchor = row;
    }

    private static int place(int[] order, int row) {
        for (int i = 0; i < order.length && row >= 0; i++)
            if (order[i] == row)
                return i;
        return -1;
    }
}
