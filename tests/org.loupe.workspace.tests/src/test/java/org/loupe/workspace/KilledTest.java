package org.loupe.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.api.ToolException;
import org.loupe.engine.RecipeStep;
import org.loupe.model.Project;
import org.loupe.model.Recipe;

/**
 * A program that edits a project and saves it by itself is killed at random moments, {@code -Dloupe.kills} times: the
 * project always opens, whole, with every gesture of which it was said that it is saved.
 */
class KilledTest {

    @TempDir
    Path temp;

    /** Edits a project like the workbench until it is killed; says each gesture, and each that is saved. */
    public static final class Editor {

        private Editor() {
        }

        /** @param args the project's folder and a seed */
        public static void main(String[] args) throws Exception {
            Random random = new Random(Long.parseLong(args[1]));
            BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
            ProjectFile project = ProjectFile.open(Path.of(args[0]));
            if (project.readOnly())
                throw new IllegalStateException("The lock of the dead is not taken: " + project.holder());
            int[] made = { number(project.project()) };
            Autosaver autosaver = new Autosaver(project, queue::add, new Autosaver.Listener() {
                @Override
                public void saved() {
                    say("s " + made[0]);
                }

                @Override
                public void failed(ToolException why) {
                    say("failed " + why.getMessage());
                }
            }, 1000);
            project.domain().getCommandStack().addCommandStackListener(e -> autosaver.changed());
            say("g " + made[0]);
            while (true) {
                long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(40 + random.nextInt(160));
                for (long left; (left = until - System.nanoTime()) > 0;) {
                    Runnable next = queue.poll(left, TimeUnit.NANOSECONDS);
                    if (next != null)
                        next.run();
                }
                made[0]++;
                gesture(project, made[0], random);
                say("g " + made[0]);
            }
        }

        /** Every gesture changes the number in the project and in a recipe, some the names of files too. */
        private static void gesture(ProjectFile project, int number, Random random) {
            Project p = project.project();
            project.change("Gesture " + number, () -> {
                p.setDescription(Integer.toString(number));
                Recipe first = p.getRecipes().get(0);
                first.setDescription(Integer.toString(number));
                switch (random.nextInt(4)) {
                    case 0 -> first.setName("recipe " + number);
                    case 1 -> {
                        Recipe copy = org.eclipse.emf.ecore.util.EcoreUtil.copy(first);
                        copy.setName("copy " + number);
                        p.getRecipes().add(copy);
                    }
                    case 2 -> {
                        if (p.getRecipes().size() > 1)
                            p.getRecipes().remove(1 + random.nextInt(p.getRecipes().size() - 1));
                    }
                    default -> first.getSteps().get(0).getParams().put("size", (long) number);
                }
                p.setCurrency(String.join(",", p.getRecipes().stream().map(Recipe::getName).toList()));
            });
        }

        static int number(Project p) {
            return p.getDescription().isEmpty() ? 0 : Integer.parseInt(p.getDescription());
        }

        private static void say(String line) {
            System.out.println(line);
            System.out.flush();
        }
    }

    @Test
    void atMostTheGestureUnderWayIsLost() throws Exception {
        Path folder = temp.resolve("project");
        try (ProjectFile project = ProjectFile.create(folder, "P")) {
            project.change("Add", () -> project.project().getRecipes().add(RecipeModel.thaw(
                    new org.loupe.engine.Recipe("a", "0", List.of(RecipeStep.of("loupe.spots"))))));
            project.save();
        }
        int kills = Integer.getInteger("loupe.kills", 12), lost = 0, most = 0, total = 0;
        Random random = new Random(Long.getLong("loupe.seed", System.nanoTime()));
        for (int kill = 0; kill < kills; kill++) {
            Process editor = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                    Editor.class.getName(), folder.toString(), Long.toString(random.nextLong()))
                            .redirectError(ProcessBuilder.Redirect.INHERIT).start();
            int made = -1, saved = -1;
            try (BufferedReader said = new BufferedReader(
                    new InputStreamReader(editor.getInputStream(), StandardCharsets.UTF_8))) {
                String line = said.readLine();
                assertTrue(line != null && line.startsWith("g "), "the project opens for writing: " + line);
                Thread killer = new Thread(() -> {
                    try {
                        Thread.sleep(random.nextInt(900));
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    editor.toHandle().destroyForcibly(); // SIGKILL; what it said can still be read
                });
                killer.start();
                for (; line != null; line = said.readLine()) {
                    assertFalse(line.startsWith("failed"), line);
                    int number = Integer.parseInt(line.substring(2));
                    if (line.startsWith("g"))
                        made = number;
                    else
                        saved = number;
                }
                killer.join();
            }
            editor.waitFor();
            int found = check(folder);
            assertTrue(found >= saved && found <= made + 1,
                    "made " + made + ", said to be saved " + saved + ", found " + found + " after kill " + kill);
            lost += made > found ? 1 : 0;
            most = Math.max(most, made - found);
            total = made;
        }
        System.getLogger("loupe").log(System.Logger.Level.INFO, kills + " kills, " + total + " gestures, in " + lost
                + " kills a gesture was not on the disk yet, at most " + most);
    }

    /** Opens what is left and checks that it is one state. @return the number of its last gesture */
    private static int check(Path folder) throws Exception {
        try (ProjectFile project = ProjectFile.open(folder)) {
            Project p = project.project();
            assertFalse(project.readOnly(), "the lock of a dead process is taken over");
            assertEquals(List.of(), project.problems());
            int number = Editor.number(p);
            assertEquals(p.getRecipes().get(0).getDescription(), Integer.toString(number),
                    "the recipe and the project are of one gesture");
            if (number > 0)
                assertEquals(p.getCurrency(), String.join(",", p.getRecipes().stream().map(Recipe::getName).toList()),
                        "all recipes are there, in order");
            assertFalse(Files.exists(folder.resolve(".loupe/save.json")), "what was under way is done");
            return number;
        }
    }
}
