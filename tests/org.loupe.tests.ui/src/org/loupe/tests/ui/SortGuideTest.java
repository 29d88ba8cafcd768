package org.loupe.tests.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.loupe.tests.ui.Guide.guide;
import static org.loupe.tests.ui.Guide.project;
import static org.loupe.tests.ui.Guide.session;
import static org.loupe.tests.ui.RunningWorkbench.display;
import static org.loupe.tests.ui.RunningWorkbench.page;
import static org.loupe.tests.ui.RunningWorkbench.screenshot;
import static org.loupe.tests.ui.RunningWorkbench.settle;
import static org.loupe.tests.ui.RunningWorkbench.ui;
import static org.loupe.tests.ui.RunningWorkbench.waitUntil;

import java.util.Arrays;
import java.util.List;

import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Shell;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.loupe.ui.viewer.internal.clusters.ClusterDesk;
import org.loupe.ui.viewer.internal.clusters.ClustersEditor;

/** A newcomer without any class: the cheat sheet "Sort defects without prior knowledge" to the results of a stack. */
@ExtendWith(RunningWorkbench.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SortGuideTest {
    private static final long SOON = 30_000, WHILE = 180_000;
    private static final List<String> STEPS = List.of("open", "run", "cluster", "cut", "name", "save", "train", "read");

    private static ClusterDesk desk() {
        return ClusterDesk.of(session());
    }

    private static void start(String step) throws Exception {
        Guide.start(STEPS.indexOf(step));
    }

    private static void ticked(String step) throws Exception {
        Guide.isTicked(STEPS.indexOf(step), WHILE);
        settle(800);
        screenshot("sort-" + (STEPS.indexOf(step) + 1) + "-" + step);
    }

    private static WizardDialog wizard() {
        waitUntil("the wizard is open", SOON, () -> ui(() -> shell() != null));
        return (WizardDialog) ui(() -> shell().getData());
    }

    private static Shell shell() {
        return Arrays.stream(display().getShells()).filter(s -> s.getData() instanceof WizardDialog && s.isVisible())
                .findFirst().orElse(null);
    }

    private static void finish(WizardDialog wizard) {
        waitUntil("it can be finished", WHILE, () -> ui(() -> wizard.getCurrentPage().getWizard().canFinish()));
        User.click(Button.class, "Finish");
    }

    @BeforeAll
    static void open() {
        Guide.open("org.loupe.ui.help.sort");
    }

    @AfterAll
    static void close() {
        Guide.close();
    }

    @Test
    @Order(1)
    void defectsAreFoundAndClustered() throws Exception {
        start("open");
        ticked("open");
        waitUntil("the images are listed", WHILE, () -> ui(() -> !session().items().isEmpty()
                && session().task().isEmpty()));
        start("run");
        ticked("run");
        start("cluster");
        finish(wizard());
        ticked("cluster");
        waitUntil("the clusters are listed", SOON, () -> ui(() -> desk().rows().size() > 1));
        assertTrue(guide() != null, "the sheet has come along");
    }

    @Test
    @Order(2)
    void theTreeIsCutAndClustersAreNamed() throws Exception {
        int groups = ui(() -> desk().clusters().orElseThrow().cut());
        start("cut");
        ticked("cut");
        waitUntil("there is one more", SOON, () -> ui(() -> desk().upToDate()
                && desk().clusters().orElseThrow().cut() == groups + 1));
        for (String name : List.of("Long", "Round")) {
            start("name");
            waitUntil("a name can be typed", SOON, () -> ui(() -> editor().list().editor() != null));
            User.type(ui(() -> editor().list().editor()), name);
            User.key("CR");
            waitUntil("it is named", SOON, () -> ui(() -> desk().upToDate() && desk().rows().stream()
                    .anyMatch(r -> r.name().equals(name))));
        }
        ticked("name");
    }

    private static ClustersEditor editor() {
        return ClustersEditor.of(page()).orElseThrow();
    }

    @Test
    @Order(3)
    void theyAreSavedAndAStackIsTrained() throws Exception {
        int named = ui(() -> desk().rows().stream().filter(r -> r.named()).mapToInt(r -> r.size()).sum());
        start("save");
        ticked("save");
        assertEquals(named, ui(() -> session().desk().table().labelCount()));
        start("train");
        WizardDialog wizard = wizard();
        User.click(Button.class, "classes level by level (a stack)");
        finish(wizard);
        ticked("train");
        assertTrue(ui(() -> !project().getModels().isEmpty()));
        start("read");
        ticked("read");
        assertEquals(STEPS.size(), ui(() -> guide().doneSteps()));
    }
}
