package org.loupe.workspace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.api.ToolException;
import org.loupe.engine.RecipeStep;

/** A project on a disk that is full, or that may not be written: said clearly, and nothing is lost. */
class FullDiskTest {

    @TempDir
    Path temp;
    private Path disk;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(temp.resolve("disk"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk.toString()),
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

    private ProjectFile create(Path folder) throws ToolException {
        ProjectFile project = ProjectFile.create(folder, "P");
        project.change("Add", () -> project.project().getRecipes().add(RecipeModel.thaw(
                new org.loupe.engine.Recipe("a", "", List.of(RecipeStep.of("loupe.spots"))))));
        project.save();
        return project;
    }

    /** Leaves no byte free. */
    private static void fill(Path file) {
        try (var out = Files.newOutputStream(file)) {
            byte[] block = new byte[4096];
            while (true)
                out.write(block);
        } catch (IOException full) {
            // as it shall be
        }
    }

    @Test
    void aFullDiskKeepsTheOldStateAndTheChanges() throws Exception {
        Path folder = disk.resolve("project"), ballast = disk.resolve("ballast");
        try (ProjectFile project = create(folder)) {
            byte[] before = Files.readAllBytes(folder.resolve("project.loupe"));
            byte[] recipe = Files.readAllBytes(folder.resolve("recipes/a.json"));
            fill(ballast);
            project.change("Edit", () -> {
                project.project().setName("full");
                project.project().getRecipes().get(0).setName("b");
            });
            ToolException e = assertThrows(ToolException.class, project::save);
            assertTrue(e.getMessage().contains("0 bytes are free"), e.getMessage());
            assertTrue(e.remedy().contains("Free some space"), e.remedy());
            assertTrue(project.dirty());
            assertArrayEquals(before, Files.readAllBytes(folder.resolve("project.loupe")));
            assertArrayEquals(recipe, Files.readAllBytes(folder.resolve("recipes/a.json")));
            try (ProjectFile reader = ProjectFile.open(folder)) {
                assertEquals("P", reader.project().getName(), "what is on the disk is whole");
            }
            project.saveCopy(temp.resolve("copy"));
            try (ProjectFile copy = ProjectFile.open(temp.resolve("copy"))) {
                assertEquals("full", copy.project().getName());
            }
            Files.delete(ballast);
            project.save();
            assertFalse(project.dirty());
        }
        try (ProjectFile project = ProjectFile.open(folder)) {
            assertEquals("full", project.project().getName());
            assertEquals("b", project.project().getRecipes().get(0).getName());
            assertEquals(List.of(), project.problems());
        }
    }

    @Test
    void aProjectThatMayNotBeWrittenIsReadOnlyAndSaysSo() throws Exception {
        Path folder = disk.resolve("project");
        create(folder).close();
        assumeTrue(run("mount", "-o", "remount,ro", disk.toString()));
        try (ProjectFile project = ProjectFile.open(folder)) {
            assertTrue(project.readOnly());
            assertTrue(project.holder().isEmpty(), "nobody holds it");
            assertEquals("a", project.project().getRecipes().get(0).getName());
            ToolException e = assertThrows(ToolException.class, project::save);
            assertTrue(e.getMessage().contains("cannot be written") && e.remedy().contains("Copy"), e.getMessage());
        }
    }

    @Test
    void aDiskThatCanNoLongerBeWrittenIsSaidAndNothingIsLost() throws Exception {
        Path folder = disk.resolve("project");
        try (ProjectFile project = create(folder)) {
            assumeTrue(run("mount", "-o", "remount,ro", disk.toString()));
            project.change("Edit", () -> project.project().setName("later"));
            ToolException e = assertThrows(ToolException.class, project::save);
            assertTrue(e.getMessage().contains("cannot be written"), e.getMessage());
            assertTrue(project.dirty());
            assertTrue(run("mount", "-o", "remount,rw", disk.toString()));
            project.save();
            try (ProjectFile reader = ProjectFile.open(folder)) {
                assertEquals("later", reader.project().getName());
            }
        }
    }
}
