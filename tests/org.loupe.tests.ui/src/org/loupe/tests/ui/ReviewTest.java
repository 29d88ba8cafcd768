package org.loupe.tests.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.loupe.tests.ui.RunningWorkbench.page;
import static org.loupe.tests.ui.RunningWorkbench.ui;
import static org.loupe.tests.ui.RunningWorkbench.waitUntil;
import static org.loupe.tests.ui.RunningWorkbench.window;
import static org.loupe.tests.ui.User.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.eclipse.emf.common.command.CommandStack;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Control;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.loupe.api.Detections;
import org.loupe.engine.evaluation.Evaluation;
import org.loupe.engine.evaluation.OperatingPoint;
import org.loupe.engine.evaluation.ScoreLimits.Box;
import org.loupe.model.Project;
import org.loupe.model.RecipeStep;
import org.loupe.store.RunReader;
import org.loupe.ui.Judgement;
import org.loupe.ui.Session;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.viewer.internal.ConfusionView;
import org.loupe.ui.viewer.internal.CurveView;
import org.loupe.ui.viewer.internal.MistakesView;
import org.loupe.ui.viewer.internal.Review;
import org.loupe.ui.viewer.internal.ThresholdView;
import org.loupe.workspace.Evaluations;
import org.loupe.workspace.ScoreLimit;

/** A run of the sample is judged: a limit is turned, its mistakes are looked at, and the recipe takes it. */
@ExtendWith(RunningWorkbench.class)
@TestMethodOrder(OrderAnnotation.class)
class ReviewTest {
    private static final long SOON = 20_000, WHILE = 180_000;

    private static Session session() {
        return ui(() -> window().getService(Session.class));
    }

    private static Review review() {
        return ui(() -> Review.of(window()));
    }

    private static Project project() {
        return session().project().orElseThrow().project();
    }

    private static RecipeStep difference() {
        return project().getRecipes().get(0).getSteps().stream()
                .filter(s -> s.getTool().equals("loupe.golden-difference")).findFirst().orElseThrow();
    }

    private static ThresholdView threshold() {
        return (ThresholdView) ui(() -> page().findView(Ids.THRESHOLD_VIEW));
    }

    private static MistakesView mistakes() {
        return (MistakesView) ui(() -> page().showView(Ids.MISTAKES_VIEW));
    }

    private static void ready() {
        waitUntil("the run is judged", WHILE, () -> ui(() -> review().state() == Review.State.READY));
    }

    /** What the window shows once it has painted. */
    private static void picture(String name) throws Exception {
        Thread.sleep(400);
        RunningWorkbench.screenshot(name);
    }

    private static void turn(double limit) {
        ui(() -> {
            review().set(limit);
            return null;
        });
    }

    @Test
    @Order(1)
    void theSampleIsOpenedAndRun() {
        command(Ids.OPEN_SAMPLE);
        waitUntil("the sample is open", WHILE, () -> ui(() -> session().project().isPresent()
                && !session().items().isEmpty() && session().task().isEmpty()));
        command(Ids.RUN);
        waitUntil("the run has ended and is shown", WHILE, () -> ui(() -> session().task().isEmpty()
                && session().results().isPresent() && !project().getRuns().isEmpty()
                && session().results().get().entry() == project().getRuns().get(project().getRuns().size() - 1)));
    }

    @Test
    @Order(2)
    void figuresAgreeWithTheEvaluationAtEveryLimit() throws Exception {
        command(Ids.REVIEW);
        ready();
        assertEquals(0.35, ui(() -> review().limit()), 1e-9, "it begins at the recipe's limit");
        Path folder = ui(() -> session().project().orElseThrow().resolve(
                session().results().get().entry().getFolder()));
        Path truth = ui(() -> session().project().orElseThrow().resolve(
                session().results().get().entry().getImageSet().getTruth()));
        boolean any = ui(() -> review().judged().orElseThrow().all().classAgnostic());
        for (double limit : new double[] { 0.35, 0.52, 0.8 }) {
            turn(limit);
            OperatingPoint point = ui(() -> review().judged().orElseThrow().all().at(review().limit()));
            try (RunReader reader = RunReader.open(folder)) {
                Evaluation expected = Evaluations.of(reader, truth, new Evaluation.Settings(0.33, any, limit))
                        .evaluation();
                assertEquals(expected.overall(), point.scores());
                assertEquals(expected.perImage(), point.perImage());
                assertEquals(expected.perDefect(), point.perDefect());
            }
            String counts = point.perDefect().escape().count() + " of " + point.perDefect().escape().of();
            assertTrue(ui(() -> threshold().cards()).get(1).contains(counts), ui(() -> threshold().cards()).toString());
        }
        assertTrue(ui(() -> threshold().note()).contains("0.35"), "what the run left out is said");
    }

    @Test
    @Order(3)
    void mistakesAreShownInTheViewerAndTurnTheLimit() {
        turn(0.8);
        MistakesView view = mistakes();
        OperatingPoint point = ui(() -> review().judged().orElseThrow().all().at(0.8));
        assertEquals(point.perDefect().escape().count(), (long) ui(() -> view.escapes().size()));
        assertEquals(point.perDefect().overkill().count(), (long) ui(() -> view.overkill().size()));
        Box first = ui(() -> view.escapes().get(0));
        assertTrue(first.score() < 0.8, "a higher limit has made escapes");
        ui(() -> {
            view.choose(true, 0);
            return null;
        });
        String image = ui(() -> review().judged().orElseThrow().run().images().get(first.image()).image());
        waitUntil("the viewer shows its image", SOON, () -> ui(() -> session().image()
                .filter(i -> i.name().equals(image)).isPresent()));
        Judgement judgement = ui(() -> session().judgement().orElseThrow());
        int index = ui(() -> review().judged().orElseThrow().run().images().get(first.image()).index());
        assertTrue(ui(() -> judgement.marks(index)).stream().anyMatch(m -> m.kind() == Judgement.Mark.Kind.ESCAPE));
        ui(() -> {
            review().past();
            return null;
        });
        assertTrue(ui(() -> review().limit()) <= first.score(), "the limit lies just past it");
        assertFalse(ui(() -> view.escapes().contains(first)), "so it is found");
    }

    @Test
    @Order(4)
    void aCellOfTheConfusionListsItsBoxes() {
        turn(0.6);
        ConfusionView view = (ConfusionView) ui(() -> page().showView(Ids.CONFUSION_VIEW));
        long[][] counts = ui(() -> view.confusion().counts());
        int missed = counts[0].length - 1, row = 0;
        while (row < counts.length - 2 && counts[row][missed] == 0)
            row++;
        int chosen = row;
        ui(() -> {
            view.choose(chosen, missed);
            return null;
        });
        MistakesView listed = mistakes();
        assertEquals(counts[chosen][missed], (long) ui(() -> listed.escapes().size()));
        command("org.loupe.ui.review.all");
        assertEquals((long) ui(() -> review().judged().orElseThrow().all().at(0.6).perDefect().escape().count()),
                (long) ui(() -> listed.escapes().size()));
        CurveView curve = (CurveView) ui(() -> page().showView(Ids.CURVE_VIEW));
        ui(() -> {
            curve.click(200, 100);
            return null;
        });
        assertTrue(ui(() -> review().limit()) >= 0.35, "a click turns to a limit that the run knows");
        ui(() -> page().showView(Ids.THRESHOLD_VIEW));
    }

    @Test
    @Order(5)
    void theRecipeTakesTheLimitAndGivesItBack() {
        CommandStack stack = ui(() -> session().project().orElseThrow().domain().getCommandStack());
        Object before = ui(() -> difference().getParams().get("leastScore"));
        turn(0.52);
        command("org.loupe.ui.review.apply");
        assertEquals(0.52, ui(() -> difference().getParams().get("leastScore")));
        assertEquals(0.52, ui(() -> review().before()), 1e-9, "it is the recipe's now");
        ui(() -> {
            stack.undo();
            return null;
        });
        assertEquals(before, ui(() -> difference().getParams().get("leastScore")));
        assertEquals(0.35, ui(() -> review().before()), 1e-9);
        assertEquals(0.52, ui(() -> review().limit()), 1e-9, "what is looked at stays");
        command("org.loupe.ui.review.back");
        assertEquals(0.35, ui(() -> review().limit()), 1e-9);
    }

    @Test
    @Order(6)
    void keysTurnTheLimit() {
        turn(0.5);
        Control plot = User.focus(ui(() -> threshold().plot()));
        User.key(plot, "ARROW_RIGHT");
        assertEquals(0.51, ui(() -> review().limit()), 1e-9);
        User.key(plot, "M2+ARROW_LEFT");
        assertEquals(0.41, ui(() -> review().limit()), 1e-9);
        User.key(plot, "HOME");
        double cheapest = ui(() -> review().limit());
        double cost = ui(() -> review().goal().cost(review().judged().orElseThrow().all().at(cheapest)));
        for (double other = 0.35; other < 1; other += 0.01) {
            double limit = other;
            assertTrue(ui(() -> review().goal().cost(review().judged().orElseThrow().all().at(limit))) >= cost);
        }
        User.key(plot, "BS");
        assertEquals(0.35, ui(() -> review().limit()), 1e-9);
    }

    @Test
    @Order(7)
    void costsAndTargetsAreTheProjectsAndUndone() {
        CommandStack stack = ui(() -> session().project().orElseThrow().domain().getCommandStack());
        ui(() -> {
            session().project().orElseThrow().change("costs", () -> {
                project().setEscapeCost(60);
                project().setCurrency("€");
            });
            return null;
        });
        assertTrue(ui(() -> threshold().cards()).get(3).contains("€"), "the card knows the currency");
        assertEquals(60, ui(() -> review().goal().escapeCost()));
        ui(() -> {
            stack.undo();
            return null;
        });
        assertEquals(10, ui(() -> review().goal().escapeCost()));
    }

    @Test
    @Order(8)
    void whatTheRunLeftOutIsLookedAtWithoutARun() throws Exception {
        int runs = ui(() -> project().getRuns().size());
        command("org.loupe.ui.review.below");
        waitUntil("it was run in memory", WHILE, () -> ui(() -> review().state() == Review.State.READY
                && review().judged().orElseThrow().run().deep()));
        assertEquals(runs, ui(() -> project().getRuns().size()), "no run was added");
        assertTrue(ui(() -> review().judged().orElseThrow().all().lowest().orElse(1)) < 0.35);
        turn(0.42);
        picture("review-light");
        command("org.loupe.ui.review.cheapest");
        assertTrue(ui(() -> review().limit()) > 0);
    }

    @Test
    @Order(9)
    void turningTheLimitIsQuickForManyDetections() throws Exception {
        ui(() -> {
            Control plot = threshold().plot();
            long worst = 0, sum = 0;
            int n = 100;
            for (int i = 0; i < n; i++) {
                long start = System.nanoTime();
                review().set(0.36 + 0.006 * i);
                sum += System.nanoTime() - start;
                worst = Math.max(worst, System.nanoTime() - start);
            }
            Rectangle size = plot.getBounds();
            Image image = new Image(plot.getDisplay(), size.width, size.height);
            GC gc = new GC(image);
            long start = System.nanoTime();
            plot.print(gc);
            long painted = System.nanoTime() - start;
            gc.dispose();
            image.dispose();
            System.getLogger("review").log(System.Logger.Level.INFO, "turning: mean " + sum / n / 1000 + " µs, worst "
                    + worst / 1000 + " µs, painting the curves " + painted / 1000 + " µs");
            assertTrue(sum / n < 100_000_000L);
            return null;
        });
    }

    @Test
    @Order(10)
    void valuesOfAnotherParameterAreTried() throws Exception {
        ui(() -> {
            var run = review().judged().orElseThrow().run();
            int step = run.cut().orElseThrow().step();
            var field = ScoreLimit.fields(run.recipe().steps().get(step), session().registry())
                    .stream().filter(f -> f.name().equals("contrast")).findFirst().orElseThrow();
            review().sweep().choose(step, field);
            return null;
        });
        command("org.loupe.ui.review.try");
        waitUntil("two values were tried", WHILE, () -> ui(() -> review().sweep().points().size() >= 2));
        command("org.loupe.ui.review.try");
        waitUntil("it has stopped", SOON, () -> ui(() -> !review().sweep().running()));
        picture("review-sweep");
        ui(() -> {
            review().sweep().choose(-1, null);
            return null;
        });
        List<String> cards = ui(() -> threshold().cards());
        assertTrue(cards.get(0).startsWith("Overkill"), cards.toString());
    }

    @Test
    @Order(11)
    void theDarkThemeAndTheOtherParts() throws Exception {
        turn(0.5);
        command("org.loupe.ui.window.theme");
        picture("review-dark");
        ui(() -> page().showView(Ids.CONFUSION_VIEW));
        picture("review-confusion-dark");
        command("org.loupe.ui.window.theme");
        picture("review-confusion");
        ui(() -> page().showView(Ids.CURVE_VIEW));
        picture("review-curve");
        ui(() -> page().showView(Ids.THRESHOLD_VIEW));
    }

    @Test
    @Order(11)
    void limitsOfSingleClassesAreAppliedAsAStep() throws Exception {
        Path folder = ui(() -> session().project().orElseThrow().resolve(
                session().results().get().entry().getFolder()));
        Path coco = Files.createTempFile("truth", ".json");
        StringJoiner images = new StringJoiner(","), boxes = new StringJoiner(",");
        try (RunReader reader = RunReader.open(folder)) {
            for (var image : reader.images()) {
                images.add("{\"id\":" + (image.index() + 1) + ",\"file_name\":\""
                        + Path.of(image.path()).getFileName() + "\",\"width\":" + image.width() + ",\"height\":"
                        + image.height() + "}");
                Detections d = reader.detections(image.index());
                for (int i = 0; i < d.size(); i += 2)
                    boxes.add("{\"id\":" + (image.index() * 10_000 + i + 1) + ",\"image_id\":" + (image.index() + 1)
                            + ",\"category_id\":" + (d.className(i).equals("dark") ? 1 : 2) + ",\"bbox\":["
                            + d.x()[i] + "," + d.y()[i] + "," + d.width()[i] + "," + d.height()[i] + "]}");
            }
        }
        Files.writeString(coco, "{\"images\":[" + images + "],\"annotations\":[" + boxes
                + "],\"categories\":[{\"id\":1,\"name\":\"dark\"},{\"id\":2,\"name\":\"bright\"}]}");
        ui(() -> {
            session().project().orElseThrow().change("another truth",
                    () -> session().results().orElseThrow().entry().getImageSet().setTruth(coco.toString()));
            return null;
        });
        waitUntil("classes count", WHILE, () -> ui(() -> review().state() == Review.State.READY
                && review().judged().filter(j -> !j.all().classAgnostic()).isPresent()));
        turn(0.45);
        ui(() -> {
            review().own("dark", 0.7);
            return null;
        });
        waitUntil("dark has its limit", SOON, () -> ui(() -> review().judged().orElseThrow().all().classesAt(0.45)
                .stream().anyMatch(c -> c.name().equals("dark") && c.limit() == 0.7)));
        OperatingPoint promised = ui(() -> review().judged().orElseThrow().all().at(0.45));
        picture("review-own");
        assertEquals(Optional.empty(), ui(() -> review().obstacle()));
        int steps = ui(() -> project().getRecipes().get(0).getSteps().size());
        command("org.loupe.ui.review.apply");
        assertEquals("loupe.score-limit", ui(() -> project().getRecipes().get(0).getSteps().get(steps).getTool()));
        assertEquals("dark = 0.7", ui(() -> project().getRecipes().get(0).getSteps().get(steps).getParams()
                .get("own")));
        int runs = ui(() -> project().getRuns().size());
        command(Ids.RUN);
        waitUntil("the run has ended and is judged", WHILE, () -> ui(() -> session().task().isEmpty()
                && project().getRuns().size() == runs + 1 && session().results().isPresent()
                && session().results().get().entry() == project().getRuns().get(runs)
                && review().state() == Review.State.READY && review().limit() == 0.45));
        OperatingPoint found = ui(() -> review().judged().orElseThrow().all().at(0.45));
        assertEquals(promised.scores(), found.scores());
        assertEquals(promised.perDefect(), found.perDefect());
        picture("review-own-applied");
        ui(() -> {
            session().project().orElseThrow().domain().getCommandStack().undo();
            return null;
        });
    }

    @Test
    @Order(12)
    void withoutTruthOnlyTheScoresAreKnown() throws Exception {
        ui(() -> {
            session().project().orElseThrow().change("forget the truth",
                    () -> session().results().orElseThrow().entry().getImageSet().setTruth(""));
            return null;
        });
        waitUntil("the scores are shown alone", SOON, () -> ui(() -> review().state() == Review.State.NO_TRUTH));
        assertTrue(ui(() -> threshold().note()).contains("Label 20 images"));
        assertTrue(ui(() -> session().judgement().isEmpty()));
        picture("review-no-truth");
        ui(() -> {
            session().project().orElseThrow().domain().getCommandStack().undo();
            return null;
        });
        ready();
        command(Ids.INSPECT);
        waitUntil("no marks are drawn in Inspect", SOON, () -> ui(() -> session().judgement().isEmpty()));
        command("org.loupe.ui.file.closeProject");
        waitUntil("the project is closed", SOON, () -> ui(() -> session().project().isEmpty()));
    }
}
