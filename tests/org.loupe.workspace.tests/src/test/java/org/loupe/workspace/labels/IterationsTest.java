package org.loupe.workspace.labels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.api.ToolException;
import org.loupe.engine.Progress;
import org.loupe.engine.Registry;
import org.loupe.model.Iteration;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelEdit;
import org.loupe.store.labels.LabelShape.Box;
import org.loupe.store.labels.LabelShape.Point;
import org.loupe.store.labels.LabelShape.RotatedBox;
import org.loupe.store.labels.LabelSnapshot;
import org.loupe.store.labels.LabelTable;
import org.loupe.store.labels.LabelTile;
import org.loupe.store.labels.TileState;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.labels.Iterations.Start;

class IterationsTest {

    @TempDir
    Path temp;

    private final Registry registry = Registry.load(IterationsTest.class.getClassLoader());

    private ProjectFile project(String folder) throws Exception {
        ProjectFile project = ProjectFile.create(temp.resolve(folder), folder);
        project.change("Classes", () -> {
            DefectClasses.add(project.project(), "Open");
            DefectClasses.add(project.project(), "Spur");
        });
        Files.createDirectories(project.resolve("examples/v1"));
        for (String name : List.of("a", "b", "c"))
            Files.writeString(project.resolve("examples/v1/" + name + ".png"), "image " + name);
        return project;
    }

    private static void label(ProjectFile project, String name, int... codes) {
        LabelEdit edit = project.labels().edit();
        LabelTile tile = edit.tile("examples/v1/" + name + ".png");
        edit.tile(tile.content("", 40, 30));
        for (int code : codes)
            edit.add(tile, new Box(1.25f * code, 2, 10, 8), code, "", "");
        project.change(edit.change("Label"));
    }

    private Frozen freeze(ProjectFile project) throws Exception {
        Frozen frozen = Freezing.of(project).write(registry, Progress.NONE);
        Iterations.freeze(project, "Freeze", frozen);
        return frozen;
    }

    private static Iteration last(ProjectFile project) {
        return Iterations.last(project.project()).orElseThrow();
    }

    private static LabelSnapshot now(ProjectFile project) {
        return LabelSnapshot.of(project.labels().table());
    }

    @Test
    void theFirstGestureBeginsTheFirstIterationAndIsUndoneWithIt() throws Exception {
        try (ProjectFile project = project("p")) {
            assertEquals(Optional.empty(), Iterations.open(project.project()));
            label(project, "a", 1);
            Iteration first = last(project);
            assertEquals(1, first.getNumber());
            assertTrue(first.getName().matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d \\(v1\\)"), first.getName());
            assertEquals("examples/v1", first.getFolder());
            assertEquals(1, project.labels().table().labels().get(0).iteration());
            assertEquals(1, project.labels().table().tally(1).added());
            project.domain().getCommandStack().undo();
            assertEquals(List.of(), project.project().getIterations());
            assertEquals(0, project.labels().table().labelCount());
            assertEquals(0, project.labels().table().iteration());
            project.domain().getCommandStack().redo();
            assertEquals(1, project.labels().table().iteration());
            label(project, "b", 2);
            assertEquals(1, project.project().getIterations().size(), "one is open: no other begins");
        }
    }

    @Test
    void whatAKilledProgramLeftIsTakenUpAgain() throws Exception {
        try (ProjectFile project = project("p")) {
            project.save();
            label(project, "a", 1); // the journal has it, the project file has not
            project.labels().flush();
        }
        try (ProjectFile project = ProjectFile.open(temp.resolve("p"))) {
            assertEquals(List.of(), project.project().getIterations());
            label(project, "b", 1);
            assertEquals(1, last(project).getNumber());
            assertEquals(2, project.labels().table().tally(1).added());
        }
    }

    @Test
    void aFrozenIterationIsASnapshotThatAnyProgramReads() throws Exception {
        try (ProjectFile project = project("p")) {
            label(project, "a", 1, 2);
            LabelEdit edit = project.labels().edit();
            LabelTile tile = edit.tile("examples/v1/b.png");
            edit.tile(tile.content("", 40, 30).split("train").state(TileState.COMPLETE));
            edit.add(tile, new RotatedBox(20, 20, 7, 3, 30.5f), 2, "", "");
            edit.propose(tile, new Point(3, 4), 1, 0.25f, "recipe:x");
            edit.add(tile, new Box(0, 0, 9, 9), 1, "", "anna");
            project.change(edit.change("Label", true));
            Frozen frozen = freeze(project);
            Iteration one = last(project);
            assertEquals("iterations/v1", one.getLabels());
            assertEquals("iterations/v1/images.jsonl", one.getManifest());
            assertEquals(frozen.sha256(), one.getSha256());
            assertEquals(2, one.getTiles());
            assertEquals(1, one.getCompleteTiles());
            assertEquals(3, one.getLabelCount());
            assertEquals(1, one.getProposed());
            assertEquals(2, one.getEntry());
            assertEquals(project.labels().head(), one.getHead());
            LabelSnapshot read = LabelSnapshot.read(project.resolve(one.getLabels()));
            assertEquals(project.labels().table().labels(), read.labels());
            assertEquals(64, read.tiles().get(0).sha256().length());
            assertEquals("train", read.tiles().get(1).split());
            assertEquals(ClassEntry.of(project.project()), FrozenIteration.of(project, one).classes());
            assertEquals(List.of(), FrozenIteration.of(project, one).verify(Progress.NONE));
            label(project, "c", 1);
            assertEquals(2, last(project).getNumber(), "the next gesture begins the next iteration");
            assertEquals(one, last(project).getParent());
            assertEquals(List.of(), FrozenIteration.of(project, one).verify(Progress.NONE), "later work is no change");
            assertEquals(3, one.getLabelCount());
        }
    }

    @Test
    void theHashIsThatOfTheLabelsNotOfTheMachineTheTimeOrTheOrder() throws Exception {
        String[] hashes = new String[3];
        for (int i = 0; i < 3; i++)
            try (ProjectFile project = project("p" + i)) {
                project.labels().who("person" + i);
                label(project, i == 0 ? "a" : "b", 1, 2);
                label(project, i == 0 ? "b" : "a", i == 0 ? new int[] { 1, 2 } : new int[] { 2, 1 });
                if (i == 2)
                    label(project, "c", 1);
                hashes[i] = freeze(project).sha256();
            }
        assertEquals(hashes[0], hashes[1]);
        assertNotEquals(hashes[0], hashes[2]);
    }

    @Test
    void anyLaterChangeIsFound() throws Exception {
        try (ProjectFile project = project("p")) {
            label(project, "a", 1, 2);
            label(project, "b", 1);
            freeze(project);
            Iteration one = last(project);
            FrozenIteration frozen = FrozenIteration.of(project, one);
            Path journal = project.resolve("labels/journal.jsonl");
            for (String file : List.of("iterations/v1/labels.parquet", "iterations/v1/images.jsonl",
                    "iterations/v1/classes.json", "iterations/v1/parameters.json", "examples/v1/a.png")) {
                Path path = project.resolve(file);
                byte[] before = Files.readAllBytes(path);
                byte[] after = before.clone();
                after[after.length / 2] ^= 1;
                Files.write(path, after);
                String found = frozen.verify(Progress.NONE).toString();
                assertTrue(found.contains(path.getFileName().toString()), file + ": " + found);
                Files.delete(path);
                assertFalse(frozen.verify(Progress.NONE).isEmpty(), file + " is gone");
                Files.write(path, before);
                assertEquals(List.of(), frozen.verify(Progress.NONE));
            }
            String lines = Files.readString(journal);
            Files.writeString(journal, lines.replaceFirst("\"class\":1", "\"class\":2"));
            assertFalse(frozen.verify(Progress.NONE).isEmpty(), "a line of the journal was changed");
            Files.writeString(journal, lines.replace("\"what\":\"Label\"", "\"what\":\"Drawn\""));
            assertFalse(frozen.verify(Progress.NONE).isEmpty(), "its last line was changed");
            Files.writeString(journal, lines.substring(0, lines.indexOf('\n') + 1));
            assertTrue(frozen.verify(Progress.NONE).toString().contains("has 1 line"), "its last line is gone");
            Files.writeString(journal, lines);
            LabelSnapshot snapshot = LabelSnapshot.read(frozen.folder());
            new LabelSnapshot(snapshot.tiles(), snapshot.labels().stream().map(l -> l.by("mallory", 1)).toList())
                    .write(frozen.folder());
            assertTrue(frozen.verify(Progress.NONE).toString().contains("not those of the journal"),
                    "who made a label is kept too");
        }
    }

    @Test
    void freezingLeavesNothingWhenItFailsOrIsStopped() throws Exception {
        try (ProjectFile project = project("p")) {
            label(project, "a", 1);
            label(project, "b", 1);
            Freezing freezing = Freezing.of(project);
            assertThrows(CancellationException.class, () -> freezing.write(registry, new Progress() {
                @Override
                public boolean cancelled() {
                    return true;
                }
            }));
            Files.delete(project.resolve("examples/v1/b.png"));
            ToolException e = assertThrows(ToolException.class, () -> freezing.write(registry, Progress.NONE));
            assertTrue(e.getMessage().contains("examples/v1/b.png"), e.getMessage());
            assertFalse(Files.exists(project.resolve("iterations")));
            assertFalse(Files.exists(project.resolve(".loupe/freezing-v1")));
            Files.writeString(project.resolve("examples/v1/b.png"), "again");
            Frozen frozen = freezing.write(registry, Progress.NONE);
            label(project, "c", 1);
            assertTrue(freezing.stale());
            assertThrows(IllegalStateException.class, () -> Iterations.freeze(project, "Freeze", frozen));
            Frozen second = freezing.again(project).write(registry, Progress.NONE);
            assertEquals("iterations/v1-2", second.folder());
            Iterations.freeze(project, "Freeze", second);
            project.domain().getCommandStack().undo();
            assertTrue(Iterations.open(project.project()).isPresent(), "freezing is undone");
        }
    }

    @Test
    void goingBackLosesNothing() throws Exception {
        try (ProjectFile project = project("p")) {
            label(project, "a", 1, 2);
            freeze(project);
            Iteration one = last(project);
            Iterations.begin(project, "Begin", Start.after(Optional.of(one)), Optional.empty(), Optional.empty(),
                    List.of());
            LabelSnapshot then = now(project);
            label(project, "b", 1, 1, 2);
            LabelEdit edit = project.labels().edit();
            Label first = project.labels().table().labels().get(0);
            edit.classify(first, 2);
            edit.drop(project.labels().table().labels().get(1));
            project.change(edit.change("Correct"));
            project.change("Delete class", () -> DefectClasses.of(project.project()).remove(0));
            LabelSnapshot second = now(project);
            Frozen frozen = Freezing.of(project).write(registry, Progress.NONE);
            LabelTable old = project.labels().at(one.getEntry());
            Iteration three = Iterations.begin(project, "Go back to v1", Start.after(Optional.of(one)),
                    Optional.of(frozen), Optional.of(old), FrozenIteration.of(project, one).classes());
            assertEquals(then.labels(), now(project).labels());
            assertEquals(3, three.getNumber());
            assertEquals(one, three.getParent());
            assertEquals(3, project.labels().table().iteration());
            assertTrue(DefectClasses.byCode(project.project(), 1).isPresent(), "its class came back");
            Iteration two = project.project().getIterations().get(1);
            assertEquals(2, two.getNumber());
            assertEquals(second.labels(), LabelSnapshot.of(project.labels().at(two.getEntry())).labels());
            assertEquals(List.of(), FrozenIteration.of(project, two).verify(Progress.NONE));
            project.domain().getCommandStack().undo();
            assertEquals(second.labels(), now(project).labels(), "one undo takes it all back");
            assertEquals(2, project.project().getIterations().size());
            assertTrue(Iterations.open(project.project()).isPresent());
            project.domain().getCommandStack().redo();
            assertEquals(then.labels(), now(project).labels());
            label(project, "c", 1);
            assertEquals(3, project.labels().table().tally(3).added() + 2, "new labels belong to the new one");
        }
    }

    @Test
    void twoIterationsAreCompared() throws Exception {
        try (ProjectFile project = project("p")) {
            label(project, "a", 1, 2, 2);
            LabelTable before = project.labels().table().copy();
            List<ClassEntry> classes = ClassEntry.of(project.project());
            List<Label> all = before.labels();
            LabelEdit edit = project.labels().edit();
            edit.reshape(all.get(0), new Box(0, 0, 3, 3));
            edit.drop(all.get(1));
            edit.put(all.get(2).by("other", 99));
            edit.add(edit.tile("examples/v1/b.png"), new Box(0, 0, 3, 3), 1, "", "");
            edit.state(before.tile(1).orElseThrow(), TileState.COMPLETE);
            project.change(edit.change("Correct"));
            project.change("Rename", () -> DefectClasses.of(project.project()).get(0).setName("Gap"));
            LabelComparison found = LabelComparison.of(before, classes, project.labels().table().copy(),
                    ClassEntry.of(project.project()));
            assertEquals(1, found.added().size());
            assertEquals(List.of(all.get(1)), found.removed());
            assertEquals(List.of(all.get(0)), found.changed().stream().map(LabelComparison.Pair::before).toList());
            assertEquals(1, found.tilesAdded().size());
            assertEquals(TileState.COMPLETE, found.tilesChanged().get(0).after().state());
            assertEquals("Gap", found.classes().get(0).after().name());
            assertEquals(1, found.classes().size());
            LabelTable same = project.labels().table().copy();
            assertTrue(LabelComparison.of(same, classes, same, classes).isEmpty());
        }
    }
}
