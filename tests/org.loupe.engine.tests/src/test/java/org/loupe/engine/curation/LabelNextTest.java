package org.loupe.engine.curation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.loupe.api.Features;
import org.loupe.engine.Progress;

class LabelNextTest {

    @Test
    void uncertaintyIsTheMarginTurnedRound() {
        assertArrayEquals(new float[] { 0, 1, 0.8f }, LabelNext.uncertainty(new float[] { 0, 1, 0, 0.5f, 0.5f, 0,
            0.3f, 0.5f, 0.2f }, 3), 1e-6f);
        assertEquals(1, LabelNext.uncertainty(0.5f));
        assertEquals(0.2f, LabelNext.uncertainty(0.9f), 1e-6);
        assertArrayEquals(new float[] { 1.5f, 0, 0.25f },
                LabelNext.perTile(new float[] { 1, 0.25f, 0.5f }, new int[] { 0, 2, 0 }, 3));
        assertArrayEquals(new int[] { 1, 0, 2 }, LabelNext.byWeight(new float[] { 1, 3, 1 }));
    }

    /** Of four heaps the first four choices take one each, and what is labelled already is left out. */
    @Test
    void diverseTakesOneOfEachKindFirst() {
        Clusters data = new Clusters(4, 25, 12, 5);
        Features rows = new Features(List.of("a", "b"), 100, without(data.rows));
        int[] order = LabelNext.diverse(rows, new boolean[100], null, 100, Progress.NONE);
        assertEquals(4, Arrays.stream(order).limit(4).map(i -> data.truth[i]).distinct().count());
        assertEquals(100, Arrays.stream(order).distinct().count());
        boolean[] done = new boolean[100];
        for (int i = 0; i < 100; i++)
            done[i] = data.truth[i] != 2;
        assertEquals(2, data.truth[LabelNext.diverse(rows, done, null, 10, Progress.NONE)[0]]);
        assertEquals(25, LabelNext.diverse(rows, done, null, 100, Progress.NONE).length);
        float[] weight = new float[100];
        weight[17] = 1;
        assertEquals(17, LabelNext.diverse(rows, first(100), weight, 1, Progress.NONE)[0], "only it has any weight");
    }

    private static boolean[] first(int n) {
        boolean[] done = new boolean[n];
        done[0] = true;
        return done;
    }

    private static float[] without(Features rows) {
        float[] two = new float[2 * rows.rows()];
        for (int i = 0; i < rows.rows(); i++)
            System.arraycopy(rows.values(), 3 * i, two, 2 * i, 2);
        return two;
    }

    /** Tile 1 has what tile 0 (labelled) shows, tile 2 an odd object, tile 4 one of many alike that are unsure. */
    @Test
    void unsureAndDiverseTellsMostAboutWhatIsUnsure() {
        Features objects = new Features(List.of("a"), 8, new float[] { 0, 0.1f, 9, 5, 5.1f, 5.2f, 4.9f, -5 });
        int[] tiles = { 0, 1, 2, 4, 5, 5, 6, 3 };
        float[] unsure = { 0.9f, 0.9f, 0.9f, 0.9f, 0.9f, 0.9f, 0.9f, 0 };
        boolean[] done = { true, false, false, false, false, false, false };
        int[] order = LabelNext.unsureAndDiverse(objects, unsure, tiles, done, 9, Progress.NONE);
        assertEquals(4, order[0], "one of the many, on a tile that costs one label: " + Arrays.toString(order));
        assertEquals(2, order[1], "then what is unlike all");
        assertEquals(6, order.length);
        assertEquals(3, order[5], "what is sure teaches nothing");
        assertArrayEquals(new int[] { 4 }, LabelNext.unsureAndDiverse(objects, unsure, tiles, done, 1, Progress.NONE));
        assertEquals(0, LabelNext.unsureAndDiverse(objects.select(), new float[0], new int[0], done, 5,
                Progress.NONE).length);
    }

    @Test
    void aHundredThousandTilesAreWorkable() {
        int n = 100_000;
        float[] values = new float[n * 10];
        for (int i = 0; i < values.length; i++)
            values[i] = (i * 7919L % 10_007) / 10_007f;
        Features rows = new Features(IntStream.range(0, 10).mapToObj(i -> "f" + i).toList(), n, values);
        assertTrue(Arrays.stream(LabelNext.diverse(rows, new boolean[n], null, 100, Progress.NONE)).distinct()
                .count() == 100);
    }
}
