package org.loupe.engine.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.loupe.api.Detections;

/** At any limit the figures are those of an evaluation with that lowest score. */
class ScoreLimitsTest {
    private static final List<String> CLASSES = List.of("Open", "Short", "Mouse bite");

    /** Boxes on a small field, so that many overlap; scores in steps, so that many are equal. */
    private static Detections boxes(Random random, int most, List<String> classes) {
        Detections.Builder boxes = new Detections.Builder(classes);
        for (int i = random.nextInt(most + 1); i > 0; i--)
            boxes.add(random.nextInt(40), random.nextInt(40), 6 + random.nextInt(14), 6 + random.nextInt(14),
                    random.nextInt(21) / 20f, random.nextInt(classes.size()), null);
        return boxes.build();
    }

    private static List<Evaluation.Case> cases(Random random) {
        List<Evaluation.Case> cases = new ArrayList<>();
        for (int i = 1 + random.nextInt(12); i > 0; i--)
            cases.add(new Evaluation.Case("image " + i, boxes(random, random.nextInt(3) == 0 ? 0 : 6, CLASSES),
                    boxes(random, 12, List.of("short", "OPEN", "mouse-bite", "spur"))));
        return cases;
    }

    @Test
    void everyLimitAgreesWithTheEvaluation() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            List<Evaluation.Case> cases = cases(random);
            double iou = random.nextInt(6) / 10.0;
            boolean any = random.nextBoolean();
            ScoreLimits limits = ScoreLimits.of(cases, iou, any);
            for (double limit : new double[] { Double.NEGATIVE_INFINITY, 0, 0.05f, 0.35f, random.nextDouble(), 1, 1.5 })
                assertSame(Evaluation.of(cases, new Evaluation.Settings(iou, any, limit)), limits, limit);
        }
    }

    private static void assertSame(Evaluation expected, ScoreLimits limits, double limit) {
        OperatingPoint point = limits.at(limit);
        assertEquals(expected.overall(), point.scores());
        assertEquals(expected.perImage(), point.perImage());
        assertEquals(expected.perDefect(), point.perDefect());
        assertEquals(expected.images(), point.images());
        List<Evaluation.ClassScores> known = expected.classes();
        for (ScoreLimits.ClassFigures c : limits.classesAt(limit)) {
            Evaluation.Scores scores = known.stream().filter(k -> k.name().equals(c.name())).findFirst()
                    .map(Evaluation.ClassScores::scores).orElseThrow();
            assertEquals(scores.truths(), c.scores().truths());
            assertEquals(scores.found(), c.scores().found());
            assertEquals(scores.matched(), c.scores().matched());
            assertEquals(scores.truths() - scores.matched(), c.escapes());
            assertEquals(limits.classAgnostic() ? -1 : scores.found() - scores.matched(), c.overkill());
        }
        List<ScoreLimits.Box> escapes = limits.escapes(limit), overkill = limits.overkill(limit);
        assertEquals(point.perDefect().escape().count(), escapes.size());
        assertEquals(point.perDefect().overkill().count(), overkill.size());
        for (int i = 0; i < escapes.size(); i++) {
            assertTrue(escapes.get(i).truth() >= 0 && !(escapes.get(i).score() >= limit));
            if (i > 0 && escapes.get(i).found() >= 0)
                assertTrue(escapes.get(i).score() <= escapes.get(i - 1).score(), "nearest to the limit first");
        }
        for (int i = 0; i < overkill.size(); i++) {
            assertTrue(overkill.get(i).truth() < 0 && overkill.get(i).score() >= limit);
            if (i > 0)
                assertTrue(overkill.get(i).score() >= overkill.get(i - 1).score(), "nearest to the limit first");
        }
        long missed = 0, falselyFound = 0;
        for (int image = 0; image < limits.cases().size(); image++)
            for (ScoreLimits.Box box : limits.boxes(image)) {
                missed += box.truth() >= 0 && !limits.passes(box, limit) ? 1 : 0;
                falselyFound += box.truth() < 0 && limits.passes(box, limit) ? 1 : 0;
            }
        assertEquals(escapes.size(), missed, "image by image");
        assertEquals(overkill.size(), falselyFound, "image by image");
        confusion(expected.confusion(), limits, limit);
    }

    @Test
    void classesCountOnlyIfTruthAndFindingsShareOne() {
        assertTrue(ScoreLimits.classesShared(cases(new Random(3))));
        List<Evaluation.Case> apart = cases(new Random(3)).stream().map(c -> new Evaluation.Case(c.image(), c.truth(),
                boxes(new Random(1), 5, List.of("dark", "bright")))).toList();
        assertEquals(false, ScoreLimits.classesShared(apart));
        assertEquals(false, ScoreLimits.classesShared(List.of()));
    }

    /** Equal but for columns of classes that the limit drops altogether. */
    private static void confusion(Evaluation.Confusion expected, ScoreLimits limits, double limit) {
        Evaluation.Confusion all = limits.confusion(limit);
        assertEquals(expected.truthClasses(), all.truthClasses());
        int rows = all.truthClasses().size(), columns = all.foundClasses().size();
        for (int r = 0; r <= rows; r++)
            for (int c = 0; c <= columns; c++) {
                int there = c == columns ? expected.foundClasses().size()
                        : expected.foundClasses().indexOf(all.foundClasses().get(c));
                assertEquals(there < 0 ? 0 : expected.counts()[r][there], all.counts()[r][c]);
                assertEquals(all.counts()[r][c], limits.cell(r, c, limit).size());
            }
    }

    @Test
    void aClassMayHaveALimitOfItsOwn() {
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            List<Evaluation.Case> cases = cases(random);
            ScoreLimits limits = ScoreLimits.of(cases, 0.3, false).own(Map.of("SHORT", 0.7, "nothing", 0.1));
            for (double limit : new double[] { 0, 0.35f, 0.9 }) {
                List<Evaluation.Case> kept = cases.stream().map(c -> new Evaluation.Case(c.image(), c.truth(),
                        c.found().select(IntStream.range(0, c.found().size()).filter(i -> c.found().score()[i]
                                >= (c.found().className(i).equals("short") ? 0.7 : limit)).toArray()))).toList();
                Evaluation expected = Evaluation.of(kept, new Evaluation.Settings(0.3, false, 0));
                OperatingPoint point = limits.at(limit);
                assertEquals(expected.overall(), point.scores());
                assertEquals(expected.perImage(), point.perImage());
                assertEquals(point.perDefect().escape().count(), limits.escapes(limit).size());
                assertEquals(point.perDefect().overkill().count(), limits.overkill(limit).size());
            }
        }
        ScoreLimits any = ScoreLimits.of(cases(new Random(1)), 0.3, true);
        assertThrows(IllegalArgumentException.class, () -> any.own(Map.of("Short", 0.7)));
    }

    @Test
    void oneClassAloneIsJudgedAsIfThereWereNoOthers() {
        List<Evaluation.Case> cases = cases(new Random(7));
        ScoreLimits all = ScoreLimits.of(cases, 0.3, false), only = all.only("mouse_bite");
        Evaluation.Scores expected = Evaluation.of(cases, new Evaluation.Settings(0.3, false, 0.4)).classes().stream()
                .filter(c -> c.name().equals("Mouse bite")).findFirst().orElseThrow().scores();
        assertEquals(expected, only.at(0.4).scores());
        assertEquals(cases.size(), only.at(0.4).images());
    }

    @Test
    void theHistogramCountsEveryBoxOnce() {
        List<Evaluation.Case> cases = cases(new Random(3));
        ScoreLimits limits = ScoreLimits.of(cases, 0.3, true);
        long[][] bins = limits.histogram(0, 1, 25);
        OperatingPoint all = limits.at(0);
        assertEquals(all.perDefect().overkill().count(), Arrays.stream(bins[0]).sum());
        assertEquals(all.scores().matched(), Arrays.stream(bins[1]).sum());
        assertEquals(limits.at(0.8).scores().found(), Arrays.stream(bins[0], 20, 25).sum()
                + Arrays.stream(bins[1], 20, 25).sum());
    }

    @Test
    void withoutBoxesThereIsNothingToDivideBy() {
        ScoreLimits none = ScoreLimits.of(List.of(), 0.33, false);
        assertTrue(Double.isNaN(none.at(0.5).perImage().escape().value()) && none.lowest().isEmpty());
        assertArrayEquals(new long[2][3], none.histogram(0, 1, 3));
        assertEquals(0, none.cell(0, 0, 0.5).size());
    }

    @Test
    void theCheapestLimitLiesInTheMiddleOfItsPlateau() {
        Detections.Builder truth = new Detections.Builder(List.of("spot")), found = new Detections.Builder(
                List.of("spot"));
        truth.add(0, 0, 10, 10, 1, 0, null);
        found.add(0, 0, 10, 10, 0.8, 0, null).add(50, 50, 10, 10, 0.4, 0, null).add(90, 50, 10, 10, 0.3, 0, null);
        ScoreLimits limits = ScoreLimits.of(List.of(new Evaluation.Case("a", truth.build(), found.build())), 0.33,
                false);
        OperatingCurve curve = limits.curve(0, 1, 101);
        Goal goal = new Goal(10, 1, 0, 0.5, false);
        OperatingPoint cheapest = curve.cheapest(goal).orElseThrow();
        assertEquals(0.61, cheapest.setting(), 1e-9);
        assertEquals(0, goal.cost(cheapest));
        assertEquals(10, goal.cost(limits.at(0.9)));
        assertEquals(2, goal.cost(limits.at(0)));
        // two false of three are too many, one of two is borne; nothing found means no overkill, but an escape
        assertEquals(List.of(new OperatingCurve.Range(0.31, 0.8)), curve.meeting(goal));
        assertEquals(List.of(), curve.meeting(new Goal(1, 1, 0, 0.5, true)).stream().filter(r -> r.from() > 0.8)
                .toList());
        assertEquals(0.25, curve.nearest(0.2512).orElseThrow().setting(), 1e-9);
        assertThrows(IllegalArgumentException.class, () -> new Goal(-1, 0, 0, 0, false));
        assertThrows(IllegalArgumentException.class, () -> new Goal(1, 0, 1.5, 0, false));
    }
}
