package org.loupe.tests.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.loupe.tests.ui.RunningWorkbench.page;
import static org.loupe.tests.ui.RunningWorkbench.ui;
import static org.loupe.tests.ui.RunningWorkbench.waitUntil;
import static org.loupe.tests.ui.User.command;

import java.util.List;
import java.util.Map;

import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.loupe.engine.Item;
import org.loupe.store.labels.LabelEdit;
import org.loupe.store.labels.LabelOrigin;
import org.loupe.store.labels.LabelShape.Box;
import org.loupe.store.labels.LabelTile;
import org.loupe.store.labels.TileState;
import org.loupe.ui.Session;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.viewer.internal.labelreview.SplitsView;
import org.loupe.workspace.labels.DefectClasses;
import org.loupe.workspace.labels.SplitRule;

/** Tiles are split by a rule that the iteration remembers; what leaks is named and closed. */
@ExtendWith(RunningWorkbench.class)
@TestMethodOrder(OrderAnnotation.class)
class SplitsViewTest {
    private static final long WHILE = 60_000;

    private static Session session() {
        return PlatformUI.getWorkbench().getService(Session.class);
    }

    private static SplitsView view() {
        return (SplitsView) ui(() -> page().showView(Ids.SPLITS_VIEW));
    }

    private static String remembered() {
        return ui(() -> session().project().orElseThrow().project().getIterations().get(0).getSplitRule());
    }

    @AfterAll
    static void close() {
        command("org.loupe.ui.file.closeProject");
    }

    /** All tiles of the sample, each two of one wafer, with labels of two classes. */
    @Test
    @Order(1)
    void tilesAreCounted() {
        command(Ids.OPEN_SAMPLE);
        waitUntil("the sample is open", WHILE, () -> ui(() -> session().project().isPresent()
                && session().items().size() > 7 && session().task().isEmpty()));
        command(Ids.LABEL);
        view();
        ui(() -> {
            session().edit(project -> {
                project.change("Classes", () -> {
                    for (String name : List.of("Open", "Short"))
                        if (DefectClasses.byName(project.project(), name).isEmpty())
                            DefectClasses.add(project.project(), name);
                });
                List<Integer> codes = DefectClasses.of(project.project()).stream().map(c -> c.getCode()).toList();
                LabelEdit edit = project.labels().edit();
                int n = 0;
                for (Item item : session().items()) {
                    LabelTile tile = edit.tile(project.labels().image(item));
                    edit.tile(tile.origin(new LabelOrigin("L7", "W" + n / 2, "", 0, 0)).state(TileState.COMPLETE));
                    for (int i = 0; i <= n % 3; i++)
                        edit.add(tile, new Box(30 + 60 * i, 40, 30, 30), codes.get((n + i) % 2), "", "");
                    n++;
                }
                project.change(edit.change("Label"));
            });
            return null;
        });
        int all = ui(() -> session().items().size());
        waitUntil("no tile is split", WHILE, () -> Map.of("", all, "train", 0, "validation", 0, "test", 0)
                .equals(ui(() -> view().counts())));
    }

    @Test
    @Order(2)
    void theBarIsDraggedAndSplitKeepsItsRule() throws Exception {
        SplitsView view = view();
        Canvas bar = ui(() -> User.all(Canvas.class, c -> c.getClass().getSimpleName().equals("SplitShares"))).get(0);
        Point size = ui(() -> bar.getSize());
        User.drag(bar, new Point((int) Math.round(0.85 * (size.x - 1)), 10),
                new Point((int) Math.round(0.8 * (size.x - 1)), 10), 0);
        User.drag(bar, new Point((int) Math.round(0.7 * (size.x - 1)), 10),
                new Point((int) Math.round(0.6 * (size.x - 1)), 10), 0);
        assertEquals(new SplitRule("wafer", 60, 20, 20, 1), ui(() -> view.rule()));
        command("org.loupe.ui.splits.split");
        int all = ui(() -> session().items().size());
        waitUntil("all tiles are split", WHILE, () -> ui(() -> view.counts().get("") == 0
                && view.counts().get("train") >= all / 2));
        assertEquals(0, ui(() -> view.leaks()));
        assertEquals("group=wafer train=60 validation=20 test=20 seed=1", remembered());
        Thread.sleep(400);
        RunningWorkbench.screenshot("splits");
    }

    @Test
    @Order(3)
    void leaksAreNamedAndFixed() throws Exception {
        SplitsView view = view();
        ui(() -> {
            session().edit(project -> {
                LabelEdit edit = project.labels().edit();
                LabelTile moved = project.labels().table().tiles().stream().filter(t -> t.split().equals("train"))
                        .findFirst().orElseThrow();
                edit.tile(moved.split("test"));
                project.change(edit.change("Move"));
            });
            return null;
        });
        waitUntil("a leak is found", WHILE, () -> ui(() -> view.leaks() == 1));
        Thread.sleep(400);
        RunningWorkbench.screenshot("splits-leak");
        command("org.loupe.ui.window.theme");
        Thread.sleep(900);
        RunningWorkbench.screenshot("splits-dark");
        command("org.loupe.ui.window.theme");
        assertTrue(ui(() -> view.getTitle()).contains("1 leak"), ui(() -> view.getTitle()));
        command("org.loupe.ui.splits.fix");
        waitUntil("it is closed", WHILE, () -> ui(() -> view.leaks() == 0));
        command("org.eclipse.ui.edit.undo");
        waitUntil("it is back", WHILE, () -> ui(() -> view.leaks() == 1));
        command("org.eclipse.ui.edit.redo");
        waitUntil("it is closed again", WHILE, () -> ui(() -> view.leaks() == 0));
    }

    @Test
    @Order(4)
    void anotherGroupingFindsOtherLeaks() {
        SplitsView view = view();
        ui(() -> {
            view.groupBy("folder");
            return null;
        });
        waitUntil("tiles of one folder are in several parts", WHILE, () -> ui(() -> view.leaks() == 1));
        assertEquals("group=wafer train=60 validation=20 test=20 seed=1", remembered(), "only Split changes it");
        ui(() -> {
            view.groupBy("tile");
            return null;
        });
        waitUntil("each tile is a group", WHILE, () -> ui(() -> view.leaks() == 0));
        command("org.loupe.ui.splits.split");
        waitUntil("the rule is kept", WHILE, () -> remembered().startsWith("group=tile"));
    }
}
