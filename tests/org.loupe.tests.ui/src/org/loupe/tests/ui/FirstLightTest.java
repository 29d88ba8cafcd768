package org.loupe.tests.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.loupe.tests.ui.RunningWorkbench.page;
import static org.loupe.tests.ui.RunningWorkbench.screenshot;
import static org.loupe.tests.ui.RunningWorkbench.settle;
import static org.loupe.tests.ui.RunningWorkbench.ui;
import static org.loupe.tests.ui.RunningWorkbench.waitUntil;
import static org.loupe.tests.ui.RunningWorkbench.window;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.eclipse.core.runtime.Platform;
import org.eclipse.emf.common.command.CommandStack;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.loupe.api.Detections;
import org.loupe.model.RecipeStep;
import org.loupe.model.RunEntry;
import org.loupe.model.RunState;
import org.loupe.store.ImageRow;
import org.loupe.ui.DetectionId;
import org.loupe.ui.DetectionIds;
import org.loupe.ui.Session;
import org.loupe.ui.ToolRow;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.internal.ProblemsView;
import org.loupe.ui.internal.RecipeView;
import org.loupe.ui.internal.StartEditor;
import org.loupe.ui.internal.start.SampleKind;
import org.loupe.ui.viewer.ImageCanvas;
import org.loupe.ui.viewer.internal.ImageEditor;
import org.loupe.ui.viewer.internal.ResultsView;

/** What a newcomer does in the first five minutes, in that order, in the real workbench. */
@ExtendWith(RunningWorkbench.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FirstLightTest {
    private static final int SAMPLES = 24;
    private static final long SOON = 30_000, WHILE = 180_000;

    private static Session session() {
        return PlatformUI.getWorkbench().getService(Session.class);
    }

    private static ImageEditor viewer() {
        return (ImageEditor) page().getActiveEditor();
    }

    private static ResultsView results() {
        return (ResultsView) page().findView(Ids.RESULTS_VIEW);
    }

    private static RecipeView recipe() {
        return (RecipeView) page().findView(Ids.RECIPE_VIEW);
    }

    private static void command(String id) {
        ui(() -> {
            ToolRow.execute(window(), id);
            return null;
        });
    }

    private static void picture(String name) throws Exception {
        settle(1200); // tiles, thumbnails and crops come by themselves
        screenshot(name);
    }

    @Test
    @Order(1)
    void theProductOpensWithTheStartPageAlone() throws Exception {
        assertEquals("org.loupe.ui.product", Platform.getProduct().getId());
        assertTrue(ui(() -> page().getActiveEditor() instanceof StartEditor));
        assertEquals("Loupe", ui(() -> window().getShell().getText()));
        assertTrue(ui(() -> session().project().isEmpty()));
        assertTrue(ui(() -> session().registry().tools().size()) > 10, "tools of the bundles are there");
        assertEquals(List.of(), ui(() -> session().registry().skipped()), "no bundle is skipped");
        Thread.sleep(2500); // the cards' pictures
        picture("start");
    }

    @Test
    @Order(2)
    void theStartPageMakesAndOpensTheSample() {
        StartEditor start = (StartEditor) ui(() -> page().getActiveEditor());
        ui(() -> {
            start.openButton(SampleKind.BOARDS).click();
            return null;
        });
        waitUntil("the sample is made and open", WHILE,
                () -> ui(() -> session().project().isPresent() && session().items().size() == SAMPLES));
        assertTrue(ui(() -> window().getShell().getText()).endsWith("Loupe"));
        assertNotEquals("Loupe", ui(() -> window().getShell().getText()), "the title names the project");
        assertEquals(0, ui(() -> page().findEditors(StartEditor.INPUT, StartEditor.ID,
                org.eclipse.ui.IWorkbenchPage.MATCH_ID).length), "the start page gives way");
    }

    @Test
    @Order(3)
    void theFirstImageShowsAndZooms() {
        waitUntil("an image is shown", SOON, () -> ui(() -> page().getActiveEditor() instanceof ImageEditor
                && viewer().canvas().pixels().isPresent() && session().image().isPresent()));
        ImageCanvas canvas = ui(() -> viewer().canvas());
        double fitted = ui(() -> canvas.view().scale());
        ui(() -> {
            Event wheel = new Event();
            wheel.type = SWT.MouseVerticalWheel;
            wheel.count = 3;
            wheel.x = 200;
            wheel.y = 150;
            canvas.notifyListeners(SWT.MouseVerticalWheel, wheel);
            return null;
        });
        assertTrue(ui(() -> canvas.view().scale()) > fitted, "the wheel zooms in");
        command("org.loupe.ui.viewer.oneToOne");
        assertEquals(1, ui(() -> canvas.view().scale()));
        double x = ui(() -> canvas.view().x());
        ui(() -> {
            canvas.pan(64, 0);
            return null;
        });
        assertEquals(x + 64, ui(() -> canvas.view().x()), 1e-9, "64 points at 100 % are 64 px");
        command("org.loupe.ui.viewer.fit");
        assertEquals(fitted, ui(() -> canvas.view().scale()), 1e-9);
        String first = ui(() -> viewer().item().name());
        command("org.loupe.ui.viewer.nextImage");
        waitUntil("the next image is shown", SOON,
                () -> ui(() -> session().image().filter(i -> !i.name().equals(first)).isPresent()));
        command("org.loupe.ui.viewer.previousImage");
        waitUntil("the first image is shown again", SOON,
                () -> ui(() -> session().image().filter(i -> i.name().equals(first)).isPresent()));
    }

    @Test
    @Order(4)
    void aChangedParameterIsOneCommandThatIsUndone() {
        RecipeStep step = ui(() -> recipe().step());
        assertEquals("loupe.golden-difference", ui(step::getTool), "what finds is chosen first");
        CommandStack stack = ui(() -> session().project().orElseThrow().domain().getCommandStack());
        assertFalse(ui(stack::canUndo));
        Text field = ui(() -> recipe().form().number("contrast").text());
        String before = ui(field::getText);
        type(field, "55");
        assertEquals(55, ((Number) ui(() -> step.getParams().get("contrast"))).doubleValue());
        type(field, "-4");
        waitUntil("a wrong value is named", SOON, () -> ui(() -> problems().problems().stream()
                .anyMatch(p -> p.isError() && p.where().contains("contrast"))));
        assertEquals("-4", ui(field::getText), "what was typed stays");
        command("org.eclipse.ui.edit.undo");
        command("org.eclipse.ui.edit.undo");
        assertFalse(ui(stack::canUndo));
        assertEquals(null, ui(() -> step.getParams().get("contrast")));
        assertEquals(before, ui(() -> recipe().form().number("contrast").text().getText()), "the form follows");
        command("org.eclipse.ui.edit.redo");
        assertEquals(55, ((Number) ui(() -> step.getParams().get("contrast"))).doubleValue());
        command("org.eclipse.ui.edit.undo");
    }

    private static ProblemsView problems() {
        return (ProblemsView) page().findView(Ids.PROBLEMS_VIEW);
    }

    private static void type(Text field, String text) {
        ui(() -> {
            field.setText(text);
            field.notifyListeners(SWT.DefaultSelection, new Event());
            return null;
        });
    }

    @Test
    @Order(5)
    void aRunIsCancelledAndKeepsWhatIsDone() {
        List<RunEntry> runs = ui(() -> session().project().orElseThrow().project().getRuns());
        ui(() -> {
            session().listen(window().getShell(), Session.Event.RUNS, () -> { // as soon as it has a folder
                if (runs.size() == 1 && session().task().isPresent())
                    session().task().get().cancel();
            });
            return null;
        });
        command(Ids.RUN);
        assertTrue(ui(() -> session().task().isPresent()), "the run has started");
        waitUntil("the run has stopped", WHILE, () -> ui(() -> session().task().isEmpty()));
        RunEntry run = ui(() -> session().project().orElseThrow().project().getRuns().get(0));
        assertEquals(RunState.CANCELLED, ui(run::getState));
        assertTrue(ui(run::getImages) < SAMPLES, "it was stopped before it was done");
    }

    @Test
    @Order(6)
    void theRecipeRunsAndItsResultsAreListed() {
        command(Ids.RUN);
        waitUntil("the run has ended", WHILE, () -> ui(() -> session().task().isEmpty()));
        RunEntry run = ui(() -> session().project().orElseThrow().project().getRuns().get(1));
        assertEquals(RunState.FINISHED, ui(run::getState));
        assertEquals(SAMPLES, ui(run::getImages));
        assertEquals(0, ui(run::getErrors));
        waitUntil("all detections are listed", SOON, () -> ui(() -> session().results().isPresent()
                && session().results().get().entry() == run && results().total() == run.getDetections()));
        assertTrue(ui(run::getDetections) > SAMPLES, "a sample board has several defects");
    }

    @Test
    @Order(7)
    void aRowSelectsItsDefectInTheImageAndBack() throws Exception {
        ui(() -> {
            results().selectRow(2);
            return null;
        });
        DetectionId chosen = ui(() -> session().selection().iterator().next());
        waitUntil("the viewer has selected it", SOON,
                () -> ui(() -> viewer().canvas().selected().equals(Set.of(chosen.row()))));
        command("org.loupe.ui.viewer.nextDetection");
        waitUntil("the next one is selected", SOON, () -> ui(() -> !session().selection().contains(chosen)));
        DetectionId next = ui(() -> session().selection().iterator().next());
        waitUntil("in the viewer as well", SOON,
                () -> ui(() -> viewer().canvas().selected().equals(Set.of(next.row()))));
        ui(() -> {
            viewer().canvas().setFocus();
            viewer().act(c -> c.zoom(1.6));
            c().reveal(next.row());
            return null;
        });
        picture("inspect-light");
    }

    private static DetectionId step(String command) {
        DetectionIds before = ui(() -> session().selection());
        command("org.loupe.ui.viewer." + command);
        waitUntil("another one is selected", SOON, () -> ui(() -> !session().selection().equals(before)));
        return ui(() -> session().selection().get(0));
    }

    @Test
    @Order(7)
    void defectsAreVisitedAsOneReadsFromImageToImageKeepingTheFilter() {
        ui(() -> {
            session().select(DetectionIds.NONE);
            return ImageEditor.show(page(), session().items().get(0), true);
        });
        waitUntil("the first image is shown with what was found", SOON, () -> ui(() -> session().image()
                .filter(session().items().get(0)::equals).isPresent() && found().size() > 1));
        ImageRow first = row(0), second = row(1);
        Detections boxes = ui(FirstLightTest::found);
        List<Integer> visited = new ArrayList<>();
        DetectionId at = step("nextDetection");
        for (; at.image() == first.index(); at = step("nextDetection"))
            visited.add(at.row());
        assertEquals(boxes.size(), Set.copyOf(visited).size());
        assertEquals(boxes.size(), visited.size(), "each once");
        for (int i = 1; i < visited.size(); i++) {
            int a = visited.get(i - 1), b = visited.get(i);
            assertTrue(middle(boxes.x(), boxes.width(), b) >= middle(boxes.x(), boxes.width(), a)
                    || middle(boxes.y(), boxes.height(), b) >= middle(boxes.y(), boxes.height(), a),
                    "never up and back: " + a + ", " + b);
        }
        assertEquals(second.index(), at.image(), "then the next image of the list");
        waitUntil("which is shown", SOON, () -> ui(() -> session().image().get().name().equals(second.image())));
        assertEquals(visited.get(visited.size() - 1), step("previousDetection").row(), "and back");
        float least = boxes.score()[visited.get(1)];
        ui(() -> {
            session().select(DetectionIds.NONE);
            session().filter("score = " + least);
            return null;
        });
        assertEquals(visited.get(1), step("nextDetection").row(), "what the filter leaves out is passed over");
        ui(() -> {
            session().filter("");
            return null;
        });
        waitUntil("all are listed again", SOON,
                () -> ui(() -> results().total() == session().results().get().detections()));
    }

    private static double middle(float[] from, float[] size, int row) {
        return from[row] + size[row] / 2.0;
    }

    private static ImageRow row(int item) {
        return ui(() -> session().results().orElseThrow().image(session().items().get(item).name()).orElseThrow());
    }

    private static Detections found() {
        return viewer().canvas().overlay().detections();
    }

    private static ImageCanvas c() {
        return viewer().canvas();
    }

    @Test
    @Order(8)
    void resultsAreFilteredAndSorted() {
        long all = ui(() -> results().total());
        ui(() -> {
            results().filter().setText("score > 0.7");
            results().filter().notifyListeners(SWT.DefaultSelection, new Event());
            return null;
        });
        waitUntil("fewer match", SOON, () -> ui(() -> results().total() > 0 && results().total() < all));
        ui(() -> {
            results().filter().setText("");
            results().filter().notifyListeners(SWT.DefaultSelection, new Event());
            results().sort(3);
            return null;
        });
        waitUntil("the highest score is first", SOON, () -> ui(() -> results().total() == all
                && results().cell(3, 0).compareTo(results().cell(3, 1)) >= 0 && !results().cell(3, 0).equals("…")));
    }

    @Test
    @Order(9)
    void theDarkThemeColoursEverything() throws Exception {
        command("org.loupe.ui.window.theme");
        waitUntil("the theme is dark", SOON, () -> ui(() -> org.loupe.ui.Palette
                .color(org.loupe.ui.Palette.Token.PART).getRed()) < 64);
        picture("inspect-dark");
        command("org.loupe.ui.window.theme");
        waitUntil("the theme is light", SOON, () -> ui(() -> org.loupe.ui.Palette
                .color(org.loupe.ui.Palette.Token.PART).getRed()) > 200);
    }

    @Test
    @Order(10)
    void theProjectClosesAndTheStartPageIsBack() {
        command("org.loupe.ui.file.closeProject");
        waitUntil("the start page is back", SOON, () -> ui(() -> session().project().isEmpty()
                && page().getActiveEditor() instanceof StartEditor));
    }
}
