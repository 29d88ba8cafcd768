package org.loupe.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.api.ToolException;
import org.loupe.engine.RecipeStep;
import org.loupe.model.Recipe;

/** Saving by itself. This thread is the model's; its queue is worked off by {@link #until}. */
class AutosaverTest {
    private static final long SOON = 20_000;

    @TempDir
    Path temp;

    private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
    private final List<String> told = new ArrayList<>();
    private Path folder;
    private ProjectFile project;
    private Autosaver autosaver;

    @BeforeEach
    void open() throws Exception {
        folder = temp.resolve("project");
        project = ProjectFile.create(folder, "P");
        project.change("Add", () -> project.project().getRecipes().add(RecipeModel.thaw(
                new org.loupe.engine.Recipe("a", "", List.of(RecipeStep.of("loupe.spots"))))));
        project.save();
        autosaver = new Autosaver(project, queue::add, new Autosaver.Listener() {
            @Override
            public void saved() {
                told.add("saved");
            }

            @Override
            public void failed(ToolException why) {
                told.add("failed: " + why.getMessage());
            }
        }, 100);
        project.domain().getCommandStack().addCommandStackListener(e -> autosaver.changed());
    }

    @AfterEach
    void close() {
        autosaver.close();
        project.close();
    }

    private void until(String what, BooleanSupplier condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(SOON);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, () -> what + " does not come; told: " + told);
            Runnable next = queue.poll(20, TimeUnit.MILLISECONDS);
            if (next != null)
                next.run();
        }
    }

    private void rename(String name) {
        project.change("Rename", () -> project.project().setName(name));
    }

    private String saved() {
        try {
            return Files.readString(folder.resolve("project.loupe"));
        } catch (java.io.IOException e) {
            return "";
        }
    }

    @Test
    void aChangeIsSavedByItself() throws Exception {
        rename("one");
        assertFalse(saved().contains("\"one\""), "not within the gesture");
        assertTrue(project.dirty());
        until("the change on the disk", () -> saved().contains("\"one\""));
        until("the news", () -> told.contains("saved"));
        assertFalse(project.dirty());
        project.domain().getCommandStack().undo();
        until("the undone change on the disk", () -> saved().contains("\"P\""));
        for (int i = 0; i < 200; i++)
            rename("n" + i);
        until("the last of many", () -> saved().contains("\"n199\"") && !project.dirty());
    }

    @Test
    void recipesAndProjectAreOneChange() throws Exception {
        Recipe recipe = project.project().getRecipes().get(0);
        project.change("Both", () -> {
            recipe.setName("b");
            project.project().setName("both");
        });
        until("all of it", () -> saved().contains("both") && !project.dirty());
        assertTrue(Files.exists(folder.resolve("recipes/b.json")));
        assertFalse(Files.exists(folder.resolve("recipes/a.json")));
        assertFalse(Files.exists(folder.resolve(".loupe/save.json")));
    }

    @Test
    void aFolderThatIsGoneIsSaidOnceAndNothingIsLost() throws Exception {
        Path away = temp.resolve("away");
        Files.move(folder, away);
        rename("two");
        until("the failure", () -> !told.isEmpty());
        assertTrue(told.get(0).contains("is gone"), told.get(0));
        assertTrue(project.dirty());
        assertEquals(1, project.problems().size());
        rename("three");
        for (int i = 0; i < 20; i++) {
            Runnable next = queue.poll(20, TimeUnit.MILLISECONDS);
            if (next != null)
                next.run();
        }
        assertEquals(1, told.size(), () -> "the same reason is said once: " + told);
        assertFalse(Files.exists(folder), "nothing is written in the place of a folder that is gone");
        Files.move(away, folder);
        until("the change by itself, once the folder is back", () -> saved().contains("\"three\""));
        until("the news", () -> told.contains("saved"));
        assertEquals(List.of(), project.problems());
        assertFalse(project.dirty());
    }

    @Test
    void whatCannotBeWrittenInTheMiddleIsWrittenLater() throws Exception {
        // a folder in the place of the new recipe's file: also root cannot write it
        Files.createDirectories(folder.resolve("recipes/b.json/in-the-way"));
        Recipe recipe = project.project().getRecipes().get(0);
        project.change("Both", () -> {
            recipe.setName("b");
            project.project().setName("both");
        });
        until("the failure", () -> !told.isEmpty());
        assertTrue(told.get(0).startsWith("failed: ") && told.get(0).contains("b.json"), told.get(0));
        assertTrue(project.dirty());
        ToolException e = assertThrows(ToolException.class, () -> autosaver.flush());
        assertTrue(e.getMessage().contains("b.json"), e.getMessage());
        Path copy = temp.resolve("copy");
        Files.createDirectories(folder.resolve("examples/v1"));
        Files.writeString(folder.resolve("examples/v1/a.txt"), "kept");
        Files.createDirectories(folder.resolve("runs/0001"));
        project.saveCopy(copy);
        assertEquals("kept", Files.readString(copy.resolve("examples/v1/a.txt")));
        assertFalse(Files.exists(copy.resolve("runs")), "runs stay where they are");
        try (ProjectFile saved = ProjectFile.open(copy)) {
            assertEquals("both", saved.project().getName(), "a copy elsewhere has all of it");
            assertEquals("b", saved.project().getRecipes().get(0).getName());
        }
        Files.delete(folder.resolve("recipes/b.json/in-the-way"));
        Files.delete(folder.resolve("recipes/b.json"));
        until("all of it", () -> saved().contains("both") && !project.dirty());
        assertFalse(Files.exists(folder.resolve("recipes/a.json")));
        project.close();
        try (ProjectFile again = ProjectFile.open(folder)) {
            assertEquals(1, again.project().getRecipes().size());
            assertEquals(List.of(), again.problems());
        }
    }

    @Test
    void flushWaitsForWhatIsUnderWay() throws Exception {
        for (int i = 0; i < 50; i++) {
            rename("f" + i);
            Runnable next = queue.poll();
            if (next != null)
                next.run();
            autosaver.flush();
            assertTrue(saved().contains("\"f" + i + "\""));
            assertFalse(project.dirty());
        }
    }
}
