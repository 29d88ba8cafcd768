package org.loupe.tests.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.loupe.tests.ui.RunningWorkbench.display;
import static org.loupe.tests.ui.RunningWorkbench.page;
import static org.loupe.tests.ui.RunningWorkbench.screenshot;
import static org.loupe.tests.ui.RunningWorkbench.ui;
import static org.loupe.tests.ui.RunningWorkbench.waitUntil;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import javax.imageio.ImageIO;

import org.eclipse.emf.common.command.CommandStack;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.loupe.engine.Item;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelEdit;
import org.loupe.store.labels.LabelShape;
import org.loupe.store.labels.LabelShape.Box;
import org.loupe.store.labels.LabelShape.Mask;
import org.loupe.store.labels.LabelShape.Polygon;
import org.loupe.store.labels.LabelShape.RotatedBox;
import org.loupe.store.labels.LabelState;
import org.loupe.store.labels.LabelTile;
import org.loupe.store.labels.TileState;
import org.loupe.ui.LabelDesk;
import org.loupe.ui.Preferences;
import org.loupe.ui.Session;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.internal.start.Projects;
import org.loupe.ui.internal.start.SampleKind;
import org.loupe.ui.viewer.ImageCanvas;
import org.loupe.ui.viewer.internal.ImageEditor;
import org.loupe.workspace.labels.DefectClasses;

/** Labelling in the viewer, with mouse and keyboard as a person does it. */
@ExtendWith(RunningWorkbench.class)
@TestMethodOrder(OrderAnnotation.class)
class LabelToolsTest {
    private static final long WHILE = 180_000, SOON = 30_000;
    private static final String LABEL = "org.loupe.ui.label.";

    private static Session session() {
        return PlatformUI.getWorkbench().getService(Session.class);
    }

    private static LabelDesk desk() {
        return session().desk();
    }

    private static ImageEditor viewer() {
        return ui(() -> ImageEditor.of(page()).orElseThrow());
    }

    private static ImageCanvas canvas() {
        return ui(() -> viewer().canvas());
    }

    private static Point at(double x, double y) {
        return ui(() -> new Point((int) Math.round(canvas().toScreenX(x)), (int) Math.round(canvas().toScreenY(y))));
    }

    private static List<Label> labels() {
        return ui(() -> List.copyOf(desk().labels()));
    }

    private static Label last() {
        List<Label> all = labels();
        return all.get(all.size() - 1);
    }

    private static Label single() {
        List<Label> all = ui(() -> desk().selected());
        assertEquals(1, all.size(), "one label is selected");
        return all.get(0);
    }

    private static Item item() {
        return ui(() -> session().image().orElseThrow());
    }

    private static int code(int place) {
        return ui(() -> DefectClasses.of(session().project().orElseThrow().project()).get(place - 1).getCode());
    }

    private static CommandStack stack() {
        return ui(() -> session().project().orElseThrow().domain().getCommandStack());
    }

    private static void undo() {
        User.command("org.eclipse.ui.edit.undo");
    }

    private static void click(double x, double y, int modifiers) {
        Point p = at(x, y);
        User.click(canvas(), p.x, p.y, modifiers);
    }

    private static void drag(double x0, double y0, double x1, double y1, int modifiers) {
        User.drag(canvas(), at(x0, y0), at(x1, y1), modifiers);
    }

    private static void hover(double x, double y) {
        Point p = at(x, y);
        User.hover(canvas(), p.x, p.y);
    }

    private static void key(String key) {
        User.key(canvas(), key);
    }

    /** Within what one point of the screen covers. */
    private static void near(double x, double y, double width, double height, LabelShape shape) {
        Box box = shape.bounds();
        double slack = 1.5 + 2 / ui(() -> canvas().view().scale());
        assertTrue(Math.abs(box.x() - x) <= slack && Math.abs(box.y() - y) <= slack
                && Math.abs(box.width() - width) <= 2 * slack && Math.abs(box.height() - height) <= 2 * slack,
                () -> "expected " + x + ", " + y + ", " + width + " × " + height + ", found " + box);
    }

    private static void deleteAll() {
        ui(() -> {
            desk().delete(desk().labels());
            return null;
        });
    }

    private static List<Integer> propose(Function<LabelEdit, List<Label>> how) {
        return ui(() -> {
            List<Integer> ids = new ArrayList<>();
            desk().change(edit -> {
                how.apply(edit).forEach(l -> ids.add(l.id()));
                return "Propose";
            });
            return ids;
        });
    }

    private static LabelTile tile(LabelEdit edit) {
        return edit.tile(session().project().orElseThrow().labels().image(session().image().orElseThrow()));
    }

    @Test
    @Order(1)
    void aBoxIsDrawnGetsItsClassAndIsUndone() throws Exception {
        ui(() -> {
            session().close();
            Preferences.LIVE_PREVIEW.set(false);
            Preferences.SNAP.set(false);
            Projects.openSample(session(), SampleKind.BOARDS);
            return null;
        });
        waitUntil("an image of the sample is shown", WHILE, () -> ui(() -> session().project().isPresent()
                && session().items().size() > 0 && session().image().isPresent()
                && ImageEditor.of(page()).filter(v -> v.canvas().pixels().isPresent()).isPresent()));
        User.key("M3+M2+3");
        assertEquals("org.loupe.ui.perspective.label", ui(() -> page().getPerspective().getId()));
        waitUntil("the queue is counted", SOON, () -> ui(() -> session().queue().count() > 0));
        User.focus(canvas());
        key("F");
        key("1");
        assertEquals(code(1), ui(() -> desk().code()), "without a selection a digit is for the next label");
        key("B");
        drag(40, 50, 100, 90, 0);
        assertEquals(1, labels().size());
        near(40, 50, 60, 40, last().shape());
        assertEquals(code(1), last().code());
        assertEquals(LabelState.ADDED, last().state());
        assertEquals(last(), single(), "what was drawn is selected");
        key("NUMPAD_2");
        assertEquals(code(2), last().code(), "so that a digit gives it another class");
        click(120, 60, 0);
        click(170, 100, 0);
        assertEquals(2, labels().size(), "two clicks draw as well");
        assertEquals(code(2), last().code(), "tool and class are kept");
        screenshot("label-tools");
        undo();
        undo();
        assertEquals(1, labels().size());
        assertEquals(code(1), last().code());
        undo();
        assertEquals(0, labels().size());
        ui(() -> {
            stack().redo();
            stack().redo();
            return null;
        });
        assertEquals(code(2), last().code());
        User.command(LABEL + "reject");
        assertEquals(1, labels().size(), "what is undone and done again is not selected");
        deleteAll();
    }

    @Test
    @Order(2)
    void fourClicksInAnyOrderMakeABox() throws Exception {
        User.focus(canvas());
        key("E");
        click(300, 240, 0);
        click(340, 270, 0);
        key("BS");
        click(330, 200, 0);
        click(360, 230, 0);
        hover(320, 260);
        screenshot("label-four-clicks");
        click(320, 255, 0);
        assertEquals(1, labels().size());
        near(300, 200, 60, 55, last().shape());
        click(10, 10, 0);
        key("ESC");
        assertEquals(Set.of(last().id()), ui(() -> desk().selection()), "Esc cancels what is drawn first");
        key("ESC");
        assertEquals(Set.of(), ui(() -> desk().selection()), "then it gives up the selection");
        deleteAll();
    }

    @Test
    @Order(3)
    void turnedBoxesPolygonsAndHoles() throws Exception {
        User.focus(canvas());
        key("R");
        drag(100, 100, 160, 160, 0);
        click(130, 190, 0);
        RotatedBox turned = assertInstanceOf(RotatedBox.class, last().shape());
        assertEquals(45, turned.degrees(), 3);
        assertEquals(85, turned.width(), 5);
        key("P");
        click(300, 100, 0);
        click(420, 110, 0);
        click(500, 300, 0);
        key("BS");
        click(400, 220, 0);
        click(310, 200, 0);
        key("CR");
        Polygon polygon = assertInstanceOf(Polygon.class, last().shape());
        assertEquals(4, polygon.rings().get(0).xy().length / 2);
        assertEquals(TileState.OPEN, ui(() -> desk().tile().orElseThrow().state()), "Enter closed the polygon");
        click(340, 130, SWT.ALT);
        click(370, 130, 0);
        click(360, 170, 0);
        key("CR");
        polygon = assertInstanceOf(Polygon.class, last().shape());
        assertEquals(2, polygon.rings().size());
        assertFalse(polygon.contains(356, 142), "a hole");
        assertEquals(2, labels().size());
        key("ESC");
        drag(520, 100, 560, 180, 0);
        drag(560, 180, 480, 190, 0);
        key("CR");
        assertInstanceOf(Polygon.class, last().shape());
        assertEquals(3, labels().size(), "drawn by hand");
        key("V");
        screenshot("label-shapes");
        click(560, 180, SWT.ALT);
        assertEquals(2, ((Polygon) labels().get(1).shape()).rings().size());
        deleteAll();
    }

    @Test
    @Order(4)
    void aMaskIsPaintedAndErased() throws Exception {
        User.focus(canvas());
        key("M");
        for (int i = 0; i < 4; i++)
            key("]");
        drag(200, 300, 260, 300, 0);
        Mask mask = assertInstanceOf(Mask.class, last().shape());
        double area = mask.area();
        assertTrue(area > 600, () -> "painted " + area + " px²");
        drag(230, 280, 230, 340, 0);
        assertEquals(1, labels().size(), "it goes on with the selected mask");
        assertTrue(last().shape().area() > area);
        Point p = at(230, 300);
        User.wheel(canvas(), p.x, p.y, 1, SWT.SHIFT);
        screenshot("label-mask");
        key("X");
        drag(230, 270, 230, 350, 0);
        double left = last().shape().area();
        assertTrue(left < area, () -> "left " + left);
        undo();
        assertTrue(last().shape().area() > area);
        drag(180, 240, 280, 360, SWT.SHIFT);
        key("[");
        deleteAll();
    }

    @Test
    @Order(5)
    void pointsAndTheClassOfTheImage() {
        User.focus(canvas());
        key("O");
        click(50, 60, 0);
        assertInstanceOf(LabelShape.Point.class, last().shape());
        key("3");
        assertEquals(code(3), last().code());
        key("C");
        assertInstanceOf(LabelShape.Whole.class, last().shape());
        key("1");
        assertEquals(code(1), last().code());
        key("ESC");
        key("C");
        assertEquals(2, labels().size(), "an image has one class of a person; C selects it");
        key("DEL");
        assertEquals(1, labels().size());
        deleteAll();
    }

    @Test
    @Order(6)
    void whatIsSelectedMovesByHandlesMouseAndArrows() {
        User.focus(canvas());
        key("B");
        drag(100, 100, 160, 150, 0);
        drag(300, 100, 340, 150, 0);
        key("V");
        click(130, 125, 0);
        Label first = single();
        drag(130, 125, 150, 135, 0);
        near(120, 110, 60, 50, single().shape());
        drag(180, 160, 200, 190, 0);
        near(120, 110, 80, 80, single().shape());
        Box before = (Box) single().shape();
        for (int i = 0; i < 5; i++)
            User.keyDown(canvas(), "ARROW_RIGHT");
        User.key(canvas(), "M2+ARROW_DOWN");
        assertEquals(before.x() + 5, single().shape().bounds().x());
        assertEquals(before.y() + 10, single().shape().bounds().y());
        undo();
        assertEquals(before, single().shape(), "presses in a row are undone as one");
        User.key(canvas(), "M1+ARROW_RIGHT");
        assertEquals(before.width() + 1, single().shape().bounds().width());
        click(320, 125, SWT.MOD1);
        assertEquals(2, ui(() -> desk().selection().size()));
        User.key(canvas(), "ARROW_LEFT");
        assertEquals(before.x() - 1, ui(() -> desk().table().label(first.id()).orElseThrow()).shape().bounds().x());
        User.key(canvas(), "M2+C");
        Text search = User.find(Text.class, "Class by name");
        ui(() -> {
            search.setText(desk().className(code(3)));
            search.notifyListeners(SWT.DefaultSelection, new org.eclipse.swt.widgets.Event());
            return null;
        });
        assertTrue(labels().stream().allMatch(l -> l.code() == code(3)), "both have the class that was typed");
        User.key(canvas(), "DEL");
        assertEquals(0, labels().size());
        undo();
        assertEquals(2, labels().size());
        key("ESC");
        double x = ui(() -> canvas().view().x());
        key("ARROW_RIGHT");
        assertNotEquals(x, ui(() -> canvas().view().x()), "without a selection arrows move the view");
        key("F");
        deleteAll();
    }

    @Test
    @Order(7)
    void proposalsAreAcceptedOneByOneAndTogether() throws Exception {
        User.focus(canvas());
        key("V");
        int one = code(1), two = code(2);
        List<Integer> ids = propose(edit -> {
            LabelTile tile = tile(edit);
            return List.of(edit.propose(tile, new Box(60, 80, 50, 40), one, 0.91f, "test"),
                    edit.propose(tile, new Box(200, 90, 60, 50), two, 0.58f, "test"),
                    edit.propose(tile, new Box(340, 180, 40, 60), two, 0.72f, "test"),
                    edit.propose(tile, new Box(420, 300, 44, 50), one, 0.97f, "test"));
        });
        hover(85, 100);
        screenshot("label-proposals");
        key("A");
        assertEquals(LabelState.ACCEPTED, ui(() -> desk().table().label(ids.get(0)).orElseThrow()).state());
        hover(230, 110);
        key("1");
        Label changed = ui(() -> desk().table().label(ids.get(1)).orElseThrow());
        assertEquals(one, changed.code());
        assertEquals(LabelState.EDITED, changed.state());
        hover(360, 200);
        key("DEL");
        assertTrue(ui(() -> desk().table().label(ids.get(2)).isEmpty()));
        key("M2+A");
        assertTrue(labels().stream().allMatch(l -> l.state() != LabelState.AUTO));
        undo();
        assertEquals(1, labels().stream().filter(l -> l.state() == LabelState.AUTO).count());
        ui(() -> {
            desk().limit(0.98f);
            return null;
        });
        assertEquals(2, labels().size(), "below the limit it is not seen");
        key("M2+A");
        ui(() -> {
            desk().limit(0);
            return null;
        });
        assertEquals(1, labels().stream().filter(l -> l.state() == LabelState.AUTO).count(), "nor accepted");
        deleteAll();
    }

    @Test
    @Order(8)
    void tilesAreCompletedFlaggedAndCopied() {
        User.focus(canvas());
        Item first = item();
        key("B");
        drag(60, 60, 100, 100, 0);
        key("M1+D");
        Item second = item();
        assertNotEquals(first, second);
        assertEquals(1, labels().size());
        waitUntil("the copies are selected", SOON, () -> ui(() -> desk().selected().size() == 1));
        near(60, 60, 40, 40, last().shape());
        undo();
        assertEquals(0, labels().size());
        User.focus(canvas());
        key("M2+N");
        waitUntil("the tile before", SOON, () -> item().equals(first));
        key("M2+D");
        assertEquals(TileState.FLAGGED, ui(() -> desk().tile().orElseThrow().state()));
        key("CR");
        waitUntil("the next open tile", SOON, () -> !item().equals(first));
        assertEquals(TileState.COMPLETE, ui(() -> desk().tile(first).orElseThrow().state()));
        undo();
        assertEquals(TileState.FLAGGED, ui(() -> desk().tile(first).orElseThrow().state()));
        Item now = item();
        key("N");
        waitUntil("the one after it", SOON, () -> !item().equals(now));
        assertFalse(item().equals(first), "a flagged tile is not open");
    }

    @Test
    @Order(9)
    void aHundredBoxesWithoutADialogEachOnDiskWithinASecond() throws Exception {
        waitUntil("the image is there", SOON, () -> ui(() -> canvas().complete()));
        User.focus(canvas());
        key("F");
        key("B");
        Path journal = ui(() -> session().project().orElseThrow().folder().resolve("labels/journal.jsonl"));
        int before = labels().size();
        long lines = lines(journal), slowest = 0, slowestGesture = 0;
        for (int i = 0; i < 100; i++) {
            int x = 20 + i % 10 * 44, y = 20 + i / 10 * 40;
            long start = System.nanoTime();
            if (i % 2 == 0)
                drag(x, y, x + 30, y + 26, 0);
            else {
                click(x, y, 0);
                click(x + 30, y + 26, 0);
            }
            boolean other = last().code() != code(1 + i % 3);
            long drawn = System.nanoTime();
            key(Integer.toString(1 + i % 3));
            slowestGesture = Math.max(slowestGesture, System.nanoTime() - drawn);
            if (i % 3 == 0)
                key("ARROW_RIGHT");
            long wanted = lines + 1 + (other ? 1 : 0) + (i % 3 == 0 ? 1 : 0);
            waitUntil("box " + i + " is on disk", 5000, () -> lines(journal) >= wanted);
            slowest = Math.max(slowest, System.nanoTime() - start);
            lines = lines(journal);
            assertTrue(ui(() -> Arrays.stream(display().getShells()).noneMatch(LabelToolsTest::modal)),
                    "nothing asks anything");
        }
        assertEquals(before + 100, labels().size());
        System.out.println("100 boxes: slowest on disk " + slowest / 1_000_000 + " ms, slowest class "
                + slowestGesture / 1_000_000 + " ms");
        assertTrue(slowest < 5_000_000_000L);
        screenshot("label-hundred");
        deleteAll();
    }

    private static boolean modal(Shell shell) {
        return shell.isVisible() && (shell.getStyle() & (SWT.APPLICATION_MODAL | SWT.PRIMARY_MODAL
                | SWT.SYSTEM_MODAL)) != 0;
    }

    private static long lines(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file).lines().count() : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @Order(10)
    void paletteAndClassBarDoWhatTheKeysDo() throws Exception {
        User.focus(canvas());
        key("V");
        var palette = User.find(org.eclipse.swt.widgets.Canvas.class, "Label tools");
        User.click(palette, 20, 5 + 27 + 12, 0);
        drag(100, 100, 150, 150, 0);
        assertEquals(1, labels().size(), "the second button is the box");
        var bar = User.find(org.eclipse.swt.widgets.Canvas.class, "|Classes|");
        User.click(bar, 30, 20, 0);
        assertEquals(code(1), single().code());
        Rectangle size = ui(() -> bar.getClientArea());
        Item now = item();
        User.click(bar, size.width - 30, 20, 0);
        waitUntil("Complete, next", SOON, () -> !item().equals(now));
        undo();
        ui(() -> ImageEditor.show(page(), now, true));
        waitUntil("back", SOON, () -> item().equals(now));
        deleteAll();
        User.command(LABEL + "palette");
        waitUntil("the palette is hidden", SOON, () -> !ui(() -> palette.isVisible()));
        User.command(LABEL + "palette");
        waitUntil("the palette is back", SOON, () -> ui(() -> palette.isVisible()));
    }

    @Test
    @Order(11)
    void sidesNearAnEdgeAreTakenToIt() throws IOException {
        User.focus(canvas());
        key("F");
        waitUntil("all pixels are there", SOON, () -> ui(() -> canvas().complete()));
        key("J");
        assertTrue(Preferences.SNAP.get());
        key("B");
        int[] edge = uprightEdge();
        drag(edge[0] + 3, edge[1] + 2, edge[0] + 40, edge[1] + 18, 0);
        assertEquals(edge[0], last().shape().bounds().x(), 1, "the left side was 3 px beside an edge");
        double reach = 8 / ui(() -> canvas().view().scale());
        assertEquals(edge[0] + 40, last().shape().bounds().x() + last().shape().bounds().width(), reach,
                "no side goes further than 6 points of the screen");
        key("J");
        assertFalse(Preferences.SNAP.get());
        deleteAll();
    }

    /** No label is looked at that is not in sight, and no gesture looks at all of them. */
    @Test
    @Order(12)
    void nothingIsDecidedOfAnImageThatIsNotInSightYet() throws Exception {
        Item shown = item();
        int id = propose(edit -> List.of(edit.propose(tile(edit), new Box(60, 80, 50, 40), code(1), 0.91f, "test")))
                .get(0);
        ui(() -> {
            session().opening(session().items().stream().filter(i -> !i.equals(shown)).findFirst().orElseThrow());
            return null;
        });
        User.command(LABEL + "acceptAll");
        User.command(LABEL + "complete");
        assertEquals(LabelState.AUTO, ui(() -> desk().table().label(id).orElseThrow()).state());
        assertEquals(shown, item());
        assertNotEquals(TileState.COMPLETE, ui(() -> desk().tile().orElseThrow()).state());
        ui(() -> {
            session().opening(null);
            return null;
        });
        User.command(LABEL + "acceptAll");
        assertEquals(LabelState.ACCEPTED, ui(() -> desk().table().label(id).orElseThrow()).state());
        deleteAll();
    }

    @Test
    @Order(13)
    void tenThousandLabelsOnOneTileStayQuick() throws Exception {
        int many = 10_000, one = code(1);
        ui(() -> {
            desk().limit(0);
            return null;
        });
        propose(edit -> {
            LabelTile tile = tile(edit);
            List<Label> made = new ArrayList<>();
            for (int i = 0; i < many; i++)
                made.add(edit.propose(tile, new Box(i % 200 * 2.7f, i / 200 * 3.5f, 2, 2), one, 0.9f, "test"));
            return made;
        });
        assertEquals(many, labels().size());
        screenshot("label-many");
        for (int i = 0; i < 12; i++)
            ui(() -> {
                canvas().zoom(1.5, canvas().getSize().x / 2.0, canvas().getSize().y / 2.0);
                return null;
            });
        long[] times = ui(() -> {
            long start = System.nanoTime();
            canvas().redraw();
            canvas().update();
            long painted = System.nanoTime();
            desk().add(new Box(300, 300, 20, 20));
            return new long[] { painted - start, System.nanoTime() - painted };
        });
        System.out.println("10,000 labels: paint " + times[0] / 1_000_000 + " ms, add " + times[1] / 1_000_000 + " ms");
        assertTrue(times[0] < 1_000_000_000L && times[1] < 1_000_000_000L, "no second for a gesture");
        undo();
        undo();
        assertEquals(0, labels().size());
        User.focus(canvas());
        key("F");
    }

    /** Column and first row of a place where the image is bright on the one side over 20 rows and dark on the other. */
    private static int[] uprightEdge() throws IOException {
        var raster = ImageIO.read(item().test().toFile()).getRaster();
        for (int x = 60; x < raster.getWidth() - 60; x++)
            for (int y = 60; y < raster.getHeight() - 60; y += 5) {
                int least = 255;
                for (int k = 0; k < 20; k++)
                    least = Math.min(least, Math.abs(raster.getSample(x, y + k, 0) - raster.getSample(x - 1, y + k, 0)));
                if (least > 35)
                    return new int[] { x, y };
            }
        throw new AssertionError("The sample has no upright edge");
    }

    @Test
    @Order(14)
    void detectionsOfARunBecomeLabels() throws Exception {
        deleteAll();
        User.command(Ids.INSPECT);
        User.focus(canvas());
        User.command("org.loupe.ui.run.image");
        waitUntil("the run has ended", WHILE, () -> ui(() -> session().task().isEmpty()
                && session().results().isPresent()));
        waitUntil("its detections are drawn", SOON, () -> ui(() -> canvas().overlay().detections().size() > 1));
        User.focus(canvas());
        key("M1+A");
        int all = ui(() -> session().selection().size());
        assertTrue(all > 1);
        key("A");
        waitUntil("they are labels", SOON, () -> labels().size() == all);
        assertTrue(labels().stream().allMatch(l -> l.state() == LabelState.ACCEPTED && !l.source().isEmpty()));
        User.command(LABEL + "show");
        waitUntil("labels are shown in Inspect", SOON, () -> Preferences.LABELS_SHOWN.get());
        screenshot("label-inspect");
        User.command(LABEL + "show");
        key("2");
        waitUntil("they have the class", SOON, () -> labels().stream().allMatch(l -> l.code() == code(2)));
        key("DEL");
        waitUntil("they are no labels", SOON, () -> labels().isEmpty());
        undo();
        assertEquals(all, labels().size());
        ui(() -> session().close());
    }
}
