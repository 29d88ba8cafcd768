package org.loupe.tests.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
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
import java.util.stream.Stream;

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
import org.loupe.engine.learning.ModelCard;
import org.loupe.engine.learning.TrainingSettings;
import org.loupe.model.ModelEntry;
import org.loupe.model.Project;
import org.loupe.ui.Palette;
import org.loupe.ui.Session;
import org.loupe.ui.ToolRow;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.internal.clusters.ClusterSource;
import org.loupe.ui.internal.models.TrainingWork;
import org.loupe.ui.viewer.PlotCanvas;
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

    @TempDir static Path folder, temp;

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
        trained(name, trainer, folder);
    }

    private static void trained(String name, String trainer, Path crops) {
        int before = models().size();
        ui(() -> {
            TrainingWork.classifier(session(), name, ClusterSource.folder(crops, session().registry()),
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
        mislabel();
        assertTrue(ui(() -> editor().note()).contains("Choose a model"), () -> ui(() -> editor().note()));
    }

    /** Puts some crops of each kind among those of the next, so that there is something that models get wrong. */
    private static void mislabel() throws Exception {
        for (int i = 0; i < MadeCrops.KINDS.size(); i++)
            for (int wrong = 0; wrong < 2; wrong++)
                Files.move(folder.resolve(MadeCrops.KINDS.get(i)).resolve(String.format("%04d.png", wrong)),
                        folder.resolve(MadeCrops.KINDS.get((i + 1) % MadeCrops.KINDS.size())).resolve("wrong" + wrong
                                + ".png"));
    }

    @Test
    @Order(2)
    void aClassifierIsTrainedAndItsFiguresLeadToExamples() throws Exception {
        trained("Forms", "loupe.logistic-regression");
        assertTrue(ui(() -> editor().figures().get(0)).startsWith("Balanced accuracy|"),
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
        waitUntil("the decision is told", SOON, () -> ui(() -> decision.texts().size() == 3
                && decision.nearest().size() == 8));
        String nearest = ui(() -> decision.nearest().get(0)), own = ui(() -> decision.texts().get(0));
        assertNotEquals(own, nearest, "it is not compared with itself");
        ui(() -> {
            decision.look(0);
            return null;
        });
        assertEquals(nearest, ui(() -> decision.texts().get(0)));
        waitUntil("and what that is like", SOON, () -> ui(() -> decision.nearest().size() == 8));
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

    private static PlotCanvas plot(ModelEditor.Plot plot) {
        ui(() -> {
            editor().show(plot);
            return null;
        });
        return User.find(PlotCanvas.class, "");
    }

    private static void click(PlotCanvas plot, double x, double y) {
        User.click(plot, ui(() -> plot.toX(x)), ui(() -> plot.toY(y)), 0);
    }

    private static int listed() {
        ExamplesView examples = view(Ids.MODEL_EXAMPLES_VIEW, ExamplesView.class);
        return ui(examples::size);
    }

    @Test
    @Order(3)
    void theLimitOfADefectFollowsTheClicksAndTheCosts() throws Exception {
        ui(() -> {
            editor().good("Hole", true);
            return null;
        });
        PlotCanvas plot = plot(ModelEditor.Plot.LIMITS);
        click(plot, 0.3, 0.05);
        assertTrue(ui(() -> editor().note()).startsWith("At 0.30: overkill "), () -> ui(() -> editor().note()));
        User.key(plot, "ARROW_RIGHT");
        assertTrue(ui(() -> editor().note()).startsWith("At 0.31: "), () -> ui(() -> editor().note()));
        click(plot, 1, 0.05);
        int escapes = listed();
        assertTrue(escapes > 20, "most defects escape where only a sure one is a defect: " + escapes);
        Project project = ui(() -> session().project().orElseThrow().project());
        double before = ui(project::getEscapeCost);
        String told = ui(() -> editor().note());
        ui(() -> {
            editor().typeEscapeCost(before + 1000);
            assertNotEquals(told, editor().note(), "the cost is told while it is typed");
            assertEquals(before, project.getEscapeCost(), "and not yet the project's");
            return null;
        });
        waitUntil("the project takes it", SOON, () -> ui(project::getEscapeCost) == before + 1000);
        User.key(plot, "HOME");
        assertTrue(listed() < escapes, "at the cheapest limit less goes wrong");
        RunningWorkbench.screenshot("models-limits-good");
        command("org.eclipse.ui.edit.undo");
        assertEquals(before, ui(project::getEscapeCost));
    }

    @Test
    @Order(4)
    void aCopyIsKeptThatLeavesMoreToAPerson() throws Exception {
        Path first = file(models().get(0));
        double usual = ModelCard.read(first).reject();
        PlotCanvas plot = plot(ModelEditor.Plot.REJECT);
        click(plot, 0.5, 0.95);
        assertTrue(ui(() -> editor().note()).startsWith("At 0.50: "), () -> ui(() -> editor().note()));
        assertTrue(listed() > 0, "something is less sure");
        ui(() -> {
            editor().act();
            return null;
        });
        waitUntil("the copy is in the project", SOON, () -> models().size() == 2);
        ModelEntry copy = models().get(1);
        assertEquals("Forms, from 0.50", copy.getName());
        assertEquals(0.5, ModelCard.read(file(copy)).reject(), 1e-9);
        assertEquals(usual, ModelCard.read(first).reject(), "the first stays as it was");
        assertTrue(Files.exists(TrainingWork.cropsOf(file(copy))), "pictures are found from the copy too");
        waitUntil("it is shown", SOON, () -> ui(() -> editor().figures().toString()).contains("confidence ≥ 0.50"));
        command("org.eclipse.ui.edit.undo");
        assertEquals(1, models().size());
        ModelsView list = view(Ids.MODELS_VIEW, ModelsView.class);
        ui(() -> {
            list.choose(models().get(0));
            return null;
        });
        waitUntil("the first is shown", SOON, () -> ui(() -> editor().figures().size() == 5));
    }

    private static Path file(ModelEntry entry) {
        return ui(() -> session().project().orElseThrow().folder().resolve(entry.getFile()));
    }

    @Test
    @Order(5)
    void theLearningCurveLeadsToWhatIsStillWrong() throws Exception {
        PlotCanvas plot = plot(ModelEditor.Plot.LEARNING);
        ui(() -> {
            editor().act();
            return null;
        });
        waitUntil("the curve is computed", WHILE, () -> ui(() -> editor().note()).startsWith("With "));
        String all = ui(() -> editor().note());
        click(plot, 5, 0.95);
        assertNotEquals(all, ui(() -> editor().note()), "another number of examples is told");
        int few = listed();
        for (int i = 0; i < 8; i++)
            User.key(plot, "ARROW_RIGHT");
        assertEquals(all, ui(() -> editor().note()), "the arrows lead to the last point");
        assertTrue(few >= listed(), "more examples, fewer wrong: " + few + ", " + listed());
        RunningWorkbench.screenshot("models-learning-curve");
    }

    @Test
    @Order(6)
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
        waitUntil("the sentence is there", SOON, () -> !ui(editor::sentence).startsWith("Reading"));
        String sentence = ui(editor::sentence);
        List<List<String>> table = ui(editor::table);
        assertEquals(1 + MadeCrops.KINDS.size(), table.size());
        assertEquals(String.valueOf(EACH * MadeCrops.KINDS.size()), table.get(0).get(1));
        int better = Integer.parseInt(table.get(0).get(4)), worse = Integer.parseInt(table.get(0).get(5));
        assertEquals(better, table.stream().skip(1).mapToInt(row -> Integer.parseInt(row.get(4))).sum());
        assertTrue(sentence.contains("of " + EACH * MadeCrops.KINDS.size() + " examples"), sentence);
        assertTrue(better + worse == 0 ? sentence.contains("the same") : sentence.matches(
                ".*Forest alone gets " + better + "( right)?[,.].*") && sentence.matches(".*exact test, p [=<] .*"),
                sentence);
        for (int which = 0; which < 2; which++) {
            int now = which, sum = 0;
            for (int row = table.size() - 1; row >= 0; row--) {
                int chosen = row;
                ui(() -> {
                    editor.chooseClass(chosen);
                    editor.list(now);
                    return null;
                });
                sum += row > 0 ? ui(editor::size) : 0;
            }
            assertEquals(which == 0 ? better : worse, ui(editor::size), "those of all classes");
            assertEquals(sum, ui(editor::size), "each is of one class");
            for (String words : ui(editor::words))
                assertTrue(words.matches("(\\w+): .*→.*") && (now == 0 ? words.endsWith("→ " + words.split(":")[0])
                        : words.startsWith(words.split(":")[0] + ": " + words.split(":")[0] + " →")), words);
        }
        RunningWorkbench.screenshot("models-compare");
        ui(() -> {
            page().closeEditor(editor, false);
            return null;
        });
    }

    @Test
    @Order(7)
    void twentyFourClassesAreStillToldApartInBothThemes() throws Exception {
        Path many = temp.resolve("many");
        List<Path> crops;
        try (Stream<Path> found = Files.walk(folder)) {
            crops = found.filter(Files::isRegularFile).sorted().toList();
        }
        for (int i = 0; i < 2 * crops.size(); i++) {
            Path of = many.resolve(String.format("Defect class %02d", i / 2 * 24 / crops.size()));
            Files.copy(crops.get(i / 2), Files.createDirectories(of).resolve(i + ".png"));
        }
        trained("Many", "loupe.logistic-regression", many);
        command("org.loupe.ui.window.theme");
        waitUntil("the theme is dark", SOON, () -> ui(() -> Palette.color(Palette.Token.PART).getRed()) < 64);
        ui(() -> {
            editor().show(ModelEditor.Plot.CONFUSION);
            editor().choosePair(0);
            return null;
        });
        assertTrue(listed() > 0, "examples of a pair");
        Thread.sleep(700);
        RunningWorkbench.screenshot("models-many-confusion-dark");
        for (ModelEditor.Plot each : ModelEditor.Plot.values()) {
            if (each == ModelEditor.Plot.GOOD || each == ModelEditor.Plot.CONFUSION)
                continue;
            ui(() -> {
                editor().good("Defect class 03", true);
                return null;
            });
            PlotCanvas plot = plot(each);
            if (each != ModelEditor.Plot.LEARNING) {
                click(plot, 0.55, 0.6);
                String note = ui(() -> editor().note());
                User.key(plot, "ARROW_LEFT");
                if (each != ModelEditor.Plot.ROC && each != ModelEditor.Plot.PRECISION)
                    assertTrue(listed() >= 0 && !note.isEmpty(), each + " is told");
                else
                    assertTrue(note.startsWith("Defect class "), note);
            }
            Thread.sleep(300);
            RunningWorkbench.screenshot("models-many-" + each.name().toLowerCase(Locale.ROOT) + "-dark");
        }
        command("org.loupe.ui.window.theme");
        waitUntil("the theme is light", SOON, () -> ui(() -> Palette.color(Palette.Token.PART).getRed()) > 200);
        plot(ModelEditor.Plot.ROC);
        RunningWorkbench.screenshot("models-many-roc");
        ui(() -> {
            editor().show(ModelEditor.Plot.CONFUSION);
            return null;
        });
        RunningWorkbench.screenshot("models-many-confusion");
    }

    @Test
    @Order(8)
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
    @Order(9)
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
        PlotCanvas plot = plot(ModelEditor.Plot.GOOD);
        int sum = 0;
        for (int bar = 0; bar < 24; bar++) {
            User.key(plot, "ARROW_RIGHT");
            sum += listed();
        }
        assertEquals(EACH, sum, "each good image stands in one bar");
        click(plot, 0.99, 0.5);
        assertTrue(listed() > 0, "the limit is what the most unlike image reaches");
        DecisionView decision = view(Ids.DECISION_VIEW, DecisionView.class);
        assertTrue(ui(() -> decision.texts().toString()).contains("of the limit"), () -> ui(() -> decision.texts()
                .toString()));
        Thread.sleep(500);
        RunningWorkbench.screenshot("models-good");
    }

    @Test
    @Order(10)
    void aModelGoesIntoARecipeAndAllIsUndone() throws Exception {
        ModelsView list = view(Ids.MODELS_VIEW, ModelsView.class);
        ModelEntry first = models().get(0);
        ui(() -> {
            list.choose(first);
            return null;
        });
        int steps = ui(() -> session().recipe().orElseThrow().getSteps().size());
        command(Ids.MODEL_TO_RECIPE);
        waitUntil("the step is there", SOON,
                () -> ui(() -> session().recipe().orElseThrow().getSteps().size()) > steps);
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
