package org.loupe.tests.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.loupe.tests.ui.RunningWorkbench.page;
import static org.loupe.tests.ui.RunningWorkbench.screenshot;
import static org.loupe.tests.ui.RunningWorkbench.settle;
import static org.loupe.tests.ui.RunningWorkbench.ui;
import static org.loupe.tests.ui.RunningWorkbench.waitUntil;
import static org.loupe.tests.ui.RunningWorkbench.window;
import static org.loupe.tests.ui.User.command;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.eclipse.swt.widgets.Scrollable;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.loupe.engine.Item;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelShape.Box;
import org.loupe.store.labels.LabelState;
import org.loupe.store.labels.TileState;
import org.loupe.ui.LabelDesk;
import org.loupe.ui.Session;
import org.loupe.ui.TileFilters;
import org.loupe.ui.TileOrders;
import org.loupe.ui.TileQueue;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.viewer.internal.ImageEditor;
import org.loupe.ui.viewer.internal.tiles.LabelHistoryView;
import org.loupe.ui.viewer.internal.tiles.TileLabelsView;
import org.loupe.ui.viewer.internal.tiles.TilesView;

/** The queue of tiles is worked through: machines propose, people accept, and what was done can be taken back. */
@ExtendWith(RunningWorkbench.class)
@TestMethodOrder(OrderAnnotation.class)
class TilesTest {
    private static final long SOON = 20_000, WHILE = 120_000;
    private static final int TILES = 24;

    private static Session session() {
        return window().getService(Session.class);
    }

    private static TileQueue queue() {
        return session().queue();
    }

    private static LabelDesk desk() {
        return session().desk();
    }

    private static TilesView tiles() {
        return (TilesView) ui(() -> page().showView(Ids.TILES_VIEW));
    }

    private static Table labels() {
        return ui(() -> ((TileLabelsView) page().showView(Ids.TILE_LABELS_VIEW)).table());
    }

    private static LabelHistoryView history() {
        return (LabelHistoryView) ui(() -> page().showView(Ids.LABEL_HISTORY_VIEW));
    }

    private static Item shown() {
        return ui(() -> session().image().orElse(null));
    }

    private static void run(Runnable gesture) {
        ui(() -> {
            gesture.run();
            return null;
        });
    }

    private static void show(Item tile) {
        run(() -> ImageEditor.show(page(), tile, false));
        waitUntil("the tile is shown", SOON, () -> shown().equals(tile));
    }

    private static void undo() {
        command("org.eclipse.ui.edit.undo");
    }

    @Test
    @Order(1)
    void theTilesOfTheSetAreListedAndTheFirstIsShown() throws Exception {
        command(Ids.OPEN_SAMPLE);
        waitUntil("the sample is open", WHILE, () -> ui(() -> session().project().isPresent()
                && session().items().size() == TILES && session().task().isEmpty()));
        command(Ids.LABEL);
        tiles();
        waitUntil("the tiles are listed", SOON, () -> ui(() -> queue().size() == TILES));
        waitUntil("the first is shown", SOON, () -> shown() != null);
        assertEquals("0 of 24", ui(() -> tiles().progress()));
        assertEquals(List.of(shown()), ui(() -> tiles().chosen()));
        settle(1500); // pictures come
        screenshot("tiles");
    }

    @Test
    @Order(2)
    void arrowsGoFromTileToTile() {
        User.focus(ui(() -> tiles().grid()));
        run(() -> tiles().setFocus());
        Item first = shown();
        User.key(ui(() -> tiles().grid()), "ARROW_RIGHT");
        waitUntil("the next is shown", SOON, () -> shown().equals(ui(() -> queue().get(1).item())));
        User.key(ui(() -> tiles().grid()), "ARROW_LEFT");
        waitUntil("the first is shown again", SOON, () -> shown().equals(first));
    }

    @Test
    @Order(2)
    void theFirstTileIsWholeAlsoIfItWasShownBeforeThereWasRoom() {
        Scrollable grid = (Scrollable) ui(() -> tiles().grid());
        run(() -> {
            grid.setSize(grid.getSize().x, 10);
            grid.notifyListeners(SWT.Resize, new Event());
        });
        User.key(grid, "ARROW_RIGHT");
        User.key(grid, "HOME");
        run(() -> grid.setSize(grid.getSize().x, 400));
        assertEquals(0, (int) ui(() -> grid.getVerticalBar().getSelection()));
        run(() -> grid.getParent().layout(true));
    }

    @Test
    @Order(3)
    void severalTilesAreMarkedAndThatIsTakenBack() {
        run(() -> tiles().setFocus());
        User.key(ui(() -> tiles().grid()), "HOME");
        User.key(ui(() -> tiles().grid()), "SHIFT+ARROW_RIGHT");
        User.key(ui(() -> tiles().grid()), "SHIFT+ARROW_RIGHT");
        assertEquals(3, ui(() -> tiles().chosen().size()));
        command("org.loupe.ui.tiles.complete");
        assertEquals("3 of 24", ui(() -> tiles().progress()));
        Item third = ui(() -> queue().get(2).item()), fourth = ui(() -> queue().get(3).item());
        assertEquals(fourth, ui(() -> queue().nextOpen(third, 1).orElseThrow()));
        assertEquals(ui(() -> queue().get(TILES - 1).item()), ui(() -> queue().nextOpen(third, -1).orElseThrow()),
                "before the first the last follows");
        undo();
        assertEquals("0 of 24", ui(() -> tiles().progress()));
        command("org.loupe.ui.tiles.exclude");
        assertEquals("0 of 21", ui(() -> tiles().progress()), "what is excluded does not count");
        undo();
    }

    @Test
    @Order(4)
    void filtersFollowWhatIsDone() {
        run(() -> queue().filters(Set.of(TileFilters.OPEN)));
        waitUntil("open ones are listed", SOON, () -> ui(() -> queue().filters().size() == 1
                && queue().size() == TILES));
        Item first = ui(() -> queue().get(0).item());
        run(() -> desk().state(List.of(first), TileState.COMPLETE));
        assertEquals(TILES - 1, ui(() -> queue().size()), "it is no longer open");
        assertEquals(ui(() -> queue().get(0).item()), ui(() -> queue().nextOpen(first, 1).orElseThrow()),
                "but keeps its place");
        run(() -> desk().state(session().items(), TileState.COMPLETE));
        assertEquals("All 24 tiles are complete. Start training.", ui(() -> tiles().emptyText()));
        assertTrue(ui(() -> queue().nextOpen(first, 1)).isEmpty());
        undo();
        undo();
        run(() -> queue().filters(Set.of()));
        waitUntil("all are listed", SOON, () -> ui(() -> queue().size() == TILES));
    }

    @Test
    @Order(5)
    void theAutoLabelerProposesOnThisTileAndThenOnAll() throws Exception {
        run(() -> desk().limit(0));
        run(() -> tiles().setFocus());
        User.key(ui(() -> tiles().grid()), "HOME");
        waitUntil("the first is shown", SOON, () -> shown().equals(ui(() -> queue().get(0).item())));
        command("org.loupe.ui.label.autoLabel");
        waitUntil("labels are proposed", WHILE, () -> ui(() -> session().task().isEmpty()
                && desk().table().autoLabels() > 0));
        int first = ui(() -> desk().table().autoLabels());
        assertEquals(first, ui(() -> desk().labels().size()), "on the tile that is shown, and on no other");
        waitUntil("they are in the table", SOON, () -> ui(() -> labels().getItemCount()) == first);
        command("org.loupe.ui.label.autoLabelOpen");
        waitUntil("labels are proposed on all tiles", WHILE, () -> ui(() -> session().task().isEmpty()
                && desk().table().tilesWithAuto() > TILES / 2));
        assertEquals(first, ui(() -> desk().labels().size()), "what was proposed before is not proposed twice");
        waitUntil("the queue knows", SOON, () -> ui(() -> queue().countWithProposals() > TILES / 2));
        settle(300);
        screenshot("tiles-proposals");
        run(() -> queue().order(TileOrders.PROPOSALS));
        waitUntil("most proposals first", SOON, () -> ui(() -> queue().get(0).proposals()
                >= queue().get(1).proposals() && queue().get(0).proposals() > queue().get(TILES - 1).proposals()));
        run(() -> queue().order(TileOrders.NAME));
        waitUntil("by name again", SOON, () -> ui(() -> queue().get(0).item().equals(session().items().get(0))));
    }

    @Test
    @Order(6)
    void whatIsSelectedInTheTableIsSelectedOnTheDesk() {
        Table table = labels();
        run(() -> desk().select(Set.of()));
        Label second = ui(() -> desk().labels().get(1));
        run(() -> desk().select(Set.of(second.id())));
        assertEquals("[1]", ui(() -> Arrays.toString(table.getSelectionIndices())));
        run(() -> desk().reshape(second, second.shape().moved(3, 0)));
        assertEquals("edited", ui(() -> table.getItem(1).getText(3)));
        assertEquals(LabelState.EDITED, ui(() -> desk().selected().get(0).state()));
        undo();
        assertEquals("auto", ui(() -> table.getItem(1).getText(3)));
    }

    @Test
    @Order(7)
    void theSliderHidesAtOnceWhatIsBelow() {
        int all = ui(() -> desk().labels().size());
        float highest = ui(() -> (float) desk().labels().stream().mapToDouble(Label::score).max().orElseThrow());
        run(() -> desk().limit(highest));
        int left = ui(() -> desk().labels().size());
        assertTrue(left <= all && left > 0);
        waitUntil("the table follows", SOON, () -> ui(() -> labels().getItemCount()) == left);
        run(() -> desk().limit(0));
    }

    @Test
    @Order(8)
    void proposalsOfAllTilesAreAcceptedAtOnceAndThatIsTakenBack() {
        int auto = ui(() -> desk().table().autoLabels());
        command("org.loupe.ui.label.acceptTiles");
        waitUntil("all are accepted", SOON, () -> ui(() -> desk().table().autoLabels() == 0));
        assertEquals(auto, ui(() -> desk().table().countedLabels()));
        assertEquals(auto, ui(() -> desk().table().tally(desk().table().iteration()).accepted()));
        undo();
        assertEquals(auto, ui(() -> desk().table().autoLabels()));
        assertEquals(0, ui(() -> desk().table().tally(desk().table().iteration()).accepted()));
    }

    @Test
    @Order(9)
    void whatIsSeenIsAcceptedAndTheNextOpenTileIsShown() {
        Item first = ui(() -> queue().get(0).item()), third = ui(() -> queue().get(2).item());
        show(first);
        run(() -> desk().state(List.of(queue().get(1).item()), TileState.FLAGGED));
        int seen = ui(() -> desk().labels().size());
        command("org.loupe.ui.label.acceptNext");
        waitUntil("the next open tile is shown", SOON, () -> shown().equals(third));
        assertEquals(seen, ui(() -> desk().table().countedLabels()));
        assertEquals(seen, ui(() -> queue().tile(first).orElseThrow().labels()));
        undo();
        undo();
        show(first);
        assertEquals(0, ui(() -> desk().table().countedLabels()));
    }

    @Test
    @Order(10)
    void theHistoryLeadsBack() throws Exception {
        Table table = ui(() -> history().table());
        int before = ui(() -> table.getItemCount());
        int auto = ui(() -> desk().table().autoLabels());
        run(() -> desk().add(new Box(10, 10, 30, 30)));
        run(() -> desk().delete(desk().labels()));
        assertEquals(before + 2, ui(() -> table.getItemCount()));
        assertTrue(ui(() -> desk().table().autoLabels()) < auto);
        screenshot("label-history");
        assertTrue(ui(() -> session().labelsUnsaved().isEmpty()));
        waitUntil("all is on the disk", SOON, () -> ui(() -> !desk().labelling().orElseThrow().pending()));
        run(() -> {
            table.setSelection(2);
            history().goBack();
        });
        waitUntil("the labels are as before", SOON, () -> ui(() -> desk().table().autoLabels() == auto));
        assertFalse(ui(() -> desk().labels().stream().anyMatch(l -> l.state() == LabelState.ADDED)));
        assertEquals(before + 3, ui(() -> table.getItemCount()), "nothing is taken out of the journal");
        undo();
        assertTrue(ui(() -> desk().table().autoLabels()) < auto);
        undo();
        undo();
        assertEquals(auto, ui(() -> desk().table().autoLabels()));
    }
}
