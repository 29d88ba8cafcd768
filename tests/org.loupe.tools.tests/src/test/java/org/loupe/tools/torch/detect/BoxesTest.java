package org.loupe.tools.torch.detect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BoxesTest {
    private static final float[] FOUR = { 0, 0, 10, 10, 0, 0, 10, 5, 5, 0, 15, 10, 20, 20, 30, 30 };

    @Test
    void overlapIsTheSharedAreaOverTheAreaThatBothCover() {
        assertEquals(0.5, Boxes.overlap(FOUR, 0, FOUR, 1), 1e-7);
        assertEquals(1.0 / 3, Boxes.overlap(FOUR, 0, FOUR, 2), 1e-7);
        assertEquals(0, Boxes.overlap(FOUR, 0, FOUR, 3));
        assertEquals(1, Boxes.overlap(FOUR, 3, FOUR, 3));
        float[] touching = { 0, 0, 10, 10, 10, 0, 20, 10, 5, 5, 5, 5 };
        assertEquals(0, Boxes.overlap(touching, 0, touching, 1), "they share an edge");
        assertEquals(0, Boxes.overlap(touching, 2, touching, 2), "without an area");
    }

    private static List<Integer> suppressed(float overlap, int most, int... kinds) {
        return Boxes.suppress(FOUR, kinds, Boxes.ranked(new float[] { 0.5f, 0.9f, 0.7f, 0.1f }, 0, 4), overlap, most);
    }

    @Test
    void theSurestBoxSuppressesThoseThatOverlapItMore() {
        // from the surest: box 1; box 2 overlaps it by 25 / 125; box 0 overlaps box 1 by 0.5; box 3 none
        assertEquals(List.of(1, 2, 3), suppressed(0.4f, 9, 0, 0, 0, 0));
        assertEquals(List.of(1, 2, 0, 3), suppressed(0.5f, 9, 0, 0, 0, 0), "overlapping just as much is allowed");
        assertEquals(List.of(1, 3), suppressed(0.19f, 9, 0, 0, 0, 0));
        assertEquals(List.of(1, 2), suppressed(0.4f, 2, 0, 0, 0, 0));
        assertEquals(List.of(1, 2, 0, 3), suppressed(0.4f, 9, 1, 0, 0, 0).stream().toList(),
                "kinds do not suppress one another");
        assertEquals(List.of(), Boxes.suppress(new float[0], new int[0], List.of(), 0.5f, 9));
    }

    @Test
    void whatIsSuppressedSuppressesNothing() {
        float[] chain = { 0, 0, 10, 10, 4, 0, 14, 10, 8, 0, 18, 10 };
        assertEquals(List.of(0, 2), Boxes.suppress(chain, new int[3], List.of(0, 1, 2), 0.4f, 9));
    }

    @Test
    void equalScoresStandAsTheyCome() {
        assertEquals(List.of(1, 3, 0, 2), Boxes.ranked(new float[] { 1, 2, 1, 2 }, 0, 4));
        assertEquals(List.of(3, 2), Boxes.ranked(new float[] { 1, 2, 1, 2 }, 2, 4));
    }

    @Test
    void codingGivesTheBoxBack() {
        float[] anchor = { 10, 20, 30, 28 }, box = { 12, 18, 52, 34 }, code = new float[4], back = new float[4];
        BoxCoding.OBJECTS.encode(box, 0, anchor, 0, code, 0);
        // centre 32, 26 instead of 20, 24; twice as wide and high
        assertArrayEquals(new float[] { 10 * 12 / 20f, 10 * 2 / 8f, 5 * (float) Math.log(2), 5 * (float) Math.log(2) },
                code, 1e-5f);
        BoxCoding.OBJECTS.decode(code, 0, anchor, 0, back, 0);
        assertArrayEquals(box, back, 1e-4f);
        BoxCoding.PROPOSALS.decode(new float[] { 0, 0, 50, 0 }, 0, anchor, 0, back, 0);
        assertEquals(20 * 62.5, back[2] - back[0], 1e-2, "no more than 62.5 times as wide");
    }

    @Test
    void anchorsStandOnTheGridOfEachLevel() {
        Anchors anchors = Anchors.of(new int[][] { { 2, 3 }, { 1, 2 } }, 8, 12, 8);
        assertArrayEquals(new int[] { 0, 18, 24 }, anchors.first());
        assertEquals(24, anchors.count());
        assertArrayEquals(new float[] { -6, -3, 6, 3, -4, -4, 4, 4, -3, -6, 3, 6 },
                Arrays.copyOf(anchors.boxes(), 12));
        assertArrayEquals(new float[] { 4 - 4, 4 - 4, 4 + 4, 4 + 4 },
                Arrays.copyOfRange(anchors.boxes(), 4 * (4 * 3 + 1), 4 * (4 * 3 + 2)), "second row, second column");
        assertArrayEquals(new float[] { 6 - 8, -8, 6 + 8, 8 },
                Arrays.copyOfRange(anchors.boxes(), 4 * (18 + 4), 4 * (18 + 5)), "second level, twice as large");
    }

    @Test
    void boxesAreMatchedWithWhatTheyLieOn() {
        Matching.Truth truth = new Matching.Truth(new float[] { 0, 0, 10, 10, 100, 100, 104, 104, 50, 50, 60, 60 },
                new int[] { 2, 0, Matching.Truth.IGNORED });
        float[] boxes = { 0, 0, 10, 9, 0, 0, 10, 5, 0, 0, 2, 10, 50, 50, 60, 59, 98, 98, 106, 106, 98, 98, 106, 106, 70,
            70, 80, 80 };
        int on = Matching.BACKGROUND, no = Matching.NEITHER;
        assertArrayEquals(new int[] { 0, no, on, no, on, on, on }, Matching.of(boxes, truth, 0.3f, 0.7f, false).rows());
        // of the second object there are only poor ones, two of which are equally good
        assertArrayEquals(new int[] { 0, no, on, no, 1, 1, on }, Matching.of(boxes, truth, 0.3f, 0.7f, true).rows());
        assertArrayEquals(new int[] { 0, 0, on, no, on, on, on }, Matching.of(boxes, truth, 0.5f, 0.5f, false).rows());
        assertArrayEquals(new int[] { on }, Matching.of(new float[4],
                new Matching.Truth(new float[0], new int[0]), 0.3f, 0.7f, true).rows());
    }

    @Test
    void aChoiceHoldsSoManyObjectsAndFillsUpWithBackground() {
        int[] rows = new int[100];
        Arrays.fill(rows, Matching.BACKGROUND);
        for (int i = 0; i < 30; i++)
            rows[3 * i] = i % 2 == 0 ? i : Matching.NEITHER;
        Matching matching = new Matching(rows);
        Matching.Choice few = matching.choose(20, 0.25, new SplittableRandom(1));
        assertEquals(5, few.objects().length);
        assertEquals(15, few.background().length);
        for (int i = 0; i < few.size(); i++)
            assertEquals(i < 5, rows[few.get(i)] >= 0);
        assertEquals(20, Arrays.stream(few.objects()).distinct().count() + Arrays.stream(few.background()).distinct()
                .count());
        Matching.Choice all = matching.choose(1000, 0.5, new SplittableRandom(1));
        assertEquals(15, all.objects().length);
        assertEquals(70, all.background().length);
        assertTrue(Arrays.equals(few.background(), matching.choose(20, 0.25, new SplittableRandom(1)).background()));
    }
}
