package org.loupe.tests.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.loupe.tests.ui.RunningWorkbench.page;
import static org.loupe.tests.ui.RunningWorkbench.ui;
import static org.loupe.tests.ui.RunningWorkbench.waitUntil;
import static org.loupe.tests.ui.User.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.loupe.engine.Item;
import org.loupe.model.DefectClass;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelEdit;
import org.loupe.store.labels.LabelShape.Box;
import org.loupe.store.labels.LabelTable;
import org.loupe.store.labels.LabelTile;
import org.loupe.store.labels.TileState;
import org.loupe.ui.Session;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.internal.StatusBar;
import org.loupe.ui.viewer.internal.ImageEditor;
import org.loupe.ui.viewer.internal.labelreview.LabelReviewView;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.labels.DefectClasses;

/**
 * Two people's labels are held against each other and settled by keys; a second opinion is given without seeing
 * them.
 */
@ExtendWith(RunningWorkbench.class)
@TestMethodOrder(OrderAnnotation.class)
class ReviewLabelsTest {
    private static final long WHILE = 60_000;

    private static Session session() {
        return PlatformUI.getWorkbench().getService(Session.class);
    }

    private static LabelTable table() {
        return session().desk().table();
    }

    private static LabelReviewView view() {
        return (LabelReviewView) ui(() -> page().showView(Ids.LABEL_REVIEW_VIEW));
    }

    /** Waits until so many differences are listed. */
    private static void listed(int count) {
        LabelReviewView view = view();
        waitUntil(count + " differences are listed", WHILE,
                () -> ui(() -> view.agreement() != null && view.count() == count));
    }

    @AfterAll
    static void close() {
        ui(() -> {
            session().desk().layer("");
            return null;
        });
        command("org.loupe.ui.file.closeProject");
    }

    @Test
    @Order(1)
    void withoutSecondOpinionsItSaysHowToGiveOne() throws Exception {
        command(Ids.OPEN_SAMPLE);
        waitUntil("the sample is open", WHILE, () -> ui(() -> session().project().isPresent()
                && session().items().size() > 3 && session().task().isEmpty()));
        command(Ids.LABEL);
        assertNotNull(view());
        assertTrue(!User.all(org.eclipse.swt.widgets.Label.class, l -> l.isVisible()
                && l.getText().startsWith("No second opinion yet.")).isEmpty());
    }

    private static void label(Item item, String layer, int code, float x, float y, float size) {
        ui(() -> {
            session().edit(project -> {
                LabelEdit edit = project.labels().edit();
                LabelTile tile = edit.tile(project.labels().image(item));
                edit.add(tile, new Box(x, y, size, size), code, "", layer);
                if (layer.isEmpty())
                    edit.state(edit.tile(tile.image()), TileState.COMPLETE);
                project.change(edit.change("Label"));
            });
            return null;
        });
    }

    @Test
    @Order(2)
    void differencesAreListedThePlainestFirst() throws Exception {
        ui(() -> {
            session().edit(project -> project.change("Classes", () -> {
                for (String name : List.of("Open", "Short", "Spur"))
                    if (DefectClasses.byName(project.project(), name).isEmpty())
                        DefectClasses.add(project.project(), name);
            }));
            return null;
        });
        List<Integer> codes = ui(() -> DefectClasses.of(session().project().orElseThrow().project()).stream()
                .map(DefectClass::getCode).limit(3).toList());
        List<Item> items = ui(() -> session().items());
        for (int i = 0; i < 3; i++) {
            Item item = items.get(i);
            label(item, "", codes.get(0), 40, 40, 40);
            label(item, "", codes.get(1), 120, 60, 50);
            label(item, "ben", codes.get(0), 40, 40, 40);
            label(item, "ben", codes.get(1), 120, 60, 50);
        }
        label(items.get(0), "", codes.get(2), 200, 120, 48); // another class
        label(items.get(0), "ben", codes.get(1), 200, 121, 48);
        label(items.get(1), "", codes.get(0), 60, 160, 40); // another outline: IoU 0.6
        label(items.get(1), "ben", codes.get(0), 70, 160, 40);
        label(items.get(2), "ben", codes.get(2), 220, 200, 40); // only ben
        listed(3);
        assertEquals(3, ui(() -> view().agreement().tiles()));
        assertEquals(8, ui(() -> view().agreement().pairs()));
        ui(() -> {
            view().choose(1);
            return null;
        });
        waitUntil("the tile is shown", WHILE, () -> ui(() -> session().image().filter(items.get(0)::equals)
                .isPresent()));
        Thread.sleep(900);
        RunningWorkbench.screenshot("label-review");
        command("org.loupe.ui.window.theme");
        Thread.sleep(900);
        RunningWorkbench.screenshot("label-review-dark");
        command("org.loupe.ui.window.theme");
    }

    @Test
    @Order(3)
    void theViewerShowsBothSides() throws Exception {
        ImageEditor editor = (ImageEditor) ui(() -> page().getActiveEditor());
        Control canvas = ui(() -> editor.canvas());
        int[] drawn = new int[2];
        for (int pass = 0; pass < 2; pass++) {
            int now = pass;
            ui(() -> {
                view().choose(now == 0 ? 0 : 1); // another tile, then the first again
                return null;
            });
            Item item = ui(() -> session().items()).get(now == 0 ? 2 : 0);
            waitUntil("the tile is shown", WHILE, () -> ui(() -> session().image().filter(item::equals).isPresent()));
        }
        for (int pass = 0; pass < 2; pass++) {
            boolean hidden = pass == 1;
            ui(() -> {
                page().showView(hidden ? Ids.SPLITS_VIEW : Ids.LABEL_REVIEW_VIEW);
                canvas.redraw();
                return null;
            });
            Thread.sleep(600);
            drawn[pass] = picture(canvas);
        }
        assertNotEquals(drawn[1], drawn[0], "ben's labels are seen while his differences are");
        view();
    }

    /** A number for what a control shows. */
    private static int picture(Control control) {
        return ui(() -> {
            Image image = new Image(control.getDisplay(), control.getSize().x, control.getSize().y);
            GC gc = new GC(control);
            gc.copyArea(image, 0, 0);
            gc.dispose();
            int hash = Arrays.hashCode(image.getImageData().data);
            image.dispose();
            return hash;
        });
    }

    @Test
    @Order(4)
    void aCellOfTheMatrixListsItsDifferencesAlone() {
        List<Integer> codes = ui(() -> DefectClasses.of(session().project().orElseThrow().project()).stream()
                .map(DefectClass::getCode).limit(3).toList());
        ui(() -> {
            view().cell(codes.get(2), codes.get(1));
            return null;
        });
        listed(1);
        ui(() -> {
            view().cell(-1, codes.get(2));
            return null;
        });
        listed(1);
        User.key(User.focus(ui(() -> view().list())), "ESC");
        listed(3);
    }

    @Test
    @Order(5)
    void aKeySettlesAndUndoBringsBack() throws Exception {
        Control list = ui(() -> view().list());
        ui(() -> {
            view().choose(0);
            return null;
        });
        int before = ui(() -> table().countedLabels());
        User.key(User.focus(list), "M2+A"); // ben alone marked it: it becomes an agreed label
        listed(2);
        assertEquals(before + 1, ui(() -> table().countedLabels()));
        User.type(ui(() -> view().comment().text()), "touches the neighbour");
        User.key(User.focus(list), "A"); // other class: the agreed one is right
        listed(1);
        Label agreed = ui(() -> table().labels().stream().filter(l -> !l.comment().isEmpty()).findFirst()
                .orElseThrow());
        assertEquals("touches the neighbour", agreed.comment());
        assertEquals("", agreed.layer());
        assertEquals("", ui(() -> view().comment().text().getText()), "it was for that one");
        command("org.eclipse.ui.edit.undo");
        listed(2);
        command("org.eclipse.ui.edit.redo");
        listed(1);
        User.key(User.focus(list), "M2+A");
        waitUntil("they agree on everything", WHILE, () -> ui(() -> view().agreement().disputes().isEmpty()
                && view().agreement().kappa() == 1));
    }

    @Test
    @Order(6)
    void aSecondOpinionIsGivenBlind() throws Exception {
        Item item = ui(() -> session().items().get(1));
        ui(() -> ImageEditor.show(page(), item, true));
        waitUntil("labels are seen", WHILE, () -> ui(() -> session().image().filter(item::equals).isPresent()
                && session().desk().labels().size() == 3));
        command("org.loupe.ui.label.secondOpinion");
        String who = ui(() -> session().desk().labelling().orElseThrow().who());
        assertEquals(who, ui(() -> session().desk().layer()));
        assertEquals(0, ui(() -> session().desk().labels().size()), "the agreed labels are hidden");
        int counted = ui(() -> table().countedLabels());
        ui(() -> session().desk().add(new Box(10, 10, 20, 20)));
        assertEquals(1, ui(() -> session().desk().labels().size()));
        assertEquals(counted, ui(() -> table().countedLabels()), "an opinion does not count");
        Thread.sleep(500);
        RunningWorkbench.screenshot("label-second-opinion");
        command("org.loupe.ui.label.secondOpinion");
        assertEquals(3, ui(() -> session().desk().labels().size()));
    }

    @Test
    @Order(7)
    void theJournalIsCheckedByACommand() throws Exception {
        ProjectFile project = ui(() -> session().project().orElseThrow());
        project.labels().flush();
        command("org.loupe.ui.label.checkJournal");
        said("Nothing was changed since it was written");
        Path journal = project.resolve("labels/journal.jsonl");
        String lines = Files.readString(journal);
        Files.writeString(journal, lines.replaceFirst("\"what\":\"Label\"", "\"what\":\"Lapel\""));
        command("org.loupe.ui.label.checkJournal");
        said("of journal.jsonl is damaged: it does not follow");
        Files.writeString(journal, lines);
        command("org.loupe.ui.label.checkJournal");
        said("Nothing was changed since it was written");
    }

    private static void said(String words) {
        waitUntil("the status line says " + words, WHILE, () -> ui(() -> ((StatusBar) session().status()).hint())
                .contains(words));
    }
}
