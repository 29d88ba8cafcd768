package org.loupe.engine.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.loupe.api.Detections;

/** Figures worked out by hand, and by COCO's own code. */
class EvaluationTest {
    private static final List<String> CLASSES = List.of("Open", "Short");

    /** Rows of x, y, width, height, score, class. */
    private static Detections boxes(double[]... rows) {
        Detections.Builder b = new Detections.Builder(CLASSES);
        for (double[] r : rows)
            b.add(r[0], r[1], r[2], r[3], r[4], (int) r[5], null);
        return b.build();
    }

    private static double[] box(double x, double score, int c) {
        return new double[] { x, 0, 10, 10, score, c };
    }

    private static Evaluation evaluate(double iou, boolean any, double minScore, Evaluation.Case... cases) {
        return Evaluation.of(List.of(cases), new Evaluation.Settings(iou, any, minScore));
    }

    @Test
    void overlapIsSharedAreaOverCoveredArea() {
        Detections a = boxes(new double[] { 0, 0, 10, 10, 1, 0 }, new double[] { 3, 4, 0, 5, 1, 0 });
        Detections b = boxes(new double[] { 5, 5, 10, 10, 1, 0 }, new double[] { 10, 0, 10, 10, 1, 0 },
                new double[] { 0, 0, 10, 10, 1, 0 });
        assertEquals(25.0 / 175, Matching.iou(a, 0, b, 0), 1e-12);
        assertEquals(0, Matching.iou(a, 0, b, 1));
        assertEquals(1, Matching.iou(a, 0, b, 2));
        assertEquals(0, Matching.iou(a, 1, b, 2));
    }

    @Test
    void theLimitIsStrict() {
        // boxes of 10 × 10 moved by 5: 50 / 150 = 1/3
        Detections truth = boxes(box(0, 1, 0)), found = boxes(box(5, 1, 0));
        assertEquals(0, Matching.of(truth, found, 0.33).truthOf()[0]);
        assertEquals(-1, Matching.of(truth, found, 1 / 3.0).truthOf()[0]);
        assertEquals(0, Matching.of(truth, found, 1 / 3.0, false, (f, t) -> true).truthOf()[0]);
    }

    @Test
    void theSurestChoosesFirstAndOnce() {
        Detections truth = boxes(box(0, 1, 0), box(8, 1, 0));
        // the second found box lies best on truth 0, but the first is surer and takes it; then it takes truth 1
        Detections found = boxes(box(2, 0.9, 0), box(0, 0.2, 0), box(30, 0.5, 0));
        Matching m = Matching.of(truth, found, 0.05);
        assertArrayEquals(new int[] { 0, 1, -1 }, m.truthOf());
        assertArrayEquals(new int[] { 0, 1 }, m.foundOf());
        found = boxes(box(2, 0.2, 0), box(0, 0.9, 0));
        assertArrayEquals(new int[] { 1, 0 }, Matching.of(truth, found, 0.05).truthOf());
        // without a score it comes last, among equal ones the earlier one first
        found = boxes(box(0, Double.NaN, 0), box(1, 0.1, 0), box(1, 0.1, 0));
        assertArrayEquals(new int[] { -1, 0, -1 }, Matching.of(boxes(box(0, 1, 0)), found, 0.05).truthOf());
    }

    @Test
    void wideTruthsAreFoundFromTheirFarEnd() {
        Detections truth = boxes(new double[] { 0, 0, 1000, 10, 1, 0 }, new double[] { 900, 0, 10, 10, 1, 0 });
        Detections found = boxes(new double[] { 500, 0, 500, 10, 1, 0 });
        assertEquals(0, Matching.of(truth, found, 0.4).truthOf()[0]);
    }

    /** Three images: two hits (one of the wrong class), one miss, two false ones; one good image rejected. */
    private static Evaluation.Case[] three() {
        return new Evaluation.Case[] {
                new Evaluation.Case("a", boxes(box(0, 1, 0), box(100, 1, 1)),
                        boxes(box(0, 0.9, 0), box(101, 0.8, 0), box(200, 0.3, 1))),
                new Evaluation.Case("b", boxes(box(0, 1, 1)), boxes()),
                new Evaluation.Case("c", boxes(), boxes(box(0, 0.6, 1))), new Evaluation.Case("d", boxes(), boxes()) };
    }

    @Test
    void countsByHand() {
        Evaluation any = evaluate(0.33, true, 0, three());
        assertEquals(new Evaluation.Scores(3, 4, 2, 0.5, 2 / 3.0, 4 / 7.0), any.overall());
        Evaluation byClass = evaluate(0.33, false, 0, three());
        assertEquals(new Evaluation.Scores(3, 4, 1, 0.25, 1 / 3.0, 2 / 7.0), byClass.overall());
        assertEquals(List.of("Open", "Short"), byClass.classes().stream().map(Evaluation.ClassScores::name).toList());
        assertEquals(new Evaluation.Scores(1, 2, 1, 0.5, 1, 2 / 3.0), byClass.classes().get(0).scores());
        assertEquals(new Evaluation.Scores(2, 2, 0, 0, 0, 0), byClass.classes().get(1).scores());
        assertEquals(1.0, any.classes().get(0).scores().recall());
        assertEquals(0.5, any.classes().get(1).scores().recall());
        assertTrue(Double.isNaN(any.classes().get(1).scores().precision()));
        for (Evaluation e : List.of(any, byClass)) {
            assertEquals(List.of("Open", "Short"), e.confusion().truthClasses());
            assertEquals(List.of("Open", "Short"), e.confusion().foundClasses());
            assertArrayEquals(new long[][] { { 1, 0, 0 }, { 1, 0, 1 }, { 0, 2, 0 } }, e.confusion().counts());
            assertEquals(new Rate(1, 2), e.perImage().overkill());
            assertEquals(new Rate(1, 2), e.perImage().escape());
        }
        assertEquals(new Rate(2, 4), any.perDefect().overkill());
        assertEquals(new Rate(1, 3), any.perDefect().escape());
        assertEquals(new Rate(3, 4), byClass.perDefect().overkill());
    }

    @Test
    void theLowestScoreDropsBoxesButNotFromTheCurve() {
        Evaluation e = evaluate(0.33, true, 0.7, three());
        assertEquals(new Evaluation.Scores(3, 2, 2, 1, 2 / 3.0, 0.8), e.overall());
        assertEquals(new Rate(0, 2), e.perImage().overkill());
        assertEquals(4, e.curve().size());
        Evaluation.CurvePoint best = e.best().orElseThrow();
        assertEquals(0.8, best.score(), 1e-6);
        assertEquals(0.8, best.f(), 1e-12);
        assertEquals(0, best.overkill());
        assertEquals(0.5, best.escape());
        Evaluation.CurvePoint last = e.curve().get(3);
        assertEquals(0.3, last.score(), 1e-6);
        assertEquals(0.5, last.precision());
        assertEquals(0.5, last.overkill());
    }

    @Test
    void averagePrecisionByHand() {
        // hits by falling score: 1 0 1 1 0, of 4 truths; precision 1, 1/2, 2/3, 3/4, 3/5, made to fall: 1, 3/4, 3/4
        Evaluation e = evaluate(0.5, true, 0,
                new Evaluation.Case("a", boxes(box(0, 1, 0), box(20, 1, 0), box(40, 1, 0), box(60, 1, 0)),
                        boxes(box(0, 0.9, 0), box(100, 0.8, 0), box(20, 0.7, 0), box(40, 0.6, 0), box(200, 0.5, 0))));
        assertEquals((1 + 0.75 + 0.75) / 4, e.map(), 1e-12);
        // at 101 recalls: to 0.25 → 1 (26), to 0.75 → 3/4 (50), beyond → 0; equal at each IoU, since boxes coincide
        assertEquals((26 + 50 * 0.75) / 101, e.map5095(), 1e-12);
    }

    @Test
    void meanIsOverClassesOfTheTruth() {
        Evaluation e = evaluate(0.5, false, 0,
                new Evaluation.Case("a", boxes(box(0, 1, 0)), boxes(box(0, 0.9, 0), box(50, 0.9, 1))));
        assertEquals(1, e.map());
        assertEquals(2, e.classes().size());
        assertTrue(Double.isNaN(e.classes().get(1).ap()));
        assertEquals(0, e.classes().get(1).scores().precision());
    }

    @Test
    void namesOfClassesAreComparedForgivingly() {
        Detections truth = new Detections.Builder(List.of("spurious-copper")).add(0, 0, 10, 10, 1, 0, null).build();
        Detections found = new Detections.Builder(List.of("x", "Spurious copper")).add(0, 0, 10, 10, 1, 1, null)
                .build();
        Evaluation e = evaluate(0.5, false, 0, new Evaluation.Case("a", truth, found));
        assertEquals(1, e.overall().f());
        assertEquals(List.of("spurious-copper"), e.confusion().foundClasses());
    }

    @Test
    void nothingAtAll() {
        Evaluation e = evaluate(0.5, false, 0);
        assertEquals(0, e.images());
        assertTrue(Double.isNaN(e.overall().f()) && Double.isNaN(e.map()) && e.best().isEmpty());
        assertTrue(e.toText().contains("– (0 of 0"), e.toText());
        assertTrue(JsonParser.parseString(e.toJson()).getAsJsonObject().get("map").isJsonNull());
        assertThrows(IllegalArgumentException.class, () -> new Evaluation.Settings(1, true, 0));
        assertThrows(IllegalArgumentException.class, () -> new Evaluation.Settings(Double.NaN, true, 0));
    }

    @Test
    void jsonAndTextHoldTheFigures() {
        Evaluation e = evaluate(0.33, true, 0, three());
        JsonObject json = JsonParser.parseString(e.toJson()).getAsJsonObject();
        assertEquals(4, json.get("images").getAsInt());
        assertEquals(2 / 3.0, json.getAsJsonObject("overall").get("recall").getAsDouble());
        assertEquals(1, json.getAsJsonObject("perImage").getAsJsonObject("escape").get("count").getAsInt());
        assertEquals(2,
                json.getAsJsonObject("confusion").getAsJsonArray("counts").get(2).getAsJsonArray().get(1).getAsInt());
        String text = e.toText();
        assertTrue(text.contains("escape per image     50.00 % (1 of 2 defective images passed)"), text);
        assertTrue(text.contains("0.5714"), text);
        assertTrue(text.contains("best F"), text);
    }

    /** Boxes near true ones, some missed, some false, some of the other class, scores in steps so that ties occur. */
    static List<Evaluation.Case> random(int images) {
        Random random = new Random(11);
        List<Evaluation.Case> cases = new ArrayList<>();
        for (int i = 0; i < images; i++) {
            Detections.Builder truth = new Detections.Builder(CLASSES), found = new Detections.Builder(CLASSES);
            int n = random.nextInt(12);
            for (int k = 0; k < n; k++) {
                int x = random.nextInt(600), y = random.nextInt(600), w = 10 + random.nextInt(40),
                        h = 10 + random.nextInt(40), c = random.nextInt(2);
                truth.add(x, y, w, h, 1, c, null);
                if (random.nextInt(10) > 0)
                    found.add(x + random.nextInt(9) - 4, y + random.nextInt(9) - 4, w + random.nextInt(9) - 3.625,
                            h + random.nextInt(9) - 3.625, random.nextInt(1000) / 1000.0,
                            random.nextInt(12) == 0 ? 1 - c : c, null);
            }
            for (int k = random.nextInt(4); k > 0; k--)
                found.add(random.nextInt(600), random.nextInt(600), 20, 20, random.nextInt(600) / 1000.0,
                        random.nextInt(2), null);
            cases.add(new Evaluation.Case("image " + i, truth.build(), found.build()));
        }
        return cases;
    }

    @Test
    void sameAsCoco() {
        // pycocotools' COCOeval on the same boxes: AP@[.50:.95] of each class, and of all as one class. (Where a recall
        // is exactly a multiple of 0.01, its floating point takes the next point and differs by up to 0.001.)
        Evaluation e = Evaluation.of(random(61), new Evaluation.Settings(0.5, false, 0));
        assertEquals(0.22422446035509708, e.classes().get(0).ap5095(), 1e-12);
        assertEquals(0.22837663800621513, e.classes().get(1).ap5095(), 1e-6);
        assertEquals(0.2263005491806561, e.map5095(), 1e-12);
        assertEquals(0.25258327514869533, Evaluation.of(random(61), new Evaluation.Settings(0.5, true, 0)).map5095(),
                1e-12);
    }

    @Test
    void theCurveIsThinnedButKeepsItsEndsAndItsBest() {
        List<Evaluation.Case> cases = random(400);
        Evaluation e = Evaluation.of(cases, new Evaluation.Settings(0.33, true, 0));
        assertTrue(e.curve().size() <= 201, "points: " + e.curve().size());
        double best = e.best().orElseThrow().score(), f = e.best().orElseThrow().f();
        assertEquals(f, Evaluation.of(cases, new Evaluation.Settings(0.33, true, best)).overall().f(), 1e-12);
        for (double other : new double[] { best - 0.002, best + 0.002, 0.2, 0.5 })
            assertTrue(Evaluation.of(cases, new Evaluation.Settings(0.33, true, other)).overall().f() <= f);
        Evaluation.CurvePoint last = e.curve().get(e.curve().size() - 1);
        assertEquals(e.overall().recall(), last.recall(), 1e-12);
        for (int i = 1; i < e.curve().size(); i++)
            assertTrue(e.curve().get(i).score() < e.curve().get(i - 1).score());
    }
}
