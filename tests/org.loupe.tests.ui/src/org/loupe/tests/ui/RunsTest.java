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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.loupe.model.Recipe;
import org.loupe.model.RecipeStep;
import org.loupe.model.RunEntry;
import org.loupe.model.RunState;
import org.loupe.ui.Palette;
import org.loupe.ui.Session;
import org.loupe.ui.Status;
import org.loupe.ui.ToolButton;
import org.loupe.ui.ToolRow;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.internal.StatusBar;
import org.loupe.ui.internal.run.RunMark;
import org.loupe.ui.internal.run.Runs;
import org.loupe.ui.internal.run.RunsView;
import org.loupe.ui.internal.start.Projects;
import org.loupe.ui.internal.start.SampleKind;
import org.loupe.ui.viewer.internal.CompareRunsEditor;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.RunComparison.Kind;
import org.loupe.workspace.RunNotes;

/** Runs from start to end: stopped, resumed, repeated, checked, compared, deleted; and what undo makes of them. */
@ExtendWith(RunningWorkbench.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RunsTest {
    private static final int SAMPLES = 24;
    private static final long SOON = 30_000, WHILE = 180_000;

    private static Session session() {
        return PlatformUI.getWorkbench().getService(Session.class);
    }

    private static Runs runs() {
        return PlatformUI.getWorkbench().getService(Runs.class);
    }

    private static ProjectFile project() {
        return session().project().orElseThrow();
    }

    private static List<RunEntry> entries() {
        return ui(() -> List.copyOf(project().project().getRuns()));
    }

    private static RunEntry entry(int number) {
        return entries().stream().filter(r -> ui(r::getNumber) == number).findFirst().orElseThrow();
    }

    private static StatusBar status() {
        return (StatusBar) ui(() -> session().status());
    }

    private static void ended() {
        waitUntil("nothing runs", WHILE, () -> ui(() -> session().task().isEmpty()));
    }

    private static void link(String words) {
        ui(() -> {
            Status.Link link = status().links().stream().filter(l -> l.text().equals(words)).findFirst()
                    .orElseThrow(() -> new AssertionError(status().hint() + " has the links " + status().links()));
            link.action().run();
            return null;
        });
    }

    private static RunsView view() {
        return (RunsView) ui(() -> page().showView(Ids.RUNS_VIEW));
    }

    private static void select(RunEntry... chosen) {
        RunsView view = view();
        for (RunEntry run : chosen)
            waitUntil("the run is listed", SOON, () -> ui(() -> view.viewer().testFindItem(run) != null));
        User.focus(ui(() -> view.viewer().getTable()));
        ui(() -> {
            view.viewer().setSelection(new StructuredSelection(chosen));
            return null;
        });
    }

    private static String cell(RunEntry run, int column) {
        RunsView view = view();
        return ui(() -> {
            Table table = view.viewer().getTable();
            for (int row = 0; row < table.getItemCount(); row++)
                if (table.getItem(row).getData() == run)
                    return table.getItem(row).getText(column);
            throw new AssertionError("the run is not listed");
        });
    }

    private static RecipeStep finder() {
        return project().project().getRecipes().get(0).getSteps().stream()
                .filter(s -> s.getTool().equals("loupe.golden-difference")).findFirst().orElseThrow();
    }

    private static String saved() {
        try {
            return Files.readString(ui(() -> project().folder()).resolve(ProjectFile.NAME));
        } catch (IOException e) {
            return "";
        }
    }

    @BeforeAll
    static void open() {
        ui(() -> Projects.openSample(session(), SampleKind.BOARDS));
        waitUntil("the sample is open", WHILE, () -> ui(() -> session().project().isPresent()
                && session().items().size() == SAMPLES && session().task().isEmpty()));
    }

    @AfterAll
    static void close() throws Exception {
        ended();
        Path folder = ui(() -> project().folder());
        User.command("org.loupe.ui.file.closeProject");
        waitUntil("no project is open", SOON, () -> ui(() -> session().project().isEmpty()));
        deleteTree(folder); // the next test that opens the sample finds it fresh
    }

    @Test
    @Order(1)
    void anEmptyListSaysWhatToDo() throws Exception {
        RunsView view = view();
        assertFalse(ui(() -> view.viewer().getTable().getVisible()));
        assertTrue(User.all(ToolButton.class, b -> b.text().equals("Run on set")).size() >= 2, "a button, too");
        settle(600);
        screenshot("runs-empty");
    }

    @Test
    @Order(2)
    void aStoppedRunKeepsWhatIsDoneAndIsResumed() throws Exception {
        List<RunMark> marks = new ArrayList<>();
        ui(() -> {
            session().listen(window().getShell(), Session.Event.RUNS, () -> { // as soon as it is listed
                if (marks.isEmpty()) {
                    marks.add(runs().mark(project().project().getRuns().get(0)));
                    ToolRow.execute(window(), Ids.STOP);
                }
            });
            return null;
        });
        User.command(Ids.RUN);
        assertTrue(ui(() -> session().task().isPresent()), "it has started at once");
        waitUntil("it is listed", SOON, () -> !marks.isEmpty());
        ended();
        assertEquals(List.of(RunMark.RUNNING), marks);
        RunEntry run = entries().get(0);
        assertEquals(RunState.CANCELLED, ui(run::getState));
        assertTrue(ui(run::getImages) < SAMPLES, "it was stopped before it was done");
        assertTrue(ui(() -> status().hint()).startsWith("Run 1 stopped"), ui(() -> status().hint()));
        waitUntil("the list says how far it came", SOON,
                () -> cell(run, 3).equals("stopped, " + ui(run::getImages) + " of " + SAMPLES));
        link("Resume");
        ended();
        assertEquals(RunState.FINISHED, ui(run::getState));
        assertEquals(SAMPLES, ui(run::getImages));
        assertEquals(1, entries().size(), "it went on in the same run");
        waitUntil("its results are shown", SOON, () -> ui(() -> session().results()
                .filter(r -> r.entry() == run && r.images().size() == SAMPLES).isPresent()));
        waitUntil("it is saved", SOON, () -> saved().contains("state=\"finished\""));
    }

    @Test
    @Order(3)
    void undoAfterARunTakesBackWhatThePersonDidLast() {
        ui(() -> {
            session().edit(p -> p.change("set Contrast", () -> finder().getParams().put("contrast", 60.0)));
            return null;
        });
        User.command(Ids.RUN);
        ended();
        assertEquals(2, entries().size());
        User.command("org.eclipse.ui.edit.undo");
        assertEquals(null, ui(() -> finder().getParams().get("contrast")), "the parameter is back");
        assertEquals(2, entries().size(), "the run stays");
        assertEquals(RunState.FINISHED, ui(() -> entry(2).getState()));
        assertFalse(ui(() -> project().domain().getCommandStack().canUndo()));
        User.command("org.eclipse.ui.edit.redo");
        assertEquals(60.0, ui(() -> finder().getParams().get("contrast")));
        assertTrue(ui(() -> status().links()).stream().anyMatch(l -> l.text().equals("Compare with run 1")));
    }

    @Test
    @Order(4)
    void twoRunsAreCompared() throws Exception {
        link("Compare with run 1");
        waitUntil("the comparison is open", SOON, () -> ui(() -> page().getActiveEditor() instanceof CompareRunsEditor));
        CompareRunsEditor editor = (CompareRunsEditor) ui(() -> page().getActiveEditor());
        waitUntil("it is made", SOON, () -> ui(() -> editor.size(Kind.GONE) > 0));
        String text = ui(editor::text);
        assertTrue(text.contains("Run 1") && text.contains("Run 2"), text);
        assertTrue(text.contains("→ 60"), "the recipe's difference is told: " + text);
        assertTrue(text.contains("sign test p"), "the sample's truth is known: " + text);
        User.focus(User.all(org.eclipse.swt.widgets.Canvas.class,
                c -> c.getClass().getSimpleName().equals("DifferenceList")).get(0));
        User.key("2");
        waitUntil("the rows are read", SOON, () -> ui(() -> editor.ready(0)));
        ui(() -> {
            editor.selectRow(0);
            return null;
        });
        waitUntil("the run that had it is shown, and the defect selected", SOON, () -> ui(() -> session().results()
                .filter(r -> r.entry() == entryOf(1)).isPresent() && session().selection().size() == 1));
        User.key("3");
        waitUntil("changed ones are read", SOON, () -> ui(() -> editor.size(Kind.CHANGED) == 0 || editor.ready(0)));
        settle(1500);
        screenshot("compare-runs-light");
        User.key("2");
        User.key("ARROW_DOWN");
        User.command("org.loupe.ui.window.theme");
        waitUntil("the theme is dark", SOON, () -> ui(() -> Palette.color(Palette.Token.PART).getRed()) < 64);
        settle(1500);
        screenshot("compare-runs-dark");
        User.command("org.loupe.ui.window.theme");
        waitUntil("the theme is light", SOON, () -> ui(() -> Palette.color(Palette.Token.PART).getRed()) > 200);
        ui(() -> page().closeEditor(editor, false));
    }

    private static RunEntry entryOf(int number) {
        return project().project().getRuns().stream().filter(r -> r.getNumber() == number).findFirst().orElseThrow();
    }

    @Test
    @Order(5)
    void aRunIsRepeatedAsItWasAndComesOutTheSame() {
        select(entry(1));
        User.command(Ids.RUNS_AGAIN);
        ended();
        assertEquals(3, entries().size());
        RunEntry again = entry(3);
        assertEquals(ui(() -> entry(1).getRecipeHash()), ui(again::getRecipeHash), "the recipe as it was then");
        assertNotEquals(ui(() -> entry(2).getRecipeHash()), ui(again::getRecipeHash));
        assertEquals(ui(() -> entry(1).getDetections()), ui(again::getDetections));
        select(entry(1), again);
        User.command(Ids.RUNS_COMPARE);
        waitUntil("the comparison is open", SOON, () -> ui(() -> page().getActiveEditor() instanceof CompareRunsEditor));
        CompareRunsEditor editor = (CompareRunsEditor) ui(() -> page().getActiveEditor());
        waitUntil("nothing differs", SOON, () -> ui(() -> editor.size(Kind.NEW) == 0)
                && ui(editor::text).contains("The runs found the same."));
        ui(() -> page().closeEditor(editor, false));
    }

    @Test
    @Order(6)
    void theLastRunIsRepeatedWithTheRecipeAsItIsNow() {
        ui(() -> {
            runs().start(List.of(session().items().get(3)));
            return null;
        });
        ended();
        assertEquals(1, ui(() -> entry(4).getImages()));
        ui(() -> {
            session().edit(p -> p.change("set Contrast", () -> finder().getParams().put("contrast", 50.0)));
            return null;
        });
        User.command(Ids.RUN_REPEAT);
        ended();
        assertEquals(1, ui(() -> entry(5).getImages()), "the same image");
        assertNotEquals(ui(() -> entry(4).getRecipeHash()), ui(() -> entry(5).getRecipeHash()), "the recipe of now");
    }

    @Test
    @Order(7)
    void aCheckSaysWhetherARunIsMadeAgain() throws Exception {
        RunEntry run = entry(3);
        select(run);
        User.command(Ids.RUNS_CHECK);
        assertTrue(ui(() -> session().task().isPresent()));
        ended();
        assertTrue(ui(() -> status().hint()).startsWith("Run 3 is confirmed"), ui(() -> status().hint()));
        waitUntil("the list keeps it", SOON, () -> cell(run, 11).equals("same bits"));
        waitUntil("what it found is told", SOON, () -> ui(() -> view().about()).contains("24 of 24"));
        settle(600);
        screenshot("runs-light");
        Path image = ui(() -> session().items().get(2).test());
        byte[] before = Files.readAllBytes(image);
        Files.write(image, Files.readAllBytes(ui(() -> session().items().get(5).test())));
        try {
            User.command(Ids.RUNS_CHECK);
            ended();
        } finally {
            Files.write(image, before);
        }
        assertTrue(ui(() -> status().hint()).startsWith("Run 3 differs: 1 of 24"), ui(() -> status().hint()));
        waitUntil("the list keeps it", SOON, () -> cell(run, 11).equals("differs"));
        assertTrue(ui(() -> status().links()).stream().anyMatch(l -> l.text().equals("Details")));
        settle(600);
        screenshot("runs-check-differs");
    }

    @Test
    @Order(8)
    void aDeletedRunComesBackByUndo() {
        RunEntry run = entry(5);
        Path folder = ui(() -> project().resolve(run.getFolder()));
        select(run);
        User.key("DEL");
        waitUntil("it is off the list", SOON, () -> entries().size() == 4);
        assertTrue(Files.isDirectory(folder), "its files stay");
        waitUntil("another run is shown", SOON, () -> ui(() -> session().results()
                .filter(r -> r.entry() != run).isPresent()));
        link("Undo");
        assertEquals(5, entries().size());
        select(run);
        User.key("CR");
        waitUntil("its results are shown", SOON,
                () -> ui(() -> session().results().filter(r -> r.entry() == run).isPresent()));
    }

    @Test
    @Order(9)
    void aRunWhoseFolderDisappearsSaysSo() throws Exception {
        RunningWorkbench.expectError("runs/0006");
        User.command(Ids.RUN);
        Path folder = ui(() -> project().runs()).resolve("0006");
        waitUntil("its folder is there", SOON, () -> Files.isRegularFile(folder.resolve("run.json")));
        deleteTree(folder);
        ended();
        RunEntry run = entry(6);
        assertEquals(RunState.FAILED, ui(run::getState));
        assertTrue(ui(() -> status().hint()).startsWith("Run 6 could not go on."), ui(() -> status().hint()));
        assertTrue(ui(() -> status().hint()).contains("0006"), "it names the folder");
        select(run);
        assertTrue(ui(() -> view().about()).contains("0006"), ui(() -> view().about()));
        settle(600);
        screenshot("runs-failed");
        User.command(Ids.RUN);
        ended();
        assertEquals(RunState.FINISHED, ui(() -> entry(7).getState()), "the next one is not hindered");
    }

    private static void deleteTree(Path folder) throws IOException {
        for (int tries = 0; Files.exists(folder) && tries < 50; tries++)
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList())
                    Files.deleteIfExists(file);
            } catch (IOException | java.io.UncheckedIOException e) {
                Thread.yield(); // the run writes meanwhile
            }
    }

    @Test
    @Order(10)
    void aRunWhoseProgramWasKilledIsInterruptedAndResumed() {
        RunEntry run = entry(2);
        ui(() -> {
            RunNotes.resumed(project(), run); // as the project file has it after kill -9
            project().save();
            return null;
        });
        Path folder = ui(() -> project().folder());
        assertEquals(RunMark.INTERRUPTED, ui(() -> runs().mark(run)));
        User.command("org.loupe.ui.file.closeProject");
        ui(() -> Projects.open(session(), folder));
        waitUntil("the project is open", WHILE, () -> ui(() -> session().project().isPresent()
                && session().items().size() == SAMPLES && session().task().isEmpty()));
        waitUntil("the run had done everything; only the note was missing", SOON,
                () -> ui(() -> entry(2).getState()) == RunState.FINISHED);
        assertEquals(SAMPLES, ui(() -> entry(2).getImages()));
    }

    @Test
    @Order(11)
    void quittingWhileARunIsUnderWayAsksOnce() {
        int before = entries().size();
        User.command(Ids.RUN);
        Display display = RunningWorkbench.display();
        boolean[] closed = new boolean[1];
        display.asyncExec(() -> closed[0] = PlatformUI.getWorkbench().close());
        waitUntil("it asks", SOON, () -> ui(() -> question() != null) || ui(() -> session().task().isEmpty()));
        Shell question = ui(RunsTest::question);
        if (question != null)
            User.click(User.find(question, org.eclipse.swt.widgets.Button.class, "|Keep it running|"));
        ended();
        assertFalse(closed[0], "it stays open");
        assertTrue(ui(() -> PlatformUI.isWorkbenchRunning()));
        waitUntil("the run went on to its end", SOON, () -> entries().size() == before + 1
                && ui(() -> entries().get(before).getState()) == RunState.FINISHED);
    }

    private static Shell question() {
        for (Shell shell : Display.getCurrent().getShells())
            if (shell.getText().equals("A run is under way"))
                return shell;
        return null;
    }

    @Test
    @Order(12)
    void theListSortsByItsColumns() throws Exception {
        RunsView view = view();
        User.click(ui(() -> view.viewer().getTable()), 300, 10, 0);
        Recipe recipe = ui(() -> project().project().getRecipes().get(0));
        assertTrue(ui(() -> view.viewer().getTable().getItemCount()) >= 7, recipe.getName());
        User.command("org.loupe.ui.window.theme");
        waitUntil("the theme is dark", SOON, () -> ui(() -> Palette.color(Palette.Token.PART).getRed()) < 64);
        ui(() -> {
            page().setPartState(page().getReference(view), IWorkbenchPage.STATE_MAXIMIZED);
            return null;
        });
        settle(1000);
        screenshot("runs-dark");
        ui(() -> {
            page().setPartState(page().getReference(view), IWorkbenchPage.STATE_RESTORED);
            return null;
        });
        User.command("org.loupe.ui.window.theme");
        waitUntil("the theme is light", SOON, () -> ui(() -> Palette.color(Palette.Token.PART).getRed()) > 200);
    }
}
