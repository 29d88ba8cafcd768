package org.loupe.tests.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.loupe.tests.ui.RunningWorkbench.display;
import static org.loupe.tests.ui.RunningWorkbench.page;
import static org.loupe.tests.ui.RunningWorkbench.ui;
import static org.loupe.tests.ui.RunningWorkbench.waitUntil;
import static org.loupe.tests.ui.RunningWorkbench.window;
import static org.loupe.tests.ui.User.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.engine.Recipe;
import org.loupe.engine.anomaly.AnomalySettings;
import org.loupe.engine.features.FeatureSet;
import org.loupe.engine.learning.Augmentation;
import org.loupe.engine.learning.TrainingSettings;
import org.loupe.model.ModelEntry;
import org.loupe.ui.Session;
import org.loupe.ui.ToolRow;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.internal.clusters.ClusterSource;
import org.loupe.ui.internal.models.TrainingWork;
import org.loupe.ui.viewer.internal.models.DecisionView;
import org.loupe.ui.viewer.internal.models.ExamplesView;
import org.loupe.ui.viewer.internal.models.ModelComparisonEditor;
import org.loupe.ui.viewer.internal.models.ModelEditor;
import org.loupe.ui.viewer.internal.models.ModelsView;
import org.loupe.workspace.learning.ClassifierPlan;

/** Models are trained from a folder of crops, looked at by figures and examples, compared, and put into a recipe. */
@ExtendWith(RunningWorkbench.class)
@TestMethodOrder(OrderAnnotation.class)
class ModelsTest {
    private static final long SOON = 20_000, WHILE = 180_000;
    private static final int EACH = 14;

    @TempDir static Path folder;

    private static Session session() {
        return window().getService(Session.class);
    }

    private static List<ModelEntry> models() {
        return ui(() -> List.copyOf(session().project().orElseThrow().project().getModels()));
    }

    private static <T> T view(String id, Class<T> type) {
        return type.cast(ui(() -> page().showView(id)));
    }

    private static ModelEditor editor() {
        return ui(() -> ModelEditor.show(page(), false).orElseThrow());
    }

    private static void trained(String name, String trainer) {
        int before = models().size();
        ui(() -> {
            TrainingWork.classifier(session(), name, ClusterSource.folder(folder, session().registry()),
                    new ClassifierPlan(FeatureSet.of("loupe.measure", "loupe.haralick", "loupe.zernike"),
                            Augmentation.NONE, new TrainingSettings(trainer, Map.of(), 3, 2, 0, 1)));
            return null;
        });
        waitUntil(name + " is trained", WHILE, () -> models().size() > before && ui(() -> session().task().isEmpty()));
        waitUntil("its figures are shown", SOON, () -> ui(() -> editor().figures().size() == 5));
    }

    @Test
    @Order(1)
    void anEmptyPerspectiveSaysWhatToDo() throws Exception {
        command(Ids.OPEN_SAMPLE);
        waitUntil("the sample is open", WHILE, () -> ui(() -> session().project().isPresent()
                && session().items().size() >= 12 && session().task().isEmpty()));
        command(Ids.TRAIN);
        RunningWorkbench.screenshot("models-empty");
        MadeCrops.write(folder, EACH, 0);
        assertTrue(ui(() -> editor().note()).contains("Choose a model"), () -> ui(() -> editor().note()));
    }

    @Test
    @Order(2)
    void aClassifierIsTrainedAndItsFiguresLeadToExamples() throws Exception {
        trained("Forms", "loupe.logistic-regression");
        assertTrue(ui(() -> editor().figures().get(0)).startsWith("Balanced accuracy "),
                () -> ui(() -> editor().figures().toString()));
        ModelsView list = view(Ids.MODELS_VIEW, ModelsView.class);
        waitUntil("the list tells the accuracy", SOON, () -> ui(() -> list.texts(0).get(1)).endsWith("%"));
        assertEquals("Forms", ui(() -> list.texts(0).get(0)));
        ui(() -> {
            editor().chooseCell(0, 0);
            return null;
        });
        ExamplesView examples = view(Ids.MODEL_EXAMPLES_VIEW, ExamplesView.class);
        assertTrue(ui(examples::size) > 5, "most of the first class are right: " + ui(examples::size));
        DecisionView decision = view(Ids.DECISION_VIEW, DecisionView.class);
        waitUntil("the decision is told", SOON, () -> ui(() -> decision.texts().size() == 3));
        RunningWorkbench.screenshot("models-confusion");
        for (ModelEditor.Plot plot : ModelEditor.Plot.values())
            if (plot != ModelEditor.Plot.GOOD) {
                ui(() -> {
                    editor().show(plot);
                    return null;
                });
                RunningWorkbench.screenshot("models-" + plot.name().toLowerCase(Locale.ROOT));
            }
    }

    @Test
    @Order(3)
    void twoModelsAreCompared() throws Exception {
        trained("Forest", "loupe.random-forest");
        ModelsView list = view(Ids.MODELS_VIEW, ModelsView.class);
        ui(() -> {
            list.choose(models().get(0), models().get(1));
            return null;
        });
        command(Ids.MODEL_COMPARE);
        waitUntil("the comparison is open", SOON, () -> ui(() -> page().getActiveEditor())
                instanceof ModelComparisonEditor);
        ModelComparisonEditor editor = (ModelComparisonEditor) ui(() -> page().getActiveEditor());
        waitUntil("the sentence is there", SOON, () -> ui(editor::sentence).contains("McNemar"));
        assertTrue(ui(editor::sentence).startsWith("Forest: "), () -> ui(editor::sentence));
        RunningWorkbench.screenshot("models-compare");
        ui(() -> {
            page().closeEditor(editor, false);
            return null;
        });
    }

    @Test
    @Order(4)
    void theWizardTrainsFromAFolderOnItsFirstPage() throws Exception {
        int before = models().size();
        display().asyncExec(() -> ToolRow.execute(PlatformUI.getWorkbench().getWorkbenchWindows()[0], Ids.MODEL_NEW));
        waitUntil("the wizard is open", SOON, () -> ui(() -> shell() != null));
        Shell shell = ui(ModelsTest::shell);
        WizardDialog dialog = ui(() -> (WizardDialog) shell.getData());
        Combo from = User.find(shell, Combo.class, "From");
        ui(() -> {
            from.select(from.getItemCount() - 1);
            from.notifyListeners(SWT.Selection, new Event());
            return null;
        });
        assertTrue(ui(() -> dialog.getCurrentPage().getErrorMessage()).contains("no folder"), "without a folder");
        Text field = User.find(shell, Text.class, "Folder");
        ui(() -> {
            field.setText(folder.toString());
            return null;
        });
        assertTrue(ui(() -> dialog.getCurrentPage().getWizard().canFinish()));
        RunningWorkbench.screenshot("models-wizard");
        ui(() -> {
            assertTrue(dialog.getCurrentPage().getWizard().performFinish());
            return dialog.close();
        });
        waitUntil("a model is trained", WHILE, () -> models().size() > before
                && ui(() -> session().task().isEmpty()));
        assertTrue(models().get(before).getTrainer().startsWith("loupe."), models().get(before).getTrainer());
    }

    private static Shell shell() {
        return Arrays.stream(display().getShells()).filter(s -> s.isVisible() && s.getText().equals("Train"))
                .findFirst().orElse(null);
    }

    @Test
    @Order(5)
    void whatIsGoodIsLearnedFromImagesAlone() throws Exception {
        int before = models().size();
        ui(() -> {
            AnomalySettings usual = AnomalySettings.standard();
            TrainingWork.anomaly(session(), "Good", ClusterSource.folder(folder.resolve(MadeCrops.KINDS.get(0)),
                    session().registry()), new Recipe("", "", List.of()), new AnomalySettings(usual.features(), Map.of(),
                            usual.trainer(), Map.of("most", 200L), 1, 0, 1));
            return null;
        });
        waitUntil("it is learned", WHILE, () -> models().size() > before && ui(() -> session().task().isEmpty()));
        waitUntil("its scores are shown", SOON, () -> ui(() -> editor().note()).contains("good images"));
        RunningWorkbench.screenshot("models-good");
    }

    @Test
    @Order(6)
    void aModelGoesIntoARecipeAndAllIsUndone() throws Exception {
        ModelsView list = view(Ids.MODELS_VIEW, ModelsView.class);
        ModelEntry first = models().get(0);
        ui(() -> {
            list.choose(first);
            return null;
        });
        int steps = ui(() -> session().recipe().orElseThrow().getSteps().size());
        command(Ids.MODEL_TO_RECIPE);
        waitUntil("the step is there", SOON, () -> ui(() -> session().recipe().orElseThrow().getSteps().size()) > steps);
        var recipe = ui(() -> session().recipe().orElseThrow());
        assertEquals("loupe.classify", ui(() -> recipe.getSteps().get(recipe.getSteps().size() - 1).getTool()));
        command("org.eclipse.ui.edit.undo");
        assertEquals(steps, ui(() -> recipe.getSteps().size()));
        Path file = ui(() -> session().project().orElseThrow().folder().resolve(first.getFile()));
        command(Ids.MODEL_DELETE);
        waitUntil("it is out", SOON, () -> !models().contains(first));
        assertTrue(Files.exists(file), "the file stays");
        command("org.eclipse.ui.edit.undo");
        assertTrue(models().contains(first));
        command("org.loupe.ui.file.closeProject");
        waitUntil("the project is closed", SOON, () -> ui(() -> session().project().isEmpty()));
    }
}
