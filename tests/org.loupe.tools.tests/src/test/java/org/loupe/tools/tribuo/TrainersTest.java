package org.loupe.tools.tribuo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.loupe.tools.tribuo.Sets.ABC;
import static org.loupe.tools.tribuo.Sets.accuracy;
import static org.loupe.tools.tribuo.Sets.doubles;
import static org.loupe.tools.tribuo.Sets.examples;
import static org.loupe.tools.tribuo.Sets.features;
import static org.loupe.tools.tribuo.Sets.leaning;
import static org.loupe.tools.tribuo.Sets.leaningTruth;
import static org.loupe.tools.tribuo.Sets.predict;
import static org.loupe.tools.tribuo.Sets.squares;
import static org.loupe.tools.tribuo.Sets.squaresTruth;
import static org.loupe.tools.tribuo.Sets.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.api.Examples;
import org.loupe.api.Features;
import org.loupe.api.Model;
import org.loupe.api.Predictions;
import org.loupe.api.Tool;
import org.loupe.api.ToolException;
import org.loupe.api.Trainer;
import org.loupe.testkit.TestRun;

class TrainersTest {
    /** Rows between others, for which scikit-learn 1.2 was asked. */
    private static final Features BETWEEN = between();

    private static Features between() {
        Features rows = leaning();
        float[] values = new float[16];
        for (int i = 0; i < 16; i++)
            values[i] = rows.values()[i] / 2 + rows.values()[16 + i] / 2;
        return features(4, values);
    }

    private static final LogisticRegression LOGISTIC = new LogisticRegression();
    private static final LinearSvm SVM = new LinearSvm();

    @Test void logisticRegressionGivesTheProbabilitiesOfScikitLearn() throws Exception {
        assertArrayEquals(new double[] { 0.53492, 0.4071, 0.05799, 0.10559, 0.18636, 0.70805, 0.55782, 0.39601, 0.04617,
                0.26305, 0.58038, 0.15657 }, logistic(ClassWeights.NONE), 2e-3);
        assertArrayEquals(new double[] { 0.42912, 0.48908, 0.0818, 0.06969, 0.24025, 0.69006, 0.43958, 0.50694, 0.05348,
                0.18283, 0.63286, 0.1843 }, logistic(ClassWeights.BALANCED), 2e-3);
    }

    private static double[] logistic(ClassWeights weights) throws ToolException {
        return doubles(predict(train(LOGISTIC, new LogisticRegression.Params(30, weights, 1000),
                examples(leaning(), leaningTruth())), BETWEEN).probabilities());
    }

    @Test void linearSvmPutsItsPlanesWhereScikitLearnDoes() throws Exception {
        LinearSvm.Params params = new LinearSvm.Params(1, ClassWeights.NONE, 1000);
        Model<Features, Predictions> model = train(SVM, params, examples(leaning(), leaningTruth()));
        assertArrayEquals(new double[] { 0.53618, 0.33019, 0.13363, 0.06793, 0.10964, 0.82243, 0.62838, 0.28177,
                0.08985, 0.20563, 0.49024, 0.30413 }, doubles(predict(model, BETWEEN).probabilities()), 5e-3);
        params = new LinearSvm.Params(1, ClassWeights.BALANCED, 1000);
        model = train(SVM, params, examples(leaning(), leaningTruth()));
        assertArrayEquals(new double[] { 0.42169, 0.40324, 0.17507, 0.04725, 0.1226, 0.83015, 0.52561, 0.36497, 0.10942,
                0.14257, 0.52811, 0.32933 }, doubles(predict(model, BETWEEN).probabilities()), 5e-3);
    }

    @Test void linearSvmOfTwoClassesHasOnePlaneWhicheverClassComesFirst() throws Exception {
        LinearSvm.Params params = new LinearSvm.Params(1, ClassWeights.NONE, 1000);
        for (int first : new int[] { 0, 2 }) {
            int[] truth = Arrays.stream(leaningTruth()).map(c -> c == 0 ? first : 2 - first).toArray();
            float[] told = predict(train(SVM, params, examples(leaning(), truth)), BETWEEN).probabilities();
            assertArrayEquals(new double[] { 0.25209, 0.01085, 0.30869, 0.0503 },
                    IntStream.range(0, 4).mapToDouble(row -> told[row * 3 + first]).toArray(), 5e-3);
            assertEquals(0, told[1], "a class without examples");
        }
    }

    @Test void theOrderOfTheRowsDoesNotMatter() throws Exception {
        Examples<Features, Predictions> examples = examples(leaning(), leaningTruth());
        for (Tool<?, ?, ?> tool : new TribuoTools().tools()) {
            Model<Features, Predictions> model = trainDefault(tool, examples);
            Model<Features, Predictions> other = trainDefault(tool, Sets.shuffled(examples));
            assertArrayEquals(predict(model, BETWEEN).probabilities(), predict(other, BETWEEN).probabilities(),
                    tool.info().id());
        }
    }

    @SuppressWarnings("unchecked")
    private static <P extends Record> Model<Features, Predictions> trainDefault(Tool<P, ?, ?> tool,
            Examples<Features, Predictions> examples) throws ToolException {
        return train((Trainer<P, Features, Predictions>) tool, tool.defaults(), examples);
    }

    @Test void squaresAreToldByAllThatFollowCurvedBorders() throws Exception {
        Features rows = squares(300), others = squares(500);
        for (Tool<?, ?, ?> tool : List.of(new RandomForest(), new GradientBoosting(), new NearestNeighbours(),
                new NeuralNet())) {
            Predictions told = predict(trainDefault(tool, examples(rows, squaresTruth(rows))), others);
            double right = accuracy(told, squaresTruth(others));
            assertTrue(right > 0.97, tool.info().id() + " tells " + right);
        }
        double plane = accuracy(predict(trainDefault(LOGISTIC, examples(rows, squaresTruth(rows))), others),
                squaresTruth(others));
        assertTrue(plane < 0.7, "no plane tells squares, but logistic regression tells " + plane);
    }

    @Test void balancedWeightsFindMoreOfARareClass() throws Exception {
        SplittableRandom random = new SplittableRandom(5);
        float[] values = new float[1000];
        int[] truth = IntStream.range(0, 1000).map(row -> row < 30 ? 1 : 0).toArray();
        for (int i = 0; i < values.length; i++)
            values[i] = (float) (random.nextDouble() + random.nextDouble() + 0.7 * truth[i]);
        Examples<Features, Predictions> examples = examples(List.of("good", "rare"), features(1, values), truth);
        Features rare = features(1, Arrays.copyOf(values, 30));
        int balanced = 0, equal = 0;
        balanced += found(new LogisticRegression.Params(30, ClassWeights.BALANCED, 100), examples, rare);
        equal += found(new LogisticRegression.Params(30, ClassWeights.NONE, 100), examples, rare);
        assertTrue(balanced > equal + 10, balanced + " and " + equal + " of 30");
    }

    private static int found(LogisticRegression.Params params, Examples<Features, Predictions> examples, Features rare)
            throws ToolException {
        return Arrays.stream(predict(train(LOGISTIC, params, examples), rare).best()).sum();
    }

    @Test void theNearestVoteByTheirDistances() throws Exception {
        Features rows = features(1, 0, 1, 3, 10, 11);
        Examples<Features, Predictions> examples = examples(rows, 0, 1, 1, 2, 2);
        NearestNeighbours trainer = new NearestNeighbours();
        NearestNeighbours.Params byDistance = params(NearestNeighbours.Votes.BY_DISTANCE, ClassWeights.NONE);
        // distances 0.5, 0.5 and 2.5
        assertArrayEquals(new double[] { 2 / 4.4, 2.4 / 4.4, 0 },
                doubles(predict(train(trainer, byDistance, examples), features(1, 0.5f)).probabilities()), 1e-6);
        assertArrayEquals(new double[] { 0, 1, 0 },
                doubles(predict(train(trainer, byDistance, examples), features(1, 1)).probabilities()), 1e-6,
                "an equal row leaves no say to others");
        NearestNeighbours.Params equal = params(NearestNeighbours.Votes.EQUAL, ClassWeights.NONE);
        assertArrayEquals(new double[] { 1 / 3.0, 2 / 3.0, 0 },
                doubles(predict(train(trainer, equal, examples), features(1, 0.5f)).probabilities()), 1e-6);
        NearestNeighbours.Params balanced = params(NearestNeighbours.Votes.EQUAL, ClassWeights.BALANCED);
        assertArrayEquals(new double[] { 0.5, 0.5, 0 },
                doubles(predict(train(trainer, balanced, examples), features(1, 0.5f)).probabilities()), 1e-6);
    }

    private static NearestNeighbours.Params params(NearestNeighbours.Votes votes, ClassWeights weights) {
        return new NearestNeighbours.Params(3, votes, NearestNeighbours.Distance.EUCLIDEAN, weights);
    }

    @Test void theNearestAreFoundAmongManyAsByComparingEach() throws Exception {
        SplittableRandom random = new SplittableRandom(3);
        int columns = 7, count = 700;
        float[] values = new float[count * columns];
        for (int i = 0; i < values.length; i++)
            values[i] = (float) random.nextDouble() + 100;
        int[] truth = random.ints(count, 0, 3).toArray();
        Features asked = features(columns, Arrays.copyOf(values, 130 * columns));
        for (int i = 0; i < asked.values().length; i++)
            asked.values()[i] += 0.05f * (float) random.nextDouble();
        NearestNeighbours.Params one = new NearestNeighbours.Params(1, NearestNeighbours.Votes.EQUAL,
                NearestNeighbours.Distance.EUCLIDEAN, ClassWeights.NONE);
        int[] told = predict(train(new NearestNeighbours(), one, examples(features(columns, values), truth)), asked)
                .best();
        for (int row = 0; row < asked.rows(); row++) {
            int nearest = -1;
            double least = Double.POSITIVE_INFINITY;
            for (int i = 0; i < count; i++) {
                double sum = 0;
                for (int j = 0; j < columns; j++)
                    sum += Math.pow(asked.get(row, j) - values[i * columns + j], 2);
                if (sum < least) {
                    least = sum;
                    nearest = i;
                }
            }
            assertEquals(truth[nearest], told[row], "row " + row);
        }
    }

    @Test void treesDoNotLookAtScale() throws Exception {
        Features rows = squares(200), others = squares(100);
        int[] truth = squaresTruth(rows);
        for (Tool<?, ?, ?> tool : List.of(new RandomForest(), new GradientBoosting())) {
            float[] here = predict(trainDefault(tool, examples(rows, truth)), others).probabilities();
            float[] there = predict(trainDefault(tool, examples(times(rows), truth)), times(others)).probabilities();
            assertArrayEquals(here, there, tool.info().id());
        }
    }

    private static Features times(Features rows) {
        float[] values = new float[rows.values().length];
        for (int i = 0; i < values.length; i++)
            values[i] = rows.values()[i] * (i % 2 == 0 ? 1024 : 1 / 64f);
        return features(2, values);
    }

    @Test void aForestOfManyRowsCountsInBinsAsItSortsFewRows() throws Exception {
        // 2,000 different values in more rows than are sorted, in 256 bins: the border lies in one of them
        float[] values = new float[2000];
        for (int i = 0; i < values.length; i++)
            values[i] = i * i;
        int[] truth = IntStream.range(0, 2000).map(row -> row < 700 ? 0 : 1).toArray();
        Predictions told = predict(trainDefault(new RandomForest(), examples(features(1, values), truth)),
                features(1, 0, 690 * 690, 710 * 710, 4e6f));
        assertArrayEquals(new int[] { 0, 0, 1, 1 }, told.best());
    }

    @Test void noveltyIsADistanceThatIsOneOnTheBorder() throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        float[] values = new float[400 * 3];
        for (int i = 0; i < values.length; i++)
            values[i] = (float) (random.nextDouble() + random.nextDouble() + random.nextDouble()) + 20;
        Features good = features(3, values);
        OneClassSvm trainer = new OneClassSvm();
        for (double outside : new double[] { 5, 20 }) {
            Model<Features, Predictions> model = train(trainer, new OneClassSvm.Params(outside, 2, 5000),
                    examples(good, new int[400]));
            Predictions told = predict(model, good);
            assertEquals(List.of("good", "anomalous"), told.classes());
            int beyond = Arrays.stream(told.best()).sum();
            assertEquals(outside / 100, beyond / 400.0, 0.03);
            for (int row = 0; row < 400; row++)
                assertEquals(told.novelty()[row] > 1 ? 1 : 0, told.best()[row]);
            float[] away = predict(model, features(3, 21.5f, 21.5f, 21.5f, 24, 21.5f, 21.5f, 30, 21.5f, 21.5f, 5000,
                    21.5f, 21.5f)).novelty();
            assertTrue(away[0] < 0.9 && away[1] > 1.2 && away[2] > 2 * away[1] && away[3] > 100 * away[2],
                    Arrays.toString(away));
        }
    }

    @Test void ofTooManyExamplesSomeAreDrawnAndThatIsSaid() throws Exception {
        Features rows = squares(500);
        try (TestRun run = new TestRun(1)) {
            new OneClassSvm().open(new OneClassSvm.Params(5, 1, 100), org.loupe.api.Device.CPU)
                    .apply(examples(rows, new int[500]), run);
            assertEquals(1, run.warnings().size());
            assertTrue(run.warnings().get(0).contains("500"), run.warnings().toString());
        }
    }

    @Test void aModelTakesItsColumnsByName() throws Exception {
        Model<Features, Predictions> model = trainDefault(LOGISTIC, examples(leaning(), leaningTruth()));
        Features rows = leaning();
        float[] turned = new float[rows.rows() * 5];
        for (int row = 0; row < rows.rows(); row++)
            for (int j = 0; j < 4; j++)
                turned[row * 5 + 4 - j] = rows.get(row, j);
        Features other = new Features(List.of("more", "f3", "f2", "f1", "f0"), rows.rows(), turned);
        assertArrayEquals(predict(model, rows).probabilities(), predict(model, other).probabilities());
    }

    @Test void whatCannotBeLearnedFromIsNamed() {
        Features rows = features(2, 1, 2, 3, Float.NaN);
        ToolException e = assertThrows(ToolException.class, () -> trainDefault(SVM, examples(rows, 0, 1)));
        assertTrue(e.getMessage().contains("f1") && e.getMessage().contains("NaN"), e.getMessage());
        Examples<Features, Predictions> others = new Examples<>(ABC, List.of(features(1, 1, 2)),
                List.of(Predictions.truth(List.of("x", "y"), new int[] { 0, 1 })), List.of("board 7"));
        e = assertThrows(ToolException.class, () -> trainDefault(SVM, others));
        assertTrue(e.getMessage().contains("board 7") && e.getMessage().contains("[x, y]"), e.getMessage());
    }

    @Test void anyDamageToAFileIsFound(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("model"), bad = folder.resolve("bad");
        for (Tool<?, ?, ?> tool : new TribuoTools().tools()) {
            trainDefault(tool, examples(leaning(), leaningTruth())).write(file);
            byte[] bytes = Files.readAllBytes(file);
            for (int at = 0; at < bytes.length; at += Math.max(1, bytes.length / 50)) {
                byte[] damaged = bytes.clone();
                damaged[at] ^= 0x10;
                Files.write(bad, damaged);
                int place = at;
                assertThrows(ToolException.class, () -> ((Trainer<?, ?, ?>) tool).read(bad),
                        () -> tool.info().id() + " at byte " + place);
            }
        }
    }

    @Test void aModelOfAnotherTrainerIsRefusedByBothNames(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("model");
        trainDefault(SVM, examples(leaning(), leaningTruth())).write(file);
        String said = assertThrows(ToolException.class, () -> LOGISTIC.read(file)).getMessage();
        assertTrue(said.contains("loupe.linear-svm") && said.contains("loupe.logistic-regression"), said);
    }
}
