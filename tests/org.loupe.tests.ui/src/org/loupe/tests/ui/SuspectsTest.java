package org.loupe.tests.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.loupe.tests.ui.RunningWorkbench.page;
import static org.loupe.tests.ui.RunningWorkbench.ui;
import static org.loupe.tests.ui.RunningWorkbench.waitUntil;
import static org.loupe.tests.ui.RunningWorkbench.window;
import static org.loupe.tests.ui.User.command;
import static org.loupe.tests.ui.User.key;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Link;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.loupe.api.Detections;
import org.loupe.api.ToolException;
import org.loupe.engine.Item;
import org.loupe.exchange.Truth;
import org.loupe.exchange.TruthReader;
import org.loupe.exchange.Truths;
import org.loupe.model.DefectClass;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelEdit;
import org.loupe.store.labels.LabelShape.Box;
import org.loupe.store.labels.LabelTile;
import org.loupe.store.labels.TileState;
import org.loupe.ui.Session;
import org.loupe.ui.TileFilter;
import org.loupe.ui.TileOrder;
import org.loupe.ui.TileOrders;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.viewer.internal.curation.Curating;
import org.loupe.ui.viewer.internal.curation.SuspectsView;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.labels.DefectClasses;

/** Wrong classes are planted among the labels of the sample, suspected, and decided one by one from the keyboard. */
@ExtendWith(RunningWorkbench.class)
@TestMethodOrder(OrderAnnotation.class)
class SuspectsTest {
    private static final long SOON = 20_000, WHILE = 120_000;
    private static final int PLANTED = 4;

    private static List<Integer> planted;

    private static Session session() {
        return window().getService(Session.class);
    }

    private static Curating curating() {
        return Curating.of(session());
    }

    private static SuspectsView view() {
        return (SuspectsView) ui(() -> page().showView(Ids.SUSPECTS_VIEW));
    }

    private static void follow(String link) {
        Link found = User.find(Link.class, link);
        ui(() -> {
            found.notifyListeners(SWT.Selection, new Event());
            return null;
        });
    }

    private static Label label(int id) {
        return session().desk().table().label(id).orElseThrow();
    }

    private static int chosen() {
        return ui(() -> curating().shown().get(curating().chosen()).label().id());
    }

    /** The truth of the sample as labels; all tiles but the last six are complete. */
    private static void labelTruth() {
        session().edit(project -> {
            try {
                Truths truths = new Truths(TruthReader.read(project.folder().resolve("truth.json")));
                LabelEdit edit = project.labels().edit();
                List<Item> items = session().items();
                for (int i = 0; i < items.size(); i++) {
                    Truth truth = truths.find(items.get(i).name(), items.get(i).test().toString()).orElseThrow();
                    LabelTile tile = edit.tile(project.labels().image(items.get(i)));
                    Detections boxes = truth.boxes();
                    boolean open = i >= items.size() - 6;
                    for (int k = 0; k < boxes.size(); k++) {
                        Box box = new Box(boxes.x()[k], boxes.y()[k], boxes.width()[k], boxes.height()[k]);
                        int code = code(project, boxes.className(k));
                        if (open)
                            edit.propose(tile, box, code, 0.7f, "golden-board");
                        else
                            edit.add(tile, box, code, "", "");
                    }
                    if (!open)
                        edit.state(tile, TileState.COMPLETE);
                }
                project.change(edit.change("Label"));
            } catch (ToolException e) {
                throw new AssertionError(e);
            }
        });
    }

    private static int code(ProjectFile project, String name) {
        return DefectClasses.byName(project.project(), name).map(DefectClass::getCode).orElseGet(() -> {
            int[] code = new int[1];
            project.change("Add class", () -> code[0] = DefectClasses.add(project.project(), name).getCode());
            return code[0];
        });
    }

    @Test
    @Order(1)
    void thereIsNothingBeforeItIsLookedFor() {
        command(Ids.OPEN_SAMPLE);
        waitUntil("the sample is open", WHILE, () -> ui(() -> session().project().isPresent()
                && session().items().size() >= 12 && session().task().isEmpty()));
        command(Ids.LABEL);
        ui(() -> {
            labelTruth();
            return null;
        });
        assertTrue(ui(() -> view().emptyText()).contains("No label was judged yet"));
    }

    @Test
    @Order(2)
    void plantedErrorsComeFirst() throws Exception {
        planted = ui(() -> {
            List<Label> all = session().desk().table().labels().stream().filter(Label::counts).toList();
            List<Integer> codes = all.stream().map(Label::code).distinct().sorted().toList();
            List<Integer> wrong = new ArrayList<>();
            session().desk().change(edit -> {
                for (int i = 0; i < PLANTED; i++) {
                    Label label = all.get(all.size() * (2 * i + 1) / (2 * PLANTED));
                    edit.classify(label, codes.get((codes.indexOf(label.code()) + 1) % codes.size()));
                    wrong.add(label.id());
                }
                return "Plant";
            });
            return wrong;
        });
        follow("Find suspects");
        waitUntil("the labels are judged", WHILE, () -> ui(() -> curating().suspects().isPresent()
                && session().task().isEmpty()));
        long first = ui(() -> curating().suspects().orElseThrow().all().stream().limit(2 * PLANTED)
                .filter(s -> planted.contains(s.label().id())).count());
        assertTrue(first >= PLANTED - 1, first + " of " + PLANTED + " among the first " + 2 * PLANTED);
        assertTrue(ui(() -> view().noteText()).contains("labels in doubt"), () -> ui(() -> view().noteText()));
        ui(() -> {
            curating().choose(0);
            return null;
        });
        Thread.sleep(1500);
        RunningWorkbench.screenshot("suspects");
    }

    @Test
    @Order(3)
    void theyAreDecidedFromTheKeyboard() throws Exception {
        User.focus(ui(() -> view().grid()));
        int id = chosen(), before = ui(() -> label(id).code()), count = ui(() -> curating().shown().size());
        int suggested = ui(() -> curating().shown().get(0).suggested());
        assertEquals(Set.of(id), ui(() -> new TreeSet<>(session().desk().selection())), "it is selected everywhere");
        key("A");
        waitUntil("it is accepted", SOON, () -> ui(() -> label(id).code() == suggested));
        assertEquals(count - 1, ui(() -> curating().shown().size()));
        assertTrue(chosen() != id, "the next one is chosen");

        int kept = chosen(), given = ui(() -> label(kept).code());
        key("K");
        waitUntil("it is kept", SOON, () -> ui(() -> curating().shown().size() == count - 2));
        assertEquals(given, ui(() -> label(kept).code()));

        int left = chosen();
        key("N");
        assertTrue(ui(() -> curating().shown().size() == 1) || chosen() != left);
        assertTrue(ui(() -> curating().shown().stream().anyMatch(s -> s.label().id() == left)),
                "leaving is not accepting");

        command("org.eclipse.ui.edit.undo");
        command("org.eclipse.ui.edit.undo");
        assertEquals(before, ui(() -> label(id).code()));
        assertEquals(count, ui(() -> curating().shown().size()), "what is taken back is in doubt again");
        int again = chosen();
        key("K");
        key("A");
        assertEquals(count - 2, ui(() -> curating().shown().size()));
        command("org.loupe.ui.suspects.find");
        waitUntil("the labels are judged anew", WHILE, () -> ui(() -> session().task().isEmpty()));
        assertTrue(ui(() -> curating().suspects().orElseThrow().all().stream()
                .noneMatch(s -> s.label().id() == again)), "what was kept does not come again");
    }

    @Test
    @Order(4)
    void theLimitSaysWhatIsListed() {
        ui(() -> {
            curating().limit(1);
            return null;
        });
        assertEquals("No suspects above 1.00. <a>Lower the limit.</a>", ui(() -> view().emptyText()));
        follow("Lower the limit");
        assertTrue(ui(() -> !curating().shown().isEmpty()));
        ui(() -> {
            curating().limit(0);
            return null;
        });
        int all = ui(() -> curating().shown().size());
        assertTrue(all > 20, all + " labels");
    }

    private static TileOrder order(String id) {
        return ui(() -> session().queue().orders().stream().filter(o -> o.id().equals(id)).findFirst().orElseThrow());
    }

    private static List<String> listed() {
        return ui(() -> IntStream.range(0, session().queue().size())
                .mapToObj(i -> session().queue().get(i).item().name()).toList());
    }

    @Test
    @Order(5)
    void tilesAreOrderedByWhatTheyTeach() throws Exception {
        ui(() -> page().showView(Ids.TILES_VIEW));
        List<String> names = listed();
        Set<String> open = new TreeSet<>(names.subList(names.size() - 6, names.size()));
        for (String id : List.of("uncertain", "diverse")) {
            ui(() -> {
                session().queue().order(order(id));
                return null;
            });
            waitUntil("the tiles are looked at and ordered", WHILE, () -> ui(() -> session().task().isEmpty())
                    && new TreeSet<>(listed().subList(0, 6)).equals(open));
        }
        ui(() -> {
            session().queue().order(order("suspects"));
            return null;
        });
        String doubted = ui(() -> session().desk().table().tile(label(planted.get(PLANTED - 1)).tile()).orElseThrow()
                .name());
        waitUntil("tiles with suspects come first", SOON, () -> listed().subList(0, 6).stream()
                .anyMatch(name -> doubted.contains(name) || name.contains(doubted)));
        RunningWorkbench.screenshot("suspects-tiles");
    }

    @Test
    @Order(6)
    void tilesAreFilteredByWhatTheyShow() {
        ui(() -> {
            session().queue().order(TileOrders.NAME);
            return null;
        });
        for (String id : List.of("curated.blurred", "curated.duplicates", "curated.unlike")) {
            TileFilter filter = ui(() -> session().queue().offeredFilters().stream().filter(f -> f.id().equals(id))
                    .findFirst().orElseThrow());
            ui(() -> {
                session().queue().filters(Set.of(filter));
                return null;
            });
            waitUntil("of boards that were all made alike few are " + id, SOON, () -> listed().size() <= 3);
        }
        ui(() -> {
            session().queue().filters(Set.of());
            return null;
        });
    }

    @Test
    @Order(7)
    void theProjectIsClosed() {
        ui(() -> {
            curating().limit(0.5);
            session().close();
            return null;
        });
        waitUntil("nothing is in doubt any more", SOON, () -> ui(() -> curating().suspects().isEmpty()));
        assertEquals(List.of(), ui(() -> curating().shown()));
    }
}
