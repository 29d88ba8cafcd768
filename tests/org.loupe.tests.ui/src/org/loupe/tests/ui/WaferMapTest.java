package org.loupe.tests.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.loupe.tests.ui.RunningWorkbench.page;
import static org.loupe.tests.ui.RunningWorkbench.screenshot;
import static org.loupe.tests.ui.RunningWorkbench.ui;
import static org.loupe.tests.ui.RunningWorkbench.waitUntil;
import static org.loupe.tests.ui.RunningWorkbench.window;

import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.loupe.ui.Session;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.viewer.internal.wafer.OpenWafer;
import org.loupe.ui.viewer.internal.wafer.WaferCanvas;
import org.loupe.ui.viewer.internal.wafer.WaferDesk;
import org.loupe.ui.viewer.internal.wafer.WaferEditor;
import org.loupe.ui.viewer.internal.wafer.WaferInput;
import org.loupe.ui.viewer.internal.wafer.WaferSelection;

/** The map of a wafer: what is on it, what gestures and keys select, and that a million defects do not stall it. */
@ExtendWith(RunningWorkbench.class)
@TestMethodOrder(OrderAnnotation.class)
class WaferMapTest {
    private static final long SOON = 30_000;
    private static final int DEFECTS = Integer.getInteger("loupe.test.defects", 120_000);

    private static WaferEditor editor;
    private static WaferCanvas canvas;
    private static WaferDesk desk;

    private static void show(String name, OpenWafer wafer) {
        editor = ui(() -> WaferEditor.show(page(), WaferInput.of(name, wafer), true).orElseThrow());
        canvas = ui(editor::canvas);
        desk = ui(() -> WaferDesk.of(PlatformUI.getWorkbench().getService(Session.class)));
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

    private static WaferSelection selection() {
        return ui(desk::selection);
    }

    @Test @Order(1)
    void clickSelectsDieOrDefect() throws Exception {
        OpenWafer wafer = MadeWafers.pattern();
        show("B2611-14", wafer);
        assertEquals(585, ui(canvas::drawn));
        assertFalse(ui(canvas::density));
        assertEquals(List.of("0", "1 – 2", "3 – 6", "7\u00a0+"), ui(canvas::legend));
        int die = wafer.index().find(3, -2);
        double x = wafer.wafer().grid().left(3) + 1000, y = wafer.wafer().grid().bottom(-2) + 600;
        Point corner = at(x, y);
        User.click(canvas, corner.x, corner.y, 0);
        assertEquals(List.of(die), selection().dies());
        User.hover(canvas, corner.x + 12, corner.y - 12);
        screenshot("wafer-map-light");
        int defect = 400;
        Point dot = at(wafer.wafer().defects().x(defect), wafer.wafer().defects().y(defect));
        User.click(canvas, dot.x, dot.y, 0);
        assertEquals(1, selection().defects().cardinality());
        assertEquals(List.of(wafer.index().dieOf(selection().defects().nextSetBit(0))), selection().dies());
    }

    /** One frame may take longer while the machine is busy; a pause that a user notices must not happen. */
    @Test @Order(5)
    void manyDefectsAreDrawnAsTheirDensityWithoutAPause() throws Exception {
        OpenWafer wafer = MadeWafers.many(DEFECTS, 276, 4000, 3500);
        long start = System.nanoTime();
        show("Many", wafer);
        double first = (System.nanoTime() - start) / 1e6;
        assertTrue(ui(canvas::density));
        screenshot("wafer-map-many");
        Point middle = ui(() -> new Point(canvas.getSize().x / 2, canvas.getSize().y / 2));
        User.focus(canvas);
        try (Stalls stalls = new Stalls()) {
            for (int i = 0; i < 12; i++)
                User.wheel(canvas, middle.x + 40, middle.y - 30, i < 6 ? 3 : -3, 0);
            User.wheel(canvas, middle.x, middle.y, 9, 0);
            User.drag(canvas, 2, middle, new Point(middle.x + 300, middle.y + 160), 0);
            User.drag(canvas, 2, new Point(middle.x + 300, middle.y + 160), middle, 0);
            complete();
            User.key(canvas, "F");
            complete();
            assertTrue(stalls.worst() < 1000, () -> DEFECTS + " defects, first map " + first + " ms; " + stalls);
            if (Boolean.getBoolean("loupe.test.figures"))
                System.out.println(DEFECTS + " defects, first map " + first + " ms; " + stalls);
        }
        screenshot("wafer-map-many-zoomed");
        close();
    }
}
