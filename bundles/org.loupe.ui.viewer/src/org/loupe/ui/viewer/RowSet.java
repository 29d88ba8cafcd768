package org.loupe.ui.viewer;

import java.util.AbstractSet;
import java.util.BitSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;

/** Rows of an image's detections in one bit each, so that a million can be selected. Immutable; any thread. */
public final class RowSet extends AbstractSet<Integer> {
    /** No rows. */
    public static final RowSet NONE = new RowSet(new BitSet());

    private final BitSet bits;
    private final int size;

    /** @param bits taken over: not changed by the caller any more */
    public RowSet(BitSet bits) {
        this.bits = bits;
        size = bits.cardinality();
    }

    /** The same rows in this form. */
    public static RowSet of(Set<Integer> rows) {
        if (rows instanceof RowSet known)
            return known;
        BitSet bits = new BitSet();
        rows.forEach(bits::set);
        return new RowSet(bits);
    }

    /** Whether a row is one of them. */
    public boolean has(int row) {
        return row >= 0 && bits.get(row);
    }

    /** The lowest row that is one of them and at least {@code from}; -1 if there is none. */
    public int next(int from) {
        return bits.nextSetBit(from);
    }

    /** These and those. */
    public RowSet with(RowSet others) {
        BitSet all = (BitSet) bits.clone();
        all.or(others.bits);
        return new RowSet(all);
    }

    /** These without those. */
    public RowSet without(RowSet others) {
        BitSet rest = (BitSet) bits.clone();
        rest.andNot(others.bits);
        return new RowSet(rest);
    }

    @Override
    public boolean contains(Object row) {
        return row instanceof Integer i && has(i);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Iterator<Integer> iterator() {
        return new Iterator<>() {
            private int next = bits.nextSetBit(0);

            @Override
            public boolean hasNext() {
                return next >= 0;
            }

            @Override
            public Integer next() {
                if (next < 0)
                    throw new NoSuchElementException();
                int row = next;
                next = bits.nextSetBit(row + 1);
                return row;
            }
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RowSet rows ? bits.equals(rows.bits) : super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode(); // that of any set with these elements
    }
}
