package org.loupe.tests.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.loupe.tests.ui.RunningWorkbench.display;
import static org.loupe.tests.ui.RunningWorkbench.page;
import static org.loupe.tests.ui.RunningWorkbench.screenshot;
import static org.loupe.tests.ui.RunningWorkbench.ui;
import static org.loupe.tests.ui.RunningWorkbench.waitUntil;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import javax.imageio.ImageIO;

import org.eclipse.emf.common.command.CommandStack;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.model.ImageSet;
import org.loupe.model.LoupeFactory;
import org.loupe.store.labels.LabelEdit;
import org.loupe.store.labels.LabelShape;
import org.loupe.store.labels.LabelTable;
import org.loupe.store.labels.LabelTile;
import org.loupe.store.labels.TileState;
import org.loupe.ui.Session;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.viewer.internal.ImageEditor;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.labels.ClassEdits;
import org.loupe.workspace.labels.DefectClasses;

/**
 * A project of many tiles and labels stays quick: 2,000 and 20,000 unless {@code -Dloupe.test.tiles} says otherwise (ten
 * labels a tile). Times are printed, not asserted.
 */
@ExtendWith(RunningWorkbench.class)
@TestMethodOrder(OrderAnnotation.class)
class LabelScaleTest {
    private static final int TILES = Integer.getInteger("loupe.test.tiles", 2000), EACH = 10;
    private static final int OPEN = TILES / 2;
    private static final long SOON = 60_000, WHILE = 400_000;
    @TempDir
    static Path temp;

    private static Session session() {
        return PlatformUI.getWorkbench().getService(Session.class);
    }

    private static void does(Runnable work) {
        ui((Callable<Void>) () -> {
            work.run();
            return null;
        });
    }

    private static LabelTable table() {
        return session().project().orElseThrow().labels().table();
    }

    private static CommandStack stack() {
        return session().project().orElseThrow().domain().getCommandStack();
    }

    /** The first half of the tiles is complete; the images are a few files under many names. */
    @BeforeAll
    static void make() throws Exception {
        Path folder = temp.resolve("many"), images = Files.createDirectories(folder.resolve("images"));
        Random random = new Random(1);
        Path[] files = new Path[8];
        for (int i = 0; i < files.length; i++) {
            BufferedImage image = new BufferedImage(96, 96, BufferedImage.TYPE_BYTE_GRAY);
            for (int k = 0; k < 96 * 96; k++)
                image.getRaster().setSample(k % 96, k / 96, 0, 90 + random.nextInt(60));
            files[i] = temp.resolve("image" + i + ".png");
            ImageIO.write(image, "png", files[i].toFile());
        }
        try (ProjectFile project = ProjectFile.create(folder, "Many")) {
            project.change("Fill", () -> {
                ImageSet set = LoupeFactory.eINSTANCE.createImageSet();
                set.setName("Tiles");
                set.setPairing("none");
                project.project().getImageSets().add(set);
                for (String name : new String[] { "Open", "Short", "Spur", "Pin-hole" })
                    DefectClasses.add(project.project(), name);
            });
            LabelEdit edit = project.labels().edit();
            for (int i = 0; i < TILES; i++) {
                String name = String.format("tile%06d.png", i);
                Files.createLink(images.resolve(name), files[i % files.length]);
                LabelTile tile = edit.tile("images/" + name);
                if (i < OPEN)
                    edit.state(tile, TileState.COMPLETE);
                for (int k = 0; k < EACH; k++)
                    edit.add(tile, new LabelShape.Box(random.nextInt(80), random.nextInt(80), 12, 12),
                            1 + random.nextInt(4), "", "");
                if (i % 1000 == 999 || i == TILES - 1) {
                    project.change(edit.change("Label"));
                    edit = project.labels().edit();
                }
            }
            project.save();
        }
    }

    @AfterAll
    static void close() {
        User.command("org.loupe.ui.file.closeProject");
        waitUntil("no project is open", SOON, () -> ui(() -> session().project().isEmpty()));
    }

    private static void print(String what, long since, Stalls stalls) {
        System.out.printf("TEST %s: %d ms; UI thread p95 %.1f, longest %.1f ms%n", what,
                (System.nanoTime() - since) / 1_000_000, stalls.percentile(95), stalls.worst());
    }

    @Test
    @Order(1)
    void openingTellsTheCountsOfAll() throws Exception {
        try (Stalls stalls = new Stalls()) {
            long start = System.nanoTime();
            CompletableFuture<ProjectFile> opening = CompletableFuture.supplyAsync(() -> {
                try {
                    return ProjectFile.open(temp.resolve("many"));
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            ProjectFile opened = opening.get();
            print("project read", start, stalls);
            does(() -> session().open(opened));
            print("project open", start, stalls);
            User.command(Ids.LABEL);
            print("perspective shown", start, stalls);
            waitUntil("the tiles are listed", WHILE, () -> ui(() -> session().items().size() == TILES));
            print("tiles listed", start, stalls);
        }
        assertEquals(TILES * EACH, ui(() -> table().labelCount()));
        assertEquals(OPEN, ui(() -> table().tiles(TileState.COMPLETE)));
    }

    @Test
    @Order(2)
    void theNextTileIsThereAtOnce() throws Exception {
        waitUntil("the tiles are counted", SOON, () -> ui(() -> session().queue().count(TileState.COMPLETE) == OPEN));
        does(() -> ImageEditor.show(page(), session().items().get(OPEN), true));
        waitUntil("a tile is shown", SOON, () -> ui(() -> session().image().isPresent()));
        Thread.sleep(2000);
        try (Stalls stalls = new Stalls()) {
            double longest = 0, sum = 0;
            for (int i = 0; i < 20; i++) {
                String before = ui(() -> session().image().orElseThrow().name());
                long start = System.nanoTime();
                User.command("org.loupe.ui.label.next");
                while (ui(() -> session().image().orElseThrow().name().equals(before)))
                    assertTrue(System.nanoTime() - start < SOON * 1_000_000, "the next open tile is shown");
                does(() -> display().update());
                double millis = (System.nanoTime() - start) / 1e6;
                longest = Math.max(longest, millis);
                sum += millis;
            }
            System.out.printf("TEST next tile: mean %.1f, longest %.1f ms; %s%n", sum / 20, longest, stalls);
        }
        screenshot("label-scale");
    }

    @Test
    @Order(3)
    void aBulkChangeIsUndoneAsOne() throws Exception {
        int before = ui(() -> table().classTally(1).examples()), both = before + ui(() -> table().classTally(2).examples());
        assertTrue(before > TILES);
        try (Stalls stalls = new Stalls()) {
            long start = System.nanoTime();
            does(() -> session().edit(project -> {
                ClassEdits edits = new ClassEdits(project);
                edits.merge(DefectClasses.byCode(project.project(), 1).orElseThrow(),
                        DefectClasses.byCode(project.project(), 2).orElseThrow(),
                        edits.recoding("Merge", label -> label.code() == 1, 2));
            }));
            print("merge of " + before + " labels", start, stalls);
            assertEquals(both, ui(() -> table().classTally(2).examples()));
            start = System.nanoTime();
            User.command("org.eclipse.ui.edit.undo");
            waitUntil("it is undone", SOON, () -> ui(() -> table().classTally(1).examples() == before));
            print("its undo", start, stalls);
            waitUntil("it is on the disk", SOON, () -> !session().project().orElseThrow().labels().pending());
            print("on the disk", start, stalls);
        }
        assertTrue(ui(() -> stack().canRedo()));
        assertEquals(4, ui(() -> DefectClasses.of(session().project().orElseThrow().project()).size()));
    }

    @Test
    @Order(4)
    void aSingleLabelIsOnTheDiskWithinASecond() throws Exception {
        try (Stalls stalls = new Stalls()) {
            for (int i = 0; i < 10; i++) {
                int at = 2 + 3 * i;
                long start = System.nanoTime();
                does(() -> session().desk().add(new LabelShape.Box(at, at, 9, 9)));
                double made = (System.nanoTime() - start) / 1e6;
                while (session().project().orElseThrow().labels().pending())
                    assertTrue(System.nanoTime() - start < 1_000_000_000, "it is on the disk within a second");
                System.out.printf("TEST label made in %.1f ms, on the disk after %.1f ms%n", made,
                        (System.nanoTime() - start) / 1e6);
            }
            System.out.println("TEST labels: " + stalls);
        }
        assertEquals(TILES * EACH + 10, ui(() -> table().labelCount()));
    }
}
