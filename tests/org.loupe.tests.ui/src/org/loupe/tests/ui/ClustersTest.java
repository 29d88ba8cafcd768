package org.loupe.tests.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.loupe.tests.ui.RunningWorkbench.page;
import static org.loupe.tests.ui.RunningWorkbench.ui;
import static org.loupe.tests.ui.RunningWorkbench.waitUntil;
import static org.loupe.tests.ui.RunningWorkbench.window;
import static org.loupe.tests.ui.User.command;
import static org.loupe.tests.ui.User.key;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.engine.Progress;
import org.loupe.engine.features.FeatureSet;
import org.loupe.store.labels.LabelTable;
import org.loupe.ui.Session;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.internal.clusters.ClusterSource;
import org.loupe.ui.internal.clusters.ClusterWork;
import org.loupe.ui.viewer.internal.clusters.ClusterDesk;
import org.loupe.ui.viewer.internal.clusters.ClusterRow;
import org.loupe.ui.viewer.internal.clusters.ClusteringsView;
import org.loupe.ui.viewer.internal.clusters.ClustersEditor;
import org.loupe.ui.viewer.internal.clusters.DendrogramView;
import org.loupe.ui.viewer.internal.clusters.EmbeddingView;
import org.loupe.ui.viewer.internal.clusters.OutliersView;
import org.loupe.ui.viewer.internal.clusters.SimilarView;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.clusters.ClusteringPlan;
import org.loupe.workspace.clusters.Clusters;
import org.loupe.workspace.report.ClusterReport;

/** A folder of crops is clustered, the tree is cut, clusters are changed, named and saved as labels. */
@ExtendWith(RunningWorkbench.class)
@TestMethodOrder(OrderAnnotation.class)
class ClustersTest {
    private static final long SOON = 20_000, WHILE = 180_000;
    private static final int EACH = 14, ODD = 4;

    @TempDir static Path folder;

    private static Session session() {
        return window().getService(Session.class);
    }

    private static ClusterDesk desk() {
        return ClusterDesk.of(session());
    }

    private static <T> T view(String id, Class<T> type) {
        return type.cast(ui(() -> page().showView(id)));
    }

    private static DendrogramView tree() {
        return view(Ids.DENDROGRAM_VIEW, DendrogramView.class);
    }

    private static ClustersEditor editor() {
        return ui(() -> ClustersEditor.of(page()).orElseThrow());
    }

    private static List<ClusterRow> rows() {
        return ui(() -> desk().rows());
    }

    private static int groups() {
        return ui(() -> desk().clusters().orElseThrow().cut());
    }

    private static void settled() {
        waitUntil("the clusters follow the edits", SOON, () -> ui(() -> desk().upToDate()));
    }

    private static List<String> edits() {
        return ui(() -> List.copyOf(desk().entry().orElseThrow().getEdits()));
    }

    private static void undo() {
        command("org.eclipse.ui.edit.undo");
        settled();
    }

    private static String known(int row) {
        return ui(() -> desk().clusters().orElseThrow().computed().table().crops().get(row).known());
    }

    private static void choose(int cluster, int member, int keys) {
        Rectangle place = ui(() -> editor().list().place(cluster, member));
        User.click(editor().list(), place.x + 10, place.y + 10, keys);
    }

    @Test
    @Order(1)
    void anEmptyPerspectiveSaysWhatToDo() {
        command(Ids.OPEN_SAMPLE);
        waitUntil("the sample is open", WHILE, () -> ui(() -> session().project().isPresent()
                && session().items().size() >= 12 && session().task().isEmpty()));
        command(Ids.CLUSTER);
        assertTrue(ui(() -> tree().emptyText()).contains("Choose crops or a run"));
        waitUntil("the editor is there", SOON, () -> ui(() -> ClustersEditor.of(page()).isPresent()));
        assertTrue(ui(() -> editor().emptyText()).contains("Choose crops or a run"));
        assertTrue(ui(() -> view(Ids.OUTLIERS_VIEW, OutliersView.class).noteText()).contains("no cluster"));
    }

    @Test
    @Order(2)
    void aFolderOfCropsIsClustered() throws Exception {
        RunningWorkbench.screenshot("clusters-empty");
        MadeCrops.write(folder, EACH, ODD);
        ui(() -> {
            ClusterWork.start(session(), ClusterSource.folder(folder, session().registry()), ClusteringPlan.of(
                    FeatureSet.of("loupe.measure", "loupe.haralick", "loupe.zernike")));
            return null;
        });
        waitUntil("the crops are clustered", WHILE, () -> ui(() -> desk().clusters().isPresent()
                && session().task().isEmpty()));
        assertEquals(MadeCrops.KINDS.size() * EACH + ODD, ui(() -> desk().size()));
        assertTrue(rows().size() >= 4 && rows().size() <= 8, () -> rows().size() + " clusters");
        for (ClusterRow row : rows().subList(0, 3)) {
            Map<String, Integer> kinds = new HashMap<>();
            for (int each : row.rows())
                kinds.merge(known(each), 1, Integer::sum);
            assertTrue(kinds.values().stream().mapToInt(i -> i).max().orElse(0) >= 0.7 * row.size(),
                    row.name() + ": " + kinds);
        }
        assertEquals(1, ui(() -> session().project().orElseThrow().project().getClusterings().size()));
        ClusteringsView list = view(Ids.CLUSTERINGS_VIEW, ClusteringsView.class);
        waitUntil("the table tells of it", SOON, () -> ui(() -> list.lines().get(0)).contains("0."));
        assertTrue(ui(() -> list.lines().get(0)).startsWith("c1 | "), () -> ui(() -> list.lines().toString()));
        EmbeddingView plane = view(Ids.EMBEDDING_VIEW, EmbeddingView.class);
        waitUntil("the points are drawn", WHILE, () -> ui(() -> plane.canvas().points()) > 0);
        Thread.sleep(1500);
        RunningWorkbench.screenshot("clusters");
    }

    @Test
    @Order(3)
    void theCutLineFollowsKeysAndPointer() {
        int before = groups();
        User.focus(ui(() -> tree().canvas()));
        key("ARROW_RIGHT");
        settled();
        assertEquals(before + 1, groups());
        key("ARROW_LEFT");
        settled();
        key("ARROW_LEFT");
        settled();
        assertEquals(before - 1, groups());
        assertEquals(1, edits().size(), "steps of one line are one edit");
        undo();
        undo();
        undo();
        assertEquals(before, groups());
        assertEquals(List.of(), edits());

        int x = ui(() -> tree().canvas().cutX()), y = 100;
        User.drag(ui(() -> tree().canvas()), 1, new Point(x, y), new Point(x + 30, y), 0,
                () -> waitUntil("what it would make is shown", SOON, () -> ui(() -> groups() == before)));
        settled();
        assertTrue(groups() > before, () -> groups() + " groups");
        undo();
        assertEquals(before, groups());
        User.wheel(ui(() -> tree().canvas()), 60, 200, 5, 0);
        key("F");
    }

    @Test
    @Order(4)
    void cropsAreMovedBetweenClusters() {
        choose(0, 1, 0);
        choose(0, 2, SWT.CTRL);
        assertEquals(2, ui(() -> desk().selection().size()));
        int[] chosen = ui(() -> desk().selection().rows().stream().toArray());
        String to = rows().get(1).id();
        int was = rows().get(0).size(), there = rows().get(1).size();
        ui(() -> {
            editor().list().drop(to);
            return null;
        });
        settled();
        assertEquals(was - 2, rows().get(0).size());
        assertEquals(there + 2, rows().get(1).size());
        int at = ui(() -> desk().clusters().orElseThrow().cluster()[chosen[0]]);
        assertEquals(to, rows().get(at).id());
        undo();
        assertEquals(was, rows().get(0).size());
    }

    @Test
    @Order(5)
    void clustersAreMergedSplitAndNamed() {
        int before = rows().size();
        String first = rows().get(0).id(), second = rows().get(1).id();
        User.click(editor().list(), 60, ui(() -> editor().list().heading(0)) + 12, 0);
        User.click(editor().list(), 60, ui(() -> editor().list().heading(1)) + 12, SWT.CTRL);
        assertEquals(List.of(first, second), ui(() -> List.copyOf(desk().chosen())));
        key("G");
        settled();
        assertEquals(before - 1, rows().size());
        undo();
        assertEquals(before, rows().size());
        User.click(editor().list(), 60, ui(() -> editor().list().heading(0)) + 12, 0);
        int size = rows().get(0).size();
        key("X");
        waitUntil("it is split", SOON, () -> edits().size() == 1);
        settled();
        assertNotEquals(size, rows().get(0).size());
        undo();
        User.click(editor().list(), 60, ui(() -> editor().list().heading(0)) + 12, 0);
        key("F2");
        User.type(ui(() -> editor().list().editor()), "Bridges");
        key("CR");
        waitUntil("it is named", SOON, () -> rows().stream().anyMatch(r -> r.name().equals("Bridges")));
        assertEquals(first, rows().get(0).id());
    }

    @Test
    @Order(6)
    void cropsAreGatheredAndSetApart() {
        choose(1, 0, 0);
        choose(1, 2, SWT.SHIFT);
        assertEquals(3, ui(() -> desk().selection().size()));
        int before = rows().size();
        key("N");
        settled();
        waitUntil("there is one more", SOON, () -> rows().size() == before + 1);
        assertTrue(rows().stream().anyMatch(r -> r.id().equals("p1") && r.size() == 3));
        undo();
        int outliers = ui(() -> desk().outliers().length);
        choose(1, 1, 0);
        key("DEL");
        settled();
        waitUntil("it is apart", SOON, () -> ui(() -> desk().outliers().length) == outliers + 1);
        undo();
        assertEquals(outliers, ui(() -> desk().outliers().length));
    }

    @Test
    @Order(7)
    void aLassoInThePlaneSelects() throws Exception {
        EmbeddingView plane = view(Ids.EMBEDDING_VIEW, EmbeddingView.class);
        ui(() -> {
            plane.plane(EmbeddingView.Plane.UMAP);
            return null;
        });
        waitUntil("the neighbour embedding is drawn", WHILE, () -> ui(() -> session().task().isEmpty()
                && plane.canvas().points() > 0));
        Point size = ui(() -> plane.canvas().getSize());
        User.drag(plane.canvas(), List.of(new Point(3, 3), new Point(size.x - 4, 3), new Point(size.x - 4, size.y - 4),
                new Point(3, size.y - 4)));
        assertEquals(ui(() -> desk().size()), ui(() -> desk().selection().size()), "all of them");
        User.click(plane.canvas(), 2, 2, 0);
        ClusterRow row = rows().get(0);
        int around = row.rows()[0];
        Point at = ui(() -> plane.canvas().place(around));
        User.click(plane.canvas(), at.x, at.y, 0);
        assertEquals(1, ui(() -> desk().selection().size()));
        Thread.sleep(800);
        RunningWorkbench.screenshot("clusters-umap");
    }

    @Test
    @Order(8)
    void similarDefectsAreFound() {
        choose(0, 0, 0);
        key("Shift+F");
        SimilarView similar = view(Ids.SIMILAR_VIEW, SimilarView.class);
        waitUntil("they are found", WHILE, () -> ui(() -> similar.found() > 0 && session().task().isEmpty()));
    }

    @Test
    @Order(9)
    void aFewCropsThatStandForAllAreSentToTheExamples() throws Exception {
        int clusters = rows().size();
        Rectangle heading = new Rectangle(60, ui(() -> editor().list().heading(0)) + 12, 0, 0);
        User.contextMenu(editor().list(), heading.x, heading.y, "Representatives", "Closest", "Up to 3");
        waitUntil("three of each are selected", SOON, () -> ui(() -> desk().selection().size()) == 3 * clusters);
        for (ClusterRow row : rows())
            for (int i = 0; i < 3; i++) {
                int each = row.rows()[i];
                assertTrue(ui(() -> desk().selection().rows().get(each)), "those in front");
            }
        RunningWorkbench.screenshot("clusters-representatives");
        User.contextMenu(editor().list(), heading.x, heading.y, "Representatives", "Farthest", "Up to 1 ");
        waitUntil("the exemplars are selected", SOON, () -> ui(() -> desk().selection().size()) == clusters);
        assertEquals(rows().stream().map(row -> row.rows()[0]).collect(Collectors.toSet()),
                ui(() -> desk().selection().rows()).stream().boxed().collect(Collectors.toSet()));
        User.focus(editor().list());
        key("Shift+E");
        waitUntil("they are examples", WHILE, () -> ui(() -> session().desk().table().tileCount()) == clusters);
        LabelTable table = ui(() -> session().desk().table());
        assertEquals(1, ui(() -> table.autoLabels()), "the cluster with a name proposes it");
        String kept = ui(() -> session().project().orElseThrow().project().getIterations().get(0).getDescription());
        assertTrue(kept.contains(clusters + " of " + ui(() -> desk().size()) + " crops chosen by clustering c1"), kept);
        undo();
        waitUntil("they are gone", SOON, () -> ui(() -> session().desk().table().tileCount()) == 0);
    }

    @Test
    @Order(9)
    void namedClustersBecomeLabels() {
        int before = ui(() -> session().desk().table().labelCount());
        int size = rows().stream().filter(r -> r.name().equals("Bridges")).findFirst().orElseThrow().size();
        User.focus(editor().list());
        key("Ctrl+CR");
        waitUntil("the labels are there", SOON, () -> ui(() -> session().desk().table().labelCount()) == before + size);
        command("org.eclipse.ui.edit.undo");
        waitUntil("the labels are gone", SOON, () -> ui(() -> session().desk().table().labelCount()) == before);
    }

    @Test
    @Order(9)
    void theReportTellsWhatTheCommandLineTells() throws Exception {
        command("org.loupe.ui.cluster.report");
        ProjectFile project = ui(() -> session().project().orElseThrow());
        Path file = project.folder().resolve("reports/clusters-1.html");
        waitUntil("the report is written", WHILE, () -> ui(() -> session().task().isEmpty()
                && !project.project().getReports().isEmpty()));
        Clusters now = ui(() -> desk().clusters().orElseThrow());
        Path other = folder.resolve("other.html");
        ClusterReport.write(ClusterReport.Head.of(now, "c1", session().registry(), Progress.NONE),
                session().registry(), other);
        String undated = "<dt>Report</dt><dd>[^/]*</dd>";
        assertEquals(Files.readString(other).replaceFirst(undated, ""), Files.readString(file).replaceFirst(undated,
                ""));
        for (ClusterRow row : rows())
            assertTrue(Files.readString(file).contains(row.name()), row.name());
        command("org.eclipse.ui.edit.undo");
    }

    @Test
    @Order(10)
    void itIsReadInTheDarkInSmallAndInOnePiece() throws Exception {
        ui(() -> {
            desk().current(rows().get(1).id());
            return null;
        });
        User.focus(editor().list());
        key("F2");
        User.type(ui(() -> editor().list().editor()), "Leiterbahnunterbrechung mit Restkupfer am Rand der "
                + "Durchkontaktierung zweiter Art, vermutlich aus der Belichtung");
        key("CR");
        settled();
        choose(1, 1, 0);
        choose(1, 3, SWT.SHIFT);
        command("org.loupe.ui.window.theme");
        Thread.sleep(1200);
        RunningWorkbench.screenshot("clusters-dark");
        command("org.loupe.ui.window.theme");
        Rectangle before = ui(() -> window().getShell().getBounds());
        ui(() -> {
            window().getShell().setSize(1280, 720);
            return null;
        });
        Thread.sleep(1500);
        RunningWorkbench.screenshot("clusters-narrow");
        ui(() -> {
            window().getShell().setBounds(before);
            return null;
        });
        undo();
        User.type(ui(() -> tree().number().text()), "1");
        waitUntil("all are one", SOON, () -> ui(() -> desk().upToDate()) && rows().size() == 1);
        Thread.sleep(600);
        RunningWorkbench.screenshot("clusters-one");
        undo();
    }

    @Test
    @Order(11)
    void takingItOutIsUndone() {
        ui(() -> {
            session().edit(p -> p.change("Delete", () -> p.project().getClusterings().clear()));
            return null;
        });
        waitUntil("nothing is shown", SOON, () -> ui(() -> desk().clusters().isEmpty()));
        command("org.eclipse.ui.edit.undo");
        command(Ids.CLUSTER_OPEN);
        waitUntil("it is shown again", SOON, () -> ui(() -> desk().clusters().isPresent()));
        waitUntil("with its name", SOON, () -> rows().stream().anyMatch(r -> r.name().equals("Bridges")));
    }
}
