package org.loupe.engine.curation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.loupe.engine.Progress;

/** Finds tiles that show nearly the same, by their {@linkplain TileLook#fingerprint() fingerprints}. */
public final class Duplicates {
    /** Bits in which two tiles that show the same may differ. */
    public static final int LIMIT = 10;
    /** Fingerprints are compared if one of so many parts is equal; with one part more than bits differ, none is missed. */
    private static final int PARTS = 16;
    /** A part without any structure is equal on too many tiles to say anything: so many are compared with each. */
    private static final int MOST = 200;

    private Duplicates() {
    }

    /**
     * A tile that shows nearly what another does.
     *
     * @param row   of the tile
     * @param first row of the first tile of its group, which is kept
     * @param bits  in which both differ
     */
    public record Duplicate(int row, int first, int bits) {
    }

    /**
     * The duplicates, in the order of their rows; the first of a group is none. Pairs up to the limit are joined, and
     * pairs with joined ones. Pictures of next to no structure can have more than {@value #MOST} look-alikes, of which
     * some may then be missed.
     *
     * @param fingerprints one for each tile; {@code null} where the tile could not be read
     * @param limit        bits, 0 to 15; {@link #LIMIT} is good for pictures that were saved again
     */
    public static List<Duplicate> find(List<long[]> fingerprints, int limit, Progress progress) {
        if (limit < 0 || limit >= PARTS)
            throw new IllegalArgumentException("Two fingerprints may differ in 0 to " + (PARTS - 1) + " bits, found "
                    + limit + ".");
        int[] first = new int[fingerprints.size()];
        Map<Integer, List<Integer>> seen = new HashMap<>();
        List<Duplicate> found = new ArrayList<>();
        for (int row = 0; row < first.length; row++) {
            first[row] = row;
            long[] own = fingerprints.get(row);
            if (own == null)
                continue;
            if (row % 256 == 0) {
                Neighbours.check(progress);
                progress.update(row, first.length, 0, 0, "");
            }
            int nearest = -1, least = limit + 1;
            for (int part = 0; part < PARTS; part++) {
                List<Integer> same = seen.computeIfAbsent(part << 16 | part(own, part), k -> new ArrayList<>(1));
                for (int i = same.size() - 1; i >= Math.max(0, same.size() - MOST); i--) {
                    int bits = TileLook.difference(own, fingerprints.get(same.get(i)));
                    if (bits < least || bits == least && nearest > same.get(i)) {
                        least = bits;
                        nearest = same.get(i);
                    }
                }
                same.add(row);
            }
            if (nearest >= 0) {
                first[row] = first[nearest];
                found.add(new Duplicate(row, first[row], TileLook.difference(own, fingerprints.get(first[row]))));
            }
        }
        return found;
    }

    /** One of sixteen parts of sixteen bits. */
    private static int part(long[] fingerprint, int part) {
        return (int) (fingerprint[part / 4] >>> (part % 4 * 16) & 0xffff);
    }
}
