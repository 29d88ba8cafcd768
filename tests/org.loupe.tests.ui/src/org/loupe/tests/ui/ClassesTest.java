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
import static org.loupe.tests.ui.User.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.loupe.model.DefectClass;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelEdit;
import org.loupe.store.labels.LabelShape.Box;
import org.loupe.store.labels.LabelTable;
import org.loupe.store.labels.LabelTile;
import org.loupe.store.labels.TileState;
import org.loupe.ui.ClassColours;
import org.loupe.ui.Palette;
import org.loupe.ui.Session;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.viewer.internal.classes.ClassesView;
import org.loupe.ui.viewer.internal.classes.LabelBookView;
import org.loupe.workspace.labels.DefectClasses;
import org.loupe.workspace.labels.LabelBook;

/** Classes are named, merged, split and told from each other, with their labels, and all of it is taken back. */
@ExtendWith(RunningWorkbench.class)
@TestMethodOrder(OrderAnnotation.class)
class ClassesTest {
    private static final long SOON = 20_000, WHILE = 120_000;

    private static List<String> before;

    private static Session session() {
        return window().getService(Session.class);
    }

    private static ClassesView view() {
        return (ClassesView) ui(() -> page().showView(Ids.CLASSES_VIEW));
    }

    private static LabelBookView book() {
        return (LabelBookView) ui(() -> page().showView(Ids.LABEL_BOOK_VIEW));
    }

    private static void run(Runnable gesture) {
        ui(() -> {
            gesture.run();
            return null;
        });
    }

    private static void undo() {
        command("org.eclipse.ui.edit.undo");
    }

    private static LabelTable table() {
        return session().desk().table();
    }

    private static List<String> names() {
        return ui(() -> DefectClasses.of(session().project().orElseThrow().project()).stream()
                .map(DefectClass::getName).toList());
    }

    private static DefectClass named(String name) {
        return DefectClasses.byName(session().project().orElseThrow().project(), name).orElseThrow();
    }

    private static int examples(String name) {
        return ui(() -> table().classTally(named(name).getCode()).examples());
    }

    private static void click(String name) {
        Point at = ui(() -> view().place(name));
        User.click(ui(() -> view().canvas()), at.x, at.y, 0);
    }

    /** Replaces what the field holds that has just come, and ends with Return. */
    private static void write(String text) {
        waitUntil("a name can be written", SOON, () -> ui(() -> view().editor() != null));
        run(() -> {
            Text field = view().editor();
            field.setText(text);
            field.notifyListeners(SWT.DefaultSelection, new Event());
        });
    }

    /** 4 labels of each of three classes on each of 12 images, half of which are complete. */
    private static void label() {
        session().edit(project -> {
            LabelEdit edit = project.labels().edit();
            List<DefectClass> classes = DefectClasses.of(project.project());
            for (int i = 0; i < 12; i++) {
                LabelTile tile = edit.tile(project.labels().image(session().items().get(i)));
                for (int k = 0; k < 12; k++)
                    edit.add(tile, new Box(40 + 45 * k, 60 + 37 * i, 18 + 2 * k, 20), classes.get(k % 3).getCode(),
                            "", "");
                edit.propose(tile, new Box(300, 500, 30, 20), classes.get(3).getCode(), 0.9f, "golden-board");
                if (i % 2 == 0)
                    edit.state(tile, TileState.COMPLETE);
            }
            project.change(edit.change("Label"));
        });
    }

    @Test
    @Order(1)
    void classesAreCountedAndWhatIsMissingIsSaid() throws Exception {
        command(Ids.OPEN_SAMPLE);
        waitUntil("the sample is open", WHILE, () -> ui(() -> session().project().isPresent()
                && session().items().size() >= 12 && session().task().isEmpty()));
        command(Ids.LABEL);
        run(ClassesTest::label);
        before = names();
        assertEquals(before, ui(() -> view().lines()));
        assertEquals(48, examples(before.get(0)));
        click(before.get(1));
        assertEquals(before.get(1), ui(() -> session().desk().className(session().desk().code())));
        settle(500);
        screenshot("classes");
    }

    @Test
    @Order(2)
    void namesAreWrittenInPlace() {
        click(before.get(0));
        User.key("F2");
        write("Broken line");
        assertEquals("Broken line", names().get(0));
        command("org.loupe.ui.classes.new");
        write(before.get(1).toUpperCase());
        assertEquals(before.size(), names().size(), "there is a class of that name");
        command("org.loupe.ui.classes.new");
        write("Scratch");
        assertEquals("Scratch", names().get(before.size()));
        undo();
        undo();
        assertEquals(before, names());
    }

    @Test
    @Order(3)
    void rowsAreDraggedToAnotherPlace() {
        Point first = ui(() -> view().place(before.get(0))), third = ui(() -> view().place(before.get(2)));
        User.drag(ui(() -> view().canvas()), first, new Point(third.x, third.y + 10), 0);
        assertEquals(List.of(before.get(1), before.get(2), before.get(0)), names().subList(0, 3));
        undo();
        click(before.get(0));
        command("org.loupe.ui.classes.down");
        assertEquals(before.get(0), names().get(1));
        undo();
        assertEquals(before, names());
    }

    @Test
    @Order(4)
    void mergingAndDeletingTakeLabelsAlong() {
        click(before.get(0));
        Point at = ui(() -> view().place(before.get(0)));
        User.contextMenu(ui(() -> view().canvas()), at.x, at.y, "Merge into", before.get(1));
        waitUntil("one class is left of two", SOON, () -> names().size() == before.size() - 1);
        assertEquals(96, examples(before.get(1)));
        undo();
        assertEquals(48, examples(before.get(0)));
        click(before.get(0));
        command("org.loupe.ui.classes.delete");
        waitUntil("the class is gone", SOON, () -> names().size() == before.size() - 1);
        assertEquals(48, ui(() -> table().classTally(0).examples()));
        undo();
        assertEquals(before, names());
        assertEquals(48, examples(before.get(0)));
    }

    @Test
    @Order(5)
    void splittingShowsFirstWhatAFilterMatches() throws Exception {
        click(before.get(2));
        command("org.loupe.ui.classes.split");
        assertTrue(ui(() -> view().asking()));
        String start = ui(() -> view().filter().getText());
        run(() -> view().filter().setText(start + "width > 30"));
        waitUntil("matches are counted", SOON, () -> ui(() -> view().said().equals("24 labels match.")));
        run(() -> view().filter().setText(start + "width > 30 and ("));
        waitUntil("what is wrong is said", SOON, () -> ui(() -> view().said().startsWith("Expected")));
        run(() -> view().filter().setText(start + "width > 30"));
        waitUntil("matches are counted", SOON, () -> ui(() -> view().said().equals("24 labels match.")));
        settle(700);
        screenshot("classes-split");
        run(() -> view().name().setText("Large"));
        run(() -> view().filter().notifyListeners(SWT.DefaultSelection, new Event()));
        waitUntil("there is a new class", SOON, () -> names().contains("Large"));
        assertEquals(24, examples("Large"));
        assertEquals(24, examples(before.get(2)));
        assertFalse(ui(() -> view().asking()));
        undo();
        assertEquals(before, names());
        assertEquals(48, examples(before.get(2)));
    }

    @Test
    @Order(6)
    void examplesAreShownAndSelected() throws Exception {
        click(before.get(1));
        command("org.loupe.ui.classes.examples");
        waitUntil("labels are shown", SOON, () -> ui(() -> view().pictures().size() == 48));
        List<Label> shown = ui(() -> view().pictures());
        run(() -> session().desk().select(List.of(shown.get(0).id(), shown.get(5).id())));
        settle(700);
        screenshot("classes-examples");
        command("org.loupe.ui.book.add");
        waitUntil("pictures are in the book", SOON, () -> ui(() -> named(before.get(1)).getPictures().size() == 2));
        String file = ui(() -> named(before.get(1)).getPictures().get(0));
        assertTrue(file.startsWith(LabelBook.FOLDER), file);
        assertTrue(Files.size(ui(() -> session().project().orElseThrow().resolve(file))) > 100);
        undo();
        assertEquals(0, ui(() -> named(before.get(1)).getPictures().size()));
        command("org.eclipse.ui.edit.redo");
    }

    @Test
    @Order(7)
    void theBookIsWrittenInPlaceAndPrinted() throws Exception {
        command("org.loupe.ui.classes.book");
        run(() -> {
            book().definition().setText("Copper that joins two lines.");
            book().definition().notifyListeners(SWT.FocusOut, new Event());
            book().rules().setText("touches nothing → " + before.get(0) + "\nis a pad: " + before.get(2));
            book().rules().notifyListeners(SWT.FocusOut, new Event());
        });
        assertEquals("Copper that joins two lines.", ui(() -> named(before.get(1)).getDescription()));
        assertEquals("touches nothing: " + before.get(0), ui(() -> named(before.get(1)).getRules().get(0)));
        run(() -> session().desk().select(List.of(table().labels().get(30).id())));
        command("org.loupe.ui.book.addNot");
        waitUntil("both kinds are shown", SOON, () -> ui(() -> book().pictures(false).size() == 2
                && book().pictures(true).size() == 1));
        settle(700);
        screenshot("label-book");
        Path file = Files.createTempDirectory("loupe-book").resolve("book.html");
        run(() -> book().export(file));
        waitUntil("the book is written", SOON, () -> Files.exists(file));
        String html = Files.readString(file);
        assertTrue(html.contains("Copper that joins two lines.") && html.contains("data:image/png;base64,"));
        Files.delete(file);
        Files.delete(file.getParent());
        run(() -> page().activate(view()));
        settle(500);
        screenshot("classes-book");
    }

    @Test
    @Order(8)
    void aClassHasOneColourInAllParts() throws Exception {
        int[] told = new int[1];
        run(() -> session().listen(window().getShell(), Session.Event.COLOURS, () -> told[0]++));
        click(before.get(1));
        command("org.loupe.ui.classes.recolour");
        settle(300);
        screenshot("classes-colours");
        run(() -> {
            Control popup = display().getFocusControl();
            for (int key : new int[] { SWT.ARROW_DOWN, SWT.CR }) {
                Event stroke = new Event();
                stroke.keyCode = key;
                popup.notifyListeners(SWT.KeyDown, stroke);
            }
        });
        assertEquals(1, ui(() -> told[0]), "parts that show the colours of classes are told");
        String own = ui(() -> named(before.get(1)).getColour());
        assertTrue(own.matches("#[0-9a-f]{6}"), own);
        int code = ui(() -> named(before.get(1)).getCode()), rgb = Integer.parseInt(own.substring(1), 16);
        assertEquals(rgb, ui(() -> session().colours().rgb(code)));
        assertEquals(Palette.rgb(rgb), ui(() -> session().colours().fill(before.get(1), 0)));
        undo();
        assertEquals(2, ui(() -> told[0]));
        assertEquals(ui(() -> Palette.classFill(1)), ui(() -> session().colours().fill(code)));
        assertTrue(ClassColours.refused(0x9B30FF).isPresent(), "purple is reserved");
        assertTrue(ui(() -> session().colours().warning(code, 0xFF6B2C)).orElse("").contains(before.get(0)));
        assertTrue(ui(() -> session().colours().warning(code, session().colours().rgb(code))).isEmpty());
    }

    @Test
    @Order(9)
    void manyClassesAreSearchedAndListedByBin() throws Exception {
        run(() -> session().edit(project -> project.change("KLARF classes", () -> {
            String[] kinds = { "Particle", "Scratch", "Residue", "Bridge", "Void", "Stain" };
            for (int i = 0; i < 270; i++) {
                DefectClass made = DefectClasses.add(project.project(), kinds[i % 6] + " " + (i / 6 + 1));
                made.setBin(i % 7 == 6 ? "" : "Bin " + (i % 12 + 1));
            }
        })));
        waitUntil("bins are listed", SOON, () -> ui(() -> view().lines().contains("[Bin 3]")));
        settle(300);
        screenshot("classes-276");
        run(() -> view().searchField().setText("scratch 7"));
        waitUntil("only those are listed", SOON, () -> ui(() -> view().lines().contains("Scratch 7")
                && !view().lines().contains("Void 1")));
        command("org.loupe.ui.classes.group");
        assertEquals(List.of("Scratch 7"), ui(() -> view().lines()));
        assertEquals("Scratch 7", ui(() -> session().desk().className(session().desk().code())));
        run(() -> view().searchField().setText(""));
        command("org.loupe.ui.window.theme");
        settle(500);
        screenshot("classes-276-dark");
        undo();
        settle(300);
        screenshot("classes-dark");
        command("org.loupe.ui.window.theme");
        assertEquals(before, names());
    }

    @AfterAll
    static void close() {
        command(Ids.INSPECT);
        run(() -> {
            session().desk().select(List.of());
            session().close();
        });
    }
}
