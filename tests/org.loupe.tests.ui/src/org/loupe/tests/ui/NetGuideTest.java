package org.loupe.tests.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.loupe.tests.ui.Guide.guide;
import static org.loupe.tests.ui.Guide.project;
import static org.loupe.tests.ui.Guide.session;
import static org.loupe.tests.ui.Guide.table;
import static org.loupe.tests.ui.RunningWorkbench.page;
import static org.loupe.tests.ui.RunningWorkbench.screenshot;
import static org.loupe.tests.ui.RunningWorkbench.settle;
import static org.loupe.tests.ui.RunningWorkbench.ui;
import static org.loupe.tests.ui.RunningWorkbench.waitUntil;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.loupe.store.labels.TileState;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.internal.LabelPerspective;
import org.loupe.ui.internal.TrainPerspective;
import org.loupe.ui.viewer.internal.nets.EvaluationView;

/** A newcomer's first two nets, by the cheat sheet "Train a net"; nets so small that they learn in seconds. */
@ExtendWith(RunningWorkbench.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NetGuideTest {
    private static final long SOON = 30_000, WHILE = 90_000;
    private static final List<String> STEPS = List.of("open", "label", "train", "propose", "correct", "again",
            "compare", "export");

    /** Clicks on "Do it for me" of a step, once it is the current one and nothing else goes on. */
    private static void start(String step) throws Exception {
        Guide.isCurrent(STEPS.indexOf(step));
        waitUntil("nothing goes on", SOON, () -> ui(() -> session().task().isEmpty()));
        settle(300);
        screenshot("net-guide-" + (STEPS.indexOf(step) + 1) + "-" + step);
        Guide.start(STEPS.indexOf(step));
    }

    private static void ticked(String step) {
        Guide.isTicked(STEPS.indexOf(step), WHILE);
    }

    /** The window that a step opens. */
    private static Shell window(String title) {
        waitUntil("\"" + title + "\" is open", SOON, () -> !User.all(Shell.class, s -> s.getText().startsWith(title))
                .isEmpty());
        return User.find(Shell.class, "|" + title);
    }

    /** Has the wizard that is open, which proposes a detector, train one that learns in seconds. */
    private static void train(String name, String epochs, String start) {
        Shell wizard = window("Train");
        assertTrue(ui(User.find(wizard, Button.class, "a detector")::getSelection));
        waitUntil("the labels are counted", SOON, () -> ui(() -> User.all(Label.class, l -> l.getShell() == wizard
                && l.isVisible() && l.getText().contains("complete images")).size()) > 0);
        User.type(User.find(wizard, Text.class, "Name"), name);
        User.click(User.find(wizard, Button.class, "Next"));
        assertEquals(epochs, ui(User.find(wizard, Text.class, "|Epochs|")::getText));
        User.type(User.find(wizard, Text.class, "|Epochs|"), "2");
        User.type(User.find(wizard, Text.class, "|Window|"), "96");
        User.type(User.find(wizard, Text.class, "|Reduction|"), "8");
        User.click(User.find(wizard, Button.class, "Next"));
        assertTrue(ui(User.find(wizard, Combo.class, "Start from")::getText).startsWith(start));
        User.click(User.find(wizard, Button.class, "Finish"));
        waitUntil("the wizard has closed", SOON, () -> ui(wizard::isDisposed));
    }

    @BeforeAll
    static void open() {
        Guide.open("org.loupe.ui.help.net");
    }

    @AfterAll
    static void close() {
        Guide.close();
    }

    @Test
    @Order(1)
    void tenBoardsAreLabelled() throws Exception {
        start("open");
        ticked("open");
        waitUntil("the images are listed", WHILE, () -> ui(() -> session().items().size() == 24
                && session().image().isPresent()));
        start("label");
        ticked("label");
        assertEquals(LabelPerspective.ID, ui(() -> page().getPerspective().getId()));
        assertEquals(10, ui(() -> table().tiles(TileState.COMPLETE)));
        assertTrue(ui(() -> table().countedLabels()) > 20, () -> ui(() -> table().countedLabels()) + " labels");
    }

    @Test
    @Order(2)
    void aNetLearnsFromThemAndProposesTheRest() throws Exception {
        start("train");
        train("First", "12", "Nothing");
        ticked("train");
        assertEquals(TrainPerspective.ID, ui(() -> page().getPerspective().getId()));
        assertEquals(List.of("First"), ui(() -> project().getModels().stream().map(m -> m.getName()).toList()));
        start("propose");
        ticked("propose");
        assertEquals(LabelPerspective.ID, ui(() -> page().getPerspective().getId()), "where labels are corrected");
        assertEquals("loupe.detect", ui(() -> project().getRecipes().get(project().getRecipes().size() - 1).getSteps()
                .get(0).getTool()), "a recipe of the net proposes");
    }

    @Test
    @Order(3)
    void itLearnsMoreIsComparedAndExported() throws Exception {
        start("correct");
        ticked("correct");
        assertEquals(20, ui(() -> table().tiles(TileState.COMPLETE)));
        start("again");
        train("Second", "2", "First");
        ticked("again");
        start("compare");
        ticked("compare");
        assertTrue(ui(() -> page().isPartVisible(page().findView(Ids.EVALUATION_VIEW))));
        waitUntil("the second net is evaluated", WHILE, () -> ui(() -> page()
                .findView(Ids.EVALUATION_VIEW) instanceof EvaluationView view && !view.figures().isEmpty()));
        start("export");
        Shell wizard = window("Export net");
        User.click(User.find(wizard, Button.class, "Finish"));
        ticked("export");
        Path file = ui(() -> session().project().orElseThrow().folder()).resolve("exports/Second.onnx");
        assertTrue(Files.size(file) > 1000);
        assertEquals(STEPS.size(), ui(() -> guide().current()));
        settle(600);
        screenshot("net-guide-9-done");
    }
}
