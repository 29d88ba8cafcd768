package org.loupe.ui.viewer.internal.wafer;

import java.util.BitSet;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * What is selected on a wafer: dies, defects, or defects within dies. Immutable: the set of bits is changed by nobody.
 *
 * @param dies    by their numbers in the {@link WaferIndex}, in the order in which they were selected
 * @param defects by their numbers in the wafer
 */
public record WaferSelection(List<Integer> dies, BitSet defects) {
    /** Nothing. */
    public static final WaferSelection NONE = new WaferSelection(List.of(), new BitSet());

    public WaferSelection {
        dies = List.copyOf(dies);
    }

    /** Some dies, and no defect before others. */
    public static WaferSelection dies(List<Integer> chosen) {
        return new WaferSelection(chosen, new BitSet());
    }

    /** Some defects, wherever they lie. */
    public static WaferSelection defects(BitSet chosen) {
        return new WaferSelection(List.of(), chosen);
    }

    /** One defect and the die that it lies in. */
    public static WaferSelection defect(WaferIndex index, int defect) {
        BitSet one = new BitSet();
        one.set(defect);
        return new WaferSelection(List.of(index.dieOf(defect)), one);
    }

    /** The same dies, with other defects. */
    public WaferSelection with(BitSet chosen) {
        return new WaferSelection(dies, chosen);
    }

    /** Whether nothing is selected. */
    public boolean isEmpty() {
        return dies.isEmpty() && defects.isEmpty();
    }

    /**
     * Calls back for each defect that the selection is about: those of the dies, else the selected ones, else all.
     *
     * @param index of the wafer
     */
    public void each(WaferIndex index, IntConsumer defect) {
        if (!dies.isEmpty())
            for (int die : dies)
                index.defectsOf(die, defect);
        else if (!defects.isEmpty())
            for (int i = defects.nextSetBit(0); i >= 0; i = defects.nextSetBit(i + 1))
                defect.accept(i);
        else
            for (int i = 0; i < index.size(); i++)
                defect.accept(i);
    }

    /** How many defects {@link #each} calls back for. */
    public int count(WaferIndex index) {
        return !dies.isEmpty() ? dies.stream().mapToInt(index::count).sum()
                : !defects.isEmpty() ? defects.cardinality() : index.size();
    }
}
