package org.loupe.tests.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.loupe.tests.ui.RunningWorkbench.page;
import static org.loupe.tests.ui.RunningWorkbench.screenshot;
import static org.loupe.tests.ui.RunningWorkbench.ui;
import static org.loupe.tests.ui.RunningWorkbench.waitUntil;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

import org.eclipse.emf.ecore.EObject;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.engine.stack.StackSummary;
import org.loupe.model.Recipe;
import org.loupe.model.RecipeStep;
import org.loupe.model.Route;
import org.loupe.ui.Session;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.internal.ProblemsView;
import org.loupe.ui.internal.RecipeView;
import org.loupe.ui.internal.recipe.StepRows.Kind;
import org.loupe.ui.internal.recipe.StepRows.Row;
import org.loupe.ui.internal.start.Projects;
import org.loupe.ui.internal.start.SampleKind;
import org.loupe.ui.viewer.internal.ImageEditor;
import org.loupe.ui.viewer.internal.stack.StackView;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.RecipeModel;

/** A newcomer opens the sample, sees the tree of classifiers, trains it and reads how good each level is. */
@ExtendWith(RunningWorkbench.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StackTest {
    private static final long SOON = 30_000, WHILE = 180_000;

    @TempDir static Path folder;

    private static Session session() {
        return PlatformUI.getWorkbench().getService(Session.class);
    }

    private static RecipeView view() {
        return (RecipeView) page().findView(Ids.RECIPE_VIEW);
    }

    private static StackView report() {
        return (StackView) page().findView(Ids.STACK_VIEW);
    }

    private static Recipe recipe() {
        return session().recipe().orElseThrow();
    }

    private static void does(Runnable work) {
        ui((Callable<Void>) () -> {
            work.run();
            return null;
        });
    }

    private static List<Row> rows() {
        return ui(() -> view().list().rows());
    }

    private static Row row(Kind kind, String name) {
        return rows().stream().filter(r -> r.kind() == kind && r.name().equals(name)).findFirst().orElseThrow(
                () -> new AssertionError(name + " is none of " + rows().stream().map(Row::name).toList()));
    }

    private static List<String> errors() {
        ProblemsView problems = ui(() -> (ProblemsView) page().showView(Ids.PROBLEMS_VIEW, null,
                IWorkbenchPage.VIEW_VISIBLE));
        return ui(() -> problems.problems().stream().filter(p -> p.isError()).map(p -> p.message()).toList());
    }

    @Test
    @Order(1)
    void theTreeOfAnUntrainedStackIsShown() throws Exception {
        does(() -> {
            session().close();
            Projects.openSample(session(), SampleKind.STACK);
        });
        waitUntil("the sample is open", WHILE,
                () -> ui(() -> session().project().isPresent() && session().items().size() > 0));
        assertEquals(List.of(1, 3, 5), List.of(row(Kind.ROUTE, "defect").depth(), row(Kind.ROUTE, "small").depth(),
                row(Kind.ROUTE, "clear").depth()));
        assertTrue(rows().stream().anyMatch(r -> r.wrong().contains("not trained")
                && r.wrong().contains("Train the stack")), "an untrained step says so");
        waitUntil("the problems are listed", SOON, () -> errors().equals(List.of("The classifier is not trained.",
                "The classifier is not trained.", "The classifier is not trained.")));
        does(() -> view().select(row(Kind.ROUTE, "small").element()));
        screenshot("stack-untrained");
    }

    @Test
    @Order(2)
    void routesAreEditedByKeyAndUndone() throws Exception {
        EObject small = ui(() -> row(Kind.ROUTE, "small").element());
        does(() -> {
            view().select(small);
            view().list().setFocus();
        });
        User.key(ui(() -> view().list()), "ARROW_LEFT");
        waitUntil("Left closes the route", SOON, () -> rows().stream().noneMatch(r -> r.name().equals("clear")));
        User.key(ui(() -> view().list()), "ARROW_RIGHT");
        waitUntil("Right opens it", SOON, () -> rows().stream().anyMatch(r -> r.name().equals("clear")));
        User.key(ui(() -> view().list()), "ARROW_RIGHT");
        waitUntil("Right goes into it", SOON, () -> ui(() -> view().element()) instanceof RecipeStep step
                && step.getTool().equals("loupe.normalise"));
        User.key(ui(() -> view().list()), "ESC");
        waitUntil("Esc goes to the parent", SOON, () -> ui(() -> view().element()) == small);
        RecipeStep second = ui(() -> (RecipeStep) small.eContainer());
        assertEquals(List.of("unknown", "large particle"), ui(() -> view().freeClasses(second)));
        does(() -> view().addRoute(second, "unknown"));
        Route added = ui(() -> (Route) view().element());
        assertEquals("unknown", added.getClassName());
        does(() -> view().edits().change("drop", () -> added.setDrop(true)));
        assertTrue(row(Kind.ROUTE, "unknown").hint().contains("drop"), row(Kind.ROUTE, "unknown").hint());
        does(() -> view().delete());
        assertEquals(1, ui(() -> second.getRoutes().size()));
        for (int i = 0; i < 3; i++)
            User.command("org.eclipse.ui.edit.undo");
        assertEquals(1, ui(() -> second.getRoutes().size()));
    }

    @Test
    @Order(3)
    void theQuickFixTrainsAllLevelsAndTheirFiguresAreShown() throws Exception {
        does(() -> view().select(2));
        ProblemsView problems = ui(() -> (ProblemsView) page().findView(Ids.PROBLEMS_VIEW));
        assertEquals(List.of("Train stack", "Train stack", "Train stack"), ui(() -> problems.fixes()));
        User.command("org.loupe.ui.problems.fix");
        waitUntil("the training is under way", SOON, () -> ui(() -> session().task().isPresent()) || report() != null);
        waitUntil("the report is shown", WHILE, () -> ui(() -> report() != null && report().summary().isPresent()));
        assertEquals(5, ui(() -> report().levels().getItemCount()));
        assertEquals("Whole stack", ui(() -> report().levels().getItem(4).getText(0)));
        double whole = ui(() -> report().summary().get().overall().accuracy());
        assertTrue(whole > 0.9, "overall " + whole);
        assertEquals(ui(() -> report().summary().get().overall().wrong().size()),
                ui(() -> report().objects().getItemCount()), "the wrong ones of the whole are listed");
        waitUntil("the recipe is sound", SOON, () -> errors().isEmpty());
        assertEquals(3, ui(() -> session().project().get().project().getModels().size()));
        does(() -> page().activate(report()));
    }

    @Test
    @Order(4)
    void aCellListsItsObjectsAndTheseLeadToTheirImages() throws Exception {
        does(() -> {
            report().levels().setSelection(0);
            report().levels().notifyListeners(SWT.Selection, new Event());
        });
        StackSummary.Row first = ui(() -> report().summary().get().levels().get(0));
        int row = first.classes().indexOf("defect"), column = first.classes().indexOf("none");
        does(() -> report().matrix().choose(row, row));
        assertEquals(first.confusion()[row][row], ui(() -> report().objects().getItemCount()));
        assertTrue(ui(() -> report().about()).contains("defect, right"), ui(() -> report().about()));
        does(() -> report().matrix().choose(row, column));
        assertEquals(first.confusion()[row][column], ui(() -> report().objects().getItemCount()));
        User.key(ui(() -> report().matrix()), "ESC");
        assertEquals(first.wrong().size(), ui(() -> report().objects().getItemCount()));
        does(() -> {
            report().objects().setSelection(0);
            report().objects().notifyListeners(SWT.Selection, new Event());
        });
        String wrong = first.wrong().get(0).image();
        waitUntil("the image of the wrong one is shown", SOON, () -> ui(() -> session().image()
                .filter(i -> i.name().equals(wrong)).isPresent()));
        assertEquals(report(), ui(() -> page().getActivePart()), "one looks on in the list");
        User.open(ui(() -> report().objects().getItem(0)));
        waitUntil("one goes to it", SOON, () -> ui(() -> page().getActivePart()) instanceof ImageEditor);
        does(() -> {
            page().activate(report());
            report().matrix().choose(row, row);
        });
        screenshot("stack-trained");
    }

    @Test
    @Order(5)
    void theStackRunsAndItsTrainingIsUndone() throws Exception {
        waitUntil("nothing is under way", WHILE, () -> ui(() -> session().task().isEmpty()));
        User.command("org.loupe.ui.run.set");
        waitUntil("the run has ended", WHILE, () -> ui(() -> session().task().isEmpty()
                && session().results().isPresent()));
        waitUntil("there are pits", SOON, () -> ui(() -> session().results().get().entry().getDetections() > 20));
        screenshot("stack-run");
        Recipe recipe = ui(() -> recipe());
        assertTrue(ui(() -> RecipeModel.freeze(recipe).toJson()).contains("models/defect-stack/"));
        for (int i = 0; i < 2 && ui(() -> RecipeModel.freeze(recipe).toJson())
                .contains("models/"); i++)
            User.command("org.eclipse.ui.edit.undo");
        assertFalse(ui(() -> RecipeModel.freeze(recipe).toJson()).contains("models/"));
        does(() -> session().close());
    }

    /** A report of twelve classes with long names, in the light and in the dark. */
    @Test
    @Order(6)
    void manyClassesWithLongNamesAreRead() throws Exception {
        List<String> classes = IntStream.rangeClosed(1, 12).mapToObj(i -> "Leiterbahnunterbrechung mit Restkupfer Art "
                + i).toList();
        int[][] confusion = new int[12][12];
        List<StackSummary.Judged> objects = new ArrayList<>();
        for (int truth = 0; truth < 12; truth++)
            for (int i = 0; i < 40; i++) {
                int given = i < 36 ? truth : (truth + i - 34) % 12;
                confusion[truth][given]++;
                objects.add(new StackSummary.Judged("board-" + truth + ".png @ " + i + ", 8 (1)", classes.get(truth),
                        classes.get(given), 0.9));
            }
        StackSummary.Row row = new StackSummary.Row("1", true, 480, 0, 0.9, 0.9, 0.9, 0.01, classes.get(0),
                classes.get(1), 4, classes, confusion, objects);
        Path model = Files.createDirectories(folder.resolve("many/models/many/0001")).resolve("1.model");
        Files.writeString(model.resolveSibling("report.json"), new StackSummary(List.of(row), row, List.of("3 of 483 "
                + "labelled objects are not found by the detector; the stack does not learn from them."), Map.of())
                .toJson());
        try (ProjectFile made = ProjectFile.create(folder.resolve("many"), "Many")) {
            made.change("add", () -> made.project().getRecipes().add(RecipeModel.thaw(new org.loupe.engine.Recipe("many",
                    "", List.of(org.loupe.engine.RecipeStep.of("loupe.classify", Map.of("model",
                            "models/many/0001/1.model")))))));
            made.save();
        }
        ui(() -> Projects.open(session(), folder.resolve("many")));
        waitUntil("its figures are shown", SOON, () -> ui(() -> session().project().isPresent()
                && report().summary().isPresent()));
        does(() -> page().activate(report()));
        User.command("org.eclipse.ui.window.maximizePart");
        assertEquals(480, ui(() -> report().matrix().getSize().x > 300 ? report().summary().get().overall().objects()
                .size() : -1));
        does(() -> report().matrix().choose(3, 5));
        assertEquals(1, ui(() -> report().objects().getItemCount()));
        screenshot("stack-many");
        User.command("org.loupe.ui.window.theme");
        screenshot("stack-many-dark");
        User.command("org.eclipse.ui.window.maximizePart");
        screenshot("stack-many-small-dark");
        User.command("org.loupe.ui.window.theme");
        User.command("org.loupe.ui.file.closeProject");
        waitUntil("the project is closed", SOON, () -> ui(() -> session().project().isEmpty()));
    }
}
