package org.loupe.engine.curation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.loupe.api.Features;
import org.loupe.engine.Progress;
import org.loupe.engine.curation.ConfidentLearning.Suspect;

class ConfidentLearningTest {

    static Stream<Learner> learners() {
        return Stream.of(new Softmax(0.01, 300), new NearestClasses(10));
    }

    /** By hand: thresholds are the mean probability of the own class; row 3 is surely of class 1 but given 0. */
    @Test
    void thresholdsJointAndRankAreThoseOfThePaper() {
        float[] p = { 0.9f, 0.1f, 0.8f, 0.2f, 0.6f, 0.4f, 0.1f, 0.9f, 0.2f, 0.8f, 0.4f, 0.6f };
        int[] given = { 0, 0, 0, 0, 1, 1 };
        ConfidentLearning found = ConfidentLearning.of(p, given, 2);
        assertEquals(0.6, found.thresholds()[0], 1e-6);
        assertEquals(0.7, found.thresholds()[1], 1e-6);
        // confident: rows 0, 1, 2 as 0 (0.6 reaches 0.6), row 3 as 1, row 4 as 1; row 5 (0.6) as neither
        assertArrayEquals(new double[] { 0.75 * 4 / 6, 0.25 * 4 / 6 }, found.joint()[0], 1e-6);
        assertArrayEquals(new double[] { 0, 2 / 6.0 }, found.joint()[1], 1e-6);
        assertEquals(1 / 6.0, found.wrong(), 1e-6);
        assertEquals(List.of(3, 2, 5, 1, 4, 0), found.suspects().stream().map(Suspect::row).toList());
        Suspect first = found.suspects().get(0);
        assertEquals(new Suspect(3, 0, 1, first.score(), true), first);
        assertEquals(0.9, first.score(), 1e-6);
        assertFalse(found.suspects().get(1).confident());
    }

    @ParameterizedTest
    @MethodSource("learners")
    void plantedErrorsComeFirst(Learner learner) {
        Clusters data = new Clusters(4, 150, 6, 1);
        for (long seed = 0; seed < 5; seed++) {
            boolean[] wrong = Clusters.choose(600, 30, seed);
            int[] given = data.planted(wrong, 4);
            float[] p = OutOfSample.probabilities(data.rows, given, 4, data.tiles, 5, seed, learner, Progress.NONE);
            ConfidentLearning found = ConfidentLearning.of(p, given, 4);
            long caught = found.suspects().stream().limit(60).filter(s -> wrong[s.row()]).count();
            assertTrue(caught >= 29, caught + " of 30 among the first 10 %");
            assertTrue(found.suspects().stream().limit(60).filter(s -> wrong[s.row()])
                    .filter(s -> s.suggested() == data.truth[s.row()]).count() >= 28, "the right class is suggested");
            assertEquals(0.05, found.wrong(), 0.02, "the share of wrong labels is estimated");
        }
    }

    @ParameterizedTest
    @MethodSource("learners")
    void probabilitiesSumToOneAndComeOutTheSameTwice(Learner learner) {
        Clusters data = new Clusters(3, 40, 4, 2);
        float[] a = OutOfSample.probabilities(data.rows, data.truth, 3, data.tiles, 4, 9, learner, Progress.NONE);
        float[] b = OutOfSample.probabilities(data.rows, data.truth, 3, data.tiles, 4, 9, learner, Progress.NONE);
        assertArrayEquals(a, b);
        for (int row = 0; row < 120; row++)
            assertEquals(1, a[3 * row] + a[3 * row + 1] + a[3 * row + 2], 1e-5);
    }

    /** A learner that knows each row by heart is right about rows of tiles that it saw, and only about those. */
    @Test
    void nothingIsLearnedFromTheOwnTile() {
        int[] tiles = { 5, 5, 5, 8, 8, 9, 9, 9, 2 };
        Features rows = new Features(List.of("tile"), 9, new float[] { 5, 5, 5, 8, 8, 9, 9, 9, 2 });
        Learner byHeart = (known, given, classes, asked, progress) -> {
            for (int i = 0; i < asked.rows(); i++)
                for (int k = 0; k < known.rows(); k++)
                    assertTrue(known.get(k, 0) != asked.get(i, 0), "tile " + asked.get(i, 0) + " was learned and asked");
            float[] p = new float[asked.rows() * classes];
            Arrays.fill(p, 1f / classes);
            return p;
        };
        OutOfSample.probabilities(rows, new int[9], 2, tiles, 3, 1, byHeart, Progress.NONE);
        float[] one = OutOfSample.probabilities(rows, new int[9], 2, new int[9], 3, 1, byHeart, Progress.NONE);
        assertEquals(0.5f, one[0], "of a single tile nothing can be learned");
    }

    @Test
    void unknownValuesAndFeaturesWithoutSpreadDoNoHarm() {
        Clusters data = new Clusters(2, 60, 8, 3);
        float[] values = new float[5 * 120];
        for (int i = 0; i < 120; i++) {
            System.arraycopy(data.rows.values(), 3 * i, values, 5 * i, 3);
            values[5 * i + 3] = Float.NaN;
            values[5 * i + 4] = 7;
        }
        values[0] = Float.POSITIVE_INFINITY;
        Features rows = new Features(List.of("a", "b", "noise", "unknown", "same"), 120, values);
        for (Learner learner : learners().toList()) {
            float[] p = OutOfSample.probabilities(rows, data.truth, 2, data.tiles, 5, 1, learner, Progress.NONE);
            long right = IntStream.range(1, 120).filter(i -> p[2 * i + data.truth[i]] > 0.5).count();
            assertTrue(right >= 117, right + " of 119");
        }
    }

    @Test
    void canBeCancelledAndSaysWhatIsWrong() {
        Clusters data = new Clusters(2, 60, 8, 3);
        Progress stop = new Progress() {
            @Override
            public boolean cancelled() {
                return true;
            }
        };
        for (Learner learner : learners().toList())
            assertThrows(CancellationException.class, () -> OutOfSample.probabilities(data.rows, data.truth, 2,
                    data.tiles, 5, 1, learner, stop));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> ConfidentLearning.of(new float[3], new int[3], 1))
                .getMessage().contains("2 classes"));
    }
}
