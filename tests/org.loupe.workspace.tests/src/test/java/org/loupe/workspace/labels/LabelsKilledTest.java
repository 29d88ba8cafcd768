package org.loupe.workspace.labels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.eclipse.emf.common.command.CommandStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelEdit;
import org.loupe.store.labels.LabelShape;
import org.loupe.store.labels.LabelTable;
import org.loupe.workspace.ProjectFile;

/**
 * A program that labels at the pace of a quick hand is killed at random moments, {@code -Dloupe.kills} times: the project
 * always opens, its journal is whole, and at most the gesture under way is lost.
 */
class LabelsKilledTest {
    private static final int BULK = 2000;

    @TempDir
    Path temp;

    /** Labels until it is killed; says the number of each gesture when it is made, and when it is on the disk. */
    public static final class Annotator {

        private Annotator() {
        }

        /** @param args the project's folder and a seed */
        public static void main(String[] args) throws Exception {
            Random random = new Random(Long.parseLong(args[1]));
            ProjectFile project = ProjectFile.open(Path.of(args[0]));
            if (project.readOnly())
                throw new IllegalStateException("The lock of the dead is not taken: " + project.holder());
            Labelling labels = project.labels();
            Thread saved = new Thread(() -> {
                long told = -1;
                while (true) {
                    long made = MADE;
                    try {
                        labels.flush();
                        if (made != told)
                            say("s " + made);
                        told = made;
                        Thread.sleep(1);
                    } catch (Exception e) {
                        say("failed " + e.getMessage());
                    }
                }
            });
            saved.setDaemon(true);
            saved.start();
            MADE = labels.entries().size();
            say("g " + MADE);
            while (true) {
                Thread.sleep(10 + random.nextInt(60));
                gesture(project, random);
                MADE = labels.entries().size();
                say("g " + MADE);
            }
        }

        private static volatile long MADE;

        /** Adds, moves, deletes, accepts, takes back; now and then thousands at once. */
        private static void gesture(ProjectFile project, Random random) {
            CommandStack stack = project.domain().getCommandStack();
            LabelTable table = project.labels().table();
            LabelEdit edit = project.labels().edit();
            List<Label> all = random.nextInt(4) == 0 ? table.labels() : List.of();
            int what = random.nextInt(20);
            if (what == 0 && stack.canUndo()) {
                stack.undo();
                return;
            }
            if (what == 1)
                for (int i = 0; i < BULK; i++)
                    edit.propose(edit.tile("images/" + i % 50 + ".png"), new LabelShape.Box(i, i, 8, 8), 1, 0.5f, "test");
            else if (!all.isEmpty() && what < 5)
                edit.drop(all.get(random.nextInt(all.size())));
            else if (!all.isEmpty() && what < 10)
                edit.classify(all.get(random.nextInt(all.size())), 2 + random.nextInt(5));
            else
                edit.add(edit.tile("images/" + random.nextInt(50) + ".png"),
                        new LabelShape.Box(random.nextInt(500), random.nextInt(500), 10, 10), 1, "", "");
            if (edit.change("Gesture").isEmpty())
                edit.add(edit.tile("images/0.png"), new LabelShape.Point(1, 1), 1, "", "");
            project.change(edit.change("Gesture"));
        }

        private static synchronized void say(String line) {
            System.out.println(line);
            System.out.flush();
        }
    }

    @Test
    void atMostTheGestureUnderWayIsLost() throws Exception {
        Path folder = temp.resolve("project");
        ProjectFile.create(folder, "P").close();
        int kills = Integer.getInteger("loupe.kills", 8), lost = 0;
        long gestures = 0;
        Random random = new Random(Long.getLong("loupe.seed", System.nanoTime()));
        for (int kill = 0; kill < kills; kill++) {
            Process annotator = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                    Annotator.class.getName(), folder.toString(), Long.toString(random.nextLong()))
                            .redirectError(ProcessBuilder.Redirect.INHERIT).start();
            long made = -1, saved = -1;
            try (BufferedReader said = new BufferedReader(
                    new InputStreamReader(annotator.getInputStream(), StandardCharsets.UTF_8))) {
                String line = said.readLine();
                assertTrue(line != null && !line.startsWith("failed"), "the project opens for writing: " + line);
                long wait = random.nextInt(900);
                Thread killer = new Thread(() -> {
                    try {
                        Thread.sleep(wait);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    annotator.toHandle().destroyForcibly(); // SIGKILL; what it said can still be read
                });
                killer.start();
                for (; line != null; line = said.readLine()) {
                    assertFalse(line.startsWith("failed"), line);
                    long number = Long.parseLong(line.substring(2));
                    if (line.startsWith("g"))
                        made = Math.max(made, number);
                    else
                        saved = Math.max(saved, number);
                }
                killer.join();
            }
            annotator.waitFor();
            long found = check(folder);
            assertTrue(found >= saved, "said to be saved " + saved + ", found " + found + " after kill " + kill);
            assertTrue(found >= made - 1, "made " + made + ", found " + found + " after kill " + kill);
            lost += made > found ? 1 : 0;
            gestures = found;
        }
        System.getLogger("loupe").log(System.Logger.Level.INFO, kills + " kills, " + gestures + " gestures, in " + lost
                + " kills the last one was not on the disk yet");
    }

    /** The project opens whole, and its counts are those of its labels. @return number of gestures that are there */
    private static long check(Path folder) throws Exception {
        try (ProjectFile project = ProjectFile.open(folder)) {
            assertEquals(List.of(), project.problems());
            assertEquals(List.of(), project.labels().damages());
            LabelTable table = project.labels().table();
            Map<Integer, Integer> examples = new HashMap<>();
            List<Label> byTile = new ArrayList<>();
            table.tiles().forEach(t -> byTile.addAll(table.labels(t.number())));
            assertEquals(table.labelCount(), byTile.size());
            assertEquals(table.labelCount(), table.labels().size());
            table.labels().stream().filter(Label::counts).forEach(l -> examples.merge(l.code(), 1, Integer::sum));
            examples.forEach((code, n) -> assertEquals(n, table.classTally(code).examples()));
            assertEquals(table.autoLabels(), table.labels().stream().filter(l -> !l.state().counts()).count());
            return project.labels().entries().size();
        }
    }
}
