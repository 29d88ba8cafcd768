package org.loupe.tests.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.loupe.tests.ui.RunningWorkbench.page;
import static org.loupe.tests.ui.RunningWorkbench.screenshot;
import static org.loupe.tests.ui.RunningWorkbench.settle;
import static org.loupe.tests.ui.RunningWorkbench.ui;
import static org.loupe.tests.ui.RunningWorkbench.waitUntil;
import static org.loupe.tests.ui.RunningWorkbench.window;
import static org.loupe.tests.ui.User.command;
import static org.loupe.tests.ui.User.key;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.eclipse.swt.graphics.Rectangle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.loupe.engine.features.FeatureSet;
import org.loupe.model.RecipeStep;
import org.loupe.model.RunEntry;
import org.loupe.ui.Session;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.internal.clusters.ClusterSource;
import org.loupe.ui.internal.clusters.ClusterWork;
import org.loupe.ui.viewer.internal.clusters.ClusterDesk;
import org.loupe.ui.viewer.internal.clusters.ClustersEditor;
import org.loupe.ui.viewer.internal.clusters.SimilarView;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.clusters.ClusteringPlan;
import org.loupe.workspace.crops.Crop;

/** What is like a defect is found in every run of the project, once, and taken into its cluster or labelled. */
@ExtendWith(RunningWorkbench.class)
@TestMethodOrder(OrderAnnotation.class)
class SimilarRunsTest {
    private static final long SOON = 30_000, WHILE = 180_000;

    private static Session session() {
        return window().getService(Session.class);
    }

    private static ClusterDesk desk() {
        return ClusterDesk.of(session());
    }

    private static ProjectFile project() {
        return ui(() -> session().project().orElseThrow());
    }

    private static SimilarView similar() {
        return (SimilarView) ui(() -> page().showView(Ids.SIMILAR_VIEW));
    }

    private static ClustersEditor editor() {
        return ui(() -> ClustersEditor.of(page()).orElseThrow());
    }

    private static RunEntry run(int number) {
        command(Ids.RUN);
        waitUntil("run " + number + " is done", WHILE, () -> ui(() -> session().task().isEmpty()
                && project().project().getRuns().size() == number
                && project().project().getRuns().get(number - 1).getDetections() > 0));
        return ui(() -> project().project().getRuns().get(number - 1));
    }

    private static void finderSet(String param, Object value) {
        ui(() -> {
            RecipeStep finder = project().project().getRecipes().get(0).getSteps().stream()
                    .filter(s -> s.getTool().equals("loupe.golden-difference")).findFirst().orElseThrow();
            session().edit(p -> p.change("Set", () -> finder.getParams().put(param, value)));
            return null;
        });
    }

    @AfterAll
    static void close() {
        command("org.loupe.ui.file.closeProject");
        waitUntil("no project is open", SOON, () -> ui(() -> session().project().isEmpty()));
    }

    @Test
    @Order(1)
    void whatTwoRunsFoundIsListedOnce() throws Exception {
        command(Ids.OPEN_SAMPLE);
        waitUntil("the sample is open", WHILE, () -> ui(() -> session().project().isPresent()
                && session().items().size() >= 12 && session().task().isEmpty()));
        finderSet("smallestArea", 60L);
        RunEntry first = run(1);
        finderSet("smallestArea", 8L);
        RunEntry second = run(2);
        long one = ui(first::getDetections), two = ui(second::getDetections);
        assertTrue(two > one, one + " and " + two + " detections");
        ui(() -> {
            ClusterWork.start(session(), ClusterSource.run(project(), first, ""), ClusteringPlan.of(
                    FeatureSet.of("loupe.measure", "loupe.zernike")));
            return null;
        });
        waitUntil("the first run is clustered", WHILE, () -> ui(() -> session().task().isEmpty()
                && desk().size() == one && desk().upToDate()));
        Rectangle place = ui(() -> editor().list().place(0, 0));
        User.click(editor().list(), place.x + 8, place.y + 8, 0);
        key("Shift+F");
        SimilarView similar = similar();
        waitUntil("similar ones are found", WHILE, () -> ui(() -> similar.found() > 0 && session().task().isEmpty()));
        Map<Integer, Crop> others = ui(similar::others);
        String run = ui(second::getFolder);
        assertEquals(Set.of(run), others.values().stream().map(c -> c.origin().run()).collect(Collectors.toSet()));
        assertTrue(others.size() >= two - one && others.size() < two, others.size() + " others of " + two);
        List<Crop> own = ui(() -> desk().clusters().orElseThrow().computed().table().crops());
        for (Crop other : others.values())
            assertTrue(own.stream().noneMatch(c -> c.image().test().equals(other.image().test())
                    && c.shape().bounds().iou(other.shape().bounds()) >= 0.5), () -> other.name() + " is listed twice");
        settle(1000);
        screenshot("similar-runs");
    }

    private static void choose(int index) {
        User.focus(similar().grid());
        key("Home");
        for (int i = 0; i < index; i++)
            key("ARROW_RIGHT");
    }

    @Test
    @Order(2)
    void oneOfAnotherRunIsLabelledAsTheClusterIs() {
        ClustersEditor editor = editor();
        User.focus(editor.list());
        key("F2");
        User.type(ui(() -> editor.list().editor()), "Likely");
        key("CR");
        waitUntil("it is named", SOON, () -> ui(() -> desk().upToDate() && desk().rows().stream().anyMatch(r -> r.name()
                .equals("Likely"))));
        User.focus(editor.list());
        key("Ctrl+CR");
        waitUntil("the cluster is labelled", SOON, () -> ui(() -> session().desk().table().labelCount()) > 0);
        int labels = ui(() -> session().desk().table().labelCount());
        choose(ui(() -> similar().others().keySet().iterator().next()));
        command("org.loupe.ui.cluster.accept");
        waitUntil("the other one is labelled", SOON, () -> ui(() -> session().desk().table().labelCount())
                == labels + 1);
        command("org.eclipse.ui.edit.undo");
        waitUntil("its label is gone", SOON, () -> ui(() -> session().desk().table().labelCount()) == labels);
    }
}
