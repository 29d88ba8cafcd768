package org.loupe.engine.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.loupe.api.Features;
import org.loupe.api.Predictions;
import org.loupe.engine.evaluation.Goal;
import org.loupe.engine.evaluation.OperatingPoint;
import org.loupe.engine.evaluation.ScoreLimits;

/** Figures worked out by hand, and those that scikit-learn 1.2 gives. */
class ClassificationReportTest {
    static final List<String> CLASSES = List.of("pit", "particle", "good");
    /** Rows: truth, then the probabilities of the three classes. */
    private static final double[][] ROWS = {
        {0, .7, .2, .1}, {0, .6, .3, .1}, {0, .2, .5, .3}, {0, .9, .05, .05},
        {1, .1, .8, .1}, {1, .5, .4, .1}, {1, .3, .6, .1},
        {2, .1, .2, .7}, {2, .0, .1, .9}, {2, .4, .15, .45}};

    static Scored scored(double[][] rows) {
        int classes = rows[0].length - 1;
        int[] truth = new int[rows.length], best = new int[rows.length];
        float[] p = new float[rows.length * classes];
        for (int r = 0; r < rows.length; r++) {
            truth[r] = (int) rows[r][0];
            for (int c = 0; c < classes; c++) {
                p[r * classes + c] = (float) rows[r][c + 1];
                if (rows[r][c + 1] > rows[r][best[r] + 1])
                    best[r] = c;
            }
        }
        return new Scored(IntStream.range(0, rows.length).mapToObj(i -> "r" + i).toList(),
                Collections.nCopies(rows.length, "g"), truth, new Predictions(CLASSES.subList(0, classes), best, p));
    }

    @Test
    void figuresAreThoseOfScikitLearn() {
        ClassificationReport report = ClassificationReport.of(scored(ROWS));
        assertArrayEquals(new int[][] {{3, 1, 0}, {1, 2, 0}, {0, 0, 3}}, report.confusion());
        assertEquals(0.8, report.accuracy(), 1e-12);
        assertEquals((3 / 4.0 + 2 / 3.0 + 1) / 3, report.balancedAccuracy(), 1e-12);
        // f1_score(average=None) → 0.75, 0.66667, 1
        assertEquals((0.75 + 2 / 3.0 + 1) / 3, report.macroF1(), 1e-12);
        assertEquals(0.75, report.classes().get(0).precision(), 1e-12);
        // roc_auc_score(y == c, p[:, c])
        assertEquals(0.875, report.classes().get(0).auc(), 1e-6);
        assertEquals(0.952381, report.classes().get(1).auc(), 1e-6);
        assertEquals(1, report.classes().get(2).auc(), 1e-6);
        // average_precision_score(y == c, p[:, c])
        assertEquals(0.892857, report.classes().get(0).ap(), 1e-6);
        assertEquals(0.916667, report.classes().get(1).ap(), 1e-6);
        assertEquals(1, report.classes().get(2).ap(), 1e-6);
    }

    @Test
    void confidenceIsComparedWithWhatIsRight() {
        // ten objects, confidences .7 .6 .5 .9 .8 .5 .6 .7 .9 .45, the two of .5 wrong; numpy gives 0.335
        Reliability reliability = ClassificationReport.of(scored(ROWS)).reliability();
        assertEquals(0.335, reliability.ece(), 1e-6);
        assertEquals(10, reliability.bins().stream().mapToInt(Reliability.Bin::objects).sum());
    }

    @Test
    void cellsOpenTheirObjects() {
        ClassificationReport report = ClassificationReport.of(scored(ROWS));
        assertArrayEquals(new int[] {3, 0, 1}, report.rows(0, 0), "the most confident first");
        assertArrayEquals(new int[] {2}, report.rows(0, 1));
        assertArrayEquals(new int[] {5}, report.rows(1, 0));
        assertArrayEquals(new int[0], report.rows(2, 0));
    }

    @Test
    void mixedUpClassesAreNamed() {
        assertEquals(List.of(new ClassificationReport.Pair("pit", "particle", 1, 1, 2 / 7.0)),
                ClassificationReport.of(scored(ROWS)).confusablePairs());
    }

    @Test
    void leastConfidenceForAPurity() {
        RejectCurve curve = RejectCurve.of(scored(ROWS));
        // all: 8 of 10 right; ≥ .5: 7 of 9; ≥ .6: 7 of 7
        assertEquals(0, curve.reaching(0.8).orElseThrow().limit());
        RejectCurve.Point pure = curve.reaching(0.99).orElseThrow();
        assertEquals(0.55, pure.limit(), 1e-6, "between .5, which is wrong twice, and .6");
        assertEquals(7, pure.classified().count());
        assertEquals(1, pure.right().value());
        assertEquals(9, curve.at(0.46).orElseThrow().classified().count());
        assertTrue(curve.at(0.95).isEmpty());
    }

    @Test
    void aClassThatIsNotKnownIsNeverRight() {
        LabelledRows rows = new LabelledRows(List.of("Particle", "scratch"), new Features(List.of("x"), 3,
                new float[3]), new int[] {0, 0, 1}, List.of("a", "a", "b"), List.of("1", "2", "3"));
        Scored scored = Scored.of(rows, new Predictions(List.of("pit", "particle"), new int[] {1, 0, 1},
                new float[] {.1f, .9f, .8f, .2f, .3f, .7f}));
        assertEquals(List.of("pit", "particle", "scratch"), scored.classes());
        ClassificationReport report = ClassificationReport.of(scored);
        assertEquals(1 / 3.0, report.accuracy(), 1e-12);
        assertEquals(0, report.classes().get(2).recall());
        assertEquals(0.25, report.balancedAccuracy(), 1e-12, "pit has no object and does not count");
        assertEquals((0 + 0.5 + 0) / 3, report.macroF1(), 1e-12, "f1_score(average='macro')");
    }

    @Test
    void overkillAndEscapesOfAClassifier() {
        ScoreLimits limits = DefectLimits.of(scored(ROWS), Set.of("good"));
        // probabilities of a defect: .9 .9 .7 .95 | .9 .9 .9 and of good ones .3 .1 .55
        OperatingPoint point = limits.at(0.5);
        assertEquals(1, point.perImage().overkill().count());
        assertEquals(3, point.perImage().overkill().of());
        assertEquals(0, point.perImage().escape().count());
        assertEquals(7, point.perImage().escape().of());
        assertEquals(0, limits.at(0.6).perImage().overkill().count());
        assertEquals(1, limits.at(0.8).perImage().escape().count());
        assertEquals(2, limits.escapes(0.8).get(0).image(), "the object behind the escape");
        Goal goal = new Goal(10, 1, 0, 0, true);
        assertEquals(0.625, limits.curve(0.25, 0.75, 5).cheapest(goal).orElseThrow().setting(), 1e-9);
    }

    @Test
    void twoModelsOnTheSameObjects() {
        double[][] other = new double[ROWS.length][];
        for (int r = 0; r < other.length; r++)
            other[r] = ROWS[r].clone();
        other[2] = new double[] {0, .6, .3, .1}; // right now
        other[5] = new double[] {1, .2, .2, .6}; // wrong in another way
        other[9] = new double[] {2, .6, .2, .2}; // wrong now
        ModelComparison comparison = ModelComparison.of(scored(ROWS), scored(other));
        assertArrayEquals(new int[] {2}, comparison.better());
        assertArrayEquals(new int[] {9}, comparison.worse());
        assertArrayEquals(new int[] {5}, comparison.changed());
        assertEquals(1, comparison.test().p());
        assertEquals(1, comparison.classes().get(0).better());
        assertEquals(1, comparison.classes().get(2).worse());
        assertTrue(comparison.toText().contains("McNemar"), comparison.toText());
        assertEquals("r2", JsonParser.parseString(comparison.toJson()).getAsJsonObject().getAsJsonArray("better")
                .get(0).getAsJsonObject().get("id").getAsString());
    }

    @Test
    void reportsAreToldToPeopleAndMachines() {
        ClassificationReport report = ClassificationReport.of(scored(ROWS));
        assertTrue(report.toText().contains("accuracy 80.00 %"), report.toText());
        assertTrue(report.toText().contains("pit / particle: 2"), report.toText());
        var json = JsonParser.parseString(report.toJson()).getAsJsonObject();
        assertEquals(0.8, json.get("accuracy").getAsDouble(), 1e-12);
        assertEquals(10, json.getAsJsonArray("rows").size());
        assertEquals(3, json.getAsJsonArray("classes").size());
    }

    @Test
    void nothingIsNoNumber() {
        Scored none = new Scored(List.of(), List.of(), new int[0], new Predictions(CLASSES, new int[0], new float[0]));
        ClassificationReport report = ClassificationReport.of(none);
        assertTrue(Double.isNaN(report.accuracy()));
        assertTrue(report.toText().contains("–"));
        assertTrue(RejectCurve.of(none).reaching(0.9).isEmpty());
    }
}
