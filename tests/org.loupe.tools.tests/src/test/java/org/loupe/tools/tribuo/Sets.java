package org.loupe.tools.tribuo;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.loupe.api.Device;
import org.loupe.api.Examples;
import org.loupe.api.Features;
import org.loupe.api.Model;
import org.loupe.api.Predictions;
import org.loupe.api.Step;
import org.loupe.api.ToolException;
import org.loupe.api.Trainer;
import org.loupe.testkit.TestRun;

/** Small sets to learn from. */
final class Sets {
    static final List<String> ABC = List.of("a", "b", "c");

    private Sets() {
    }

    static Features features(int columns, float... values) {
        return new Features(IntStream.range(0, columns).mapToObj(j -> "f" + j).toList(), values.length / columns,
                values);
    }

    static Examples<Features, Predictions> examples(Features rows, int... truth) {
        return examples(ABC, rows, truth);
    }

    static Examples<Features, Predictions> examples(List<String> classes, Features rows, int... truth) {
        return new Examples<>(classes, List.of(rows), List.of(Predictions.truth(classes, truth)), List.of("board"));
    }

    /** 36 rows of 4 columns that lean to their class; 16, 10 and 10 of three classes. */
    static Features leaning() {
        float[] values = new float[36 * 4];
        for (int i = 0; i < values.length; i++)
            values[i] = (float) (i * 2654435761L % 1000003 / 1000003.0 * 2 - 1
                    + (i % 4 == leaningTruth()[i / 4] ? 1 : 0));
        return features(4, values);
    }

    static int[] leaningTruth() {
        return IntStream.range(0, 36).map(row -> row < 30 ? row % 3 : 0).toArray();
    }

    /** Four squares of a chess board: what is equal on both sides of a line is of the same class. */
    static Features squares(int rows) {
        SplittableRandom random = new SplittableRandom(rows);
        float[] values = new float[rows * 2];
        for (int i = 0; i < values.length; i++)
            values[i] = (float) (random.nextDouble() * 2 - 1);
        for (int i = 0; i < values.length; i++)
            values[i] += Math.signum(values[i]) * 0.1f;
        return features(2, values);
    }

    static int[] squaresTruth(Features rows) {
        return IntStream.range(0, rows.rows()).map(row -> rows.get(row, 0) > 0 == rows.get(row, 1) > 0 ? 0 : 1)
                .toArray();
    }

    static <P extends Record> Model<Features, Predictions> train(Trainer<P, Features, Predictions> trainer, P params,
            Examples<Features, Predictions> examples) throws ToolException {
        try (TestRun run = new TestRun(4)) {
            return trainer.open(params, Device.CPU).apply(examples, run);
        }
    }

    static Predictions predict(Model<Features, Predictions> model, Features rows) throws ToolException {
        try (TestRun run = new TestRun(); Step<Features, Predictions> step = model.open(Device.CPU)) {
            return step.apply(rows, run);
        } catch (ToolException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    static double accuracy(Predictions told, int[] truth) {
        return IntStream.range(0, truth.length).filter(row -> told.best()[row] == truth[row]).count()
                / (double) truth.length;
    }

    static double[] doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    /** The rows in another order. */
    static Examples<Features, Predictions> shuffled(Examples<Features, Predictions> examples) {
        Features rows = examples.inputs().get(0);
        int[] order = new int[rows.rows()];
        SplittableRandom random = new SplittableRandom(8);
        for (int i = 0; i < order.length; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        int[] truth = examples.truths().get(0).best();
        return examples(examples.classes(), rows.select(order), Arrays.stream(order).map(i -> truth[i]).toArray());
    }
}
