package org.loupe.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.api.Features;
import org.loupe.api.ToolException;
import org.loupe.store.labels.LabelEdit;
import org.loupe.store.labels.LabelJournal;
import org.loupe.store.labels.LabelShape;

/** A disk that fills up during a run: a real one, where this user may mount one. */
class FullDiskTest {
    @TempDir
    Path temp;
    private Path disk;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(temp.resolve("disk"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk.toString()),
                "Skipped: a small disk for this test can only be mounted by root on Linux.");
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", disk.toString());
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Features that no compression makes small. */
    private static Features noise(int index) {
        Random random = new Random(index);
        float[] values = new float[2_000];
        for (int i = 0; i < values.length; i++)
            values[i] = random.nextFloat();
        return new Features(Sample.FEATURES, 1_000, values);
    }

    @Test
    void theMessageSaysWhatIsFreeAndFinishedPartsStay() throws Exception {
        Path folder = disk.resolve("run");
        int written = 0;
        RunWriter writer = RunWriter.create(folder, "{}", "{}");
        ToolException full = null;
        while (full == null) {
            try {
                for (int i = 0; i < 10; i++)
                    writer.append(Sample.image(written + i), Sample.detections(written + i, 1_000), noise(written + i));
                writer.flush();
                written += 10;
            } catch (ToolException e) {
                full = e;
            }
            assertTrue(written < 10_000, "the disk did not fill up");
        }
        assertTrue(written > 0);
        assertTrue(
                full.getMessage()
                        .matches("Part \\d+ of the run could not be written to \\Q" + folder
                                + "\\E: The disk is full\\. \\d+ (bytes|kB) are free there\\. Parts? [^.]* safe\\."),
                full.getMessage());
        assertTrue(full.getMessage().contains("safe"), full.getMessage());
        assertTrue(full.remedy().contains("Free some disk space"), full.remedy());
        try (RunReader run = RunReader.open(folder)) {
            assertEquals(written, run.imageCount());
            assertFalse(run.complete());
        }
        Path ballast = disk.resolve("ballast");
        Files.write(ballast, new byte[4_096]);
        assertThrows(ToolException.class, writer::close);
        Files.delete(ballast);
        // no space was made: what is finished opens, and nothing half is left
        try (RunReader run = RunReader.open(folder)) {
            assertEquals(written, run.imageCount());
        }
        assertTrue(run("mount", "-o", "remount,size=8m", disk.toString()));
        try (RunWriter again = RunWriter.resume(folder)) {
            for (int i = 0; i < written + 10; i++)
                if (!again.has("key" + i))
                    again.append(Sample.image(i), Sample.detections(i, 1_000), noise(i));
            again.complete();
        }
        try (RunReader run = RunReader.open(folder)) {
            assertEquals(written + 10, run.imageCount());
            assertTrue(run.complete());
        }
    }

    @Test
    void labelsThatFindNoRoomStayInMemoryUntilThereIs() throws Exception {
        Path folder = disk.resolve("labels"), ballast = disk.resolve("ballast");
        BlockingQueue<Optional<ToolException>> told = new LinkedBlockingQueue<>();
        int made = 0;
        try (LabelJournal journal = LabelJournal.open(folder, true)) {
            journal.onOutcome(told::add);
            add(journal, made++);
            journal.flush();
            try (OutputStream out = Files.newOutputStream(ballast)) {
                while (true)
                    out.write(new byte[1024]);
            } catch (IOException full) {
                // as it should be
            }
            while (told.isEmpty() && made < 10_000) {
                add(journal, made++);
                Thread.sleep(1);
            }
            Optional<ToolException> why = told.poll(10, TimeUnit.SECONDS);
            assertTrue(why != null && why.isPresent() && why.get().getMessage().contains("They are kept in memory"),
                    "made " + made + ", told " + why);
            assertThrows(ToolException.class, journal::flush);
            for (int i = 0; i < 5; i++)
                add(journal, made++);
            assertTrue(journal.pending());
            assertEquals(made, journal.table().labelCount());
            Files.delete(ballast);
            assertEquals(Optional.empty(), told.poll(20, TimeUnit.SECONDS), "it says that all is saved after all");
            journal.flush();
        }
        try (LabelJournal again = LabelJournal.open(folder, false)) {
            assertEquals(List.of(), again.damages());
            assertEquals(made, again.table().labelCount());
        }
    }

    private static void add(LabelJournal journal, int number) {
        LabelEdit edit = new LabelEdit(journal.table(), "anna", 0);
        edit.add(edit.tile("image.png"), new LabelShape.Box(number, 0, 5, 5), 1, "", "");
        journal.append(edit.change("Add " + number), "anna");
    }
}
