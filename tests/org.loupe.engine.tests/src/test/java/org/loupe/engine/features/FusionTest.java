package org.loupe.engine.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.loupe.api.Features;

/** The fusion vector: unlike units on one scale, blocks weighted as a whole. */
class FusionTest {
    private static final Features ROWS = new Features(List.of("area", "x", "y", "flat"), 4, new float[] {
            1000, 1, Float.NaN, 7,
            2000, 2, 5, 7,
            3000, 3, 6, 7,
            4000, 4, 7, 7 });

    private static double variance(Features rows, int column) {
        double sum = 0, squares = 0;
        for (int row = 0; row < rows.rows(); row++) {
            sum += rows.get(row, column);
            squares += rows.get(row, column) * rows.get(row, column);
        }
        return squares / rows.rows() - Math.pow(sum / rows.rows(), 2);
    }

    @Test
    void aBlockCountsByItsWeightHoweverManyColumnsItHas() {
        Fusion fusion = Fusion.of(ROWS, new int[] { 0, 1, 1, 1 }, new double[] { 1, 2 });
        Features scaled = fusion.apply(ROWS);
        assertEquals(1, variance(scaled, 0), 1e-5);
        assertEquals(2, variance(scaled, 1), 1e-5, "half of 2²; the column without spread takes no share");
        assertEquals(0, scaled.get(0, 2), "what is unknown lies in the middle");
        assertEquals(0, scaled.get(3, 3));
        double known = scaled.get(1, 2) * scaled.get(1, 2) + scaled.get(2, 2) * scaled.get(2, 2)
                + scaled.get(3, 2) * scaled.get(3, 2);
        assertEquals(2, known / 3, 1e-5, "learned from the values that are known");
    }

    @Test
    void oneWildValueDoesNotOutweighAllOthers() {
        Fusion fusion = Fusion.of(ROWS, new int[4], new double[] { 1 });
        Features wild = fusion.apply(new Features(ROWS.names(), 2, new float[] { 1e9f, 2.5f, 6, 7,
                Float.NEGATIVE_INFINITY, 2.5f, 6, 8 }));
        assertEquals(Fusion.MOST / Math.sqrt(3), wild.get(0, 0), 1e-5);
        assertEquals(0, wild.get(1, 0), "infinite is unknown");
        assertEquals(0, wild.get(1, 3), "what never differed cannot count");
    }

    @Test
    void columnsThatStandAloneHaveOneDeviationEach() {
        Fusion fusion = Fusion.standard(ROWS);
        for (int c = 0; c < 2; c++)
            assertEquals(1, variance(fusion.apply(ROWS), c), 1e-5);
        Features wild = fusion.apply(new Features(ROWS.names(), 1, new float[] { 1e9f, 2.5f, Float.NaN, 8 }));
        assertEquals(List.of(4f, 0f, 0f, 0f), List.of(wild.get(0, 0), wild.get(0, 1), wild.get(0, 2), wild.get(0, 3)));
    }

    @Test
    void columnsAreFoundByName() {
        Fusion fusion = Fusion.of(ROWS, new int[4], new double[] { 1 });
        Features swapped = new Features(List.of("flat", "other", "y", "x", "area"), 1, new float[] { 7, 1, 6, 3, 3000 });
        Features straight = new Features(ROWS.names(), 1, new float[] { 3000, 3, 6, 7 });
        assertEquals(List.of(fusion.apply(straight).get(0, 0), fusion.apply(straight).get(0, 1)),
                List.of(fusion.apply(swapped).get(0, 0), fusion.apply(swapped).get(0, 1)));
        String wrong = assertThrows(IllegalArgumentException.class,
                () -> fusion.apply(new Features(List.of("area"), 1, new float[] { 1 }))).getMessage();
        assertTrue(wrong.contains("\"x\" is missing"), wrong);
    }
}
