package org.loupe.tests.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.loupe.tests.ui.Guide.guide;
import static org.loupe.tests.ui.Guide.project;
import static org.loupe.tests.ui.Guide.session;
import static org.loupe.tests.ui.RunningWorkbench.page;
import static org.loupe.tests.ui.RunningWorkbench.screenshot;
import static org.loupe.tests.ui.RunningWorkbench.settle;
import static org.loupe.tests.ui.RunningWorkbench.ui;
import static org.loupe.tests.ui.RunningWorkbench.waitUntil;
import static org.loupe.tests.ui.RunningWorkbench.window;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.TreeItem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.loupe.model.RecipeStep;
import org.loupe.ui.Words;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.internal.InspectPerspective;
import org.loupe.ui.internal.ReviewPerspective;
import org.loupe.ui.viewer.ImageCanvas;
import org.loupe.ui.viewer.internal.Review;

/** A new user's first ten minutes: the cheat sheet, from its first step to a report, by "Do it for me" alone. */
@ExtendWith(RunningWorkbench.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WalkTest {
    private static final long SOON = 30_000, WHILE = 180_000;
    private static final int OPEN = 0, LOOK = 1, RECIPE = 2, RUN = 3, MISTAKES = 4, TUNE = 5, AGAIN = 6, REPORT = 7;

    private static double before;

    private static double limit() {
        RecipeStep step = project().getRecipes().get(0).getSteps().stream()
                .filter(s -> s.getTool().equals("loupe.golden-difference")).findFirst().orElseThrow();
        Object value = step.getParams().get("leastScore");
        return value == null ? 0.35 : ((Number) value).doubleValue();
    }

    private static void isDone(int steps) {
        waitUntil(steps + " steps are done", WHILE, () -> ui(() -> guide() != null && guide().doneSteps() == steps));
    }

    @BeforeAll
    static void open() {
        Guide.open("org.loupe.ui.help.golden");
    }

    @AfterAll
    static void close() {
        Guide.close();
    }

    @Test
    @Order(1)
    void theSampleIsOpenedAndTheSheetStays() throws Exception {
        Guide.start(OPEN);
        waitUntil("the sample is open", WHILE, () -> ui(() -> session().project().isPresent()
                && !session().items().isEmpty() && session().task().isEmpty()));
        assertEquals(InspectPerspective.ID, ui(() -> page().getPerspective().getId()));
        isDone(1);
        waitUntil("an image is open", SOON, () -> ui(() -> session().image().isPresent()));
        settle(800);
        screenshot("walk-1-open");
    }

    @Test
    @Order(2)
    void thePairIsSideBySide() throws Exception {
        waitUntil("the reference can be shown", SOON, () -> {
            if (ui(() -> guide().doneSteps()) == 1)
                User.command("org.loupe.ui.viewer.split");
            return panes() == 2;
        });
        isDone(2);
    }

    private static int panes() { return User.all(ImageCanvas.class, c -> true).size(); }

    @Test
    @Order(3)
    void theRecipeAndTheSheetAreBothSeen() throws Exception {
        Guide.start(RECIPE);
        isDone(3);
        assertTrue(ui(() -> page().isPartVisible(page().findView(Ids.RECIPE_VIEW))));
        assertTrue(ui(() -> page().isPartVisible(guide())), "the recipe does not hide the sheet");
        settle(800);
        screenshot("walk-3-recipe");
    }

    @Test
    @Order(4)
    void aStepThatCannotBeDoneYetIsNotTicked() {
        ui(() -> {
            guide().doIt(TUNE);
            return null;
        });
        assertEquals(3, ui(() -> guide().doneSteps()));
    }

    @Test
    @Order(4)
    void zonesAreDrawnFromThePropertiesOfTheSet() throws Exception {
        ui(() -> page().showView(Ids.PROJECT_VIEW));
        User.click(TreeItem.class, project().getImageSets().get(0).getName());
        ui(() -> page().showView(Ids.PROPERTIES_VIEW));
        settle(800);
        screenshot("walk-4-set");
        waitUntil("drawing is offered", SOON, () -> draw().size() == 1);
        ui(() -> {
            draw().get(0).notifyListeners(SWT.Selection, new Event());
            return null;
        });
        waitUntil("the viewer draws", SOON, () -> User.all(ImageCanvas.class, c -> c.tool().isPresent()).size() > 0);
        ui(() -> {
            User.all(ImageCanvas.class, c -> true).forEach(c -> c.tool(null));
            return page().showView(Ids.RECIPE_VIEW);
        });
    }

    private static List<Link> draw() { return User.all(Link.class, l -> l.getText().contains("Draw a care zone")); }

    @Test
    @Order(5)
    void theRunIsDoneWhenItHasEnded() throws Exception {
        Guide.start(RUN);
        isDone(4);
        assertTrue(ui(() -> session().task().isEmpty()));
        assertEquals(24, ui(() -> session().results().orElseThrow().images().size()));
        assertTrue(ui(() -> session().results().orElseThrow().detections()) > 20);
    }

    @Test
    @Order(6)
    void theMistakesAreInSightBesideTheSheet() throws Exception {
        User.command("org.loupe.ui.viewer.split");
        waitUntil("the image is alone", SOON, () -> panes() == 1);
        Guide.start(MISTAKES);
        isDone(5);
        assertEquals(ReviewPerspective.ID, ui(() -> page().getPerspective().getId()));
        waitUntil("the run is judged", WHILE, () -> ui(() -> Review.of(window()).state() == Review.State.READY));
        waitUntil("Review shows the reference beside the image", SOON, () -> panes() == 2);
        assertTrue(ui(() -> page().isPartVisible(guide())), "the sheet is still there");
        assertTrue(ui(() -> page().isPartVisible(page().findView(Ids.MISTAKES_VIEW))));
        settle(800);
        screenshot("walk-5-mistakes");
    }

    @Test
    @Order(7)
    void theLimitIsTunedAndKept() throws Exception {
        before = ui(WalkTest::limit);
        Guide.start(TUNE);
        isDone(6);
        Review review = ui(() -> Review.of(window()));
        assertTrue(ui(() -> review.judged().orElseThrow().run().deep()), "what the run left out is known");
        assertTrue(ui(WalkTest::limit) != before, "the recipe has another limit");
        assertEquals(ui(review::limit), ui(WalkTest::limit), 1e-9);
        settle(800);
        screenshot("walk-6-tune");
    }

    @Test
    @Order(8)
    void itIsRunAgain() throws Exception {
        assertEquals(1, ui(() -> project().getRuns().size()));
        Guide.start(AGAIN);
        isDone(7);
        assertEquals(2, ui(() -> project().getRuns().size()));
    }

    @Test
    @Order(9)
    void theReportHasTheFiguresOfTheRun() throws Exception {
        waitUntil("the second run is judged", WHILE, () -> ui(() -> session().results().orElseThrow().entry()
                .getNumber() == 2 && Review.of(window()).state() == Review.State.READY));
        Guide.start(REPORT);
        Shell wizard = User.find(Shell.class, "|Report");
        assertEquals(7, ui(() -> guide().doneSteps()), "a wizard that is open has not written a report");
        ui(() -> {
            User.find(wizard, Button.class, "Open it").setSelection(false);
            return null;
        });
        User.click(User.find(wizard, Button.class, "|Finish|"));
        isDone(8);
        assertEquals(1, ui(() -> project().getReports().size()));
        Path file = ui(() -> session().project().orElseThrow().resolve(project().getReports().get(0).getFile()));
        String html = Files.readString(file);
        var point = ui(() -> Review.of(window()).judged().orElseThrow().all().at(limit()));
        long found = ui(() -> session().results().orElseThrow().detections());
        assertTrue(html.contains(">" + found + "<"), "the number of defects");
        assertTrue(html.contains("Run 2"), "which run");
        String f = Words.number(point.scores().f(), 3);
        assertTrue(html.contains(">" + f + "<"), "F of the review, " + f + ", is in the report");
        var overkill = point.perDefect().overkill();
        assertTrue(html.contains(overkill.count() + " of " + overkill.of() + " found"), "overkill of the review");
        assertTrue(html.contains(project().getName()), "the project by its name");
        assertTrue(html.contains("whatever its class"), "classes that differ from the truth's do not matter");
        assertFalse(html.contains("recall 0.00"));
    }

    @Test
    @Order(10)
    void theSheetCanBeStartedAgain() throws Exception {
        assertEquals(8, ui(() -> guide().current()));
        settle(500);
        screenshot("walk-8-report");
        Link again = User.find(Link.class, "Start again");
        ui(() -> {
            again.notifyListeners(SWT.Selection, new Event());
            return null;
        });
        waitUntil("what is there stays ticked", SOON, () -> ui(() -> guide().doneSteps()) < 8);
        User.command(Ids.INSPECT);
        assertEquals(InspectPerspective.ID, ui(() -> page().getPerspective().getId()));
        waitUntil("the image is alone as before", SOON, () -> panes() == 1);
        assertTrue(ui(() -> page().isPartVisible(guide())));
        ui(() -> {
            page().hideView(guide());
            return null;
        });
        User.command(Ids.REVIEW);
        waitUntil("a sheet that was closed is closed in the next perspective too", SOON, () -> guide() == null);
        User.command("org.loupe.ui.help.golden");
        assertTrue(List.of(ui(() -> page().getViewReferences())).stream()
                .anyMatch(r -> r.getId().equals(Ids.GUIDE_VIEW)));
    }
}
