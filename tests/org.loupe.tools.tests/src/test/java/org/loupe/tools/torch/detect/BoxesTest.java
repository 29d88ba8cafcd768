package org.loupe.tools.torch.detect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.loupe.api.Kernels;
import org.loupe.tools.torch.Lending;

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
        return Boxes.suppress(FOUR, kinds, Boxes.ranked(new float[] { 0.5f, 0.9f, 0.7f, 0.1f }, 0, 4), overlap, most,
                Optional.empty());
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
        assertEquals(List.of(), Boxes.suppress(new float[0], new int[0], List.of(), 0.5f, 9, Optional.empty()));
    }

    @Test
    void whatIsSuppressedSuppressesNothing() {
        float[] chain = { 0, 0, 10, 10, 4, 0, 14, 10, 8, 0, 18, 10 };
        assertEquals(List.of(0, 2), Boxes.suppress(chain, new int[3], List.of(0, 1, 2), 0.4f, 9,
                Optional.empty()));
    }

    // ---------------------------------------------------------------- a device that is lent

    /** A device that knows this one arithmetic, in the plainest way: as {@link Kernels#suppress} says. */
    static Kernels suppressing(AtomicInteger asked) {
        return Lending.kernels((self, method, given) -> {
            assertEquals("suppress", method.getName());
            asked.incrementAndGet();
            return kept((float[]) given[0], (float[]) given[1], (int[]) given[2], (float) given[3]);
        });
    }

    private static int[] kept(float[] boxes, float[] scores, int[] kinds, float limit) {
        boolean[] gone = new boolean[scores.length];
        int[] order = IntStream.range(0, scores.length).boxed().sorted((a, b) -> Float.compare(scores[b], scores[a]))
                .mapToInt(i -> i).toArray();
        for (int i = 0; i < order.length; i++)
            for (int j = i + 1; j < order.length && !gone[order[i]]; j++)
                gone[order[j]] |= kinds[order[i]] == kinds[order[j]]
                        && Boxes.overlap(boxes, order[i], boxes, order[j]) > limit;
        return Arrays.stream(order).filter(i -> !gone[i]).toArray();
    }

    @Test
    void aDeviceThatIsLentSuppressesManyBoxesInTheSameWay() {
        SplittableRandom random = new SplittableRandom(4);
        int count = Boxes.WORTH_A_DEVICE + 900;
        float[] boxes = new float[4 * count], scores = new float[count];
        int[] kinds = new int[count];
        for (int i = 0; i < count; i++) {
            scores[i] = random.nextInt(1000) / 1000f; // many are equal
            kinds[i] = random.nextInt(3);
            for (int e = 0; e < 2; e++) {
                boxes[4 * i + e] = 400 * (float) random.nextDouble();
                boxes[4 * i + 2 + e] = boxes[4 * i + e] + 10 + 40 * (float) random.nextDouble();
            }
        }
        List<Integer> many = new ArrayList<>(Boxes.ranked(scores, 0, count));
        many.removeIf(row -> row % 10 == 0);
        AtomicInteger asked = new AtomicInteger();
        List<String> warnings = new ArrayList<>();
        for (int most : new int[] { 0, 100, count }) {
            List<Integer> expected = Boxes.suppress(boxes, kinds, many, 0.3f, most, Optional.empty());
            assertTrue(most < count ? expected.size() == most : expected.size() < many.size() / 2);
            assertEquals(expected, Boxes.suppress(boxes, kinds, many, 0.3f, most,
                    Optional.of(Lending.of(suppressing(asked), warnings))));
        }
        assertEquals(3, asked.get());
        List<Integer> few = many.subList(0, Boxes.WORTH_A_DEVICE - 1);
        Boxes.suppress(boxes, kinds, few, 0.3f, count, Optional.of(Lending.of(suppressing(asked), warnings)));
        assertEquals(3, asked.get(), "few are done here");
        assertEquals(List.of(), warnings);

        assertEquals(Boxes.suppress(boxes, kinds, many, 0.3f, count, Optional.empty()), Boxes.suppress(boxes, kinds,
                many, 0.3f, count, Optional.of(Lending.of(Lending.broken(), warnings))));
        assertEquals(List.of("It is full. It is computed on the processor."), warnings);
    }

    // ---------------------------------------------------------------- scores, codes and choices

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
