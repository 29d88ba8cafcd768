package org.loupe.tests.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.loupe.tests.ui.RunningWorkbench.page;
import static org.loupe.tests.ui.RunningWorkbench.screenshot;
import static org.loupe.tests.ui.RunningWorkbench.ui;
import static org.loupe.tests.ui.RunningWorkbench.waitUntil;
import static org.loupe.tests.ui.RunningWorkbench.window;

import java.util.Arrays;
import java.util.List;

import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.custom.CTabItem;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.loupe.ui.Session;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.internal.InspectPerspective;
import org.loupe.ui.internal.ReviewPerspective;
import org.loupe.ui.internal.start.Projects;
import org.loupe.ui.internal.start.SampleKind;

/** What makes Loupe a citizen of Eclipse: menus, keys, perspectives, preferences, help, and the driver of these tests. */
@ExtendWith(RunningWorkbench.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CitizenTest {
    private static final long SOON = 30_000, WHILE = 180_000;

    private static Session session() { return PlatformUI.getWorkbench().getService(Session.class); }

    @BeforeAll
    static void open() {
        ui(() -> Projects.openSample(session(), SampleKind.BOARDS));
        waitUntil("the sample is open", WHILE, () -> ui(() -> session().project().isPresent()
                && !session().items().isEmpty() && session().task().isEmpty()));
    }

    @AfterAll
    static void close() {
        User.command("org.loupe.ui.file.closeProject");
        waitUntil("no project is open", SOON, () -> ui(() -> session().project().isEmpty()));
    }

    @Test
    @Order(1)
    void theMenusStandInTheirOrder() {
        assertEquals(List.of("File", "Edit", "View", "Image", "Recipe", "Run", "Window", "Help"),
                ui(() -> Arrays.stream(window().getShell().getMenuBar().getItems()).map(MenuItem::getText)
                        .map(t -> t.replace("&", "")).toList()));
    }

    @Test
    @Order(2)
    void stallsOfTheWindowAreMeasured() {
        try (Stalls stalls = new Stalls()) {
            RunningWorkbench.waitUntil("the window answers", 10_000, () -> stalls.percentile(50) > 0);
            ui(() -> {
                Thread.sleep(700);
                return null;
            });
            RunningWorkbench.waitUntil("the stall is seen", 10_000, () -> stalls.worst() > 600);
            assertTrue(stalls.toString().contains("CitizenTest"), stalls::toString);
        }
    }

    private static String perspective() { return ui(() -> page().getPerspective().getId()); }

    /** Where the tabs of a view lie on the screen. */
    private static Rectangle place(String view) {
        return ui(() -> {
            CTabFolder tabs = User.find(CTabItem.class, "|" + page().findView(view).getTitle() + "|").getParent();
            return tabs.getDisplay().map(tabs.getParent(), null, tabs.getBounds());
        });
    }

    @Test
    @Order(3)
    void keysSwitchThePerspectives() throws Exception {
        assertEquals(InspectPerspective.ID, perspective());
        User.key("M3+M2+2");
        waitUntil("Review is shown", SOON, () -> perspective().equals(ReviewPerspective.ID));
        Thread.sleep(1500);
        screenshot("review-light");
        User.key("M3+M2+1");
        waitUntil("Inspect is shown", SOON, () -> perspective().equals(InspectPerspective.ID));
        User.click(org.loupe.ui.ToolButton.class, "|Review|");
        waitUntil("Review is shown", SOON, () -> perspective().equals(ReviewPerspective.ID));
        User.menu("Window", "Inspect");
        waitUntil("Inspect is shown", SOON, () -> perspective().equals(InspectPerspective.ID));
    }

    @Test
    @Order(4)
    void aNarrowWindowHasNoRightColumn() throws Exception {
        waitUntil("the recipe is on the right", SOON, () -> place(Ids.RECIPE_VIEW).x > 1000);
        ui(() -> {
            window().getShell().setSize(1300, 800);
            return null;
        });
        waitUntil("the recipe is at the foot", SOON,
                () -> place(Ids.RECIPE_VIEW).x < 700 && place(Ids.RECIPE_VIEW).y > 300);
        ui(() -> page().showView(Ids.RECIPE_VIEW));
        Thread.sleep(700);
        screenshot("inspect-narrow");
        ui(() -> {
            window().getShell().setSize(1600, 1000);
            return null;
        });
        waitUntil("the recipe is on the right again", SOON, () -> place(Ids.RECIPE_VIEW).x > 1000);
        Thread.sleep(500);
        screenshot("inspect-wide-again");
        User.menu("Window", "Reset layout");
        waitUntil("the layout is as it was", SOON, () -> place(Ids.RECIPE_VIEW).x > 1000);
    }
}
