package org.loupe.tests.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.loupe.tests.ui.RunningWorkbench.screenshot;
import static org.loupe.tests.ui.RunningWorkbench.ui;
import static org.loupe.tests.ui.RunningWorkbench.waitUntil;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.exchange.CsvLabels;
import org.loupe.exchange.LabelFile;
import org.loupe.exchange.LabelFormat;
import org.loupe.exchange.LabelFormats;
import org.loupe.store.labels.LabelShape;
import org.loupe.store.labels.LabelTable;
import org.loupe.ui.Session;
import org.loupe.ui.internal.Ids;
import org.loupe.workspace.labels.DefectClasses;
import org.loupe.workspace.labels.KnownImages;
import org.loupe.workspace.labels.LabelTransfer;

/** Labels come in by the wizard, which says first what would be lost, and go out as a file of the iteration. */
@ExtendWith(RunningWorkbench.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ImportLabelsTest {
    private static final long SOON = 30_000, WHILE = 120_000;

    @TempDir
    static Path temp;

    private static Session session() { return PlatformUI.getWorkbench().getService(Session.class); }

    private static LabelTable table() { return session().desk().table(); }

    private static Path folder() { return session().project().orElseThrow().folder(); }

    @BeforeAll
    static void open() {
        User.command(Ids.OPEN_SAMPLE);
        waitUntil("the sample is open", WHILE, () -> ui(() -> session().project().isPresent()
                && !session().items().isEmpty() && session().task().isEmpty()));
    }

    @AfterAll
    static void close() {
        User.command("org.loupe.ui.file.closeProject");
        waitUntil("no project is open", SOON, () -> ui(() -> session().project().isEmpty()));
    }

    private static Shell wizard() {
        User.command("org.loupe.ui.label.import");
        return User.find(Shell.class, "|Import labels");
    }

    private static void type(Shell wizard, String field, String text) {
        ui(() -> {
            for (Text one : all(wizard, Text.class))
                if (field.equals(one.getData("name")))
                    one.setText(text);
            return null;
        });
    }

    private static <T extends Control> List<T> all(Control in, Class<T> type) {
        List<T> found = new ArrayList<>();
        if (type.isInstance(in))
            found.add(type.cast(in));
        if (in instanceof Composite body)
            for (Control child : body.getChildren())
                found.addAll(all(child, type));
        return found;
    }

    private static boolean says(Shell wizard, String words) {
        return ui(() -> all(wizard, Label.class).stream().anyMatch(l -> l.getText().contains(words))
                || all(wizard, Text.class).stream().anyMatch(t -> t.getText().contains(words)));
    }

    private static Button finish(Shell wizard) { return User.find(wizard, Button.class, "|Finish|"); }

    @Test
    @Order(1)
    void theTruthComesInAndIsGoneByOneUndo() throws Exception {
        Shell wizard = wizard();
        type(wizard, "Labels", temp.resolve("nowhere.json").toString());
        waitUntil("what is not there is said", SOON, () -> says(wizard, "does not exist"));
        assertFalse(ui(() -> finish(wizard).isEnabled()));
        type(wizard, "Labels", ui(() -> folder().resolve("truth.json").toString()));
        waitUntil("it is known what would come in", SOON, () -> says(wizard, "COCO file: 90 of 90 labels"));
        assertTrue(says(wizard, "Samples (24)") && says(wizard, "To know before you finish:"));
        assertEquals(List.of("Boxes that differ from the outlines or masks, which were taken"),
                rows(wizard, "What would be lost or changed"));
        assertEquals(20, rows(wizard, "Image in the file").size());
        screenshot("import-labels");
        User.click(finish(wizard));
        waitUntil("they are there", SOON, () -> ui(() -> table().countedLabels()) == 90);
        User.command("org.eclipse.ui.edit.undo");
        assertEquals(0, ui(() -> table().countedLabels()));
        User.command("org.eclipse.ui.edit.redo");
        assertEquals(90, ui(() -> table().countedLabels()));
    }

    @Test
    @Order(2)
    void whatWouldBeLostIsShownWithAnExampleBeforeFinish() throws Exception {
        String image = ui(() -> table().tiles().get(0).image());
        Path file = temp.resolve("more.csv");
        Files.writeString(file, "image,x,y,width,height,class\n" + image + ",3,3,9,9,scratch\n"
                + "not-here.png,1,1,5,5,short\n");
        Shell wizard = wizard();
        type(wizard, "Labels", file.toString());
        waitUntil("it is known what would come in", SOON, () -> says(wizard, "CSV file: 1 of 2 labels"));
        assertTrue(says(wizard, "1 new class: scratch."));
        List<String> losses = ui(() -> {
            Table table = all(wizard, Table.class).get(1);
            return List.of(table.getItems()).stream().map(i -> i.getText(0) + "|" + i.getText(1) + "|" + i.getText(2))
                    .toList();
        });
        assertTrue(losses.contains("Labels of images that the project does not have|1|not-here.png"),
                losses.toString());
        screenshot("import-labels-losses");
        type(wizard, "Second opinion of", "eve");
        waitUntil("it is planned anew", SOON, () -> ui(() -> finish(wizard).isEnabled()));
        User.click(finish(wizard));
        waitUntil("the opinion is there", SOON, () -> ui(() -> table().labels().size()) == 91);
        assertEquals(90, ui(() -> table().countedLabels()), "an opinion does not count");
        assertTrue(ui(() -> DefectClasses.byName(session().project().orElseThrow().project(), "scratch").isPresent()));
    }

    private static void choose(Shell wizard, String format) {
        ui(() -> {
            for (Combo one : all(wizard, Combo.class))
                if ("Format".equals(one.getData("name"))) {
                    one.select(one.indexOf(format));
                    one.notifyListeners(SWT.Selection, new Event());
                }
            return null;
        });
    }

    private static List<String> rows(Shell wizard, String heading) {
        return ui(() -> all(wizard, Table.class).stream().filter(t -> t.getColumnCount() > 0
                && t.getColumn(0).getText().equals(heading)).flatMap(t -> List.of(t.getItems()).stream())
                .map(i -> i.getText(0)).toList());
    }

    @Test
    @Order(3)
    void labelsGoOutAsAFileOfTheIteration() throws Exception {
        User.command("org.loupe.ui.label.export");
        Shell wizard = User.find(Shell.class, "|Export labels");
        Path file = temp.resolve("labels-v1.json");
        assertTrue(says(wizard, "labels-v1.json"), "named by the iteration");
        waitUntil("it is known what would be written", SOON, () -> says(wizard, "Nothing would be lost."));
        type(wizard, "File", file.toString());
        screenshot("export-labels");
        User.click(finish(wizard));
        waitUntil("it is written", SOON, () -> Files.exists(file));
        LabelFile written = LabelFormats.read(file, LabelFormat.Images.NONE).labels();
        assertEquals(91, written.labels().size());
    }

    @Test
    @Order(4)
    void whatAFormatCannotHoldIsShownBeforeItIsWritten() throws Exception {
        User.command("org.loupe.ui.window.theme"); // how it looks in the dark
        User.command("org.loupe.ui.label.export");
        Shell wizard = User.find(Shell.class, "|Export labels");
        choose(wizard, "Masks, by class");
        waitUntil("the loss is counted", SOON, () -> rows(wizard, "What would be lost or changed")
                .containsAll(List.of("Second opinions, which are left out", "Who made labels and when")));
        assertEquals("classes.json", rows(wizard, "What would be written").get(0));
        assertTrue(says(wizard, "masks-v1"), "the name follows the format");
        screenshot("export-labels-masks");
        type(wizard, "File", temp.toString()); // it holds something
        waitUntil("that is said", SOON, () -> says(wizard, "is not an empty folder"));
        assertFalse(ui(() -> finish(wizard).isEnabled()));
        choose(wizard, "CSV");
        Path file = temp.resolve("some.csv");
        type(wizard, "File", file.toString());
        waitUntil("the columns are there", SOON, () -> rows(wizard, "What would be written").stream().anyMatch(l -> l.startsWith("image,x,y,width")));
        ui(() -> {
            List<Button> columns = all(wizard, Button.class).stream()
                    .filter(b -> CsvLabels.COLUMNS.contains(b.getText())).toList();
            assertTrue(columns.size() == CsvLabels.COLUMNS.size() && columns.get(0).isVisible());
            columns.forEach(b -> b.setSelection(List.of("class", "image", "author").contains(b.getText())));
            columns.get(0).notifyListeners(SWT.Selection, new Event());
            return null;
        });
        waitUntil("the table follows", SOON, () -> rows(wizard, "What would be written").stream()
                .anyMatch(l -> l.equals("image,class,author")));
        screenshot("export-labels-columns");
        User.click(finish(wizard));
        waitUntil("it is written", SOON, () -> Files.exists(file));
        assertEquals("image,class,author", Files.readAllLines(file).get(0));
        User.command("org.loupe.ui.window.theme");
    }

    @Test
    @Order(5)
    void masksComeInAsLabelsOfTheirImages() throws Exception {
        Path masks = temp.resolve("masks");
        LabelFormats.byId("masks-instance").write(ui(() -> LabelTransfer.export(session().project().orElseThrow())),
                masks, ui(() -> KnownImages.of(session().project().orElseThrow().labels(), table(),
                        session().registry())));
        Shell wizard = wizard();
        type(wizard, "Labels", masks.toString());
        waitUntil("the format is told by the content", SOON,
                () -> says(wizard, "Masks, by instance file: "));
        screenshot("import-labels-masks");
        choose(wizard, "Pascal VOC");
        waitUntil("another format does not read it", SOON, () -> !ui(() -> finish(wizard).isEnabled())
                && !says(wizard, "Masks, by instance file"));
        screenshot("import-labels-wrong");
        choose(wizard, "as the content tells");
        waitUntil("all of them are there", SOON, () -> says(wizard, "Masks, by instance file: "));
        ui(() -> {
            for (Button one : all(wizard, Button.class))
                if (one.getText().startsWith("replace") || one.getText().startsWith("keep")) {
                    one.setSelection(one.getText().startsWith("replace"));
                    one.notifyListeners(SWT.Selection, new Event());
                }
            return null;
        });
        waitUntil("they replace the others", SOON, () -> ui(() -> finish(wizard).isEnabled()));
        User.click(finish(wizard));
        waitUntil("they are there", SOON, () -> ui(() -> table().labels().stream()
                .anyMatch(l -> l.source().equals("masks") && l.shape() instanceof LabelShape.Mask)));
    }
}
