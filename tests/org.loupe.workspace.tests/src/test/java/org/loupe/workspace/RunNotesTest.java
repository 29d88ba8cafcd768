package org.loupe.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.emf.common.command.CommandStack;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.engine.Inspection;
import org.loupe.model.RunEntry;
import org.loupe.model.RunState;

/** Runs are facts: they are kept, and undo passes over them. */
class RunNotesTest {
    @TempDir
    Path temp;

    private ProjectFile project;

    @BeforeEach
    void create() throws Exception {
        project = ProjectFile.create(temp.resolve("p"), "P");
    }

    @AfterEach
    void close() {
        project.close();
    }

    private RunEntry begin() throws Exception {
        Path folder = Inspections.newFolder(project.runs(), RunNotes.nextNumber(project));
        return RunNotes.begin(project, folder, "a", null);
    }

    private static Inspections.Outcome outcome(boolean cancelled) {
        return new Inspections.Outcome(Path.of("x"), "abc", new Inspection.Summary(3, 1, 1, 17, 2.5, cancelled), 4, 1,
                20, 1_000_000);
    }

    @Test
    void runsAreNumberedAndTheirEndIsNoted() throws Exception {
        RunEntry first = begin(), second = begin();
        assertEquals(List.of("runs/0001", "runs/0002"), List.of(first.getFolder(), second.getFolder()));
        assertTrue(Files.isDirectory(project.resolve(second.getFolder())));
        RunNotes.end(project, second, outcome(false));
        assertEquals(RunState.FINISHED, second.getState());
        assertEquals(4, second.getImages());
        assertEquals(20, second.getDetections());
        RunNotes.end(project, first, outcome(true));
        assertEquals(RunState.CANCELLED, first.getState());
        RunNotes.resumed(project, first);
        RunNotes.end(project, first, outcome(false));
        assertEquals(5.0, first.getSeconds(), "the time of both parts");
        Files.createDirectory(project.runs().resolve("0009"));
        assertEquals(10, begin().getNumber());
    }

    @Test
    void undoAfterARunTakesBackWhatThePersonDidLast() throws Exception {
        CommandStack stack = project.domain().getCommandStack();
        project.change("Rename", () -> project.project().setName("Mine"));
        RunEntry run = begin();
        RunNotes.end(project, run, outcome(false));
        assertEquals("Rename", stack.getUndoCommand().getLabel());
        stack.undo();
        assertEquals("P", project.project().getName());
        assertEquals(List.of(run), project.project().getRuns(), "the run stays");
        assertEquals(RunState.FINISHED, run.getState());
        stack.redo();
        assertEquals("Mine", project.project().getName());
    }

    @Test
    void aFactBetweenAnUndoAndItsRedoLeavesTheRedo() throws Exception {
        CommandStack stack = project.domain().getCommandStack();
        project.change("Rename", () -> project.project().setName("Mine"));
        stack.undo();
        begin();
        assertTrue(stack.canRedo());
        stack.redo();
        assertEquals("Mine", project.project().getName());
    }

    @Test
    void aDeletedRunComesBackThoughAnotherWasMadeMeanwhile() throws Exception {
        CommandStack stack = project.domain().getCommandStack();
        RunEntry first = begin(), second = begin();
        project.change("Delete", () -> EcoreUtil.delete(second, true));
        RunEntry third = begin();
        assertEquals(3, third.getNumber());
        RunNotes.end(project, third, outcome(false));
        stack.undo();
        assertEquals(List.of(1, 2, 3), project.project().getRuns().stream().map(RunEntry::getNumber).sorted().toList());
        assertEquals(RunState.FINISHED, third.getState());
        stack.redo();
        assertEquals(List.of(first, third), project.project().getRuns());
    }

    @Test
    void factsAreSavedAndTold() throws Exception {
        int[] told = new int[1];
        project.domain().getCommandStack().addCommandStackListener(e -> told[0]++);
        assertFalse(project.dirty());
        RunEntry run = begin();
        assertTrue(project.dirty());
        assertEquals(1, told[0]);
        project.save();
        assertFalse(project.dirty());
        RunNotes.end(project, run, outcome(false));
        assertTrue(project.dirty());
        project.save();
        project.close();
        project = ProjectFile.open(temp.resolve("p"));
        assertEquals(RunState.FINISHED, project.project().getRuns().get(0).getState());
    }

    @Test
    void whatAKilledRunHoldsIsNoted() throws Exception {
        RunEntry run = begin();
        RunNotes.found(project, run, new RunNotes.Counts(7, 1, 30, false));
        assertEquals(RunState.RUNNING, run.getState(), "it can be resumed");
        assertEquals(List.of(7L, 1L, 30L), List.of((long) run.getImages(), (long) run.getErrors(),
                run.getDetections()));
        project.save();
        RunNotes.found(project, run, new RunNotes.Counts(7, 1, 30, false));
        assertFalse(project.dirty(), "nothing new");
        RunNotes.found(project, run, new RunNotes.Counts(12, 1, 50, true));
        assertEquals(RunState.FINISHED, run.getState(), "all was done, only the note was missing");
    }
}
