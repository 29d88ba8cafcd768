package org.loupe.tests.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.loupe.tests.ui.RunningWorkbench.page;
import static org.loupe.tests.ui.RunningWorkbench.screenshot;
import static org.loupe.tests.ui.RunningWorkbench.ui;
import static org.loupe.tests.ui.RunningWorkbench.waitUntil;
import static org.loupe.tests.ui.RunningWorkbench.window;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.loupe.engine.Item;
import org.loupe.model.Iteration;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelEdit;
import org.loupe.store.labels.LabelShape.Box;
import org.loupe.store.labels.LabelTable;
import org.loupe.store.labels.LabelTile;
import org.loupe.store.labels.TileState;
import org.loupe.ui.Session;
import org.loupe.ui.Status;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.internal.StatusBar;
import org.loupe.ui.viewer.internal.ImageEditor;
import org.loupe.ui.viewer.internal.iterations.IterationsView;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.Samples;
import org.loupe.workspace.labels.Examples;
import org.loupe.workspace.labels.LabelComparison;

/** Iterations from the first label to going back, and examples from the viewer to their set and back again. */
@ExtendWith(RunningWorkbench.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class IterationsTest {
    private static final long SOON = 30_000, WHILE = 60_000;
    private static Path folder;

    private static Session session() {
        return PlatformUI.getWorkbench().getService(Session.class);
    }

    private static ProjectFile project() {
        return session().project().orElseThrow();
    }

    private static LabelTable table() {
        return project().labels().table();
    }

    private static IterationsView view() {
        return (IterationsView) ui(() -> page().showView(Ids.ITERATIONS_VIEW));
    }

    private static List<Iteration> iterations() {
        return ui(() -> List.copyOf(project().project().getIterations()));
    }

    private static void ended() {
        waitUntil("nothing runs", WHILE, () -> ui(() -> session().task().isEmpty()));
    }

    private static void until(String what, Callable<Boolean> condition) {
        waitUntil(what, WHILE, () -> ui(condition));
    }

    private static String said() {
        return ui(() -> ((StatusBar) session().status()).hint());
    }

    private static void label(int image, int count, float score) {
        ui(() -> {
            LabelEdit edit = project().labels().edit();
            LabelTile tile = edit.tile(project().labels().image(session().items().get(image)));
            for (int i = 0; i < count; i++)
                if (score < 1)
                    edit.propose(tile, new Box(20 + 40 * i, 30 + 5 * image, 24, 18), 1 + i % 2, score, "recipe");
                else
                    edit.add(tile, new Box(20 + 40 * i, 30 + 5 * image, 24, 18), 1 + i % 2, "", "");
            project().change(edit.change("Label", score < 1));
            return null;
        });
    }

    @BeforeAll
    static void openSample() throws Exception {
        folder = Files.createTempDirectory("loupe-iterations").resolve("boards");
        Samples.write(new Samples.Request("boards", java.util.Map.of("width", 320, "height", 240), 6, 5, folder),
                session().registry(), org.loupe.engine.Progress.NONE);
        ProjectFile opened = ProjectFile.open(folder);
        ui(() -> {
            session().open(opened);
            PlatformUI.getWorkbench().showPerspective("org.loupe.ui.perspective.label", window());
            return null;
        });
        until("the images are listed", () -> session().items().size() == 6);
        view();
    }

    @AfterAll
    static void close() throws Exception {
        ui(() -> {
            page().closeAllEditors(false);
            assertTrue(session().close());
            PlatformUI.getWorkbench().showPerspective("org.loupe.ui.perspective.inspect", window());
            return null;
        });
        try (Stream<Path> files = Files.walk(folder.getParent())) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator)
                Files.delete(file);
        } catch (IOException left) {
            return; // a reader may still hold one
        }
    }

    @Test
    @Order(1)
    void theFirstLabelBeginsTheFirstIteration() throws Exception {
        assertEquals(List.of(), ui(() -> view().cards()));
        label(0, 3, 1);
        until("its card is there", () -> view().cards().size() == 1);
        until("it counts the labels", () -> view().cards().get(0).contains("1 tile · 3 new labels"));
        label(1, 4, 0.8f);
        ui(() -> {
            List<Label> proposed = table().labels().stream().filter(l -> l.score() < 1).toList();
            session().desk().accept(proposed.subList(0, 3));
            session().desk().delete(proposed.subList(3, 4));
            return null;
        });
        until("the gauge is there", () -> view().cards().get(0).contains("accepted 75 %"));
        assertTrue(ui(() -> view().cards().get(0)).startsWith("v1, "));
        User.command("org.eclipse.ui.edit.undo");
        User.command("org.eclipse.ui.edit.redo");
        screenshot("iterations-first");
    }

    @Test
    @Order(2)
    void anIterationIsFrozenAndVerified() throws Exception {
        User.focus(ui(() -> view().timeline()));
        User.command("org.loupe.ui.iterations.freeze");
        until("it is frozen", () -> project().project().getIterations().get(0).getFrozen() != null);
        ended();
        assertTrue(said().startsWith("v1 is frozen: 2 tiles, 6 labels, hash "), said());
        assertTrue(ui(() -> view().cards().get(0)).contains("frozen "));
        assertTrue(Files.exists(folder.resolve("iterations/v1/labels.parquet")));
        User.command("org.loupe.ui.iterations.verify");
        until("it was verified", () -> said().startsWith("v1 is as it was frozen"));
        User.command("org.eclipse.ui.edit.undo");
        until("freezing is undone", () -> project().project().getIterations().get(0).getFrozen() == null);
        User.command("org.eclipse.ui.edit.redo");
        until("and done again", () -> project().project().getIterations().get(0).getFrozen() != null);
    }

    @Test
    @Order(3)
    void theWizardBeginsTheNext() throws Exception {
        ui(() -> {
            window().getShell().getDisplay().asyncExec(() -> User_run("org.loupe.ui.iterations.new"));
            return null;
        });
        waitUntil("the wizard is open", SOON, () -> !User.all(Combo.class, c -> "Go on from".equals(c.getData("name")))
                .isEmpty());
        screenshot("iterations-wizard", ui(() -> User.all(Button.class, b -> b.getText().contains("Finish")).get(0)
                .getShell()));
        ui(() -> {
            Combo labeler = User.all(Combo.class, c -> "Auto-labeler".equals(c.getData("name"))).get(0);
            labeler.select(1);
            return null;
        });
        User.click(Button.class, "Finish");
        until("v2 is there", () -> project().project().getIterations().size() == 2);
        ended();
        Iteration second = iterations().get(1);
        assertTrue(ui(second::getAutoLabeler).startsWith("recipe:"));
        assertEquals(iterations().get(0), ui(second::getParent));
        assertTrue(ui(() -> view().cards().get(1)).contains("2 tiles · no new labels"), ui(() -> view().cards()).toString());
    }

    private static void User_run(String command) {
        org.loupe.ui.ToolRow.execute(PlatformUI.getWorkbench(), command);
    }

    @Test
    @Order(4)
    void examplesAreSentWithTheirLabelsAndUndone() throws Exception {
        Item image = ui(() -> session().items().get(0));
        ui(() -> ImageEditor.show(page(), image, true));
        until("the viewer shows it", () -> session().image().filter(image::equals).isPresent());
        ui(() -> {
            session().desk().select(List.of());
            return null;
        });
        User.command("org.loupe.ui.examples.send");
        until("it was sent", () -> Examples.set(project().project()).isPresent());
        until("it is said", () -> said().startsWith("1 tile sent to examples v2, 3 labels."));
        String copy = "examples/v2/" + image.test().getFileName();
        assertEquals(-1, Files.mismatch(image.test(), folder.resolve(copy)));
        LabelTile tile = ui(() -> table().tile(copy).orElseThrow());
        assertEquals(3, ui(() -> table().labels(tile.number()).size()));
        User.command("org.loupe.ui.examples.send");
        until("nothing is copied twice", () -> said().startsWith("1 tile is among the examples already"));
        ui(() -> {
            ((StatusBar) session().status()).links().stream().filter(l -> l.text().equals("Show"))
                    .map(Status.Link::action).findFirst().orElseThrow().run();
            return null;
        });
        until("the examples are listed", () -> session().items().size() == 1
                && session().image().filter(i -> i.test().equals(folder.resolve(copy))).isPresent());
        screenshot("examples-shown");
        ui(() -> {
            project().domain().getCommandStack().undo();
            return null;
        });
        while (Files.exists(folder.resolve(copy)))
            ui(() -> {
                project().domain().getCommandStack().undo();
                return null;
            });
        assertFalse(ui(() -> table().tile(copy).isPresent()));
        ui(() -> {
            while (project().domain().getCommandStack().canRedo())
                project().domain().getCommandStack().redo();
            return null;
        });
        assertTrue(Files.exists(folder.resolve(copy)));
    }

    @Test
    @Order(5)
    void aCardThatIsDraggedOnAnotherIsComparedWithIt() throws Exception {
        ui(() -> {
            LabelEdit edit = project().labels().edit();
            List<Label> all = table().labels();
            edit.classify(all.get(0), 3);
            edit.drop(all.get(1));
            edit.state(table().tile(2).orElseThrow(), TileState.COMPLETE);
            project().change(edit.change("Correct"));
            return null;
        });
        IterationsView view = view();
        until("both cards are there", () -> view.cards().size() == 2);
        Rectangle from = ui(() -> view.card(1)), to = ui(() -> view.card(0));
        User.drag(ui(view::timeline), new Point(from.x + 40, from.y + 20), new Point(to.x + 40, to.y + 20), 0);
        until("the comparison is shown", () -> view.comparison().isPresent());
        LabelComparison found = ui(() -> view.comparison().orElseThrow());
        assertEquals(3, found.added().size());
        assertEquals(1, found.removed().size());
        assertEquals(1, found.changed().size());
        assertEquals(1, found.tilesChanged().size());
        screenshot("iterations-compared");
        User.click(org.loupe.ui.ToolButton.class, "1 changed");
        until("the list follows", () -> view.differences().getItemCount() == 1);
        ui(() -> {
            view.differences().select(0);
            view.differences().notifyListeners(org.eclipse.swt.SWT.Selection, new org.eclipse.swt.widgets.Event());
            return null;
        });
        until("the label is selected", () -> session().desk().selection().equals(java.util.Set.of(1)));
        User.focus(ui(view::differences));
        User.key("Esc");
        until("the timeline is back", () -> view.comparison().isEmpty());
    }

    @Test
    @Order(6)
    void goingBackBeginsAnIterationWithTheOldLabels() throws Exception {
        List<Label> now = ui(() -> table().labels());
        IterationsView view = view();
        User.focus(ui(view::timeline));
        User.key(ui(view::timeline), "Home");
        until("v1 is selected", () -> view.selected().filter(i -> i.getNumber() == 1).isPresent());
        User.command("org.loupe.ui.iterations.goBack");
        until("v3 is there", () -> project().project().getIterations().size() == 3);
        ended();
        assertEquals(6, ui(() -> table().countedLabels()));
        assertTrue(said().startsWith("v3 begins with the labels of v1"), said());
        assertTrue(ui(() -> view.cards().get(2)).contains("from v1"));
        screenshot("iterations-back");
        User.command("org.eclipse.ui.edit.undo");
        until("it is undone", () -> project().project().getIterations().size() == 2);
        assertEquals(now, ui(() -> table().labels()));
        assertTrue(ui(() -> project().project().getIterations().get(1).getFrozen() == null));
    }

    @Test
    @Order(7)
    void manyIterationsAreStackedByMonth() throws Exception {
        ui(() -> {
            project().change("Old ones", () -> {
                var all = project().project().getIterations();
                for (int i = 0; i < 14; i++) {
                    Iteration old = org.eclipse.emf.ecore.util.EcoreUtil.copy(all.get(0));
                    old.setCreated(java.time.Instant.parse("2026-0" + (i < 8 ? 3 : 4) + "-1" + i % 8 + "T08:30:00Z"));
                    all.add(i, old);
                }
            });
            return null;
        });
        IterationsView view = view();
        until("the oldest are stacked", () -> view.cards().size() == 13);
        User.focus(ui(view::timeline));
        User.key(ui(view::timeline), "Home");
        screenshot("iterations-many");
        User.key(ui(view::timeline), "Enter");
        until("they are unfolded", () -> view.cards().size() == 16);
        User.command("org.eclipse.ui.edit.undo");
        until("only two are left", () -> view.cards().size() == 2);
    }
}
