package org.loupe.ui.viewer.internal.wafer;

import java.util.BitSet;

/**
 * What a map shows of its wafer. Immutable: arrays and sets are changed by nobody.
 *
 * @param dies      what the colour of a die tells
 * @param points    what the colour of a defect tells
 * @param zones     whether centre and edge are drawn
 * @param stack     summed defects of the lot for each die of the index; {@code null} while the lot is not stacked
 * @param stacked   number of wafers in the stack
 * @param adders    defects that the step before did not have; {@code null} while nobody compares
 * @param repeaters defects that repeat from die to die; {@code null} while nobody asks
 */
record MapModes(Die dies, Point points, boolean zones, int[] stack, int stacked, BitSet adders, BitSet repeaters) {

    /** What the colour of a die tells. */
    enum Die {
        /** How many defects it has. */
        DEFECTS,
        /** Its bin. */
        BINS,
        /** Nothing. */
        NONE
    }

    /** What the colour of a defect tells. */
    enum Point {
        /** Its class. */
        CLASS,
        /** Its cluster, as the tool found them. */
        CLUSTER,
        /** Whether it is an adder. */
        ADDER,
        /** Nothing: defects are not drawn. */
        NONE
    }

    /** Usual for a wafer: bins if it has bins and no defects. */
    static MapModes usual(OpenWafer open) {
        return new MapModes(open.index().size() == 0 && !open.wafer().bins().isEmpty() ? Die.BINS : Die.DEFECTS,
                Point.CLASS, true, null, 0, null, null);
    }

    MapModes dies(Die mode) {
        return new MapModes(mode, points, zones, stack, stacked, adders, repeaters);
    }

    MapModes points(Point mode) {
        return new MapModes(dies, mode, zones, stack, stacked, adders, repeaters);
    }

    MapModes zones(boolean on) {
        return new MapModes(dies, points, on, stack, stacked, adders, repeaters);
    }

    /** The lot on top of each other: defects of this wafer alone would not belong there. */
    MapModes stack(int[] sums, int wafers) {
        return new MapModes(dies, Point.NONE, zones, sums, wafers, null, null);
    }

    /** No stack, with the defects of the wafer again. */
    MapModes alone() {
        return new MapModes(dies, stack == null ? points : Point.CLASS, zones, null, 0, adders, repeaters);
    }

    MapModes adders(BitSet found) {
        return new MapModes(dies, found == null && points == Point.ADDER ? Point.CLASS : points, zones, stack, stacked,
                found, repeaters);
    }

    MapModes repeaters(BitSet found) {
        return new MapModes(dies, points, zones, stack, stacked, adders, found);
    }
}
