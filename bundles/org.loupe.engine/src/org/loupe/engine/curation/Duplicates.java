package org.loupe.engine.curation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.loupe.engine.Progress;

/**
 * Finds tiles that show nearly the same, everywhere: two tiles of one artwork with different defects are none, a copy
 * that was saved again or dimmed is one, a copy that was moved is not. Candidates have fingerprints that differ in few
 * bits; their thumbnails decide.
 */
public final class Duplicates {
    /** Largest difference of thumbnails of two tiles that show the same, in any place: a quarter of the deviation. */
    private static final int MOST_DIFFERENCE = 8;
    /** Bits in which fingerprints of such tiles may differ. */
    private static final int MOST_BITS = 10;
    /** Fingerprints are compared if one of so many parts is equal; with more parts than bits differ, none is missed. */
    private static final int PARTS = 16;
    /** Tiles with an equal part that one is compared to, the latest ones. */
    private static final int MOST_COMPARED = 200;

    private Duplicates() {
    }

    /**
     * A tile that shows nearly what another does.
     *
     * @param row        of the tile
     * @param first      row of the first tile that it is a copy of, or that a tile between both is a copy of; it is none
     * @param difference to the tile that it is most like, 0 to {@value #MOST_DIFFERENCE}
     */
    public record Duplicate(int row, int first, int difference) {
    }

    /**
     * The duplicates, in the order of their rows; the first of a group is none. Of more than {@value #MOST_COMPARED}
     * tiles of one artwork some may be missed.
     *
     * @param looks one for each tile
     */
    public static List<Duplicate> find(List<TileLook> looks, Progress progress) {
        int[] first = new int[looks.size()];
        long[][] prints = new long[first.length][];
        Map<Integer, List<Integer>> seen = new HashMap<>();
        List<Duplicate> found = new ArrayList<>();
        for (int row = 0; row < first.length; row++) {
            if (row % 256 == 0) {
                progress.check();
                progress.update(row, first.length, 0, 0, "");
            }
            first[row] = row;
            prints[row] = looks.get(row).fingerprint();
            int nearest = -1, least = MOST_DIFFERENCE + 1;
            for (int part = 0; part < PARTS; part++) {
                List<Integer> same = seen.computeIfAbsent(part << 16 | part(prints[row], part),
                        k -> new ArrayList<>(1));
                for (int i = same.size() - 1; i >= Math.max(0, same.size() - MOST_COMPARED); i--) {
                    int other = same.get(i);
                    if (bits(prints[row], prints[other]) > MOST_BITS)
                        continue;
                    int difference = TileLook.difference(looks.get(row).thumbnail(), looks.get(other).thumbnail());
                    if (difference < least || difference == least && nearest > other) {
                        least = difference;
                        nearest = other;
                    }
                }
                same.add(row);
            }
            if (nearest >= 0) {
                first[row] = first[nearest];
                found.add(new Duplicate(row, first[row], least));
            }
        }
        return found;
    }

    private static int bits(long[] a, long[] b) {
        int bits = 0;
        for (int i = 0; i < a.length; i++)
            bits += Long.bitCount(a[i] ^ b[i]);
        return bits;
    }

    /** One of sixteen parts of sixteen bits. */
    private static int part(long[] fingerprint, int part) {
        return (int) (fingerprint[part / 4] >>> (part % 4 * 16) & 0xffff);
    }
}
