package org.loupe.tools.tribuo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.loupe.tools.tribuo.Sets.ABC;
import static org.loupe.tools.tribuo.Sets.features;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.loupe.api.Examples;
import org.loupe.api.Features;
import org.loupe.api.Predictions;
import org.loupe.testkit.TestRun;

/** The parts that trainers are made of. */
class LearningTest {

    @Test void theLeastValueOfACurvedValleyIsFound() {
        double[] found = Lbfgs.minimise((p, gradient) -> {
            double a = 1 - p[0], b = p[1] - p[0] * p[0];
            gradient[0] = -2 * a - 400 * p[0] * b;
            gradient[1] = 200 * b;
            return a * a + 100 * b * b;
        }, new double[] { -1.2, 1 }, 200, 1e-9, point -> true);
        assertArrayEquals(new double[] { 1, 1 }, found, 1e-6);
    }

    @Test void aKinkIsFound() {
        double[] found = Lbfgs.minimise((p, gradient) -> {
            gradient[0] = Math.signum(p[0] - 3);
            gradient[1] = 2 * p[1];
            return Math.abs(p[0] - 3) + p[1] * p[1];
        }, new double[] { 0, 5 }, 200, 1e-9, point -> true);
        assertArrayEquals(new double[] { 3, 0 }, found, 1e-3);
    }

    @Test void theSearchEndsWhereItIsTold() {
        List<Double> seen = new ArrayList<>();
        double[] found = Lbfgs.minimise((p, gradient) -> {
            gradient[0] = 4 * Math.pow(p[0], 3);
            return Math.pow(p[0], 4);
        }, new double[] { 5 }, 200, 0, point -> {
            seen.add(point[0]);
            return seen.size() < 3;
        });
        assertEquals(3, seen.size());
        assertEquals(seen.get(2), found[0]);
    }

    /** The gradient is the slope of the loss, on more rows than a block holds, the last block not full. */
    @Test void theGradientOfANetIsTheSlopeOfItsLoss() {
        SplittableRandom random = new SplittableRandom(2);
        int rows = 70, columns = 5;
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++)
            values[i] = (float) (random.nextDouble() * 2 - 1);
        int[] truth = random.ints(rows, 0, 3).toArray();
        for (int[] sizes : new int[][] { { 5, 3 }, { 5, 6, 3 } }) {
            NetworkLoss loss = new NetworkLoss(sizes, values, truth, new double[] { 1, 2, 0.5 }, 0.1, new TestRun());
            double[] point = new double[loss.size()], gradient = new double[point.length];
            for (int i = 0; i < point.length; i++)
                point[i] = random.nextDouble() - 0.5;
            loss.at(point, gradient);
            double[] unused = new double[point.length];
            for (int i = 0; i < point.length; i++) {
                double step = 1e-3, here = point[i];
                point[i] = here + step;
                double above = loss.at(point, unused);
                point[i] = here - step;
                double below = loss.at(point, unused);
                point[i] = here;
                assertEquals((above - below) / (2 * step), gradient[i], 2e-3, "number " + i);
            }
        }
    }

    @Test void aNetThatWasTrainedOnScaledRowsTakesRowsAsTheyAre() {
        SplittableRandom random = new SplittableRandom(6);
        Network network = new Network(new int[] { 3, 4, 2 }, new float[][] { floats(random, 12), floats(random, 8) },
                new float[][] { floats(random, 4), floats(random, 2) });
        double[] means = { 5, -2, 0.5 };
        float[] rows = floats(random, 30), scaled = new float[30];
        for (int i = 0; i < 30; i++)
            scaled[i] = (float) ((rows[i] - means[i % 3]) * 0.25);
        float[] expected = new float[20], told = new float[20];
        network.score(scaled, 0, 10, expected, new TestRun());
        network.undo(means, 0.25).score(rows, 0, 10, told, new TestRun());
        assertArrayEquals(expected, told, 1e-5f);
    }

    private static float[] floats(SplittableRandom random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++)
            values[i] = (float) (random.nextDouble() * 2 - 1);
        return values;
    }

    @Test void eachValueHasItsBinWhereThereAreFew() throws Exception {
        Bins bins = new Bins(rows(features(1, 3, 1, 2, 2, -0f, 0f), 0, 0, 0, 0, 0, 0), new TestRun());
        assertEquals(4, bins.count(0), "−0 and 0 are one value");
        assertEquals(0.5f, bins.between(0, 0, 1));
        assertEquals(2f, bins.between(0, 1, 3), "half-way between 1 and 3");
    }

    @Test void manyValuesAreDividedIntoBinsOfAboutEqualSize() throws Exception {
        float[] values = new float[5000];
        for (int i = 0; i < values.length; i++)
            values[i] = (float) Math.exp(i / 500.0);
        Bins bins = new Bins(rows(features(1, values), new int[5000]), new TestRun());
        int[] sizes = new int[bins.count(0)];
        for (byte code : bins.codes[0])
            sizes[code & 255]++;
        assertTrue(sizes.length > 250, sizes.length + " bins");
        for (int size : sizes)
            assertTrue(size >= 15 && size <= 25, size + " rows in a bin");
    }

    private static Rows rows(Features rows, int... truth) throws Exception {
        return Rows.of(Sets.examples(rows, truth), true);
    }

    @Test void wholeGroupsAreHeldBackAndNoClassIsLost() throws Exception {
        List<Features> inputs = new ArrayList<>();
        List<Predictions> truths = new ArrayList<>();
        List<String> groups = new ArrayList<>();
        for (int group = 0; group < 10; group++) {
            int number = group;
            float[] values = new float[30];
            for (int i = 0; i < 30; i++)
                values[i] = group * 100 + i;
            inputs.add(features(1, values));
            // the third class stands on one board alone
            truths.add(Predictions.truth(ABC, IntStream.range(0, 30).map(i -> number == 4 && i < 9 ? 2 : i % 2)
                    .toArray()));
            groups.add("board " + group);
        }
        Rows rows = Rows.of(new Examples<>(ABC, inputs, truths, groups), true);
        for (int seed = 0; seed < 20; seed++) {
            boolean[] held = HeldBack.choose(rows, 0.2, 30, new SplittableRandom(seed));
            assertEquals(60, HeldBack.rows(held, true).length);
            for (int row = 0; row < rows.count; row++) {
                assertEquals(held[firstOf(rows, rows.group[row])], held[row], "a group is held back whole");
                assertTrue(!held[row] || rows.truth[row] != 2, "the only board of a class is learned from");
            }
        }
        assertEquals(0, HeldBack.rows(HeldBack.choose(rows, 0.05, 30, new SplittableRandom(1)), true).length,
                "too few to judge by");
    }

    private static int firstOf(Rows rows, int group) {
        return IntStream.range(0, rows.count).filter(row -> rows.group[row] == group).findFirst().orElseThrow();
    }
}
