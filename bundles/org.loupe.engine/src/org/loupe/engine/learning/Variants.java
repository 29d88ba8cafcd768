package org.loupe.engine.learning;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.loupe.api.Features;

/**
 * Altered copies of labelled objects, measured like them ({@link Augmentation}). They are learned from together with
 * the object that they were made of and are never tested on. Immutable by agreement.
 *
 * @param features the columns of the labelled rows
 * @param of       the labelled row that each is a copy of
 */
public record Variants(Features features, int[] of) {

    public Variants {
        if (of.length != features.rows())
            throw new IllegalArgumentException(features.rows() + " altered copies need as many originals, found "
                    + of.length + ".");
    }

    /** None, for rows of these columns. */
    public static Variants none(Features rows) {
        return new Variants(rows.select(), new int[0]);
    }

    /** Number of copies. */
    public int size() {
        return of.length;
    }

    /** Those of the given rows, whose originals are then counted as those rows are. */
    Variants select(int... rows) {
        int[] place = new int[1 + Math.max(Arrays.stream(rows).max().orElse(0), Arrays.stream(of).max().orElse(0))];
        Arrays.fill(place, -1);
        for (int i = 0; i < rows.length; i++)
            place[rows[i]] = i;
        int[] kept = IntStream.range(0, of.length).filter(i -> place[of[i]] >= 0).toArray();
        return new Variants(features.select(kept), Arrays.stream(kept).map(i -> place[of[i]]).toArray());
    }
}
