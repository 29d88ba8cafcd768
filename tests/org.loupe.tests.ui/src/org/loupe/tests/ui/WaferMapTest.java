package org.loupe.tests.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.loupe.tests.ui.RunningWorkbench.page;
import static org.loupe.tests.ui.RunningWorkbench.screenshot;
import static org.loupe.tests.ui.RunningWorkbench.ui;
import static org.loupe.tests.ui.RunningWorkbench.waitUntil;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.contexts.IContextService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Session;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.internal.StatusBar;
import org.loupe.ui.internal.WaferPerspective;
import org.loupe.ui.viewer.internal.wafer.DieView;
import org.loupe.ui.viewer.internal.wafer.MapExport;
import org.loupe.ui.viewer.internal.wafer.OpenWafer;
import org.loupe.ui.viewer.internal.wafer.WaferCanvas;
import org.loupe.ui.viewer.internal.wafer.WaferDesk;
import org.loupe.ui.viewer.internal.wafer.WaferEditor;
import org.loupe.ui.viewer.internal.wafer.WaferInput;
import org.loupe.ui.viewer.internal.wafer.WaferSelection;
import org.loupe.ui.viewer.internal.wafer.ZonesView;
import org.loupe.wafer.WaferDefects;

/** The map of a wafer: what is on it, what gestures and keys select, and that very many defects do not stall it. */
@ExtendWith(RunningWorkbench.class)
@TestMethodOrder(OrderAnnotation.class)
class WaferMapTest {
    private static final long SOON = 30_000, WHILE = 120_000;
    private static final int DEFECTS = Integer.getInteger("loupe.test.defects", 120_000);

    private static WaferEditor editor;
    private static WaferCanvas canvas;

    @TempDir
    static Path temp;

    private static Session session() {
        return PlatformUI.getWorkbench().getService(Session.class);
    }

    private static void show(String name, OpenWafer wafer) {
        show(ui(() -> WaferEditor.show(page(), WaferInput.of(name, wafer), true).orElseThrow()));
    }

    private static void show(WaferEditor shown) {
        editor = shown;
        canvas = ui(editor::canvas);
        complete();
    }

    private static void complete() {
        waitUntil("the map is drawn", SOON, () -> ui(canvas::complete));
    }

    private static void close() {
        ui(() -> page().closeEditor(editor, false));
    }

    private static Point at(double x, double y) {
        return ui(() -> canvas.toPoint(x, y));
    }

    private static Point defect(OpenWafer wafer, int defect) {
        return at(wafer.wafer().defects().x(defect), wafer.wafer().defects().y(defect));
    }

    private static WaferSelection selection() {
        return ui(() -> WaferDesk.of(session()).selection());
    }

    private static <T> T view(String id, Class<T> type) {
        return ui(() -> type.cast(page().showView(id, null, IWorkbenchPage.VIEW_VISIBLE)));
    }

    /** A point of a die where no defect is near. */
    private static Point empty(OpenWafer wafer, int column, int row) {
        for (int i = 1; i < 20; i++)
            for (int k = 1; k < 20; k++) {
                double x = wafer.wafer().grid().left(column) + wafer.wafer().grid().pitchXum() * i / 20;
                double y = wafer.wafer().grid().bottom(row) + wafer.wafer().grid().pitchYum() * k / 20;
                if (wafer.index().nearest(x, y, 3000) < 0)
                    return at(x, y);
            }
        throw new AssertionError("die " + column + ", " + row + " is full");
    }

    @AfterAll
    static void away() {
        ui(() -> page().closeAllEditors(false));
        if (ui(() -> session().project().isPresent()))
            User.command("org.loupe.ui.file.closeProject");
    }

    @Test
    @Order(1)
    void aClickSelectsADieOrADefect() throws Exception {
        ui(() -> {
            PlatformUI.getWorkbench().showPerspective(WaferPerspective.ID, RunningWorkbench.window());
            return null;
        });
        OpenWafer wafer = MadeWafers.pattern();
        show("B2611-14", wafer);
        assertEquals(585, ui(canvas::drawn));
        assertFalse(ui(canvas::density));
        assertEquals(List.of("0", "1 – 2", "3 – 6", "7\u00a0+"), ui(canvas::legend));
        Point place = empty(wafer, 2, -1);
        User.click(canvas, place.x, place.y, 0);
        assertEquals(List.of(wafer.index().find(2, -1)), selection().dies());
        place = empty(wafer, 1, -1);
        User.click(canvas, place.x, place.y, SWT.MOD1);
        assertEquals(2, selection().dies().size());
        Point dot = defect(wafer, 400);
        User.click(canvas, dot.x, dot.y, 0);
        int chosen = selection().defects().nextSetBit(0);
        assertEquals(1, selection().defects().cardinality());
        assertTrue(Math.hypot(wafer.wafer().defects().x(chosen) - wafer.wafer().defects().x(400),
                wafer.wafer().defects().y(chosen) - wafer.wafer().defects().y(400)) < 3000);
        assertEquals(List.of(wafer.index().dieOf(chosen)), selection().dies());
        assertTrue(ui(canvas::accessibleName).contains("#"), ui(canvas::accessibleName));
    }

    @Test
    @Order(2)
    void dragsSelectDefectsInABoxOrALine() {
        OpenWafer wafer = ui(() -> editor.open().orElseThrow());
        Point from = at(-60_000, 40_000), to = at(20_000, -50_000);
        User.drag(canvas, from, to, 0);
        WaferDefects of = wafer.wafer().defects();
        int near = (int) IntStream.range(0, of.size()).filter(i -> of.x(i) > -59_500 && of.x(i) < 19_500
                && of.y(i) < 39_500 && of.y(i) > -49_500).count();
        waitUntil("the defects in the box are selected", SOON, () -> selection().defects().cardinality() >= near);
        assertTrue(selection().defects().stream().allMatch(i -> of.x(i) > -60_800 && of.x(i) < 20_800));
        int before = selection().defects().cardinality();
        User.command("org.loupe.ui.wafer.lasso");
        User.drag(canvas, at(70_000, 70_000), at(99_000, 0), SWT.MOD1); // a line alone holds none
        User.command("org.loupe.ui.wafer.cancel");
        assertEquals(WaferCanvas.Tool.SELECT, ui(canvas::tool));
        assertEquals(before, selection().defects().cardinality());
        User.focus(canvas);
        waitUntil("the keys of the map are active", SOON, () -> ui(() -> PlatformUI.getWorkbench()
                .getService(IContextService.class).getActiveContextIds().contains("org.loupe.ui.context.wafer")));
        User.key(canvas, "ESC");
        assertTrue(selection().isEmpty());
    }

    @Test
    @Order(3)
    void keysGoFromDieToDie() {
        OpenWafer wafer = ui(() -> editor.open().orElseThrow());
        Point place = empty(wafer, 0, 2);
        User.click(canvas, place.x, place.y, 0);
        User.focus(canvas);
        User.key(canvas, "ARROW_RIGHT");
        assertEquals(List.of(wafer.index().find(1, 2)), selection().dies());
        User.key(canvas, "ARROW_DOWN");
        assertEquals(List.of(wafer.index().find(1, 1)), selection().dies());
        User.key(canvas, "W");
        assertTrue(selection().dies().size() > 15, selection().dies().toString());
        assertTrue(selection().dies().stream().allMatch(d -> wafer.index().row(d) == 1));
        User.key(canvas, "O");
        complete();
        User.key(canvas, "O");
        User.key(canvas, "+");
        complete();
        User.key(canvas, "F");
        complete();
        User.key(canvas, "M1+A");
        assertEquals(585, selection().defects().cardinality());
        User.key(canvas, "ESC");
    }

    @Test
    @Order(4)
    void theDefectsOfADieAreListedAndLinkedBothWays() throws Exception {
        OpenWafer wafer = ui(() -> editor.open().orElseThrow());
        DieView die = view(Ids.DIE_VIEW, DieView.class);
        waitUntil("all are listed", SOON, () -> ui(die::listed).length == 585);
        int number = wafer.index().find(3, -2), n = wafer.index().count(number);
        ui(() -> {
            WaferDesk.of(session()).select(WaferSelection.dies(List.of(number)));
            return null;
        });
        waitUntil("those of the die are listed", SOON, () -> ui(die::listed).length == n);
        User.click(die.table(), 20, 26 + 22 + 11, 0); // the second row
        int second = ui(die::listed)[1];
        assertEquals(List.of(second), selection().defects().stream().boxed().toList());
        assertEquals(n, ui(die::listed).length, "the list stays");
        User.click(die.table(), ui(() -> die.table().getSize().x) - 120, 10, 0);
        waitUntil("they are sorted by size", SOON, () -> {
            int[] now = ui(die::listed);
            double[] sizes = Arrays.stream(now).mapToDouble(d -> wafer.wafer().defects().length(d)).toArray();
            return now.length == n && IntStream.range(1, n).allMatch(i -> sizes[i] >= sizes[i - 1]);
        });
        assertEquals(7, ui(() -> die.texts(0)).size());
        Point place = empty(wafer, 4, 1);
        User.hover(canvas, place.x, place.y);
        complete();
        screenshot("wafer-map-light");
        ZonesView zones = view(Ids.ZONES_VIEW, ZonesView.class);
        waitUntil("zones are counted", SOON, () -> ui(zones::texts).size() == 3 + 3 + 8 + 8);
        User.click(zones.list(), 30, 28 + 3 * 22 + 11, 0); // the edge
        waitUntil("the defects of the edge are selected", SOON, () -> selection().defects().cardinality() > 200);
        assertTrue(ui(zones::texts).get(3).startsWith("Edge: " + selection().defects().cardinality() + " defects"),
                ui(zones::texts).get(3) + " against " + selection().defects().cardinality());
        ui(() -> {
            page().activate(zones);
            return null;
        });
        screenshot("wafer-zones-light");
        view(Ids.DIE_VIEW, DieView.class);
    }

    @Test
    @Order(5)
    void manyDefectsAreDrawnAsTheirDensityWithoutAPause() throws Exception {
        OpenWafer wafer = MadeWafers.many(DEFECTS, 276, 4000, 3500);
        long start = System.nanoTime();
        show("Many", wafer);
        double first = (System.nanoTime() - start) / 1e6;
        assertTrue(ui(canvas::density));
        screenshot("wafer-map-many");
        Point middle = ui(() -> new Point(canvas.getSize().x / 2, canvas.getSize().y / 2));
        User.focus(canvas);
        long busy = ui(WaferMapTest::cpu), frames = 0;
        try (Stalls stalls = new Stalls()) {
            for (int i = 0; i < 12; i++, frames++)
                User.wheel(canvas, middle.x + 40, middle.y - 30, i < 6 ? 3 : -3, 0);
            User.wheel(canvas, middle.x, middle.y, 9, 0);
            User.drag(canvas, 2, middle, new Point(middle.x + 160, middle.y + 160), 0);
            User.drag(canvas, 2, new Point(middle.x + 160, middle.y + 160), middle, 0);
            complete();
            User.key(canvas, "F");
            complete();
            String figures = DEFECTS + " defects, first map " + first + " ms, UI thread busy for "
                    + (ui(WaferMapTest::cpu) - busy) / 1e6 / (frames + 22) + " ms a gesture; " + stalls;
            assertTrue(stalls.worst() < 2000, figures); // a machine under load may pause, not so long
            if (Boolean.getBoolean("loupe.test.figures"))
                System.out.println(figures);
        }
        waitUntil("all are listed", SOON, () -> ui(() -> view(Ids.DIE_VIEW, DieView.class).listed()).length == DEFECTS);
        screenshot("wafer-map-many-listed");
        close();
    }

    /** What the status line says. */
    private static String hint() {
        return ui(() -> ((StatusBar) session().status()).hint());
    }

    /** Time that the UI thread was at work, in ns. */
    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    @Test
    @Order(6)
    void otherWafersLookRight() throws Exception {
        show("Panel", MadeWafers.panel());
        screenshot("wafer-map-panel");
        close();
        show("Bins", MadeWafers.bins());
        assertTrue(ui(canvas::legend).contains("1 Pass"), ui(canvas::legend).toString());
        screenshot("wafer-map-bins");
        close();
        show("One", MadeWafers.many(1, 1, 30_000, 42_000));
        screenshot("wafer-map-one");
        close();
        show("Tiny", MadeWafers.many(4000, 276, 3700, 3700));
        screenshot("wafer-map-tiny");
        close();
        WaferEditor none = ui(() -> WaferEditor.show(page(), WaferInput.NONE, true).orElseThrow());
        assertEquals("Drop a KLARF or map file here.", ui(() -> none.canvas().accessibleName()));
        screenshot("wafer-map-empty");
        ui(() -> page().closeEditor(none, false));
    }

    @Test
    @Order(7)
    void aWrongFileSaysSo() throws Exception {
        Path file = temp.resolve("broken.001");
        Files.writeString(file, "This is no wafer.\n");
        editor = ui(() -> WaferEditor.show(page(), WaferInput.of(file, 0), true).orElseThrow());
        waitUntil("the reason is told", SOON,
                () -> ui(() -> editor.canvas().accessibleName()).contains("broken.001 is not"));
        close();
    }

    @Test
    @Order(8)
    void theLotIsStackedAndAddersAreFound() throws Exception {
        User.command("org.loupe.ui.file.openWaferSample");
        waitUntil("the sample lot is open", WHILE, () -> ui(() -> session().project()
                .filter(p -> p.project().getWafers().size() == 50).isPresent() && session().task().isEmpty()));
        ui(() -> {
            var project = session().project().get();
            var wafer = project.project().getWafers().stream().filter(w -> w.getStep().equals("M1 after CMP")
                    && w.getSlot() == 14).findFirst().orElseThrow();
            editor = WaferEditor.show(page(), WaferInput.of(project, wafer), true).orElseThrow();
            return null;
        });
        waitUntil("the wafer is read", WHILE, () -> ui(() -> editor.open().isPresent()));
        ui(() -> {
            page().activate(editor);
            return null;
        });
        show(editor);
        waitUntil("the map is in front", SOON,
                () -> ui(() -> canvas.isVisible() && page().getActiveEditor() == editor));
        User.focus(canvas);
        User.key(canvas, "D");
        waitUntil("adders are found", WHILE, () -> ui(() -> WaferDesk.of(session()).adders().isPresent()));
        complete();
        DieView die = view(Ids.DIE_VIEW, DieView.class);
        waitUntil("the table tells adders", SOON, () -> ui(die::listed).length > 0
                && List.of("yes", "no").contains(ui(() -> die.texts(0)).get(6)));
        screenshot("wafer-map-adders");
        User.key(canvas, "D");
        assertTrue(ui(() -> WaferDesk.of(session()).adders().isEmpty()));
        User.contextMenu(canvas, 200, 200, "Align to", "ILD deposition");
        waitUntil("the files are aligned", WHILE, () -> hint().contains("ligned") || hint().contains("fit on each"));
        User.key(canvas, "R");
        waitUntil("repeaters are looked for", WHILE,
                () -> hint().contains("repeat") || hint().contains("No repeaters"));
        complete();
        screenshot("wafer-map-repeaters");
        User.key(canvas, "S");
        waitUntil("the lot is stacked", WHILE, () -> ui(canvas::legend).isEmpty());
        complete();
        screenshot("wafer-map-stack");
        User.key(canvas, "S");
        waitUntil("it is not stacked", SOON, () -> !ui(canvas::legend).isEmpty());
        String name = ui(() -> editor.getTitle());
        User.key(canvas, "PAGE_DOWN");
        waitUntil("the next wafer is shown", SOON, () -> !ui(() -> editor.getTitle()).equals(name));
        waitUntil("the next wafer is read", SOON, () -> ui(() -> WaferDesk.of(session()).shown()
                .flatMap(OpenWafer::entry).filter(e -> e.getSlot() == 15).isPresent()));
        complete();
    }

    @Test
    @Order(9)
    void theMapIsExported() throws Exception {
        Path svg = temp.resolve("map.svg"), png = temp.resolve("map.png");
        ui(() -> {
            MapExport.write(editor, svg);
            MapExport.write(editor, png);
            return null;
        });
        waitUntil("both are written", SOON, () -> Files.exists(svg) && Files.exists(png));
        assertTrue(Files.readString(svg).contains("<svg"));
    }

    @Test
    @Order(10)
    void theMapIsDarkInTheDarkTheme() throws Exception {
        show("B2611-14", MadeWafers.pattern());
        User.command("org.loupe.ui.window.theme");
        waitUntil("the theme is dark", SOON, () -> ui(() -> Palette.color(Token.PART).getRed()) < 64);
        waitUntil("the map is drawn anew", SOON, () -> ui(() -> canvas.complete()));
        OpenWafer wafer = ui(() -> editor.open().orElseThrow());
        Point dot = defect(wafer, 420);
        User.click(canvas, dot.x, dot.y, 0);
        complete();
        screenshot("wafer-map-dark");
        User.command("org.loupe.ui.window.theme");
        waitUntil("the theme is light", SOON, () -> ui(() -> Palette.color(Token.PART).getRed()) > 200);
    }

    @Test
    @Order(11)
    void aFileOfARealToolIsShown() throws Exception {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve("shared/data/klarf")))
            folder = folder.getParent();
        assumeTrue(folder != null, "Skipped: the folder klarf of the shared data is not here (LOUPE_DATA).");
        Path file = folder.resolve("shared/data/klarf/CPS3TwithoutReview.001");
        editor = ui(() -> WaferEditor.show(page(), WaferInput.of(file, 0), true).orElseThrow());
        waitUntil("it is read", WHILE, () -> ui(() -> editor.open().isPresent()));
        show(editor);
        OpenWafer wafer = ui(() -> editor.open().orElseThrow());
        assertEquals(4988, wafer.wafer().dies().size());
        assertEquals(16, wafer.index().size());
        assertEquals(276, wafer.wafer().classes().size());
        assertEquals(16, ui(canvas::drawn));
        screenshot("wafer-map-real");
        close();
    }
}
