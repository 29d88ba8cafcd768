package org.loupe.tests.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.loupe.tests.ui.RunningWorkbench.page;
import static org.loupe.tests.ui.RunningWorkbench.screenshot;
import static org.loupe.tests.ui.RunningWorkbench.settle;
import static org.loupe.tests.ui.RunningWorkbench.ui;
import static org.loupe.tests.ui.RunningWorkbench.waitUntil;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Predicate;

import org.eclipse.swt.graphics.Point;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.api.Detections;
import org.loupe.api.Region;
import org.loupe.engine.Item;
import org.loupe.engine.Progress;
import org.loupe.ui.LivePreview;
import org.loupe.ui.Preferences;
import org.loupe.ui.Properties;
import org.loupe.ui.Session;
import org.loupe.ui.viewer.ImageCanvas;
import org.loupe.ui.viewer.internal.ImageEditor;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.Samples;

/** The live preview on a scan of 8,320 × 8,320 px, of which only the part in sight is worked on. */
@ExtendWith(RunningWorkbench.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LargeScanTest {
    private static final long SOON = 60_000;
    private static final int TILE = 640, SIDE = 13;

    @TempDir static Path temp;

    private static Session session() {
        return PlatformUI.getWorkbench().getService(Session.class);
    }

    private static ImageEditor viewer() {
        return (ImageEditor) page().getActiveEditor();
    }

    private static ImageCanvas canvas() {
        return viewer().canvas();
    }

    private static void does(Runnable work) {
        ui(() -> {
            work.run();
            return null;
        });
    }

    /** The same board again and again. */
    private static Path scan(Path board, String name) throws Exception {
        StringJoiner tiles = new StringJoiner(", ");
        for (int row = 0; row < SIDE; row++)
            for (int column = 0; column < SIDE; column++)
                tiles.add("{\"file\": \"" + board.getFileName() + "\", \"x\": " + column * TILE + ", \"y\": "
                        + row * TILE + "}");
        return Files.writeString(board.resolveSibling(name), "{\"loupe\": \"scan\", \"version\": 1, \"tiles\": ["
                + tiles + "]}");
    }

    @BeforeAll
    static void open() throws Exception {
        does(() -> {
            session().close();
            Preferences.LIVE_PREVIEW.set(true);
        });
        Path folder = temp.resolve("boards");
        Samples.write(new Samples.Request("boards", Map.of("good", 0, "maxRotation", 0, "maxScale", 0), 1, 5, folder),
                ui(() -> session().registry()), Progress.NONE);
        ProjectFile file = ProjectFile.open(folder);
        does(() -> session().open(file));
        waitUntil("the board is listed", SOON, () -> ui(() -> session().items().size() == 1));
        Item board = ui(() -> session().items().get(0));
        Item large = new Item("large", scan(board.test(), "large.scan.json"), 0,
                Optional.of(scan(board.reference().orElseThrow(), "golden.scan.json")), board.umPerPx(),
                board.conditions());
        does(() -> ImageEditor.show(page(), large, true));
        waitUntil("the scan is shown", SOON, () -> ui(() -> session().image().filter(large::equals).isPresent()
                && canvas().complete()));
    }

    @AfterAll
    static void close() {
        does(() -> session().close());
        waitUntil("no project is open", SOON, () -> ui(() -> session().project().isEmpty()));
    }

    private static LivePreview preview(String what, Predicate<LivePreview> holds) {
        waitUntil(what, SOON, () -> ui(() -> session().preview().filter(p -> p.image().equals(viewer().item()))
                .filter(holds).isPresent()));
        return ui(() -> session().preview().orElseThrow());
    }

    private static void picture(String name) throws Exception {
        waitUntil("all tiles in sight have come", SOON, () -> ui(() -> canvas().complete()));
        settle(500); // the strip's pictures come by themselves
        screenshot(name);
    }

    @Test
    @Order(1)
    void fromFarAwayItIsApproximate() throws Exception {
        User.command("org.loupe.ui.viewer.fit");
        LivePreview far = preview("a preview from far away", p -> p.scale() > 1);
        assertEquals(new Region(0, 0, SIDE * TILE, SIDE * TILE), far.region());
        picture("large-fit");
        does(() -> session().stage(far.stages().size() - 2));
        waitUntil("the difference is drawn", SOON, () -> ui(() -> canvas().patch().isPresent()));
        picture("large-fit-difference");
        does(() -> session().stage(-1));
    }

    @Test
    @Order(2)
    void whatIsInSightIsWorkedOnExactly() throws Exception {
        does(() -> canvas().view().set(3000, 3000, 1));
        LivePreview near = preview("a preview of what is in sight", p -> p.scale() == 1 && p.error().isEmpty()
                && p.detections().size() > 0 && p.region().contains(3000, 3000));
        assertTrue(near.region().width() < SIDE * TILE / 2, near.region().toString());
        picture("large-near");
        does(() -> session().stage(near.stages().size() - 2));
        waitUntil("the difference is drawn", SOON, () -> ui(() -> canvas().patch().isPresent()));
        picture("large-near-difference");
        does(() -> {
            session().stage(-1);
            canvas().pan(900, 700);
        });
        LivePreview moved = preview("the preview follows", p -> p.scale() == 1 && p.region().contains(3900, 3700)
                && !p.region().contains(3000, 3000));
        picture("large-panned");
        assertTrue(moved.detections().size() > 0);
    }

    @Test
    @Order(3)
    void whatThePreviewFindsTellsWhatItIs() throws Exception {
        does(() -> canvas().view().set(3000, 3000, 1));
        preview("a preview of what is in sight", p -> p.scale() == 1 && p.region().contains(3000, 3000));
        waitUntil("it is drawn", SOON, () -> ui(() -> canvas().overlay().preview().detections().size() > 0));
        Detections found = ui(() -> canvas().overlay().preview().detections());
        int row = ui(() -> {
            for (int i = 0; i < found.size(); i++) {
                double x = canvas().toScreenX(found.x()[i]), y = canvas().toScreenY(found.y()[i]);
                if (x > 200 && y > 200 && x < canvas().getSize().x - 250 && y < canvas().getSize().y - 100)
                    return i;
            }
            return -1;
        });
        Point at = ui(() -> new Point((int) canvas().toScreenX(found.x()[row] + found.width()[row] / 2),
                (int) canvas().toScreenY(found.y()[row] + found.height()[row] / 2)));
        User.click(ui(LargeScanTest::canvas), at.x, at.y, 0);
        waitUntil("Properties tells of it", SOON, () -> ui(() -> session().subject()
                .filter(Properties.class::isInstance).isPresent()));
        Properties told = ui(() -> (Properties) session().subject().orElseThrow());
        assertEquals("Preview of large", told.title());
        assertTrue(ui(() -> canvas().overlay().chosen()) >= 0);
        assertTrue(ui(() -> session().selection().isEmpty()), "it belongs to no run");
        picture("large-clicked");
        User.click(ui(LargeScanTest::canvas), 30, 30, 0);
        assertEquals(-1, ui(() -> canvas().overlay().chosen()));
    }
}
