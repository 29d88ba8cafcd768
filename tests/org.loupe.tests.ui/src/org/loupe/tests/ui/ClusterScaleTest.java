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

import java.awt.image.BufferedImage;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import javax.imageio.ImageIO;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.loupe.api.Features;
import org.loupe.api.ImageInfo;
import org.loupe.api.Provenance;
import org.loupe.engine.Item;
import org.loupe.engine.Progress;
import org.loupe.engine.features.FeatureSet;
import org.loupe.engine.learning.Columns;
import org.loupe.model.ClusteringEntry;
import org.loupe.store.labels.LabelShape;
import org.loupe.ui.Session;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.viewer.internal.clusters.ClusterDesk;
import org.loupe.ui.viewer.internal.clusters.ClustersEditor;
import org.loupe.ui.viewer.internal.clusters.DendrogramView;
import org.loupe.ui.viewer.internal.clusters.EmbeddingView;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.clusters.ClusteringPlan;
import org.loupe.workspace.clusters.Clusterings;
import org.loupe.workspace.clusters.Computed;
import org.loupe.workspace.crops.Crop;
import org.loupe.workspace.crops.CropTable;

/**
 * Many crops in all parts of clusters: what a gesture shows comes, and the UI thread is not kept from others. With
 * {@code -Dloupe.test.crops=100000} it prints for how long that thread worked at a stretch, which is how long a user
 * waits on a machine that does nothing else; no clock decides.
 */
@ExtendWith(RunningWorkbench.class)
@TestMethodOrder(OrderAnnotation.class)
class ClusterScaleTest {
    private static final int COUNT = Integer.getInteger("loupe.test.crops", 3_000);
    private static final int GROUPS = 24, COLUMNS = 12, IMAGES = 20;
    private static final long SOON = 60_000, WHILE = 600_000, SETTLED = 300, MS = 1_000_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static Session session() {
        return window().getService(Session.class);
    }

    private static ClusterDesk desk() {
        return ClusterDesk.of(session());
    }

    private static ClustersEditor editor() {
        return ui(() -> ClustersEditor.of(page()).orElseThrow());
    }

    private static <T> T view(String id, Class<T> type) {
        return type.cast(ui(() -> page().showView(id)));
    }

    /** Prints how long a gesture took and, whatever else this machine did, how much the UI thread worked for it. */
    private static void timed(String what, Runnable gesture, BooleanSupplier shown) throws Exception {
        long ui = RunningWorkbench.display().getThread().getId();
        long start = System.nanoTime(), worked = THREADS.getThreadCpuTime(ui);
        try (Stretches stretches = new Stretches(ui)) {
            gesture.run();
            waitUntil(what, SOON, shown);
            long took = System.nanoTime() - start;
            Thread.sleep(SETTLED);
            System.out.printf("  %,d crops, %s: %d ms, the UI thread worked %d ms for it, at most %d ms at a stretch%n",
                    COUNT, what, took / MS, (THREADS.getThreadCpuTime(ui) - worked) / MS, stretches.longest / MS);
        }
    }

    /** How long the UI thread works before it does what others ask of it, by its own clock. */
    private static final class Stretches implements AutoCloseable {
        private volatile boolean closed;
        private volatile long longest;
        private final Thread asks;

        Stretches(long ui) {
            asks = new Thread(() -> {
                while (!closed) {
                    long from = THREADS.getThreadCpuTime(ui);
                    long until = ui(() -> THREADS.getThreadCpuTime(ui));
                    longest = Math.max(longest, until - from);
                    LockSupport.parkNanos(MS);
                }
            }, "Stretches of work");
            asks.start();
        }

        @Override
        public void close() throws InterruptedException {
            closed = true;
            asks.join();
        }
    }

    private static CropTable crops(Path folder) throws Exception {
        Random random = new Random(3);
        List<Item> images = new ArrayList<>();
        for (int i = 0; i < IMAGES; i++) {
            BufferedImage image = new BufferedImage(640, 640, BufferedImage.TYPE_BYTE_GRAY);
            for (int y = 0; y < 640; y++)
                for (int x = 0; x < 640; x++)
                    image.getRaster().setSample(x, y, 0, x * 7 + y * 3 + i * 40 + random.nextInt(30) & 255);
            Path file = Files.createDirectories(folder).resolve("scan-" + i + ".png");
            ImageIO.write(image, "png", file.toFile());
            images.add(new Item(file.getFileName().toString(), file, 0, Optional.empty(), Double.NaN,
                    ImageInfo.Conditions.UNKNOWN));
        }
        float[] centres = new float[GROUPS * COLUMNS], values = new float[COUNT * COLUMNS];
        for (int i = 0; i < centres.length; i++)
            centres[i] = (float) random.nextGaussian() * 6;
        List<Crop> crops = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int c = 0; c < COLUMNS; c++)
            names.add("made" + c);
        for (int row = 0; row < COUNT; row++) {
            int group = (int) (Math.pow(random.nextDouble(), 1.5) * GROUPS);
            boolean odd = random.nextInt(1000) == 0;
            for (int c = 0; c < COLUMNS; c++)
                values[row * COLUMNS + c] = (float) (centres[group * COLUMNS + c]
                        + random.nextGaussian() * (odd ? 12 : 1));
            crops.add(new Crop(images.get(row % IMAGES), "", new LabelShape.Box(random.nextInt(600),
                    random.nextInt(600), 24, 24), "crop " + row, "wafer " + row % 7, "kind " + group,
                    Crop.Origin.detection("runs/none", row % IMAGES, row)));
        }
        FeatureSet set = FeatureSet.of("loupe.measure");
        return new CropTable(crops, new Features(names, COUNT, values), new Columns(set, names, new int[COLUMNS],
                List.of(new Provenance("loupe.measure", "made", "1", Map.of(), 0, "", "CPU", Map.of(), List.of()))),
                "made", List.of());
    }

    @Test
    @Order(1)
    void theyAreOpened() throws Exception {
        command(Ids.OPEN_SAMPLE);
        waitUntil("the sample is open", WHILE, () -> ui(() -> session().project().isPresent()
                && session().items().size() >= 12 && session().task().isEmpty()));
        ProjectFile project = ui(() -> session().project().orElseThrow());
        CropTable table = crops(project.folder().resolve("scans"));
        long start = System.nanoTime();
        Computed computed = Clusterings.compute(table, ClusteringPlan.of(table.columns().set())
                .method(ClusteringPlan.METHOD, Map.of("mostRows", 3000L)), session().registry(), Progress.NONE);
        System.out.printf("  %,d crops clustered in %d ms%n", COUNT, (System.nanoTime() - start) / 1_000_000);
        Path folder = Clusterings.write(project.folder(), 1, computed);
        ClusteringEntry entry = ui(() -> Clusterings.add(project, "Cluster", folder, computed));
        assertEquals(1, entry.getNumber());
        timed("show the empty perspective", () -> command(Ids.CLUSTER), () -> ui(() -> ClustersEditor.of(page())
                .isPresent()));
        timed("open", () -> command(Ids.CLUSTER_OPEN), () -> ui(() -> desk().size()) == COUNT);
        EmbeddingView plane = view(Ids.EMBEDDING_VIEW, EmbeddingView.class);
        waitUntil("the points are drawn", WHILE, () -> ui(() -> session().task().isEmpty()
                && plane.canvas().points() > 0));
        assertEquals(COUNT > 20_000, ui(() -> plane.canvas().dense()));
        settle(1500);
        screenshot("clusters-many");
    }

    private static void turn(Control control, int notches) {
        for (int i = 0; i < Math.abs(notches); i++)
            User.wheel(control, 60, 200, notches > 0 ? 1 : -1, 0);
    }

    @Test
    @Order(2)
    void theTreeIsZoomedAndCut() throws Exception {
        DendrogramView tree = view(Ids.DENDROGRAM_VIEW, DendrogramView.class);
        User.focus(ui(() -> tree.canvas()));
        timed("zoom into the tree", () -> turn(tree.canvas(), 30), () -> true);
        assertTrue(ui(() -> tree.canvas().ends()) <= 400);
        command("org.loupe.ui.cluster.fit");
        int groups = ui(() -> desk().clusters().orElseThrow().cut());
        int x = ui(() -> tree.canvas().cutX());
        timed("drag the cut line", () -> User.drag(tree.canvas(), new Point(x, 80), new Point(x + 60, 80), 0),
                () -> ui(() -> desk().upToDate() && desk().clusters().orElseThrow().cut() > groups));
        settle(1000);
        screenshot("clusters-many-cut");
        timed("undo the cut", () -> command("org.eclipse.ui.edit.undo"),
                () -> ui(() -> desk().upToDate() && desk().clusters().orElseThrow().cut() == groups));
    }

    @Test
    @Order(3)
    void theListIsScrolledAndSelected() throws Exception {
        ClustersEditor editor = editor();
        User.focus(editor.list());
        timed("scroll the list", () -> {
            for (int i = 0; i < 40; i++)
                ui(() -> {
                    editor.list().getVerticalBar().setSelection(editor.list().getVerticalBar().getSelection() + 60);
                    editor.list().getVerticalBar().notifyListeners(SWT.Selection, new Event());
                    return null;
                });
        }, () -> true);
        User.key(editor.list(), "HOME");
        timed("open the largest cluster", () -> User.key(editor.list(), "CR"), () -> true);
        timed("scroll its crops", () -> {
            for (int i = 0; i < 40; i++)
                User.key(editor.list(), "PAGE_DOWN");
        }, () -> true);
        timed("select all crops", () -> {
            ui(() -> {
                desk().current("");
                return null;
            });
            User.key(editor.list(), "Ctrl+A");
        }, () -> ui(() -> desk().selection().size()) == COUNT);
        timed("select none", () -> ui(() -> {
            desk().choose((java.util.BitSet) null);
            return null;
        }), () -> ui(() -> desk().selection().size()) == 0);
    }

    @Test
    @Order(4)
    void aLassoSelects() throws Exception {
        EmbeddingView plane = view(Ids.EMBEDDING_VIEW, EmbeddingView.class);
        Point size = ui(() -> plane.canvas().getSize());
        timed("lasso", () -> User.drag(plane.canvas(), List.of(new Point(3, 3), new Point(size.x / 2, 3),
                new Point(size.x / 2, size.y - 4), new Point(3, size.y - 4))),
                () -> ui(() -> desk().selection().size()) > 0);
        int chosen = ui(() -> desk().selection().size());
        timed("a new cluster of them", () -> User.key(plane.canvas(), "N"),
                () -> ui(() -> desk().upToDate() && desk().rows().stream().anyMatch(r -> r.size() == chosen)));
        timed("undo", () -> command("org.eclipse.ui.edit.undo"), () -> ui(() -> desk().upToDate()));
        timed("hover", () -> {
            for (int i = 0; i < 60; i++)
                User.hover(plane.canvas(), 40 + 4 * i, 60 + 2 * i);
        }, () -> true);
    }
}
