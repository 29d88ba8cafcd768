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
import java.util.stream.Stream;

import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Shell;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.loupe.model.ImageSet;
import org.loupe.model.Iteration;
import org.loupe.store.labels.TileState;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.internal.LabelPerspective;
import org.loupe.workspace.labels.Examples;

/** A newcomer's first round of labels: the cheat sheet "Train by iterations" to where a training would start. */
@ExtendWith(RunningWorkbench.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TrainGuideTest {
    private static final long SOON = 30_000, WHILE = 60_000;
    private static final List<String> STEPS = List.of("open", "run", "send", "label", "propose", "accept", "complete",
            "ready", "split", "freeze", "begin");

    private static int tiles, labels;

    /** Clicks on "Do it for me" of a step, which must be the current one, and waits until it is ticked. */
    private static void doIt(String step) throws Exception {
        start(step);
        ticked(step);
    }

    private static void start(String step) throws Exception {
        Guide.start(STEPS.indexOf(step));
    }

    private static void ticked(String step) throws Exception {
        int index = STEPS.indexOf(step);
        Guide.isTicked(index, WHILE);
        settle(800);
        screenshot("train-" + (index < 9 ? "0" : "") + (index + 1) + "-" + step);
    }

    @BeforeAll
    static void open() {
        Guide.open("org.loupe.ui.help.train");
    }

    @AfterAll
    static void close() {
        Guide.close();
    }

    @Test
    @Order(1)
    void aRunFindsCandidates() throws Exception {
        doIt("open");
        waitUntil("the images are listed", WHILE, () -> ui(() -> !session().items().isEmpty()
                && session().image().isPresent()));
        doIt("run");
        assertTrue(ui(() -> session().results().orElseThrow().detections()) > 20);
    }

    @Test
    @Order(2)
    void whatWasFoundIsCopiedToTheExamples() throws Exception {
        doIt("send");
        tiles = ui(() -> table().tileCount());
        assertTrue(tiles > 10, tiles + " tiles");
        assertEquals(ui(() -> session().results().orElseThrow().detections()), ui(() -> (long) table().autoLabels()),
                "each detection is a proposal");
        assertEquals(1, ui(() -> project().getIterations().size()), "the first examples begin v1");
        Path examples = ui(() -> session().project().orElseThrow().folder().resolve("examples/v1"));
        try (Stream<Path> files = Files.list(examples)) {
            assertEquals(tiles, files.filter(f -> f.toString().contains("_test")).count());
        }
        assertTrue(ui(() -> table().tiles().stream().allMatch(t -> Examples.isExample(t.image()))));
    }

    @Test
    @Order(3)
    void theExamplesAreOpenWhereTheyAreLabelled() throws Exception {
        doIt("label");
        assertEquals(LabelPerspective.ID, ui(() -> page().getPerspective().getId()));
        waitUntil("the examples are listed", SOON, () -> ui(() -> session().imageSet().filter(ImageSet::isExamples)
                .isPresent() && session().items().size() == tiles));
        assertTrue(ui(() -> page().isPartVisible(guide())), "the sheet is beside them");
        assertTrue(ui(() -> page().isPartVisible(page().findView(Ids.TILES_VIEW))));
    }

    @Test
    @Order(4)
    void whatIsProposedIsAccepted() throws Exception {
        int before = ui(() -> table().autoLabels());
        doIt("propose");
        assertEquals(before, ui(() -> table().autoLabels()), "what was sent of its run is not proposed twice");
        doIt("accept");
        labels = ui(() -> table().countedLabels());
        assertTrue(labels > 20, labels + " labels");
        assertEquals(labels, ui(() -> table().tally(1).accepted()));
        assertEquals(0, ui(() -> table().tiles(TileState.COMPLETE)), "that no defect is missing, only a person says");
        doIt("complete");
        assertEquals(tiles, ui(() -> table().tiles(TileState.COMPLETE)));
    }

    @Test
    @Order(5)
    void whatIsMissingIsSeenAndTheTilesAreSplit() throws Exception {
        doIt("ready");
        assertTrue(ui(() -> page().isPartVisible(page().findView(Ids.CLASSES_VIEW))));
        doIt("split");
        assertTrue(ui(() -> table().tiles().stream().noneMatch(t -> t.split().isEmpty())));
        assertTrue(ui(() -> table().tiles().stream().filter(t -> t.split().equals("train")).count()) > tiles / 2);
    }

    @Test
    @Order(6)
    void v1IsFrozenAndV2Begins() throws Exception {
        doIt("freeze");
        Iteration first = ui(() -> project().getIterations().get(0));
        assertTrue(first.getFrozen() != null && !first.getSha256().isEmpty());
        assertEquals(tiles, first.getTiles());
        start("begin");
        Shell wizard = User.find(Shell.class, "|New Iteration");
        screenshot("train-11-wizard");
        User.click(User.find(wizard, Button.class, "|Finish|"));
        ticked("begin");
        assertEquals(2, ui(() -> project().getIterations().size()));
        assertEquals("examples/v2", ui(() -> project().getIterations().get(1).getFolder()));
        assertEquals(labels, ui(() -> table().countedLabels()), "the labels are carried over");
        assertEquals(STEPS.size(), ui(() -> guide().current()));
    }
}
