package org.loupe.tests.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.loupe.tests.ui.RunningWorkbench.display;
import static org.loupe.tests.ui.RunningWorkbench.page;
import static org.loupe.tests.ui.RunningWorkbench.screenshot;
import static org.loupe.tests.ui.RunningWorkbench.settle;
import static org.loupe.tests.ui.RunningWorkbench.ui;
import static org.loupe.tests.ui.RunningWorkbench.waitUntil;
import static org.loupe.tests.ui.RunningWorkbench.window;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.ui.IEditorReference;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.internal.part.NullEditorInput;
import org.eclipse.ui.views.properties.PropertySheet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.engine.Progress;
import org.loupe.model.ImageSet;
import org.loupe.model.Named;
import org.loupe.model.Project;
import org.loupe.model.Recipe;
import org.loupe.ui.Session;
import org.loupe.ui.ToolRow;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.internal.ProjectView;
import org.loupe.ui.internal.StartEditor;
import org.loupe.ui.internal.properties.PropertiesPage;
import org.loupe.ui.internal.start.Projects;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.Samples;

/** A project from its making to its report: wizards, tree, properties, saving. */
@ExtendWith(RunningWorkbench.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ProjectTest {
    private static final long SOON = 30_000, WHILE = 180_000;

    @TempDir
    static Path temp;
    private static Path images;

    private static Session session() {
        return PlatformUI.getWorkbench().getService(Session.class);
    }

    private static Project project() {
        return session().project().orElseThrow().project();
    }

    private static ProjectView view() {
        return (ProjectView) page().findView(Ids.PROJECT_VIEW);
    }

    private static List<String> names(List<? extends Named> all) {
        return all.stream().map(Named::getName).toList();
    }

    @BeforeAll
    static void makeImages() throws Exception {
        ui(() -> session().close());
        images = temp.resolve("samples/images");
        Samples.write(new Samples.Request("boards", Map.of(), 4, 3, temp.resolve("samples")),
                ui(() -> session().registry()), Progress.NONE);
    }

    @AfterAll
    static void close() {
        ui(() -> session().close());
        waitUntil("no project is open", SOON, () -> ui(() -> session().project().isEmpty()));
    }

    /** Opens a wizard by its command, as its key does; the command returns when the wizard is closed. */
    private static Shell wizard(String command, String title) {
        display().asyncExec(() -> ToolRow.execute(PlatformUI.getWorkbench().getWorkbenchWindows()[0], command));
        waitUntil("the wizard is open", SOON, () -> ui(() -> shell(title) != null));
        return ui(() -> shell(title));
    }

    private static Shell shell(String title) {
        return Arrays.stream(display().getShells()).filter(s -> s.isVisible() && s.getText().equals(title)).findFirst()
                .orElse(null);
    }

    private static WizardDialog dialog(Shell shell) {
        return (WizardDialog) shell.getData();
    }

    private static String message(Shell shell) {
        return ui(() -> {
            String error = dialog(shell).getCurrentPage().getErrorMessage();
            return error == null ? "" : error;
        });
    }

    private static boolean finishable(Shell shell) {
        return ui(() -> dialog(shell).getCurrentPage().getWizard().canFinish());
    }

    private static void type(Shell shell, String label, String text) {
        Text field = User.find(shell, Text.class, label);
        ui(() -> {
            field.setText(text);
            return null;
        });
    }

    private static void choose(Shell shell, String label, String text) {
        Combo combo = User.find(shell, Combo.class, label);
        ui(() -> {
            combo.select(combo.indexOf(text));
            combo.notifyListeners(org.eclipse.swt.SWT.Selection, new org.eclipse.swt.widgets.Event());
            return null;
        });
    }

    private static void finish(Shell shell) {
        waitUntil("the wizard can finish: " + message(shell), SOON, () -> finishable(shell));
        User.click(User.find(shell, Button.class, "Finish"));
        waitUntil("the wizard is closed", SOON, () -> ui(shell::isDisposed));
    }

    @Test
    @Order(1)
    void aFolderOfImagesBecomesAProjectOnOnePage() throws Exception {
        Shell wizard = wizard(Ids.INSPECT_FOLDER, "New project");
        assertFalse(finishable(wizard));
        type(wizard, "Images", temp.resolve("nowhere").toString());
        assertTrue(message(wizard).contains("does not exist"), () -> message(wizard));
        screenshot("wizard-new-project-error", wizard);
        type(wizard, "Images", images.toString());
        waitUntil("the pairs are found", SOON, () -> !User.all(org.eclipse.swt.widgets.Label.class,
                l -> l.getText().equals("4 images, 4 with a reference")).isEmpty());
        assertEquals("images", ui(() -> User.find(wizard, Text.class, "Name").getText()), "the name is proposed");
        type(wizard, "Project folder", temp.resolve("samples").toString());
        assertTrue(message(wizard).contains("holds a project already"), () -> message(wizard));
        type(wizard, "Project folder", temp.resolve("line 3").toString());
        type(wizard, "Name", "Line 3");
        screenshot("wizard-new-project", wizard);
        finish(wizard);
        waitUntil("the project is open", WHILE, () -> ui(() -> session().project().isPresent()
                && session().items().size() == 4 && session().task().isEmpty()));
        assertEquals("Line 3", ui(() -> project().getName()));
        assertEquals(List.of("golden-board"), ui(() -> names(project().getRecipes())), "the recipe that suits pairs");
        assertTrue(ui(() -> session().project().get().folder()).endsWith("line 3"));
    }

    @Test
    @Order(2)
    void recipesAreMadeCopiedNamedMovedAndDeletedUndoably() throws Exception {
        Shell wizard = wizard(Ids.NEW_RECIPE, "New recipe");
        screenshot("wizard-new-recipe", wizard);
        type(wizard, "Name", "golden-board");
        assertTrue(message(wizard).contains("Choose a name of its own"), () -> message(wizard));
        type(wizard, "Name", "second");
        finish(wizard);
        waitUntil("the recipe is chosen", SOON, () -> ui(() -> session().recipe().get().getName().equals("second")));
        Recipe first = ui(() -> project().getRecipes().get(0));
        select(first);
        User.command("org.loupe.ui.project.duplicate");
        assertEquals(List.of("golden-board", "golden-board 2", "second"), ui(() -> names(project().getRecipes())));
        User.command("org.loupe.ui.project.down");
        assertEquals(List.of("golden-board", "second", "golden-board 2"), ui(() -> names(project().getRecipes())));
        User.command("org.loupe.ui.project.rename");
        waitUntil("the name is edited in place", SOON, () -> ui(() -> view().tree().isCellEditorActive()));
        Text editor = ui(() -> (Text) Arrays.stream(view().tree().getTree().getChildren())
                .filter(Text.class::isInstance).findFirst().orElseThrow());
        User.type(editor, "strict");
        assertEquals(List.of("golden-board", "second", "strict"), ui(() -> names(project().getRecipes())));
        assertTrue(editMenu().stream().anyMatch(e -> e.contains("Undo: rename golden-board 2")), () -> editMenu() + "");
        User.command("org.loupe.ui.project.delete");
        assertEquals(List.of("golden-board", "second"), ui(() -> names(project().getRecipes())));
        for (int i = 0; i < 4; i++)
            User.command("org.eclipse.ui.edit.undo");
        assertEquals(List.of("golden-board", "second"), ui(() -> names(project().getRecipes())));
        for (int i = 0; i < 3; i++)
            User.command("org.eclipse.ui.edit.redo");
        assertEquals(List.of("golden-board", "second", "strict"), ui(() -> names(project().getRecipes())));
        Path order = ui(() -> session().project().get().folder()).resolve("project.loupe");
        waitUntil("it is saved by itself", SOON, () -> text(order).contains("<recipeFiles>strict.json</recipeFiles>"));
    }

    private static List<String> editMenu() {
        return User.entries(ui(() -> Arrays.stream(window().getShell().getMenuBar().getItems())
                .filter(i -> i.getText().replace("&", "").equals("Edit")).findFirst().orElseThrow().getMenu()));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException e) {
            return "";
        }
    }

    private static void select(Object element) {
        ui(() -> {
            page().activate(view());
            view().tree().setSelection(new StructuredSelection(element), true);
            return null;
        });
    }

    @Test
    @Order(3)
    void imagesAreImportedWithTheirConditions() throws Exception {
        Shell wizard = wizard(Ids.IMPORT, "Import images");
        type(wizard, "Images", images.toString());
        waitUntil("the pairs are found", SOON, () -> !User.all(org.eclipse.swt.widgets.Label.class,
                l -> l.getText().equals("4 images, 4 with a reference")).isEmpty());
        type(wizard, "Name", "Monday");
        screenshot("wizard-import", wizard);
        assertTrue(finishable(wizard), "on the first page");
        User.click(User.find(wizard, Button.class, "Next"));
        type(wizard, "Scale", "-1");
        assertTrue(message(wizard).contains("not above 0"), () -> message(wizard));
        type(wizard, "Scale", "20.5");
        choose(wizard, "Mode", "BF");
        settle(300);
        screenshot("wizard-import-conditions", wizard);
        User.click(User.find(wizard, Button.class, "Back"));
        User.click(User.find(wizard, Button.class, "copy into the project"));
        finish(wizard);
        waitUntil("the set is there and listed", WHILE, () -> ui(() -> project().getImageSets().size() == 2
                && session().imageSet().get().getName().equals("Monday") && session().items().size() == 4));
        ImageSet set = ui(() -> project().getImageSets().get(1));
        assertEquals("images/Monday", ui(set::getRoot));
        assertEquals(20.5, ui(set::getUmPerPx));
        assertEquals("BF", ui(set::getMode));
        assertEquals(20.5, ui(() -> session().items().get(0).umPerPx()));
        User.command("org.eclipse.ui.edit.undo");
        assertEquals(1, ui(() -> project().getImageSets().size()));
        assertTrue(ui(() -> session().imageSet().get() == project().getImageSets().get(0)), "another set is shown");
        User.command("org.eclipse.ui.edit.redo");
    }

    private static PropertiesPage properties() throws Exception {
        PropertySheet sheet = ui(() -> (PropertySheet) page().showView(IPageLayout.ID_PROP_SHEET));
        waitUntil("our page is shown", SOON, () -> ui(() -> sheet.getCurrentPage() instanceof PropertiesPage));
        return ui(() -> (PropertiesPage) sheet.getCurrentPage());
    }

    @Test
    @Order(4)
    void propertiesAreEditedUndoablyAndCheckedAsTyped() throws Exception {
        ImageSet set = ui(() -> project().getImageSets().get(1));
        PropertiesPage page = properties();
        select(set);
        waitUntil("the set's properties are shown", SOON, () -> ui(() -> page.title().equals("Image set Monday")));
        screenshot("properties-image-set");
        Text scale = User.find(page.getControl(), Text.class, "Scale");
        ui(() -> scale.setFocus());
        ui(() -> {
            scale.setText("0");
            return null;
        });
        assertFalse(User.all(org.eclipse.swt.widgets.Label.class, l -> l.getText().contains("0 is not above 0"))
                .isEmpty(), "what is wrong is said under the field");
        User.type(scale, "12,5");
        assertEquals(12.5, ui(set::getUmPerPx));
        User.command("org.eclipse.ui.edit.undo");
        assertEquals(20.5, ui(set::getUmPerPx));
        assertEquals("20.5", ui(scale::getText));
        choose(ui(() -> page.getControl().getShell()), "Repeats", "boards of a panel");
        waitUntil("the layout's fields are there", SOON,
                () -> !User.all(Text.class, t -> "Columns".equals(t.getData("name"))).isEmpty());
        User.type(User.find(page.getControl(), Text.class, "Columns"), "3");
        assertEquals(3, ui(() -> set.getLayout().getColumns()));
        User.type(User.find(page.getControl(), Text.class, "Pitch, x"), "500");
        screenshot("properties-layout");
        for (int i = 0; i < 3; i++)
            User.command("org.eclipse.ui.edit.undo");
        assertTrue(ui(() -> set.getLayout() == null && project().getLayouts().isEmpty()));
    }

    @Test
    @Order(5)
    void aFolderThatIsGoneIsMarkedWithTheRemedy() throws Exception {
        ImageSet set = ui(() -> project().getImageSets().get(1));
        Path folder = ui(() -> session().project().get().folder()).resolve("images/Monday");
        Path away = temp.resolve("away");
        Files.move(folder, away);
        ui(() -> {
            session().imageSet(set);
            return null;
        });
        waitUntil("the problem is listed", SOON, () -> ui(() -> session().itemsProblem().isPresent()));
        waitUntil("the tree marks it", SOON, () -> ui(() -> {
            view().tree().refresh();
            return view().tree().testFindItem(set) instanceof TreeItem item && item.getImage() != null
                    && item.getImage().equals(org.loupe.ui.Icons.get("warning", org.loupe.ui.Palette.Token.WARN));
        }));
        settle(500);
        screenshot("project-folder-gone");
        Files.move(away, folder);
        ui(() -> {
            session().imageSet(set);
            return null;
        });
        waitUntil("it is there again", SOON, () -> ui(() -> session().items().size() == 4));
    }

    @Test
    @Order(6)
    void aRunIsExportedAndReported() throws Exception {
        User.command(Ids.RUN);
        waitUntil("the run is done", WHILE, () -> ui(() -> session().task().isEmpty() && session().results().isPresent()
                && !project().getRuns().isEmpty()));
        Shell export = wizard(Ids.EXPORT, "Export");
        screenshot("wizard-export", export);
        Path csv = temp.resolve("few.csv"), all = temp.resolve("all.csv");
        type(export, "File", csv.toString());
        type(export, "Filter", "score > 2");
        finish(export);
        waitUntil("the file is written", SOON, () -> Files.exists(csv));
        assertEquals(1, Files.readAllLines(csv).size(), "no detection has such a score");
        Shell again = wizard(Ids.EXPORT, "Export");
        type(again, "File", all.toString());
        type(again, "Filter", "");
        finish(again);
        waitUntil("the file is written", SOON, () -> Files.exists(all));
        assertEquals(1 + ui(() -> project().getRuns().get(0).getDetections()), Files.readAllLines(all).size());
        Shell report = wizard(Ids.REPORT, "Report");
        Button open = User.find(report, Button.class, "Open it");
        if (ui(open::getSelection))
            User.click(open);
        screenshot("wizard-report", report);
        finish(report);
        waitUntil("the report is noted", SOON, () -> ui(() -> project().getReports().size() == 1));
        assertTrue(Files.size(ui(() -> session().project().get().resolve(project().getReports().get(0).getFile())))
                > 1000);
        PropertiesPage page = properties();
        select(ui(() -> project().getRuns().get(0)));
        waitUntil("the run's properties are shown", SOON, () -> ui(() -> page.title().startsWith("Run 1")));
        settle(800);
        screenshot("properties-run");
        User.command("org.loupe.ui.window.theme");
        settle(800);
        screenshot("properties-run-dark");
        Shell dark = wizard(Ids.INSPECT_FOLDER, "New project");
        type(dark, "Images", images.toString());
        settle(800);
        screenshot("wizard-new-project-dark", dark);
        User.click(User.find(dark, Button.class, "Cancel"));
        waitUntil("it is closed", SOON, () -> ui(dark::isDisposed));
        select(ui(() -> project().getImageSets().get(1)));
        properties();
        settle(500);
        screenshot("properties-image-set-dark");
        User.command("org.loupe.ui.window.theme");
    }

    @Test
    @Order(7)
    void aProjectThatIsHeldIsReadOnlyAndSaysWhy() throws Exception {
        Path folder = ui(() -> session().project().get().folder());
        assertTrue(ui(() -> session().close()));
        try (ProjectFile holder = ProjectFile.open(folder)) {
            assertEquals(List.of("golden-board", "second", "strict"), names(holder.project().getRecipes()));
            ui(() -> org.loupe.ui.internal.start.Projects.open(session(), folder));
            waitUntil("it is open", SOON, () -> ui(() -> session().project().isPresent()
                    && session().task().isEmpty()));
            assertTrue(ui(() -> session().project().get().readOnly()));
            assertFalse(User.all(org.eclipse.swt.widgets.Link.class, l -> l.getText().contains("Read-only")
                    && l.getText().contains("process")).isEmpty(), "the tree says who holds it");
            settle(500);
            screenshot("project-read-only");
            ui(() -> {
                select(project().getRecipes().get(0));
                return null;
            });
            assertFalse(ui(() -> window().getService(org.eclipse.ui.commands.ICommandService.class)
                    .getCommand("org.loupe.ui.project.delete").isEnabled()));
        }
    }

    @Test
    @Order(8)
    void manyImagesAreListedWithoutAPause() throws Exception {
        int many = Integer.getInteger("loupe.many", 3000); // 100,000 were tried by hand
        Path folder = Files.createDirectories(temp.resolve("many/images"));
        Path one;
        try (var files = Files.list(images)) {
            one = files.filter(f -> f.toString().endsWith("_test.png")).findFirst().orElseThrow();
        }
        for (int i = 0; i < many; i++) {
            if (i % 50_000 == 0) // a file has no more than some 65,000 links
                one = Files.copy(one, temp.resolve("copy" + i));
            Files.createLink(folder.resolve(String.format("m%06d.png", i)), one);
        }
        ui(() -> session().close());
        try (ProjectFile made = ProjectFile.create(temp.resolve("many"), "Many")) {
            made.change("Fill", () -> {
                ImageSet set = org.loupe.model.LoupeFactory.eINSTANCE.createImageSet();
                set.setName("Many");
                made.project().getImageSets().add(set);
                for (int i = 0; i < 1200; i++) {
                    var run = org.loupe.model.LoupeFactory.eINSTANCE.createRunEntry();
                    run.setNumber(i + 1);
                    run.setName("Run " + (i + 1));
                    run.setRecipe("a");
                    run.setState(org.loupe.model.RunState.FAILED);
                    made.project().getRuns().add(run);
                }
            });
            made.save();
        }
        ui(() -> org.loupe.ui.internal.start.Projects.open(session(), temp.resolve("many")));
        waitUntil("it is open", SOON, () -> ui(() -> session().project().isPresent()));
        try (Stalls stalls = new Stalls()) {
            waitUntil("all are listed", WHILE, () -> ui(() -> session().items().size() == many));
            User.command("org.loupe.ui.viewer.images.filter");
            Text filter = User.find(Text.class, "images.filter");
            User.type(filter, "m00001");
            waitUntil("few are listed", SOON, () -> ui(() -> page().findView(Ids.IMAGES_VIEW).getTitle()
                    .equals("Images (10 of " + org.loupe.ui.Words.number(many, 0) + ")")));
            User.type(filter, "detections >");
            assertFalse(User.all(org.eclipse.swt.widgets.Label.class, l -> l.getText().contains("is not understood"))
                    .isEmpty(), "what is wrong is said under the field");
            User.type(filter, "");
            System.getLogger("loupe").log(System.Logger.Level.INFO, many + " images: " + stalls);
        }
        TreeItem runs = ui(() -> Arrays.stream(view().tree().getTree().getItem(0).getItems())
                .filter(i -> i.getText().equals("Runs")).findFirst().orElseThrow());
        assertEquals(501, ui(runs::getItemCount), "pages of 500, and a row for more");
        TreeItem more = ui(() -> runs.getItem(500));
        assertTrue(ui(more::getText).startsWith("Show 500 more"), () -> ui(more::getText));
        select(ui(more::getData));
        assertEquals(1001, ui(runs::getItemCount));
        screenshot("project-many");
    }

    @Test
    @Order(9)
    void withoutAProjectTheStartPageStandsAlone() throws Exception {
        ui(() -> page().openEditor(new NullEditorInput(), StartEditor.ID));
        ui(() -> session().close());
        assertEquals(List.of(StartEditor.ID), ui(() -> Arrays.stream(page().getEditorReferences())
                .map(IEditorReference::getId).toList()), "nothing of a session that was killed is left");
    }

    @Test
    @Order(10)
    void aProjectIsOpenedFromTheCommandLine() {
        Path project = Path.of("boards").toAbsolutePath();
        assertEquals(Optional.of(project), Projects.named("boards"));
        assertEquals(Optional.of(project), Projects.named("-option", "its value", "boards", "other"));
        assertEquals(Optional.empty(), Projects.named("-option", "its value"));
        assertEquals(Optional.empty(), Projects.named());
    }
}
