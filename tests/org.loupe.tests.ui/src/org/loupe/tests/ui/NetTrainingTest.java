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
import java.util.List;
import java.util.Map;

import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.loupe.engine.nets.NetHealth;
import org.loupe.engine.nets.NetSettings;
import org.loupe.model.ModelEntry;
import org.loupe.model.Recipe;
import org.loupe.store.labels.TileState;
import org.loupe.ui.Session;
import org.loupe.ui.ToolRow;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.internal.nets.TrainingJob;
import org.loupe.ui.internal.nets.TrainingState.Phase;
import org.loupe.ui.internal.nets.Trainings;
import org.loupe.ui.internal.start.Projects;
import org.loupe.ui.viewer.internal.nets.HealthView;
import org.loupe.ui.viewer.internal.nets.NetDesk;
import org.loupe.ui.viewer.internal.nets.NetEditor;
import org.loupe.ui.viewer.internal.nets.TrainedWithView;
import org.loupe.ui.viewer.internal.nets.TrainingsView;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.nets.NetFolders;
import org.loupe.workspace.nets.NetPlan;

/** A newcomer labels some boards, trains a small detector, watches it, uses it in a recipe and exports it. */
@ExtendWith(RunningWorkbench.class)
@TestMethodOrder(OrderAnnotation.class)
class NetTrainingTest {
    private static final long SOON = 20_000, WHILE = 180_000;

    private static Session session() {
        return window().getService(Session.class);
    }

    private static ProjectFile project() {
        return session().project().orElseThrow();
    }

    private static List<ModelEntry> models() {
        return ui(() -> List.copyOf(project().project().getModels()));
    }

    private static List<TrainingJob> jobs() {
        return ui(() -> Trainings.of(session()).all());
    }

    private static Phase phase() {
        return ui(() -> Trainings.of(session()).all().get(0).state().phase());
    }

    private static NetEditor editor() {
        return ui(() -> NetEditor.show(page(), false).orElseThrow());
    }

    private static <T> T view(String id, Class<T> type) {
        return type.cast(ui(() -> page().showView(id)));
    }

    private static Shell shell(String title) {
        return Arrays.stream(display().getShells()).filter(s -> s.isVisible() && s.getText().equals(title))
                .findFirst().orElse(null);
    }

    private static Shell wizard(String command, String title) {
        display().asyncExec(() -> ToolRow.execute(window(), command));
        waitUntil("the wizard is open", SOON, () -> ui(() -> shell(title) != null));
        return ui(() -> shell(title));
    }

    private static String said(Shell shell, String key) {
        return ui(() -> User.all(Label.class, l -> l.getShell() == shell && l.isVisible()).stream().map(Label::getText)
                .filter(t -> t.contains(key)).findFirst().orElse(""));
    }

    @Test
    @Order(1)
    void withoutACompleteImageTheWizardSaysWhatToDo() throws Exception {
        command(Ids.OPEN_SAMPLE);
        waitUntil("the sample is open", WHILE, () -> ui(() -> session().project().isPresent()
                && session().items().size() >= 24 && session().task().isEmpty()));
        ui(() -> {
            project().change("No truth", () -> project().project().getImageSets().forEach(s -> s.setTruth("")));
            return null;
        });
        command(Ids.TRAIN);
        screenshot("net-empty");
        Shell shell = wizard(Ids.MODEL_NEW, "Train");
        WizardDialog dialog = ui(() -> (WizardDialog) shell.getData());
        User.click(User.find(shell, Button.class, "a detector"));
        waitUntil("the labels are counted", SOON, () -> String.valueOf(ui(() -> dialog.getCurrentPage()
                .getErrorMessage())).contains("no labelled object"));
        assertFalse(ui(() -> dialog.getCurrentPage().isPageComplete()));
        screenshot("net-wizard-nothing");
        ui(() -> dialog.close());
    }

    @Test
    @Order(2)
    void someBoardsAreLabelledAndCompleted() throws Exception {
        command(Ids.LABEL);
        command("org.loupe.ui.label.autoLabelOpen");
        waitUntil("labels are proposed", WHILE, () -> ui(() -> session().task().isEmpty()
                && session().desk().table().labelCount() > 10));
        command("org.loupe.ui.label.acceptTiles");
        waitUntil("they are accepted", SOON, () -> ui(() -> session().desk().table().countedLabels()) > 10);
        ui(() -> session().desk().state(session().items().subList(0, 10), TileState.COMPLETE));
        assertEquals(10, ui(() -> session().desk().table().tiles(TileState.COMPLETE)));
    }

    private static void finish(Shell shell) {
        User.click(User.find(shell, Button.class, "Finish"));
        waitUntil("the wizard has closed", SOON, () -> ui(shell::isDisposed));
    }

    @Test
    @Order(3)
    void aDetectorIsTrainedByTheWizardAndWatched() throws Exception {
        Shell shell = wizard(Ids.MODEL_NEW, "Train");
        WizardDialog dialog = ui(() -> (WizardDialog) shell.getData());
        User.click(User.find(shell, Button.class, "a detector"));
        waitUntil("the labels are counted", SOON, () -> !said(shell, "10 complete images").isEmpty());
        User.type(User.find(shell, Text.class, "Name"), "Finder");
        screenshot("net-wizard-what");
        User.click(User.find(shell, Button.class, "Next"));
        User.type(User.find(shell, Text.class, "|Epochs|"), "3");
        User.type(User.find(shell, Text.class, "|Window|"), "96");
        User.type(User.find(shell, Text.class, "|Reduction|"), "8");
        screenshot("net-wizard-parameters");
        User.click(User.find(shell, Button.class, "Next"));
        waitUntil("memory is estimated", SOON, () -> !said(shell, "Takes about").isEmpty());
        Text evaluation = User.find(shell, Text.class, "|Evaluation IoU|");
        User.type(evaluation, "1.5");
        assertFalse(ui(() -> dialog.getCurrentPage().isPageComplete()), "an overlap is a share");
        User.type(evaluation, "0.3");
        screenshot("net-wizard-judging");
        finish(shell);
        waitUntil("it learns", SOON, () -> !jobs().isEmpty() && phase() == Phase.RUNNING || !models().isEmpty());
        assertTrue(ui(() -> session().task().isEmpty()), "other work can go on");
        waitUntil("epochs are told", WHILE, () -> !models().isEmpty()
                || ui(() -> jobs().get(0).state().epochs().size() > 1));
        screenshot("net-training");
        waitUntil("there is a model", WHILE, () -> models().size() == 1);
        waitUntil("it is shown", SOON, () -> ui(() -> NetDesk.of(session()).state().filter(s -> s.card().isPresent())
                .isPresent()));
        assertEquals("Finder", models().get(0).getName());
        assertTrue(Files.exists(ui(() -> project().resolve(models().get(0).getFile()))));
    }

    @Test
    @Order(4)
    void theNextTrainingIsProposedToStartFromIt() throws Exception {
        Shell shell = wizard(Ids.MODEL_NEW, "Train");
        WizardDialog dialog = ui(() -> (WizardDialog) shell.getData());
        User.click(User.find(shell, Button.class, "a detector"));
        waitUntil("the labels are counted", SOON, () -> !said(shell, "10 complete images").isEmpty());
        User.click(User.find(shell, Button.class, "Next"));
        User.click(User.find(shell, Button.class, "Next"));
        Combo start = User.find(shell, Combo.class, "Start from");
        assertEquals("Finder", ui(start::getText));
        assertEquals(List.of("Nothing: it learns from the beginning", "Finder"), List.of(ui(start::getItems)));
        screenshot("net-wizard-start");
        ui(dialog::close);
    }

    @Test
    @Order(5)
    void whatCameOfItIsShownWithItsFiguresTilesAndParameters() throws Exception {
        NetEditor editor = editor();
        assertTrue(ui(() -> editor.figures().get(0)).startsWith("Epoch|3 of 3|"), () -> ui(editor::figures).toString());
        assertTrue(ui(() -> editor.figures().stream().anyMatch(f -> f.startsWith("mAP at IoU 0.30|"))),
                () -> ui(editor::figures).toString());
        assertEquals(2, ui(() -> editor.verdicts().size()), "a fifth of ten boards is held apart");
        HealthView health = view(Ids.HEALTH_VIEW, HealthView.class);
        assertTrue(ui(health::texts).get(0).endsWith("3 epochs"), () -> ui(health::texts).toString());
        assertEquals(NetHealth.Kind.values().length, ui(health::texts).size());
        TrainedWithView with = view(Ids.TRAINED_WITH_VIEW, TrainedWithView.class);
        assertTrue(ui(with::texts).contains("Window: 96 px"), () -> ui(with::texts).toString());
        assertTrue(ui(with::texts).contains("Optimizer: AdamW"), () -> ui(with::texts).toString());
        assertTrue(ui(with::texts).contains("Evaluation IoU: 0.30"), () -> ui(with::texts).toString());
        assertTrue(ui(with::texts).contains("Starts from: nothing"), () -> ui(with::texts).toString());
        assertTrue(ui(with::texts).containsAll(List.of("Scale: 20.8 µm/px", "Mode: BF")),
                () -> ui(with::texts).toString());
        assertTrue(ui(health::texts).contains("Mode is one that it learned: BF"), () -> ui(health::texts).toString());
        TrainingsView list = view(Ids.TRAININGS_VIEW, TrainingsView.class);
        waitUntil("the list tells what it learned from", SOON, () -> ui(list::texts).get(0).contains("8 images"));
        ui(() -> {
            editor.show(NetEditor.Below.CLASSES);
            return null;
        });
        assertEquals(6, ui(() -> editor.classRow(0)).size(), () -> ui(() -> editor.classRow(0)).toString());
        screenshot("net-classes");
        ui(() -> {
            editor.show(NetEditor.Below.TILES);
            return null;
        });
        screenshot("net-done");
    }

    @Test
    @Order(6)
    void theNetIsAddedToARecipeProposesLabelsAndIsExported() throws Exception {
        int before = ui(() -> project().project().getRecipes().size());
        ui(() -> editor());
        ui(() -> {
            page().activate(NetEditor.show(page(), true).orElseThrow());
            return null;
        });
        command(Ids.MODEL_TO_RECIPE);
        waitUntil("a recipe has the net", SOON, () -> ui(() -> project().project().getRecipes().size()) == before + 1);
        Recipe made = ui(() -> project().project().getRecipes().get(before));
        assertEquals(List.of("loupe.detect"), ui(() -> made.getSteps().stream().map(s -> s.getTool()).toList()));
        assertTrue(ui(() -> session().recipe().filter(made::equals).isPresent()));
        waitUntil("nothing runs", SOON, () -> ui(() -> session().task().isEmpty()));
        ui(() -> {
            page().activate(NetEditor.show(page(), true).orElseThrow());
            return null;
        });
        command(Ids.MODEL_AUTO_LABELER);
        waitUntil("it proposes labels", SOON, () -> ui(() -> page().getPerspective().getId()).endsWith("label"));
        assertEquals(before + 1, ui(() -> project().project().getRecipes().size()), "its recipe is there already");
        command("org.loupe.ui.label.autoLabelOpen");
        waitUntil("it has looked", WHILE, () -> ui(() -> session().task().isEmpty()));
        screenshot("net-auto-labeler");
        command(Ids.TRAIN);
        ui(() -> {
            page().activate(NetEditor.show(page(), true).orElseThrow());
            return null;
        });
        Shell shell = wizard(Ids.MODEL_EXPORT, "Export net");
        Path file = ui(() -> project().folder().resolve("exports/Finder.onnx"));
        screenshot("net-export");
        finish(shell);
        waitUntil("it is exported", WHILE, () -> Files.exists(file) && ui(() -> session().task().isEmpty()));
        assertTrue(Files.size(file) > 1000);
    }

    @Test
    @Order(7)
    void aTrainingThatWasInterruptedGoesOnAndIsComparedWithTheFirst() throws Exception {
        NetSettings settings = NetSettings.of("loupe.center-net").with(Map.of("window", 96L, "reduction", 8L, "epochs",
                1000L, "width", 8L, "leastSteps", 1L));
        ui(() -> Trainings.of(session()).start(new NetPlan("Second", settings, false, "")));
        ui(() -> Trainings.of(session()).start(new NetPlan("Third", settings, false, "")));
        command(Ids.TRAINING_SHOW);
        waitUntil("two epochs are over", WHILE, () -> ui(() -> Trainings.of(session()).all().stream().anyMatch(
                j -> j.state().epochs().size() >= 2)));
        assertEquals(Phase.QUEUED, phase(), "the third waits");
        Path folder = ui(() -> project().folder());
        command("org.loupe.ui.file.closeProject");
        assertTrue(jobs().isEmpty());
        waitUntil("it has stopped", SOON, () -> ui(() -> session().background().isEmpty()));
        waitUntil("what it takes to go on is there", SOON, () -> NetFolders.interrupted(folder).size() == 2);
        ui(() -> Projects.open(session(), folder));
        waitUntil("both are found again", SOON, () -> jobs().size() == 2);
        assertEquals(Phase.INTERRUPTED, phase());
        assertEquals(Phase.INTERRUPTED, ui(() -> jobs().get(1).state().phase()), "the one that waited, too");
        int left = ui(() -> jobs().get(0).state().epochs().size());
        assertTrue(left >= 2);
        command(Ids.TRAINING_SHOW);
        TrainingsView list = view(Ids.TRAININGS_VIEW, TrainingsView.class);
        assertTrue(ui(list::texts).get(0).startsWith("Second|interrupted after epoch " + left), ui(list::texts)
                .toString());
        assertEquals("Third|has not begun – resume|", ui(list::texts).get(1));
        screenshot("net-interrupted");
        ui(() -> {
            Trainings.of(session()).discard(jobs().get(1));
            return null;
        });
        waitUntil("nothing is left of it", SOON, () -> NetFolders.interrupted(folder).size() == 1);
        command(Ids.TRAINING_RESUME);
        waitUntil("it goes on", WHILE, () -> ui(() -> jobs().get(0).state().epochs().size()) > left + 1);
        assertEquals(left + 1, ui(() -> jobs().get(0).state().epochs().get(left).number()));
        ui(() -> NetEditor.show(page(), true));
        command(Ids.TRAINING_END);
        waitUntil("there is a second model", WHILE, () -> models().size() == 2);
        waitUntil("it is beside the first", SOON, () -> ui(() -> NetDesk.of(session()).state()
                .filter(s -> s.card().isPresent()).isPresent() && NetDesk.of(session()).otherEntry()
                        .filter(models().get(0)::equals).isPresent()));
        assertTrue(NetFolders.interrupted(folder).isEmpty());
        screenshot("net-compared");
        command("org.loupe.ui.window.theme");
        screenshot("net-compared-dark");
        command("org.loupe.ui.window.theme");
    }

    @Test
    @Order(8)
    void whatIsDiscardedLeavesNothing() throws Exception {
        int before = models().size();
        NetSettings settings = NetSettings.of("loupe.center-net").with(Map.of("epochs", 1000L, "leastSteps", 1L));
        ui(() -> Trainings.of(session()).start(new NetPlan("Fourth", settings, false, "")));
        command(Ids.TRAINING_SHOW);
        waitUntil("it learns", SOON, () -> phase() == Phase.RUNNING);
        Path folder = ui(() -> jobs().get(0).state().folder());
        command(Ids.TRAINING_DISCARD);
        waitUntil("it is gone", SOON, () -> jobs().isEmpty() && !Files.exists(folder)
                && ui(() -> session().background().isEmpty()));
        assertEquals(before, models().size());
    }
}
