package org.loupe.tests.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
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
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.loupe.model.Project;
import org.loupe.ui.Session;
import org.loupe.ui.ToolButton;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.internal.help.GuideView;
import org.loupe.ui.viewer.internal.clusters.ClusterDesk;
import org.loupe.ui.viewer.internal.clusters.ClustersEditor;

/** A newcomer without any class: the cheat sheet "Sort defects without prior knowledge" to the results of a stack. */
@ExtendWith(RunningWorkbench.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SortGuideTest {
    private static final long SOON = 30_000, WHILE = 180_000;
    private static final List<String> STEPS = List.of("open", "run", "cluster", "cut", "name", "save", "train", "read");

    private static Session session() {
        return PlatformUI.getWorkbench().getService(Session.class);
    }

    private static Project project() {
        return session().project().orElseThrow().project();
    }

    private static ClusterDesk desk() {
        return ClusterDesk.of(session());
    }

    private static GuideView guide() {
        return (GuideView) ui(() -> page().findView(Ids.GUIDE_VIEW));
    }

    /** Clicks on "Do it for me" of a step, which must be the current one. */
    private static void start(String step) throws Exception {
        waitUntil("\"" + step + "\" is the current step", SOON, () -> ui(() -> guide() != null
                && guide().current() == STEPS.indexOf(step)));
        Thread.sleep(300); // the sheet is drawn anew after the step before
        User.click(ToolButton.class, "|Do it for me|");
    }

    private static void ticked(String step) throws Exception {
        waitUntil("\"" + step + "\" is done", WHILE, () -> ui(() -> guide() != null
                && guide().doneSteps() > STEPS.indexOf(step)));
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
        User.command("org.loupe.ui.help.sort");
        waitUntil("the cheat sheet is open", SOON, () -> guide() != null);
        ui(() -> {
            guide().restart();
            return null;
        });
    }

    @AfterAll
    static void close() {
        User.command("org.loupe.ui.help.golden");
        ui(() -> {
            page().hideView(guide());
            return null;
        });
        User.command("org.loupe.ui.file.closeProject");
        waitUntil("no project is open", SOON, () -> ui(() -> session().project().isEmpty()));
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
        assertTrue(ui(() -> desk().rows().size()) > 1);
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
