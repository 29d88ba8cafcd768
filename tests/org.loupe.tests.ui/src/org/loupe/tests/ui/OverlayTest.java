package org.loupe.tests.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.loupe.tests.ui.RunningWorkbench.display;
import static org.loupe.tests.ui.RunningWorkbench.page;
import static org.loupe.tests.ui.RunningWorkbench.screenshot;
import static org.loupe.tests.ui.RunningWorkbench.settle;
import static org.loupe.tests.ui.RunningWorkbench.ui;
import static org.loupe.tests.ui.RunningWorkbench.waitUntil;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

import org.eclipse.emf.common.command.CommandStack;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.ImageTransfer;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.loupe.api.Detections;
import org.loupe.model.Layout;
import org.loupe.model.Zone;
import org.loupe.model.ZoneKind;
import org.loupe.ui.Judgement.Mark;
import org.loupe.ui.Palette;
import org.loupe.ui.Preferences;
import org.loupe.ui.Session;
import org.loupe.ui.internal.start.Projects;
import org.loupe.ui.internal.start.SampleKind;
import org.loupe.ui.viewer.BoxIndex;
import org.loupe.ui.viewer.ImageCanvas;
import org.loupe.ui.viewer.RowSet;
import org.loupe.ui.viewer.Rulers;
import org.loupe.ui.viewer.internal.ImageEditor;

/** What is drawn over an image, and what the pointer does in it. */
@ExtendWith(RunningWorkbench.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OverlayTest {
    private static final long SOON = 30_000, WHILE = 120_000;
    private static final String VIEWER = "org.loupe.ui.viewer.";

    private static Session session() {
        return PlatformUI.getWorkbench().getService(Session.class);
    }

    private static ImageEditor viewer() {
        return (ImageEditor) page().findEditors(null, ImageEditor.ID, org.eclipse.ui.IWorkbenchPage.MATCH_ID)[0]
                .getEditor(true);
    }

    private static ImageCanvas canvas() {
        return ui(() -> viewer().canvas());
    }

    private static Detections found() {
        return ui(() -> viewer().canvas().overlay().detections());
    }

    private static void does(Runnable work) {
        ui(() -> {
            work.run();
            return null;
        });
    }

    /** A place of the image on the canvas. */
    private static Point at(double x, double y) {
        return ui(() -> new Point((int) Math.round(viewer().canvas().toScreenX(x)),
                (int) Math.round(viewer().canvas().toScreenY(y))));
    }

    private static Point middle(int row) {
        Detections d = found();
        return at(d.x()[row] + d.width()[row] / 2, d.y()[row] + d.height()[row] / 2);
    }

    /** The lowest, which others are read before. */
    private static int last() {
        Detections d = found();
        int last = 0;
        for (int i = 1; i < d.size(); i++)
            if (d.y()[i] + d.height()[i] / 2 > d.y()[last] + d.height()[last] / 2)
                last = i;
        return last;
    }

    private static Set<Integer> selected() {
        return ui(() -> viewer().canvas().selected());
    }

    private static Layout layout() {
        return ui(() -> session().imageSet().orElseThrow().getLayout());
    }

    private static List<Zone> zones() {
        return ui(() -> layout() == null ? List.<Zone>of() : List.copyOf(layout().getZones()));
    }

    private static CommandStack stack() {
        return ui(() -> session().project().orElseThrow().domain().getCommandStack());
    }

    private static <T> T copied(Transfer transfer, Class<T> type) {
        return ui(() -> {
            Clipboard clipboard = new Clipboard(display());
            try {
                return type.cast(clipboard.getContents(transfer));
            } finally {
                clipboard.dispose();
            }
        });
    }

    private static void runOnImage() {
        User.command("org.loupe.ui.run.image");
        waitUntil("the run has ended", WHILE, () -> ui(() -> session().task().isEmpty()));
        int runs = ui(() -> session().project().orElseThrow().project().getRuns().size());
        waitUntil("its results are shown", SOON, () -> ui(() -> session().results().isPresent() && session().results()
                .get().entry() == session().project().orElseThrow().project().getRuns().get(runs - 1)));
    }

    @Test
    @Order(1)
    void whatARunFoundIsDrawnAndPicked() throws Exception {
        does(() -> {
            session().close();
            Preferences.LIVE_PREVIEW.set(false);
            Projects.openSample(session(), SampleKind.BOARDS);
        });
        waitUntil("an image of the sample is shown", WHILE, () -> ui(() -> session().project().isPresent()
                && session().items().size() > 0 && session().image().isPresent()
                && viewer().canvas().pixels().isPresent()));
        runOnImage();
        waitUntil("its detections are drawn", SOON, () -> found().size() > 1);
        User.focus(canvas());
        Point place = middle(0);
        User.hover(canvas(), place.x, place.y);
        assertEquals(0, ui(() -> viewer().canvas().overlay().hover()));
        User.click(canvas(), place.x, place.y, 0);
        assertEquals(Set.of(0), selected());
        assertEquals(1, ui(() -> session().selection().size()));
        User.click(canvas(), middle(last()).x, middle(last()).y, 0);
        User.key(canvas(), ",");
        waitUntil("the one before as one reads", SOON, () -> selected().size() == 1
                && !selected().equals(Set.of(last())));
        User.key(canvas(), ".");
        waitUntil("and the one after it", SOON, () -> selected().equals(Set.of(last())));
        User.key(canvas(), "T");
        screenshot("overlay-light");
        User.key(canvas(), "T");
    }

    @Test
    @Order(2)
    void aRubberBandSelectsAndCounts() throws Exception {
        User.focus(canvas());
        User.key(canvas(), "B");
        Point size = ui(() -> viewer().canvas().getSize());
        User.drag(canvas(), new Point(2, 2), new Point(size.x - 2, size.y - 2), 0);
        int all = found().size();
        assertEquals(all, selected().size());
        screenshot("overlay-selected");
        Point one = middle(0);
        User.drag(canvas(), new Point(one.x - 4, one.y - 4), new Point(one.x + 4, one.y + 4), SWT.MOD1);
        assertEquals(all - 1, selected().size(), "Ctrl takes away");
        User.drag(canvas(), new Point(one.x - 4, one.y - 4), new Point(one.x + 4, one.y + 4), SWT.SHIFT);
        assertEquals(all, selected().size(), "Shift adds");
        User.command(VIEWER + "select");
        User.click(canvas(), one.x, one.y, 0);
        assertEquals(Set.of(0), selected());
        User.key(canvas(), "M1+A");
        assertEquals(all, selected().size());
        User.key(canvas(), "V");
        User.key(canvas(), "ESC");
        assertEquals(Set.of(), selected());
    }

    @Test
    @Order(3)
    void aRulerMeasuresAndIsCopied() throws Exception {
        User.focus(canvas());
        User.key(canvas(), "U");
        User.drag(canvas(), at(100, 100), at(300, 100), 0);
        User.drag(canvas(), at(100, 200), at(301, 210), SWT.SHIFT);
        Rulers rulers = (Rulers) ui(() -> viewer().canvas().tool().orElseThrow());
        assertEquals(2, ui(() -> rulers.all().size()));
        assertEquals(200, ui(() -> rulers.all().get(0).length()), 2);
        assertEquals(0, ui(() -> rulers.all().get(1).degrees()), 1e-9, "Shift keeps to steps of 45°");
        settle(300); // the grey values
        screenshot("overlay-ruler");
        User.key(canvas(), "M1+C");
        String text = copied(TextTransfer.getInstance(), String.class);
        assertEquals(3, text.lines().count(), text);
        assertTrue(text.startsWith("x0_px\t"), text);
        User.key(canvas(), "V");
        assertEquals(2, ui(() -> rulers.all().size()), "rulers stay with another tool");
        User.key(canvas(), "ESC");
        assertEquals(0, ui(() -> rulers.all().size()));
    }

    @Test
    @Order(4)
    void zonesDrawnOnTheImageDecideWhatARunReports() throws Exception {
        int before = found().size();
        Detections d = found();
        double x = d.x()[0] - 6, y = d.y()[0] - 6, right = d.x()[0] + d.width()[0] + 6;
        double bottom = d.y()[0] + d.height()[0] + 6;
        User.focus(canvas());
        User.command(VIEWER + "zone.ignore");
        User.drag(canvas(), at(x, y), at(right, bottom), 0);
        assertEquals(1, zones().size());
        Zone zone = zones().get(0);
        assertEquals(ZoneKind.IGNORE, ui(zone::getKind));
        assertFalse(ui(() -> layout().isInPixels()), "the sample's scale is known");
        double um = ui(() -> viewer().canvas().umPerPx());
        assertEquals(x * um, ui(zone::getXUm), 2 * um);
        screenshot("overlay-zone");
        runOnImage();
        waitUntil("what lies in the zone is not reported", SOON, () -> found().size() < before && found().size() > 0);
        for (int row = 0; row < found().size(); row++) {
            double cx = found().x()[row] + found().width()[row] / 2, cy = found().y()[row] + found().height()[row] / 2;
            assertFalse(cx > x + 2 && cx < right - 2 && cy > y + 2 && cy < bottom - 2, cx + ", " + cy);
        }

        double left = ui(zone::getXUm);
        User.key(canvas(), "ARROW_RIGHT");
        assertEquals(left + um, ui(zone::getXUm), 1e-6, "an arrow moves by 1 px");
        User.key(canvas(), "M2+ARROW_LEFT");
        assertEquals(left - 9 * um, ui(zone::getXUm), 1e-6, "with Shift by 10");
        User.command("org.eclipse.ui.edit.undo");
        User.command("org.eclipse.ui.edit.undo");
        assertEquals(left, ui(zone::getXUm), 1e-6);
        double width = ui(zone::getWidthUm);
        User.drag(canvas(), at(right, (y + bottom) / 2), at(right + 20, (y + bottom) / 2), 0);
        assertEquals(width + 20 * um, ui(zone::getWidthUm), 2.1 * um, "a handle makes it wider");
        User.command("org.eclipse.ui.edit.undo");
        User.command(VIEWER + "zone.delete");
        assertEquals(0, zones().size());
        User.command("org.eclipse.ui.edit.undo");
        assertEquals(1, zones().size());
        User.command("org.eclipse.ui.edit.undo");
        assertEquals(0, zones().size(), "drawing is undone as one");
        assertFalse(ui(() -> stack().canUndo()));
    }

    @Test
    @Order(5)
    void marksAndHeatMapAreDrawn() throws Exception {
        Detections d = found();
        does(() -> session().judgement(image -> {
            List<Mark> marks = new ArrayList<>();
            marks.add(new Mark(Mark.Kind.TRUTH, d.x()[0], d.y()[0], d.width()[0], d.height()[0], ""));
            marks.add(new Mark(Mark.Kind.OVERKILL, d.x()[1], d.y()[1], d.width()[1], d.height()[1], "Overkill 0.44"));
            marks.add(new Mark(Mark.Kind.ESCAPE, 300, 300, 40, 30, "Escape Spur 0.31"));
            return marks;
        }));
        assertEquals(3, ui(() -> viewer().canvas().overlay().marks().size()));
        screenshot("overlay-marks");
        does(() -> session().judgement(null));
        assertEquals(0, ui(() -> viewer().canvas().overlay().marks().size()));
        User.focus(canvas());
        User.key(canvas(), "Y");
        waitUntil("the heat map is there", SOON, () -> ui(() -> viewer().heatShown()));
        screenshot("overlay-heat");
        User.key(canvas(), "Y");
        assertFalse(ui(() -> viewer().heatShown()));
    }

    @Test
    @Order(6)
    void theKeyHidesWhileItIsHeld() throws Exception {
        User.focus(canvas());
        User.keyDown(canvas(), "H");
        assertFalse(ui(() -> viewer().canvas().overlays()));
        Thread.sleep(450);
        User.keyDown(canvas(), "H"); // it repeats
        assertFalse(ui(() -> viewer().canvas().overlays()));
        User.keyUp(canvas(), "H");
        waitUntil("it is shown again", SOON, () -> ui(() -> viewer().canvas().overlays()));
        User.key(canvas(), "H");
        Thread.sleep(200);
        assertFalse(ui(() -> viewer().canvas().overlays()), "a tap switches it off");
        User.key(canvas(), "H");
        assertTrue(ui(() -> viewer().canvas().overlays()));
    }

    @Test
    @Order(7)
    void theContextMenuOffersWhatCanBeDone() throws Exception {
        User.focus(canvas());
        User.key(canvas(), "ESC");
        assertFalse(item("Copy crop").enabled(), "nothing is selected");
        User.key(canvas(), ".");
        waitUntil("the first one is selected", SOON, () -> selected().size() == 1);
        assertTrue(item("Copy crop").enabled());
        assertTrue(item("Draw ignore zone").enabled());
        User.command(VIEWER + "copyCrop");
        waitUntil("the picture is in the clipboard", SOON,
                () -> copied(ImageTransfer.getInstance(), ImageData.class) != null);
        User.command(VIEWER + "copyRow");
        waitUntil("the row is in the clipboard", SOON, () -> {
            String text = copied(TextTransfer.getInstance(), String.class);
            return text != null && text.startsWith("image\tclass\tscore\t") && text.lines().count() == 2;
        });
        Point place = middle(0);
        does(() -> viewer().canvas().readOut());
        Thread.sleep(50);
        User.hover(canvas(), place.x, place.y);
        User.key(canvas(), "I");
        assertTrue(copied(TextTransfer.getInstance(), String.class).contains(" px"));
        User.command(VIEWER + "showInGallery");
        User.command(VIEWER + "zoomTo");
        String name = ui(() -> viewer().canvas().accessibleName());
        assertTrue(name.contains("score") && name.contains(" of "), name);
        does(() -> viewer().canvas().fit());
    }

    private record Entry(String text, boolean enabled) {
    }

    private static Entry item(String words) {
        return ui(() -> {
            Menu menu = viewer().canvas().getMenu();
            menu.notifyListeners(SWT.Show, new Event());
            return find(menu, words);
        });
    }

    private static Entry find(Menu menu, String words) {
        for (MenuItem item : menu.getItems()) {
            if (item.getText().startsWith(words))
                return new Entry(item.getText(), item.isEnabled());
            Entry inside = item.getMenu() == null ? null : find(item.getMenu(), words);
            if (inside != null)
                return inside;
        }
        return null;
    }

    @Test
    @Order(8)
    void aMillionAreDrawnAsTheirDensity() throws Exception {
        ImageCanvas canvas = canvas();
        int edge = ui(() -> Math.min(canvas.pixels().get().shape().width(), canvas.pixels().get().shape().height()));
        for (int n : new int[] { 3_500, 100_000, 1_000_000 }) {
            BoxIndex boxes = BoxIndex.of(BoxIndexTest.boxes(n, edge, 5));
            does(() -> {
                canvas.detections(boxes, Palette::classFill);
                canvas.fit();
            });
            for (double zoom : new double[] { 1, 8 }) {
                does(() -> canvas.zoom(zoom / canvas.view().scale()));
                assertTrue(ui(() -> paint(canvas)) < 1_000_000_000L, n + " are painted at " + zoom);
            }
            does(canvas::fit);
            screenshot("overlay-" + n);
        }
        BitSet all = new BitSet();
        all.set(0, 1_000_000);
        does(() -> canvas.select(new RowSet(all), false));
        assertTrue(ui(() -> paint(canvas)) < 1_000_000_000L, "a million selected ones are painted");
        screenshot("overlay-all-selected");
        Point size = ui(canvas::getSize);
        User.hover(canvas, size.x / 2, size.y / 2);
        screenshot("overlay-density");
        User.click(canvas, size.x / 2, size.y / 2, 0);
        assertNotEquals(0, ui(() -> session().selection().size()), "a square selects what is behind it");
    }

    /** Paints once. @return processor time that it took, in ns; shown with -Dloupe.times=true */
    private static long paint(ImageCanvas canvas) {
        Point size = canvas.getSize();
        Image image = new Image(display(), size.x, size.y);
        Event event = new Event();
        event.gc = new GC(image);
        try {
            ThreadMXBean time = ManagementFactory.getThreadMXBean();
            long best = Long.MAX_VALUE;
            for (int round = 0; round < 5; round++) {
                long start = time.getCurrentThreadCpuTime();
                canvas.notifyListeners(SWT.Paint, event);
                best = Math.min(best, time.getCurrentThreadCpuTime() - start);
            }
            if (Boolean.getBoolean("loupe.times"))
                System.err.printf("TEST paint of %,d at %s: %.1f ms%n", canvas.overlay().detections().size(),
                        canvas.zoomText(), best / 1e6);
            return best;
        } finally {
            event.gc.dispose();
            image.dispose();
        }
    }

    @Test
    @Order(9)
    void theProjectIsClosed() {
        does(() -> {
            Preferences.LIVE_PREVIEW.set(true);
            session().close();
        });
        assertTrue(ui(() -> session().project().isEmpty()));
    }
}
