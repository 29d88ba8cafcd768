package org.loupe.tests.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.loupe.tests.ui.RunningWorkbench.display;
import static org.loupe.tests.ui.RunningWorkbench.page;
import static org.loupe.tests.ui.RunningWorkbench.screenshot;
import static org.loupe.tests.ui.RunningWorkbench.ui;
import static org.loupe.tests.ui.RunningWorkbench.waitUntil;
import static org.loupe.tests.ui.RunningWorkbench.window;
import static org.loupe.tests.ui.User.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.loupe.engine.nets.NetSettings;
import org.loupe.engine.nets.NetSweep;
import org.loupe.ui.Session;
import org.loupe.ui.ToolRow;
import org.loupe.ui.internal.StatusBar;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.internal.nets.SweepState;
import org.loupe.ui.internal.nets.SweepState.Phase;
import org.loupe.ui.internal.nets.Sweeps;
import org.loupe.ui.internal.start.Projects;
import org.loupe.ui.viewer.internal.sweeps.SweepCommands;
import org.loupe.ui.viewer.internal.sweeps.SweepDesk;
import org.loupe.ui.viewer.internal.sweeps.SweepEditor;
import org.loupe.ui.viewer.internal.sweeps.SweepsView;
import org.loupe.workspace.nets.ImageChoice;
import org.loupe.workspace.nets.KeptSweep;
import org.loupe.workspace.nets.SweepPlan;

/** Somebody tries which settings make a small detector better, stops, goes on, and trains with the best. */
@ExtendWith(RunningWorkbench.class)
@TestMethodOrder(OrderAnnotation.class)
class SweepsTest {
    private static final long SOON = 20_000, WHILE = 180_000;
    private static final Map<String, Object> TINY = Map.of("epochs", 1L, "width", 4L, "window", 64L, "reduction", 8L,
            "leastSteps", 1L);

    private static final String DONE = """
            {"setting": %d, "repeat": %d, "score": %.4f, "figures": {"iou": %.4f, "dice": %.4f}, "failure": "", \
            "note": "", "seconds": 205.0}
            """, CRASHED = """
            {"setting": %d, "repeat": %d, "score": NaN, "figures": {}, "failure": "The loss became NaN.", \
            "note": "", "seconds": 12.0}
            """;

    private static Session session() {
        return window().getService(Session.class);
    }

    private static List<SweepState> sweeps() {
        return ui(() -> Sweeps.of(session()).all());
    }

    private static SweepsView view() {
        return (SweepsView) ui(() -> page().showView(Ids.SWEEPS_VIEW));
    }

    private static Shell wizard(String command, String title) {
        display().asyncExec(() -> ToolRow.execute(window(), command));
        waitUntil("the wizard is open", SOON, () -> ui(() -> shell(title) != null));
        return ui(() -> shell(title));
    }

    private static Shell shell(String title) {
        return Arrays.stream(display().getShells()).filter(s -> s.isVisible() && s.getText().equals(title))
                .findFirst().orElse(null);
    }

    private static String error(WizardDialog dialog) {
        return String.valueOf(ui(() -> dialog.getCurrentPage().getErrorMessage()));
    }

    private static boolean says(Shell shell, String words) {
        return ui(() -> User.all(Label.class, l -> l.getShell() == shell && l.isVisible()
                && l.getText().contains(words)).size()) > 0;
    }

    @Test
    @Order(1)
    void withoutASweepTheViewSaysWhatOneIsFor() throws Exception {
        command(Ids.OPEN_SAMPLE);
        waitUntil("the sample is open", WHILE, () -> ui(() -> session().project().isPresent()
                && session().items().size() >= 24 && session().task().isEmpty()));
        command(Ids.TRAIN);
        assertTrue(ui(() -> view().texts()).isEmpty());
        screenshot("sweeps-empty");
    }

    @Test
    @Order(2)
    void theWizardChecksValuesAndSaysHowManyTrainingsThatAre() throws Exception {
        Shell shell = wizard(Ids.SWEEP_NEW, "New sweep");
        WizardDialog dialog = ui(() -> (WizardDialog) shell.getData());
        waitUntil("the labels are counted", SOON, () -> says(shell, "complete images with"));
        Text values = User.find(shell, Text.class, "Values 1");
        User.type(values, "1e-2, 50");
        assertTrue(error(dialog).contains("50"), "above what is allowed");
        assertFalse(ui(() -> dialog.getCurrentPage().isPageComplete()));
        User.type(values, "1e-2, 1e-2");
        assertTrue(error(dialog).contains("twice"));
        User.type(values, "1e-2, 1e-4");
        Text images = User.find(shell, Text.class, "Images");
        User.type(images, "4, 400");
        assertTrue(error(dialog).contains("learn from 400 images"));
        User.type(images, "4, all");
        User.type(User.find(shell, Text.class, "Repeats"), "2");
        assertTrue(says(shell, "4 settings × 2 repeats = 8 trainings"));
        screenshot("sweeps-wizard");
        User.click(User.find(shell, Button.class, "classifiers of labelled objects"));
        assertFalse(says(shell, "complete images with"), "a classifier learns from the objects of any image");
        assertTrue(says(shell, "labels of"));
        screenshot("sweeps-wizard-classifiers");
        ui(() -> dialog.close());
    }

    @Test
    @Order(3)
    void aSweepIsMadeInTheBackgroundAndWhatFailsIsNa() throws Exception {
        Map<String, List<Object>> vary = new LinkedHashMap<>();
        vary.put("learningRate", List.of(1e-2, 1e-4));
        vary.put("classWeights", List.of("balanced", "nonsense 2"));
        NetSweep sweep = new NetSweep(List.of("loupe.center-net"), TINY, vary, List.of(4), List.of(), 1,
                NetSettings.of(""));
        ui(() -> Sweeps.of(session()).start("rate & weights", new SweepPlan(sweep, ImageChoice.NAME, "")));
        SweepsView view = view();
        assertEquals("Learning rate \\ Class weights|balanced|nonsense 2|s / epoch", ui(view::texts).get(0));
        assertEquals("0.01|…|…|–", ui(view::texts).get(1));
        waitUntil("it is over", WHILE, () -> sweeps().get(0).phase() == Phase.OVER);
        assertTrue(ui(view::texts).get(1).matches("0.01\\|0\\.\\d{3}\\|na\\|[0-9.]+"), () -> ui(view::texts).toString());
        assertTrue(ui(view::texts).get(2).startsWith("1e-4|0."), () -> ui(view::texts).toString());
        ui(() -> {
            view.choose(0, 1);
            return null;
        });
        SweepEditor editor = ui(() -> SweepEditor.show(page(), false).orElseThrow());
        assertTrue(ui(editor::told).contains("is no class with its weight"), () -> ui(editor::told));
        waitUntil("its pictures are there", SOON, () -> ui(editor::pictures) >= 2 * 4);
        screenshot("sweeps-na");
    }

    @Test
    @Order(4)
    void aSweepThatIsStoppedKeepsWhatIsDoneAndGoesOnWhenTheProjectIsOpenedAgain() throws Exception {
        Map<String, List<Object>> vary = new LinkedHashMap<>();
        vary.put("learningRate", List.of(1e-2, 4e-3));
        NetSweep sweep = new NetSweep(List.of("loupe.center-net"), TINY, vary, List.of(4, 0), List.of(), 1,
                NetSettings.of(""));
        Path folder = ui(() -> Sweeps.of(session()).start("rate", new SweepPlan(sweep, ImageChoice.RANDOM, ""))
                .orElseThrow());
        ui(() -> {
            SweepDesk.of(session()).choose(folder);
            return null;
        });
        waitUntil("a training is done", WHILE, () -> sweeps().get(0).kept().cells().size() >= 1);
        SweepsView view = view();
        screenshot("sweeps-running");
        command(Ids.SWEEP_STOP);
        waitUntil("it has stopped", SOON, () -> sweeps().get(0).phase() == Phase.STOPPED);
        int done = sweeps().get(0).kept().cells().size();
        assertTrue(done < 4 && ui(view::about).contains("stopped after " + done + " of 4"), () -> ui(view::about));
        Path project = ui(() -> session().project().orElseThrow().folder());
        command("org.loupe.ui.file.closeProject");
        assertTrue(sweeps().isEmpty());
        ui(() -> Projects.open(session(), project));
        waitUntil("both are found again", SOON, () -> sweeps().size() == 2);
        assertEquals(done, ui(() -> Sweeps.of(session()).of(folder)).orElseThrow().kept().cells().size());
        ui(() -> {
            SweepDesk.of(session()).choose(folder);
            return null;
        });
        List<NetSweep.Cell> before = KeptSweep.read(folder).cells();
        command(Ids.SWEEP_RESUME);
        waitUntil("it is over", WHILE, () -> ui(() -> Sweeps.of(session()).of(folder)).orElseThrow().phase()
                == Phase.OVER);
        assertEquals(before, KeptSweep.read(folder).cells().subList(0, done), "nothing was done twice");
        assertTrue(ui(view::texts).get(1).matches("0\\.01\\|0\\.\\d{3}\\|0\\.\\d{3}\\|.*"), () -> ui(view::texts)
                .toString());
        assertEquals("Learning rate \\ Images|4|all, " + KeptSweep.read(folder).learned() + "|s / epoch",
                ui(view::texts).get(0));
        ui(() -> {
            view.choose(1, 1);
            return null;
        });
        command(Ids.TRAIN);
        screenshot("sweeps-done");
    }

    @Test
    @Order(5)
    void theTableIsExportedAndItsBestIsTrained() throws Exception {
        SweepState state = ui(() -> SweepDesk.of(session()).state().orElseThrow());
        Path file = state.folder().resolveSibling("rate.csv");
        ui(() -> SweepCommands.export(session(), state, file)).join();
        assertEquals(5, Files.readAllLines(file).size());
        Shell shell = wizard(Ids.SWEEP_TRAIN, "Train");
        assertTrue(ui(() -> User.find(shell, Button.class, "a detector").getSelection()));
        assertEquals("rate", ui(() -> User.find(shell, Text.class, "Name").getText()));
        User.click(User.find(shell, Button.class, "Next"));
        assertEquals("64", ui(() -> User.find(shell, Text.class, "|Window|").getText()));
        assertEquals("0.004", ui(() -> User.find(shell, Text.class, "|Learning rate|").getText()));
        ui(() -> ((WizardDialog) shell.getData()).close());
    }

    @Test
    @Order(6)
    void aDeletedSweepIsBroughtBackByUndo() throws Exception {
        Path folder = ui(() -> SweepDesk.of(session()).state().orElseThrow().folder());
        command(Ids.SWEEP_DELETE);
        waitUntil("it is gone", SOON, () -> sweeps().size() == 1 && !Files.exists(folder));
        ui(() -> {
            ((StatusBar) session().status()).links().get(0).action().run();
            return null;
        });
        waitUntil("it is back", SOON, () -> sweeps().size() == 2 && Files.exists(folder));
    }

    @Test
    @Order(7)
    void whatTheCommandLineHasMadeIsShownWithMeanSpreadAndTheBest() throws Exception {
        Path folder = ui(() -> session().project().orElseThrow().folder()).resolve("sweeps/lines");
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("sweep.json"), """
                {"sweep": {"nets": ["loupe.unet"], "params": {"epochs": 5},
                  "vary": {"learningRate": [0.001, 0.0001, 0.00001, 0.000001]}, "images": [200, 400, 600, 800, 1000],
                  "pseudo": [0, 100], "repeats": 3, "judged": {"trainer": "", "params": {}, "held": 0.3, "seed": 7,
                  "mergeIou": 0.5, "leastScore": 0.5, "evaluationIou": 0.5}}, "choice": "CLUSTERS", "recipe": "",
                  "classes": ["line"], "free": 1100, "pictured": {}}
                """);
        StringBuilder cells = new StringBuilder();
        double[] rates = { 0.848, 0.861, 0.803, 0.611 };
        for (int rate = 0; rate < 4; rate++)
            for (int images = 0; images < 5; images++)
                for (int repeat = 0; repeat < 3; repeat++) {
                    double iou = rates[rate] + 0.011 * images + 0.004 * repeat;
                    if (rate < 3 || images < 4)
                        cells.append(rate == 0 && images == 4 ? CRASHED.formatted(10 * rate + 2 * images, repeat)
                                : DONE.formatted(10 * rate + 2 * images, repeat, iou, iou, iou + 0.04));
                }
        Files.writeString(folder.resolve("cells.jsonl"), cells);
        ui(() -> {
            Sweeps.of(session()).refresh();
            return null;
        });
        waitUntil("it is found", SOON, () -> sweeps().size() == 3);
        SweepsView view = view();
        ui(() -> {
            SweepDesk.of(session()).choose(folder);
            view.choose(1, 2);
            return null;
        });
        List<String> texts = ui(view::texts);
        assertEquals("Learning rate \\ Images|200|400|600|800|1,000|s / epoch", texts.get(0));
        assertEquals("1e-3|0.852 ± 0.004|0.863 ± 0.004|0.874 ± 0.004|0.885 ± 0.004|na|41", texts.get(1));
        assertTrue(texts.get(4).endsWith("|0.648 ± 0.004|…|41"), texts::toString);
        assertTrue(ui(view::about).startsWith("U-Net · 3 seeds · mean ± sd · stopped after 57 of 120"),
                () -> ui(view::about));
        screenshot("sweeps-lines");
        command("org.loupe.ui.window.theme");
        screenshot("sweeps-lines-dark");
        command("org.loupe.ui.window.theme");
    }
}
