package org.loupe.tests.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.loupe.tests.ui.RunningWorkbench.page;
import static org.loupe.tests.ui.RunningWorkbench.screenshot;
import static org.loupe.tests.ui.RunningWorkbench.ui;
import static org.loupe.tests.ui.RunningWorkbench.window;

import java.nio.file.Files;
import org.eclipse.core.runtime.Platform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningWorkbench.class)
class WorkbenchTest {
    @Test void theWindowOpensWithAPerspective() throws Exception {
        assertEquals("org.loupe.ui.product", Platform.getProduct().getId());
        assertNotNull(ui(() -> page().getPerspective()));
        assertTrue(ui(() -> window().getShell().isVisible()));
        assertTrue(Files.size(screenshot(window().getShell(), "workbench")) > 0);
    }
}
