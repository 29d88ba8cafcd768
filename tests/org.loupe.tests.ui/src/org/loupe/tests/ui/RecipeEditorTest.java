package org.loupe.tests.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.loupe.tests.ui.RunningWorkbench.display;
import static org.loupe.tests.ui.RunningWorkbench.page;
import static org.loupe.tests.ui.RunningWorkbench.screenshot;
import static org.loupe.tests.ui.RunningWorkbench.settle;
import static org.loupe.tests.ui.RunningWorkbench.ui;
import static org.loupe.tests.ui.RunningWorkbench.waitUntil;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

import java.util.stream.Stream;
import org.eclipse.emf.common.command.CommandStack;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.loupe.engine.Problem;
import org.loupe.engine.ToolText;
import org.loupe.model.Recipe;
import org.loupe.model.RecipeStep;
import org.loupe.model.Route;
import org.loupe.ui.LivePreview;
import org.loupe.ui.LivePreview.Stage;
import org.loupe.ui.NumberField;
import org.loupe.ui.Preferences;
import org.loupe.ui.Session;
import org.loupe.ui.Slider;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.internal.ProblemsView;
import org.loupe.ui.internal.RecipeView;
import org.loupe.ui.internal.recipe.CompareRecipes;
import org.loupe.ui.internal.recipe.StepList;
import org.loupe.ui.internal.recipe.StepRows.Kind;
import org.loupe.ui.internal.recipe.StepRows.Row;
import org.loupe.ui.internal.start.Projects;
import org.loupe.ui.internal.start.SampleKind;

/** A recipe is built, tried on what is in sight, mended and compared, as a process engineer does it. */
@ExtendWith(RunningWorkbench.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RecipeEditorTest {
    private static final long SOON = 30_000, WHILE = 120_000;

    private static Session session() {
        return PlatformUI.getWorkbench().getService(Session.class);
    }

    private static RecipeView view() {
        return (RecipeView) page().findView(Ids.RECIPE_VIEW);
    }

    private static ProblemsView problems() {
        return (ProblemsView) page().findView(Ids.PROBLEMS_VIEW);
    }

    private static Recipe recipe() {
        return session().recipe().orElseThrow();
    }

    private static List<String> tools() {
        return ui(() -> recipe().getSteps().stream().map(RecipeStep::getTool).toList());
    }

    private static LivePreview preview() {
        return ui(() -> session().preview().orElse(null));
    }

    private static CommandStack stack() {
        return session().project().orElseThrow().domain().getCommandStack();
    }

    private static void undo() {
        User.command("org.eclipse.ui.edit.undo");
    }

    private static void does(Runnable work) {
        ui((Callable<Void>) () -> {
            work.run();
            return null;
        });
    }

    private static Row row(int index) {
        return ui(() -> view().list().rows().get(index));
    }

    /** Waits until what is shown was made of the recipe as it is. */
    private static LivePreview settled(String what, java.util.function.Predicate<LivePreview> holds) {
        waitUntil(what, SOON, () -> {
            LivePreview now = preview();
            return now != null && holds.test(now);
        });
        return preview();
    }

    @Test
    @Order(1)
    void openingAnImageShowsWhatTheRecipeMakesOfIt() throws Exception {
        does(() -> {
            session().close();
            Preferences.LIVE_PREVIEW.set(true);
            Projects.openSample(session(), SampleKind.BOARDS);
        });
        waitUntil("the sample is open", WHILE,
                () -> ui(() -> session().project().isPresent() && session().items().size() > 0));
        LivePreview shown = settled("a preview is there", p -> p.error().isEmpty() && p.detections().size() > 0);
        assertEquals(5, shown.steps().size());
        assertEquals("Input", shown.stages().get(0).label());
        assertEquals("Reference", shown.stages().get(1).label());
        assertEquals("Difference", shown.stages().get(shown.stages().size() - 2).label());
        assertEquals("Result", shown.stages().get(shown.stages().size() - 1).label());
        assertEquals(shown.detections().size(), shown.steps().get(4).count());
        waitUntil("the rows show what was found", SOON, () -> row(3).cost() != null
                && row(3).cost().count() == shown.detections().size());
        screenshot("recipe-light");
        Problem doubt = Problem.warning("step 1 (Convert to grey)", "The net learned from brighter images.", "");
        does(() -> session().preview(new LivePreview(shown.image(), shown.region(), shown.scale(), shown.stages(),
                shown.detections(), shown.steps(), shown.millis(), List.of(doubt), Optional.empty())));
        waitUntil("what the preview doubts is listed", SOON, () -> ui(() -> problems().problems().contains(doubt)));
        does(() -> session().preview(shown));
        waitUntil("it is gone with its preview", SOON, () -> ui(() -> !problems().problems().contains(doubt)));
    }

    @Test
    @Order(2)
    void aFieldPreviewsWhileItIsTypedInto() throws Exception {
        RecipeStep step = ui(() -> view().step());
        assertEquals("loupe.golden-difference", ui(step::getTool), "what finds is chosen first");
        int before = preview().detections().size();
        double registered = preview().steps().get(1).millis();
        Text field = ui(() -> view().form().number("contrast").text());
        does(() -> {
            field.setFocus();
            field.setText("4000");
        });
        settled("nothing is found while it is typed", p -> p.detections().size() == 0);
        assertEquals(registered, preview().steps().get(1).millis(), "the registration is not run again");
        User.key(field, "ESC");
        settled("Esc brings the value back", p -> p.detections().size() == before);
        assertFalse(ui(() -> step.getParams().containsKey("contrast")));
        User.type(field, "+50 %");
        assertEquals(60.0, ((Number) ui(() -> step.getParams().get("contrast"))).doubleValue());
        undo();
        Text smallest = ui(() -> view().form().number("tolerance").text());
        double umPerPx = ui(() -> session().image().orElseThrow().umPerPx());
        if (!Double.isNaN(umPerPx)) {
            User.type(smallest, "0.05 mm");
            assertEquals(50 / umPerPx, ((Number) ui(() -> step.getParams().get("tolerance"))).doubleValue(), 1e-6);
            undo();
        }
        assertFalse(ui(() -> stack().canUndo()));
    }

    @Test
    @Order(2)
    void theStepsOfThePreviewAreNamedInTheLanguageOfTheWorkbench() throws Exception {
        Stage first = preview().stages().get(2);
        String name = ui(() -> session().registry().tools()).stream().filter(e -> e.tool().info().label()
                .equals(first.label())).map(e -> ToolText.info(e.tool(), Locale.SIMPLIFIED_CHINESE).label()).findFirst()
                .orElseThrow();
        assertNotEquals(first.label(), name);
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.SIMPLIFIED_CHINESE);
        try {
            User.type(ui(() -> view().form().number("contrast").text()), "+50 %");
            settled("the step is named in Chinese", p -> p.stages().get(2).label().equals(name));
        } finally {
            Locale.setDefault(before);
        }
        undo();
        settled("the step is named in English", p -> p.stages().get(2).label().equals(first.label()));
    }

    @Test
    @Order(2)
    void draggingASliderShowsWhatItFindsBeforeItIsReleasedAndIsUndoneAsOne() {
        RecipeStep step = ui(() -> view().step());
        int before = preview().detections().size();
        Slider slider = ui(() -> view().form().slider("leastScore"));
        Point size = ui(slider::getSize);
        try (Stalls stalls = new Stalls()) {
            User.drag(slider, 1, new Point(size.x / 3, size.y / 2), new Point(size.x - 8, size.y / 2), 0, () -> {
                settled("nothing has so high a score", p -> p.detections().size() < 3 && before >= 3);
                assertFalse(ui(() -> step.getParams().containsKey("leastScore")), "the recipe is not changed yet");
            });
            assertTrue(stalls.percentile(75) < 250, stalls::toString);
        }
        assertTrue(ui(() -> ((Number) step.getParams().get("leastScore")).doubleValue()) > 0.9);
        undo();
        assertFalse(ui(() -> step.getParams().containsKey("leastScore")));
        assertFalse(ui(() -> stack().canUndo()), "one drag is one change");
        settled("the value is back", p -> p.detections().size() == before);
    }

    @Test
    @Order(3)
    void whatIsWrongIsSaidUnderTheFieldAndMendedByItsLink() throws Exception {
        RecipeStep step = ui(() -> view().step());
        Text field = ui(() -> view().form().number("contrast").text());
        User.type(field, "0");
        assertEquals(0.0, ((Number) ui(() -> step.getParams().get("contrast"))).doubleValue(), "it is kept");
        assertTrue(ui(() -> view().form().error("contrast")).startsWith("0 grey levels is below 1."));
        waitUntil("Problems lists it", SOON, () -> ui(() -> problems().problems().stream()
                .anyMatch(p -> p.isError() && p.where().contains("contrast"))));
        assertFalse(row(3).wrong().isEmpty());
        screenshot("recipe-wrong");
        does(() -> view().form().applyRemedy("contrast"));
        assertEquals(1.0, ((Number) ui(() -> step.getParams().get("contrast"))).doubleValue());
        undo();
        User.command("org.loupe.ui.problems.fix");
        assertEquals(1.0, ((Number) ui(() -> step.getParams().get("contrast"))).doubleValue());
        undo();
        undo();
        waitUntil("nothing is wrong any more", SOON, () -> ui(() -> problems().problems().stream()
                .noneMatch(p -> p.isError())));
    }

    @Test
    @Order(4)
    void stepsAreMovedCopiedAndSwitchedOffByKeys() {
        StepList list = ui(() -> view().list());
        does(() -> view().select(1));
        User.focus(list);
        User.key(User.focus(list), "M3+ARROW_DOWN");
        assertEquals("loupe.register", tools().get(2));
        undo();
        User.key(User.focus(list), "M1+D");
        assertEquals(List.of("loupe.register", "loupe.register"), tools().subList(1, 3));
        User.key(User.focus(list), "DEL");
        assertEquals(5, tools().size());
        undo();
        undo();
        does(() -> view().select(2));
        User.focus(list);
        User.key(User.focus(list), "SPACE");
        assertFalse(ui(() -> recipe().getSteps().get(2).isEnabled()));
        settled("a step that is off does not run", p -> Double.isNaN(p.steps().get(2).millis()));
        undo();
        User.key(User.focus(list), "M1+C");
        User.key(User.focus(list), "M1+V");
        assertEquals("loupe.match-illumination", tools().get(3), "pasted behind the chosen step");
        undo();
        User.key(User.focus(list), "M1+X");
        assertEquals(4, tools().size());
        undo();
        assertFalse(ui(() -> stack().canUndo()));
    }

    @Test
    @Order(5)
    void aStepIsDraggedToAnotherPlace() {
        StepList list = ui(() -> view().list());
        User.drag(list, new Point(80, StepList.ROW * 2 + 13), new Point(80, StepList.ROW + 2), 0);
        assertEquals("loupe.match-illumination", tools().get(1));
        undo();
        assertEquals("loupe.register", tools().get(1));
    }

    @Test
    @Order(6)
    void aStepIsAddedByTypingItsName() throws Exception {
        does(() -> view().select(4));
        StepList list = User.focus(ui(() -> view().list()));
        User.key(list, "INSERT");
        Shell popup = popup();
        Text search = ui(() -> User.find(popup, Text.class, ""));
        settle(2500); // the pictures are drawn by a job
        screenshot("recipe-add");
        User.type(search, "limit of one");
        waitUntil("it is added behind the chosen step", SOON, () -> tools().size() == 6);
        assertEquals("loupe.limit", tools().get(5));
        assertTrue(ui(popup::isDisposed));
        settled("it runs", p -> p.steps().size() == 6 && p.steps().get(5).count() >= 0);
    }

    private static Shell popup() {
        Shell[] found = new Shell[1];
        waitUntil("the popup is open", SOON, () -> ui(() -> {
            for (Shell shell : display().getShells())
                if (shell.isVisible() && shell != page().getWorkbenchWindow().getShell()
                        && shell.getParent() == page().getWorkbenchWindow().getShell())
                    found[0] = shell;
            return found[0] != null;
        }));
        return found[0];
    }

    @Test
    @Order(7)
    void classesAreRoutedInPlace() throws Exception {
        RecipeStep limit = ui(() -> recipe().getSteps().get(5));
        int all = preview().detections().size();
        does(() -> view().addRoute(limit, "large"));
        Route route = (Route) ui(() -> view().element());
        assertEquals("large", ui(route::getClassName));
        assertEquals(List.of(Kind.ROUTE, Kind.ADD_ROUTE), ui(() -> view().list().rows().subList(6, 8).stream()
                .map(Row::kind).toList()));
        does(() -> view().edits().change("drop", () -> route.setDrop(true)));
        settled("they are dropped", p -> p.detections().size() < all);
        does(() -> view().insert("loupe.measure"));
        assertFalse(ui(route::isDrop), "a route that goes on does not drop");
        assertEquals("6.1", row(7).number());
        settled("they are back", p -> p.detections().size() == all && p.error().isEmpty());
        StepList list = User.focus(ui(() -> view().list()));
        screenshot("recipe-routes");
        User.key(list, "ESC");
        assertEquals(route, ui(() -> view().element()), "Esc goes to the parent");
        User.key(list, "ARROW_LEFT");
        assertEquals(8, ui(() -> view().list().rows().size()), "closed");
        User.key(list, "ARROW_RIGHT");
        assertEquals(9, ui(() -> view().list().rows().size()));
        while (ui(() -> stack().canUndo()))
            undo();
        assertEquals(5, tools().size());
    }

    @Test
    @Order(8)
    void stagesShowInTheViewerAndThePreviewGoesOff() throws Exception {
        does(() -> view().select(3));
        settled("all steps ran", p -> p.steps().size() == 5 && p.error().isEmpty());
        StepList list = User.focus(ui(() -> view().list()));
        User.key(list, "M3+2");
        assertEquals(1, ui(() -> session().stage()));
        Rectangle strip = ui(() -> view().strip().getClientArea());
        assertTrue(strip.height > 80);
        User.click(ui(() -> view().strip()), 30, 50, 0);
        assertEquals(0, ui(() -> session().stage()));
        User.click(ui(() -> view().strip()), 30, 50, 0);
        assertEquals(-1, ui(() -> session().stage()), "again: the image");
        User.focus(list);
        User.key(list, "P");
        waitUntil("it is off", SOON, () -> preview() == null);
        User.key(list, "P");
        assertNotNull(settled("it is on again", p -> p.detections().size() > 0));
        does(() -> show(Ids.PROPERTIES_VIEW));
        waitUntil("nobody tunes a recipe that is out of sight", SOON, () -> preview() == null);
        does(() -> show(Ids.RECIPE_VIEW));
        assertNotNull(settled("it is in sight again", p -> p.detections().size() > 0));
    }

    private static void show(String view) {
        try {
            page().showView(view);
        } catch (PartInitException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @Order(9)
    void aRecipeIsComparedWithItsDefaultsAndTakesValuesOver() throws Exception {
        RecipeStep step = ui(() -> recipe().getSteps().get(3));
        does(() -> {
            view().edits().change("set", () -> {
                step.getParams().put("contrast", 55.0);
                step.getParams().put("tolerance", 2.0);
                recipe().getSteps().get(1).setEnabled(false);
            });
        });
        User.command("org.loupe.ui.recipe.compareDefaults");
        CompareRecipes editor = (CompareRecipes) ui(() -> page().getActiveEditor());
        List<List<String>> lines = ui(editor::lines);
        assertEquals(7, lines.size(), "five steps, two of whose values were set");
        assertEquals(List.of("contrast", "40 grey levels", "55 grey levels"), lines.get(4));
        does(() -> {
            editor.setFocus();
            editor.select(4);
        });
        RecipeStep measure = ui(() -> recipe().getSteps().get(4));
        CompareRecipes other = (CompareRecipes) ui(() -> {
            org.loupe.engine.Recipe before = org.loupe.workspace.RecipeModel.freeze(recipe());
            return page().openEditor(new CompareRecipes.Input(() -> before, "before", recipe()),
                    Ids.COMPARE_RECIPES_EDITOR);
        });
        does(() -> view().edits().delete(measure));
        does(() -> {
            other.setFocus();
            other.select(6);
        });
        screenshot("recipe-compare");
        User.key("CR");
        assertEquals(5, tools().size(), "the step that was missing is back");
        undo();
        undo();
        does(() -> page().closeEditor(other, false));
        does(() -> {
            page().activate(editor);
            editor.setFocus();
            editor.select(4);
        });
        User.key("CR");
        assertFalse(ui(() -> step.getParams().containsKey("contrast")));
        assertEquals(2.0, ui(() -> step.getParams().get("tolerance")));
        assertEquals(6, ui(editor::lines).size());
        undo();
        undo();
        assertEquals(5, ui(editor::lines).size());
        does(() -> page().closeEditor(editor, false));
    }

    @Test
    @Order(10)
    void problemsAreWalkedThrough() {
        does(() -> view().edits().change("set", () -> {
            recipe().getSteps().get(1).getParams().put("maxShift", -1.0);
            recipe().getSteps().get(4).getParams().put("ring", -1L);
        }));
        waitUntil("both are listed", SOON, () -> ui(() -> problems().problems().stream()
                .filter(p -> p.isError()).count() == 2));
        User.command("org.eclipse.ui.navigate.next");
        RecipeStep first = ui(() -> view().step());
        User.command("org.eclipse.ui.navigate.next");
        assertFalse(first == ui(() -> view().step()), "another step");
        User.command("org.eclipse.ui.navigate.previous");
        assertEquals(first, ui(() -> view().step()));
        undo();
    }

    @Test
    @Order(11)
    void theDarkThemeColoursIt() throws Exception {
        User.command("org.loupe.ui.window.theme");
        waitUntil("the theme is dark", SOON, () -> ui(() -> org.loupe.ui.Palette
                .color(org.loupe.ui.Palette.Token.PART).getRed()) < 64);
        settle(1500);
        screenshot("recipe-dark");
        User.command(Ids.STEP_ADD);
        Shell popup = popup();
        settle(800);
        screenshot("recipe-add-dark");
        does(popup::close);
        User.command("org.loupe.ui.window.theme");
        waitUntil("the theme is light", SOON, () -> ui(() -> org.loupe.ui.Palette
                .color(org.loupe.ui.Palette.Token.PART).getRed()) > 200);
        does(() -> session().close());
    }

    @Test
    @Order(99)
    void smallNumbersKeepTheirDigits() {
        assertEquals(List.of("0", "12", "0.5", "0.00125", "0.0001", "1.25e-7", "-1e-8", "1000000"),
                Stream.of(0.0, 12.0, 0.5, 0.00125, 1e-4, 1.25e-7, -1e-8, 1e6).map(NumberField::write).toList());
    }
}
