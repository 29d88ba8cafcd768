package org.loupe.tests.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.loupe.tests.ui.RunningWorkbench.ui;
import static org.loupe.tests.ui.RunningWorkbench.window;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.MenuItem;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.Arrays;
import java.util.List;

/** What makes Loupe a citizen of Eclipse: menus, keys, perspectives, preferences, help, and the driver of these tests. */
@ExtendWith(RunningWorkbench.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CitizenTest {

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
                Thread.sleep(120);
                return null;
            });
            RunningWorkbench.waitUntil("the stall is seen", 10_000, () -> stalls.over(60) > 0);
            assertTrue(stalls.toString().contains("CitizenTest"), stalls::toString);
        }
    }
}
